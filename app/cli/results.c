/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a job made, on its way to the disk: a program, or files that were formatted. */
#include "results.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

static gboolean
refuse_output (const char *path, const char *why, GError **error)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("The result cannot be written to %s: %s."),
               path,
               why);
  return FALSE;
}

gboolean
pen_cli_check_output (const PenCliRequest *request, GError **error)
{
  const char *path = request->output_file;
  g_autofree char *dir = NULL;
  g_autofree char *full = NULL;

  if (path == NULL)
    return TRUE;
  dir = g_path_get_dirname (path);
  full = g_canonicalize_filename (path, NULL);
  if (path[0] == '\0' || g_file_test (path, G_FILE_TEST_IS_DIR))
    return refuse_output (path, _ ("it is a folder; name a file"), error);
  if (!g_file_test (dir, G_FILE_TEST_IS_DIR))
    return refuse_output (path, _ ("its folder does not exist"), error);
  for (guint i = 0; i < request->program->sources->files->len; i++)
    {
      const PenSource *source = request->program->sources->files->pdata[i];
      g_autofree char *source_path = pen_program_dup_path (request->program, source->name);

      if (g_strcmp0 (source_path, full) == 0)
        return refuse_output (path, _ ("it is a file of the program itself"), error);
    }
  return TRUE;
}

static gboolean
write_file (const char *path, GBytes *bytes, int mode, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents_full (path,
                                   data,
                                   (gssize)size,
                                   G_FILE_SET_CONTENTS_CONSISTENT,
                                   mode,
                                   error);
}

static gboolean
is_executable (const PenRecipe *recipe)
{
  return !g_str_has_suffix (recipe->file_name, ".rlib") &&
         !g_str_has_suffix (recipe->file_name, ".a");
}

static gboolean
write_product (const PenCliRequest *request, PenJob *job, GError **error)
{
  const PenRecipe *recipe = pen_job_get_recipe (job);
  GBytes *product = pen_job_get_product (job);
  const char *path = request->output_file != NULL ? request->output_file : recipe->file_name;

  /* Chosen by AUTO, a library is checked by building it; nobody asked for a file. */
  if (request->action != PEN_ACTION_BUILD || product == NULL)
    return TRUE;
  if (request->output_file == NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    return refuse_output (path, _ ("it is a folder; give another name with -o"), error);
  return write_file (path, product, is_executable (recipe) ? 0755 : 0644, error);
}

/* Replaces a file's text, unless somebody else did so meanwhile. A link stays a link. */
static gboolean
rewrite (const char *path, GBytes *before, GBytes *after, GError **error)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *now = NULL;
  gsize size;
  struct stat st;

  if (real == NULL || stat (real, &st) != 0 || !g_file_get_contents (real, &now, &size, error) ||
      size != g_bytes_get_size (before) || memcmp (now, g_bytes_get_data (before, NULL), size) != 0)
    {
      g_clear_error (error);
      return refuse_output (path,
                            _ ("it was changed while it was being formatted; try again"),
                            error);
    }
  return write_file (real, after, (int)(st.st_mode & 07777), error);
}

static gboolean
write_sources (const PenCliRequest *request, PenJob *job, GError **error)
{
  const PenSources *sources = pen_job_get_rewritten (job);

  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      GBytes *before = pen_sources_get (request->program->sources, source->name);
      g_autofree char *path = pen_program_dup_path (request->program, source->name);

      if (path == NULL) /* it came from standard input */
        {
          gsize size;
          const char *data = g_bytes_get_data (source->bytes, &size);

          if (fwrite (data, 1, size, stdout) != size || fflush (stdout) != 0)
            return refuse_output ("-", _ ("standard output is closed"), error);
        }
      else if (!g_bytes_equal (before, source->bytes) &&
               !rewrite (path, before, source->bytes, error))
        return FALSE;
    }
  return TRUE;
}

int
pen_cli_finish (const PenCliRequest *request, PenJob *job, GError **error)
{
  const PenVerdict *verdict = pen_job_get_verdict (job);
  const PenRecipe *recipe = pen_job_get_recipe (job);
  g_autofree char *text = NULL;

  if (pen_verdict_is_success (verdict))
    {
      if (!write_product (request, job, error) || !write_sources (request, job, error))
        return PEN_EXIT_USAGE;
      return 0;
    }
  if (recipe->action == PEN_ACTION_EXPLAIN && verdict->ending.cause == PEN_CAUSE_EXITED)
    return PEN_EXIT_USAGE; /* rustc has said that there is no such code */
  if (recipe->action == PEN_ACTION_FMT_CHECK && verdict->ending.cause == PEN_CAUSE_EXITED)
    text = pen_job_dup_text (job);
  /* rustfmt ends with 1 for a difference and for a program that it cannot read; only the first has
   * something to show. */
  if (text != NULL && text[0] != '\0')
    return 1;
  return pen_verdict_get_exit_status (verdict);
}
