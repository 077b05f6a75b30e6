//go:build azure

package objects

// Azure's object storage, where buckets are called containers and objects blobs.

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"
	"github.com/minio/minio-go/v7"
)

const speaksAzure = true

// azure is a container.
type azure struct {
	client   *container.Client
	prefix   string
	identity azcore.TokenCredential // nil if there is a key

	mu    sync.Mutex
	pages []page // of the last list; guarded by mu
}

// A page of a list begins with a key. Azure is asked for a page by a marker, and by no key.
type page struct{ first, marker string }

// folderMark is in the metadata of what is a folder, in an account that has them.
const folderMark = "Hdi-Isfolder"

func dialAzure(a *Address, tries int, wire *meteredTransport) (Protocol, error) {
	options := &container.ClientOptions{ClientOptions: policy.ClientOptions{
		Transport: doer{wire},
		Retry:     policy.RetryOptions{MaxRetries: int32(tries - 1), RetryDelay: minio.DefaultRetryUnit, MaxRetryDelay: minio.DefaultRetryCap}, // as with other stores
	}}
	s := &azure{prefix: a.Prefix}
	where := url.URL{Scheme: "https", Host: a.Endpoint, Path: a.Bucket}
	if a.Plain {
		where.Scheme = "http"
	}
	if a.Style == "path" {
		where.Path = a.Account + "/" + a.Bucket
	}
	connection, key := os.Getenv(connectionVariable), os.Getenv("AZURE_STORAGE_KEY")
	var err error
	switch sas := os.Getenv("AZURE_STORAGE_SAS_TOKEN"); {
	case connection != "":
		if s.client, err = container.NewClientFromConnectionString(connection, a.Bucket, options); err != nil {
			return nil, errors.New(connectionVariable + " cannot be read; copy it anew from the account's access keys")
		}
		return s, a.agree(s.client.URL(), where)
	case key != "" && a.Account != "":
		var shared *container.SharedKeyCredential
		if shared, err = container.NewSharedKeyCredential(a.Account, key); err != nil {
			return nil, errors.New("AZURE_STORAGE_KEY is no key; copy it anew from the account's access keys")
		}
		s.client, err = container.NewClientWithSharedKeyCredential(where.String(), shared, options)
	case sas != "":
		where.RawQuery = strings.TrimPrefix(sas, "?")
		s.client, err = container.NewClientWithNoCredential(where.String(), options)
	default:
		var found azcore.TokenCredential
		if found, err = azidentity.NewDefaultAzureCredential(nil); err != nil {
			return nil, fmt.Errorf("find an identity for Azure: %w", err)
		}
		s.identity = identity{found}
		s.client, err = container.NewClient(where.String(), s.identity, options)
	}
	return s, err
}

// agree takes the store of a connection string, which must be what the address says, as
// far as that says anything.
func (a *Address) agree(of string, named url.URL) error {
	u, err := url.Parse(of)
	if err != nil {
		return err
	}
	if a.Endpoint != azureHost && (u.Host != named.Host || strings.Trim(u.Path, "/") != named.Path) {
		return fmt.Errorf("%s is of the account at %s; leave account and endpoint out of the address, or unset it", connectionVariable, u.Host)
	}
	a.Endpoint = u.Host
	return nil
}

// doer sends requests one by one, so that no error has the address of one, in which there
// may be a signature.
type doer struct{ wire *meteredTransport }

// Do makes one request.
func (d doer) Do(r *http.Request) (*http.Response, error) { return d.wire.RoundTrip(r) }

// identity is that of the machine or its user.
type identity struct{ azcore.TokenCredential }

// noIdentity says that there is none, which another try does not change.
type noIdentity struct{ *Answer }

// NonRetriable is asked for by the client.
func (noIdentity) NonRetriable() {}

// Unwrap is the answer.
func (n noIdentity) Unwrap() error { return n.Answer }

// GetToken has what the chain of credentials says of a failure in one line.
func (i identity) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := i.TokenCredential.GetToken(ctx, options)
	if err != nil && ctx.Err() == nil {
		err = noIdentity{&Answer{http.StatusUnauthorized, "NoAuthenticationInformation", errors.New("there is no key for it")}}
	}
	return token, err
}

// HasKeys asks for a token where there is no key.
func (s *azure) HasKeys(ctx context.Context) bool {
	if s.identity == nil {
		return true
	}
	_, err := s.identity.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{"https://storage.azure.com/.default"}})
	return err == nil
}

// List asks for five thousand at a time, from the page of the last list on that has what
// comes after a path.
func (s *azure) List(ctx context.Context, after string) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		marker := s.markerOf(after)
		for {
			pager := s.client.NewListBlobsFlatPager(&container.ListBlobsFlatOptions{Prefix: &s.prefix, Marker: &marker, Include: container.ListBlobsInclude{Metadata: true}})
			got, err := pager.NextPage(ctx)
			if err == nil && got.Segment == nil {
				err = errors.New("what it answers is no list")
			}
			if err != nil {
				yield(Object{}, answerOfAzure(err))
				return
			}
			for i, b := range got.Segment.BlobItems {
				o := s.listed(b)
				if i == 0 {
					s.begins(page{o.Path, marker})
				}
				if _, folder := o.Metadata[folderMark]; folder || o.Path <= after {
					continue
				}
				if !yield(o, nil) {
					return
				}
			}
			if got.NextMarker == nil || *got.NextMarker == "" {
				return
			}
			marker = *got.NextMarker
		}
	}
}

// markerOf is that of the last page known to begin no later than at a path.
func (s *azure) markerOf(path string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for n < len(s.pages) && s.pages[n].first <= path {
		n++
	}
	if s.pages = s.pages[:n]; n == 0 {
		return ""
	}
	return s.pages[n-1].marker
}

// begins notes a page.
func (s *azure) begins(p page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.pages); n == 0 || s.pages[n-1].first < p.first {
		s.pages = append(s.pages, p)
	}
}

func (s *azure) listed(b *container.BlobItem) Object {
	o := Object{Path: strings.TrimPrefix(value(b.Name), s.prefix), Metadata: metadataOf(b.Metadata)}
	if p := b.Properties; p != nil {
		o.Tag, o.Bytes, o.Size, o.Modified = tagOf(p.ETag), bytesOf(p.ContentMD5, p.ETag), value(p.ContentLength), value(p.LastModified)
	}
	return o
}

// Stat asks for the properties of a blob.
func (s *azure) Stat(ctx context.Context, path string) (Object, error) {
	p, err := s.client.NewBlobClient(s.prefix+path).GetProperties(ctx, nil)
	return Object{path, tagOf(p.ETag), bytesOf(p.ContentMD5, p.ETag), value(p.ContentLength), value(p.LastModified), metadataOf(p.Metadata)}, answerOfAzure(err)
}

// Get asks once, and reads what comes.
func (s *azure) Get(ctx context.Context, path string, want Wanted) (io.ReadCloser, Object, error) {
	var answer *http.Response
	p, err := s.client.NewBlobClient(s.prefix+path).DownloadStream(policy.WithCaptureResponse(ctx, &answer), &blob.DownloadStreamOptions{
		Range: blob.HTTPRange{Offset: want.From, Count: want.Size}, AccessConditions: conditions(want.If, want.Unless),
	})
	if err == nil && answer.StatusCode == http.StatusNotModified { // which is no error to this client
		return nil, Object{}, errors.Join(&Answer{answer.StatusCode, "", errors.New(http.StatusText(answer.StatusCode))}, p.Body.Close())
	}
	sum := p.ContentMD5
	if want.From > 0 || want.Size > 0 {
		sum = p.BlobContentMD5 // the other one is that of the range
	}
	return p.Body, Object{path, tagOf(p.ETag), bytesOf(sum, p.ETag), value(p.ContentLength), value(p.LastModified), metadataOf(p.Metadata)}, answerOfAzure(err)
}

// Put sends a large blob in blocks, which become one when the last has come, if the
// condition holds then.
func (s *azure) Put(ctx context.Context, path string, body io.ReadSeeker, size int64, how Putting) (tag string, err error) {
	client := s.client.NewBlockBlobClient(s.prefix + path)
	access := conditions(how.Tag, "")
	if how.Tag == "" {
		access = conditions("", Anything)
	}
	about := &blob.HTTPHeaders{BlobContentType: &how.Type, BlobCacheControl: &how.Cache}
	if size > partSize {
		sent, err := client.UploadStream(ctx, body, &blockblob.UploadStreamOptions{
			BlockSize: max(partSize, size/mostBlocks+1), Concurrency: blocksAtOnce, HTTPHeaders: about, Metadata: metadataFor(how.Metadata), AccessConditions: access,
		})
		return tagOf(sent.ETag), answerOfAzure(err)
	}
	options := &blockblob.UploadOptions{HTTPHeaders: about, Metadata: metadataFor(how.Metadata), AccessConditions: access}
	if size <= smallObject {
		sum := md5.New()
		if _, err := io.Copy(sum, body); err != nil {
			return "", err
		}
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return "", err
		}
		options.TransactionalValidation = blob.TransferValidationTypeMD5(sum.Sum(nil))
	}
	sent, err := client.Upload(ctx, streaming.NopCloser(body), options)
	return tagOf(sent.ETag), answerOfAzure(err)
}

const (
	mostBlocks   = 50_000 // that a blob may have
	blocksAtOnce = 4
)

// Remove asks for a blob to go. Its snapshots go with it, without which it would stay.
func (s *azure) Remove(ctx context.Context, path string) error {
	include := blob.DeleteSnapshotsOptionTypeInclude
	_, err := s.client.NewBlobClient(s.prefix+path).Delete(ctx, &blob.DeleteOptions{DeleteSnapshots: &include})
	return answerOfAzure(err)
}

// GiveUp has nothing to do: blocks that became no blob go after a week.
func (s *azure) GiveUp(context.Context, string) error { return nil }

// conditions are those of a request.
func conditions(tag, unless string) *blob.AccessConditions {
	return &blob.AccessConditions{ModifiedAccessConditions: &blob.ModifiedAccessConditions{IfMatch: inQuotes(tag), IfNoneMatch: inQuotes(unless)}}
}

// inQuotes is a tag as it is sent; nil if there is no condition on it.
func inQuotes(tag string) *azcore.ETag {
	switch tag {
	case "":
		return nil
	case Anything:
		any := azcore.ETagAny
		return &any
	}
	sent := azcore.ETag(`"` + tag + `"`)
	return &sent
}

// tagOf is a tag without its quotes, which lists leave out.
func tagOf(tag *azcore.ETag) string { return strings.Trim(string(value(tag)), `"`) }

// bytesOf tells bytes from others: a tag is new with each request that changes anything, as
// with a copy. Who sends a large blob in blocks often states no sum.
func bytesOf(sum []byte, tag *azcore.ETag) string {
	if len(sum) > 0 {
		return hex.EncodeToString(sum)
	}
	return tagOf(tag)
}

func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// metadataFor is metadata by names that Azure takes: those of its programming languages.
func metadataFor(metadata map[string]string) map[string]*string {
	all := map[string]*string{}
	for name, text := range metadata {
		all[strings.ReplaceAll(name, "-", "_")] = &text
	}
	return all
}

func metadataOf(metadata map[string]*string) map[string]string {
	all := map[string]string{}
	for name, text := range metadata {
		all[textproto.CanonicalMIMEHeaderKey(strings.ReplaceAll(name, "_", "-"))] = value(text)
	}
	return all
}

func answerOfAzure(err error) error {
	var said *azcore.ResponseError
	if !errors.As(err, &said) {
		return err
	}
	return &Answer{said.StatusCode, said.ErrorCode, errors.New(http.StatusText(said.StatusCode))}
}
