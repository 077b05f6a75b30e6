package publish

// The address of a bucket, and how one is opened: whose it is, who may write there.

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// bucketAddress is where a bucket is: s3://BUCKET/PREFIX?region=…&endpoint=…
type bucketAddress struct {
	bucket   string
	prefix   string // of all keys; empty, or with a final slash
	endpoint string // host, and perhaps port
	region   string // empty where the store is asked
	plain    bool   // without TLS
	style    minio.BucketLookupType
	grace    time.Duration // for which what has left the edition stays
	lease    time.Duration // after which another node takes over
}

const (
	amazonHost = "s3.amazonaws.com"
	googleHost = "storage.googleapis.com" // speaks S3 as well, with HMAC keys
)

// bucketHosts are the stores that an address means which names no endpoint.
var bucketHosts = map[string]string{"s3": amazonHost, "gs": googleHost}

// Times of a lease. A shorter one is renewed more often than it need be.
const (
	usualLease    = 30 * time.Second
	shortestLease = time.Second
)

// bucketStyles are the ways of naming a bucket to its store.
var bucketStyles = map[string]minio.BucketLookupType{"": minio.BucketLookupAuto, "path": minio.BucketLookupPath, "host": minio.BucketLookupDNS}

func isBucket(address string) bool {
	scheme, _, found := strings.Cut(address, "://")
	return found && bucketHosts[scheme] != ""
}

// parseBucket reads the address of a bucket. Secrets are refused in it: addresses are
// shown in logs and on pages.
func parseBucket(address string) (a bucketAddress, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return a, fmt.Errorf("write it as s3://BUCKET/PREFIX?region=…&endpoint=…")
	}
	if u.User != nil {
		return a, fmt.Errorf("leave keys out of the address; %s", whereKeysAre)
	}
	a = bucketAddress{bucket: u.Host, prefix: strings.Trim(u.Path, "/"), endpoint: bucketHosts[u.Scheme]}
	if a.prefix != "" {
		a.prefix += "/"
	}
	options, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return a, fmt.Errorf("its options cannot be read; write them as region=…&endpoint=…")
	}
	for name, values := range options {
		if err := a.set(name, values[len(values)-1]); err != nil {
			return a, err
		}
	}
	if a.region == "" && a.endpoint != amazonHost && a.endpoint != googleHost {
		a.region = cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1")
	}
	return a, nil
}

// set takes in one option of an address.
func (a *bucketAddress) set(name, value string) (err error) {
	switch name {
	case "region":
		a.region = value
	case "endpoint":
		scheme, host, found := strings.Cut(value, "://")
		if !found {
			scheme, host = "https", value
		}
		a.endpoint, a.plain = strings.TrimSuffix(host, "/"), scheme == "http"
		if a.endpoint == "" || scheme != "http" && scheme != "https" || strings.ContainsAny(a.endpoint, "/@?") {
			return fmt.Errorf("endpoint %q: name the host of the store, such as https://s3.example.org", withoutSecret(value))
		}
	case "style":
		style, ok := bucketStyles[value]
		if !ok {
			return fmt.Errorf("style %q: use path or host", value)
		}
		a.style = style
	case "grace":
		if a.grace, err = time.ParseDuration(value); err != nil || a.grace < 0 {
			return fmt.Errorf("grace %q: use a time such as 25h", value)
		}
	case "lease":
		if a.lease, err = time.ParseDuration(value); err != nil || a.lease < shortestLease {
			return fmt.Errorf("lease %q: use a time of at least %v, such as %v", value, shortestLease, usualLease)
		}
	default:
		return fmt.Errorf("unknown option %q; there are region, endpoint, style, grace and lease; %s", name, whereKeysAre)
	}
	return nil
}

func withoutSecret(value string) string { return value[strings.LastIndexByte(value, '@')+1:] }

// whereKeysAre is the remedy where keys are missing or misplaced.
const whereKeysAre = "keys are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from ~/.aws/credentials, or from the machine's role"

// checkBucket says what is wrong with an address before anything is opened.
func checkBucket(address string) error {
	_, err := parseBucket(address)
	return err
}

// openBucket opens a bucket and claims the prefix in it.
func openBucket(ctx context.Context, address string, owner Owner) (o Outlet, fresh bool, err error) {
	a, err := parseBucket(address)
	if err != nil {
		return nil, false, err
	}
	b, err := dialBucket(a, owner)
	if err != nil {
		return nil, false, err
	}
	fresh, err = b.Claim(ctx)
	return b, fresh, err
}

// dialBucket makes a bucket's client. Nothing is asked of the store yet.
func dialBucket(a bucketAddress, owner Owner) (*Bucket, error) {
	transport, err := minio.DefaultTransport(!a.plain)
	if err != nil {
		return nil, err
	}
	transport.MaxIdleConnsPerHost = putters
	b := &Bucket{bucketAddress: a, owner: owner, wire: &meteredTransport{base: transport}}
	b.client, err = minio.New(a.endpoint, &minio.Options{
		Creds: bucketKeys(), Secure: !a.plain, Region: a.region, BucketLookup: a.style,
		Transport: b.wire, MaxRetries: bucketTries,
	})
	if err != nil {
		return nil, err
	}
	return b, nil
}

// bucketKeys are found as all programs for these stores find them.
func bucketKeys() *credentials.Credentials {
	return credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}, &credentials.IAM{Client: &http.Client{Timeout: roleWait}},
	})
}

// roleWait is how long the machine is asked for its role: one that has none says
// nothing.
const roleWait = 5 * time.Second

// bucketMark says which content folder is published below a prefix.
const bucketMark = ownerPlace + "/owner.json"

// mark is what is in it. Everybody may be able to read it, and where the content lies is
// nobody's business: it is a sum.
type mark struct {
	Generator string `json:"generator"`
	Owner     string `json:"owner"`
}

func (b *Bucket) markOf(folder string) mark {
	sum := sha256.Sum256([]byte(b.bucket + "\x00" + b.prefix + "\x00" + folder))
	return mark{bucketGenerator, hex.EncodeToString(sum[:])}
}

// Claim notes that the content folder is published below the prefix; fresh says that
// nobody was before. The error wraps [ErrOwned] if the place is taken.
func (b *Bucket) Claim(ctx context.Context) (fresh bool, err error) {
	if keys, err := b.client.GetCreds(); err != nil || keys.AccessKeyID == "" {
		return false, fmt.Errorf("there are no keys for it; %s", whereKeysAre)
	}
	ctx, cancel := context.WithTimeout(ctx, patience(0))
	defer cancel()
	found, known, err := b.readMark(ctx)
	ours := b.markOf(b.owner.Folder)
	switch {
	case err != nil:
		return false, err
	case known && found == ours:
		return false, nil
	case known && (b.owner.Former == "" || found != b.markOf(b.owner.Former) || exists(b.owner.Former)):
		return false, fmt.Errorf("%s/%s %w; choose another --out; if that folder has moved here, or is not published there any more, remove %s from the bucket", b.bucket, b.prefix, ErrOwned, b.prefix+bucketMark)
	}
	if err := b.writeMark(ctx, ours, !known); err != nil {
		return false, err
	}
	if found, _, err = b.readMark(ctx); err == nil && found != ours { // both came at once
		err = fmt.Errorf("%s/%s %w; choose another --out", b.bucket, b.prefix, ErrOwned)
	}
	return !known, err
}

func (b *Bucket) readMark(ctx context.Context) (m mark, known bool, err error) {
	o, err := b.client.GetObject(ctx, b.bucket, b.prefix+bucketMark, minio.GetObjectOptions{})
	if err != nil {
		return m, false, b.inWords(err)
	}
	defer o.Close()
	data, err := io.ReadAll(io.LimitReader(o, 1<<10))
	switch {
	case isMissing(err):
		return m, false, nil
	case err != nil:
		return m, false, b.inWords(err)
	case json.Unmarshal(data, &m) != nil || m.Generator != bucketGenerator:
		return m, false, fmt.Errorf("%s/%s: the object there %w", b.bucket, b.prefix+bucketMark, ErrForeign)
	}
	return m, true, nil
}

func (b *Bucket) writeMark(ctx context.Context, m mark, create bool) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	options := minio.PutObjectOptions{ContentType: "application/json", CacheControl: "no-store", SendContentMd5: true, DisableContentSha256: true}
	if create {
		options = putOptions(options.ContentType, options.CacheControl, "")
	}
	_, err = b.client.PutObject(ctx, b.bucket, b.prefix+bucketMark, bytes.NewReader(data), int64(len(data)), options)
	if err != nil && !(create && slices.Contains([]int{http.StatusPreconditionFailed, http.StatusNotImplemented}, statusOf(err))) {
		return b.inWords(err)
	}
	return nil
}
