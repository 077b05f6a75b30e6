package main

// Screens: how wide they are, and lines that fit them.

import (
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
	textwidth "golang.org/x/text/width"
)

const (
	usualWidth  = 80  // where nothing is shown to a person
	widestLines = 110 // that are pleasant to read
)

// screenWidth is how many columns the terminal has that w is; 0 if it is none.
func screenWidth(w io.Writer) int {
	f, ok := unguarded(w).(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return max(width, 0)
}

// helpWidth is how many columns the help may take.
func helpWidth(w io.Writer) int {
	if width := screenWidth(w); width > 0 {
		return min(width, widestLines)
	}
	return usualWidth
}

// colours reports whether what is written to w may be coloured: a person looks at it, at
// a terminal that knows colours, and has not asked to be spared them (no-color.org).
func colours(w io.Writer, getenv func(string) string) bool {
	return isTerminal(unguarded(w)) && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// cut is a line of at most width columns, with a sign where something is missing; 0 leaves
// it whole.
func cut(line string, width int) string {
	const sign = "…"
	column, fits := 0, 0 // fits is how many bytes leave room for the sign
	for i, r := range line {
		if width > 0 && column+columns(r) > width {
			return line[:fits] + sign
		}
		if column += columns(r); column < width {
			fits = i + utf8.RuneLen(r)
		}
	}
	return line
}

// columns is how wide a terminal shows a letter: Han and its kin take two.
func columns(r rune) int {
	switch kind := textwidth.LookupRune(r).Kind(); {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case kind == textwidth.EastAsianWide || kind == textwidth.EastAsianFullwidth:
		return 2
	}
	return 1
}

// broken is a line broken between its words, to fit a width; 0 leaves it whole. What
// follows the first line is indented, to be seen as one with it.
func broken(line string, width int) string {
	const indent = "  "
	if width <= len(indent) || utf8.RuneCountInString(line) <= width {
		return line
	}
	var b strings.Builder
	column := 0
	for i, word := range strings.Split(line, " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case column+1+n > width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}
