package folder

// Several writers at random, and in the end the truth.

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// vandal does random things to a folder. Its errors do not matter: others do
// random things at the same time.
type vandal struct {
	*rand.Rand
	root string
}

func (v vandal) dir() string {
	p := v.root
	for range v.IntN(4) {
		p = filepath.Join(p, fmt.Sprintf("d%d", v.IntN(3)))
	}
	return p
}

func (v vandal) file() string { return filepath.Join(v.dir(), fmt.Sprintf("%d.txt", v.IntN(6))) }

func (v vandal) act() {
	switch v.IntN(12) {
	case 0, 1, 2:
		os.WriteFile(v.file(), []byte(fmt.Sprint(v.Int())), 0o644)
	case 3:
		p := v.file()
		os.WriteFile(p+".tmp", []byte(fmt.Sprint(v.Int())), 0o644)
		os.Rename(p+".tmp", p)
	case 4:
		os.Remove(v.file())
	case 5, 6:
		os.Rename(v.file(), v.file())
	case 7, 8:
		os.MkdirAll(filepath.Join(v.dir(), "d0", "d1"), 0o755)
	case 9:
		os.Rename(v.dir(), v.dir())
	case 10:
		if d := v.dir(); d != v.root && v.IntN(4) == 0 {
			os.RemoveAll(d)
		}
	case 11:
		from, to := v.dir(), v.dir()
		if from == v.root {
			to = v.root // comes back: there would be nothing to agree with
		}
		os.Rename(from, v.root+".aside")
		os.Rename(v.root+".aside", to)
	}
}

func TestSoak(t *testing.T) {
	t.Parallel()
	for _, sweeps := range []bool{false, true} { // which would find what events did not tell, but must not disturb them
		seed := rand.Uint64()
		t.Run(fmt.Sprintf("seed %d, sweeps %v", seed, sweeps), func(t *testing.T) {
			t.Parallel()
			root := filepath.Join(t.TempDir(), "content")
			write(t, root, "start.txt", "start")
			o := quick
			o.Losses.All = true
			r := follow(t, openTest(t, root), nil, o)
			r.await("start", func() bool { return len(r.has) == 1 })
			var writers sync.WaitGroup
			for i := range 3 {
				writers.Go(func() {
					v := vandal{rand.New(rand.NewPCG(seed, uint64(i))), root}
					for range 400 {
						v.act()
						if sweeps && v.IntN(10) == 0 {
							r.w.Sweep(t.Context())
						}
						if v.IntN(50) == 0 {
							time.Sleep(time.Duration(v.IntN(20)) * time.Millisecond)
						}
					}
				})
			}
			writers.Wait()
			r.agrees()
			for p, text := range r.now() {
				if data, err := os.ReadFile(filepath.Join(root, p)); err != nil || string(data) != text {
					t.Errorf("%s: got %q delivered, want %q, %v", p, text, data, err)
				}
			}
		})
	}
}
