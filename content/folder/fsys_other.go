//go:build !linux

package folder

// Elsewhere each file system is tried.

func fileSystem(string) (string, verdict) { return "", unfamiliar }
