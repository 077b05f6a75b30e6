package checkout

import (
	"context"
	"testing"
)

func TestNoDatesOutsideOfACheckout(t *testing.T) {
	if got, err := Dates(context.Background(), t.TempDir()); got != nil || err != nil {
		t.Errorf("got %v, %v; want nothing", got, err)
	}
}
