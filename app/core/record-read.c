/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines of JSON to records. Edits in the form in which they are written are read by hand, for a
 * history is mostly that, and json-glib would take 0.2 s for an hour's; all else goes by it. */
#include "record-private.h"

#include <string.h>

#include "core-error.h"

#define MAX_DEPTH 8
#define MAX_VALUES 100000
#define MAX_FILES 1000
#define MAX_STEPS 1000
#define MAX_TEXT (64 * 1024) /* of titles, ids and the like; texts of programs have their own */

static PenRecord *
refuse (GError **error, const char *why)
{
  g_set_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT, "A record of a session %s.", why);
  return NULL;
}

/* --- Edits, by hand --- */

/* Whether @text goes on with @word; then it is behind it. */
static gboolean
skip (const char **text, const char *end, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(end - *text) < length || memcmp (*text, word, length) != 0)
    return FALSE;
  *text += length;
  return TRUE;
}

static gboolean
scan_number (const char **text, const char *end, gint64 max, gint64 *ret_number)
{
  gint64 number = 0;
  const char *from = *text;

  for (; *text < end && g_ascii_isdigit (**text); (*text)++)
    {
      number = number * 10 + (**text - '0');
      if (number > max)
        return FALSE;
    }
  *ret_number = number;
  return *text > from;
}

/* The rest of a string behind its quote. Returns: (nullable): NULL for an escape that is not one of
 * the writer's short ones, and what is no string. */
static char *
scan_string (const char **text, const char *end)
{
  const char *close = memchr (*text, '"', (gsize)(end - *text));
  g_autoptr (GString) value = NULL;

  if (close != NULL && memchr (*text, '\\', (gsize)(close - *text)) == NULL)
    {
      const char *from = *text;

      *text = close + 1;
      return g_strndup (from, (gsize)(close - from));
    }
  value = g_string_new (NULL);
  for (; *text < end && **text != '"'; (*text)++)
    {
      char c = **text;

      if (c == '\\')
        {
          (*text)++;
          c = *text < end ? **text : '\0';
          if (c == 'n' || c == 't')
            c = c == 'n' ? '\n' : '\t';
          else if (c != '"' && c != '\\')
            return NULL;
        }
      g_string_append_c (value, c);
    }
  if (*text >= end)
    return NULL;
  (*text)++;
  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* Returns: (nullable): NULL when it has to be read the long way. */
static PenRecord *
read_edit (const char *line, gsize length)
{
  const char *end = line + length;
  gint64 at = 0, cut = 0;
  g_autoptr (PenRecord) record = pen_record_new (PEN_RECORD_EDIT, 0);

  if (!skip (&line, end, "{\"k\":\"edit\",\"t\":") ||
      !scan_number (&line, end, G_MAXINT64 / 16, &record->time) ||
      !skip (&line, end, ",\"f\":\"") || (record->name = scan_string (&line, end)) == NULL ||
      !skip (&line, end, ",\"at\":") || !scan_number (&line, end, G_MAXINT, &at) ||
      !skip (&line, end, ",\"cut\":") || !scan_number (&line, end, G_MAXINT, &cut) ||
      !skip (&line, end, ",\"put\":\"") || (record->text = scan_string (&line, end)) == NULL ||
      !skip (&line, end, "}") || line != end)
    return NULL;
  record->at = (guint)at;
  record->cut = (guint)cut;
  for (const char *c = record->text; *c != '\0'; c++)
    if ((guchar)*c < 0x20 && *c != '\n' && *c != '\t')
      return NULL;
  if (!pen_sources_check_name (record->name, NULL))
    return NULL;
  return g_steal_pointer (&record);
}

/* --- Members --- */

static JsonNode *
get_node (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

/* (nullable): NULL also when it is longer than @max. */
static const char *
get_text (JsonObject *object, const char *name, gsize max)
{
  JsonNode *node = get_node (object, name, G_TYPE_STRING);
  const char *text = node != NULL ? json_node_get_string (node) : NULL;

  return text != NULL && strlen (text) <= max ? text : NULL;
}

static gboolean
get_number (JsonObject *object, const char *name, gint64 max, gint64 *ret_number)
{
  JsonNode *node = get_node (object, name, G_TYPE_INT64);
  gint64 number = node != NULL ? json_node_get_int (node) : -1;

  if (number < 0 || number > max)
    return FALSE;
  *ret_number = number;
  return TRUE;
}

static const char *
get_name (JsonObject *object, const char *member)
{
  const char *name = get_text (object, member, MAX_TEXT);

  return name != NULL && pen_sources_check_name (name, NULL) ? name : NULL;
}

static const char *
get_hash (JsonObject *object, const char *member)
{
  const char *hash = get_text (object, member, MAX_TEXT);

  return pen_hash_check (hash) ? hash : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Whether there are members beside the @known ones. */
static gboolean
has_more (JsonObject *object, const char *const *known)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next)
    if (!g_strv_contains (known, name->data))
      return TRUE;
  return FALSE;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const PenRecordFile *one = *(PenRecordFile *const *)a;
  const PenRecordFile *other = *(PenRecordFile *const *)b;

  return strcmp (one->name, other->name);
}

/* Returns: (transfer full) (nullable): NULL when that is no set of files. */
static GPtrArray *
read_files (JsonObject *object, const char *member, gboolean with_etags)
{
  JsonObject *set = get_object (object, member);
  g_autoptr (GList) names = set != NULL ? json_object_get_members (set) : NULL;
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);

  if (set == NULL || json_object_get_size (set) > MAX_FILES)
    return NULL;
  for (GList *i = names; i != NULL; i = i->next)
    {
      const char *name = i->data;
      JsonObject *saved = with_etags ? get_object (set, name) : NULL;
      const char *etag = saved != NULL ? get_text (saved, "etag", MAX_TEXT) : NULL;
      const char *hash = saved != NULL ? get_hash (saved, "blob") : get_hash (set, name);

      if (hash == NULL || !pen_sources_check_name (name, NULL))
        return NULL;
      g_ptr_array_add (files, pen_record_file_new (name, hash, etag));
    }
  g_ptr_array_sort (files, compare_files);
  return g_steal_pointer (&files);
}

static PenRecordStep *
read_step (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? get_text (object, "id", MAX_TEXT) : NULL;
  const char *title = object != NULL ? get_text (object, "title", MAX_TEXT) : NULL;
  GPtrArray *files = object != NULL ? read_files (object, "files", FALSE) : NULL;
  PenRecordStep *step;

  if (id == NULL || title == NULL || files == NULL)
    {
      g_clear_pointer (&files, g_ptr_array_unref);
      return NULL;
    }
  step = pen_record_step_new (id,
                              title,
                              get_text (object, "notes", PEN_RECORD_MAX_LINE),
                              get_text (object, "expected", PEN_RECORD_MAX_LINE));
  g_ptr_array_unref (step->files);
  step->files = files;
  return step;
}

GPtrArray *
pen_record_read_steps (JsonObject *object)
{
  g_autoptr (GPtrArray) steps =
      g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_step_free);
  JsonNode *node = json_object_get_member (object, "steps");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > MAX_STEPS)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      PenRecordStep *step = read_step (json_array_get_element (array, i));

      if (step == NULL)
        return NULL;
      g_ptr_array_add (steps, step);
    }
  return g_steal_pointer (&steps);
}

GVariant *
pen_record_read_options (JsonObject *object)
{
  JsonObject *options = get_object (object, "options");
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (options == NULL)
    return NULL;
  for (const PenRecordOption *option = pen_record_options; option->name != NULL; option++)
    {
      const char *text = get_text (options, option->name, MAX_TEXT);
      JsonNode *flag = get_node (options, option->name, G_TYPE_BOOLEAN);
      gint64 number = 0;

      if (option->type[0] == 's' && text != NULL)
        g_variant_dict_insert (&dict, option->name, "s", text);
      else if (option->type[0] == 'b' && flag != NULL)
        g_variant_dict_insert (&dict, option->name, "b", json_node_get_boolean (flag));
      else if (option->type[0] == 't' && get_number (options, option->name, G_MAXINT64, &number))
        g_variant_dict_insert (&dict, option->name, "t", (guint64)number);
    }
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static gboolean
read_blob (JsonObject *object, PenRecord *record)
{
  const char *text = get_text (object, "text", PEN_RECORD_MAX_LINE);
  const char *base64 = get_text (object, "base64", PEN_RECORD_MAX_LINE);
  g_autofree char *hash = NULL;
  gsize size = 0;

  record->hash = g_strdup (get_hash (object, "blob"));
  if (record->hash == NULL || (text == NULL) == (base64 == NULL))
    return FALSE;
  if (text != NULL)
    record->bytes = g_bytes_new (text, strlen (text));
  else
    {
      guchar *data = g_base64_decode (base64, &size);

      record->bytes = g_bytes_new_take (data, size);
    }
  hash = pen_hash_bytes (record->bytes);
  return g_str_equal (hash, record->hash);
}

/* --- The kinds --- */

static gboolean
take (char **field, const char *text)
{
  *field = g_strdup (text);
  return text != NULL;
}

static gboolean
read_edit_members (JsonObject *object, PenRecord *record)
{
  gint64 at = 0, cut = 0;

  if (!take (&record->name, get_name (object, "f")) ||
      !take (&record->text, get_text (object, "put", PEN_RECORD_MAX_LINE)) ||
      !get_number (object, "at", G_MAXINT, &at) || !get_number (object, "cut", G_MAXINT, &cut))
    return FALSE;
  record->at = (guint)at;
  record->cut = (guint)cut;
  return TRUE;
}

static gboolean
read_run (JsonObject *object, PenRecord *record)
{
  gint64 number = 0, status = 0;

  if (!get_number (object, "n", G_MAXINT, &number) || number == 0)
    return FALSE;
  record->number = (guint)number;
  if (record->kind == PEN_RECORD_RUN)
    return take (&record->name, get_text (object, "action", MAX_TEXT));
  record->hash = g_strdup (get_hash (object, "blob"));
  if (!get_number (object, "exit", 255, &status) ||
      !get_number (object, "ms", G_MAXINT64 / 16, &record->value))
    return FALSE;
  record->exit = (int)status;
  return take (&record->name, get_text (object, "cause", MAX_TEXT));
}

static gboolean
read_start (JsonObject *object, PenRecord *record)
{
  gint64 version = 0;

  return get_number (object, "v", PEN_RECORD_VERSION, &version) && version > 0 &&
         take (&record->name, get_text (object, "id", MAX_TEXT)) &&
         g_uuid_string_is_valid (record->name) &&
         get_number (object, "at", G_MAXINT64 / 2000, &record->value);
}

static gboolean
read_place (JsonObject *object, PenRecord *record)
{
  JsonNode *single = get_node (object, "single", G_TYPE_BOOLEAN);

  record->name = g_strdup (get_text (object, "base", MAX_TEXT));
  record->text = g_strdup (get_text (object, "example", MAX_TEXT));
  record->single = single != NULL && json_node_get_boolean (single);
  record->files = read_files (object, "saved", TRUE);
  return record->files != NULL;
}

/* Fills @record by its kind. FALSE when something is missing or wrong. */
static gboolean
read_members (JsonObject *object, PenRecord *record)
{
  switch (record->kind)
    {
    case PEN_RECORD_START:
      return read_start (object, record);
    case PEN_RECORD_FILES:
      record->files = read_files (object, "files", FALSE);
      return record->files != NULL;
    case PEN_RECORD_EDIT:
      return read_edit_members (object, record);
    case PEN_RECORD_FILE:
      return take (&record->name, get_name (object, "f")) &&
             take (&record->hash, get_hash (object, "blob"));
    case PEN_RECORD_REMOVE:
      return take (&record->name, get_name (object, "f"));
    case PEN_RECORD_RENAME:
      return take (&record->name, get_name (object, "f")) &&
             take (&record->text, get_name (object, "to"));
    case PEN_RECORD_OPTIONS:
      record->options = pen_record_read_options (object);
      return record->options != NULL;
    case PEN_RECORD_TITLE:
      record->name = g_strdup (get_text (object, "author", MAX_TEXT));
      return take (&record->text, get_text (object, "title", MAX_TEXT));
    case PEN_RECORD_RUN:
    case PEN_RECORD_RAN:
      return read_run (object, record);
    case PEN_RECORD_STEP:
      return take (&record->name, get_text (object, "id", MAX_TEXT)) &&
             take (&record->text, get_text (object, "title", MAX_TEXT));
    case PEN_RECORD_BLOB:
      return read_blob (object, record);
    case PEN_RECORD_STEPS:
      record->steps = pen_record_read_steps (object);
      return record->steps != NULL;
    case PEN_RECORD_PLACE:
      return read_place (object, record);
    case PEN_RECORD_ORIGIN:
      record->files = read_files (object, "files", FALSE);
      return record->files != NULL &&
             take (&record->text, get_text (object, "manifest", PEN_RECORD_MAX_LINE));
    case PEN_RECORD_OPENED:
    case PEN_RECORD_LEFT:
    case PEN_RECORD_CLOSED:
    case PEN_RECORD_OTHER:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static PenRecordKind
find_kind (const char *word)
{
  for (PenRecordKind kind = PEN_RECORD_START; kind <= PEN_RECORD_CLOSED; kind++)
    if (g_str_equal (word, pen_record_kind_to_string (kind)))
      return kind;
  return PEN_RECORD_OTHER;
}

/* Whether @record would be written as less than what was read. */
static gboolean
is_less (JsonObject *object, PenRecordKind kind)
{
  static const char *const members[][8] = {
      [PEN_RECORD_OTHER] = {NULL},
      [PEN_RECORD_START] = {"k", "t", "v", "id", "at", NULL},
      [PEN_RECORD_FILES] = {"k", "t", "files", NULL},
      [PEN_RECORD_EDIT] = {"k", "t", "f", "at", "cut", "put", NULL},
      [PEN_RECORD_FILE] = {"k", "t", "f", "blob", NULL},
      [PEN_RECORD_REMOVE] = {"k", "t", "f", NULL},
      [PEN_RECORD_RENAME] = {"k", "t", "f", "to", NULL},
      [PEN_RECORD_OPTIONS] = {"k", "t", "options", NULL},
      [PEN_RECORD_TITLE] = {"k", "t", "title", "author", NULL},
      [PEN_RECORD_RUN] = {"k", "t", "n", "action", NULL},
      [PEN_RECORD_RAN] = {"k", "t", "n", "cause", "exit", "ms", "blob", NULL},
      [PEN_RECORD_STEP] = {"k", "t", "id", "title", NULL},
      [PEN_RECORD_BLOB] = {"k", "t", "blob", "text", "base64", NULL},
      [PEN_RECORD_STEPS] = {"k", "t", "steps", NULL},
      [PEN_RECORD_PLACE] = {"k", "t", "base", "example", "single", "saved", NULL},
      [PEN_RECORD_ORIGIN] = {"k", "t", "manifest", "files", NULL},
      [PEN_RECORD_OPENED] = {"k", "t", NULL},
      [PEN_RECORD_LEFT] = {"k", "t", NULL},
      [PEN_RECORD_CLOSED] = {"k", "t", NULL},
  };

  return has_more (object, members[kind]);
}

PenRecord *
pen_record_read (const char *line, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (PenRecord) record = NULL;
  JsonObject *object;
  const char *word;
  gint64 time = 0;

  g_return_val_if_fail (line != NULL, NULL);

  if (length > PEN_RECORD_MAX_LINE)
    {
      g_set_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG, "A record is too long.");
      return NULL;
    }
  if (!g_utf8_validate_len (line, length, NULL))
    return refuse (error, "is not UTF-8");
  record = read_edit (line, length);
  if (record != NULL)
    return g_steal_pointer (&record);
  if (pen_json_guard (line, length, MAX_DEPTH, MAX_VALUES) != PEN_JSON_FITS)
    return refuse (error, "is not JSON");
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, line, (gssize)length, NULL))
    return refuse (error, "is not JSON");
  object = json_node_get_object (json_parser_get_root (parser));
  word = get_text (object, "k", 64);
  if (word == NULL || !get_number (object, "t", G_MAXINT64 / 16, &time))
    return refuse (error, "has no kind or no time");
  record = pen_record_new (find_kind (word), time);
  if (record->kind == PEN_RECORD_OTHER)
    record->name = g_strdup (word);
  if (!read_members (object, record))
    return refuse (error, "lacks something, or holds what is not possible");
  if (is_less (object, record->kind))
    record->line = g_strndup (line, length);
  return g_steal_pointer (&record);
}
