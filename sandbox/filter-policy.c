/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a jailed program may ask of the kernel. Whatever is not here fails with ENOSYS: io_uring,
 * userfaultfd, clone3 (its flags lie behind a pointer; libc falls back to clone on ENOSYS only),
 * inotify and AIO (quotas shared with the desktop), every call that a later kernel adds. */
#include "filter-private.h"

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/prctl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif
#ifndef F_DUPFD_QUERY
#define F_DUPFD_QUERY 1027 /* Linux 6.10 */
#endif
#ifndef TCGETS2
#define TCGETS2 TCGETS
#endif
/* The bits of socket(2)'s type that are not flags: linux/net.h, SOCK_TYPE_MASK. */
#define SOCKET_TYPE_MASK G_GUINT64_CONSTANT (0xf)
#define NAMESPACE_FLAGS                                                                            \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |    \
   CLONE_NEWNET)

/* clang-format off */
static const char *const files[] = {
    "access", "chdir", "chmod", "close", "close_range", "copy_file_range", "creat", "dup", "dup2",
    "dup3", "faccessat", "faccessat2", "fadvise64", "fallocate", "fchdir", "fchmod", "fchmodat",
    "fchmodat2", "fdatasync", "fgetxattr", "flistxattr", "fstat", "fstatfs", "fsync", "ftruncate",
    "futimesat", "getcwd", "getdents", "getdents64", "getxattr", "lgetxattr", "link", "linkat",
    "listxattr", "llistxattr", "lseek", "lstat", "mkdir", "mkdirat", "newfstatat", "open", "openat",
    "openat2", "pipe", "pipe2", "pread64", "preadv", "preadv2", "pwrite64", "pwritev", "pwritev2",
    "read", "readahead", "readlink", "readlinkat", "readv", "rename", "renameat", "renameat2",
    "rmdir", "sendfile", "splice", "stat", "statfs", "statx", "symlink", "symlinkat",
    "sync_file_range", "tee", "truncate", "umask", "unlink", "unlinkat", "utime", "utimensat",
    "utimes", "write", "writev",
};
static const char *const memory[] = {
    "brk", "madvise", "membarrier", "mincore", "mlock", "mlock2", "mlockall", "mprotect", "mremap",
    "mseal", "msync", "munlock", "munlockall", "munmap", "pkey_alloc", "pkey_free", "pkey_mprotect",
};
static const char *const processes[] = {
    "arch_prctl", "capget", "execve", "exit", "exit_group", "fork", "futex", "futex_waitv",
    "get_robust_list", "getcpu", "getegid", "geteuid", "getgid", "getgroups", "getpgid", "getpgrp",
    "getpid", "getppid", "getpriority", "getrandom", "getresgid", "getresuid", "getrlimit",
    "getrusage", "getsid", "gettid", "getuid", "ioprio_get", "kill", "pause", "pidfd_open",
    "pidfd_send_signal", "restart_syscall", "rseq", "rt_sigaction", "rt_sigpending",
    "rt_sigprocmask", "rt_sigqueueinfo", "rt_sigreturn", "rt_sigsuspend", "rt_sigtimedwait",
    "rt_tgsigqueueinfo", "sched_get_priority_max", "sched_get_priority_min", "sched_getaffinity",
    "sched_getattr", "sched_getparam", "sched_getscheduler", "sched_rr_get_interval",
    "sched_setaffinity", "sched_yield", "set_robust_list", "set_tid_address", "setpgid",
    "setrlimit", "setsid", "sigaltstack", "sysinfo", "tgkill", "tkill", "uname",
    "vfork", "wait4", "waitid",
};
static const char *const clocks_and_events[] = {
    "alarm", "clock_getres", "clock_gettime", "clock_nanosleep", "epoll_create", "epoll_create1",
    "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait", "eventfd", "eventfd2", "getitimer",
    "gettimeofday", "nanosleep", "poll", "ppoll", "pselect6", "select", "setitimer", "signalfd",
    "signalfd4", "time", "timer_create", "timer_delete", "timer_getoverrun", "timer_gettime",
    "timer_settime", "timerfd_create", "timerfd_gettime", "timerfd_settime", "times",
};
static const char *const sockets[] = {
    "accept", "accept4", "bind", "connect", "getpeername", "getsockname", "getsockopt", "listen",
    "recvfrom", "recvmmsg", "recvmsg", "sendmmsg", "sendmsg", "sendto", "shutdown",
};
/* Calls that an ordinary user's program is used to see fail with EPERM. */
static const char *const refused[] = {
    "acct", "add_key", "adjtimex", "bpf", "capset", "chown", "chroot", "clock_adjtime",
    "clock_settime", "delete_module", "fchown", "fchownat", "finit_module", "init_module",
    "ioperm", "iopl", "ioprio_set", "kexec_load", "keyctl", "lchown", "mknod", "mknodat", "mount",
    "perf_event_open", "pivot_root", "ptrace", "quotactl", "reboot", "request_key",
    "sched_setattr", "sched_setparam", "sched_setscheduler", "setdomainname", "setfsgid",
    "setfsuid", "setgid", "setgroups", "sethostname", "setns", "setregid", "setresgid",
    "setresuid", "setreuid", "settimeofday", "setuid", "swapoff", "swapon", "syslog", "umount2",
    "unshare", "vhangup",
};
static const char *const not_supported[] = {
    "fremovexattr", "fsetxattr", "lremovexattr", "lsetxattr", "removexattr", "setxattr",
};
/* Memory that no rlimit counts; see pen_filter_allow_shared_memory(). */
static const char *const shared_memory[] = {
    "mq_getsetattr", "mq_notify", "mq_open", "mq_timedreceive", "mq_timedsend", "mq_unlink",
    "msgctl", "msgget", "msgrcv", "msgsnd", "semctl", "semget", "semop", "semtimedop", "shmat",
    "shmctl", "shmdt",
};

static const guint32 zero[] = { 0 };
static const guint32 ioctls[] = {
    TCGETS, TCGETS2, TIOCGWINSZ, TIOCGPGRP, TIOCOUTQ, FIONREAD, FIONBIO, FIOCLEX, FIONCLEX,
};
static const guint32 fcntls[] = {
    F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_SETOWN, F_GETOWN, F_DUPFD_CLOEXEC,
    F_DUPFD_QUERY, F_GETPIPE_SZ, F_ADD_SEALS, F_GET_SEALS,
};
static const guint32 fcntl_locks[] = {
    F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW,
};
static const guint32 fcntl_pipe_size[] = { F_SETPIPE_SZ };
static const guint32 prctls[] = {
    PR_SET_PDEATHSIG, PR_GET_PDEATHSIG, PR_GET_DUMPABLE, PR_SET_DUMPABLE, PR_GET_KEEPCAPS,
    PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_SECUREBITS,
    PR_SET_TIMERSLACK, PR_GET_TIMERSLACK, PR_SET_CHILD_SUBREAPER, PR_GET_CHILD_SUBREAPER,
    PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS, PR_GET_TID_ADDRESS, PR_GET_THP_DISABLE,
    PR_GET_SPECULATION_CTRL, PR_SET_VMA,
};
static const guint32 level_socket[] = { SOL_SOCKET };
static const guint32 level_ip[] = { IPPROTO_IP };
static const guint32 level_ipv6[] = { IPPROTO_IPV6 };
static const guint32 level_tcp[] = { IPPROTO_TCP };
static const guint32 options_socket[] = {
    SO_REUSEADDR, SO_DONTROUTE, SO_BROADCAST, SO_KEEPALIVE, SO_OOBINLINE, SO_PRIORITY, SO_LINGER,
    SO_REUSEPORT, SO_PASSCRED, SO_RCVLOWAT, SO_RCVTIMEO, SO_SNDTIMEO, SO_TIMESTAMP, SO_TIMESTAMPNS,
};
/* Socket buffers are host memory that no rlimit counts: the wish is heard and not granted, because
 * programs take a refusal for an error. */
static const guint32 options_buffer[] = { SO_SNDBUF, SO_RCVBUF };
static const guint32 options_ip[] = {
    IP_TOS, IP_TTL, IP_PKTINFO, IP_MTU_DISCOVER, IP_RECVERR, IP_RECVTTL, IP_RECVTOS, IP_FREEBIND,
    IP_BIND_ADDRESS_NO_PORT, IP_MULTICAST_IF, IP_MULTICAST_TTL, IP_MULTICAST_LOOP,
    IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP,
};
static const guint32 options_ipv6[] = {
    IPV6_UNICAST_HOPS, IPV6_MULTICAST_IF, IPV6_MULTICAST_HOPS, IPV6_MULTICAST_LOOP,
    IPV6_JOIN_GROUP, IPV6_LEAVE_GROUP, IPV6_MTU_DISCOVER, IPV6_RECVERR, IPV6_V6ONLY,
    IPV6_RECVPKTINFO, IPV6_RECVHOPLIMIT, IPV6_DONTFRAG, IPV6_RECVTCLASS, IPV6_TCLASS,
};
/* Without TCP_ULP and TCP_REPAIR, which open other subsystems of the kernel. */
static const guint32 options_tcp[] = {
    TCP_NODELAY, TCP_MAXSEG, TCP_CORK, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, TCP_SYNCNT,
    TCP_LINGER2, TCP_DEFER_ACCEPT, TCP_WINDOW_CLAMP, TCP_QUICKACK, TCP_CONGESTION,
    TCP_USER_TIMEOUT, TCP_FASTOPEN, TCP_FASTOPEN_CONNECT,
};
static const guint32 families_unix[] = { AF_UNIX };
static const guint32 families_ip[] = { AF_INET, AF_INET6 };
static const guint32 types_unix[] = { SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET };
static const guint32 types_stream[] = { SOCK_STREAM };
static const guint32 types_datagram[] = { SOCK_DGRAM };
static const guint32 protocols_tcp[] = { 0, IPPROTO_TCP };
static const guint32 protocols_udp[] = { 0, IPPROTO_UDP };
/* clang-format on */

#define ONE_OF(arg, mask, values)                                                                  \
  {                                                                                                \
    arg, mask, values, G_N_ELEMENTS (values)                                                       \
  }

static void
add_names (PenFilter *filter, const char *const *names, guint n_names, int error)
{
  for (guint i = 0; i < n_names; i++)
    pen_filter_add (filter, names[i], error, NULL, 0);
}

static void
allow_forms (PenFilter *filter, const char *name, const PenFilterTest *tests, guint n_tests)
{
  pen_filter_add (filter, name, /* error= */ -1, tests, n_tests);
}

/* Huge pages come from a pool of the whole machine that no limit of the job counts. */
static void
add_memory (PenFilter *filter)
{
  static const PenFilterTest no_huge_page = ONE_OF (3, MAP_HUGETLB, zero);

  add_names (filter, memory, G_N_ELEMENTS (memory), /* error= */ -1);
  allow_forms (filter, "mmap", &no_huge_page, 1);
  pen_filter_set_otherwise (filter, "mmap", ENOMEM);
}

static void
add_processes (PenFilter *filter)
{
  static const PenFilterTest no_namespace = ONE_OF (0, NAMESPACE_FLAGS, zero);
  static const PenFilterTest known_prctl = ONE_OF (0, PEN_FILTER_INT, prctls);
  /* Nobody changes the limits or the priority of PID 1, whose user id is the program's own. */
  static const PenFilterTest of_itself = ONE_OF (0, PEN_FILTER_INT, zero);
  static const PenFilterTest reads_only = ONE_OF (2, PEN_FILTER_POINTER, zero);
  static const PenFilterTest own_priority[] = {
      ONE_OF (0, PEN_FILTER_INT, zero), /* PRIO_PROCESS */
      ONE_OF (1, PEN_FILTER_INT, zero),
  };

  add_names (filter, processes, G_N_ELEMENTS (processes), /* error= */ -1);
  allow_forms (filter, "clone", &no_namespace, 1);
  pen_filter_set_otherwise (filter, "clone", EPERM);
  allow_forms (filter, "prctl", &known_prctl, 1);
  pen_filter_set_otherwise (filter, "prctl", EINVAL);
  allow_forms (filter, "prlimit64", &of_itself, 1);
  allow_forms (filter, "prlimit64", &reads_only, 1);
  pen_filter_set_otherwise (filter, "prlimit64", EPERM);
  allow_forms (filter, "setpriority", own_priority, G_N_ELEMENTS (own_priority));
  pen_filter_set_otherwise (filter, "setpriority", EPERM);
}

/* Locks reach other jobs through a library that both have open, so that only the compiler has them:
 * cargo does not work without. */
static void
add_descriptors (PenFilter *filter, PenProfile profile)
{
  static const PenFilterTest known_ioctl = ONE_OF (1, PEN_FILTER_INT, ioctls);
  static const PenFilterTest known_fcntl = ONE_OF (1, PEN_FILTER_INT, fcntls);
  static const PenFilterTest locks = ONE_OF (1, PEN_FILTER_INT, fcntl_locks);
  static const PenFilterTest pipe_size = ONE_OF (1, PEN_FILTER_INT, fcntl_pipe_size);

  allow_forms (filter, "ioctl", &known_ioctl, 1);
  pen_filter_set_otherwise (filter, "ioctl", ENOTTY);
  allow_forms (filter, "fcntl", &known_fcntl, 1);
  /* Pipe pages are a quota of the user, shared with the desktop. */
  pen_filter_add (filter, "fcntl", EPERM, &pipe_size, 1);
  pen_filter_add (filter, "fcntl", profile == PEN_PROFILE_COMPILE ? -1 : ENOSYS, &locks, 1);
  pen_filter_set_otherwise (filter, "fcntl", EINVAL);
  if (profile == PEN_PROFILE_COMPILE)
    pen_filter_add (filter, "flock", /* error= */ -1, NULL, 0);
}

static void
add_socket_options (PenFilter *filter)
{
  static const PenFilterTest allowed[][2] = {
      {ONE_OF (1, PEN_FILTER_INT, level_socket), ONE_OF (2, PEN_FILTER_INT, options_socket)},
      {ONE_OF (1, PEN_FILTER_INT, level_ip), ONE_OF (2, PEN_FILTER_INT, options_ip)},
      {ONE_OF (1, PEN_FILTER_INT, level_ipv6), ONE_OF (2, PEN_FILTER_INT, options_ipv6)},
      {ONE_OF (1, PEN_FILTER_INT, level_tcp), ONE_OF (2, PEN_FILTER_INT, options_tcp)},
  };
  static const PenFilterTest pretended[2] = {ONE_OF (1, PEN_FILTER_INT, level_socket),
                                             ONE_OF (2, PEN_FILTER_INT, options_buffer)};

  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    allow_forms (filter, "setsockopt", allowed[i], 2);
  pen_filter_add (filter, "setsockopt", /* error= */ 0, pretended, 2);
  pen_filter_set_otherwise (filter, "setsockopt", ENOPROTOOPT);
}

static void
add_sockets (PenFilter *filter, PenProfile profile)
{
  static const PenFilterTest local[] = {
      ONE_OF (0, PEN_FILTER_INT, families_unix),
      ONE_OF (1, SOCKET_TYPE_MASK, types_unix),
      ONE_OF (2, PEN_FILTER_INT, zero),
  };
  static const PenFilterTest tcp[] = {
      ONE_OF (0, PEN_FILTER_INT, families_ip),
      ONE_OF (1, SOCKET_TYPE_MASK, types_stream),
      ONE_OF (2, PEN_FILTER_INT, protocols_tcp),
  };
  static const PenFilterTest udp[] = {
      ONE_OF (0, PEN_FILTER_INT, families_ip),
      ONE_OF (1, SOCKET_TYPE_MASK, types_datagram),
      ONE_OF (2, PEN_FILTER_INT, protocols_udp),
  };

  add_names (filter, sockets, G_N_ELEMENTS (sockets), /* error= */ -1);
  allow_forms (filter, "socket", local, G_N_ELEMENTS (local));
  allow_forms (filter, "socketpair", local, G_N_ELEMENTS (local));
  if (profile == PEN_PROFILE_RUN)
    {
      allow_forms (filter, "socket", tcp, G_N_ELEMENTS (tcp));
      allow_forms (filter, "socket", udp, G_N_ELEMENTS (udp));
    }
  pen_filter_set_otherwise (filter, "socket", EAFNOSUPPORT);
  pen_filter_set_otherwise (filter, "socketpair", EAFNOSUPPORT);
  add_socket_options (filter);
}

PenFilter *
pen_filter_new (PenProfile profile)
{
  PenFilter *filter = pen_filter_new_empty ();

  add_names (filter, files, G_N_ELEMENTS (files), /* error= */ -1);
  add_names (filter, clocks_and_events, G_N_ELEMENTS (clocks_and_events), /* error= */ -1);
  add_names (filter, refused, G_N_ELEMENTS (refused), EPERM);
  add_names (filter, not_supported, G_N_ELEMENTS (not_supported), EOPNOTSUPP);
  add_memory (filter);
  add_processes (filter);
  add_descriptors (filter, profile);
  add_sockets (filter, profile);
  return filter;
}

void
pen_filter_allow_shared_memory (PenFilter *filter)
{
  static const PenFilterTest memfd = {1, MFD_HUGETLB, zero, 1};
  static const PenFilterTest shm = {2, SHM_HUGETLB, zero, 1};

  g_return_if_fail (filter != NULL);

  add_names (filter, shared_memory, G_N_ELEMENTS (shared_memory), /* error= */ -1);
  allow_forms (filter, "memfd_create", &memfd, 1);
  allow_forms (filter, "shmget", &shm, 1);
}
