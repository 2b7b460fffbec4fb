/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One command in one jail, from its preparation to its last event. This file holds the life cycle
 * and decides why a jail ended; starting processes is spawn.c's, words to and from init are
 * channel.c's, reading pipes is pump.c's. */
#include "jail.h"

#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "channel.h"
#include "frame.h"
#include "host.h"
#include "jail-private.h"
#include "judge.h"
#include "pump.h"
#include "sandbox-error.h"
#include "spawn.h"
#include "start-frame.h"
#include "writer.h"

#define LOST_MS 2000 /* a jail that cannot be killed for so long is reported as lost */
#define SETUP_TEXT_MAX 4096

/* An output on its way from init. */
typedef struct
{
  char *name;
  guint64 size;
  GByteArray *bytes;
} Incoming;

struct _PenJail
{
  GObject parent_instance;

  /* values */
  PenCommand *command;
  PenLimits limits;
  PenBwrap *bwrap;
  GBytes *filter;
  gboolean filter_set;
  gboolean landlock;
  PenCgroupJob *cgroup; /* (nullable) */

  /* the process and its ends */
  pid_t pid;
  guint child_watch;
  PenChannel *channel;
  PenPump *pumps[2];
  gboolean paused[2];
  PenWriter *input; /* (nullable): the program's stdin */

  /* clocks */
  gint64 start_time;
  guint wall_timer;
  gint64 wall_left;  /* µs, while the wall clock stands still */
  gint64 wall_since; /* when it last started */
  guint idle_timer;
  gint64 last_activity;
  guint lost_timer;

  /* what is known of the end */
  gboolean ready;
  gboolean started;
  gboolean exited;
  gboolean reaped;
  gboolean ended;
  struct pen_frame_exited exit;
  struct pen_frame_failed failed;
  PenCause verdict; /* EXITED: none from here */
  guint64 verdict_limit;
  guint64 volume;
  GByteArray *setup_text;
  Incoming incoming;
  guint64 announced; /* bytes of all outputs so far */
};

G_DEFINE_FINAL_TYPE (PenJail, pen_jail, G_TYPE_OBJECT)

enum
{
  SIGNAL_EVENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_incoming (PenJail *self)
{
  g_clear_pointer (&self->incoming.name, g_free);
  g_clear_pointer (&self->incoming.bytes, g_byte_array_unref);
}

static void
clear_timers (PenJail *self)
{
  g_clear_handle_id (&self->wall_timer, g_source_remove);
  g_clear_handle_id (&self->idle_timer, g_source_remove);
}

static void
reap_quietly (pid_t pid, int status, gpointer data)
{
}

static void
pen_jail_dispose (GObject *object)
{
  PenJail *self = PEN_JAIL (object);

  clear_timers (self);
  g_clear_handle_id (&self->lost_timer, g_source_remove);
  if (self->pid > 0)
    {
      /* Nobody waits for this jail any more; it must die and be reaped all the same. */
      if (self->ready)
        kill (self->pid, SIGKILL);
      g_clear_handle_id (&self->child_watch, g_source_remove);
      g_child_watch_add (self->pid, reap_quietly, NULL);
      self->pid = -1;
    }
  g_clear_object (&self->channel);
  g_clear_object (&self->pumps[0]);
  g_clear_object (&self->pumps[1]);
  g_clear_pointer (&self->input, pen_writer_free);
  G_OBJECT_CLASS (pen_jail_parent_class)->dispose (object);
}

static void
pen_jail_finalize (GObject *object)
{
  PenJail *self = PEN_JAIL (object);

  g_clear_pointer (&self->command, pen_command_free);
  g_clear_pointer (&self->bwrap, pen_bwrap_free);
  g_clear_pointer (&self->filter, g_bytes_unref);
  g_clear_pointer (&self->setup_text, g_byte_array_unref);
  g_clear_pointer (&self->cgroup, pen_cgroup_job_free);
  clear_incoming (self);
  G_OBJECT_CLASS (pen_jail_parent_class)->finalize (object);
}

static void
pen_jail_class_init (PenJailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pen_jail_dispose;
  object_class->finalize = pen_jail_finalize;
  signals[SIGNAL_EVENT] = g_signal_new ("event",
                                        PEN_TYPE_JAIL,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        PEN_TYPE_EVENT);
}

static void
pen_jail_init (PenJail *self)
{
  self->pid = -1;
  self->landlock = TRUE;
  self->verdict = PEN_CAUSE_EXITED;
  self->setup_text = g_byte_array_new ();
}

static gint64
get_time (PenJail *self)
{
  return self->start_time != 0 ? g_get_monotonic_time () - self->start_time : 0;
}

static void
tell (PenJail *self, PenEvent *event)
{
  g_signal_emit (self, signals[SIGNAL_EVENT], 0, event);
  pen_event_unref (event);
}

/* --- The end --- */

static void
end_now (PenJail *self)
{
  PenReport report = {
      .limits = self->limits,
      .started = self->started,
      .exited = self->exited,
      .exit = self->exit,
      .failed = self->failed,
      .ended_by = self->verdict,
      .ended_by_limit = self->verdict_limit,
      .cgroup = self->cgroup,
      .setup_text = self->setup_text,
  };
  PenEnding ending = {.wall_time = get_time (self)};

  self->ended = TRUE;
  clear_timers (self);
  g_clear_handle_id (&self->lost_timer, g_source_remove);
  g_clear_pointer (&self->input, pen_writer_free);
  pen_judge (&report, &ending);
  tell (self, pen_event_new_ended (ending.wall_time, &ending));
  g_free (ending.message);
}

/* The jail has ended when its process is reaped, its last word is read and its pipes are empty. */
static void
end_if_complete (PenJail *self)
{
  if (self->ended || !self->reaped || !pen_channel_get_closed (self->channel))
    return;
  if (pen_pump_get_finished (self->pumps[0]) && pen_pump_get_finished (self->pumps[1]))
    end_now (self);
}

static gboolean
on_lost (gpointer data)
{
  g_autoptr (PenJail) self = g_object_ref (PEN_JAIL (data));

  self->lost_timer = 0;
  if (self->pid > 0)
    kill (self->pid, SIGKILL);
  if (!self->reaped || !self->exited)
    self->verdict = self->verdict == PEN_CAUSE_EXITED ? PEN_CAUSE_LOST : self->verdict;
  self->reaped = TRUE;
  pen_channel_close (self->channel);
  for (int i = 0; i < 2; i++)
    pen_pump_finish (self->pumps[i]);
  end_if_complete (self);
  return G_SOURCE_REMOVE;
}

/* Before init has spoken, bubblewrap must not be killed: its inner process would wait for the outer
 * one for ever. It goes on, executes init, and that finds its channel at its end. Afterwards init's
 * parent-death signal takes it, and the kernel the rest. */
static void
kill_all (PenJail *self)
{
  clear_timers (self);
  if (self->cgroup != NULL && !pen_cgroup_job_kill (self->cgroup))
    g_debug ("a control group could not be killed at once");
  if (self->pid > 0 && self->ready)
    kill (self->pid, SIGKILL);
  if (self->channel != NULL)
    pen_channel_close (self->channel);
  if (self->lost_timer == 0 && !self->ended)
    self->lost_timer = g_timeout_add (LOST_MS, on_lost, self);
  for (int i = 0; i < 2; i++)
    if (self->pumps[i] != NULL)
      pen_pump_set_paused (self->pumps[i], FALSE);
}

static void
end_by (PenJail *self, PenCause verdict, guint64 limit)
{
  if (self->ended || self->exited || self->verdict != PEN_CAUSE_EXITED)
    return;
  self->verdict = verdict;
  self->verdict_limit = limit;
  kill_all (self);
}

/* --- Clocks --- */

static gboolean
on_wall (gpointer data)
{
  PenJail *self = data;

  self->wall_timer = 0;
  end_by (self, PEN_CAUSE_WALL, self->limits.wall_ms);
  return G_SOURCE_REMOVE;
}

/* The wall clock runs while the program can: not before the start, and not while nobody reads what
 * it prints. */
static void
update_wall (PenJail *self)
{
  gboolean run = self->started && !self->exited && self->limits.wall_ms != 0 && !self->paused[0] &&
                 !self->paused[1];

  if (run && self->wall_timer == 0)
    {
      self->wall_since = g_get_monotonic_time ();
      self->wall_timer = g_timeout_add ((guint)(MAX (self->wall_left, 0) / 1000), on_wall, self);
    }
  else if (!run && self->wall_timer != 0)
    {
      self->wall_left -= g_get_monotonic_time () - self->wall_since;
      g_clear_handle_id (&self->wall_timer, g_source_remove);
    }
}

static gboolean
on_idle_tick (gpointer data)
{
  PenJail *self = data;
  gint64 last = self->input != NULL ? pen_writer_get_last_time (self->input) : 0;
  gint64 idle_ms = (g_get_monotonic_time () - MAX (last, self->last_activity)) / 1000;

  if (idle_ms < (gint64)self->limits.idle_ms)
    {
      self->idle_timer = g_timeout_add (self->limits.idle_ms - (guint)idle_ms, on_idle_tick, self);
      return G_SOURCE_REMOVE;
    }
  self->idle_timer = 0;
  end_by (self, PEN_CAUSE_IDLE, self->limits.idle_ms);
  return G_SOURCE_REMOVE;
}

static void
start_clocks (PenJail *self)
{
  self->start_time = g_get_monotonic_time ();
  self->last_activity = self->start_time;
  self->wall_left = (gint64)self->limits.wall_ms * 1000;
  update_wall (self);
  if (self->limits.idle_ms != 0)
    self->idle_timer = g_timeout_add (self->limits.idle_ms, on_idle_tick, self);
}

/* --- From init --- */

static void
finish_output (PenJail *self)
{
  if (self->incoming.name == NULL || self->incoming.bytes->len != self->incoming.size)
    return;
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->incoming.bytes));
  g_autofree char *name = g_steal_pointer (&self->incoming.name);

  tell (self, pen_event_new_file (get_time (self), name, bytes));
}

static gboolean
is_declared (PenJail *self, const char *name)
{
  for (guint i = 0; i < self->command->outputs->len; i++)
    if (pen_frame_declares (self->command->outputs->pdata[i], name, strlen (name)))
      return TRUE;
  return FALSE;
}

/* FALSE: not in the protocol. An output that is too big is announced and never finished. */
static gboolean
begin_output (PenJail *self, const guint8 *data, gsize size)
{
  struct pen_frame_output output;
  g_autofree char *name = NULL;

  clear_incoming (self);
  if (size < sizeof output)
    return FALSE;
  memcpy (&output, data, sizeof output);
  if (output.path_length != size - sizeof output)
    return FALSE;
  name = g_strndup ((const char *)data + sizeof output, output.path_length);
  if (!is_declared (self, name))
    return FALSE;
  if (output.size > self->limits.artifact_size - self->announced)
    return TRUE;
  self->announced += output.size;
  self->incoming.name = g_steal_pointer (&name);
  self->incoming.size = output.size;
  self->incoming.bytes = g_byte_array_sized_new ((guint)output.size);
  finish_output (self);
  return TRUE;
}

static gboolean
add_output (PenJail *self, const guint8 *data, gsize size)
{
  if (self->incoming.name == NULL || size > self->incoming.size - self->incoming.bytes->len)
    return FALSE;
  g_byte_array_append (self->incoming.bytes, data, (guint)size);
  finish_output (self);
  return TRUE;
}

static gboolean
take_exited (PenJail *self, const guint8 *data, gsize size)
{
  if (size != sizeof self->exit || !self->started || self->exited)
    return FALSE;
  memcpy (&self->exit, data, sizeof self->exit);
  self->exited = TRUE;
  clear_timers (self);
  return TRUE;
}

static gboolean
take_frame (PenJail *self, guint type, const guint8 *data, gsize size)
{
  switch (type)
    {
    case PEN_FRAME_READY:
      self->ready = TRUE;
      return TRUE;
    case PEN_FRAME_STARTED:
      if (self->started)
        return FALSE;
      self->started = TRUE;
      start_clocks (self);
      tell (self, pen_event_new_started (0));
      return TRUE;
    case PEN_FRAME_FAILED:
      if (size != sizeof self->failed)
        return FALSE;
      memcpy (&self->failed, data, sizeof self->failed);
      return TRUE;
    case PEN_FRAME_EXITED:
      return take_exited (self, data, size);
    case PEN_FRAME_OUTPUT:
      return self->exited && begin_output (self, data, size);
    case PEN_FRAME_DATA:
      return self->exited && add_output (self, data, size);
    case PEN_FRAME_DONE:
      return self->exited;
    default:
      return FALSE;
    }
}

static void
on_frame (PenChannel *channel, guint type, GBytes *payload, PenJail *self)
{
  g_autoptr (PenJail) keep = g_object_ref (self);
  gsize size = 0;
  const guint8 *data = payload != NULL ? g_bytes_get_data (payload, &size) : NULL;

  if (type == 0)
    end_if_complete (self);
  else if (!take_frame (self, type, data, size))
    {
      g_debug ("a jail's first process sent an unexpected frame (%u)", type);
      pen_channel_close (channel);
      kill_all (self);
      end_if_complete (self);
    }
}

static void
on_data (PenJail *self, PenStream stream, GBytes *bytes)
{
  g_autoptr (PenJail) keep = g_object_ref (self);
  gsize size;
  const guint8 *data;

  if (bytes == NULL)
    {
      end_if_complete (self);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  if (!self->ready)
    {
      /* Before init has spoken, the one that prints is bubblewrap. */
      g_byte_array_append (
          self->setup_text,
          data,
          (guint)MIN (size, SETUP_TEXT_MAX - MIN (self->setup_text->len, SETUP_TEXT_MAX)));
      return;
    }
  self->last_activity = g_get_monotonic_time ();
  self->volume += size;
  tell (self, pen_event_new_output (get_time (self), stream, bytes));
  if (self->limits.output_volume != 0 && self->volume > self->limits.output_volume)
    end_by (self, PEN_CAUSE_OUTPUT, self->limits.output_volume);
}

static void
on_stdout_data (PenPump *pump, GBytes *bytes, PenJail *self)
{
  on_data (self, PEN_STREAM_STDOUT, bytes);
}

static void
on_stderr_data (PenPump *pump, GBytes *bytes, PenJail *self)
{
  on_data (self, PEN_STREAM_STDERR, bytes);
}

static void
on_reaped (pid_t pid, int status, gpointer data)
{
  g_autoptr (PenJail) self = g_object_ref (PEN_JAIL (data));

  self->child_watch = 0;
  self->pid = -1;
  self->reaped = TRUE;
  /* Somebody ended bubblewrap: what is left of the jail has no more than this. */
  if (!self->exited && self->lost_timer == 0 && !self->ended)
    self->lost_timer = g_timeout_add (LOST_MS, on_lost, self);
  end_if_complete (self);
  /* The last pipe may be held up by a reader of ours that is paused; it then ends when that goes
   * on. */
}

/* --- Public --- */

PenJail *
pen_jail_new (const PenCommand *command, const PenLimits *limits)
{
  PenJail *self = g_object_new (PEN_TYPE_JAIL, NULL);

  self->command = pen_command_copy (command);
  self->limits = *limits;
  return self;
}

PenCommand *
pen_jail_get_command (PenJail *self)
{
  return self->command;
}

PenLimits *
pen_jail_get_limits (PenJail *self)
{
  return &self->limits;
}

void
pen_jail_take_cgroup (PenJail *self, PenCgroupJob *cgroup)
{
  g_clear_pointer (&self->cgroup, pen_cgroup_job_free);
  self->cgroup = cgroup;
}

void
pen_jail_set_filter (PenJail *self, GBytes *filter)
{
  g_clear_pointer (&self->filter, g_bytes_unref);
  self->filter = filter != NULL ? g_bytes_ref (filter) : NULL;
  self->filter_set = TRUE;
}

void
pen_jail_set_landlock (PenJail *self, gboolean landlock)
{
  self->landlock = landlock;
}

pid_t
pen_jail_get_pid (PenJail *self)
{
  return self->pid;
}

PenBwrap *
pen_jail_get_bwrap (PenJail *self, GError **error)
{
  g_autofree char *init = NULL;

  if (self->bwrap != NULL)
    return self->bwrap;
  init = pen_host_find_init (error);
  if (init != NULL)
    self->bwrap = pen_bwrap_new (self->command, &self->limits, init);
  return self->bwrap;
}

static gboolean
ensure_filter (PenJail *self, GError **error)
{
  g_autoptr (PenFilter) filter = NULL;

  if (self->filter_set)
    return TRUE;
  filter = pen_filter_new (self->command->profile);
  if (self->cgroup != NULL)
    pen_filter_allow_shared_memory (filter); /* the memory cgroup counts it */
  self->filter = pen_filter_export (filter, error);
  self->filter_set = self->filter != NULL;
  return self->filter_set;
}

gboolean
pen_jail_prepare (PenJail *self, GError **error)
{
  g_autofree char *program = NULL;
  PenSpawned spawned;
  PenAccount account;

  g_return_val_if_fail (PEN_IS_JAIL (self), FALSE);
  g_return_val_if_fail (self->channel == NULL, FALSE);

  program = pen_host_find_bwrap (error);
  if (program == NULL || !pen_account_get (&account, error) ||
      pen_jail_get_bwrap (self, error) == NULL)
    return FALSE;
  if (!pen_spawn (program,
                  self->bwrap,
                  &account,
                  self->command->has_stdin,
                  self->cgroup != NULL ? pen_cgroup_job_get_procs (self->cgroup) : NULL,
                  &spawned,
                  error))
    return FALSE;
  self->pid = spawned.pid;
  self->child_watch = g_child_watch_add (spawned.pid, on_reaped, self);
  self->channel = pen_channel_new (spawned.channel);
  g_signal_connect_object (self->channel, "frame", G_CALLBACK (on_frame), self, 0);
  if (spawned.fds[0] >= 0)
    self->input = pen_writer_new (spawned.fds[0]);
  self->pumps[0] = pen_pump_new (spawned.fds[1]);
  self->pumps[1] = pen_pump_new (spawned.fds[2]);
  g_signal_connect_object (self->pumps[0], "data", G_CALLBACK (on_stdout_data), self, 0);
  g_signal_connect_object (self->pumps[1], "data", G_CALLBACK (on_stderr_data), self, 0);
  /* While bubblewrap is at work, not when the program waits; a failure is told by the start. */
  if (!ensure_filter (self, NULL))
    g_debug ("the filter could not be made ahead");
  return TRUE;
}

gboolean
pen_jail_start (PenJail *self, GError **error)
{
  g_autoptr (GBytes) frame = NULL;

  g_return_val_if_fail (PEN_IS_JAIL (self), FALSE);
  g_return_val_if_fail (self->channel != NULL, FALSE);

  if (!ensure_filter (self, error))
    return FALSE;
  frame = pen_start_frame_new (self->command, &self->limits, self->filter, self->landlock, error);
  if (frame == NULL)
    return FALSE;
  for (guint i = 0; i < self->command->files->len; i++)
    {
      const PenJailFile *file = self->command->files->pdata[i];
      g_autoptr (GBytes) head = pen_file_frame_new (file->path, file->mode);

      pen_channel_send (self->channel,
                        file->bytes != NULL ? PEN_FRAME_FILE : PEN_FRAME_FIFO,
                        head,
                        file->bytes);
    }
  pen_channel_send (self->channel, PEN_FRAME_START, frame, NULL);
  return TRUE;
}

void
pen_jail_feed (PenJail *self, const char *path, GBytes *bytes)
{
  g_autoptr (GBytes) head = NULL;

  g_return_if_fail (PEN_IS_JAIL (self));
  g_return_if_fail (pen_command_is_safe_path (path));

  head = pen_file_frame_new (path, 0600);
  pen_channel_send (self->channel, PEN_FRAME_FEED, head, bytes);
}

void
pen_jail_write_stdin (PenJail *self, GBytes *bytes)
{
  g_return_if_fail (PEN_IS_JAIL (self));

  if (self->input != NULL)
    pen_writer_push (self->input, bytes);
}

void
pen_jail_close_stdin (PenJail *self)
{
  g_return_if_fail (PEN_IS_JAIL (self));

  if (self->input != NULL)
    pen_writer_finish (self->input);
}

gsize
pen_jail_get_stdin_pending (PenJail *self)
{
  g_return_val_if_fail (PEN_IS_JAIL (self), 0);

  return self->input != NULL ? pen_writer_get_pending (self->input) : 0;
}

void
pen_jail_set_stream_paused (PenJail *self, PenStream stream, gboolean paused)
{
  g_return_if_fail (PEN_IS_JAIL (self));

  self->paused[stream] = paused;
  if (self->pumps[stream] != NULL && self->verdict == PEN_CAUSE_EXITED)
    pen_pump_set_paused (self->pumps[stream], paused);
  update_wall (self);
}

void
pen_jail_stop (PenJail *self)
{
  g_return_if_fail (PEN_IS_JAIL (self));

  if (self->exited)
    kill_all (self); /* it has ended; only its last output is still on the way */
  end_by (self, PEN_CAUSE_STOPPED, 0);
}

gboolean
pen_jail_get_ended (PenJail *self)
{
  g_return_val_if_fail (PEN_IS_JAIL (self), TRUE);

  return self->ended;
}
