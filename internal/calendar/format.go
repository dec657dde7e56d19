package calendar

import (
	"strconv"
	"strings"
)

// MonthName gives the name of a month (1 to 12) in a language: Arabic, Persian,
// or English for every other; "" for another month.
func MonthName(c Calendar, month int, lang string) string {
	if month < 1 || month > 12 {
		return ""
	}
	names, ok := monthNames[c][base(lang)]
	if !ok {
		names = monthNames[c]["en"]
	}
	if names == nil {
		return ""
	}
	return names[month-1]
}

// Format writes a Gregorian day in a calendar and a language: day, name of the
// month, year, and the era for all but the Gregorian ("3 Azar 1405 SH"). Persian
// text has Persian digits.
func Format(g Date, c Calendar, lang string) string {
	d := g
	switch c {
	case Persian:
		d = ToPersian(g)
	case Islamic:
		d, _ = ToIslamic(g)
	}
	out := strconv.Itoa(d.Day) + " " + MonthName(c, d.Month, lang) + " " + strconv.Itoa(d.Year)
	if era := eras[c][base(lang)]; era != "" {
		out += " " + era
	} else if era := eras[c]["en"]; era != "" && base(lang) != "ar" && base(lang) != "fa" {
		out += " " + era
	}
	if base(lang) == "fa" {
		out = persianDigits.Replace(out)
	}
	return out
}

func base(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	return lang
}

var persianDigits = strings.NewReplacer("0", "۰", "1", "۱", "2", "۲", "3", "۳", "4", "۴", "5", "۵", "6", "۶", "7", "۷", "8", "۸", "9", "۹")

var eras = map[Calendar]map[string]string{
	Persian: {"en": "SH", "ar": "هـ ش", "fa": "ه‍.ش."},
	Islamic: {"en": "AH", "ar": "هـ", "fa": "ه‍.ق."},
}

// monthNames as CLDR has them; the Persian months in Arabic as Arabic newspapers
// print them.
var monthNames = map[Calendar]map[string][]string{
	Gregorian: {
		"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		"ar": {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
		"fa": {"ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"},
	},
	Persian: {
		"en": {"Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"},
		"ar": {"فروردين", "أرديبهشت", "خرداد", "تير", "مرداد", "شهريور", "مهر", "آبان", "آذر", "دي", "بهمن", "إسفند"},
		"fa": {"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"},
	},
	Islamic: {
		"en": {"Muharram", "Safar", "Rabiʻ I", "Rabiʻ II", "Jumada I", "Jumada II", "Rajab", "Shaʻban", "Ramadan", "Shawwal", "Dhuʻl-Qiʻdah", "Dhuʻl-Hijjah"},
		"ar": {"محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"},
		"fa": {"محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول", "جمادی‌الثانی", "رجب", "شعبان", "رمضان", "شوال", "ذیقعده", "ذیحجه"},
	},
}
