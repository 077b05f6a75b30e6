package main

// The user's own templates of pages.

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"feedmill/feed"
)

// templates reads the user's own; nil are the built-in ones. tell is told of each that is
// wrong, from several goroutines.
func (c *config) templates(tell func(error)) (*feed.Templates, error) {
	if c.Templates == "" {
		return nil, nil
	}
	info, err := os.Stat(c.Templates)
	if err == nil && !info.IsDir() {
		err = errors.New("it is no folder")
	}
	if err != nil {
		return nil, usagef("templates %s: %w; feedmill init --templates writes the built-in ones to begin with", c.Templates, err)
	}
	t, err := feed.ReadTemplates(os.DirFS(c.Templates), tell)
	if err != nil {
		return nil, usagef("templates %s: %w", c.Templates, err)
	}
	return t, nil
}

// wrongTemplates gathers what is wrong with templates. It may be told from several
// goroutines; messages are read when all have ended.
type wrongTemplates struct {
	mu       sync.Mutex
	messages []string // guarded by mu
}

func (w *wrongTemplates) tell(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.messages = append(w.messages, err.Error())
}

// writeTemplates writes the built-in templates into a folder of dir. Where one of them is
// there already, it writes none over it.
func writeTemplates(env environment, dir string) error {
	folder := filepath.Join(dir, "templates")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	for _, name := range feed.TemplateFiles() {
		if err := writeNew(filepath.Join(folder, name), feed.BuiltIn(name)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(env.stdout, "Wrote %s. Change what you like, delete the rest, and say templates = \"templates\" in feedmill.toml.\n", folder)
	return err
}
