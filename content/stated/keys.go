package stated

// The names that people give to the fields of an article, in header blocks of
// text and in front matter alike.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

// Field is a fact that an article can state of itself.
type Field uint8

// The fields. None is that of a key that means nothing here.
const (
	None Field = iota
	Title
	Dek // a second headline: the summary, unless one is stated
	Author
	Published
	Updated
	Expires
	Section
	Tags
	Summary
	Image
	Language
	URL
	Source
	Rights
	Draft  // if true, the article is not for readers
	Public // if false, likewise; or since when it is
	Status // a word such as "draft", "private" or "published"
	ID
	Enclosure
	Banner
	External
	Via
	Related
	Replies
	Body  // the article follows
	Other // known, but of no use to a feed: "slug", "length"
)

// keyNames lists the spellings of each field, folded as FieldOf does.
var keyNames = map[Field]string{
	Title: `title subject betreff objet asunto oggetto headline hed head titel überschrift schlagzeile titre título titulo titolo tytuł заголовок
		название 标题 標題 タイトル 見出し 제목 başlık rubrik otsikko tittel`,
	Dek: `dek deck subtitle subhed subheadline subhead standfirst untertitel dachzeile chapô chapo soustitre
		subtítulo bajada sottotitolo 副标题`,
	Author: `from author authors by byline writer writers creator dccreator autor autorin autoren verfasser
		auteur auteurs autore autori autores autora автор авторы 作者 著者 記者 저자 기자 yazar skribent författare
		forfatter kirjoittaja reporter reporters`,
	Published: `date published publishdate publisheddate pubdate publicationdate publishedon publishedat
		datepublished posted postedon created createdat datecreated dcdate datum veröffentlicht veröffentlichtam
		erschienen publié publiéle fecha publicado data pubblicato дата опубликовано 日期 发表日期 發表日期 发布日期 发布时间 發佈日期 日付
		公開日 投稿日 날짜 입력 tarih embargo embargoed embargountil embargoeduntil embargodate sperrfrist ембарго эмбарго issued releasedate firstpublished originallypublished articlepublishedtime`,
	Updated: `updated lastupdated modified lastmodified lastmod updatedat updatedon dateupdated datemodified
		modifieddate revised aktualisiert geändert misàjour actualizado atualizado aggiornato обновлено 更新
		更新时间 更新日 수정 articlemodifiedtime updatedate`,
	Expires: `expires expirydate expiry expirationdate expireson unpublishdate`,
	Section: `section category categories rubric desk channel ressort rubrik kategorie sparte sección seccion
		categoría categoria sezione catégorie раздел рубрика 分类 分類 カテゴリ 카테고리 kategori`,
	Tags: `tags tag keywords keyword topics topic subjects themen schlagwörter schlagworte stichwörter
		stichworte motsclés motscles etiquetas palabrasclave palavraschave parolechiave метки теги ключевыеслова
		标签 標籤 关键词 關鍵字 タグ 태그 filedunder taggedwith labels themenindiesemartikel topicsinthisarticle moreabout relatedtags`,
	Summary: `summary description abstract excerpt teaser lead lede intro zusammenfassung beschreibung
		anreißer résumé resume resumen descripción resumo sommario riassunto краткоесодержание описание 摘要
		概要 要約 요약 metadescription ogdescription`,
	Image: `image cover thumbnail featuredimage featureimage coverimage ogimage bild titelbild imagen imagem
		immagine picture hero heroimage banner headerimage`,
	Language:  `lang language locale contentlanguage sprache langue idioma lingua язык 语言 언어 inlanguage dclanguage`,
	URL:       `url link permalink canonical canonicalurl sourceurl originalurl articleurl href weblink externalurl ogurl`,
	Source:    `source agency publication publisher newspaper quelle agentur fuente fonte источник 来源 來源 出典 출처 kaynak via credit`,
	Rights:    `rights copyright license licence copyrights lizenz licencia licença dcrights`,
	Draft:     `draft isdraft entwurf brouillon borrador bozza rascunho черновик 草稿 下書き`,
	Status:    `status`,
	Public:    `publish ispublished`,
	ID:        `id guid uuid uid identifier articleid`,
	Enclosure: `enclosure enclosures audio audiourl podcast video videourl media attachments`,
	Body:      `body text content fulltext article story bodytext inhalt artikel texte texto testo текст 正文 本文 본문`,
	Other: `slug length words wordcount loaddate publicationtype documenttype layout type graphic dateline
		edition page pages pg comments translator journalcode doi issn isbn weight toc template
		copyrightholder byuser priority to cc replyto messageid received mimeversion contenttype contenttransferencoding`,
}

// matterNames are the spellings that mean this only in front matter: in a text
// they head lists of headlines, counts of comments, credits.
var matterNames = map[Field]string{
	Published: `publishon publishat golive goliveat golivedate liveon liveat scheduled scheduledfor scheduledat scheduleddate availablefrom
		notbefore`,
	Expires:  `unpublishon unpublishat expire expiresat expiration validuntil availableuntil`,
	Banner:   `bannerimage`,
	External: `externalurl`,
	Via:      `via`,
	Related:  `related seealso`,
	Replies:  `replies comments commentsurl discussion`,
	Draft: `private isprivate hidden ishidden unlisted unpublished unpublish headless nofeed norss excludefromfeed hidefromfeed
		excludefromrss hidefromrss excludefromcollections eleventyexcludefromcollections hide exclude skip ignore noexport secret confidential
		protected passwordprotected wip unfinished incomplete deleted isdeleted trashed removed withdrawn password postpassword`,
	Public: `public ispublic listed live ready enabled visible feed infeed rss inrss dgpublish`,
	Status: `state poststatus articlestatus pagestatus publishstatus publishingstatus publicationstatus workflowstate workflowstatus
		moderationstate moderationstatus visibility postvisibility stage access sharing permission permissions statut estado stato état
		статус 状态 狀態 ステータス 상태 zustand stav tila durum`,
}

var (
	keys       = fieldsByName(keyNames)
	matterKeys = fieldsByName(matterNames)
)

func fieldsByName(fields map[Field]string) map[string]Field {
	m := map[string]Field{}
	for f, names := range fields {
		for _, name := range strings.Fields(names) {
			m[name] = f
		}
	}
	return m
}

// longestKey bounds a key in bytes before folding: a longer one is prose.
const longestKey = 40

// FieldOf finds the field that a key names: case, spaces, dashes, dots and
// underscores do not matter, so "Publish Date", "publish_date" and
// "publishDate" are one.
func FieldOf(key string) Field {
	var buf [longestKey * utf8.UTFMax]byte
	return keys[string(FoldKey(buf[:0], key))]
}

// MatterFieldOf is FieldOf for a key of front matter.
func MatterFieldOf(key string) Field {
	if f, ok := matterKeys[string(FoldKey(nil, key))]; ok {
		return f
	}
	return FieldOf(key)
}

// WithholdingFieldOf is the field of a key that can keep an article from its
// readers, wherever it stands; else none.
func WithholdingFieldOf(key string) Field {
	switch f := MatterFieldOf(key); f {
	case Draft, Public, Status:
		return f
	}
	return None
}

// FoldKey appends the key to folded, without what does not matter of it; nothing
// of what is no key.
func FoldKey(folded []byte, key string) []byte {
	if len(key) > longestKey {
		return nil
	}
	for _, r := range key {
		switch r {
		case ' ', '-', '_', '.', ':', '/', '\u00a0':
		default:
			folded = utf8.AppendRune(folded, unicode.ToLower(r))
		}
	}
	return folded
}

// CutKey parts "Key: value", with the colon of either width and a space before
// it or not. A key has at most four words.
func CutKey(s string) (key, value string, ok bool) {
	i := strings.IndexByte(s[:min(len(s), longestKey+2)], ':')
	width := 1
	if j := strings.Index(s[:min(len(s), longestKey+2)], "："); j >= 0 && (i < 0 || j < i) {
		i, width = j, len("：")
	}
	if i <= 0 {
		return "", "", false
	}
	key = strings.TrimSpace(s[:i])
	if key == "" || prose.WordCount(key) > 4 {
		return "", "", false
	}
	return key, strings.TrimSpace(s[i+width:]), true
}
