//go:build !linux

package folder

import "errors"

// mountTable is nothing that can be waited for here: mounts are noticed by sweeps.
type mountTable struct{}

func openMounts(string) (*mountTable, error) { return nil, errors.ErrUnsupported }

func (t *mountTable) close() {}

func (b *inbox) drainMounts(*mountTable) {}
