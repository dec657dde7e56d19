package news

import "time"

// Correction is a version that corrected an article or made it clear.
type Correction struct {
	Article   Summary
	N         int
	Change    string // correction or clarification
	Note      string
	Published time.Time
}

// CorrectionPage is a page of corrections, newest first; Next is empty at the end.
type CorrectionPage struct {
	Corrections []Correction
	Next        string
}
