/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions of processes that are killed, of two processes, on a full disk and under a clock that
 * jumps: what somebody typed more than a second before is there again. */
#include "desk.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "folder.h"

#define NAME "src/main.rs"
#define N_TOGETHER 5 /* desks at the same time, each of a process of its own */
#define N_ROUNDS 4
#define N_ROUNDS_ALL 40
#define LONGEST_MS 2500
#define N_STARTS 4 /* of two processes that want the same sessions */
#define N_SESSIONS 6

/* --- Kills --- */

typedef struct
{
  char *folder;
  GSubprocess *process;
  gint64 kill_time;
  gboolean killed;
  char *hash; /* (nullable): of the program's text after the last round */
} Typist;

static GSubprocess *
start (const char *mode, const char *folder, const char *output)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      output == NULL ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  g_autofree char *ahead = g_strdup_printf ("%d", g_test_rand_int_range (-1000000, 1000000));
  GSubprocess *process;

  if (output != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, output);
  g_subprocess_launcher_setenv (launcher, "PLAYPEN_TEST_CLOCK", ahead, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, SESSION_KILL, mode, folder, NULL);
  g_assert_no_error (error);
  return process;
}

static gboolean
kill_typist (gpointer data)
{
  Typist *typist = data;

  typist->kill_time = g_get_monotonic_time ();
  g_subprocess_send_signal (typist->process, SIGKILL);
  typist->killed = TRUE;
  return G_SOURCE_REMOVE;
}

/* (transfer full): what it says goes to a file, which outlives it. */
static char *
make_output (Typist *typist)
{
  return g_strconcat (typist->folder, "-said", NULL);
}

static void
start_typist (Typist *typist, guint delay_ms)
{
  g_autofree char *output = make_output (typist);

  g_unlink (output); /* GSubprocess would write over it without shortening it */
  typist->killed = FALSE;
  typist->process = start ("type", typist->folder, output);
  g_timeout_add (delay_ms, kill_typist, typist);
}

static void
end_process (GSubprocess **process)
{
  g_subprocess_force_exit (*process);
  g_assert_true (g_subprocess_wait (*process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (*process)); /* it did not give up by itself */
  g_clear_object (process);
}

/* (transfer full): the program's text by its hash; NULL without the file. */
static char *
hash_text (PenSession *session)
{
  g_autoptr (PenSources) sources = pen_session_dup_sources (session);
  GBytes *bytes = pen_sources_get (sources, NAME);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static void
assert_in_order (PenSession *session)
{
  PenTimeline *timeline = pen_session_get_timeline (session);
  gint64 last = 0;

  for (guint i = 0; i < pen_timeline_get_n_records (timeline); i++)
    {
      const gint64 time = pen_timeline_get_record (timeline, i)->time;

      g_assert_cmpint (time, >=, last);
      last = time;
    }
}

/* That @hash is a state it said not before the last that it must have kept. The first state that it
 * says is the one that it found. */
static void
check_state (Typist *typist, const char *said, const char *hash)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  guint n_promised = typist->hash != NULL ? 1 : 0;
  guint kept = 0; /* of the states: the number of the last that is this one */
  guint n_said = 0;

  for (; lines[n_said] != NULL && strlen (lines[n_said]) >= 64; n_said++)
    {
      const char *time = strchr (lines[n_said], ' ');

      if (time != NULL && time[1] != '\0' && lines[n_said + 1] != NULL &&
          g_ascii_strtoll (time, NULL, 10) < typist->kill_time - G_USEC_PER_SEC)
        n_promised = n_said + 1;
      if (hash != NULL && g_str_has_prefix (lines[n_said], hash))
        kept = n_said + 1;
    }
  g_test_message ("%u said, %u promised, %u kept", n_said, n_promised, kept);
  if (n_said == 0)
    g_assert_cmpstr (hash, ==, typist->hash);
  else
    {
      g_assert_true (typist->hash == NULL || g_str_has_prefix (lines[0], typist->hash));
      g_assert_cmpuint (kept, >=, n_promised);
      g_assert_true (hash == NULL || kept > 0);
    }
}

static void
check_typist (Typist *typist)
{
  g_autoptr (PenDesk) desk = pen_desk_new (typist->folder);
  g_autofree char *output = make_output (typist);
  g_autofree char *said = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  gboolean crashed, cut;

  end_process (&typist->process);
  g_assert_true (g_file_get_contents (output, &said, NULL, NULL));
  sessions = pen_desk_restore (desk, &crashed, &cut);
  g_assert_cmpuint (sessions->len, <=, 1);
  g_assert_cmpint (crashed, ==, sessions->len == 1);
  if (sessions->len == 1)
    {
      g_assert_cmpint (pen_session_get_end (sessions->pdata[0]), ==, PEN_SESSION_CRASHED);
      assert_in_order (sessions->pdata[0]);
      hash = hash_text (sessions->pdata[0]);
    }
  check_state (typist, said, hash);
  g_free (typist->hash);
  typist->hash = g_steal_pointer (&hash);
}

static void
test_kills (void)
{
  guint n_rounds = g_getenv ("PLAYPEN_TEST_ALL") != NULL ? N_ROUNDS_ALL : N_ROUNDS;
  Typist typists[N_TOGETHER] = {0};

  for (guint i = 0; i < N_TOGETHER; i++)
    typists[i].folder = test_folder_new ();
  for (guint round = 0; round < n_rounds; round++)
    {
      for (guint i = 0; i < N_TOGETHER; i++)
        start_typist (&typists[i], (guint)g_test_rand_int_range (0, LONGEST_MS));
      for (guint i = 0; i < N_TOGETHER; i++)
        while (!typists[i].killed)
          g_main_context_iteration (NULL, TRUE);
      for (guint i = 0; i < N_TOGETHER; i++)
        check_typist (&typists[i]);
    }
  for (guint i = 0; i < N_TOGETHER; i++)
    {
      g_autofree char *output = make_output (&typists[i]);

      g_assert_nonnull (typists[i].hash);
      g_free (typists[i].hash);
      test_folder_remove (typists[i].folder);
      g_unlink (output);
      g_free (typists[i].folder);
    }
}

/* --- Two processes --- */

static PenSession *
add_session (PenDesk *desk)
{
  PenSession *session = pen_session_new (NULL);
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("fn main() {}\n", 13);
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_sources_add (sources, NAME, bytes, NULL));
  pen_session_set_files (session, sources);
  pen_desk_add (desk, session, &error);
  g_assert_no_error (error);
  pen_session_mark (session, PEN_RECORD_OPENED);
  return session;
}

/* (transfer full): the ids that it says it has. */
static char **
read_ids (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  g_assert_nonnull (line);
  return g_strsplit (g_strchomp (line), " ", -1);
}

static void
assert_busy (PenDesk *desk, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pen_desk_open (desk, id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (pen_desk_delete (desk, id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static guint
count_restored (PenDesk *desk)
{
  g_autoptr (GPtrArray) sessions = NULL;
  gboolean crashed, cut;

  sessions = pen_desk_restore (desk, &crashed, &cut);
  g_assert_false (cut);
  g_assert_cmpint (crashed, ==, sessions->len > 0);
  return sessions->len;
}

/* Two that start at once share what is there: each session is with one of them. */
static void
check_two (PenDesk *desk, const char *folder)
{
  GSubprocess *processes[] = {start ("take", folder, NULL), start ("take", folder, NULL)};
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n[2];

  for (guint i = 0; i < 2; i++)
    {
      g_auto (GStrv) ids = read_ids (processes[i]);

      n[i] = g_strv_length (ids);
      for (guint j = 0; j < n[i]; j++)
        g_assert_true (g_hash_table_add (seen, g_strdup (ids[j])));
      for (guint j = 0; j < n[i]; j++)
        assert_busy (desk, ids[j]);
    }
  g_test_message ("%u and %u", n[0], n[1]);
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_SESSIONS);
  g_assert_cmpuint (count_restored (desk), ==, 0);
  end_process (&processes[0]);
  g_assert_cmpuint (count_restored (desk), ==, n[0]);
  end_process (&processes[1]);
  g_assert_cmpuint (count_restored (desk), ==, N_SESSIONS);
}

static void
test_two_processes (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (PenDesk) desk = pen_desk_new (folder);
  g_autoptr (PenSession) own = NULL;

  for (guint i = 0; i < N_SESSIONS; i++)
    g_object_unref (add_session (desk));
  own = add_session (desk); /* stays open here all the time */
  for (guint i = 0; i < N_STARTS; i++)
    {
      check_two (desk, folder);
      g_assert_true (pen_session_edit (own, NAME, 0, 0, "x"));
    }
  g_clear_object (&own);
  g_assert_cmpuint (count_restored (desk), ==, N_SESSIONS + 1);
  test_folder_remove (folder);
}

/* --- A clock that jumps, a disk that is full --- */

static void
test_clock_jumps (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (PenDesk) desk = pen_desk_new (folder);
  guint n_before = 0;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GSubprocess) process = start ("visit", folder, "/dev/null");
      g_autoptr (GPtrArray) sessions = NULL;
      gboolean crashed, cut;
      guint n;

      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      sessions = pen_desk_restore (desk, &crashed, &cut);
      g_assert_cmpuint (sessions->len, ==, 1);
      g_assert_false (cut);
      assert_in_order (sessions->pdata[0]);
      n = pen_timeline_get_n_records (pen_session_get_timeline (sessions->pdata[0]));
      g_assert_cmpuint (n, >=, n_before + 6);
      n_before = n;
    }
  test_folder_remove (folder);
}

static void
test_full_disk (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GSubprocess) process = start ("small-disk", folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  if (g_str_has_prefix (said, "skip "))
    g_test_skip (g_strchomp (said + strlen ("skip ")));
  else
    {
      g_assert_true (g_str_has_prefix (said, "problem The disk is full"));
      g_assert_nonnull (strstr (said + 1, "problem The disk is full"));
      g_assert_true (g_str_has_suffix (said, "end\n"));
    }
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/desk/kills", test_kills);
  g_test_add_func ("/core/desk/two-processes", test_two_processes);
  g_test_add_func ("/core/desk/clock-jumps", test_clock_jumps);
  g_test_add_func ("/core/desk/full-disk", test_full_disk);
  return g_test_run ();
}
