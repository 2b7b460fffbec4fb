/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Loads the filter into a child of the test and makes the calls themselves there, by number, so
 * that libc's fall-backs hide nothing. */
#include "filter.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define BAD_ADDRESS 1L /* an address that no process has mapped */
#define BOTH(error) error, error
#define BIT_32 (1L << 32)
#define HIGH (-BIT_32)
#define WORKS (-1) /* expected: anything but a refusal by the filter */

typedef struct
{
  const char *name;
  long number;
  long args[6];
  int run;     /* expected errno, 0: returns ≥ 0, WORKS: neither ENOSYS nor EPERM */
  int compile; /* the same under the compile profile */
} Call;

/* clang-format off */
static const Call calls[] = {
  /* What a program needs reaches the kernel. */
  { "getpid", SYS_getpid, { 0 }, BOTH (0) },
  { "write to nowhere", SYS_write, { -1, 0, 0 }, BOTH (EBADF) },
  { "openat of a bad address", SYS_openat, { AT_FDCWD, BAD_ADDRESS, 0 }, BOTH (EFAULT) },
  { "execve of a bad address", SYS_execve, { BAD_ADDRESS, 0, 0 }, BOTH (EFAULT) },
  { "futex wake", SYS_futex, { 0, 1, 0 }, BOTH (WORKS) },
  { "mmap of nothing", SYS_mmap, { 0, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0 },
    BOTH (EINVAL) },
  { "mmap", SYS_mmap, { 0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0 }, BOTH (WORKS) },
  { "prlimit of itself", SYS_prlimit64, { 0, RLIMIT_NOFILE, 0, 0 }, BOTH (0) },
  { "prlimit reads another", SYS_prlimit64, { 0x7ffffff0, RLIMIT_NOFILE, 0, 0 }, BOTH (ESRCH) },
  { "pidfd_open", SYS_pidfd_open, { -1, 0 }, BOTH (EINVAL) },
  { "getrandom", SYS_getrandom, { 0, 0, 0 }, BOTH (0) },
  { "timer_create", SYS_timer_create, { -1, 0, 0 }, BOTH (EFAULT) },
  { "wait4", SYS_wait4, { -1, 0, 1, 0 }, BOTH (ECHILD) },
  { "eventfd2", SYS_eventfd2, { 0, 0 }, BOTH (0) },

  /* Namespaces, mounts, other processes, keys. */
  { "clone into a user namespace", SYS_clone, { CLONE_NEWUSER | SIGCHLD }, BOTH (EPERM) },
  { "clone into a network namespace", SYS_clone, { CLONE_NEWNET | SIGCHLD }, BOTH (EPERM) },
  { "clone3", SYS_clone3, { 0, 0 }, BOTH (ENOSYS) },
  { "unshare", SYS_unshare, { CLONE_NEWUSER }, BOTH (EPERM) },
  { "setns", SYS_setns, { -1, 0 }, BOTH (EPERM) },
  { "mount", SYS_mount, { 0 }, BOTH (EPERM) },
  { "umount2", SYS_umount2, { 0 }, BOTH (EPERM) },
  { "fsopen", SYS_fsopen, { 0 }, BOTH (ENOSYS) },
  { "open_tree", SYS_open_tree, { -1 }, BOTH (ENOSYS) },
  { "move_mount", SYS_move_mount, { -1 }, BOTH (ENOSYS) },
  { "mount_setattr", SYS_mount_setattr, { -1 }, BOTH (ENOSYS) },
  { "listmount", 458, { 0 }, BOTH (ENOSYS) },
  { "open_tree_attr", 467, { -1 }, BOTH (ENOSYS) },
  { "chroot", SYS_chroot, { BAD_ADDRESS }, BOTH (EPERM) },
  { "pivot_root", SYS_pivot_root, { BAD_ADDRESS, BAD_ADDRESS }, BOTH (EPERM) },
  { "mknodat of a FIFO", SYS_mknodat, { -1, BAD_ADDRESS, S_IFIFO }, BOTH (EPERM) },
  { "ptrace", SYS_ptrace, { 0 }, BOTH (EPERM) },
  { "process_vm_readv", SYS_process_vm_readv, { 1 }, BOTH (ENOSYS) },
  { "pidfd_getfd", SYS_pidfd_getfd, { -1 }, BOTH (ENOSYS) },
  { "prlimit of another", SYS_prlimit64, { 0x7ffffff0, RLIMIT_CPU, BAD_ADDRESS, 0 }, BOTH (EPERM) },
  { "keyctl", SYS_keyctl, { 0 }, BOTH (EPERM) },
  { "add_key", SYS_add_key, { 0 }, BOTH (EPERM) },
  { "setuid", SYS_setuid, { 0x7ffffff0 }, BOTH (EPERM) },
  { "setgroups", SYS_setgroups, { 0x7fffffff }, BOTH (EPERM) },
  { "fchown", SYS_fchown, { -1, 0, 0 }, BOTH (EPERM) },
  { "sethostname", SYS_sethostname, { 0, -1 }, BOTH (EPERM) },

  /* Attack surface. */
  { "bpf", SYS_bpf, { 0 }, BOTH (EPERM) },
  { "perf_event_open", SYS_perf_event_open, { 0 }, BOTH (EPERM) },
  { "io_uring_setup", SYS_io_uring_setup, { 0, 0 }, BOTH (ENOSYS) },
  { "userfaultfd", SYS_userfaultfd, { 0 }, BOTH (ENOSYS) },
  { "personality", SYS_personality, { 0xffffffff }, BOTH (ENOSYS) },
  { "io_setup", SYS_io_setup, { 0, 0 }, BOTH (ENOSYS) },
  { "name_to_handle_at", SYS_name_to_handle_at, { -1 }, BOTH (ENOSYS) },
  { "open_by_handle_at", SYS_open_by_handle_at, { -1 }, BOTH (ENOSYS) },
  { "fanotify_init", SYS_fanotify_init, { 0 }, BOTH (ENOSYS) },
  { "inotify_init1", SYS_inotify_init1, { 0 }, BOTH (ENOSYS) },
  { "seccomp", SYS_seccomp, { 0 }, BOTH (ENOSYS) },
  { "landlock_create_ruleset", SYS_landlock_create_ruleset, { 0, 0, 1 }, BOTH (ENOSYS) },
  { "vmsplice", SYS_vmsplice, { -1 }, BOTH (ENOSYS) },
  { "mbind", SYS_mbind, { 0 }, BOTH (ENOSYS) },
  { "init_module", SYS_init_module, { 0 }, BOTH (EPERM) },
  { "memfd_secret", SYS_memfd_secret, { 0 }, BOTH (ENOSYS) },
  { "a call that does not exist yet", 9999, { 0 }, BOTH (ENOSYS) },
  { "mmap of huge pages", SYS_mmap,
    { 0, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0 }, BOTH (ENOMEM) },

  /* Memory that no rlimit counts. */
  { "memfd_create", SYS_memfd_create, { BAD_ADDRESS, 0 }, BOTH (ENOSYS) },
  { "shmget", SYS_shmget, { 0, 0, 0 }, BOTH (ENOSYS) },
  { "semget", SYS_semget, { 0, 0, 0 }, BOTH (ENOSYS) },
  { "msgget", SYS_msgget, { 1, 0 }, BOTH (ENOSYS) },
  { "mq_open", SYS_mq_open, { BAD_ADDRESS }, BOTH (ENOSYS) },

  /* Descriptors. */
  { "ioctl TCGETS", SYS_ioctl, { -1, TCGETS }, BOTH (EBADF) },
  { "ioctl FIONBIO, sign-extended", SYS_ioctl, { -1, HIGH | FIONBIO }, BOTH (EBADF) },
  { "ioctl TIOCSTI", SYS_ioctl, { -1, TIOCSTI }, BOTH (ENOTTY) },
  { "ioctl TIOCSTI with bit 32", SYS_ioctl, { -1, BIT_32 | TIOCSTI }, BOTH (ENOTTY) },
  { "ioctl TIOCLINUX", SYS_ioctl, { -1, TIOCLINUX }, BOTH (ENOTTY) },
  { "ioctl TIOCSCTTY", SYS_ioctl, { -1, TIOCSCTTY }, BOTH (ENOTTY) },
  { "fcntl F_GETFD", SYS_fcntl, { -1, F_GETFD }, BOTH (EBADF) },
  { "fcntl F_SETPIPE_SZ", SYS_fcntl, { -1, F_SETPIPE_SZ, 4096 }, BOTH (EPERM) },
  { "fcntl F_SETPIPE_SZ with bit 32", SYS_fcntl, { -1, BIT_32 | F_SETPIPE_SZ }, BOTH (EPERM) },
  { "fcntl F_NOTIFY", SYS_fcntl, { -1, F_NOTIFY }, BOTH (EINVAL) },
  { "fcntl F_SETLEASE", SYS_fcntl, { -1, F_SETLEASE }, BOTH (EINVAL) },
  { "fcntl F_SETLK", SYS_fcntl, { -1, F_SETLK, 0 }, ENOSYS, EBADF },
  { "fcntl F_OFD_SETLKW", SYS_fcntl, { -1, F_OFD_SETLKW, 0 }, ENOSYS, EBADF },
  { "flock", SYS_flock, { -1, 1 }, ENOSYS, EBADF },
  { "prctl PR_SET_NAME", SYS_prctl, { PR_SET_NAME, BAD_ADDRESS }, BOTH (EFAULT) },
  { "prctl PR_SET_SECCOMP", SYS_prctl, { PR_SET_SECCOMP, SECCOMP_MODE_STRICT }, BOTH (EINVAL) },
  { "prctl PR_SET_MM", SYS_prctl, { PR_SET_MM }, BOTH (EINVAL) },
  { "fsetxattr", SYS_fsetxattr, { -1 }, BOTH (EOPNOTSUPP) },

  /* Sockets. */
  { "socket AF_UNIX", SYS_socket, { AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0 }, BOTH (0) },
  { "socketpair AF_UNIX", SYS_socketpair, { AF_UNIX, SOCK_SEQPACKET, 0, BAD_ADDRESS },
    BOTH (EFAULT) },
  { "socket AF_INET", SYS_socket, { AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0 }, 0, EAFNOSUPPORT },
  { "socket AF_INET6", SYS_socket, { AF_INET6, SOCK_DGRAM, IPPROTO_UDP }, WORKS, EAFNOSUPPORT },
  { "socket AF_INET raw", SYS_socket, { AF_INET, SOCK_RAW, IPPROTO_TCP }, BOTH (EAFNOSUPPORT) },
  { "socket AF_INET ping", SYS_socket, { AF_INET, SOCK_DGRAM, IPPROTO_ICMP }, BOTH (EAFNOSUPPORT) },
  { "socket AF_INET MPTCP", SYS_socket, { AF_INET, SOCK_STREAM, 262 }, BOTH (EAFNOSUPPORT) },
  { "socket AF_NETLINK", SYS_socket, { AF_NETLINK, SOCK_RAW, 0 }, BOTH (EAFNOSUPPORT) },
  { "socket AF_NETLINK datagram", SYS_socket, { AF_NETLINK, SOCK_DGRAM, 0 }, BOTH (EAFNOSUPPORT) },
  { "socket AF_PACKET", SYS_socket, { AF_PACKET, SOCK_DGRAM, 0 }, BOTH (EAFNOSUPPORT) },
  { "socket AF_VSOCK", SYS_socket, { AF_VSOCK, SOCK_STREAM, 0 }, BOTH (EAFNOSUPPORT) },
  { "socket AF_ALG", SYS_socket, { AF_ALG, SOCK_SEQPACKET, 0 }, BOTH (EAFNOSUPPORT) },
  { "setsockopt TCP_NODELAY", SYS_setsockopt, { -1, IPPROTO_TCP, TCP_NODELAY }, BOTH (EBADF) },
  { "setsockopt SO_REUSEADDR", SYS_setsockopt, { -1, SOL_SOCKET, SO_REUSEADDR }, BOTH (EBADF) },
  { "setsockopt SO_SNDBUF", SYS_setsockopt, { -1, SOL_SOCKET, SO_SNDBUF }, BOTH (0) },
  { "setsockopt SO_SNDBUFFORCE", SYS_setsockopt, { -1, SOL_SOCKET, SO_SNDBUFFORCE },
    BOTH (ENOPROTOOPT) },
  { "setsockopt SO_ATTACH_FILTER", SYS_setsockopt, { -1, SOL_SOCKET, SO_ATTACH_FILTER },
    BOTH (ENOPROTOOPT) },
  { "setsockopt SO_SNDBUF of another level", SYS_setsockopt, { -1, 255, SO_SNDBUF },
    BOTH (ENOPROTOOPT) },
};
/* clang-format on */

/* In the child: no privilege comes back, then the filter; 0 if it is loaded. */
static int
load (GBytes *program)
{
  gsize size;
  const void *data = g_bytes_get_data (program, &size);
  struct sock_fprog fprog = {(unsigned short)(size / sizeof (struct sock_filter)),
                             (struct sock_filter *)data};

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return -1;
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &fprog, 0, 0);
}

/* Makes @calls one after the other in a child under @filter; returns the child's wait status and
 * the errno of each (0: it succeeded) in ret_errors. */
static int
make_calls (PenFilter *filter, const Call *list, guint n, int *ret_errors)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) program = pen_filter_export (filter, &error);
  int *shared =
      mmap (NULL, n * sizeof (int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int status = 0;
  pid_t pid;

  g_assert_no_error (error);
  g_assert_true (shared != MAP_FAILED);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if (load (program) != 0)
        _exit (99);
      for (guint i = 0; i < n; i++)
        {
          const long *a = list[i].args;
          long result = syscall (list[i].number, a[0], a[1], a[2], a[3], a[4], a[5]);

          shared[i] = result < 0 ? errno : 0;
        }
      /* Not _exit(): a sanitizer does more there than some of these filters allow. */
      syscall (SYS_exit_group, 0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  for (guint i = 0; i < n; i++)
    ret_errors[i] = shared[i];
  munmap (shared, n * sizeof (int));
  return status;
}

static gboolean
is_as_expected (int seen, int expected)
{
  return expected == WORKS ? seen != ENOSYS && seen != EPERM : seen == expected;
}

static void
test_answers (gconstpointer data)
{
  PenProfile profile = GPOINTER_TO_INT (data);
  g_autoptr (PenFilter) filter = pen_filter_new (profile);
  int seen[G_N_ELEMENTS (calls)];
  int status = make_calls (filter, calls, G_N_ELEMENTS (calls), seen);

  g_assert_cmpint (status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      int expected = profile == PEN_PROFILE_RUN ? calls[i].run : calls[i].compile;

      g_test_message ("%s: %s", calls[i].name, g_strerror (seen[i]));
      if (!is_as_expected (seen[i], expected))
        {
          g_test_message ("expected: %s", g_strerror (expected));
          g_test_fail ();
        }
    }
}

/* A weakened value lets through exactly the call that was named. */
static void
test_one_measure (void)
{
  static const Call probe[] = {
      {"memfd_create", SYS_memfd_create, {BAD_ADDRESS, 0}, EFAULT, 0},
      {"inotify_init1", SYS_inotify_init1, {0}, ENOSYS, 0},
      {"ioctl TIOCSTI", SYS_ioctl, {-1, TIOCSTI}, EBADF, 0},
      {"getpid", SYS_getpid, {0}, ENOTSUP, 0},
      {"keyctl", SYS_keyctl, {0x7fff}, EOPNOTSUPP, 0},
  };
  g_autoptr (PenFilter) filter = pen_filter_new (PEN_PROFILE_RUN);
  int seen[G_N_ELEMENTS (probe)];

  pen_filter_allow (filter, "memfd_create");
  pen_filter_allow (filter, "ioctl");
  pen_filter_allow (filter, "keyctl");
  pen_filter_allow (filter, "no_such_call");
  pen_filter_refuse (filter, "getpid", ENOTSUP);
  g_assert_cmpint (make_calls (filter, probe, G_N_ELEMENTS (probe), seen), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (probe); i++)
    g_assert_cmpint (seen[i], ==, probe[i].run);
}

static void
test_shared_memory (void)
{
  static const Call probe[] = {
      {"memfd_create", SYS_memfd_create, {BAD_ADDRESS, 0}, EFAULT, 0},
      {"memfd_create of huge pages", SYS_memfd_create, {BAD_ADDRESS, MFD_HUGETLB}, ENOSYS, 0},
      {"shmget", SYS_shmget, {0, 0, 0}, EINVAL, 0},
      {"mq_open", SYS_mq_open, {BAD_ADDRESS, 0}, EFAULT, 0},
      {"inotify_init1", SYS_inotify_init1, {0}, ENOSYS, 0},
  };
  g_autoptr (PenFilter) filter = pen_filter_new (PEN_PROFILE_RUN);
  int seen[G_N_ELEMENTS (probe)];

  pen_filter_allow_shared_memory (filter);
  g_assert_cmpint (make_calls (filter, probe, G_N_ELEMENTS (probe), seen), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (probe); i++)
    g_assert_cmpint (seen[i], ==, probe[i].run);
}

static void
test_empty (void)
{
  static const Call probe[] = {{"getpid", SYS_getpid, {0}, ENOSYS, 0}};
  g_autoptr (PenFilter) filter = pen_filter_new_empty ();
  int seen[G_N_ELEMENTS (probe)];

  pen_filter_allow (filter, "exit_group");
  g_assert_cmpint (make_calls (filter, probe, G_N_ELEMENTS (probe), seen), ==, 0);
  g_assert_cmpint (seen[0], ==, ENOSYS);
}

#ifdef __x86_64__
static void
test_x32 (void)
{
  static const Call probe[] = {{"x32 getpid", 0x40000000 | SYS_getpid, {0}, 0, 0}};
  static const Call ioctl_probe[] = {{"x32 ioctl", 0x40000000 | 514, {-1, TIOCSTI}, 0, 0}};
  g_autoptr (PenFilter) filter = pen_filter_new (PEN_PROFILE_RUN);
  int seen;
  int status = make_calls (filter, probe, 1, &seen);

  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
  status = make_calls (filter, ioctl_probe, 1, &seen);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);

  pen_filter_tolerate_foreign (filter);
  g_assert_cmpint (make_calls (filter, probe, 1, &seen), ==, 0);
  g_assert_cmpint (seen, ==, ENOSYS);
}

/* Calls getpid by the 32-bit entry of the kernel. */
static void
make_32_bit_call (void)
{
  long number = 20;

  __asm__ volatile("int $0x80" : "+a"(number) : : "memory");
}

static void
test_i386 (void)
{
  g_autoptr (PenFilter) filter = pen_filter_new (PEN_PROFILE_COMPILE);
  g_autoptr (GBytes) program = pen_filter_export (filter, NULL);
  int status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      if (load (program) != 0)
        _exit (99);
      make_32_bit_call ();
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFSIGNALED (status) && WTERMSIG (status) == SIGSEGV)
    {
      g_test_skip ("This kernel has no 32-bit calls.");
      return;
    }
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGSYS);
}
#endif

/* Kills the whole process, not only the thread that made the call. */
static gpointer
wait_for_ever (gpointer data)
{
  while (TRUE)
    pause ();
  return NULL;
}

static void
test_kills_the_process (void)
{
#ifdef __x86_64__
  if (g_test_subprocess ())
    {
      g_autoptr (PenFilter) filter = pen_filter_new (PEN_PROFILE_RUN);
      g_autoptr (GBytes) program = pen_filter_export (filter, NULL);

      g_thread_unref (g_thread_new ("waits", wait_for_ever, NULL));
      if (load (program) != 0)
        exit (99);
      syscall (0x40000000 | SYS_getpid);
      exit (98);
    }
  g_test_trap_subprocess (NULL, /* µs= */ 5 * G_USEC_PER_SEC, 0);
  g_assert_false (g_test_trap_reached_timeout ());
  g_test_trap_assert_failed ();
#else
  g_test_skip ("Only x86-64 has a second ABI to try.");
#endif
}

static void
test_size (void)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (PenFilter) filter = pen_filter_new (profile);
      g_autoptr (GBytes) program = NULL;
      g_autoptr (GBytes) again = pen_filter_export (filter, NULL);

      pen_filter_allow_shared_memory (filter);
      program = pen_filter_export (filter, NULL);
      g_assert_nonnull (program);
      g_assert_cmpuint (g_bytes_get_size (program) % sizeof (struct sock_filter), ==, 0);
      g_assert_cmpuint (g_bytes_get_size (program), >, g_bytes_get_size (again));
      g_test_message ("%" G_GSIZE_FORMAT " instructions",
                      g_bytes_get_size (program) / sizeof (struct sock_filter));
      g_assert_cmpuint (g_bytes_get_size (program) / sizeof (struct sock_filter),
                        <,
                        BPF_MAXINSNS / 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sandbox/filter/answers-in-run",
                        GINT_TO_POINTER (PEN_PROFILE_RUN),
                        test_answers);
  g_test_add_data_func ("/sandbox/filter/answers-in-compile",
                        GINT_TO_POINTER (PEN_PROFILE_COMPILE),
                        test_answers);
  g_test_add_func ("/sandbox/filter/one-measure-taken-out", test_one_measure);
  g_test_add_func ("/sandbox/filter/shared-memory-where-it-is-counted", test_shared_memory);
  g_test_add_func ("/sandbox/filter/empty-allows-nothing", test_empty);
#ifdef __x86_64__
  g_test_add_func ("/sandbox/filter/kills-x32", test_x32);
  g_test_add_func ("/sandbox/filter/kills-i386", test_i386);
#endif
  g_test_add_func ("/sandbox/filter/kills-the-process", test_kills_the_process);
  g_test_add_func ("/sandbox/filter/fits-the-kernel", test_size);
  return g_test_run ();
}
