package anchor_test

import (
	"bytes"
	"io/fs"
	"testing"

	"broadsheet/internal/body"
	"broadsheet/internal/newstest"
	"broadsheet/internal/sample"
)

// What the marks are put on: the sample in nine languages, and articles of others
// where they lie beside the checkout.
func markTexts(t *testing.T) map[string][]body.Text {
	t.Helper()
	raw, err := fs.ReadFile(sample.FS(), "publication.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]body.Text{}
	for _, language := range []string{"", "ar", "fa", "he", "zh"} {
		if texts["sample "+language], err = newstest.MarkTexts(raw, language, 1000); err != nil {
			t.Fatal(err)
		}
	}
	folder, found := newstest.DataFolder()
	if !found {
		t.Log("skipped: no third-party test material")
		return texts
	}
	for _, c := range newstest.Corpora() {
		var lines bytes.Buffer
		if _, err := newstest.ConvertCorpus(folder, c, &lines); err != nil {
			t.Fatal(err)
		}
		if texts[c.Language+" "+c.File], err = newstest.MarkTexts(lines.Bytes(), "", 60); err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

func TestMarksSurviveEdits(t *testing.T) {
	for name, texts := range markTexts(t) {
		trial := newstest.TryMarks(texts, 200, 0.05, 20260707)
		t.Logf("%s: %d marks, %.1f %% right, %d of them exactly, %d detached, %d wrong", name, trial.Marks, 100*trial.Share(), trial.Exact, trial.Detached, len(trial.Wrong))
		if trial.Share() < 0.95 {
			t.Errorf("%s: %.1f %% of %d marks are on the right words", name, 100*trial.Share(), trial.Marks)
		}
		for _, wrong := range trial.Wrong {
			t.Log(wrong)
		}
	}
}
