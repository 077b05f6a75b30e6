package web

import "runtime"

const (
	// ownFiles is how many files a mill may have open besides the readers' of its
	// folder: the documents of an edition on their way to disk, catalog, events, logs.
	ownFiles = 128
	// mostCalls is how many calls there may be to those who are told that a feed has
	// changed.
	mostCalls = 512
	// mostConnections bounds their memory where the system allows any number.
	mostConnections = 8192
	// perConnection is the connection itself, and the file that is sent on it.
	perConnection = 2
)

// Connections is how many there may be at a time so that the process has files left to
// do its own work with. The others wait until one ends.
func Connections() int { return connections(mostFiles(), runtime.GOMAXPROCS(0)) }

// Calls is how many calls to others there may be at a time.
func Calls() int { return calls(mostFiles()) }

func calls(files uint64) int {
	if files == 0 {
		return mostCalls
	}
	return int(min(files/8, mostCalls))
}

// connections is how many there may be, in a process that may have so many open
// files; 0 is any number. Where files are scarce, half of them are for us.
func connections(files uint64, processors int) int {
	if files == 0 {
		return mostConnections
	}
	own := min(ownFiles+uint64(calls(files)+8*processors), files/2)
	return int(min(max((files-own)/perConnection, 1), mostConnections))
}
