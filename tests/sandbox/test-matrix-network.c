/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 3: network, local sockets, channels between jobs. */
#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "jail-private.h"
#include "matrix.h"

#if defined(__x86_64__)
#define LIBC "/usr/lib/x86_64-linux-gnu/libc.so.6"
#else
#define LIBC "/usr/lib/aarch64-linux-gnu/libc.so.6"
#endif

/* Runs the held half in both profiles, or the weakened half in the run profile. */
static void
check_probe (const MatrixRow *row, const char *probe, gboolean weakened)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (TestRun) run = NULL;

      if ((row->profiles & 1u << profile) == 0)
        continue;
      run = matrix_run (profile, probe, row->limits, weakened ? row->without : NULL);
      matrix_check_run (run, weakened ? row->weakened : row->expected, 0, !weakened);
    }
}

static void
with_loopback_service (const MatrixRow *row, gboolean weakened)
{
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK)};
  socklen_t length = sizeof at;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_autofree char *probe = NULL;

  g_assert_cmpint (bind (fd, (struct sockaddr *)&at, length), ==, 0);
  g_assert_cmpint (listen (fd, 4), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *)&at, &length), ==, 0);
  probe = g_strdup_printf ("connect tcp 127.0.0.1 %d", ntohs (at.sin_port));
  check_probe (row, probe, weakened);
  close (fd);
}

static void
held_loopback (const MatrixRow *row)
{
  with_loopback_service (row, FALSE);
}

static void
weak_loopback (const MatrixRow *row)
{
  with_loopback_service (row, TRUE);
}

/* Nothing is sent by this. */
static const char *
lacks_route (void)
{
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons (9)};
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  int result;

  inet_pton (AF_INET, "192.0.2.1", &to.sin_addr);
  result = connect (fd, (struct sockaddr *)&to, sizeof to);
  close (fd);
  return result != 0 ? "This machine itself has no way to the network." : NULL;
}

static int
listen_at (const char *name)
{
  struct sockaddr_un at = {.sun_family = AF_UNIX};
  socklen_t length = (socklen_t)(G_STRUCT_OFFSET (struct sockaddr_un, sun_path) + strlen (name));
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  memcpy (at.sun_path, name, strlen (name));
  if (name[0] == '@')
    at.sun_path[0] = '\0';
  g_assert_cmpint (bind (fd, (struct sockaddr *)&at, length), ==, 0);
  g_assert_cmpint (listen (fd, 4), ==, 0);
  return fd;
}

static void
with_abstract_service (const MatrixRow *row, gboolean weakened)
{
  g_autofree char *name = g_strdup_printf ("@playpen-test-%d", (int)getpid ());
  g_autofree char *probe = g_strdup_printf ("connect-local %s", name);
  int fd = listen_at (name);

  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (TestRun) run = matrix_run (profile, probe, NULL, weakened ? row->without : NULL);
      g_autofree char *words =
          g_strdup_printf ("%s=%s", name, weakened ? "OK" : "ECONNREFUSED|EPERM");

      matrix_check_run (run, words, 0, TRUE);
    }
  close (fd);
}

static void
held_abstract (const MatrixRow *row)
{
  with_abstract_service (row, FALSE);
}

static void
weak_abstract (const MatrixRow *row)
{
  with_abstract_service (row, TRUE);
}

static void
weak_path_sockets (const MatrixRow *row)
{
  g_autofree char *dir = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "X0", NULL);
  int fd = listen_at (path);
  g_autoptr (PenJail) jail =
      matrix_new_jail (PEN_PROFILE_RUN, "connect-local /tmp/.X11-unix/X0", NULL, NULL);
  g_autoptr (TestRun) run = NULL;

  g_assert_cmpint (g_chmod (dir, 0755), ==, 0);
  g_assert_cmpint (g_chmod (path, 0777), ==, 0);
  matrix_show (pen_jail_get_bwrap (jail, NULL), dir, "/tmp/.X11-unix");
  run = test_run_jail (jail);
  matrix_check_run (run, "/tmp/.X11-unix/X0=OK", 0, TRUE);
  close (fd);
  g_unlink (path);
  g_rmdir (dir);
}

/* One jail stays with what @first does; then the other tries @second. */
static void
check_two_jails (const char *first,
                 const char *first_says,
                 const char *second,
                 const char *second_says,
                 const char *without)
{
  g_autoptr (PenJail) stays = matrix_new_jail (PEN_PROFILE_RUN, first, NULL, without);
  g_autoptr (TestRun) first_run = test_run_watch (stays);
  g_autoptr (TestRun) second_run = NULL;

  pen_jail_get_command (stays)->has_stdin = TRUE;
  matrix_start (stays);
  matrix_wait_for_output (first_run, "\n");
  matrix_check_words (first_run->out->str, first_says, TRUE);
  second_run = matrix_run (PEN_PROFILE_RUN, second, NULL, without);
  matrix_check_run (second_run, second_says, 0, FALSE);
  pen_jail_stop (stays);
  test_run_wait (first_run);
}

static void
held_meeting (const MatrixRow *row)
{
  check_two_jails ("listen-local @playpen-meet",
                   "bind=OK listen=OK",
                   "connect-local @playpen-meet",
                   "@playpen-meet=ECONNREFUSED",
                   NULL);
}

static void
weak_meeting (const MatrixRow *row)
{
  check_two_jails ("listen-local @playpen-meet",
                   "bind=OK listen=OK",
                   "connect-local @playpen-meet",
                   "@playpen-meet=OK",
                   "namespace:net landlock");
}

static void
weak_locks (const MatrixRow *row)
{
  check_two_jails ("hold-locks " LIBC, "held=1", "lock " LIBC, "flock=EAGAIN", row->without);
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 53, "connect to a service on the machine's loopback", HELD_BY_ARGV, IN_RUN,
    .expected = "connect=ECONNREFUSED", .held = held_loopback,
    .without = "namespace:net", .weakened = "connect=OK", .weak = weak_loopback },
  { 54, "connect to the network", HELD_BY_ARGV, IN_RUN,
    .probe = "connect tcp 192.0.2.1 80", .expected = "connect=ENETUNREACH",
    .note = "by what also holds datagrams" },
  { 54, "send to the network", HELD_BY_ARGV, IN_RUN,
    .probe = "connect udp 192.0.2.1 9", .expected = "connect=ENETUNREACH",
    .without = "namespace:net", .weakened = "connect=OK", .cannot = lacks_route },
  { 55, "make sockets of other families", HELD_BY_FILTER, IN_BOTH,
    .probe = "families",
    .expected = "raw=EAFNOSUPPORT packet=EAFNOSUPPORT netlink=EAFNOSUPPORT vsock=EAFNOSUPPORT "
                "alg=EAFNOSUPPORT bluetooth=EAFNOSUPPORT can=EAFNOSUPPORT xdp=EAFNOSUPPORT "
                "tipc=EAFNOSUPPORT",
    .without = "filter:socket", .weakened = "netlink=OK" },
  { 56, "make a network socket while compiling", HELD_BY_FILTER, IN_COMPILE,
    .probe = "ip-sockets",
    .expected = "tcp=EAFNOSUPPORT udp=EAFNOSUPPORT tcp6=EAFNOSUPPORT udp6=EAFNOSUPPORT "
                "ping=EAFNOSUPPORT",
    .without = "filter:socket", .weakened = "tcp=OK udp=OK" },
  { 57, "connect to an abstract socket of the desktop", HELD_BY_ARGV, IN_BOTH,
    .held = held_abstract, .without = "namespace:net landlock", .weak = weak_abstract },
  { 58, "connect to sockets of the desktop by their paths", HELD_BY_ARGV, IN_BOTH,
    .probe = "connect-local /run/dbus/system_bus_socket /run/user/1000/bus "
             "/run/user/1000/wayland-0 /tmp/.X11-unix/X0 /tmp/ssh-agent",
    .expected = "/run/dbus/system_bus_socket=ENOENT /run/user/1000/bus=ENOENT "
                "/run/user/1000/wayland-0=ENOENT /tmp/.X11-unix/X0=ENOENT /tmp/ssh-agent=ENOENT",
    .without = "shown:a-socket", .weak = weak_path_sockets },
  { 59, "find agents by their variables", HELD_BY_INIT, IN_BOTH,
    .probe = "list-environment",
    .expected = "PATH=set HOME=set TMPDIR=set LANG=set USER=set TERM=set",
    .without = "environment:SSH_AUTH_SOCK", .weakened = "SSH_AUTH_SOCK=set" },
  { 60, "meet another jail on an abstract socket", HELD_BY_ARGV, IN_RUN,
    .held = held_meeting, .without = "namespace:net landlock", .weak = weak_meeting },
  { 61, "signal another jail by locks", HELD_BY_FILTER, IN_RUN,
    .probe = "lock " LIBC,
    .expected = "open=OK flock=ENOSYS setlk=ENOSYS ofd-setlk=ENOSYS lease=EINVAL notify=EINVAL",
    .without = "filter:flock", .weak = weak_locks },
  { 61, "signal another compile job by locks", HELD_BY_NOTHING, IN_COMPILE,
    .probe = "lock " LIBC,
    .expected = "open=OK flock=OK setlk=OK ofd-setlk=OK lease=EINVAL notify=EINVAL",
    .note = "not held: cargo needs locks and /usr is one for all; it carries no more than a slow "
            "signal" },
  { 63, "watch the files that other jobs use", HELD_BY_FILTER, IN_BOTH,
    .probe = "watch-files", .expected = "inotify_init=ENOSYS inotify_add=ENOSYS",
    .without = "filter:inotify_init1,inotify_add_watch",
    .weakened = "inotify_init=OK inotify_add=OK" },
  { 64, "signal another job by time and caches", HELD_BY_NOTHING, 0,
    .note = "not held and not tested: jobs on one machine share its processors" },
  { 65, "serve itself on loopback", HELD_BY_NOTHING, IN_RUN, .needs = matrix_lacks_ipv6,
    .probe = "local-servers", .expected = "tcp=OK udp=OK tcp6=OK udp6=OK" },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  g_setenv ("SSH_AUTH_SOCK", "/tmp/ssh-agent", TRUE);
  return matrix_main (argc, argv, "sandbox", rows, G_N_ELEMENTS (rows));
}
