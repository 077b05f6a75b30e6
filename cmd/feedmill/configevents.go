package main

// The table [events]: where the store tells what has changed in the bucket of the articles.

import (
	"bytes"
	"fmt"

	"feedmill/content/objects"
)

// eventsConfig is the table [events].
type eventsConfig struct {
	Listen string // address; empty if nobody is listened to
	Token  string // file of what those who tell must know
}

// Bytes of a token. A shorter one could be found by trying all there are.
const (
	shortestToken = 16
	longestToken  = 1024
)

// eventsFrom reads the table [events].
func (c *config) eventsFrom(value any, file string) error {
	var e eventsConfig
	err := eachKey("events", value, file, func(key string, v any) (err error) {
		switch key {
		case "listen":
			e.Listen, err = text(v)
		case "token_file":
			e.Token, err = text(v)
			e.Token = relativeTo(file, e.Token)
		default:
			err = fmt.Errorf("unknown setting; known are listen, token_file")
		}
		return err
	})
	if err != nil {
		return err
	}
	if e.Listen == "" || e.Token == "" {
		return usagef("%s: [events]: name both, where to listen and the token_file", file)
	}
	if _, err := e.token(); err != nil {
		return usagef("%s: [events]: token_file: %w", file, err)
	}
	c.Events = e
	return nil
}

// token is read anew each time, so that it can be exchanged.
func (e eventsConfig) token() ([]byte, error) {
	text, err := readRegular(e.Token)
	if err != nil {
		return nil, err
	}
	token := bytes.TrimSpace(text)
	if len(token) < shortestToken || len(token) > longestToken {
		return nil, fmt.Errorf("%s holds %d bytes; put a secret of %d to %d there, as openssl rand -hex 32 makes one", e.Token, len(token), shortestToken, longestToken)
	}
	return token, nil
}

// checkEvents refuses to listen for what nobody tells.
func (c *config) checkEvents(dir string) error {
	if c.Events.Listen == "" || dir == "" || objects.IsAddress(dir) {
		return nil
	}
	return usagef("[events]: it is for articles in a bucket, and %s is a folder, of which the system tells; take the table out", dir)
}
