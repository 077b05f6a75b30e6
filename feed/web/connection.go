package web

// Connections on which answers cost less than on those of net/http, under the same
// time-outs.
//
// Deadlines cost nothing until they pass. net/http sets half a dozen for each request,
// each of them a timer of the runtime, and waits on the side for the client to say
// more: a tenth of all that a small answer costs. Here a deadline is a number, and one
// sweep a second looks for those that are over.
//
// Head and body of an answer are sent by one call of the system, where net/http makes
// two: a fifth of what an answer with a body costs.
//
// Most lines of a head are the same for all answers with a document. They are written once,
// and put into the head where it passes: net/http would copy, sort and write them for each
// answer, which took a sixth of it.

import (
	"bytes"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// sweepEvery is how late a deadline may be.
const sweepEvery = time.Second

// sweptListener accepts connections with such deadlines.
type sweptListener struct {
	net.Listener
	direct bool          // net/http reads from the connections, with no TLS between
	slots  chan struct{} // one is taken by each open connection

	clock   atomic.Pointer[time.Time] // as of the last sweep
	closing sync.Once
	closed  chan struct{}

	mu    sync.Mutex
	conns map[*sweptConn]bool // open; guarded by mu
	sweep *time.Timer         // runs while any is open; guarded by mu
}

func newSweptListener(l net.Listener, direct bool, most int) *sweptListener {
	return &sweptListener{
		Listener: l, direct: direct, slots: make(chan struct{}, most), conns: map[*sweptConn]bool{}, closed: make(chan struct{}),
	}
}

// Close ends the waiting for connections.
func (l *sweptListener) Close() error {
	l.closing.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// Accept waits for the next connection, and before that for another to end if there are
// as many as there may be.
func (l *sweptListener) Accept() (net.Conn, error) {
	select {
	case l.slots <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	conn, err := l.Listener.Accept()
	if err != nil {
		<-l.slots
		return nil, err
	}
	c := &sweptConn{Conn: conn, listener: l}
	if l.direct {
		c.woken = make(chan struct{}, 1)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conns[c] = true; len(l.conns) == 1 {
		now := time.Now()
		l.clock.Store(&now)
		l.sweep = time.AfterFunc(sweepEvery, l.sweepAll)
	}
	return c, nil
}

// sweepAll ends what is over, and comes back as long as there are connections.
func (l *sweptListener) sweepAll() {
	now := time.Now()
	l.clock.Store(&now)
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
	<-l.slots
	if delete(l.conns, c); len(l.conns) == 0 {
		l.sweep.Stop()
	}
}

// sweptConn is a connection whose deadlines are kept by its listener.
type sweptConn struct {
	net.Conn
	listener *sweptListener
	woken    chan struct{} // has a token once a wait was called off; nil under TLS

	// Of the goroutine that answers.
	writer  movingWriter
	joining bool   // what is written waits for more
	held    []byte // that waits
	lines   []byte // of the head that is written next, and that net/http does not know of; nobody changes them

	read, write atomic.Int64 // deadlines, in nanoseconds since 1970; 0 is never

	mu   sync.Mutex  // held while late changes
	late atomic.Bool // the system has been told that a deadline has passed
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

// headRoom is how much may wait: net/http hands over a head and the beginning of a body
// in pieces of this size.
const headRoom = 4 << 10

// Write sends p, with what has waited for it. A small piece waits while more is to come.
func (c *sweptConn) Write(p []byte) (int, error) {
	if c.lines != nil {
		return c.writeHead(p)
	}
	if !c.joining {
		return c.Conn.Write(p)
	}
	if len(c.held) == 0 && len(p) <= headRoom {
		c.held = append(c.held, p...)
		return len(p), nil
	}
	waited := len(c.held)
	all := net.Buffers{c.held, p}
	n, err := all.WriteTo(c.Conn)
	c.held = c.held[:0]
	return max(int(n)-waited, 0), err
}

// writeHead sends the beginning of an answer, with the lines that wait for it.
func (c *sweptConn) writeHead(p []byte) (int, error) {
	status := bytes.IndexByte(p, '\n') + 1
	c.held = append(append(append(c.held[:0], p[:status]...), c.lines...), p[status:]...)
	c.lines = nil
	if c.joining && len(p) <= headRoom {
		return len(p), nil
	}
	_, err := c.Conn.Write(c.held)
	c.held = c.held[:0]
	if err != nil {
		return 0, err // the connection is of no use any more
	}
	return len(p), nil
}

// join calls write, and sends all that it writes at once.
func (c *sweptConn) join(write func() (int, error)) (n int, err error) {
	c.joining = true
	n, err = write()
	c.joining = false
	if len(c.held) == 0 || err != nil {
		return n, err
	}
	_, err = c.Conn.Write(c.held)
	c.held = c.held[:0]
	return n, err
}

// CloseWrite says that nothing more will be sent: net/http lets clients read why they
// are refused while they still send.
func (c *sweptConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// longAgo is before any deadline that is meant as a time: net/http sets such a one to
// call a read off.
var longAgo = time.Unix(1<<20, 0)

// SetReadDeadline sets until when reads may wait.
func (c *sweptConn) SetReadDeadline(t time.Time) error {
	if !t.IsZero() && t.Before(longAgo) {
		return c.callOff(t)
	}
	c.read.Store(nanoseconds(t))
	return c.revive()
}

// nanoseconds is a deadline as a number, which is 0 for none.
func nanoseconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// callOff ends the wait for a byte.
func (c *sweptConn) callOff(t time.Time) error {
	if c.woken != nil {
		c.wake()
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.late.Store(true)
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
	c.write.Store(nanoseconds(t))
	return c.revive()
}

// putOff lets writes wait from about now on.
func (c *sweptConn) putOff(d time.Duration) { _ = c.SetWriteDeadline(c.listener.clock.Load().Add(d)) }

// SetDeadline sets both.
func (c *sweptConn) SetDeadline(t time.Time) error {
	c.read.Store(nanoseconds(t))
	c.write.Store(nanoseconds(t))
	return c.revive()
}

// revive takes back that a deadline has passed, now that there is another.
func (c *sweptConn) revive() error {
	if !c.late.Load() {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.late.Store(false)
	return c.Conn.SetDeadline(time.Time{})
}

// expire tells the system which deadlines have passed: whoever waits, waits no more.
func (c *sweptConn) expire(now time.Time) {
	if !isOver(&c.read, now) && !isOver(&c.write, now) {
		return
	}
	c.mu.Lock()
	c.late.Store(true)
	if isOver(&c.read, now) {
		_ = c.Conn.SetReadDeadline(now) // of a connection that is closed nobody waits
	}
	if isOver(&c.write, now) {
		_ = c.Conn.SetWriteDeadline(now)
	}
	c.mu.Unlock()
	if !isOver(&c.read, now) && !isOver(&c.write, now) {
		_ = c.revive() // one was put off meanwhile by somebody who did not see that it was late
	}
}

func isOver(deadline *atomic.Int64, now time.Time) bool {
	at := deadline.Load()
	return at != 0 && at < now.UnixNano()
}

// Close closes the connection.
func (c *sweptConn) Close() error {
	c.listener.forget(c)
	if c.woken != nil {
		c.wake()
	}
	return c.Conn.Close()
}
