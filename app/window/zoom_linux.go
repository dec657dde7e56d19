//go:build desktop && linux

package window

// Wails has no zoom of its own on Linux, so the web view is found among the
// windows of this process and told directly, on GTK's own thread.

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <webkit2/webkit2.h>

static void zoom_within(GtkWidget *widget, gpointer level) {
	if (WEBKIT_IS_WEB_VIEW(widget))
		webkit_web_view_set_zoom_level(WEBKIT_WEB_VIEW(widget), GPOINTER_TO_INT(level) / 100.0);
	else if (GTK_IS_CONTAINER(widget))
		gtk_container_foreach(GTK_CONTAINER(widget), zoom_within, level);
}

static gboolean zoom_now(gpointer level) {
	GList *windows = gtk_window_list_toplevels();
	for (GList *at = windows; at != NULL; at = at->next)
		zoom_within(GTK_WIDGET(at->data), level);
	g_list_free(windows);
	return G_SOURCE_REMOVE;
}

static void set_zoom(int percent) { g_idle_add(zoom_now, GINT_TO_POINTER(percent)); }
*/
import "C"

// menuZooms says that the menu has zoom commands.
const menuZooms = true

// setZoom shows the page at so many percent.
func setZoom(percent int) { C.set_zoom(C.int(percent)) }
