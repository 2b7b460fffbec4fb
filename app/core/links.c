/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Places, error codes and std's backtrace hint in plain text. By hand and not by GRegex: a thousand
 * file names in one pattern, or one backtracking pattern on a program's endless line, take time
 * that nobody bounds. Names are looked up backwards from the colon behind them, in a sorted list of
 * the reversed names; as none holds a colon, no byte is looked at twice. */
#include "links.h"

#include <string.h>

#define MAX_NUMBER_DIGITS 9 /* fits a guint; rustc itself stops at 2^32 bytes of source */
#define JOB_FOLDER "/job/"

typedef struct
{
  char *reversed;
  gsize length;
  char *name; /* a GRefString */
} Name;

struct _PenLinks
{
  GArray *names; /* (element-type Name), by their reversed bytes */
};

static void
name_clear (gpointer data)
{
  Name *name = data;

  g_free (name->reversed);
  g_ref_string_release (name->name);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Name *)a)->reversed, ((const Name *)b)->reversed);
}

static gboolean
can_be_named (const char *file)
{
  for (const char *c = file; *c != '\0'; c++)
    if ((guchar)*c < 0x20 || *c == 0x7f || *c == ':')
      return FALSE;
  return file[0] != '\0';
}

/* By bytes: what stands in the text is compared byte by byte too. */
static char *
dup_reversed (const char *text, gsize length)
{
  char *reversed = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    reversed[i] = text[length - 1 - i];
  reversed[length] = '\0';
  return reversed;
}

PenLinks *
pen_links_new (const char *const *own_files)
{
  PenLinks *links = g_new0 (PenLinks, 1);

  links->names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (links->names, name_clear);
  for (guint i = 0; own_files != NULL && own_files[i] != NULL; i++)
    {
      gsize length = strlen (own_files[i]);
      Name name = {NULL, length, NULL};

      if (!can_be_named (own_files[i]))
        continue;
      name.reversed = dup_reversed (own_files[i], length);
      name.name = g_ref_string_new (own_files[i]);
      g_array_append_val (links->names, name);
    }
  g_array_sort (links->names, compare_names);
  return links;
}

void
pen_links_free (PenLinks *links)
{
  g_array_unref (links->names);
  g_free (links);
}

static void
link_clear (gpointer data)
{
  g_ref_string_release (((PenLink *)data)->target);
}

/* The first of the names from @low to before @high whose byte @depth is not below @byte. */
static guint
find_bound (const PenLinks *links, guint low, guint high, gsize depth, guint byte)
{
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Name *name = &g_array_index (links->names, Name, middle);

      if ((guchar)name->reversed[depth] < byte)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Whether a name may begin at @at: no letter, no other folder stands before it. */
static gboolean
is_boundary (const char *text, gsize begin, gsize at)
{
  gunichar before;

  if (at == begin)
    return TRUE;
  if ((guchar)text[at - 1] < 0x80)
    return !g_ascii_isalnum (text[at - 1]) && strchr ("_/\\.-~+@%$#", text[at - 1]) == NULL;
  before = '\0';
  for (gsize i = at - 1; at - i <= 4; i--)
    {
      if (((guchar)text[i] & 0xc0) != 0x80)
        {
          before = g_utf8_get_char_validated (text + i, (gssize)(at - i));
          break;
        }
      if (i == begin)
        break;
    }
  return before != '\0' && before != (gunichar)-1 && before != (gunichar)-2 &&
         !g_unichar_isalnum (before) && !g_unichar_ismark (before);
}

/* Where the place begins whose file begins at @at: before "./" and before the job's folder. */
static gboolean
find_start (const char *text, gsize begin, gsize at, gsize *ret_start)
{
  const gsize folder = strlen (JOB_FOLDER);

  if (at - begin >= 2 && memcmp (text + at - 2, "./", 2) == 0)
    at -= 2;
  if (at - begin >= folder && memcmp (text + at - folder, JOB_FOLDER, folder) == 0)
    at -= folder;
  *ret_start = at;
  return is_boundary (text, begin, at);
}

/* The longest of the program's names that ends before @colon. */
static const Name *
find_name (const PenLinks *links, const char *text, gsize begin, gsize colon, gsize *ret_start)
{
  guint low = 0, high = links->names->len;
  const Name *best = NULL;

  for (gsize depth = 0; low < high; depth++)
    {
      const Name *first = &g_array_index (links->names, Name, low);
      gsize start = 0;
      guint byte;

      if (first->length == depth && find_start (text, begin, colon - depth, &start))
        {
          best = first;
          *ret_start = start;
        }
      if (colon - depth == begin)
        break;
      byte = (guchar)text[colon - depth - 1];
      if (byte == ':' || byte < 0x20)
        break;
      low = find_bound (links, low, high, depth, byte);
      high = find_bound (links, low, high, depth, byte + 1);
    }
  return best;
}

/* A colon and a number. Nothing is written, and FALSE returned, when there is none. */
static gboolean
read_number (const char *text, gsize length, gsize at, gsize *ret_end, guint *ret_number)
{
  guint number = 0;
  gsize i = at + 1;

  if (at >= length || text[at] != ':')
    return FALSE;
  for (; i < length && g_ascii_isdigit (text[i]); i++)
    {
      if (i - at > MAX_NUMBER_DIGITS)
        return FALSE;
      number = number * 10 + (guint)(text[i] - '0');
    }
  if (number == 0 || (i < length && (g_ascii_isalpha (text[i]) || text[i] == '_')))
    return FALSE;
  *ret_end = i;
  *ret_number = number;
  return TRUE;
}

static gboolean
find_place (const PenLinks *links,
            const char *text,
            gsize length,
            gsize begin,
            gsize colon,
            PenLink *link)
{
  const Name *name;
  gsize end = 0;

  if (!read_number (text, length, colon, &end, &link->line))
    return FALSE;
  name = find_name (links, text, begin, colon, &link->start);
  if (name == NULL)
    return FALSE;
  link->kind = PEN_LINK_PLACE;
  link->column = 0;
  link->end = end;
  read_number (text, length, end, &link->end, &link->column);
  link->target = g_ref_string_acquire (name->name);
  return TRUE;
}

static gboolean
find_code (const char *text, gsize length, gsize begin, gsize at, PenLink *link)
{
  const gsize size = strlen ("E0000");

  if (length - at < size || !is_boundary (text, begin, at))
    return FALSE;
  for (gsize i = at + 1; i < at + size; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  if (length - at > size && (g_ascii_isalnum (text[at + size]) || text[at + size] == '_'))
    return FALSE;
  *link = (PenLink){.kind = PEN_LINK_CODE, .start = at, .end = at + size};
  link->target = g_ref_string_new_len (text + at, (gssize)size);
  return TRUE;
}

static gboolean
find_hint (const char *text, gsize length, gsize at, PenLink *link)
{
  static const char *const hints[] = {"RUST_BACKTRACE=1", "RUST_BACKTRACE=full"};

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      gsize size = strlen (hints[i]);

      /* std writes it as code, which a program that talks about its own environment rarely does. */
      if (length - at <= size || at == 0 || text[at - 1] != '`' || text[at + size] != '`' ||
          memcmp (text + at, hints[i], size) != 0)
        continue;
      *link = (PenLink){.kind = PEN_LINK_BACKTRACE, .start = at, .end = at + size};
      link->target = g_ref_string_new (strchr (hints[i], '=') + 1);
      return TRUE;
    }
  return FALSE;
}

/* In "E0382.rs:5" the code turns out to be part of a name. */
static void
drop_codes (GArray *found, gsize start)
{
  while (found->len > 0 && g_array_index (found, PenLink, found->len - 1).start >= start)
    g_array_set_size (found, found->len - 1);
}

GArray *
pen_links_find (const PenLinks *links, const char *text, gssize length)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (PenLink));
  gsize n = length >= 0 ? (gsize)length : strlen (text);
  gsize begin = 0; /* of what belongs to no place yet */

  g_array_set_clear_func (found, link_clear);
  for (gsize at = 0; at < n && found->len < PEN_LINKS_MAX; at++)
    {
      PenLink link = {0};
      gboolean is_link = FALSE;

      if (text[at] == ':')
        is_link = find_place (links, text, n, begin, at, &link);
      else if (text[at] == 'E')
        is_link = find_code (text, n, begin, at, &link);
      else if (text[at] == 'R')
        is_link = find_hint (text, n, at, &link);
      if (!is_link)
        continue;
      if (link.kind == PEN_LINK_PLACE)
        {
          drop_codes (found, link.start);
          begin = link.end;
        }
      g_array_append_val (found, link);
      at = link.end - 1;
    }
  return found;
}
