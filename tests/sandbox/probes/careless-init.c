/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen-init without some of its measures, for tests that must see these missed: linked from the
 * same sources with `--wrap`, it leaves out that it cannot be dumped, that its channel is closed on
 * exec, that outputs are reached without symlinks and have one name, and the limits that are
 * constants. The product has no switch for any of this. Variadic functions are wrapped with as many
 * arguments as Linux passes in registers. */
#include <errno.h>
#include <fcntl.h>
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

long __real_syscall (long number, long a, long b, long c, long d, long e, long f);
int __real_fstat64 (int fd, struct stat64 *st);
int __real_prctl (int option, long a, long b, long c, long d);
int __real_setrlimit64 (int resource, const struct rlimit64 *limit);

long __wrap_syscall (long number, long a, long b, long c, long d, long e, long f);
int __wrap_fstat64 (int fd, struct stat64 *st);
int __wrap_prctl (int option, long a, long b, long c, long d);
int __wrap_setrlimit64 (int resource, const struct rlimit64 *limit);

int
__wrap_fstat64 (int fd, struct stat64 *st)
{
  int result = __real_fstat64 (fd, st);

  st->st_nlink = 1;
  return result;
}

long
__wrap_syscall (long number, long a, long b, long c, long d, long e, long f)
{
  if (number == SYS_close_range)
    return 0;
  if (number == SYS_openat2)
    return open ((const char *)b, O_RDONLY | O_CLOEXEC);
  return __real_syscall (number, a, b, c, d, e, f);
}

int
__wrap_prctl (int option, long a, long b, long c, long d)
{
  return option == LEFT_OUT ? 0 : __real_prctl (option, a, b, c, d);
}

int
__wrap_setrlimit64 (int resource, const struct rlimit64 *limit)
{
  if (resource == RLIMIT_CORE || resource == RLIMIT_SIGPENDING || resource == RLIMIT_MEMLOCK)
    return 0;
  return __real_setrlimit64 (resource, limit);
}
