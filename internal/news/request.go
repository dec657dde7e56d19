package news

import "time"

// NetworkRequest is a request to the network, as the ledger keeps it.
type NetworkRequest struct {
	At      time.Time
	Host    string
	Address string // without a name or a password in it
	Why     string // what asked for it
	Bytes   int64  // that came
	Result  string // the status, or what went wrong; empty: not ended
}
