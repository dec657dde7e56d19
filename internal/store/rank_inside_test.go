package store

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestThereIsAlwaysARankBetween(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	list := ranksBetween("", "", 3)
	for range 3000 {
		at := random.IntN(len(list) + 1)
		if random.IntN(3) == 0 {
			at = len(list) / 2 // many times in one place
		}
		low, high := "", ""
		if at > 0 {
			low = list[at-1]
		}
		if at < len(list) {
			high = list[at]
		}
		list = slices.Insert(list, at, ranksBetween(low, high, 1+random.IntN(4))...)
	}
	longest := 0
	for i, rank := range list {
		if i > 0 && list[i-1] >= rank || len(rank) < rankLetters {
			t.Fatalf("%q stands before %q", list[max(0, i-1)], rank)
		}
		longest = max(longest, len(rank))
	}
	if longest > 400 {
		t.Errorf("a rank has %d letters", longest)
	}
}

func TestRanksAtTheEndsStayShort(t *testing.T) {
	low, high := "V00000", "V00000"
	for range 100_000 {
		low, high = ranksBetween("", low, 1)[0], ranksBetween(high, "", 1)[0]
	}
	if len(low) != rankLetters || len(high) != rankLetters || low >= "V00000" || high <= "V00000" {
		t.Error(low, high)
	}
	for i, rank := range ranksBetween("V00000", "V00001", 10_000) {
		if len(rank) > rankLetters+4 {
			t.Fatalf("the %d. of 10,000 between neighbours has %d letters", i, len(rank))
		}
	}
}
