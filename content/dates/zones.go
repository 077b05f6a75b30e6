package dates

// The names of time zones, as newspapers write them.

import (
	"sync"
	"time"

	// The zone database is part of the program: a bare machine or container has
	// none, and a feed whose times shift with the machine is worse than 450 KB.
	_ "time/tzdata"
)

// abbreviation is what a zone's abbreviation means. Abbreviations are taken at
// their word: EST in June is five hours, whatever New York's clocks say then.
type abbreviation struct {
	minutes int      // east of Greenwich
	place   location // a wall clock with summer time, instead of minutes
	other   []reading
}

// reading is what an abbreviation means to the readers of some places.
type reading struct {
	zones    string // name of the context's zone, or the area before its slash
	language string // or the context's language
	minutes  int
}

// location loads a zone of the database once.
type location func() *time.Location

func place(name string) location {
	return sync.OnceValue(func() *time.Location {
		loc, err := time.LoadLocation(name)
		if err != nil {
			panic("dates: zone table names " + name + ", which the embedded database lacks")
		}
		return loc
	})
}

func hours(h int) abbreviation { return abbreviation{minutes: h * 60} }

var (
	newYork    = place("America/New_York")
	chicago    = place("America/Chicago")
	denver     = place("America/Denver")
	losAngeles = place("America/Los_Angeles")
	london     = place("Europe/London")
	paris      = place("Europe/Paris")
)

// zoneAbbreviations is matched in capitals only: est, met, art and ist are words.
var zoneAbbreviations = map[string]abbreviation{
	"UTC": hours(0), "GMT": hours(0), "UT": hours(0), "WET": hours(0), "Z": hours(0),
	"ET": {place: newYork}, "CT": {place: chicago}, "MT": {place: denver}, "PT": {place: losAngeles},
	"EDT": hours(-4), "CDT": hours(-5), "MDT": hours(-6), "PDT": hours(-7), "AKST": hours(-9), "AKDT": hours(-8),
	"HST": hours(-10), "HAST": hours(-10), "ADT": hours(-3), "NST": {minutes: -210}, "NDT": {minutes: -150},
	"EST": {minutes: -300, other: []reading{{zones: "Australia/", minutes: 600}}},
	"CST": {minutes: -360, other: []reading{
		{zones: "Asia/", language: "zh", minutes: 480}, {zones: "America/Havana", minutes: -300}, {zones: "Australia/", minutes: 570}}},
	"MST": {minutes: -420, other: []reading{{zones: "Asia/Yangon", language: "my", minutes: 390}}},
	"PST": {minutes: -480, other: []reading{{zones: "Asia/Manila", language: "fil", minutes: 480}, {language: "tl", minutes: 480}}},
	"AST": {minutes: -240, other: []reading{{zones: "Asia/", language: "ar", minutes: 180}}},
	"BST": {minutes: 60, other: []reading{{zones: "Asia/Dhaka", language: "bn", minutes: 360}}},
	"IST": {minutes: 330, other: []reading{
		{zones: "Europe/Dublin", language: "ga", minutes: 60}, {language: "en-IE", minutes: 60}, {zones: "Asia/Jerusalem", language: "he", minutes: 120}}},
	"AMT": {minutes: -240, other: []reading{{zones: "Asia/Yerevan", language: "hy", minutes: 240}}},
	"SST": {minutes: -660, other: []reading{{zones: "Asia/Singapore", minutes: 480}}},
	"GST": hours(4), "IDT": hours(3), "IRST": {minutes: 210}, "IRDT": {minutes: 270}, "AFT": {minutes: 270},
	"CET": hours(1), "MEZ": hours(1), "MET": hours(1), "CEST": hours(2), "MESZ": hours(2), "MEST": hours(2),
	"EET": hours(2), "EEST": hours(3), "WEST": hours(1), "MSK": hours(3), "MSD": hours(4), "TRT": hours(3), "МСК": hours(3),
	"SAST": hours(2), "CAT": hours(2), "EAT": hours(3), "WAT": hours(1),
	"PKT": hours(5), "NPT": {minutes: 345}, "BDT": hours(6), "SLST": {minutes: 330}, "UZT": hours(5), "AZT": hours(4), "GET": hours(4),
	"ICT": hours(7), "WIB": hours(7), "WITA": hours(8), "WIT": hours(9), "MYT": hours(8), "SGT": hours(8), "HKT": hours(8), "PHT": hours(8), "PHST": hours(8),
	"JST": hours(9), "KST": hours(9), "AWST": hours(8), "ACST": {minutes: 570}, "ACDT": {minutes: 630}, "AEST": hours(10), "AEDT": hours(11),
	"NZST": hours(12), "NZDT": hours(13), "AET": {place: place("Australia/Sydney")}, "NZT": {place: place("Pacific/Auckland")},
	"UKT": {place: london}, "BRT": hours(-3), "BRST": hours(-2), "ART": hours(-3), "CLT": hours(-4), "CLST": hours(-3),
	"COT": hours(-5), "PET": hours(-5), "ECT": hours(-5), "VET": hours(-4), "BOT": hours(-4), "UYT": hours(-3), "PYT": hours(-4),
}

// zonePlaces are the places whose clock a newspaper names in words, folded:
// "(Paris)", ", UK", "heure de Paris", "Beijing time".
var zonePlaces = map[string]location{
	"paris": paris, "bruxelles": paris, "brussels": paris, "france": paris,
	"uk": london, "london": london, "londres": london, "britain": london,
	"dublin": place("Europe/Dublin"), "ireland": place("Europe/Dublin"),
	"berlin": place("Europe/Berlin"), "germany": place("Europe/Berlin"), "wien": place("Europe/Vienna"), "zurich": place("Europe/Zurich"),
	"madrid": place("Europe/Madrid"), "roma": place("Europe/Rome"), "rome": place("Europe/Rome"), "lisboa": place("Europe/Lisbon"),
	"moscow": place("Europe/Moscow"), "москва": place("Europe/Moscow"), "kyiv": place("Europe/Kyiv"), "киев": place("Europe/Kyiv"),
	"istanbul": place("Europe/Istanbul"), "athens": place("Europe/Athens"),
	"new york": newYork, "eastern": newYork, "central": chicago, "mountain": denver, "pacific": losAngeles,
	"los angeles": losAngeles, "chicago": chicago, "toronto": place("America/Toronto"),
	"brasilia": place("America/Sao_Paulo"), "mexico": place("America/Mexico_City"), "buenos aires": place("America/Argentina/Buenos_Aires"),
	"tokyo": place("Asia/Tokyo"), "japan": place("Asia/Tokyo"), "seoul": place("Asia/Seoul"), "beijing": place("Asia/Shanghai"),
	"hong kong": place("Asia/Hong_Kong"), "hongkong": place("Asia/Hong_Kong"), "singapore": place("Asia/Singapore"),
	"india": place("Asia/Kolkata"), "delhi": place("Asia/Kolkata"), "israel": place("Asia/Jerusalem"), "dubai": place("Asia/Dubai"),
	"sydney": place("Australia/Sydney"), "melbourne": place("Australia/Melbourne"), "auckland": place("Pacific/Auckland"),
}

// hanZones are the zones that Chinese and Japanese text puts before the time.
var hanZones = [...]struct {
	name    string
	minutes int
}{
	{"格林尼治标准时间", 0}, {"格林尼治標準時間", 0}, {"格林威治标准时间", 0}, {"格林威治標準時間", 0}, {"格林尼治时间", 0}, {"协调世界时", 0}, {"世界标准时间", 0},
	{"北京时间", 480}, {"北京時間", 480}, {"台北时间", 480}, {"台北時間", 480}, {"香港时间", 480}, {"香港時間", 480},
	{"日本時間", 540}, {"东京时间", 540}, {"한국시간", 540},
}
