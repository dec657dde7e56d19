//go:build e2e && linux && desktop

package window

// In builds for the window's own tests the web view may be driven by
// WebKitWebDriver. Wails gives no way to ask for such a view, so this file
// defines the function by which Wails makes it: the executable's symbol stands
// before the library's. Nothing of this is in a build without the tag e2e.

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <webkit2/webkit2.h>

static GtkWidget *view;

static WebKitWebView *give_view(WebKitAutomationSession *session, gpointer data) {
	return WEBKIT_WEB_VIEW(view);
}

static void automation_started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer data) {
	WebKitApplicationInfo *info = webkit_application_info_new();
	webkit_application_info_set_name(info, "broadsheet");
	webkit_application_info_set_version(info, 0, 1, 0);
	webkit_automation_session_set_application_info(session, info);
	webkit_application_info_unref(info);
	g_signal_connect(session, "create-web-view", G_CALLBACK(give_view), NULL);
}

GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
	WebKitWebContext *context = webkit_web_context_get_default();
	webkit_web_context_set_automation_allowed(context, TRUE);
	g_signal_connect(context, "automation-started", G_CALLBACK(automation_started), NULL);
	view = GTK_WIDGET(g_object_new(WEBKIT_TYPE_WEB_VIEW,
		"user-content-manager", manager,
		"is-controlled-by-automation", TRUE,
		NULL));
	return view;
}
*/
import "C"
