// Package windowtest drives Broadsheet's real window in tests: it starts a
// display of its own (Xvfb, a window manager, a session bus), WebKitWebDriver,
// and the program built with the tag e2e, on folders of the test's own, and
// speaks the WebDriver protocol (W3C WebDriver, 2018) with it.
//
// Nothing here waits a fixed time: everything is waited for by what is to be
// seen, up to a deadline. What it starts, it ends with the test. It runs on
// Linux only, and needs the Debian packages of the group display in
// build/setup/packages.txt.
package windowtest
