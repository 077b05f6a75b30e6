package corpus

// The vocabulary and the grammar.

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

var (
	nouns      = strings.Fields("harbour council bakery sluice bridge lantern winter orchard tram mill choir ledger tide lighthouse school market glacier orchestra archive valley station railway garden theatre hospital library museum workshop kitchen village river forest meadow island quarry warehouse factory printer clock window engine ferry canal tunnel square chapel tower pavement fountain stadium cinema gallery laboratory observatory nursery farm vineyard brewery dairy foundry shipyard airfield barracks court parliament ministry treasury bank exchange insurer union guild committee inquiry verdict budget tariff subsidy pension salary contract tender auction harvest drought flood storm frost census survey petition ballot speech strike festival concert exhibition novel portrait costume marathon regatta tournament referee")
	people     = strings.Fields("mayor baker teacher nurse conductor keeper sailor farmer engineer carpenter librarian judge minister clerk printer gardener architect captain surveyor student pensioner tenant driver apprentice inspector announcer historian biologist treasurer shopkeeper")
	adjectives = strings.Fields("old new quiet narrow northern southern public private early late wooden broken heavy light cheap costly local distant annual weekly hidden famous forgotten modest proud sudden steady bitter gentle rural urban foreign common rare plain bright dark cold warm empty crowded temporary permanent useful doubtful careful generous stubborn cautious ordinary remarkable")
	actions    = strings.Fields("opened closed repaired sold bought counted measured defended refused praised ignored painted moved shared doubled halved tested inspected borrowed returned described cancelled announced delayed finished planned insured visited photographed cleaned replaced guarded mentioned questioned")
	presents   = strings.Fields("opens closes repairs sells buys counts measures defends refuses praises ignores paints moves shares doubles halves tests inspects borrows returns describes cancels announces delays finishes plans insures visits cleans replaces guards questions")
	adverbs    = strings.Fields("quietly again yesterday slowly reluctantly twice together finally openly early elsewhere almost rarely gladly apparently")
	firstNames = strings.Fields("Ada Ben Carla Doris Edwin Flora Gregor Hanna Ivo Jana Karel Lotte Milan Nora Otto Petra Quentin Rosa Stefan Thea Ursula Victor Wanda Xaver Yvonne Zora Anton Bella Conrad Dora Emil Frieda Gustav Hedwig Irma Jonas Klara Ludwig Mira Nils")
	months     = strings.Fields("January February March April May June July August September October November December")
	onsets     = strings.Fields("b br d dr f fl g gr h k kl l m n p pr r s sk st t tr v w")
	vowels     = strings.Fields("a e i o u ei au ie")
	codas      = strings.Fields("l n r s t nd rk lm st ck rn")
	placeEnds  = strings.Fields("mora holm wick ford stead ven tal burg mouth ley")
	nameEnds   = strings.Fields("er man sen ova ik ell ard ino berg well")
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// chance is true once in n times.
func chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func syllable(r *rand.Rand) string { return pick(r, onsets) + pick(r, vowels) + pick(r, codas) }

func place(r *rand.Rand) string   { return capital(pick(r, onsets)+pick(r, vowels)) + pick(r, placeEnds) }
func surname(r *rand.Rand) string { return capital(syllable(r)) + pick(r, nameEnds) }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func slug(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), " ", "-")
}

// thing is a noun and what goes before it.
func thing(r *rand.Rand) string {
	return pick(r, []string{"the", "the", "a", "every", "their", "no"}) + " " + pick(r, adjectives) + " " + pick(r, nouns)
}

func person(r *rand.Rand) string {
	if chance(r, 3) {
		return pick(r, firstNames) + " " + surname(r)
	}
	return "the " + pick(r, people)
}

// headline is a title: all words but the short ones with a capital.
func headline(r *rand.Rand) string {
	s := capital(pick(r, adjectives)) + " " + capital(pick(r, nouns)) + " " + capital(pick(r, presents)) + " the " + capital(pick(r, nouns))
	return s + " " + pick(r, []string{"in", "of", "near", "without"}) + " " + place(r)
}

// sentence is one of a dozen patterns.
func sentence(r *rand.Rand) string {
	var s string
	switch r.IntN(10) {
	case 0:
		s = fmt.Sprintf("%s %s %s %s, and %s was not asked", thing(r), pick(r, adverbs), pick(r, actions), thing(r), person(r))
	case 1:
		s = fmt.Sprintf("“we %s %s in %s,” said %s, who has %s %s for %d years", pick(r, actions), thing(r), place(r), person(r), pick(r, actions), thing(r), 2+r.IntN(40))
	case 2:
		s = fmt.Sprintf("in %s %d %s of the %s were %s, which is %d more than in the year before", place(r), 3+r.IntN(900), pick(r, people)+"s", pick(r, nouns), pick(r, actions), 1+r.IntN(90))
	case 3:
		s = fmt.Sprintf("when %s %s %s, %s had already %s it", person(r), pick(r, actions), thing(r), person(r), pick(r, actions))
	case 4:
		s = fmt.Sprintf("nobody in %s remembers who %s %s, or why", place(r), pick(r, actions), thing(r))
	case 5:
		s = fmt.Sprintf("it was %s %s before %s and %s %s %s", pick(r, adjectives), pick(r, adverbs), person(r), person(r), pick(r, actions), thing(r))
	case 6:
		s = fmt.Sprintf("%s told %s that %s would be %s by the end of %s", person(r), person(r), thing(r), pick(r, actions), pick(r, months))
	case 7:
		s = fmt.Sprintf("the %s cost about %d thousand, of which %s %s the larger part", pick(r, nouns), 2+r.IntN(800), person(r), pick(r, actions))
	case 8:
		s = fmt.Sprintf("there are %s and %s people in %s, but only one %s", pick(r, adjectives), pick(r, adjectives), place(r), pick(r, nouns))
	default:
		s = fmt.Sprintf("%s has %s %s since the %s of %s was %s", person(r), pick(r, actions), thing(r), pick(r, nouns), place(r), pick(r, actions))
	}
	if rest, quoted := strings.CutPrefix(s, "“"); quoted {
		return "“" + capital(rest) + "."
	}
	return capital(s) + "."
}

// sentences joins n to m of them.
func sentences(r *rand.Rand, n, m int) string {
	all := make([]string, n+r.IntN(m-n+1))
	for i := range all {
		all[i] = sentence(r)
	}
	return strings.Join(all, " ")
}
