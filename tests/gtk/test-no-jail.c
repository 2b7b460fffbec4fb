/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A machine on which nothing can be shut in: the window opens, edits, and names what to change. The
 * machine is real: this process lives in the last user namespace that its kernel allows. */
#include "window-private.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include "display.h"
#include "keys.h"

static void
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize)strlen (text));
  close (fd);
}

/* As an ordinary user, whoever runs the test. Before there are threads. */
static void
enter_last_namespace (void)
{
  g_autofree char *uid = g_strdup_printf ("1000 %d 1", (int)getuid ());
  g_autofree char *gid = g_strdup_printf ("1000 %d 1", (int)getgid ());

  g_assert_cmpint (unshare (CLONE_NEWUSER), ==, 0);
  write_text ("/proc/self/setgroups", "deny");
  write_text ("/proc/self/uid_map", uid);
  write_text ("/proc/self/gid_map", gid);
  write_text ("/proc/sys/user/max_user_namespaces", "0");
}

static GtkWindow *
find_other_window (PenWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (other != GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (other)))
        return other;
    }
  return NULL;
}

/* All text of the labels in @widget. */
static void
add_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_text (child, text);
}

static gboolean
says (GtkWindow *window, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_text (GTK_WIDGET (window), text);
  return strstr (text->str, words) != NULL;
}

static void
test_says_what_to_change (gconstpointer data)
{
  gboolean as_root = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  PenApplication *application = pen_application_new ();
  PenWindow *window;
  GtkTextBuffer *buffer;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  window = pen_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (pen_machine_get_problem (window->machine) != NULL);
  PEN_WAIT_UNTIL (gtk_revealer_get_reveal_child (window->banner));

  /* One can write. */
  buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (pen_files_get_root (window->files)));
  pen_test_type (GTK_WINDOW (window), "abc");
  PEN_WAIT_UNTIL (gtk_text_buffer_get_modified (buffer));

  /* Nothing runs, and the page names the setting. */
  pen_test_press (GTK_WINDOW (window), "ctrl+Return");
  pen_test_settle (GTK_WIDGET (window));
  g_assert_null (window->job);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.doctor", NULL);
  PEN_WAIT_UNTIL (find_other_window (window) != NULL);
  PEN_WAIT_UNTIL (
      says (find_other_window (window), pen_machine_get_probe (window->machine)->remedy));
  /* Root's files are somebody else's in there, bubblewrap too, which is a reason of its own. */
  if (!as_root)
    PEN_WAIT_UNTIL (says (find_other_window (window), "max_user_namespaces"));
  pen_test_picture (GTK_WIDGET (window), "no-jail");
  pen_test_picture (GTK_WIDGET (find_other_window (window)), "no-jail-doctor");
}

int
main (int argc, char **argv)
{
  gboolean as_root = getuid () == 0;

  enter_last_namespace ();
  pen_test_init (&argc, &argv);
  g_test_add_data_func ("/gtk/no-jail/says-what-to-change",
                        GINT_TO_POINTER (as_root),
                        test_says_what_to_change);
  return g_test_run ();
}
