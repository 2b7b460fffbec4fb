/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reaching for files, mounts and devices that are not the program's: section 1 of the matrix. */
#include "hostile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

static void
open_each (int n_args, char **args)
{
  for (int i = 0; i < n_args; i++)
    say (args[i], try_open (args[i], O_RDONLY));
}

static void
write_each (int n_args, char **args)
{
  for (int i = 0; i < n_args; i++)
    say (args[i], try_open (args[i], O_WRONLY));
}

static void
create_each (int n_args, char **args)
{
  for (int i = 0; i < n_args; i++)
    {
      char path[256];

      snprintf (path, sizeof path, "%s/hostile-file", args[i]);
      say (args[i], try_open (path, O_WRONLY | O_CREAT | O_EXCL));
    }
}

static void
accounts (int n_args, char **args)
{
  static char text[65536];
  int lines = 0;

  if (read_text ("/etc/passwd", text, sizeof text) < 0)
    {
      say ("passwd", -1);
      return;
    }
  for (const char *at = text; *at != '\0'; at++)
    lines += *at == '\n';
  text[strcspn (text, ":")] = '\0';
  say_number ("lines", lines);
  say_word ("first", text);
}

static void
mounts (int n_args, char **args)
{
  say ("remount", mount ("none", "/", NULL, MS_REMOUNT | MS_BIND, NULL));
  say ("tmpfs", mount ("none", "/tmp", "tmpfs", 0, NULL));
  say ("umount", umount2 ("/tmp", MNT_DETACH));
}

static void
new_mounts (int n_args, char **args)
{
  say ("fsopen", syscall (SYS_fsopen, "tmpfs", 0));
  say ("open_tree", syscall (SYS_open_tree, AT_FDCWD, "/tmp", 0));
  say ("move_mount", syscall (SYS_move_mount, -1, "", -1, "", 0));
  say ("mount_setattr", syscall (SYS_mount_setattr, -1, "", 0, NULL, 0));
  say ("open_tree_attr", syscall (467, -1, "", 0, NULL, 0));
  say ("listmount", syscall (458, NULL, NULL, 0, 0));
}

static void
change_root (int n_args, char **args)
{
  say ("pivot_root", syscall (SYS_pivot_root, "/tmp", "/tmp"));
  say ("chroot", chroot ("/tmp"));
}

static void
nodes (int n_args, char **args)
{
  say ("block", mknod ("/tmp/disk", S_IFBLK | 0600, makedev (8, 0)));
  say ("fifo", mkfifo ("/tmp/fifo", 0600));
}

static int
copy_self (const char *path)
{
  static char bytes[65536];
  int in = open ("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  int out = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0700);
  ssize_t n;

  if (in < 0 || out < 0)
    return -1;
  while ((n = read (in, bytes, sizeof bytes)) > 0)
    if (write (out, bytes, (size_t)n) != n)
      return -1;
  close (in);
  close (out);
  return 0;
}

static void
own_user (int n_args, char **args)
{
  exit (geteuid () == 1000 && getegid () == 1000 ? 0 : 1);
}

/* A setuid file of its own, then one of the system's: neither gives another user. */
static void
setuid_file (int n_args, char **args)
{
  char *own[] = {(char *)"/tmp/setuid", (char *)"own-user", NULL};
  char *su[] = {(char *)"/usr/bin/su", (char *)"-c", (char *)"true", NULL};
  struct statvfs fs;

  say ("copy", copy_self (own[0]));
  say ("chmod", chmod (own[0], 06755));
  say_word ("own", run_program (own) == 0 ? "same-user" : "another-user");
  say_word ("su", run_program (su) == 0 ? "worked" : "failed");
  say_word ("nosuid", statvfs ("/tmp", &fs) == 0 && (fs.f_flag & ST_NOSUID) != 0 ? "yes" : "no");
}

static void
hard_link (int n_args, char **args)
{
  say ("link", link (args[0], "/tmp/link"));
}

static void
extend (int n_args, char **args)
{
  int fd = open ("/tmp/long", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  say ("truncate", ftruncate (fd, 1LL << 45));
}

/* Writes files of 4 MiB below a directory until it is full or the bytes of the argument are in. */
static void
fill (int n_args, char **args)
{
  static char block[65536];
  long long most = get_number (n_args, args, 1, 0);
  long long bytes = 0;
  int fd = -1;

  memset (block, 'z', sizeof block);
  while (bytes < most)
    {
      char path[64];
      ssize_t n;

      if (bytes % (4 << 20) == 0)
        {
          snprintf (path, sizeof path, "%s/fill-%lld", args[0], bytes >> 22);
          fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        }
      n = write (fd, block, sizeof block);
      if (n < 0)
        break;
      bytes += n;
    }
  say ("fill", bytes < most ? -1 : 0);
  say_number ("bytes", bytes);
}

static void
fill_names (int n_args, char **args)
{
  long long most = get_number (n_args, args, 1, 0);
  long long made = 0;

  for (; made < most; made++)
    {
      char path[64];

      snprintf (path, sizeof path, "%s/%lld", args[0], made);
      if (try_open (path, O_WRONLY | O_CREAT | O_EXCL) < 0)
        break;
    }
  say ("names", made < most ? -1 : 0);
  say_number ("made", made);
}

/* Whether the argument's text stands in /proc/self/mountinfo. */
static void
mount_info (int n_args, char **args)
{
  static char text[65536];

  if (read_text ("/proc/self/mountinfo", text, sizeof text) < 0)
    say ("mountinfo", -1);
  else
    say_word ("mountinfo", strstr (text, args[0]) != NULL ? "tells" : "silent");
}

/* Tries to leave a file in every mount; says where it could. */
static void
writable_mounts (int n_args, char **args)
{
  FILE *file = fopen ("/proc/self/mountinfo", "re");
  char line[8192];

  if (file == NULL)
    {
      say ("mountinfo", -1);
      return;
    }
  while (fgets (line, sizeof line, file) != NULL)
    {
      char where[4096];
      char path[4200];

      if (sscanf (line, "%*s %*s %*s %*s %4095s", where) != 1)
        continue;
      snprintf (path, sizeof path, "%s/poison", where);
      if (try_open (path, O_WRONLY | O_CREAT | O_EXCL) >= 0)
        say_word (where, "OK");
    }
  fclose (file);
}

const struct hostile_probe hostile_files[] = {
    {"open", open_each},
    {"write", write_each},
    {"create", create_each},
    {"accounts", accounts},
    {"mounts", mounts},
    {"new-mounts", new_mounts},
    {"change-root", change_root},
    {"nodes", nodes},
    {"own-user", own_user},
    {"setuid-file", setuid_file},
    {"hard-link", hard_link},
    {"extend", extend},
    {"fill", fill},
    {"fill-names", fill_names},
    {"mount-info", mount_info},
    {"writable-mounts", writable_mounts},
    {NULL, NULL},
};
