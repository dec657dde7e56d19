// Package store is the truth of a library: a SQLite database that holds the
// publication, its articles with every version, and all that people did to
// them. It is the only user of database/sql.
//
// One process owns a database (the library's lock sees to that). Inside it one
// connection writes and up to four read. Every method that writes is one
// transaction: the change, its rows in the change log that feeds the search
// index, and its journal row with what takes it back; when the method has
// returned without an error the change survives a power cut. No transaction is
// held while anything outside is called, but for the callbacks that say so.
//
// Errors that a caller decides on are *news.Error; SQLite's own are translated
// here and nowhere else. The clock is handed in. Bodies that come in must be in
// canonical form already (package body): the store keeps bytes and hashes
// them, it does not judge them.
//
// Lists page by key over indexes that hold the page's order: no list sorts and
// none counts rows it does not show. Totals are kept by the writes.
package store
