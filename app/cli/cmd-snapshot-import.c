/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen snapshot import: a session, a ZIP, a .crate, a Rust file, a folder or a link -> a folder
 * in which cargo builds it. Nothing is built or run. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli.h"
#include "cmd-snapshot.h"

static void
print_all (GPtrArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    pen_cli_snapshot_print (sentences->pdata[i]);
}

static gboolean
write_program (const PenProgram *program, const char *folder, GError **error)
{
  g_autofree char *title = g_path_get_basename (folder);
  g_autoptr (PenCargoPackage) package = NULL;
  g_autoptr (GPtrArray) entries = pen_archive_entries_new ();

  package = pen_cargo_package_new (program->sources,
                                   program->options->edition,
                                   g_utf8_validate (title, -1, NULL) ? title : NULL);
  for (guint i = 0; i < package->sources->files->len; i++)
    {
      const PenSource *source = package->sources->files->pdata[i];

      g_ptr_array_add (entries, pen_archive_entry_new (source->name, source->bytes));
    }
  if (!pen_archive_write_folder (entries, folder, error))
    return FALSE;
  print_all (package->notes);
  return TRUE;
}

static gboolean
tell_signature (const PenCliSnapshotLine *line, PenSnapshot *snapshot, GError **error)
{
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (/* path= */ NULL);
  g_autofree char *signature = pen_cli_snapshot_dup_signature (snapshot, ring);
  const PenPublicKey *key = pen_snapshot_get_key (snapshot);

  pen_cli_snapshot_print (signature);
  return !line->remember || key == NULL ||
         pen_key_ring_remember (ring,
                                key,
                                pen_snapshot_get_author (snapshot),
                                g_get_real_time () / G_USEC_PER_SEC,
                                error);
}

int
pen_cli_snapshot_import (const PenCliSnapshotLine *line)
{
  g_autoptr (PenCliArchive) archive = NULL;
  g_autoptr (PenProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PenSnapshot *snapshot;
  gboolean ok;

  program = pen_cli_snapshot_load (line, &archive, &error);
  if (program == NULL)
    return pen_cli_complain_error (error);
  snapshot = archive != NULL ? archive->snapshot : NULL;
  if (line->remember && (snapshot == NULL || pen_snapshot_get_key (snapshot) == NULL))
    return pen_cli_complain (PEN_EXIT_USAGE,
                             _ ("Nobody signed this, so there is nobody to remember. Leave out "
                                "--remember."));
  ok = snapshot != NULL ? pen_snapshot_write_folder (snapshot, line->output, &error)
                        : write_program (program, line->output, &error);
  if (!ok)
    return pen_cli_complain_error (error);
  text = g_strdup_printf (_ ("Unpacked into %s. Nothing was run; cargo builds it there."),
                          line->output);
  pen_cli_snapshot_print (text);
  print_all (program->notes);
  return snapshot == NULL || tell_signature (line, snapshot, &error)
             ? 0
             : pen_cli_complain_error (error);
}
