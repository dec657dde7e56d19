package news

// Batch is a run of records that an importer hands to the store, which keeps
// all of it or none.
type Batch struct {
	Import  string // id of the import, begun before
	Source  string // of articles that name none
	Records []Record
	// Revises: the articles are here, and the library itself changed them.
	Revises bool
	// SoFar is the import's record up to this batch, with its Place behind it: the
	// store counts the batch in and keeps the record in the same transaction. nil:
	// it is not kept.
	SoFar *Import
	Where []string // where each record stood ("line 14"), for problems; may be shorter than Records
}
