package main

import (
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestShortLines(t *testing.T) {
	var said strings.Builder
	h := &shortHandler{mu: &sync.Mutex{}, w: &said, width: func() int { return 40 }}
	for _, test := range []struct {
		level   slog.Level
		message string
		args    []any
		want    string
	}{
		{slog.LevelInfo, "article appeared", []any{"file", "city/mv.txt", "title", "Moved in whole"}, `08:13 + city/mv.txt "Moved in whole"`},
		{slog.LevelInfo, "article moved", []any{"file", "b.txt", "from", "a.txt", "title", "B"}, `08:13 > b.txt from a.txt "B"`},
		{slog.LevelInfo, "article vanished", []any{"file", "a\x1b[2J.txt", "title", "A"}, `08:13 - a\u001b[2J.txt "A"`},
		{slog.LevelInfo, "article changed", []any{"file", "city/mv.txt", "title", "Moved in whole"}, `08:13 ~ city/mv.txt "Moved in whole"`},
		{slog.LevelInfo, "article changed", []any{"file", "city/mv.txt", "title", "Moved in whole: on"}, `08:13 ~ city/mv.txt "Moved in whole: on"`},
		{slog.LevelInfo, "article changed", []any{"file", "city/mv.txt", "title", "Moved in whole: two."}, `08:13 ~ city/mv.txt "Moved in whole: tw…`},
		{slog.LevelInfo, "article changed", []any{"file", "a.txt", "title", "海德公园管弦乐团在草地上演奏免费"}, `08:13 ~ a.txt "海德公园管弦乐团在草地上…`},
		{slog.LevelInfo, "article moved", []any{"file", "b.txt", "from", "a.txt", "title", "B"}, `08:13 > b.txt from a.txt "B"`},
		{slog.LevelInfo, "published", []any{"documents", 12}, `08:13   published 12 documents`},
		{slog.LevelInfo, "published", []any{"documents", 1}, `08:13   published 1 document`},
		{slog.LevelInfo, "watching by events", []any{"folders", 6}, `08:13   watching 6 folders by events`},
		{slog.LevelWarn, "cannot read article", []any{"error", errors.New("a.txt: file is empty, and has been for a while")}, "08:13 ! a.txt: file is empty, and has\n  been for a while"},
		{slog.LevelWarn, "cannot read article", []any{"error", errors.New("a.txt: file is empty")}, `08:13 ! a.txt: file is empty`},
	} {
		said.Reset()
		r := slog.NewRecord(time.Date(2026, 11, 9, 8, 13, 0, 0, time.Local), test.level, test.message, 0)
		r.Add(test.args...)
		if err := h.Handle(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(said.String(), "\n"); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}
