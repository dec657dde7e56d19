package query

import (
	"strings"

	"broadsheet/internal/lang"
)

// term is something of the query language with its names: the English one,
// which always works, and those of other languages of the interface, the usual
// one of each first.
type term struct {
	english, fa, ar string // several names are parted by a space
}

// fieldTerms are the names of fields. Names of all languages work at once: no
// word of one means another field in another (a test holds that).
var fieldTerms = []term{
	{"title", "عنوان تیتر", "عنوان"},
	{"lead", "لید", "مقدمة"},
	{"body", "متن", "نص"},
	{"exact", "دقیق", "مطابق"},
	{"kind", "نوع", "نوع"},
	{"section", "بخش", "قسم"},
	{"topic", "موضوع", "موضوع"},
	{"tag", "برچسب", "وسم"},
	{"author", "نویسنده", "كاتب الكاتب"},
	{"lang language", "زبان", "لغة"},
	{"source", "منبع", "مصدر"},
	{"has", "دارای", "يحوي"},
	{"is", "وضعیت", "حالة"},
	{"in", "در", "في"},
	{"place", "مکان", "مكان"},
	{"id", "شناسه", "معرف"},
	{"from after", "از", "من"},
	{"to before", "تا", "إلى"},
	{"date", "تاریخ", "تاريخ"},
}

// valueTerms are the names of the values of fields that take only some.
var valueTerms = map[Field][]term{
	FieldHas: {
		{"picture", "عکس تصویر", "صورة"}, {"gallery", "گالری", "معرض"}, {"film", "فیلم", "فيلم"},
		{"sound", "صدا", "صوت"}, {"map", "نقشه", "خريطة"}, {"table", "جدول", "جدول"},
		{"chart", "نمودار", "رسم"}, {"quote", "نقل", "اقتباس"}, {"note", "پانویس", "حاشية"},
		{"place", "مکان", "مكان"}, {"comments", "دیدگاه", "تعليقات"}, {"correction", "تصحیح", "تصحيح"},
	},
	FieldIs: {
		{"unread", "نخوانده", "جديد"}, {"read", "خوانده", "مقروء"}, {"starred star", "ستاره", "مميز"},
		{"later", "بعدا", "لاحقا"}, {"corrected", "اصلاح", "مصحح"},
	},
	FieldIn: {
		{"articles", "مطالب", "مقالات"}, {"captions", "شرح", "شروح"}, {"comments", "دیدگاه", "تعليقات"},
		{"notes", "یادداشت", "ملاحظات"},
	},
	FieldKind: {
		{"news", "خبر", "خبر"}, {"report", "گزارش", "تقرير"}, {"analysis", "تحلیل", "تحليل"},
		{"interview", "گفتگو", "حوار"}, {"opinion", "نظر", "رأي"}, {"note", "یادداشت", "ملاحظة"},
		{"factsheet", "برگه", "حقائق"}, {"photo", "عکس", "صور"}, {"film", "فیلم", "فيلم"}, {"map", "نقشه", "خريطة"},
	},
}

// What else has names.
var (
	atLeastTerm   = term{"atleast", "حداقل", "أدنى"}
	wordsTerm     = term{"words", "کلمات", "كلمات"}
	todayTerm     = term{"today", "امروز", "اليوم"}
	yesterdayTerm = term{"yesterday", "دیروز", "أمس"}
	orTerm        = term{"OR", "یا", "أو"}
	notTerm       = term{"NOT", "بدون", "بدون"}
	nearTerm      = term{"NEAR", "نزدیک", "قرب"}
)

// in gives the names in a language, none where the interface has no such one.
func (t term) in(language string) []string {
	switch lang.Base(language) {
	case "fa":
		return strings.Fields(t.fa)
	case "ar":
		return strings.Fields(t.ar)
	case "en":
		return strings.Fields(t.english)
	}
	return nil
}

// means says whether a folded word is a name of it in any language.
func (t term) means(fold string) bool {
	return t.english == fold || t.translated(fold) || strings.Contains(t.english, " ") && oneOf(t.in("en"), fold)
}

// translated says whether a folded word is a name of it that is not English.
func (t term) translated(fold string) bool { return oneOf(t.in("fa"), fold) || oneOf(t.in("ar"), fold) }

func oneOf(names []string, fold string) bool {
	for _, name := range names {
		if lang.Fold(name) == fold {
			return true
		}
	}
	return false
}

func (t term) first() string {
	name, _, _ := strings.Cut(t.english, " ")
	return name
}

// fieldNamed gives the field of a name in any language.
func fieldNamed(name string) (Field, bool) {
	fold := lang.Fold(name)
	for _, t := range fieldTerms {
		if t.means(fold) {
			return Field(t.first()), true
		}
	}
	return "", false
}

// Value gives the English name of a value of a field that takes only some (has,
// is, in, kind), given in any language of the interface, else what was given.
func Value(field Field, value string) string {
	fold := lang.Fold(value)
	for _, t := range valueTerms[field] {
		if t.means(fold) {
			return t.first()
		}
	}
	return value
}

// Known says whether a field that takes only some values takes this one.
func Known(field Field, value string) bool {
	for _, t := range valueTerms[field] {
		if t.first() == value {
			return true
		}
	}
	return false
}

// Named is a field or a value with its name in a language of the interface.
type Named struct {
	English string
	Name    string // English where the language has none
}

// Fields lists the fields by their names in a language, in the order of the
// documentation.
func Fields(language string) []Named { return namedIn(fieldTerms, language) }

// KnownValues lists the values of a field that takes only some.
func KnownValues(field Field, language string) []Named { return namedIn(valueTerms[field], language) }

// Days lists the words for days: today and yesterday.
func Days(language string) []Named { return namedIn([]term{todayTerm, yesterdayTerm}, language) }

func namedIn(terms []term, language string) []Named {
	out := make([]Named, len(terms))
	for i, t := range terms {
		out[i] = Named{t.first(), t.first()}
		if names := t.in(language); len(names) > 0 {
			out[i].Name = names[0]
		}
	}
	return out
}
