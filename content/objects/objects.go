// Package objects is object storage: S3, and what speaks as it does.
//
// Outlets put an edition into it, nodes agree by it, servers read an edition from it, and
// articles may lie in it: each of these asks a [Store] in its own words, and has what it
// answers put into the operator's.
package objects

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Store is a bucket, and how it is asked.
type Store struct {
	Address
	Client *minio.Client
	wire   *meteredTransport
}

const (
	// Together is how many requests are made at once.
	Together = 16
	// Tries is how often a request is made: after about 0.2, 0.4, 0.8 seconds and then
	// each second, all at random shorter.
	Tries = 6
)

// Dial makes the client of a bucket, which makes each request so many times. Nothing is
// asked of the store yet.
func Dial(a Address, tries int) (*Store, error) {
	transport, err := minio.DefaultTransport(!a.Plain)
	if err != nil {
		return nil, err
	}
	transport.MaxIdleConnsPerHost = Together
	s := &Store{Address: a, wire: &meteredTransport{base: transport}}
	s.Client, err = minio.New(a.Endpoint, &minio.Options{
		Creds: keys(), Secure: !a.Plain, Region: a.Region, BucketLookup: a.Style,
		Transport: s.wire, MaxRetries: tries,
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// keys are found as all programs for these stores find them.
func keys() *credentials.Credentials {
	return credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}, &credentials.IAM{Client: &http.Client{Timeout: roleWait}},
	})
}

// HasKeys reports whether there are any.
func (s *Store) HasKeys() bool {
	found, err := s.Client.GetCreds()
	return err == nil && found.AccessKeyID != ""
}

// roleWait is how long the machine is asked for its role: one that has none says
// nothing.
const roleWait = 5 * time.Second

// Close drops the connections.
func (s *Store) Close() error {
	s.wire.base.CloseIdleConnections()
	return nil
}

// Traffic is what was asked of the store so far: requests, and the bytes of their bodies.
func (s *Store) Traffic() (requests, sent int64) {
	return s.wire.requests.Load(), s.wire.sent.Load()
}

// meteredTransport counts requests, and the bytes of their bodies.
type meteredTransport struct {
	base           *http.Transport
	requests, sent atomic.Int64
}

// RoundTrip makes one request.
func (m *meteredTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	m.requests.Add(1)
	m.sent.Add(max(r.ContentLength, 0))
	return m.base.RoundTrip(r)
}
