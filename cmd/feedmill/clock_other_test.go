//go:build !(linux && amd64)

package main

// clocksDiffer says that setClock sets no clock here.
func clocksDiffer() bool { return false }

// clockVariable does nothing here.
const clockVariable = "TEST_CLOCK"

func setClock() {}
