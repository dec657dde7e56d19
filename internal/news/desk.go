package news

import "time"

// DraftState is the editorial state of a draft: how far the work on it is. It says
// nothing of what readers see; that is the article's State.
type DraftState string

// The editorial states.
const (
	DraftIdea             DraftState = "idea"
	DraftWriting          DraftState = "draft"
	DraftInReview         DraftState = "in review"
	DraftChangesRequested DraftState = "changes requested"
	DraftApproved         DraftState = "approved"
	DraftOnHold           DraftState = "on hold"
	DraftSpiked           DraftState = "spiked"
)

// DraftStates lists the editorial states in the order of the work.
func DraftStates() []DraftState {
	return []DraftState{DraftIdea, DraftWriting, DraftInReview, DraftChangesRequested, DraftApproved, DraftOnHold, DraftSpiked}
}

// DraftAct is what moves a draft from one editorial state to another.
type DraftAct string

// The acts. Edit is every change of a draft's words or fields; it is not asked
// for, it happens.
const (
	ActEdit    DraftAct = "edit"
	ActSubmit  DraftAct = "submit"
	ActReturn  DraftAct = "return"
	ActApprove DraftAct = "approve"
	ActHold    DraftAct = "hold"
	ActSpike   DraftAct = "spike"
	ActResume  DraftAct = "resume"
	ActPublish DraftAct = "publish"
)

// DraftActs lists the acts.
func DraftActs() []DraftAct {
	return []DraftAct{ActEdit, ActSubmit, ActReturn, ActApprove, ActHold, ActSpike, ActResume, ActPublish}
}

// draftMoves is the table of the editorial axis: what is not in it is refused. An
// edit voids an approval; what is published leaves the desk, and has no state there
// any more (the empty one).
var draftMoves = map[DraftState]map[DraftAct]DraftState{
	DraftIdea: {ActEdit: DraftIdea, ActSubmit: DraftInReview, ActHold: DraftOnHold, ActSpike: DraftSpiked,
		ActResume: DraftWriting},
	DraftWriting:          {ActEdit: DraftWriting, ActSubmit: DraftInReview, ActHold: DraftOnHold, ActSpike: DraftSpiked},
	DraftInReview:         {ActEdit: DraftInReview, ActReturn: DraftChangesRequested, ActApprove: DraftApproved, ActHold: DraftOnHold, ActSpike: DraftSpiked, ActResume: DraftWriting},
	DraftChangesRequested: {ActEdit: DraftChangesRequested, ActSubmit: DraftInReview, ActHold: DraftOnHold, ActSpike: DraftSpiked},
	DraftApproved:         {ActEdit: DraftWriting, ActPublish: "", ActHold: DraftOnHold, ActSpike: DraftSpiked, ActResume: DraftWriting},
	DraftOnHold:           {ActEdit: DraftOnHold, ActResume: DraftWriting, ActSpike: DraftSpiked},
	DraftSpiked:           {ActEdit: DraftSpiked, ActResume: DraftWriting},
}

// After gives the state that an act leads to, and whether it may be done at all.
func (s DraftState) After(act DraftAct) (DraftState, bool) {
	to, ok := draftMoves[s][act]
	return to, ok
}

// NeedsReason says whether whoever does it has to say why.
func (act DraftAct) NeedsReason() bool { return act == ActReturn }

// The public states beside those of an article's row: scheduled is that of an article
// whose first version waits for its time, corrected that of a published one with a
// correction among its versions.
const (
	StateScheduled State = "scheduled"
	StateCorrected State = "corrected"
)

// States lists the public states.
func States() []State {
	return []State{StateUnpublished, StateScheduled, StatePublished, StateCorrected, StateWithdrawn, StateRetracted}
}

// PublicAct is what moves an article from one public state to another.
type PublicAct string

// The acts that readers notice.
const (
	PublicSchedule   PublicAct = "schedule"
	PublicUnschedule PublicAct = "unschedule"
	PublicPublish    PublicAct = "publish" // a first version, or one that is no correction
	PublicCorrect    PublicAct = "correct" // corrections and clarifications
	PublicWithdraw   PublicAct = "withdraw"
	PublicRetract    PublicAct = "retract"
)

// PublicActs lists the acts.
func PublicActs() []PublicAct {
	return []PublicAct{PublicSchedule, PublicUnschedule, PublicPublish, PublicCorrect, PublicWithdraw, PublicRetract}
}

// publicMoves is the table of the public axis. Scheduling the next version of what is
// out already changes nothing that readers see. Nothing leads out of retracted: what
// was withdrawn may come back, what was retracted was wrong.
var publicMoves = map[State]map[PublicAct]State{
	StateUnpublished: {PublicSchedule: StateScheduled, PublicPublish: StatePublished},
	StateScheduled:   {PublicSchedule: StateScheduled, PublicUnschedule: StateUnpublished, PublicPublish: StatePublished},
	StatePublished: {PublicSchedule: StatePublished, PublicUnschedule: StatePublished, PublicPublish: StatePublished,
		PublicCorrect: StateCorrected, PublicWithdraw: StateWithdrawn, PublicRetract: StateRetracted},
	StateCorrected: {PublicSchedule: StateCorrected, PublicUnschedule: StateCorrected, PublicPublish: StateCorrected,
		PublicCorrect: StateCorrected, PublicWithdraw: StateWithdrawn, PublicRetract: StateRetracted},
	StateWithdrawn: {PublicSchedule: StateWithdrawn, PublicUnschedule: StateWithdrawn, PublicPublish: StatePublished,
		PublicCorrect: StateCorrected, PublicRetract: StateRetracted},
	StateRetracted: {},
}

// After gives the public state that an act leads to, and whether it may be done at all.
func (s State) After(act PublicAct) (State, bool) {
	to, ok := publicMoves[s][act]
	return to, ok
}

// NeedsNote says whether readers have to be told why, in a public note.
func (act PublicAct) NeedsNote() bool {
	return act == PublicCorrect || act == PublicWithdraw || act == PublicRetract
}

// What a version's Change says of one that took the article away.
const (
	ChangeWithdrawal = "withdrawal"
	ChangeRetraction = "retraction"
)

// PublicActOf gives the act that publishing a version with a change kind is. false:
// there is no such kind, or it is not published from a draft.
func PublicActOf(change string) (PublicAct, bool) {
	switch change {
	case "", ChangeMinor, ChangeUpdate:
		return PublicPublish, true
	case ChangeCorrection, ChangeClarification:
		return PublicCorrect, true
	}
	return "", false
}

// Draft is a working copy. Its Article is what it holds now: fields and canonical
// body; of the ids in it, Public is that of the article that it will be, or is a
// working copy of.
type Draft struct {
	ID       string
	Article  Article
	State    DraftState
	Public   State // of the article; unpublished where there is none yet
	Base     int   // number of the version that it was made from; 0: none
	Newest   int   // number of the article's newest version; above Base: it moved since
	Revision int   // number of the newest revision
	// Stamp grows with each save. A save names the stamp of what it changes, so that
	// of two windows none overwrites the other.
	Stamp   int64
	Hash    string // SHA-256 of what it holds, in hex; an approval is bound to it
	Words   int
	Created time.Time
	Changed time.Time
	Actor   string // name of whoever changed it last
	// Release says how it is to be published at a time; nil: it is not scheduled.
	Release *Release
	// Failed is why a release that was due could not be done; may be empty.
	Failed string
	// Reason is what was said when it was returned; may be empty.
	Reason string
	// Closed is how it left the desk: "published", "discarded"; empty: it is there.
	Closed string
	// Recovered: it is on the list of those that were brought back. Lists do not say it.
	Recovered bool
}

// Release says how a draft is published.
type Release struct {
	Draft  string
	At     time.Time // zero: now
	Change string    // a change kind; empty: an update, or the first version
	Note   string    // for readers; corrections and clarifications need one
	// Group is the same for drafts that were scheduled as one release.
	Group string
}

// Publishing is a draft on its way out.
type Publishing struct {
	Release
	Hash    string  // of what the draft holds: it goes out as it was approved
	Onto    int     // the article's newest version, which Article takes account of; 0: it is new
	Article Article // as it will stand
}

// Released is a version that came of a draft.
type Released struct {
	Draft   string
	Article string // its public id
	N       int    // number of the version; 0: it is scheduled
}

// Revision is one saved state of a draft.
type Revision struct {
	N     int
	Saved time.Time
	Actor string
	Name  string // given by a person; empty: it was saved by itself
	Words int
	Hash  string // SHA-256 of what it holds, in hex
}

// DraftFilter says which drafts are listed: the newest change first.
type DraftFilter struct {
	State   DraftState // empty: all but spiked ones
	Article string     // public id; empty: of any
	After   string     // cursor
	Limit   int        // 1 to 1,000; 0: 50
}

// Whole says whether the first page of a list is asked for, and not one article's drafts.
func (f DraftFilter) Whole() bool { return f.Article == "" && f.After == "" }

// DraftPage is a page of drafts, without their bodies; Next is empty at the end.
type DraftPage struct {
	Drafts []Draft
	Next   string
	// Counts are of all that is on the desk; only the first page of a whole list has them.
	Counts map[DraftState]int
}

// DraftSave is a draft's next state.
type DraftSave struct {
	ID      string
	Stamp   int64 // of the state that it changes; 0: whichever
	Article Article
	Base    int // number of the version that it takes account of from now on; 0: as before
	// Keep makes it a revision; Name gives it a name.
	Keep bool
	Name string
	// Every makes it a revision where the newest is older than that; 0: not by itself.
	Every time.Duration
	// Trail are editing steps since the last save, as JSON, for an undo that survives
	// a restart; the store does not read them. Restart: they begin anew.
	Trail   []string
	Restart bool
	// Recovered is when the words were typed, where they are brought back from the
	// draft's file: it is then listed as such. Zero: they are not.
	Recovered time.Time
}

// RecoveredDraft is a draft that was brought back after the program, or the machine,
// ended at the wrong moment, and that nobody has looked at since.
type RecoveredDraft struct {
	Draft string
	Title string
	Saved time.Time // when what was brought back was typed
	// Lost: the library had the draft no more, or it had left the desk, and it was made anew.
	Lost bool
}

// DraftNote is what a reviewer says of a draft. Its anchor is that of the W3C Web
// Annotation model inside a block: the words, what stands around them, and where
// they stood, so that it is found again in a text that was edited.
type DraftNote struct {
	ID       string
	Parent   string // id of the note that it answers; empty: it begins a thread
	Block    string // id of the block; empty: it is about the whole draft
	Quote    string
	Prefix   string
	Suffix   string
	Start    int // in Unicode letters from the block's beginning
	Text     string
	Actor    string
	Written  time.Time
	Resolved time.Time // zero: it is open
}
