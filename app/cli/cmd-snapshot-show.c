/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen snapshot verify and show: looks at a session, and opens nothing. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "cli.h"
#include "cmd-snapshot.h"
#include "report.h"
#include "session.h"

#define COLUMN 12 /* characters before what is said */

static PenCliArchive *
open_session (const PenCliSnapshotLine *line, GError **error)
{
  g_autoptr (PenCliArchive) archive = pen_cli_archive_open (line->sources[0], error);

  if (archive == NULL || archive->snapshot != NULL)
    return g_steal_pointer (&archive);
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               _ ("%s is no session of Playpen but another kind of file, in which nothing says "
                  "whether it is whole. playpen snapshot import opens it."),
               line->sources[0]);
  return NULL;
}

static int
check_key (const PenCliSnapshotLine *line, PenSnapshot *snapshot)
{
  const PenPublicKey *key = pen_snapshot_get_key (snapshot);
  g_autoptr (GError) error = NULL;
  PenPublicKey wanted;

  if (line->key == NULL)
    return 0;
  if (!pen_public_key_parse (line->key, &wanted, &error))
    return pen_cli_complain_error (error);
  if (key != NULL && pen_public_key_equal (key, &wanted))
    return 0;
  return pen_cli_complain (PEN_EXIT_USAGE,
                           key != NULL ? _ ("It is whole, but another key signed it.")
                                       : _ ("It is whole, but nobody signed it."));
}

int
pen_cli_snapshot_verify (const PenCliSnapshotLine *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenCliArchive) archive = open_session (line, &error);
  g_autoptr (PenKeyRing) ring = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *text = NULL;
  int status;

  if (archive == NULL)
    return pen_cli_complain_error (error);
  status = check_key (line, archive->snapshot);
  if (status != 0)
    return status;
  ring = pen_key_ring_new (/* path= */ NULL);
  text = g_strdup_printf (_ ("%s is whole and unchanged."), line->sources[0]);
  signature = pen_cli_snapshot_dup_signature (archive->snapshot, ring);
  pen_cli_snapshot_print (text);
  pen_cli_snapshot_print (signature);
  return 0;
}

static char *
dup_time (PenSnapshot *snapshot)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (pen_snapshot_get_created (snapshot));

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
print_row (const char *name, const char *value)
{
  const int gap = MAX (COLUMN - (int)g_utf8_strlen (name, -1), 1);
  g_autofree char *text = NULL;

  if (value == NULL || value[0] == '\0')
    return;
  text = g_strdup_printf ("%s%*s%s", name, gap, "", value);
  pen_cli_snapshot_print (text);
}

/* (transfer full) (element-type utf8): what this machine lacks for it; nothing when the machine
 * cannot be asked. */
static GPtrArray *
find_needs (PenSnapshot *snapshot)
{
  g_autoptr (PenCliSession) session = pen_cli_session_new ();
  g_autoptr (GError) error = NULL;

  if (pen_cli_session_query (session, &error))
    return pen_snapshot_check_toolchains (
        snapshot,
        pen_machine_get_toolchains (pen_cli_session_get_machine (session)));
  g_debug ("%s", error->message);
  return g_ptr_array_new ();
}

static void
show_text (PenSnapshot *snapshot, PenKeyRing *ring, GPtrArray *needs)
{
  const PenPublicKey *key = pen_snapshot_get_key (snapshot);
  const PenSources *sources = pen_snapshot_get_sources (snapshot);
  g_autofree char *text_key = key != NULL ? pen_public_key_dup_text (key) : NULL;
  g_autofree char *signature = pen_cli_snapshot_dup_signature (snapshot, ring);
  g_autofree char *created = dup_time (snapshot);
  g_autofree char *what = NULL;
  PenSnapshotContents contents;

  pen_snapshot_get_contents (snapshot, &contents);
  what = pen_cli_snapshot_dup_contents (&contents);
  print_row (_ ("Title"), pen_snapshot_get_title (snapshot));
  print_row (_ ("Author"), pen_snapshot_get_author (snapshot));
  print_row (_ ("Created"), created);
  print_row (_ ("Contents"), what);
  print_row (_ ("Toolchain"), pen_snapshot_get_toolchain (snapshot));
  print_row (_ ("Channel"), pen_snapshot_get_channel (snapshot));
  print_row (_ ("Id"), pen_snapshot_get_id (snapshot));
  print_row (_ ("Signature"), signature);
  print_row (_ ("Public key"), text_key);
  for (guint i = 0; i < sources->files->len; i++)
    print_row (_ ("File"), ((PenSource *)sources->files->pdata[i])->name);
  for (guint i = 0; i < pen_snapshot_get_steps (snapshot)->len; i++)
    print_row (_ ("Step"), pen_step_get_title (pen_snapshot_get_steps (snapshot)->pdata[i]));
  for (guint i = 0; i < pen_snapshot_get_notices (snapshot)->len; i++)
    print_row (_ ("Note"), pen_snapshot_get_notices (snapshot)->pdata[i]);
  for (guint i = 0; i < needs->len; i++)
    print_row (_ ("Needs"), needs->pdata[i]);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_signature (JsonBuilder *builder, PenSnapshot *snapshot, PenKeyRing *ring)
{
  const PenPublicKey *key = pen_snapshot_get_key (snapshot);
  const PenPresenter *presenter = key != NULL ? pen_key_ring_look_up (ring, key) : NULL;
  g_autofree char *text = key != NULL ? pen_public_key_dup_text (key) : NULL;
  g_autofree char *words = key != NULL ? pen_public_key_dup_words (key) : NULL;

  json_builder_set_member_name (builder, "signature");
  json_builder_begin_object (builder);
  pen_cli_report_add (builder,
                      "state",
                      key == NULL         ? "unsigned"
                      : presenter != NULL ? "known"
                                          : "first-seen");
  pen_cli_report_add (builder, "key", text);
  pen_cli_report_add (builder, "words", words);
  pen_cli_report_add (builder, "presenter", presenter != NULL ? presenter->name : NULL);
  json_builder_end_object (builder);
}

static void
add_sentences (JsonBuilder *builder, const char *name, GPtrArray *sentences)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < sentences->len; i++)
    json_builder_add_string_value (builder, sentences->pdata[i]);
  json_builder_end_array (builder);
}

static void
add_lists (JsonBuilder *builder, PenSnapshot *snapshot, GPtrArray *needs)
{
  const PenSources *sources = pen_snapshot_get_sources (snapshot);
  GPtrArray *steps = pen_snapshot_get_steps (snapshot);

  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];

      json_builder_begin_object (builder);
      pen_cli_report_add (builder, "name", source->name);
      add_number (builder, "bytes", (gint64)g_bytes_get_size (source->bytes));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    {
      json_builder_begin_object (builder);
      pen_cli_report_add (builder, "id", pen_step_get_id (steps->pdata[i]));
      pen_cli_report_add (builder, "title", pen_step_get_title (steps->pdata[i]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_sentences (builder, "notices", pen_snapshot_get_notices (snapshot));
  add_sentences (builder, "needs", needs);
}

static void
show_json (PenSnapshot *snapshot, PenKeyRing *ring, GPtrArray *needs)
{
  JsonBuilder *builder = json_builder_new ();
  g_autofree char *created = dup_time (snapshot);
  PenSnapshotContents contents;

  pen_snapshot_get_contents (snapshot, &contents);
  json_builder_begin_object (builder);
  pen_cli_report_add (builder, "title", pen_snapshot_get_title (snapshot));
  pen_cli_report_add (builder, "author", pen_snapshot_get_author (snapshot));
  pen_cli_report_add (builder, "id", pen_snapshot_get_id (snapshot));
  pen_cli_report_add (builder, "created", created);
  pen_cli_report_add (builder, "toolchain", pen_snapshot_get_toolchain (snapshot));
  pen_cli_report_add (builder, "channel", pen_snapshot_get_channel (snapshot));
  add_signature (builder, snapshot, ring);
  add_lists (builder, snapshot, needs);
  add_number (builder, "notes", contents.n_notes);
  add_number (builder, "edits", contents.n_edits);
  add_number (builder, "runs", contents.n_runs);
  add_number (builder, "outputs", contents.n_outputs);
  add_number (builder, "ms", contents.span);
  json_builder_end_object (builder);
  pen_cli_report_print (builder);
}

int
pen_cli_snapshot_show (const PenCliSnapshotLine *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenCliArchive) archive = open_session (line, &error);
  g_autoptr (PenKeyRing) ring = NULL;
  g_autoptr (GPtrArray) needs = NULL;

  if (archive == NULL)
    return pen_cli_complain_error (error);
  ring = pen_key_ring_new (/* path= */ NULL);
  needs = find_needs (archive->snapshot);
  if (line->json)
    show_json (archive->snapshot, ring, needs);
  else
    show_text (archive->snapshot, ring, needs);
  return 0;
}
