//go:build !(linux && amd64)

package main

// clocksDiffer says that setClock sets no clock here.
const clocksDiffer = false

// clockVariable does nothing here.
const clockVariable = "TEST_CLOCK"

func setClock() {}
