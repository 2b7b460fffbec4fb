/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Processes that are killed while they keep a journal: what was appended more than a second before
 * is there, in order, and nothing else. */
#include "journal-stand-in.h"

#include <signal.h>
#include <string.h>

#define N_TOGETHER 5 /* journals at the same time, each of a process of its own */
#define N_ROUNDS 4
#define N_ROUNDS_ALL 40
#define LONGEST_MS 2500

typedef struct
{
  TestJournal *test;
  GSubprocess *process;
  gint64 kill_time;
  gboolean killed;
} Typist;

static gboolean
kill_typist (gpointer data)
{
  Typist *typist = data;

  typist->kill_time = g_get_monotonic_time ();
  g_subprocess_send_signal (typist->process, SIGKILL);
  typist->killed = TRUE;
  return G_SOURCE_REMOVE;
}

static void
start_typist (Typist *typist, guint delay_ms)
{
  g_autoptr (GError) error = NULL;

  typist->killed = FALSE;
  typist->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                      &error,
                                      test_journal_get_child (),
                                      "type",
                                      typist->test->path,
                                      NULL);
  g_assert_no_error (error);
  g_timeout_add (delay_ms, kill_typist, typist);
}

/* How many lines it must have kept, by what it said: a number and a time a line. */
static guint
count_promised (const char *said, gint64 kill_time, guint n_before, guint *ret_n_said)
{
  guint n_promised = n_before;

  *ret_n_said = n_before;
  for (const char *line = said; strchr (line, '\n') != NULL; line = strchr (line, '\n') + 1)
    {
      char *end;
      guint number = (guint)g_ascii_strtoull (line, &end, 10);
      gint64 time = g_ascii_strtoll (end, NULL, 10);

      g_assert_cmpuint (number, ==, *ret_n_said);
      *ret_n_said = number + 1;
      if (time < kill_time - G_USEC_PER_SEC)
        n_promised = number + 1;
    }
  return n_promised;
}

/* Returns how many lines it kept. */
static guint
check_typist (Typist *typist, guint n_before)
{
  g_autofree char *said = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_promised;
  guint n_said;

  g_subprocess_communicate_utf8 (typist->process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (typist->process));
  g_clear_object (&typist->process);
  n_promised = count_promised (said, typist->kill_time, n_before, &n_said);
  if (!pen_journal_peek (typist->test->path, &lines, NULL, &error))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND); /* killed before it began */
      g_assert_cmpuint (n_promised, ==, 0);
      return 0;
    }
  g_test_message ("%u said, %u promised, %u kept", n_said, n_promised, lines->len);
  g_assert_cmpuint (lines->len, >=, n_promised);
  g_assert_cmpuint (lines->len, <=, n_said + 1); /* killed between appending and saying so */
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *expected = g_strdup_printf ("{\"n\":%u}", i);

      g_assert_cmpstr (lines->pdata[i], ==, expected);
    }
  return lines->len;
}

/* The pipe takes 64 KiB, which is more than a typist says in its time. */
static void
test_kills (void)
{
  guint n_rounds = g_getenv ("PLAYPEN_TEST_ALL") != NULL ? N_ROUNDS_ALL : N_ROUNDS;
  Typist typists[N_TOGETHER] = {0};
  guint n_kept[N_TOGETHER] = {0};

  for (guint i = 0; i < N_TOGETHER; i++)
    typists[i].test = test_journal_new ();
  for (guint round = 0; round < n_rounds; round++)
    {
      for (guint i = 0; i < N_TOGETHER; i++)
        start_typist (&typists[i], (guint)g_test_rand_int_range (0, LONGEST_MS));
      for (guint i = 0; i < N_TOGETHER; i++)
        while (!typists[i].killed)
          g_main_context_iteration (NULL, TRUE);
      for (guint i = 0; i < N_TOGETHER; i++)
        n_kept[i] = check_typist (&typists[i], n_kept[i]);
    }
  for (guint i = 0; i < N_TOGETHER; i++)
    {
      g_assert_cmpuint (n_kept[i], >, 0);
      test_journal_free (typists[i].test);
    }
}

void
test_journal_add_kills (void)
{
  g_test_add_func ("/core/journal/kills", test_kills);
}
