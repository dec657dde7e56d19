package bridge

// ShellResult is what every screen needs: asked once at start and again after
// publication.changed or articles.changed.
type ShellResult struct {
	ID        string   `json:"id"` // the library's own
	Name      string   `json:"name"`
	Tagline   string   `json:"tagline"`
	Languages []string `json:"languages"`
	TimeZone  string   `json:"timeZone"`
	Origin    string   `json:"origin"` // sample, empty, own
	Sections  []Named  `json:"sections"`
	Kinds     []Named  `json:"kinds"` // slug: the kind; name: empty for those that the catalogue names
	Counts    Counts   `json:"counts"`
	ReadOnly  bool     `json:"readOnly"`
	Warnings  []Note   `json:"warnings"` // a network share, little space …: one sentence each
	FirstRun  bool     `json:"firstRun"` // the first-run card has not been answered yet
	Window    bool     `json:"window"`   // a real window: dialogs of the system are there
	Version   string   `json:"version"`
	Requests  int64    `json:"requests"` // to the network since the program began
	Index     Lag      `json:"index"`
}

// Counts are the library's totals.
type Counts struct {
	Articles int64 `json:"articles"`
	Topics   int64 `json:"topics"`
	Tags     int64 `json:"tags"`
	Media    int64 `json:"media"`
	Comments int64 `json:"comments"`
	Unread   int64 `json:"unread"`
	Starred  int64 `json:"starred"`
	Later    int64 `json:"later"`
	Pending  int64 `json:"pending"` // comments that wait for a moderator, counted to 1,000; 0 where not asked for
}

// Lag says how far the index is.
type Lag struct {
	Applied    int64 `json:"applied"`
	Latest     int64 `json:"latest"`
	Rebuilding bool  `json:"rebuilding"`
}

// InfoResult describes the library.
type InfoResult struct {
	Counts
	Name     string `json:"name"`
	Folder   string `json:"folder"`
	ID       string `json:"id"`
	Schema   int    `json:"schema"`
	Sections int64  `json:"sections"`
	Oldest   string `json:"oldest"`
	Newest   string `json:"newest"`
	Bytes    Bytes  `json:"bytes"`
	Index    Lag    `json:"index"`
}

// Bytes is the room that the parts take on disk.
type Bytes struct {
	Store int64 `json:"store"`
	Index int64 `json:"index"`
	Media int64 `json:"media"`
	// Backups that the library makes by itself.
	Backups int64 `json:"backups"`
}

// SetRequest sets a field of the publication: name, tagline, languages (comma
// separated), time zone, sections (comma separated).
type SetRequest struct {
	Field string `json:"field"`
	Value string `json:"value"`
}

// EntryResult names the history's entry of what was done.
type EntryResult struct {
	Entry string `json:"entry"`
}

// FirstRunRequest answers the first-run card: read (the sample), bring, empty.
type FirstRunRequest struct {
	Choice string `json:"choice"`
}

// JobRequest starts long work on the library; Target is a token of a file that
// the face offered (a backup's), empty where none is needed.
type JobRequest struct {
	Target string `json:"target,omitempty"`
}

// JobStarted names the job.
type JobStarted struct {
	Job string `json:"job"`
}

// Job is a piece of long work.
type Job struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"`  // import, export, check, repair, reindex, backup, compact
	Title    string  `json:"title"` // what it works on, as given
	State    string  `json:"state"` // running, paused, done, failed, canceled, interrupted
	Done     int64   `json:"done"`
	Total    int64   `json:"total"` // 0: unknown
	Unit     string  `json:"unit"`  // articles, bytes, files
	Rate     float64 `json:"rate"`  // units a second
	Note     string  `json:"note"`
	Started  string  `json:"started"`
	Ended    string  `json:"ended"`
	Revision int64   `json:"revision"` // rises with each change
	Error    *Error  `json:"error"`
	Result   string  `json:"result"` // JSON of the kind's result, once done; of an import that runs: its report so far
}

// JobsResult lists running jobs and the last ended ones, newest first.
type JobsResult struct {
	Jobs []Job `json:"jobs"`
}

// WaitRequest waits for news of a job, at most ten seconds.
type WaitRequest struct {
	ID   string `json:"id"`
	Seen int64  `json:"seen"` // the revision already known
}

// ImportRequest starts an import of what a face offered under a token.
type ImportRequest struct {
	Token  string `json:"token"`
	As     string `json:"as,omitempty"`     // format; empty: found from the content
	Source string `json:"source,omitempty"` // name; empty: the file's
	// Mapping gives columns of a table, by their headings, the field that they bring;
	// empty: it is left out. Of the others the format finds it.
	Mapping     map[string]string `json:"mapping,omitempty"`
	DryRun      bool              `json:"dryRun,omitempty"`
	LeaveSample bool              `json:"leaveSample,omitempty"` // leave the sample publication behind first
	Fetch       bool              `json:"fetch,omitempty"`       // fetch its remote pictures afterwards, as a job of its own
	Private     bool              `json:"private,omitempty"`     // these may be on the person's own network
	// Once: what was offered is gone afterwards, so that the import cannot go on
	// where it is broken off. That is so of uploads and addresses, unsaid.
	Once bool `json:"once,omitempty"`
}

// ColumnsRequest asks what the columns of an offered table are taken for.
type ColumnsRequest struct {
	Token string `json:"token"`
	As    string `json:"as,omitempty"`
	// Mapping is what the person has said so far, as in ImportRequest; none: what they
	// said of the last table with these columns.
	Mapping map[string]string `json:"mapping,omitempty"`
}

// ColumnsResult is what they are taken for; a file that is no table has none.
type ColumnsResult struct {
	Columns []ImportColumn    `json:"columns"`
	Fields  []string          `json:"fields"`  // that a column may bring
	Mapping map[string]string `json:"mapping"` // that holds
}

// ImportColumn is a column of a table.
type ImportColumn struct {
	Heading string   `json:"heading"`
	Field   string   `json:"field"`   // what it brings; empty: it is kept and not shown
	Samples []string `json:"samples"` // its first values, shortened
}

// ImportProblem is an item that was refused or altered.
type ImportProblem struct {
	// Kind is one of news.ProblemKinds: file, refused, picture, picture_refused, date,
	// cut, altered, note; empty in reports of older programs.
	Kind    string `json:"kind,omitempty"`
	Where   string `json:"where"`
	Message string `json:"message"`
}

// ProblemCount is how many problems of a kind there were, with those that are not
// listed.
type ProblemCount struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// ImportReport is what an import did, or in a dry run would do.
type ImportReport struct {
	Import     string `json:"import"`
	Label      string `json:"label"`
	Format     string `json:"format"`
	State      string `json:"state"`     // running, done, canceled, failed, interrupted, undone
	Resumable  bool   `json:"resumable"` // it was broken off and can go on
	Started    string `json:"started"`
	Ended      string `json:"ended"`
	Added      int    `json:"added"`
	Updated    int    `json:"updated"`
	Unchanged  int    `json:"unchanged"`
	Duplicates int    `json:"duplicates"`
	Skipped    int    `json:"skipped"`
	LeftOut    int    `json:"leftOut"` // by rules
	// Retold are those of the added whose text is nearly that of an article that
	// was here before; in a list of imports and a dry run 0.
	Retold   int             `json:"retold"`
	Problems []ImportProblem `json:"problems"` // at most 1,000, the first of each kind among them
	Kinds    []ProblemCount  `json:"problemCounts"`
	Seconds  float64         `json:"seconds"`
	DryRun   bool            `json:"dryRun"`
	Pictures string          `json:"pictures,omitempty"` // the job that fetches its pictures
	Samples  []ImportSample  `json:"samples,omitempty"`  // of a dry run: the first articles
}

// ImportSample is an article that a dry run found, or a subscription: that has a
// title and an address.
type ImportSample struct {
	Title     string   `json:"title"`
	Address   string   `json:"address,omitempty"`
	Kind      string   `json:"kind,omitempty"`
	Section   string   `json:"section,omitempty"`
	Source    string   `json:"source,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Published string   `json:"published,omitempty"`
	Language  string   `json:"language,omitempty"`
	Dir       string   `json:"dir,omitempty"`
	Text      string   `json:"text,omitempty"`    // its first words
	Picture   bool     `json:"picture,omitempty"` // it has one, here or on the web
}

// ImportsResult lists the imports, newest first.
type ImportsResult struct {
	Imports []ImportReport `json:"imports"`
}

// FormatsResult lists what can be imported and exported.
type FormatsResult struct {
	Import []Format `json:"import"`
	Export []Format `json:"export"`
}

// Format describes a format.
type Format struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Extensions []string `json:"extensions"`
}

// OfferedResult describes a file that a face offered, before it is imported.
type OfferedResult struct {
	Token  string `json:"token"`
	Label  string `json:"label"`
	Format string `json:"format"` // also folder, archive, files; empty: not one that is known
	Inside string `json:"inside"` // of those three: the format of most that is in them; may be empty
	Files  int    `json:"files"`  // that could come in
	Bytes  int64  `json:"bytes"`
	More   bool   `json:"more"` // there may be more files and bytes: not all was looked through yet
}

// ExportRequest starts an export to a file that the face offered.
type ExportRequest struct {
	Target string   `json:"target,omitempty"` // offered; empty: a file among the downloads, called Name
	Name   string   `json:"name,omitempty"`
	Format string   `json:"format"`
	Query  string   `json:"query,omitempty"`
	Topic  string   `json:"topic,omitempty"`
	IDs    []string `json:"ids,omitempty"`
	// Collection, instead of the others: what stands in it, in its order.
	Collection string `json:"collection,omitempty"`
	// Filters are the facets chosen beside the query, Within the choice of dates;
	// Forgiving mends the query as the search box does.
	Filters   []FieldValues `json:"filters,omitempty"`
	Within    string        `json:"within,omitempty"`
	Forgiving bool          `json:"forgiving,omitempty"`
}

// ExportReport is what an export wrote.
type ExportReport struct {
	Exported int    `json:"exported"`
	Path     string `json:"path"`
	Pieces   bool   `json:"pieces,omitempty"` // they are captions, comments and notes, not articles
}

// UndoneResult says what was taken back.
type UndoneResult struct {
	Undone int      `json:"undone"`
	Kept   []string `json:"kept"`
}

// HistoryRequest asks for the newest entries.
type HistoryRequest struct {
	Limit int `json:"limit,omitempty"` // 1 to 1,000; 0: 50
}

// HistoryEntry is something that was done.
type HistoryEntry struct {
	Entry    string `json:"entry"`
	At       string `json:"at"`
	Actor    string `json:"actor"`
	Verb     string `json:"verb"` // subject.past_tense
	Subject  string `json:"subject"`
	Import   string `json:"import"`
	Undoable bool   `json:"undoable"`
	Undone   bool   `json:"undone"`
}

// HistoryResult lists entries, newest first.
type HistoryResult struct {
	History []HistoryEntry `json:"history"`
}

// UndoRequest names an entry; empty: the newest that can be undone.
type UndoRequest struct {
	Entry string `json:"entry,omitempty"`
}

// CommentRequest is a comment to be made.
type CommentRequest struct {
	Article string `json:"article"`
	Parent  string `json:"parent,omitempty"`
	Name    string `json:"name,omitempty"`
	Email   string `json:"email,omitempty"`
	Text    string `json:"text"`
}

// CommentResult is the comment and where it went.
type CommentResult struct {
	Comment Comment `json:"comment"`
	Went    string  `json:"went"` // moderation or outbox
}

// CommentsRequest asks for comments over all articles.
type CommentsRequest struct {
	Status string `json:"status,omitempty"` // pending, approved, rejected, outbox, sent; empty: all
	Limit  int    `json:"limit,omitempty"`  // 1 to 10,000; 0: 500
	After  string `json:"after,omitempty"`  // the cursor of the page before
}

// PostedComment is a comment in a list over all articles.
type PostedComment struct {
	Comment
	Title    string `json:"title"`    // of the article
	Language string `json:"language"` // of the article
	Dir      string `json:"dir"`
	Sent     string `json:"sent"`   // when it was handed over
	Way      string `json:"way"`    // mail, file
	Reason   string `json:"reason"` // why it was rejected, for editors
}

// CommentsResult lists comments, the one that came last first.
type CommentsResult struct {
	Comments []PostedComment `json:"comments"`
	Next     string          `json:"next"` // the cursor of the next page; empty: there is none
}

// CommentRef names a comment of an article.
type CommentRef struct {
	Article string `json:"article"`
	ID      string `json:"id"`
}

// ModerateRequest approves or rejects comments, all or none.
type ModerateRequest struct {
	Comments []CommentRef `json:"comments"`         // an article may be empty where one comment alone bears the id
	Status   string       `json:"status"`           // approved, rejected
	Reason   string       `json:"reason,omitempty"` // of a rejection, for editors
}

// ModerateResult is the comments as they stand then.
type ModerateResult struct {
	Comments []PostedComment `json:"comments"`
	Entry    string          `json:"entry"` // of the history; empty where nothing changed
}

// CommentChange writes a waiting comment anew.
type CommentChange struct {
	CommentRef
	Name string `json:"name,omitempty"`
	Text string `json:"text"`
}

// LetterRequest asks for a comment of the outbox as a letter.
type LetterRequest struct {
	CommentRef
	To string `json:"to,omitempty"` // an e-mail address; may be empty
}

// Letter is a comment as it leaves.
type Letter struct {
	Subject string `json:"subject"`
	Address string `json:"address"` // mailto; empty where the text is too long for one
	Name    string `json:"name"`    // of the file
	File    string `json:"file"`    // a mail message, base64
}

// HandedRequest marks a comment as handed over.
type HandedRequest struct {
	CommentRef
	Way string `json:"way"` // mail, file
}

// SavedResult says where a file was saved on this machine.
type SavedResult struct {
	Path string `json:"path"`
}

// NetworkRequest asks for the ledger of the network.
type NetworkRequest struct {
	Limit int `json:"limit,omitempty"` // 1 to 10,000; 0: 500
}

// NetworkRow is a request that the program made.
type NetworkRow struct {
	At      string `json:"at"`
	Host    string `json:"host"`
	Address string `json:"address"`
	Why     string `json:"why"`
	Bytes   int64  `json:"bytes"`
	Result  string `json:"result"` // status, or what went wrong; empty: not ended
}

// NetworkResult is the ledger, newest first.
type NetworkResult struct {
	Session  int64        `json:"session"` // requests since the program began
	Total    int64        `json:"total"`   // requests ever
	Requests []NetworkRow `json:"requests"`
}

// LicencesResult is what others made that is inside the program: Go modules
// first, then the packages of the pages.
type LicencesResult struct {
	Components []ComponentRow `json:"components"`
	Texts      []string       `json:"texts"` // each licence's words once
}

// ComponentRow is one component and its licence.
type ComponentRow struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Part    string `json:"part"`    // "program" or "pages"
	Licence string `json:"licence"` // identifiers of the SPDX list, joined with AND
	Text    int    `json:"text"`    // its words' number in LicencesResult.Texts
}

// LogResult is the end of the program's log, oldest line first.
type LogResult struct {
	Lines []LogLine `json:"lines"`
}

// DiagnosticsResult describes program, system and library in plain lines.
type DiagnosticsResult struct {
	Diagnostics string `json:"diagnostics"`
}

// LogLine is a line of the log.
type LogLine struct {
	At    string `json:"at"`
	Level string `json:"level"` // INFO, WARN, ERROR
	Text  string `json:"text"`  // one of the program's own sentences
}

// Preferences are the reader's own settings, kept for the person and not for a
// library; unknown keys are kept.
type Preferences struct {
	Values map[string]string `json:"values"`
}

// AddressRequest is an address to be opened in the system's browser.
type AddressRequest struct {
	Address string `json:"address"`
}

// RecentLibrary is a library that was opened before.
type RecentLibrary struct {
	Name    string `json:"name"`
	Folder  string `json:"folder"`
	Opened  string `json:"opened"`
	Current bool   `json:"current"`
	Missing bool   `json:"missing"`
}

// RecentResult lists them, newest first.
type RecentResult struct {
	Libraries []RecentLibrary `json:"libraries"`
}

// FetchRequest asks for what stands at an address.
type FetchRequest struct {
	Address string `json:"address"`
	Private bool   `json:"private,omitempty"` // the host may be on the person's own network
}
