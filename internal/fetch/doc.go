// Package fetch is the way to the network: it gets what stands at an address, for
// somebody who was asked to.
//
// It judges every address at the moment it dials: hosts of the person's own
// machine and network are refused unless that source may be there. It asks no
// proxy, keeps no cookies, follows at most five redirects and none from https to
// http, waits 10 s for a connection, 20 s for an answer and 60 s for all of it,
// and reads no more than it was told to. Every request, each redirect on its way
// included, is in the ledger before it leaves. What comes is bytes: it parses
// nothing.
package fetch
