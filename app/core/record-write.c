/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Records to lines of JSON. Written by hand, for a session writes one at every key, and an export
 * ten thousand at once: json-glib's builder takes twenty times as long. */
#include "record-private.h"

#include <string.h>

#include "json-text.h"

#define MAX_TEXT (1024 * 1024) /* bytes of a line of text that is not much longer than the text */

static const char *const words[] = {
    [PEN_RECORD_START] = "start",
    [PEN_RECORD_FILES] = "files",
    [PEN_RECORD_EDIT] = "edit",
    [PEN_RECORD_FILE] = "file",
    [PEN_RECORD_REMOVE] = "remove",
    [PEN_RECORD_RENAME] = "rename",
    [PEN_RECORD_OPTIONS] = "options",
    [PEN_RECORD_TITLE] = "title",
    [PEN_RECORD_RUN] = "run",
    [PEN_RECORD_RAN] = "ran",
    [PEN_RECORD_STEP] = "step",
    [PEN_RECORD_BLOB] = "blob",
    [PEN_RECORD_STEPS] = "steps",
    [PEN_RECORD_PLACE] = "place",
    [PEN_RECORD_ORIGIN] = "origin",
    [PEN_RECORD_OPENED] = "opened",
    [PEN_RECORD_LEFT] = "left",
    [PEN_RECORD_CLOSED] = "closed",
};

const PenRecordOption pen_record_options[] = {
    {"action", "s"},
    {"channel", "s"},
    {"edition", "t"},
    {"release", "b"},
    {"backtrace", "b"},
    {"arguments", "s"},
    {"environment", "s"},
    {"stdin", "s"},
    {"time", "t"},
    {"memory", "t"},
    {NULL, NULL},
};

const char *
pen_record_kind_to_string (PenRecordKind kind)
{
  return kind < G_N_ELEMENTS (words) ? words[kind] : NULL;
}

/* --- What consists of several --- */

/* @files: (element-type PenRecordFile) */
static void
add_files (GString *line, const char *member, const GPtrArray *files)
{
  pen_json_text_add_name (line, member);
  g_string_append_c (line, '{');
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const PenRecordFile *file = files->pdata[i];

      if (i > 0)
        g_string_append_c (line, ',');
      pen_json_text_add_value (line, file->name);
      g_string_append_c (line, ':');
      if (file->etag == NULL)
        pen_json_text_add_value (line, file->hash);
      else
        {
          g_string_append_c (line, '{');
          pen_json_text_add_string (line, "etag", file->etag);
          pen_json_text_add_string (line, "blob", file->hash);
          g_string_append_c (line, '}');
        }
    }
  g_string_append_c (line, '}');
}

void
pen_record_write_steps (const GPtrArray *steps, GString *line)
{
  g_string_append_c (line, '[');
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const PenRecordStep *step = steps->pdata[i];

      g_string_append (line, i > 0 ? ",{" : "{");
      pen_json_text_add_string (line, "id", step->id);
      pen_json_text_add_string (line, "title", step->title);
      pen_json_text_add_string (line, "notes", step->notes);
      pen_json_text_add_string (line, "expected", step->expected);
      add_files (line, "files", step->files);
      g_string_append_c (line, '}');
    }
  g_string_append_c (line, ']');
}

void
pen_record_write_options (GVariant *options, GString *line)
{
  g_string_append_c (line, '{');
  for (const PenRecordOption *option = pen_record_options; option->name != NULL; option++)
    {
      g_autoptr (GVariant) value =
          options != NULL
              ? g_variant_lookup_value (options, option->name, G_VARIANT_TYPE (option->type))
              : NULL;

      if (value == NULL)
        continue;
      if (option->type[0] == 's')
        pen_json_text_add_string (line, option->name, g_variant_get_string (value, NULL));
      else if (option->type[0] == 't')
        pen_json_text_add_number (line, option->name, (gint64)g_variant_get_uint64 (value));
      else
        pen_json_text_add_flag (line, option->name, g_variant_get_boolean (value));
    }
  g_string_append_c (line, '}');
}

static void
add_blob (GString *line, GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *copy = NULL;

  if (size == 0 || g_utf8_validate_len (data, size, NULL))
    {
      const gsize before = line->len;

      copy = g_strndup (data != NULL ? data : "", size);
      pen_json_text_add_string (line, "text", copy);
      if (line->len - before <= MAX_TEXT || line->len - before <= size / 2 * 3)
        return;
      /* Mostly escapes: up to six times as long as it is, and a line has a bound. */
      g_string_truncate (line, before);
      g_free (copy);
    }
  copy = g_base64_encode ((const guchar *)data, size);
  pen_json_text_add_string (line, "base64", copy);
}

/* --- The kinds --- */

static void
add_edit (GString *line, const PenRecord *record)
{
  pen_json_text_add_string (line, "f", record->name);
  pen_json_text_add_number (line, "at", record->at);
  pen_json_text_add_number (line, "cut", record->cut);
  pen_json_text_add_string (line, "put", record->text);
}

static void
add_ran (GString *line, const PenRecord *record)
{
  pen_json_text_add_number (line, "n", record->number);
  pen_json_text_add_string (line, "cause", record->name);
  pen_json_text_add_number (line, "exit", record->exit);
  pen_json_text_add_number (line, "ms", record->value);
  pen_json_text_add_string (line, "blob", record->hash);
}

static void
add_options (GString *line, const PenRecord *record)
{
  pen_json_text_add_name (line, "options");
  pen_record_write_options (record->options, line);
}

static void
add_place (GString *line, const PenRecord *record)
{
  pen_json_text_add_string (line, "base", record->name);
  pen_json_text_add_string (line, "example", record->text);
  pen_json_text_add_flag (line, "single", record->single);
  add_files (line, "saved", record->files);
}

static void
add_origin (GString *line, const PenRecord *record)
{
  pen_json_text_add_string (line, "manifest", record->text);
  add_files (line, "files", record->files);
}

static void
add_start (GString *line, const PenRecord *record)
{
  pen_json_text_add_number (line, "v", PEN_RECORD_VERSION);
  pen_json_text_add_string (line, "id", record->name);
  pen_json_text_add_number (line, "at", record->value);
}

static void
add_members (GString *line, const PenRecord *record)
{
  switch (record->kind)
    {
    case PEN_RECORD_START:
      add_start (line, record);
      break;
    case PEN_RECORD_FILES:
      add_files (line, "files", record->files);
      break;
    case PEN_RECORD_EDIT:
      add_edit (line, record);
      break;
    case PEN_RECORD_FILE:
      pen_json_text_add_string (line, "f", record->name);
      pen_json_text_add_string (line, "blob", record->hash);
      break;
    case PEN_RECORD_REMOVE: /* has no text */
    case PEN_RECORD_RENAME:
      pen_json_text_add_string (line, "f", record->name);
      pen_json_text_add_string (line, "to", record->text);
      break;
    case PEN_RECORD_OPTIONS:
      add_options (line, record);
      break;
    case PEN_RECORD_TITLE:
      pen_json_text_add_string (line, "title", record->text);
      pen_json_text_add_string (line, "author", record->name);
      break;
    case PEN_RECORD_RUN:
      pen_json_text_add_number (line, "n", record->number);
      pen_json_text_add_string (line, "action", record->name);
      break;
    case PEN_RECORD_RAN:
      add_ran (line, record);
      break;
    case PEN_RECORD_STEP:
      pen_json_text_add_string (line, "id", record->name);
      pen_json_text_add_string (line, "title", record->text);
      break;
    case PEN_RECORD_BLOB:
      pen_json_text_add_string (line, "blob", record->hash);
      add_blob (line, record->bytes);
      break;
    case PEN_RECORD_STEPS:
      pen_json_text_add_name (line, "steps");
      pen_record_write_steps (record->steps, line);
      break;
    case PEN_RECORD_PLACE:
      add_place (line, record);
      break;
    case PEN_RECORD_ORIGIN:
      add_origin (line, record);
      break;
    case PEN_RECORD_OPENED:
    case PEN_RECORD_LEFT:
    case PEN_RECORD_CLOSED:
      break;
    case PEN_RECORD_OTHER: /* has its line */
      g_assert_not_reached ();
    }
}

void
pen_record_write (const PenRecord *record, GString *line)
{
  g_return_if_fail (record != NULL);
  g_return_if_fail (line != NULL);

  if (record->line != NULL)
    {
      g_string_append (line, record->line);
      return;
    }
  g_string_append_c (line, '{');
  pen_json_text_add_string (line, "k", pen_record_kind_to_string (record->kind));
  pen_json_text_add_number (line, "t", record->time);
  add_members (line, record);
  g_string_append_c (line, '}');
}
