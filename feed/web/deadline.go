package web

// Deadlines that cost nothing until they pass. net/http sets half a dozen for each
// request, each of them a timer of the runtime, and waits on the side for the client to
// say more: a tenth of all that a small answer costs. Here a deadline is a number, and
// one sweep a second looks for those that are over.

import (
	"net"
	"os"
	"sync"
	"time"
)

// sweepEvery is how late a deadline may be.
const sweepEvery = time.Second

// sweptListener accepts connections with such deadlines.
type sweptListener struct {
	net.Listener
	direct bool // net/http reads from the connections, with no TLS between

	mu    sync.Mutex
	conns map[*sweptConn]bool // open; guarded by mu
	sweep *time.Timer         // runs while any is open; guarded by mu
}

func newSweptListener(l net.Listener, direct bool) *sweptListener {
	return &sweptListener{Listener: l, direct: direct, conns: map[*sweptConn]bool{}}
}

// Accept waits for the next connection.
func (l *sweptListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &sweptConn{Conn: conn, listener: l}
	if l.direct {
		c.woken = make(chan struct{}, 1)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conns[c] = true; len(l.conns) == 1 {
		l.sweep = time.AfterFunc(sweepEvery, l.sweepAll)
	}
	return c, nil
}

// sweepAll ends what is over, and comes back as long as there are connections.
func (l *sweptListener) sweepAll() {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.conns {
		c.expire(now)
	}
	if len(l.conns) > 0 {
		l.sweep.Reset(sweepEvery)
	}
}

func (l *sweptListener) forget(c *sweptConn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.conns[c] {
		return
	}
	if delete(l.conns, c); len(l.conns) == 0 {
		l.sweep.Stop()
	}
}

// sweptConn is a connection whose deadlines are kept by its listener.
type sweptConn struct {
	net.Conn
	listener *sweptListener
	woken    chan struct{} // has a token once a wait was called off; nil under TLS

	mu          sync.Mutex
	read, write time.Time // zero is never; guarded by mu
	late        bool      // the system has been told that one of them has passed; guarded by mu
}

// Read reads what comes. While a request is answered net/http waits for one byte, to
// learn that the client has gone, and always calls that off again. Our answers are
// short: the system is not asked, and a client that has gone is noticed by writing.
func (c *sweptConn) Read(p []byte) (int, error) {
	if len(p) == 1 && c.woken != nil {
		<-c.woken
		return 0, os.ErrDeadlineExceeded
	}
	return c.Conn.Read(p)
}

// longAgo is before any deadline that is meant as a time: net/http sets such a one to
// call a read off.
var longAgo = time.Unix(1<<20, 0)

// SetReadDeadline sets until when reads may wait.
func (c *sweptConn) SetReadDeadline(t time.Time) error {
	if !t.IsZero() && t.Before(longAgo) {
		return c.callOff(t)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.read = t
	return c.revive()
}

// callOff ends the wait for a byte.
func (c *sweptConn) callOff(t time.Time) error {
	if c.woken != nil {
		c.wake()
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.late = true
	return c.Conn.SetReadDeadline(t)
}

func (c *sweptConn) wake() {
	select {
	case c.woken <- struct{}{}:
	default: // it has been called off already
	}
}

// SetWriteDeadline sets until when writes may wait.
func (c *sweptConn) SetWriteDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.write = t
	return c.revive()
}

// SetDeadline sets both.
func (c *sweptConn) SetDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.read, c.write = t, t
	return c.revive()
}

// revive takes back that a deadline has passed, now that there is another. It is
// called with mu held.
func (c *sweptConn) revive() error {
	if !c.late {
		return nil
	}
	c.late = false
	return c.Conn.SetDeadline(time.Time{})
}

// expire tells the system which deadlines have passed: whoever waits, waits no more.
func (c *sweptConn) expire(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.read.IsZero() && c.read.Before(now) {
		c.late = true
		_ = c.Conn.SetReadDeadline(now) // of a connection that is closed nobody waits
	}
	if !c.write.IsZero() && c.write.Before(now) {
		c.late = true
		_ = c.Conn.SetWriteDeadline(now)
	}
}

// Close closes the connection.
func (c *sweptConn) Close() error {
	c.listener.forget(c)
	if c.woken != nil {
		c.wake()
	}
	return c.Conn.Close()
}
