package read

import (
	"bytes"
	"sync"
	"testing"
)

// All formats are read by several goroutines at once, as a build does. What readers share is
// made when the first text needs it: the race detector looks on.
func TestFormatsReadSideBySide(t *testing.T) {
	names := fixtures(t)
	const readers = 4
	var all [readers][][]byte
	var wait sync.WaitGroup
	for i := range readers {
		wait.Go(func() {
			for _, name := range names {
				all[i] = append(all[i], golden(t, name))
			}
		})
	}
	wait.Wait()
	for i, name := range names {
		for _, got := range all[1:] {
			if !bytes.Equal(got[i], all[0][i]) {
				t.Errorf("%s was read in two ways at once: %s and %s", name, got[i], all[0][i])
			}
		}
	}
}
