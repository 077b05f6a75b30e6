// Command html measures how well pages are read, beside go-trafilatura and
// go-htmldate, on the pages whose truth those two publish.
//
//	cd cmd/bench/html && go run .
//
// It is a module of its own, so that neither library is among Feedmill's
// dependencies. All programs read the same pages in the same run.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"
)

func main() {
	log.SetFlags(0)
	only := flag.String("only", "", "run this reader alone: feedmill, trafilatura, htmldate")
	misses := flag.String("misses", "", "print what Feedmill misses of this field: title, date, author, text")
	half := flag.String("half", "", "odd or even: that half of the pages alone")
	flag.Parse()
	sets, err := load()
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range sets {
		s.Pages = halfOf(s.Pages, *half)
		fmt.Printf("== %s: %d pages\n", s.Name, len(s.Pages))
		fmt.Printf("%-18s %8s %17s %17s %17s %17s %17s %18s %6s\n", "", "seconds", "title", "date", "or its UTC day", "where printed", "author", "text F (P, R)", "errors")
		for _, r := range readers {
			if *only != "" && *only != r.name || !r.reads(s) {
				continue
			}
			start := time.Now()
			var t tally
			for _, p := range s.Pages {
				data, err := os.ReadFile(p.File)
				if err != nil {
					log.Fatal(err)
				}
				a := r.read(p, data)
				t.judge(p, a, prints(data, p.Date), r.name == "feedmill", *misses)
			}
			fmt.Printf("%-18s %8.1f %s\n", r.name, time.Since(start).Seconds(), t)
		}
	}
}

// halfOf is every second page: rules are made on one half, and judged on the other.
func halfOf(pages []page, half string) []page {
	if half == "" {
		return pages
	}
	var kept []page
	for i, p := range pages {
		if (i%2 == 1) == (half == "odd") {
			kept = append(kept, p)
		}
	}
	return kept
}
