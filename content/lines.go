package content

// Articles of which another reader made a part, and counted other lines than the file has.

// AtLines is the article with each line that it names as at says. 0 stays 0: it is no line.
func (a *Article) AtLines(at func(line int) int) *Article {
	move := func(line int) int {
		if line == 0 {
			return 0
		}
		return at(line)
	}
	return a.With(func(f *Facts) {
		f.Dropped, f.Aside, f.Problems = droppedAt(f.Dropped, move), droppedAt(f.Aside, move), problemsAt(f.Problems, move)
		f.Origin = f.Origin.Clone()
		for i := range f.Origin {
			f.Origin[i].Line = move(f.Origin[i].Line)
		}
		if late, ok := f.Body.(Late); ok {
			f.Body = placed{late, move}
		}
	})
}

func droppedAt(all []Dropped, move func(int) int) []Dropped {
	out := make([]Dropped, len(all))
	for i, d := range all {
		out[i] = Dropped{move(d.Line), d.Why, d.Text}
	}
	return out
}

func problemsAt(all []Problem, move func(int) int) []Problem {
	out := make([]Problem, len(all))
	for i, p := range all {
		out[i] = Problem{move(p.Line), p.Message}
	}
	return out
}

// placed is a body that is elsewhere in its file than it knows.
type placed struct {
	Late
	move func(int) int
}

// Findings are the body's, on the lines of the file.
func (p placed) Findings() Findings {
	f := p.Late.Findings()
	f.Origin.Line = p.move(f.Origin.Line)
	f.Dropped, f.Problems = droppedAt(f.Dropped, p.move), problemsAt(f.Problems, p.move)
	return f
}
