package folder

// Conflict copies: what programs that synchronise folders make of a file that was
// changed in two places. They are versions of an article, whose name the other
// version has.

import (
	"path"
	"slices"
	"strings"

	"feedmill/content/pattern"

	"golang.org/x/text/unicode/norm"
)

// conflictForms are names of conflict copies, without what ends them, that no
// language changes; the first group is the name of the original.
var conflictForms = []*pattern.Pattern{
	pattern.New(`^(.+?)\.sync-conflict-\d{8}-\d{6}(?:-\w+)*$`),                                  // Syncthing
	pattern.New(`^(.+?)_conflict-(?:.+-)?\d{8}-\d{6}$`),                                         // ownCloud, before 2.5
	pattern.New(`^(.+?)_[^_]+_[A-Z][a-z]{2}-\d{2}-\d{6}-\d{4}_(?:Case)?Conflict\d*$`),           // Synology
	pattern.New(`^(.+?)\.Conflict\d*$`),                                                         // Resilio
	pattern.New(`^(.+?)_conf ?\(\d+\)$`),                                                        // Google Drive
	pattern.New(`^(.+?) \[conflicted(?: \d+)?\]$`),                                              // pCloud
	pattern.New(`^(.+?)-(?:DESKTOP-[0-9A-Z]{7}|LAPTOP-[0-9A-Z]{8}|WIN-[0-9A-Z]{11})(?:-\d+)?$`), // OneDrive, by the names that Windows gives machines
	pattern.New(`^(.+?) ?\(SFConflict [^()]*\)(?: ?\(\d+\))?$`),                                 // Seafile
	pattern.New(`^(.+?) ?\((?i:[^()]*(?:conflicted copy|case conflict|case clash|selective sync conflict|unicode encoding conflict)[^()]*(?:\(\d+\))?)\)(?: ?\(\d+\))?$`),
}

// inBrackets is a remark that a name ends in, perhaps with a number after it.
var inBrackets = pattern.New(`^(.+?)[ .]?[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）](?: ?\(\d+\)| \d+)?$`)

// conflictWords and copyWords are stems, in small letters, of what programs write
// into such a remark in the language of whoever uses them. With a day, one of each
// makes a conflict copy.
var (
	conflictWords = []string{
		"conflict", "konflikt", "conflit", "conflitto", "conflito", "konflik", "bercanggah", "ristiriit", "ütköz", "çakış",
		"modstrid", "motstrid", "xung đột", "конфликт", "конфлікт", "σύγκρουσ", "סותר", "متعارض", "競合", "冲突", "衝突", "충돌", "ขัดแย้ง",
	}
	copyWords = []string{
		"copy", "copie", "copia", "cópia", "còpia", "kopi", "kopy", "kópi", "salin", "másolat", "bản sao", "копи", "копі", "αντίγραφο",
		"עותק", "نسخة", "コピー", "副本", "複本", "复本", "사본", "복사본", "สำเนา",
	}
	isoDay = pattern.New(`(^|\D)\d{4}-?[01]\d-?[0-3]\d(\D|$)`)
)

// conflictOf is the name of the file, or folder, of which another is a conflict
// copy by its name; empty if it is none.
func conflictOf(name string) string {
	if !hasBracket(name) && !hasConflictSign(name) {
		return ""
	}
	end := path.Ext(name)
	if strings.ContainsAny(end, ")]） ") || strings.HasPrefix(end, ".sync-conflict-") || strings.HasPrefix(end, ".Conflict") {
		end = "" // as of a folder
	}
	stem := norm.NFC.String(strings.TrimSuffix(name, end))
	original := originalOf(stem)
	for next := original; next != ""; next = originalOf(next) {
		original = next // a copy of a copy
	}
	if original == "" {
		return ""
	}
	return original + end
}

func originalOf(stem string) string {
	for _, form := range conflictForms {
		if m := form.FindStringSubmatch(stem); m != nil {
			return m[1]
		}
	}
	if m := inBrackets.FindStringSubmatch(stem); m != nil && tellsOfConflict(m[2]) {
		return m[1]
	}
	return ""
}

func hasBracket(name string) bool {
	return strings.IndexByte(name, '(') >= 0 || strings.IndexByte(name, '[') >= 0 || strings.Contains(name, "（")
}

// hasConflictSign lets most names pass at once.
func hasConflictSign(name string) bool {
	return strings.Contains(name, "onflict") || strings.Contains(name, "-DESKTOP-") || strings.Contains(name, "-LAPTOP-") || strings.Contains(name, "-WIN-")
}

func tellsOfConflict(remark string) bool {
	folded := strings.ToLower(remark)
	in := func(word string) bool { return strings.Contains(folded, word) }
	return isoDay.MatchString(remark) && slices.ContainsFunc(conflictWords, in) && slices.ContainsFunc(copyWords, in)
}
