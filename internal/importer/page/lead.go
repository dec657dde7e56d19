package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"broadsheet/internal/news"
)

// lead finds the picture that stands for the article. Where the page shows it,
// the caption and the text for those who do not see it come from there, and the
// file too: it may lie beside the page. One that opens the text is taken out of
// it, so that it is not shown twice.
func (e *extraction) lead(a addresses) *news.Picture {
	f := e.facts
	src, caption := f.linked.picture(f.object["image"], 0)
	p := &news.Picture{Caption: plain(caption), Alt: f.first("og:image:alt", "twitter:image:alt")}
	p.Src = or(f.first("og:image", "og:image:url", "og:image:secure_url"), src, f.first("twitter:image", "twitter:image:src", "image"))
	if p.Src == "" || strings.HasPrefix(p.Src, "data:") || isStandIn(p.Src) {
		return nil
	}
	stems := []string{fileStem(p.Src), fileStem(src)}
	p.Src = addresses{base: a.base}.file(p.Src)
	if img := sameFile(elements(e.content, atom.Img), stems); img != nil {
		shownAs(p, img, a)
		if e.textBefore(img) < fewLetters {
			takeOut(img, e.content)
		}
	} else if img := sameFile(f.pictures, stems); img != nil {
		shownAs(p, img, a)
	}
	return p
}

func sameFile(images []*html.Node, stems []string) *html.Node {
	for _, img := range images {
		stem := fileStem(attr(img, "src"))
		for _, s := range stems {
			if len(s) > 3 && stem == s {
				return img
			}
		}
	}
	return nil
}

// shownAs takes over how the page shows the picture.
func shownAs(p *news.Picture, img *html.Node, a addresses) {
	if src := a.file(attr(img, "src")); src != "" && !isStandIn(src) {
		p.Src = src
	}
	if alt := plain(attr(img, "alt")); alt != "" {
		p.Alt = alt
	}
	if figure := within(img, atom.Figure); figure != nil {
		for _, c := range elements(figure, atom.Figcaption) {
			if text := textOf(c); text != "" {
				p.Caption = text
			}
		}
	}
}

// textBefore counts the letters of the text before an element.
func (e *extraction) textBefore(n *html.Node) int {
	size, found := 0, false
	walk(e.content, func(at *html.Node) bool {
		if at == n {
			found = true
		}
		if at.Type == html.TextNode && !found {
			size += letters(at.Data)
		}
		return !found
	})
	return size
}

// takeOut removes a picture with its figure, and what holds nothing else.
func takeOut(img, root *html.Node) {
	n := img
	if figure := within(img, atom.Figure); figure != nil && len(elements(figure, atom.Img)) == 1 {
		n = figure
	}
	for n.Parent != nil && n.Parent != root {
		parent := n.Parent
		detach(n)
		if textOf(parent) != "" || len(elements(parent, atom.Img, atom.Video, atom.Audio, atom.Iframe, atom.Table)) > 0 {
			return
		}
		n = parent
	}
	detach(n)
}
