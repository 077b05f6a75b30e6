//go:build !linux

package folder

// Elsewhere mounts are noticed by sweeps.

import "errors"

// mountTable is nothing that can be waited for.
type mountTable struct{}

func openMounts(string) (*mountTable, error) { return nil, errors.ErrUnsupported }

func (t *mountTable) close() {}

func (b *inbox) drainMounts(*mountTable) {}
