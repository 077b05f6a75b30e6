package newspaper

// Words by which a headline leads up to a day, or announces what happens on it.

import (
	"feedmill/content/wordlist"
)

// leadingWords lead from a headline to a day, by language.
var leadingWords = wordlist.Set(`do od na ve v
	den fra i på til
	op per tot van vanaf
	after at before by for from in next of on since starting the this through to until till
	au avant d' de depuis des dès du jusqu'au le pour
	ab am auf bis dem den der für seit vom zum
	al dal del di dopo entro fino il per prima
	dnia od w
	a até da desde dia do em na no para
	в до на от по с
	al de desde día el hasta para`)

// eventWords name what takes place on a day that is announced, by language.
var eventWords = wordlist.Set(`akce koncert
	agenda bijeenkomst voorstelling
	agenda auction ball concert conference deadline election exhibition fair festival gala hearing match meeting meets
	minutes opening programme rally schedule seminar session show sale webinar workshop
	atelier conférence exposition fête ordre réunion soirée spectacle
	ausstellung feier fest konzert lesung markt sitzung termin treffen veranstaltung vortrag
	concerto convegno mostra riunione
	koncert spotkanie
	concierto conferencia exposición feria fiesta reunión sesión
	möte`)

// issueWords name the number of a paper, whose day below a text is not the text's, by
// language.
var issueWords = wordlist.Set(`číslo
	udgave
	editie nummer
	edition issue vol volume
	numéro
	ausgabe heft heftausgabe printausgabe
	fascicolo numero
	edição número
	выпуск номер
	edición número
	nummer utgåva`)
