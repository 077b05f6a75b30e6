package dates

// The labels that newspapers put before their dates, by language. A phrase is
// matched word by word, folded; the longest wins.

// labelRow is the phrases of one label in one language, or a few.
type labelRow struct {
	label   Label
	english bool
	weak    bool // an everyday word too: a label only right before the date, not before a byline
	phrases []string
}

var labelRows = [...]labelRow{
	{label: Published, english: true, phrases: []string{
		"published", "publish date", "first published", "originally published", "published on", "published at", "published by", "first published on",
		"originally published on", "published online", "posted", "posted on", "posted at", "posted the", "posted by", "posted in", "originally posted", "post date", "date posted",
		"date published", "publication date", "published date", "submitted on", "submitted by", "release date", "issued on", "date of publication",
		"originally created", "written by", "uploaded", "uploaded on", "aired", "first posted", "issue published", "article published", "story published", "first aired", "this article was published on", "this story was published on"}},
	{label: Published, english: true, weak: true, phrases: []string{"original", "date", "dated", "written", "created", "issued", "submitted", "released", "written on", "created on", "pubdate", "pub date"}},
	{label: Updated, english: true, phrases: []string{
		"updated", "updated on", "updated at", "last updated", "last updated on", "page updated", "article updated", "last update", "last modified",
		"last modified on", "date modified", "date updated", "last revised", "last edited", "was last edited on", "last edited on", "last changed",
		"modified on", "revised on", "edited on", "last reviewed", "page last updated", "page last reviewed", "last reviewed on", "most recently updated"}},
	{label: Updated, english: true, weak: true, phrases: []string{"modified", "revised", "edited", "update", "amended", "changed"}},
	{label: Other, english: true, phrases: []string{"copyright", "file photo", "print edition"}},
	{label: Other, english: true, weak: true, phrases: []string{
		"retrieved", "retrieved on", "accessed", "accessed on", "appears in print on", "appeared in print on", "in print on",
		"correction", "expires", "valid until", "registered", "joined", "member since", "deadline", "born", "died", "last visited", "archived"}},
	{label: Other, weak: true, phrases: []string{
		"date and time", "event date", "start date", "starts", "when", // English
		"quand",                                                         // French
		"beginn", "veranstaltungsdatum", "veranstaltungstermin", "wann", // German
		"quando",                             // Italian, Portuguese
		"kiedy",                              // Polish
		"когда", "дата проведения", "начало", // Russian
		"cuándo", "fecha del evento", // Spanish
		"tarih ve saat",    // Turkish
		"när", "tid", "일시", // Swedish, Korean
		"wanneer"}}, // Dutch
	{label: Published, phrases: []string{
		"veröffentlicht", "veröffentlicht am", "publiziert", "publiziert am", "erstellt am", "erstellt von", "erschienen am", "erschienen", "verfasst am", "verfasst von",
		"geschrieben von", "geschrieben am", "online seit", "eingestellt am", "gepostet am", "erstveröffentlichung", "erstmals veröffentlicht", "erscheinungsdatum",
		"veröffentlichungsdatum", "erstellungsdatum", "freigegeben am", "artikel vom", "beitrag vom", "meldung vom", "gespeichert am"}},
	{label: Published, weak: true, phrases: []string{"datum", "erstellt", "verfasst", "geschrieben", "gesendet"}},
	{label: Updated, phrases: []string{
		"aktualisiert", "aktualisiert am", "editiert am", "editiert", "zuletzt geändert", "zuletzt bearbeitet", "zuletzt überarbeitet", "zuletzt aktualisiert", "letzte aktualisierung",
		"stand des artikels", "letzte änderung", "letztes update", "update vom", "geändert am", "bearbeitet am", "überarbeitet am", "zuletzt geändert am", "zuletzt aktualisiert am", "aktualisierung"}},
	{label: Updated, weak: true, phrases: []string{"stand", "geändert", "bearbeitet", "überarbeitet"}},
	{label: Other, weak: true, phrases: []string{"abgerufen", "abgerufen am", "termin", "registriert", "preis vom", "gültig bis", "gültig seit", "tatzeit", "anmeldeschluss", "einsendeschluss", "geboren", "gestorben"}},
	{label: Published, phrases: []string{
		"publié", "publié le", "publiée le", "publié sur", "publiée par", "paru le", "parue le", "mis en ligne le", "mise en ligne le", "créé le", "posté le", "écrit le", "date de publication", "rédigé le"}},
	{label: Published, weak: true, phrases: []string{"créé", "paru", "rédigé"}},
	{label: Updated, phrases: []string{"mis à jour", "mis à jour le", "mise à jour", "mise à jour le", "modifié le", "modifiée le", "actualisé le", "dernière mise à jour", "dernière modification", "maj le"}},
	{label: Updated, weak: true, phrases: []string{"modifié", "maj", "actualisé"}},
	{label: Other, weak: true, phrases: []string{"consulté le"}},
	{label: Published, phrases: []string{
		"publicado", "publicado el", "publicada", "publicada el", "publicado por", "fecha de publicación", "creado el", "creada el", "publicat", "publicat el",
		"publicado em", "publicada em", "data de publicação", "criado em", "postado em", "pubblicato", "pubblicato il", "pubblicata il", "data di pubblicazione", "creato il", "scritto il", "postato il"}},
	{label: Published, weak: true, phrases: []string{"fecha", "creado", "data", "creato", "criado", "scritto"}},
	{label: Updated, phrases: []string{
		"actualizado", "actualizado el", "actualizado a", "actualizada", "actualizada el", "última actualización", "modificado el", "última modificación", "fecha de actualización", "actualitzat", "actualitzat el",
		"atualizado", "atualizado em", "atualizada em", "última atualização", "última modificação", "modificado em",
		"aggiornato", "aggiornato il", "aggiornata il", "ultima modifica", "ultimo aggiornamento", "modificato il", "modifica il", "ultima modifica il"}},
	{label: Updated, weak: true, phrases: []string{"modificado", "modificato", "act", "actualización", "atualização", "aggiornamento"}},
	{label: Published, phrases: []string{
		"opublikowano", "opublikowany", "opublikowane", "data publikacji", "dodano", "data dodania", "publikacja", "gepubliceerd", "gepubliceerd op", "geplaatst", "geplaatst op", "publicatiedatum",
		"publicerad", "publicerat", "publicerades", "publicerad den", "publisert", "publicert", "offentliggjort", "udgivet", "publiceret", "julkaistu", "publikováno", "zveřejněno", "vydáno", "vytvořeno",
		"publikované", "zverejnené", "objavljeno", "objavljen", "objavljena", "megjelent", "közzétéve", "létrehozva", "publicat la", "publicat în", "data publicării", "yayınlanma", "yayınlanma tarihi", "yayın tarihi", "yayınlandı", "eklenme", "eklenme tarihi", "giriş", "giriş tarihi", "oluşturulma", "oluşturulma tarihi",
		"dipublikasikan", "diterbitkan", "diterbitkan pada", "paskelbta", "publicēts", "avaldatud", "ngày đăng", "đăng ngày", "δημοσιεύθηκε", "δημοσίευση", "ημερομηνία δημοσίευσης"}},
	{label: Updated, phrases: []string{
		"aktualizacja", "zaktualizowano", "ostatnia aktualizacja", "data aktualizacji", "modyfikacja", "ostatnia modyfikacja", "bijgewerkt", "bijgewerkt op", "laatst bijgewerkt", "laatst gewijzigd", "laatste update", "gewijzigd op", "aangepast",
		"uppdaterad", "uppdaterat", "uppdaterad den", "senast uppdaterad", "senast ändrad", "oppdatert", "sist oppdatert", "sist endret", "opdateret", "sidst opdateret", "senest opdateret", "ændret", "päivitetty", "muokattu", "aktualizováno", "aktualizované", "upraveno", "naposledy upraveno", "ažurirano", "posodobljeno", "frissítve", "frissítés", "utolsó frissítés", "módosítva", "actualizat", "actualizat la", "ultima actualizare",
		"güncelleme", "güncellenme", "güncellenme tarihi", "güncelleme tarihi", "son güncelleme", "son güncelleme tarihi", "güncellendi", "diperbarui", "diperbaharui", "dikemaskini", "atnaujinta", "atjaunots", "atjaunināts", "uuendatud", "cập nhật", "cập nhật lúc", "ενημέρωση", "ενημερώθηκε", "τελευταία ενημέρωση"}},
	{label: Published, phrases: []string{
		"опубликовано", "опубликован", "опубликована", "дата публикации", "размещено", "добавлено", "создано", "опубліковано", "дата публікації", "оприлюднено", "додано", "апублікавана", "публикувано", "публикувана", "публикуван", "објављено", "објављен",
		"نشر", "نشر في", "نشرت", "تاريخ النشر", "تم النشر", "تم نشره", "تم نشرها", "تم النشر في", "كتب في", "פורסם", "פורסם ב", "प्रकाशित", "প্রকাশ", "প্রকাশিত", "เผยแพร่"}},
	{label: Updated, phrases: []string{
		"обновлено", "обновлена", "обновлен", "изменено", "дата обновления", "последнее обновление", "отредактировано", "оновлено", "останнє оновлення", "змінено", "абноўлена", "обновена", "последна промяна", "ажурирано",
		"تحديث", "آخر تحديث", "تم التحديث", "עודכן", "עדכון אחרון", "अपडेट", "अपडेटेड", "আপডেট", "อัปเดต"}},
	{label: Published, phrases: []string{"تاریخ انتشار", "زمان انتشار", "انتشار", "منتشر شده در", "تاریخ درج", "اشاعت", "تاریخ اشاعت"}},
	{label: Updated, phrases: []string{"بروزرسانی", "آخرین بروزرسانی", "آخرین ویرایش"}},
	{label: Other, phrases: []string{"save the date"}},
	{label: Other, phrases: []string{"опубликован в газете", "опубликовано в газете"}},
	{label: Other, weak: true, phrases: []string{"дата обращения"}},
}

// bylineWords may follow a label whose date comes later: "Posted by Ann on …".
var bylineWords = wordSet("by in from von par por em en da dal di door av af przez unter dans sur от oleh")

// hanLabels are compared as bytes, since no blanks part words there. Longer
// phrases come before those they contain.
var hanLabels = [...]struct {
	text  string
	label Label
}{
	{"開催日時", Other}, {"開催日", Other}, {"開催期間", Other}, {"日時", Other}, {"会期", Other}, {"活动时间", Other}, {"活動時間", Other}, {"会议时间", Other}, {"報名時間", Other}, {"报名时间", Other}, {"截止日期", Other}, {"截止时间", Other}, {"出生日期", Other},
	{"最終更新日時", Updated}, {"最終更新日", Updated}, {"最終更新", Updated}, {"最后更新", Updated}, {"最後更新", Updated}, {"更新时间", Updated}, {"更新時間", Updated}, {"更新日時", Updated}, {"更新日期", Updated}, {"更新日", Updated}, {"更新于", Updated}, {"更新於", Updated},
	{"发布时间", Published}, {"發布時間", Published}, {"發佈時間", Published}, {"发布日期", Published}, {"發布日期", Published}, {"发表时间", Published}, {"发表于", Published}, {"發表於", Published}, {"发布于", Published}, {"發布於", Published},
	{"公布日期", Published}, {"公布时间", Published}, {"公佈日期", Published}, {"刊发时间", Published}, {"刊登日期", Published}, {"刊登時間", Published}, {"刊出日期", Published}, {"上传时间", Published}, {"上傳時間", Published}, {"录入时间", Published}, {"添加时间", Published}, {"创建时间", Published}, {"建立時間", Published}, {"撰文日期", Published}, {"发稿时间", Published}, {"发稿日期", Published}, {"發稿時間", Published},
	{"发表日期", Published}, {"發表日期", Published}, {"發表時間", Published}, {"發佈日期", Published}, {"发文时间", Published}, {"发文日期", Published}, {"发帖时间", Published}, {"最近更新", Updated}, {"修改时间", Updated}, {"修改日期", Updated}, {"修改時間", Updated},
	{"投稿日時", Published}, {"掲載日時", Published}, {"配信日時", Published}, {"発表日", Published}, {"登録日", Published}, {"作成日時", Published}, {"初出", Published}, {"公開日時", Published}, {"公開日", Published}, {"投稿日", Published}, {"掲載日", Published}, {"配信日", Published}, {"配信", Published}, {"掲載", Published}, {"公開", Published}, {"投稿", Published}, {"作成日", Published},
	{"发布", Published}, {"發佈", Published}, {"發布", Published}, {"发表", Published}, {"發表", Published}, {"出版时间", Published}, {"日期", Published}, {"时间", Published}, {"時間", Published},
	{"수정일", Updated}, {"최종수정", Updated}, {"최종 수정", Updated}, {"업데이트", Updated}, {"수정", Updated}, {"기사수정", Updated},
	{"기사입력", Published}, {"입력시간", Published}, {"입력", Published}, {"등록일시", Published}, {"등록일", Published}, {"작성일시", Published}, {"게시일", Published}, {"발행일", Published}, {"등록", Published}, {"게재", Published}, {"작성일", Published}, {"송고시간", Published}, {"송고시각", Published}, {"송고", Published}, {"승인", Published}, {"更新", Updated}, {"修改", Updated}, {"編集", Updated},
}
