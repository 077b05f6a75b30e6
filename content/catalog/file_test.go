package catalog

// The file on disk: held, damaged, of another version.

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// holdVariable makes the test binary a process that holds a catalog.
const holdVariable = "FEEDMILL_TEST_HOLD_CATALOG"

func TestMain(m *testing.M) {
	if path := os.Getenv(holdVariable); path != "" {
		os.Exit(hold(path))
	}
	if err := flag.Set("rapid.checks", "40"); err != nil { // each try is a history of its own
		panic(err)
	}
	os.Exit(m.Run())
}

// hold opens the catalog, says so, and stays until its input ends.
func hold(path string) int {
	if _, err := Open(path, Options{Authority: "news.example"}); err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println("held")
	bufio.NewReader(os.Stdin).ReadString('\n')
	return 0 // without Close: the process ends as if it had crashed
}

func TestSecondProcessIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), holdVariable+"="+path)
	stdin := must[interface{ Close() error }](t)(other.StdinPipe())
	stdout := must[interface{ Read([]byte) (int, error) }](t)(other.StdoutPipe())
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if line != "held\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}

	_, err = Open(path, Options{})
	if !errors.Is(err, ErrHeld) || !strings.Contains(err.Error(), fmt.Sprintf("process %d;", other.Process.Pid)) {
		t.Errorf("Open = %v, want refused with pid %d", err, other.Process.Pid)
	}

	stdin.Close()
	if err := other.Wait(); err != nil {
		t.Errorf("the other process: %v", err)
	}
	c := openAt(t, path, Options{})
	if name, why := c.SetAside(); name != "" {
		t.Errorf("catalog set aside as %s after a crash: %v", name, why)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if holderExists(path) {
		t.Errorf("the holder's file is left after Close")
	}
}

func TestUnknownVersionIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	c := openAt(t, path, Options{})
	err := c.db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketMeta).Put([]byte("version"), []byte{formatVersion + 1})
	})
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	for range 2 {
		if _, err := Open(path, Options{}); !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), "use the program that wrote it") {
			t.Errorf("Open = %v, want an unknown version and a remedy", err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file of another version was touched: %v", err)
	}
}

func TestForeignDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "catalog.db")
	db := must[*bbolt.DB](t)(bbolt.Open(path, 0o600, nil))
	err := db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("accounts"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	if _, err := Open(path, Options{Authority: "x"}); !errors.Is(err, ErrVersion) {
		t.Errorf("Open = %v, want it refused", err)
	}
}

func TestNoAuthority(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "catalog.db"), Options{}); err == nil || !strings.Contains(err.Error(), "authority") {
		t.Errorf("Open = %v, want an error on the authority", err)
	}
}

func TestDamagedFileIsSetAside(t *testing.T) {
	for _, test := range []struct {
		name    string
		unclean bool // the last process did not close it
		damage  func([]byte) []byte
	}{
		{"not a database", false, func(b []byte) []byte { return []byte("Dear diary, " + strings.Repeat("…", 9000)) }},
		{"one byte", false, func(b []byte) []byte { return b[:1] }},
		{"half", false, func(b []byte) []byte { return b[:len(b)/2] }},
		{"first pages only", false, func(b []byte) []byte { return b[:4*os.Getpagesize()] }},
		{"zeros in the middle", true, func(b []byte) []byte {
			clear(b[4*os.Getpagesize() : len(b)/2])
			return b
		}},
		{"noise in the middle", true, func(b []byte) []byte {
			for i := 4 * os.Getpagesize(); i < len(b)/2; i++ {
				b[i] = byte(i * i >> 3)
			}
			return b
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path, d := filepath.Join(t.TempDir(), "catalog.db"), newDisk(t)
			c := openAt(t, path, Options{})
			for i := range 200 {
				d.write(fmt.Sprintf("%d.txt", i), dated(fmt.Sprint(i), 1, phrases(i)))
			}
			apply(t, c, d)
			c.Close()
			b := test.damage(must[[]byte](t)(os.ReadFile(path)))
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			if test.unclean {
				writeHolder(path)
			}

			c = openAt(t, path, Options{})
			name, why := c.SetAside()
			if name != path+".damaged-1" || !errors.Is(why, ErrDamaged) {
				t.Errorf("SetAside = %q, %v; want %s.damaged-1", name, why, path)
			}
			if aside, err := os.ReadFile(name); err != nil || string(aside) != string(b) {
				t.Errorf("the damaged file is not what was there: %v", err)
			}
			if s, err := c.Fingerprints(); err != nil || len(s) != 0 {
				t.Errorf("Fingerprints of the new catalog = %d, %v; want none", len(s), err)
			}
			d.clone()
			if delta := apply(t, c, d); len(delta.Appeared) != 200 {
				t.Errorf("%d appeared in the new catalog, want 200", len(delta.Appeared))
			}
		})
	}
}

// A page may go bad while the catalog is open, or without anyone noticing.
func TestDamageFoundLater(t *testing.T) {
	path, d := filepath.Join(t.TempDir(), "catalog.db"), newDisk(t)
	c := openAt(t, path, Options{})
	d.write("a.txt", dated("Alpha", 1, phrases(1)))
	apply(t, c, d)
	err := c.db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketRecords).Put(seenKey(1), []byte{recordVersion, 0, 0, 0xff})
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Newest(Selection{}, 1); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "restart") {
		t.Errorf("Newest = %v, want damage and a remedy", err)
	}
	c.Close()
	c = openAt(t, path, Options{})
	if name, _ := c.SetAside(); name == "" {
		t.Errorf("the damaged catalog was opened again")
	}
}

func FuzzDecodeRecord(f *testing.F) {
	r := Record{
		ID: "urn:x:1", Path: "a.txt", Slug: "a", Seen: 7, Title: "Alpha", Tags: []string{"x", ""},
		Published: day(2016, 9, 9), Updated: noon, resemblance: newSketch(phrases(1)),
	}
	r.Authors = append(r.Authors, dated("", 1, "").Authors()...)
	f.Add(r.encode())
	f.Add([]byte{recordVersion})
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decodeRecord(7, b)
		if err != nil {
			return
		}
		again, err := decodeRecord(r.Seen, r.encode())
		if err != nil || string(again.encode()) != string(r.encode()) {
			t.Errorf("decodeRecord(encode(%+v)) = %+v, %v", r, again, err)
		}
	})
}
