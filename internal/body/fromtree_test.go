package body_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"broadsheet/internal/body"
)

func TestFromTreeGivesTheBytesOfTheDocument(t *testing.T) {
	d, r := document(t)
	again, err := body.FromTree(context.Background(), d.Blocks, body.Options{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if again.HTML != r.HTML {
		t.Errorf("%s", again.HTML)
	}
}

func TestFromTreeMends(t *testing.T) {
	text := func(s string) []body.Node { return []body.Node{{Text: s}} }
	for _, c := range []struct {
		name string
		in   body.Node
		want string
	}{
		{"white space and empty marks", body.Node{Tag: "p", Attrs: map[string]string{"id": "a"}, Children: []body.Node{{Text: " one  two\n "}, {Tag: "em"}}}, "<p id=\"a\">one two</p>\n"},
		{"markup as text", body.Node{Tag: "p", Attrs: map[string]string{"id": "a"}, Children: text("<script>&amp;")}, "<p id=\"a\">&lt;script&gt;&amp;amp;</p>\n"},
		{"a value that leaves its attribute", body.Node{Tag: "p", Attrs: map[string]string{"id": `a"><script>`}, Children: text("x")}, ""},
		{"an address that may not be", body.Node{Tag: "p", Attrs: map[string]string{"id": "a"}, Children: []body.Node{{Tag: "a", Attrs: map[string]string{"href": "javascript:x"}, Children: text("x")}}}, "<p id=\"a\">x</p>\n"},
		{"a reference to a note that is not there", body.Node{Tag: "p", Attrs: map[string]string{"id": "a"}, Children: []body.Node{{Text: "x"}, {Tag: "a", Attrs: map[string]string{"href": "#fn-1", "role": "doc-noteref"}, Children: text("1")}}}, "<p id=\"a\">x</p>\n"},
		{"a table without words", body.Node{Tag: "table", Attrs: map[string]string{"id": "a"}, Children: []body.Node{{Tag: "thead", Children: []body.Node{{Tag: "tr", Children: []body.Node{{Tag: "th"}, {Tag: "th"}}}}}}}, "<table id=\"a\"><thead><tr><th></th><th></th></tr></thead></table>\n"},
		{"a table of one cell", body.Node{Tag: "table", Attrs: map[string]string{"id": "a"}, Children: []body.Node{{Tag: "tbody", Children: []body.Node{{Tag: "tr", Children: []body.Node{{Tag: "td"}}}}}}}, "<table id=\"a\"><tbody><tr><td></td></tr></tbody></table>\n"},
		{"a chart without data", body.Node{Tag: "figure", Attrs: map[string]string{"id": "a", "data-type": "chart"}, Children: []body.Node{{Tag: "table", Children: []body.Node{{Tag: "tbody", Children: []body.Node{{Tag: "tr", Children: []body.Node{{Tag: "td"}, {Tag: "td"}}}}}}}}}, "<figure data-type=\"chart\" id=\"a\"><table><tbody><tr><td></td><td></td></tr></tbody></table></figure>\n"},
		{"a table of which only the caption says something", body.Node{Tag: "table", Attrs: map[string]string{"id": "a"}, Children: []body.Node{{Tag: "caption", Children: text("x")}, {Tag: "tbody", Children: []body.Node{{Tag: "tr", Children: []body.Node{{Tag: "td"}, {Tag: "td"}}}}}}}, ""},
		{"an empty paragraph", body.Node{Tag: "p"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := body.FromTree(context.Background(), []body.Node{c.in}, body.Options{Language: "en"})
			if err != nil {
				t.Fatal(err)
			}
			if c.want != "" && r.HTML != c.want {
				t.Errorf("%q", r.HTML)
			}
			if alien := foreign(t, r.HTML); alien != "" {
				t.Errorf("a browser would see %s in %q", alien, r.HTML)
			}
		})
	}
}

func TestFromTreeRefuses(t *testing.T) {
	deep := body.Node{Tag: "p"}
	for range 1000 {
		deep = body.Node{Tag: "blockquote", Children: []body.Node{deep}}
	}
	for _, c := range []struct {
		name string
		in   []body.Node
		want error
	}{
		{"an element", []body.Node{{Tag: "script"}}, body.ErrProfile},
		{"a name that leaves its tag", []body.Node{{Tag: "p><script"}}, body.ErrProfile},
		{"an attribute", []body.Node{{Tag: "p", Attrs: map[string]string{"onclick": "x"}}}, body.ErrProfile},
		{"a name that leaves its attribute", []body.Node{{Tag: "p", Attrs: map[string]string{"id lang": "x"}}}, body.ErrProfile},
		{"content of what has none", []body.Node{{Tag: "hr", Children: []body.Node{{Text: "x"}}}}, body.ErrProfile},
		{"a text that is an element too", []body.Node{{Tag: "p", Text: "x"}}, body.ErrProfile},
		{"a deep tree", []body.Node{deep}, body.ErrTooLarge},
		{"a large text", []body.Node{{Tag: "p", Children: []body.Node{{Text: strings.Repeat("x", body.MaxBytes)}}}}, body.ErrTooLarge},
		{"a text that grows", []body.Node{{Tag: "p", Children: []body.Node{{Text: strings.Repeat("&", body.MaxBytes/2)}}}}, body.ErrTooLarge},
		{"many nodes", []body.Node{{Tag: "p", Children: make([]body.Node, 200_001)}}, body.ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := body.FromTree(context.Background(), c.in, body.Options{}); !errors.Is(err, c.want) {
				t.Errorf("err is %v", err)
			}
		})
	}
}
