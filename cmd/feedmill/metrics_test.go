package main

import (
	"regexp"
	"strings"
	"testing"

	"feedmill/content/folder"
)

// Whoever watches feedmill_failing is woken by a machine that refuses.
func TestRefusalIsFailing(t *testing.T) {
	for _, m := range figures {
		if m.name == "failing" && (m.of(report{Health: folder.Health{Refused: 1}}) != 1 || m.of(report{}) != 0) {
			t.Error("failing does not follow what is refused")
		}
	}
}

// The text format of Prometheus: HELP, TYPE and value of each name, once.
func TestMetricsAreInTheFormatOfPrometheus(t *testing.T) {
	var b strings.Builder
	for _, m := range figures {
		writeMetric(&b, "feedmill_"+m.name, m.help, m.kind, m.of(report{}))
	}
	for _, f := range processFigures() {
		writeMetric(&b, f.name, f.help, f.kind, f.value)
	}
	writeMetric(&b, "large", "Large.", gauge, 1.5e21)
	three := regexp.MustCompile(`^# HELP ([a-z_]+) [^\n\\]+\.\n# TYPE ([a-z_]+) (gauge|counter)\n([a-z_]+) [0-9.]+(e[+-][0-9]+)?\n`)
	seen := map[string]bool{}
	for text := b.String(); text != ""; {
		m := three.FindStringSubmatch(text)
		if m == nil || m[1] != m[2] || m[1] != m[4] || seen[m[1]] {
			t.Fatalf("no metric, or one that was there: %.200s", text)
		}
		if strings.HasSuffix(m[1], "_total") != (m[3] == counter) {
			t.Errorf("%s is a %s", m[1], m[3])
		}
		seen[m[1]] = true
		text = text[len(m[0]):]
	}
}
