package newspaper

import (
	"testing"

	"feedmill/content"
)

// brief is an item of one or two sentences in each language.
var brief = []struct{ tag, text string }{
	{"en", "The tram will not run on Sunday because the tracks by the old mill are being repaired."},
	{"en", "Two swans have settled on the pond, and nobody in the town knows where they came from."},
	{"de", "Die Straßenbahn fährt am Sonntag nicht, weil die Gleise an der alten Mühle erneuert werden."},
	{"de", "Zwei Schwäne haben sich am Teich niedergelassen, und niemand im Ort kennt ihre Herkunft."},
	{"fr", "Le tramway ne circulera pas dimanche, car les rails près du vieux moulin sont en réparation."},
	{"fr", "Deux cygnes se sont installés sur l'étang, et personne au village ne sait d'où ils viennent."},
	{"es", "El tranvía no circulará el domingo porque se están reparando las vías junto al viejo molino."},
	{"es", "Dos cisnes se han instalado en el estanque y nadie en el pueblo sabe de dónde han venido."},
	{"pt", "O bonde não vai circular no domingo porque os trilhos ao lado do velho moinho estão em obras."},
	{"pt", "Dois cisnes instalaram-se no lago e ninguém na aldeia sabe de onde é que eles vieram."},
	{"it", "Il tram non circolerà domenica perché i binari accanto al vecchio mulino sono in riparazione."},
	{"it", "Due cigni si sono stabiliti nello stagno e nessuno in paese sa da dove siano arrivati."},
	{"nl", "De tram rijdt zondag niet, omdat de rails bij de oude molen worden vernieuwd."},
	{"nl", "Twee zwanen zijn op de vijver neergestreken en niemand in het dorp weet waar ze vandaan komen."},
	{"sv", "Spårvagnen går inte på söndag eftersom rälsen vid den gamla kvarnen ska bytas ut."},
	{"sv", "Två svanar har slagit sig ner i dammen, och ingen i byn vet varifrån de har kommit."},
	{"da", "Sporvognen kører ikke på søndag, fordi skinnerne ved den gamle mølle bliver udskiftet."},
	{"da", "To svaner har slået sig ned i dammen, og ingen i byen ved, hvor de er kommet fra."},
	{"nb", "Trikken går ikke på søndag fordi skinnene ved den gamle møllen skal skiftes ut etter vinteren."},
	{"nb", "To svaner har slått seg ned i dammen, og ingen i bygda vet hvor de har kommet fra."},
	{"fi", "Raitiovaunu ei kulje sunnuntaina, koska vanhan myllyn vieressä olevia kiskoja korjataan."},
	{"fi", "Kaksi joutsenta on asettunut lammelle, eikä kukaan kylässä tiedä, mistä ne ovat tulleet."},
	{"pl", "Tramwaj nie pojedzie w niedzielę, ponieważ tory przy starym młynie są w naprawie."},
	{"pl", "Dwa łabędzie osiadły na stawie i nikt we wsi nie wie, skąd przyleciały."},
	{"cs", "Tramvaj v neděli nepojede, protože se opravují koleje u starého mlýna."},
	{"cs", "Na rybníku se usadily dvě labutě a nikdo ve vsi neví, odkud přiletěly."},
	{"sk", "Električka v nedeľu nepôjde, pretože sa opravujú koľajnice pri starom mlyne."},
	{"sk", "Na rybníku sa usadili dve labute a nikto v dedine nevie, odkiaľ prileteli."},
	{"hu", "A villamos vasárnap nem közlekedik, mert javítják a síneket a régi malomnál."},
	{"hu", "Két hattyú telepedett le a tavon, és a faluban senki sem tudja, honnan érkeztek."},
	{"ro", "Tramvaiul nu va circula duminică, pentru că șinele de lângă moara veche sunt în reparații."},
	{"ro", "Două lebede s-au așezat pe lac și nimeni din sat nu știe de unde au venit."},
	{"tr", "Tramvay pazar günü çalışmayacak, çünkü eski değirmenin yanındaki raylar onarılıyor."},
	{"tr", "Gölete iki kuğu yerleşti ve köyde hiç kimse onların nereden geldiğini bilmiyor."},
	{"id", "Trem tidak akan beroperasi pada hari Minggu karena rel di dekat kincir tua sedang diperbaiki."},
	{"id", "Dua ekor angsa menetap di kolam itu dan tidak seorang pun di desa tahu dari mana asalnya."},
	{"ms", "Trem tidak akan beroperasi pada hari Ahad kerana landasan berhampiran kilang lama sedang dibaiki."},
	{"vi", "Xe điện sẽ không chạy vào Chủ nhật vì đường ray cạnh cối xay cũ đang được sửa chữa."},
	{"vi", "Hai con thiên nga đã đến sống ở ao và không ai trong làng biết chúng từ đâu tới."},
	{"ca", "El tramvia no circularà diumenge perquè s'estan reparant les vies al costat del vell molí."},
	{"ca", "Dos cignes s'han instal·lat a la bassa i ningú del poble no sap d'on han vingut."},
	{"hr", "Tramvaj u nedjelju neće voziti jer se popravljaju tračnice kod starog mlina."},
	{"sl", "Tramvaj v nedeljo ne bo vozil, ker popravljajo tirnice pri starem mlinu."},
	{"lt", "Tramvajus sekmadienį nevažiuos, nes prie senojo malūno remontuojami bėgiai."},
	{"lv", "Tramvajs svētdien nekursēs, jo pie vecajām dzirnavām tiek remontētas sliedes."},
	{"et", "Tramm pühapäeval ei sõida, sest vana veski juures parandatakse rööpaid."},
	{"is", "Sporvagninn gengur ekki á sunnudaginn því verið er að laga teinana við gömlu mylluna."},
	{"af", "Die trem sal nie Sondag ry nie, omdat die spore by die ou meul herstel word."},
	{"eu", "Tranbia ez da igandean ibiliko, errota zaharraren ondoko bideak konpontzen ari dira eta."},
	{"ru", "Трамвай в воскресенье не пойдёт: у старой мельницы меняют рельсы."},
	{"uk", "Трамвай у неділю не поїде, бо біля старого млина міняють рейки."},
	{"bg", "Трамваят няма да се движи в неделя, защото релсите до старата мелница се ремонтират."},
	{"kk", "Трамвай жексенбіде жүрмейді, өйткені ескі диірменнің жанындағы рельстер жөнделуде."},
	{"hi", "रविवार को ट्राम नहीं चलेगी क्योंकि पुरानी चक्की के पास पटरियों की मरम्मत हो रही है।"},
	{"mr", "रविवारी ट्राम धावणार नाही, कारण जुन्या गिरणीजवळील रुळांची दुरुस्ती सुरू आहे."},
	{"ne", "आइतबार ट्राम चल्दैन, किनभने पुरानो मिलको छेउको लिक मर्मत भइरहेको छ।"},
	{"he", "החשמלית לא תפעל ביום ראשון כי מתקנים את המסילה ליד הטחנה הישנה."},
	{"ps", "ټرام به د یکشنبې په ورځ نه چلېږي، ځکه چې د زاړه ژرندې تر څنګ پټلۍ رغول کېږي."},
}

func TestLanguageOfBriefItems(t *testing.T) {
	for _, c := range brief {
		a := parseBrief(t, "2024-03-01\n\n"+c.text+"\n")
		if a.Language() != c.tag {
			t.Errorf("%q: got %q, want %q", c.text, a.Language(), c.tag)
		}
	}
}

// TestLanguageOfNothing has texts that tell no language: the setting decides.
func TestLanguageOfNothing(t *testing.T) {
	for _, text := range []string{"Ada Lint 3, Erik Holm 2.", "Harrow, Vell, Osterby.", "OK."} {
		if a := parseBrief(t, text+"\n"); a.Language() != "xx" {
			t.Errorf("%q: got %q, want the setting", text, a.Language())
		}
	}
}

func parseBrief(t *testing.T, text string) *content.Article {
	t.Helper()
	articles, err := Parse(content.File{Path: "a.txt", Data: []byte("0815\n\n" + text)}, content.Options{Language: "xx"})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return articles[0]
}
