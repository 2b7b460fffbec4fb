/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What this machine lacks for a row, or holds by itself so that a missing measure is not seen. */
#include <errno.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/resource.h>
#include <unistd.h>

#include "matrix.h"

static int
read_number (const char *path, int otherwise)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? (int)g_ascii_strtoll (text, NULL, 10)
                                                       : otherwise;
}

const char *
matrix_lacks_landlock (void)
{
  long abi = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

  return abi < 2 ? "This kernel has no Landlock, or only its first version." : NULL;
}

const char *
matrix_lacks_tiocsti (void)
{
  return read_number ("/proc/sys/dev/tty/legacy_tiocsti", 1) == 0
             ? "This kernel lets nobody type into a terminal (dev.tty.legacy_tiocsti is 0)."
             : NULL;
}

const char *
matrix_lacks_x86 (void)
{
#ifdef __x86_64__
  return NULL;
#else
  return "Only x86-64 has a second ABI to try.";
#endif
}

/* A kernel without 32-bit calls answers them with SIGSEGV. */
const char *
matrix_lacks_i386 (void)
{
#ifdef __x86_64__
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      long number = 20;

      __asm__ volatile("int $0x80" : "+a"(number) : : "memory", "r8", "r9", "r10", "r11");
      _exit (0);
    }
  if (pid > 0 && waitpid (pid, &status, 0) == pid && WIFSIGNALED (status))
    return "This kernel has no 32-bit calls.";
#endif
  return matrix_lacks_x86 ();
}

const char *
matrix_lacks_call_451 (void)
{
  return syscall (451, -1, NULL, NULL, 0) < 0 && errno == ENOSYS
             ? "This kernel is too old to have the call that stands for a new one."
             : NULL;
}

const char *
matrix_lacks_ipv6 (void)
{
  return access ("/proc/net/if_inet6", R_OK) != 0 ? "This kernel has no IPv6." : NULL;
}

const char *
matrix_lacks_keys (void)
{
  return access ("/proc/keys", R_OK) != 0 ? "This kernel has no /proc/keys." : NULL;
}

const char *
matrix_has_yama (void)
{
  return read_number ("/proc/sys/kernel/yama/ptrace_scope", 0) > 0
             ? "This kernel refuses it by itself (kernel.yama.ptrace_scope)."
             : NULL;
}

const char *
matrix_is_not_root (void)
{
  return getuid () != 0 ? "Only root can start a jail as root." : NULL;
}

/* Where a core dump goes that nothing forbids. */
const char *
matrix_lacks_core_files (void)
{
  g_autofree char *pattern = NULL;
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0)
    return "Core dumps are off for these tests already (ulimit -c 0).";
  if (!g_file_get_contents ("/proc/sys/kernel/core_pattern", &pattern, NULL, NULL) ||
      !g_str_has_prefix (pattern, "core"))
    return "This machine collects core dumps elsewhere (kernel.core_pattern).";
  return NULL;
}

const char *
matrix_lacks_bwrap_0_8 (void)
{
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "/usr/bin/bwrap", "--version", NULL);
  g_autofree char *version = NULL;

  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, NULL, &version, NULL, NULL) ||
      strstr (version, " 0.8.") == NULL)
    return "Only bubblewrap 0.8 is known to do this.";
  return NULL;
}
