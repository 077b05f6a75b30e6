// gofeed URL STATE asks as programs with gofeed do, which parses what net/http fetched:
// its own ParseURL states no conditions, so that whoever asks often keeps the tag. STATE
// keeps it, with the titles.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/mmcdole/gofeed"
)

type known struct {
	Tag    string
	Titles []string
}

func main() {
	url, state := os.Args[1], os.Args[2]
	var k known
	if data, err := os.ReadFile(state); err == nil {
		if err := json.Unmarshal(data, &k); err != nil {
			log.Fatal(err)
		}
	}
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		log.Fatal(err)
	}
	if k.Tag != "" {
		request.Header.Set("If-None-Match", k.Tag)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusOK {
		parsed, err := gofeed.NewParser().Parse(response.Body)
		if err != nil {
			log.Fatal(err)
		}
		k = known{Tag: response.Header.Get("ETag")}
		for _, item := range parsed.Items {
			k.Titles = append(k.Titles, item.Title)
		}
		data, err := json.Marshal(k)
		if err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(state, data, 0o600); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(response.Status, k.Titles)
}
