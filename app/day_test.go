package app_test

import (
	"testing"

	"broadsheet/app/bridge"
)

func TestADayKnowsItsNeighboursAndItsEarlierYears(t *testing.T) {
	isolate(t)
	program, _ := open(t)
	calls := bridge.NewDispatcher(program.Areas())
	all := answer[bridge.DaysResult](t, calls, "Articles/Days", `{"from":"2024-01-01","to":"2024-12-31"}`)
	if len(all.Days) < 3 {
		t.Fatalf("the publication holds only %+v in 2024", all.Days)
	}
	before, day, after := all.Days[0].Day, all.Days[1].Day, all.Days[2].Day
	got := answer[bridge.DayResult](t, calls, "Articles/Day", `{"day":"`+day+`"}`)
	if got.Earlier != before || got.Later != after {
		t.Errorf("beside %s stand %s and %s, want %s and %s", day, got.Earlier, got.Later, before, after)
	}
	if first := answer[bridge.DayResult](t, calls, "Articles/Day", `{"day":"`+all.Oldest+`"}`); first.Earlier != "" || first.Later == "" {
		t.Errorf("beside the oldest day: %+v", first)
	}
	if last := answer[bridge.DayResult](t, calls, "Articles/Day", `{"day":"`+all.Newest+`"}`); last.Later != "" || last.Earlier == "" {
		t.Errorf("beside the newest day: %+v", last)
	}
	next := answer[bridge.DayResult](t, calls, "Articles/Day", `{"day":"2030`+day[4:]+`"}`)
	if len(next.OnThisDay) == 0 || next.OnThisDay[0].Day[5:] != day[5:] {
		t.Errorf("on this day: %+v", next.OnThisDay)
	}
	if _, err := calls.Call("Articles/Day", []byte(`{"day":"2024-05"}`)); bridge.AsError(err).Code != "invalid" {
		t.Errorf("a month is a day: %v", err)
	}
}
