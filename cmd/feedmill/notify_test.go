package main

import (
	"context"
	"net"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

// manager is a service manager that listens for messages.
func manager(t *testing.T) (socket string, next func() string) {
	t.Helper()
	socket = filepath.Join(t.TempDir(), "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return socket, func() string {
		buf := make([]byte, 1000)
		conn.SetReadDeadline(time.Now().Add(patience))
		n, err := conn.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		return string(buf[:n])
	}
}

func TestNotifierSendsAndBeats(t *testing.T) {
	socket, next := manager(t)
	env := map[string]string{"NOTIFY_SOCKET": socket, "WATCHDOG_USEC": "2000"}
	n := newNotifier(func(name string) string { return env[name] })
	n.send("READY=1")
	if got := next(); got != "READY=1" {
		t.Errorf("got %q, want READY=1", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan bool)
	go func() {
		n.beat(ctx, func() bool { return true })
		close(done)
	}()
	if got := next(); got != "WATCHDOG=1" {
		t.Errorf("got %q, want WATCHDOG=1", got)
	}
	cancel()
	<-done
}

// A daemon that makes no editions any more must not say that it lives.
func TestNotifierBeatsOnlyWhenAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := notifier{socket: "nobody listens here", watchdog: time.Second}
		ctx, cancel := context.WithTimeout(t.Context(), 3500*time.Millisecond)
		defer cancel()
		asked := 0
		n.beat(ctx, func() bool { asked++; return false })
		if asked != 3 {
			t.Errorf("asked %d times whether it is alive, want 3", asked)
		}
	})
}

// A start is given more time as long as it gets on, and only until it is done.
func TestNotifierExtendsTheStart(t *testing.T) {
	socket, next := manager(t)
	n := notifier{socket: socket}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan bool)
	go func() {
		n.extend(ctx, func() bool { return true })
		close(done)
	}()
	if got := next(); got != "EXTEND_TIMEOUT_USEC=60000000" {
		t.Errorf("got %q, want EXTEND_TIMEOUT_USEC=60000000", got)
	}
	cancel()
	<-done
	n.extend(t.Context(), func() bool { return false }) // ends by itself
}

func TestNotifierOutsideAServiceManager(t *testing.T) {
	n := newNotifier(func(string) string { return "" })
	n.send("READY=1") // to nobody, without complaint
	n.beat(t.Context(), func() bool { t.Error("asked for a sign of life"); return true })
	other := newNotifier(func(name string) string {
		return map[string]string{"NOTIFY_SOCKET": "/s", "WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"}[name]
	})
	if other.watchdog != 0 {
		t.Errorf("the watchdog of another process is %v, want none", other.watchdog)
	}
}
