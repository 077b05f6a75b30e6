package prose

// Web and mail addresses within a sentence, whose punctuation is not theirs.

import (
	"strings"
	"unicode"
)

// FindAddress finds the first web or mail address in s. End is 0 if there is none.
func FindAddress(s string) (start, end int, href string) {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == 'h' && (strings.HasPrefix(s[i:], "http://") || strings.HasPrefix(s[i:], "https://")):
			if end := addressEnd(s, i); end > i+len("https://") {
				return i, end, s[i:end]
			}
		case s[i] == 'w' && strings.HasPrefix(s[i:], "www.") && (i == 0 || !IsWordByte(s[i-1])):
			if end := addressEnd(s, i); strings.Count(s[i:end], ".") > 1 {
				return i, end, "https://" + s[i:end]
			}
		case s[i] == '@':
			if start, end, ok := MailAt(s, i); ok {
				return start, end, "mailto:" + s[start:end]
			}
		}
	}
	return 0, 0, ""
}

// addressEnd is where the address from start ends: at space or a quote, less
// the punctuation of the sentence around it.
func addressEnd(s string, start int) int {
	end := start
	for i, r := range s[start:] {
		if unicode.IsSpace(r) || strings.ContainsRune(`"<>“”‘’«»`, r) || IsCJK(r) {
			break
		}
		end = start + i + len(string(r))
	}
	for end > start {
		switch s[end-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*':
		case ')':
			if strings.Count(s[start:end], "(") >= strings.Count(s[start:end], ")") {
				return end
			}
		case ']':
			if strings.Count(s[start:end], "[") >= strings.Count(s[start:end], "]") {
				return end
			}
		default:
			return end
		}
		end--
	}
	return end
}

// MailAt finds the mail address around the sign @ at s[at]. Ok is false if there is
// none.
func MailAt(s string, at int) (start, end int, ok bool) {
	start, end = at, at+1
	for start > 0 && (IsWordByte(s[start-1]) || strings.IndexByte(".+-", s[start-1]) >= 0) {
		start--
	}
	for end < len(s) && (IsWordByte(s[end]) || s[end] == '.' || s[end] == '-') {
		end++
	}
	for end > at && (s[end-1] == '.' || s[end-1] == '-') {
		end--
	}
	domain := s[at+1 : max(end, at+1)]
	return start, end, start < at && strings.IndexByte(domain, '.') > 0
}

// HostOf is the host of a web address in lower case, less "www."; empty if the address
// has no scheme.
func HostOf(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(strings.TrimPrefix(host, "www."))
}
