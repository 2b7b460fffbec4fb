/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How long it takes to take an hour's session home and to bring it back, against zip and unzip of
 * the same contents: 10,000 edits, 20 runs, 10 files. Rounds are interleaved, and the median of the
 * rounds' ratios counts. bench-snapshot FOLDER [ROUNDS]: where it works; an empty folder that is
 * not in memory, unless the disk is not to count. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "core.h"

#define N_FILES 10
#define N_EDITS 10000
#define N_RUNS 20
#define HOUR_MS (60 * 60 * 1000)
#define MOST 1.5
#define MOST_HISTORY (80 * 1024)

static const char text[] =
    "impl Seat {\n    fn is_free(&self, row: usize) -> bool {\n        match self.rows.get(row) {\n"
    "            Some(seats) => seats.iter().any(|seat| !seat.taken),\n            None => false,\n"
    "        }\n    }\n}\n\n";

static void
add_line (GPtrArray *lines, PenRecord *record)
{
  GString *line = g_string_new (NULL);

  pen_record_write (record, line);
  g_ptr_array_add (lines, g_string_free (line, FALSE));
  pen_record_free (record);
}

/* (transfer full): the hash */
static char *
add_blob (GPtrArray *lines, gint64 time, const char *contents)
{
  PenRecord *record = pen_record_new (PEN_RECORD_BLOB, time);
  char *hash;

  record->bytes = g_bytes_new (contents, strlen (contents));
  record->hash = pen_hash_bytes (record->bytes);
  hash = g_strdup (record->hash);
  add_line (lines, record);
  return hash;
}

static void
add_start (GPtrArray *lines)
{
  PenRecord *start = pen_record_new (PEN_RECORD_START, 0);
  PenRecord *files = pen_record_new (PEN_RECORD_FILES, 0);

  start->name = g_strdup ("7b1b2a5e-8f0d-4c57-9a77-0d6a6b0c1f10");
  start->value = G_GINT64_CONSTANT (1790000000000);
  add_line (lines, start);
  files->files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = i == 0 ? g_strdup ("src/main.rs") : g_strdup_printf ("src/m%u.rs", i);
      g_autofree char *body = g_strdup_printf ("// file %u\n%s%s", i, text, text);
      g_autofree char *hash = add_blob (lines, 0, body);

      g_ptr_array_add (files->files, pen_record_file_new (name, hash, NULL));
    }
  add_line (lines, files);
}

static void
add_run (GPtrArray *lines, gint64 time, guint number)
{
  PenRecord *run = pen_record_new (PEN_RECORD_RUN, time);
  PenRecord *ran = pen_record_new (PEN_RECORD_RAN, time);
  g_autofree char *output = g_strdup_printf (
      "{\"event\":\"start\",\"ms\":0,\"v\":1}\n{\"event\":\"output\",\"ms\":9,"
      "\"stream\":\"stdout\",\"text\":\"seat %u\\n\"}\n{\"event\":\"end\",\"ms\":12,\"exit\":0}\n",
      number);

  run->number = ran->number = number;
  run->name = g_strdup ("run");
  ran->name = g_strdup ("exited");
  ran->value = 12;
  ran->hash = add_blob (lines, time, output);
  add_line (lines, run);
  add_line (lines, ran);
}

/* Somebody types one character after the other, here and there, and takes some back. */
static PenSession *
make_session (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  PenSession *session;
  gint64 time = 0;
  guint at = 11, file = 0;

  add_start (lines);
  for (guint i = 0; i < N_EDITS; i++)
    {
      PenRecord *edit = pen_record_new (PEN_RECORD_EDIT, 0);
      const gboolean back = at > 20 && i % 12 == 11;

      time += g_rand_int_range (rand, 60, 2 * HOUR_MS / N_EDITS - 60);
      if (i % 400 == 399)
        {
          file = (guint)g_rand_int_range (rand, 0, N_FILES);
          at = 11;
        }
      edit->time = time;
      edit->name = file == 0 ? g_strdup ("src/main.rs") : g_strdup_printf ("src/m%u.rs", file);
      edit->at = back ? --at : at++;
      edit->cut = back;
      edit->text = back ? g_strdup ("") : g_strndup (text + i % (sizeof text - 1), 1);
      add_line (lines, edit);
      if (i % (N_EDITS / N_RUNS) == 1)
        add_run (lines, time, i / (N_EDITS / N_RUNS) + 1);
    }
  session = pen_session_new_from_lines (lines, NULL, &error);
  if (session == NULL)
    g_error ("%s", error->message);
  return session;
}

static double
time_command (const char *folder, const char *command)
{
  const char *argv[] = {"sh", "-c", command, NULL};
  const gint64 begin = g_get_monotonic_time ();
  int status = 0;

  if (!g_spawn_sync (folder,
                     (char **)argv,
                     NULL,
                     G_SPAWN_SEARCH_PATH,
                     NULL,
                     NULL,
                     NULL,
                     NULL,
                     &status,
                     NULL) ||
      status != 0)
    g_error ("%s failed", command);
  return (double)(g_get_monotonic_time () - begin) / 1000;
}

static double
time_export (PenSession *session, const PenSnapshotOptions *options, const char *path)
{
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = pen_snapshot_export (session, options, &error);

  if (bytes == NULL || !g_file_set_contents_full (path,
                                                  g_bytes_get_data (bytes, NULL),
                                                  (gssize)g_bytes_get_size (bytes),
                                                  G_FILE_SET_CONTENTS_NONE,
                                                  0644,
                                                  &error))
    g_error ("%s", error->message);
  return (double)(g_get_monotonic_time () - begin) / 1000;
}

/* All of it, with every check, until it is on the disk. */
static double
time_import (const char *path, const char *folder)
{
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshot) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (data, size);
  snapshot = pen_snapshot_read (bytes, &error);
  if (snapshot == NULL || !pen_snapshot_write_folder (snapshot, folder, &error))
    g_error ("%s", error->message);
  return (double)(g_get_monotonic_time () - begin) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *)a < *(const double *)b ? -1 : *(const double *)a > *(const double *)b;
}

static double
get_median (GArray *values)
{
  g_array_sort (values, compare);
  return g_array_index (values, double, values->len / 2);
}

static void
print_row (const char *name, GArray *ours, GArray *theirs, GArray *ratios)
{
  const double ratio = get_median (ratios);

  printf ("%-28s %6.1f ms   %6.1f ms   %.2f (to reach: %.1f)%s\n",
          name,
          get_median (ours),
          get_median (theirs),
          ratio,
          MOST,
          ratio <= MOST ? "" : " missed");
}

static guint64
get_packed_history (const char *folder)
{
  const char *argv[] = {"sh",
                        "-c",
                        "unzip -v talk.playpen | awk '/history/ {n += $3} END {print n}'",
                        NULL};
  g_autofree char *out = NULL;

  g_spawn_sync (folder,
                (char **)argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &out,
                NULL,
                NULL,
                NULL);
  return out != NULL ? g_ascii_strtoull (out, NULL, 10) : 0;
}

/* One turn for each way. @rows: (nullable): NULL: it warms up and is not counted */
static void
measure (PenSession *session, const PenSnapshotOptions *options, const char *place, GArray **rows)
{
  g_autofree char *path = g_build_filename (place, "talk.playpen", NULL);
  g_autofree char *folder = g_build_filename (place, "ours", NULL);
  double times[6];

  times[0] = time_export (session, options, path);
  times[1] = time_command (place, "rm -f zip.zip; cd contents && zip -qr ../zip.zip .");
  times[2] = time_import (path, folder);
  times[3] = time_command (place, "unzip -q talk.playpen -d theirs");
  times[4] = times[0] / times[1];
  times[5] = times[2] / times[3];
  time_command (place, "rm -r ours theirs");
  for (gsize i = 0; rows != NULL && i < G_N_ELEMENTS (times); i++)
    g_array_append_val (rows[i], times[i]);
}

int
main (int argc, char **argv)
{
  const int rounds = argc > 2 ? (int)g_ascii_strtoull (argv[2], NULL, 10) : 21;
  g_autoptr (PenSession) session = NULL;
  g_autoptr (PenSigner) signer = NULL;
  g_autofree char *path = NULL;
  GArray *rows[6];

  setlocale (LC_ALL, "");
  if (argc < 2 || rounds < 1)
    {
      fprintf (stderr, "bench-snapshot FOLDER [ROUNDS]\n");
      return 2;
    }
  path = g_build_filename (argv[1], "talk.playpen", NULL);
  session = make_session ();
  signer = pen_signer_new ();
  const PenSnapshotOptions options = {.history = TRUE,
                                      .notes = TRUE,
                                      .outputs = TRUE,
                                      .signer = signer};

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = g_array_new (FALSE, FALSE, sizeof (double));
  time_export (session, &options, path);
  time_command (argv[1], "unzip -q talk.playpen -d contents");
  for (int i = 0; i <= rounds; i++)
    measure (session, &options, argv[1], i > 0 ? rows : NULL);
  print_row ("export, against zip", rows[0], rows[1], rows[4]);
  print_row ("import, against unzip", rows[2], rows[3], rows[5]);
  printf ("%-28s %6" G_GUINT64_FORMAT " bytes (to reach: %d)\n",
          "history in the archive",
          get_packed_history (argv[1]),
          MOST_HISTORY);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_array_unref (rows[i]);
  return 0;
}
