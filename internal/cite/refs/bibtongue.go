package refs

import (
	"strings"

	"golang.org/x/text/language"

	"broadsheet/internal/lang"
)

// bibTongues are languages as babel and polyglossia name them, which is how biblatex
// says them; a variety goes by its language.
var bibTongues = map[string]string{
	"afrikaans": "af", "american": "en-US", "arabic": "ar", "armenian": "hy", "australian": "en-AU", "austrian": "de-AT", "basque": "eu", "belarusian": "be", "bengali": "bn",
	"brazil": "pt-BR", "brazilian": "pt-BR", "british": "en-GB", "bulgarian": "bg", "canadian": "en-CA", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
	"danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo", "estonian": "et", "farsi": "fa", "finnish": "fi", "french": "fr", "francais": "fr", "galician": "gl",
	"german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "magyar": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga", "italian": "it",
	"japanese": "ja", "korean": "ko", "kurdish": "ku", "latin": "la", "latvian": "lv", "lithuanian": "lt", "malay": "ms", "marathi": "mr", "naustrian": "de-AT", "newzealand": "en-NZ",
	"ngerman": "de", "norsk": "nb", "norwegian": "no", "nswissgerman": "de-CH", "nynorsk": "nn", "pashto": "ps", "persian": "fa", "polish": "pl", "portuges": "pt", "portuguese": "pt",
	"punjabi": "pa", "romanian": "ro", "russian": "ru", "sanskrit": "sa", "serbian": "sr", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "sorani": "ckb", "spanish": "es",
	"swedish": "sv", "swissgerman": "de-CH", "tamil": "ta", "telugu": "te", "thai": "th", "turkish": "tr", "ukenglish": "en-GB", "ukrainian": "uk", "urdu": "ur", "usenglish": "en-US",
	"vietnamese": "vi", "welsh": "cy",
}

// bibTongue gives the tag of a language that is named so, or by a code of ISO 639;
// empty: it is not known.
func bibTongue(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if tag := bibTongues[name]; tag != "" {
		return tag
	}
	if len(name) > 3 || !lang.Valid(name) {
		return ""
	}
	tag, err := language.Parse(name) // fre and fra are fr
	if err != nil {
		return ""
	}
	return tag.String()
}
