/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of the standard library, from data/std-names.txt. A list and no analysis: it is there at
 * once, needs no language server, and never waits for a program that compiles. */
#include "std-names.h"

#include <string.h>

#define NAMES "/org/playpen/Playpen/std-names.txt"

struct _PenStdName
{
  GObject parent_instance;

  PenStdKind kind;
  char *owner;
  char *name;
  char *text; /* without the owner */
  char *note;
  guint caret;
};

G_DEFINE_FINAL_TYPE (PenStdName, pen_std_name, G_TYPE_OBJECT)

PenStdKind
pen_std_name_get_kind (PenStdName *self)
{
  return self->kind;
}

const char *
pen_std_name_get_name (PenStdName *self)
{
  return self->name;
}

const char *
pen_std_name_get_owner (PenStdName *self)
{
  return self->owner;
}

const char *
pen_std_name_get_note (PenStdName *self)
{
  return self->note;
}

const char *
pen_std_name_get_text (PenStdName *self, guint *ret_caret)
{
  *ret_caret = self->caret;
  return self->text;
}

static void
pen_std_name_finalize (GObject *object)
{
  PenStdName *self = PEN_STD_NAME (object);

  g_free (self->owner);
  g_free (self->name);
  g_free (self->text);
  g_free (self->note);
  G_OBJECT_CLASS (pen_std_name_parent_class)->finalize (object);
}

static void
pen_std_name_class_init (PenStdNameClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_std_name_finalize;
}

static void
pen_std_name_init (PenStdName *self)
{
}

/* --- The list --- */

static gboolean
parse_kind (const char *word, PenStdKind *ret_kind)
{
  static const char *const words[] = {
      [PEN_STD_METHOD] = ".",
      [PEN_STD_FUNCTION] = "::",
      [PEN_STD_MACRO] = "!",
      [PEN_STD_PATH] = "t",
      [PEN_STD_VALUE] = "v",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *ret_kind = i;
        return TRUE;
      }
  return FALSE;
}

/* Returns: (transfer full) (nullable) */
static PenStdName *
parse_line (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", 3);
  g_autoptr (PenStdName) self = g_object_new (PEN_TYPE_STD_NAME, NULL);
  const char *bar, *begin;
  gsize n;

  if (g_strv_length (fields) != 3 || !parse_kind (fields[0], &self->kind))
    return NULL;
  bar = strchr (fields[1], '|');
  if (bar == NULL)
    return NULL;
  begin = g_strrstr (fields[1], "::");
  begin = begin != NULL ? begin + 2 : fields[1];
  self->owner = g_strndup (fields[1], begin > fields[1] ? (gsize)(begin - fields[1]) - 2 : 0);
  n = strspn (begin, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_!");
  self->name = g_strndup (begin, n);
  self->caret = (guint)(bar - begin);
  self->text = g_strdup_printf ("%.*s%s", (int)self->caret, begin, bar + 1);
  self->note = g_strdup (fields[2]);
  return g_steal_pointer (&self);
}

GListModel *
pen_std_names_load (void)
{
  GListStore *names = g_list_store_new (PEN_TYPE_STD_NAME);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (NAMES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (bytes != NULL, G_LIST_MODEL (names));

  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (PenStdName) name = lines[i][0] != '#' ? parse_line (lines[i]) : NULL;

      if (name != NULL)
        g_list_store_append (names, name);
    }
  return G_LIST_MODEL (names);
}

/* --- What fits --- */

static gboolean
is_path_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == ':';
}

/* (transfer full) (nullable): `std::fmt` of "use std::fmt::"; NULL when no path ends there. */
static char *
dup_owner (const char *before)
{
  const char *end = before + strlen (before);
  const char *begin;

  if (!g_str_has_suffix (before, "::"))
    return NULL;
  end -= 2;
  begin = end;
  while (begin > before && is_path_char (begin[-1]))
    begin--;
  return g_strndup (begin, (gsize)(end - begin));
}

/* A module can be named by its last part alone, as after `use std::fmt`. */
static gboolean
fits_owner (const char *owner, const char *typed)
{
  gsize n = strlen (owner);
  gsize n_typed = strlen (typed);

  return g_str_equal (owner, typed) ||
         (n > n_typed + 2 && g_str_has_suffix (owner, typed) && owner[n - n_typed - 1] == ':') ||
         (n_typed > n + 2 && g_str_has_suffix (typed, owner) && typed[n_typed - n - 1] == ':');
}

static gboolean
fits (PenStdName *name, const char *before, const char *owner, const char *word)
{
  gsize n = strlen (before);
  gboolean after_dot = n > 0 && before[n - 1] == '.' && !(n > 1 && before[n - 2] == '.');

  if (g_ascii_strncasecmp (name->name, word, strlen (word)) != 0)
    return FALSE;
  if (owner != NULL)
    return name->owner[0] != '\0' && owner[0] != '\0' && fits_owner (name->owner, owner);
  if (after_dot)
    return name->kind == PEN_STD_METHOD;
  return name->kind == PEN_STD_MACRO || name->kind == PEN_STD_VALUE || name->kind == PEN_STD_PATH;
}

/* What is written as it was typed comes first, then the shorter one. */
static int
compare_names (gconstpointer a, gconstpointer b, gpointer word)
{
  const char *one = ((PenStdName *)a)->name;
  const char *other = ((PenStdName *)b)->name;
  gboolean one_fits = g_str_has_prefix (one, word);
  gboolean other_fits = g_str_has_prefix (other, word);
  gsize n_one = strlen (one);
  gsize n_other = strlen (other);

  if (one_fits != other_fits)
    return one_fits ? -1 : 1;
  if (n_one != n_other)
    return n_one < n_other ? -1 : 1;
  return strcmp (one, other);
}

GListStore *
pen_std_names_find (GListModel *names, const char *before, const char *word)
{
  GListStore *found = g_list_store_new (PEN_TYPE_STD_NAME);
  g_autofree char *owner = dup_owner (before);

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr (PenStdName) name = g_list_model_get_item (names, i);

      if (fits (name, before, owner, word))
        g_list_store_append (found, name);
    }
  g_list_store_sort (found, compare_names, (gpointer)word);
  return found;
}
