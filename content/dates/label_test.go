package dates

import "testing"

func TestLabelOf(t *testing.T) {
	for _, tt := range []struct {
		line  string
		label Label
		rest  string
		ok    bool
	}{
		{"PUBLISHED:", Published, "", true},
		{"Posted:", Published, "", true},
		{"| UPDATED:", Updated, "", true},
		{"Updated", Updated, "", true},
		{"STAND", Updated, "", true},
		{"Stand - 12.11.2021", Updated, "12.11.2021", true},
		{"PUBLISHED : Friday, 9 May, 2014", Published, "Friday, 9 May, 2014", true},
		{"Updated:November 02, 2023", Updated, "November 02, 2023", true},
		{"Datum 28.01.2022", Published, "28.01.2022", true},
		{"Datum:26. Januar 2022", Published, "26. Januar 2022", true},
		{"Last modified on Mon 20 Jan 2020", Updated, "Mon 20 Jan 2020", true},
		{"Erstellt am09.02.2022", Published, "09.02.2022", true},
		{"기사입력 :[ 2018-08-25 15:24 ]", Published, "2018-08-25 15:24", true},
		{"입력2023.11.02. 오후 8:06", Published, "2023.11.02. 오후 8:06", true},
		{"发布时间：2020-02-19", Published, "2020-02-19", true},
		{"发布时间 二〇一六年九月九日", Published, "二〇一六年九月九日", true},
		{"(Published Monday, Nov. 18, 2019)", Published, "Monday, Nov. 18, 2019", true},
		{"+++ Aktualisiert: 1. November 2023 +++", Updated, "1. November 2023", true},
		{"Mis à jour le 2 nov. 2023", Updated, "2 nov. 2023", true},
		{"MIS A JOUR LE 2 NOV. 2023", Updated, "2 NOV. 2023", true},
		{"Последнее обновление: 5 мая 2020", Updated, "5 мая 2020", true},
		{"Termin: 21.02.2020", Other, "21.02.2020", true},
		{"Updated guidance for schools", NoLabel, "", false},
		{"Published authors meet in Bath", NoLabel, "", false},
		{"Stand der Dinge", NoLabel, "", false},
		{"Date night ideas", NoLabel, "", false},
		{"The date: unknown", NoLabel, "", false},
		{"12:15 EST", NoLabel, "", false},
		{"", NoLabel, "", false},
		{"|", NoLabel, "", false},
	} {
		label, rest, ok := LabelOf(tt.line)
		if label != tt.label || rest != tt.rest || ok != tt.ok {
			t.Errorf("LabelOf(%q) = %v, %q, %v; want %v, %q, %v", tt.line, label, rest, ok, tt.label, tt.rest, tt.ok)
		}
	}
}

func TestFindLabels(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"Written by Ann Lee, PhD on April 29, 2018", "published 2018-04-29"},
		{"Posted by ann, bob, on 2019-02-15, all posts", "published 2019-02-15"},
		{"Erstellt von Fabian am Dienstag 6. Mai 2014", "published 2014-05-06"},
		{"Last updated 04 Jun 2020, originally created 17 Jun 2019", "updated 2020-06-04; published 2019-06-17"},
		{"Veröffentlicht am 06.10.2023 (Letztes Update: 06.10.2023)", "published 2023-10-06; updated 2023-10-06"},
		{"30.11.2020 18:14 | Son Güncelleme: 30.11.2020 18:20", "2020-11-30T18:14:00Z assumed; updated 2020-11-30T18:20:00Z assumed"},
		{"2020年7月1日 10時00分 公開", "published 2020-07-01T10:00:00Z assumed"},
		{"2020/07/01 更新", "updated 2020-07-01"},
		{"26. Mai 2020 (aktualisiert)", "updated 2020-05-26"},
		{"Published Nov 18, 2019 at 4:07 PM | Updated 5:36 PM", "published 2019-11-18T16:07:00Z assumed; updated 2019-11-18T17:36:00Z assumed"},
		{"The Date of 5 May 2016", "2016-05-05"},
		{"By Joe Born | 5 May 2016", "2016-05-05"},
		{"Published authors meet | Bath | 5 May 2016", "2016-05-05"},
		{"Updated guidance: schools reopen on 5 May 2016", "2016-05-05"},
		{"Posted in Politics by ann on 5 May 2016", "published 2016-05-05"},
		{"Published online by Bath Press: 5 May 2016", "published 2016-05-05"},
		{"FILE PHOTO: The harbour of Bath, May 5, 2016", "other 2016-05-05"},
		{"本日の記事 最終更新 2020/07/01", "updated 2020-07-01"},
		{"Nr. 31 vom 03. November 2021", "2021-11-03"},
	} {
		if got := showAll(Find(tt.line, Context{})); got != tt.want {
			t.Errorf("Find(%q)\n got %s\nwant %s", tt.line, got, tt.want)
		}
	}
}

func TestMatchOffsets(t *testing.T) {
	line := "By Ann Lee | Published: Tue, 14 March 2017 at 4:25pm GMT | 3 comments"
	m := Find(line, Context{})[0]
	if got, want := line[m.Start:m.End], "Tue, 14 March 2017 at 4:25pm GMT"; got != want {
		t.Errorf("date is %q, want %q", got, want)
	}
	if got, want := line[m.LabelStart:m.LabelEnd], "Published"; got != want {
		t.Errorf("label is %q, want %q", got, want)
	}
	if !m.Weekday || m.WrongWeekday {
		t.Errorf("weekday %v, wrong %v; want it to agree", m.Weekday, m.WrongWeekday)
	}
}
