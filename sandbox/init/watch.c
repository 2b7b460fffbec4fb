/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The watchdog where no memory cgroup is delegated: sums what the processes of the jail hold,
 * confirms by their proportional share, counts their CPU time and the files they make. It sits
 * here, in its own process inside the jail, so that a busy window cannot delay it and so that it
 * sees the jail's processes and no others. */
#include "init.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define SOCKET_BUFFER 212992 /* net.core.wmem_default where nobody changed it */

/* Reads a file of /proc whole (or its first bytes) as a string. */
static bool
read_proc (const char *pid, const char *name, char *buffer, size_t size)
{
  char path[64];
  ssize_t n;
  int fd;

  snprintf (path, sizeof path, "/proc/%s/%s", pid, name);
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return false;
  n = read (fd, buffer, size - 1);
  close (fd);
  if (n <= 0)
    return false;
  buffer[n] = '\0';
  return true;
}

/* The value of a "Name:   123 kB" line, in bytes. */
static uint64_t
get_kib_line (const char *text, const char *name)
{
  const char *line = strstr (text, name);

  return line != NULL ? strtoull (line + strlen (name), NULL, 10) * 1024 : 0;
}

/* Anonymous and shared memory, wherever it lies now, and the tables that map it: what a program
 * asked for. Pages of files are the kernel's to drop. */
static uint64_t
get_resident (const char *pid)
{
  char status[4096];

  if (!read_proc (pid, "status", status, sizeof status))
    return 0;
  return get_kib_line (status, "\nRssAnon:") + get_kib_line (status, "\nRssShmem:") +
         get_kib_line (status, "\nVmSwap:") + get_kib_line (status, "\nVmPTE:");
}

/* The same with pages that several processes share counted once. A process that made itself
 * non-dumpable hides this; then its resident set counts. */
static uint64_t
get_proportional (const char *pid)
{
  char rollup[4096];
  char status[4096];

  if (!read_proc (pid, "smaps_rollup", rollup, sizeof rollup) ||
      !read_proc (pid, "status", status, sizeof status))
    return get_resident (pid);
  return get_kib_line (rollup, "\nPss_Anon:") + get_kib_line (rollup, "\nPss_Shmem:") +
         get_kib_line (rollup, "\nSwapPss:") + get_kib_line (status, "\nVmPTE:");
}

/* What waits in the buffers of TCP connections, from a table of /proc/net. The kernel searches for
 * it among the connections of the whole machine, which takes milliseconds. */
static uint64_t
sum_tcp_queues (const char *path)
{
  FILE *file = fopen (path, "re");
  char line[512];
  uint64_t sum = 0;

  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    {
      unsigned sent, received;

      if (sscanf (line, " %*u: %*s %*s %*x %x:%x", &sent, &received) == 2)
        sum += (uint64_t)sent + received;
    }
  if (file != NULL)
    fclose (file);
  return sum;
}

/* Socket buffers are the kernel's memory and belong to no process. A local or datagram socket holds
 * what it may (net.core.wmem_default); a TCP connection grows far beyond that, so that where the
 * whole machine has much in such, this jail's are looked at. */
static uint64_t
get_socket_memory (uint64_t limit)
{
  char text[1024];
  const char *line;
  unsigned long long used = 0;
  unsigned long long pages = 0;
  uint64_t sum;

  if (!read_proc ("net", "sockstat", text, sizeof text))
    return 0;
  if (sscanf (text, "sockets: used %llu", &used) != 1)
    return 0;
  sum = (uint64_t)used * SOCKET_BUFFER;
  line = strstr (text, " mem "); /* the first is TCP's */
  if (line != NULL && sscanf (line, " mem %llu", &pages) == 1 && used > 1 &&
      (uint64_t)pages * (uint64_t)sysconf (_SC_PAGESIZE) > limit / 8)
    sum += sum_tcp_queues ("/proc/net/tcp") + sum_tcp_queues ("/proc/net/tcp6");
  return sum;
}

static uint64_t
get_cpu_us (const char *pid)
{
  char stat[1024];
  const char *rest;
  unsigned long long user, system, child_user, child_system;

  if (!read_proc (pid, "stat", stat, sizeof stat))
    return 0;
  rest = strrchr (stat, ')'); /* the name before it may hold anything */
  if (rest == NULL || sscanf (rest + 1,
                              " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %llu %llu",
                              &user,
                              &system,
                              &child_user,
                              &child_system) != 4)
    return 0;
  return (user + system + child_user + child_system) * 1000000 / (uint64_t)sysconf (_SC_CLK_TCK);
}

static uint64_t
sum_over_processes (uint64_t (*get) (const char *pid))
{
  DIR *dir = opendir ("/proc");
  const struct dirent *entry;
  uint64_t sum = 0;

  if (dir == NULL)
    return 0;
  while ((entry = readdir (dir)) != NULL)
    if (isdigit ((unsigned char)entry->d_name[0]) && strcmp (entry->d_name, "1") != 0)
      sum += get (entry->d_name);
  closedir (dir);
  return sum;
}

static bool
has_too_many_files (const char *path, uint64_t most)
{
  struct statvfs fs;

  return most != 0 && statvfs (path, &fs) == 0 && fs.f_files - fs.f_ffree > most;
}

/* A process whose parent ignores SIGCHLD ends without leaving its time to anybody: what was seen
 * once stays counted. */
static void
measure_cpu (uint64_t seen_us, struct pen_init_watch *watch)
{
  if (seen_us < watch->cpu_seen)
    watch->cpu_lost += watch->cpu_seen - seen_us;
  watch->cpu_seen = seen_us;
  watch->cpu_us = watch->cpu_lost + seen_us;
}

void
pen_init_measure (const struct pen_frame_start *limits,
                  uint64_t reaped_us,
                  struct pen_init_watch *watch)
{
  uint64_t sockets = limits->memory != 0 ? get_socket_memory (limits->memory) : 0;
  uint64_t memory = sum_over_processes (get_resident) + sockets;

  if (memory > watch->peak_memory)
    watch->peak_memory = memory;
  if (limits->memory != 0 && memory > limits->memory)
    watch->memory_met = sum_over_processes (get_proportional) + sockets > limits->memory;
  measure_cpu (reaped_us + sum_over_processes (get_cpu_us), watch);
  watch->cpu_met = limits->cpu_ms != 0 && watch->cpu_us > (uint64_t)limits->cpu_ms * 1000;
  watch->inodes_met = has_too_many_files ("/tmp", limits->inodes) ||
                      has_too_many_files ("/job", limits->inodes) ||
                      has_too_many_files ("/dev/shm", limits->inodes);
}
