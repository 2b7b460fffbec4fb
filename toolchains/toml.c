/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* TOML as a tree of values: what may stand where, and which table a key or header adds to. By hand
 * because Debian 12 has no TOML library for C. What is foreign text is bounded in size, depth and
 * number of keys, so that a tree is cheap to keep and safe to walk by recursion. */
#include "toml-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "toolchain-error.h"

PenToml *
pen_toml_new (PenTomlKind kind, guint line)
{
  PenToml *toml = g_new0 (PenToml, 1);

  toml->kind = kind;
  toml->line = line;
  if (kind == PEN_TOML_ARRAY || kind == PEN_TOML_TABLE)
    toml->items = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_toml_free);
  if (kind == PEN_TOML_TABLE)
    toml->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  return toml;
}

void
pen_toml_free (PenToml *toml)
{
  if (toml == NULL)
    return;
  g_clear_pointer (&toml->by_key, g_hash_table_unref);
  g_clear_pointer (&toml->items, g_ptr_array_unref);
  g_free (toml->key);
  g_free (toml->text);
  g_free (toml);
}

const PenToml *
pen_toml_get (const PenToml *table, const char *key)
{
  if (table == NULL || table->kind != PEN_TOML_TABLE)
    return NULL;
  return g_hash_table_lookup (table->by_key, key);
}

const PenToml *
pen_toml_get_kind (const PenToml *table, const char *key, PenTomlKind kind)
{
  const PenToml *toml = pen_toml_get (table, key);

  return toml != NULL && toml->kind == kind ? toml : NULL;
}

char *
pen_toml_dup_shown (const char *text)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  const char *at = text;

  for (guint n = 0; *at != '\0' && n < 60; n++)
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (shown, g_unichar_isprint (c) ? c : 0xfffd);
      at = g_utf8_next_char (at);
    }
  if (*at != '\0')
    g_string_append (shown, "…");
  return g_string_free (g_steal_pointer (&shown), /* free_segment= */ FALSE);
}

gboolean
pen_toml_fail (const PenTomlReader *reader, const char *at, GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_MANIFEST,
               /* Translators: a file's name, then a sentence that begins in lower case */
               _ ("%s, line %u, column %ld: %s"),
               reader->name,
               reader->line,
               g_utf8_strlen (reader->line_start, at - reader->line_start) + 1,
               sentence);
  return FALSE;
}

char
pen_toml_peek (const PenTomlReader *reader, gsize ahead)
{
  return ahead < (gsize)(reader->end - reader->at) ? reader->at[ahead] : '\0';
}

gboolean
pen_toml_skip_newline (PenTomlReader *reader)
{
  gsize n = pen_toml_peek (reader, 0) == '\r' ? 1 : 0;

  if (pen_toml_peek (reader, n) != '\n')
    return FALSE;
  reader->at += n + 1;
  reader->line_start = reader->at;
  reader->line++;
  return TRUE;
}

void
pen_toml_skip_spaces (PenTomlReader *reader)
{
  while (pen_toml_peek (reader, 0) == ' ' || pen_toml_peek (reader, 0) == '\t')
    reader->at++;
}

/* Up to the line break, which stays. */
static gboolean
skip_comment (PenTomlReader *reader, GError **error)
{
  if (pen_toml_peek (reader, 0) != '#')
    return TRUE;
  for (; reader->at < reader->end; reader->at++)
    {
      char c = *reader->at;

      if (c == '\n' || (c == '\r' && pen_toml_peek (reader, 1) == '\n'))
        return TRUE;
      if (g_ascii_iscntrl (c) && c != '\t')
        return pen_toml_fail (reader,
                              reader->at,
                              error,
                              _ ("a comment holds a control character. Delete it."));
    }
  return TRUE;
}

gboolean
pen_toml_skip_blank (PenTomlReader *reader, GError **error)
{
  do
    {
      pen_toml_skip_spaces (reader);
      if (!skip_comment (reader, error))
        return FALSE;
    }
  while (pen_toml_skip_newline (reader));
  return TRUE;
}

/* Consumes @child whatever happens. */
static gboolean
add_child (PenTomlReader *reader, PenToml *parent, const char *key, PenToml *child, GError **error)
{
  child->depth = (guint8)(parent->depth + 1);
  child->key = g_strdup (key);
  g_ptr_array_add (parent->items, child);
  if (child->depth > PEN_TOML_MAX_DEPTH)
    return pen_toml_fail (reader,
                          reader->at,
                          error,
                          _ ("more than %d tables and lists stand in one another."),
                          PEN_TOML_MAX_DEPTH);
  /* Tables are dear: those in a list count as keys do. */
  if (key == NULL && child->kind != PEN_TOML_TABLE)
    return TRUE;
  if (++reader->n_keys > PEN_TOML_MAX_KEYS)
    return pen_toml_fail (reader,
                          reader->at,
                          error,
                          _ ("the file has more than %d keys."),
                          PEN_TOML_MAX_KEYS);
  if (key != NULL)
    g_hash_table_insert (parent->by_key, child->key, child);
  return TRUE;
}

static PenToml *
find_child (const PenToml *table, const char *key)
{
  return g_hash_table_lookup (table->by_key, key);
}

static gboolean
fail_twice (const PenTomlReader *reader,
            const char *at,
            const char *key,
            const PenToml *first,
            GError **error)
{
  g_autofree char *shown = pen_toml_dup_shown (key);

  return pen_toml_fail (reader,
                        at,
                        error,
                        _ ("`%s` is already there since line %u. Keep one of the two."),
                        shown,
                        first->line);
}

static gboolean
read_bare_key (PenTomlReader *reader, char **ret_key, GError **error)
{
  const char *start = reader->at;

  while (g_ascii_isalnum (pen_toml_peek (reader, 0)) || pen_toml_peek (reader, 0) == '_' ||
         pen_toml_peek (reader, 0) == '-')
    reader->at++;
  if (reader->at == start)
    return pen_toml_fail (reader,
                          start,
                          error,
                          _ ("a name is expected here, of letters, digits, - and _, or in "
                             "quotation marks."));
  *ret_key = g_strndup (start, (gsize)(reader->at - start));
  return TRUE;
}

/* A key with its dots: at least one part. White space around it is consumed. */
static GPtrArray *
read_key (PenTomlReader *reader, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (;;)
    {
      char *part = NULL;
      gboolean ok;

      pen_toml_skip_spaces (reader);
      if (pen_toml_peek (reader, 0) == '"' || pen_toml_peek (reader, 0) == '\'')
        ok = pen_toml_read_string (reader, /* may_span_lines= */ FALSE, &part, error);
      else
        ok = read_bare_key (reader, &part, error);
      if (!ok)
        return NULL;
      g_ptr_array_add (parts, part);
      pen_toml_skip_spaces (reader);
      if (pen_toml_peek (reader, 0) != '.')
        return g_steal_pointer (&parts);
      reader->at++;
      if (parts->len >= PEN_TOML_MAX_DEPTH)
        {
          pen_toml_fail (reader,
                         reader->at,
                         error,
                         _ ("a key has more than %d parts."),
                         PEN_TOML_MAX_DEPTH);
          return NULL;
        }
    }
}

/* The table that a dotted key's last part goes into, made where it is missing. */
static PenToml *
enter_dotted (PenTomlReader *reader,
              PenToml *table,
              GPtrArray *parts,
              const char *at,
              GError **error)
{
  for (guint i = 0; i + 1 < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);
      PenToml *child = find_child (table, part);

      if (child == NULL)
        {
          child = pen_toml_new (PEN_TOML_TABLE, reader->line);
          if (!add_child (reader, table, part, child, error))
            return NULL;
        }
      else if (child->kind != PEN_TOML_TABLE || child->origin != PEN_TOML_BY_KEY)
        {
          fail_twice (reader, at, part, child, error);
          return NULL;
        }
      child->origin = PEN_TOML_BY_KEY;
      table = child;
    }
  return table;
}

/* Reads the value that the reader stands on into @parent, under @key unless that is NULL. Declared
 * here because values hold values; PEN_TOML_MAX_DEPTH bounds the recursion. */
static gboolean
read_value (PenTomlReader *reader, PenToml *parent, const char *key, GError **error);

static gboolean
read_pair (PenTomlReader *reader, PenToml *table, GError **error)
{
  const char *start = reader->at;
  g_autoptr (GPtrArray) parts = read_key (reader, error);
  const char *last;

  if (parts == NULL)
    return FALSE;
  if (pen_toml_peek (reader, 0) != '=')
    return pen_toml_fail (reader, reader->at, error, _ ("a = is expected after the name."));
  table = enter_dotted (reader, table, parts, start, error);
  if (table == NULL)
    return FALSE;
  last = g_ptr_array_index (parts, parts->len - 1);
  if (find_child (table, last) != NULL)
    return fail_twice (reader, start, last, find_child (table, last), error);
  reader->at++;
  pen_toml_skip_spaces (reader);
  return read_value (reader, table, last, error);
}

/* What stands between brackets: values, or pairs when @inside is a table. */
static gboolean
read_inside (PenTomlReader *reader, PenToml *inside, GError **error)
{
  char closing = inside->kind == PEN_TOML_TABLE ? '}' : ']';
  gboolean wants_comma = FALSE;

  reader->at++;
  for (;;)
    {
      if (!pen_toml_skip_blank (reader, error))
        return FALSE;
      if (reader->at == reader->end)
        return pen_toml_fail (reader,
                              reader->at,
                              error,
                              _ ("the %c that ends what began in line %u is missing."),
                              closing,
                              inside->line);
      if (*reader->at == closing)
        {
          reader->at++;
          return TRUE;
        }
      if (wants_comma)
        {
          if (*reader->at != ',')
            return pen_toml_fail (reader,
                                  reader->at,
                                  error,
                                  _ ("a comma or %c is expected here."),
                                  closing);
          reader->at++;
          wants_comma = FALSE;
          continue;
        }
      if (inside->kind == PEN_TOML_TABLE ? !read_pair (reader, inside, error)
                                         : !read_value (reader, inside, NULL, error))
        return FALSE;
      wants_comma = TRUE;
    }
}

static gboolean
read_value (PenTomlReader *reader, PenToml *parent, const char *key, GError **error)
{
  char c = pen_toml_peek (reader, 0);
  PenToml *value;

  if (c == '[' || c == '{')
    {
      value = pen_toml_new (c == '[' ? PEN_TOML_ARRAY : PEN_TOML_TABLE, reader->line);
      return add_child (reader, parent, key, value, error) && read_inside (reader, value, error);
    }
  if (c == '"' || c == '\'')
    {
      guint line = reader->line;
      char *text = NULL;

      if (!pen_toml_read_string (reader, /* may_span_lines= */ TRUE, &text, error))
        return FALSE;
      value = pen_toml_new (PEN_TOML_STRING, line);
      value->text = text;
      return add_child (reader, parent, key, value, error);
    }
  value = pen_toml_read_plain (reader, error);
  return value != NULL && add_child (reader, parent, key, value, error);
}

/* The table that a header's last part goes into. */
static PenToml *
enter_header (PenTomlReader *reader,
              PenToml *table,
              GPtrArray *parts,
              const char *at,
              GError **error)
{
  for (guint i = 0; i + 1 < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);
      PenToml *child = find_child (table, part);

      if (child == NULL)
        {
          child = pen_toml_new (PEN_TOML_TABLE, reader->line);
          child->origin = PEN_TOML_BY_IMPLYING;
          if (!add_child (reader, table, part, child, error))
            return NULL;
        }
      else if (child->items == NULL || child->origin == PEN_TOML_BY_VALUE)
        {
          fail_twice (reader, at, part, child, error);
          return NULL;
        }
      /* An array that headers made is never empty, and holds only tables. */
      if (child->kind == PEN_TOML_ARRAY)
        child = g_ptr_array_index (child->items, child->items->len - 1);
      table = child;
    }
  return table;
}

/* [a.b] or [[a.b]]; *@table becomes the one that the pairs below it go into. */
static gboolean
open_header (PenTomlReader *reader,
             PenToml **table,
             GPtrArray *parts,
             gboolean is_array,
             const char *at,
             GError **error)
{
  const char *last = g_ptr_array_index (parts, parts->len - 1);
  PenToml *parent = enter_header (reader, *table, parts, at, error);
  PenToml *child;

  if (parent == NULL)
    return FALSE;
  child = find_child (parent, last);
  if (child == NULL)
    {
      child = pen_toml_new (is_array ? PEN_TOML_ARRAY : PEN_TOML_TABLE, reader->line);
      if (!add_child (reader, parent, last, child, error))
        return FALSE;
    }
  else if (is_array ? child->kind != PEN_TOML_ARRAY || child->origin != PEN_TOML_BY_HEADER
                    : child->kind != PEN_TOML_TABLE || child->origin != PEN_TOML_BY_IMPLYING)
    return fail_twice (reader, at, last, child, error);
  child->origin = PEN_TOML_BY_HEADER;
  *table = child;
  if (!is_array)
    return TRUE;
  *table = pen_toml_new (PEN_TOML_TABLE, reader->line);
  (*table)->origin = PEN_TOML_BY_HEADER;
  return add_child (reader, child, NULL, *table, error);
}

static gboolean
read_header (PenTomlReader *reader, PenToml *root, PenToml **table, GError **error)
{
  const char *start = reader->at;
  gboolean is_array = pen_toml_peek (reader, 1) == '[';
  g_autoptr (GPtrArray) parts = NULL;

  reader->at += is_array ? 2 : 1;
  parts = read_key (reader, error);
  if (parts == NULL)
    return FALSE;
  if (pen_toml_peek (reader, 0) != ']' || (is_array && pen_toml_peek (reader, 1) != ']'))
    return pen_toml_fail (reader,
                          reader->at,
                          error,
                          _ ("%s is expected here."),
                          is_array ? "]]" : "]");
  reader->at += is_array ? 2 : 1;
  *table = root;
  return open_header (reader, table, parts, is_array, start, error);
}

static gboolean
read_document (PenTomlReader *reader, PenToml *root, GError **error)
{
  PenToml *table = root;

  for (;;)
    {
      if (!pen_toml_skip_blank (reader, error))
        return FALSE;
      if (reader->at == reader->end)
        return TRUE;
      if (*reader->at == '[' ? !read_header (reader, root, &table, error)
                             : !read_pair (reader, table, error))
        return FALSE;
      pen_toml_skip_spaces (reader);
      if (!skip_comment (reader, error))
        return FALSE;
      if (reader->at < reader->end && !pen_toml_skip_newline (reader))
        return pen_toml_fail (reader,
                              reader->at,
                              error,
                              _ ("the line should end here. Begin a new one."));
    }
}

/* Whether the text is UTF-8 without NUL, so that no step after it can meet a broken character. */
static gboolean
check_text (const PenTomlReader *reader, GError **error)
{
  PenTomlReader at = *reader;
  const char *bad = NULL;

  if (g_utf8_validate_len (reader->at, (gsize)(reader->end - reader->at), &bad))
    return TRUE;
  for (; at.at < bad; at.at++)
    {
      if (*at.at != '\n')
        continue;
      at.line++;
      at.line_start = at.at + 1;
    }
  return pen_toml_fail (&at,
                        bad,
                        error,
                        _ ("this is not text in UTF-8. Save the file in that encoding."));
}

PenToml *
pen_toml_parse (const char *name, const char *text, gsize len, GError **error)
{
  g_autoptr (PenToml) root = NULL;
  PenTomlReader reader = {name, text, text + len, text, 1, 0};

  g_return_val_if_fail (name != NULL && (text != NULL || len == 0), NULL);

  if (len > PEN_TOML_MAX_SIZE)
    {
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_MANIFEST,
                   _ ("%s is larger than %d KiB, the most that Playpen reads of it."),
                   name,
                   PEN_TOML_MAX_SIZE / 1024);
      return NULL;
    }
  if (!check_text (&reader, error))
    return NULL;
  if (len >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.line_start = reader.at += 3;
  root = pen_toml_new (PEN_TOML_TABLE, 1);
  root->origin = PEN_TOML_BY_HEADER;
  if (!read_document (&reader, root, error))
    return NULL;
  return g_steal_pointer (&root);
}
