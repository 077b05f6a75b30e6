//go:build azure

package storetest

import (
	"context"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"
)

func makeContainer(ctx context.Context, at string) error {
	key, err := container.NewSharedKeyCredential(os.Getenv(accountVariable), os.Getenv("AZURE_STORAGE_KEY"))
	if err != nil {
		return err
	}
	c, err := container.NewClientWithSharedKeyCredential(at, key, nil)
	if err != nil {
		return err
	}
	_, err = c.Create(ctx, nil)
	return err
}
