/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The functional half of the probe: complete jails, as programs get them, with a program that tries
 * what must fail (init/probe.c). User namespaces are never tried alone, because AppArmor lets them
 * be made and fails later. */
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <string.h>

#include "host.h"
#include "jail.h"
#include "probe-private.h"
#include "sandbox-error.h"

#define TEXT_MAX (64 * 1024)
#define KILL_MAX_US G_USEC_PER_SEC

/* What must hold, in the order in which it is shown. */
typedef struct
{
  const char *name;
  const char *sentence;
  gboolean in_run;
  gboolean in_compile;
} Expected;

static const Expected expected[] = {
    {"identity", N_ ("A program is an ordinary user and can become no other."), TRUE, TRUE},
    {"capabilities", N_ ("It has none of root's rights."), TRUE, TRUE},
    {"no-new-privileges", N_ ("It cannot gain rights by starting another program."), TRUE, TRUE},
    {"root", N_ ("It cannot become root."), TRUE, TRUE},
    {"filter", N_ ("Its system calls are filtered."), TRUE, TRUE},
    {"foreign-abi", N_ ("A system call of another kind of processor ends it."), TRUE, TRUE},
    {"user-namespace", N_ ("It cannot make a user namespace."), TRUE, TRUE},
    {"clone3", N_ ("It cannot make one by clone3 either."), TRUE, TRUE},
    {"mount", N_ ("It cannot mount anything."), TRUE, TRUE},
    {"keys", N_ ("It cannot reach the kernel's keys."), TRUE, TRUE},
    {"io-uring", N_ ("It cannot use io_uring."), TRUE, TRUE},
    {"inotify", N_ ("It cannot watch files, of which the desktop has a fixed number."), TRUE, TRUE},
    {"terminal-input", N_ ("It cannot type into a terminal."), TRUE, TRUE},
    {"terminal-input-high-bits", N_ ("Nor by a number with high bits set."), TRUE, TRUE},
    {"netlink", N_ ("It cannot talk to the kernel's network parts."), TRUE, TRUE},
    {"no-network", N_ ("A compiler has no network at all."), FALSE, TRUE},
    {"loopback", N_ ("Its own servers on localhost work."), TRUE, FALSE},
    {"host-loopback", N_ ("It cannot reach this machine's servers on localhost."), TRUE, FALSE},
    {"host-socket", N_ ("It cannot reach the desktop's sockets."), TRUE, TRUE},
    {"processes", N_ ("It sees no other process."), TRUE, TRUE},
    {"first-process", N_ ("It cannot read the sandbox's first process."), TRUE, TRUE},
    {"environment", N_ ("It sees exactly the environment that it was given."), TRUE, TRUE},
    {"descriptors", N_ ("It has no open files but the three standard ones."), TRUE, TRUE},
    {"host-files", N_ ("It sees no home directory and no settings."), TRUE, TRUE},
    {"read-only", N_ ("It cannot write outside of its own directories."), TRUE, TRUE},
    {"sizes", N_ ("Its own directories are bounded."), TRUE, TRUE},
};

/* Which jail is tried; each follows the one before. */
typedef enum
{
  STAGE_RUN,
  STAGE_COMPILE,
  STAGE_TREE,
  STAGE_END,
} Stage;

typedef struct
{
  PenProbe *probe; /* the caller's */
  GBytes *program; /* playpen-probe */
  GSocket *port;   /* host listeners that no jail may reach */
  GSocket *abstract;
  char *abstract_name;
  guint16 port_number;
  Stage stage;
  PenJail *jail;
  GString *text;
  gint64 stopped; /* when the tree was told to end, 0 before */
} Trial;

static void start_stage (GTask *task);
static void end_stage (GTask *task, const PenEnding *ending);

static void
trial_free (Trial *trial)
{
  g_clear_pointer (&trial->program, g_bytes_unref);
  g_clear_object (&trial->port);
  g_clear_object (&trial->abstract);
  g_clear_object (&trial->jail);
  g_free (trial->abstract_name);
  g_string_free (trial->text, TRUE);
  g_free (trial);
}

/* The text behind "@name=" in @text, up to the end of the line. */
static char *
find_answer (const char *text, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], name, length) == 0 && lines[i][length] == '=')
      return g_strdup (lines[i] + length + 1);
  return g_strdup (_ ("the program that tries it did not say"));
}

void
pen_probe_take_rows (PenProbe *probe, const char *profile, const char *text)
{
  gboolean run = g_str_equal (profile, "run");
  gboolean holds = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *name = g_strconcat (profile, "/", expected[i].name, NULL);
      g_autofree char *answer = NULL;
      gboolean ok;

      if (run ? !expected[i].in_run : !expected[i].in_compile)
        continue;
      answer = find_answer (text, expected[i].name);
      ok = g_str_equal (answer, "ok");
      pen_probe_add_row (probe, name, _ (expected[i].sentence), ok ? NULL : answer);
      holds = holds && ok;
    }
  if (!holds)
    pen_probe_settle (
        probe,
        PEN_PROBE_LEAKS,
        _ ("The sandbox stands, but it lets a program do what it must not, so Playpen runs none."),
        _ ("“playpen doctor” shows which wall does not hold. Please report it; updating the "
           "kernel and bubblewrap may help."));
}

/* A host listener that answers whoever can reach it; @ret_socket stays open. FALSE if not even this
 * process reaches it: then the row would prove nothing. */
static gboolean
listen_on (GSocketAddress *address, GSocket **ret_socket)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_DEFAULT,
                                             NULL);
  g_autoptr (GSocket) control = g_socket_new (g_socket_address_get_family (address),
                                              G_SOCKET_TYPE_STREAM,
                                              G_SOCKET_PROTOCOL_DEFAULT,
                                              NULL);
  g_autoptr (GSocketAddress) bound = NULL;

  if (socket == NULL || control == NULL || !g_socket_bind (socket, address, FALSE, NULL) ||
      !g_socket_listen (socket, NULL))
    return FALSE;
  bound = g_socket_get_local_address (socket, NULL);
  if (bound == NULL || !g_socket_connect (control, bound, NULL, NULL))
    return FALSE;
  *ret_socket = g_steal_pointer (&socket);
  return TRUE;
}

static gboolean
open_listeners (Trial *trial)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) abstract = NULL;
  g_autoptr (GSocketAddress) bound = NULL;

  trial->abstract_name =
      g_strdup_printf ("playpen-probe-%08x%08x", g_random_int (), g_random_int ());
  abstract = g_unix_socket_address_new_with_type (trial->abstract_name,
                                                  /* path_len= */ -1,
                                                  G_UNIX_SOCKET_ADDRESS_ABSTRACT);
  if (!listen_on (address, &trial->port) || !listen_on (abstract, &trial->abstract))
    return FALSE;
  bound = g_socket_get_local_address (trial->port, NULL);
  if (bound == NULL)
    return FALSE;
  trial->port_number = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return TRUE;
}

/* playpen-probe lies beside playpen-init. */
static gboolean
load_program (Trial *trial, GError **error)
{
  g_autofree char *init = pen_host_find_init (error);
  g_autofree char *directory = init != NULL ? g_path_get_dirname (init) : NULL;
  g_autofree char *path = NULL;
  char *data;
  gsize size;

  if (directory == NULL)
    return FALSE;
  path = g_build_filename (directory, "playpen-probe", NULL);
  if (!g_file_get_contents (path, &data, &size, NULL))
    {
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_CANNOT_JAIL,
                   /* Translators: %s is a path. */
                   _ ("Playpen is not whole: %s is missing."),
                   path);
      return FALSE;
    }
  trial->program = g_bytes_new_take (data, size);
  return TRUE;
}

void
pen_probe_try_jails_async (PenProbe *probe, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Trial *trial = g_new0 (Trial, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, pen_probe_try_jails_async);
  g_task_set_task_data (task, trial, (GDestroyNotify)trial_free);
  trial->probe = probe;
  trial->text = g_string_new (NULL);
  if (!load_program (trial, &error))
    {
      pen_probe_settle (probe,
                        PEN_PROBE_INCOMPLETE,
                        error->message,
                        _ ("Build or install Playpen again."));
      trial->stage = STAGE_END;
    }
  else if (!open_listeners (trial))
    {
      pen_probe_settle (probe,
                        PEN_PROBE_FAILED,
                        _ ("A server on localhost could not be opened, so it cannot be tried "
                           "whether programs reach it."),
                        _ ("Look whether something on this machine forbids it, like a firewall."));
      trial->stage = STAGE_END;
    }
  start_stage (task);
}

static void
add_size (PenCommand *command, const char *path, guint64 size)
{
  g_autofree char *text = g_strdup_printf ("%s=%" G_GUINT64_FORMAT, path, size);

  pen_command_add_arg (command, text);
}

PenCommand *
pen_probe_build_command (PenProfile profile,
                         const PenLimits *limits,
                         GBytes *program,
                         guint16 port,
                         const char *abstract)
{
  PenCommand *command = pen_command_new (profile);
  g_autofree char *number = g_strdup_printf ("%u", port);

  pen_command_add_file (command, "/program/probe", 0555, program);
  pen_command_add_args (command,
                        "/program/probe",
                        profile == PEN_PROFILE_COMPILE ? "compile" : "run",
                        number,
                        abstract,
                        NULL);
  add_size (command, "/tmp", limits->tmp_size);
  add_size (command, "/job", limits->job_size);
  add_size (command, "/dev/shm", limits->shm_size);
  add_size (command, "/program", limits->artifact_size);
  pen_command_add_arg (command, "--");
  for (guint i = 0; i < command->env->len; i++)
    pen_command_add_arg (command, command->env->pdata[i]);
  return command;
}

static PenCommand *
build_tree_command (GBytes *program)
{
  PenCommand *command = pen_command_new (PEN_PROFILE_RUN);

  pen_command_add_file (command, "/program/probe", 0555, program);
  pen_command_add_args (command, "/program/probe", "tree", NULL);
  return command;
}

static void
on_event (PenJail *jail, const PenEvent *event, gpointer data)
{
  GTask *task = data;
  Trial *trial = g_task_get_task_data (task);

  if (event->kind == PEN_EVENT_OUTPUT && trial->text->len < TEXT_MAX)
    g_string_append_len (trial->text,
                         g_bytes_get_data (event->bytes, NULL),
                         (gssize)g_bytes_get_size (event->bytes));
  if (event->kind == PEN_EVENT_OUTPUT && trial->stage == STAGE_TREE && trial->stopped == 0 &&
      g_str_has_prefix (trial->text->str, "up\n"))
    {
      trial->stopped = g_get_monotonic_time ();
      pen_jail_stop (jail);
    }
  if (event->kind == PEN_EVENT_ENDED)
    end_stage (task, &event->ending);
}

/* The next jail, or the end. */
static void
start_stage (GTask *task)
{
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (PenCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  PenLimits limits;

  if (trial->stage == STAGE_END)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  limits =
      pen_limits_get_preset (trial->stage == STAGE_COMPILE ? PEN_LIMITS_COMPILE : PEN_LIMITS_RUN);
  if (trial->stage == STAGE_TREE)
    command = build_tree_command (trial->program);
  else
    command = pen_probe_build_command (trial->stage == STAGE_COMPILE ? PEN_PROFILE_COMPILE
                                                                     : PEN_PROFILE_RUN,
                                       &limits,
                                       trial->program,
                                       trial->port_number,
                                       trial->abstract_name);
  trial->jail = pen_jail_new (command, &limits);
  g_string_truncate (trial->text, 0);
  g_signal_connect (trial->jail, "event", G_CALLBACK (on_event), task);
  if (pen_jail_prepare (trial->jail, &error) && pen_jail_start (trial->jail, &error))
    return;
  pen_probe_settle (trial->probe, PEN_PROBE_FAILED, error->message, NULL);
  g_signal_handlers_disconnect_by_data (trial->jail, task);
  g_clear_object (&trial->jail);
  trial->stage = STAGE_END;
  start_stage (task);
}

static void
take_kill (Trial *trial, const PenEnding *ending)
{
  static const char sentence[] = N_ ("Whatever it left behind ends with it within a second.");
  g_autofree char *seen = NULL;

  if (ending->cause != PEN_CAUSE_STOPPED || trial->stopped == 0)
    seen = g_strdup (pen_cause_to_string (ending->cause));
  else
    {
      trial->probe->kill_time = g_get_monotonic_time () - trial->stopped;
      if (trial->probe->kill_time > KILL_MAX_US)
        seen = g_strdup_printf ("%d ms", (int)(trial->probe->kill_time / 1000));
    }
  pen_probe_add_row (trial->probe, "run/kill", _ (sentence), seen);
  if (seen != NULL)
    pen_probe_settle (trial->probe,
                      PEN_PROBE_LEAKS,
                      _ ("A program that ignores every signal could not be ended in time."),
                      _ ("Please report it, with the output of “playpen doctor --json”."));
}

static void
take_failure (Trial *trial, const PenEnding *ending)
{
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;
  g_autofree char *text = NULL;
  PenProbeVerdict verdict;

  if (ending->message != NULL)
    text = g_strdup (ending->message);
  else
    /* Translators: %s is a word like “lost” or “signaled”. */
    text = g_strdup_printf (_ ("The sandbox stood, but ended before it was tried out (%s)."),
                            pen_cause_to_string (ending->cause));
  verdict = pen_probe_explain (NULL, text, &sentence, &remedy);
  pen_probe_settle (trial->probe, verdict, sentence, remedy);
}

static gboolean
on_next_stage (gpointer data)
{
  Trial *trial = g_task_get_task_data (data);

  g_clear_object (&trial->jail);
  start_stage (data);
  return G_SOURCE_REMOVE;
}

static void
end_stage (GTask *task, const PenEnding *ending)
{
  Trial *trial = g_task_get_task_data (task);
  Stage next = (Stage)(trial->stage + 1);

  if (ending->cause == PEN_CAUSE_SETUP ||
      (trial->stage != STAGE_TREE && (ending->cause != PEN_CAUSE_EXITED || ending->status != 0)))
    {
      take_failure (trial, ending);
      next = STAGE_END;
    }
  else if (trial->stage == STAGE_TREE)
    take_kill (trial, ending);
  else
    pen_probe_take_rows (trial->probe,
                         trial->stage == STAGE_COMPILE ? "compile" : "run",
                         trial->text->str);
  trial->stage = next;
  /* Not here: the jail is still in the middle of telling its end. */
  g_idle_add (on_next_stage, task);
}

void
pen_probe_try_jails_finish (GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, NULL));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
