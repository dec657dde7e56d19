package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"broadsheet/internal/body"
	"broadsheet/internal/news"
)

// How content is packed.
const (
	codecPlain = 0
	codecZstd  = 1
)

// maxContent bounds what unpacking may ask for: the limit of a body with room
// for the fields.
const maxContent = 64 << 20

// content is what a version holds, as it is hashed and packed.
type content struct {
	fields []byte // JSON
	body   string // canonical
}

func contentOf(f fields, body string) (content, error) {
	b, err := encode(f)
	return content{b, body}, err
}

// check is the SHA-256 that finds a damaged row and an unchanged article.
func (c content) check() [32]byte { return checkOf(c.fields, []byte(c.body)) }

func checkOf(fields, canonical []byte) [32]byte {
	h := sha256.New()
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(fields)))
	h.Write(n[:])
	h.Write(fields)
	h.Write(canonical)
	return [32]byte(h.Sum(nil))
}

// packer packs and unpacks content; it is safe for concurrent use.
type packer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newPacker() (packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		return packer{}, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxContent))
	return packer{enc, dec}, err
}

// pack gives the stored form; what does not shrink by a tenth stays as it is.
func (p packer) pack(c content) (codec int, packed []byte) {
	plain := make([]byte, 0, binary.MaxVarintLen32+len(c.fields)+len(c.body))
	plain = binary.AppendUvarint(plain, uint64(len(c.fields)))
	plain = append(plain, c.fields...)
	plain = append(plain, c.body...)
	small := p.enc.EncodeAll(plain, make([]byte, 0, len(plain)*3/4))
	if len(small) > len(plain)*9/10 {
		return codecPlain, plain
	}
	return codecZstd, small
}

// unpack undoes pack. What it gives lies in packed or in space, which grows where
// there is too little of it and is used again by the next call.
func (p packer) unpack(codec int, packed []byte, space *[]byte) (fields, canonical []byte, err error) {
	plain := packed
	switch codec {
	case codecPlain:
	case codecZstd:
		if plain, err = p.dec.DecodeAll(packed, (*space)[:0]); err != nil {
			return nil, nil, fmt.Errorf("unpack: %w", err)
		}
		*space = plain
	default:
		return nil, nil, fmt.Errorf("packed with unknown codec %d", codec)
	}
	n, used := binary.Uvarint(plain)
	if used <= 0 || n > uint64(len(plain)-used) {
		return nil, nil, fmt.Errorf("lengths do not fit")
	}
	rest := plain[used:]
	return rest[:n:n], rest[n:], nil
}

// stored is a row of versions as read.
type stored struct {
	version   int64
	article   int64
	n         int
	published string
	change    string
	note      string
	sha256    string
	previous  *string // nil: that of version n-1
	given     bool
	odd       bool
	check     []byte
	codec     int
	packed    []byte
}

const storedColumns = `v.version, v.article, v.n, v.published, v.change, v.note, v.sha256, v.previous, v.given, v.odd, v.check256, v.codec, v.content`

func (s *stored) targets() []any {
	return []any{&s.version, &s.article, &s.n, &s.published, &s.change, &s.note,
		hashColumn{&s.sha256}, previousColumn{&s.previous}, &s.given, &s.odd, &s.check, &s.codec, &s.packed}
}

// content unpacks and checks: what does not give its hash is news.CodeDamaged.
func (s *stored) content(p packer) (f fields, canonical string, err error) {
	own, text, err := s.unpack(p, new([]byte))
	if err == nil {
		err = s.damaged(json.Unmarshal(own, &f))
	}
	if err != nil {
		return fields{}, "", err
	}
	return f, string(text), nil
}

// text gives the body's text, without reading the fields; errors are those of content.
// Space is for unpacking, one for all of a list.
func (s *stored) text(p packer, space *[]byte) (body.Text, error) {
	_, text, err := s.unpack(p, space)
	if err != nil {
		return body.Text{}, err
	}
	return body.ReadText(string(text)), nil
}

func (s *stored) unpack(p packer, space *[]byte) (own, canonical []byte, err error) {
	own, canonical, err = p.unpack(s.codec, s.packed, space)
	if err == nil && checkOf(own, canonical) != [32]byte(pad32(s.check)) {
		err = fmt.Errorf("content does not give its hash")
	}
	return own, canonical, s.damaged(err)
}

func (s *stored) damaged(err error) error {
	if err == nil {
		return nil
	}
	return &news.Error{Code: news.CodeDamaged, Field: "article",
		Message: "The stored text of this article is damaged; run a check, or restore a backup.",
		Cause:   fmt.Errorf("version row %d: %w", s.version, err)}
}

func pad32(b []byte) []byte {
	out := make([]byte, 32)
	copy(out, b)
	return out
}

// hashColumn reads and writes a version's hash: 32 bytes where it is one, text
// where what was given is something else.
type hashColumn struct{ to *string }

// Scan implements sql.Scanner.
func (h hashColumn) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*h.to = ""
	case []byte:
		*h.to = hex.EncodeToString(v)
	case string:
		*h.to = v
	default:
		return fmt.Errorf("hash is a %T", v)
	}
	return nil
}

// previousColumn reads the hash of the previous version, where it is stored.
type previousColumn struct{ to **string }

// Scan implements sql.Scanner.
func (p previousColumn) Scan(v any) error {
	*p.to = nil
	if v == nil {
		return nil
	}
	var s string
	*p.to = &s
	return hashColumn{&s}.Scan(v)
}

func hashValue(s string) any {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != 32 || hex.EncodeToString(b) != s {
		return s
	}
	return b
}

// keyOf gives the first 8 bytes of a text's SHA-256, for lookups that are
// verified afterwards.
func keyOf(text string) int64 {
	sum := sha256.Sum256([]byte(text))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}
