// Package redline tells two states of an article apart: which blocks stayed, came,
// went or changed (Match), and in those that changed word by word (Words). Compare
// does both. It reads no store, decides nothing about which versions are compared
// and draws nothing; texts stay texts.
//
// Blocks are matched by the ids that the profile carries from version to version,
// what is left by equal and then by similar text; matched pairs keep the order of
// both sides, so that what was moved went in one place and came in another. Match
// knows of no words, and two of its answers over one common base are what a merge
// of three states begins with.
//
// # Guarantees
//
// Joining the equal and inserted words of all blocks gives the newer texts, joining
// the equal and deleted ones the older, byte for byte. Words are never cut inside,
// in any script (lang.Cut).
//
// The time is bounded, whatever the texts: matching takes n log n for n blocks and
// at most widestGap times as many comparisons of bags of words as there are blocks;
// the comparisons of words share maxSteps steps of Myers' algorithm ("An O(ND)
// Difference Algorithm and Its Variations", 1986, in linear space). What is left
// when they are used up, and a block longer than maxBlock, is told as taken out and
// put in anew as a whole.
package redline
