package objects

// S3, and what speaks as it does.

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// s3 is a bucket of a store that speaks S3.
type s3 struct {
	client         *minio.Client
	bucket, prefix string
}

// styles are the ways of naming a bucket to its store.
var styles = map[string]minio.BucketLookupType{"": minio.BucketLookupAuto, "path": minio.BucketLookupPath, "host": minio.BucketLookupDNS}

func dialS3(a *Address, tries int, wire *meteredTransport) (Protocol, error) {
	client, err := minio.New(a.Endpoint, &minio.Options{
		Creds: keysOfS3(), Secure: !a.Plain, Region: a.Region, BucketLookup: styles[a.Style],
		Transport: wire, MaxRetries: tries,
	})
	return &s3{client, a.Bucket, a.Prefix}, err
}

// keysOfS3 are found as all programs for these stores find them.
func keysOfS3() *credentials.Credentials {
	return credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}, &credentials.IAM{Client: &http.Client{Timeout: roleWait}},
	})
}

// roleWait is how long the machine is asked for its role: one that has none says
// nothing.
const roleWait = 5 * time.Second

// HasKeys asks where keys are found.
func (s *s3) HasKeys(context.Context) bool {
	found, err := s.client.GetCreds()
	return err == nil && found.AccessKeyID != ""
}

// List asks for a thousand at a time.
func (s *s3) List(ctx context.Context, after string) iter.Seq2[Object, error] {
	options := minio.ListObjectsOptions{Prefix: s.prefix, Recursive: true}
	if after != "" {
		options.StartAfter = s.prefix + after
	}
	return func(yield func(Object, error) bool) {
		for o := range s.client.ListObjectsIter(ctx, s.bucket, options) {
			if o.Err != nil {
				yield(Object{}, answerOfS3(o.Err))
				return
			}
			if !yield(s.object(o), nil) {
				return
			}
		}
	}
}

func (s *s3) object(o minio.ObjectInfo) Object {
	return Object{strings.TrimPrefix(o.Key, s.prefix), o.ETag, o.ETag, o.Size, o.LastModified, o.UserMetadata}
}

// Stat asks for the head of an object.
func (s *s3) Stat(ctx context.Context, path string) (Object, error) {
	o, err := s.client.StatObject(ctx, s.bucket, s.prefix+path, minio.StatObjectOptions{})
	return s.object(o), answerOfS3(err)
}

// Get asks once, and reads what comes.
func (s *s3) Get(ctx context.Context, path string, want Wanted) (io.ReadCloser, Object, error) {
	options := minio.GetObjectOptions{}
	if want.If != "" {
		_ = options.SetMatchETag(want.If) // which is not empty
	}
	if want.Unless != "" {
		_ = options.SetMatchETagExcept(want.Unless)
	}
	if want.From > 0 || want.Size > 0 {
		to := int64(0) // as far as there is
		if want.Size > 0 {
			to = want.From + want.Size - 1
		}
		if err := options.SetRange(want.From, to); err != nil {
			return nil, Object{}, err
		}
	}
	body, o, _, err := minio.Core{Client: s.client}.GetObject(ctx, s.bucket, s.prefix+path, options)
	return body, s.object(o), answerOfS3(err)
}

// largestWhole is up to how large an object stores take in one request.
const largestWhole = 5 << 30

// Put puts an object in parts if it is large. A store that does not know how to create
// what is not there yet answers so.
func (s *s3) Put(ctx context.Context, path string, body io.ReadSeeker, size int64, how Putting) (tag string, err error) {
	options := minio.PutObjectOptions{
		ContentType: how.Type, CacheControl: how.Cache, UserMetadata: how.Metadata, PartSize: partSize,
		SendContentMd5: size <= smallObject, DisableContentSha256: true, // as over TLS; without it some stores keep the signatures within the bytes
		DisableMultipart: how.Fenced && size <= largestWhole, // some stores keep no condition on what is put in parts
	}
	switch how.Tag {
	case "":
		options.SetMatchETagExcept("*")
	case Anything:
	default:
		options.SetMatchETag(how.Tag)
	}
	info, err := s.client.PutObject(ctx, s.bucket, s.prefix+path, body, size, options)
	return info.ETag, answerOfS3(err)
}

// Remove asks for an object to go.
func (s *s3) Remove(ctx context.Context, path string) error {
	return answerOfS3(s.client.RemoveObject(ctx, s.bucket, s.prefix+path, minio.RemoveObjectOptions{}))
}

// GiveUp gives up uploads in parts, which cost what they take.
func (s *s3) GiveUp(ctx context.Context, path string) error {
	for u := range s.client.ListIncompleteUploads(ctx, s.bucket, s.prefix+path, true) {
		err := u.Err
		if err == nil {
			err = s.client.RemoveIncompleteUpload(ctx, s.bucket, u.Key)
		}
		if err = answerOfS3(err); err != nil && StatusOf(err) == 0 {
			return err
		} else if err != nil {
			return nil // it cannot tell
		}
	}
	return nil
}

func answerOfS3(err error) error {
	var said minio.ErrorResponse
	if !errors.As(err, &said) {
		return err
	}
	return &Answer{said.StatusCode, said.Code, err}
}
