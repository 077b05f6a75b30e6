package newspaper

import (
	"testing"
	"time"

	"feedmill/content"
)

// The zone of a time that states none is inferred from the text alone, and never
// where one is configured.
func TestZoneOfATimeThatStatesNone(t *testing.T) {
	const (
		english    = "The swans stayed in the eastern basin all winter, and the council that had feared for the harbour has now asked the millers to leave them some of the grain that falls beside the quay.\n"
		american   = "The swans stayed in the eastern basin all winter, and the council that had feared for the boats has now asked the millers to leave them some of the grain that falls beside the dock, and they said yes to all of it.\n\nNobody knows where the birds will go next.\n"
		portuguese = "Os cisnes ficaram todo o inverno na bacia do leste, e a câmara, que temia pelos barcos, pede agora aos moleiros que lhes deixem um pouco do grão que cai ao lado do cais e que ninguém recolhe.\n\nNinguém sabe para onde irão as aves depois do inverno, nem quando vão partir.\n"
		german     = "Die Schwäne blieben den ganzen Winter über im östlichen Becken, und der Rat, der um den Hafen gefürchtet hatte, bat nun die Müller, ihnen etwas von dem Korn zu lassen, das neben den Kai fällt und dort liegen bleibt.\n"
		french     = "Les cygnes sont restés tout l’hiver dans le bassin oriental, et le conseil, qui avait craint pour le port, demande maintenant aux meuniers de leur laisser un peu du grain qui tombe à côté du quai et que personne ne ramasse.\n"
	)
	cases := []struct {
		text string
		zone *time.Location
		want string
		rule string
	}{
		{"Schwäne bleiben\n\n6. November 2023, 14:03 Uhr\n\n" + german, nil, "2023-11-06T14:03:00+01:00", "date line, zone by language"},
		{"Schwäne bleiben\n\n6. Juli 2023, 14:03 Uhr\n\n" + german, nil, "2023-07-06T14:03:00+02:00", "date line, zone by language"},
		{"Schwäne bleiben\n\n6. November 2023, 14:03 Uhr\n\n" + german, hongKong, "2023-11-06T14:03:00+08:00", "date line"},
		{"Schwäne bleiben\n\n6. November 2023, 14:03 Uhr\n\n" + german, time.UTC, "2023-11-06T14:03:00Z", "date line"},
		{"Schwäne bleiben\n\n6. November 2023\n\n" + german, nil, "2023-11-06", "date line"},
		{"Les cygnes restent\n\n6 novembre 2023 à 14:03\n\n" + french, nil, "2023-11-06T14:03:00+01:00", "date line, zone by language"},
		{"Les cygnes restent\n\n6 novembre 2023 à 14:03\n\nMontréal hésite.\n\n" + french, nil, "2023-11-06T14:03:00Z", "date line"},
		{"Les cygnes restent\n\n6 novembre 2023 à 14:03\n\nParis s’étonne.\n\nMontréal hésite.\n\n" + french, nil, "2023-11-06T14:03:00+01:00", "date line, zone by language"},
		{"https://canard.example.fr/cygnes\nLes cygnes restent\n\n6 novembre 2023 à 14:03\n\n" + french, nil, "2023-11-06T14:03:00+01:00", "date line, zone by address"},
		{"https://news.example.in/swans\nSwans stay\n\nNovember 6, 2023 2:03 pm\n\n" + english, nil, "2023-11-06T14:03:00+05:30", "date line, zone by address"},
		{"https://news.example.com/swans\nSwans stay\n\nNovember 6, 2023 2:03 pm\n\n" + english, nil, "2023-11-06T14:03:00Z", "date line"},
		{"Swans stay\n\nNovember 6, 2023 2:03 pm\n\n" + american, nil, "2023-11-06T14:03:00-05:00", "date line, zone by American usage"},
		{"Swans stay\n\nNov. 6, 2023, 2:03 p.m.\n\n" + american, nil, "2023-11-06T14:03:00-05:00", "date line, zone by American usage"},
		{"Swans stay\n\n11/6/2023 2:03 PM\n\n" + american, nil, "2023-11-06T14:03:00-05:00", "date line, zone by American usage"},
		{"Swans stay\n\nNov. 6, 2023\n\n2:03 PM\n\n" + american, nil, "2023-11-06T14:03:00-05:00", "date line, zone by American usage"},
		{"Swans stay\n\n6 November 2023 2:03 pm\n\n" + american, nil, "2023-11-06T14:03:00Z", "date line"},
		{"Swans stay\n\nNovember 6, 2023 14:03\n\n" + american, nil, "2023-11-06T14:03:00Z", "date line"},
		{"Swans stay\n\nNovember 6, 2023 2:03 pm\n\n" + american + "\n© 2023 Los Angeles Swan Gazette\n", nil, "2023-11-06T14:03:00-08:00", "date line, zone by American usage"},
		{"Swans stay\n\nNovember 6, 2023 2:03 pm\n\n" + american + "\nThe birds fly on to Nigeria and winter in Lagos.\n", nil, "2023-11-06T14:03:00Z", "date line"},
		{"Os cisnes ficam\n\n6 de novembro de 2023 às 14:03\n\nO Brasil tem poucos.\n\n" + portuguese, nil, "2023-11-06T14:03:00-03:00", "date line, zone by country of the text"},
		{"Os cisnes ficam\n\n6 de novembro de 2023 às 14:03\n\nPortugal tem poucos.\n\n" + portuguese, nil, "2023-11-06T14:03:00Z", "date line, zone by country of the text"},
		{"Os cisnes ficam\n\n6 de novembro de 2023 às 14:03\n\nO Brasil e Portugal têm poucos.\n\n" + portuguese, nil, "2023-11-06T14:03:00Z", "date line"},
		{"Swans stay\n\nPublished: November 6, 2023 2:03 pm\nUpdated: November 6, 2023 5:36 pm PST\n\n" + english, nil, "2023-11-06T14:03:00-08:00", "label published, zone by another time of the head"},
		{"Swans stay\n\nPublished: May 6, 2023 2:03 pm\nUpdated: November 6, 2023 5:36 pm PST\n\n" + english, nil, "2023-05-06T14:03:00Z", "label published"},
		{"Schwäne bleiben\n\nvor 3 Stunden\n\n" + german, nil, "2023-11-06T14:03:00Z", "date line"},
		{"Schwäne bleiben\n\n6. November 2023, 14:03 UTC\n\n" + german, nil, "2023-11-06T14:03:00Z", "date line"},
	}
	for _, c := range cases {
		articles, err := Parse(content.File{Path: "a.txt", Data: []byte(c.text), ModTime: time.Date(2023, 11, 6, 17, 3, 0, 0, time.UTC)}, content.Options{Zone: c.zone})
		if err != nil {
			t.Fatal(err)
		}
		a := articles[0]
		if got, rule := a.Published().String(), a.Origin().Of("published").Rule; got != c.want || rule != c.rule {
			t.Errorf("%.60q: got %s by %q, want %s by %q", c.text, got, rule, c.want, c.rule)
		}
		if inferred := a.Published().Time.Location() != time.UTC; c.zone == nil && inferred && !a.Published().ZoneAssumed {
			t.Errorf("%.60q: got a zone that claims to be stated, want it marked as assumed", c.text)
		}
	}
}

// Every zone of the tables is in the database.
func TestZoneTablesLoad(t *testing.T) {
	for _, table := range []map[string]loadZone{zoneOfCountry(), zoneOfLanguage()} {
		for key, load := range table {
			if load() == nil {
				t.Errorf("%s: got no zone, want one", key)
			}
		}
	}
	for p, load := range americanZones() {
		if load == nil || load() == nil {
			t.Errorf("American region %d: got no zone, want one", p)
		}
	}
}
