//go:build desktop

package window

import (
	"os/exec"
	"strings"
)

// systemIsDark asks the person's defaults; in the light appearance the name is not set.
func systemIsDark() bool {
	style, err := exec.Command("/usr/bin/defaults", "read", "-g", "AppleInterfaceStyle").Output()
	return err == nil && strings.TrimSpace(string(style)) == "Dark"
}
