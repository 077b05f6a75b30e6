package folder

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileMovedIntoABinIsGone(t *testing.T) {
	t.Parallel()
	for _, bin := range []string{"#recycle", "$RECYCLE.BIN/S-1-5-21", ".Trash-1000/files"} {
		root := t.TempDir()
		write(t, root, "rain.txt", "rain")
		write(t, root, "sport/rowers.txt", "rowers")
		write(t, root, "sun.txt", "sun")
		must(t, os.MkdirAll(filepath.Join(root, bin), 0o755))
		r := follow(t, openTest(t, root), nil, quick)
		r.awaitFiles(map[string]string{"rain.txt": "rain", "sport/rowers.txt": "rowers", "sun.txt": "sun"})
		must(t, os.Rename(filepath.Join(root, "rain.txt"), filepath.Join(root, bin, "rain.txt")))
		r.awaitFiles(map[string]string{"sport/rowers.txt": "rowers", "sun.txt": "sun"})
		must(t, os.Rename(filepath.Join(root, "sport"), filepath.Join(root, bin, "sport")))
		r.awaitFiles(map[string]string{"sun.txt": "sun"})
		must(t, os.Rename(filepath.Join(root, bin, "rain.txt"), filepath.Join(root, "rain.txt")))
		r.awaitFiles(map[string]string{"rain.txt": "rain", "sun.txt": "sun"})
		r.agrees()
	}
}

// Whoever moves most of the articles into a bin may have meant another folder.
func TestMostArticlesMovedIntoABinAreHeldBack(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for i := range 30 {
		write(t, root, fmt.Sprintf("sport/%02d.txt", i), "x")
	}
	write(t, root, "sun.txt", "sun")
	r := follow(t, openTest(t, root), nil, quick)
	r.await("all", func() bool { return len(r.has) == 31 })
	must(t, os.MkdirAll(filepath.Join(root, "#recycle"), 0o755))
	must(t, os.Rename(filepath.Join(root, "sport"), filepath.Join(root, "#recycle", "sport")))
	r.awaitHealth("an alarm", func(h Health) bool { return h.Alarm == MassDelete && h.Held == 30 })
	must(t, os.Rename(filepath.Join(root, "#recycle", "sport"), filepath.Join(root, "sport")))
	r.awaitHealth("calm", func(h Health) bool { return h.Alarm == Calm })
	r.agrees()
}

func TestAnIgnoreFileIsFollowed(t *testing.T) {
	t.Parallel()
	for _, poll := range []bool{false, true} {
		root := t.TempDir()
		for _, p := range []string{"rain.txt", "sport/rowers.txt", "sport/old/oars.txt"} {
			write(t, root, p, p)
		}
		o := quick
		if poll {
			o.Poll = o.Quiet
		}
		r := follow(t, openTest(t, root), nil, o)
		all := map[string]string{"rain.txt": "rain.txt", "sport/rowers.txt": "sport/rowers.txt", "sport/old/oars.txt": "sport/old/oars.txt"}
		r.awaitFiles(all)
		write(t, root, "sport/"+IgnoreFile, "old/\n")
		r.awaitFiles(map[string]string{"rain.txt": "rain.txt", "sport/rowers.txt": "sport/rowers.txt"})
		write(t, root, "sport/"+IgnoreFile, "rowers.txt\n")
		r.awaitFiles(map[string]string{"rain.txt": "rain.txt", "sport/old/oars.txt": "sport/old/oars.txt"})
		write(t, root, "sport/old/more.txt", "more")
		r.await("what is written into a folder that came back", func() bool { return r.has["sport/old/more.txt"] == "more" })
		must(t, os.Remove(filepath.Join(root, "sport", IgnoreFile)))
		all["sport/old/more.txt"] = "more"
		r.awaitFiles(all)
		r.agrees()
	}
}

func TestANoteBecomesAnArticleAndOneAgain(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	write(t, root, "README.txt", "about")
	write(t, root, "sun.txt", "sun")
	r := follow(t, openTest(t, root), nil, quick)
	r.awaitFiles(map[string]string{"sun.txt": "sun"})
	write(t, root, IgnoreFile, "!README.txt\n")
	r.awaitFiles(map[string]string{"README.txt": "about", "sun.txt": "sun"})
	write(t, root, IgnoreFile, "\n")
	r.awaitFiles(map[string]string{"sun.txt": "sun"})
	r.agrees()
}
