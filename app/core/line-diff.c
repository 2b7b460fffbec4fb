/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How one text became another, after E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations" (1986). By hand, because libgit2 would bring TLS and SSH for one function. Where
 * texts differ so much that the exact answer would be slow, the best path so far is taken and the
 * search starts anew behind it: time stays within MAX_CHANGES times the size of the texts. */
#include "line-diff.h"

#include <string.h>

#define MAX_CHANGES 512 /* that one search looks for */
#define CONTEXT 3
#define MAX_WORDS                                                                                  \
  400 /* of a line that is compared by words; a longer one is not read by anybody                  \
       */

/* One text, cut into pieces that are compared whole. */
typedef struct
{
  GBytes *bytes;
  GArray *starts; /* (element-type gsize): of each piece, and the end of the last */
  GArray *ids;    /* (element-type guint): equal for equal pieces of either text */
} Text;

struct _PenLineDiff
{
  Text old_text;
  Text new_text;
  GArray *hunks;
};

/* --- Pieces --- */

static guint
hash_piece (gconstpointer key)
{
  return g_bytes_hash (key);
}

static void
add_piece (Text *text, GHashTable *known, gsize start, gsize end)
{
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (text->bytes, start, end - start);
  gpointer found = g_hash_table_lookup (known, piece);
  guint id = found != NULL ? GPOINTER_TO_UINT (found) : g_hash_table_size (known) + 1;

  if (found == NULL)
    g_hash_table_insert (known, g_steal_pointer (&piece), GUINT_TO_POINTER (id));
  g_array_append_val (text->ids, id);
  g_array_append_val (text->starts, end);
}

static void
init_text (Text *text, GBytes *bytes)
{
  gsize none = 0;

  text->bytes = g_bytes_ref (bytes);
  text->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  text->ids = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (text->starts, none);
}

static void
clear_text (Text *text)
{
  g_clear_pointer (&text->bytes, g_bytes_unref);
  g_clear_pointer (&text->starts, g_array_unref);
  g_clear_pointer (&text->ids, g_array_unref);
}

static void
cut_lines (Text *text, GHashTable *known)
{
  gsize size;
  const char *data = g_bytes_get_data (text->bytes, &size);

  for (gsize start = 0; start < size;)
    {
      const char *newline = memchr (data + start, '\n', size - start);
      gsize end = newline != NULL ? (gsize)(newline - data) + 1 : size;

      add_piece (text, known, start, end);
      start = end;
    }
}

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar)c >= 0x80;
}

/* Words, runs of blanks, and signs one by one. Bytes past ASCII stay together, so that no character
 * is cut. */
static void
cut_words (Text *text, GHashTable *known)
{
  gsize size;
  const char *data = g_bytes_get_data (text->bytes, &size);

  for (gsize start = 0; start < size;)
    {
      gsize end = start + 1;

      if (is_word_byte (data[start]))
        while (end < size && is_word_byte (data[end]))
          end++;
      else if (data[start] == ' ' || data[start] == '\t')
        while (end < size && (data[end] == ' ' || data[end] == '\t'))
          end++;
      add_piece (text, known, start, end);
      start = end;
    }
}

static GHashTable *
known_new (void)
{
  return g_hash_table_new_full (hash_piece, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
}

/* --- Searching --- */

/* A part of both texts that is compared, by ids. */
typedef struct
{
  const guint *a;
  const guint *b;
  int n;
  int m;
} Part;

typedef struct
{
  GArray *hunks;
  guint old_line;
  guint new_line;
} Output;

static void
emit (Output *output, PenDiffKind kind, guint n)
{
  PenDiffHunk *last = output->hunks->len > 0
                          ? &g_array_index (output->hunks, PenDiffHunk, output->hunks->len - 1)
                          : NULL;
  PenDiffHunk hunk = {kind, output->old_line, output->new_line, n};

  if (n == 0)
    return;
  if (last != NULL && last->kind == kind)
    last->n_lines += n;
  else if (kind == PEN_DIFF_REMOVED && last != NULL && last->kind == PEN_DIFF_ADDED)
    {
      /* What is removed stands before what is added in its place. */
      PenDiffHunk added = *last;
      PenDiffHunk *before = output->hunks->len > 1 ? last - 1 : NULL;

      added.old_line += n;
      hunk.new_line = added.new_line;
      if (before != NULL && before->kind == PEN_DIFF_REMOVED)
        {
          before->n_lines += n;
          *last = added;
        }
      else
        {
          *last = hunk;
          g_array_append_val (output->hunks, added);
        }
    }
  else
    g_array_append_val (output->hunks, hunk);
  output->old_line += kind != PEN_DIFF_ADDED ? n : 0;
  output->new_line += kind != PEN_DIFF_REMOVED ? n : 0;
}

/* How far the paths of @d changes reach, on each diagonal from -d to d: rows of a triangle. */
static int *
get_row (GArray *rows, int d)
{
  return &g_array_index (rows, int, d *d + d);
}

/* Whether the path of @d changes, at least one, comes to diagonal @k by something added: from the
 * neighbour that got farther. */
static gboolean
comes_by_adding (GArray *rows, int d, int k)
{
  const int *before = get_row (rows, d - 1);

  return k == -d || (k != d && before[k - 1] < before[k + 1]);
}

/* Where that change ends. */
static int
step_from (GArray *rows, int d, int k)
{
  if (d == 0)
    return 0;
  if (comes_by_adding (rows, d, k))
    return get_row (rows, d - 1)[k + 1];
  return get_row (rows, d - 1)[k - 1] + 1;
}

static int
slide (const Part *part, int x, int k)
{
  while (x < part->n && x - k < part->m && part->a[x] == part->b[x - k])
    x++;
  return x;
}

/* Searches until the end is reached, or MAX_CHANGES. Sets the end of the path that got farthest. */
static void
search (const Part *part, GArray *rows, int *ret_d, int *ret_k)
{
  int best = -1;

  for (int d = 0; d <= MAX_CHANGES; d++)
    {
      g_array_set_size (rows, (guint)((d + 1) * (d + 1)));
      for (int k = -d; k <= d; k += 2)
        {
          int x = step_from (rows, d, k);

          /* Beside the texts: such a path leads nowhere, its neighbours pass it by. */
          if (x <= part->n && x - k <= part->m)
            x = slide (part, x, k);
          get_row (rows, d)[k] = x;
          if (x > part->n || x - k > part->m)
            continue;
          if (x + x - k > best || (x == part->n && x - k == part->m))
            {
              best = x + x - k;
              *ret_d = d;
              *ret_k = k;
            }
          if (x == part->n && x - k == part->m)
            return;
        }
    }
}

/* Writes the path that ends on diagonal @k after @d changes, from its end, as one kind a byte. */
static GByteArray *
trace_back (GArray *rows, int d, int k)
{
  GByteArray *path = g_byte_array_new ();
  int x = get_row (rows, d)[k];

  for (; d >= 0; d--)
    {
      int from = step_from (rows, d, k);
      guint8 kind = PEN_DIFF_EQUAL;

      for (; x > from; x--)
        g_byte_array_append (path, &kind, 1);
      if (d == 0)
        break;
      if (comes_by_adding (rows, d, k))
        {
          kind = PEN_DIFF_ADDED;
          k++;
        }
      else
        {
          kind = PEN_DIFF_REMOVED;
          x--;
          k--;
        }
      g_byte_array_append (path, &kind, 1);
    }
  return path;
}

static void
compare_middle (Part part, Output *output)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (int));

  while (part.n > 0 && part.m > 0)
    {
      g_autoptr (GByteArray) path = NULL;
      int d = 0, k = 0, x;

      search (&part, rows, &d, &k);
      x = get_row (rows, d)[k];
      path = trace_back (rows, d, k);
      for (guint i = path->len; i > 0; i--)
        emit (output, path->data[i - 1], 1);
      part.a += x;
      part.b += x - k;
      part.n -= x;
      part.m -= x - k;
    }
  emit (output, PEN_DIFF_REMOVED, (guint)part.n);
  emit (output, PEN_DIFF_ADDED, (guint)part.m);
}

static GArray *
compare (const Text *old_text, const Text *new_text)
{
  Output output = {.hunks = g_array_new (FALSE, FALSE, sizeof (PenDiffHunk))};
  Part part = {(const guint *)old_text->ids->data,
               (const guint *)new_text->ids->data,
               (int)old_text->ids->len,
               (int)new_text->ids->len};
  guint head = 0, tail = 0;

  while (part.n > 0 && part.m > 0 && part.a[0] == part.b[0])
    {
      head++;
      part = (Part){part.a + 1, part.b + 1, part.n - 1, part.m - 1};
    }
  while (part.n > 0 && part.m > 0 && part.a[part.n - 1] == part.b[part.m - 1])
    {
      tail++;
      part.n--;
      part.m--;
    }
  emit (&output, PEN_DIFF_EQUAL, head);
  compare_middle (part, &output);
  emit (&output, PEN_DIFF_EQUAL, tail);
  return output.hunks;
}

/* --- What others ask --- */

PenLineDiff *
pen_line_diff_new (GBytes *old_text, GBytes *new_text)
{
  PenLineDiff *self = g_new0 (PenLineDiff, 1);
  g_autoptr (GHashTable) known = known_new ();

  init_text (&self->old_text, old_text);
  init_text (&self->new_text, new_text);
  cut_lines (&self->old_text, known);
  cut_lines (&self->new_text, known);
  self->hunks = compare (&self->old_text, &self->new_text);
  return self;
}

void
pen_line_diff_free (PenLineDiff *self)
{
  clear_text (&self->old_text);
  clear_text (&self->new_text);
  g_array_unref (self->hunks);
  g_free (self);
}

const GArray *
pen_line_diff_get_hunks (const PenLineDiff *self)
{
  return self->hunks;
}

gboolean
pen_line_diff_is_same (const PenLineDiff *self)
{
  return self->hunks->len == 0 ||
         (self->hunks->len == 1 &&
          g_array_index (self->hunks, PenDiffHunk, 0).kind == PEN_DIFF_EQUAL);
}

/* With its line break. */
static const char *
get_piece (const Text *text, guint at, gsize *ret_length)
{
  const gsize *starts = (const gsize *)text->starts->data;

  *ret_length = starts[at + 1] - starts[at];
  return (const char *)g_bytes_get_data (text->bytes, NULL) + starts[at];
}

static const char *
get_line (const Text *text, guint line, gsize *ret_length)
{
  const char *start;

  *ret_length = 0;
  g_return_val_if_fail (line < text->ids->len, "");
  start = get_piece (text, line, ret_length);
  if (*ret_length > 0 && start[*ret_length - 1] == '\n')
    --*ret_length;
  return start;
}

const char *
pen_line_diff_get_old_line (const PenLineDiff *self, guint line, gsize *ret_length)
{
  return get_line (&self->old_text, line, ret_length);
}

const char *
pen_line_diff_get_new_line (const PenLineDiff *self, guint line, gsize *ret_length)
{
  return get_line (&self->new_text, line, ret_length);
}

/* --- Words --- */

static void
init_words (Text *words, const Text *text, guint line, GHashTable *known)
{
  gsize length;
  const char *start = get_line (text, line, &length);
  gsize offset = (gsize)(start - (const char *)g_bytes_get_data (text->bytes, NULL));
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (text->bytes, offset, length);

  init_text (words, bytes);
  cut_words (words, known);
}

/* Bytes of @text in hunks that are EQUAL. */
static gsize
count_kept (const Text *text, const GArray *hunks)
{
  const gsize *starts = (const gsize *)text->starts->data;
  gsize kept = 0;

  for (guint i = 0; i < hunks->len; i++)
    {
      const PenDiffHunk *hunk = &g_array_index (hunks, PenDiffHunk, i);

      if (hunk->kind == PEN_DIFF_EQUAL)
        kept += starts[hunk->old_line + hunk->n_lines] - starts[hunk->old_line];
    }
  return kept;
}

/* Changes with no more than a blank between them are one to the eye. */
static void
add_range (GArray *ranges, const Text *words, PenDiffRange range)
{
  PenDiffRange *last =
      ranges->len > 0 ? &g_array_index (ranges, PenDiffRange, ranges->len - 1) : NULL;
  const char *data = g_bytes_get_data (words->bytes, NULL);

  if (last != NULL && last->line == range.line && range.start <= last->end + 1 &&
      (range.start == last->end || data[last->end] == ' '))
    last->end = range.end;
  else
    g_array_append_val (ranges, range);
}

static void
find_changes_in_pair (const PenLineDiff *self,
                      guint old_line,
                      guint new_line,
                      PenDiffKind side,
                      GArray *ranges)
{
  g_autoptr (GHashTable) known = known_new ();
  g_autoptr (GArray) hunks = NULL;
  Text a = {.bytes = NULL}, b = {.bytes = NULL};
  const Text *mine = side == PEN_DIFF_REMOVED ? &a : &b;
  gsize larger;

  init_words (&a, &self->old_text, old_line, known);
  init_words (&b, &self->new_text, new_line, known);
  larger = MAX (g_bytes_get_size (a.bytes), g_bytes_get_size (b.bytes));
  if (a.ids->len <= MAX_WORDS && b.ids->len <= MAX_WORDS)
    hunks = compare (&a, &b);
  /* Less than half is left of it: another line, not the same one changed. */
  if (hunks != NULL && count_kept (&a, hunks) * 2 >= larger)
    for (guint i = 0; i < hunks->len; i++)
      {
        const PenDiffHunk *hunk = &g_array_index (hunks, PenDiffHunk, i);
        guint first = side == PEN_DIFF_REMOVED ? hunk->old_line : hunk->new_line;
        const gsize *starts = (const gsize *)mine->starts->data;

        if (hunk->kind == side)
          add_range (ranges,
                     mine,
                     (PenDiffRange){side == PEN_DIFF_REMOVED ? old_line : new_line,
                                    starts[first],
                                    starts[first + hunk->n_lines]});
      }
  clear_text (&a);
  clear_text (&b);
}

GArray *
pen_line_diff_find_changes (const PenLineDiff *self, PenDiffKind side)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (PenDiffRange));

  g_return_val_if_fail (side != PEN_DIFF_EQUAL, ranges);
  for (guint i = 0; i + 1 < self->hunks->len; i++)
    {
      const PenDiffHunk *removed = &g_array_index (self->hunks, PenDiffHunk, i);
      const PenDiffHunk *added = removed + 1;

      if (removed->kind != PEN_DIFF_REMOVED || added->kind != PEN_DIFF_ADDED)
        continue;
      for (guint n = 0; n < MIN (removed->n_lines, added->n_lines); n++)
        find_changes_in_pair (self, removed->old_line + n, added->new_line + n, side, ranges);
    }
  return ranges;
}

/* --- Patches --- */

static void
write_name (GString *text, const char *mark, const char *name)
{
  g_string_append (text, mark);
  for (const char *c = name; *c != '\0'; c++)
    g_string_append_c (text, g_ascii_iscntrl (*c) ? ' ' : *c);
  g_string_append_c (text, '\n');
}

static void
write_lines (GString *text, char mark, const Text *of, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      gsize length;
      const char *line = get_piece (of, i, &length);

      g_string_append_c (text, mark);
      g_string_append_len (text, line, (gssize)length);
      if (line[length - 1] != '\n')
        g_string_append (text, "\n\\ No newline at end of file\n");
    }
}

/* "12,3", where no lines at all are told by the line before them; POSIX, diff -U. */
static void
write_place (GString *text, char mark, guint first, guint n)
{
  g_string_append_printf (text, "%c%u", mark, n == 0 ? first : first + 1);
  if (n != 1)
    g_string_append_printf (text, ",%u", n);
}

/* The changes from @first on that lie within twice CONTEXT of each other. */
static guint
find_group_end (const GArray *hunks, guint first)
{
  guint i = first;

  while (i + 1 < hunks->len)
    {
      const PenDiffHunk *next = &g_array_index (hunks, PenDiffHunk, i + 1);

      if (next->kind == PEN_DIFF_EQUAL && (next->n_lines > 2 * CONTEXT || i + 2 == hunks->len))
        break;
      i++;
    }
  return i + 1;
}

static void
write_group (const PenLineDiff *self, GString *text, guint first, guint end)
{
  const PenDiffHunk *hunks = (const PenDiffHunk *)self->hunks->data;
  guint before = first > 0 ? MIN (CONTEXT, hunks[first - 1].n_lines) : 0;
  guint after = end < self->hunks->len ? MIN (CONTEXT, hunks[end].n_lines) : 0;
  guint n_old = before + after, n_new = before + after;

  for (guint i = first; i < end; i++)
    {
      n_old += hunks[i].kind != PEN_DIFF_ADDED ? hunks[i].n_lines : 0;
      n_new += hunks[i].kind != PEN_DIFF_REMOVED ? hunks[i].n_lines : 0;
    }
  g_string_append (text, "@@ ");
  write_place (text, '-', hunks[first].old_line - before, n_old);
  write_place (g_string_append_c (text, ' '), '+', hunks[first].new_line - before, n_new);
  g_string_append (text, " @@\n");
  write_lines (text, ' ', &self->old_text, hunks[first].old_line - before, before);
  for (guint i = first; i < end; i++)
    if (hunks[i].kind == PEN_DIFF_ADDED)
      write_lines (text, '+', &self->new_text, hunks[i].new_line, hunks[i].n_lines);
    else
      write_lines (text,
                   hunks[i].kind == PEN_DIFF_REMOVED ? '-' : ' ',
                   &self->old_text,
                   hunks[i].old_line,
                   hunks[i].n_lines);
  if (after > 0)
    write_lines (text, ' ', &self->old_text, hunks[end].old_line, after);
}

GString *
pen_line_diff_to_text (const PenLineDiff *self, const char *old_name, const char *new_name)
{
  GString *text = g_string_new (NULL);

  if (pen_line_diff_is_same (self))
    return text;
  write_name (text, "--- ", old_name);
  write_name (text, "+++ ", new_name);
  for (guint i = 0; i < self->hunks->len; i++)
    if (g_array_index (self->hunks, PenDiffHunk, i).kind != PEN_DIFF_EQUAL)
      {
        guint end = find_group_end (self->hunks, i);

        write_group (self, text, i, end);
        i = end - 1;
      }
  return text;
}
