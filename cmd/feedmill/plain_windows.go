package main

import (
	"errors"
	"syscall"
)

// systemWords are the words for what this system alone says.
func systemWords(err error) string {
	number, _ := errors.AsType[syscall.Errno](err)
	return windowsWords[int(number)]
}
