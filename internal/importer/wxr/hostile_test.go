package wxr_test

import (
	"strings"
	"testing"
	"time"
)

// No text may hold an import up: what is twice as long may take twice as long.
func TestTextsThatAreMadeToHurt(t *testing.T) {
	for _, piece := range []string{
		"[", "[[", "[a", "[a=\"", "[/a", "[/a]", "[caption]", "[caption]<img ", "[/Caption][caption]", "[gallery", "[a='][", "[[a]", "[embed]http://x",
		"<", "<!--", "<!-- wp:", "<!-- wp:a -->", "<a ", "<a =\"", "<p>", "<pre>", "<pre></", "</p>", "<div>", "\n", "\n\n", "a\n", "&", "&#", "src=\"/", "=\"/", "<script>", "http://x\n",
		"<figure class=\"wp-block-embed\">", "<figure wp-block-embed ><div>", "]]", "]] >",
	} {
		content := strings.Repeat(piece, (1<<16)/len(piece))
		for _, text := range []string{content, content + "[/caption]", content + "[/a]<!-- wp:x --><p>"} {
			begin := time.Now()
			one(t, export(post(1, "T", text, "")))
			if took := time.Since(begin); took > 2*time.Second {
				t.Errorf("%q takes %v", piece, took)
			}
		}
	}
}
