/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A file is dragged with the mouse from another program's window into this one. The other program
 * is this one too, started with --source and the path of the file. */
#include "window-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "display.h"

#define SOURCE_TITLE "Drag From Here"
#define SOURCE_SIZE 120
#define SOURCE_X 1300
#define SOURCE_Y 700
#define DROP_X 300
#define DROP_Y 200
#define MAX_STEPS 100

/* --- The other program --- */

static GdkContentProvider *
prepare (GtkDragSource *source, double x, double y, GFile *file)
{
  return gdk_content_provider_new_typed (G_TYPE_FILE, file);
}

static int
run_source (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window = gtk_window_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare), file);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_title (GTK_WINDOW (window), SOURCE_TITLE);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), SOURCE_SIZE, SOURCE_SIZE);
  gtk_window_present (GTK_WINDOW (window));
  while (TRUE) /* until it is ended */
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  return 0;
}

/* --- The mouse --- */

static void
xdotool (const char *words)
{
  g_autofree char *line = g_strconcat ("xdotool ", words, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_auto (GStrv) argv = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  process =
      g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  PEN_WAIT_UNTIL (g_subprocess_get_identifier (process) == NULL); /* it has ended */
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
move_mouse (int x, int y)
{
  g_autofree char *words = g_strdup_printf ("mousemove %d %d", x, y);

  xdotool (words);
}

/* A little to and fro, as hands do, until the pane shows that it would take it. */
static void
hover (PenWindow *window)
{
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      GtkStateFlags state = gtk_widget_get_state_flags (GTK_WIDGET (window->editors));

      if ((state & GTK_STATE_FLAG_DROP_ACTIVE) != 0)
        return;
      move_mouse (DROP_X + (int)(i % 5), DROP_Y);
      pen_test_settle (GTK_WIDGET (window));
    }
  g_assert_not_reached ();
}

static void
drag (PenWindow *window)
{
  const int x = SOURCE_X + SOURCE_SIZE / 2;
  const int y = SOURCE_Y + SOURCE_SIZE / 2;

  xdotool ("search --sync --onlyvisible --name '" SOURCE_TITLE
           "' windowmove " G_STRINGIFY (SOURCE_X) " " G_STRINGIFY (SOURCE_Y));
  move_mouse (x, y);
  xdotool ("mousedown 1");
  for (int i = 1; i <= 5; i++)
    move_mouse (x - 10 * i, y - 10 * i);
  hover (window);
  xdotool ("mouseup 1");
}

static gboolean
has_root (PenWindow *window, const char *name)
{
  return g_strcmp0 (pen_file_get_name (pen_files_get_root (window->files)), name) == 0;
}

static void
test_opens (void)
{
  static const char text[] = "fn main() {\n    println!(\"dropped\");\n}\n";
  g_autofree char *folder = g_dir_make_tmp ("playpen-drag-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "dropped.rs", NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  PenWindow *window = pen_window_new (PEN_APPLICATION (g_application_get_default ()));
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) source = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  gtk_window_present (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (pen_machine_get_ready (window->machine));
  pen_test_settle (GTK_WIDGET (window));
  source = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--source", path, NULL);
  g_assert_no_error (error);
  drag (window);
  PEN_WAIT_UNTIL (has_root (window, "dropped.rs"));
  bytes = pen_file_dup_bytes (pen_files_get_root (window->files));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (window->files)), ==, 1);

  g_subprocess_force_exit (source);
  window->close_anyway = TRUE;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_close (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (window == NULL);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (PenApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  if (argc == 3 && g_str_equal (argv[1], "--source") && gtk_init_check ())
    return run_source (argv[2]);
  pen_test_init (&argc, &argv);
  application = pen_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/gtk/drag/a-file-is-opened", test_opens);
  return g_test_run ();
}
