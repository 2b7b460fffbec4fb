/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 4: time, memory, processes, floods. The life of a jail as a whole is
 * in test-matrix-lifetime.c. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "careless.h"
#include "jail-private.h"
#include "matrix.h"

/* Where the limit of the jail's account does not reach. */
static void
weak_root_bomb (const MatrixRow *row)
{
  g_autofree char *output = careless_run (CARELESS_ACCOUNT, "fork-bomb 200 40");

  matrix_check_words (output, "fork=OK", TRUE);
}

/* How long the main loop was away from what it owes to a window. */
typedef struct
{
  gint64 last;
  gint64 longest; /* µs */
} Pulse;

static gboolean
beat (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;
  return G_SOURCE_CONTINUE;
}

static void
held_flood (const MatrixRow *row)
{
  Pulse pulse = {.last = g_get_monotonic_time ()};
  guint timer = g_timeout_add (5, beat, &pulse);
  g_autoptr (TestRun) run = matrix_run (PEN_PROFILE_RUN, row->probe, row->limits, NULL);

  g_source_remove (timer);
  matrix_check_run (run, NULL, row->causes, FALSE);
  g_test_message ("longest pause of the main loop: %d ms", (int)(pulse.longest / 1000));
  g_assert_cmpint (pulse.longest, <, 500 * 1000);
}

static void
check_ending (const char *probe, PenCause cause, int number)
{
  g_autoptr (TestRun) run = matrix_run (PEN_PROFILE_RUN, probe, NULL, NULL);

  g_assert_cmpint (run->ending.cause, ==, cause);
  g_assert_cmpint (run->ending.status, ==, cause == PEN_CAUSE_EXITED ? number : -1);
  g_assert_cmpint (run->ending.signal, ==, cause == PEN_CAUSE_SIGNALED ? number : 0);
}

static void
held_statuses (const MatrixRow *row)
{
  g_autoptr (PenJail) broken = matrix_new_jail (PEN_PROFILE_RUN, "leave", NULL, NULL);
  g_autoptr (TestRun) run = NULL;

  check_ending ("end-as status 137", PEN_CAUSE_EXITED, 137);
  check_ending ("end-as signal 9", PEN_CAUSE_SIGNALED, 9);
  check_ending ("end-as status 139", PEN_CAUSE_EXITED, 139);
  check_ending ("end-as signal 11", PEN_CAUSE_SIGNALED, 11);
  check_ending ("end-as status 1", PEN_CAUSE_EXITED, 1);
  pen_command_bind (pen_jail_get_command (broken), "/nonexistent", "/tool");
  run = test_run_jail (broken);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_SETUP);
}

static int
get_careless_status (const char *probe)
{
  Careless careless = careless_start (0, probe, -1, -1);

  return careless_finish (&careless, NULL);
}

static void
weak_statuses (const MatrixRow *row)
{
  g_assert_cmpint (get_careless_status ("end-as status 137"),
                   ==,
                   get_careless_status ("end-as signal 9"));
}

/* Whoever writes to a program that does not read goes on at once. */
static void
held_unread_stdin (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "sleep 200", NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (16 << 20), 16 << 20);
  g_autoptr (TestRun) run = test_run_watch (jail);
  Pulse pulse = {.last = g_get_monotonic_time ()};
  guint timer = g_timeout_add (5, beat, &pulse);

  pen_jail_get_command (jail)->has_stdin = TRUE;
  matrix_start (jail);
  pen_jail_write_stdin (jail, bytes);
  pen_jail_close_stdin (jail);
  test_run_wait (run);
  g_source_remove (timer);
  matrix_check_run (run, "slept=whole", 0, TRUE);
  g_assert_cmpint (pulse.longest, <, 500 * 1000);
}

/* A plain write waits until the program ends, and then ends its writer. */
static void
weak_unread_stdin (const MatrixRow *row)
{
  static const char block[1 << 20];
  int input[2];
  int status;
  Careless careless;
  pid_t writer;

  g_assert_cmpint (pipe2 (input, O_CLOEXEC), ==, 0);
  careless = careless_start (0, "sleep 300", input[0], -1);
  close (input[0]);
  writer = fork ();
  if (writer == 0)
    {
      signal (SIGPIPE, SIG_DFL);
      _exit (write (input[1], block, sizeof block) < 0 ? 1 : 0);
    }
  close (input[1]);
  g_assert_cmpint (waitpid (writer, &status, 0), ==, writer);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGPIPE);
  careless_finish (&careless, NULL);
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 66, "spin", HELD_BY_LIMIT | HELD_BY_INIT, IN_RUN,
    .probe = "spin", .limits = "cpu=300", .causes = CAUSE (CPU),
    .without = "limit:cpu wall=800", .weakened_causes = CAUSE (WALL) },
  { 67, "spin and ignore the warning", HELD_BY_LIMIT | HELD_BY_INIT, IN_RUN,
    .probe = "spin deaf", .limits = "cpu=300", .causes = CAUSE (CPU),
    .without = "limit:cpu wall=800", .weakened_causes = CAUSE (WALL) },
  { 68, "spin in one child after the other", HELD_BY_LIMIT | HELD_BY_INIT, IN_RUN,
    .probe = "spin-by-children", .limits = "cpu=500", .causes = CAUSE (CPU),
    .without = "limit:cpu wall=800", .weakened_causes = CAUSE (WALL) },
  { 68, "spin in children that nobody waits for", HELD_BY_LIMIT | HELD_BY_INIT, IN_RUN,
    .probe = "spin-by-children unwaited", .limits = "cpu=500", .causes = CAUSE (CPU),
    .without = "limit:cpu wall=1200", .weakened_causes = CAUSE (WALL) },
  { 69, "sleep for ever", HELD_BY_LIMIT, IN_RUN,
    .probe = "sleep 1000", .limits = "wall=300", .expected = NULL, .causes = CAUSE (WALL),
    .without = "limit:wall", .weakened = "slept=whole" },
  { 70, "stop itself", HELD_BY_LIMIT, IN_RUN,
    .probe = "stop-itself", .limits = "wall=300", .causes = CAUSE (WALL),
    .without = "limit:wall idle=500", .weakened_causes = CAUSE (IDLE) },
  { 74, "fork without end", HELD_BY_LIMIT, IN_BOTH,
    .probe = "fork-bomb 200", .limits = "processes=32", .expected = "fork=EAGAIN",
    .without = "limit:processes", .weakened = "fork=OK" },
  { 75, "fork without end as root", HELD_BY_LAUNCHER | HELD_BY_LIMIT, IN_RUN,
    .probe = "fork-bomb 200", .limits = "processes=40", .expected = "fork=EAGAIN",
    .without = "launcher", .weak = weak_root_bomb, .cannot = matrix_is_not_root,
    .endangers = TRUE },
  { 76, "make threads without end", HELD_BY_LIMIT, IN_RUN,
    .probe = "thread-bomb 200", .limits = "processes=32", .expected = "thread=EAGAIN",
    .without = "limit:processes", .weakened = "thread=OK" },
  { 77, "allocate beyond the limit", HELD_BY_INIT | HELD_BY_LIMIT, IN_BOTH,
    .probe = "heap 192M", .limits = "memory=64M", .causes = CAUSE (MEMORY),
    .without = "limit:memory", .weakened = "heap=OK" },
  { 77, "allocate by many processes", HELD_BY_INIT | HELD_BY_LIMIT, IN_RUN,
    .probe = "heap-of-many 192M", .limits = "memory=64M", .causes = CAUSE (MEMORY),
    .without = "limit:memory", .weakened = "heap=OK" },
  { 77, "fill page tables", HELD_BY_INIT | HELD_BY_LIMIT, IN_COMPILE,
    .probe = "page-tables 128M", .limits = "memory=64M address=0", .causes = CAUSE (MEMORY),
    .without = "limit:memory", .weakened = "tables=OK" },
  { 78, "keep memory in memfds", HELD_BY_FILTER, IN_BOTH,
    .probe = "memfd 96M", .limits = "memory=64M", .expected = "memfd=ENOSYS",
    .without = "filter:shared-memory", .weakened = "memfd=OK",
    .note = "in a memory cgroup, which counts it, the calls are allowed" },
  { 79, "keep memory in System V segments", HELD_BY_FILTER, IN_BOTH,
    .probe = "system-v 96M", .limits = "memory=64M", .expected = "shm=ENOSYS",
    .without = "filter:shared-memory", .weakened = "shm=OK" },
  { 80, "keep memory in shared mappings", HELD_BY_INIT | HELD_BY_LIMIT, IN_RUN,
    .probe = "shared-mapping 192M", .limits = "memory=64M", .causes = CAUSE (MEMORY),
    .without = "limit:memory", .weakened = "shared=OK" },
  { 81, "keep memory in socket buffers", HELD_BY_FILTER | HELD_BY_LIMIT, IN_RUN,
    .probe = "sockets 64M", .expected = "sockets=EMFILE",
    .without = "filter:setsockopt limit:files", .weakened = "sockets=OK" },
  { 81, "keep memory in socket buffers of many processes", HELD_BY_INIT | HELD_BY_LIMIT, IN_RUN,
    .probe = "sockets-of-many 192M", .limits = "memory=64M", .causes = CAUSE (MEMORY),
    .without = "limit:memory", .weakened = "sockets=OK" },
  { 81, "keep memory in connections", HELD_BY_INIT | HELD_BY_LIMIT, IN_RUN,
    .probe = "connections 256M", .limits = "memory=64M", .causes = CAUSE (MEMORY),
    .without = "limit:memory", .weakened = "connections=OK" },
  { 82, "use up the desktop's pages for pipes", HELD_BY_FILTER, IN_BOTH,
    .probe = "large-pipe", .expected = "setpipe=EPERM",
    .without = "filter:fcntl", .weakened = "setpipe=OK" },
  { 83, "use up the desktop's file watchers", HELD_BY_FILTER, IN_BOTH,
    .probe = "watchers", .expected = "inotify=ENOSYS",
    .without = "filter:inotify_init1", .weakened = "inotify=OK" },
  { 84, "use up the desktop's timers", HELD_BY_INIT, IN_BOTH,
    .probe = "timers", .expected = "timers=EAGAIN number=few",
    .without = "init", .weakened = "timers=OK number=many" },
  { 85, "flood stdout", HELD_BY_LIMIT | HELD_BY_CODE, IN_RUN,
    .probe = "flood 64M", .limits = "volume=8M", .causes = CAUSE (OUTPUT), .held = held_flood,
    .without = "limit:volume" },
  { 86, "flood both streams by single bytes", HELD_BY_LIMIT | HELD_BY_CODE, IN_RUN,
    .probe = "flood 600K 1 both", .limits = "volume=128K", .causes = CAUSE (OUTPUT),
    .held = held_flood,
    .without = "limit:volume" },
  { 87, "be killed for want of memory", HELD_BY_CODE, IN_RUN,
    .probe = "killed-when-full 62M", .limits = "memory=64M", .causes = CAUSE (MEMORY),
    .without = "limit:memory", .weakened_causes = CAUSE (SIGNALED),
    .note = "the memory cgroup itself: tests of sandbox/cgroup" },
  { 92, "crash often", HELD_BY_INIT, IN_RUN,
    .probe = "crash-often", .expected = "cores=none",
    .without = "init", .weakened = "cores=some", .cannot = matrix_lacks_core_files },
  { 93, "fake statuses", HELD_BY_INIT | HELD_BY_CODE, IN_RUN,
    .held = held_statuses, .without = "launcher", .weak = weak_statuses },
  { 94, "fill the working directory", HELD_BY_ARGV | HELD_BY_LIMIT, IN_BOTH,
    .probe = "fill /job 48M", .limits = "job=8M", .expected = "fill=ENOSPC bytes=8388608",
    .without = "size:/job", .weakened = "fill=OK" },
  { 95, "never read stdin", HELD_BY_CODE, IN_RUN, .held = held_unread_stdin,
    .without = "launcher", .weak = weak_unread_stdin },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  struct rlimit core;

  /* A dump is forbidden by the jail, not by whoever runs the tests. */
  if (getrlimit (RLIMIT_CORE, &core) == 0)
    {
      core.rlim_cur = core.rlim_max;
      setrlimit (RLIMIT_CORE, &core);
    }
  return matrix_main (argc, argv, "sandbox", rows, G_N_ELEMENTS (rows));
}
