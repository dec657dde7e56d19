package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// pageTests makes a step of a command of the frontend that writes its results
// as JSON to the given file. Its words are shown only where the file says
// nothing of a failure.
func pageTests(c command, file string, read func([]byte) (tally, error)) func(context.Context, string) tally {
	return func(ctx context.Context, name string) (t tally) {
		os.Remove(file)
		text, runErr := c.run(ctx, name, nil)
		results, err := os.ReadFile(file)
		if err == nil {
			t, err = read(results)
		}
		if err != nil {
			t.fail(title(c), fmt.Sprintf("%s%v", text, err))
			return t
		}
		if runErr != nil && t.failed() == 0 {
			t.fail(title(c), string(text)+runErr.Error())
		}
		return t
	}
}

// vitestResults are the results of Vitest's reporter `json`, in Jest's shape.
type vitestResults struct {
	TestResults []struct {
		Name             string `json:"name"`
		Status           string `json:"status"`
		Message          string `json:"message"`
		AssertionResults []struct {
			FullName        string   `json:"fullName"`
			Status          string   `json:"status"`
			FailureMessages []string `json:"failureMessages"`
		} `json:"assertionResults"`
	} `json:"testResults"`
}

func readVitest(text []byte) (t tally, err error) {
	var results vitestResults
	if err := json.Unmarshal(text, &results); err != nil {
		return t, fmt.Errorf("read Vitest's results: %w", err)
	}
	for _, file := range results.TestResults {
		before := t.failed()
		for _, test := range file.AssertionResults {
			switch test.Status {
			case "passed":
				t.passed++
			case "failed":
				t.fail(filepath.Base(file.Name)+": "+test.FullName, strings.Join(test.FailureMessages, "\n"))
			default: // pending, skipped, todo, disabled
				t.skip("frontend unit: " + test.FullName)
			}
		}
		if file.Status == "failed" && t.failed() == before { // the file itself did not load
			t.fail(file.Name, file.Message)
		}
	}
	return t, nil
}

// playwrightResults are the results of Playwright's reporter `json`.
type playwrightResults struct {
	Suites []playwrightSuite `json:"suites"`
	Errors []playwrightError `json:"errors"`
}

type playwrightSuite struct {
	Title  string            `json:"title"`
	Suites []playwrightSuite `json:"suites"`
	Specs  []struct {
		Title string `json:"title"`
		File  string `json:"file"`
		Tests []struct {
			ProjectName string `json:"projectName"`
			Status      string `json:"status"` // expected, unexpected, flaky, skipped
			Annotations []struct {
				Type        string `json:"type"`
				Description string `json:"description"`
			} `json:"annotations"`
			Results []struct {
				Errors []playwrightError `json:"errors"`
			} `json:"results"`
		} `json:"tests"`
	} `json:"specs"`
}

type playwrightError struct {
	Message string `json:"message"`
}

func readPlaywright(text []byte) (t tally, err error) {
	var results playwrightResults
	if err := json.Unmarshal(text, &results); err != nil {
		return t, fmt.Errorf("read Playwright's results: %w", err)
	}
	for _, suite := range results.Suites {
		t.addSuite(suite)
	}
	for _, e := range results.Errors {
		t.fail("Playwright", e.Message)
	}
	return t, nil
}

func (t *tally) addSuite(suite playwrightSuite) {
	for _, spec := range suite.Specs {
		for _, test := range spec.Tests {
			name := strings.TrimSpace(fmt.Sprintf("%s %s: %s", test.ProjectName, spec.File, spec.Title))
			switch test.Status {
			case "expected":
				t.passed++
			case "skipped":
				why := "screen: " + spec.Title
				for _, a := range test.Annotations {
					if a.Description != "" {
						why = "screen: " + a.Description
					}
				}
				t.skip(why)
			default:
				var said strings.Builder
				for _, result := range test.Results {
					for _, e := range result.Errors {
						said.WriteString(e.Message + "\n")
					}
				}
				if test.Status != "flaky" {
					t.fail(name, said.String())
					continue
				}
				t.passed++
				first, _, _ := strings.Cut(said.String(), "\n")
				t.shaky = append(t.shaky, name+": "+first)
			}
		}
	}
	for _, inner := range suite.Suites {
		t.addSuite(inner)
	}
}
