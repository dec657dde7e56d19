//go:build !race

package app_test

// raced: the race detector watches, and everything takes several times as long.
const raced = false
