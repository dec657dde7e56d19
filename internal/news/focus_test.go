package news_test

import (
	"testing"

	"broadsheet/internal/news"
)

func TestFocus(t *testing.T) {
	for _, text := range []string{"0 0", "50 30", "100 100"} {
		if got := news.Focus(text); got != text {
			t.Errorf("Focus(%q) = %q", text, got)
		}
	}
	for _, text := range []string{"", "50", "50 30 10", "50  30", " 50 30", "101 0", "-1 0", "05 5", "1.5 2", "50% 30%", "50,30", "+5 5", "٥٠ ٣٠"} {
		if got := news.Focus(text); got != "" {
			t.Errorf("Focus(%q) = %q, want nothing", text, got)
		}
	}
}
