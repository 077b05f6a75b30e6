//go:build !windows

package main

// systemWords are the words for what this system alone says.
func systemWords(error) string { return "" }
