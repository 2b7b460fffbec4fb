/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The compiler's changes in the text that is being edited. */
#include "suggestion-edit.h"

#include <string.h>

#include "display.h"
#include "recorded.h"

typedef struct
{
  GtkTextBuffer *main;
  GtkTextBuffer *other; /* nullable */
} Program;

static GtkTextBuffer *
lookup (const char *name, gpointer data)
{
  Program *program = data;

  if (g_str_equal (name, "src/main.rs"))
    return program->main;
  return g_str_equal (name, "src/other.rs") ? program->other : NULL;
}

static GtkTextBuffer *
make_buffer (const char *text)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  return buffer;
}

static void
assert_text (GtkTextBuffer *buffer, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
add_edit (PenSuggestion *suggestion,
          const char *file,
          guint line,
          guint start,
          guint end,
          const char *replacement)
{
  g_autoptr (PenSpan) span = pen_test_span (file, line, start, end);

  pen_suggestion_add_edit (suggestion, span, replacement);
}

static void
test_one_undo (void)
{
  g_autoptr (GtkTextBuffer) buffer = make_buffer ("let é🦀 = 1;\n\tfoo(é🦀);\n");
  Program program = {.main = buffer};
  g_autoptr (PenSuggestion) suggestion =
      pen_suggestion_new ("rename", PEN_APPLICABILITY_MACHINE_APPLICABLE);

  add_edit (suggestion, "src/main.rs", 1, 5, 7, "_long");
  add_edit (suggestion, "src/main.rs", 2, 6, 8, "_long");
  add_edit (suggestion, "src/main.rs", 1, 12, 12, " // changed");
  g_assert_true (pen_suggestion_edit_buffers (suggestion, lookup, &program, NULL));
  assert_text (buffer, "let _long = 1; // changed\n\tfoo(_long);\n");
  g_assert_true (gtk_text_buffer_get_can_undo (buffer));
  gtk_text_buffer_undo (buffer);
  assert_text (buffer, "let é🦀 = 1;\n\tfoo(é🦀);\n");
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  gtk_text_buffer_redo (buffer);
  assert_text (buffer, "let _long = 1; // changed\n\tfoo(_long);\n");
}

static void
test_two_files (void)
{
  g_autoptr (GtkTextBuffer) first = make_buffer ("mod other;\n");
  g_autoptr (GtkTextBuffer) second = make_buffer ("fn f() {}\n");
  Program program = {.main = first, .other = second};
  g_autoptr (PenSuggestion) suggestion =
      pen_suggestion_new ("make it public", PEN_APPLICABILITY_MACHINE_APPLICABLE);

  add_edit (suggestion, "src/main.rs", 1, 1, 1, "pub ");
  add_edit (suggestion, "src/other.rs", 1, 1, 1, "pub ");
  g_assert_true (pen_suggestion_edit_buffers (suggestion, lookup, &program, NULL));
  assert_text (first, "pub mod other;\n");
  assert_text (second, "pub fn f() {}\n");
}

/* All files or none, and a sentence. */
static void
test_refused (void)
{
  g_autoptr (GtkTextBuffer) first = make_buffer ("mod other;\n");
  g_autoptr (GtkTextBuffer) second = make_buffer ("x");
  Program program = {.main = first};
  g_autoptr (PenSuggestion) suggestion =
      pen_suggestion_new ("make it public", PEN_APPLICABILITY_MACHINE_APPLICABLE);
  g_autoptr (PenSuggestion) foreign =
      pen_suggestion_new ("change std", PEN_APPLICABILITY_MACHINE_APPLICABLE);
  g_autoptr (PenSpan) span = pen_test_span ("src/main.rs", 1, 1, 1);
  g_autoptr (GError) error = NULL;

  add_edit (suggestion, "src/main.rs", 1, 1, 1, "pub ");
  add_edit (suggestion, "src/other.rs", 7, 1, 1, "pub ");
  g_assert_false (pen_suggestion_edit_buffers (suggestion, lookup, &program, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "src/other.rs"));
  g_clear_error (&error);
  program.other = second;
  g_assert_false (pen_suggestion_edit_buffers (suggestion, lookup, &program, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);
  g_clear_error (&error);
  span->is_own = FALSE;
  pen_suggestion_add_edit (foreign, span, "x");
  g_assert_false (pen_suggestion_edit_buffers (foreign, lookup, &program, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);
  assert_text (first, "mod other;\n");
  assert_text (second, "x");
  g_assert_false (gtk_text_buffer_get_can_undo (first));
}

/* What a compiler recorded, also of CRLF and of multi-byte text, fits its program, and no longer
 * fits when the line was changed. */
static void
test_recorded (void)
{
  static const char *const names[] = {"borrow", "crlf", "unused", "clippy"};
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GListStore) store = pen_test_recorded (names[i]);
      g_autofree char *source = pen_test_recorded_source (names[i]);

      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (store)); k++)
        {
          g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (G_LIST_MODEL (store), k);
          GPtrArray *suggestions = pen_diagnostic_get_suggestions (diagnostic);

          for (guint m = 0; m < suggestions->len; m++)
            {
              const PenSuggestion *suggestion = g_ptr_array_index (suggestions, m);
              g_autoptr (GBytes) expected =
                  pen_suggestion_apply (suggestion, "src/main.rs", source, strlen (source), NULL);
              g_autofree char *text =
                  g_strndup (g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
              g_autoptr (GtkTextBuffer) buffer = make_buffer (source);
              Program program = {.main = buffer};
              g_autoptr (GError) error = NULL;

              g_assert_true (pen_suggestion_edit_buffers (suggestion, lookup, &program, NULL));
              assert_text (buffer, text);
              g_assert_false (pen_suggestion_edit_buffers (suggestion, lookup, &program, &error));
              g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);
              gtk_text_buffer_undo (buffer);
              assert_text (buffer, source);
              n++;
            }
        }
    }
  g_assert_cmpuint (n, >=, 6);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/suggestion-edit/one-undo", test_one_undo);
  g_test_add_func ("/gtk/suggestion-edit/two-files", test_two_files);
  g_test_add_func ("/gtk/suggestion-edit/refused-whole", test_refused);
  g_test_add_func ("/gtk/suggestion-edit/recorded", test_recorded);
  return g_test_run ();
}
