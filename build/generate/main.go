// Command generate writes a big library for benchmarks, as lines of the
// interchange format on standard output:
//
//	go run ./build/generate -n 100000 -seed 1 > out.jsonl
//
// The same flags give the same bytes. Its words are drawn from the third-party
// corpora where they lie beside the checkout, else, or with -builtin, from lists
// that are compiled in.
package main

import (
	"flag"
	"fmt"
	"os"

	"broadsheet/internal/newstest"
)

func main() {
	var o newstest.GeneratorOptions
	flag.IntVar(&o.Articles, "n", 1000, "how many articles")
	flag.IntVar(&o.Words, "words", 600, "words of a body, on average")
	flag.Uint64Var(&o.Seed, "seed", 1, "what the random numbers start from")
	flag.BoolVar(&o.BodyText, "text", false, "bodies as plain text only")
	builtin := flag.Bool("builtin", false, "draw words from the lists that are compiled in")
	flag.Parse()
	if err := run(o, *builtin); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(o newstest.GeneratorOptions, builtin bool) error {
	if folder, ok := newstest.DataFolder(); ok && !builtin {
		words, err := newstest.CorpusVocabulary(folder)
		if err != nil {
			return fmt.Errorf("count the corpora's words: %w", err)
		}
		o.Vocabulary = words
	}
	return newstest.Generate(os.Stdout, o)
}
