/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The program's lines in a narrow drawing: cells of one, two or no columns, some of them marked,
 * wrapped together with their marks. */
#include "narrow-private.h"

#include <string.h>

#include "columns.h"
#include "decoder.h"

#define TAB 4
#define HANG 2
#define MAX_GUTTER 8       /* columns for a line's number; a longer one is left out */
#define MAX_BEFORE 40      /* characters before the first mark in a line that is cut */
#define MAX_CHARACTERS 600 /* of a line */
#define MAX_PIECES 4       /* of a wrapped line that one range is marked in */

/* One line of the program that a span means, or of several that it reaches over the first or last.
 */
typedef struct
{
  const PenSpan *span;     /* with label and importance */
  const PenSpan *place;    /* the same, or where the program calls the macro that has it */
  const PenSpanLine *line; /* NULL: the compiler gave no text */
  guint number;
  gboolean has_label; /* the label is drawn here */
  guint rank;         /* of its file */
} Mark;

/* One character as it is drawn. */
typedef struct
{
  gsize start; /* byte of the drawn text */
  guint columns;
  guint character; /* 1-based, in the source line */
} Cell;

typedef struct
{
  GString *text;
  GArray *cells; /* (element-type Cell): one more at the end, for what is meant behind the line */
} Row;

/* --- Which lines --- */

static gint
compare_marks (gconstpointer a, gconstpointer b)
{
  const Mark *one = a, *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  if (one->number != other->number)
    return one->number < other->number ? -1 : 1;
  if (one->place->column_start != other->place->column_start)
    return one->place->column_start < other->place->column_start ? -1 : 1;
  return 0;
}

/* The order in which files are first spoken of, that of @place before all. */
static guint
rank_file (GPtrArray *files, const char *file)
{
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (g_ptr_array_index (files, i), file))
      return i;
  g_ptr_array_add (files, (char *)file);
  return files->len - 1;
}

static void
add_marks (GArray *marks, const PenSpan *span, GPtrArray *files)
{
  const PenSpan *place = span->is_own ? span : span->call_site;
  Mark mark = {.span = span, .place = place, .has_label = TRUE};
  guint n;

  if (place == NULL)
    return;
  n = place->lines->len;
  mark.rank = rank_file (files, place->file);
  mark.number = place->line_start;
  if (n > 1)
    {
      mark.line = g_ptr_array_index (place->lines, 0);
      mark.has_label = FALSE;
      g_array_append_val (marks, mark);
      mark.has_label = TRUE;
      mark.number = place->line_start + n - 1;
    }
  mark.line = n > 0 ? g_ptr_array_index (place->lines, n - 1) : NULL;
  g_array_append_val (marks, mark);
}

static GArray *
collect_marks (GPtrArray *spans, const PenSpan *place)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  if (place != NULL)
    rank_file (files, place->file);
  for (guint i = 0; i < spans->len; i++)
    add_marks (marks, g_ptr_array_index (spans, i), files);
  g_array_sort (marks, compare_marks);
  return marks;
}

/* With regard to whether there is a text at all. */
static gboolean
is_same_line (const Mark *one, const Mark *other)
{
  return one->rank == other->rank && one->number == other->number &&
         (one->line == NULL) == (other->line == NULL);
}

/* Columns of blanks before a line's text; G_MAXUINT of a line without text. */
static guint
measure_indent (const char *text)
{
  guint columns = 0;

  for (; *text == ' ' || *text == '\t'; text++)
    columns = *text == ' ' ? columns + 1 : (columns / TAB + 1) * TAB;
  return *text != '\0' ? columns : G_MAXUINT;
}

static guint
find_common_indent (const GArray *marks)
{
  guint common = G_MAXUINT;

  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);

      if (mark->line != NULL)
        common = MIN (common, measure_indent (mark->line->text));
    }
  return common != G_MAXUINT ? common : 0;
}

/* --- One line as it is drawn --- */

static void
row_clear (Row *row)
{
  g_string_free (row->text, TRUE);
  g_array_unref (row->cells);
}

static void
add_cell (Row *row, const char *text, guint columns, guint character)
{
  Cell cell = {row->text->len, columns, character};

  g_array_append_val (row->cells, cell);
  g_string_append (row->text, text);
}

/* Any character but a tab. What is not to be shown as it is becomes several. */
static void
add_character (Row *row, const char *at, guint character)
{
  gsize length = (gsize)(g_utf8_next_char (at) - at);
  g_autofree char *shown = pen_decoder_decode_all (at, length, PEN_DECODER_ONE_LINE);

  add_cell (row, shown, pen_columns_of_text (shown, -1), character);
}

/* Without the first @indent columns; of a long line what is around character @first. */
static Row
make_row (const char *text, guint indent, guint first)
{
  Row row = {g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (Cell))};
  guint length = (guint)MIN (g_utf8_strlen (text, -1), G_MAXINT);
  guint meant = MIN (first, length);
  guint from = meant > MAX_CHARACTERS / 2 ? meant - MAX_BEFORE : 1;
  guint character = 1, columns = 0;

  if (from > 1)
    add_cell (&row, "…", 1, 0);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), character++)
    {
      guint width = *at == '\t' ? (columns / TAB + 1) * TAB - columns : 1;
      guint shown = columns + width > indent ? MIN (width, columns + width - indent) : 0;

      if (character >= from + MAX_CHARACTERS)
        {
          add_cell (&row, "…", 1, character++);
          break;
        }
      columns += width;
      if (character < from || shown == 0)
        continue;
      if (*at != '\t')
        add_character (&row, at, character);
      else
        {
          g_autofree char *blanks = g_strnfill (shown, ' ');

          add_cell (&row, blanks, shown, character);
        }
    }
  add_cell (&row, "", 1, character);
  return row;
}

/* The cells that @mark means: from *ret_first to before *ret_end, at least one. */
static void
find_cells (const Row *row, const Mark *mark, guint *ret_first, guint *ret_end)
{
  guint last = row->cells->len - 1, first = 0, end;

  while (first < last &&
         g_array_index (row->cells, Cell, first).character < mark->line->highlight_start)
    first++;
  end = first + 1;
  while (end < last && g_array_index (row->cells, Cell, end).character < mark->line->highlight_end)
    end++;
  /* A range over several lines includes their indent. */
  while (mark->place->lines->len > 1 && first + 1 < end &&
         row->text->str[g_array_index (row->cells, Cell, first).start] == ' ')
    first++;
  *ret_first = first;
  *ret_end = end;
}

/* --- Its pieces, with marks beneath --- */

/* Where a wrapped row goes on. */
typedef struct
{
  gsize start;      /* byte of the row's text */
  gsize end;        /* behind what is shown */
  gsize next;       /* start of the next piece */
  guint indent;     /* columns */
  gboolean is_near; /* to something that is meant */
} Piece;

/* What a mark means in a row. */
typedef struct
{
  guint first_cell;
  guint end_cell;
  guint first_piece;
  guint last_piece;
} Range;

static GArray *
make_pieces (const Row *row, guint gutter, guint width)
{
  g_autoptr (GArray) lines =
      pen_columns_wrap (row->text->str, -1, width - gutter, width - gutter - HANG);
  GArray *pieces = g_array_sized_new (FALSE, FALSE, sizeof (Piece), lines->len);

  for (guint i = 0; i < lines->len; i++)
    {
      const PenColumnsLine *line = &g_array_index (lines, PenColumnsLine, i);
      Piece piece = {line->start, line->end, G_MAXSIZE, gutter + (i > 0 ? HANG : 0), FALSE};

      if (i + 1 < lines->len)
        piece.next = g_array_index (lines, PenColumnsLine, i + 1).start;
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

static guint
find_piece (const Row *row, const GArray *pieces, guint cell)
{
  gsize start = g_array_index (row->cells, Cell, cell).start;
  guint i = 0;

  while (i + 1 < pieces->len && g_array_index (pieces, Piece, i).next <= start)
    i++;
  return i;
}

/* A range over many pieces is marked in the first ones only. */
static Range
find_range (const Row *row, const Mark *mark, GArray *pieces)
{
  Range range = {0};

  find_cells (row, mark, &range.first_cell, &range.end_cell);
  range.first_piece = find_piece (row, pieces, range.first_cell);
  range.last_piece =
      MIN (find_piece (row, pieces, range.end_cell - 1), range.first_piece + MAX_PIECES - 1);
  for (guint i = range.first_piece > 0 ? range.first_piece - 1 : 0;
       i < MIN (range.last_piece + 2, pieces->len);
       i++)
    g_array_index (pieces, Piece, i).is_near = TRUE;
  return range;
}

static void
draw_underline (PenNarrowDrawing *drawing,
                const Row *row,
                const Mark *mark,
                const Range *range,
                const Piece *piece)
{
  g_autofree char *text = g_strnfill (drawing->width, ' ');
  char sign = mark->span->is_primary ? '^' : '-';
  guint column = piece->indent, begin = G_MAXUINT;
  PenNarrowLine *line;

  for (guint i = 0; i < range->end_cell; i++)
    {
      const Cell *cell = &g_array_index (row->cells, Cell, i);

      if (cell->start < piece->start || cell->start >= piece->next)
        continue;
      if (i >= range->first_cell)
        begin = MIN (begin, column);
      for (guint j = 0; j < cell->columns; j++, column++)
        if (i >= range->first_cell && cell->start < piece->end && column < drawing->width)
          text[column] = sign;
    }
  /* What has no width, or is behind a line that is full, is marked all the same. */
  text[MIN (begin, drawing->width - 1)] = sign;
  line = pen_narrow_add_line (drawing,
                              PEN_NARROW_UNDERLINE,
                              g_strchomp (g_steal_pointer (&text)),
                              mark->place);
  if (line != NULL)
    line->is_primary = mark->span->is_primary;
}

static void
draw_label (PenNarrowDrawing *drawing, const Mark *mark, guint gutter)
{
  guint first;

  if (!mark->has_label || mark->span->label == NULL || mark->span->label[0] == '\0')
    return;
  first = pen_narrow_add_text (drawing,
                               PEN_NARROW_LABEL,
                               mark->span->label,
                               gutter,
                               /* hang= */ 0,
                               mark->place);
  for (guint i = first; i < drawing->lines->len; i++)
    ((PenNarrowLine *)g_ptr_array_index (drawing->lines, i))->is_primary = mark->span->is_primary;
}

static void
draw_piece (PenNarrowDrawing *drawing,
            const Row *row,
            const Piece *piece,
            const char *number,
            const PenSpan *place)
{
  char *text = g_strdup_printf ("%*s%.*s",
                                (int)piece->indent,
                                piece->start == 0 ? number : "",
                                (int)(piece->end - piece->start),
                                row->text->str + piece->start);
  PenNarrowLine *line = pen_narrow_add_line (drawing, PEN_NARROW_SOURCE, text, place);

  if (line != NULL)
    line->goes_on = piece->start > 0;
}

/* @marks are of one line. */
static void
draw_row (PenNarrowDrawing *drawing, const Row *row, const Mark *marks, guint n, guint gutter)
{
  g_autoptr (GArray) pieces = make_pieces (row, gutter, drawing->width);
  g_autofree Range *ranges = g_new0 (Range, n);
  g_autofree char *number = g_strdup_printf ("%u ", marks->number);
  gboolean is_cut = FALSE;

  for (guint i = 0; i < n; i++)
    ranges[i] = find_range (row, &marks[i], pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->is_near)
        draw_piece (drawing, row, piece, gutter > 0 ? number : "", marks->place);
      else if (!is_cut)
        pen_narrow_add_line (drawing, PEN_NARROW_SOURCE, g_strdup ("…"), marks->place);
      is_cut = !piece->is_near;
      for (guint j = 0; j < n; j++)
        {
          if (i < ranges[j].first_piece || i > ranges[j].last_piece)
            continue;
          draw_underline (drawing, row, &marks[j], &ranges[j], piece);
          if (i == ranges[j].last_piece)
            draw_label (drawing, &marks[j], gutter);
        }
    }
}

static void
draw_place (PenNarrowDrawing *drawing, const PenSpan *place)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (drawing->file, place->file) == 0)
    return;
  g_free (drawing->file);
  drawing->file = g_strdup (place->file);
  text = g_strdup_printf ("%s:%u:%u", place->file, place->line_start, place->column_start);
  pen_narrow_add_text (drawing, PEN_NARROW_PLACE, text, 0, HANG, place);
}

static void
draw_line (PenNarrowDrawing *drawing, const Mark *marks, guint n, guint indent, guint gutter)
{
  guint first = G_MAXUINT;
  Row row;

  if (marks->line == NULL)
    {
      for (guint i = 0; i < n; i++)
        draw_label (drawing, &marks[i], 0);
      return;
    }
  for (guint i = 0; i < n; i++)
    first = MIN (first, marks[i].line->highlight_start);
  row = make_row (marks->line->text, indent, first);
  draw_row (drawing, &row, marks, n, gutter);
  row_clear (&row);
}

static guint
measure_gutter (const GArray *marks)
{
  guint most = 0, columns = 1;

  for (guint i = 0; i < marks->len; i++)
    most = MAX (most, g_array_index (marks, Mark, i).number);
  for (; most > 0; most /= 10)
    columns++;
  return columns <= MAX_GUTTER ? columns : 0;
}

void
pen_narrow_add_spans (PenNarrowDrawing *drawing, GPtrArray *spans, const PenSpan *place)
{
  g_autoptr (GArray) marks = collect_marks (spans, place);
  guint indent = find_common_indent (marks), gutter = measure_gutter (marks);

  for (guint i = 0, n; i < marks->len; i += n)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);

      n = 1;
      while (i + n < marks->len && is_same_line (mark, mark + n))
        n++;
      draw_place (drawing,
                  place != NULL && g_str_equal (place->file, mark->place->file) ? place
                                                                                : mark->place);
      draw_line (drawing, mark, n, indent, gutter);
    }
}
