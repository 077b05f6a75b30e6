package main

// Where serve takes requests from: a port, a Unix socket, or a socket that the service
// manager has opened.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strconv"
	"strings"
)

// firstFile is the descriptor of the first socket that systemd hands over.
const firstFile = 3

// listenToServe listens where serve is to be reached.
func listenToServe(ctx context.Context, address string, getenv func(string) string) (net.Listener, error) {
	if listener, err := handedOver(getenv); listener != nil || err != nil {
		return listener, err
	}
	if file, ok := strings.CutPrefix(address, "unix:"); ok {
		return listenUnix(ctx, file)
	}
	return listenFor(ctx, "--listen", address)
}

// handedOver is the socket that systemd has opened for this process; nil if there is none.
func handedOver(getenv func(string) string) (net.Listener, error) {
	if getenv("LISTEN_PID") != strconv.Itoa(os.Getpid()) {
		return nil, nil
	}
	if n := getenv("LISTEN_FDS"); n != "1" {
		return nil, usagef("%s sockets are handed over by LISTEN_FDS; serve takes one: name one ListenStream= in the .socket unit", n)
	}
	file := os.NewFile(firstFile, "LISTEN_FDS")
	defer file.Close()
	listener, err := net.FileListener(file)
	if err != nil {
		return nil, fmt.Errorf("take over the socket of the service manager: %w; use ListenStream= in the .socket unit", err)
	}
	for _, name := range []string{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"} {
		_ = os.Unsetenv(name) // it is for us alone
	}
	return listener, nil
}

// listenUnix listens on a socket in the file system, in place of one that a process has
// left there which is no more. Whoever may enter its folder may use it.
func listenUnix(ctx context.Context, file string) (net.Listener, error) {
	if isLeft(ctx, file) {
		if err := os.Remove(file); err != nil {
			return nil, fmt.Errorf("listen: take away what an earlier process left: %w", err)
		}
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "unix", file)
	if err != nil {
		return nil, fmt.Errorf("listen: %w; choose another --listen", err)
	}
	if err := os.Chmod(file, 0o666); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("listen: let others use the socket: %w", err), listener.Close())
	}
	return listener, nil
}

// isLeft reports whether file is a socket on which nobody listens.
func isLeft(ctx context.Context, file string) bool {
	info, err := os.Lstat(file)
	if err != nil || info.Mode().Type() != fs.ModeSocket {
		return false
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", file)
	if err != nil {
		return true
	}
	conn.Close()
	return false
}

// ownAddress is that of the site where no setting says it: at which the listener, or a
// host with a certificate, is reached. It is empty if there is none.
func (c *config) ownAddress(listener net.Addr) string {
	switch {
	case len(c.ACME) > 0:
		return "https://" + c.ACME[0] + "/"
	case listener.Network() == "unix":
		return ""
	case c.TLSCert != "":
		return "https://" + reachable(listener) + "/"
	}
	return "http://" + reachable(listener) + "/"
}
