package bridge

// SlotRequest fills a slot of the front page.
type SlotRequest struct {
	Slot string   `json:"slot"` // lead, editors-choice, in-focus, gallery
	IDs  []string `json:"ids"`  // of articles, or topics' slugs in in-focus; none: the slot is cleared
}

// WordRequest gives an item of a slot words of its own; what is absent stays, what is
// empty is the article's own again.
type WordRequest struct {
	Slot    string  `json:"slot"`
	ID      string  `json:"id"`
	Title   *string `json:"title,omitempty"`
	Kicker  *string `json:"kicker,omitempty"`
	Picture *string `json:"picture,omitempty"` // /media/SHA256 of a stored picture, or an article's id: its lead picture
}

// FrontDesk is the front page as it lies on the desk.
type FrontDesk struct {
	Live    int64      `json:"live"`    // the revision that readers see
	Mark    string     `json:"mark"`    // of the working copy as it stands; empty: there is none, and the slots are what readers see
	Since   string     `json:"since"`   // when the copy was begun
	Moved   bool       `json:"moved"`   // what readers see changed since then
	Changes int        `json:"changes"` // from what readers see
	Due     string     `json:"due"`     // when the copy is published; empty: by hand
	Failed  string     `json:"failed"`  // why it could not be published then; empty: it was not due, or it was
	Slots   []DeskSlot `json:"slots"`   // all of them, in the order of the page
}

// DeskSlot is a slot on the desk.
type DeskSlot struct {
	Name  string     `json:"name"`
	Items []DeskItem `json:"items"`
}

// DeskItem is an item of a slot with what it is.
type DeskItem struct {
	SlotItem
	Own     *Picture   `json:"own"`     // the item's own picture as a page shows it
	Article *Row       `json:"article"` // nil: a topic, or not here any more
	Topic   *TopicCard `json:"topic"`
}

// ArrangeRequest writes slots of the working copy; those not named stay as they are.
type ArrangeRequest struct {
	Slots []Slot `json:"slots"`
	Mark  string `json:"mark"` // of the copy that was seen; empty: there was none
}

// ArrangeResult is the front page as it lies on the desk then.
type ArrangeResult struct {
	Entry string    `json:"entry"` // of the history; empty where nothing changed
	Desk  FrontDesk `json:"desk"`
}

// PublishFrontRequest shows readers the working copy.
type PublishFrontRequest struct {
	Live int64  `json:"live"`         // the revision that they were seen to have
	At   string `json:"at,omitempty"` // when; without an offset in the publication's zone; empty or past: now
}

// FrontPicture is a picture that an item may bear.
type FrontPicture struct {
	Picture SlotPicture `json:"picture"`
	Shown   Picture     `json:"shown"`
}

// FrontPicturesResult lists them.
type FrontPicturesResult struct {
	Pictures []FrontPicture `json:"pictures"`
}

// FrontHistoryRequest asks for the states of the front page.
type FrontHistoryRequest struct {
	Before int64 `json:"before,omitempty"` // those below this revision; 0: from the newest
	Limit  int   `json:"limit,omitempty"`  // 1 to 1,000; 0: 50
}

// FrontRevision is a state that the front page was in.
type FrontRevision struct {
	Revision int64        `json:"revision"`
	At       string       `json:"at"`
	Actor    string       `json:"actor"`
	Changed  []SlotChange `json:"changed"` // from the state before
}

// SlotChange says what changed in a slot.
type SlotChange struct {
	Slot   string   `json:"slot"`
	Placed []string `json:"placed"` // ids that came
	Taken  []string `json:"taken"`  // ids that went
	Moved  int      `json:"moved"`  // how many changed places
	Worded int      `json:"worded"` // how many have other words or another picture
}

// FrontHistoryResult lists them, the newest first.
type FrontHistoryResult struct {
	History []FrontRevision `json:"history"`
}

// RestoreRequest names a state of the front page.
type RestoreRequest struct {
	Revision int64 `json:"revision"`
}
