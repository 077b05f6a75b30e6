package catalog

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// Where a program may have few addresses, the catalog opens with a small map: hosts of
// many set such limits. They cannot be taken back, so a process of its own has them.
func TestFewAddressesAreEnough(t *testing.T) {
	if dir := os.Getenv("FEW_ADDRESSES"); dir != "" {
		limit := addressesOf(t) + mapped/2
		must[any](t)(nil, unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: limit, Max: limit}))
		c, err := Open(filepath.Join(dir, "catalog.db"), Options{Authority: "news.example.org"})
		if err != nil {
			t.Fatal(err)
		}
		must[any](t)(nil, c.Close())
		return
	}
	child := exec.Command(os.Args[0], "-test.run", t.Name())
	child.Env = append(os.Environ(), "FEW_ADDRESSES="+t.TempDir())
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// addressesOf is how many bytes of addresses this process has.
func addressesOf(t *testing.T) uint64 {
	t.Helper()
	pages, _, _ := strings.Cut(string(must[[]byte](t)(os.ReadFile("/proc/self/statm"))), " ")
	return must[uint64](t)(strconv.ParseUint(pages, 10, 64)) * uint64(os.Getpagesize())
}
