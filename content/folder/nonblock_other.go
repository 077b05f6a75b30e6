//go:build !unix

// Systems whose folders hold no pipes.
package folder

const nonblock = 0
