// What a watcher says of itself, to people and to monitors.
package folder

import "time"

// Mode is how changes are noticed.
type Mode string

const (
	Events  Mode = "events"  // the kernel says where to look
	Polling Mode = "polling" // the folder is listed again and again
	Mixed   Mode = "mixed"   // events in some folders, polling in others
)

// Health is the state of a [Watcher] at one moment. It is a copy.
type Health struct {
	Mode      Mode
	Why       string        // why it polls; empty in Events mode
	Interval  time.Duration // between two polls; zero in Events mode
	Folders   int           // in the content
	Armed     int           // of them, watched by events
	Articles  int           // delivered
	Pending   int           // changes that are settling or waiting for delivery
	Alarm     Alarm         // why deletions are held back
	Held      int           // how many are
	HeldSince time.Time     // zero if none
	Remedy    string        // what to do about the alarm; empty while calm
	Sweeps    int           // complete comparisons of folder and knowledge
	LastSweep time.Time     // when the last one ended; zero before the first
	SweepTook time.Duration
	Overflows int       // times that the kernel lost events; each was followed by a sweep
	Failures  int       // deliveries failed in a row
	Problems  []Problem // what cannot be read, by path
}
