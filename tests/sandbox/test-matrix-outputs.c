/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 5, rows 118 to 126: what a job leaves where its results are expected,
 * what it leaves for the next, and the names of files. The compiler itself is attacked in
 * tests/toolchains. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "account.h"
#include "jail-private.h"
#include "matrix.h"

#define OUTPUT "/job/out"

/* Runs the row's probe with @output declared; NULL or the file that came out. */
static GBytes *
collect (const MatrixRow *row, PenProfile profile, const char *output, const char *without)
{
  g_autoptr (PenJail) jail = matrix_new_jail (profile, row->probe, row->limits, without);
  g_autoptr (TestRun) run = NULL;
  GBytes *file;

  pen_command_add_output (pen_jail_get_command (jail), output);
  run = test_run_jail (jail);
  matrix_check_run (run, without != NULL ? row->weakened : row->expected, 0, TRUE);
  g_assert_cmpuint (run->files->len, <=, 1);
  file = test_run_get_file (run, output);
  return file != NULL ? g_bytes_ref (file) : NULL;
}

static void
check_nothing_comes (const MatrixRow *row, const char *output)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    g_assert_null (collect (row, profile, output, NULL));
}

static void
check_text_comes (GBytes *file, const char *text)
{
  g_assert_nonnull (file);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), text, strlen (text));
}

static void
held_regular (const MatrixRow *row)
{
  g_autoptr (GBytes) file = collect (row, PEN_PROFILE_RUN, OUTPUT, NULL);

  check_text_comes (file, "regular");
}

static void
held_nothing (const MatrixRow *row)
{
  check_nothing_comes (row, OUTPUT);
}

/* Only what was declared comes, whatever else lies there. */
static void
held_nothing_else (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, row->probe, NULL, NULL);
  g_autoptr (TestRun) run = NULL;

  pen_command_add_output (pen_jail_get_command (jail), OUTPUT);
  run = test_run_jail (jail);
  g_assert_cmpuint (run->files->len, ==, 1);
  check_text_comes (test_run_get_file (run, OUTPUT), "regular");
}

static void
held_linked_directory (const MatrixRow *row)
{
  check_nothing_comes (row, "/job/dir/out");
}

static void
weak_symlink (const MatrixRow *row)
{
  g_autoptr (GBytes) file = collect (row, PEN_PROFILE_RUN, OUTPUT, row->without);

  check_text_comes (file, "through the link");
}

static void
weak_hard_link (const MatrixRow *row)
{
  g_autoptr (GBytes) file = collect (row, PEN_PROFILE_RUN, OUTPUT, row->without);

  check_text_comes (file, "twice");
}

static void
weak_linked_directory (const MatrixRow *row)
{
  g_autoptr (GBytes) file = collect (row, PEN_PROFILE_RUN, "/job/dir/out", row->without);

  check_text_comes (file, "through the link");
}

static void
weak_sparse (const MatrixRow *row)
{
  g_autoptr (GBytes) file = collect (row, PEN_PROFILE_RUN, OUTPUT, row->without);

  g_assert_nonnull (file);
  g_assert_cmpuint (g_bytes_get_size (file), ==, 12 << 20);
}

/* Whoever still writes is dead before the first byte is read: the file comes whole. */
static void
held_writer (const MatrixRow *row)
{
  g_autoptr (GBytes) file = collect (row, PEN_PROFILE_RUN, OUTPUT, NULL);

  g_assert_nonnull (file);
  g_assert_cmpuint (g_bytes_get_size (file), ==, 5);
}

/* A host directory with a symlink in it to a secret beside it. */
typedef struct
{
  char *dir;
  char *secret;
  char *link;
} Planted;

static Planted
plant_symlink (void)
{
  Planted planted = {.dir = g_dir_make_tmp ("playpen-test-XXXXXX", NULL)};

  g_assert_cmpint (g_chmod (planted.dir, 0755), ==, 0);
  planted.secret = g_build_filename (planted.dir, "secret", NULL);
  planted.link = g_build_filename (planted.dir, "program", NULL);
  g_assert_true (g_file_set_contents (planted.secret, "secret", -1, NULL));
  g_assert_cmpint (g_chmod (planted.secret, 0644), ==, 0);
  g_assert_cmpint (symlink (planted.secret, planted.link), ==, 0);
  return planted;
}

static void
remove_planted (Planted *planted)
{
  g_unlink (planted->link);
  g_unlink (planted->secret);
  g_rmdir (planted->dir);
  g_free (planted->link);
  g_free (planted->secret);
  g_free (planted->dir);
}

/* What comes out of one jail goes into the next as bytes, and a symlink has none. */
static void
held_bind_source (const MatrixRow *row)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (PenJail) jail = matrix_new_jail (profile, "leave-symlink", NULL, NULL);
      PenBwrap *bwrap = pen_jail_get_bwrap (jail, NULL);

      for (guint i = 0; i < bwrap->options->len; i++)
        if (g_str_has_prefix (bwrap->options->pdata[i], "--ro-bind") &&
            strcmp (bwrap->options->pdata[i], "--ro-bind-data") != 0)
          g_assert_true (g_str_has_prefix (bwrap->options->pdata[i + 1], "/usr/") ||
                         g_str_has_prefix (bwrap->options->pdata[i + 1], "/lib") ||
                         g_str_has_prefix (bwrap->options->pdata[i + 1], "/etc/") ||
                         strcmp (bwrap->options->pdata[i + 1], "/usr") == 0 ||
                         strcmp (bwrap->options->pdata[i + 1], "/bin") == 0 ||
                         strcmp (bwrap->options->pdata[i + 1], "/sbin") == 0 ||
                         strcmp (bwrap->options->pdata[i + 1], "/dev/null") == 0);
    }
}

static void
weak_bind_source (const MatrixRow *row)
{
  Planted planted = plant_symlink ();
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "open /tmp/program", NULL, NULL);
  g_autoptr (TestRun) run = NULL;

  matrix_show (pen_jail_get_bwrap (jail, NULL), planted.link, "/tmp/program");
  run = test_run_jail (jail);
  matrix_check_run (run, "/tmp/program=OK", 0, TRUE);
  remove_planted (&planted);
}

/* Nothing that a program may write is bound from the host, and nothing is made below what it may
 * write (CVE-2026-87766). */
static void
held_below (const MatrixRow *row)
{
  static const char *const never[] = {"--bind",
                                      "--dev-bind",
                                      "--bind-try",
                                      "--dev-bind-try",
                                      "--bind-fd",
                                      "--dir",
                                      "--file",
                                      NULL};

  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (PenJail) jail = matrix_new_jail (profile, "leave", NULL, NULL);
      PenBwrap *bwrap = pen_jail_get_bwrap (jail, NULL);

      for (guint i = 0; i < bwrap->options->len; i++)
        {
          const char *option = bwrap->options->pdata[i];

          g_assert_false (g_strv_contains (never, option));
          g_assert_false (g_str_has_prefix (option, "/job/"));
          g_assert_false (g_str_has_prefix (option, "/tmp/"));
          g_assert_false (g_str_has_prefix (option, "/program/"));
          g_assert_false (g_str_has_prefix (option, "/dev/shm/"));
        }
    }
}

static void
insert_before_remounts (PenBwrap *bwrap, const char *const *options)
{
  gint at = 0;

  while (strcmp (bwrap->options->pdata[at], "--remount-ro") != 0)
    at++;
  for (gint i = 0; options[i] != NULL; i++)
    g_ptr_array_insert (bwrap->options, at + i, g_strdup (options[i]));
}

/* A directory of the job's account with a symlink into bubblewrap's view of the host. */
static void
weak_below (const MatrixRow *row)
{
  g_autofree char *dir = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (dir, "evil", NULL);
  g_autofree char *target = g_strconcat ("/oldroot", dir, NULL);
  g_autofree char *made = g_build_filename (dir, "made", NULL);
  const char *const options[] = {"--bind", dir, "/job", "--dir", "/job/evil/made", NULL};
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "leave", NULL, NULL);
  g_autoptr (TestRun) run = NULL;
  PenAccount account;

  g_assert_true (pen_account_get (&account, NULL));
  if (account.change)
    g_assert_cmpint (chown (dir, account.uid, account.gid), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
  insert_before_remounts (pen_jail_get_bwrap (jail, NULL), options);
  run = test_run_jail (jail);
  if (g_file_test (made, G_FILE_TEST_IS_DIR))
    g_test_message ("this bubblewrap makes directories on the host");
  else
    g_test_skip ("This bubblewrap does not follow the symlink: it is patched.");
  g_rmdir (made);
  g_unlink (link);
  g_rmdir (dir);
}

static void
weak_poison (const MatrixRow *row)
{
  g_autofree char *dir = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  g_autofree char *poison = g_build_filename (dir, "poison", NULL);
  const char *const options[] = {"--bind", dir, "/tmp/registry", NULL};
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_COMPILE, row->probe, NULL, NULL);
  g_autoptr (TestRun) run = NULL;
  PenAccount account;

  g_assert_true (pen_account_get (&account, NULL));
  if (account.change)
    g_assert_cmpint (chown (dir, account.uid, account.gid), ==, 0);
  insert_before_remounts (pen_jail_get_bwrap (jail, NULL), options);
  run = test_run_jail (jail);
  matrix_check_run (run, "/tmp/registry=OK", 0, FALSE);
  g_assert_true (g_file_test (poison, G_FILE_TEST_EXISTS));
  g_unlink (poison);
  g_rmdir (dir);
}

static gboolean
has_ended (gpointer data)
{
  return ((TestRun *)data)->ended;
}

/* An init that opened whatever it finds would wait for a writer for ever. */
static void
weak_fifo (const MatrixRow *row)
{
  g_autoptr (PenJail) jail =
      matrix_new_jail (PEN_PROFILE_RUN, row->probe, NULL, "filter:mknod,mknodat init");
  g_autoptr (TestRun) run = test_run_watch (jail);
  g_autoptr (GBytes) file = NULL;

  /* The filter alone taken out, init's own look at it is enough. */
  file = collect (row, PEN_PROFILE_RUN, OUTPUT, "filter:mknod,mknodat");
  g_assert_null (file);
  pen_command_add_output (pen_jail_get_command (jail), OUTPUT);
  matrix_start (jail);
  matrix_wait_for_output (run, "fifo=OK");
  g_assert_false (test_wait_until (has_ended, run, 1));
  pen_jail_stop (jail);
  test_run_wait (run);
}

static const char *
get_long_name (void)
{
  return "/job/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.rs";
}

static void
held_names (const MatrixRow *row)
{
  const char *const bad[] = {"/job/../etc/passwd",
                             "/job/src/../../x",
                             "/etc/passwd",
                             "job/x",
                             "-x",
                             "",
                             "/",
                             "/job",
                             "/job/",
                             "/job//x",
                             "/job/./x",
                             "/job/\033]0;x\a.rs",
                             "/job/a\nb",
                             "/jobs/x",
                             get_long_name ()};

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (pen_command_is_safe_path (bad[i]));
  g_assert_true (pen_command_is_safe_path ("/job/-x.rs")); /* harmless where it is absolute */
}

/* Past the look outside, init's own refuses the same. */
static void
weak_names (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "leave", NULL, NULL);
  g_autoptr (TestRun) run = NULL;
  GPtrArray *files = pen_jail_get_command (jail)->files;
  PenJailFile *file = files->pdata[files->len - 1];

  g_free (file->path);
  file->path = g_strdup ("/job/../tmp/hostile");
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_SETUP);
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 118, "leave a regular file", HELD_BY_NOTHING, IN_RUN,
    .probe = "leave-regular", .expected = "file=OK", .held = held_regular },
  { 118, "leave a symlink as output", HELD_BY_INIT, IN_BOTH,
    .probe = "leave-symlink", .expected = "file=OK symlink=OK", .held = held_nothing,
    .without = "init", .weakened = "file=OK symlink=OK", .weak = weak_symlink },
  { 118, "leave a symlink above the output", HELD_BY_INIT, IN_BOTH,
    .probe = "leave-linked-directory", .expected = "file=OK symlink=OK",
    .held = held_linked_directory,
    .without = "init", .weakened = "file=OK symlink=OK", .weak = weak_linked_directory },
  { 119, "be bound through an output that is a symlink", HELD_BY_ARGV, IN_BOTH,
    .held = held_bind_source, .without = "shown:a-symlink", .weak = weak_bind_source },
  { 120, "let bubblewrap make things on the host through a symlink", HELD_BY_ARGV, IN_BOTH,
    .held = held_below, .without = "shown:a-writable-directory", .weak = weak_below },
  { 121, "leave a pipe with a name as output", HELD_BY_FILTER | HELD_BY_INIT, IN_BOTH,
    .probe = "leave-fifo", .expected = "fifo=EPERM", .held = held_nothing,
    .without = "filter:mknod,mknodat init", .weakened = "fifo=OK", .weak = weak_fifo },
  { 121, "leave a socket as output", HELD_BY_KERNEL, IN_BOTH,
    .probe = "leave-socket", .expected = "bind=OK", .held = held_nothing },
  { 122, "leave a hard link as output", HELD_BY_INIT, IN_BOTH,
    .probe = "leave-hard-link", .expected = "file=OK link=OK", .held = held_nothing,
    .without = "init", .weakened = "file=OK link=OK", .weak = weak_hard_link },
  { 122, "leave a file with holes as output", HELD_BY_INIT | HELD_BY_LIMIT, IN_BOTH,
    .probe = "leave-sparse 12M", .limits = "artifact=4M", .expected = "truncate=OK",
    .held = held_nothing,
    .without = "limit:artifact", .weakened = "truncate=OK", .weak = weak_sparse },
  { 122, "leave files with strange names", HELD_BY_CODE | HELD_BY_INIT, IN_RUN,
    .probe = "leave-strange-names", .expected = "file=OK", .held = held_nothing_else,
    .note = "nothing comes that was not declared" },
  { 122, "go on writing to the output", HELD_BY_INIT, IN_RUN,
    .probe = "leave-writer", .expected = "file=OK", .held = held_writer,
    .note = "everything else is dead before the first byte is read" },
  { 123, "leave directories that cannot be removed", HELD_BY_ARGV, IN_BOTH,
    .probe = "leave-traps", .expected = "closed=OK depth=600",
    .note = "/job is a tmpfs that goes with its jail" },
  { 124, "poison what other jobs read", HELD_BY_ARGV | HELD_BY_INIT, IN_BOTH,
    .needs = matrix_lacks_landlock,
    .probe = "writable-mounts", .expected = "/dev/shm=OK /tmp=OK /job=OK",
    .without = "shown:a-writable-directory", .weak = weak_poison },
  { 126, "break out by names of files", HELD_BY_CODE | HELD_BY_INIT, IN_RUN,
    .held = held_names, .without = "launcher", .weak = weak_names },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  return matrix_main (argc, argv, "sandbox", rows, G_N_ELEMENTS (rows));
}
