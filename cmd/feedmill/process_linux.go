package main

import (
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// processFigures are what the kernel says of this process, by the names that clients of
// Prometheus have for it. What it does not say is left out.
func processFigures() (all []figure) {
	var usage unix.Rusage
	if unix.Getrusage(unix.RUSAGE_SELF, &usage) == nil {
		took := time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
		all = append(all, figure{"process_cpu_seconds_total", "Time that the process has had processors.", counter, took.Seconds()})
	}
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			pages, _ := strconv.Atoi(fields[1]) // the kernel writes numbers
			all = append(all, figure{"process_resident_memory_bytes", "Memory that the process has.", gauge, float64(pages * os.Getpagesize())})
		}
	}
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		all = append(all, figure{"process_open_fds", "Files that the process has open.", gauge, float64(len(open))})
	}
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil {
		all = append(all, figure{"process_max_fds", "Files that it may have open.", gauge, float64(limit.Cur)})
	}
	return all
}
