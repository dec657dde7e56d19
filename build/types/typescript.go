package main

import (
	"bytes"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"broadsheet/app/bridge"
)

const head = "// Written by build/types from app/bridge; not to be edited.\n\n"

// renamed are types whose Go name would shadow one of JavaScript's.
var renamed = map[string]string{"Error": "BridgeError", "Node": "BodyNode", "Comment": "ReaderComment", "History": "HistoryList"}

// printTypes writes an interface for each struct that crosses.
func printTypes(methods []bridge.Method) []byte {
	found := map[string]reflect.Type{}
	for _, m := range methods {
		collect(m.Request, found)
		collect(m.Result, found)
	}
	collect(reflect.TypeFor[bridge.Error](), found)
	collect(reflect.TypeFor[bridge.ImportReport](), found)
	collect(reflect.TypeFor[bridge.ExportReport](), found)
	collect(reflect.TypeFor[bridge.FeedAdded](), found)
	collect(reflect.TypeFor[bridge.FeedReport](), found)
	collect(reflect.TypeFor[bridge.WatchReport](), found)
	collect(reflect.TypeFor[bridge.PicturesReport](), found)
	collect(reflect.TypeFor[bridge.RuleApplied](), found)
	collect(reflect.TypeFor[bridge.MediaChanged](), found)
	names := make([]string, 0, len(found))
	for name := range found {
		names = append(names, name)
	}
	sort.Strings(names)
	var b bytes.Buffer
	b.WriteString(head)
	for i, name := range names {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "export interface %s {\n", name)
		for _, f := range fields(found[name]) {
			fmt.Fprintf(&b, "  %s: %s;\n", f.name, f.text)
		}
		b.WriteString("}\n")
	}
	return b.Bytes()
}

// printClient writes the typed client over a function that makes one call.
func printClient(methods []bridge.Method) []byte {
	used := map[string]bool{}
	for _, m := range methods {
		used[typeName(m.Request)], used[typeName(m.Result)] = true, true
	}
	names := make([]string, 0, len(used))
	for name := range used {
		names = append(names, name)
	}
	sort.Strings(names)
	var b bytes.Buffer
	b.WriteString(head)
	fmt.Fprintf(&b, "import type {\n  %s,\n} from \"./types.gen\";\n\n", strings.Join(names, ",\n  "))
	fmt.Fprintf(&b, "/** How long the text of a file of highlights is at most, in bytes. */\nexport const maxHighlightFile = %d;\n\n", bridge.MaxHighlightFile)
	b.WriteString("/** Makes one call of the bridge. */\nexport type Transport = (area: string, method: string, request: unknown) => Promise<unknown>;\n\n")
	b.WriteString("/** The calls of the bridge, by area. */\nexport interface Client {\n")
	eachArea(methods, func(area string, of []bridge.Method) {
		fmt.Fprintf(&b, "  %s: {\n", area)
		for _, m := range of {
			fmt.Fprintf(&b, "    %s(request%s: %s): Promise<%s>;\n", m.Name, optional(m.Request), typeName(m.Request), typeName(m.Result))
		}
		b.WriteString("  };\n")
	})
	b.WriteString("}\n\n/** Makes the client over a transport. */\nexport function makeClient(call: Transport): Client {\n  return {\n")
	eachArea(methods, func(area string, of []bridge.Method) {
		fmt.Fprintf(&b, "    %s: {\n", area)
		for _, m := range of {
			fmt.Fprintf(&b, "      %s: (request = {}) => call(%q, %q, request) as Promise<%s>,\n", m.Name, area, m.Name, typeName(m.Result))
		}
		b.WriteString("    },\n")
	})
	b.WriteString("  };\n}\n")
	text := b.String()
	for _, m := range methods {
		if optional(m.Request) == "" { // only requests without fields have a default
			text = strings.ReplaceAll(text,
				fmt.Sprintf("%s: (request = {}) => call(%q, %q,", m.Name, m.Area, m.Name),
				fmt.Sprintf("%s: (request) => call(%q, %q,", m.Name, m.Area, m.Name))
		}
	}
	return []byte(text)
}

func eachArea(methods []bridge.Method, do func(string, []bridge.Method)) {
	for from := 0; from < len(methods); {
		to := from
		for to < len(methods) && methods[to].Area == methods[from].Area {
			to++
		}
		do(methods[from].Area, methods[from:to])
		from = to
	}
}

func optional(request reflect.Type) string {
	for _, f := range fields(request) {
		if !strings.HasSuffix(f.name, "?") {
			return ""
		}
	}
	return "?"
}

func collect(t reflect.Type, found map[string]reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		collect(t.Elem(), found)
	case reflect.Struct:
		if _, seen := found[typeName(t)]; seen {
			return
		}
		found[typeName(t)] = t
		for i := range t.NumField() {
			if f := t.Field(i); f.Anonymous {
				for j := range f.Type.NumField() {
					collect(f.Type.Field(j).Type, found)
				}
			} else {
				collect(f.Type, found)
			}
		}
	}
}

type field struct{ name, text string }

// fields lists a struct's fields as JSON has them, embedded ones flattened.
func fields(t reflect.Type) []field {
	var list []field
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			list = append(list, fields(f.Type)...)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			panic(fmt.Sprintf("types: %s.%s has no JSON name", t, f.Name))
		}
		absent := strings.Contains(options, "omitempty")
		text := typeText(f.Type)
		if name == "dir" { // as elements want it
			text = `"ltr" | "rtl"`
		}
		if f.Type.Kind() == reflect.Pointer && !absent {
			text += " | null"
		}
		if absent {
			name += "?"
		}
		list = append(list, field{name, text})
	}
	return list
}

func typeText(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return "number"
	case reflect.Pointer:
		return typeText(t.Elem())
	case reflect.Slice:
		return typeText(t.Elem()) + "[]"
	case reflect.Map:
		return "Record<string, " + typeText(t.Elem()) + ">"
	case reflect.Struct:
		return typeName(t)
	}
	panic("types: " + t.String() + " cannot cross")
}

func typeName(t reflect.Type) string {
	if other, is := renamed[t.Name()]; is {
		return other
	}
	return t.Name()
}
