/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reaching for parts of the kernel that a program has no use for: the system calls of section 2 of
 * the matrix. Made by number, so that libc's fall-backs hide nothing. */
#include "hostile.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <linux/seccomp.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

static void
keys (int n_args, char **args)
{
  say ("add_key", syscall (SYS_add_key, "user", "hostile", "secret", 6, KEY_SPEC_PROCESS_KEYRING));
  say ("keyctl", syscall (SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_PROCESS_KEYRING, 1));
  say ("request_key", syscall (SYS_request_key, "user", "hostile", NULL, 0));
}

static void
tracing (int n_args, char **args)
{
  say ("bpf", syscall (SYS_bpf, 7, NULL, 1 << 20));
  say ("perf_event_open", syscall (SYS_perf_event_open, NULL, 0, -1, -1, 0));
}

static void
rings (int n_args, char **args)
{
  char params[256] = {0};

  say ("userfaultfd", syscall (SYS_userfaultfd, 1 /* UFFD_USER_MODE_ONLY */));
  say ("io_uring_setup", syscall (SYS_io_uring_setup, 1, params));
}

static void
personalities (int n_args, char **args)
{
#ifdef SYS_modify_ldt
  char ldt[64];
#endif

  say ("personality", syscall (SYS_personality, 0x0440000)); /* exec on read, no randomization */
#ifdef SYS_modify_ldt
  say ("modify_ldt", syscall (SYS_modify_ldt, 0, ldt, sizeof ldt));
#else
  say_word ("modify_ldt", "ENOSYS");
#endif
}

static void
administration (int n_args, char **args)
{
  struct timex times = {.modes = 0};

  say ("init_module", syscall (SYS_init_module, NULL, 0, ""));
  say ("kexec_load", syscall (SYS_kexec_load, 0, 0, NULL, 0));
  say ("reboot", syscall (SYS_reboot, 0, 0, 0, NULL));
  say ("swapon", syscall (SYS_swapon, "/tmp", 0));
  say ("acct", syscall (SYS_acct, NULL));
  say ("syslog", syscall (SYS_syslog, 5 /* clear */, NULL, 0));
  say ("settimeofday", syscall (SYS_settimeofday, NULL, NULL));
  say ("adjtimex", syscall (SYS_adjtimex, &times));
#ifdef SYS_iopl
  say ("iopl", syscall (SYS_iopl, 3));
#else
  say_word ("iopl", "EPERM");
#endif
  say ("quotactl", syscall (SYS_quotactl, 0x80000700, NULL, 0, NULL));
}

static void
handles (int n_args, char **args)
{
  struct
  {
    struct file_handle head;
    char rest[128];
  } handle = {.head.handle_bytes = 128};
  int mount;

  say ("name_to_handle_at", syscall (SYS_name_to_handle_at, AT_FDCWD, "/tmp", &handle, &mount, 0));
  say ("open_by_handle_at", syscall (SYS_open_by_handle_at, AT_FDCWD, &handle, O_RDONLY));
  say ("fanotify_init", syscall (SYS_fanotify_init, 0x200 /* FAN_REPORT_FID */, O_RDONLY));
}

static void
shared_memory (int n_args, char **args)
{
  struct mq_attr attr = {.mq_maxmsg = 1, .mq_msgsize = 8};
  long id = syscall (SYS_shmget, IPC_PRIVATE, 4096, 0600);

  say ("shmget", id);
  if (id >= 0)
    shmctl ((int)id, IPC_RMID, NULL);
  say ("memfd_create", syscall (SYS_memfd_create, "hostile", 0));
  say ("memfd_secret", syscall (SYS_memfd_secret, 0));
  say ("mq_open", syscall (SYS_mq_open, "hostile", O_RDWR | O_CREAT, 0600, &attr));
}

static void
own_walls (int n_args, char **args)
{
  unsigned action = SECCOMP_RET_ALLOW;

  say ("seccomp", syscall (SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action));
  say ("landlock", syscall (SYS_landlock_create_ruleset, NULL, 0, 1));
}

static void
unknown_calls (int n_args, char **args)
{
  say ("451", syscall (451, -1, NULL, NULL, 0));
  say ("9999", syscall (9999));
}

/* The 64-bit kernel's third ABI; the call itself is getpid. */
static void
call_x32 (int n_args, char **args)
{
#ifdef __x86_64__
  say_word ("x32", "calling");
  say_now ();
  say ("x32-call", syscall (0x40000000 | SYS_getpid));
#endif
}

static void
call_i386 (int n_args, char **args)
{
#ifdef __x86_64__
  long number = 20;

  say_word ("i386", "calling");
  say_now ();
  __asm__ volatile("int $0x80" : "+a"(number) : : "memory", "r8", "r9", "r10", "r11");
  errno = (int)-number;
  say ("i386-call", number);
#endif
}

const struct hostile_probe hostile_kernel[] = {
    {"keys", keys},
    {"tracing", tracing},
    {"rings", rings},
    {"personalities", personalities},
    {"administration", administration},
    {"handles", handles},
    {"shared-memory", shared_memory},
    {"own-walls", own_walls},
    {"unknown-calls", unknown_calls},
    {"call-x32", call_x32},
    {"call-i386", call_i386},
    {NULL, NULL},
};
