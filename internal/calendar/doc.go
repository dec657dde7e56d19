// Package calendar converts days between the Gregorian, the Persian (solar
// Hijri) and the Islamic calendar, and writes them in English, Arabic and
// Persian for exports and the command line; on screen the browser's Intl does
// the same. It knows days, not times or zones.
//
// Persian years follow the 33-year rule, which gives what ICU gives for every day
// from 1800 to 2100. Islamic dates follow the Umm al-Qura table from 1300 to 1600
// AH (12 November 1882 to 2174) and the civil (tabular) calendar outside of it,
// and say which. Observed months may begin a day earlier or later.
package calendar
