package objects

// The address of a bucket: s3://BUCKET/PREFIX?region=…&endpoint=…, or of a container of
// Azure's: azblob://CONTAINER/PREFIX?account=…

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"feedmill/content/pattern"
)

// Address is where in which bucket.
type Address struct {
	Bucket   string
	Prefix   string        // of all keys; empty, or with a final slash
	Endpoint string        // host, and perhaps port
	Region   string        // empty where the store is asked
	Account  string        // of Azure's storage; empty with other stores, or if Endpoint says it
	Plain    bool          // without TLS
	Style    string        // path or host, which is how the bucket, or the account, is named; empty is by the host
	Grace    time.Duration // for which what has left the edition stays; of outlets
	Lease    time.Duration // after which another node takes over; of what nodes share

	scheme string
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
	azureHost  = ".blob.core.windows.net" // behind the name of an account

	azureScheme = "azblob"
)

// hosts are the stores that an address means which names no endpoint.
var hosts = map[string]string{"s3": amazonHost, "gs": googleHost, azureScheme: azureHost}

// Times of a lease. A shorter one is renewed more often than it need be.
const (
	UsualLease    = 30 * time.Second
	shortestLease = time.Second
)

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
	a = Address{Bucket: u.Host, Prefix: strings.Trim(u.Path, "/"), Endpoint: hosts[u.Scheme], scheme: u.Scheme}
	if u.User != nil {
		return a, fmt.Errorf("leave keys out of the address; %s", a.WhereKeysAre())
	}
	if a.scheme == azureScheme && !speaksAzure {
		return a, errors.New(otherBuild)
	}
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
	if a.scheme == azureScheme {
		return a, a.completeAzure()
	}
	if a.Region == "" && a.Endpoint != amazonHost && a.Endpoint != googleHost {
		a.Region = cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1")
	}
	return a, nil
}

// otherBuild is said of Azure's addresses by the program that does not speak to it: its
// client makes the program a tenth larger, and brings modules that few need.
const otherBuild = "this program does not speak to Azure's store; take the archive of the release whose name ends in -azure, or build with go build -tags azure ./cmd/feedmill"

// completeAzure finds out which account is meant. Emulators have it in the path.
func (a *Address) completeAzure() error {
	named := a.Endpoint != azureHost
	if a.Account == "" && !named {
		a.Account = os.Getenv("AZURE_STORAGE_ACCOUNT")
	}
	switch {
	case !named && a.Account == "" && os.Getenv(connectionVariable) == "":
		return errors.New("name the account: azblob://CONTAINER/PREFIX?account=ACCOUNT")
	case !named && a.Account != "":
		a.Endpoint = a.Account + azureHost
	case a.Style == "" && net.ParseIP(hostOf(a.Endpoint)) != nil:
		a.Style = "path"
	}
	return nil
}

// connectionVariable has an account, its endpoint and its key in one.
const connectionVariable = "AZURE_STORAGE_CONNECTION_STRING"

func hostOf(endpoint string) string {
	if host, _, err := net.SplitHostPort(endpoint); err == nil {
		return host
	}
	return endpoint
}

// WhereKeysAre is the remedy where keys are missing or misplaced.
func (a Address) WhereKeysAre() string {
	if a.scheme == azureScheme {
		return "keys are taken from AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN, or from the identity of the machine or of its user"
	}
	return "keys are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from ~/.aws/credentials, or from the machine's role"
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
	case "account", "storage_account":
		if a.scheme != azureScheme {
			return fmt.Errorf("option %s does nothing here; it belongs to azblob://", name)
		}
		if !accountName.MatchString(value) {
			return fmt.Errorf("account %q: use the name of a storage account, which is of small letters and digits", value)
		}
		a.Account = value
	case "style":
		if value != "path" && value != "host" {
			return fmt.Errorf("style %q: use path or host", value)
		}
		a.Style = value
	case "grace":
		if a.Grace, err = time.ParseDuration(value); err != nil || a.Grace < 0 {
			return fmt.Errorf("grace %q: use a time such as 25h", value)
		}
	case "lease":
		if a.Lease, err = time.ParseDuration(value); err != nil || a.Lease < shortestLease {
			return fmt.Errorf("lease %q: use a time of at least %v, such as %v", value, shortestLease, UsualLease)
		}
	default:
		return fmt.Errorf("unknown option %q; there are region (or account), endpoint and style, grace of --out, and lease of --nodes; %s", name, a.WhereKeysAre())
	}
	return nil
}

// accountName is one of Azure's. It becomes a part of the name of a host.
var accountName = pattern.New(`^[a-z0-9]{3,24}$`)

func withoutSecret(value string) string { return value[strings.LastIndexByte(value, '@')+1:] }
