/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Records to lines of JSON. Written by hand, for a session writes one at every key, and an export
 * ten thousand at once: json-glib's builder takes twenty times as long. */
#include "record-private.h"

#include <string.h>

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

/* --- Values --- */

static void
add_escape (GString *line, guchar c)
{
  switch (c)
    {
    case '"':
      g_string_append (line, "\\\"");
      break;
    case '\\':
      g_string_append (line, "\\\\");
      break;
    case '\n':
      g_string_append (line, "\\n");
      break;
    case '\t':
      g_string_append (line, "\\t");
      break;
    default:
      g_string_append_printf (line, "\\u%04x", c);
    }
}

static void
add_string_value (GString *line, const char *text)
{
  const char *from = text;
  const char *c;

  g_string_append_c (line, '"');
  for (c = text; *c != '\0'; c++)
    if ((guchar)*c < 0x20 || *c == '"' || *c == '\\' || *c == 0x7f)
      {
        g_string_append_len (line, from, c - from);
        add_escape (line, (guchar)*c);
        from = c + 1;
      }
  g_string_append_len (line, from, c - from);
  g_string_append_c (line, '"');
}

static void
add_name (GString *line, const char *name)
{
  char last = line->str[line->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (line, ',');
  g_string_append_c (line, '"');
  g_string_append (line, name);
  g_string_append (line, "\":");
}

/* @text: (nullable): NULL: no such member */
static void
add_string (GString *line, const char *name, const char *text)
{
  if (text == NULL)
    return;
  add_name (line, name);
  add_string_value (line, text);
}

static void
add_number (GString *line, const char *name, gint64 number)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  add_name (line, name);
  g_string_append (line, digits);
}

static void
add_flag (GString *line, const char *name, gboolean flag)
{
  add_name (line, name);
  g_string_append (line, flag ? "true" : "false");
}

/* --- What consists of several --- */

/* @files: (element-type PenRecordFile) */
static void
add_files (GString *line, const char *member, const GPtrArray *files)
{
  add_name (line, member);
  g_string_append_c (line, '{');
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const PenRecordFile *file = files->pdata[i];

      if (i > 0)
        g_string_append_c (line, ',');
      add_string_value (line, file->name);
      g_string_append_c (line, ':');
      if (file->etag == NULL)
        add_string_value (line, file->hash);
      else
        {
          g_string_append_c (line, '{');
          add_string (line, "etag", file->etag);
          add_string (line, "blob", file->hash);
          g_string_append_c (line, '}');
        }
    }
  g_string_append_c (line, '}');
}

static void
add_steps (GString *line, const GPtrArray *steps)
{
  add_name (line, "steps");
  g_string_append_c (line, '[');
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const PenRecordStep *step = steps->pdata[i];

      g_string_append (line, i > 0 ? ",{" : "{");
      add_string (line, "id", step->id);
      add_string (line, "title", step->title);
      add_string (line, "notes", step->notes);
      add_string (line, "expected", step->expected);
      add_files (line, "files", step->files);
      g_string_append_c (line, '}');
    }
  g_string_append_c (line, ']');
}

static void
add_options (GString *line, GVariant *options)
{
  add_name (line, "options");
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
        add_string (line, option->name, g_variant_get_string (value, NULL));
      else if (option->type[0] == 't')
        add_number (line, option->name, (gint64)g_variant_get_uint64 (value));
      else
        add_flag (line, option->name, g_variant_get_boolean (value));
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
      copy = g_strndup (data != NULL ? data : "", size);
      add_string (line, "text", copy);
    }
  else
    {
      copy = g_base64_encode ((const guchar *)data, size);
      add_string (line, "base64", copy);
    }
}

/* --- The kinds --- */

static void
add_edit (GString *line, const PenRecord *record)
{
  add_string (line, "f", record->name);
  add_number (line, "at", record->at);
  add_number (line, "cut", record->cut);
  add_string (line, "put", record->text);
}

static void
add_ran (GString *line, const PenRecord *record)
{
  add_number (line, "n", record->number);
  add_string (line, "cause", record->name);
  add_number (line, "exit", record->exit);
  add_number (line, "ms", record->value);
  add_string (line, "blob", record->hash);
}

static void
add_place (GString *line, const PenRecord *record)
{
  add_string (line, "base", record->name);
  add_string (line, "example", record->text);
  add_flag (line, "single", record->single);
  add_files (line, "saved", record->files);
}

static void
add_start (GString *line, const PenRecord *record)
{
  add_number (line, "v", PEN_RECORD_VERSION);
  add_string (line, "id", record->name);
  add_number (line, "at", record->value);
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
      add_string (line, "f", record->name);
      add_string (line, "blob", record->hash);
      break;
    case PEN_RECORD_REMOVE:
      add_string (line, "f", record->name);
      break;
    case PEN_RECORD_RENAME:
      add_string (line, "f", record->name);
      add_string (line, "to", record->text);
      break;
    case PEN_RECORD_OPTIONS:
      add_options (line, record->options);
      break;
    case PEN_RECORD_TITLE:
      add_string (line, "title", record->text);
      add_string (line, "author", record->name);
      break;
    case PEN_RECORD_RUN:
      add_number (line, "n", record->number);
      add_string (line, "action", record->name);
      break;
    case PEN_RECORD_RAN:
      add_ran (line, record);
      break;
    case PEN_RECORD_STEP:
      add_string (line, "id", record->name);
      add_string (line, "title", record->text);
      break;
    case PEN_RECORD_BLOB:
      add_string (line, "blob", record->hash);
      add_blob (line, record->bytes);
      break;
    case PEN_RECORD_STEPS:
      add_steps (line, record->steps);
      break;
    case PEN_RECORD_PLACE:
      add_place (line, record);
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
  add_string (line, "k", pen_record_kind_to_string (record->kind));
  add_number (line, "t", record->time);
  add_members (line, record);
  g_string_append_c (line, '}');
}
