//go:build unix

package folder

// Opening without waiting for the other end of a pipe.

import "syscall"

const nonblock = syscall.O_NONBLOCK | syscall.O_NOCTTY
