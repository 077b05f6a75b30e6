package main

import (
	"testing"

	"feedmill/content/folder"
)

// Whoever watches feedmill_failing is woken by a machine that refuses.
func TestRefusalIsFailing(t *testing.T) {
	for _, m := range metrics {
		if m.name == "failing" && (m.of(report{Health: folder.Health{Refused: 1}}) != 1 || m.of(report{}) != 0) {
			t.Error("failing does not follow what is refused")
		}
	}
}
