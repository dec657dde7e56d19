package body

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"broadsheet/internal/news"

	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// figure is what a block with the tag figure is about.
type figure struct {
	kind   string // data-type
	src    string // data-src: the web address of what is not stored
	alt    string // data-alt
	title  string // data-title
	value  string // data-value
	media  *Node  // the img or video
	film   *film  // while a video or audio is open
	quoted bool   // its class says pull quote
}

// film is an open video or audio.
type film struct {
	src, poster, alt, width, height string
	tracks                          []Node
}

// readFigure takes what the tag of a figure says.
func (b *builder) readFigure() *figure {
	f := &figure{
		src:    strings.TrimSpace(clean(b.attrs.get("data-src"))),
		alt:    line(b.attrs.get("data-alt"), maxName),
		title:  line(b.attrs.get("data-title"), maxName),
		value:  value(b.attrs.get("data-value")),
		quoted: b.attrs.hasClass("pullquote", "pull-quote", "wp-block-pullquote"),
	}
	if kind := b.attrs.get("data-type"); figureTypes[kind] {
		f.kind = kind
	}
	return f
}

// value gives the compact form of a JSON object, or "".
func value(s string) string {
	if s == "" || len(s) > maxValue {
		return ""
	}
	s = norm.NFC.String(clean(s))
	var b bytes.Buffer
	if json.Compact(&b, []byte(s)) != nil || b.Len() == 0 || b.Bytes()[0] != '{' || b.Len() > maxValue {
		return ""
	}
	return b.String()
}

// image handles img.
func (b *builder) image() {
	alt := b.attrs.get("alt")
	if b.attrs.hasClass("emoji", "wp-smiley") && alt != "" && utf8.RuneCountInString(alt) <= 8 {
		b.text(alt)
		return
	}
	width, height := size(b.attrs.get("width")), size(b.attrs.get("height"))
	if width != "" && height != "" && len(width)+len(height) == 2 && width <= "2" && height <= "2" {
		return // a counting pixel
	}
	pic := b.picture(b.imageSource(), alt, width, height)
	if pic == nil {
		b.takeID()
		return
	}
	if focus := news.Focus(b.attrs.get("data-focus")); focus != "" && pic.media != nil {
		pic.media.Attrs["data-focus"] = focus
	}
	blk := &block{tag: "figure", figure: pic}
	if id := b.attrs.get("id"); validID(id) && !strings.HasPrefix(id, notePrefix) {
		blk.own = id
	}
	b.place(blk)
}

// imageSource finds the address of an img among the ways of writing it; scripts
// that load late keep it beside a small stand-in.
func (b *builder) imageSource() string {
	src := strings.TrimSpace(b.attrs.get("src"))
	if src != "" && !strings.HasPrefix(src, "data:image/gif") && !strings.HasPrefix(src, "data:image/svg") {
		return src
	}
	for _, name := range []string{"data-src", "data-lazy-src"} {
		if late := strings.TrimSpace(b.attrs.get(name)); late != "" {
			return late
		}
	}
	if set := strings.Fields(b.attrs.get("srcset")); len(set) > 0 && !strings.HasPrefix(set[0], "data:") {
		return strings.TrimRight(set[0], ",")
	}
	return src
}

// picture makes an image figure of an address, nil where there is nothing to show
// or to name.
func (b *builder) picture(src, alt, width, height string) *figure {
	alt = line(alt, maxName)
	if at, ok := b.stored(Resource{Src: src, Kind: KindImage, Alt: alt}); ok {
		return &figure{kind: "image", media: img(at, alt, width, height)}
	}
	f := &figure{kind: "image", src: remote(src), alt: alt}
	if f.alt == "" {
		f.alt = fileName(src)
	}
	if f.src == "" && f.alt == "" {
		return nil
	}
	return f
}

func img(src, alt, width, height string) *Node {
	n := &Node{Tag: "img", Attrs: map[string]string{"alt": alt, "src": src}}
	if width != "" && height != "" {
		n.Attrs["width"], n.Attrs["height"] = width, height
	}
	return n
}

// stored asks for the address of a file in the library.
func (b *builder) stored(r Resource) (string, bool) {
	if stored(r.Src) {
		return r.Src, true
	}
	if r.Src == "" || b.options.Media == nil {
		return "", false
	}
	r.Src = clean(r.Src)
	at, ok := b.options.Media(r)
	return at, ok && stored(at)
}

// fileName gives the readable end of an address, for a picture without a name.
func fileName(src string) string {
	if src == "" || strings.HasPrefix(src, "data:") || len(src) > maxAddress {
		return ""
	}
	src, _, _ = strings.Cut(src, "?")
	src, _, _ = strings.Cut(src, "#")
	name := path.Base(src)
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if name == "." || name == "/" {
		return ""
	}
	return line(name, 200)
}

// size gives a number of pixels as it is printed, or "".
func size(s string) string {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
	if err != nil || n < 1 || n > 100_000 {
		return ""
	}
	return strconv.Itoa(n)
}

// place puts a finished picture, film or embed where it belongs: into the figure
// that is open, else behind the paragraph that is open, else right here.
func (b *builder) place(blk *block) {
	f := b.stack[len(b.stack)-1]
	blk.lang, blk.dir = f.lang, f.dir
	for i := len(b.open) - 1; i > 0; i-- {
		if b.open[i].tag == "figure" {
			b.open[i].kids = append(b.open[i].kids, blk)
			return
		}
	}
	if b.para != nil {
		b.after = append(b.after, blk)
		return
	}
	b.implied()
	b.add(blk)
}

// mediaFrame opens a video or audio.
func (b *builder) mediaFrame(tag atom.Atom) {
	if b.preformatted() {
		b.blockFrame(tag, classBlock)
		return
	}
	b.implied()
	blk := &block{tag: tag.String(), own: b.takeID(), figure: &figure{kind: "film", film: &film{
		src: strings.TrimSpace(b.attrs.get("src")), poster: strings.TrimSpace(b.attrs.get("poster")),
		alt: b.attrs.get("title"), width: size(b.attrs.get("width")), height: size(b.attrs.get("height")),
	}}}
	if tag == atom.Audio {
		blk.figure.kind = "audio"
	}
	b.openBlock(tag, blk)
}

// source handles source and track.
func (b *builder) source(tag atom.Atom) {
	top := b.open[len(b.open)-1]
	if top.figure == nil || top.figure.film == nil {
		return
	}
	f := top.figure.film
	src := strings.TrimSpace(b.attrs.get("src"))
	if tag == atom.Source {
		if f.src == "" {
			f.src = src
		}
		return
	}
	label := line(b.attrs.get("label"), 100)
	at, ok := b.stored(Resource{Src: src, Kind: KindTrack, Alt: label})
	if !ok || len(f.tracks) >= 50 {
		return
	}
	n := Node{Tag: "track", Attrs: map[string]string{"src": at, "kind": trackKind(b.attrs.get("kind"))}}
	if label != "" {
		n.Attrs["label"] = label
	}
	if language := normalLanguage(b.attrs.get("srclang")); language != "" {
		n.Attrs["srclang"] = language
	}
	f.tracks = append(f.tracks, n)
}

func trackKind(kind string) string {
	switch kind = strings.ToLower(kind); kind {
	case "captions", "descriptions", "chapters":
		return kind
	}
	return "subtitles"
}

// settleFilm makes a figure of a closed video or audio and places it.
func (b *builder) settleFilm(blk *block) {
	f, kind := blk.figure.film, KindFilm
	if blk.tag == "audio" {
		kind = KindAudio
	}
	out := &figure{kind: blk.figure.kind}
	if at, ok := b.stored(Resource{Src: f.src, Kind: kind, Alt: f.alt}); ok {
		n := &Node{Tag: blk.tag, Attrs: map[string]string{"src": at}, Children: f.tracks}
		if poster, ok := b.stored(Resource{Src: f.poster, Kind: KindPoster, Alt: f.alt}); ok && kind == KindFilm {
			n.Attrs["poster"] = poster
		}
		if f.width != "" && f.height != "" && kind == KindFilm {
			n.Attrs["width"], n.Attrs["height"] = f.width, f.height
		}
		out.media = n
	} else {
		out.src, out.alt = remote(f.src), line(f.alt, maxName)
		if out.alt == "" {
			out.alt = fileName(f.src)
		}
		if poster, ok := b.stored(Resource{Src: f.poster, Kind: KindPoster, Alt: f.alt}); ok && kind == KindFilm {
			out.media = img(poster, out.alt, "", "")
		}
		if out.src == "" && out.alt == "" {
			return
		}
	}
	b.place(&block{tag: "figure", own: blk.own, figure: out})
}

// dropped handles what is left of elements whose content is dropped: a frame
// becomes an embed, which is a link and no more.
func (b *builder) dropped(tag atom.Atom) {
	if tag != atom.Iframe {
		return
	}
	src := remote(b.attrs.get("src"))
	if src == "" {
		src = remote(b.attrs.get("data-src"))
	}
	w, h := b.attrs.get("width"), b.attrs.get("height")
	if src == "" || w == "0" || h == "0" || w == "1" && h == "1" {
		return
	}
	b.place(&block{tag: "figure", figure: &figure{kind: "embed", src: src, title: line(b.attrs.get("title"), maxName)}})
}
