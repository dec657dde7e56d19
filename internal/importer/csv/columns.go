package csv

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The fields that a column may bring.
const (
	fieldID           = "id"
	fieldTitle        = "title"
	fieldURL          = "url"
	fieldPublished    = "published"
	fieldUpdated      = "updated"
	fieldAuthors      = "authors"
	fieldSection      = "section"
	fieldTags         = "tags"
	fieldTopics       = "topics"
	fieldStandfirst   = "standfirst"
	fieldBody         = "body" // HTML or text, as it looks
	fieldBodyHTML     = "body_html"
	fieldBodyMarkdown = "body_markdown"
	fieldBodyText     = "body_text"
	fieldKicker       = "kicker"
	fieldKind         = "kind"
	fieldLanguage     = "language"
	fieldDateline     = "dateline"
	fieldSlug         = "slug"
	fieldState        = "state"
	fieldPicture      = "lead_image"
	fieldCaption      = "caption"
	fieldCredit       = "credit"
	fieldAlt          = "alt"
)

// headings are what columns are called in English, German, French, Spanish,
// Arabic and Persian, folded as by fold.
var headings = map[string][]string{
	fieldID: words("id|guid|uid|article id|post id|item id|nummer|artikel id|identifiant|identificador|codigo|المعرف|رقم|الرقم|شناسه|کد|شماره"),
	fieldTitle: words("title|headline|name|subject|post title|article title|titel|uberschrift|schlagzeile|titre|intitule|titulo|titular|encabezado|" +
		"العنوان|عنوان|عنوان المقال|تیتر|سرتیتر|عنوان خبر"),
	fieldURL: words("url|link|address|permalink|href|web address|source url|canonical|canonical url|uri|adresse|verweis|webadresse|lien|adresse web|enlace|direccion|vinculo|" +
		"الرابط|رابط|العنوان الالكتروني|پیوند|لینک|نشانی|آدرس"),
	fieldPublished: words("published|date|publication date|published at|published on|publish date|pub date|pubdate|post date|time added|timestamp|created|created at|datetime|day|" +
		"datum|veroffentlicht|veroffentlichungsdatum|erschienen|date de publication|publie|publie le|fecha|fecha de publicacion|publicado|" +
		"التاريخ|تاريخ|تاريخ النشر|تاریخ|تاریخ انتشار|زمان|زمان انتشار"),
	fieldUpdated: words("updated|modified|last modified|updated at|update|last update|date modified|aktualisiert|geandert|mis a jour|date de mise a jour|modifie|actualizado|modificado|" +
		"fecha de actualizacion|تاريخ التحديث|آخر تحديث|به روز رسانی|تاریخ به روز رسانی|ویرایش"),
	fieldAuthors: words("author|authors|byline|writer|by|creator|autor|autoren|autorin|verfasser|auteur|auteurs|autora|autores|redactor|الكاتب|المؤلف|كاتب|المؤلفون|نویسنده|نویسندگان|نگارنده"),
	fieldSection: words("section|category|desk|department|folder|categories|ressort|rubrik|kategorie|ordner|rubrique|categorie|dossier|seccion|categoria|carpeta|" +
		"القسم|قسم|التصنيف|الفئة|بخش|دسته|دسته بندی|سرویس|گروه"),
	fieldTags: words("tags|tag|keywords|labels|keyword|schlagworter|schlagworte|stichworter|etiketten|mots cles|etiquettes|tags cles|etiquetas|palabras clave|" +
		"الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|برچسب|برچسب ها|کلیدواژه|کلیدواژه ها|کلمات کلیدی"),
	fieldTopics: words("topics|topic|themen|thema|themes|theme|sujets|temas|tema|المواضيع|الموضوع|موضوع|موضوعات|موضوع ها"),
	fieldStandfirst: words("standfirst|summary|description|excerpt|abstract|deck|dek|lead|teaser|intro|selection|subtitle|zusammenfassung|beschreibung|vorspann|kurzfassung|untertitel|" +
		"resume|chapo|chapeau|extrait|resumen|descripcion|entradilla|bajada|الملخص|ملخص|الوصف|المقدمة|خلاصه|چکیده|توضیحات|لید|شرح"),
	fieldBody: words("body|text|content|article|article text|full text|fulltext|story|post content|inhalt|artikel|volltext|haupttext|contenu|texte|corps|article complet|contenido|texto|cuerpo|" +
		"النص|نص|المحتوى|المتن|نص المقال|متن|محتوا|متن خبر|متن کامل"),
	fieldBodyHTML:     words("body html|html|content html"),
	fieldBodyMarkdown: words("body markdown|markdown|content markdown"),
	fieldBodyText:     words("body text|plain text|content text"),
	fieldKicker:       words("kicker|overline|dachzeile|surtitre|antetitulo|روتیتر|العنوان التمهيدي"),
	fieldKind:         words("kind|type|article type|post type|art|typ|genre|tipo|النوع|نوع|نوع المقال|گونه"),
	fieldLanguage:     words("language|lang|locale|sprache|langue|idioma|lengua|اللغة|لغة|زبان"),
	fieldDateline:     words("dateline|place|location|ort|lieu|lugar|المكان|مكان|محل"),
	fieldSlug:         words("slug|post name|nom court"),
	fieldState:        words("state|status|draft|zustand|etat|statut|estado|الحالة|حالة|وضعیت"),
	fieldPicture: words("image|picture|photo|lead image|image url|picture url|thumbnail|featured image|bild|foto|titelbild|bild url|image principale|imagen|foto principal|" +
		"الصورة|صورة|تصویر|عکس"),
	fieldCaption: words("caption|image caption|bildunterschrift|bildtext|legende|pie de foto|leyenda|تعليق الصورة|شرح عکس|شرح تصویر"),
	fieldCredit:  words("credit|photo credit|photographer|bildnachweis|fotograf|credit photo|photographe|credito|fotografo|المصور|عکاس"),
	fieldAlt:     words("alt|alt text|alternative text|alternativtext|texte alternatif|texto alternativo|النص البديل|متن جایگزین"),
}

func words(list string) []string {
	all := strings.Split(list, "|")
	for i := range all {
		all[i] = fold(all[i])
	}
	return all
}

// fold brings a heading into the form in which headings are compared: lower
// case, words parted by one space, without accents and the like, letters of
// Arabic and Persian in one spelling.
func fold(heading string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(strings.ToLower(heading)) {
		switch r {
		case 'ي', 'ى':
			r = 'ی'
		case 'ك':
			r = 'ک'
		case 'ة':
			r = 'ه'
		case 'ß':
			r = 's'
		}
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		default:
			space = true
		}
	}
	return b.String()
}

// column is a column with what it brings.
type column struct {
	heading string
	field   string // empty: it is kept under extra
}

// carries says whether a column can be what makes a row an article.
func (c column) carries() bool {
	switch c.field {
	case fieldTitle, fieldURL, fieldBody, fieldBodyHTML, fieldBodyMarkdown, fieldBodyText:
		return true
	}
	return false
}

// several are fields that more than one column may bring.
var several = map[string]bool{fieldAuthors: true, fieldTags: true, fieldTopics: true}

// columnsOf guesses what columns bring; a mapping goes before guesses.
func columnsOf(row []string, mapping map[string]string) []column {
	names := map[string]string{}
	for field, list := range headings {
		names[fold(field)] = field
		for _, name := range list {
			names[name] = field
		}
	}
	out := make([]column, len(row))
	taken := map[string]bool{}
	for i, heading := range row {
		out[i].heading = strings.TrimSpace(heading)
		if out[i].heading == "" {
			out[i].heading = "column " + strconv.Itoa(i+1)
		}
		if field, ok := mapping[out[i].heading]; ok {
			out[i].field = field
			taken[field] = true
		}
	}
	for i := range out {
		if _, ok := mapping[out[i].heading]; ok {
			continue
		}
		field := names[fold(out[i].heading)]
		if field == "" || taken[field] && !several[field] {
			continue
		}
		taken[field] = true
		out[i].field = field
	}
	return out
}
