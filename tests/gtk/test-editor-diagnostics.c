/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Underlines, marks in the gutter and what hovers, in a real text view: they move with the text, go
 * with it, and do not appear under somebody's fingers. */
#include "editor-diagnostics.h"

#include <string.h>

#include "display.h"
#include "problem-hover.h"
#include "recorded.h"
#include "scheme.h"
#include "zoom.h"

typedef struct
{
  GtkSourceView *view;
  GtkTextBuffer *buffer; /* borrowed */
  PenEditorDiagnostics *diagnostics;
  GListStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = g_object_ref_sink (GTK_SOURCE_VIEW (gtk_source_view_new ()));
  fixture->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  gtk_text_buffer_set_text (fixture->buffer, "fn main() {\n    let seats = 1;\n}\n", -1);
  fixture->diagnostics = pen_editor_diagnostics_new (fixture->view, "src/main.rs");
  fixture->store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  pen_editor_diagnostics_set_diagnostics (fixture->diagnostics, G_LIST_MODEL (fixture->store));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->diagnostics);
  g_object_unref (fixture->store);
  g_object_unref (fixture->view);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    ;
}

/* Adds a problem and waits until it has arrived. */
static PenDiagnostic *
add (Fixture *fixture, PenLevel level, const char *message, guint line, guint start, guint end)
{
  g_autoptr (PenDiagnostic) problem = pen_test_problem (level, message, line, start, end);

  g_list_store_append (fixture->store, problem);
  drain ();
  return problem; /* the store has it */
}

/* All that is underlined in the way of @name, each followed by a bar. */
static char *
dup_underlined (Fixture *fixture, const char *name)
{
  GtkTextTag *tag =
      gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (fixture->buffer), name);
  GString *text = g_string_new (NULL);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (fixture->buffer, &start);
  while (gtk_text_iter_starts_tag (&start, tag) ||
         gtk_text_iter_forward_to_tag_toggle (&start, tag))
    {
      g_autofree char *part = NULL;

      if (!gtk_text_iter_starts_tag (&start, tag))
        break;
      end = start;
      gtk_text_iter_forward_to_tag_toggle (&end, tag);
      part = gtk_text_iter_get_slice (&start, &end);
      g_string_append_printf (text, "%s|", part);
      start = end;
    }
  return g_string_free (text, FALSE);
}

static void
assert_underlined (Fixture *fixture, const char *name, const char *expected)
{
  g_autofree char *text = dup_underlined (fixture, name);

  g_assert_cmpstr (text, ==, expected);
}

static guint
count_marks (Fixture *fixture, int line)
{
  g_autoptr (GSList) marks =
      gtk_source_buffer_get_source_marks_at_line (GTK_SOURCE_BUFFER (fixture->buffer), line, NULL);

  return g_slist_length (marks);
}

static void
insert (Fixture *fixture, int line, int column, const char *text)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &iter, line, column);
  gtk_text_buffer_insert (fixture->buffer, &iter, text, -1);
}

static void
erase (Fixture *fixture, int line, int from, int to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &start, line, from);
  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &end, line, to);
  gtk_text_buffer_delete (fixture->buffer, &start, &end);
}

static void
place_caret (Fixture *fixture, int line)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &iter, line);
  gtk_text_buffer_place_cursor (fixture->buffer, &iter);
}

/* --- */

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  PenDiagnostic *problem;
  GtkTextIter iter;

  place_caret (fixture, 0);
  problem = add (fixture, PEN_LEVEL_WARNING, "unused", 2, 9, 14);
  assert_underlined (fixture, "pen-warning", "seats|");
  g_assert_cmpuint (count_marks (fixture, 1), ==, 1);
  insert (fixture, 0, 0, "// é\n// two\n");
  insert (fixture, 3, 4, "/* 🦀 */ ");
  assert_underlined (fixture, "pen-warning", "seats|");
  g_assert_cmpuint (count_marks (fixture, 1), ==, 0);
  g_assert_cmpuint (count_marks (fixture, 3), ==, 1);
  g_assert_true (pen_editor_diagnostics_find (fixture->diagnostics, problem, &iter));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 3);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 16);
  /* What is typed right before and behind it is not meant. */
  insert (fixture, 3, 16, "mut ");
  insert (fixture, 3, 25, ": u8");
  assert_underlined (fixture, "pen-warning", "seats|");
  g_assert_true (pen_editor_diagnostics_find (fixture->diagnostics, problem, &iter));
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 20);
}

static void
test_goes_with_its_text (Fixture *fixture, gconstpointer data)
{
  PenDiagnostic *problem;
  GtkTextIter iter;

  place_caret (fixture, 0);
  problem = add (fixture, PEN_LEVEL_ERROR, "no", 2, 9, 14);
  erase (fixture, 1, 8, 11);
  assert_underlined (fixture, "pen-error", "ts|");
  g_assert_cmpuint (pen_editor_diagnostics_get_n_shown (fixture->diagnostics), ==, 1);
  erase (fixture, 1, 8, 10);
  assert_underlined (fixture, "pen-error", "");
  g_assert_cmpuint (pen_editor_diagnostics_get_n_shown (fixture->diagnostics), ==, 0);
  g_assert_cmpuint (count_marks (fixture, 1), ==, 0);
  g_assert_false (pen_editor_diagnostics_find (fixture->diagnostics, problem, &iter));
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (fixture->buffer);
  static const char *const names[] = {"pen-error", "pen-warning", "pen-note"};
  PangoUnderline shapes[3];

  add (fixture, PEN_LEVEL_ERROR, "e", 1, 1, 3);
  add (fixture, PEN_LEVEL_ICE, "i", 1, 4, 8);
  add (fixture, PEN_LEVEL_WARNING, "w", 2, 5, 8);
  add (fixture, PEN_LEVEL_NOTE, "n", 3, 1, 2);
  add (fixture, PEN_LEVEL_FAILURE_NOTE, "try `rustc --explain`", 3, 1, 2);
  assert_underlined (fixture, "pen-error", "fn|main|");
  assert_underlined (fixture, "pen-warning", "let|");
  assert_underlined (fixture, "pen-note", "}|");
  for (guint i = 0; i < 3; i++)
    g_object_get (gtk_text_tag_table_lookup (table, names[i]), "underline", &shapes[i], NULL);
  g_assert_true (shapes[0] != shapes[1] && shapes[1] != shapes[2] && shapes[0] != shapes[2]);
  pen_editor_diagnostics_set_diagnostics (fixture->diagnostics, NULL);
  assert_underlined (fixture, "pen-error", "");
  assert_underlined (fixture, "pen-note", "");
  g_assert_cmpuint (count_marks (fixture, 0), ==, 0);
}

/* Places that a text view would not take, or that are nowhere. */
static void
test_odd_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenDiagnostic) far = pen_test_problem (PEN_LEVEL_ERROR, "several lines", 1, 4, 8);
  g_autoptr (PenDiagnostic) other = pen_diagnostic_new (PEN_LEVEL_ERROR, "elsewhere");
  PenSpan *span = g_ptr_array_index (pen_diagnostic_get_spans (far), 0);

  pen_editor_diagnostics_set_eager (fixture->diagnostics, TRUE);
  gtk_text_buffer_set_text (fixture->buffer, "fn main() {\r\n\tlet é🦀 = 1\r\n}\r\n\r\n", -1);
  add (fixture, PEN_LEVEL_ERROR, "beyond", 99, 1, 2);
  add (fixture, PEN_LEVEL_ERROR, "beyond", 1, 500, 501);
  add (fixture, PEN_LEVEL_ERROR, "backwards", 1, 5, 2);
  add (fixture, PEN_LEVEL_ERROR, "no place", 0, 0, 0);
  add (fixture, PEN_LEVEL_ERROR, "zero", 0, 1, 1);
  pen_diagnostic_take_span (other, pen_test_span ("src/other.rs", 1, 1, 3));
  g_list_store_append (fixture->store, other);
  add (fixture, PEN_LEVEL_NOTE, "line zero", 1, 0, 3);
  assert_underlined (fixture, "pen-error", "");
  assert_underlined (fixture, "pen-note", "");
  add (fixture, PEN_LEVEL_WARNING, "after a tab", 2, 6, 8);
  assert_underlined (fixture, "pen-warning", "é🦀|");
  add (fixture, PEN_LEVEL_ERROR, "expected `;`, at the end", 2, 12, 12);
  assert_underlined (fixture, "pen-error", "1|");
  span->line_end = 3;
  span->column_end = 2;
  g_list_store_append (fixture->store, far);
  add (fixture, PEN_LEVEL_NOTE, "empty line", 4, 1, 1);
  assert_underlined (fixture, "pen-error", "main() {|1|");
  g_assert_cmpuint (count_marks (fixture, 3), ==, 1);
  gtk_text_buffer_set_text (fixture->buffer, "", -1);
  add (fixture, PEN_LEVEL_ERROR, "nothing there", 1, 1, 1);
  g_assert_cmpuint (count_marks (fixture, 0), ==, 1);
}

static void
test_waits (Fixture *fixture, gconstpointer data)
{
  gint64 start;

  place_caret (fixture, 1);
  insert (fixture, 1, 4, " ");
  start = g_get_monotonic_time ();
  add (fixture, PEN_LEVEL_WARNING, "other line", 1, 4, 8);
  add (fixture, PEN_LEVEL_ERROR, "this line", 2, 10, 15);
  assert_underlined (fixture, "pen-warning", "main|");
  assert_underlined (fixture, "pen-error", "");
  /* More typing, more waiting. */
  PEN_WAIT_UNTIL (g_get_monotonic_time () - start > 300 * G_TIME_SPAN_MILLISECOND);
  insert (fixture, 1, 4, " ");
  start = g_get_monotonic_time ();
  PEN_WAIT_UNTIL (pen_editor_diagnostics_get_n_shown (fixture->diagnostics) == 2);
  g_assert_cmpint (g_get_monotonic_time () - start,
                   >=,
                   (PEN_EDITOR_DIAGNOSTICS_REST - 50) * G_TIME_SPAN_MILLISECOND);
  assert_underlined (fixture, "pen-error", "seats|");
  /* What was shown already, and is found again by the next check, does not blink. */
  insert (fixture, 1, 4, " ");
  g_list_store_remove_all (fixture->store);
  add (fixture, PEN_LEVEL_ERROR, "this line", 2, 12, 17);
  assert_underlined (fixture, "pen-error", "seats|");
}

static void
test_caret_leaves (Fixture *fixture, gconstpointer data)
{
  place_caret (fixture, 1);
  insert (fixture, 1, 4, " ");
  add (fixture, PEN_LEVEL_ERROR, "this line", 2, 10, 15);
  assert_underlined (fixture, "pen-error", "");
  place_caret (fixture, 2);
  assert_underlined (fixture, "pen-error", "seats|");
}

static void
test_eager (Fixture *fixture, gconstpointer data)
{
  place_caret (fixture, 1);
  insert (fixture, 1, 4, " ");
  add (fixture, PEN_LEVEL_ERROR, "this line", 2, 10, 15);
  g_object_set (fixture->diagnostics, "eager", TRUE, NULL);
  assert_underlined (fixture, "pen-error", "seats|");
  add (fixture, PEN_LEVEL_WARNING, "at once", 2, 6, 9);
  assert_underlined (fixture, "pen-warning", "let|");
}

static void
test_hover (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProblemHover) hover = pen_problem_hover_new (fixture->diagnostics);
  g_autoptr (GListStore) store = pen_test_recorded ("borrow");
  g_autofree char *source = pen_test_recorded_source ("borrow");
  g_autoptr (GPtrArray) found = NULL;
  GtkWidget *content;
  GtkWindow *window;
  GtkTextIter iter;

  gtk_text_buffer_set_text (fixture->buffer, source, -1);
  pen_editor_diagnostics_set_eager (fixture->diagnostics, TRUE);
  pen_editor_diagnostics_set_diagnostics (fixture->diagnostics, G_LIST_MODEL (store));
  assert_underlined (fixture, "pen-error", "seats|");
  gtk_text_buffer_get_iter_at_line_offset (fixture->buffer, &iter, 4, 27);
  found = pen_editor_diagnostics_dup_at (fixture->diagnostics, &iter);
  g_assert_cmpuint (found->len, ==, 1);
  content = pen_problem_hover_dup_content (hover, &iter);
  g_assert_nonnull (content);
  window = pen_test_show (content, 400, 100);
  pen_test_picture (GTK_WIDGET (window), "problem-hover");
  gtk_window_destroy (window);
  gtk_text_buffer_get_start_iter (fixture->buffer, &iter);
  g_assert_null (pen_problem_hover_dup_content (hover, &iter));
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "    let seats = vec![4, 8, 15]; // é\n");
  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "é");
  gtk_text_buffer_set_text (fixture->buffer, text->str, -1);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (PenDiagnostic) problem =
          pen_test_problem (PEN_LEVEL_ERROR, "no", 1 + i * 10, 9, 14);

      g_list_store_append (fixture->store, problem);
    }
  start = g_get_monotonic_time ();
  add (fixture, PEN_LEVEL_ERROR, "far in a long line", 10001, 49990, 49995);
  g_test_message ("placed in %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_TIME_SPAN_SECOND * PEN_TEST_SLOWER);
  PEN_WAIT_UNTIL (pen_editor_diagnostics_get_n_shown (fixture->diagnostics) == 1001);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 100; i++)
    {
      insert (fixture, 0, 0, "x");
      erase (fixture, 0, 0, 1);
    }
  g_test_message ("200 changes in %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_TIME_SPAN_SECOND * PEN_TEST_SLOWER);
}

/* GTK pastes tags with the text; the next check takes away what means nothing. */
static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  GtkTextIter start, end, at;

  place_caret (fixture, 0);
  add (fixture, PEN_LEVEL_ERROR, "no", 2, 9, 14);
  gtk_text_buffer_get_iter_at_line (fixture->buffer, &start, 1);
  gtk_text_buffer_get_iter_at_line (fixture->buffer, &end, 2);
  gtk_text_buffer_get_end_iter (fixture->buffer, &at);
  gtk_text_buffer_insert_range (fixture->buffer, &at, &start, &end);
  assert_underlined (fixture, "pen-error", "seats|seats|");
  erase (fixture, 1, 8, 13);
  assert_underlined (fixture, "pen-error", "seats|");
  g_list_store_remove_all (fixture->store);
  drain ();
  assert_underlined (fixture, "pen-error", "");
}

static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenDiagnostic) other = pen_diagnostic_new (PEN_LEVEL_ERROR, "elsewhere");

  place_caret (fixture, 2);
  pen_diagnostic_take_span (other, pen_test_span ("src/other.rs", 1, 1, 3));
  g_list_store_append (fixture->store, other);
  pen_editor_diagnostics_set_file (fixture->diagnostics, "src/other.rs");
  add (fixture, PEN_LEVEL_ERROR, "no", 2, 9, 14);
  assert_underlined (fixture, "pen-error", "fn|");
}

/* A view may go first, and with it the hover that it keeps. */
static void
test_life (void)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (gtk_source_view_new ());
  PenEditorDiagnostics *diagnostics = pen_editor_diagnostics_new (view, "src/main.rs");
  g_autoptr (PenDiagnostic) problem = pen_test_problem (PEN_LEVEL_ERROR, "no", 1, 1, 1);
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);

  gtk_window_destroy (pen_test_show (GTK_WIDGET (view), 200, 100));
  g_list_store_append (store, problem);
  pen_editor_diagnostics_set_diagnostics (diagnostics, G_LIST_MODEL (store));
  g_assert_finalize_object (diagnostics);
}

static void
test_picture (void)
{
  GtkWidget *view = gtk_source_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (PenEditorDiagnostics) diagnostics =
      pen_editor_diagnostics_new (GTK_SOURCE_VIEW (view), "src/main.rs");
  g_autoptr (GListStore) store = pen_test_recorded ("borrow");
  g_autofree char *source = pen_test_recorded_source ("borrow");
  g_autoptr (PenDiagnostic) warning = pen_test_problem (PEN_LEVEL_WARNING, "unused", 3, 9, 14);
  g_autoptr (PenDiagnostic) note = pen_test_problem (PEN_LEVEL_NOTE, "look here", 2, 1, 9);
  GtkWindow *window;

  g_list_store_append (store, warning);
  g_list_store_append (store, note);
  gtk_widget_add_css_class (view, "code");
  gtk_text_buffer_set_text (buffer, source, -1);
  pen_scheme_follow (GTK_SOURCE_BUFFER (buffer));
  gtk_source_view_set_show_line_numbers (GTK_SOURCE_VIEW (view), TRUE);
  pen_editor_diagnostics_set_eager (diagnostics, TRUE);
  pen_editor_diagnostics_set_diagnostics (diagnostics, G_LIST_MODEL (store));
  window = pen_test_show (view, 560, 220);
  pen_test_picture (GTK_WIDGET (window), "editor-diagnostics");
  pen_zoom_apply (view, 3);
  gtk_window_set_default_size (window, 1024, 500);
  pen_test_settle (view);
  pen_test_picture (GTK_WIDGET (window), "editor-diagnostics-zoomed");
  gtk_window_destroy (window);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/gtk/editor-diagnostics/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("moves-with-the-text", test_moves);
  ADD ("goes-with-its-text", test_goes_with_its_text);
  ADD ("levels-differ-in-shape", test_levels);
  ADD ("odd-places", test_odd_places);
  ADD ("waits-while-somebody-types", test_waits);
  ADD ("shows-when-the-caret-leaves", test_caret_leaves);
  ADD ("eager", test_eager);
  ADD ("hover", test_hover);
  ADD ("many", test_many);
  ADD ("pasted-text", test_pasted);
  ADD ("renamed-file", test_renamed);
  g_test_add_func ("/gtk/editor-diagnostics/life", test_life);
  g_test_add_func ("/gtk/editor-diagnostics/picture", test_picture);
  return g_test_run ();
}
