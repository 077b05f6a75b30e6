// Package folder says which files the content folder holds and which of them changed.
package folder

// Fingerprint is what lstat says of a file: while it is equal, the file is taken
// to be the same, unread. Comparable with ==.
type Fingerprint struct {
	Dev, Ino uint64
	Size     int64 // bytes
	Mtime    int64 // nanoseconds since 1970; restored by cp -p and rsync -t
	Ctime    int64 // nanoseconds since 1970; cannot be set by programs
}

// Snapshot is what a folder holds: slash-separated paths relative to its root.
type Snapshot map[string]Fingerprint

// Changes are the differences between two snapshots, each sorted by path.
type Changes struct {
	Changed []string // new, or with another fingerprint
	Gone    []string
}
