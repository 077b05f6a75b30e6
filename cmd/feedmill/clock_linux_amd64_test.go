package main

// A wall clock that is wrong, for a process of its own. Go reads the clock by code that the
// kernel maps into each process, past all libraries: that code is written over, in this
// process alone, by code that asks the kernel and adds some seconds. What measures times by
// the monotonic clock goes right, as on a machine whose clock is set wrong.

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// clocksDiffer reports whether the kernel lets a process write over that code, which some
// are built not to: the first bytes of it are written again.
func clocksDiffer() bool {
	memory, err := os.OpenFile("/proc/self/mem", os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer memory.Close()
	at, err := clockCode(memory)
	if err != nil {
		return false
	}
	same := make([]byte, 1)
	if _, err := memory.ReadAt(same, at); err != nil {
		return false
	}
	_, err = memory.WriteAt(same, at)
	return err == nil
}

// clockVariable is the variable that says by how many seconds the clock is wrong.
const clockVariable = "TEST_CLOCK"

// setClock sets the clock of this process wrong, if it is told to.
func setClock() {
	seconds, err := strconv.ParseInt(os.Getenv(clockVariable), 10, 32)
	if err != nil {
		return
	}
	if err := addToClock(int32(seconds)); err != nil {
		panic(err)
	}
}

func addToClock(seconds int32) error {
	memory, err := os.OpenFile("/proc/self/mem", os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer memory.Close()
	at, err := clockCode(memory)
	if err != nil {
		return err
	}
	code := []byte{
		0xb8, 228, 0, 0, 0, // mov eax, SYS_clock_gettime
		0x0f, 0x05, // syscall
		0x85, 0xff, // test edi, edi: is it CLOCK_REALTIME?
		0x75, 0x07, // jne to the return
		0x48, 0x81, 0x06, // add qword [rsi], seconds
	}
	code = append(binary.LittleEndian.AppendUint32(code, uint32(seconds)), 0xc3) // ret
	_, err = memory.WriteAt(code, at)
	return err
}

// clockCode is where the kernel has mapped clock_gettime.
func clockCode(memory *os.File) (int64, error) {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		if _, err := fmt.Sscanf(line, "%x-%x", &from, &to); err != nil || !strings.Contains(line, "[vdso]") {
			continue
		}
		image := make([]byte, to-from)
		if _, err := memory.ReadAt(image, from); err != nil {
			return 0, err
		}
		parsed, err := elf.NewFile(bytes.NewReader(image))
		if err != nil {
			return 0, err
		}
		symbols, err := parsed.DynamicSymbols()
		for _, s := range symbols {
			if s.Name == "__vdso_clock_gettime" {
				return from + int64(s.Value), nil
			}
		}
		return 0, err
	}
	return 0, errors.New("the kernel maps no clock")
}
