package main

// The manager of services of Windows, which talks to a program in its own way: it is told
// what goes on, and says when to stop.

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows/svc"
)

// underManager runs the program as a service if it was started as one. What it logs goes
// into a file beside what it remembers.
func underManager(run func(ctx context.Context, log io.Writer) int) (status int, yes bool) {
	yes, err := svc.IsWindowsService()
	if err != nil || !yes {
		return 0, false
	}
	dir := os.Getenv("STATE_DIRECTORY")
	log, err := openLog(filepath.Join(dir, "feedmill.log"))
	if err != nil {
		return exitMachine, true
	}
	defer log.Close()
	m := &managed{run: run, log: log}
	if err := svc.Run("feedmill", m); err != nil { // the name counts where several services share a process
		fmt.Fprintf(log, "run as a service: %v\n", err)
		return exitMachine, true
	}
	return m.status, true
}

// managed is one run under the manager.
type managed struct {
	run    func(ctx context.Context, log io.Writer) int
	log    io.Writer
	status int
}

// Execute runs the program until it ends, or the manager has it stop.
func (m *managed) Execute(_ []string, asked <-chan svc.ChangeRequest, tell chan<- svc.Status) (specific bool, code uint32) {
	const accepted = svc.AcceptStop | svc.AcceptShutdown
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan int)
	go func() { done <- m.run(ctx, m.log) }()
	tell <- svc.Status{State: svc.Running, Accepts: accepted}
	for {
		select {
		case m.status = <-done:
			return true, uint32(m.status)
		case request := <-asked:
			switch request.Cmd {
			case svc.Interrogate:
				tell <- request.CurrentStatus
			case svc.Stop, svc.Shutdown:
				tell <- svc.Status{State: svc.StopPending}
				cancel()
			}
		}
	}
}
