/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A session becomes one file. What leaves is decided here and nowhere else: the records that are
 * the owner's own never do, and without the history nothing does that is not in the files and steps
 * as they are now. */
#include <glib/gi18n.h>
#include <string.h>

#include "archive-entry.h"
#include "cargo-package.h"
#include "core-error.h"
#include "read-me-page.h"
#include "session-private.h"
#include "snapshot-manifest.h"
#include "snapshot-private.h"
#include "zip-writer.h"

#define HISTORY_PIECE (4 * 1024 * 1024) /* bytes: as much as a file of an archive can have */

/* An archive in the making. */
typedef struct
{
  PenSession *session; /* borrowed, as are the next two */
  const PenSnapshotOptions *options;
  GVariant *choices;    /* (nullable): the session's own options */
  GPtrArray *entries;   /* (element-type PenArchiveEntry) */
  GHashTable *hashes;   /* (element-type utf8 utf8): of an entry's name to its hash */
  GHashTable *contents; /* (element-type utf8): the hashes of all entries */
  PenSources *sources;
  PenSnapshotManifest *manifest;
  PenSnapshotManifest *origin; /* (nullable): of what the session came as */
} Pack;

static void
pack_clear (Pack *pack)
{
  g_ptr_array_unref (pack->entries);
  g_hash_table_unref (pack->hashes);
  g_hash_table_unref (pack->contents);
  pen_sources_free (pack->sources);
  pen_snapshot_manifest_free (pack->manifest);
  g_clear_pointer (&pack->origin, pen_snapshot_manifest_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pack, pack_clear)

static void
pack_init (Pack *pack, PenSession *session, const PenSnapshotOptions *options)
{
  const PenRecord *origin = pen_session_get_origin (session);

  pack->session = session;
  pack->options = options;
  pack->choices = pen_session_get_options (session);
  pack->entries = pen_archive_entries_new ();
  pack->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  pack->contents = g_hash_table_new (g_str_hash, g_str_equal);
  pack->sources = pen_session_dup_sources (session);
  pack->manifest = pen_snapshot_manifest_new ();
  pack->origin = origin != NULL
                     ? pen_snapshot_manifest_read (origin->text, strlen (origin->text), NULL)
                     : NULL;
}

/* --- Entries --- */

/* Returns: (transfer none): the hash of @bytes. */
static const char *
add_entry (Pack *pack, const char *name, GBytes *bytes)
{
  char *hash = pen_hash_bytes (bytes);

  g_ptr_array_add (pack->entries, pen_archive_entry_new (name, bytes));
  g_hash_table_insert (pack->hashes, g_strdup (name), hash);
  g_hash_table_add (pack->contents, hash);
  return hash;
}

/* Contents, once: whatever file has them. */
static void
add_contents (Pack *pack, const char *name, const char *hash, GBytes *bytes)
{
  g_autofree char *blob = g_strconcat (PEN_SNAPSHOT_BLOBS, hash, NULL);

  if (bytes == NULL || g_hash_table_contains (pack->contents, hash))
    return;
  if (name == NULL || g_hash_table_contains (pack->hashes, name))
    name = blob;
  add_entry (pack, name, bytes);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const PenArchiveEntry *one = *(PenArchiveEntry *const *)a;
  const PenArchiveEntry *other = *(PenArchiveEntry *const *)b;

  return strcmp (one->name, other->name);
}

/* --- The program --- */

static guint
get_edition (const Pack *pack)
{
  guint64 edition = 0;

  if (pack->choices != NULL)
    g_variant_lookup (pack->choices, "edition", "t", &edition);
  return edition != 0 ? (guint)edition : pack->options->edition;
}

/* A file whose place in the package holds something else (a Cargo.toml that [workspace] was added
 * to) is there as it is as well. */
static void
add_package (Pack *pack)
{
  g_autoptr (PenCargoPackage) package =
      pen_cargo_package_new (pack->sources,
                             get_edition (pack),
                             pen_session_get_title (pack->session));

  for (guint i = 0; i < package->sources->files->len; i++)
    {
      const PenSource *source = package->sources->files->pdata[i];

      add_entry (pack, source->name, source->bytes);
    }
  for (guint i = 0; i < pack->sources->files->len; i++)
    {
      const PenSource *source = pack->sources->files->pdata[i];
      const char *path = pen_cargo_package_get_path (package, source->name);
      g_autofree char *hash = pen_hash_bytes (source->bytes);
      g_autofree char *blob = g_strconcat (PEN_SNAPSHOT_BLOBS, hash, NULL);

      if (path == NULL || g_strcmp0 (g_hash_table_lookup (pack->hashes, path), hash) != 0)
        {
          path = blob;
          if (!g_hash_table_contains (pack->hashes, blob))
            add_entry (pack, blob, source->bytes);
        }
      pen_snapshot_manifest_add_file (pack->manifest, source->name, path);
    }
}

static void
add_step (Pack *pack, PenStep *step)
{
  const char *notes = pen_step_get_notes (step);
  const PenSources *sources = pen_step_get_sources (step);
  PenRecordStep *row = pen_record_step_new (pen_step_get_id (step),
                                            pen_step_get_title (step),
                                            pack->options->notes && notes[0] != '\0' ? notes : NULL,
                                            pen_step_get_expected (step));

  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      g_autofree char *hash = pen_hash_bytes (source->bytes);

      add_contents (pack, NULL, hash, source->bytes);
      g_ptr_array_add (row->files, pen_record_file_new (source->name, hash, NULL));
    }
  g_ptr_array_add (pack->manifest->steps, row);
}

static void
add_steps (Pack *pack)
{
  GListModel *steps = pen_session_get_steps (pack->session);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (steps, i);

      add_step (pack, step);
    }
}

/* --- The history --- */

static gboolean
leaves (const PenRecord *record)
{
  return record->kind != PEN_RECORD_START && !pen_record_is_private (record);
}

static void
add_record_contents (Pack *pack, const PenRecord *record)
{
  PenTimeline *timeline = pen_session_get_timeline (pack->session);

  for (guint i = 0; record->kind == PEN_RECORD_FILES && i < record->files->len; i++)
    {
      const PenRecordFile *file = record->files->pdata[i];

      add_contents (pack, NULL, file->hash, pen_timeline_get_blob (timeline, file->hash));
    }
  if (record->kind == PEN_RECORD_FILE)
    add_contents (pack, NULL, record->hash, pen_timeline_get_blob (timeline, record->hash));
}

/* Returns: (nullable): what run @record printed, if that leaves. */
static GBytes *
get_output (const Pack *pack, const PenRecord *record)
{
  if (record->kind != PEN_RECORD_RAN || record->hash == NULL || !pack->options->outputs)
    return NULL;
  return pen_timeline_get_blob (pen_session_get_timeline (pack->session), record->hash);
}

static void
write_record (Pack *pack, const PenRecord *record, GString *line)
{
  GBytes *output = get_output (pack, record);
  PenRecord bare = *record;

  if (output != NULL)
    {
      g_autofree char *name = g_strdup_printf (PEN_SNAPSHOT_OUTPUTS "%u.jsonl", record->number);

      add_contents (pack, name, record->hash, output);
    }
  else if (record->kind == PEN_RECORD_RAN)
    bare.hash = NULL;
  add_record_contents (pack, record);
  pen_record_write (&bare, line);
  g_string_append_c (line, '\n');
}

static void
add_history_piece (Pack *pack, GString *piece, guint number)
{
  g_autofree char *name = number == 1 ? g_strdup (PEN_SNAPSHOT_HISTORY)
                                      : g_strdup_printf (PEN_SNAPSHOT_MORE_HISTORY, number);
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (piece);

  add_entry (pack, name, bytes);
}

static void
add_history (Pack *pack)
{
  PenTimeline *timeline = pen_session_get_timeline (pack->session);
  const guint n = pen_timeline_get_n_records (timeline);
  GString *piece = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  guint number = 1;

  for (guint i = 0; i < n; i++)
    {
      const PenRecord *record = pen_timeline_get_record (timeline, i);

      if (!leaves (record))
        continue;
      g_string_truncate (line, 0);
      write_record (pack, record, line);
      if (piece->len > 0 && piece->len + line->len > HISTORY_PIECE)
        {
          add_history_piece (pack, piece, number++);
          piece = g_string_new (NULL);
        }
      g_string_append_len (piece, line->str, (gssize)line->len);
    }
  add_history_piece (pack, piece, number);
  pack->manifest->began = pen_session_get_created (pack->session);
}

/* When the newest thing happened that anybody else learns of, ms since the session began. */
static gint64
find_end (PenTimeline *timeline)
{
  for (guint i = pen_timeline_get_n_records (timeline); i > 0; i--)
    {
      const PenRecord *record = pen_timeline_get_record (timeline, i - 1);

      if (leaves (record))
        return record->time;
    }
  return 0;
}

/* --- What a later version put there --- */

static gboolean
has_notes (const PenSnapshotManifest *manifest)
{
  for (guint i = 0; i < manifest->steps->len; i++)
    if (((const PenRecordStep *)manifest->steps->pdata[i])->notes != NULL)
      return TRUE;
  return FALSE;
}

/* What is not understood goes along only when nothing is to be left out of what it came with: it
 * may be a part of just that. */
static gboolean
keeps_others (const Pack *pack)
{
  return pack->origin != NULL &&
         ((pack->options->history && pack->options->outputs) || pack->origin->began < 0) &&
         (pack->options->notes || !has_notes (pack->origin));
}

static void
add_others (Pack *pack)
{
  const PenRecord *origin = pen_session_get_origin (pack->session);
  PenTimeline *timeline = pen_session_get_timeline (pack->session);
  GHashTableIter iter;
  gpointer name, json;

  if (!keeps_others (pack))
    return;
  for (guint i = 0; i < origin->files->len; i++)
    {
      const PenRecordFile *file = origin->files->pdata[i];
      GBytes *bytes = pen_timeline_get_blob (timeline, file->hash);
      g_autofree char *path = g_strconcat (PEN_SNAPSHOT_OWN, file->name, NULL);

      if (bytes != NULL && !g_hash_table_contains (pack->hashes, path))
        add_entry (pack, path, bytes);
    }
  g_hash_table_iter_init (&iter, pack->origin->others);
  while (g_hash_table_iter_next (&iter, &name, &json))
    g_hash_table_insert (pack->manifest->others, g_strdup (name), g_strdup (json));
}

/* --- The page to read --- */

static gboolean
is_library (const PenSources *sources)
{
  const char *root = pen_sources_get_root (sources);
  g_autoptr (PenScan) scan = pen_scan_new ();
  GBytes *bytes;

  if (root == NULL)
    return FALSE;
  bytes = pen_sources_get (sources, root);
  pen_scan_add_source (scan,
                       g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes),
                       /* is_root= */ TRUE);
  return !g_str_equal (pen_scan_get_crate_type (scan, pen_scan_resolve (scan)), "bin");
}

/* Returns: (nullable): what the program printed, when it is as it was then. */
static char *
dup_output (const Pack *pack)
{
  const guint run = pack->options->history && pack->options->outputs
                        ? pen_session_find_last_run (pack->session)
                        : 0;

  return run > 0 ? pen_session_dup_run_text (pack->session, run) : NULL;
}

static void
add_read_me (Pack *pack)
{
  g_autoptr (PenReadMe) page = pen_read_me_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (pack->manifest->created);
  GListModel *steps = pen_session_get_steps (pack->session);
  g_autoptr (GBytes) bytes = NULL;

  page->title = g_strdup (pack->manifest->title);
  page->author = g_strdup (pack->manifest->author);
  page->date = g_date_time_format (time, "%-d %B %Y");
  page->toolchain = g_strdup (pack->manifest->toolchain);
  page->edition = get_edition (pack);
  page->sources = pen_sources_copy (pack->sources);
  page->is_library = is_library (pack->sources);
  page->output = dup_output (pack);
  page->public_key = g_strdup (pack->manifest->public_key);
  if (pack->options->signer != NULL)
    page->words = pen_public_key_dup_words (pen_signer_get_public_key (pack->options->signer));
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (steps, i);

      pen_read_me_add_step (page,
                            pen_step_get_title (step),
                            pen_step_get_sources (step),
                            pen_step_get_expected (step));
    }
  bytes = pen_read_me_page_make (page);
  add_entry (pack, PEN_SNAPSHOT_READ_ME, bytes);
}

/* --- Manifest, signature, sums --- */

static void
describe_it (Pack *pack)
{
  PenSnapshotManifest *manifest = pack->manifest;
  PenStep *step = pen_session_get_current_step (pack->session);
  const char *channel = NULL;
  PenTimeline *timeline = pen_session_get_timeline (pack->session);

  if (pack->choices != NULL)
    g_variant_lookup (pack->choices, "channel", "&s", &channel);
  manifest->title = g_strdup (pen_session_get_title (pack->session));
  manifest->author = g_strdup (pen_session_get_author (pack->session));
  manifest->channel = g_strdup (channel);
  manifest->step = step != NULL ? g_strdup (pen_step_get_id (step)) : NULL;
  manifest->options = pack->choices != NULL ? g_variant_ref (pack->choices) : NULL;
  manifest->created = (pen_session_get_created (pack->session) + find_end (timeline)) / 1000;
  manifest->toolchain = g_strdup (pack->options->toolchain);
  if (pack->options->signer != NULL)
    manifest->public_key =
        pen_public_key_dup_text (pen_signer_get_public_key (pack->options->signer));
  if (pack->origin == NULL)
    return;
  if (manifest->toolchain == NULL)
    manifest->toolchain = g_strdup (pack->origin->toolchain);
  manifest->environment = g_strdup (pack->origin->environment);
  g_strfreev (manifest->crates);
  manifest->crates = g_strdupv (pack->origin->crates);
}

/* What did not change is still what it was, made of the same and by the same. */
static void
name_it (Pack *pack)
{
  PenSnapshotManifest *manifest = pack->manifest;
  gboolean is_same;

  manifest->id = pen_snapshot_manifest_make_id (manifest);
  is_same = pack->origin != NULL && g_str_equal (manifest->id, pack->origin->id);
  manifest->playpen = g_strdup (is_same ? pack->origin->playpen : PLAYPEN_VERSION);
  if (pack->origin != NULL)
    manifest->parent = g_strdup (is_same ? pack->origin->parent : pack->origin->id);
}

static void
add_manifest (Pack *pack)
{
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GBytes) signature = NULL;
  char *text;

  g_ptr_array_sort (pack->entries, compare_entries);
  for (guint i = 0; i < pack->entries->len; i++)
    {
      const PenArchiveEntry *entry = pack->entries->pdata[i];

      pen_snapshot_manifest_add_entry (pack->manifest,
                                       entry->name,
                                       g_hash_table_lookup (pack->hashes, entry->name),
                                       g_bytes_get_size (entry->bytes));
    }
  name_it (pack);
  manifest = pen_snapshot_manifest_write (pack->manifest);
  add_entry (pack, PEN_SNAPSHOT_MANIFEST, manifest);
  if (pack->options->signer == NULL)
    return;
  text = pen_signer_sign (pack->options->signer, manifest);
  signature = g_bytes_new_take (text, strlen (text));
  add_entry (pack, PEN_SNAPSHOT_SIGNATURE, signature);
}

/* As sha256sum wants it: all but itself. */
static void
add_sums (Pack *pack)
{
  GString *sums = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  g_ptr_array_sort (pack->entries, compare_entries);
  for (guint i = 0; i < pack->entries->len; i++)
    {
      const PenArchiveEntry *entry = pack->entries->pdata[i];

      g_string_append_printf (sums,
                              "%s  %s\n",
                              (const char *)g_hash_table_lookup (pack->hashes, entry->name),
                              entry->name);
    }
  bytes = g_string_free_to_bytes (sums);
  add_entry (pack, PEN_SNAPSHOT_SUMS, bytes);
  g_ptr_array_sort (pack->entries, compare_entries);
}

/* --- The archive --- */

static GBytes *
write_archive (Pack *pack, GError **error)
{
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  GBytes *mimetype = pen_archive_entries_get (pack->entries, PEN_SNAPSHOT_MIMETYPE);

  if (!pen_zip_writer_add (writer, PEN_SNAPSHOT_MIMETYPE, mimetype, /* store= */ TRUE, error))
    return NULL;
  for (guint i = 0; i < pack->entries->len; i++)
    {
      const PenArchiveEntry *entry = pack->entries->pdata[i];

      if (!g_str_equal (entry->name, PEN_SNAPSHOT_MIMETYPE) &&
          !pen_zip_writer_add (writer, entry->name, entry->bytes, /* store= */ FALSE, error))
        return NULL;
    }
  return pen_zip_writer_finish (writer, error);
}

GBytes *
pen_snapshot_export (PenSession *session, const PenSnapshotOptions *options, GError **error)
{
  g_auto (Pack) pack = {.session = NULL};
  g_autoptr (GBytes) mimetype =
      g_bytes_new_static (PEN_SNAPSHOT_MIME_TYPE, strlen (PEN_SNAPSHOT_MIME_TYPE));
  GBytes *archive;

  g_return_val_if_fail (PEN_IS_SESSION (session), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  pack_init (&pack, session, options);
  add_entry (&pack, PEN_SNAPSHOT_MIMETYPE, mimetype);
  add_package (&pack);
  describe_it (&pack);
  add_steps (&pack);
  if (options->history)
    add_history (&pack);
  add_read_me (&pack);
  add_others (&pack);
  add_manifest (&pack);
  add_sums (&pack);
  archive = write_archive (&pack, error);
  if (archive == NULL && options->history)
    g_prefix_error (error, "%s ", _ ("This does not fit into one file with the history."));
  return archive;
}

/* --- What leaves --- */

static void
describe_record (const PenRecord *record,
                 const PenSnapshotOptions *options,
                 PenTimeline *timeline,
                 PenSnapshotContents *contents)
{
  contents->n_edits += record->kind == PEN_RECORD_EDIT;
  contents->n_runs += record->kind == PEN_RECORD_RUN;
  contents->n_outputs += record->kind == PEN_RECORD_RAN && options->outputs &&
                         record->hash != NULL &&
                         pen_timeline_get_blob (timeline, record->hash) != NULL;
}

void
pen_snapshot_describe (PenSession *session,
                       const PenSnapshotOptions *options,
                       PenSnapshotContents *ret_contents)
{
  g_autoptr (PenSources) sources = NULL;
  PenTimeline *timeline;
  GListModel *steps;
  gint64 first = -1;

  g_return_if_fail (PEN_IS_SESSION (session));
  g_return_if_fail (options != NULL);
  g_return_if_fail (ret_contents != NULL);

  *ret_contents = (PenSnapshotContents){0};
  sources = pen_session_dup_sources (session);
  timeline = pen_session_get_timeline (session);
  steps = pen_session_get_steps (session);
  ret_contents->n_files = sources->files->len;
  ret_contents->n_steps = g_list_model_get_n_items (steps);
  for (guint i = 0; i < ret_contents->n_steps; i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (steps, i);

      ret_contents->n_notes += options->notes && pen_step_get_notes (step)[0] != '\0';
    }
  for (guint i = 0; options->history && i < pen_timeline_get_n_records (timeline); i++)
    {
      const PenRecord *record = pen_timeline_get_record (timeline, i);

      if (!leaves (record))
        continue;
      first = first < 0 ? record->time : first;
      ret_contents->span = record->time - first;
      describe_record (record, options, timeline, ret_contents);
    }
}
