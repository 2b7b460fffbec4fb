/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Edits of whole lines. */
#include "line-edit.h"

#include "code.h"
#include "display.h"

typedef struct
{
  const char *name;
  void (*edit) (GtkSourceBuffer *buffer);
  const char *before;
  const char *after;
} Case;

static const Case cases[] = {
    {"comment", pen_line_edit_toggle_comment, "  le§t x;\n", "  // le§t x;\n"},
    {"uncomment", pen_line_edit_toggle_comment, "  // le§t x;\n", "  le§t x;\n"},
    {"uncomment-tight", pen_line_edit_toggle_comment, "//x§\n", "x§\n"},
    {"comment-some",
     pen_line_edit_toggle_comment,
     "«// a\n  b\n\n»c\n",
     "// «// a\n//   b\n\n»c\n"},
    {"comment-deep",
     pen_line_edit_toggle_comment,
     "«    a\n        b»\n",
     "«    // a\n    //     b»\n"},
    {"comment-blank", pen_line_edit_toggle_comment, "  §\n", "  §\n"},
    {"comment-empty", pen_line_edit_toggle_comment, "§", "§"},
    {"duplicate", pen_line_edit_duplicate, "a§b\nc\n", "ab\na§b\nc\n"},
    {"duplicate-last", pen_line_edit_duplicate, "a§b", "ab\na§b"},
    {"duplicate-selection", pen_line_edit_duplicate, "«a\nb\n»c", "a\nb\n«a\nb\n»c"},
    {"delete", pen_line_edit_delete, "a\nb§b\nc\n", "a\n§c\n"},
    {"delete-last", pen_line_edit_delete, "a\nb§", "a§"},
    {"delete-last-whole", pen_line_edit_delete, "a\nb§\n", "a\n§"},
    {"delete-only", pen_line_edit_delete, "a§b", "§"},
    {"delete-nothing", pen_line_edit_delete, "§", "§"},
    {"delete-selection", pen_line_edit_delete, "a\nb«b\nc»c\nd\n", "a\n§d\n"},
    {"join-last", pen_line_edit_join, "a§", "a§"},
    {"expand-word", pen_line_edit_expand_selection, "let fo§o_1 = 2;", "let «foo_1» = 2;"},
    {"expand-inner", pen_line_edit_expand_selection, "f(a, «b»)", "f(«a, b»)"},
    {"expand-outer", pen_line_edit_expand_selection, "f(«a, b»)", "f«(a, b)»"},
    {"expand-next", pen_line_edit_expand_selection, "{ f«(a, b)» }", "{« f(a, b) »}"},
    {"expand-past-text", pen_line_edit_expand_selection, "f(\")\", «b»)", "f(«\")\", b»)"},
    {"expand-all", pen_line_edit_expand_selection, "a «b» c", "«a b c»"},
    {"expand-broken", pen_line_edit_expand_selection, "f((«a» }", "«f((a }»"},
    {"expand-nothing", pen_line_edit_expand_selection, "§", "§"},
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  GtkSourceView *view = g_object_ref_sink (pen_test_code_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter begin, end;

  pen_test_code_set (buffer, item->before);
  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_source_buffer_ensure_highlight (GTK_SOURCE_BUFFER (buffer), &begin, &end);
  item->edit (GTK_SOURCE_BUFFER (buffer));
  pen_test_code_assert (buffer, item->after);
  if (gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  g_object_unref (view);
}

static void
test_join (void)
{
  GtkSourceView *view = g_object_ref_sink (pen_test_code_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter begin, end;
  g_autofree char *text = NULL;

  pen_test_code_set (buffer, "fo§o\n    .bar()\nx\n");
  pen_line_edit_join (GTK_SOURCE_BUFFER (buffer));
  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  text = gtk_text_iter_get_text (&begin, &end);
  g_assert_cmpstr (text, ==, "foo .bar()\nx\n");
  g_object_unref (view);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gtk/line-edit/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/gtk/line-edit/join", test_join);
  return g_test_run ();
}
