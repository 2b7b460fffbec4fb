/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The whole window with a real compiler: what a learner does in the first minutes. */
#include "window-private.h"

#include <glib/gstdio.h>

#include "actions.h"
#include "display.h"
#include "keys.h"
#include "window-fixture.h"

typedef struct
{
  PenApplication *application;
  PenWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = PEN_APPLICATION (g_application_get_default ());
  fixture->window = pen_test_window_open (fixture->application);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pen_test_window_close (fixture->window);
}

static char *
dup_text (Fixture *fixture)
{
  PenFile *root = pen_files_get_root (fixture->window->files);
  g_autoptr (GBytes) bytes = pen_file_dup_bytes (root);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
activate (Fixture *fixture, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), name, NULL));
}

static gboolean
has_ended (Fixture *fixture)
{
  return fixture->window->job != NULL && pen_job_get_ended (fixture->window->job);
}

static char *
dup_output (Fixture *fixture)
{
  return pen_transcript_dup_text (pen_job_get_transcript (fixture->window->job), PEN_OUTPUT_STDOUT);
}

/* With the caret in the code, which swallows what only a window binds. */
static void
test_one_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;

  pen_test_press (GTK_WINDOW (fixture->window), "ctrl+Return");
  PEN_WAIT_UNTIL (has_ended (fixture));
  output = dup_output (fixture);
  g_assert_nonnull (strstr (output, "Hello, Ferris"));
  g_assert_true (pen_verdict_is_success (pen_job_get_verdict (fixture->window->job)));
}

static void
test_stops (Fixture *fixture, gconstpointer data)
{
  gint64 begin;

  pen_test_window_set_text (fixture->window, "fn main() { loop { println!(\"again\"); } }\n");
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (fixture->window->job != NULL &&
                  pen_transcript_get_n_bytes (pen_job_get_transcript (fixture->window->job),
                                              PEN_OUTPUT_STDOUT) > 1024 * 1024);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->run_slot), ==, "stop");
  begin = g_get_monotonic_time ();
  pen_test_press (GTK_WINDOW (fixture->window), "shift+F5");
  PEN_WAIT_UNTIL (has_ended (fixture));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (pen_job_get_verdict (fixture->window->job)->ending.cause, ==, PEN_CAUSE_STOPPED);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->run_slot), ==, "run");
}

static const char *const moved = "fn main() {\n"
                                 "    let name = String::from(\"Ferris\");\n"
                                 "    let other = name;\n"
                                 "    println!(\"{name} {other}\");\n"
                                 "}\n";

static guint
get_n_problems (Fixture *fixture)
{
  GListModel *diagnostics = fixture->window->diagnostics;

  return diagnostics != NULL ? g_list_model_get_n_items (diagnostics) : 0;
}

/* The first compile error, found without asking, mended with two keys and undone with one. */
static void
test_mends (Fixture *fixture, gconstpointer data)
{
  PenFile *root = pen_files_get_root (fixture->window->files);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (root));
  g_autofree char *mended = NULL, *undone = NULL;

  pen_test_window_set_text (fixture->window, moved);
  PEN_WAIT_UNTIL (get_n_problems (fixture) == 1);
  pen_test_press (GTK_WINDOW (fixture->window), "F8");
  PEN_WAIT_UNTIL (gtk_text_buffer_get_insert (buffer) != NULL && fixture->window->problem != NULL);
  pen_test_press (GTK_WINDOW (fixture->window), "alt+Return");
  PEN_WAIT_UNTIL (get_n_problems (fixture) == 0);
  mended = dup_text (fixture);
  g_assert_nonnull (strstr (mended, "name.clone()"));
  gtk_text_buffer_undo (buffer);
  undone = dup_text (fixture);
  g_assert_cmpstr (undone, ==, moved);
}

static void
test_label_follows (Fixture *fixture, gconstpointer data)
{
  AdwSplitButton *button = fixture->window->run_button;

  g_assert_cmpstr (adw_split_button_get_label (button), ==, "Run");
  pen_test_window_set_text (fixture->window, "#[test]\nfn adds() { assert_eq!(1 + 1, 2); }\n");
  PEN_WAIT_UNTIL (g_strcmp0 (adw_split_button_get_label (button), "Test") == 0);
  pen_test_window_set_text (fixture->window, "pub fn add(a: i32, b: i32) -> i32 { a + b }\n");
  PEN_WAIT_UNTIL (g_strcmp0 (adw_split_button_get_label (button), "Build") == 0);
}

static void
test_formats (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  pen_test_window_set_text (fixture->window, "fn main(){println!(\"a\");}\n");
  activate (fixture, "win.format");
  PEN_WAIT_UNTIL (fixture->window->format_job == NULL);
  text = dup_text (fixture);
  g_assert_cmpstr (text, ==, "fn main() {\n    println!(\"a\");\n}\n");
}

static void
test_format_on_run (Fixture *fixture, gconstpointer data)
{
  PenFile *root = pen_files_get_root (fixture->window->files);
  g_autofree char *text = NULL, *output = NULL;

  g_settings_set_boolean (fixture->window->settings, PEN_SETTING_FORMAT_ON_RUN, TRUE);
  pen_test_window_set_text (fixture->window, "fn main(){println!(\"ran\");}\n");
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  g_settings_set_boolean (fixture->window->settings, PEN_SETTING_FORMAT_ON_RUN, FALSE);
  output = dup_output (fixture);
  g_assert_cmpstr (output, ==, "ran\n");
  text = dup_text (fixture);
  g_assert_cmpstr (text, ==, "fn main() {\n    println!(\"ran\");\n}\n");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (pen_file_get_buffer (root)));
  g_free (text);
  text = dup_text (fixture);
  g_assert_cmpstr (text, ==, "fn main(){println!(\"ran\");}\n");
}

static void
test_listing (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run-as", "s", "mir");
  PEN_WAIT_UNTIL (has_ended (fixture));
  g_assert_true (pen_verdict_is_success (pen_job_get_verdict (fixture->window->job)));
}

/* Each row of the table leads somewhere. */
static void
test_actions_exist (Fixture *fixture, gconstpointer data)
{
  guint n = 0;
  const PenUiAction *actions = pen_ui_actions_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_autoptr (GError) error = NULL;
      const GVariantType *type = NULL;
      GActionGroup *group = NULL;
      char *dot;

      g_assert_true (g_action_parse_detailed_name (actions[i].name, &name, &target, &error));
      dot = strchr (name, '.');
      *dot = '\0';
      if (g_str_equal (name, "win"))
        group = G_ACTION_GROUP (fixture->window);
      else if (g_str_equal (name, "app"))
        group = G_ACTION_GROUP (fixture->application);
      else if (g_str_equal (name, "output"))
        group = pen_results_get_output_actions (fixture->window->results);
      else if (g_str_equal (name, "editor"))
        group = pen_editor_get_actions (pen_editor_pane_get_current (fixture->window->editors));
      g_assert_nonnull (group);
      if (!g_action_group_query_action (group, dot + 1, NULL, &type, NULL, NULL, NULL))
        g_error ("%s does not exist", actions[i].name);
      g_assert_true ((type == NULL) == (target == NULL));
      if (target != NULL)
        g_assert_true (g_variant_is_of_type (target, type));
    }
}

static int
get_line_height (GtkTextView *view)
{
  GtkTextIter start;
  GdkRectangle place;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), &start);
  gtk_text_view_get_iter_location (view, &start, &place);
  return place.height;
}

static GtkTextView *
find_text_view (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_mapped (widget))
    return GTK_TEXT_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkTextView *found = find_text_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_one_zoom (Fixture *fixture, gconstpointer data)
{
  GtkTextView *code, *output;
  int code_before, output_before;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1500, 850);
  g_settings_set_enum (fixture->window->settings, PEN_SETTING_LAYOUT, PEN_LAYOUT_SIDE);
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  pen_test_settle (GTK_WIDGET (fixture->window));
  code = find_text_view (GTK_WIDGET (fixture->window->editors));
  output = find_text_view (GTK_WIDGET (fixture->window->results));
  g_assert_nonnull (code);
  g_assert_nonnull (output);
  code_before = get_line_height (code);
  output_before = get_line_height (output);
  g_settings_set_double (fixture->window->settings, PEN_SETTING_ZOOM, 3);
  PEN_WAIT_UNTIL (ABS (get_line_height (code) - 3 * code_before) <= 2);
  PEN_WAIT_UNTIL (ABS (get_line_height (output) - 3 * output_before) <= 2);
  pen_test_picture (GTK_WIDGET (fixture->window), "window-zoom-300");
  pen_test_press (GTK_WINDOW (fixture->window), "ctrl+0");
  PEN_WAIT_UNTIL (get_line_height (code) == code_before);
  g_settings_reset (fixture->window->settings, PEN_SETTING_LAYOUT);
}

static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
get_label_line_height (Fixture *fixture)
{
  GtkLabel *label = find_label (GTK_WIDGET (fixture->window->results), "borrow of moved value");
  PangoRectangle place = {0};

  if (label == NULL)
    return 0;
  pango_layout_line_get_pixel_extents (
      pango_layout_get_line_readonly (gtk_label_get_layout (label), 0),
      NULL,
      &place);
  return place.height;
}

static void
test_zoom_of_problems (Fixture *fixture, gconstpointer data)
{
  int before;

  pen_test_window_set_text (fixture->window, moved);
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  PEN_WAIT_UNTIL (get_label_line_height (fixture) > 0);
  before = get_label_line_height (fixture);
  g_settings_set_enum (fixture->window->settings, PEN_SETTING_LAYOUT, PEN_LAYOUT_SIDE);
  g_settings_set_double (fixture->window->settings, PEN_SETTING_ZOOM, 3);
  /* A line of a label is whole pixels high, before it is tripled too. */
  PEN_WAIT_UNTIL (ABS (get_label_line_height (fixture) - 3 * before) <= 3);
  g_settings_reset (fixture->window->settings, PEN_SETTING_ZOOM);
  g_settings_reset (fixture->window->settings, PEN_SETTING_LAYOUT);
}

/* The share of the window that is as good as white. */
static double
get_white_share (Fixture *fixture)
{
  g_autoptr (GdkTexture) texture = pen_test_render (GTK_WIDGET (fixture->window));
  gsize width = (gsize)gdk_texture_get_width (texture);
  gsize height = (gsize)gdk_texture_get_height (texture);
  g_autofree guchar *pixels = g_malloc (width * height * 4);
  gsize n_white = 0;

  gdk_texture_download (texture, pixels, width * 4);
  for (gsize i = 0; i < width * height * 4; i += 4)
    if (pixels[i] > 230 && pixels[i + 1] > 230 && pixels[i + 2] > 230)
      n_white++;
  return (double)n_white / (double)(width * height);
}

static char *
dup_scheme (Fixture *fixture)
{
  PenFile *root = pen_files_get_root (fixture->window->files);
  GtkSourceStyleScheme *scheme = gtk_source_buffer_get_style_scheme (pen_file_get_buffer (root));

  return g_strdup (gtk_source_style_scheme_get_id (scheme));
}

/* Code, output and problems with the rest of the window. */
static void
test_dark (Fixture *fixture, gconstpointer data)
{
  g_autofree char *light = dup_scheme (fixture);
  g_autofree char *dark = NULL;

  pen_test_window_set_text (fixture->window, moved);
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  g_assert_cmpfloat (get_white_share (fixture), >, 0.5);
  g_settings_set_enum (fixture->window->settings, PEN_SETTING_COLOR_SCHEME, PEN_COLOR_SCHEME_DARK);
  pen_test_settle (GTK_WIDGET (fixture->window));
  dark = dup_scheme (fixture);
  g_assert_cmpstr (dark, !=, light);
  g_assert_cmpfloat (get_white_share (fixture), <, 0.03);
  g_settings_reset (fixture->window->settings, PEN_SETTING_COLOR_SCHEME);
}

static void
test_opens_at_a_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "playpen-open.rs", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkTextBuffer *buffer;
  GtkTextIter caret;

  g_assert_true (g_file_set_contents (path, moved, -1, NULL));
  g_assert_true (pen_window_is_untouched (fixture->window));
  pen_window_open (fixture->window, (GFile *[]){file, NULL}, 3, 9);
  PEN_WAIT_UNTIL (
      g_strcmp0 (gtk_window_get_title (GTK_WINDOW (fixture->window)), "playpen-open.rs") == 0);
  buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (pen_files_get_root (fixture->window->files)));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&caret), ==, 2);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&caret), ==, 8);
  g_assert_false (pen_window_is_untouched (fixture->window));
  g_file_delete (file, NULL, NULL);
}

/* The page of tests comes with the first test; what does not compile never gets there. */
static void
test_tests (Fixture *fixture, gconstpointer data)
{
  pen_test_window_set_text (fixture->window, "#[test]\nfn adds() { assert_eq!(1 + 1, \"2\"); }\n");
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  PEN_WAIT_UNTIL (find_label (GTK_WIDGET (fixture->window->results), "E0277") != NULL);

  pen_test_window_set_text (fixture->window, "#[test]\nfn adds() { assert_eq!(1 + 1, 2); }\n");
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  PEN_WAIT_UNTIL (find_label (GTK_WIDGET (fixture->window->results), "1 passed") != NULL);
}

/* What dropping files on the window does: together they are one program. */
static void
test_drops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("playpen-XXXXXX", &error);
  g_autofree char *root = g_build_filename (folder, "main.rs", NULL);
  g_autofree char *module = g_build_filename (folder, "grid.rs", NULL);
  g_autofree char *root_uri = g_filename_to_uri (root, NULL, NULL);
  g_autofree char *module_uri = g_filename_to_uri (module, NULL, NULL);
  const char *const uris[] = {root_uri, module_uri, NULL};
  g_autofree char *output = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (module, "pub fn size() -> u32 { 42 }\n", -1, NULL));
  g_assert_true (g_file_set_contents (root,
                                      "mod grid;\nfn main() { println!(\"{}\", grid::size()); }\n",
                                      -1,
                                      NULL));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-files", "^as", uris);
  PEN_WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (fixture->window->files)) == 2);
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  output = dup_output (fixture);
  g_assert_cmpstr (output, ==, "42\n");
  g_remove (root);
  g_remove (module);
  g_rmdir (folder);
}

/* What is on the disk and was changed is never lost without a question. */
static void
test_asks_before_closing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "hello.rs", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (pen_window_confirm_close (fixture->window));
  g_assert_true (g_file_set_contents (path, "fn main() {}", -1, NULL));
  pen_window_open (fixture->window, (GFile *[]){file, NULL}, 0, 0);
  PEN_WAIT_UNTIL (!pen_files_needs_location (fixture->window->files));
  pen_test_window_set_text (fixture->window, "fn main() { }\n");
  gtk_window_close (GTK_WINDOW (fixture->window));
  pen_test_settle (GTK_WIDGET (fixture->window));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), >=, 2);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_example (Fixture *fixture, gconstpointer data)
{
  PenExamples *examples = pen_application_get_examples (fixture->application);
  PenExample *example = pen_examples_get (examples, "input-arguments");
  g_autofree char *before = NULL, *after = NULL;

  g_assert_nonnull (example);
  pen_window_open_example (fixture->window, example);
  before = dup_text (fixture);
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (has_ended (fixture));
  g_assert_true (pen_verdict_is_success (pen_job_get_verdict (fixture->window->job)));
  pen_test_window_set_text (fixture->window, "fn main() {}\n");
  activate (fixture, "win.restore-example");
  after = dup_text (fixture);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
      {"/gtk/window/runs-with-one-key", test_one_key},
      {"/gtk/window/stops-endless-output", test_stops},
      {"/gtk/window/mends-with-two-keys", test_mends},
      {"/gtk/window/label-says-what-run-does", test_label_follows},
      {"/gtk/window/formats", test_formats},
      {"/gtk/window/formats-on-run-as-one-step", test_format_on_run},
      {"/gtk/window/shows-a-listing", test_listing},
      {"/gtk/window/every-action-exists", test_actions_exist},
      {"/gtk/window/one-zoom", test_one_zoom},
      {"/gtk/window/one-zoom-for-problems-too", test_zoom_of_problems},
      {"/gtk/window/nothing-white-in-the-dark", test_dark},
      {"/gtk/window/opens-at-a-line", test_opens_at_a_line},
      {"/gtk/window/tests-after-the-compiler", test_tests},
      {"/gtk/window/dropped-files-are-one-program", test_drops},
      {"/gtk/window/asks-before-closing", test_asks_before_closing},
      {"/gtk/window/example-and-back", test_example},
  };

  g_autoptr (PenApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  pen_test_init (&argc, &argv);
  application = pen_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
