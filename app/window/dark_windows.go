//go:build desktop

package window

import "golang.org/x/sys/windows/registry"

// systemIsDark asks what WebView2 asks for prefers-color-scheme.
func systemIsDark() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer key.Close()
	light, _, err := key.GetIntegerValue("AppsUseLightTheme")
	return err == nil && light == 0
}
