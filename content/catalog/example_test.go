package catalog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/dates"
)

func Example() {
	dir, err := os.MkdirTemp("", "catalog")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	c, err := catalog.Open(filepath.Join(dir, "catalog.db"), catalog.Options{Authority: "news.example"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()

	now := time.Date(2016, 9, 9, 15, 0, 0, 0, time.UTC)
	article := content.New(content.Facts{
		Path: "harbour.txt", Title: "Harbour reopens",
		Published: dates.Date{Time: time.Date(2016, 9, 9, 13, 7, 0, 0, time.UTC)},
	})
	delta, err := c.Apply([]catalog.Reading{{Path: "harbour.txt", Articles: []*content.Article{article}}}, nil, now)
	fmt.Println(len(delta.Appeared), err)

	// The file is renamed: its article is what it was.
	renamed := article.With(func(f *content.Facts) { f.Path = "2016/harbour.txt" })
	delta, err = c.Apply([]catalog.Reading{{Path: renamed.Path(), Articles: []*content.Article{renamed}}}, []string{"harbour.txt"}, now)
	fmt.Println(len(delta.Appeared), len(delta.Vanished), err)

	records, err := c.Window(catalog.Selection{})
	for _, r := range records {
		fmt.Println(r.Path, r.Slug, r.ID)
	}
	fmt.Println(err)
	// Output:
	// 1 <nil>
	// 0 0 <nil>
	// 2016/harbour.txt harbour urn:uuid:945b0e8b-1304-5cb6-a599-239298001918
	// <nil>
}
