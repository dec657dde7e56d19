package news

import "time"

// Correction is what readers were told of an article after it was published: a version
// that corrected it, made it clear, or took it away.
type Correction struct {
	Article   Summary // of one that was withdrawn too: its title is still named
	State     State   // of the article now
	N         int
	Change    string // one of CorrectionKinds
	Note      string // the reason that readers were given; may be empty for what came from elsewhere
	Published time.Time
}

// CorrectionKinds lists the kinds of change that readers are told of.
func CorrectionKinds() []string {
	return []string{ChangeCorrection, ChangeClarification, ChangeWithdrawal, ChangeRetraction}
}

// CorrectionFilter says which corrections are listed: the newest first.
type CorrectionFilter struct {
	Kind  string // one of CorrectionKinds; empty: all
	After string // cursor
	Limit int    // 1 to 500; 0: 50
}

// CorrectionPage is a page of corrections, newest first; Next is empty at the end.
type CorrectionPage struct {
	Corrections []Correction
	Next        string
}
