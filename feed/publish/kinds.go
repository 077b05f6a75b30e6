package publish

// The kinds of outlets, told by their address.

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"feedmill/content/objects"
	"feedmill/feed/lease"
)

// A kind of outlet is one line of this table, and one file. What is nothing else is a
// folder.
var kinds = []struct {
	match func(address string) bool
	check func(address string) error // says what is wrong with an address; nil if any will do
	open  func(ctx context.Context, address string, owner Owner) (o Outlet, fresh bool, err error)
}{
	{objects.IsAddress, checkBucket, openBucket},
	{hasSuffix(".zip"), nil, openZip},
	{func(string) bool { return true }, checkFolder, openOwned},
}

// checkFolder tells a folder from the address of something that is no kind of outlet.
func checkFolder(address string) error {
	if scheme, _, found := strings.Cut(address, "://"); found {
		return fmt.Errorf("%s:// is no kind of outlet; there are folders, .zip files, s3://, gs:// and azblob://", scheme)
	}
	return nil
}

// Check says what is wrong with an address, before anything is opened there.
func Check(address string) error {
	if check := kinds[kindOf(address)].check; check != nil {
		return check(address)
	}
	return nil
}

// IsRemote reports whether an address is none of this machine's files.
func IsRemote(address string) bool { return objects.IsAddress(address) }

func hasSuffix(suffix string) func(string) bool {
	return func(address string) bool { return strings.HasSuffix(address, suffix) }
}

// Owner is the content folder that an outlet gets its documents from.
type Owner struct {
	Folder string      // as it was named
	Former string      // where it was before, if it has moved
	Term   *lease.Term // in which this node publishes; nil if it is alone
}

// Open opens the outlet at an address: a bucket, a file whose name ends in .zip, else a
// folder. It is fresh if nobody has published there before. The error wraps [ErrOwned]
// if another content folder is published there.
func Open(ctx context.Context, address string, owner Owner) (o Outlet, fresh bool, err error) {
	return kinds[kindOf(address)].open(ctx, address, owner)
}

// IsDirectory reports whether an address is that of a folder.
func IsDirectory(address string) bool { return kindOf(address) == len(kinds)-1 }

func kindOf(address string) int {
	i := 0
	for !kinds[i].match(address) {
		i++
	}
	return i
}

// openOwned opens a folder and claims it.
func openOwned(_ context.Context, address string, owner Owner) (o Outlet, fresh bool, err error) {
	dir, err := filepath.Abs(address)
	if err != nil {
		return nil, false, err
	}
	d, err := OpenDirectory(dir)
	if err != nil {
		return nil, false, err
	}
	if err := d.Claim(owner.Folder, owner.Former); err != nil {
		return nil, false, errors.Join(err, d.Close())
	}
	return d, d.New(), nil
}
