// Package storetest opens buckets for tests: in a store in memory, or in one that is named
// when the tests are run, whose keys are in the environment.
package storetest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"feedmill/content/objects"
)

var store = flag.String("store", "", "address of a store that is to be tested, with keys in the environment; one that speaks as Azure does begins with azblob+; empty is one in memory")

// Keys of a store in memory, which takes any.
const (
	ID     = "an-id"
	Secret = "a-secret-that-nobody-may-ever-see"
)

const accountVariable = "AZURE_STORAGE_ACCOUNT"

// Bucket is a bucket of its own.
type Bucket struct {
	Place  string // of its objects in the paths of requests
	scheme string
	name   string
	front  string // through which it is reached
	direct string
}

// New makes a bucket. Requests that its addresses lead to come through front, those of
// [Bucket.Direct] do not.
func New(t testing.TB, front func(http.Handler) http.Handler) *Bucket {
	t.Helper()
	b := &Bucket{scheme: "s3", name: fmt.Sprintf("news-%d", time.Now().UnixNano())}
	if !InMemory() {
		b.direct = *store
	} else {
		memory := httptest.NewServer(gofakes3.New(s3mem.New()).Server())
		t.Cleanup(memory.Close)
		b.direct = memory.URL
		useKeys(t)
	}
	direct, azure := strings.CutPrefix(b.direct, "azblob+")
	u, err := url.Parse(direct)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = u.Scheme, u.Host, r.In.Host
		}, // as it was signed
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	server := httptest.NewServer(front(proxy))
	t.Cleanup(server.Close)
	b.front, b.direct, b.Place = server.URL, direct, "/"+b.name+"/"
	if azure {
		b.scheme, b.Place = "azblob", "/"+os.Getenv(accountVariable)+b.Place
		err = makeContainer(t.Context(), direct+strings.TrimSuffix(b.Place, "/"))
	} else {
		err = b.makeBucket(t.Context(), u.Host)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// useKeys puts the keys of a store in memory into the environment, where all look for them.
func useKeys(t testing.TB) {
	if err := errors.Join(os.Setenv("AWS_ACCESS_KEY_ID", ID), os.Setenv("AWS_SECRET_ACCESS_KEY", Secret)); err != nil {
		t.Fatal(err)
	}
}

// InMemory reports whether no store was named.
func InMemory() bool { return *store == "" }

// Address is that of a prefix, without options but those that say how it is reached.
func (b *Bucket) Address(prefix string) string { return b.address(prefix, b.front) }

func (b *Bucket) address(prefix, endpoint string) string {
	address := b.scheme + "://" + b.name + "/" + prefix + "?style=path&endpoint=" + endpoint
	if b.scheme == "azblob" {
		address += "&account=" + os.Getenv(accountVariable)
	}
	return address
}

// Direct is the store behind what spoils its answers.
func (b *Bucket) Direct(t testing.TB, prefix string) *objects.Store {
	return dial(t, b.address(prefix, b.direct))
}

// Through is the store as a program reaches it.
func (b *Bucket) Through(t testing.TB, prefix string) *objects.Store {
	return dial(t, b.Address(prefix))
}

func dial(t testing.TB, address string) *objects.Store {
	t.Helper()
	a, err := objects.Parse(address, objects.Reading)
	if err != nil {
		t.Fatal(err)
	}
	s, err := objects.Dial(a, objects.Tries)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func (b *Bucket) makeBucket(ctx context.Context, host string) error {
	keys := credentials.NewEnvAWS()
	if InMemory() {
		keys = credentials.NewStaticV4(ID, Secret, "")
	}
	client, err := minio.New(host, &minio.Options{Creds: keys, Region: "us-east-1", BucketLookup: minio.BucketLookupPath})
	if err != nil {
		return err
	}
	return client.MakeBucket(ctx, b.name, minio.MakeBucketOptions{})
}
