/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Typing for a program: with a job that only notes down what it gets, and with a real one. */
#include "stdin-row.h"

#include <string.h>

#include "display.h"
#include "flood.h"
#include "job-run.h"
#include "keys.h"
#include "output-view.h"
#include "zoom.h"

typedef struct
{
  PenJob *job;
  GtkWidget *row;
  GtkWidget *entry;
  GtkWindow *window;
  GString *sent;
} Fixture;

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
on_sent (PenStdinRow *row, const char *line, Fixture *fixture)
{
  g_string_append_printf (fixture->sent, "%s|", line);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->job = test_printed_job_new (/* interactive= */ TRUE);
  fixture->row = pen_stdin_row_new ();
  fixture->entry = find_widget (fixture->row, GTK_TYPE_ENTRY);
  fixture->sent = g_string_new (NULL);
  g_signal_connect (fixture->row, "sent", G_CALLBACK (on_sent), fixture);
  gtk_box_append (GTK_BOX (box), fixture->row);
  fixture->window = pen_test_show (box, 400, 100);
  pen_stdin_row_set_job (PEN_STDIN_ROW (fixture->row), fixture->job);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->job);
  g_string_free (fixture->sent, TRUE);
}

static void
begin (Fixture *fixture)
{
  pen_transcript_begin_phase (pen_job_get_transcript (fixture->job), 0, PEN_PHASE_RUN);
  PEN_WAIT_UNTIL (gtk_widget_get_visible (fixture->row));
  gtk_widget_grab_focus (fixture->row);
  pen_test_settle (fixture->row);
}

static const char *
get_text (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (fixture->entry));
}

static void
test_shown_while_it_runs (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (fixture->row));
  pen_transcript_begin_phase (pen_job_get_transcript (fixture->job), 0, PEN_PHASE_COMPILE);
  pen_transcript_begin_phase (pen_job_get_transcript (fixture->job), 1, PEN_PHASE_RUN);
  g_assert_false (gtk_widget_get_visible (fixture->row));
  PEN_WAIT_UNTIL (gtk_widget_get_visible (fixture->row));
  test_end (fixture->job, 0);
  g_assert_false (gtk_widget_get_visible (fixture->row));
}

static gboolean
on_over (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_not_for_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenJob) other = test_printed_job_new (/* interactive= */ FALSE);
  gboolean over = FALSE;

  pen_stdin_row_set_job (PEN_STDIN_ROW (fixture->row), other);
  pen_transcript_begin_phase (pen_job_get_transcript (fixture->job), 0, PEN_PHASE_RUN);
  pen_transcript_begin_phase (pen_job_get_transcript (other), 0, PEN_PHASE_RUN);
  g_timeout_add (400, on_over, &over);
  PEN_WAIT_UNTIL (over);
  g_assert_false (gtk_widget_get_visible (fixture->row));
}

static void
test_sends_lines (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  pen_test_type (fixture->window, "42");
  pen_test_press (fixture->window, "Return");
  PEN_WAIT_UNTIL (strcmp (fixture->sent->str, "42|") == 0);
  g_assert_cmpstr (get_text (fixture), ==, "");
  pen_test_press (fixture->window, "Return");
  PEN_WAIT_UNTIL (strcmp (fixture->sent->str, "42||") == 0);
  g_assert_cmpuint (pen_job_get_stdin_pending (fixture->job), ==, strlen ("42\n\n"));
}

/* What is pasted goes as lines; an unfinished one waits for Enter. */
static void
test_pastes_lines (Fixture *fixture, gconstpointer data)
{
  int position = 1;

  begin (fixture);
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "1!");
  gtk_editable_insert_text (GTK_EDITABLE (fixture->entry), "2\r\n\n3\n4", -1, &position);
  g_assert_cmpstr (fixture->sent->str, ==, "12||3|");
  g_assert_cmpstr (get_text (fixture), ==, "4!");
  g_assert_cmpuint (pen_job_get_stdin_pending (fixture->job), ==, strlen ("12\n\n3\n"));
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  pen_stdin_row_send (PEN_STDIN_ROW (fixture->row), "one\ntwo\ntwo");
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "begun");
  pen_test_press (fixture->window, "Up");
  PEN_WAIT_UNTIL (strcmp (get_text (fixture), "two") == 0);
  pen_test_press (fixture->window, "Up Up Up");
  PEN_WAIT_UNTIL (strcmp (get_text (fixture), "one") == 0);
  pen_test_press (fixture->window, "Down");
  PEN_WAIT_UNTIL (strcmp (get_text (fixture), "two") == 0);
  pen_test_press (fixture->window, "Down Down");
  PEN_WAIT_UNTIL (strcmp (get_text (fixture), "begun") == 0);
}

static void
test_says_what_waits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *hint = find_widget (fixture->row, GTK_TYPE_LABEL);

  begin (fixture);
  g_assert_false (gtk_widget_get_visible (hint));
  pen_stdin_row_send (PEN_STDIN_ROW (fixture->row), "nobody reads");
  PEN_WAIT_UNTIL (gtk_widget_get_visible (hint));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (hint)),
                   ==,
                   "The program has not read 13 bytes of it yet.");
  pen_test_picture (fixture->row, "stdin-row");
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "last");
  pen_test_press (fixture->window, "ctrl+d");
  PEN_WAIT_UNTIL (!gtk_widget_get_visible (fixture->row));
  g_assert_cmpstr (fixture->sent->str, ==, "last|");
  pen_stdin_row_send (PEN_STDIN_ROW (fixture->row), "too late");
  g_assert_cmpstr (fixture->sent->str, ==, "last|");
}

/* A real program, in the view that everything belongs to: what is typed stands in the output. */
static void
test_real_program (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;
  GtkWidget *view = pen_output_view_new ();
  GtkWindow *window = pen_test_show (view, 400, 300);
  GtkWidget *row = find_widget (view, PEN_TYPE_STDIN_ROW);
  g_autofree char *text = NULL;

  recipe->options->interactive = TRUE;
  test_recipe_add_run (recipe, "printf 'Name? '; read name; echo Hello, $name.; cat; echo end");
  test = test_job_new (recipe);
  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), test->job, NULL);
  test_job_start (test);
  PEN_WAIT_UNTIL (gtk_widget_get_visible (row));
  pen_stdin_row_send (PEN_STDIN_ROW (row), "Ferris");
  test_job_wait_for (test, PEN_OUTPUT_STDOUT, "Hello, Ferris.\n");
  g_action_group_activate_action (pen_output_view_get_actions (PEN_OUTPUT_VIEW (view)),
                                  "type",
                                  NULL);
  pen_test_picture (view, "stdin-real");
  pen_zoom_apply (view, 3);
  pen_test_picture (view, "stdin-300");
  pen_zoom_apply (view, 1);
  pen_test_press (window, "ctrl+d");
  test_job_wait (test);
  g_assert_false (gtk_widget_get_visible (row));
  pen_test_settle (view);
  g_assert_true (
      gtk_widget_has_focus (GTK_WIDGET (pen_output_view_get_text_view (PEN_OUTPUT_VIEW (view)))));
  g_object_get (gtk_text_view_get_buffer (pen_output_view_get_text_view (PEN_OUTPUT_VIEW (view))),
                "text",
                &text,
                NULL);
  g_assert_cmpstr (text, ==, "Name? Ferris\nHello, Ferris.\nend\n");
  gtk_window_destroy (window);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/stdin-row/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("shown-while-it-runs", test_shown_while_it_runs);
  ADD ("not-for-others", test_not_for_others);
  ADD ("sends-lines", test_sends_lines);
  ADD ("pastes-lines", test_pastes_lines);
  ADD ("history", test_history);
  ADD ("says-what-waits", test_says_what_waits);
  ADD ("ends", test_ends);
  g_test_add_func ("/gtk/stdin-row/real-program", test_real_program);
  return g_test_run ();
}
