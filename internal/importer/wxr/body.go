package wxr

import (
	"html"
	"net/url"
	"regexp"
	"strings"
)

// maxRendered is how long a body may be to be looked into; a longer one is cut
// by the host anyway.
const maxRendered = 4 << 20

// render makes of a body what WordPress would have shown.
func (a *adapter) render(p *post) string {
	text := p.content
	if len(text) > maxRendered {
		return text
	}
	blocks := strings.Contains(text, "<!-- wp:")
	if blocks {
		text = withoutBlocks(text)
	}
	text = replaceShortcodes(text, a.files, p)
	if !blocks {
		text = autop(ownLines(text))
	}
	return a.absolute(text, p)
}

var (
	blockEmbed   = regexp.MustCompile(`<figure[^>]*\bwp-block-embed\b[^>]*>\s*<div[^>]*>\s*(https?://[^\s<>"]+)\s*</div>`)
	blockGallery = regexp.MustCompile(`<figure class="([^"]*\bwp-block-gallery\b[^"]*)"`)
)

// withoutBlocks takes the marks of blocks out and keeps what stands between
// them.
func withoutBlocks(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, "<!--")
		out.WriteString(before)
		if !found {
			break
		}
		mark := strings.TrimPrefix(strings.TrimLeft(after[:min(len(after), 16)], " "), "/")
		if !strings.HasPrefix(mark, "wp:") {
			out.WriteString("<!--")
			text = after
			continue
		}
		_, rest, ended := strings.Cut(after, "-->")
		if !ended {
			out.WriteString("<!--" + after)
			break
		}
		text = rest
	}
	plain := out.String()
	if strings.Contains(plain, "wp-block-embed") {
		plain = blockEmbed.ReplaceAllStringFunc(plain, func(found string) string {
			address := blockEmbed.FindStringSubmatch(found)[1]
			return `<figure data-type="embed" data-src="` + html.EscapeString(html.UnescapeString(address)) + `">`
		})
	}
	if strings.Contains(plain, "wp-block-gallery") {
		plain = blockGallery.ReplaceAllString(plain, `<figure data-type="gallery" class="$1"`)
	}
	return plain
}

// embedHosts show their films and posts inside others' pages: an address of
// theirs alone on a line is one.
var embedHosts = setOf(`youtube.com youtu.be vimeo.com dailymotion.com twitter.com x.com instagram.com facebook.com
	soundcloud.com spotify.com open.spotify.com tiktok.com ted.com flickr.com slideshare.net reddit.com wordpress.tv
	bsky.app mixcloud.com scribd.com issuu.com kickstarter.com speakerdeck.com`)

// ownLines makes an embed of an address that stands alone on its line.
func ownLines(text string) string {
	if !strings.Contains(text, "\nhttp") && !strings.HasPrefix(text, "http") {
		return text
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		address := strings.TrimSpace(line)
		if !strings.HasPrefix(line, "http") || !isWeb(address) {
			out.WriteString(line)
			continue
		}
		u, err := url.Parse(address)
		if err != nil || !embedHosts[strings.TrimPrefix(strings.TrimPrefix(u.Hostname(), "www."), "m.")] {
			out.WriteString(line)
			continue
		}
		out.WriteString(block(embedded(address)))
	}
	return out.String()
}

// addressed are the attributes that lead somewhere.
var addressed = []string{"src=", "href=", "poster="}

// absolute resolves addresses that begin at the root of the site.
func (a *adapter) absolute(text string, p *post) string {
	if !strings.Contains(text, `="/`) && !strings.Contains(text, `='/`) && !strings.Contains(text, `="../`) {
		return text
	}
	base, err := url.Parse(a.address(p.link))
	if err != nil || base.Host == "" {
		return text
	}
	var out strings.Builder
	for {
		n := strings.IndexByte(text, '=')
		if n < 0 || n+2 >= len(text) {
			break
		}
		out.WriteString(text[:n+2])
		quote, rest := text[n+1], text[n+2:]
		begins := (quote == '"' || quote == '\'') && (rest[0] == '/' && !strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "../"))
		if begins && endsWithAny(text[:n+1], addressed) {
			if end := strings.IndexByte(rest, quote); end >= 0 && end < maxShortcode {
				if to, err := base.Parse(html.UnescapeString(rest[:end])); err == nil {
					out.WriteString(html.EscapeString(to.String()))
					rest = rest[end:]
				}
			}
		}
		text = rest
	}
	out.WriteString(text)
	return out.String()
}

func endsWithAny(s string, endings []string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(s, ending) {
			return true
		}
	}
	return false
}
