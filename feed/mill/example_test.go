package mill_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
	"feedmill/feed/mill"
)

func Example() {
	dir, err := os.MkdirTemp("", "mill")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	settings := mill.Settings{
		Folder: filepath.Join(dir, "news"), Out: filepath.Join(dir, "public"), State: filepath.Join(dir, "state"),
		Catalog: catalog.Options{Authority: "news.example"},
		Channel: feed.Channel{Title: "News", Base: "https://news.example/"},
	}
	if err := os.Mkdir(settings.Folder, 0o755); err != nil {
		fmt.Println(err)
		return
	}
	m, err := mill.Open(settings, &mill.Tally{}, slog.Default(), time.Now)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.Close()

	article := "Harbour reopens\n\n9 September 2016\n\nThe first ferry left at noon, an hour late.\n"
	if err := os.WriteFile(filepath.Join(settings.Folder, "harbour.txt"), []byte(article), 0o644); err != nil {
		fmt.Println(err)
		return
	}
	if err := m.Build(context.Background()); err != nil {
		fmt.Println(err)
		return
	}
	page, err := os.Stat(filepath.Join(settings.Out, "articles", "harbour.html"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(page.Name())
	// Output: harbour.html
}
