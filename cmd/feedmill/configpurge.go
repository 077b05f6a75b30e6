package main

// The table [purge]: how a CDN is told what to forget.

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"feedmill/feed/mill"
	"feedmill/feed/purge"
)

// Of a purge, where nobody says otherwise: what an edit changes is some 30 addresses.
const (
	purgeMost = 100
	purgeTime = 30 * time.Second
	mostPurge = 1000
)

// purgeFrom reads the table [purge].
func (c *config) purgeFrom(value any, file string) error {
	p := mill.PurgeSettings{Most: purgeMost, Time: purgeTime}
	var command purge.Command
	var webhook, token string
	err := eachKey("purge", value, file, func(key string, v any) (err error) {
		switch key {
		case "command":
			command, err = purgeCommand(v, file)
		case "webhook":
			webhook, err = text(v)
		case "token_file":
			token, err = text(v)
			token = relativeTo(file, token)
		case "most":
			n, ok := v.(int64)
			if p.Most = int(n); !ok || n < 0 || n > mostPurge {
				err = fmt.Errorf("%v: use a number up to %d; 0 always purges all there is", v, mostPurge)
			}
		case "time":
			p.Time, err = age(v)
		default:
			err = fmt.Errorf("unknown setting; known are command, webhook, token_file, most, time")
		}
		return err
	})
	if err != nil {
		return err
	}
	if (command == nil) == (webhook == "") {
		return usagef("%s: [purge]: name a command or a webhook, and not both", file)
	}
	if command != nil {
		p.Way = command
	} else if p.Way, err = purge.NewWebhook(webhook, token); err != nil {
		return usagef("%s: [purge]: webhook: %w", file, err)
	}
	c.Purge = p
	return nil
}

func purgeCommand(value any, file string) (purge.Command, error) {
	line, err := commandOf(value)
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(line[0], `/\`) { // in no folder of PATH
		line[0] = absolutePath(filepath.FromSlash(relativeTo(file, line[0])))
	}
	return line, purge.Command(line).Check()
}
