//go:build !azure

package objects

import (
	"strings"
	"testing"
)

// The program as most have it says where the one is that speaks to Azure.
func TestAzureIsAnotherBuild(t *testing.T) {
	const address = "azblob://news/site?account=paper"
	_, err := Parse(address, Outlet)
	if err == nil || !strings.Contains(err.Error(), "go build -tags azure ./cmd/feedmill") || !IsAddress(address) {
		t.Errorf("got %v", err)
	}
}
