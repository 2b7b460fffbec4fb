/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A stand-in for the user's systemd on a private bus, and a directory tree that stands in for /proc
 * and /sys/fs/cgroup. One test uses the kernel's own control groups, where they can be had. */
#include "cgroup-private.h"
#include "sandbox-error.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <mntent.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SLICE "user.slice/user-1000.slice/user@1000.service/app.slice"
#define JOB_PATH "/org/freedesktop/systemd1/job/7"

/* How the stand-in behaves. */
typedef enum
{
  ANSWERS,
  ANSWERS_AFTER_THE_SIGNAL, /* JobRemoved comes before the reply */
  REFUSES,
  FAILS,            /* the job ends with "failed" */
  SAYS_NOTHING,     /* neither reply nor signal */
  NEVER_FINISHES,   /* a reply without a signal */
  KNOWS_NO_POLICY,  /* as an older systemd: no OOMPolicy for scopes */
  DOES_NOT_MOVE,    /* says "done" and did nothing */
  DELEGATES_LITTLE, /* without the memory controller */
  DELEGATES_NO_CPU,
  TALKS_NONSENSE, /* JobRemoved with other types, before the right one */
  ABSENT,
} Behaviour;

typedef struct
{
  GDBusConnection *connection;
  guint object_id;
  guint name_id;
  GDBusNodeInfo *node;
  Behaviour behaviour;
  char *root;
  char *unit;
  GVariant *properties;
  guint n_requests;
  gboolean done;
  PenCgroup *cgroup;
  GError *error;
} Fixture;

static const char interface_xml[] =
    "<node><interface name='org.freedesktop.systemd1.Manager'>"
    "<method name='Subscribe'/>"
    "<method name='StartTransientUnit'>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a(sv)' direction='in'/><arg type='a(sa(sv))' direction='in'/>"
    "<arg type='o' direction='out'/></method>"
    "<signal name='JobRemoved'><arg type='u'/><arg type='o'/><arg type='s'/><arg type='s'/>"
    "</signal></interface></node>";

static void
write_file (const Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->root, name, NULL);
  g_autofree char *directory = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0755), ==, 0);
  /* A new file is not synced to disk, an old one would be. */
  g_remove (path);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_file (const char *directory, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
move_into_scope (const Fixture *fixture)
{
  g_autofree char *line = g_strdup_printf ("0::/" SLICE "/%s\n", fixture->unit);
  g_autofree char *name =
      g_build_filename ("sys/fs/cgroup", SLICE, fixture->unit, "cgroup.controllers", NULL);

  if (fixture->behaviour == DOES_NOT_MOVE)
    return;
  write_file (fixture, "proc/self/cgroup", line);
  write_file (fixture,
              name,
              fixture->behaviour == DELEGATES_LITTLE   ? "cpu pids\n"
              : fixture->behaviour == DELEGATES_NO_CPU ? "memory pids\n"
                                                       : "cpuset cpu io memory pids\n");
}

static void
emit_removed (const Fixture *fixture, const char *job)
{
  g_dbus_connection_emit_signal (fixture->connection,
                                 NULL,
                                 "/org/freedesktop/systemd1",
                                 "org.freedesktop.systemd1.Manager",
                                 "JobRemoved",
                                 g_variant_new ("(uoss)",
                                                7,
                                                job,
                                                fixture->unit,
                                                fixture->behaviour == FAILS ? "failed" : "done"),
                                 NULL);
}

static void
start_unit (Fixture *fixture, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autofree char *mode = NULL;

  fixture->n_requests++;
  g_clear_pointer (&fixture->unit, g_free);
  g_clear_pointer (&fixture->properties, g_variant_unref);
  g_variant_get (parameters,
                 "(ss@a(sv)@a(sa(sv)))",
                 &fixture->unit,
                 &mode,
                 &fixture->properties,
                 NULL);
  g_assert_cmpstr (mode, ==, "fail");
  if (fixture->behaviour == REFUSES)
    {
      g_dbus_method_invocation_return_dbus_error (invocation,
                                                  "org.freedesktop.DBus.Error.AccessDenied",
                                                  "Not here");
      return;
    }
  if (fixture->behaviour == KNOWS_NO_POLICY && fixture->n_requests == 1)
    {
      g_dbus_method_invocation_return_dbus_error (
          invocation,
          "org.freedesktop.DBus.Error.PropertyReadOnly",
          "Cannot set property OOMPolicy, or unknown property.");
      return;
    }
  if (fixture->behaviour == SAYS_NOTHING)
    {
      g_object_unref (invocation);
      return;
    }
  move_into_scope (fixture);
  /* Somebody else's job, which must not be taken for ours. */
  emit_removed (fixture, "/org/freedesktop/systemd1/job/6");
  if (fixture->behaviour == TALKS_NONSENSE)
    g_dbus_connection_emit_signal (fixture->connection,
                                   NULL,
                                   "/org/freedesktop/systemd1",
                                   "org.freedesktop.systemd1.Manager",
                                   "JobRemoved",
                                   g_variant_new ("(s)", "what"),
                                   NULL);
  if (fixture->behaviour == ANSWERS_AFTER_THE_SIGNAL)
    emit_removed (fixture, JOB_PATH);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", JOB_PATH));
  if (fixture->behaviour != ANSWERS_AFTER_THE_SIGNAL && fixture->behaviour != NEVER_FINISHES)
    emit_removed (fixture, JOB_PATH);
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  if (g_str_equal (method, "StartTransientUnit"))
    start_unit (data, parameters, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
on_name (GDBusConnection *connection, const char *name, gpointer data)
{
  ((Fixture *)data)->done = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer behaviour)
{
  static const GDBusInterfaceVTable vtable = {.method_call = on_call};

  fixture->behaviour = GPOINTER_TO_INT (behaviour);
  fixture->root = g_dir_make_tmp ("playpen-cgroup-XXXXXX", NULL);
  write_file (fixture,
              "sys/fs/cgroup/cgroup.controllers",
              "cpuset cpu io memory hugetlb pids rdma\n");
  write_file (fixture, "proc/self/cgroup", "0::/" SLICE "/vte-spawn-1.scope\n");
  if (fixture->behaviour == ABSENT)
    return;
  fixture->connection =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL,
                                              NULL,
                                              &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  fixture->object_id = g_dbus_connection_register_object (fixture->connection,
                                                          "/org/freedesktop/systemd1",
                                                          fixture->node->interfaces[0],
                                                          &vtable,
                                                          fixture,
                                                          NULL,
                                                          &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->name_id = g_bus_own_name_on_connection (fixture->connection,
                                                   "org.freedesktop.systemd1",
                                                   G_BUS_NAME_OWNER_FLAGS_NONE,
                                                   on_name,
                                                   NULL,
                                                   fixture,
                                                   NULL);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  fixture->done = FALSE;
}

static gboolean
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  return g_remove (path) == 0;
}

static void
tear_down (Fixture *fixture, gconstpointer behaviour)
{
  g_clear_pointer (&fixture->cgroup, pen_cgroup_unref);
  g_clear_error (&fixture->error);
  if (fixture->name_id != 0)
    g_bus_unown_name (fixture->name_id);
  if (fixture->object_id != 0)
    g_dbus_connection_unregister_object (fixture->connection, fixture->object_id);
  if (fixture->connection != NULL)
    g_dbus_connection_close_sync (fixture->connection, NULL, NULL);
  g_clear_object (&fixture->connection);
  g_clear_pointer (&fixture->node, g_dbus_node_info_unref);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (remove_tree (fixture->root));
  g_free (fixture->root);
  g_free (fixture->unit);
  g_clear_pointer (&fixture->properties, g_variant_unref);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->cgroup = pen_cgroup_open_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
open_scope (Fixture *fixture, const char *address)
{
  pen_cgroup_open_async (fixture->root, address, on_open, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_on_bus (Fixture *fixture)
{
  open_scope (fixture, /* address= */ NULL);
}

static void
assert_boolean (GVariant *properties, const char *name)
{
  for (gsize i = 0; i < g_variant_n_children (properties); i++)
    {
      const char *key;
      g_autoptr (GVariant) value = NULL;

      g_variant_get_child (properties, i, "(&sv)", &key, &value);
      if (!g_str_equal (key, name))
        continue;
      g_assert_true (g_variant_get_boolean (value));
      return;
    }
  g_assert_not_reached ();
}

static void
test_delegates (Fixture *fixture, gconstpointer behaviour)
{
  g_autofree char *expected = NULL;
  g_autofree char *own = g_strdup_printf ("[uint32 %d]", (int)getpid ());
  g_autofree char *request = NULL;

  open_on_bus (fixture);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (fixture->cgroup);
  expected = g_build_filename (fixture->root, "sys/fs/cgroup", SLICE, fixture->unit, NULL);
  g_assert_cmpstr (pen_cgroup_get_path (fixture->cgroup), ==, expected);
  g_assert_true (g_str_has_prefix (fixture->unit, "playpen-"));
  g_assert_true (g_str_has_suffix (fixture->unit, ".scope"));
  assert_boolean (fixture->properties, "Delegate");
  assert_boolean (fixture->properties, "MemoryAccounting");
  request = g_variant_print (fixture->properties, /* type_annotate= */ TRUE);
  g_assert_nonnull (strstr (request, own));
  if (fixture->behaviour == KNOWS_NO_POLICY)
    g_assert_null (strstr (request, "OOMPolicy"));
  else
    g_assert_nonnull (strstr (request, "('OOMPolicy', <'continue'>)"));
  g_assert_cmpuint (fixture->n_requests, ==, fixture->behaviour == KNOWS_NO_POLICY ? 2 : 1);
  /* This process went into a leaf, or the controllers could not be passed on. */
  assert_file (expected, "playpen/cgroup.procs", "0");
  g_assert_cmpint (pen_cgroup_limits_cpu (fixture->cgroup),
                   ==,
                   fixture->behaviour != DELEGATES_NO_CPU);
}

static void
test_tier_b (Fixture *fixture, gconstpointer behaviour)
{
  gint64 start = g_get_monotonic_time ();
  gint64 took;

  open_on_bus (fixture);
  took = g_get_monotonic_time () - start;
  g_assert_null (fixture->cgroup);
  g_assert_nonnull (fixture->error);
  g_test_message ("%s (%d ms)", fixture->error->message, (int)(took / 1000));
  g_assert_cmpint (took, <, 3 * G_USEC_PER_SEC);
  switch ((int)fixture->behaviour)
    {
    case SAYS_NOTHING:
    case NEVER_FINISHES:
      g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      break;
    case FAILS:
    case DOES_NOT_MOVE:
    case DELEGATES_LITTLE:
      g_assert_error (fixture->error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_SETUP);
      break;
    case REFUSES:
      g_assert_cmpstr (fixture->error->message, ==, "Not here");
      break;
    default:
      break;
    }
}

static void
test_v1_machine (Fixture *fixture, gconstpointer behaviour)
{
  g_autofree char *path =
      g_build_filename (fixture->root, "sys/fs/cgroup/cgroup.controllers", NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  open_on_bus (fixture);
  g_assert_null (fixture->cgroup);
  g_assert_error (fixture->error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_SETUP);
  g_assert_cmpuint (fixture->n_requests, ==, 0);
}

static void
test_no_memory_controller (Fixture *fixture, gconstpointer behaviour)
{
  write_file (fixture, "sys/fs/cgroup/cgroup.controllers", "cpu memoryless pids\n");
  open_on_bus (fixture);
  g_assert_null (fixture->cgroup);
  g_assert_error (fixture->error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_SETUP);
  g_assert_cmpuint (fixture->n_requests, ==, 0);
}

static void
test_dead_bus (Fixture *fixture, gconstpointer behaviour)
{
  open_scope (fixture, "unix:path=/nonexistent/bus");
  g_assert_null (fixture->cgroup);
  g_assert_nonnull (fixture->error);
}

/* Somebody listens on the address and never speaks D-Bus. */
static void
test_silent_bus (Fixture *fixture, gconstpointer behaviour)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("tcp:host=127.0.0.1,port=%u", port);

  open_scope (fixture, address);
  g_assert_null (fixture->cgroup);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_job (Fixture *fixture, gconstpointer behaviour)
{
  PenLimits limits = {.memory = 64 << 20, .processes = 20};
  g_autoptr (PenCgroupJob) job = NULL;
  g_autoptr (PenCgroupJob) second = NULL;
  g_autofree char *directory = NULL;

  open_on_bus (fixture);
  g_assert_no_error (fixture->error);
  job = pen_cgroup_add_job (fixture->cgroup, &limits, 150, &fixture->error);
  g_assert_no_error (fixture->error);
  directory = g_path_get_dirname (pen_cgroup_job_get_procs (job));
  assert_file (directory, "memory.max", "67108864");
  assert_file (directory, "memory.swap.max", "0");
  assert_file (directory, "memory.oom.group", "1");
  assert_file (directory, "pids.max", "24");
  assert_file (directory,
               "cpu.max",
               fixture->behaviour == DELEGATES_NO_CPU ? NULL : "150000 100000");
  second = pen_cgroup_add_job (fixture->cgroup, &limits, 0, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (pen_cgroup_job_get_procs (job), !=, pen_cgroup_job_get_procs (second));
  g_clear_pointer (&second, pen_cgroup_job_free);
  assert_file (pen_cgroup_get_path (fixture->cgroup), "job-2/cgroup.kill", "1");
}

static void
write_in_job (const Fixture *fixture, const char *file, const char *text)
{
  g_autofree char *name =
      g_build_filename ("sys/fs/cgroup", SLICE, fixture->unit, "job-1", file, NULL);

  write_file (fixture, name, text);
}

static void
test_verdict (Fixture *fixture, gconstpointer behaviour)
{
  PenLimits limits = {.memory = 64 << 20, .processes = 20};
  g_autoptr (PenCgroupJob) job = NULL;

  open_on_bus (fixture);
  job = pen_cgroup_add_job (fixture->cgroup, &limits, 0, NULL);
  g_assert_false (pen_cgroup_job_met_memory_limit (job));
  g_assert_false (pen_cgroup_job_is_empty (job));
  g_assert_cmpuint (pen_cgroup_job_get_peak_memory (job), ==, 0);

  write_in_job (fixture,
                "memory.events",
                "low 0\nhigh 0\nmax 12\noom 1\noom_kill 0\noom_group_kill 0\n");
  g_assert_false (pen_cgroup_job_met_memory_limit (job));
  write_in_job (fixture,
                "memory.events",
                "low 0\nhigh 0\nmax 12\noom 1\noom_kill 3\noom_group_kill 1\n");
  g_assert_true (pen_cgroup_job_met_memory_limit (job));
  write_in_job (fixture, "memory.peak", "67100672\n");
  g_assert_cmpuint (pen_cgroup_job_get_peak_memory (job), ==, 67100672);
  write_in_job (fixture, "cpu.stat", "usage_usec 1500\nuser_usec 1000\n");
  g_assert_cmpint (pen_cgroup_job_get_cpu_time (job), ==, 1500);
  write_in_job (fixture, "cgroup.events", "populated 1\nfrozen 0\n");
  g_assert_false (pen_cgroup_job_is_empty (job));
  write_in_job (fixture, "cgroup.events", "populated 0\nfrozen 0\n");
  g_assert_true (pen_cgroup_job_is_empty (job));
  write_in_job (fixture, "memory.peak", "many\n");
  g_assert_cmpuint (pen_cgroup_job_get_peak_memory (job), ==, 0);
}

/* The mount point of the kernel's cgroup v2 tree, or NULL. */
static char *
find_cgroup2 (void)
{
  FILE *mounts = setmntent ("/proc/self/mounts", "re");
  char *found = NULL;
  struct mntent *entry;

  while (mounts != NULL && found == NULL && (entry = getmntent (mounts)) != NULL)
    if (g_str_equal (entry->mnt_type, "cgroup2"))
      found = g_strdup (entry->mnt_dir);
  if (mounts != NULL)
    endmntent (mounts);
  return found;
}

/* In the group, with a child that left the session; never returns. */
static void
be_in_group (const char *procs)
{
  int fd = open (procs, O_WRONLY | O_CLOEXEC);

  if (fd < 0 || write (fd, "0", 1) != 1)
    _exit (1);
  if (fork () == 0)
    setsid ();
  while (TRUE)
    pause ();
}

static void
test_kernel (void)
{
  g_autofree char *mount = find_cgroup2 ();
  g_autofree char *name = g_strdup_printf ("playpen-test-%d", (int)getpid ());
  g_autofree char *path = mount != NULL ? g_build_filename (mount, name, NULL) : NULL;
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  PenCgroup *cgroup;
  PenCgroupJob *job;
  int status;
  pid_t pid;

  if (path == NULL || g_mkdir (path, 0755) != 0)
    {
      g_test_skip ("Control groups of version 2 cannot be made here.");
      return;
    }
  cgroup = pen_cgroup_new (path, FALSE);
  job = pen_cgroup_make_job (cgroup);
  g_assert_nonnull (job);
  pid = fork ();
  if (pid == 0)
    be_in_group (pen_cgroup_job_get_procs (job));
  while (pen_cgroup_job_is_empty (job) && g_get_monotonic_time () < deadline)
    g_thread_yield ();
  g_assert_false (pen_cgroup_job_is_empty (job));
  g_assert_true (pen_cgroup_job_kill (job));
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  while (!pen_cgroup_job_is_empty (job) && g_get_monotonic_time () < deadline)
    g_thread_yield ();
  g_assert_true (pen_cgroup_job_is_empty (job));
  pen_cgroup_job_free (job);
  pen_cgroup_unref (cgroup);
  /* Only an empty group can be removed: the job's is gone. */
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

#define ADD(path, behaviour, function)                                                             \
  g_test_add (path, Fixture, GINT_TO_POINTER (behaviour), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  ADD ("/sandbox/cgroup/delegated", ANSWERS, test_delegates);
  ADD ("/sandbox/cgroup/signal-before-reply", ANSWERS_AFTER_THE_SIGNAL, test_delegates);
  ADD ("/sandbox/cgroup/older-systemd", KNOWS_NO_POLICY, test_delegates);
  ADD ("/sandbox/cgroup/without-cpu", DELEGATES_NO_CPU, test_delegates);
  ADD ("/sandbox/cgroup/signal-of-other-types", TALKS_NONSENSE, test_delegates);
  ADD ("/sandbox/cgroup/refused", REFUSES, test_tier_b);
  ADD ("/sandbox/cgroup/job-fails", FAILS, test_tier_b);
  ADD ("/sandbox/cgroup/no-answer", SAYS_NOTHING, test_tier_b);
  ADD ("/sandbox/cgroup/never-finishes", NEVER_FINISHES, test_tier_b);
  ADD ("/sandbox/cgroup/not-moved", DOES_NOT_MOVE, test_tier_b);
  ADD ("/sandbox/cgroup/memory-not-delegated", DELEGATES_LITTLE, test_tier_b);
  ADD ("/sandbox/cgroup/no-manager", ABSENT, test_tier_b);
  ADD ("/sandbox/cgroup/v1-machine", ANSWERS, test_v1_machine);
  ADD ("/sandbox/cgroup/no-memory-controller", ANSWERS, test_no_memory_controller);
  ADD ("/sandbox/cgroup/dead-bus", ABSENT, test_dead_bus);
  ADD ("/sandbox/cgroup/silent-bus", ABSENT, test_silent_bus);
  ADD ("/sandbox/cgroup/job-bounds", ANSWERS, test_job);
  ADD ("/sandbox/cgroup/job-bounds-without-cpu", DELEGATES_NO_CPU, test_job);
  ADD ("/sandbox/cgroup/job-verdict", ANSWERS, test_verdict);
  g_test_add_func ("/sandbox/cgroup/kernel-ends-the-tree", test_kernel);
  result = g_test_run ();
  g_test_dbus_down (bus);
  return result;
}
