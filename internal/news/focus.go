package news

import (
	"strconv"
	"strings"
)

// Focus gives the focal point of a picture as it is kept: how far it lies from
// the left and from the top, in whole percent, such as "50 30". Anything else is
// no point and gives "".
func Focus(text string) string {
	x, y, ok := strings.Cut(text, " ")
	if !ok || !percent(x) || !percent(y) {
		return ""
	}
	return text
}

func percent(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 0 && n <= 100 && strconv.Itoa(n) == text
}
