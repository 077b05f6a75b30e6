package byline

import (
	"strings"
	"testing"
)

// Reporters are named where the text begins; what else stands in brackets names nobody.
func TestReporters(t *testing.T) {
	for _, c := range []struct{ opening, want string }{
		{"本报讯（记者 王小梅）下城的面包师周二宣布", "王小梅"},
		{"下城网6月14日电（记者王小梅、李建国）下城的面包师", "王小梅|李建国"},
		{"（本报记者 王小梅 通讯员 李建国）下城的面包师", "王小梅"},
		{"〔記者王小梅／台北報導〕下城的麵包師週二宣布", "王小梅"},
		{"（下城社記者王小梅台北14日電）下城的麵包師", "王小梅"},
		{"(서울=하구통신) 박서연 기자 = 시는 화덕을 박물관에", "박서연"},
		{"(서울=하구통신) 박서연 김민준 기자 = 시는 화덕을", "박서연|김민준"},
		{"[하구일보 박서연 기자] 시는 화덕을 박물관에", "박서연"},
		{"[파리=하구통신] 박서연 특파원 = 시는 화덕을", "박서연"},
		{"下城的面包师（见图）对记者说", ""},
		{"（记者从市政府获悉）烤炉已经", ""},
		{"面包师对记者王小梅说", ""}, // no bracket
		{"(서울=하구통신) 시는 화덕을 = 박물관에", ""},
		{"[기자 회견] 시는 화덕을 박물관에", ""},
		{"(Reuters) The baker told reporters", ""},
	} {
		var got []string
		for _, a := range Reporters(c.opening) {
			got = append(got, a.Name)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: got %q, want %q", c.opening, got, c.want)
		}
	}
}

// The bracket behind the last sentence signs a text, if a name is in it.
func TestSigned(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"年末まで展示される。（鈴木花子）", "鈴木花子"},
		{"年末まで展示される。【鈴木花子】", "鈴木花子"},
		{"（霜月凪子）", "霜月凪子"},
		{"年底之前将展出。（记者 王小梅）", "王小梅"},
		{"年末まで展示される。（写真）", ""},
		{"館長（鈴木花子）", ""}, // who that is
		{"年末まで展示される。（終わり）", ""},
		{"年末まで展示される（同社）。", ""},
	} {
		var got []string
		for _, a := range Signed(c.text) {
			got = append(got, a.Name)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// A given name that is no word makes a name of a rare family's; words of as many letters
// are none.
func TestNamesOfRareFamilies(t *testing.T) {
	for _, c := range []struct {
		s    string
		want bool
	}{
		{"霜月凪子", true}, {"小鳥遊葵", true}, {"霜月健太郎", true}, {"小川和夫", true}, {"霜月 凪子", true},
		{"国際政治", false}, {"経済産業", false}, {"高校女子", false}, {"東京本社", false}, {"健太", false}, {"社会面", false}, {"大工夫", false},
	} {
		if got := IsHanName(c.s); got != c.want {
			t.Errorf("%s: got %t, want %t", c.s, got, c.want)
		}
	}
}
