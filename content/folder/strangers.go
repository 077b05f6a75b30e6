package folder

// What is in content folders and is no article by its name: the bins and notes
// of operating systems and disk stations, the code and the workshop of site
// generators, and the texts about a folder that lie in it.

import (
	"os"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// quiet folders are made by machines, or drafts by those who know; none of them
// is worth a word. Names are in small letters. Whatever begins with a dot needs
// no entry.
var quietFolders = map[string]string{
	"#recycle": "the bin of a disk station", "@recycle": "the bin of a disk station", "trashbox": "the bin of a disk station", "@deleted": "the bin of a disk station",
	"recycle bin": "a bin", "recyclebin": "a bin", "recycle.bin": "a bin", "recycle_bin": "a bin", "recycle-bin": "a bin", "#trash": "a bin", "@trash": "a bin", "_trash": "a bin", "recently deleted": "a bin",
	"$recycle.bin": "the bin of Windows", "recycler": "the bin of Windows", "recycled": "the bin of Windows",
	"network trash folder": "a bin of macOS",
	"#snapshot":            "snapshots", "~snapshot": "snapshots", "@recently-snapshot": "snapshots", "@sharesnap": "snapshots", "@snapshot": "snapshots", "@snapshots": "snapshots",
	"@eadir": "metadata of a disk station", "@tmp": "files under way", "@sharebin": "metadata of a disk station",
	"@__thumb": "metadata of a disk station", "@upload_cache": "files under way", "@transcode": "metadata of a disk station",
	"@database": "metadata of a disk station", "@appstore": "metadata of a disk station", "@appdata": "metadata of a disk station", "@appconf": "metadata of a disk station", "@apphome": "metadata of a disk station", "@apptemp": "metadata of a disk station",
	"@cloudsync": "metadata of a disk station", "@docker": "metadata of a disk station", "@img_bkp_cache": "metadata of a disk station", "@.streams": "metadata of a disk station", "@quarantine": "metadata of a disk station", "@optware": "metadata of a disk station",
	"$windows.~bt": "metadata of Windows", "$windows.~ws": "metadata of Windows", "$winreagent": "metadata of Windows", "$sysreset": "metadata of Windows", "config.msi": "metadata of Windows", "windowsimagebackup": "backups of Windows", "windows.old": "an old Windows",
	"backups.backupdb":          "backups of macOS",
	"system volume information": "metadata of Windows", "dfsrprivate": "metadata of Windows", "$extend": "metadata of Windows", "msocache": "metadata of Windows",
	"__macosx": "metadata of macOS", "temporary items": "metadata of macOS", "thevolumesettingsfolder": "metadata of macOS",
	"lost+found":   "what a repair of the disk found",
	"node_modules": "code of others", "bower_components": "code of others", "jspm_packages": "code of others", "site-packages": "code of others",
	"__pycache__": "code", "venv": "code of others", "virtualenv": "code of others", "cvs": "metadata of a version control",
	"_site": "the output of a site generator", "_book": "the output of a site generator",
	"_layouts": "templates", "_includes": "templates", "_sass": "styles", "_plugins": "code", "_templates": "templates", "_partials": "templates", "_11ty": "code", "_data": "data of a site generator", "_themes": "the themes of a site generator", "_gen": "the output of a site generator",
	"elm-stuff": "code of others",
	"_drafts":   "drafts, which Jekyll does not publish", "_draft": "drafts", "_unpublished": "what is not published", "_private": "what is private",
}

// loudFolders are named by words that somebody may call a section, so that they
// are worth a note.
var loudFolders = map[string]string{
	"drafts": "drafts", "unpublished": "what is not published", "entwürfe": "drafts", "brouillons": "drafts", "borradores": "drafts", "rascunhos": "drafts", "bozze": "drafts",
	"черновики": "drafts", "草稿": "drafts", "下書き": "drafts", "초안": "drafts",
	"papierkorb": "a bin", "corbeille": "a bin", "papelera": "a bin", "papelera de reciclaje": "a bin", "cestino": "a bin", "lixeira": "a bin", "prullenbak": "a bin", "kosz": "a bin", "papperskorgen": "a bin",
	"корзина": "a bin", "ごみ箱": "a bin", "回收站": "a bin", "deleted items": "a bin",
	"themes": "the themes of a site generator", "vendor": "code of others", "layouts": "templates", "archetypes": "templates", "templates": "templates",
}

// outputs are the folders into which site generators write, where a file beside
// them shows that one does.
var outputs = map[string][]string{
	"public": {"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", ".hugo_build.lock", "config/_default", "gatsby-config.js", "gatsby-config.ts", "quartz.config.ts", "_config.yml", "config.toml", "config.yaml", "zola.toml"},
	"site":   {"mkdocs.yml", "mkdocs.yaml"},
	"output": {"pelicanconf.py", "conf.py", "nanoc.yaml"},
	"cache":  {"conf.py"},
	"_build": {"conf.py", "Makefile", "_config.yml"},
	"book":   {"book.toml"},
	"dist":   {"package.json", "eleventy.config.js", "eleventy.config.mjs", ".eleventy.js", "astro.config.mjs", "nuxt.config.ts"},
	"build":  {"package.json", "docusaurus.config.js", "docusaurus.config.ts", "config.rb", "antora-playbook.yml", "metalsmith.json", "make.bat"},
	"out":    {"package.json"},
	"target": {"Cargo.toml", "pom.xml"},
	"deps":   {"mix.exs"},
	"Pods":   {"Podfile"},

	"bak": {"config.edn"}, "version-files": {"config.edn"}, // Logseq keeps what pages were before
}

// strangeFolder says why a folder is not part of the content by its name.
func (f *Folder) strangeFolder(p string) (why string, loud bool) {
	name := norm.NFC.String(strings.ToLower(path.Base(p)))
	if why, ok := quietFolders[name]; ok {
		return why, false
	}
	if why, ok := loudFolders[name]; ok && !(workshops[name] && len(f.rules.Only) > 0 && f.rules.mayHold(p)) {
		return why, true
	}
	if original := conflictOf(path.Base(p)); original != "" {
		return "what is a conflict copy of the folder " + original, true
	}
	if strings.HasSuffix(name, ".egg-info") || strings.HasSuffix(name, ".dist-info") {
		return "metadata of a program", false
	}
	if strings.HasPrefix(name, "@syno") || strings.HasPrefix(name, "network recycle bin") || strings.HasPrefix(name, "found.") && len(name) == len("found.000") && digits(name[6:]) {
		return "what a system left behind", false
	}
	for _, sign := range outputs[path.Base(p)] {
		if _, err := os.Lstat(f.absolute(path.Join(path.Dir(p), sign))); err == nil {
			return "the output of what " + sign + " belongs to", true
		}
	}
	return "", false
}

// workshops are folders of a generator's own, beside the content: within it they are
// named for what they are about.
var workshops = map[string]bool{"themes": true, "templates": true, "layouts": true, "archetypes": true}

const licence = "is a licence"

// strangeStems are the names, in small letters and without what ends them, of
// texts about a folder or a program.
var strangeStems = map[string]string{
	"readme": "is about the folder", "read_me": "is about the folder", "read-me": "is about the folder", "readme1st": "is about the folder", "readme.1st": "is about the folder",
	"readme_first": "is about the folder", "readme-first": "is about the folder", "_readme": "is about the folder", "liesmich": "is about the folder", "lies_mich": "is about the folder", "lisezmoi": "is about the folder", "lisez-moi": "is about the folder", "lisez_moi": "is about the folder",
	"leeme": "is about the folder", "léeme": "is about the folder", "leiame": "is about the folder", "leia-me": "is about the folder", "leggimi": "is about the folder", "leesmij": "is about the folder", "läsmig": "is about the folder", "lueminut": "is about the folder", "czytajto": "is about the folder",
	"прочти": "is about the folder", "прочтименя": "is about the folder", "прочти_меня": "is about the folder", "读我": "is about the folder", "讀我": "is about the folder", "自述": "is about the folder", "お読みください": "is about the folder", "はじめにお読みください": "is about the folder",
	"license": licence, "licence": licence, "copying": licence, "copying.lesser": licence, "unlicense": licence,
	"license-mit": licence, "license-apache": licence, "third_party_notices": licence, "third-party-notices": licence, "thirdpartynotices": licence,
	"contributing": "is for contributors", "contributors": "is for contributors", "code_of_conduct": "is for contributors", "code-of-conduct": "is for contributors", "codeowners": "is for contributors",
	"pull_request_template": "is for contributors", "issue_template": "is for contributors",
	"changelog": "is a list of changes", "change_log": "is a list of changes", "release_notes": "is a list of changes", "release-notes": "is a list of changes",
	"bug_report": "is for contributors", "feature_request": "is for contributors",
	"todo": "is a list of what is to be done", "copilot-instructions": "is for programs",
}

// strangeCapitals are words that are such names in capitals alone.
var strangeCapitals = map[string]bool{
	"NOTICE": true, "AUTHORS": true, "SECURITY": true, "MAINTAINERS": true, "COPYRIGHT": true, "CHANGES": true,
	"SUMMARY": true, "SUPPORT": true, "GOVERNANCE": true, "ROADMAP": true, "UPGRADING": true, "RELEASING": true, "HISTORY": true, "CREDITS": true, "THANKS": true, "EULA": true,
	"INSTALL": true, "HACKING": true, "CITATION": true, "AGENTS": true, "CLAUDE": true, "GEMINI": true,
}

// strangeNames are whole names, in small letters, that programs look for.
var strangeNames = map[string]string{
	"robots.txt": "is for programs", "humans.txt": "is about the site", "ads.txt": "is for programs", "app-ads.txt": "is for programs",
	"security.txt": "is about the site", "llms.txt": "is for programs", "llms-full.txt": "is for programs", "ai.txt": "is for programs", "trust.txt": "is for programs",
	"keybase.txt": "is for programs", "carbon.txt": "is about the site", "cmakelists.txt": "is for programs", "cmakecache.txt": "is for programs",
	"requirements.txt": "is for programs", "constraints.txt": "is for programs", "dev-requirements.txt": "is for programs", "test-requirements.txt": "is for programs",
	"test_requirements.txt": "is for programs", "dev_requirements.txt": "is for programs", "tdmrep.txt": "is for programs", "meson_options.txt": "is for programs", "installed-files.txt": "is for programs", "sellers.txt": "is for programs",
	"top_level.txt": "is for programs", "entry_points.txt": "is for programs", "dependency_links.txt": "is for programs", "sitemap.txt": "is for programs",
	"_index.md": "is a list page of Hugo or Zola, no article", "_index.markdown": "is a list page of Hugo or Zola, no article", "_sidebar.md": "is navigation", "_navbar.md": "is navigation",
	"_footer.md": "is navigation", "_coverpage.md": "is navigation", "_category_.md": "is navigation", "_404.md": "is an error page", "404.md": "is an error page",
}

// strangeFile says why a file that could be an article is none by its name.
func strangeFile(name string) string {
	folded := norm.NFC.String(strings.ToLower(name))
	if why, ok := strangeNames[folded]; ok {
		return why
	}
	switch {
	case strings.HasPrefix(folded, "requirements") && strings.HasSuffix(folded, ".txt") && len(folded) > len("requirements.txt") && strings.ContainsRune("-_.", rune(folded[len("requirements")])):
		return "is for programs"
	case strings.HasPrefix(folded, "_index.") && isLanguage(strings.TrimSuffix(folded[len("_index."):], path.Ext(folded))):
		return "is a list page, no article"
	}
	if original := conflictOf(name); original != "" {
		return "is a conflict copy that a program made of " + original + " when it was changed in two places; take over into that what it lacks, and delete the copy"
	}
	stem := strings.TrimSuffix(name, path.Ext(name))
	if why := strangeStem(stem); why != "" {
		return why
	}
	for i := range len(stem) {
		if c := stem[i]; c != '.' && c != '-' && c != '_' {
			continue
		}
		if why := strangeStem(stem[:i]); why != "" && (isLanguage(stem[i+1:]) || why == licence && isVersion(stem[i+1:])) {
			return why // "README.de", "README_zh-CN", "README-pt_BR", "LICENSE-2.0"
		}
	}
	return ""
}

func strangeStem(stem string) string {
	if len(stem) > len("copilot-instructions") {
		return ""
	}
	if why, ok := strangeStems[norm.NFC.String(strings.ToLower(stem))]; ok {
		return why
	}
	if strangeCapitals[stem] {
		return "is about the folder"
	}
	return ""
}

// isVersion reports whether s is made of numbers: "2.0", "1_0".
func isVersion(s string) bool { return strings.Trim(s, "0123456789._") == "" }

// isLanguage reports whether s looks as "de", "zh-CN", "zh_Hans" or "es-419" do.
func isLanguage(s string) bool {
	base, region, found := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	letters := func(s string) bool {
		return strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz") == ""
	}
	if len(base) != 2 && len(base) != 3 || !letters(base) {
		return false
	}
	switch strings.ToLower(region) {
	case "hans", "hant", "latn", "cyrl":
		return true
	}
	return !found || len(region) == 2 && letters(region) || len(region) == 3 && digits(region)
}
