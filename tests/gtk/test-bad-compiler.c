/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the window says when the compiler itself fails, and when it says too much. The compilers are
 * shell scripts in the place of a real one. */
#include "window-private.h"

#include <string.h>

#include "display.h"
#include "flood.h"
#include "stand-in.h"
#include "window-fixture.h"

#define N_ERRORS 50000
#define MAX_GAP 300000 /* µs; three times of what is aimed at, for this machine may be busy */
#define COMPILER "rust-stand-in"
#define TELLS_ERRORS "cat \"${0%/*}/../errors.json\" >&2; exit 1"

typedef struct
{
  TestStandIn *place;
  PenApplication *application;
  PenWindow *window;
} Fixture;

/* @data is what the compiler does. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->place = test_stand_in_new ();
  test_stand_in_put (fixture->place, COMPILER, "1.96.0", data);
  fixture->application = pen_application_new ();
  pen_application_take_machine (fixture->application, test_stand_in_new_machine (fixture->place));
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
  fixture->window = pen_test_window_open (fixture->application);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pen_test_window_close (fixture->window);
  g_clear_object (&fixture->application);
  test_stand_in_free (fixture->place);
}

static void
run (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.run", NULL);
  PEN_WAIT_UNTIL (fixture->window->job != NULL && pen_job_get_ended (fixture->window->job));
  pen_test_settle (GTK_WIDGET (fixture->window));
}

/* All that can be read in @widget now. */
static void
collect (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static gboolean
shows (Fixture *fixture, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  collect (GTK_WIDGET (fixture->window->results), text);
  return strstr (text->str, words) != NULL;
}

static void
test_panics (Fixture *fixture, gconstpointer data)
{
  run (fixture);
  PEN_WAIT_UNTIL (shows (fixture, "The compiler itself crashed (exit status 101)."));
  PEN_WAIT_UNTIL (shows (fixture, "That is a fault in the compiler, not in your program"));
  pen_test_picture (GTK_WIDGET (fixture->window), "compiler-panics");
}

static void
test_is_killed (Fixture *fixture, gconstpointer data)
{
  run (fixture);
  PEN_WAIT_UNTIL (shows (fixture, "The compiler itself crashed by signal 11 (SIGSEGV)"));
  pen_test_picture (GTK_WIDGET (fixture->window), "compiler-is-killed");
}

static void
set_up_errors (Fixture *fixture, gconstpointer data)
{
  static const char line[] =
      "{\"$message_type\":\"diagnostic\",\"message\":\"cannot find value `a%u` in this scope\","
      "\"code\":{\"code\":\"E0425\",\"explanation\":\"An unresolved name was used.\"},"
      "\"level\":\"error\",\"spans\":[{\"file_name\":\"src/main.rs\",\"byte_start\":3,"
      "\"byte_end\":7,\"line_start\":%u,\"line_end\":%u,\"column_start\":1,\"column_end\":5,"
      "\"is_primary\":true,\"text\":[],\"label\":\"not found in this scope\","
      "\"suggested_replacement\":null,\"suggestion_applicability\":null,\"expansion\":null}],"
      "\"children\":[],\"rendered\":\"error[E0425]: cannot find value `a%u` in this scope\\n\"}\n";
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *path = NULL;

  set_up (fixture, data);
  path = g_build_filename (fixture->place->opt, COMPILER, "errors.json", NULL);
  for (guint i = 0; i < N_ERRORS; i++)
    g_string_append_printf (lines, line, i, i % 12 + 1, i % 12 + 1, i);
  g_assert_true (g_file_set_contents_full (path,
                                           lines->str,
                                           (gssize)lines->len,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0644,
                                           NULL));
}

/* The one that is in sight. */
static GtkListView *
find_list (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_LIST_VIEW (widget))
    return GTK_LIST_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkListView *list = find_list (child);

      if (list != NULL)
        return list;
    }
  return NULL;
}

/* The list says how many it leaves out, and neither this nor leafing through it makes anybody wait.
 */
static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenJob) printed = test_printed_job_new (/* interactive= */ FALSE);
  g_autoptr (TestFlood) frames = test_flood_new (printed, "", 0);
  g_autofree char *count = g_strdup_printf ("%u more problems are not listed",
                                            N_ERRORS - PEN_TRANSCRIPT_MAX_DIAGNOSTICS);
  const PenVerdict *verdict;
  GtkListView *list;
  guint n;

  test_flood_measure (frames, GTK_WIDGET (fixture->window));
  run (fixture);
  verdict = pen_job_get_verdict (fixture->window->job);
  g_assert_cmpuint (verdict->n_errors, ==, N_ERRORS);
  PEN_WAIT_UNTIL (shows (fixture, "Did not compile: 50000 errors."));
  list = find_list (GTK_WIDGET (fixture->window->results));
  g_assert_nonnull (list);
  n = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
  for (guint i = 0; i < n; i += n / 20)
    {
      gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", i);
      pen_test_settle (GTK_WIDGET (list));
    }
  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", n - 1);
  PEN_WAIT_UNTIL (shows (fixture, count));
  test_flood_stop (frames);
  pen_test_picture (GTK_WIDGET (fixture->window), "many-errors");
  g_test_message ("longest gap between frames: %.1f ms", (double)frames->max_gap / 1000);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint (frames->max_gap, <, MAX_GAP);
#endif
}

static void
add (const char *path,
     gconstpointer script,
     void (*begin) (Fixture *, gconstpointer),
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, script, begin, test, tear_down);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  add ("/gtk/bad-compiler/panics",
       "echo \"thread 'rustc' panicked at src/x.rs:1:1:\" >&2; exit 101",
       set_up,
       test_panics);
  add ("/gtk/bad-compiler/is-killed", "kill -SEGV $$", set_up, test_is_killed);
  add ("/gtk/bad-compiler/50,000-errors", TELLS_ERRORS, set_up_errors, test_errors);
  return g_test_run ();
}
