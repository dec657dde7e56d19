package bridge

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"broadsheet/internal/licences"
	"broadsheet/internal/news"
	"broadsheet/internal/reading"
)

// Ledger is the book of all requests to the network.
type Ledger interface {
	// Session counts the requests since the program began.
	Session() int64
	// Requests lists requests, newest first, and counts all that were ever made.
	Requests(ctx context.Context, limit int) (list []news.NetworkRequest, total int64, err error)
}

// System are the calls about the machine and what reaches outside the program.
type System struct {
	*shared
	desktop Desktop
	ledger  Ledger
	library *Library
	reading *reading.Service
}

// Keep saves an article, as a page or as Markdown, among the person's downloads,
// since the window has none of its own.
func (s *System) Keep(req KeepRequest) (Kept, error) {
	return call(s.core, Call{}, func(ctx context.Context) (Kept, error) {
		ending, known := map[string]string{"page": ".html", "markdown": ".md"}[req.As]
		if !known {
			return Kept{}, news.Errorf(news.CodeInvalid, "as", "An article is saved as page or markdown.")
		}
		text, err := s.reading.Text(ctx, req.ID, req.As)
		if err != nil {
			return Kept{}, err
		}
		path, err := s.desktop.SaveDownload(req.ID+ending, []byte(text))
		return Kept{Path: path}, err
	})
}

// Print opens an article as a page in the system's browser: the window itself
// cannot print on every system.
func (s *System) Print(req IDRequest) (Nothing, error) {
	return call(s.core, req.Call, func(ctx context.Context) (Nothing, error) {
		page, err := s.reading.Text(ctx, req.ID, "page")
		if err != nil {
			return Nothing{}, err
		}
		return Nothing{}, s.desktop.Print(page)
	})
}

// Open opens an address in the system's browser or mail program. The program
// itself asks nothing of the network.
func (s *System) Open(req AddressRequest) (Nothing, error) {
	return call(s.core, Call{}, func(context.Context) (Nothing, error) {
		return Nothing{}, s.desktop.OpenOutside(req.Address)
	})
}

// maxRequests is the longest list of the ledger.
const maxRequests = 10_000

// Network lists every request that the program ever made, newest first.
func (s *System) Network(req NetworkRequest) (NetworkResult, error) {
	return call(s.core, Call{}, func(ctx context.Context) (NetworkResult, error) {
		if req.Limit < 0 || req.Limit > maxRequests {
			return NetworkResult{}, news.Errorf(news.CodeLimit, "limit", "The ledger gives 1 to 10,000 requests at once.")
		}
		list, total, err := s.ledger.Requests(ctx, req.Limit)
		out := NetworkResult{Session: s.ledger.Session(), Total: total}
		for _, r := range list {
			out.Requests = append(out.Requests, NetworkRow{At: stamp(r.At), Host: r.Host, Address: r.Address, Why: r.Why, Bytes: r.Bytes, Result: r.Result})
		}
		return out, err
	})
}

// Licences lists what others made that is inside the program.
func (s *System) Licences(Nothing) (LicencesResult, error) {
	return call(s.core, Call{}, func(context.Context) (LicencesResult, error) {
		all := licences.All()
		out := LicencesResult{Texts: all.Texts}
		for _, c := range all.Components {
			out.Components = append(out.Components, ComponentRow{Name: c.Name, Version: c.Version, Part: c.Part, Licence: c.Licence, Text: c.Text})
		}
		return out, nil
	})
}

// OpenFolder shows the library's folder in the system's program for files.
func (s *System) OpenFolder(Nothing) (Nothing, error) {
	return call(s.core, Call{}, func(ctx context.Context) (Nothing, error) {
		holding, err := s.library.keeper.Holding(ctx, false)
		if err != nil {
			return Nothing{}, err
		}
		return Nothing{}, s.desktop.OpenFolder(holding.Folder)
	})
}

// How much of the log is shown, and how many errors go into a diagnosis.
const (
	logLines   = 200
	lastErrors = 20
)

// Log gives the end of the program's log.
func (s *System) Log(Nothing) (LogResult, error) {
	return call(s.core, Call{}, func(context.Context) (LogResult, error) {
		lines, err := s.desktop.Log(logLines)
		return LogResult{Lines: lines}, err
	})
}

// Diagnostics describes program, system and library for whoever helps: figures
// and the program's own sentences, never a name, a path or a word of an article.
func (s *System) Diagnostics(Nothing) (DiagnosticsResult, error) {
	return call(s.core, Call{}, func(ctx context.Context) (DiagnosticsResult, error) {
		info, err := s.library.info(ctx)
		if err != nil {
			return DiagnosticsResult{}, err
		}
		lines, err := s.desktop.Log(logLines)
		if err != nil {
			return DiagnosticsResult{}, err
		}
		_, requests, err := s.ledger.Requests(ctx, 1)
		if err != nil {
			return DiagnosticsResult{}, err
		}
		var b strings.Builder
		fmt.Fprintf(&b, "Broadsheet %s\nsystem %s/%s, %s, %d processors\nwindow %t\n", s.library.version, runtime.GOOS, runtime.GOARCH, runtime.Version(), runtime.NumCPU(), s.library.window)
		fmt.Fprintf(&b, "schema %d\n", info.Schema)
		fmt.Fprintf(&b, "articles %d, sections %d, topics %d, tags %d, media %d, comments %d\n", info.Articles, info.Sections, info.Topics, info.Tags, info.Media, info.Comments)
		fmt.Fprintf(&b, "bytes: store %d, index %d, media %d, backups %d\n", info.Bytes.Store, info.Bytes.Index, info.Bytes.Media, info.Bytes.Backups)
		fmt.Fprintf(&b, "index %d of %d changes, rebuilding %t\n", info.Index.Applied, info.Index.Latest, info.Index.Rebuilding)
		fmt.Fprintf(&b, "requests to the network: %d this session, %d ever\n", s.ledger.Session(), requests)
		b.WriteString("last errors:\n")
		var wrong []LogLine
		for _, line := range lines {
			if line.Level == "ERROR" || line.Level == "WARN" {
				wrong = append(wrong, line)
			}
		}
		for _, line := range wrong[max(0, len(wrong)-lastErrors):] {
			fmt.Fprintf(&b, "  %s %s %s\n", line.At, line.Level, line.Text)
		}
		if len(wrong) == 0 {
			b.WriteString("  none\n")
		}
		return DiagnosticsResult{Diagnostics: b.String()}, nil
	})
}
