package dates

import (
	"testing"
	"time"
)

// The table of Nepal's calendar has no gaps: each day follows the one before.
func TestDaysOfNepal(t *testing.T) {
	want := time.Date(1982, 4, 14, 0, 0, 0, 0, time.UTC)
	for year := firstBikram; isBikram(year); year++ {
		for month := 1; month <= 12; month++ {
			for mday := 1; ; mday++ {
				got, ok := ofBikram(year, month, mday)
				if !ok {
					if mday < 30 || mday > 33 {
						t.Fatalf("%d-%d: got %d days", year, month, mday-1)
					}
					break
				}
				if !got.Equal(want) {
					t.Fatalf("%d-%d-%d: got %s, want %s", year, month, mday, got, want)
				}
				want = want.AddDate(0, 0, 1)
			}
		}
	}
	if got := want.Format(time.DateOnly); got != "2027-04-14" {
		t.Errorf("got %s for the day after the table, want 2027-04-14", got)
	}
}
