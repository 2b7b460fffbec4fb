/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is inside of a paragraph. One pass copies the text and gives each byte its flags; marks are
 * copied too, and only those whose other half was found are dropped at the end. At most one mark of
 * a kind waits for its other half and every search has a bound, so that the time grows with the
 * text alone. */
#include "markdown-inline.h"

#include <string.h>

#define DROP 0x80 /* beside PenMarkdownFlags: a mark, not text */
#define MAX_TICKS 32
#define MAX_BRACKETS 32
#define MAX_TARGET 2048 /* bytes of a link's target */

/* The marks of emphasis that may be open: one of each kind. */
typedef enum
{
  MARK_STAR,
  MARK_TWO_STARS,
  MARK_LINE,
  MARK_TWO_LINES,
  N_MARKS,
} Mark;

typedef struct
{
  gsize text;   /* where its "[" is in the text */
  gsize source; /* and in the source */
} Bracket;

typedef struct
{
  const char *source;
  gsize length;
  gsize at;
  GHashTable *labels;
  GString *text;
  GByteArray *flags;    /* one for each byte of text */
  gssize open[N_MARKS]; /* where in the text; -1: none */
  Bracket brackets[MAX_BRACKETS];
  guint n_brackets;
} Inline;

char *
pen_markdown_fold_label (const char *label, gsize length)
{
  g_autofree char *folded = g_utf8_casefold (label, (gssize)length);
  GString *result = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *c = folded; *c != '\0'; c++)
    {
      if (g_ascii_isspace (*c))
        {
          blank = result->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (result, ' ');
      blank = FALSE;
      g_string_append_c (result, *c);
    }
  return g_string_free (result, FALSE);
}

static void
append (Inline *in, const char *bytes, gsize length, guint8 flags)
{
  g_string_append_len (in->text, bytes, (gssize)length);
  for (gsize i = 0; i < length; i++)
    g_byte_array_append (in->flags, &flags, 1);
}

static void
add_flags (Inline *in, gsize start, gsize end, guint8 flags)
{
  for (gsize i = start; i < end; i++)
    in->flags->data[i] |= flags;
}

/* How often the byte at @at stands there in a row. */
static gsize
count_run (const Inline *in, gsize at)
{
  gsize end = at;

  while (end < in->length && in->source[end] == in->source[at])
    end++;
  return end - at;
}

/* --- Code --- */

/* Where the next run of exactly @n backticks begins. When there is none, none asks again: a search
 * fails once for each @n. */
static gboolean
find_ticks (Inline *in, gsize from, gsize n, gsize *ret_at)
{
  if (n > MAX_TICKS)
    return FALSE;
  for (gsize at = from; at < in->length;)
    {
      gsize run = in->source[at] == '`' ? count_run (in, at) : 0;

      if (run == n)
        {
          *ret_at = at;
          return TRUE;
        }
      at += MAX (run, 1);
    }
  return FALSE;
}

static void
take_code (Inline *in)
{
  gsize n = count_run (in, in->at), start = in->at + n, end = 0, after;

  if (!find_ticks (in, start, n, &end))
    {
      append (in, in->source + in->at, n, 0);
      in->at += n;
      return;
    }
  after = end + n;
  /* One blank on both sides is there to keep backticks apart. */
  if (end - start > 2 && in->source[start] == ' ' && in->source[end - 1] == ' ')
    {
      start++;
      end--;
    }
  for (gsize i = start; i < end; i++)
    append (in, in->source[i] == '\n' ? " " : in->source + i, 1, PEN_MARKDOWN_INLINE_CODE);
  in->at = after;
}

/* --- Emphasis --- */

static gboolean
is_blank_at (const Inline *in, gssize at)
{
  return at < 0 || (gsize)at >= in->length || g_ascii_isspace (in->source[at]);
}

/* Bytes of other scripts count as letters: "_" within a word is no mark. */
static gboolean
is_word_at (const Inline *in, gssize at)
{
  return at >= 0 && (gsize)at < in->length &&
         (g_ascii_isalnum (in->source[at]) || (guchar)in->source[at] >= 0x80);
}

/* What was opened behind @from can no longer be closed. */
static void
forget_marks (Inline *in, gssize from)
{
  for (guint i = 0; i < N_MARKS; i++)
    if (in->open[i] >= from)
      in->open[i] = -1;
}

/* Of three in a row the ones that close come in the opposite order of those that open. */
static gsize
count_mark (const Inline *in, gboolean is_line)
{
  gsize run = count_run (in, in->at);
  Mark mark = is_line ? MARK_LINE : MARK_STAR;

  if (run >= 3 && in->open[mark] > in->open[mark + 1])
    return 1;
  return MIN (run, 2);
}

static void
take_mark (Inline *in)
{
  gboolean is_line = in->source[in->at] == '_';
  gsize n = count_mark (in, is_line);
  gssize before = (gssize)in->at - 1, after = (gssize)(in->at + n);
  Mark mark = (is_line ? MARK_LINE : MARK_STAR) + (n == 2);
  gssize open = in->open[mark];
  gsize here = in->text->len;
  gboolean closes = !is_blank_at (in, before) && !(is_line && is_word_at (in, after));
  gboolean opens = !is_blank_at (in, after) && !(is_line && is_word_at (in, before));

  closes = closes && open >= 0 && here > (gsize)open + n;
  append (in, in->source + in->at, n, 0);
  in->at += n;
  if (closes)
    {
      add_flags (in, (gsize)open, (gsize)open + n, DROP);
      add_flags (in, here, here + n, DROP);
      add_flags (in, (gsize)open + n, here, n == 2 ? PEN_MARKDOWN_STRONG : PEN_MARKDOWN_EMPHASIS);
      forget_marks (in, open);
    }
  else if (opens)
    in->open[mark] = (gssize)here;
}

/* --- Links --- */

static void
open_bracket (Inline *in)
{
  if (in->n_brackets < MAX_BRACKETS)
    in->brackets[in->n_brackets++] = (Bracket){in->text->len, in->at};
  append (in, "[", 1, 0);
  in->at++;
  if (in->at < in->length && in->source[in->at] == '^')
    in->at++; /* a footnote */
}

/* Behind the bracket that closes the one at @open, on whatever line. */
static gboolean
find_closing (const Inline *in, gsize open, char opening, char closing, gsize *ret_after)
{
  guint depth = 0;

  for (gsize i = open; i < MIN (in->length, open + MAX_TARGET); i++)
    {
      if (in->source[i] == '\\')
        i++;
      else if (in->source[i] == opening)
        depth++;
      else if (in->source[i] == closing && --depth == 0)
        {
          *ret_after = i + 1;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
has_label (const Inline *in, gsize start, gsize end)
{
  g_autofree char *label = pen_markdown_fold_label (in->source + start, end - start);

  return g_hash_table_contains (in->labels, label);
}

/* Whether the bracket, closed at @in->at, is a link's; where the link ends. */
static gboolean
is_link (const Inline *in, const Bracket *bracket, gsize *ret_after)
{
  gsize next = in->at + 1, after = next;
  char c = next < in->length ? in->source[next] : '\0';

  if (c == '(' && find_closing (in, next, '(', ')', ret_after))
    return TRUE;
  if (c == '[' && find_closing (in, next, '[', ']', &after) && after > next + 2)
    {
      /* One of rustc's own names a label that does not exist; but an index is an index. */
      *ret_after = after;
      return !is_word_at (in, (gssize)bracket->source - 1) || has_label (in, next + 1, after - 1);
    }
  *ret_after = c == '[' && after == next + 2 ? after : next;
  return has_label (in, bracket->source + 1, in->at);
}

static void
close_bracket (Inline *in)
{
  gsize after = 0;
  Bracket bracket;

  if (in->n_brackets > 0)
    {
      bracket = in->brackets[--in->n_brackets];
      if (is_link (in, &bracket, &after))
        {
          gboolean is_image = bracket.text > 0 && in->text->str[bracket.text - 1] == '!';

          add_flags (in, bracket.text - (is_image ? 1 : 0), bracket.text + 1, DROP);
          in->at = after;
          return;
        }
    }
  append (in, "]", 1, 0);
  in->at++;
}

/* <https://…>: the address is the text. FALSE when it is no such link. */
static gboolean
take_address (Inline *in)
{
  const char *start = in->source + in->at + 1;
  gsize most = MIN (in->length - in->at - 1, MAX_TARGET), n = 0;

  if (!g_str_has_prefix (start, "https://") && !g_str_has_prefix (start, "http://"))
    return FALSE;
  while (n < most && start[n] != '>' && start[n] != '<' && !g_ascii_isspace (start[n]))
    n++;
  if (n == most || start[n] != '>')
    return FALSE;
  append (in, start, n, 0);
  in->at += n + 2;
  return TRUE;
}

/* --- All of it --- */

static gboolean
take_entity (Inline *in)
{
  static const struct
  {
    const char *name;
    const char *text;
  } rows[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&nbsp;", " "}};

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_has_prefix (in->source + in->at, rows[i].name))
      {
        append (in, rows[i].text, 1, 0);
        in->at += strlen (rows[i].name);
        return TRUE;
      }
  return FALSE;
}

static void
take_plain (Inline *in)
{
  append (in, in->source + in->at, 1, 0);
  in->at++;
}

static void
take_next (Inline *in)
{
  switch (in->source[in->at])
    {
    case '\\':
      if (in->at + 1 < in->length && g_ascii_ispunct (in->source[in->at + 1]))
        in->at++;
      take_plain (in);
      break;
    case '`':
      take_code (in);
      break;
    case '*':
    case '_':
      take_mark (in);
      break;
    case '[':
      open_bracket (in);
      break;
    case ']':
      close_bracket (in);
      break;
    case '<':
      if (!take_address (in))
        take_plain (in);
      break;
    case '&':
      if (!take_entity (in))
        take_plain (in);
      break;
    default:
      take_plain (in);
    }
}

/* What is left without the marks, and the runs in it. */
static char *
finish (const Inline *in, GArray *runs)
{
  GString *text = g_string_sized_new (in->text->len);

  for (gsize i = 0; i < in->text->len; i++)
    {
      guint8 flags = in->flags->data[i];
      PenMarkdownRun *last = NULL;

      if ((flags & DROP) != 0)
        continue;
      if (runs->len > 0)
        last = &g_array_index (runs, PenMarkdownRun, runs->len - 1);
      if (flags != 0 && last != NULL && last->end == text->len && last->flags == flags)
        last->end++;
      else if (flags != 0)
        {
          PenMarkdownRun run = {text->len, text->len + 1, flags};

          g_array_append_val (runs, run);
        }
      g_string_append_c (text, in->text->str[i]);
    }
  return g_string_free (text, FALSE);
}

char *
pen_markdown_parse_inline (const char *source, GHashTable *labels, GArray **ret_runs)
{
  Inline in = {.source = source, .length = strlen (source), .labels = labels};
  char *text;

  in.text = g_string_new (NULL);
  in.flags = g_byte_array_new ();
  for (guint i = 0; i < N_MARKS; i++)
    in.open[i] = -1;
  while (in.at < in.length)
    take_next (&in);
  *ret_runs = g_array_new (FALSE, FALSE, sizeof (PenMarkdownRun));
  text = finish (&in, *ret_runs);
  g_string_free (in.text, TRUE);
  g_byte_array_unref (in.flags);
  return text;
}
