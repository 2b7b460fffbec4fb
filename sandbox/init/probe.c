/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a jailed program can do, tried from inside: playpen-probe runs in a jail like any program
 * and prints one line a row, "name=ok" or "name=" and what it saw. Static and plain C, as the jail
 * of a program holds few libraries. Which rows there must be stands in ../probe-jail.c. */
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEXT_MAX 200

/* Prints the row @name: @problem is what was seen, NULL if all was as it must be. */
static void
say (const char *name, const char *problem)
{
  printf ("%s=", name);
  if (problem == NULL)
    printf ("ok");
  /* One row is one line, whatever was read. */
  for (const char *p = problem; p != NULL && *p != '\0'; p++)
    putchar (*p >= ' ' && *p < 127 ? *p : '?');
  putchar ('\n');
}

/* The row @name holds if @result is a failure with @expected (0: with any errno). */
static void
say_fails (const char *name, long result, int expected)
{
  char text[TEXT_MAX];

  if (result >= 0)
    say (name, "it worked");
  else if (expected == 0 || errno == expected)
    say (name, NULL);
  else
    {
      snprintf (text, sizeof text, "it failed with: %s", strerror (errno));
      say (name, text);
    }
}

/* Reads a small file; an empty text if it cannot be read. */
static void
slurp (const char *path, char *text, size_t size)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  ssize_t n = fd >= 0 ? read (fd, text, size - 1) : 0;

  text[n > 0 ? n : 0] = '\0';
  if (fd >= 0)
    close (fd);
}

static void
check_identity (void)
{
  static const char *const maps[] = {"/proc/self/uid_map", "/proc/self/gid_map"};
  char text[TEXT_MAX];

  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
    {
      unsigned long inside;
      unsigned long outside;
      unsigned long count;
      int end = 0;

      slurp (maps[i], text, sizeof text);
      if (sscanf (text, "%lu %lu %lu %n", &inside, &outside, &count, &end) != 3 || inside != 1000 ||
          count != 1 || text[end] != '\0')
        {
          say ("identity", text);
          return;
        }
    }
  say ("identity",
       getuid () == 1000 && geteuid () == 1000 && getgid () == 1000 ? NULL : "wrong id");
}

/* The value of the line "@key:\tvalue" of /proc/self/status, or "". */
static void
find_status (const char *status, const char *key, char *value, size_t size)
{
  const char *line = strstr (status, key);
  size_t n = 0;

  value[0] = '\0';
  if (line == NULL || line[strlen (key)] != ':')
    return;
  line += strlen (key) + 1;
  while (*line == '\t' || *line == ' ')
    line++;
  while (line[n] != '\n' && line[n] != '\0' && n + 1 < size)
    n++;
  memcpy (value, line, n);
  value[n] = '\0';
}

static void
check_status (void)
{
  static const char *const sets[] = {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"};
  char status[8192];
  char value[TEXT_MAX];
  const char *problem = NULL;

  slurp ("/proc/self/status", status, sizeof status);
  for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
    {
      find_status (status, sets[i], value, sizeof value);
      if (strcmp (value, "0000000000000000") != 0)
        problem = sets[i];
    }
  say ("capabilities", problem);
  find_status (status, "NoNewPrivs", value, sizeof value);
  say ("no-new-privileges", strcmp (value, "1") == 0 ? NULL : value);
  find_status (status, "Seccomp", value, sizeof value);
  say ("filter", strcmp (value, "2") == 0 ? NULL : value);
}

static void
check_calls (bool compile)
{
  say_fails ("user-namespace", syscall (SYS_unshare, CLONE_NEWUSER), EPERM);
  say_fails ("clone3", syscall (SYS_clone3, NULL, 0), ENOSYS);
  say_fails ("mount", mount ("none", "/tmp", "tmpfs", 0, NULL), EPERM);
  say_fails ("keys", syscall (SYS_keyctl, 0, -3, 0), EPERM);
  say_fails ("io-uring", syscall (SYS_io_uring_setup, 1, NULL), ENOSYS);
  say_fails ("inotify", syscall (SYS_inotify_init1, 0), ENOSYS);
  /* On no descriptor at all, so that ENOTTY is the filter's word and EBADF would be the kernel's.
   */
  say_fails ("terminal-input", syscall (SYS_ioctl, -1, (long)TIOCSTI, "x"), ENOTTY);
  say_fails ("terminal-input-high-bits",
             syscall (SYS_ioctl, -1, (1L << 32) | TIOCSTI, "x"),
             ENOTTY);
  say_fails ("netlink", socket (AF_NETLINK, SOCK_RAW, 0), EAFNOSUPPORT);
  say_fails ("root", setresuid (0, 0, 0), EPERM);
  if (compile)
    say_fails ("no-network", socket (AF_INET, SOCK_STREAM, 0), EAFNOSUPPORT);
}

/* A call of another ABI ends whoever makes it: a child does. */
static void
check_foreign_abi (void)
{
#ifdef __x86_64__
  char text[TEXT_MAX];
  int status = 0;
  pid_t pid = fork ();

  if (pid == 0)
    {
      syscall (0x40000000 | SYS_getpid);
      _exit (0);
    }
  if (pid < 0 || waitpid (pid, &status, 0) != pid)
    say ("foreign-abi", "no child");
  else if (WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS)
    say ("foreign-abi", NULL);
  else
    {
      snprintf (text, sizeof text, "status %#x", (unsigned)status);
      say ("foreign-abi", text);
    }
#else
  say ("foreign-abi", NULL);
#endif
}

static bool
is_number (const char *name)
{
  return name[0] != '\0' && strspn (name, "0123456789") == strlen (name);
}

static void
check_processes (void)
{
  DIR *proc = opendir ("/proc");
  struct dirent *entry;
  char text[TEXT_MAX];
  int n = 0;

  while (proc != NULL && (entry = readdir (proc)) != NULL)
    n += is_number (entry->d_name);
  if (proc != NULL)
    closedir (proc);
  snprintf (text, sizeof text, "%d processes", n);
  say ("processes", n == 2 ? NULL : text);
  slurp ("/proc/1/environ", text, sizeof text);
  say ("first-process", text[0] == '\0' ? NULL : "its environment can be read");
}

/* 0, 1, 2 and the directory that is being read. */
static void
check_descriptors (void)
{
  DIR *fds = opendir ("/proc/self/fd");
  struct dirent *entry;
  char text[TEXT_MAX];
  long other = -1;

  if (fds == NULL)
    {
      say ("descriptors", "they cannot be listed");
      return;
    }
  while ((entry = readdir (fds)) != NULL)
    {
      long fd = is_number (entry->d_name) ? strtol (entry->d_name, NULL, 10) : 0;

      if (fd > 2 && fd != dirfd (fds))
        other = fd;
    }
  closedir (fds);
  snprintf (text, sizeof text, "%ld is open", other);
  say ("descriptors", other < 0 ? NULL : text);
}

/* @expected: "NAME=VALUE" …, NULL at the end. */
static void
check_environment (char **expected)
{
  size_t n_expected = 0;
  size_t n = 0;

  while (expected[n_expected] != NULL)
    n_expected++;
  for (; environ[n] != NULL; n++)
    {
      size_t i = 0;

      while (i < n_expected && strcmp (expected[i], environ[n]) != 0)
        i++;
      if (i == n_expected)
        {
          say ("environment", environ[n]);
          return;
        }
    }
  say ("environment", n == n_expected ? NULL : "a variable is missing");
}

static int
connect_to_port (uint16_t port)
{
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons (port)};
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int result;
  int saved_errno;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (fd < 0)
    return -1;
  result = connect (fd, (struct sockaddr *)&address, sizeof address);
  saved_errno = errno;
  close (fd);
  errno = saved_errno;
  return result;
}

static void
check_loopback (void)
{
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bool ok;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  ok = fd >= 0 && bind (fd, (struct sockaddr *)&address, sizeof address) == 0 &&
       listen (fd, 1) == 0 && getsockname (fd, (struct sockaddr *)&address, &length) == 0 &&
       connect_to_port (ntohs (address.sin_port)) == 0;
  say ("loopback", ok ? NULL : strerror (errno));
  if (fd >= 0)
    close (fd);
}

/* A socket that has no path: it belongs to the network namespace. */
static void
check_abstract (const char *name)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  size_t length = strlen (name);
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0 || length + 1 > sizeof address.sun_path)
    {
      say ("host-socket", "it could not be tried");
      return;
    }
  memcpy (address.sun_path + 1, name, length);
  say_fails ("host-socket",
             connect (fd,
                      (struct sockaddr *)&address,
                      (socklen_t)(offsetof (struct sockaddr_un, sun_path) + 1 + length)),
             ECONNREFUSED);
  close (fd);
}

static void
check_read_only (void)
{
  static const char *const mounts[] = {"/", "/dev", "/proc", "/usr/lib"};
  static const char *const names[] = {"/new", "/dev/new", "/usr/lib/new"};
  struct statvfs st;
  const char *problem = NULL;

  for (size_t i = 0; i < sizeof mounts / sizeof *mounts; i++)
    if (statvfs (mounts[i], &st) != 0 || (st.f_flag & ST_RDONLY) == 0)
      problem = mounts[i];
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (open (names[i], O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0)
      problem = names[i];
  if (open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC) >= 0)
    problem = "/proc/self/oom_score_adj";
  say ("read-only", problem);
}

static void
check_host_files (void)
{
  static const char *const paths[] =
      {"/home", "/root", "/etc/shadow", "/etc/machine-id", "/run", "/var", "/sys", "/boot", "/mnt"};
  const char *problem = NULL;

  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    if (access (paths[i], F_OK) == 0)
      problem = paths[i];
  say ("host-files", problem);
}

/* @sizes: "PATH=BYTES" …, up to "--"; returns what follows. */
static char **
check_sizes (char **sizes)
{
  char text[TEXT_MAX] = "";

  for (; *sizes != NULL && strcmp (*sizes, "--") != 0; sizes++)
    {
      char *equals = strchr (*sizes, '=');
      uint64_t wanted = equals != NULL ? strtoull (equals + 1, NULL, 10) : 0;
      struct statvfs st;

      if (equals == NULL)
        continue;
      *equals = '\0';
      /* A tmpfs has whole pages. */
      if (statvfs (*sizes, &st) != 0)
        snprintf (text, sizeof text, "%s: %s", *sizes, strerror (errno));
      else if ((uint64_t)st.f_blocks * st.f_frsize > wanted + 65536 || st.f_blocks == 0)
        snprintf (text,
                  sizeof text,
                  "%s has %llu bytes",
                  *sizes,
                  (unsigned long long)st.f_blocks * st.f_frsize);
    }
  say ("sizes", text[0] == '\0' ? NULL : text);
  return *sizes != NULL ? sizes + 1 : sizes;
}

/* Processes that leave the session and ignore what can be ignored; whoever ends the jail must end
 * them too. They hold standard output open as long as they live. */
static _Noreturn void
plant_tree (void)
{
  for (int i = 0; i < 3; i++)
    if (fork () == 0)
      {
        setsid ();
        if (fork () != 0)
          _exit (0);
        for (int number = 1; number < NSIG; number++)
          signal (number, SIG_IGN);
        while (true)
          pause ();
      }
  while (wait (NULL) > 0)
    ;
  puts ("up");
  fflush (stdout);
  while (true)
    pause ();
}

/* run|compile PORT ABSTRACT PATH=BYTES … -- NAME=VALUE …, or: tree */
int
main (int argc, char **argv)
{
  bool compile;
  char **environment;

  if (argc >= 2 && strcmp (argv[1], "tree") == 0)
    plant_tree ();
  if (argc < 5)
    return 2;
  compile = strcmp (argv[1], "compile") == 0;
  check_processes ();
  check_descriptors ();
  check_identity ();
  check_status ();
  check_calls (compile);
  check_foreign_abi ();
  check_host_files ();
  check_read_only ();
  check_abstract (argv[3]);
  if (!compile)
    {
      check_loopback ();
      say_fails ("host-loopback",
                 connect_to_port ((uint16_t)strtoul (argv[2], NULL, 10)),
                 ECONNREFUSED);
    }
  environment = check_sizes (argv + 4);
  check_environment (environment);
  return fflush (stdout) == 0 ? 0 : 1;
}
