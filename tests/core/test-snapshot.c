/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions as files: that everything comes back, that what is left out is in no byte, and that what
 * was changed on its way is refused. */
#include "snapshot.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core.h"
#include "folder.h"
#include "session-maker.h"
#include "snapshot-files.h"
#include "snapshot-hostile.h"
#include "snapshot-parts.h"

#define SECRET "hunter2-correct-horse"
#ifdef __SANITIZE_ADDRESS__ /* under which each takes fifty times as long */
#define N_SESSIONS 100
#else
#define N_SESSIONS 1000
#endif

static PenSources *
make_sources (const char *name, const char *text)
{
  PenSources *sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (pen_sources_add (sources, name, bytes, NULL));
  return sources;
}

static PenSession *
make_session (const char *text)
{
  PenSession *session = pen_session_new (NULL);
  g_autoptr (PenSources) sources = make_sources ("src/main.rs", text);

  pen_session_set_files (session, sources);
  return session;
}

static GBytes *export(PenSession *session, const PenSnapshotOptions *options)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = pen_snapshot_export (session, options, &error);

  g_assert_no_error (error);
  return bytes;
}

static PenSnapshot *
read_it (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  PenSnapshot *snapshot = pen_snapshot_read (bytes, &error);

  g_assert_no_error (error);
  return snapshot;
}

static void
assert_refused (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, &error);

  g_assert_null (snapshot);
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
  if (strstr (error->message, name) == NULL)
    g_error ("“%s” is not about %s", error->message, name);
}

static void
assert_same_sources (const PenSources *one, const PenSources *other)
{
  g_assert_cmpuint (one->files->len, ==, other->files->len);
  for (guint i = 0; i < one->files->len; i++)
    {
      const PenSource *source = one->files->pdata[i];
      GBytes *bytes = pen_sources_get (other, source->name);

      g_assert_nonnull (bytes);
      g_assert_true (g_bytes_equal (bytes, source->bytes));
    }
}

/* --- There and back --- */

static void
assert_same (PenSession *one, PenSession *other)
{
  g_autoptr (PenSources) sources = pen_session_dup_sources (one);
  g_autoptr (PenSources) others = pen_session_dup_sources (other);
  GListModel *steps = pen_session_get_steps (one);

  assert_same_sources (sources, others);
  g_assert_cmpstr (pen_session_get_title (one), ==, pen_session_get_title (other));
  g_assert_cmpstr (pen_session_get_author (one), ==, pen_session_get_author (other));
  g_assert_cmpstr (pen_session_get_id (one), !=, pen_session_get_id (other));
  g_assert_cmpuint (g_list_model_get_n_items (steps),
                    ==,
                    g_list_model_get_n_items (pen_session_get_steps (other)));
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (steps, i);
      g_autoptr (PenStep) twin = g_list_model_get_item (pen_session_get_steps (other), i);

      g_assert_cmpstr (pen_step_get_title (step), ==, pen_step_get_title (twin));
      g_assert_cmpstr (pen_step_get_expected (step), ==, pen_step_get_expected (twin));
      assert_same_sources (pen_step_get_sources (step), pen_step_get_sources (twin));
    }
}

static void
test_everything_comes_back (void)
{
  g_autoptr (PenSigner) signer = pen_signer_new ();

  for (guint32 seed = 0; seed < N_SESSIONS; seed++)
    {
      const PenSnapshotOptions options = {.history = seed % 4 != 0,
                                          .outputs = seed % 3 != 0,
                                          .notes = seed % 5 != 0,
                                          .signer = seed % 2 != 0 ? signer : NULL};
      g_autoptr (PenSession) session = session_maker_make (seed);
      g_autoptr (GBytes) bytes = export(session, &options);
      g_autoptr (GBytes) again = export(session, &options);
      g_autoptr (PenSnapshot) snapshot = read_it (bytes);
      g_autoptr (PenSession) copy = pen_snapshot_make_session (snapshot);
      g_autoptr (GBytes) copied = export(copy, &options);
      PenSnapshotContents before, after;

      g_test_message ("seed %u", seed);
      g_assert_true (g_bytes_equal (bytes, again));
      assert_same (session, copy);
      g_assert_true (g_bytes_equal (bytes, copied));
      pen_snapshot_describe (session, &options, &before);
      pen_snapshot_get_contents (snapshot, &after);
      g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
    }
}

/* (transfer full): what was made of @bytes, after it was closed and opened again. */
static PenSession *
restart (GBytes *bytes, PenDesk *desk)
{
  g_autoptr (PenSnapshot) snapshot = read_it (bytes);
  g_autoptr (PenSession) session = pen_snapshot_make_session (snapshot);
  g_autofree char *id = g_strdup (pen_session_get_id (session));
  g_autoptr (GError) error = NULL;
  PenSession *opened;

  g_assert_true (pen_desk_add (desk, session, NULL));
  pen_session_mark (session, PEN_RECORD_CLOSED);
  g_clear_object (&session);
  opened = pen_desk_open (desk, id, &error);
  g_assert_no_error (error);
  return opened;
}

static void
assert_survives (GBytes *bytes, const PenSnapshotOptions *options)
{
  g_autofree char *folder = test_folder_new ();
  PenDesk *desk = pen_desk_new (folder);
  PenSession *session = restart (bytes, desk);
  g_autoptr (GBytes) later = export(session, options);
  g_autoptr (PenSnapshot) snapshot = read_it (later);
  g_autoptr (GPtrArray) before = snapshot_parts_unpack (bytes);
  g_autoptr (GPtrArray) after = snapshot_parts_unpack (later);

  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      const PenArchiveEntry *entry = before->pdata[i];

      g_test_message ("%s", entry->name);
      /* The sums are in another order after somebody mended them. */
      if (!g_str_equal (entry->name, PEN_SNAPSHOT_SUMS))
        g_assert_true (g_bytes_equal (entry->bytes, pen_archive_entries_get (after, entry->name)));
    }
  g_object_unref (session);
  g_object_unref (desk);
  test_folder_remove (folder);
}

static void
test_says_what_it_was_made_of (void)
{
  g_autoptr (PenSession) session = make_session ("fn main() {}\n");
  const PenSnapshotOptions options = {.history = TRUE};
  g_autoptr (GBytes) bytes = export(session, &options);
  g_autoptr (PenSnapshot) snapshot = read_it (bytes);
  g_autoptr (PenSession) copy = pen_snapshot_make_session (snapshot);
  g_autofree char *parent = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_true (pen_session_edit (copy, "src/main.rs", 0, 0, "// more\n"));
  changed = export(copy, &options);
  entries = snapshot_parts_unpack (changed);
  text = snapshot_parts_get_text (entries, ".session/manifest.json");
  parent = g_strdup_printf ("\"parent\": \"%s\"", pen_snapshot_get_id (snapshot));
  g_assert_nonnull (strstr (text, parent));
}

/* --- What is left out --- */

static gboolean
has_secret (GBytes *bytes)
{
  g_autoptr (GPtrArray) entries = snapshot_parts_unpack (bytes);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  gboolean has = memmem (data, size, SECRET, strlen (SECRET)) != NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];

      data = g_bytes_get_data (entry->bytes, &size);
      has |= size > 0 && memmem (data, size, SECRET, strlen (SECRET)) != NULL;
      has |= strstr (entry->name, SECRET) != NULL;
    }
  return has;
}

/* In everything that can be deleted again. */
static PenSession *
make_with_deleted_secret (void)
{
  PenSession *session = make_session ("fn main() {}\n");
  g_autoptr (PenSources) other = make_sources (SECRET ".rs", SECRET);
  g_autoptr (PenSources) clean = make_sources ("src/main.rs", "fn main() {}\n");
  PenStep *step;

  pen_session_edit (session, "src/main.rs", 0, 0, SECRET);
  session_maker_run (session, SECRET "\n");
  pen_session_set_title (session, SECRET);
  step = pen_session_add_step (session, SECRET);
  pen_session_remove_step (session, step);
  pen_session_set_files (session, other);
  pen_session_set_files (session, clean);
  pen_session_set_title (session, "Clean");
  return session;
}

static void
test_a_deleted_secret_is_in_no_byte (void)
{
  g_autoptr (PenSession) session = make_with_deleted_secret ();
  const PenSnapshotOptions all = {.history = TRUE, .outputs = TRUE, .notes = TRUE};
  const PenSnapshotOptions least = {.outputs = TRUE, .notes = TRUE};
  g_autoptr (GBytes) whole = export(session, &all);
  g_autoptr (PenSnapshot) snapshot = read_it (whole);
  g_autoptr (PenSession) copy = pen_snapshot_make_session (snapshot);
  g_autoptr (GBytes) bytes = export(session, &least);
  g_autoptr (GBytes) copied = export(copy, &least);

  g_assert_true (has_secret (whole));
  g_assert_false (has_secret (bytes));
  g_assert_false (has_secret (copied));
}

static void
test_notes_and_outputs_stay_here (void)
{
  g_autoptr (PenSession) session = make_session ("fn main() {}\n");
  const PenSnapshotOptions all = {.history = TRUE, .outputs = TRUE, .notes = TRUE};
  const PenSnapshotOptions no_notes = {.history = TRUE, .outputs = TRUE};
  const PenSnapshotOptions no_outputs = {.history = TRUE, .notes = TRUE};
  PenStep *step = pen_session_add_step (session, "One");
  PenSnapshotContents contents;
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) two = NULL;
  g_autoptr (GBytes) three = NULL;
  g_autoptr (GBytes) four = NULL;

  pen_step_set_notes (step, SECRET);
  one = export(session, &all);
  two = export(session, &no_notes);
  g_assert_true (has_secret (one));
  g_assert_false (has_secret (two));
  pen_step_set_notes (step, NULL);
  session_maker_run (session, SECRET);
  three = export(session, &all);
  four = export(session, &no_outputs);
  g_assert_true (has_secret (three));
  g_assert_false (has_secret (four));
  pen_snapshot_describe (session, &no_outputs, &contents);
  g_assert_cmpuint (contents.n_runs, ==, 1);
  g_assert_cmpuint (contents.n_outputs, ==, 0);
}

/* --- What is not understood --- */

#define LATER_LINE "{\"k\":\"dance\",\"t\":0,\"with\":[1,2.5,{\"a\":null}]}\n"

/* (transfer full): @bytes as a later version might have written it. */
static GBytes *
make_later (GBytes *bytes)
{
  g_autoptr (GPtrArray) entries = snapshot_parts_unpack (bytes);
  g_autofree char *history = snapshot_parts_get_text (entries, ".session/history.jsonl");
  g_autofree char *more = g_strconcat (LATER_LINE, history, NULL);
  g_autoptr (PenSnapshotManifest) manifest = snapshot_parts_read_manifest (entries);
  g_autoptr (GBytes) dance = g_bytes_new_static ("dance", 5);
  g_autoptr (GBytes) lines = g_bytes_new (more, strlen (more));

  snapshot_parts_replace (entries, ".session/dances/1.txt", dance);
  snapshot_parts_replace (entries, ".session/history.jsonl", lines);
  g_hash_table_insert (manifest->others, g_strdup ("dances"), g_strdup ("[1,{\"b\":true}]"));
  return snapshot_parts_mend (entries, manifest);
}

static void
test_keeps_what_a_later_version_says (void)
{
  g_autoptr (PenSession) session = session_maker_make (5);
  const PenSnapshotOptions options = {.history = TRUE, .outputs = TRUE, .notes = TRUE};
  const PenSnapshotOptions least = {.notes = TRUE};
  g_autoptr (GBytes) bytes = export(session, &options);
  g_autoptr (GBytes) later = make_later (bytes);
  g_autoptr (PenSnapshot) snapshot = read_it (later);
  g_autoptr (PenSession) copy = pen_snapshot_make_session (snapshot);
  g_autoptr (GBytes) again = export(copy, &options);
  g_autoptr (GBytes) bare = export(copy, &least);
  g_autoptr (GPtrArray) entries = snapshot_parts_unpack (again);
  g_autoptr (GPtrArray) bare_entries = snapshot_parts_unpack (bare);
  g_autofree char *text = snapshot_parts_get_text (entries, ".session/manifest.json");
  g_autofree char *dance = snapshot_parts_get_text (entries, ".session/dances/1.txt");
  g_autofree char *history = snapshot_parts_get_text (entries, ".session/history.jsonl");

  g_assert_nonnull (strstr (text, "\n \"dances\": [1,{\"b\":true}],\n"));
  g_assert_cmpstr (dance, ==, "dance");
  g_assert_true (g_str_has_prefix (history, LATER_LINE));
  /* But not when it may be just what is to be left out. */
  g_assert_null (pen_archive_entries_get (bare_entries, ".session/dances/1.txt"));
}

/* Through a journal, as when the program is ended in between. */
static void
test_survives_a_restart (void)
{
  const PenSnapshotOptions options = {.history = TRUE, .outputs = TRUE, .notes = TRUE};
  g_autoptr (PenSession) session = session_maker_make (77);
  g_autoptr (GBytes) bytes = export(session, &options);
  g_autoptr (GBytes) later = make_later (bytes);

  assert_survives (bytes, &options);
  assert_survives (later, &options);
}

/* --- What was changed on its way --- */

static void
test_refuses_what_was_changed (void)
{
  g_autoptr (PenSigner) signer = pen_signer_new ();
  const PenSnapshotOptions options = {.history = TRUE,
                                      .outputs = TRUE,
                                      .notes = TRUE,
                                      .signer = signer};
  g_autoptr (PenSession) session = session_maker_make (11);
  g_autoptr (GBytes) bytes = export(session, &options);
  g_autoptr (GPtrArray) names = snapshot_parts_unpack (bytes);

  g_assert_cmpuint (names->len, >, 5);
  for (guint i = 0; i < names->len; i++)
    {
      const PenArchiveEntry *entry = names->pdata[i];
      g_autoptr (GPtrArray) entries = snapshot_parts_unpack (bytes);
      g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
      g_autoptr (GBytes) careless = NULL;
      g_autoptr (GBytes) careful = NULL;

      if (i > 0) /* else it is none at all */
        {
          snapshot_parts_replace (entries, entry->name, other);
          careless = snapshot_parts_pack (entries);
          assert_refused (careless, "“");
          careful = snapshot_parts_pack_with_sums (entries);
          if (!g_str_equal (entry->name, "SHA256SUMS"))
            assert_refused (careful, "“");
        }
    }
}

static void
test_refuses_what_nobody_named (void)
{
  g_autoptr (PenSession) session = make_session ("fn main() {}\n");
  const PenSnapshotOptions options = {.history = TRUE};
  g_autoptr (GBytes) bytes = export(session, &options);
  g_autoptr (GPtrArray) entries = snapshot_parts_unpack (bytes);
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  g_autoptr (GBytes) careless = NULL;
  g_autoptr (GBytes) careful = NULL;

  snapshot_parts_replace (entries, "src/hidden.rs", other);
  careless = snapshot_parts_pack (entries);
  assert_refused (careless, "SHA256SUMS");
  careful = snapshot_parts_pack_with_sums (entries);
  assert_refused (careful, "manifest.json");
}

/* The key is in the manifest, so whoever takes the signature away has to say so. */
static void
test_refuses_half_a_signature (void)
{
  g_autoptr (PenSigner) signer = pen_signer_new ();
  const PenSnapshotOptions options = {.signer = signer};
  g_autoptr (PenSession) session = make_session ("fn main() {}\n");
  g_autoptr (GBytes) bytes = export(session, &options);
  g_autoptr (GPtrArray) entries = snapshot_parts_unpack (bytes);
  g_autoptr (GBytes) bare = NULL;

  for (guint i = 0; i < entries->len; i++)
    if (g_str_has_suffix (((PenArchiveEntry *)entries->pdata[i])->name, ".minisig"))
      g_ptr_array_remove_index (entries, i);
  bare = snapshot_parts_pack_with_sums (entries);
  assert_refused (bare, ".minisig");
}

static void
test_knows_who_signed (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "presenters", NULL);
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (path);
  g_autoptr (PenSigner) signer = pen_signer_new ();
  const PenSnapshotOptions options = {.signer = signer};
  const PenSnapshotOptions unsigned_options = {.signer = NULL};
  g_autoptr (PenSession) session = make_session ("fn main() {}\n");
  g_autoptr (GBytes) bytes = export(session, &options);
  g_autoptr (GBytes) bare = export(session, &unsigned_options);
  g_autoptr (PenSnapshot) snapshot = read_it (bytes);
  g_autoptr (PenSnapshot) plain = read_it (bare);
  const PenPublicKey *key = pen_snapshot_get_key (snapshot);

  g_assert_nonnull (key);
  g_assert_true (pen_public_key_equal (key, pen_signer_get_public_key (signer)));
  g_assert_cmpint (pen_snapshot_get_signature_state (snapshot, ring), ==, PEN_SIGNATURE_FIRST_SEEN);
  g_assert_true (pen_key_ring_remember (ring, key, "Ada", 0, NULL));
  g_assert_cmpint (pen_snapshot_get_signature_state (snapshot, ring), ==, PEN_SIGNATURE_KNOWN);
  g_assert_null (pen_snapshot_get_key (plain));
  g_assert_cmpint (pen_snapshot_get_signature_state (plain, ring), ==, PEN_SIGNATURE_UNSIGNED);
  test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/snapshot/everything-comes-back", test_everything_comes_back);
  g_test_add_func ("/core/snapshot/survives-a-restart", test_survives_a_restart);
  g_test_add_func ("/core/snapshot/says-what-it-was-made-of", test_says_what_it_was_made_of);
  g_test_add_func ("/core/snapshot/a-deleted-secret-is-in-no-byte",
                   test_a_deleted_secret_is_in_no_byte);
  g_test_add_func ("/core/snapshot/notes-and-outputs-stay-here", test_notes_and_outputs_stay_here);
  g_test_add_func ("/core/snapshot/keeps-what-a-later-version-says",
                   test_keeps_what_a_later_version_says);
  g_test_add_func ("/core/snapshot/refuses-what-was-changed", test_refuses_what_was_changed);
  g_test_add_func ("/core/snapshot/refuses-what-nobody-named", test_refuses_what_nobody_named);
  g_test_add_func ("/core/snapshot/refuses-half-a-signature", test_refuses_half_a_signature);
  g_test_add_func ("/core/snapshot/knows-who-signed", test_knows_who_signed);
  snapshot_hostile_add_tests ();
  snapshot_files_add_tests ();
  return g_test_run ();
}
