/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One text instead of another, by the smallest edits that are cheap to find: lines that both have
 * stay, and of a line that changed its beginning and end. By hand, for GTK has no such thing. */
#include "text-replace.h"

#include <string.h>

/* Above this many pairs of lines the part between the first and the last difference is replaced as
 * a whole: a table of that size would take too much time and memory. */
#define MAX_PAIRS (1000 * 1000)

/* Lines keep their line ends, so that joined they are the text. */
static GPtrArray *
split_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  while (*text != '\0')
    {
      const char *end = strchr (text, '\n');
      gsize n = end != NULL ? (gsize)(end - text) + 1 : strlen (text);

      g_ptr_array_add (lines, g_strndup (text, n));
      text += n;
    }
  return lines;
}

static char *
join_lines (const GPtrArray *lines, guint begin, guint end)
{
  GString *text = g_string_new (NULL);

  for (guint i = begin; i < end; i++)
    g_string_append (text, lines->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
set_iter (GtkTextBuffer *buffer, GtkTextIter *iter, gsize offset)
{
  gtk_text_buffer_get_iter_at_offset (buffer, iter, (int)offset);
}

/* Replaces @was, which begins at the character @offset, but for what it has in common with @will at
 * both ends. */
static void
replace_part (GtkTextBuffer *buffer, gsize offset, const char *was, const char *will)
{
  const char *was_end = was + strlen (was);
  const char *will_end = will + strlen (will);
  GtkTextIter begin, end;

  while (was < was_end && will < will_end && g_utf8_get_char (was) == g_utf8_get_char (will))
    {
      was = g_utf8_next_char (was);
      will = g_utf8_next_char (will);
      offset++;
    }
  while (was < was_end && will < will_end)
    {
      const char *was_last = g_utf8_prev_char (was_end);
      const char *will_last = g_utf8_prev_char (will_end);

      if (g_utf8_get_char (was_last) != g_utf8_get_char (will_last))
        break;
      was_end = was_last;
      will_end = will_last;
    }
  set_iter (buffer, &begin, offset);
  set_iter (buffer, &end, offset + (gsize)g_utf8_pointer_to_offset (was, was_end));
  if (was_end > was)
    gtk_text_buffer_delete (buffer, &begin, &end);
  if (will_end > will)
    gtk_text_buffer_insert (buffer, &begin, will, (int)(will_end - will));
}

/* One hunk: lines [was_begin, was_end) become [will_begin, will_end). */
typedef struct
{
  guint was_begin, was_end, will_begin, will_end;
} Hunk;

/* The longest common subsequence of the lines between; hunks are what is not in it. */
static GArray *
find_hunks (const GPtrArray *was, const GPtrArray *will, Hunk span)
{
  gsize n = span.was_end - span.was_begin;
  gsize m = span.will_end - span.will_begin;
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  g_autofree guint *table = NULL;
  gsize i = 0, j = 0;

  if (n * m > MAX_PAIRS || n == 0 || m == 0)
    {
      g_array_append_val (hunks, span);
      return hunks;
    }
  table = g_new0 (guint, (n + 1) * (m + 1));
#define CELL(a, b) table[(a) * (m + 1) + (b)]
#define SAME(a, b)                                                                                 \
  g_str_equal (was->pdata[span.was_begin + (a)], will->pdata[span.will_begin + (b)])
  for (i = n; i-- > 0;)
    for (j = m; j-- > 0;)
      CELL (i, j) = SAME (i, j) ? CELL (i + 1, j + 1) + 1 : MAX (CELL (i + 1, j), CELL (i, j + 1));
  for (i = 0, j = 0; i < n || j < m;)
    {
      Hunk hunk = {span.was_begin + (guint)i, 0, span.will_begin + (guint)j, 0};

      while (i < n && j < m && SAME (i, j))
        {
          i++;
          j++;
          hunk.was_begin++;
          hunk.will_begin++;
        }
      while ((i < n || j < m) && !(i < n && j < m && SAME (i, j)))
        {
          if (j == m || (i < n && CELL (i + 1, j) >= CELL (i, j + 1)))
            i++;
          else
            j++;
        }
      hunk.was_end = span.was_begin + (guint)i;
      hunk.will_end = span.will_begin + (guint)j;
      if (hunk.was_end > hunk.was_begin || hunk.will_end > hunk.will_begin)
        g_array_append_val (hunks, hunk);
    }
#undef CELL
#undef SAME
  return hunks;
}

/* From the last to the first, so that the lines before keep their places. */
static void
apply_hunks (GtkTextBuffer *buffer,
             const GPtrArray *was,
             const GPtrArray *will,
             const GArray *hunks)
{
  g_autofree gsize *offsets = g_new0 (gsize, was->len + 1);

  for (guint i = 0; i < was->len; i++)
    offsets[i + 1] = offsets[i] + (gsize)g_utf8_strlen (was->pdata[i], -1);
  for (guint i = hunks->len; i-- > 0;)
    {
      const Hunk *hunk = &g_array_index (hunks, Hunk, i);
      g_autofree char *old = join_lines (was, hunk->was_begin, hunk->was_end);
      g_autofree char *new = join_lines (will, hunk->will_begin, hunk->will_end);

      replace_part (buffer, offsets[hunk->was_begin], old, new);
    }
}

void
pen_text_replace (GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter begin, end;
  g_autofree char *present = NULL;
  g_autoptr (GPtrArray) was = NULL;
  g_autoptr (GPtrArray) will = split_lines (text);
  g_autoptr (GArray) hunks = NULL;
  Hunk span = {0};

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  present = gtk_text_buffer_get_text (buffer, &begin, &end, /* include_hidden_chars= */ TRUE);
  if (g_str_equal (present, text))
    return;
  was = split_lines (present);
  span.was_end = was->len;
  span.will_end = will->len;
  while (span.was_begin < span.was_end && span.will_begin < span.will_end &&
         g_str_equal (was->pdata[span.was_begin], will->pdata[span.will_begin]))
    {
      span.was_begin++;
      span.will_begin++;
    }
  while (span.was_end > span.was_begin && span.will_end > span.will_begin &&
         g_str_equal (was->pdata[span.was_end - 1], will->pdata[span.will_end - 1]))
    {
      span.was_end--;
      span.will_end--;
    }
  hunks = find_hunks (was, will, span);
  gtk_text_buffer_begin_user_action (buffer);
  apply_hunks (buffer, was, will, hunks);
  gtk_text_buffer_end_user_action (buffer);
}
