package calendar_test

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"broadsheet/internal/calendar"
)

// starts reads the first days of months as ICU has them.
func starts(t *testing.T, name string) map[calendar.Date]calendar.Date {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	out := map[calendar.Date]calendar.Date{}
	for s := bufio.NewScanner(z); s.Scan(); {
		var g, c calendar.Date
		if _, err := fmt.Sscanf(s.Text(), "%d-%d-%d %d %d", &g.Year, &g.Month, &g.Day, &c.Year, &c.Month); err != nil {
			t.Fatalf("%q: %v", s.Text(), err)
		}
		c.Day = 1
		out[g] = c
	}
	if len(out) < 3600 {
		t.Fatalf("%s has %d months", name, len(out))
	}
	return out
}

// everyDay calls visit with each day of 1800 to 2100 and the date that follows
// from ICU's month starts, from the first start on.
func everyDay(t *testing.T, name string, visit func(g, want calendar.Date)) {
	known := starts(t, name)
	var want calendar.Date
	for at := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= 2100; at = at.AddDate(0, 0, 1) {
		g := calendar.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
		if first, ok := known[g]; ok {
			want = first
		} else if want.Day > 0 {
			want.Day++
		}
		if want.Day > 0 {
			visit(g, want)
		}
	}
}

func TestPersianIsAsICU(t *testing.T) {
	everyDay(t, "persian.txt.gz", func(g, want calendar.Date) {
		if got := calendar.ToPersian(g); got != want {
			t.Fatalf("ToPersian(%v) = %v, want %v", g, got, want)
		}
		if back, ok := calendar.FromPersian(want); !ok || back != g {
			t.Fatalf("FromPersian(%v) = %v %v, want %v", want, back, ok, g)
		}
	})
}

func TestIslamicIsAsICU(t *testing.T) {
	everyDay(t, "umalqura.txt.gz", func(g, want calendar.Date) {
		got, how := calendar.ToIslamic(g)
		if got != want {
			t.Fatalf("ToIslamic(%v) = %v, want %v", g, got, want)
		}
		wantHow := calendar.Civil
		if want.Year >= 1300 {
			wantHow = calendar.UmmAlQura
		}
		if how != wantHow {
			t.Fatalf("ToIslamic(%v) by %s, want %s", g, how, wantHow)
		}
		if back, how, ok := calendar.FromIslamic(want); !ok || back != g || how != wantHow {
			t.Fatalf("FromIslamic(%v) = %v %v %v, want %v", want, back, how, ok, g)
		}
	})
}

func TestFarYearsGoBothWays(t *testing.T) {
	for at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 3000; at = at.AddDate(0, 0, 17) {
		g := calendar.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
		if back, ok := calendar.FromPersian(calendar.ToPersian(g)); !ok || back != g {
			t.Fatalf("%v → %v → %v", g, calendar.ToPersian(g), back)
		}
		i, _ := calendar.ToIslamic(g)
		if back, _, ok := calendar.FromIslamic(i); !ok || back != g {
			t.Fatalf("%v → %v → %v", g, i, back)
		}
	}
}

func TestNoSuchDay(t *testing.T) {
	for _, d := range []calendar.Date{{1404, 12, 30}, {1405, 13, 1}, {1405, 0, 1}, {1405, 7, 31}, {1405, 1, 0}} {
		if g, ok := calendar.FromPersian(d); ok {
			t.Errorf("Persian %v is %v", d, g)
		}
	}
	for _, d := range []calendar.Date{{1448, 13, 1}, {1448, 1, 31}, {1, 2, 30}} {
		if g, _, ok := calendar.FromIslamic(d); ok {
			t.Errorf("Islamic %v is %v", d, g)
		}
	}
	for d, want := range map[calendar.Date]bool{{2024, 2, 29}: true, {2026, 2, 29}: false, {2026, 4, 31}: false, {2026, 13, 1}: false} {
		if calendar.Valid(d) != want {
			t.Errorf("Valid(%v) is %v", d, !want)
		}
	}
}

func TestFormat(t *testing.T) {
	day := calendar.Date{Year: 2026, Month: 11, Day: 24}
	for _, c := range []struct {
		calendar   calendar.Calendar
		lang, want string
	}{
		{calendar.Gregorian, "en", "24 November 2026"},
		{calendar.Persian, "en-GB", "3 Azar 1405 SH"},
		{calendar.Islamic, "en", "14 Jumada II 1448 AH"},
		{calendar.Gregorian, "fa", "۲۴ نوامبر ۲۰۲۶"},
		{calendar.Persian, "fa", "۳ آذر ۱۴۰۵ ه‍.ش."},
		{calendar.Islamic, "ar", "14 جمادى الآخرة 1448 هـ"},
		{calendar.Persian, "de", "3 Azar 1405 SH"},
	} {
		if got := calendar.Format(day, c.calendar, c.lang); got != c.want {
			t.Errorf("Format(%s, %s) = %q, want %q", c.calendar, c.lang, got, c.want)
		}
	}
}

func BenchmarkToIslamic(b *testing.B) {
	for b.Loop() {
		calendar.ToIslamic(calendar.Date{Year: 2026, Month: 11, Day: 24})
	}
}

func TestSpan(t *testing.T) {
	day := func(y, m, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }
	for _, c := range []struct {
		text        string
		calendar    calendar.Calendar
		first, last calendar.Date
	}{
		{"2024-02", calendar.Gregorian, day(2024, 2, 1), day(2024, 2, 29)},
		{"2024", calendar.Gregorian, day(2024, 1, 1), day(2024, 12, 31)},
		{"1405-09-02", calendar.Persian, day(2026, 11, 23), day(2026, 11, 23)},
		{"1405-9", calendar.Persian, day(2026, 11, 22), day(2026, 12, 21)},
		{"1404-12", calendar.Persian, day(2026, 2, 20), day(2026, 3, 20)},
		{"1405", calendar.Persian, day(2026, 3, 21), day(2027, 3, 20)},
		{"1448-06-13", calendar.Islamic, day(2026, 11, 23), day(2026, 11, 23)},
	} {
		if first, last, ok := calendar.Span(c.text, c.calendar); !ok || first != c.first || last != c.last {
			t.Errorf("%s %s is %v to %v, %v; want %v to %v", c.calendar, c.text, first, last, ok, c.first, c.last)
		}
	}
	for _, text := range []string{"", "x", "-1", "1405-13", "1404-12-30", "1405-0", "1405-09-02-01", "1405-", "99999999999"} {
		if first, last, ok := calendar.Span(text, calendar.Persian); ok {
			t.Errorf("%q is %v to %v", text, first, last)
		}
	}
}
