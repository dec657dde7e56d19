package markdown_test

import (
	"strings"
	"testing"
	"time"
)

// No text may hold an import up: what is twice as long may take twice as long.
func TestTextsThatAreMadeToHurt(t *testing.T) {
	for _, piece := range []string{
		"{{<", "{{< a", "{{< a \"", "{{< a >}}", "{{%", "{{/*", "[{{< img src=\"a.b\" >}}](", "{%", "{% a", "{% comment %}", "{% highlight a", "{{", "{{ a", "{:", "{: a", "# a {#b", "{#",
		"`", "`a``", "```\n", "~~~", "[[", "![[", "[[a|", "[[a#b|c]]", "](a.md", "](", "](a.md)", "> [!a]", "> [!a]\n", "%%", "==", "==a", "#a", "#a ", "#", "# ", "a\n==", "*", "[a](", "![a](b)",
	} {
		content := strings.Repeat(piece, (1<<16)/len(piece))
		for _, text := range []string{content, "[[a]]\n" + content + "\n>}}%}", "# " + content, "---\ntitle: " + content[:5_000] + "\n---\n", "---\n" + content[:5_000] + "\n---\nx"} {
			begin := time.Now()
			item(t, "a.md", text)
			if took := time.Since(begin); took > 2*time.Second {
				t.Errorf("%q takes %v", piece, took)
			}
		}
	}
}
