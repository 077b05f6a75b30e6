package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"runtime/pprof"
	"testing"
)

// A profile that the runtime itself wrote is read: the time of what is labelled, and of
// the rest.
func TestSumByLabel(t *testing.T) {
	var cpu bytes.Buffer
	must(t, pprof.StartCPUProfile(&cpu))
	count := func(times int) (n int) {
		for i := range times {
			n = n*31 + i
		}
		return n
	}
	n := count(1e8)
	pprof.Do(context.Background(), pprof.Labels("other", "x", "stage", "count"), func(context.Context) { n += count(2e8) })
	pprof.StopCPUProfile()
	sums, err := sumByLabel(bytes.NewReader(cpu.Bytes()), "stage")
	if err != nil || sums["count"] <= 0 || sums[""] <= 0 || n == 1 {
		t.Errorf("got %v, %v, want some time below count, and some below nothing", sums, err)
	}
}

func TestSumByLabelOfNoProfile(t *testing.T) {
	for name, message := range map[string]string{
		"a field without its number": "\x10",
		"a text that is too long":    "\x32\x09x",
		"a field of a fixed size":    "\x11\x01",
	} {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, err := w.Write([]byte(message))
		must(t, err)
		must(t, w.Close())
		if _, err := sumByLabel(&packed, "stage"); err == nil {
			t.Errorf("%s: got no error, want one", name)
		}
	}
	if _, err := sumByLabel(bytes.NewReader([]byte("text")), "stage"); err == nil {
		t.Error("no gzip: got no error, want one")
	}
}
