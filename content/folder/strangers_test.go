package folder

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
)

func scan(t *testing.T, dir string, r Rules) Listing {
	t.Helper()
	if r.Article == nil {
		r.Article = isArticle
	}
	f, err := Open(dir, r)
	if err != nil {
		t.Fatal(err)
	}
	l, err := f.Scan(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func scanned(t *testing.T, dir string, r Rules) []string {
	t.Helper()
	return slices.Sorted(maps.Keys(scan(t, dir, r).Articles))
}

func TestFoldersThatHoldNoArticles(t *testing.T) {
	for _, dir := range strings.Split("#recycle,@Recycle,#Recycle,$RECYCLE.BIN,RECYCLER,Recycled,System Volume Information,__MACOSX,lost+found,LOST+FOUND,"+
		"@eaDir,@EADIR,#snapshot,~snapshot,@Recently-Snapshot,.Trashes,.Trash-1000,.AppleDouble,.snapshot,@tmp,FOUND.001,Network Trash Folder,Temporary Items,"+
		"Network Recycle Bin 2,DfsrPrivate,node_modules,bower_components,__pycache__,venv,vendor,_site,_drafts,drafts,_layouts,_includes,layouts,archetypes,themes,"+
		"@SynoFinder-log,@SynoDrive,@appstore,@cloudsync,RecycleBin,Recycle.Bin,#trash,Config.Msi,$WINDOWS.~BT,Backups.backupdb,Windows.old,_data,_gen,_trash,_unpublished,"+
		"gauges.egg-info,gauges-1.2.dist-info,Entwürfe,Entwu\u0308rfe,Brouillons,черновики,Unpublished,Papierkorb,Corbeille,Templates", ",") {
		root := t.TempDir()
		write(t, root, "weather.txt", "x")
		write(t, root, dir+"/gone.txt", "x")
		write(t, root, "sport/"+dir+"/deep/gone.txt", "x")
		l := scan(t, root, Rules{})
		if len(l.Articles) != 1 {
			t.Errorf("%s: articles are %v, want weather.txt", dir, slices.Sorted(maps.Keys(l.Articles)))
		}
		if why := scanWhy(l, dir); why == "" && dir[0] != '.' {
			t.Errorf("%s: no rule is named", dir)
		}
		loud := slices.Contains(strings.Fields("vendor drafts layouts archetypes themes Entwürfe Entwu\u0308rfe Brouillons черновики Unpublished Papierkorb Corbeille Templates"), dir)
		if told := slices.Contains(l.Others, dir); told != loud {
			t.Errorf("%s: told %v, want %v", dir, told, loud)
		}
	}
}

func scanWhy(l Listing, p string) string {
	for _, out := range l.LeftOut {
		if out.Path == p {
			return out.Why
		}
	}
	return ""
}

func TestFoldersThatHoldArticles(t *testing.T) {
	for _, dir := range []string{"public", "site", "output", "build", "theme", "vendors", "recycling", "trash", "snapshot", "environment", "_posts", "found.news", "#1", "2026", "@harbour", "$5 lunches", "draft", "deleted scenes", "windows", "bak", "deps", "cache"} {
		root := t.TempDir()
		write(t, root, dir+"/weather.txt", "x")
		if got := scanned(t, root, Rules{}); len(got) != 1 {
			t.Errorf("%s: nothing in it is an article", dir)
		}
	}
}

func TestOutputsOfSiteGenerators(t *testing.T) {
	for dir, sign := range map[string]string{"public": "quartz.config.ts", "cache": "conf.py", "build": "config.rb", "deps": "mix.exs", "bak": "config.edn", "version-files": "config.edn", "site": "mkdocs.yml", "output": "pelicanconf.py", "dist": "package.json", "book": "book.toml"} {
		root := t.TempDir()
		write(t, root, "blog/"+dir+"/weather.txt", "x")
		if got := scanned(t, root, Rules{}); len(got) != 1 {
			t.Errorf("%s alone: nothing in it is an article", dir)
		}
		write(t, root, "blog/"+sign, "x")
		if got := scanned(t, root, Rules{}); len(got) != 0 {
			t.Errorf("%s beside %s: articles are %v, want none", dir, sign, got)
		}
	}
}

func TestFilesThatAreNoArticles(t *testing.T) {
	isText := func(name string) bool {
		return strings.HasSuffix(strings.ToLower(name), ".txt") || strings.HasSuffix(strings.ToLower(name), ".md")
	}
	f := &Folder{root: t.TempDir(), rules: Rules{Article: isText}}
	f.scopes.reset()
	none := strings.Fields(`README.md readme.txt Readme.MD README.de.md README_zh-CN.md README-pt_BR.md README.es-419.txt LICENSE.txt license.md LICENCE.md
		LICENSE-MIT.txt COPYING.txt CONTRIBUTING.md contributing.md CHANGELOG.md ChangeLog.txt CODE_OF_CONDUCT.md SECURITY.md AUTHORS.txt NOTICE.txt TODO.md
		todo.txt robots.txt Robots.txt requirements.txt requirements-dev.txt humans.txt ads.txt security.txt llms.txt llms-full.txt CMakeLists.txt
		_index.md _index.fr.md _sidebar.md AGENTS.md LIESMICH.txt Lisez-moi.md LÉEME.txt LÉEME.txt leiame.txt ПРОЧТИ.txt 读我.txt README.1st.txt README_FIRST.txt
		LICENSE-2.0.txt LICENSE_1_0.md COPYING.LESSER.txt SUMMARY.md HISTORY.md CREDITS.txt test_requirements.txt`)
	for _, name := range none {
		if k, why := f.file("a", name); k != other || why == "" {
			t.Errorf("%s is an article", name)
		}
	}
	for _, name := range strings.Fields(`readme-writers-strike.md license-to-fish.txt the-changelog.md security-at-the-port.txt notice.txt authors-fair.md
		robots-at-the-port.txt humans.md requirements-for-anglers.md index.md todos.txt reader.txt licensed.md README.harbour.md news.txt NEWS.TXT
		contributing-editors-leave.md history.md requirementsfair.txt summary.md credits.txt support.md release-notes-2.0.md todo-2026.txt`) {
		if k, why := f.file("a", name); k != article {
			t.Errorf("%s is no article: %s", name, why)
		}
	}
}

func TestIncludeBringsBack(t *testing.T) {
	tests := []struct {
		name            string
		ignore, include []string
		want            string
	}{
		{"nothing", nil, nil, "a.txt sport/b.txt"},
		{"a file by its name", nil, []string{"README.txt"}, "README.txt a.txt sport/README.txt sport/b.txt"},
		{"a file by its path", nil, []string{"/README.txt"}, "README.txt a.txt sport/b.txt"},
		{"a folder", nil, []string{"themes"}, "a.txt sport/b.txt themes/c.txt themes/deep/d.txt"},
		{"all in a folder", nil, []string{"themes/**"}, "a.txt sport/b.txt themes/c.txt themes/deep/README.txt themes/deep/d.txt"},
		{"a file in a folder", nil, []string{"themes/deep/d.txt"}, "a.txt sport/b.txt themes/deep/d.txt"},
		{"what another pattern takes", []string{"sport"}, []string{"sport/b.txt"}, "a.txt sport/b.txt"},
		{"taken", []string{"sport"}, nil, "a.txt"},
		{"taken by its path", []string{"**/b.txt"}, nil, "a.txt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			for _, p := range []string{"a.txt", "README.txt", "sport/b.txt", "sport/README.txt", "themes/c.txt", "themes/deep/d.txt", "themes/deep/README.txt"} {
				write(t, root, p, "x")
			}
			if got := strings.Join(scanned(t, root, Rules{Ignore: tt.ignore, Include: tt.include}), " "); got != tt.want {
				t.Errorf("articles are %s, want %s", got, tt.want)
			}
		})
	}
}
