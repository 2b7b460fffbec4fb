/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which files differ between two states of a program, and what is to be read of each. Lines are
 * compared as they are shown, so that what is foreign cannot hide anything: the decoder makes
 * controls visible. */
#include "diff-file.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINE 2000 /* bytes that are shown; a text view takes seconds for longer ones */
#define CONTEXT 3     /* unchanged lines beside a change that stay */
#define FOLD_MIN 4    /* so few are not worth hiding */

/* --- Files --- */

void
pen_diff_file_free (PenDiffFile *file)
{
  g_free (file->name);
  g_clear_pointer (&file->diff, pen_line_diff_free);
  g_clear_pointer (&file->opened, g_byte_array_unref);
  g_free (file);
}

static gboolean
is_text (GBytes *bytes)
{
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return size == 0 || memchr (data, '\0', size) == NULL;
}

/* Returns: (transfer full): as it can be shown. @bytes: (nullable) */
static GBytes *
decode (GBytes *bytes)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (PEN_DECODER_PLAIN, MAX_LINE);
  GString *text = g_string_new (NULL);
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  pen_decoder_push (decoder, data, size, text);
  pen_decoder_flush (decoder, text);
  return g_string_free_to_bytes (text);
}

static void
count (PenDiffFile *file)
{
  const GArray *hunks = pen_line_diff_get_hunks (file->diff);
  gboolean inside = FALSE;

  for (guint i = 0; i < hunks->len; i++)
    {
      const PenDiffHunk *hunk = &g_array_index (hunks, PenDiffHunk, i);

      if (hunk->kind == PEN_DIFF_ADDED)
        file->n_added += hunk->n_lines;
      else if (hunk->kind == PEN_DIFF_REMOVED)
        file->n_removed += hunk->n_lines;
      file->n_changes += hunk->kind != PEN_DIFF_EQUAL && !inside;
      inside = hunk->kind != PEN_DIFF_EQUAL;
    }
  file->opened = g_byte_array_sized_new (hunks->len);
  g_byte_array_set_size (file->opened, hunks->len);
  memset (file->opened->data, 0, hunks->len);
}

/* @old, @new: (nullable): one is there. */
static PenDiffFile *
make_file (const char *name, GBytes *old, GBytes *new)
{
  PenDiffFile *file = g_new0 (PenDiffFile, 1);
  g_autoptr (GBytes) old_text = NULL;
  g_autoptr (GBytes) new_text = NULL;

  file->name = g_strdup (name);
  if (old == NULL || new == NULL)
    file->fate = old == NULL ? PEN_DIFF_FILE_ADDED : PEN_DIFF_FILE_REMOVED;
  else
    file->fate = g_bytes_equal (old, new) ? PEN_DIFF_FILE_SAME : PEN_DIFF_FILE_CHANGED;
  file->is_text = is_text (old) && is_text (new);
  if (file->is_text)
    {
      old_text = decode (old);
      new_text = old == new ? g_bytes_ref (old_text) : decode (new);
      if (file->fate != PEN_DIFF_FILE_CHANGED || !g_bytes_equal (old_text, new_text))
        file->diff = pen_line_diff_new (old_text, new_text);
    }
  if (file->diff != NULL)
    count (file);
  if (file->n_changes == 0 && file->fate != PEN_DIFF_FILE_SAME)
    file->n_changes = 1;
  return file;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(PenDiffFile *const *)a)->name, (*(PenDiffFile *const *)b)->name);
}

static void
add_all (GPtrArray *files, const PenSources *sources)
{
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      PenDiffFile *file = make_file (source->name, source->bytes, source->bytes);

      if (file->diff != NULL)
        pen_diff_file_open_all (file);
      g_ptr_array_add (files, file);
    }
}

static void
add_different (GPtrArray *files, const PenSources *old, const PenSources *new)
{
  for (guint i = 0; i < old->files->len; i++)
    {
      const PenSource *source = old->files->pdata[i];
      GBytes *now = pen_sources_get (new, source->name);

      if (now == NULL || !g_bytes_equal (source->bytes, now))
        g_ptr_array_add (files, make_file (source->name, source->bytes, now));
    }
  for (guint i = 0; i < new->files->len; i++)
    {
      const PenSource *source = new->files->pdata[i];

      if (pen_sources_get (old, source->name) == NULL)
        g_ptr_array_add (files, make_file (source->name, NULL, source->bytes));
    }
}

GPtrArray *
pen_diff_files_new (const PenSources *old, const PenSources *new)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_diff_file_free);

  if (old == NULL)
    add_all (files, new);
  else
    add_different (files, old, new);
  g_ptr_array_sort (files, compare_names);
  return files;
}

void
pen_diff_file_open (PenDiffFile *file, guint hunk)
{
  g_return_if_fail (file->opened != NULL && hunk < file->opened->len);

  file->opened->data[hunk] = TRUE;
}

void
pen_diff_file_open_all (PenDiffFile *file)
{
  g_return_if_fail (file->opened != NULL);

  memset (file->opened->data, TRUE, file->opened->len);
}

/* --- Pages --- */

typedef struct
{
  const PenDiffFile *file;
  PenDiffSide side;
  PenDiffPage *page;
  GHashTable *old_rows; /* (element-type guint guint): line from 0 to row + 1 */
  GHashTable *new_rows;
  guint change;
} Writer;

static void
end_row (Writer *writer, const PenDiffRow *row)
{
  g_string_append_c (writer->page->text, '\n');
  g_array_append_val (writer->page->rows, *row);
}

static void
write_line (Writer *writer, PenDiffRowKind kind, guint old_line, guint new_line)
{
  const gboolean is_old = kind == PEN_DIFF_ROW_REMOVED;
  PenDiffRow row = {kind, old_line, new_line, 0, 0};
  const guint number = writer->page->rows->len + 1;
  gsize length = 0;
  const char *text = is_old
                         ? pen_line_diff_get_old_line (writer->file->diff, old_line - 1, &length)
                         : pen_line_diff_get_new_line (writer->file->diff, new_line - 1, &length);

  row.change = kind == PEN_DIFF_ROW_EQUAL ? 0 : writer->change;
  if (kind == PEN_DIFF_ROW_REMOVED)
    g_hash_table_insert (writer->old_rows, GUINT_TO_POINTER (old_line), GUINT_TO_POINTER (number));
  if (kind == PEN_DIFF_ROW_ADDED)
    g_hash_table_insert (writer->new_rows, GUINT_TO_POINTER (new_line), GUINT_TO_POINTER (number));
  g_string_append_len (writer->page->text, text, (gssize)length);
  end_row (writer, &row);
}

static void
write_nothing (Writer *writer, guint n_lines)
{
  const PenDiffRow row = {PEN_DIFF_ROW_NOTHING, 0, 0, 0, writer->change};

  for (guint i = 0; i < n_lines; i++)
    end_row (writer, &row);
}

static void
write_equal_lines (Writer *writer, const PenDiffHunk *hunk, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    write_line (writer, PEN_DIFF_ROW_EQUAL, hunk->old_line + i + 1, hunk->new_line + i + 1);
}

static void
write_equal (Writer *writer, const PenDiffHunk *hunk, guint index, guint n_hunks)
{
  const guint head = index > 0 ? CONTEXT : 0;
  const guint tail = index + 1 < n_hunks ? CONTEXT : 0;
  PenDiffRow row = {PEN_DIFF_ROW_FOLD, 0, 0, index, 0};
  guint n_hidden;

  if (hunk->n_lines < head + tail + FOLD_MIN || writer->file->opened->data[index])
    {
      write_equal_lines (writer, hunk, 0, hunk->n_lines);
      return;
    }
  n_hidden = hunk->n_lines - head - tail;
  write_equal_lines (writer, hunk, 0, head);
  g_string_append_printf (writer->page->text,
                          /* Translators: stands for lines of code that did not change. */
                          ngettext ("… %u unchanged line …", "… %u unchanged lines …", n_hidden),
                          n_hidden);
  end_row (writer, &row);
  write_equal_lines (writer, hunk, hunk->n_lines - tail, hunk->n_lines);
}

/* @removed, @added: (nullable): what stands for each other. */
static void
write_change (Writer *writer, const PenDiffHunk *removed, const PenDiffHunk *added)
{
  const guint n_removed = removed != NULL ? removed->n_lines : 0;
  const guint n_added = added != NULL ? added->n_lines : 0;

  writer->change++;
  for (guint i = 0; i < n_removed && writer->side != PEN_DIFF_SIDE_NEW; i++)
    write_line (writer, PEN_DIFF_ROW_REMOVED, removed->old_line + i + 1, 0);
  for (guint i = 0; i < n_added && writer->side != PEN_DIFF_SIDE_OLD; i++)
    write_line (writer, PEN_DIFF_ROW_ADDED, 0, added->new_line + i + 1);
  if (writer->side == PEN_DIFF_SIDE_OLD && n_added > n_removed)
    write_nothing (writer, n_added - n_removed);
  if (writer->side == PEN_DIFF_SIDE_NEW && n_removed > n_added)
    write_nothing (writer, n_removed - n_added);
}

/* What changed within lines, at the lines of the page. */
static void
add_ranges (Writer *writer, PenDiffKind kind, GHashTable *rows)
{
  g_autoptr (GArray) changes = pen_line_diff_find_changes (writer->file->diff, kind);

  for (guint i = 0; i < changes->len; i++)
    {
      PenDiffRange range = g_array_index (changes, PenDiffRange, i);
      const guint row =
          GPOINTER_TO_UINT (g_hash_table_lookup (rows, GUINT_TO_POINTER (range.line + 1)));

      if (row == 0)
        continue;
      range.line = row - 1;
      g_array_append_val (writer->page->ranges, range);
    }
}

static void
write_hunks (Writer *writer)
{
  const GArray *hunks = pen_line_diff_get_hunks (writer->file->diff);

  for (guint i = 0; i < hunks->len; i++)
    {
      const PenDiffHunk *hunk = &g_array_index (hunks, PenDiffHunk, i);
      const PenDiffHunk *next =
          i + 1 < hunks->len ? &g_array_index (hunks, PenDiffHunk, i + 1) : NULL;

      if (hunk->kind == PEN_DIFF_EQUAL)
        write_equal (writer, hunk, i, hunks->len);
      else if (hunk->kind == PEN_DIFF_ADDED)
        write_change (writer, NULL, hunk);
      else if (next != NULL && next->kind == PEN_DIFF_ADDED)
        {
          write_change (writer, hunk, next);
          i++;
        }
      else
        write_change (writer, hunk, NULL);
    }
}

PenDiffPage *
pen_diff_page_new (const PenDiffFile *file, PenDiffSide side)
{
  g_autoptr (GHashTable) old_rows = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) new_rows = g_hash_table_new (NULL, NULL);
  PenDiffPage *page = g_new0 (PenDiffPage, 1);
  Writer writer = {file, side, page, old_rows, new_rows, 0};

  g_return_val_if_fail (file->diff != NULL, NULL);

  page->text = g_string_new (NULL);
  page->rows = g_array_new (FALSE, FALSE, sizeof (PenDiffRow));
  page->ranges = g_array_new (FALSE, FALSE, sizeof (PenDiffRange));
  write_hunks (&writer);
  if (side != PEN_DIFF_SIDE_NEW)
    add_ranges (&writer, PEN_DIFF_REMOVED, old_rows);
  if (side != PEN_DIFF_SIDE_OLD)
    add_ranges (&writer, PEN_DIFF_ADDED, new_rows);
  if (page->text->len > 0) /* the last line needs no end: the view would show one more */
    g_string_truncate (page->text, page->text->len - 1);
  return page;
}

void
pen_diff_page_free (PenDiffPage *page)
{
  g_string_free (page->text, TRUE);
  g_array_unref (page->rows);
  g_array_unref (page->ranges);
  g_free (page);
}

int
pen_diff_page_find_change (const PenDiffPage *page, guint change)
{
  for (guint i = 0; i < page->rows->len; i++)
    if (g_array_index (page->rows, PenDiffRow, i).change == change)
      return (int)i;
  return -1;
}
