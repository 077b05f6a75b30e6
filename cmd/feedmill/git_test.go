//go:build git

package main

import "testing"

// TestGitScripts are the scripts that need git: see .ci/git.
func TestGitScripts(t *testing.T) { runScripts(t, "testdata/git") }
