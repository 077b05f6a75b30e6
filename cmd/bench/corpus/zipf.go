package corpus

import (
	"math/rand/v2"
	"slices"
	"sort"
)

// zipf draws ranks by Zipf's law: the second as often as half of the first, the
// third a third. (rand.Zipf wants an exponent above 1.)
type zipf struct{ upTo []float64 }

func newZipf(n int) *zipf {
	z, sum := &zipf{make([]float64, n)}, 0.0
	for rank := range z.upTo {
		sum += 1 / float64(rank+1)
		z.upTo[rank] = sum
	}
	return z
}

// rank is from 0.
func (z *zipf) rank(r *rand.Rand) int {
	return sort.SearchFloat64s(z.upTo, r.Float64()*z.upTo[len(z.upTo)-1])
}

// some draws n different ones of the names, which are in order of rank.
func (z *zipf) some(r *rand.Rand, n int, names []string) []string {
	var drawn []string
	for len(drawn) < n {
		if name := names[z.rank(r)]; !slices.Contains(drawn, name) {
			drawn = append(drawn, name)
		}
	}
	return drawn
}
