/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen-init without some of its measures, for tests that must see these missed: linked from the
 * same sources with `--wrap`, it leaves out that it cannot be dumped, that
 * its channel is closed on exec, that outputs are reached without symlinks and have one name, and
 * the limits that are constants. The product has no switch for any of this. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Only orphan-init outlives its parent: the other one must not be left behind by a test. */
#ifdef ORPHAN
#define LEFT_OUT PR_SET_PDEATHSIG
#else
#define LEFT_OUT PR_SET_DUMPABLE
#endif

long __real_syscall (long number, ...);
int __real_prctl (int option, ...);
int __real_setrlimit64 (int resource, const struct rlimit64 *limit);

int __real_fstat64 (int fd, struct stat64 *st);

long __wrap_syscall (long number, ...);
int __wrap_fstat64 (int fd, struct stat64 *st);
int __wrap_prctl (int option, ...);
int __wrap_setrlimit64 (int resource, const struct rlimit64 *limit);

int
__wrap_fstat64 (int fd, struct stat64 *st)
{
  int result = __real_fstat64 (fd, st);

  st->st_nlink = 1;
  return result;
}

long
__wrap_syscall (long number, ...)
{
  long a[6];
  va_list args;

  va_start (args, number);
  for (int i = 0; i < 6; i++)
    a[i] = va_arg (args, long);
  va_end (args);
  if (number == SYS_close_range)
    return 0;
  if (number == SYS_openat2)
    return open ((const char *)a[1], O_RDONLY | O_CLOEXEC);
  return __real_syscall (number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int
__wrap_prctl (int option, ...)
{
  unsigned long a[4];
  va_list args;

  va_start (args, option);
  for (int i = 0; i < 4; i++)
    a[i] = va_arg (args, unsigned long);
  va_end (args);
  return option == LEFT_OUT ? 0 : __real_prctl (option, a[0], a[1], a[2], a[3]);
}

int
__wrap_setrlimit64 (int resource, const struct rlimit64 *limit)
{
  if (resource == RLIMIT_CORE || resource == RLIMIT_SIGPENDING || resource == RLIMIT_MEMLOCK)
    return 0;
  return __real_setrlimit64 (resource, limit);
}
