package charset

import (
	"testing"

	"pgregory.net/rapid"
)

// Text without signs of double encoding is never changed.
func TestRepairLeavesPlainTextAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-zA-ZäöüéèñçßŁ€“”’ \n]{0,80}`).Draw(t, "text")
		if got := repairDoubled(s); got != s {
			t.Fatalf("repairDoubled(%q) = %q, want it unchanged", s, got)
		}
	})
}

func TestRepairLeavesLettersBeforeQuotesAlone(t *testing.T) {
	for _, s := range []string{"ä’’", "„Er rief: ‚Hä’“ sagte sie.", "Olé»”", "weiß’", "100 ä’€"} {
		if got := repairDoubled(s); got != s {
			t.Errorf("repairDoubled(%q) = %q, want it unchanged", s, got)
		}
	}
}
