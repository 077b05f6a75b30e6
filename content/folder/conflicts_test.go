package folder

import (
	"os"
	"path/filepath"
	"testing"
)

func TestConflictCopies(t *testing.T) {
	for _, test := range []struct{ name, original string }{
		{"ferry.sync-conflict-20261109-071503-K3QWERT.txt", "ferry.txt"},
		{"ferry.de.sync-conflict-20261109-071503-K3QWERT.md", "ferry.de.md"},
		{"ferry.sync-conflict-20261109-071503.txt", "ferry.txt"},
		{"ferry.sync-conflict-20261109-071503-K3QWERT.sync-conflict-20261110-081503-ABCDEFG.txt", "ferry.txt"},
		{"ferry (Tom's conflicted copy 2026-11-09).txt", "ferry.txt"},
		{"ferry (Tom’s conflicted copy 2026-11-09 1).txt", "ferry.txt"},
		{"ferry (tide) (Tom's conflicted copy 2026-11-09 (2)).md", "ferry (tide).md"},
		{"ferry (conflicted copy 2026-11-09 071503).txt", "ferry.txt"},
		{"ferry (Conflicted copy tablet 202611090715).md", "ferry.md"},
		{"ferry (Tom's case conflict).txt", "ferry.txt"},
		{"ferry (In Konflikt stehende Kopie von Tom 2026-11-09).txt", "ferry.txt"},
		{"ferry (Copie en conflit de Tom 2026-11-09).txt", "ferry.txt"},
		{"ferry (Copia en conflicto de Tom 2026-11-09).txt", "ferry.txt"},
		{"ferry (Copia in conflitto di Tom 2026-11-09).txt", "ferry.txt"},
		{"ferry (Co\u0301pia em conflito de Tom 2026-11-09).txt", "ferry.txt"},
		{"ferry (Conflicterende kopie van Tom 2026-11-09).txt", "ferry.txt"},
		{"ferry (Toms kopia i konflikt 2026-11-09).txt", "ferry.txt"},
		{"ferry (kopia powodująca konflikt użytkownika Tom 2026-11-09).txt", "ferry.txt"},
		{"ferry (конфликтующая копия Том 2026-11-09).txt", "ferry.txt"},
		{"ferry (Tom の競合コピー 2026-11-09).txt", "ferry.txt"},
		{"渡船 (Tom 的冲突副本 2026-11-09).txt", "渡船.txt"},
		{"ferry (Tom 的衝突複本 2026-11-09).txt", "ferry.txt"},
		{"ferry (Tom의 충돌하는 사본 2026-11-09).txt", "ferry.txt"},
		{"ferry.(copy: conflict on 2026-11-09).txt", "ferry.txt"},
		{"ferry (SFConflict tom@paper.example 2026-11-09-07-15-03).txt", "ferry.txt"},
		{"ferry_conflict-20261109-071503.txt", "ferry.txt"},
		{"ferry_conflict-tom-20261109-071503.txt", "ferry.txt"},
		{"ferry_Store2_Nov-09-071503-2026_Conflict.txt", "ferry.txt"},
		{"ferry.Conflict.txt", "ferry.txt"},
		{"ferry_conf(1).txt", "ferry.txt"},
		{"ferry [conflicted].txt", "ferry.txt"},
		{"ferry-DESKTOP-7QK2M0A.txt", "ferry.txt"},
		{"ferry-LAPTOP-7QK2M0AB-2.txt", "ferry.txt"},
		{"2026 (Tom's conflicted copy 2026-11-09)", "2026"},

		// What somebody may call an article.
		{"ferry (1).txt", ""},
		{"ferry 2.txt", ""},
		{"ferry copy.txt", ""},
		{"Copy of ferry.txt", ""},
		{"ferry-conflict.txt", ""},
		{"the conflict of 2026-11-09.txt", ""},
		{"Harrow (conflict of 2026-11-09).txt", ""},
		{"Harrow (a copy of the plan, 2026-11-09).txt", ""},
		{"Der Konflikt (Kopie).txt", ""},
		{"conflicted copy.txt", ""},
		{"my-DESKTOP-setup.txt", ""},
		{"resync-conflict-2026.txt", ""},
	} {
		if got := conflictOf(test.name); got != test.original {
			t.Errorf("conflictOf(%q): got %q, want %q", test.name, got, test.original)
		}
	}
}

// A conflict copy is left alone and named, with or without its original, until
// somebody says that it is an article.
func TestConflictCopyIsNoArticle(t *testing.T) {
	root := t.TempDir()
	loser := "ferry.sync-conflict-20261109-071503-K3QWERT.txt"
	for _, name := range []string{"ferry.txt", loser, "old (conflicted copy 2026-11-09 071503)/quay.txt", "old/quay.txt"} {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755))
		must(t, os.WriteFile(filepath.Join(root, name), []byte("x"), 0o644))
	}
	l := scan(t, root, Rules{})
	if len(l.Articles) != 2 || len(l.LeftOut) != 2 {
		t.Errorf("got articles %v and left out %v, want 2 of each", l.Articles, l.LeftOut)
	}
	l = scan(t, root, Rules{Include: []string{loser}})
	if _, ok := l.Articles[loser]; !ok {
		t.Errorf("got %v, want what was included", l.Articles)
	}
}
