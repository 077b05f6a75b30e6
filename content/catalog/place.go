package catalog

// Where the sets have a record: all that is in them follows from the records.

import "feedmill/content"

// eachKey calls do with each key of a record in the sets that are placed. number
// gives the number of a facet.
func (r *Record) eachKey(number func(facetName) uint32, do func(name, key []byte)) {
	r.eachOwnKey(r.titleHash(), do)
	shown, withdrawn := r.State == Shown, !r.Withdrawn.IsZero()
	if !shown && !withdrawn {
		return
	}
	for _, n := range r.facetNames() {
		f := number(n)
		if shown {
			do(bucketIndex, indexKey(f, orderKey(r.Published.Time, r.Seen)))
		}
		if withdrawn {
			do(bucketWithdrawn, indexKey(f, orderKey(r.Withdrawn, r.Seen)))
		}
	}
}

// eachOwnKey calls do with the keys that are of no facet.
func (r *Record) eachOwnKey(title uint64, do func(name, key []byte)) {
	if key := r.dueKey(); key != nil {
		do(bucketDue, key)
	}
	if r.State == Removed {
		for _, k := range r.removedKeys() {
			do(bucketRemoved, hashKey(k.kind, k.hash, r.Seen))
		}
	}
	if r.State == Shown {
		do(bucketTitles, hashKey(isTitle, title, r.Seen))
		for _, s := range r.suspects {
			do(bucketTitles, hashKey(isSuspect, s, r.Seen))
		}
	}
}

func (r *Record) titleHash() uint64 { return hash64(content.FoldTitle(r.Title)) }

// dueKey is when the state changes by itself, and the state; nil if it does not.
func (r *Record) dueKey() []byte {
	switch {
	case r.State == Held:
		return append(orderKey(r.Published.Time, r.Seen), byte(r.State))
	case r.State == Shown && !r.Expires.IsZero():
		return append(orderKey(r.Expires, r.Seen), byte(r.State))
	}
	return nil
}
