package main

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"build", "watch", "serve", "title", "limit", "url", "out", "date-order"}
	for _, test := range []struct{ name, want string }{
		{"buld", "build"}, {"Wacth", "watch"}, {"titel", "title"}, {"dateorder", "date-order"},
		{"date", "date-order"}, // begun
		{"lmit", "limit"}, {"otu", "out"}, {"biuld", "build"}, {"ur", ""}, {"uri", "url"}, {"ot", ""},
		{"frobnicate", ""}, {"", ""}, {"x", ""},
	} {
		if got := nearest(test.name, known); got != test.want {
			t.Errorf("nearest to %q: got %q, want %q", test.name, got, test.want)
		}
	}
}
