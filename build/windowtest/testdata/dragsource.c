/*
 * A window that a file can be dragged from, as from a file manager:
 *   dragsource FILE
 * It lies at the screen's left upper corner, and makes FILE.begun when the drag
 * has begun, FILE.welcome when it is over something that takes the file, and
 * FILE.given when it was asked for it. gcc compiles it when a test wants it.
 */
#include <gtk/gtk.h>

static void say(const char *file, const char *what) {
	char *path = g_strconcat(file, ".", what, NULL);
	g_file_set_contents(path, "", 0, NULL);
	g_free(path);
}

static void taken(GdkDragContext *context, GdkDragAction action, gpointer file) {
	if (action != 0) say(file, "welcome");
}

static void begin(GtkWidget *widget, GdkDragContext *context, gpointer file) {
	g_signal_connect(context, "action-changed", G_CALLBACK(taken), file);
	say(file, "begun");
}

static void give(GtkWidget *widget, GdkDragContext *context, GtkSelectionData *data, guint info, guint time, gpointer file) {
	char *uris[] = {g_filename_to_uri(file, NULL, NULL), NULL};
	gtk_selection_data_set_uris(data, uris);
	g_free(uris[0]);
	say(file, "given");
}

int main(int argc, char **argv) {
	gtk_init(&argc, &argv);
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL), *box = gtk_event_box_new();
	gtk_window_set_title(GTK_WINDOW(window), "dragsource");
	gtk_window_set_default_size(GTK_WINDOW(window), 120, 120);
	gtk_window_set_keep_above(GTK_WINDOW(window), TRUE);
	gtk_container_add(GTK_CONTAINER(window), box);
	gtk_drag_source_set(box, GDK_BUTTON1_MASK, NULL, 0, GDK_ACTION_COPY);
	gtk_drag_source_add_uri_targets(box);
	g_signal_connect(box, "drag-begin", G_CALLBACK(begin), argv[1]);
	g_signal_connect(box, "drag-data-get", G_CALLBACK(give), argv[1]);
	g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), NULL);
	gtk_window_move(GTK_WINDOW(window), 0, 0);
	gtk_widget_show_all(window);
	gtk_main();
	return 0;
}
