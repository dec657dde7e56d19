package pagetest

import (
	"errors"
	"testing"
)

func TestScoring(t *testing.T) {
	whole := outcome{Sample: Sample{Name: "whole", text: "one two three four five six seven"}, plain: "One two, three four five six seven."}
	half := outcome{Sample: Sample{Name: "half", text: "one two three four five six seven"}, plain: "one two three"}
	none := outcome{Sample: Sample{Name: "none", text: "one two three four five six seven"}, err: errors.New("no article")}
	l := scored("set", floors{text: 0.9})([]outcome{whole, half, none})[0]
	if l.Text < 0.53 || l.Text > 0.54 { // the mean of 1, 6/10 and 0
		t.Errorf("%.3f", l.Text)
	}
	if len(l.Short()) != 1 || len(l.Wrong) != 2 {
		t.Errorf("%q, %q", l.Short(), l.Wrong)
	}
}

func TestSnippets(t *testing.T) {
	o := outcome{Sample: Sample{Name: "page", with: []string{"a  bridge", "a tunnel"}, without: []string{"share this", "related"}}, plain: "We build a\nbridge. Share it. related"}
	l := snippedLine("set", []outcome{o}, floors{})
	if l.Precision != 0.5 || l.Recall != 0.5 || l.Text != 0.5 || len(l.Wrong) != 2 {
		t.Errorf("%+v", l)
	}
}

func TestWhatTheUnseenHalfLacksIsNotTold(t *testing.T) {
	var all []outcome
	for _, address := range []string{"https://a.example/1", "https://a.example/2", "https://a.example/3", "https://a.example/4"} {
		all = append(all, outcome{Sample: Sample{Address: address, with: []string{"lost"}}})
	}
	lines := snipped(all)
	if lines[1].Pages == 0 || lines[2].Pages == 0 || len(lines[1].Wrong) != lines[1].Pages || len(lines[0].Wrong)+len(lines[2].Wrong) != 0 {
		t.Errorf("%+v", lines)
	}
}

func TestNoSetIsAnError(t *testing.T) {
	if _, err := Count(t.TempDir()); err == nil {
		t.Error("nothing was counted, and nobody was told")
	}
}
