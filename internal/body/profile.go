package body

// MaxBytes bounds a body, as it comes in and as it is printed.
const MaxBytes = 2 << 20

// Version is the version of the profile and its sanitiser; it is stored with
// each article, so that the original can be run again through a better one.
const Version = 1

// Limits on what comes in, and on the size of single things.
const (
	maxDepth      = 512     // open elements
	maxNodes      = 200_000 // start tags and texts
	maxContainers = 12      // blocks inside blocks
	maxSpan       = 100     // colspan and rowspan
	maxAddress    = 4 << 10 // bytes of an address
	maxName       = 1_000   // runes of alternative texts and titles
	maxValue      = 64 << 10
	maxBlocks     = 50_000 // top-level blocks of a text that is cut down to plain paragraphs
)

// voids are the elements without an end tag.
var voids = map[string]bool{"br": true, "hr": true, "img": true, "track": true}

// figureTypes are the values of data-type.
var figureTypes = map[string]bool{
	"image": true, "gallery": true, "film": true, "audio": true,
	"map": true, "chart": true, "pullquote": true, "embed": true,
}

// markRank names the inline marks and orders them: of two marks with the same
// extent the lower one stands outside.
var markRank = map[string]int{
	"a": 0, "span": 1, "bdi": 2, "q": 3, "cite": 4, "abbr": 5, "time": 6, "mark": 7,
	"strong": 8, "em": 9, "u": 10, "s": 11, "code": 12, "sub": 13, "sup": 14,
}
