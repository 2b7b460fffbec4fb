/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One text instead of another moves nothing that stays. */
#include "text-replace.h"

#include "display.h"

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter begin, end;

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  return gtk_text_buffer_get_text (buffer, &begin, &end, TRUE);
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
test_pairs (void)
{
  static const char *const texts[] = {
      "",
      "a",
      "a\n",
      "a\nb\nc\n",
      "a\nc\n",
      "b\nb\nb\n",
      "x\na\nb\nc",
      "ä\nöü\n",
      "öü\n日本\nä",
      "a\r\nb\r\n",
      "a\nb\r\n",
      "fn main() {\nlet x=1;\n}\n",
      "fn main() {\n    let x = 1;\n}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (GtkTextBuffer) buffer = make_buffer (texts[i]);
        g_autofree char *after = NULL;
        g_autofree char *undone = NULL;

        pen_text_replace (buffer, texts[j]);
        after = dup_text (buffer);
        g_assert_cmpstr (after, ==, texts[j]);
        g_assert_cmpint (gtk_text_buffer_get_can_undo (buffer), ==, i != j);
        if (i == j)
          continue;
        gtk_text_buffer_undo (buffer);
        undone = dup_text (buffer);
        g_assert_cmpstr (undone, ==, texts[i]);
        g_assert_false (gtk_text_buffer_get_can_undo (buffer));
      }
}

static void
test_marks_stay (void)
{
  g_autoptr (GtkTextBuffer) buffer = make_buffer ("one\ntwo\nthree\nfour\nfive\n");
  GtkTextIter iter;
  GtkTextMark *three;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 2, 3);
  three = gtk_text_buffer_create_mark (buffer, NULL, &iter, FALSE);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, 3, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);
  pen_text_replace (buffer, "zero\none\nthree\n    four\nfive\nsix\n");
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, three);
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 2);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 3);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, 3);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&iter), ==, 6);
}

/* Two long texts with nothing in common take no table of all pairs of lines. */
static void
test_long (void)
{
  g_autoptr (GString) one = g_string_new (NULL);
  g_autoptr (GString) other = g_string_new (NULL);
  g_autoptr (GtkTextBuffer) buffer = NULL;
  g_autofree char *after = NULL;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (one, "a%u\n", i);
      g_string_append_printf (other, "b%u\n", i);
    }
  buffer = make_buffer (one->str);
  pen_text_replace (buffer, other->str);
  after = dup_text (buffer);
  g_assert_cmpstr (after, ==, other->str);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/text-replace/any-text-becomes-any-other", test_pairs);
  g_test_add_func ("/gtk/text-replace/marks-and-caret-stay", test_marks_stay);
  g_test_add_func ("/gtk/text-replace/long-texts", test_long);
  return g_test_run ();
}
