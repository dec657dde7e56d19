package body

import "unicode/utf8"

// settleFigure gives a closed figure its type by what it says and holds. What
// turns out to be no figure of the profile comes apart into its blocks.
func (b *builder) settleFigure(blk *block) []*block {
	media, rest := blk.parted()
	f := blk.figure
	switch {
	case f.kind == "pullquote" || f.kind == "" && f.quoted && len(media) == 0:
		return b.pullQuote(blk, media, rest)
	case f.kind == "map" || f.kind == "chart" || f.kind == "embed":
		return b.dataFigure(blk, media, rest)
	case f.kind != "" && f.kind != "gallery" && f.src+f.alt != "":
		return b.placeholder(blk, media, rest)
	case len(media) == 0:
		return b.noFigure(blk, rest)
	case allImages(media) && len(media) > 1:
		rest = b.captionFrom(blk, rest)
		return append(b.gallery(blk, media), rest...)
	}
	return b.mediaFigures(blk, media, rest)
}

// parted divides the kids of a figure into pictures and films, those of nested
// galleries too, and other blocks.
func (blk *block) parted() (media, rest []*block) {
	for _, k := range blk.kids {
		switch {
		case k.tag != "figure":
			rest = append(rest, k)
		case k.figure.kind == "gallery":
			for _, item := range k.kids {
				item.own = ""
				media = append(media, item)
			}
			if k.caption != nil {
				k.caption.tag = "p"
				rest = append(rest, k.caption)
			}
		default:
			media = append(media, k)
		}
	}
	for _, l := range blk.takeLift() {
		if l.tag == "figure" {
			media = append(media, l)
			continue
		}
		rest = append(rest, l)
	}
	blk.kids = nil
	return media, rest
}

func allImages(media []*block) bool {
	for _, m := range media {
		if m.figure.kind != "image" {
			return false
		}
	}
	return true
}

// mediaFigures makes a figure of each picture or film; the first has the caption
// and the id.
func (b *builder) mediaFigures(blk *block, media, rest []*block) []*block {
	first := media[0]
	if blk.own != "" {
		first.own = blk.own
	}
	rest = b.captionFrom(blk, rest)
	b.joinCaption(first, blk.caption)
	return append(media, rest...)
}

// gallery makes one figure of several pictures.
func (b *builder) gallery(blk *block, media []*block) []*block {
	for _, m := range media {
		m.own = ""
	}
	blk.figure = &figure{kind: "gallery"}
	blk.kids = media
	return []*block{blk}
}

// captionFrom takes a short text beside a picture for its caption where it has
// no other; it gives what is left.
func (b *builder) captionFrom(blk *block, rest []*block) []*block {
	if blk.caption != nil || len(rest) == 0 {
		return rest
	}
	n := 0
	for _, r := range rest {
		if r.tag != "p" {
			return rest
		}
		for _, u := range r.runs {
			n += utf8.RuneCountInString(u.text)
		}
	}
	if n > 500 {
		return rest
	}
	blk.caption = &block{tag: "figcaption", lang: blk.lang, dir: blk.dir}
	b.gather(blk.caption, rest)
	return nil
}

// joinCaption puts a caption behind the one that a figure may have already.
func (b *builder) joinCaption(f, caption *block) {
	switch {
	case caption == nil:
	case f.caption == nil:
		f.caption = caption
		caption.tag = "figcaption"
	default:
		f.caption.runs = append(append(f.caption.runs, run{kind: runBreak}), b.spoken(caption, f.caption)...)
	}
}

// placeholder makes the figure of something that is not stored, or stores it
// now.
func (b *builder) placeholder(blk *block, media, rest []*block) []*block {
	f := blk.figure
	var out *figure
	switch f.kind {
	case "image":
		out = b.picture(f.src, f.alt, "", "")
	default:
		kind := KindFilm
		if f.kind == "audio" {
			kind = KindAudio
		}
		out = &figure{kind: f.kind}
		if at, ok := b.stored(Resource{Src: f.src, Kind: kind, Alt: f.alt}); ok {
			out.media = &Node{Tag: "video", Attrs: map[string]string{"src": at}}
			if f.kind == "audio" {
				out.media.Tag = "audio"
			}
		} else {
			out.src, out.alt = remote(f.src), f.alt
		}
		media = out.takePoster(media, f.kind == "film")
	}
	if out == nil || out.src == "" && out.alt == "" && out.media == nil {
		return b.noFigure(blk, append(rest, media...))
	}
	blk.figure = out
	rest = b.captionFrom(blk, rest)
	return append(append([]*block{blk}, media...), rest...)
}

// takePoster makes the first stored picture the poster of what is not stored.
func (f *figure) takePoster(media []*block, may bool) []*block {
	if !may || len(media) == 0 {
		return media
	}
	m := media[0]
	if m.figure.kind != "image" || m.figure.media == nil || m.caption != nil {
		return media
	}
	switch {
	case f.media == nil:
		f.media = m.figure.media
	case f.media.Tag == "video":
		f.media.Attrs["poster"] = m.figure.media.Attrs["src"]
	}
	return media[1:]
}

// dataFigure makes a map, chart or embed.
func (b *builder) dataFigure(blk *block, media, rest []*block) []*block {
	f := blk.figure
	out := &figure{kind: f.kind, value: f.value}
	if f.kind == "embed" {
		out.src, out.title = remote(f.src), f.title
		if len(media) > 0 && media[0].figure.kind == "embed" { // a frame inside
			inner := media[0].figure
			if out.src == "" {
				out.src = inner.src
			}
			if out.title == "" {
				out.title = inner.title
			}
			media = media[1:]
		}
	}
	media = out.takePoster(media, true)
	var others []*block
	for _, r := range rest {
		if f.kind == "chart" && r.tag == "table" && len(blk.kids) == 0 {
			blk.kids = []*block{r}
			continue
		}
		others = append(others, r)
	}
	if out.value == "" && out.src == "" && out.media == nil && len(blk.kids) == 0 {
		return b.noFigure(blk, append(others, media...))
	}
	blk.figure = out
	return append(append([]*block{blk}, media...), others...)
}

// pullQuote makes one of the blocks in a figure.
func (b *builder) pullQuote(blk *block, media, rest []*block) []*block {
	quote := &block{tag: "blockquote", lang: blk.lang, dir: blk.dir, kids: rest}
	if len(rest) == 1 && rest[0].tag == "blockquote" {
		quote = rest[0]
	}
	quote.fit(pullQuoteRule)
	lift := append(quote.takeLift(), media...)
	if len(quote.kids) == 0 {
		return b.noFigure(blk, lift)
	}
	blk.figure = &figure{kind: "pullquote"}
	blk.kids = []*block{quote}
	return append([]*block{blk}, lift...)
}

func pullQuoteRule(tag string) verdict {
	switch tag {
	case "p":
		return verdictKeep
	case "h2", "h3", "h4":
		return verdictParagraph
	case "blockquote", "aside":
		return verdictSplice
	}
	return verdictLift
}

// noFigure gives the blocks of a figure that has nothing to show; a table takes
// the caption, else it becomes a paragraph.
func (b *builder) noFigure(blk *block, rest []*block) []*block {
	c := blk.caption
	if c == nil {
		return rest
	}
	if len(rest) == 1 && rest[0].tag == "table" {
		if rest[0].caption == nil {
			c.tag = "caption"
			rest[0].caption = c
			return rest
		}
	}
	c.tag = "p"
	return append(rest, c)
}
