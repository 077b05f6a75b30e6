package newspaper

import (
	"strings"
	"testing"
)

func TestCitationsAreText(t *testing.T) {
	for _, line := range []string{
		"Jane Doe; Swans of the North; The Mill Gazette (Linz); May 5, 2001.",
		"Jane Doe, “The Swan Sings,” The Mill Gazette, 5 May 2001.",
		"Ana Pérez; El cisne canta; El Molino; 5 de mayo de 2001",
	} {
		a := within(t, line)
		if !strings.Contains(a.Body().Text(), line) || !a.Published().IsZero() || len(a.Authors()) > 0 {
			t.Errorf("%q: got day %v and authors %q, and text %q, want none and the line", line, a.Published(), names(a), a.Body().Text())
		}
	}
}
