//go:build !azure

package storetest

import (
	"context"
	"errors"
)

func makeContainer(context.Context, string) error {
	return errors.New("run the tests with -tags azure")
}
