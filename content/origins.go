package content

import "slices"

// Origins say where each field of an article was found, by the field's name in the JSON of
// inspect: "title", "published", … An article has so few that to look through them is
// faster than a map, and they stay in the order in which they were found.
type Origins []FieldOrigin

// FieldOrigin is where a field was found.
type FieldOrigin struct {
	Field string
	Origin
}

// Of is where a field was found; zero if nobody says.
func (all Origins) Of(field string) Origin {
	o, _ := all.Find(field)
	return o
}

// Find is where a field was found, if that is said.
func (all Origins) Find(field string) (o Origin, ok bool) {
	if i := all.at(field); i >= 0 {
		return all[i].Origin, true
	}
	return o, false
}

// Has reports whether it is said where a field was found.
func (all Origins) Has(field string) bool { return all.at(field) >= 0 }

// Set says where a field was found, in place of what was said before. It writes into the
// list: who shares one clones it first.
func (all *Origins) Set(field string, o Origin) {
	if i := all.at(field); i >= 0 {
		(*all)[i].Origin = o
		return
	}
	*all = append(*all, FieldOrigin{field, o})
}

// Delete forgets where a field was found.
func (all *Origins) Delete(field string) {
	if i := all.at(field); i >= 0 {
		*all = slices.Delete(*all, i, i+1)
	}
}

// Clone is a list of the caller's own, with room for another field.
func (all Origins) Clone() Origins { return append(make(Origins, 0, len(all)+1), all...) }

func (all Origins) at(field string) int {
	for i := range all {
		if all[i].Field == field {
			return i
		}
	}
	return -1
}
