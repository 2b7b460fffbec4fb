/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Edits of whole lines, and what lies between brackets. By hand where GtkSourceView has nothing. */
#include "line-edit.h"

#include <string.h>

void
pen_line_edit_get_range (GtkTextBuffer *buffer, GtkTextIter *ret_begin, GtkTextIter *ret_end)
{
  gtk_text_buffer_get_selection_bounds (buffer, ret_begin, ret_end);
  if (gtk_text_iter_starts_line (ret_end) && !gtk_text_iter_equal (ret_begin, ret_end))
    gtk_text_iter_backward_char (ret_end);
  gtk_text_iter_set_line_offset (ret_begin, 0);
  if (!gtk_text_iter_ends_line (ret_end))
    gtk_text_iter_forward_to_line_end (ret_end);
}

/* --- Comments --- */

static void
skip_blanks (GtkTextIter *iter)
{
  while (!gtk_text_iter_ends_line (iter) && g_unichar_isspace (gtk_text_iter_get_char (iter)))
    gtk_text_iter_forward_char (iter);
}

/* The place of the first sign of a line; FALSE for a blank one. */
static gboolean
find_text (GtkTextBuffer *buffer, int line, GtkTextIter *ret_iter)
{
  gtk_text_buffer_get_iter_at_line (buffer, ret_iter, line);
  skip_blanks (ret_iter);
  return !gtk_text_iter_ends_line (ret_iter);
}

static gboolean
is_at (const GtkTextIter *iter, const char *text)
{
  GtkTextIter end = *iter;
  g_autofree char *found = NULL;

  gtk_text_iter_forward_chars (&end, (int)g_utf8_strlen (text, -1));
  found = gtk_text_iter_get_text (iter, &end);
  return g_str_equal (found, text);
}

static const char *
get_comment_start (GtkSourceBuffer *buffer)
{
  GtkSourceLanguage *language = gtk_source_buffer_get_language (buffer);

  return language != NULL ? gtk_source_language_get_metadata (language, "line-comment-start")
                          : NULL;
}

static void
uncomment_line (GtkTextBuffer *buffer, int line, const char *sign)
{
  GtkTextIter begin, end;

  if (!find_text (buffer, line, &begin))
    return;
  end = begin;
  gtk_text_iter_forward_chars (&end, (int)g_utf8_strlen (sign, -1));
  if (gtk_text_iter_get_char (&end) == ' ')
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &begin, &end);
}

static void
comment_line (GtkTextBuffer *buffer, int line, int column, const char *sign)
{
  GtkTextIter iter;

  if (!find_text (buffer, line, &iter))
    return;
  gtk_text_iter_set_line_offset (&iter, column);
  gtk_text_buffer_insert (buffer, &iter, sign, -1);
  gtk_text_buffer_insert (buffer, &iter, " ", 1);
}

void
pen_line_edit_toggle_comment (GtkSourceBuffer *source)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (source);
  const char *sign = get_comment_start (source);
  GtkTextIter begin, end, iter;
  gboolean all = TRUE;
  int column = G_MAXINT;
  int first, last;

  if (sign == NULL)
    return;
  pen_line_edit_get_range (buffer, &begin, &end);
  first = gtk_text_iter_get_line (&begin);
  last = gtk_text_iter_get_line (&end);
  for (int line = first; line <= last; line++)
    if (find_text (buffer, line, &iter))
      {
        all = all && is_at (&iter, sign);
        column = MIN (column, gtk_text_iter_get_line_offset (&iter));
      }
  if (column == G_MAXINT)
    return;
  gtk_text_buffer_begin_user_action (buffer);
  for (int line = first; line <= last; line++)
    if (all)
      uncomment_line (buffer, line, sign);
    else
      comment_line (buffer, line, column, sign);
  gtk_text_buffer_end_user_action (buffer);
}

/* --- Lines --- */

void
pen_line_edit_duplicate (GtkSourceBuffer *source)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (source);
  GtkTextIter begin, end, insert, bound;
  g_autofree char *text = NULL;
  g_autofree char *copy = NULL;
  int length, caret, anchor;

  pen_line_edit_get_range (buffer, &begin, &end);
  text = gtk_text_iter_get_text (&begin, &end);
  copy = g_strconcat ("\n", text, NULL);
  length = (int)g_utf8_strlen (copy, -1);
  gtk_text_buffer_get_iter_at_mark (buffer, &insert, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &bound, gtk_text_buffer_get_selection_bound (buffer));
  caret = gtk_text_iter_get_offset (&insert);
  anchor = gtk_text_iter_get_offset (&bound);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, &end, copy, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &insert, caret + length);
  gtk_text_buffer_get_iter_at_offset (buffer, &bound, anchor + length);
  gtk_text_buffer_select_range (buffer, &insert, &bound);
}

void
pen_line_edit_delete (GtkSourceBuffer *source)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (source);
  GtkTextIter begin, end;

  pen_line_edit_get_range (buffer, &begin, &end);
  if (gtk_text_iter_is_end (&end)) /* the last line takes the end of the one before along */
    gtk_text_iter_backward_char (&begin);
  else
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &begin, &end);
  gtk_text_buffer_end_user_action (buffer);
}

void
pen_line_edit_join (GtkSourceBuffer *source)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (source);
  GtkTextIter begin, end;

  pen_line_edit_get_range (buffer, &begin, &end);
  if (gtk_text_iter_get_line (&begin) == gtk_text_iter_get_line (&end))
    {
      if (!gtk_text_iter_forward_line (&end))
        return;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
    }
  gtk_text_buffer_begin_user_action (buffer);
  gtk_source_buffer_join_lines (source, &begin, &end);
  gtk_text_buffer_end_user_action (buffer);
}

/* --- Brackets --- */

gboolean
pen_line_edit_is_code (GtkSourceBuffer *buffer, const GtkTextIter *iter)
{
  return !gtk_source_buffer_iter_has_context_class (buffer, iter, "comment") &&
         !gtk_source_buffer_iter_has_context_class (buffer, iter, "string");
}

void
pen_line_edit_refresh (GtkSourceBuffer *buffer, const GtkTextIter *iter)
{
  GtkTextIter begin = *iter;
  GtkTextIter end = *iter;

  gtk_text_iter_backward_line (&begin);
  gtk_text_iter_forward_line (&end);
  gtk_source_buffer_ensure_highlight (buffer, &begin, &end);
}

gunichar
pen_line_edit_get_partner (gunichar bracket)
{
  static const char pairs[] = "()[]{}";
  const char *found =
      bracket > 0 && bracket < 128 ? strchr (pairs, (int)bracket) : NULL; /* all are ASCII */

  if (found == NULL)
    return 0;
  return (gunichar)((found - pairs) % 2 == 0 ? found[1] : found[-1]);
}

static gboolean
is_opener (gunichar c)
{
  return c == '(' || c == '[' || c == '{';
}

static gboolean
is_bracket (gunichar c, gpointer data)
{
  return pen_line_edit_get_partner (c) != 0;
}

gboolean
pen_line_edit_find_opener (GtkSourceBuffer *buffer, GtkTextIter *iter)
{
  guint depth = 0;

  while (gtk_text_iter_backward_find_char (iter, is_bracket, NULL, NULL))
    {
      if (!pen_line_edit_is_code (buffer, iter))
        continue;
      if (!is_opener (gtk_text_iter_get_char (iter)))
        depth++;
      else if (depth == 0)
        return TRUE;
      else
        depth--;
    }
  return FALSE;
}

/* From behind an opener to its closer. */
static gboolean
find_closer (GtkSourceBuffer *buffer, GtkTextIter *iter)
{
  guint depth = 0;

  for (; !gtk_text_iter_is_end (iter); gtk_text_iter_forward_char (iter))
    {
      gunichar c = gtk_text_iter_get_char (iter);

      if (pen_line_edit_get_partner (c) == 0 || !pen_line_edit_is_code (buffer, iter))
        continue;
      if (is_opener (c))
        depth++;
      else if (depth == 0)
        return TRUE;
      else
        depth--;
    }
  return FALSE;
}

static gboolean
is_word_char (gunichar c)
{
  return c == '_' || g_unichar_isalnum (c);
}

static gboolean
select_word (GtkTextBuffer *buffer, GtkTextIter begin, GtkTextIter end)
{
  GtkTextIter before = begin;

  while (gtk_text_iter_backward_char (&before) && is_word_char (gtk_text_iter_get_char (&before)))
    begin = before;
  while (is_word_char (gtk_text_iter_get_char (&end)))
    gtk_text_iter_forward_char (&end);
  if (gtk_text_iter_equal (&begin, &end))
    return FALSE;
  gtk_text_buffer_select_range (buffer, &end, &begin);
  return TRUE;
}

void
pen_line_edit_expand_selection (GtkSourceBuffer *source)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (source);
  GtkTextIter begin, end, opener, inner, closer;
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &begin, &end);

  if (!selected && select_word (buffer, begin, end))
    return;
  opener = begin;
  while (pen_line_edit_find_opener (source, &opener))
    {
      inner = opener;
      gtk_text_iter_forward_char (&inner);
      closer = inner;
      if (!find_closer (source, &closer) || gtk_text_iter_compare (&closer, &end) < 0 ||
          gtk_text_iter_get_char (&closer) !=
              pen_line_edit_get_partner (gtk_text_iter_get_char (&opener)))
        continue;
      if (!gtk_text_iter_equal (&inner, &begin) || !gtk_text_iter_equal (&closer, &end))
        {
          gtk_text_buffer_select_range (buffer, &closer, &inner);
          return;
        }
      gtk_text_iter_forward_char (&closer);
      gtk_text_buffer_select_range (buffer, &closer, &opener);
      return;
    }
  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_text_buffer_select_range (buffer, &end, &begin);
}
