//go:build desktop

package window

import (
	"os"
	"strings"
)

// words are what the menu and the system's dialogs say; commands have the names
// that they have on the page.
type words struct {
	file, newLibrary, openLibrary, recent, noneYet, importing, jobs, settings, quit     string
	goTo, front, latest, topics, tags, findHere, search, palette                        string
	view, larger, smaller, usual, sidebar, appearance, help, guide, newFolder, watching string
}

// wordsIn gives the words of an interface language; English where there are none.
func wordsIn(language string) words {
	switch language {
	case "ar":
		return words{
			file: "ملف", newLibrary: "مكتبة جديدة…", openLibrary: "فتح مكتبة…",
			recent: "فتح مكتبة حديثة", noneYet: "لا شيء بعد", importing: "استيراد…",
			jobs: "الاستيراد والمهام", settings: "الإعدادات", quit: "إنهاء",
			goTo: "انتقال", front: "الصفحة الأولى", latest: "الأحدث",
			topics: "ملفات", tags: "الوسوم", findHere: "ابحث في هذا المقال",
			search: "البحث", palette: "كل الأوامر", view: "عرض",
			larger: "تكبير", smaller: "تصغير", usual: "الحجم المعتاد",
			sidebar: "الشريط الجانبي", appearance: "المظهر", help: "مساعدة",
			guide: "المفاتيح والدليل", newFolder: "مجلد المكتبة الجديدة", watching: "مجلد للمراقبة",
		}
	case "fa":
		return words{
			file: "پرونده", newLibrary: "کتابخانهٔ تازه…", openLibrary: "گشودن کتابخانه…",
			recent: "گشودن کتابخانه‌های اخیر", noneYet: "هنوز هیچ‌کدام", importing: "درون‌ریزی…",
			jobs: "درون‌ریزی و کارها", settings: "تنظیمات", quit: "خروج",
			goTo: "رفتن", front: "صفحهٔ نخست", latest: "تازه‌ها",
			topics: "پرونده‌ها", tags: "برچسب‌ها", findHere: "جست‌وجو در این نوشته",
			search: "جست‌وجو", palette: "همهٔ فرمان‌ها", view: "نمایش",
			larger: "بزرگ‌تر", smaller: "کوچک‌تر", usual: "اندازهٔ معمول",
			sidebar: "نوار کناری", appearance: "نما", help: "راهنما",
			guide: "کلیدها و راهنما", newFolder: "پوشهٔ کتابخانهٔ تازه", watching: "پوشه‌ای برای زیر نظر گرفتن",
		}
	}
	return words{
		file: "File", newLibrary: "New library…", openLibrary: "Open library…",
		recent: "Open recent", noneYet: "None yet", importing: "Import…",
		jobs: "Imports and jobs", settings: "Settings", quit: "Quit",
		goTo: "Go", front: "Front page", latest: "Latest",
		topics: "In Focus", tags: "Tags", findHere: "Find in this article",
		search: "Search", palette: "All commands", view: "View",
		larger: "Larger", smaller: "Smaller", usual: "Usual size",
		sidebar: "Sidebar", appearance: "Appearance", help: "Help",
		guide: "Keys and guide", newFolder: "Folder for the new library", watching: "Folder to watch",
	}
}

// systemLanguage is that of the environment, which Linux and macOS tell it by;
// empty: it tells none.
func systemLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if told := os.Getenv(name); told != "" {
			language, _, _ := strings.Cut(told, "_")
			return language
		}
	}
	return ""
}
