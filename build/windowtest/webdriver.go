package windowtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// session is one session of the WebDriver protocol.
type session struct {
	address string // of the session, below the driver's
}

// elementKey names an element's reference in the protocol (section 12).
const elementKey = "element-6066-11e4-a52e-4f735466cecf"

var driver = &http.Client{Timeout: time.Minute}

// call makes one request of the protocol and puts the answer's value into value.
func call(method, address string, request, value any) error {
	var body io.Reader
	if request != nil {
		text, err := json.Marshal(request)
		if err != nil {
			return fmt.Errorf("write request: %w", err)
		}
		body = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, address, body)
	if err != nil {
		return fmt.Errorf("make request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := driver.Do(req)
	if err != nil {
		return fmt.Errorf("reach driver: %w", err)
	}
	defer res.Body.Close()
	var answer struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return fmt.Errorf("read driver's answer: %w", err)
	}
	if res.StatusCode != http.StatusOK {
		var fault struct{ Error, Message string }
		if json.Unmarshal(answer.Value, &fault) != nil {
			return fmt.Errorf("driver answers %s: %s", res.Status, answer.Value)
		}
		return fmt.Errorf("%s: %s", fault.Error, fault.Message)
	}
	if value == nil {
		return nil
	}
	if err := json.Unmarshal(answer.Value, value); err != nil {
		return fmt.Errorf("read driver's answer %s: %w", answer.Value, err)
	}
	return nil
}

// open starts the program and takes its web view.
func open(address, binary string, args []string) (*session, error) {
	var opened struct {
		SessionID string `json:"sessionId"`
	}
	err := call("POST", address+"/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"webkitgtk:browserOptions": map[string]any{"binary": binary, "args": args},
		"timeouts":                 map[string]any{"script": 30_000},
	}}}, &opened)
	if err != nil {
		return nil, fmt.Errorf("open session: %w", err)
	}
	return &session{address: address + "/session/" + opened.SessionID}, nil
}

// run runs the body of an asynchronous function in the page, with its
// arguments in args, and gives what it returns as JSON.
func (s *session) run(body string, args ...any) (json.RawMessage, error) {
	if args == nil {
		args = []any{}
	}
	var answer struct {
		Value *json.RawMessage `json:"value"`
		Fault *string          `json:"fault"`
	}
	script := `const done = arguments[arguments.length - 1], args = Array.from(arguments).slice(0, -1);
(async () => {` + body + `})().then(
	(value) => done({ value: value === undefined ? null : value }),
	(fault) => done({ fault: String((fault && fault.message) || fault) }));`
	if err := call("POST", s.address+"/execute/async", map[string]any{"script": script, "args": args}, &answer); err != nil {
		return nil, err
	}
	if answer.Fault != nil {
		return nil, errors.New(*answer.Fault)
	}
	if answer.Value == nil {
		return json.RawMessage("null"), nil
	}
	return *answer.Value, nil
}

// find gives the reference of the first element that the selector finds.
func (s *session) find(selector string) (string, error) {
	var element map[string]string
	err := call("POST", s.address+"/element", map[string]any{"using": "css selector", "value": selector}, &element)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", selector, err)
	}
	return element[elementKey], nil
}

func (s *session) click(element string) error {
	return call("POST", s.address+"/element/"+element+"/click", map[string]any{}, nil)
}

func (s *session) write(element, text string) error {
	return call("POST", s.address+"/element/"+element+"/value", map[string]any{"text": text}, nil)
}
