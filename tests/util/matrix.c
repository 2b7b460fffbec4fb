/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Runs the rows of the attack matrix and prints them. What takes a measure out is in
 * matrix-weaken.c. */
#include "matrix.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "jail-private.h"

char *
matrix_dup_probe_path (const char *name)
{
  g_autofree char *dir = g_file_read_link ("/proc/self/exe", NULL);

  /* Upwards from this test to the build folder's tests. */
  while (dir != NULL && strcmp (dir, "/") != 0)
    {
      g_autofree char *child = g_steal_pointer (&dir);
      g_autofree char *path = NULL;

      dir = g_path_get_dirname (child);
      path = g_build_filename (dir, "tests", "sandbox", "probes", name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  g_error ("the probe “%s” is not built", name);
}

void
matrix_change_limits (PenLimits *limits, const char *changes)
{
  g_auto (GStrv) words = g_strsplit (changes != NULL ? changes : "", " ", -1);

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      g_auto (GStrv) pair = g_strsplit (*word, "=", 2);
      char *end;
      guint64 value = g_ascii_strtoull (pair[1], &end, 10);
      const struct
      {
        const char *name;
        guint *small;
        guint64 *large;
      } fields[] = {
          {"wall", &limits->wall_ms, NULL},
          {"idle", &limits->idle_ms, NULL},
          {"cpu", &limits->cpu_ms, NULL},
          {"processes", &limits->processes, NULL},
          {"files", &limits->open_files, NULL},
          {"inodes", &limits->inodes, NULL},
          {"memory", NULL, &limits->memory},
          {"address", NULL, &limits->address_space},
          {"file", NULL, &limits->file_size},
          {"tmp", NULL, &limits->tmp_size},
          {"job", NULL, &limits->job_size},
          {"shm", NULL, &limits->shm_size},
          {"volume", NULL, &limits->output_volume},
          {"artifact", NULL, &limits->artifact_size},
      };
      gboolean known = FALSE;

      value *= *end == 'M' ? 1 << 20 : *end == 'K' ? 1 << 10 : 1;
      for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        if (strcmp (fields[i].name, pair[0]) == 0)
          {
            known = TRUE;
            if (fields[i].small != NULL)
              *fields[i].small = (guint)value;
            else
              *fields[i].large = value;
          }
      g_assert_true (known);
    }
}

PenJail *
matrix_new_jail (PenProfile profile, const char *probe, const char *limits, const char *without)
{
  g_autoptr (PenCommand) command = pen_command_new (profile);
  PenLimits values = pen_limits_get_preset (PEN_LIMITS_RUN);
  g_autofree char *path = matrix_dup_probe_path ("hostile");
  g_auto (GStrv) args = g_strsplit (probe, " ", -1);
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize length;
  PenJail *jail;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  bytes = g_bytes_new_take (contents, length);
  pen_command_add_file (command, "/program/hostile", 0555, bytes);
  pen_command_add_arg (command, "/program/hostile");
  for (char **arg = args; *arg != NULL; arg++)
    pen_command_add_arg (command, *arg);
  matrix_change_limits (&values, limits);
  jail = pen_jail_new (command, &values);
  matrix_weaken (jail, without);
  return jail;
}

void
matrix_start (PenJail *jail)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_jail_prepare (jail, &error));
  g_assert_no_error (error);
  g_assert_true (pen_jail_start (jail, &error));
  g_assert_no_error (error);
}

TestRun *
matrix_run (PenProfile profile, const char *probe, const char *limits, const char *without)
{
  g_autoptr (PenJail) jail = matrix_new_jail (profile, probe, limits, without);

  return test_run_jail (jail);
}

typedef struct
{
  TestRun *run;
  const char *text;
} Awaited;

static gboolean
has_printed (gpointer data)
{
  const Awaited *awaited = data;

  return awaited->run->ended || strstr (awaited->run->out->str, awaited->text) != NULL;
}

void
matrix_wait_for_output (TestRun *run, const char *text)
{
  Awaited awaited = {run, text};

  g_assert_true (test_wait_until (has_printed, &awaited, 20));
  g_assert_nonnull (strstr (run->out->str, text));
}

/* --- Expectations */

static gboolean
value_matches (const char *value, const char *wanted)
{
  g_auto (GStrv) choices = NULL;

  if (wanted[0] == '!')
    return strcmp (value, wanted + 1) != 0;
  choices = g_strsplit (wanted, "|", -1);
  return g_strv_contains ((const char *const *)choices, value);
}

/* The value of @key among the words, or NULL. */
static const char *
find_value (char **words, const char *key)
{
  gsize length = strlen (key);

  for (char **word = words; *word != NULL; word++)
    if (strncmp (*word, key, length) == 0 && (*word)[length] == '=')
      return *word + length + 1;
  return NULL;
}

static guint
count_words (char **words)
{
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    n += **word != '\0';
  return n;
}

void
matrix_check_words (const char *output, const char *expected, gboolean exactly)
{
  g_auto (GStrv) said = g_strsplit_set (output, " \n", -1);
  g_auto (GStrv) wanted = g_strsplit (expected, " ", -1);
  gboolean right = !exactly || count_words (said) == count_words (wanted);

  for (char **word = wanted; *word != NULL; word++)
    {
      char *sign = strchr (*word, '=');
      const char *value;

      g_assert_nonnull (sign);
      *sign = '\0';
      value = find_value (said, *word);
      right = right && value != NULL && value_matches (value, sign + 1);
    }
  if (right)
    return;
  g_test_message ("expected: %s", expected);
  g_test_message ("seen:     %s", output);
  g_test_fail ();
}

void
matrix_check_run (TestRun *run, const char *expected, guint causes, gboolean exactly)
{
  gboolean right = causes == 0 ? run->ending.cause == PEN_CAUSE_EXITED && run->ending.status == 0
                               : (causes & 1u << run->ending.cause) != 0;

  if (!right)
    {
      g_test_message ("ended by %s (status %d, signal %d): %s",
                      pen_cause_to_string (run->ending.cause),
                      run->ending.status,
                      run->ending.signal,
                      run->ending.message != NULL ? run->ending.message : run->err->str);
      g_test_fail ();
    }
  if (expected != NULL)
    matrix_check_words (run->out->str, expected, exactly);
}

/* --- The two halves */

int
matrix_take_terminal (void)
{
  int outer = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  int inner;

  g_assert_cmpint (setsid (), >, 0);
  g_assert_cmpint (grantpt (outer), ==, 0);
  g_assert_cmpint (unlockpt (outer), ==, 0);
  inner = open (ptsname (outer), O_RDWR | O_CLOEXEC | O_NOCTTY);
  g_assert_cmpint (ioctl (inner, TIOCSCTTY, 0), ==, 0);
  return outer;
}

static void
for_each_profile (const MatrixRow *row, gboolean weakened)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (TestRun) run = NULL;

      if ((row->profiles & 1u << profile) == 0)
        continue;
      run = matrix_run (profile, row->probe, row->limits, weakened ? row->without : NULL);
      matrix_check_run (run,
                        weakened ? row->weakened : row->expected,
                        weakened ? row->weakened_causes : row->causes,
                        !weakened);
    }
}

/* TRUE in the process that is to go on with the test. */
static gboolean
enter_terminal (const MatrixRow *row)
{
  if (!row->terminal)
    return TRUE;
  if (g_test_subprocess ())
    {
      matrix_take_terminal ();
      return TRUE;
    }
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  return FALSE;
}

static void
test_held (gconstpointer data)
{
  const MatrixRow *row = data;
  const char *reason = row->needs != NULL ? row->needs () : NULL;

  if (reason != NULL)
    g_test_skip (reason);
  else if (!enter_terminal (row))
    return;
  else if (row->held != NULL)
    row->held (row);
  else
    for_each_profile (row, /* weakened= */ FALSE);
}

static void
test_weakened (gconstpointer data)
{
  const MatrixRow *row = data;
  const char *reason = row->needs != NULL ? row->needs () : NULL;

  if (reason == NULL && row->cannot != NULL)
    reason = row->cannot ();
  if (row->endangers && g_strcmp0 (g_getenv ("PLAYPEN_TEST_ENDANGER"), "1") != 0)
    reason = "It would touch the whole machine: runs only with PLAYPEN_TEST_ENDANGER=1, in a "
             "machine to throw away.";
  if (reason != NULL)
    g_test_skip (reason);
  else if (!enter_terminal (row))
    return;
  else if (row->weak != NULL)
    row->weak (row);
  else
    for_each_profile (row, /* weakened= */ TRUE);
}

/* --- The table */

static char *
describe_holders (MatrixHolder held_by)
{
  static const char *const names[] =
      {"argv", "filter", "init", "limit", "launcher", "code outside", "kernel", "rustc", "-"};
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((held_by & 1u << i) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", names[i]);
  return g_string_free (text, FALSE);
}

static void
print_row (const MatrixRow *row, const char *floor)
{
  static const char *const profiles[] =
      {[0] = "-", [IN_RUN] = "run", [IN_COMPILE] = "compile", [IN_BOTH] = "run, compile"};
  g_autofree char *holders = describe_holders (row->held_by);
  g_autofree char *without = row->without != NULL ? g_strdup_printf ("`%s`", row->without) : NULL;
  g_autofree char *bites = g_strdup_printf ("%s%s",
                                            without != NULL ? without : "-",
                                            row->endangers ? " (on request)" : "");

  g_print ("| %u | %s | %s | %s | %s | %s%s%s |\n",
           row->row,
           row->title,
           holders,
           profiles[row->profiles],
           bites,
           floor,
           row->note != NULL ? ": " : "",
           row->note != NULL ? row->note : "");
}

/* What our own measures hold is seen to fail without them, or says where else that is seen. */
static void
check_row (const MatrixRow *row)
{
  const guint others = HELD_BY_KERNEL | HELD_BY_RUSTC | HELD_BY_NOTHING;

  if ((row->held_by & ~others) != 0 && row->without == NULL && row->note == NULL)
    g_error ("row %u, “%s”, has neither a weakened half nor a note", row->row, row->title);
}

static char *
dup_test_path (const MatrixRow *row, const char *floor, const char *suite)
{
  g_autofree char *slug = g_strdelimit (g_strdup (row->title), " /,'", '-');

  return g_strdup_printf ("/%s/%s/%03u-%s", floor, suite, row->row, slug);
}

int
matrix_main (int argc, char **argv, const char *floor, const MatrixRow *rows, gsize n_rows)
{
  gboolean table = argc > 1 && strcmp (argv[1], "--table") == 0;

  if (!table)
    g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *held = dup_test_path (&rows[i], floor, "matrix");
      g_autofree char *weakened = dup_test_path (&rows[i], floor, "matrix-weakened");

      if (table)
        {
          check_row (&rows[i]);
          print_row (&rows[i], floor);
          continue;
        }
      if (rows[i].probe != NULL || rows[i].held != NULL)
        g_test_add_data_func (held, &rows[i], test_held);
      if (rows[i].without != NULL)
        g_test_add_data_func (weakened, &rows[i], test_weakened);
    }
  return table ? 0 : g_test_run ();
}
