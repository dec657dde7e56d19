package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"broadsheet/app/bridge"
	"broadsheet/app/command"
)

// refusing is a library that answers every call with one error.
type refusing struct{ err *bridge.Error }

func (r refusing) Call(context.Context, string, []byte) ([]byte, error) { return nil, r.err }
func (r refusing) OfferPath(context.Context, string, bool) (bridge.OfferedResult, error) {
	return bridge.OfferedResult{}, nil
}
func (r refusing) Close() error { return nil }

func TestWrongUseIsToldApartFromWhatFailed(t *testing.T) {
	invalid := func(field string) *bridge.Error {
		return &bridge.Error{Code: "invalid", Field: field, Message: "It is not so."}
	}
	for _, c := range []struct {
		args   string
		answer *bridge.Error
		status int
		says   string
	}{
		{"nonsense", nil, command.ExitWrongUse, `There is no command "nonsense"`},
		{"saved shwo x", nil, command.ExitWrongUse, "There is no command \"saved shwo\"; `broadsheet saved --help` lists them."},
		{"draft nonsense", nil, command.ExitWrongUse, `There is no command "draft nonsense"`},
		{"completion nonsense", nil, command.ExitWrongUse, `There is no command "completion nonsense"`},
		{"session", nil, command.ExitWrongUse, "`broadsheet session --help` lists what can be done."},
		{"undo 1 2", nil, command.ExitWrongUse, "`broadsheet undo [ENTRY] [flags]` is the way to write it."},
		{"show", nil, command.ExitWrongUse, "`broadsheet show ID [flags]` is the way to write it."},
		{"list --nonsense", nil, command.ExitWrongUse, "Unknown flag: --nonsense."},
		{"list --limit x", nil, command.ExitWrongUse, `--limit takes a whole number, and "x" is none.`},
		{"cite a --style x", invalid("style"), command.ExitWrongUse, "It is not so."},
		{"list --from x", invalid("from"), command.ExitWrongUse, "It is not so."},
		{"highlight export x out", invalid("format"), command.ExitWrongUse, "It is not so."},
		{"front set x a", invalid("slot"), command.ExitWrongUse, "It is not so."},
		{"draft set a title x", invalid("state"), command.ExitFailed, "It is not so."},
		{"highlight add a --quote x", invalid("quote"), command.ExitFailed, "It is not so."},
		{"show a", &bridge.Error{Code: "not_found", Field: "article", Message: "It is not here."}, command.ExitFailed, "It is not here."},
	} {
		t.Run(c.args, func(t *testing.T) {
			program := command.Program{Open: func(context.Context, string, bool) (command.Caller, error) { return refusing{c.answer}, nil }}
			var out, errs bytes.Buffer
			status := command.Run(t.Context(), program, command.Streams{Out: &out, Err: &errs}, append(strings.Fields(c.args), "--json"))
			if status != c.status || !strings.HasPrefix(errs.String(), c.says) || strings.Count(errs.String(), "\n") != 1 {
				t.Errorf("exit status %d, want %d; on standard error %q, want %q", status, c.status, errs.String(), c.says)
			}
			var told struct {
				Error struct{ Code, Message string }
			}
			if err := json.Unmarshal(out.Bytes(), &told); err != nil || told.Error.Code == "" || told.Error.Message+"\n" != errs.String() {
				t.Errorf("%v: standard output has no error for scripts: %q", err, out.String())
			}
			out.Reset()
			command.Run(t.Context(), program, command.Streams{Out: &out, Err: &errs}, strings.Fields(c.args))
			if out.Len() > 0 {
				t.Errorf("without --json standard output has %q", out.String())
			}
		})
	}
}
