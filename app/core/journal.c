/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines on their way to a file that outlives the process. At most one round is with the disk, in a
 * thread; what is appended meanwhile goes with the next. A line leaves the memory only when it is
 * known to be on the disk, so that nothing is lost by a round that fails. */
#include "journal-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LAST_FLUSH_US (10 * G_USEC_PER_SEC)

/* One task's work. Its thread has the file to itself until it is done. */
typedef struct
{
  PenJournal *journal; /* (nullable): of the main thread: NULL when it knows the outcome */
  PenJournalFile *file;
  GPtrArray
      *lines; /* (element-type utf8): to append, or after @whole; the journal owns the texts */
  GPtrArray *whole; /* (element-type utf8) (nullable): to write anew */
  guint n_lines;    /* how many pending ones are on the disk if it succeeds */
  gboolean was_suspect;
  gboolean is_compaction; /* @whole is what somebody wished, not what the file needs */

  GMutex mutex;
  GCond cond;
  gboolean done;
  GError *error; /* (nullable) */
} Round;

struct _PenJournal
{
  GObject parent_instance;

  const PenJournalDisk *disk;
  PenJournalFile *file; /* for the thread alone while there is a task */
  gboolean suspect;     /* as the file said when it was last ours */
  guint64 size;

  PenJournalSource source; /* (nullable) */
  gpointer source_data;

  GPtrArray *pending;    /* (element-type utf8) */
  GPtrArray *compaction; /* (element-type utf8) (nullable) */
  guint n_compacted;     /* how many pending lines it stands for as well */
  guint64 n_appended;

  GTask *task;        /* (nullable) */
  GError *failure;    /* (nullable): of the last round */
  guint timer;        /* until the next */
  guint retry_ms;     /* how long after a failure that is */
  GPtrArray *waiters; /* (element-type GTask): their data is an n_appended */
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (PenJournal, pen_journal, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROBLEM,
  PROP_N_PENDING,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void close_down (PenJournal *self);

static void
pen_journal_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenJournal *self = PEN_JOURNAL (object);

  switch (id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, pen_journal_get_problem (self));
      break;
    case PROP_N_PENDING:
      g_value_set_uint64 (value, pen_journal_get_n_pending (self));
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
notify (PenJournal *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
pen_journal_dispose (GObject *object)
{
  PenJournal *self = PEN_JOURNAL (object);

  if (!self->closing && self->file != NULL)
    close_down (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  G_OBJECT_CLASS (pen_journal_parent_class)->dispose (object);
}

static void
pen_journal_finalize (GObject *object)
{
  PenJournal *self = PEN_JOURNAL (object);

  g_clear_pointer (&self->file, pen_journal_file_free);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->compaction, g_ptr_array_unref);
  g_ptr_array_unref (self->waiters);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (pen_journal_parent_class)->finalize (object);
}

static void
pen_journal_class_init (PenJournalClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_journal_get_property;
  object_class->dispose = pen_journal_dispose;
  object_class->finalize = pen_journal_finalize;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_N_PENDING] =
      g_param_spec_uint64 ("n-pending", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_journal_init (PenJournal *self)
{
  self->pending = g_ptr_array_new_with_free_func (g_free);
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

PenJournal *
pen_journal_open_on (const PenJournalDisk *disk,
                     const char *path,
                     GPtrArray **ret_lines,
                     PenJournalState *ret_state,
                     GError **error)
{
  PenJournal *self;
  PenJournalFile *file;
  PenJournalState state;
  GError *problem = NULL;

  g_return_val_if_fail (path != NULL && ret_lines != NULL, NULL);

  file = pen_journal_file_open (disk, path, ret_lines, &state, &problem, error);
  if (file == NULL)
    return NULL;
  if (ret_state != NULL)
    *ret_state = state;
  self = g_object_new (PEN_TYPE_JOURNAL, NULL);
  self->disk = disk;
  self->file = file;
  self->failure = problem;
  self->retry_ms = disk->first_retry_ms;
  self->suspect = pen_journal_file_is_suspect (file);
  self->size = pen_journal_file_get_size (file);
  return self;
}

PenJournal *
pen_journal_open (const char *path,
                  GPtrArray **ret_lines,
                  PenJournalState *ret_state,
                  GError **error)
{
  return pen_journal_open_on (pen_journal_disk_get_real (), path, ret_lines, ret_state, error);
}

const char *
pen_journal_get_problem (PenJournal *self)
{
  g_return_val_if_fail (PEN_IS_JOURNAL (self), NULL);

  return self->failure != NULL ? self->failure->message : NULL;
}

guint64
pen_journal_get_n_pending (PenJournal *self)
{
  g_return_val_if_fail (PEN_IS_JOURNAL (self), 0);

  return self->pending->len + (self->compaction != NULL ? 1 : 0);
}

guint64
pen_journal_get_size (PenJournal *self)
{
  g_return_val_if_fail (PEN_IS_JOURNAL (self), 0);

  return self->size;
}

/* --- One round --- */

static void
round_free (Round *round)
{
  g_ptr_array_unref (round->lines);
  g_clear_pointer (&round->whole, g_ptr_array_unref);
  g_clear_error (&round->error);
  g_mutex_clear (&round->mutex);
  g_cond_clear (&round->cond);
  g_free (round);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Round, round_free)

/* (transfer container): pending lines from @first on. */
static GPtrArray *
list_pending (PenJournal *self, guint first)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = first; i < self->pending->len; i++)
    g_ptr_array_add (lines, self->pending->pdata[i]);
  return lines;
}

/* Everything that is there to be written, in the form that the state of the file asks for. */
static Round *
round_new (PenJournal *self)
{
  Round *round = g_new0 (Round, 1);

  g_mutex_init (&round->mutex);
  g_cond_init (&round->cond);
  round->journal = self;
  round->file = self->file;
  round->was_suspect = self->suspect;
  round->n_lines = self->pending->len;
  if (self->suspect && self->source != NULL)
    {
      round->whole = self->source (self->source_data);
      g_clear_pointer (&self->compaction, g_ptr_array_unref); /* older than that */
      round->lines = list_pending (self, round->n_lines);
    }
  else if (self->compaction != NULL)
    {
      round->whole = g_ptr_array_ref (self->compaction);
      round->is_compaction = TRUE;
      round->lines = list_pending (self, self->n_compacted);
    }
  else
    round->lines = list_pending (self, 0);
  return round;
}

/* In any thread. */
static void
round_perform (Round *round)
{
  GError *error = NULL;
  gboolean written =
      round->whole != NULL
          ? pen_journal_file_rewrite (round->file, round->whole, round->lines, &error)
          : pen_journal_file_append (round->file, round->lines, &error);

  g_assert (written == (error == NULL));
  g_mutex_lock (&round->mutex);
  round->error = error;
  round->done = TRUE;
  g_cond_signal (&round->cond);
  g_mutex_unlock (&round->mutex);
}

static gboolean
round_wait (Round *round, gint64 deadline)
{
  gboolean done = TRUE;

  g_mutex_lock (&round->mutex);
  while (!round->done && done)
    done = g_cond_wait_until (&round->cond, &round->mutex, deadline);
  done = round->done;
  g_mutex_unlock (&round->mutex);
  return done;
}

/* --- Round after round --- */

static gboolean
has_work (PenJournal *self)
{
  return self->pending->len > 0 || self->compaction != NULL;
}

static void finish_round (PenJournal *self);

static void
round_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  round_perform (data);
  g_task_return_boolean (task, TRUE);
}

/* A flush may have been there before. */
static void
round_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Round *round = g_task_get_task_data (G_TASK (result));

  if (round->journal != NULL)
    finish_round (round->journal);
}

static void
start_round (PenJournal *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->task != NULL || self->closing)
    return;
  /* Without a reference to the journal, which would be held, and its lock with it, until the main
   * loop turns. */
  self->task = g_task_new (NULL, NULL, round_ready, NULL);
  g_task_set_source_tag (self->task, start_round);
  g_task_set_priority (self->task, G_PRIORITY_HIGH);
  g_task_set_task_data (self->task, round_new (self), (GDestroyNotify)round_free);
  g_task_run_in_thread (self->task, round_in_thread);
}

static gboolean
timer_fired (gpointer data)
{
  PenJournal *self = data;

  self->timer = 0;
  start_round (self);
  return G_SOURCE_REMOVE;
}

static void
start_timer (PenJournal *self, guint delay_ms)
{
  if (self->timer == 0 && self->task == NULL && !self->closing)
    self->timer = g_timeout_add (delay_ms, timer_fired, self);
}

static void
set_failure (PenJournal *self, GError *failure)
{
  g_autofree char *before = g_strdup (pen_journal_get_problem (self));

  g_clear_error (&self->failure);
  self->failure = failure != NULL ? g_error_copy (failure) : NULL;
  if (g_strcmp0 (before, pen_journal_get_problem (self)) != 0)
    notify (self, PROP_PROBLEM);
}

static void
take_success (PenJournal *self, const Round *round)
{
  g_ptr_array_remove_range (self->pending, 0, round->n_lines);
  self->n_compacted -= MIN (self->n_compacted, round->n_lines);
  if (round->whole != NULL && round->whole == self->compaction)
    g_clear_pointer (&self->compaction, g_ptr_array_unref);
  self->retry_ms = self->disk->first_retry_ms;
  set_failure (self, NULL);
}

/* Whether there is another way, to be gone at once. */
static gboolean
take_failure (PenJournal *self, const Round *round)
{
  /* Without room for two files the one that there is goes on. */
  if (round->is_compaction && !self->suspect)
    {
      if (round->whole == self->compaction)
        g_clear_pointer (&self->compaction, g_ptr_array_unref);
      return TRUE;
    }
  if (self->suspect && !round->was_suspect && (self->source != NULL || self->compaction != NULL))
    return TRUE;
  set_failure (self, round->error);
  return FALSE;
}

/* What the file has become and what is left to do. Returns whether to go on at once. */
static gboolean
take_round (PenJournal *self, const Round *round)
{
  guint64 size = pen_journal_file_get_size (self->file);
  gboolean size_changed = size != self->size;
  gboolean at_once;

  g_object_freeze_notify (G_OBJECT (self));
  self->suspect = pen_journal_file_is_suspect (self->file);
  self->size = size;
  if (round->error == NULL)
    {
      take_success (self, round);
      at_once = TRUE;
    }
  else
    at_once = take_failure (self, round);
  if (size_changed)
    notify (self, PROP_SIZE);
  notify (self, PROP_N_PENDING);
  g_object_thaw_notify (G_OBJECT (self));
  return at_once && has_work (self);
}

static void
answer_waiters (PenJournal *self, const GError *failure)
{
  guint64 n_written = self->n_appended - self->pending->len;

  for (guint i = 0; i < self->waiters->len;)
    {
      guint64 *target = g_task_get_task_data (self->waiters->pdata[i]);
      g_autoptr (GTask) waiter = NULL;

      if (failure == NULL && (n_written < *target || self->compaction != NULL))
        {
          i++;
          continue;
        }
      waiter = g_ptr_array_steal_index (self->waiters, i);
      if (failure != NULL)
        g_task_return_error (waiter, g_error_copy (failure));
      else
        g_task_return_boolean (waiter, TRUE);
    }
}

static void
finish_round (PenJournal *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  Round *round = g_task_get_task_data (task);

  round->journal = NULL;
  if (take_round (self, round))
    start_round (self);
  else if (self->failure != NULL)
    {
      start_timer (self, self->retry_ms);
      self->retry_ms = MIN (self->retry_ms * 2, self->disk->last_retry_ms);
    }
  /* A way that is still open is not a failure. */
  answer_waiters (self, self->task == NULL ? self->failure : NULL);
}

/* --- What is to be written --- */

void
pen_journal_set_source (PenJournal *self, PenJournalSource source, gpointer data)
{
  g_return_if_fail (PEN_IS_JOURNAL (self));

  self->source = source;
  self->source_data = data;
  if (source != NULL && self->failure != NULL)
    start_timer (self, self->retry_ms);
}

static gboolean
is_line (const char *line)
{
  gsize size = strlen (line);

  return size > 0 && size <= PEN_JOURNAL_LINE_MAX && memchr (line, '\n', size) == NULL &&
         g_utf8_validate (line, (gssize)size, NULL);
}

void
pen_journal_append (PenJournal *self, const char *line)
{
  g_return_if_fail (PEN_IS_JOURNAL (self));
  g_return_if_fail (line != NULL && is_line (line));

  g_ptr_array_add (self->pending, g_strdup (line));
  self->n_appended++;
  start_timer (self, self->disk->delay_ms);
  notify (self, PROP_N_PENDING);
}

void
pen_journal_compact (PenJournal *self, GPtrArray *lines)
{
  g_return_if_fail (PEN_IS_JOURNAL (self));
  g_return_if_fail (lines != NULL);

  g_clear_pointer (&self->compaction, g_ptr_array_unref);
  self->compaction = lines;
  self->n_compacted = self->pending->len;
  start_timer (self, self->disk->delay_ms);
  notify (self, PROP_N_PENDING);
}

/* --- Waiting for it --- */

gboolean
pen_journal_flush (PenJournal *self, gint64 timeout_us, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + timeout_us;
  gboolean tried = FALSE;

  g_return_val_if_fail (PEN_IS_JOURNAL (self), FALSE);

  while (self->task != NULL || has_work (self))
    {
      if (self->task == NULL && tried)
        {
          g_propagate_error (error, g_error_copy (self->failure));
          return FALSE;
        }
      if (self->task == NULL)
        {
          tried = TRUE;
          start_round (self);
        }
      if (!round_wait (g_task_get_task_data (self->task), deadline))
        {
          g_set_error_literal (error,
                               G_IO_ERROR,
                               G_IO_ERROR_TIMED_OUT,
                               _ ("The disk takes very long, so your latest changes are not kept "
                                  "yet. Wait a moment and try again."));
          return FALSE;
        }
      finish_round (self);
    }
  return TRUE;
}

void
pen_journal_flush_async (PenJournal *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PEN_IS_JOURNAL (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, pen_journal_flush_async);
  if (self->task == NULL && !has_work (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_task_set_task_data (task, g_memdup2 (&self->n_appended, sizeof (self->n_appended)), g_free);
  g_ptr_array_add (self->waiters, g_steal_pointer (&task));
  start_round (self);
}

gboolean
pen_journal_flush_finish (PenJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The last attempt, for lines that nobody flushed. A thread that is still with the disk then keeps
 * the file and the lines for good: they are what it works with. */
static void
close_down (PenJournal *self)
{
  Round *round;

  if (!pen_journal_flush (self, LAST_FLUSH_US, NULL))
    g_debug ("%u lines stay unwritten", self->pending->len);
  self->closing = TRUE;
  if (self->task == NULL)
    return;
  round = g_task_get_task_data (self->task);
  round->journal = NULL;
  self->file = NULL;
  self->pending = NULL;
  g_clear_object (&self->task);
}
