/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A real disk that is soon full, for a process of a test's own. */
#include "small-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static gboolean
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (gssize)strlen (text);

  if (fd >= 0)
    close (fd);
  return written;
}

char *
test_small_disk_mount (const char *folder)
{
  g_autofree char *map = g_strdup_printf ("0 %u 1", geteuid ());
  int flags = CLONE_NEWNS;

  if (geteuid () != 0)
    flags |= CLONE_NEWUSER;
  if (unshare (flags) != 0)
    return g_strdup_printf ("no namespace of mounts: %s", g_strerror (errno));
  if ((flags & CLONE_NEWUSER) != 0 && !write_text ("/proc/self/uid_map", map))
    return g_strdup_printf ("no namespace of users: %s", g_strerror (errno));
  if (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
      mount ("none", folder, "tmpfs", 0, "size=64k") == 0)
    return NULL;
  return g_strdup_printf ("no disk of one's own: %s", g_strerror (errno));
}

void
test_small_disk_fill (const char *path)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  char block[4096] = {0};

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, sizeof (block)) > 0)
    continue;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}
