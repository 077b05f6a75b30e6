package main

import (
	"testing"

	"feedmill/content"
)

func TestAnnotation(t *testing.T) {
	for _, test := range []struct {
		fault content.Error
		want  string
	}{
		{content.Error{Path: "city/a.txt", Line: 3, Message: `date "31 Feb" does not exist`}, `::error file=news/city/a.txt,line=3::date "31 Feb" does not exist`},
		{content.Error{Path: "a,b:c%.txt", Message: "100% wrong\n::warning::no"}, `::error file=news/a%2Cb%3Ac%25.txt::100%25 wrong\n::warning::no`},
		{content.Error{Message: "no title"}, `::error ::no title`},
	} {
		if got := annotation("news", &test.fault); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}
