package body_test

import (
	"testing"

	"broadsheet/internal/body"

	"github.com/google/go-cmp/cmp"
)

func TestFiguresWithWhatIsSaidAboutThem(t *testing.T) {
	src := "/media/" + "00000000000000000000000000000000000000000000000000000000000000aa"
	canonical, err := body.Canonical(t.Context(), `<p>Text</p><figure data-type="image" lang="fa"><img alt="A quay" src="`+src+`"><figcaption>The <b>old</b> quay</figcaption></figure>`+
		`<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><figure data-type="pullquote"><blockquote><p>Said</p></blockquote></figure>`, body.Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := body.Parse(canonical.HTML)
	if err != nil {
		t.Fatal(err)
	}
	got := doc.Figures()
	for i := range got {
		got[i].Block = ""
	}
	want := []body.Shown{{Type: "image", Caption: "The old quay", Alt: "A quay", Src: src, Lang: "fa"}, {Type: "pullquote"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s\n%s", diff, canonical.HTML)
	}
	if !doc.Has("table") || doc.Has("pre") || doc.HasNotes() {
		t.Error("what it holds")
	}
}
