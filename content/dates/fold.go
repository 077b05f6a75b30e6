package dates

// Words are compared folded: lower case, Latin and Greek letters without their
// accents. People type "fevrier" and "Märch"; text in decomposed Unicode arrives
// too. The tables are folded by the same function, so they can be spelled well.

import (
	"unicode"
	"unicode/utf8"
)

// foldSize bounds the folded form; longer words are in no table.
const foldSize = 64

// folded is the folded form of a word, in a buffer of the caller's.
type folded struct {
	buf [foldSize]byte
	n   int
}

// bytes is the folded word; empty for a word that is too long for any table.
func (f *folded) bytes() []byte { return f.buf[:f.n] }

// set folds s.
func (f *folded) set(s string) {
	f.n = 0
	for i := 0; i < len(s); {
		if f.n+utf8.UTFMax > foldSize {
			f.n = 0
			return
		}
		c := s[i]
		if c < utf8.RuneSelf {
			if c-'A' < 26 {
				c |= 0x20
			}
			f.buf[f.n] = c
			f.n++
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		i += w
		f.add(r)
	}
}

// add appends one folded rune.
func (f *folded) add(r rune) {
	if r >= 0x300 && r <= 0x36F || r == 0xAD {
		return // combining accents, soft hyphen
	}
	if plain, ok := unaccented[r]; ok {
		f.n += copy(f.buf[f.n:], plain)
		return
	}
	f.n += utf8.EncodeRune(f.buf[f.n:], unicode.ToLower(r))
}

// fold is the folded form of s as a string, for building tables.
func fold(s string) string {
	var f folded
	f.set(s)
	return string(f.bytes())
}

// unaccented maps letters to what is left of them without their accent.
var unaccented = accents(
	"a", "àáâãäåāăąÀÁÂÃÄÅĀĂĄạảấầẩẫậắằẳẵặẠẢẤẦẬ",
	"ae", "æÆ",
	"c", "çćčĉċÇĆČĈĊ",
	"d", "ďđĎĐ",
	"e", "èéêëēĕėęěÈÉÊËĒĔĖĘĚẹẻẽếềểễệẸẾỀỆ",
	"g", "ğģĝġĞĢĜĠ",
	"i", "ìíîïĩīĭįıÌÍÎÏĨĪĬĮİịỉỊ",
	"k", "ķĶ",
	"l", "ľĺļłĽĹĻŁ",
	"n", "ñńňņÑŃŇŅ",
	"o", "òóôõöøōŏőÒÓÔÕÖØŌŎŐọỏốồổỗộớờởỡợơƠỌỐỒỘỜ",
	"oe", "œŒ",
	"r", "ŕřŗŔŘŖ",
	"s", "śšşșŝŚŠŞȘŜ",
	"ss", "ß",
	"t", "ťţțŤŢȚ",
	"u", "ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲụủứừửữựưƯỤỨỪ",
	"y", "ýÿÝŸỳỷỹỵ",
	"z", "źžżŹŽŻ",
	"α", "άΆ", "ε", "έΈ", "η", "ήΉ", "ι", "ίϊΐΊΪ", "ο", "όΌ", "υ", "ύϋΰΎΫ", "ω", "ώΏ", "σ", "ς",
	"е", "ёЁ",
)

// accents builds unaccented from pairs of a plain letter and its accented forms.
func accents(pairs ...string) map[rune]string {
	m := make(map[rune]string, 256)
	for i := 0; i < len(pairs); i += 2 {
		for _, r := range pairs[i+1] {
			m[r] = pairs[i]
		}
	}
	return m
}
