package body

import "golang.org/x/net/html/atom"

// class says what the builder does with an element.
type class uint8

const (
	classUnknown   class = iota // keep the content, forget the element
	classDrop                   // forget both
	classInline                 // a mark, or at least a language
	classBlock                  // parts paragraphs, nothing else
	classParagraph              // p
	classHeading                // h1 to h6
	classContainer              // blockquote aside ul ol pre table figure figcaption caption
	classTablePart              // tr td th thead tbody tfoot
	classItem                   // li dt dd
	classBreak                  // br
	classRule                   // hr
	classImage                  // img
	classMedia                  // video audio
	classSource                 // source track
)

func (c class) block() bool {
	switch c {
	case classBlock, classParagraph, classHeading, classContainer, classTablePart, classItem, classRule, classMedia:
		return true
	}
	return false
}

// classes holds every element that is not simply unwrapped in its line.
var classes = byClass(map[class][]atom.Atom{
	classDrop: {atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Math, atom.Object, atom.Embed,
		atom.Applet, atom.Iframe, atom.Frame, atom.Frameset, atom.Noframes, atom.Noembed, atom.Head, atom.Title, atom.Base,
		atom.Link, atom.Meta, atom.Select, atom.Option, atom.Optgroup, atom.Datalist, atom.Textarea, atom.Input, atom.Button,
		atom.Canvas, atom.Dialog, atom.Param, atom.Area, atom.Map, atom.Keygen, atom.Command, atom.Col, atom.Progress, atom.Meter},
	classInline: {atom.A, atom.B, atom.Strong, atom.Em, atom.I, atom.Var, atom.Dfn, atom.S, atom.Strike, atom.Del, atom.U, atom.Ins,
		atom.Sub, atom.Sup, atom.Mark, atom.Code, atom.Kbd, atom.Samp, atom.Tt, atom.Q, atom.Cite, atom.Abbr, atom.Acronym,
		atom.Time, atom.Bdi, atom.Bdo, atom.Span, atom.Font, atom.Small, atom.Big, atom.Label},
	classBlock: {atom.Html, atom.Body, atom.Div, atom.Section, atom.Article, atom.Main, atom.Center, atom.Header, atom.Footer, atom.Nav,
		atom.Form, atom.Fieldset, atom.Legend, atom.Address, atom.Details, atom.Summary, atom.Dl, atom.Hgroup, atom.Search},
	classParagraph: {atom.P},
	classHeading:   {atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6},
	classContainer: {atom.Blockquote, atom.Aside, atom.Ul, atom.Ol, atom.Menu, atom.Dir, atom.Pre, atom.Listing, atom.Xmp,
		atom.Table, atom.Figure, atom.Figcaption, atom.Caption},
	classTablePart: {atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot},
	classItem:      {atom.Li, atom.Dt, atom.Dd},
	classBreak:     {atom.Br},
	classRule:      {atom.Hr},
	classImage:     {atom.Img, atom.Image},
	classMedia:     {atom.Video, atom.Audio},
	classSource:    {atom.Source, atom.Track},
})

func byClass(lists map[class][]atom.Atom) map[atom.Atom]class {
	out := map[atom.Atom]class{}
	for c, tags := range lists {
		for _, t := range tags {
			out[t] = c
		}
	}
	return out
}

// isVoid reports whether a dropped element has no content to drop.
func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Embed, atom.Base, atom.Link, atom.Meta, atom.Input, atom.Param, atom.Area, atom.Keygen, atom.Frame, atom.Col, atom.Command:
		return true
	}
	return false
}

// breaksOut holds the start tags that end foreign content (HTML standard,
// 13.2.6.5).
var breaksOut = setOf(atom.B, atom.Big, atom.Blockquote, atom.Body, atom.Br, atom.Center, atom.Code, atom.Dd, atom.Div, atom.Dl,
	atom.Dt, atom.Em, atom.Embed, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Hr, atom.I, atom.Img,
	atom.Li, atom.Listing, atom.Menu, atom.Meta, atom.Nobr, atom.Ol, atom.P, atom.Pre, atom.Ruby, atom.S, atom.Small, atom.Span,
	atom.Strong, atom.Strike, atom.Sub, atom.Sup, atom.Table, atom.Tt, atom.U, atom.Ul, atom.Var)

func setOf(tags ...atom.Atom) map[atom.Atom]bool {
	out := make(map[atom.Atom]bool, len(tags))
	for _, t := range tags {
		out[t] = true
	}
	return out
}

// markOf gives the profile's element for an inline one, "" for none.
func markOf(tag atom.Atom) string {
	switch tag {
	case atom.A:
		return "a"
	case atom.B, atom.Strong:
		return "strong"
	case atom.Em, atom.I, atom.Var, atom.Dfn:
		return "em"
	case atom.S, atom.Strike, atom.Del:
		return "s"
	case atom.U, atom.Ins:
		return "u"
	case atom.Sub:
		return "sub"
	case atom.Sup:
		return "sup"
	case atom.Mark:
		return "mark"
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return "code"
	case atom.Q:
		return "q"
	case atom.Cite:
		return "cite"
	case atom.Abbr, atom.Acronym:
		return "abbr"
	case atom.Time:
		return "time"
	case atom.Bdi:
		return "bdi"
	}
	return ""
}

// persists reports whether a formatting element goes on behind the end of the
// block in which it was opened, as the standard's "active formatting elements".
func persists(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.B, atom.Code, atom.Em, atom.I, atom.S, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

func isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// headingTag maps levels to those of the profile.
func headingTag(tag atom.Atom) string {
	switch tag {
	case atom.H1, atom.H2:
		return "h2"
	case atom.H3:
		return "h3"
	}
	return "h4"
}
