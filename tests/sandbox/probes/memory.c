/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The ways to more memory than a limit on one process counts: rows 77 to 84 of the matrix. Every
 * probe stops at the bytes of its argument, so that it stays small where nothing holds it. */
#include "hostile.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define STEP (4L << 20)

/* Writes to every page; a memset() of memory that is not read again may be left out. */
static void
touch (void *memory, size_t size)
{
  for (size_t i = 0; i < size; i += 4096)
    ((volatile char *)memory)[i] = 'z';
}

/* Keeps what it has as long as somebody needs who looks now and then. */
static void
linger (void)
{
  usleep (300000);
}

/* As a Rust program does it: an allocation that fails aborts. */
static void
heap (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);

  for (long long bytes = 0; bytes < most; bytes += STEP)
    {
      char *memory = malloc (STEP);

      if (memory == NULL)
        abort ();
      touch (memory, STEP);
    }
  linger ();
  say ("heap", 0);
}

static void
shared_mapping (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);

  for (long long bytes = 0; bytes < most; bytes += STEP)
    {
      char *memory = mmap (NULL, STEP, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

      if (memory == MAP_FAILED)
        abort ();
      touch (memory, STEP);
    }
  linger ();
  say ("shared", 0);
}

/* The same by many processes that hold a part each. */
static void
heap_of_many (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  int ready[2];
  char byte;

  if (pipe (ready) != 0)
    abort ();
  for (long long bytes = 0; bytes < most; bytes += 2 * STEP)
    if (fork_or_end () == 0)
      {
        char *memory = malloc (2 * STEP);

        touch (memory, 2 * STEP);
        if (write (ready[1], memory, 1) == 1)
          pause ();
      }
  for (long long bytes = 0; bytes < most; bytes += 2 * STEP)
    if (read (ready[0], &byte, 1) != 1)
      abort ();
  linger ();
  say ("heap", 0);
}

/* Reads a byte in each of many stretches that one page table covers: no memory, many tables. */
static void
page_tables (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  size_t size = (size_t)most * 512;
  volatile char *memory =
      mmap (NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  char sum = 0;

  if (memory == MAP_FAILED)
    {
      say ("tables", -1);
      return;
    }
  madvise ((void *)memory, size, MADV_NOHUGEPAGE);
  for (size_t at = 0; at < size; at += 2 << 20)
    sum = (char)(sum + memory[at]);
  linger ();
  say ("tables", sum);
}

static void
memfd (int n_args, char **args)
{
  static char block[1 << 16];
  long long most = get_number (n_args, args, 0, 0);
  long long bytes = 0;
  long fd = -1;

  memset (block, 'z', sizeof block);
  for (; bytes < most; bytes += sizeof block)
    {
      if (bytes % STEP == 0)
        fd = syscall (SYS_memfd_create, "hostile", 0);
      if (fd < 0 || write ((int)fd, block, sizeof block) < 0)
        break;
    }
  say ("memfd", bytes < most ? -1 : 0);
}

static void
system_v (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  long long bytes = 0;

  for (; bytes < most; bytes += STEP)
    {
      int id = shmget (IPC_PRIVATE, STEP, 0600);
      char *memory = id >= 0 ? shmat (id, NULL, 0) : (void *)-1;

      if (memory == (void *)-1)
        break;
      touch (memory, STEP);
      shmdt (memory); /* no process has it any more, and it stays */
    }
  say ("shm", bytes < most ? -1 : 0);
}

/* Fills one socket's buffer; returns how many bytes it took. */
static long long
fill_socket (int fd)
{
  static char block[1 << 15];
  static const int size = 16 << 20;
  long long bytes = 0;
  ssize_t n;

  setsockopt (fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  while ((n = send (fd, block, sizeof block, MSG_DONTWAIT)) > 0)
    bytes += n;
  return bytes;
}

/* A connection over loopback, whose buffers the kernel lets grow by itself. */
static int
make_connection (int pair[2])
{
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK)};
  socklen_t length = sizeof at;
  int server = socket (AF_INET, SOCK_STREAM, 0);

  pair[0] = socket (AF_INET, SOCK_STREAM, 0);
  if (server < 0 || pair[0] < 0 || bind (server, (struct sockaddr *)&at, length) != 0 ||
      getsockname (server, (struct sockaddr *)&at, &length) != 0 || listen (server, 1) != 0 ||
      connect (pair[0], (struct sockaddr *)&at, length) != 0)
    return -1;
  pair[1] = accept (server, NULL, NULL);
  close (server);
  return pair[1];
}

static void
connections (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  long long bytes = 0;
  int pair[2];

  while (bytes < most && make_connection (pair) >= 0)
    bytes += fill_socket (pair[0]) + fill_socket (pair[1]);
  say ("connections", bytes < most ? -1 : 0);
  linger ();
  say_number ("bytes", bytes);
}

/* Both ends of as many socket pairs as there may be. */
static long long
fill_sockets (long long most)
{
  long long bytes = 0;
  int pair[2];

  while (bytes < most && socketpair (AF_UNIX, SOCK_STREAM, 0, pair) == 0)
    bytes += fill_socket (pair[0]) + fill_socket (pair[1]);
  return bytes;
}

static void
sockets (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  long long bytes = fill_sockets (most);

  say ("sockets", bytes < most ? -1 : 0);
  linger ();
}

/* The same by many processes. */
static void
sockets_of_many (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  long long sum = 0;
  long long bytes;
  int report[2];

  if (pipe (report) != 0)
    abort ();
  while (sum < most)
    {
      if (fork_or_end () == 0)
        {
          bytes = fill_sockets (most / 8);
          if (write (report[1], &bytes, sizeof bytes) > 0)
            pause ();
          _exit (0);
        }
      if (read (report[0], &bytes, sizeof bytes) != sizeof bytes)
        break;
      sum += bytes;
    }
  say ("sockets", sum < most ? -1 : 0);
  linger ();
}

static void
large_pipe (int n_args, char **args)
{
  int fds[2];

  if (pipe (fds) != 0)
    abort ();
  say ("setpipe", fcntl (fds[1], F_SETPIPE_SZ, 1 << 20));
}

static void
watchers (int n_args, char **args)
{
  int n = 0;

  while (n < 4 && syscall (SYS_inotify_init1, 0) >= 0)
    n++;
  say ("inotify", n < 4 ? -1 : 0);
}

static void
timers (int n_args, char **args)
{
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  int n = 0;
  int id;

  while (n < 2000 && syscall (SYS_timer_create, CLOCK_MONOTONIC, &event, &id) == 0)
    n++;
  say ("timers", n < 2000 ? -1 : 0);
  say_word ("number", n <= 256 ? "few" : "many");
}

/* What the kernel's out-of-memory killer does to it. */
static void
killed_when_full (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  char *memory = malloc ((size_t)most);

  touch (memory, (size_t)most);
  raise (SIGKILL);
}

const struct hostile_probe hostile_memory[] = {
    {"heap", heap},
    {"heap-of-many", heap_of_many},
    {"shared-mapping", shared_mapping},
    {"page-tables", page_tables},
    {"memfd", memfd},
    {"system-v", system_v},
    {"sockets", sockets},
    {"sockets-of-many", sockets_of_many},
    {"connections", connections},
    {"large-pipe", large_pipe},
    {"watchers", watchers},
    {"timers", timers},
    {"killed-when-full", killed_when_full},
    {NULL, NULL},
};
