package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Shares and sizes of what is taken off.
const (
	mostlyLinks = 0.75 // of a block's letters stand in links
	mostOfText  = 0.35 // of the whole: what is larger is the article, whatever it is called
	shortBlock  = 220  // letters: longer than any line for sharing
	shortLink   = 160  // letters of a paragraph that is a link and nothing else
	leastLink   = 15   // below it such a paragraph may be an item of a list
	shortMaybe  = 400  // letters of a block whose name may mean something else
	mostWords   = 5    // in the name of a class
)

// measure is what stands below an element.
type measure struct{ letters, linked int }

func (m measure) links() float64 {
	if m.letters == 0 {
		return 0
	}
	return float64(m.linked) / float64(m.letters)
}

// surroundings takes off what surrounds an article.
type surroundings struct {
	root     *html.Node
	measures map[*html.Node]measure
	whole    int
}

// precise takes off what surrounds the article: blocks that are called so, that
// are nearly all links, or that begin with words which no article has.
func (e *extraction) precise() {
	s := &surroundings{root: e.content, measures: map[*html.Node]measure{}}
	s.measure()
	var gone []*html.Node
	walk(e.content, func(n *html.Node) bool {
		if n.Type != html.ElementNode || is(n, atom.Figure, atom.Pre, atom.Math, atom.Svg) {
			return false
		}
		if s.isSurrounding(n) {
			gone = append(gone, n)
			return false
		}
		return true
	})
	for _, n := range gone {
		detach(n)
	}
	s.heads()
}

// measure counts letters, and those in links, below each element. It recurs as
// deep as the page is, which the parser bounds.
func (s *surroundings) measure() {
	s.whole = s.below(s.root, false).letters
}

func (s *surroundings) below(n *html.Node, link bool) measure {
	link = link || is(n, atom.A) && !strings.HasPrefix(attr(n, "href"), "#")
	var m measure
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			size := letters(c.Data)
			m.letters += size
			if link {
				m.linked += size
			}
		case html.ElementNode:
			inner := s.below(c, link)
			m.letters += inner.letters
			m.linked += inner.linked
		}
	}
	s.measures[n] = m
	return m
}

func (s *surroundings) isSurrounding(n *html.Node) bool {
	m := s.measures[n]
	if float64(m.letters) > mostOfText*float64(s.whole) || isNotes(n) {
		return false
	}
	switch {
	case s.isCalledSo(n, m):
		return true
	case is(n, atom.Ul, atom.Ol):
		return m.letters > 0 && m.links() >= mostlyLinks && !hasOwnPicture(n)
	case is(n, atom.P, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Div, atom.Section, atom.Article, atom.Blockquote, atom.Strong, atom.Em, atom.Span, atom.Td):
		if m.letters <= shortBlock && m.letters > 0 && isPhrase(textOf(n)) {
			return true
		}
	}
	switch {
	case is(n, atom.P):
		return m.letters >= leastLink && m.letters <= shortLink && m.linked == m.letters && !hasOwnPicture(n)
	case is(n, atom.Div, atom.Section, atom.Article, atom.Nav):
		return m.letters > 0 && m.links() >= mostlyLinks && len(elements(n, atom.A)) > 1 && !hasOwnPicture(n)
	}
	return false
}

// hasOwnPicture reports whether a block shows a picture that is more than the way
// to another page.
func hasOwnPicture(n *html.Node) bool {
	for _, img := range elements(n, atom.Img) {
		if link := within(img, atom.A); link == nil || hasPictureName(attr(link, "href")) {
			return true
		}
	}
	return false
}

// calledSo are words in classes and ids that name what surrounds an article.
var calledSo = wordSet(`sharebar sharedaddy sharethis shariff addtoany addthis newsletter newsletterbox
	relatedposts recirc readmore nextstory nextpost advert advertisement advertorial affiliate
	outbrain taboola cookie consent disclaimer breadcrumb breadcrumbs pagination pager postnav prevnext
	taglist tagcloud authorbox authorbio authorinfo comments commentlist kommentare disqus entryfooter postmeta entrymeta`)

// calledMaybe are such words that may also name a part of the article: what
// bears them is taken off only where it is short.
var calledMaybe = wordSet(`share sharing social socials subscribe subscription signup related recommended recommendation recommendations
	promo promotion anzeige werbung tags respond rating voting feedback bio byline`)

// calledPairs are such words in pairs, "author-box".
var calledPairs = wordSet(`author-box author-bio author-info author-card about-author post-navigation nav-links post-nav next-post
	tag-list post-tags entry-tags article-tags entry-footer post-footer article-footer entry-meta post-meta
	read-more more-articles more-stories more-news more-on most-read also-like see-also related-articles related-posts
	community-notice app-section inline-teaser teaser-list list-teaser item-teaser print-hide no-print`)

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// isCalledSo reads the classes, the id and the role of an element.
func (s *surroundings) isCalledSo(n *html.Node, m measure) bool {
	switch attr(n, "role") {
	case "navigation", "search", "complementary", "contentinfo":
		return true
	}
	teaser, maybe := false, false
	for name := range strings.FieldsSeq(attr(n, "class") + " " + attr(n, "id")) {
		words := nameWords(name)
		if strings.HasPrefix(name, "tag-") || strings.HasPrefix(name, "category-") || len(words) > mostWords {
			continue // of the article as WordPress marks it, or a heading's
		}
		last := ""
		for _, word := range words {
			if calledSo[word] || calledPairs[last+"-"+word] {
				return true
			}
			maybe = maybe || calledMaybe[word]
			teaser = teaser || word == "teaser" || word == "teasers"
			last = word
		}
	}
	if maybe && m.letters-m.linked <= shortMaybe {
		return true
	}
	if teaser && (is(n, atom.Article) || attr(n, "role") == "article") {
		return true
	}
	// A teaser may be the beginning of this article, or lead to another.
	return teaser && m.linked > 0 && m.links() > 0.3
}

// nameWords cuts a class name at hyphens, underscores and inner capitals.
func nameWords(name string) []string {
	var words []string
	begin := 0
	flush := func(end int) {
		if end > begin {
			words = append(words, strings.ToLower(name[begin:end]))
		}
	}
	small := false
	for i, r := range name {
		switch {
		case r == '-' || r == '_' || r == ':' || r == '.':
			flush(i)
			begin = i + 1
			small = false
		case unicode.IsUpper(r) && small:
			flush(i)
			begin = i
			small = false
		default:
			small = unicode.IsLower(r)
		}
	}
	flush(len(name))
	return words
}

// phrases begin lines that are no part of an article, in the languages of most
// of what is saved. They are compared by letters and digits alone.
var phrases = foldedList(`
share this|share on|share article|share via|click to share|tweet this|follow us on|like us on|find us on|
subscribe to our|subscribe now|sign up for|sign up to our|get our newsletter|join our newsletter|download our app|for the latest stories|
read more:|read also|read next:|related:|related articles|related posts|related stories|related content|related topics|more on this|more from|recommended for you|recommended reading|most read|most popular|you may also like|you might also like|you might be interested|
click here to|leave a comment|leave a reply|comments are closed|post a comment|filed under:|posted in:|tagged with|tags:|advertisement:|continue reading:|back to top|all rights reserved|
this article was originally published|story continues below|article continues below|
teilen sie|artikel teilen|beitrag teilen|den artikel mit anderen teilen|diesen artikel teilen|sharen mit|teilen mit|teile dies|auf facebook teilen|jetzt teilen|folgen sie uns|folge uns|
newsletter:|abonnieren sie|jetzt abonnieren|jetzt anmelden|verpasse keine|
lesen sie auch|lesen sie hier|lesen sie mehr|lesen sie dazu|auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte ihnen auch gefallen|mehr zum thema|mehr dazu:|mehr lesen:|mehr artikel|mehr infos:|zum thema:|zum weiterlesen|beiträge zum thema|ähnliche beiträge|ähnliche artikel|verwandte artikel|verwandte beiträge|verwandte themen|weitere artikel|weitere beiträge|weitere themen|weiterführende links|weiterführender link|weiterlesen:|meistgelesen|meistgelesene|meistdiskutierte|empfehlungen aus|unsere empfehlung|
kommentare geschlossen|kommentar schreiben|kommentar hinterlassen|schreibe einen kommentar|kommentare insgesamt|aufrufe:|schlagwörter:|schlagworte:|stichworte:|kategorie:|kategorien:|veröffentlicht in|anzeige:|zurück zur|nach oben|seite drucken|artikel drucken|dieser beitrag enthält werbung|bei den verlinkungen handelt|
partager:|partagez|à lire aussi|lire aussi|à lire également|sur le même sujet|abonnez-vous|inscrivez-vous|suivez-nous|
compartir:|comparte|lea también|lea además|le puede interesar|te puede interesar|también te puede interesar|noticias relacionadas|síguenos|suscríbete|suscríbase|
leggi anche|condividi:|iscriviti|articoli correlati|lees ook|czytaj też|czytaj także|zobacz też|udostępnij|leia também|leia mais|compartilhe|
читайте также|поделиться|подписывайтесь|إقرأ أيضا|اقرأ أيضا|اقرأ المزيد|مواضيع ذات صلة|بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط|بازنشر|به اشتراک بگذارید
`)

// phrase is the beginning of such a line.
type phrase struct {
	key  string
	stop bool // what begins so must say no more, or go on behind a colon
}

// foldedList keeps the first letter of each phrase at hand. A phrase that ends in
// a colon in the list is one only with it, or alone.
func foldedList(list string) map[rune][]phrase {
	out := map[rune][]phrase{}
	for text := range strings.SplitSeq(strings.ReplaceAll(list, "\n", ""), "|") {
		if key := folded(text); key != "" {
			first := []rune(key)[0]
			out[first] = append(out[first], phrase{key: key, stop: strings.HasSuffix(text, ":")})
		}
	}
	return out
}

func isPhrase(text string) bool {
	key := folded(text)
	if key == "" {
		return false
	}
	head, _, colon := strings.Cut(text, ":")
	head = folded(head)
	for _, p := range phrases[[]rune(key)[0]] {
		switch {
		case !strings.HasPrefix(key, p.key):
		case !p.stop, key == p.key, colon && head == p.key:
			return true
		}
	}
	return false
}

// heads takes off headings that nothing follows any more, a few of them.
func (s *surroundings) heads() {
	for range 10 {
		n := lastLeaf(s.root)
		if n == nil {
			return
		}
		head := n
		for head != nil && head != s.root && !is(head, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) {
			head = head.Parent
		}
		if head == nil || head == s.root || s.measures[head].letters*5 > s.whole {
			return
		}
		detach(head)
	}
}

// lastLeaf gives the last thing that can be seen.
func lastLeaf(root *html.Node) *html.Node {
	var last *html.Node
	walk(root, func(n *html.Node) bool {
		if n.Type == html.TextNode && letters(n.Data) > 0 || is(n, atom.Img, atom.Video, atom.Audio, atom.Iframe) {
			last = n
		}
		return true
	})
	return last
}
