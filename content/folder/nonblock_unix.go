//go:build unix

// Opening without waiting for the other end of a pipe.
package folder

import "syscall"

const nonblock = syscall.O_NONBLOCK | syscall.O_NOCTTY
