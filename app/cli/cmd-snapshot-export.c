/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen snapshot export: files, a folder, a link or another session -> one file, a folder, a
 * Rust file or a link. The same files give the same bytes, so nothing here asks for the time. */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "cmd-snapshot.h"

/* ms since 1970 of the newest file; SOURCE_DATE_EPOCH is how builds that are to be repeated say it
 * (reproducible-builds.org/specs/source-date-epoch). */
static gint64
get_created (const PenCliSnapshotLine *line, const PenProgram *program)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 newest = 0;
  guint64 given;
  GStatBuf st;

  if (epoch != NULL && g_ascii_string_to_unsigned (epoch, 10, 0, G_MAXINT32, &given, NULL))
    return (gint64)given * 1000;
  for (guint i = 0; i < program->sources->files->len; i++)
    {
      const PenSource *source = program->sources->files->pdata[i];
      g_autofree char *path = pen_program_dup_path (program, source->name);

      if (path != NULL && g_stat (path, &st) == 0)
        newest = MAX (newest, (gint64)st.st_mtime * 1000);
    }
  if (newest == 0 && line->sources != NULL && line->sources[0] != NULL &&
      g_stat (line->sources[0], &st) == 0)
    newest = (gint64)st.st_mtime * 1000;
  return newest;
}

/* What it is called when nobody says so: as its folder, or as its only file. */
static char *
dup_title (const PenCliSnapshotLine *line)
{
  const char *first = line->sources != NULL && line->sources[0] != NULL ? line->sources[0] : ".";
  g_autofree char *full = NULL;
  g_autofree char *name = NULL;
  char *dot;

  if (line->title != NULL)
    return g_strdup (line->title);
  if ((line->sources != NULL && line->sources[0] != NULL && line->sources[1] != NULL) ||
      pen_playground_link_check (first))
    return NULL;
  full = g_canonicalize_filename (first, NULL);
  name = g_filename_display_basename (full);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name && !g_file_test (full, G_FILE_TEST_IS_DIR))
    *dot = '\0';
  return g_str_equal (name, "main") ? NULL : g_steal_pointer (&name);
}

static PenSession *
make_session (const PenCliSnapshotLine *line,
              const PenProgram *program,
              PenCliArchive *archive,
              GError **error)
{
  PenSession *session;
  g_autofree char *title = NULL;

  if (archive != NULL && archive->snapshot != NULL)
    {
      session = pen_snapshot_make_session (archive->snapshot);
      if (line->title != NULL)
        pen_session_set_title (session, line->title);
      if (line->author != NULL)
        pen_session_set_author (session, line->author);
      return session;
    }
  title = dup_title (line);
  session =
      pen_session_new_from_program (program, get_created (line, program), title, line->author);
  if (session == NULL)
    g_set_error_literal (error,
                         PEN_CORE_ERROR,
                         PEN_CORE_ERROR_TOO_BIG,
                         _ ("These files are too large for one session. Leave the large ones out, "
                            "or make them when the program runs."));
  return session;
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) fault = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_set_contents_full (path,
                                data,
                                (gssize)size,
                                G_FILE_SET_CONTENTS_CONSISTENT,
                                0644,
                                &fault))
    return TRUE;
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("The result cannot be written to %s: %s."),
               path,
               fault->message);
  return FALSE;
}

static gboolean
is_folder (const char *path)
{
  return g_str_has_suffix (path, "/") || g_file_test (path, G_FILE_TEST_IS_DIR);
}

static gboolean
write_somewhere (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (PenSnapshot) snapshot = NULL;

  if (!is_folder (path))
    return write_file (path, bytes, error);
  snapshot = pen_snapshot_read (bytes, error);
  return snapshot != NULL && pen_snapshot_write_folder (snapshot, path, error);
}

static int
export_rust (const PenCliSnapshotLine *line, const PenProgram *program)
{
  const GPtrArray *files = program->sources->files;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (files->len == 1 && pen_sources_is_rust (((PenSource *)files->pdata[0])->name))
    return write_file (line->output, ((PenSource *)files->pdata[0])->bytes, &error)
               ? 0
               : pen_cli_complain_error (error);
  message =
      g_strdup_printf (_ ("Only a program of a single Rust file fits into %s. Write the whole "
                          "with -o talk.playpen, or as a folder with -o talk/"),
                       line->output);
  return pen_cli_complain (PEN_EXIT_USAGE, message);
}

static int
export_link (const PenProgram *program)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *link = pen_playground_link_new (program, &error);

  if (link == NULL)
    return pen_cli_complain_error (error);
  printf ("%s\n", link);
  return 0;
}

static void
tell (const PenCliSnapshotLine *line, PenSession *session, const PenSnapshotOptions *options)
{
  PenSnapshotContents contents;
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  pen_snapshot_describe (session, options, &contents);
  what = pen_cli_snapshot_dup_contents (&contents);
  text = g_strdup_printf (_ ("Wrote %s: %s."), line->output, what);
  pen_cli_snapshot_print (text);
  if (options->signer != NULL)
    {
      g_autofree char *words =
          pen_public_key_dup_words (pen_signer_get_public_key (options->signer));

      printf (_ ("Signed with your key; its words are %s."), words);
      printf ("\n");
    }
  if (contents.n_edits > 0)
    printf ("%s\n", _ ("Everything that was ever typed is in it; --no-history leaves that out."));
}

/* A program has neither edits nor runs, only the state that it is in. */
static gboolean
has_history (PenCliArchive *archive)
{
  PenSnapshotContents contents;

  if (archive == NULL || archive->snapshot == NULL)
    return FALSE;
  pen_snapshot_get_contents (archive->snapshot, &contents);
  return contents.n_edits > 0 || contents.n_runs > 0;
}

int
pen_cli_snapshot_export (const PenCliSnapshotLine *line)
{
  g_autoptr (PenCliArchive) archive = NULL;
  g_autoptr (PenProgram) program = NULL;
  g_autoptr (PenSession) session = NULL;
  g_autoptr (PenSigner) signer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  PenSnapshotOptions options = {.notes = !line->no_notes,
                                .outputs = !line->no_outputs,
                                .edition = (guint)line->edition};

  program = pen_cli_snapshot_load (line, &archive, &error);
  if (program == NULL)
    return pen_cli_complain_error (error);
  if (line->link)
    return export_link (program);
  if (g_str_has_suffix (line->output, ".rs"))
    return export_rust (line, program);
  session = make_session (line, program, archive, &error);
  if (session == NULL)
    return pen_cli_complain_error (error);
  options.history = !line->no_history && has_history (archive);
  if (!line->no_sign)
    {
      signer = pen_signer_open (/* path= */ NULL, &error);
      if (signer == NULL)
        return pen_cli_complain_error (error);
      options.signer = signer;
    }
  bytes = pen_snapshot_export (session, &options, &error);
  if (bytes == NULL || !write_somewhere (line->output, bytes, &error))
    return pen_cli_complain_error (error);
  tell (line, session, &options);
  return 0;
}
