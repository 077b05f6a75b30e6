package objects

// The address of a bucket: s3://BUCKET/PREFIX?region=…&endpoint=…

import (
	"cmp"
	"fmt"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// Address is where in which bucket.
type Address struct {
	Bucket   string
	Prefix   string // of all keys; empty, or with a final slash
	Endpoint string // host, and perhaps port
	Region   string // empty where the store is asked
	Plain    bool   // without TLS
	Style    minio.BucketLookupType
	Grace    time.Duration // for which what has left the edition stays; of outlets
	Lease    time.Duration // after which another node takes over; of what nodes share
}

// Place names it, whatever it is reached by: the bucket, and the prefix in it.
func (a Address) Place() string { return path.Join(a.Bucket, a.Prefix) }

// Purpose is what a bucket is for, and says which options its address may have besides
// those that say where it is.
type Purpose struct{ own []string }

// What buckets are for.
var (
	Outlet  = Purpose{[]string{"grace"}}
	Shared  = Purpose{[]string{"lease"}} // by nodes
	Reading = Purpose{}
)

const (
	amazonHost = "s3.amazonaws.com"
	googleHost = "storage.googleapis.com" // speaks S3 as well, with HMAC keys
)

// hosts are the stores that an address means which names no endpoint.
var hosts = map[string]string{"s3": amazonHost, "gs": googleHost}

// Times of a lease. A shorter one is renewed more often than it need be.
const (
	UsualLease    = 30 * time.Second
	shortestLease = time.Second
)

// styles are the ways of naming a bucket to its store.
var styles = map[string]minio.BucketLookupType{"": minio.BucketLookupAuto, "path": minio.BucketLookupPath, "host": minio.BucketLookupDNS}

// IsAddress reports whether a text is the address of a bucket.
func IsAddress(address string) bool {
	scheme, _, found := strings.Cut(address, "://")
	return found && hosts[scheme] != ""
}

// Parse reads the address of a bucket. Secrets are refused in it: addresses are shown in
// logs and on pages.
func Parse(address string, purpose Purpose) (a Address, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return a, fmt.Errorf("write it as s3://BUCKET/PREFIX?region=…&endpoint=…")
	}
	if u.User != nil {
		return a, fmt.Errorf("leave keys out of the address; %s", WhereKeysAre)
	}
	a = Address{Bucket: u.Host, Prefix: strings.Trim(u.Path, "/"), Endpoint: hosts[u.Scheme]}
	if a.Prefix != "" {
		a.Prefix += "/"
	}
	options, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return a, fmt.Errorf("its options cannot be read; write them as region=…&endpoint=…")
	}
	for name, values := range options {
		if where, misplaced := places[name]; misplaced && !slices.Contains(purpose.own, name) {
			return a, fmt.Errorf("option %s does nothing here; it belongs to the address of %s", name, where)
		}
		if err := a.set(name, values[len(values)-1]); err != nil {
			return a, err
		}
	}
	if a.Region == "" && a.Endpoint != amazonHost && a.Endpoint != googleHost {
		a.Region = cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1")
	}
	return a, nil
}

// places are where the options of one purpose belong.
var places = map[string]string{"grace": "--out", "lease": "--nodes"}

// set takes in one option of an address.
func (a *Address) set(name, value string) (err error) {
	switch name {
	case "region":
		a.Region = value
	case "endpoint":
		scheme, host, found := strings.Cut(value, "://")
		if !found {
			scheme, host = "https", value
		}
		a.Endpoint, a.Plain = strings.TrimSuffix(host, "/"), scheme == "http"
		if a.Endpoint == "" || scheme != "http" && scheme != "https" || strings.ContainsAny(a.Endpoint, "/@?") {
			return fmt.Errorf("endpoint %q: name the host of the store, such as https://s3.example.org", withoutSecret(value))
		}
	case "style":
		style, ok := styles[value]
		if !ok {
			return fmt.Errorf("style %q: use path or host", value)
		}
		a.Style = style
	case "grace":
		if a.Grace, err = time.ParseDuration(value); err != nil || a.Grace < 0 {
			return fmt.Errorf("grace %q: use a time such as 25h", value)
		}
	case "lease":
		if a.Lease, err = time.ParseDuration(value); err != nil || a.Lease < shortestLease {
			return fmt.Errorf("lease %q: use a time of at least %v, such as %v", value, shortestLease, UsualLease)
		}
	default:
		return fmt.Errorf("unknown option %q; there are region, endpoint and style, grace of --out, and lease of --nodes; %s", name, WhereKeysAre)
	}
	return nil
}

func withoutSecret(value string) string { return value[strings.LastIndexByte(value, '@')+1:] }
