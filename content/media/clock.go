package media

// Times as people write them into chapters and transcripts.

import (
	"strconv"
	"strings"
	"time"
)

// clockTime is the time that "1:02:03.5" or "62:03" stands for; -1 if it stands for none.
func clockTime(s string) time.Duration {
	total, parts := 0.0, strings.Split(strings.TrimSpace(s), ":")
	if len(parts) > 3 {
		return -1
	}
	for _, p := range parts {
		n, err := strconv.ParseFloat(strings.Replace(p, ",", ".", 1), 64)
		if err != nil || n < 0 || n > 1e6 {
			return -1
		}
		total = total*60 + n
	}
	return time.Duration(total * float64(time.Second)).Round(time.Millisecond)
}
