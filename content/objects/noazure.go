//go:build !azure

package objects

import "errors"

// speaksAzure says that the client for Azure's storage is built in.
const speaksAzure = false

func dialAzure(*Address, int, *meteredTransport) (Protocol, error) {
	return nil, errors.New(otherBuild)
}
