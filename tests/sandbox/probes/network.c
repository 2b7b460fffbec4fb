/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reaching for the network, for the desktop's sockets and for other jails: section 3 of the matrix.
 */
#include "hostile.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

/* connect TYPE ADDRESS PORT: nothing is sent by a datagram socket's connect. */
static void
connect_to (int n_args, char **args)
{
  int type = strcmp (args[0], "tcp") == 0 ? SOCK_STREAM : SOCK_DGRAM;
  struct sockaddr_in to = {.sin_family = AF_INET,
                           .sin_port = htons ((uint16_t)get_number (n_args, args, 2, 0))};
  int fd = socket (AF_INET, type | SOCK_CLOEXEC, 0);

  inet_pton (AF_INET, args[1], &to.sin_addr);
  if (fd < 0)
    say ("socket", -1);
  else
    say ("connect", connect (fd, (struct sockaddr *)&to, sizeof to));
}

static socklen_t
fill_address (struct sockaddr_un *address, const char *name)
{
  size_t length = strlen (name);

  *address = (struct sockaddr_un){.sun_family = AF_UNIX};
  memcpy (address->sun_path, name, length);
  if (name[0] == '@')
    address->sun_path[0] = '\0';
  return (socklen_t)(offsetof (struct sockaddr_un, sun_path) + length);
}

/* Each argument is a path, or the name of an abstract socket after @. */
static void
connect_local (int n_args, char **args)
{
  for (int i = 0; i < n_args; i++)
    {
      struct sockaddr_un to;
      socklen_t length = fill_address (&to, args[i]);
      int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

      say (args[i], connect (fd, (struct sockaddr *)&to, length));
    }
}

static void
wait_for_end (void)
{
  char byte;

  say_now ();
  while (read (0, &byte, 1) > 0)
    ;
}

static void
listen_local (int n_args, char **args)
{
  struct sockaddr_un at;
  socklen_t length = fill_address (&at, args[0]);
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  say ("bind", bind (fd, (struct sockaddr *)&at, length));
  say ("listen", listen (fd, 1));
  wait_for_end ();
}

static void
families (int n_args, char **args)
{
  static const struct
  {
    const char *name;
    int family;
    int type;
  } list[] = {
      {"raw", AF_INET, SOCK_RAW},
      {"packet", AF_PACKET, SOCK_RAW},
      {"netlink", AF_NETLINK, SOCK_RAW},
      {"vsock", AF_VSOCK, SOCK_STREAM},
      {"alg", AF_ALG, SOCK_SEQPACKET},
      {"bluetooth", AF_BLUETOOTH, SOCK_RAW},
      {"can", AF_CAN, SOCK_RAW},
      {"xdp", AF_XDP, SOCK_RAW},
      {"tipc", AF_TIPC, SOCK_SEQPACKET},
  };

  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
    say (list[i].name, socket (list[i].family, list[i].type | SOCK_CLOEXEC, 0));
}

static void
ip_sockets (int n_args, char **args)
{
  say ("tcp", socket (AF_INET, SOCK_STREAM, 0));
  say ("udp", socket (AF_INET, SOCK_DGRAM, 0));
  say ("tcp6", socket (AF_INET6, SOCK_STREAM, 0));
  say ("udp6", socket (AF_INET6, SOCK_DGRAM, 0));
  say ("ping", socket (AF_INET, SOCK_DGRAM, IPPROTO_ICMP));
}

/* A server and its client in one program; -1 at the first step that fails. */
static long
echo (int family, int type)
{
  struct sockaddr_in6 address = {.sin6_family = (sa_family_t)family};
  struct sockaddr_in *v4 = (struct sockaddr_in *)&address;
  struct sockaddr *any = (struct sockaddr *)&address;
  socklen_t length = family == AF_INET ? sizeof *v4 : sizeof address;
  int server = socket (family, type, 0);
  int client = socket (family, type, 0);
  char byte = 'x';

  if (family == AF_INET)
    v4->sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  else
    address.sin6_addr = in6addr_loopback;
  if (bind (server, any, length) != 0 || getsockname (server, any, &length) != 0 ||
      (type == SOCK_STREAM && listen (server, 1) != 0) || connect (client, any, length) != 0)
    return -1;
  if (type == SOCK_STREAM && (server = accept (server, NULL, NULL)) < 0)
    return -1;
  return send (client, &byte, 1, 0) == 1 && recv (server, &byte, 1, 0) == 1 ? 0 : -1;
}

static void
local_servers (int n_args, char **args)
{
  say ("tcp", echo (AF_INET, SOCK_STREAM));
  say ("udp", echo (AF_INET, SOCK_DGRAM));
  say ("tcp6", echo (AF_INET6, SOCK_STREAM));
  say ("udp6", echo (AF_INET6, SOCK_DGRAM));
}

static long
lock_by (int command, int fd)
{
  struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};

  return syscall (SYS_fcntl, fd, command, &lock);
}

/* Every way to lock a file that another jail sees too. */
static void
lock (int n_args, char **args)
{
  int fd = open (args[0], O_RDONLY | O_CLOEXEC);

  say ("open", fd);
  say ("flock", syscall (SYS_flock, fd, LOCK_EX | LOCK_NB));
  say ("setlk", lock_by (F_SETLK, fd));
  say ("ofd-setlk", lock_by (F_OFD_SETLK, fd));
  say ("lease", syscall (SYS_fcntl, fd, F_SETLEASE, F_RDLCK));
  say ("notify", syscall (SYS_fcntl, fd, F_NOTIFY, 0));
}

/* Takes locks on all arguments that can be opened, and keeps them until its input ends. */
static void
hold_locks (int n_args, char **args)
{
  int held = 0;

  for (int i = 0; i < n_args; i++)
    held += syscall (SYS_flock, open (args[i], O_RDONLY | O_CLOEXEC), LOCK_EX | LOCK_NB) == 0;
  say_number ("held", held);
  wait_for_end ();
}

static void
watch_files (int n_args, char **args)
{
  long fd = syscall (SYS_inotify_init1, 0);

  say ("inotify_init", fd);
  say ("inotify_add", fd >= 0 ? syscall (SYS_inotify_add_watch, fd, "/usr/lib", 0x20) : -1);
}

const struct hostile_probe hostile_network[] = {
    {"connect", connect_to},
    {"connect-local", connect_local},
    {"listen-local", listen_local},
    {"families", families},
    {"ip-sockets", ip_sockets},
    {"local-servers", local_servers},
    {"lock", lock},
    {"hold-locks", hold_locks},
    {"watch-files", watch_files},
    {NULL, NULL},
};
