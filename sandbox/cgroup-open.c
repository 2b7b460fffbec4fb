/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Asks the user's systemd for a transient scope that is delegated to this process, over a bus
 * connection of its own that lives as long as the question. The calls are those of systemd-run
 * --user --scope: Subscribe, StartTransientUnit, then the signal JobRemoved of the job. */
#include "cgroup-private.h"
#include "sandbox-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* Whoever waits for the scope starts without it then. */
#define PATIENCE_MS 1000
#define SYSTEMD_NAME "org.freedesktop.systemd1"
#define SYSTEMD_PATH "/org/freedesktop/systemd1"
#define SYSTEMD_MANAGER "org.freedesktop.systemd1.Manager"

typedef struct
{
  char *root;
  char *unit;
  GDBusConnection *bus;
  GCancellable *calls; /* of everything below, cancelled once the answer is known */
  GSource *patience;
  guint signal_id;
  char *job;           /* object path; NULL until the manager answered */
  GHashTable *removed; /* (element-type utf8 utf8): job -> result, which may come first */
  gboolean with_oom_policy;
  gboolean settled;
} Opening;

static void subscribe (GTask *task);
static void start_unit (GTask *task);
static void finish_job (GTask *task);

static void
opening_free (Opening *opening)
{
  g_free (opening->root);
  g_free (opening->unit);
  g_clear_object (&opening->bus);
  g_clear_object (&opening->calls);
  g_clear_pointer (&opening->patience, g_source_unref);
  g_free (opening->job);
  g_hash_table_unref (opening->removed);
  g_free (opening);
}

/* Gives the answer, once; what was under way ends. */
static void
settle (GTask *task, PenCgroup *cgroup, GError *error)
{
  Opening *opening = g_task_get_task_data (task);

  g_assert (!opening->settled);
  opening->settled = TRUE;
  g_source_destroy (opening->patience);
  g_cancellable_cancel (opening->calls);
  if (opening->signal_id != 0)
    g_dbus_connection_signal_unsubscribe (opening->bus, opening->signal_id);
  if (opening->bus != NULL)
    g_dbus_connection_close (opening->bus, NULL, NULL, NULL);
  if (cgroup != NULL)
    g_task_return_pointer (task, cgroup, (GDestroyNotify)pen_cgroup_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
on_patience (gpointer data)
{
  settle (data,
          NULL,
          g_error_new_literal (G_IO_ERROR,
                               G_IO_ERROR_TIMED_OUT,
                               _ ("The session manager did not answer within a second.")));
  return G_SOURCE_REMOVE;
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GDBusConnection) bus = g_dbus_connection_new_for_address_finish (result, &error);

  if (opening->settled)
    return;
  if (bus == NULL)
    {
      settle (task, NULL, g_steal_pointer (&error));
      return;
    }
  opening->bus = g_steal_pointer (&bus);
  subscribe (task);
}

static void
on_job_removed (GDBusConnection *bus,
                const char *sender,
                const char *path,
                const char *interface,
                const char *signal,
                GVariant *parameters,
                gpointer data)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  const char *job;
  const char *result;

  if (opening->settled || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(uoss)")))
    return;
  g_variant_get (parameters, "(u&o&s&s)", NULL, &job, NULL, &result);
  g_hash_table_insert (opening->removed, g_strdup (job), g_strdup (result));
  finish_job (task);
}

static void
on_subscribed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (opening->bus, result, &error);

  if (opening->settled)
    return;
  if (reply == NULL)
    {
      g_dbus_error_strip_remote_error (error);
      settle (task, NULL, g_steal_pointer (&error));
      return;
    }
  start_unit (task);
}

static void
subscribe (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  opening->signal_id = g_dbus_connection_signal_subscribe (opening->bus,
                                                           SYSTEMD_NAME,
                                                           SYSTEMD_MANAGER,
                                                           "JobRemoved",
                                                           SYSTEMD_PATH,
                                                           /* arg0= */ NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE,
                                                           on_job_removed,
                                                           g_object_ref (task),
                                                           g_object_unref);
  /* The manager is never started by asking: where none runs there is no scope. */
  g_dbus_connection_call (opening->bus,
                          SYSTEMD_NAME,
                          SYSTEMD_PATH,
                          SYSTEMD_MANAGER,
                          "Subscribe",
                          NULL,
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          PATIENCE_MS,
                          opening->calls,
                          on_subscribed,
                          g_object_ref (task));
}

static GVariant *
build_request (const Opening *opening)
{
  GVariantBuilder properties;
  guint32 pid = (guint32)getpid ();
  GVariant *pids = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, &pid, 1, sizeof pid);

  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a(sv)"));
  g_variant_builder_add (&properties,
                         "(sv)",
                         "Description",
                         g_variant_new_string ("Playpen and the programs it runs"));
  g_variant_builder_add (&properties, "(sv)", "PIDs", pids);
  g_variant_builder_add (&properties, "(sv)", "Delegate", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&properties, "(sv)", "MemoryAccounting", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&properties, "(sv)", "TasksAccounting", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&properties, "(sv)", "CPUAccounting", g_variant_new_boolean (TRUE));
  /* Each job has its own bounds; the scope as a whole also holds Playpen. */
  g_variant_builder_add (&properties, "(sv)", "MemoryMax", g_variant_new_uint64 (G_MAXUINT64));
  g_variant_builder_add (&properties, "(sv)", "TasksMax", g_variant_new_uint64 (G_MAXUINT64));
  g_variant_builder_add (&properties,
                         "(sv)",
                         "CollectMode",
                         g_variant_new_string ("inactive-or-failed"));
  /* A job that met its memory limit must not end Playpen with it. */
  if (opening->with_oom_policy)
    g_variant_builder_add (&properties, "(sv)", "OOMPolicy", g_variant_new_string ("continue"));
  return g_variant_new ("(ssa(sv)a(sa(sv)))", opening->unit, "fail", &properties, NULL);
}

static gboolean
is_unknown_property (const GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  return g_strcmp0 (name, "org.freedesktop.DBus.Error.PropertyReadOnly") == 0 ||
         g_strcmp0 (name, "org.freedesktop.DBus.Error.UnknownProperty") == 0;
}

static void
on_unit_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (opening->bus, result, &error);

  if (opening->settled)
    return;
  if (reply == NULL && opening->with_oom_policy && is_unknown_property (error))
    {
      /* A systemd whose scopes have no such policy leaves them alone too. */
      opening->with_oom_policy = FALSE;
      start_unit (task);
      return;
    }
  if (reply == NULL)
    {
      g_dbus_error_strip_remote_error (error);
      settle (task, NULL, g_steal_pointer (&error));
      return;
    }
  g_variant_get (reply, "(o)", &opening->job);
  finish_job (task);
}

static void
start_unit (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  g_dbus_connection_call (opening->bus,
                          SYSTEMD_NAME,
                          SYSTEMD_PATH,
                          SYSTEMD_MANAGER,
                          "StartTransientUnit",
                          build_request (opening),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          PATIENCE_MS,
                          opening->calls,
                          on_unit_started,
                          g_object_ref (task));
}

/* The end, once both the job's path and its result are known. */
static void
finish_job (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  const char *result =
      opening->job != NULL ? g_hash_table_lookup (opening->removed, opening->job) : NULL;
  PenCgroup *cgroup;

  if (result == NULL)
    return;
  if (!g_str_equal (result, "done"))
    {
      settle (task,
              NULL,
              g_error_new (PEN_SANDBOX_ERROR,
                           PEN_SANDBOX_ERROR_SETUP,
                           /* Translators: %s is systemd's word, like “failed”. */
                           _ ("The session manager could not start a scope for Playpen (%s)."),
                           result));
      return;
    }
  cgroup = pen_cgroup_new_in_own_scope (opening->root, opening->unit, &error);
  settle (task, cgroup, g_steal_pointer (&error));
}

/* The session bus if there is one. GIO's own look-up would start a bus where there is none. */
static char *
find_session_bus (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  g_autofree char *escaped = g_dbus_address_escape_value (path);

  if (address != NULL && address[0] != '\0')
    return g_strdup (address);
  if (g_getenv ("XDG_RUNTIME_DIR") != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup_printf ("unix:path=%s", escaped);
  return NULL;
}

static Opening *
opening_new (const char *root)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->root = g_strdup (root != NULL ? root : "/");
  /* Unguessable only so that two in the same second never meet. */
  opening->unit = g_strdup_printf ("playpen-%d-%08x.scope", (int)getpid (), g_random_int ());
  opening->calls = g_cancellable_new ();
  opening->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  opening->with_oom_policy = TRUE;
  opening->patience = g_timeout_source_new (PATIENCE_MS);
  return opening;
}

void
pen_cgroup_open_async (const char *root,
                       const char *address,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *found = address != NULL ? g_strdup (address) : find_session_bus ();
  g_autoptr (GError) error = NULL;
  Opening *opening = opening_new (root);

  g_task_set_source_tag (task, pen_cgroup_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  g_source_set_callback (opening->patience,
                         on_patience,
                         g_object_ref (task),
                         (GDestroyNotify)g_object_unref);
  g_source_attach (opening->patience, g_main_context_get_thread_default ());
  if (!pen_cgroup_check_machine (opening->root, &error))
    {
      settle (task, NULL, g_steal_pointer (&error));
      return;
    }
  if (found == NULL)
    {
      settle (task,
              NULL,
              g_error_new_literal (PEN_SANDBOX_ERROR,
                                   PEN_SANDBOX_ERROR_SETUP,
                                   _ ("There is no session bus, so no session manager can be "
                                      "asked.")));
      return;
    }
  g_dbus_connection_new_for_address (found,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     /* observer= */ NULL,
                                     opening->calls,
                                     on_connected,
                                     g_object_ref (task));
}

PenCgroup *
pen_cgroup_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
