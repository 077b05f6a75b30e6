//go:build unix

package program

import (
	"os/exec"
	"syscall"
)

// group lets a program that takes too long end together with those that it started.
func group(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
