/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code in tests, as a text that can be read. */
#include "code.h"

static gboolean
take_sign (GtkTextBuffer *buffer, gunichar sign, GtkTextIter *ret_iter)
{
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, ret_iter);
  while (gtk_text_iter_get_char (ret_iter) != sign)
    if (!gtk_text_iter_forward_char (ret_iter))
      return FALSE;
  end = *ret_iter;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, ret_iter, &end);
  return TRUE;
}

void
pen_test_code_set (GtkTextBuffer *buffer, const char *marked)
{
  GtkTextIter begin, end, caret;

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, marked, -1);
  if (take_sign (buffer, 0xa7, &caret))
    gtk_text_buffer_place_cursor (buffer, &caret);
  else if (take_sign (buffer, 0xab, &begin))
    {
      int offset = gtk_text_iter_get_offset (&begin);

      g_assert_true (take_sign (buffer, 0xbb, &end));
      gtk_text_buffer_get_iter_at_offset (buffer, &begin, offset);
      gtk_text_buffer_select_range (buffer, &end, &begin);
    }
  gtk_text_buffer_end_irreversible_action (buffer);
}

char *
pen_test_code_dup (GtkTextBuffer *buffer)
{
  GtkTextIter begin, end, first, last;
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &first, &last);
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  before = gtk_text_iter_get_text (&begin, &first);
  between = gtk_text_iter_get_text (&first, &last);
  after = gtk_text_iter_get_text (&last, &end);
  return selected ? g_strconcat (before, "«", between, "»", after, NULL)
                  : g_strconcat (before, "§", after, NULL);
}

GtkSourceView *
pen_test_code_view_new (void)
{
  GtkSourceLanguage *rust =
      gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "rust");
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new_with_language (rust);
  GtkSourceView *view = GTK_SOURCE_VIEW (gtk_source_view_new_with_buffer (buffer));

  gtk_source_view_set_indent_width (view, 4);
  gtk_source_view_set_insert_spaces_instead_of_tabs (view, TRUE);
  return view;
}
