/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The whole probe on this machine; the same rows in jails from which one measure was taken out; and
 * the probe on machines that cannot jail, which root can make of namespaces of its own. */
#include <fcntl.h>
#include <gio/gunixsocketaddress.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail-private.h"
#include "jail-run.h"
#include "probe-private.h"

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  *(PenProbe **)data = pen_probe_run_finish (result);
}

static PenProbe *
run_probe (void)
{
  PenProbe *probe = NULL;

  pen_probe_run_async (NULL, on_probed, &probe);
  while (probe == NULL)
    g_main_context_iteration (NULL, TRUE);
  return probe;
}

/* TRUE, with the probe's own sentence as the reason, if there is nothing to be tried here. */
static gboolean
skip_if_no_jail (void)
{
  g_autoptr (PenProbe) probe = run_probe ();

  if (probe->verdict == PEN_PROBE_OK || probe->verdict == PEN_PROBE_LEAKS)
    return FALSE;
  g_test_skip (probe->sentence);
  return TRUE;
}

static void
test_check (void)
{
  g_autoptr (PenProbe) probe = pen_probe_check ();

  g_assert_nonnull (probe->sentence);
  g_assert_false (probe->full);
  g_assert_cmpuint (probe->rows->len, ==, 0);
}

static void
test_whole (void)
{
  g_autoptr (PenProbe) probe = NULL;

  if (skip_if_no_jail ())
    return;
  probe = run_probe ();
  for (guint i = 0; i < probe->rows->len; i++)
    {
      const PenProbeRow *row = probe->rows->pdata[i];

      if (row->seen != NULL)
        {
          g_test_message ("%s: %s", row->name, row->seen);
          g_test_fail ();
        }
    }
  g_assert_cmpint (probe->verdict, ==, PEN_PROBE_OK);
  g_assert_true (probe->full);
  g_assert_nonnull (probe->version);
  g_assert_cmpint (probe->kill_time, >=, 0);
  g_assert_cmpint (probe->kill_time, <=, G_USEC_PER_SEC);
  g_assert_cmpuint (probe->rows->len, >, 40);
  g_assert_cmpuint (probe->findings->len, >, 3);
  for (guint i = 1; i < probe->findings->len; i++)
    g_assert_cmpint (((PenFinding *)probe->findings->pdata[i - 1])->severity,
                     >=,
                     (int)((PenFinding *)probe->findings->pdata[i])->severity);
}

/* --- One measure less */

/* What is taken out of the jail that the probe sees. */
typedef enum
{
  LESS_FILTER, /* one call is let through: see Less.call */
  LESS_FOREIGN,
  LESS_NETWORK,
  LESS_OPTIONS, /* one run of options: see Less.options */
  LESS_HOST_FILES,
  LESS_ENVIRONMENT,
  LESS_NOTHING,
} LessKind;

typedef struct
{
  const char *path;
  LessKind kind;
  const char *row; /* the row that must fail for it */
  const char *call;
  const char *options[3];
} Less;

static const Less less[] = {
    {"/sandbox/probe/less/nothing", LESS_NOTHING, NULL, NULL, {NULL}},
    {"/sandbox/probe/less/io-uring", LESS_FILTER, "run/io-uring", "io_uring_setup", {NULL}},
    {"/sandbox/probe/less/inotify", LESS_FILTER, "run/inotify", "inotify_init1", {NULL}},
    {"/sandbox/probe/less/clone3", LESS_FILTER, "run/clone3", "clone3", {NULL}},
    {"/sandbox/probe/less/ioctl", LESS_FILTER, "run/terminal-input", "ioctl", {NULL}},
    {"/sandbox/probe/less/socket", LESS_FILTER, "run/netlink", "socket", {NULL}},
    {"/sandbox/probe/less/keys", LESS_FILTER, "run/keys", "keyctl", {NULL}},
    {"/sandbox/probe/less/foreign", LESS_FOREIGN, "run/foreign-abi", NULL, {NULL}},
    {"/sandbox/probe/less/network", LESS_NETWORK, "run/host-loopback", NULL, {NULL}},
    {"/sandbox/probe/less/abstract", LESS_NETWORK, "run/host-socket", NULL, {NULL}},
    {"/sandbox/probe/less/read-only",
     LESS_OPTIONS,
     "run/read-only",
     NULL,
     {"--remount-ro", "/", NULL}},
    {"/sandbox/probe/less/read-only-dev",
     LESS_OPTIONS,
     "run/read-only",
     NULL,
     {"--remount-ro", "/dev", NULL}},
    {"/sandbox/probe/less/size", LESS_OPTIONS, "run/sizes", NULL, {"--size", "8388608", NULL}},
    {"/sandbox/probe/less/uid", LESS_OPTIONS, "run/identity", NULL, {"--uid", "1000", NULL}},
    {"/sandbox/probe/less/host-files", LESS_HOST_FILES, "run/host-files", NULL, {NULL}},
    {"/sandbox/probe/less/environment", LESS_ENVIRONMENT, "run/environment", NULL, {NULL}},
};

static GBytes *
load_program (void)
{
  g_autofree char *init = pen_host_find_init (NULL);
  g_autofree char *directory = g_path_get_dirname (init);
  g_autofree char *path = g_build_filename (directory, "playpen-probe", NULL);
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static GSocket *
listen_on (GSocketAddress *address)
{
  GSocket *socket = g_socket_new (g_socket_address_get_family (address),
                                  G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_DEFAULT,
                                  NULL);

  g_assert_nonnull (socket);
  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  g_object_unref (address);
  return socket;
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static void
weaken_filter (PenJail *jail, const Less *what)
{
  g_autoptr (PenFilter) filter = pen_filter_new (PEN_PROFILE_RUN);
  g_autoptr (GBytes) program = NULL;

  if (what->kind == LESS_FOREIGN)
    pen_filter_tolerate_foreign (filter);
  else
    pen_filter_allow (filter, what->call);
  program = pen_filter_export (filter, NULL);
  pen_jail_set_filter (jail, program);
}

static void
weaken (PenJail *jail, const Less *what)
{
  static const char *const all_but_network[] = {"--unshare-pid",
                                                "--unshare-ipc",
                                                "--unshare-uts",
                                                "--unshare-cgroup"};
  PenBwrap *bwrap;

  if (what->kind == LESS_HOST_FILES)
    pen_command_bind (pen_jail_get_command (jail), "/usr/share", "/home");
  if (what->kind == LESS_ENVIRONMENT)
    pen_command_set_env (pen_jail_get_command (jail), "TOKEN", "secret");
  if (what->kind == LESS_FILTER || what->kind == LESS_FOREIGN)
    weaken_filter (jail, what);
  /* Where the kernel can, Landlock would hold in place of what is taken out here. */
  pen_jail_set_landlock (jail, FALSE);
  bwrap = pen_jail_get_bwrap (jail, NULL);
  g_assert_nonnull (bwrap);
  if (what->kind == LESS_OPTIONS)
    g_assert_true (pen_bwrap_remove (bwrap, what->options[0], what->options[1], NULL));
  if (what->kind == LESS_NETWORK)
    {
      g_assert_true (pen_bwrap_remove (bwrap, "--unshare-all", NULL));
      for (gsize i = 0; i < G_N_ELEMENTS (all_but_network); i++)
        g_ptr_array_insert (bwrap->options, 0, g_strdup (all_but_network[i]));
    }
}

static const char *
find_seen (const PenProbe *probe, const char *name)
{
  for (guint i = 0; i < probe->rows->len; i++)
    {
      const PenProbeRow *row = probe->rows->pdata[i];

      if (g_str_equal (row->name, name))
        return row->seen;
    }
  g_assert_not_reached ();
}

static void
test_less (gconstpointer data)
{
  const Less *what = data;
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  g_autofree char *name = g_strdup_printf ("playpen-test-%08x", g_random_int ());
  g_autoptr (PenProbe) probe = pen_probe_check ();
  g_autoptr (GBytes) program = NULL;
  g_autoptr (GSocket) port = NULL;
  g_autoptr (GSocket) abstract = NULL;
  g_autoptr (PenCommand) command = NULL;
  g_autoptr (PenJail) jail = NULL;
  g_autoptr (TestRun) run = NULL;

  if (skip_if_no_jail ())
    return;
  if (g_strcmp0 (what->row, "run/identity") == 0 && getuid () == 1000)
    {
      g_test_skip (
          "This account has the number 1000 itself, which programs see without --uid too.");
      return;
    }
#ifndef __x86_64__
  if (what->kind == LESS_FOREIGN)
    {
      g_test_skip ("Only x86-64 has a second ABI to try.");
      return;
    }
#endif
  program = load_program ();
  port = listen_on (g_inet_socket_address_new_from_string ("127.0.0.1", 0));
  abstract =
      listen_on (g_unix_socket_address_new_with_type (name, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT));
  g_assert_nonnull (abstract);
  command = pen_probe_build_command (PEN_PROFILE_RUN, &limits, program, get_port (port), name);
  jail = pen_jail_new (command, &limits);
  weaken (jail, what);
  run = test_run_jail (jail);
  g_test_message ("%s%s", run->out->str, run->err->str);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_EXITED);
  pen_probe_take_rows (probe, "run", run->out->str);
  if (what->row == NULL)
    g_assert_cmpint (probe->verdict, ==, PEN_PROBE_OK);
  else
    {
      g_assert_cmpint (probe->verdict, ==, PEN_PROBE_LEAKS);
      g_assert_nonnull (find_seen (probe, what->row));
    }
}

/* --- Machines that cannot jail */

typedef enum
{
  MACHINE_GOOD,
  MACHINE_NO_NAMESPACES,
  MACHINE_FEW_NAMESPACES,
  MACHINE_MASKED_PROC,
  MACHINE_CHROOT,
  MACHINE_ONE_USER, /* root, and nobody else to become */
} MachineKind;

typedef struct
{
  const char *path;
  MachineKind kind;
  PenProbeVerdict expected;
} Machine;

static const Machine machines[] = {
    {"/sandbox/probe/machine/good", MACHINE_GOOD, PEN_PROBE_OK},
    {"/sandbox/probe/machine/no-namespaces", MACHINE_NO_NAMESPACES, PEN_PROBE_NAMESPACES_OFF},
    {"/sandbox/probe/machine/few-namespaces", MACHINE_FEW_NAMESPACES, PEN_PROBE_NAMESPACES_USED},
    {"/sandbox/probe/machine/masked-proc", MACHINE_MASKED_PROC, PEN_PROBE_MASKED_PROC},
    {"/sandbox/probe/machine/chroot", MACHINE_CHROOT, PEN_PROBE_CHROOT},
    {"/sandbox/probe/machine/one-user", MACHINE_ONE_USER, PEN_PROBE_NO_ACCOUNT},
};

static gboolean
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = write (fd, text, strlen (text)) == (ssize_t)strlen (text);
  close (fd);
  return ok;
}

/* In the first process of the new namespaces: makes the machine, becomes the test binary again,
 * which then prints the verdict's word. */
static _Noreturn void
be_machine (MachineKind kind, const char *place)
{
  gboolean ok = mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
                mount ("proc", "/proc", "proc", 0, NULL) == 0;

  if (kind == MACHINE_NO_NAMESPACES)
    ok = ok && write_text ("/proc/sys/user/max_user_namespaces", "0");
  if (kind == MACHINE_FEW_NAMESPACES)
    ok = ok && write_text ("/proc/sys/user/max_user_namespaces", "1");
  if (kind == MACHINE_MASKED_PROC)
    ok = ok && mount ("/dev/null", "/proc/kallsyms", NULL, MS_BIND, NULL) == 0;
  if (kind == MACHINE_CHROOT)
    ok = ok && mount ("/", place, NULL, MS_BIND | MS_REC, NULL) == 0 && chroot (place) == 0;
  if (ok && chdir ("/") == 0)
    execl ("/proc/self/exe", "test-probe-jail", "--print-verdict", NULL);
  _exit (99);
}

/* Says on @to that its namespaces stand, waits on @from until it has ids in them. */
static _Noreturn void
enter_namespaces (MachineKind kind, const char *place, int to, int from)
{
  char byte = 'x';
  int status = 0;
  pid_t pid;

  if (unshare (CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID) != 0 || write (to, &byte, 1) != 1 ||
      read (from, &byte, 1) != 1)
    _exit (98);
  pid = fork ();
  if (pid == 0)
    be_machine (kind, place);
  if (pid < 0 || waitpid (pid, &status, 0) != pid || !WIFEXITED (status))
    _exit (97);
  _exit (WEXITSTATUS (status));
}

static gboolean
give_ids (pid_t pid, MachineKind kind)
{
  const char *map = kind == MACHINE_ONE_USER ? "0 0 1\n" : "0 0 65536\n";
  g_autofree char *uids = g_strdup_printf ("/proc/%d/uid_map", (int)pid);
  g_autofree char *gids = g_strdup_printf ("/proc/%d/gid_map", (int)pid);

  return write_text (uids, map) && write_text (gids, map);
}

static char *
read_word (int fd)
{
  char text[64];
  gsize length = 0;
  gssize n;

  while ((n = read (fd, text + length, sizeof text - 1 - length)) > 0)
    length += (gsize)n;
  text[length] = '\0';
  return g_strdup (text);
}

static void
test_machine (gconstpointer data)
{
  const Machine *machine = data;
  g_autofree char *place = g_dir_make_tmp ("playpen-machine-XXXXXX", NULL);
  g_autofree char *word = NULL;
  int ready[2];
  int go[2];
  int out[2];
  char byte;
  int status;
  gboolean made;
  pid_t pid;

  if (getuid () != 0 || skip_if_no_jail ())
    {
      g_test_skip ("Only root can make such a machine.");
      g_assert_cmpint (rmdir (place), ==, 0);
      return;
    }
  g_assert_true (pipe2 (ready, O_CLOEXEC) == 0 && pipe2 (go, O_CLOEXEC) == 0 &&
                 pipe2 (out, O_CLOEXEC) == 0);
  pid = fork ();
  if (pid == 0)
    {
      dup2 (out[1], STDOUT_FILENO);
      enter_namespaces (machine->kind, place, ready[1], go[0]);
    }
  close (ready[1]);
  close (out[1]);
  made = read (ready[0], &byte, 1) == 1 && give_ids (pid, machine->kind);
  if (made)
    g_assert_cmpint (write (go[1], "x", 1), ==, 1);
  close (go[1]);
  word = read_word (out[0]);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  close (ready[0]);
  close (go[0]);
  close (out[0]);
  g_assert_cmpint (rmdir (place), ==, 0);
  if (!made || (WIFEXITED (status) && WEXITSTATUS (status) >= 97))
    g_test_skip ("Such a machine cannot be made of namespaces here.");
  else
    g_assert_cmpstr (word, ==, pen_probe_verdict_to_string (machine->expected));
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--print-verdict"))
    {
      g_autoptr (PenProbe) probe = run_probe ();
      const char *word = pen_probe_verdict_to_string (probe->verdict);

      return write (STDOUT_FILENO, word, strlen (word)) == (ssize_t)strlen (word) ? 0 : 1;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/probe/check", test_check);
  g_test_add_func ("/sandbox/probe/whole", test_whole);
  for (gsize i = 0; i < G_N_ELEMENTS (less); i++)
    g_test_add_data_func (less[i].path, &less[i], test_less);
  for (gsize i = 0; i < G_N_ELEMENTS (machines); i++)
    g_test_add_data_func (machines[i].path, &machines[i], test_machine);
  return g_test_run ();
}
