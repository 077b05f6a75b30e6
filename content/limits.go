package content

import (
	"cmp"
	"fmt"
)

// Limits bound what one file may cost. One that would cost more gives an [*Error], and
// harms no other. A limit of 0 is the default.
type Limits struct {
	Size   int // bytes of the file
	Parts  int // lines of text; lines, links, cells and other elements of Markdown
	Values int // values of front matter, those included that aliases repeat
	Depth  int // quotes, lists and values within each other
	Names  int // authors; more are left out
	Growth int // times that the content may be larger than what it is made from
	Work   int // steps of the parser for each byte
}

// DefaultLimits leave room for a novel, and none for a trap.
var DefaultLimits = Limits{Size: 4 << 20, Parts: 100_000, Values: 2500, Depth: 100, Names: 50, Growth: 16, Work: 100}

// Filled is l with the defaults in place of zeros.
func (l Limits) Filled() Limits {
	d := DefaultLimits
	return Limits{
		Size: cmp.Or(l.Size, d.Size), Parts: cmp.Or(l.Parts, d.Parts), Values: cmp.Or(l.Values, d.Values), Depth: cmp.Or(l.Depth, d.Depth),
		Names: cmp.Or(l.Names, d.Names), Growth: cmp.Or(l.Growth, d.Growth), Work: cmp.Or(l.Work, d.Work),
	}
}

// Smallest is what any file may use, however short it is: growth and work are
// counted by the byte.
const Smallest = 4096

// TooMuch says which limit was passed, with its setting.
func TooMuch(what string, limit int, setting string) string {
	return fmt.Sprintf("%s; allowed are %d: split or simplify it, or raise %s", what, limit, setting)
}

// CheckSize reports a file that is larger than l allows, as an [*Error].
func CheckSize(f File, l Limits) error {
	if len(f.Data) <= l.Size {
		return nil
	}
	return &Error{Path: f.Path, Message: TooMuch(fmt.Sprintf("file has %d bytes", len(f.Data)), l.Size, "max-size")}
}

// Defect is the error of a file at which the program itself failed. A recovered panic
// is the trouble of that file and of no other.
func Defect(path string, panicked any) error {
	return &Error{Path: path, Message: DefectMessage(panicked)}
}

// DefectMessage says what a recovered panic means to the author of the file.
func DefectMessage(panicked any) string {
	return fmt.Sprintf("cannot be read because of a defect in Feedmill (%v); report it with the file, and take the file out until then", panicked)
}
