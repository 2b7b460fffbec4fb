/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The manifest of a session that is taken home: a value, and to and from JSON. Whatever a later
 * version says more is kept, to be said again. */
#include "snapshot-manifest.h"

#include <glib/gi18n.h>
#include <string.h>

#include "archive-name.h"
#include "core-error.h"
#include "event-json-private.h"
#include "json-text.h"
#include "record-private.h"
#include "snapshot-layout.h"

#define FORMAT "playpen-session"
#define MAX_DEPTH 16
#define MAX_VALUES 200000
#define MAX_TEXT (64 * 1024) /* bytes of a title and the like */
#define MAX_ENTRIES 2000
#define MAX_CRATES 1000
#define MAX_OTHERS 100
#define MAX_TIME 253402300799 /* the last second of the year 9999 */

/* --- The value --- */

static void
entry_free (gpointer data)
{
  PenSnapshotEntry *entry = data;

  g_free (entry->name);
  g_free (entry->hash);
  g_free (entry);
}

static void
file_free (gpointer data)
{
  PenSnapshotFile *file = data;

  g_free (file->name);
  g_free (file->entry);
  g_free (file);
}

PenSnapshotManifest *
pen_snapshot_manifest_new (void)
{
  PenSnapshotManifest *self = g_new0 (PenSnapshotManifest, 1);

  self->began = -1;
  self->crates = g_new0 (char *, 1);
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_step_free);
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
pen_snapshot_manifest_free (PenSnapshotManifest *self)
{
  g_free (self->id);
  g_free (self->parent);
  g_free (self->title);
  g_free (self->author);
  g_free (self->playpen);
  g_free (self->public_key);
  g_free (self->toolchain);
  g_free (self->channel);
  g_free (self->environment);
  g_free (self->step);
  g_strfreev (self->crates);
  g_clear_pointer (&self->options, g_variant_unref);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->steps);
  g_hash_table_unref (self->others);
  g_free (self);
}

void
pen_snapshot_manifest_add_entry (PenSnapshotManifest *self,
                                 const char *name,
                                 const char *hash,
                                 gsize size)
{
  PenSnapshotEntry *entry = g_new0 (PenSnapshotEntry, 1);

  entry->name = g_strdup (name);
  entry->hash = g_strdup (hash);
  entry->size = size;
  g_ptr_array_add (self->entries, entry);
}

void
pen_snapshot_manifest_add_file (PenSnapshotManifest *self, const char *name, const char *entry)
{
  PenSnapshotFile *file = g_new0 (PenSnapshotFile, 1);

  file->name = g_strdup (name);
  file->entry = g_strdup (entry);
  g_ptr_array_add (self->files, file);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const PenSnapshotEntry *one = *(PenSnapshotEntry *const *)a;
  const PenSnapshotEntry *other = *(PenSnapshotEntry *const *)b;

  return strcmp (one->name, other->name);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const PenSnapshotFile *one = *(PenSnapshotFile *const *)a;
  const PenSnapshotFile *other = *(PenSnapshotFile *const *)b;

  return strcmp (one->name, other->name);
}

void
pen_snapshot_manifest_sort (PenSnapshotManifest *self)
{
  g_ptr_array_sort (self->entries, compare_entries);
  g_ptr_array_sort (self->files, compare_files);
}

/* As sha256sum would print them. */
char *
pen_snapshot_manifest_make_id (const PenSnapshotManifest *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const PenSnapshotEntry *entry = self->entries->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s  %s\n", entry->hash, entry->name);

      if (!g_str_equal (entry->name, PEN_SNAPSHOT_READ_ME))
        g_checksum_update (checksum, (const guchar *)line, (gssize)strlen (line));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* --- Writing --- */

/* @members: (element-type utf8 utf8): the names of members, and their JSON. @text: (nullable) */
static void
put_string (GTree *members, const char *name, const char *text)
{
  GString *json;

  if (text == NULL)
    return;
  json = g_string_new (NULL);
  pen_json_text_add_value (json, text);
  g_tree_replace (members, g_strdup (name), g_string_free (json, FALSE));
}

static void
put_number (GTree *members, const char *name, gint64 number)
{
  g_tree_replace (members, g_strdup (name), g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static void
put_time (GTree *members, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (CLAMP (seconds, 0, MAX_TIME));
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  put_string (members, name, text);
}

static void
put_entries (GTree *members, const GPtrArray *entries)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < entries->len; i++)
    {
      const PenSnapshotEntry *entry = entries->pdata[i];

      g_string_append (json, i > 0 ? ",\n  " : "\n  ");
      pen_json_text_add_value (json, entry->name);
      g_string_append_printf (json,
                              ": {\"size\": %" G_GSIZE_FORMAT ", \"sha256\": \"%s\"}",
                              entry->size,
                              entry->hash);
    }
  g_string_append_c (json, '}');
  g_tree_replace (members, g_strdup ("entries"), g_string_free (json, FALSE));
}

static void
put_files (GTree *members, const GPtrArray *files)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < files->len; i++)
    {
      const PenSnapshotFile *file = files->pdata[i];

      g_string_append (json, i > 0 ? ",\n  " : "\n  ");
      pen_json_text_add_value (json, file->name);
      g_string_append (json, ": ");
      pen_json_text_add_value (json, file->entry);
    }
  g_string_append_c (json, '}');
  g_tree_replace (members, g_strdup ("files"), g_string_free (json, FALSE));
}

static void
put_crates (GTree *members, char *const *crates)
{
  GString *json = g_string_new ("[");

  for (gsize i = 0; crates[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (json, ", ");
      pen_json_text_add_value (json, crates[i]);
    }
  g_string_append_c (json, ']');
  g_tree_replace (members, g_strdup ("crates"), g_string_free (json, FALSE));
}

static void
put_others (GTree *members, const PenSnapshotManifest *self)
{
  GHashTableIter iter;
  gpointer name, json;

  g_hash_table_iter_init (&iter, self->others);
  while (g_hash_table_iter_next (&iter, &name, &json))
    g_tree_replace (members, g_strdup (name), g_strdup (json));
}

static void
put_known (GTree *members, const PenSnapshotManifest *self)
{
  GString *steps = g_string_new (NULL);
  GString *options = g_string_new (NULL);

  pen_record_write_steps (self->steps, steps);
  pen_record_write_options (self->options, options);
  put_string (members, "format", FORMAT);
  put_number (members, "version", PEN_SNAPSHOT_VERSION);
  put_number (members, "min_reader", PEN_SNAPSHOT_VERSION);
  put_string (members, "id", self->id);
  put_string (members, "parent", self->parent);
  put_string (members, "title", self->title);
  put_string (members, "author", self->author);
  put_string (members, "playpen", self->playpen);
  put_string (members, "public_key", self->public_key);
  put_string (members, "toolchain", self->toolchain);
  put_string (members, "channel", self->channel);
  put_string (members, "environment", self->environment);
  put_string (members, "step", self->step);
  put_time (members, "created", self->created);
  if (self->began >= 0)
    put_number (members, "began", self->began);
  put_crates (members, self->crates);
  g_tree_replace (members, g_strdup ("options"), g_string_free (options, FALSE));
  g_tree_replace (members, g_strdup ("steps"), g_string_free (steps, FALSE));
  put_files (members, self->files);
  put_entries (members, self->entries);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

GBytes *
pen_snapshot_manifest_write (const PenSnapshotManifest *self)
{
  g_autoptr (GTree) members = g_tree_new_full (compare_names, NULL, g_free, g_free);
  GString *text = g_string_new ("{");

  g_return_val_if_fail (self != NULL, NULL);

  put_others (members, self);
  put_known (members, self);
  for (GTreeNode *node = g_tree_node_first (members); node != NULL; node = g_tree_node_next (node))
    {
      g_string_append (text, text->len > 1 ? ",\n " : "\n ");
      pen_json_text_add_value (text, g_tree_node_key (node));
      g_string_append_printf (text, ": %s", (const char *)g_tree_node_value (node));
    }
  g_string_append (text, "\n}\n");
  return g_string_free_to_bytes (text);
}

/* --- Reading --- */

static gboolean
refuse (GError **error, const char *member)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               /* Translators: the name of a part of the file, as “title”. */
               _ ("This file was not made by Playpen, or it is damaged: its “%s” makes no sense. "
                  "Ask for the file again."),
               member);
  return FALSE;
}

/* A member that need not be there. FALSE when it is something else than a text. */
static gboolean
read_text (JsonObject *object, const char *name, char **ret_text, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  *ret_text = pen_json_dup_exact (object, name);
  if (*ret_text == NULL || strlen (*ret_text) > MAX_TEXT)
    return refuse (error, name);
  return TRUE;
}

static gboolean
read_time (JsonObject *object, const char *name, gint64 *ret_seconds, GError **error)
{
  g_autofree char *text = pen_json_dup_exact (object, name);
  g_autoptr (GDateTime) time = text != NULL && strlen (text) == strlen ("2026-01-01T00:00:00Z") &&
                                       g_str_has_suffix (text, "Z")
                                   ? g_date_time_new_from_iso8601 (text, NULL)
                                   : NULL;

  if (time == NULL || g_date_time_to_unix (time) < 0)
    return refuse (error, name);
  *ret_seconds = g_date_time_to_unix (time);
  return TRUE;
}

static gboolean
check_version (JsonObject *object, GError **error)
{
  g_autofree char *format = pen_json_dup_exact (object, "format");
  gint64 oldest = 0;

  if (g_strcmp0 (format, FORMAT) != 0)
    return refuse (error, "format");
  if (!pen_json_get_int (object, "min_reader", 1, G_MAXINT, &oldest))
    return refuse (error, "min_reader");
  if (oldest <= PEN_SNAPSHOT_VERSION)
    return TRUE;
  g_set_error_literal (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_FORMAT,
                       _ ("This file was made by a newer version of Playpen. Get that version, or "
                          "unpack the file as a ZIP archive: its code can be read there."));
  return FALSE;
}

static gboolean
read_words (JsonObject *object, PenSnapshotManifest *self, GError **error)
{
  return read_text (object, "id", &self->id, error) &&
         read_text (object, "parent", &self->parent, error) &&
         read_text (object, "title", &self->title, error) &&
         read_text (object, "author", &self->author, error) &&
         read_text (object, "playpen", &self->playpen, error) &&
         read_text (object, "public_key", &self->public_key, error) &&
         read_text (object, "toolchain", &self->toolchain, error) &&
         read_text (object, "channel", &self->channel, error) &&
         read_text (object, "environment", &self->environment, error) &&
         read_text (object, "step", &self->step, error) &&
         (pen_hash_check (self->id) || refuse (error, "id")) &&
         (self->parent == NULL || pen_hash_check (self->parent) || refuse (error, "parent"));
}

static gboolean
read_entries (JsonObject *object, PenSnapshotManifest *self, GError **error)
{
  JsonObject *entries = pen_json_get_object (object, "entries");
  g_autoptr (GList) names = entries != NULL ? json_object_get_members (entries) : NULL;

  if (entries == NULL || json_object_get_size (entries) > MAX_ENTRIES)
    return refuse (error, "entries");
  for (GList *i = names; i != NULL; i = i->next)
    {
      JsonObject *entry = pen_json_get_object (entries, i->data);
      g_autofree char *hash = entry != NULL ? pen_json_dup_exact (entry, "sha256") : NULL;
      gint64 size = 0;

      if (!pen_hash_check (hash) || !pen_json_get_int (entry, "size", 0, G_MAXINT, &size) ||
          !pen_archive_name_check (i->data, NULL))
        return refuse (error, "entries");
      pen_snapshot_manifest_add_entry (self, i->data, hash, (gsize)size);
    }
  return TRUE;
}

static gboolean
read_files (JsonObject *object, PenSnapshotManifest *self, GError **error)
{
  JsonObject *files = pen_json_get_object (object, "files");
  g_autoptr (GList) names = files != NULL ? json_object_get_members (files) : NULL;

  if (files == NULL || json_object_get_size (files) > MAX_ENTRIES)
    return refuse (error, "files");
  for (GList *i = names; i != NULL; i = i->next)
    {
      g_autofree char *entry = pen_json_dup_exact (files, i->data);

      if (entry == NULL || !pen_sources_check_name (i->data, NULL))
        return refuse (error, "files");
      pen_snapshot_manifest_add_file (self, i->data, entry);
    }
  return TRUE;
}

static gboolean
read_crates (JsonObject *object, PenSnapshotManifest *self, GError **error)
{
  JsonArray *crates = pen_json_get_array (object, "crates");
  const guint n = crates != NULL ? json_array_get_length (crates) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (n > MAX_CRATES)
    return refuse (error, "crates");
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (crates, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (error, "crates");
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  g_strfreev (self->crates);
  self->crates = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_lists (JsonObject *object, PenSnapshotManifest *self, GError **error)
{
  if (!read_entries (object, self, error) || !read_files (object, self, error) ||
      !read_crates (object, self, error))
    return FALSE;
  pen_snapshot_manifest_sort (self);
  self->options = pen_record_read_options (object);
  if (self->options == NULL)
    return refuse (error, "options");
  g_ptr_array_unref (self->steps);
  self->steps = pen_record_read_steps (object);
  if (self->steps == NULL)
    {
      self->steps = g_ptr_array_new ();
      return refuse (error, "steps");
    }
  return TRUE;
}

static gboolean
read_others (JsonObject *object, PenSnapshotManifest *self, GError **error)
{
  static const char *const known[] = {
      "author",     "began",  "channel", "crates",     "created",   "entries", "environment",
      "files",      "format", "id",      "min_reader", "options",   "parent",  "playpen",
      "public_key", "step",   "steps",   "title",      "toolchain", "version", NULL};
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *i = names; i != NULL; i = i->next)
    if (!g_strv_contains (known, i->data))
      g_hash_table_insert (self->others,
                           g_strdup (i->data),
                           json_to_string (json_object_get_member (object, i->data), FALSE));
  return g_hash_table_size (self->others) <= MAX_OTHERS || refuse (error, "format");
}

PenSnapshotManifest *
pen_snapshot_manifest_read (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (PenSnapshotManifest) self = pen_snapshot_manifest_new ();
  JsonObject *object;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (pen_json_guard (text, length, MAX_DEPTH, MAX_VALUES) != PEN_JSON_FITS ||
      !json_parser_load_from_data (parser, text, (gssize)length, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      refuse (error, PEN_SNAPSHOT_MANIFEST);
      return NULL;
    }
  object = json_node_get_object (json_parser_get_root (parser));
  if (!check_version (object, error) || !read_words (object, self, error) ||
      !read_time (object, "created", &self->created, error) || !read_lists (object, self, error) ||
      !read_others (object, self, error))
    return NULL;
  if (json_object_has_member (object, "began") &&
      !pen_json_get_int (object, "began", 0, MAX_TIME * 1000, &self->began))
    {
      refuse (error, "began");
      return NULL;
    }
  return g_steal_pointer (&self);
}
