package main

import (
	"strings"
	"testing"
)

func TestManualSaysWhatHelpSays(t *testing.T) {
	pages := manual(newRoot(environment{}))
	for name, texts := range map[string][]string{
		"feedmill.1":       {`.TH "FEEDMILL" 1`, `.BR feedmill\-serve (1)`, "Exit status: 0 done"},
		"feedmill-serve.1": {`.B feedmill serve [flags] [DIR]`, `.B \-\-listen=address`, "(127.0.0.1:8080 if not set)", ".SH WHAT IS READ"},
		"feedmill-build.1": {`.B \-\-profile=folder`, ".SH EXAMPLE\n.nf\n  feedmill build \\-\\-url"},
	} {
		for _, want := range texts {
			if !strings.Contains(pages[name], want) {
				t.Errorf("%s lacks %q:\n%s", name, want, pages[name])
			}
		}
	}
	if strings.Contains(pages["feedmill-build.1"], "listen") {
		t.Error("the page of build tells of --listen")
	}
}

func TestRoffShowsTextAsItIs(t *testing.T) {
	if got, want := roff("-a \\b\n.PP\n.TH is no command\n'nor this"), "\\-a \\eb\n.PP\n\\&.TH is no command\n\\&'nor this"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
