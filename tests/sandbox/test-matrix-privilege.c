/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 2: privilege, namespaces, system calls. */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "careless.h"
#include "jail-private.h"
#include "matrix.h"

/* What was typed into the terminal is what its next reader gets. */
static void
weak_inject (const MatrixRow *row)
{
  g_autoptr (TestRun) run = matrix_run (PEN_PROFILE_RUN, row->probe, NULL, row->without);
  int tty = open ("/dev/tty", O_RDONLY | O_CLOEXEC);
  char line[64] = "";

  matrix_check_run (run, row->weakened, 0, FALSE);
  if (!g_test_failed ())
    g_assert_cmpint (read (tty, line, sizeof line - 1), ==, 8);
  g_assert_cmpstr (line, ==, "hostile\n");
}

static void
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize)strlen (text));
  close (fd);
}

/* What may map many accounts is a process outside the namespace. Returns the end that tells it to
 * go on; it ends when it is done. */
static pid_t
start_mapper (int *ret_go)
{
  g_autofree char *uids = g_strdup_printf ("/proc/%d/uid_map", (int)getpid ());
  g_autofree char *gids = g_strdup_printf ("/proc/%d/gid_map", (int)getpid ());
  int go[2];
  char byte;
  pid_t pid;

  g_assert_cmpint (pipe2 (go, O_CLOEXEC), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      close (go[1]);
      g_assert_cmpint (read (go[0], &byte, 1), ==, 0);
      write_text (uids, "0 0 65536");
      write_text (gids, "0 0 65536");
      _exit (0);
    }
  close (go[0]);
  *ret_go = go[1];
  return pid;
}

/* Real root brings all its accounts along, so that `nobody` can be changed to; others are alone. */
static void
enter_namespace (void)
{
  g_autofree char *uid = g_strdup_printf ("0 %d 1", (int)getuid ());
  g_autofree char *gid = g_strdup_printf ("0 %d 1", (int)getgid ());
  gboolean root = getuid () == 0;
  int status;
  int go;
  pid_t mapper = start_mapper (&go);

  g_assert_cmpint (unshare (CLONE_NEWUSER | CLONE_NEWNS), ==, 0);
  if (root)
    {
      close (go);
      g_assert_cmpint (waitpid (mapper, &status, 0), ==, mapper);
      g_assert_cmpint (status, ==, 0);
      return;
    }
  kill (mapper, SIGKILL);
  waitpid (mapper, &status, 0);
  write_text ("/proc/self/setgroups", "deny");
  write_text ("/proc/self/uid_map", uid);
  write_text ("/proc/self/gid_map", gid);
}

/* Root of a user namespace in which no further one can be made. */
static void
enter_last_namespace (void)
{
  enter_namespace ();
  write_text ("/proc/sys/user/max_user_namespaces", "0");
}

static void
check_refused (void)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "own-status", NULL, NULL);
  g_autoptr (TestRun) run = test_run_watch (jail);
  g_autoptr (GError) error = NULL;

  /* Either the change of account fails already, or bubblewrap does. */
  if (!pen_jail_prepare (jail, &error) || !pen_jail_start (jail, &error))
    {
      g_assert_nonnull (error);
      return;
    }
  test_run_wait (run);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_SETUP);
  g_assert_cmpstr (run->out->str, ==, "");
}

static void
held_last_namespace (const MatrixRow *row)
{
  if (g_test_subprocess ())
    {
      enter_last_namespace ();
      check_refused ();
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
weak_last_namespace (const MatrixRow *row)
{
  if (g_test_subprocess ())
    {
      g_autofree char *output = NULL;

      enter_last_namespace ();
      output = careless_run (CARELESS_TRY_NAMESPACES | CARELESS_ACCOUNT, "own-status");
      matrix_check_words (output, "capabilities=some", FALSE);
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* A desktop may have stricter limits than a jail sets; they stay, and the jail stands. */
static void
held_stricter_limits (const MatrixRow *row)
{
  static const struct rlimit none = {0, 0};
  static const struct rlimit few = {1000, 1000};

  if (g_test_subprocess ())
    {
      g_assert_cmpint (setrlimit (RLIMIT_CORE, &none), ==, 0);
      g_assert_cmpint (setrlimit (RLIMIT_MEMLOCK, &none), ==, 0);
      g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &few), ==, 0);
      {
        g_autoptr (TestRun) run = matrix_run (PEN_PROFILE_RUN, "own-status", "files=2000", NULL);

        matrix_check_run (run, "capabilities=none", 0, FALSE);
      }
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 30, "make namespaces", HELD_BY_FILTER | HELD_BY_ARGV, IN_BOTH,
    .probe = "namespaces",
    .expected = "clone-user=EPERM clone-net=EPERM unshare-mount=EPERM unshare-user=EPERM",
    .without = "filter --disable-userns", .weakened = "clone-user=OK unshare-user=OK" },
  { 30, "make namespaces past the filter", HELD_BY_ARGV, IN_BOTH,
    .probe = "namespaces",
    .expected = "clone-user=EPERM clone-net=EPERM unshare-mount=EPERM unshare-user=EPERM",
    .without = "filter",
    .weakened = "clone-user=ENOSPC clone-net=EPERM unshare-mount=EPERM unshare-user=ENOSPC",
    .note = "the second wall alone" },
  { 31, "make a user namespace by clone3", HELD_BY_FILTER | HELD_BY_ARGV, IN_BOTH,
    .probe = "clone3-user", .expected = "clone3=ENOSYS",
    .without = "filter:clone3 --disable-userns", .weakened = "clone3=OK" },
  { 32, "join the namespaces of init", HELD_BY_FILTER | HELD_BY_INIT | HELD_BY_ARGV, IN_BOTH,
    .probe = "join-first", .expected = "open=EACCES setns=EPERM",
    .without = "filter:setns init landlock capabilities identity --disable-userns",
    .weakened = "open=OK setns=OK" },
  { 33, "trace init", HELD_BY_FILTER | HELD_BY_INIT, IN_BOTH,
    .probe = "trace-first", .expected = "ptrace=EPERM process_vm_readv=ENOSYS",
    .without = "filter:ptrace,process_vm_readv init landlock",
    .weakened = "ptrace=OK process_vm_readv=OK",
    .cannot = matrix_has_yama },
  { 34, "take a descriptor of init", HELD_BY_FILTER | HELD_BY_INIT, IN_BOTH,
    .probe = "steal-descriptor", .expected = "pidfd_open=OK pidfd_getfd=ENOSYS",
    .without = "filter:pidfd_getfd init landlock", .weakened = "pidfd_getfd=OK",
    .cannot = matrix_has_yama },
  { 35, "use the kernel's keys", HELD_BY_FILTER, IN_BOTH,
    .probe = "keys", .expected = "add_key=EPERM keyctl=EPERM request_key=EPERM",
    .without = "filter:add_key,keyctl", .weakened = "add_key=OK keyctl=OK",
    .cannot = matrix_lacks_keys },
  { 36, "load programs into the kernel and count events", HELD_BY_FILTER, IN_BOTH,
    .probe = "tracing", .expected = "bpf=EPERM perf_event_open=EPERM",
    .without = "filter:perf_event_open", .weakened = "perf_event_open=!EPERM" },
  { 37, "use rings and user faults", HELD_BY_FILTER, IN_BOTH,
    .probe = "rings", .expected = "userfaultfd=ENOSYS io_uring_setup=ENOSYS",
    .without = "filter:userfaultfd,io_uring_setup", .weakened = "userfaultfd=!ENOSYS" },
  { 38, "change its personality", HELD_BY_FILTER, IN_BOTH,
    .probe = "personalities", .expected = "personality=ENOSYS modify_ldt=ENOSYS",
    .without = "filter:personality", .weakened = "personality=OK" },
  { 39, "administer the machine", HELD_BY_FILTER | HELD_BY_KERNEL, IN_BOTH,
    .probe = "administration",
    .expected = "init_module=EPERM kexec_load=EPERM reboot=EPERM swapon=EPERM acct=EPERM "
                "syslog=EPERM settimeofday=EPERM adjtimex=EPERM iopl=EPERM quotactl=EPERM",
    .without = "filter:adjtimex", .weakened = "adjtimex=OK" },
  { 40, "open files by handle and watch file systems", HELD_BY_FILTER, IN_BOTH,
    .probe = "handles",
    .expected = "name_to_handle_at=ENOSYS open_by_handle_at=ENOSYS fanotify_init=ENOSYS",
    .without = "filter:name_to_handle_at,open_by_handle_at",
    .weakened = "name_to_handle_at=!ENOSYS open_by_handle_at=!ENOSYS" },
  { 41, "get memory that no limit counts", HELD_BY_FILTER, IN_BOTH,
    .probe = "shared-memory",
    .expected = "shmget=ENOSYS memfd_create=ENOSYS memfd_secret=ENOSYS mq_open=ENOSYS",
    .without = "filter:shared-memory", .weakened = "shmget=OK memfd_create=OK mq_open=EMFILE" },
  { 42, "put up walls of its own", HELD_BY_FILTER, IN_BOTH,
    .probe = "own-walls", .expected = "seccomp=ENOSYS landlock=ENOSYS",
    .without = "filter:seccomp", .weakened = "seccomp=OK" },
  { 43, "make calls that are not known yet", HELD_BY_FILTER, IN_BOTH,
    .probe = "unknown-calls", .expected = "451=ENOSYS 9999=ENOSYS",
    .without = "filter", .weakened = "451=!ENOSYS", .cannot = matrix_lacks_call_451 },
  { 44, "call by the x32 ABI", HELD_BY_FILTER, IN_BOTH,
    .probe = "call-x32", .expected = "x32=calling", .causes = CAUSE (FORBIDDEN),
    .needs = matrix_lacks_x86,
    .without = "filter:foreign", .weakened = "x32-call=ENOSYS" },
  { 44, "call by the 32-bit ABI", HELD_BY_FILTER, IN_BOTH,
    .probe = "call-i386", .expected = "i386=calling", .causes = CAUSE (FORBIDDEN),
    .needs = matrix_lacks_i386,
    .without = "filter", .weakened = "i386-call=OK" },
  { 45, "type into the terminal", HELD_BY_ARGV | HELD_BY_FILTER, IN_BOTH, .terminal = TRUE,
    .probe = "type-into-terminal", .expected = "tty=ENXIO",
    .without = "--new-session filter:ioctl", .weakened = "tty=OK inject=OK", .weak = weak_inject,
    .cannot = matrix_lacks_tiocsti },
  { 45, "type into the terminal past the session", HELD_BY_FILTER, IN_BOTH, .terminal = TRUE,
    .probe = "type-into-terminal", .expected = "tty=ENXIO",
    .without = "--new-session", .weakened = "tty=OK inject=ENOTTY",
    .note = "the second wall alone" },
  { 46, "type into the terminal with bit 32 set", HELD_BY_ARGV | HELD_BY_FILTER, IN_BOTH,
    .terminal = TRUE,
    .probe = "type-into-terminal high", .expected = "tty=ENXIO",
    .without = "--new-session filter:ioctl", .weakened = "tty=OK inject=OK", .weak = weak_inject,
    .cannot = matrix_lacks_tiocsti },
  { 46, "type with bit 32 set past the session", HELD_BY_FILTER, IN_BOTH, .terminal = TRUE,
    .probe = "type-into-terminal high", .expected = "tty=ENXIO",
    .without = "--new-session", .weakened = "tty=OK inject=ENOTTY",
    .note = "the second wall alone" },
  { 47, "use other ioctls", HELD_BY_FILTER, IN_BOTH,
    .probe = "other-ioctls",
    .expected = "TIOCLINUX=ENOTTY TIOCCONS=ENOTTY TIOCSCTTY=ENOTTY SETFLAGS=ENOTTY FIGETBSZ=ENOTTY",
    .without = "filter:ioctl", .weakened = "FIGETBSZ=OK" },
  { 48, "raise its limits and priorities", HELD_BY_FILTER | HELD_BY_LIMIT | HELD_BY_INIT, IN_BOTH,
    .probe = "priorities",
    .expected = "raise-files=EPERM fifo=EPERM batch=EPERM nice=EACCES io-realtime=EPERM "
                "io-best=EPERM mlock=ENOMEM mlockall=ENOMEM open-2000=EMFILE",
    .without = "filter:sched_setscheduler,ioprio_set limit:files",
    .weakened = "batch=OK io-best=OK open-2000=OK" },
  { 48, "start under stricter limits than its own", HELD_BY_NOTHING, IN_RUN,
    .held = held_stricter_limits },
  { 48, "make init late", HELD_BY_FILTER | HELD_BY_INIT, IN_BOTH,
    .probe = "slow-init", .expected = "process=EPERM user=EPERM own=OK affinity=OK init=free",
    .without = "filter:setpriority", .weakened = "process=OK user=OK" },
  { 48, "send signals to init", HELD_BY_KERNEL, IN_BOTH,
    .probe = "signal-init", .expected = "init=OK" },
  { 49, "become another user", HELD_BY_FILTER | HELD_BY_ARGV | HELD_BY_KERNEL, IN_BOTH,
    .probe = "identities", .expected = "setuid=EPERM setgroups=EPERM chown=EPERM sethostname=EPERM",
    .without = "filter:fchown,sethostname capabilities identity --disable-userns",
    .weakened = "chown=OK sethostname=OK" },
  { 50, "look at its own status", HELD_BY_ARGV | HELD_BY_INIT | HELD_BY_FILTER, IN_BOTH,
    .probe = "own-status", .expected = "capabilities=none no_new_privs=1 filter=2",
    .without = "filter capabilities", .weakened = "capabilities=some filter=0" },
  { 51, "start where no user namespace can be made", HELD_BY_ARGV | HELD_BY_LAUNCHER, IN_RUN,
    .held = held_last_namespace, .without = "launcher --unshare-user",
    .weak = weak_last_namespace },
  { 52, "start a jail inside the jail", HELD_BY_FILTER | HELD_BY_ARGV | HELD_BY_INIT, IN_COMPILE,
    .probe = "nested-jail", .expected = "bwrap=failed",
    .without = "filter landlock --disable-userns --remount-ro,/proc", .weakened = "bwrap=worked" },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  return matrix_main (argc, argv, "sandbox", rows, G_N_ELEMENTS (rows));
}
