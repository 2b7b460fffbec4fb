/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files at one moment of a session. A file is kept as text as soon as it is edited; places count
 * characters, and are bytes at once as long as a text is all ASCII. */
#include "text-set.h"

#include <string.h>

#include "core-error.h"

typedef struct
{
  GBytes *bytes; /* (nullable): the contents, when nothing was edited since */
  GString *text; /* (nullable): the contents, once edited */
  gsize n_characters;
} Text;

struct _PenTextSet
{
  GTree *texts; /* (element-type utf8 Text): in order of the names */
  gsize size;   /* bytes of all */
};

static void
text_free (gpointer data)
{
  Text *text = data;

  g_clear_pointer (&text->bytes, g_bytes_unref);
  if (text->text != NULL)
    g_string_free (text->text, TRUE);
  g_free (text);
}

static gsize
get_size (const Text *text)
{
  return text->text != NULL ? text->text->len : g_bytes_get_size (text->bytes);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

static void
put (PenTextSet *self, const char *name, GBytes *bytes)
{
  Text *text = g_new0 (Text, 1);
  const Text *before = g_tree_lookup (self->texts, name);

  text->bytes = g_bytes_ref (bytes);
  self->size += g_bytes_get_size (bytes) - (before != NULL ? get_size (before) : 0);
  g_tree_replace (self->texts, g_strdup (name), text);
}

PenTextSet *
pen_text_set_new (const PenSources *sources)
{
  PenTextSet *self = g_new0 (PenTextSet, 1);

  self->texts = g_tree_new_full (compare_names, NULL, g_free, text_free);
  for (guint i = 0; sources != NULL && i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];

      put (self, source->name, source->bytes);
    }
  return self;
}

void
pen_text_set_free (PenTextSet *self)
{
  g_tree_unref (self->texts);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *why, const char *name)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               "What happened in the session is not possible: %s: “%s”.",
               why,
               name);
  return FALSE;
}

/* Whether @size bytes more may be. */
static gboolean
check_size (PenTextSet *self, gsize size, GError **error)
{
  if (self->size + size <= PEN_TEXT_SET_MAX_BYTES)
    return TRUE;
  g_set_error_literal (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_TOO_BIG,
                       "The files of the session are too big.");
  return FALSE;
}

/* --- Editing --- */

/* Makes it editable. FALSE when it is no text. */
static gboolean
open_text (Text *text)
{
  gsize size = 0;
  const char *data;

  if (text->text != NULL)
    return TRUE;
  data = g_bytes_get_data (text->bytes, &size);
  if (size > 0 && !g_utf8_validate_len (data, size, NULL))
    return FALSE;
  text->text = g_string_new_len (data, (gssize)size);
  text->n_characters = (gsize)g_utf8_strlen (text->text->str, (gssize)size);
  return TRUE;
}

/* Where character @place, which is not behind the end, begins. */
static gsize
find_byte (const Text *text, gsize place)
{
  if (text->n_characters == text->text->len)
    return place;
  return (gsize)(g_utf8_offset_to_pointer (text->text->str, (glong)place) - text->text->str);
}

static gboolean
edit (PenTextSet *self, const PenRecord *record, GError **error)
{
  Text *text = g_tree_lookup (self->texts, record->name);
  const gsize length = strlen (record->text);
  gsize from, to;

  if (text == NULL)
    return refuse (error, "there is no such file", record->name);
  if (!open_text (text))
    return refuse (error, "this is no text", record->name);
  if (record->at > text->n_characters || record->cut > text->n_characters - record->at)
    return refuse (error, "the place is behind the end of the file", record->name);
  if (!check_size (self, length, error))
    return FALSE;
  from = find_byte (text, record->at);
  to = record->cut > 0 ? find_byte (text, (gsize)record->at + record->cut) : from;
  g_string_erase (text->text, (gssize)from, (gssize)(to - from));
  g_string_insert_len (text->text, (gssize)from, record->text, (gssize)length);
  text->n_characters += (gsize)g_utf8_strlen (record->text, (gssize)length) - record->cut;
  self->size += length - (to - from);
  g_clear_pointer (&text->bytes, g_bytes_unref);
  return TRUE;
}

/* --- Whole files --- */

/* A name can neither be there already nor a folder of another. */
static gboolean
check_name (PenTextSet *self, const char *name, const char *but, GError **error)
{
  g_autoptr (PenSources) names = pen_sources_new ();
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  for (GTreeNode *node = g_tree_node_first (self->texts); node != NULL;
       node = g_tree_node_next (node))
    if (g_strcmp0 (g_tree_node_key (node), but) != 0 &&
        !pen_sources_add (names, g_tree_node_key (node), nothing, error))
      return FALSE;
  if (pen_sources_add (names, name, nothing, NULL))
    return TRUE;
  return refuse (error, "the name is taken or not allowed", name);
}

static gboolean
put_file (PenTextSet *self,
          const PenRecord *record,
          PenBlobFinder finder,
          gpointer data,
          GError **error)
{
  GBytes *bytes = finder (record->hash, data);

  if (bytes == NULL)
    return refuse (error, "the contents of the file are missing", record->name);
  if (!check_size (self, g_bytes_get_size (bytes), error) ||
      !check_name (self, record->name, record->name, error))
    return FALSE;
  put (self, record->name, bytes);
  return TRUE;
}

static gboolean
put_all (PenTextSet *self,
         const PenRecord *record,
         PenBlobFinder finder,
         gpointer data,
         GError **error)
{
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (PenTextSet) fresh = NULL;

  for (guint i = 0; i < record->files->len; i++)
    {
      const PenRecordFile *file = record->files->pdata[i];
      GBytes *bytes = finder (file->hash, data);

      if (bytes == NULL)
        return refuse (error, "the contents of the file are missing", file->name);
      if (!pen_sources_add (sources, file->name, bytes, error))
        return FALSE;
    }
  fresh = pen_text_set_new (sources);
  if (!check_size (fresh, 0, error))
    return FALSE;
  g_tree_unref (self->texts);
  self->texts = g_tree_ref (fresh->texts);
  self->size = fresh->size;
  return TRUE;
}

static gboolean
remove_file (PenTextSet *self, const PenRecord *record, GError **error)
{
  const Text *text = g_tree_lookup (self->texts, record->name);

  if (text == NULL)
    return refuse (error, "there is no such file", record->name);
  self->size -= get_size (text);
  return g_tree_remove (self->texts, record->name);
}

static gboolean
rename_file (PenTextSet *self, const PenRecord *record, GError **error)
{
  Text *text = g_tree_lookup (self->texts, record->name);
  gpointer key = NULL;

  if (text == NULL)
    return refuse (error, "there is no such file", record->name);
  if (!check_name (self, record->text, record->name, error))
    return FALSE;
  g_tree_lookup_extended (self->texts, record->name, &key, NULL);
  g_tree_steal (self->texts, record->name);
  g_free (key);
  g_tree_replace (self->texts, g_strdup (record->text), text);
  return TRUE;
}

gboolean
pen_text_set_apply (PenTextSet *self,
                    const PenRecord *record,
                    PenBlobFinder finder,
                    gpointer data,
                    GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  switch (record->kind)
    {
    case PEN_RECORD_EDIT:
      return edit (self, record, error);
    case PEN_RECORD_FILE:
      return put_file (self, record, finder, data, error);
    case PEN_RECORD_FILES:
      return put_all (self, record, finder, data, error);
    case PEN_RECORD_REMOVE:
      return remove_file (self, record, error);
    case PEN_RECORD_RENAME:
      return rename_file (self, record, error);
    case PEN_RECORD_OTHER:
    case PEN_RECORD_START:
    case PEN_RECORD_OPTIONS:
    case PEN_RECORD_TITLE:
    case PEN_RECORD_RUN:
    case PEN_RECORD_RAN:
    case PEN_RECORD_STEP:
    case PEN_RECORD_BLOB:
    case PEN_RECORD_STEPS:
    case PEN_RECORD_PLACE:
    case PEN_RECORD_ORIGIN:
    case PEN_RECORD_OPENED:
    case PEN_RECORD_LEFT:
    case PEN_RECORD_CLOSED:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

/* --- Reading --- */

static GBytes *
get_bytes (Text *text)
{
  if (text->bytes == NULL)
    text->bytes = g_bytes_new (text->text->str, text->text->len);
  return text->bytes;
}

PenSources *
pen_text_set_dup_sources (PenTextSet *self)
{
  PenSources *sources = pen_sources_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (GTreeNode *node = g_tree_node_first (self->texts); node != NULL;
       node = g_tree_node_next (node))
    pen_sources_add (sources, g_tree_node_key (node), get_bytes (g_tree_node_value (node)), NULL);
  return sources;
}

static gboolean
holds (const Text *text, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (text->text == NULL)
    return g_bytes_equal (text->bytes, bytes);
  return text->text->len == size && (size == 0 || memcmp (text->text->str, data, size) == 0);
}

gboolean
pen_text_set_equal (PenTextSet *self, const PenSources *sources)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sources != NULL, FALSE);

  if ((guint)g_tree_nnodes (self->texts) != sources->files->len)
    return FALSE;
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      const Text *text = g_tree_lookup (self->texts, source->name);

      if (text == NULL || !holds (text, source->bytes))
        return FALSE;
    }
  return TRUE;
}

gboolean
pen_text_set_has (PenTextSet *self, const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_tree_lookup (self->texts, name) != NULL;
}

gssize
pen_text_set_get_n_characters (PenTextSet *self, const char *name)
{
  Text *text;

  g_return_val_if_fail (self != NULL, -1);

  text = g_tree_lookup (self->texts, name);
  return text != NULL && open_text (text) ? (gssize)text->n_characters : -1;
}
