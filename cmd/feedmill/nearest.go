package main

// What the user may have meant by a name that there is none of: of a command, a flag, a
// setting, a value.

import (
	"fmt"
	"slices"
	"strings"
)

// meant ends a sentence about an unknown name with the one that it is most like; it is
// empty if it is like none.
func meant(name string, known []string) string {
	if n := nearest(name, known); n != "" {
		return fmt.Sprintf("; did you mean %s?", n)
	}
	return ""
}

// nearest is the known name that takes the fewest letters to change: two at most, and
// fewer than half of them, or it is another word. It is empty if there is none.
func nearest(name string, known []string) string {
	name = strings.ToLower(name)
	best, fewest := "", min(2, (len(name)-1)/2)+1
	for _, k := range known {
		d := distance(name, strings.ToLower(k))
		if d < fewest {
			best, fewest = k, d
		}
	}
	if best == "" && len(name) > 2 {
		if i := slices.IndexFunc(known, func(k string) bool { return strings.HasPrefix(k, name) }); i >= 0 {
			return known[i]
		}
	}
	return best
}

// distance is how many letters are to be put in, left out, changed or exchanged with
// their neighbours to make b of a (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			changed := last[j]
			if a[i] != b[j] {
				changed++
			}
			row[j+1] = min(changed, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// oneOf lists names as a sentence lists them: a, b or c.
func oneOf(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
