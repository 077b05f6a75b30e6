package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// A socket's name may be a hundred bytes long; a state folder's may be longer.
func TestCommandsReachADaemonInADeepFolder(t *testing.T) {
	depths := []int{1, 5}
	if runtime.GOOS != "linux" {
		depths = depths[:1]
	}
	for _, depth := range depths {
		state := filepath.Join(t.TempDir(), strings.Repeat("a-long-name-of-a-folder/", depth))
		must(t, os.MkdirAll(state, 0o700))
		ctx, cancel := context.WithCancel(t.Context())
		var answering sync.WaitGroup
		answering.Go(func() {
			answerCommands(ctx, state, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = w.Write([]byte(r.URL.Path))
			}), slog.New(slog.DiscardHandler))
		})
		got, err := "", errAlone
		for errors.Is(err, errAlone) {
			time.Sleep(time.Millisecond)
			got, err = ask(t.Context(), state, "/status", nil)
		}
		if err != nil || got != "/status" {
			t.Errorf("%d bytes: got %q, %v", len(state), got, err)
		}
		info, err := os.Stat(filepath.Join(state, controlName))
		must(t, err)
		if perm := info.Mode().Perm(); perm != 0o600 {
			t.Errorf("anybody may ask: %v", perm)
		}
		cancel()
		answering.Wait()
		if _, err := ask(t.Context(), state, "/status", nil); !errors.Is(err, errAlone) {
			t.Errorf("asked nobody: got %v, want %v", err, errAlone)
		}
	}
}
