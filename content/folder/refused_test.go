package folder

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// A file that a failing disk does not give is delivered again and again, less and
// less often, though nothing tells of it, and is a problem meanwhile.
func TestRefusedFileIsTriedAgain(t *testing.T) {
	root := t.TempDir()
	must(t, os.WriteFile(filepath.Join(root, "pier.txt"), []byte("The pier"), 0o644))
	f := openTest(t, root)
	synctest.Test(t, func(t *testing.T) {
		w := f.Watch(nil, WatchOptions{Poll: 100 * time.Hour, Sweep: 100 * time.Hour})
		ctx, cancel := context.WithCancel(t.Context())
		var mu sync.Mutex
		var tries []time.Duration
		began := time.Now()
		done := make(chan error, 1)
		go func() {
			done <- w.Run(ctx, func(ctx context.Context, c Changes) error {
				mu.Lock()
				defer mu.Unlock()
				tries = append(tries, time.Since(began))
				if len(tries) < 10 && slices.Contains(c.Changed, "pier.txt") {
					w.Retry(ctx, map[string]error{"pier.txt": fmt.Errorf("read pier.txt: %w", syscall.EIO)})
				}
				return nil
			})
		}()
		time.Sleep(30 * time.Second)
		if h := w.Health(); h.Refused != 1 || len(h.Problems) != 1 || h.Problems[0].Path != "pier.txt" {
			t.Errorf("got %d refused and problems %v, want pier.txt", h.Refused, h.Problems)
		}
		time.Sleep(time.Hour)
		if h := w.Health(); h.Refused != 0 || len(h.Problems) != 0 {
			t.Errorf("got %d refused and problems %v after it was read, want none", h.Refused, h.Problems)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if len(tries) != 10 {
			t.Fatalf("got %d deliveries at %v, want 10", len(tries), tries)
		}
		if first, last := tries[1]-tries[0], tries[9]-tries[8]; first < firstRetry || first > 2*firstRetry || last < lastRetry || last > 2*lastRetry {
			t.Errorf("got deliveries at %v; want the second %v after the first, the last %v after the one before", tries, firstRetry, lastRetry)
		}
	})
}

// A refused file that is deleted is no problem any more.
func TestRefusedFileThatGoes(t *testing.T) {
	root := t.TempDir()
	must(t, os.WriteFile(filepath.Join(root, "pier.txt"), []byte("The pier"), 0o644))
	must(t, os.WriteFile(filepath.Join(root, "quay.txt"), []byte("The quay"), 0o644))
	f := openTest(t, root)
	synctest.Test(t, func(t *testing.T) {
		w := f.Watch(nil, WatchOptions{Poll: 100 * time.Hour, Sweep: 100 * time.Hour})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			done <- w.Run(ctx, func(ctx context.Context, c Changes) error {
				if slices.Contains(c.Changed, "pier.txt") {
					w.Retry(ctx, map[string]error{"pier.txt": syscall.ENFILE})
				}
				return nil
			})
		}()
		time.Sleep(5 * time.Second)
		must(t, os.Remove(filepath.Join(root, "pier.txt")))
		time.Sleep(5 * time.Minute)
		if h := w.Health(); h.Refused != 0 || len(h.Problems) != 0 {
			t.Errorf("got %d refused and problems %v of a file that is gone, want none", h.Refused, h.Problems)
		}
		cancel()
		<-done
	})
}

func TestRefusedIsTheMachines(t *testing.T) {
	for err, want := range map[error]bool{
		syscall.EMFILE: true, syscall.EIO: true, syscall.ENOMEM: true, fmt.Errorf("read a: %w", syscall.ENFILE): true,
		syscall.EACCES: false, syscall.ENOENT: false, ErrTooLarge: false, ErrOutside: false, ErrUnsettled: false,
	} {
		if got := Refused(err); got != want {
			t.Errorf("Refused(%v) = %v, want %v", err, got, want)
		}
	}
}
