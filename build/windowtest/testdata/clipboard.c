/*
 * Puts a file on the clipboard as HTML, as a word processor does when something is
 * copied there:
 *   clipboard FILE
 * It makes FILE.offered when it has, and FILE.given when it was asked for it. gcc
 * compiles it when a test wants it.
 */
#include <gtk/gtk.h>

static char *content;
static gsize length;

static void say(const char *file, const char *what) {
	char *path = g_strconcat(file, ".", what, NULL);
	g_file_set_contents(path, "", 0, NULL);
	g_free(path);
}

static void give(GtkClipboard *clipboard, GtkSelectionData *data, guint info, gpointer file) {
	gtk_selection_data_set(data, gtk_selection_data_get_target(data), 8, (const guchar *)content, length);
	say(file, "given");
}

static void replaced(GtkClipboard *clipboard, gpointer file) {}

int main(int argc, char **argv) {
	gtk_init(&argc, &argv);
	if (!g_file_get_contents(argv[1], &content, &length, NULL)) return 1;
	const GtkTargetEntry html = {"text/html", 0, 0};
	if (!gtk_clipboard_set_with_data(gtk_clipboard_get(GDK_SELECTION_CLIPBOARD), &html, 1, give, replaced, argv[1])) return 1;
	say(argv[1], "offered");
	gtk_main();
	return 0;
}
