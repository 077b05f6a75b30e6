package main

// Where serve takes requests from: a port, a Unix socket, or a socket that the service
// manager has opened.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"
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

// listenFor listens on the address that a setting names; nil if it names none.
func listenFor(ctx context.Context, setting, address string) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, cannotListen(setting, address, err)
	}
	return listener, nil
}

// cannotListen says why nothing can be reached at the address of a setting.
func cannotListen(setting, address string, err error) error {
	_, port, _ := net.SplitHostPort(address)
	number, _ := strconv.Atoi(port)
	cause := socketTrouble(err)
	switch {
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("listen on %s: this machine has no such address; choose one of its own, or a port alone: %s %s", address, setting, cmp.Or(port, "8080"))
	case inUse(err):
		return fmt.Errorf("another program listens on %s already; stop it, or choose another port: %s %s", address, setting, portBeside(number))
	case errors.Is(err, fs.ErrPermission) && number > 0 && number < 1024:
		return fmt.Errorf("ports below 1024, such as %d, are the administrator's; choose another, %s 8080 say, and put a web server in front, or have the service manager listen: feedmill service install %[2]s %[1]d", number, setting)
	}
	return fmt.Errorf("listen on %s: %w; choose another address with %s", address, cause, setting)
}

// portBeside is a port to be tried where number is taken.
func portBeside(number int) string {
	if number == 0 || number == 65535 {
		return "8080"
	}
	return strconv.Itoa(number + 1)
}

// inUse reports whether somebody listens there already; Windows says so by a number of
// its own (WSAEADDRINUSE).
func inUse(err error) bool {
	const onWindows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, onWindows)
}

// socketTrouble is what is wrong, without the names of system calls.
func socketTrouble(err error) error {
	if call, ok := errors.AsType[*os.SyscallError](err); ok {
		return call.Err
	}
	if name, ok := errors.AsType[*net.DNSError](err); ok {
		return fmt.Errorf("there is no host %s", name.Name)
	}
	return err
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
		return nil, fmt.Errorf("listen on the socket %s: %w; choose another place with --listen, in a folder that is there", file, socketTrouble(err))
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
