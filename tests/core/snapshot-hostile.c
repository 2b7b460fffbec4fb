/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions that somebody made to do harm: whoever changes one can mend every hash in it, so all
 * that is read has to be looked at as well. */
#include "snapshot-hostile.h"

#include <string.h>

#include "folder.h"
#include "session-maker.h"
#include "snapshot-parts.h"

#ifdef __SANITIZE_ADDRESS__ /* under which each takes fifty times as long */
#define N_MUTATIONS 200
#else
#define N_MUTATIONS 1000
#endif
#define SEED 20261124
#define MEMORY_MAX_KIB (64 * 1024)

static const PenSnapshotOptions all = {.history = TRUE, .outputs = TRUE, .notes = TRUE};

static PenSession *
make_session (void)
{
  PenSession *session = pen_session_new (NULL);
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("fn main() {}\n", 13);

  g_assert_true (pen_sources_add (sources, "src/main.rs", bytes, NULL));
  pen_session_set_files (session, sources);
  g_assert_true (pen_session_edit (session, "src/main.rs", 0, 0, "// edited\n"));
  session_maker_run (session, "42\n");
  pen_session_add_step (session, "One");
  return session;
}

static GPtrArray *
make_entries (void)
{
  g_autoptr (PenSession) session = make_session ();
  g_autoptr (GBytes) bytes = pen_snapshot_export (session, &all, NULL);

  return snapshot_parts_unpack (bytes);
}

static void
assert_refused (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, &error);

  g_assert_null (snapshot);
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* The history with @lines at its end, and everything else as it has to be for that. */
static GBytes *
make_with_history (const char *lines)
{
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (PenSnapshotManifest) manifest = snapshot_parts_read_manifest (entries);
  g_autofree char *history = snapshot_parts_get_text (entries, PEN_SNAPSHOT_HISTORY);
  char *text = g_strconcat (history, lines, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  snapshot_parts_replace (entries, PEN_SNAPSHOT_HISTORY, bytes);
  return snapshot_parts_mend (entries, manifest);
}

static void
test_history_has_to_lead_here (void)
{
  static const char *const wrong[] = {
      "{\"k\":\"edit\",\"t\":9,\"f\":\"src/main.rs\",\"at\":0,\"cut\":0,\"put\":\"x\"}\n",
      "{\"k\":\"edit\",\"t\":9,\"f\":\"src/main.rs\",\"at\":999,\"cut\":0,\"put\":\"x\"}\n",
      "{\"k\":\"edit\",\"t\":9,\"f\":\"src/main.rs\",\"at\":0,\"cut\":2147483647,\"put\":\"\"}\n",
      "{\"k\":\"edit\",\"t\":9,\"f\":\"../up.rs\",\"at\":0,\"cut\":0,\"put\":\"x\"}\n",
      "{\"k\":\"remove\",\"t\":9,\"f\":\"src/main.rs\"}\n",
      "{\"k\":\"rename\",\"t\":9,\"f\":\"src/main.rs\",\"to\":\"/etc/passwd\"}\n",
      "{\"k\":\"files\",\"t\":9,\"files\":{}}\n",
      "{\"k\":\"file\",\"t\":9,\"f\":\"a.rs\",\"blob\":\"00\"}\n",
      "no json\n",
      "{\"k\":\"title\",\"t\":9,\"title\":\"no end of the line\"}",
      "\n",
  };
  g_autoptr (GBytes) right = make_with_history ("{\"k\":\"later\",\"t\":9}\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (right, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = make_with_history (wrong[i]);

      g_test_message ("%s", wrong[i]);
      assert_refused (bytes);
    }
}

/* Whose next line could not be read again, and with it everything behind it would be lost. */
static void
test_numbers_leave_room (void)
{
  static const char *const wrong[] = {
      "{\"k\":\"later\",\"t\":576460752303423487}\n",
      "{\"k\":\"run\",\"t\":9,\"n\":2147483647,\"action\":\"run\"}\n",
      "{\"k\":\"ran\",\"t\":9,\"n\":2147483647,\"cause\":\"exited\",\"exit\":0,\"ms\":1}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = make_with_history (wrong[i]);

      assert_refused (bytes);
    }
}

/* What is the owner's own has no business in a file from elsewhere: a place on the disk least. */
static void
test_what_is_private_is_passed_over (void)
{
  g_autoptr (GBytes) bytes = make_with_history (
      "{\"k\":\"place\",\"t\":9,\"base\":\"file:///etc\",\"single\":false,\"saved\":{}}\n"
      "{\"k\":\"own-thing\",\"t\":9}\n"
      "{\"k\":\"start\",\"t\":9,\"v\":1,\"id\":\"2eba08f5-b10b-42fa-b42a-ccb806423ed3\",\"at\":1}\n"
      "{\"k\":\"closed\",\"t\":9}\n");
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, NULL);
  g_autoptr (PenSession) session = NULL;

  g_assert_nonnull (snapshot);
  session = pen_snapshot_make_session (snapshot);
  g_assert_null (pen_session_get_place (session));
  g_assert_cmpint (pen_session_get_end (session), ==, PEN_SESSION_CRASHED);
  g_assert_cmpstr (pen_session_get_id (session), !=, "2eba08f5-b10b-42fa-b42a-ccb806423ed3");
}

static void
test_contents_have_to_be_there (void)
{
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (PenSnapshotManifest) manifest = snapshot_parts_read_manifest (entries);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) others = NULL;
  PenRecordStep *step = manifest->steps->pdata[0];

  g_ptr_array_add (
      step->files,
      pen_record_file_new ("b.rs",
                           "0000000000000000000000000000000000000000000000000000000000000000",
                           NULL));
  bytes = snapshot_parts_mend (entries, manifest);
  assert_refused (bytes);
  g_ptr_array_set_size (step->files, 0);
  pen_snapshot_manifest_add_file (manifest, "b.rs", PEN_SNAPSHOT_MANIFEST);
  others = snapshot_parts_mend (entries, manifest);
  assert_refused (others);
}

static void
test_says_that_a_newer_version_is_needed (void)
{
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autofree char *text = snapshot_parts_get_text (entries, PEN_SNAPSHOT_MANIFEST);
  char *mark = strstr (text, "\"min_reader\": 1");
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  mark[strlen ("\"min_reader\": ")] = '2';
  written = g_bytes_new (text, strlen (text));
  snapshot_parts_replace (entries, PEN_SNAPSHOT_MANIFEST, written);
  bytes = snapshot_parts_pack_with_sums (entries);
  g_assert_null (pen_snapshot_read (bytes, &error));
  g_assert_nonnull (strstr (error->message, "newer version"));
}

/* What cargo, rustup and git would obey stays in the archive. */
static void
test_dangerous_files_are_not_written (void)
{
  static const char *const names[] = {".cargo/config.toml",
                                      "src/.cargo/config",
                                      "rust-toolchain.toml"};
  g_autofree char *folder = test_folder_new ();
  g_autofree char *target = g_build_filename (folder, "out", NULL);
  g_autofree char *main_file = g_build_filename (target, "src", "main.rs", NULL);
  g_autoptr (GPtrArray) entries = make_entries ();
  g_autoptr (PenSnapshotManifest) manifest = snapshot_parts_read_manifest (entries);
  g_autoptr (GBytes) evil = g_bytes_new_static ("evil", 4);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PenSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    snapshot_parts_replace (entries, names[i], evil);
  bytes = snapshot_parts_mend (entries, manifest);
  snapshot = pen_snapshot_read (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pen_snapshot_get_notices (snapshot)->len, ==, G_N_ELEMENTS (names));
  g_assert_true (pen_snapshot_write_folder (snapshot, target, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (main_file, G_FILE_TEST_IS_REGULAR));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (target, names[i], NULL);

      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  test_folder_remove (folder);
}

/* --- A thousand --- */

static const char *const pieces[] = {
    "\"",        "{",    "}",    "[",     ",",         "\\",
    "null",      "-1",   "1e9",  "\n",    "../",       "\"t\":1",
    "\\u0000",   "\xff", "true", "\"k\"", "\"files\"", "99999999999999999999",
    ".session/", "\x7f"};

static GBytes *
change (GRand *random, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GString *text = g_string_new_len (data, (gssize)size);

  for (gint32 n = g_rand_int_range (random, 1, 4); n > 0; n--)
    {
      gssize at = g_rand_int_range (random, 0, (gint32)text->len + 1);
      gssize length = g_rand_int_range (random, 0, 20);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          g_string_erase (text, at, MIN (length, (gssize)text->len - at));
          break;
        case 1:
          g_string_insert (text, at, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          break;
        case 2:
          if ((gsize)at < text->len)
            text->str[at] = (char)(text->str[at] ^ (1 << g_rand_int_range (random, 0, 8)));
          break;
        default:
          if ((gsize)at < text->len && g_ascii_isdigit (text->str[at]))
            text->str[at] = (char)('0' + g_rand_int_range (random, 0, 10));
          break;
        }
    }
  return g_string_free_to_bytes (text);
}

/* One of the entries changed; most often with all that names it mended, so that it is read. */
static GBytes *
mutate (GRand *random)
{
  g_autoptr (PenSession) session = session_maker_make (g_rand_int (random));
  g_autoptr (GBytes) good = pen_snapshot_export (session, &all, NULL);
  g_autoptr (GPtrArray) entries = snapshot_parts_unpack (good);
  g_autoptr (PenSnapshotManifest) manifest = snapshot_parts_read_manifest (entries);
  const gboolean of_json = g_rand_int_range (random, 0, 3) > 0;
  const char *json = g_rand_boolean (random) ? PEN_SNAPSHOT_MANIFEST : PEN_SNAPSHOT_HISTORY;
  const PenArchiveEntry *entry = entries->pdata[g_rand_int_range (random, 1, (gint32)entries->len)];
  const char *name = of_json ? json : entry->name;
  g_autoptr (GBytes) changed = change (random, pen_archive_entries_get (entries, name));

  snapshot_parts_replace (entries, name, changed);
  if (g_rand_int_range (random, 0, 10) == 0)
    return change (random, good);
  if (g_str_equal (name, PEN_SNAPSHOT_MANIFEST))
    return snapshot_parts_pack_with_sums (entries);
  return g_rand_int_range (random, 0, 10) == 0 ? snapshot_parts_pack (entries)
                                               : snapshot_parts_mend (entries, manifest);
}

static guint64
get_peak_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Everything that is done with a file from elsewhere. What comes in can be kept and sent on. */
static gboolean
use (GBytes *bytes, const char *folder)
{
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshot) snapshot = pen_snapshot_read (bytes, &error);
  g_autoptr (PenSession) session = NULL;
  g_autoptr (PenSnapshot) next = NULL;
  g_autoptr (GBytes) again = NULL;

  if (snapshot == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }
  session = pen_snapshot_make_session (snapshot);
  again = pen_snapshot_export (session, &all, &error);
  g_assert_no_error (error);
  next = pen_snapshot_read (again, &error);
  g_assert_no_error (error);
  g_assert_true (pen_snapshot_write_folder (snapshot, target, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_names (folder), ==, 1);
  test_folder_remove (target);
  return TRUE;
}

static void
mutate_all (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *folder = test_folder_new ();
  guint n_read = 0;

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      g_autoptr (GBytes) bytes = mutate (random);

      n_read += use (bytes, folder);
    }
  test_folder_remove (folder);
  g_print ("%u of %u could be read, %" G_GUINT64_FORMAT " KiB\n",
           n_read,
           N_MUTATIONS,
           get_peak_kib ());
  /* Neither all nor none: both ways were gone. */
  g_assert_cmpuint (n_read, >, N_MUTATIONS / 20);
  g_assert_cmpuint (n_read, <, N_MUTATIONS * 9 / 10);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
  g_assert_cmpuint (get_peak_kib (), <, MEMORY_MAX_KIB);
#endif
}

static void
test_mutations (void)
{
  if (g_test_subprocess ())
    {
      mutate_all ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* --- As much as may be --- */

#define LARGE (4 * 1024 * 1024 - 64)
#define N_LARGE 7

static void
add_large (PenSources *sources, GString *lines, guint number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED + number);
  char *text = g_malloc (LARGE);
  g_autofree char *name = g_strdup_printf ("f%u.rs", number);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < LARGE; i++)
    text[i] = i % 64 < 60 ? (char)('a' + number) : (char)('a' + g_rand_int_range (random, 0, 26));
  bytes = g_bytes_new_take (text, LARGE);
  g_assert_true (pen_sources_add (sources, name, bytes, NULL));
  g_string_append_printf (lines,
                          "{\"k\":\"edit\",\"t\":0,\"f\":\"%s\",\"at\":0,\"cut\":0,"
                          "\"put\":\"x\"}\n{\"k\":\"edit\",\"t\":0,\"f\":\"%s\","
                          "\"at\":0,\"cut\":1,\"put\":\"\"}\n",
                          name,
                          name);
}

/* Large files, all of which were edited: each is there twice while it is checked. */
static GBytes *
make_large (void)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  const PenSnapshotOptions options = {.history = TRUE};
  g_autoptr (PenSession) session = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) history = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (PenSnapshotManifest) manifest = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < N_LARGE; i++)
    add_large (program->sources, lines, i);
  session = pen_session_new_from_program (program, 0, NULL, NULL);
  bytes = pen_snapshot_export (session, &options, NULL);
  entries = snapshot_parts_unpack (bytes);
  manifest = snapshot_parts_read_manifest (entries);
  text = snapshot_parts_get_text (entries, PEN_SNAPSHOT_HISTORY);
  g_string_prepend (lines, text);
  history = g_bytes_new (lines->str, lines->len);
  snapshot_parts_replace (entries, PEN_SNAPSHOT_HISTORY, history);
  return snapshot_parts_mend (entries, manifest);
}

static void
read_large (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PenSnapshot) snapshot = NULL;
  char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  bytes = g_bytes_new_take (data, size);
  snapshot = pen_snapshot_read (bytes, &error);
  g_assert_no_error (error);
  g_print ("%" G_GUINT64_FORMAT " KiB\n", get_peak_kib ());
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_peak_kib (), <, MEMORY_MAX_KIB);
#endif
}

static void
test_large (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_test_subprocess ())
    {
      read_large (g_getenv ("PLAYPEN_TEST_LARGE"));
      return;
    }
  folder = test_folder_new ();
  path = g_build_filename (folder, "large.playpen", NULL);
  bytes = make_large ();
  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes),
                                      NULL));
  g_setenv ("PLAYPEN_TEST_LARGE", path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  test_folder_remove (folder);
}

void
snapshot_hostile_add_tests (void)
{
  g_test_add_func ("/core/snapshot/history-has-to-lead-here", test_history_has_to_lead_here);
  g_test_add_func ("/core/snapshot/numbers-leave-room", test_numbers_leave_room);
  g_test_add_func ("/core/snapshot/what-is-private-is-passed-over",
                   test_what_is_private_is_passed_over);
  g_test_add_func ("/core/snapshot/contents-have-to-be-there", test_contents_have_to_be_there);
  g_test_add_func ("/core/snapshot/says-that-a-newer-version-is-needed",
                   test_says_that_a_newer_version_is_needed);
  g_test_add_func ("/core/snapshot/dangerous-files-are-not-written",
                   test_dangerous_files_are_not_written);
  g_test_add_func ("/core/snapshot/survives-a-thousand-mutations", test_mutations);
  g_test_add_func ("/core/snapshot/keeps-within-64-mib", test_large);
}
