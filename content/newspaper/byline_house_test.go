package newspaper

import "testing"

// A Brazilian house signs its own text with the town where it was written; what else begins
// with "from the" is no name.
func TestBylineOfAHouse(t *testing.T) {
	const text = "O padeiro da cidade baixa vendeu o seu forno a um museu, que o mostrará ao lado do moinho até ao fim do ano, disse ontem a presidente da câmara.\n\nNinguém sabe ainda quem vai fazer o pão.\n"
	for _, c := range []struct{ header, authors string }{
		{"Do UOL, em São Paulo", "(UOL)"},
		{"Do R7, com Agência Brasil", "(R7)"},
		{"Joana Lima\n\nDo UOL, em Recife", "Joana Lima"},
		{"Do moinho, em Recife", ""},
		{"Da Redação, em Recife", ""},
		{"Do UOL, Em Recife Chove", ""},
	} {
		a := parseOne(t, "O último forno vai para o museu\n\n"+c.header+"\n\n14/06/2022 17h08\n\n"+text)
		if got := names(a); got != c.authors {
			t.Errorf("%q: got %q, want %q", c.header, got, c.authors)
		}
	}
}
