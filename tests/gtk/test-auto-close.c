/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Brackets and quotes in pairs, and never one too many. */
#include "auto-close.h"

#include "code.h"
#include "display.h"

typedef struct
{
  const char *name;
  const char *before;
  const char *typed; /* < is a backspace */
  const char *after;
} Case;

static const Case cases[] = {
    {"bracket", "f§", "(", "f(§)"},
    {"over", "f§", "()", "f()§"},
    {"over-after-text", "f§", "(a)", "f(a)§"},
    {"nested", "§", "([{x}])", "([{x}])§"},
    {"quote", "f(§)", "\"", "f(\"§\")"},
    {"quote-over", "f(§)", "\"a\"", "f(\"a\"§)"},
    {"quote-twice", "§", "\"\"", "\"\"§"},
    {"erase-pair", "f§", "(<", "f§"},
    {"erase-typed", "(§)", "<", "§)"},
    {"no-over-for-what-was-there", "f(a§)", ")", "f(a)§)"},
    {"before-a-word", "§foo", "(", "(§foo"},
    {"in-a-text", "let s = \"a§ b\";", "(", "let s = \"a(§ b\";"},
    {"in-a-comment", "// a§", "(", "// a(§"},
    {"quote-in-a-comment", "// it§", "\"", "// it\"§"},
    {"escaped-quote", "let s = \"a\\§", "\"", "let s = \"a\\\"§"},
    {"char", "let c = '§", "\"", "let c = '\"§"},
    {"lifetime", "fn f<§>()", "'a", "fn f<'a§>()"},
    {"around-a-selection", "f «a b» c", "(", "f («a b») c"},
    {"quotes-around-a-selection", "f «a b» c", "\"", "f \"«a b»\" c"},
    {"over-a-selection", "f «a» c", "x", "f x§ c"},
    {"byte-text", "b§", "\"", "b\"§\""},
};

static void
type (PenAutoClose *close, GtkTextBuffer *buffer, const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      GtkTextIter caret;

      if (*c == '<' ? pen_auto_close_erase (close)
                    : pen_auto_close_type (close, g_utf8_get_char (c)))
        continue;
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
      if (*c == '<')
        gtk_text_buffer_backspace (buffer, &caret, TRUE, TRUE);
      else
        gtk_text_buffer_insert_at_cursor (buffer, c, (int)(g_utf8_next_char (c) - c));
      gtk_text_buffer_end_user_action (buffer);
    }
}

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  GtkSourceView *view = g_object_ref_sink (pen_test_code_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (PenAutoClose) close = pen_auto_close_new (view);

  pen_test_code_set (buffer, item->before);
  type (close, buffer, item->typed);
  pen_test_code_assert (buffer, item->after);
  g_object_unref (view);
}

static void
test_other_line (void)
{
  GtkSourceView *view = g_object_ref_sink (pen_test_code_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (PenAutoClose) close = pen_auto_close_new (view);
  GtkTextIter iter;

  pen_test_code_set (buffer, "f§\n)\n");
  type (close, buffer, "(");
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 1);
  gtk_text_buffer_place_cursor (buffer, &iter);
  type (close, buffer, ")");
  pen_test_code_assert (buffer, "f()\n)§)\n");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 0, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);
  type (close, buffer, ")");
  pen_test_code_assert (buffer, "f()§)\n))\n");
  g_object_unref (view);
}

static void
test_off (void)
{
  GtkSourceView *view = g_object_ref_sink (pen_test_code_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (PenAutoClose) close = pen_auto_close_new (view);

  pen_auto_close_set_enabled (close, FALSE);
  type (close, buffer, "(");
  pen_test_code_assert (buffer, "(§");
  pen_auto_close_set_enabled (close, TRUE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  g_assert_false (pen_auto_close_type (close, '('));
  g_object_unref (view);
  g_assert_false (pen_auto_close_type (close, '('));
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gtk/auto-close/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/gtk/auto-close/only-in-the-line", test_other_line);
  g_test_add_func ("/gtk/auto-close/off", test_off);
  return g_test_run ();
}
