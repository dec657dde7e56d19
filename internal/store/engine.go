package store

import sqlite3 "modernc.org/sqlite/lib"

// SQLiteVersion is the version of the SQLite that is built in.
func SQLiteVersion() string { return sqlite3.SQLITE_VERSION }
