package main

// What the system says of files, in words for whoever types commands. The log of a daemon
// keeps the system's own words, which its operator may search for.

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"syscall"
)

// A trouble is one thing that the system says. Its words have %s for the file.
type trouble struct {
	is    error
	words string
}

// troubles are those of all systems.
var troubles = []trouble{
	{fs.ErrNotExist, "there is no %s"},
	{syscall.ENOSPC, "the disk of %s is full"},
	{syscall.EDQUOT, "this user's share of the disk of %s is used up"},
	{syscall.EROFS, "the disk of %s is read-only"},
	{syscall.ENOTDIR, "part of the path %s is a file, where a folder should be"},
	{syscall.EISDIR, "%s is a folder, where a file should be"},
	{syscall.EMFILE, "no more files can be opened, %s among them: raise the limit of this process (ulimit -n)"},
	{syscall.ENFILE, "no more files can be opened on this machine, %s among them: close other programs"},
	{syscall.ELOOP, "the links of %s lead to one another"},
	{syscall.ENAMETOOLONG, "the name %s is too long for the disk"},
	{syscall.EIO, "the disk of %s fails"},
}

// deeds say what a system call does to a file, for those that are refused.
var deeds = map[string]string{
	"open": "open", "openat": "open", "read": "read", "write": "write", "stat": "look at", "lstat": "look at",
	"mkdir": "make the folder", "mkdirat": "make the folder", "remove": "remove", "unlinkat": "remove", "chmod": "change the rights of",
	"readdirent": "list", "fdopendir": "list", "chdir": "enter",
}

// plainly is what an error says, the system's part of it in plain words.
func plainly(err error) string {
	text := err.Error()
	for _, e := range ofSystem(err) {
		if words := wordsOf(e); words != "" {
			text = strings.Replace(text, e.Error(), words, 1)
		}
	}
	return text
}

// plainValue is the value of a log record that stands for an error.
func plainValue(v slog.Value) string {
	if err, ok := v.Any().(error); ok {
		return plainly(err)
	}
	return v.String()
}

// ofSystem are the system's errors in the tree of an error: those of files with their names.
func ofSystem(err error) (found []error) {
	switch e := err.(type) {
	case nil, *os.LinkError, *os.SyscallError:
		return nil
	case *fs.PathError, syscall.Errno:
		return []error{e}
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			found = append(found, ofSystem(part)...)
		}
		return found
	}
	return ofSystem(errors.Unwrap(err))
}

// wordsOf are the words for what the system refused; empty if its own are kept.
func wordsOf(err error) string {
	e, named := err.(*fs.PathError)
	if !named {
		if errors.Is(err, fs.ErrPermission) {
			return "permission denied: let this user read it"
		}
		return ""
	}
	if words := systemWords(e.Err); words != "" {
		return fmt.Sprintf(words, e.Path)
	}
	for _, t := range troubles {
		if errors.Is(e.Err, t.is) {
			return fmt.Sprintf(t.words, e.Path)
		}
	}
	if deed := deeds[e.Op]; deed != "" && errors.Is(e.Err, fs.ErrPermission) {
		return fmt.Sprintf("this user may not %s %s (permission denied)", deed, e.Path)
	}
	return ""
}

// windowsWords are what Windows says by numbers of its own (winerror.h).
var windowsWords = map[int]string{
	32:  "another program has %s open; close it there",             // ERROR_SHARING_VIOLATION
	33:  "another program has locked %s; close it there",           // ERROR_LOCK_VIOLATION
	39:  "the disk of %s is full",                                  // ERROR_HANDLE_DISK_FULL
	112: "the disk of %s is full",                                  // ERROR_DISK_FULL
	19:  "the disk of %s is read-only",                             // ERROR_WRITE_PROTECT
	123: "no file of Windows can be called %s",                     // ERROR_INVALID_NAME
	206: "the name %s is too long for the disk",                    // ERROR_FILENAME_EXCED_RANGE
	267: "part of the path %s is a file, where a folder should be", // ERROR_DIRECTORY
}
