//go:build !unix

package folder

// Systems whose folders hold no pipes.

const nonblock = 0
