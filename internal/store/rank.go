package store

import "strings"

// Ranks are texts whose order of bytes is the order of what bears them, so that
// something moves by writing one row. The first rankLetters of a rank are a number
// that counts up at the end and down at the beginning; behind it stands a fraction,
// which gives room between any two. This is fractional indexing (D. Greenspan,
// "Implementing Fractional Indexing", 2020) with a number of fixed length.
const (
	rankDigits  = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	rankLetters = 6
	rankFirst   = "V00000" // in the middle, with room for 28 thousand million on either side
)

// ranksBetween gives n rising ranks between two, of which low is the lower; an empty
// one stands for the beginning or the end.
func ranksBetween(low, high string, n int) []string {
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	switch {
	case low == "" && high == "":
		out[0] = rankFirst
		copy(out[1:], ranksBetween(rankFirst, "", n-1))
	case high == "":
		for i := range out {
			low = counted(low[:rankLetters], 1)
			out[i] = low
		}
	case low == "":
		high = high[:rankLetters]
		for i := n - 1; i >= 0; i-- {
			high = counted(high, -1)
			out[i] = high
		}
	default:
		halve(out, low, high)
	}
	return out
}

// halve fills ranks by halving, so that they stay short.
func halve(out []string, low, high string) {
	if len(out) == 0 {
		return
	}
	at := len(out) / 2
	out[at] = rankBetween(low, high)
	halve(out[:at], low, out[at])
	halve(out[at+1:], out[at], high)
}

// counted adds to a rank's number.
func counted(number string, by int) string {
	digits := []byte(number)
	for i := len(digits) - 1; i >= 0; i-- {
		d := strings.IndexByte(rankDigits, digits[i]) + by
		switch {
		case d < 0:
			digits[i] = rankDigits[len(rankDigits)-1]
		case d == len(rankDigits):
			digits[i] = rankDigits[0]
		default:
			digits[i] = rankDigits[d]
			return string(digits)
		}
	}
	return string(digits)
}

// rankBetween gives a rank between two that differ.
func rankBetween(low, high string) string {
	var out []byte
	open := false // nothing bounds it above any more
	for i := 0; ; i++ {
		a, b := 0, len(rankDigits)
		if i < len(low) {
			a = strings.IndexByte(rankDigits, low[i])
		}
		if !open && i < len(high) {
			b = strings.IndexByte(rankDigits, high[i])
		}
		if b-a > 1 {
			out = append(out, rankDigits[(a+b)/2])
			break
		}
		open = open || a != b
		out = append(out, rankDigits[a])
	}
	for len(out) < rankLetters {
		out = append(out, rankDigits[0])
	}
	return string(out)
}
