package folder_test

// How the package is used: once, and for good.

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"feedmill/content/folder"
)

func Example() {
	dir, err := os.MkdirTemp("", "articles")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "first.txt"), []byte("The first article"), 0o644)

	f, err := folder.Open(dir, folder.Rules{
		Article: func(name string) bool { return strings.HasSuffix(name, ".txt") },
	})
	if err != nil {
		log.Fatal(err)
	}
	changes, listing, err := f.Compare(context.Background(), nil, folder.Losses{})
	fmt.Println(changes.Changed, len(listing.Articles), err)

	ctx, stop := context.WithCancel(context.Background())
	w := f.Watch(listing.Articles, folder.WatchOptions{})
	go os.WriteFile(filepath.Join(dir, "second.txt"), []byte("The second article"), 0o644)
	err = w.Run(ctx, func(_ context.Context, c folder.Changes) error {
		for _, p := range c.Changed {
			text, _, err := f.Read(p)
			fmt.Printf("%s: %s %v\n", p, text, err)
		}
		stop()
		return nil
	})
	fmt.Println(err)
	// Output:
	// [first.txt] 1 <nil>
	// second.txt: The second article <nil>
	// <nil>
}
