/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A session that begins with a program from elsewhere: a file, a folder, a link. */
#include "session-private.h"
#include "snapshot.h"

/* The words of @args as somebody would type them. */
static char *
join_arguments (const GPtrArray *args)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; args != NULL && i < args->len; i++)
    {
      g_autofree char *quoted = g_shell_quote (args->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", quoted);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_lines (const GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *)lines->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GVariant *
make_options (const PenProgram *program)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  const PenOptions *from = program->options;
  g_autofree char *arguments = join_arguments (from->args);
  g_autofree char *environment = join_lines (from->env);

  pen_run_options_set_channel (options, program->channel);
  pen_run_options_set_edition (options, from->edition);
  pen_run_options_set_release (options, from->release);
  pen_run_options_set_backtrace (options, from->backtrace);
  pen_run_options_set_arguments (options, arguments);
  pen_run_options_set_environment (options, environment);
  pen_run_options_set_time (options, from->time_ms);
  pen_run_options_set_memory (options, from->memory);
  return g_variant_ref_sink (pen_run_options_to_variant (options));
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const PenRecordFile *one = *(PenRecordFile *const *)a;
  const PenRecordFile *other = *(PenRecordFile *const *)b;

  return g_strcmp0 (one->name, other->name);
}

/* The files, whose contents are in @blobs from now on. */
static PenRecord *
make_files (const PenSources *sources, GHashTable *blobs)
{
  PenRecord *record = pen_record_new (PEN_RECORD_FILES, 0);

  record->files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      char *hash = pen_hash_bytes (source->bytes);

      g_ptr_array_add (record->files, pen_record_file_new (source->name, hash, NULL));
      g_hash_table_insert (blobs, hash, source->bytes);
    }
  g_ptr_array_sort (record->files, compare_files);
  return record;
}

static GBytes *
find_blob (const char *hash, gpointer data)
{
  return g_hash_table_lookup (data, hash);
}

PenSession *
pen_session_new_from_program (const PenProgram *program,
                              gint64 created,
                              const char *title,
                              const char *author)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_free);
  g_autoptr (GHashTable) blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GVariant) options = NULL;
  PenRecord *record;

  g_return_val_if_fail (program != NULL, NULL);

  g_ptr_array_add (records, make_files (program->sources, blobs));
  options = make_options (program);
  if (g_variant_n_children (options) > 0)
    {
      record = pen_record_new (PEN_RECORD_OPTIONS, 0);
      record->options = g_variant_ref (options);
      g_ptr_array_add (records, record);
    }
  if (title != NULL || author != NULL)
    {
      record = pen_record_new (PEN_RECORD_TITLE, 0);
      record->text = g_strdup (title != NULL ? title : "");
      record->name = g_strdup (author);
      g_ptr_array_add (records, record);
    }
  return pen_session_new_from_records (MAX (created, 0), records, find_blob, blobs, NULL);
}
