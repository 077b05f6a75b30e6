package main

import (
	"context"
	"net"
	"os"
	"strconv"
	"time"
)

// notifier tells the service manager how the daemon is, by the protocol of
// sd_notify(3). Outside a service manager it does nothing. Its errors are not
// reported: nobody is there to hear them.
type notifier struct {
	socket   string        // NOTIFY_SOCKET; empty: no service manager
	watchdog time.Duration // between signs of life; 0: none are asked for
}

// newNotifier reads what the service manager put into the environment.
func newNotifier(getenv func(string) string) notifier {
	n := notifier{socket: getenv("NOTIFY_SOCKET")}
	pid, err := strconv.Atoi(getenv("WATCHDOG_PID"))
	if err == nil && pid != os.Getpid() {
		return n
	}
	if usec, err := strconv.ParseInt(getenv("WATCHDOG_USEC"), 10, 64); err == nil && usec > 0 {
		n.watchdog = time.Duration(usec) * time.Microsecond / 2 // twice as often as asked, as sd_watchdog_enabled(3) advises
	}
	return n
}

// send passes one message on: "READY=1", "STOPPING=1", "WATCHDOG=1", "STATUS=…".
func (n notifier) send(message string) {
	if n.socket == "" {
		return
	}
	address := n.socket
	if address[0] == '@' { // Linux's abstract sockets
		address = "\x00" + address[1:]
	}
	conn, err := net.Dial("unixgram", address)
	if err != nil {
		return
	}
	defer conn.Close()
	conn.Write([]byte(message))
}

// beat sends signs of life until ctx ends, each only if alive says so.
func (n notifier) beat(ctx context.Context, alive func() bool) {
	if n.socket == "" || n.watchdog == 0 {
		return
	}
	tick := time.NewTicker(n.watchdog)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if alive() {
				n.send("WATCHDOG=1")
			}
		}
	}
}

// extending is for how long the service manager is asked to wait once more for the
// first edition, and extendEvery between two such requests.
const (
	extending   = time.Minute
	extendEvery = 10 * time.Second
)

// extend asks for more time to start until ctx ends, while alive says so: a first
// edition of a large folder may take longer than a start is given.
func (n notifier) extend(ctx context.Context, alive func() bool) {
	if n.socket == "" {
		return
	}
	for alive() {
		n.send("EXTEND_TIMEOUT_USEC=" + strconv.FormatInt(extending.Microseconds(), 10))
		if wait(ctx, extendEvery) != nil {
			return
		}
	}
}

// wait waits, unless ctx ends before.
func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
