/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions as files in other hands: unzip, sha256sum, minisign and cargo; and files of each version
 * of the form that was ever given away, which have to open for ever. */
#include "snapshot-files.h"

#include <string.h>

#include "folder.h"
#include "session-maker.h"
#include "snapshot-parts.h"

#define GOLDEN SOURCE_ROOT "/tests/fixtures/snapshots/"

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_strconcat (GOLDEN, name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

/* --- Other tools --- */

/* (transfer full): what a program of this machine printed. */
G_GNUC_NULL_TERMINATED
static char *
run (const char *folder, const char *name, ...)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list rest;

  va_start (rest, name);
  for (const char *arg = name; arg != NULL; arg = va_arg (rest, const char *))
    g_ptr_array_add (args, (char *)arg);
  va_end (rest);
  g_ptr_array_add (args, NULL);
  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_unsetenv (launcher, "CARGO_TARGET_DIR");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)args->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  if (!g_subprocess_get_successful (process))
    g_error ("%s: %s", name, output);
  return output;
}

static gboolean
has (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);
  g_autofree char *reason = g_strdup_printf ("%s is not installed", program);

  if (path == NULL)
    g_test_skip (reason);
  return path != NULL;
}

/* (transfer full): a folder with everything in that file, unpacked by unzip. */
static char *
unzip (const char *name)
{
  g_autofree char *archive = g_strconcat (GOLDEN, name, NULL);
  char *folder = test_folder_new ();
  g_autofree char *output = run (folder, "unzip", "-q", archive, NULL);

  g_assert_cmpstr (output, ==, "");
  return folder;
}

static void
test_sha256sum_accepts_it (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *output = NULL;

  if (!has ("unzip") || !has ("sha256sum"))
    return;
  folder = unzip ("v1-talk.playpen");
  output = run (folder, "sha256sum", "--check", "--strict", "SHA256SUMS", NULL);
  g_assert_nonnull (strstr (output, "src/main.rs: OK"));
  g_assert_nonnull (strstr (output, ".session/manifest.json: OK"));
  test_folder_remove (folder);
}

static void
test_minisign_accepts_it (void)
{
  g_autoptr (GBytes) bytes = load ("v1-talk.playpen");
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, NULL);
  g_autofree char *key = pen_public_key_dup_text (pen_snapshot_get_key (snapshot));
  g_autofree char *folder = NULL;
  g_autofree char *output = NULL;

  if (!has ("unzip") || !has ("minisign"))
    return;
  folder = unzip ("v1-talk.playpen");
  output = run (folder, "minisign", "-V", "-P", key, "-m", ".session/manifest.json", NULL);
  g_assert_nonnull (strstr (output, "verified"));
  test_folder_remove (folder);
}

static void
test_cargo_runs_it (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *output = NULL;

  if (!has ("unzip") || !has ("cargo"))
    return;
  folder = unzip ("v1-talk.playpen");
  output = run (folder, "cargo", "run", "--offline", "--locked", "--quiet", NULL);
  g_assert_cmpstr (output, ==, "12.56\n");
  test_folder_remove (folder);
}

/* What Playpen writes is the same folder. */
static void
test_cargo_runs_the_folder (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *target = g_build_filename (folder, "talk", NULL);
  g_autoptr (GBytes) bytes = load ("v1-plain.playpen");
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, NULL);
  g_autofree char *output = NULL;

  g_assert_true (pen_snapshot_write_folder (snapshot, target, NULL));
  if (has ("cargo"))
    {
      output = run (target, "cargo", "run", "--offline", "--locked", "--quiet", NULL);
      g_assert_cmpstr (output, ==, "Hello\n");
    }
  test_folder_remove (folder);
}

/* --- Files of old --- */

/* Without what is about the page to read, which may get better words. */
static char *
dup_lines (GPtrArray *entries, const char *name)
{
  g_autofree char *text = snapshot_parts_get_text (entries, name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], PEN_SNAPSHOT_READ_ME) == NULL &&
        (!g_str_equal (name, PEN_SNAPSHOT_SUMS) ||
         strstr (lines[i], PEN_SNAPSHOT_MANIFEST) == NULL))
      g_string_append_printf (rest, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

static void
assert_same_entry (GPtrArray *before, GPtrArray *after, const char *name)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (g_str_equal (name, PEN_SNAPSHOT_READ_ME) || g_str_equal (name, PEN_SNAPSHOT_SIGNATURE))
    return;
  if (g_str_equal (name, PEN_SNAPSHOT_SUMS) || g_str_equal (name, PEN_SNAPSHOT_MANIFEST))
    {
      old = dup_lines (before, name);
      new = dup_lines (after, name);
      g_assert_cmpstr (old, ==, new);
      return;
    }
  g_assert_true (g_bytes_equal (pen_archive_entries_get (before, name),
                                pen_archive_entries_get (after, name)));
}

static void
assert_opens (const char *name, const PenSnapshotOptions *options)
{
  g_autoptr (GBytes) bytes = load (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, &error);
  g_autoptr (PenSession) session = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_assert_no_error (error);
  session = pen_snapshot_make_session (snapshot);
  again = pen_snapshot_export (session, options, &error);
  g_assert_no_error (error);
  before = snapshot_parts_unpack (bytes);
  after = snapshot_parts_unpack (again);
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      const PenArchiveEntry *entry = before->pdata[i];

      g_test_message ("%s: %s", name, entry->name);
      g_assert_nonnull (pen_archive_entries_get (after, entry->name));
      assert_same_entry (before, after, entry->name);
    }
}

static void
test_opens_what_was_given_away (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "test.key", NULL);
  g_autoptr (GBytes) key = load ("test.key");
  g_autoptr (PenSigner) signer = NULL;
  PenSnapshotOptions all = {.history = TRUE, .outputs = TRUE, .notes = TRUE};
  const PenSnapshotOptions least = {.notes = FALSE};

  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (key, NULL),
                                      (gssize)g_bytes_get_size (key),
                                      NULL));
  signer = pen_signer_open (path, NULL);
  g_assert_nonnull (signer);
  assert_opens ("v1-plain.playpen", &least);
  assert_opens ("v1-later.playpen", &all);
  all.signer = signer;
  assert_opens ("v1-talk.playpen", &all);
  test_folder_remove (folder);
}

static void
test_what_was_given_away_means_the_same (void)
{
  g_autoptr (GBytes) bytes = load ("v1-talk.playpen");
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, NULL);
  g_autoptr (PenProgram) program = pen_snapshot_make_program (snapshot);
  GPtrArray *steps = pen_snapshot_get_steps (snapshot);
  PenSnapshotContents contents;

  pen_snapshot_get_contents (snapshot, &contents);
  g_assert_cmpstr (pen_snapshot_get_title (snapshot), ==, "Traits in an hour");
  g_assert_cmpstr (pen_snapshot_get_author (snapshot), ==, "Ada");
  g_assert_cmpstr (pen_snapshot_get_toolchain (snapshot), ==, "rustc 1.96.0");
  g_assert_cmpint (pen_snapshot_get_created (snapshot), ==, 1795560975);
  g_assert_cmpuint (contents.n_files, ==, 5);
  g_assert_cmpuint (contents.n_edits, ==, 2);
  g_assert_cmpuint (contents.n_runs, ==, 2);
  g_assert_cmpuint (contents.n_outputs, ==, 2);
  g_assert_cmpuint (contents.n_notes, ==, 1);
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (pen_step_get_notes (steps->pdata[0]), ==, "Ask who has seen this.\n");
  g_assert_cmpstr (pen_step_get_expected (steps->pdata[1]), ==, "12.56\n");
  g_assert_true (program->options->release);
  g_assert_cmpuint (program->sources->files->len, ==, 5);
  g_assert_cmpuint (pen_snapshot_get_notices (snapshot)->len, ==, 0);
}

void
snapshot_files_add_tests (void)
{
  g_test_add_func ("/core/snapshot/sha256sum-accepts-it", test_sha256sum_accepts_it);
  g_test_add_func ("/core/snapshot/minisign-accepts-it", test_minisign_accepts_it);
  g_test_add_func ("/core/snapshot/cargo-runs-it", test_cargo_runs_it);
  g_test_add_func ("/core/snapshot/cargo-runs-the-folder", test_cargo_runs_the_folder);
  g_test_add_func ("/core/snapshot/opens-what-was-given-away", test_opens_what_was_given_away);
  g_test_add_func ("/core/snapshot/what-was-given-away-means-the-same",
                   test_what_was_given_away_means_the_same);
}
