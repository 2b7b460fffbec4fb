/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Landlock: what the program may write, said once more to the kernel. The mounts already say it;
 * this also covers /program, a tmpfs that init itself had to fill. */
#include "init.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Kernel 6.2's, which Debian 12's header lacks. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#define WRITES                                                                                     \
  (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                                 \
   LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |   \
   LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |     \
   LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER)

static void
allow (int ruleset, const char *path, uint64_t access)
{
  struct landlock_path_beneath_attr rule = {.allowed_access = access};

  rule.parent_fd = open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

void
pen_init_restrict_writes (void)
{
  long abi = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  struct landlock_ruleset_attr attr = {.handled_access_fs = WRITES};
  int ruleset;

  if (abi < 2) /* the first version refuses every rename between directories */
    return;
  if (abi >= 3)
    attr.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
  ruleset = (int)syscall (SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
  if (ruleset < 0)
    return;
  allow (ruleset, "/job", attr.handled_access_fs);
  allow (ruleset, "/tmp", attr.handled_access_fs);
  allow (ruleset, "/dev/shm", attr.handled_access_fs);
  allow (ruleset, "/dev", LANDLOCK_ACCESS_FS_WRITE_FILE);
  allow (ruleset, "/proc", LANDLOCK_ACCESS_FS_WRITE_FILE);
  syscall (SYS_landlock_restrict_self, ruleset, 0);
  close (ruleset);
}
