//go:build desktop && linux

package window

// Wails gives no way to the web view on Linux, so it is found among the windows
// of this process and told directly, on GTK's own thread.

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <webkit2/webkit2.h>

static void zoom(WebKitWebView *view, int percent) { webkit_web_view_set_zoom_level(view, percent / 100.0); }

// A file that is dropped is shown by WebKit in place of the page, although the
// page refuses that (wails issue 3686): nothing but the page's own scheme is gone to.
static gboolean decide(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer data) {
	if (type != WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
		return FALSE;
	WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
	if (g_str_has_prefix(webkit_uri_request_get_uri(webkit_navigation_action_get_request(action)), "wails://"))
		return FALSE;
	webkit_policy_decision_ignore(decision);
	return TRUE;
}

static void stay(WebKitWebView *view, int unused) { g_signal_connect(view, "decide-policy", G_CALLBACK(decide), NULL); }

// What WebKit goes by for prefers-color-scheme.
static gboolean is_dark(void) {
	if (!gtk_init_check(NULL, NULL))
		return FALSE;
	gboolean dark = FALSE;
	gchar *theme = NULL;
	g_object_get(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", &dark, "gtk-theme-name", &theme, NULL);
	const gchar *told = g_getenv("GTK_THEME");
	dark = dark || (told != NULL && g_str_has_suffix(told, ":dark")) || (theme != NULL && (g_str_has_suffix(theme, "-dark") || g_str_has_suffix(theme, "-Dark")));
	g_free(theme);
	return dark;
}

typedef struct {
	void (*act)(WebKitWebView *, int);
	int value;
} Order;

static void within(GtkWidget *widget, gpointer order) {
	if (WEBKIT_IS_WEB_VIEW(widget))
		((Order *)order)->act(WEBKIT_WEB_VIEW(widget), ((Order *)order)->value);
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_foreach(GTK_CONTAINER(widget), within, order);
}

static gboolean carry_out(gpointer order) {
	GList *windows = gtk_window_list_toplevels();
	for (GList *at = windows; at != NULL; at = at->next)
		within(GTK_WIDGET(at->data), order);
	g_list_free(windows);
	g_free(order);
	return G_SOURCE_REMOVE;
}

static void tell_view(void (*act)(WebKitWebView *, int), int value) {
	Order *order = g_new(Order, 1);
	*order = (Order){act, value};
	g_idle_add(carry_out, order);
}

static void set_zoom(int percent) { tell_view(zoom, percent); }
static void stay_on_page(void) { tell_view(stay, 0); }
*/
import "C"

import "os"

// menuZooms says that the menu has zoom commands.
const menuZooms = true

// setZoom shows the page at so many percent.
func setZoom(percent int) { C.set_zoom(C.int(percent)) }

// stayOnPage keeps the window on the program's own pages.
func stayOnPage() { C.stay_on_page() }

// systemIsDark asks GTK, which is begun for it as Wails begins it afterwards.
func systemIsDark() bool {
	const backend = "GDK_BACKEND"
	if session := os.Getenv("XDG_SESSION_TYPE"); os.Getenv(backend) == "" && (session == "" || session == "unspecified" || session == "x11") {
		os.Setenv(backend, "x11")
	}
	return C.is_dark() != 0
}
