/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a job leaves where its results are expected: the end of section 5 of the matrix. */
#include "hostile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define OUTPUT "/job/out"

static void
write_file (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

  say ("file", fd < 0 ? -1 : write (fd, text, strlen (text)));
  close (fd);
}

static void
leave_regular (int n_args, char **args)
{
  write_file (OUTPUT, "regular");
}

static void
leave_symlink (int n_args, char **args)
{
  write_file ("/job/other", "through the link");
  say ("symlink", symlink ("/job/other", OUTPUT));
}

/* The output's directory is one. */
static void
leave_linked_directory (int n_args, char **args)
{
  mkdir ("/job/real", 0700);
  write_file ("/job/real/out", "through the link");
  say ("symlink", symlink ("/job/real", "/job/dir"));
}

static void
leave_hard_link (int n_args, char **args)
{
  write_file ("/job/other", "twice");
  say ("link", link ("/job/other", OUTPUT));
}

static void
leave_fifo (int n_args, char **args)
{
  say ("fifo", mkfifo (OUTPUT, 0600));
}

static void
leave_socket (int n_args, char **args)
{
  struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = OUTPUT};
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  say ("bind", bind (fd, (struct sockaddr *)&at, sizeof at));
}

static void
leave_sparse (int n_args, char **args)
{
  int fd = open (OUTPUT, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

  say ("truncate", ftruncate (fd, get_number (n_args, args, 0, 0)));
}

static void
leave_strange_names (int n_args, char **args)
{
  write_file ("/job/\033]0;title\a\nline", "escape");
  write_file ("/job/-rf", "dash");
  write_file (OUTPUT, "regular");
}

/* A directory that nobody may enter, and one that is 600 levels deep. */
static void
leave_traps (int n_args, char **args)
{
  int depth = 0;

  say ("closed", mkdir ("/job/closed", 0));
  if (chdir ("/job") != 0)
    return;
  while (depth < 600 && mkdir ("deep", 0700) == 0 && chdir ("deep") == 0)
    depth++;
  say_number ("depth", depth);
}

/* A child that goes on writing to the output while it is collected. */
static void
leave_writer (int n_args, char **args)
{
  int fd = open (OUTPUT, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

  say ("file", write (fd, "first", 5));
  if (fork_or_end () == 0)
    {
      setsid ();
      while (pwrite (fd, "later", 5, 0) == 5)
        ;
      _exit (0);
    }
}

/* What a terminal would obey: title, other screen, clipboard, link, cursor, colour left on. */
static void
print_escapes (int n_args, char **args)
{
  printf ("\033]0;title\a\033[?1049h\033]52;c;aGk=\033\\\033]8;;http://x\033\\link\033]8;;\033\\"
          "\033[2J\033[H\033[31mred\n\302\23331m\302\235\b\b\r over\n");
}

static void
print_bytes (int n_args, char **args)
{
  static char line[3 << 20];

  memset (line, 'z', sizeof line);
  fwrite ("\377\376\0\355\240\200\300\257\364\220\200\200\n", 1, 13, stdout);
  fwrite ("\342\200\256\342\201\246\342\200\250\n", 1, 10, stdout);
  fwrite (line, 1, sizeof line, stdout);
}

static void
print_markup (int n_args, char **args)
{
  printf ("<script>alert(1)</script><img src=x onerror=alert(2)>&lt;");
}

const struct hostile_probe hostile_outputs[] = {
    {"leave-regular", leave_regular},
    {"leave-symlink", leave_symlink},
    {"leave-linked-directory", leave_linked_directory},
    {"leave-hard-link", leave_hard_link},
    {"leave-fifo", leave_fifo},
    {"leave-socket", leave_socket},
    {"leave-sparse", leave_sparse},
    {"leave-strange-names", leave_strange_names},
    {"leave-traps", leave_traps},
    {"leave-writer", leave_writer},
    {"print-escapes", print_escapes},
    {"print-bytes", print_bytes},
    {"print-markup", print_markup},
    {NULL, NULL},
};
