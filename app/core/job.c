/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One recipe on its way through its jails. The jail of the next step is prepared while this one
 * works, so that a program runs the moment it is built. */
#include "job.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>

#include "line-splitter.h"

/* Of one core: a compiler gets two, a program one, so that somebody else's turn is never far. */
#define COMPILE_CPU_PERCENT 200
#define RUN_CPU_PERCENT 100
#define TAIL_MAX 4096
#define RESULT_MAX (64 * 1024 * 1024)

struct _PenJob
{
  GObject parent_instance;

  PenRecipe *recipe;
  PenTranscript *transcript;
  PenCgroup *cgroup;      /* (nullable) */
  gboolean awaits_cgroup; /* whether there will be one is not known yet */
  gint64 start_time;

  guint step; /* index of the current one */
  PenJail *jail;
  PenJail *next_jail; /* (nullable): prepared for the next step */
  gboolean started;   /* the current one's program runs */
  PenLineSplitter *splitters[2];
  gboolean uses_fallback;
  GPtrArray
      *held; /* (element-type PenDiagnostic): until it is known that the fallback is not needed */

  GBytes *product;
  GByteArray *result; /* of a RESULT stream */
  PenSources *rewritten;
  GByteArray *tail; /* the program's last words */

  guint n_errors;
  guint n_warnings;
  gboolean said_crash;
  gboolean missed_module; /* E0583: a module's file is not there */
  gboolean printed;
  gboolean ended;
  GQueue stdin_early; /* (element-type GBytes): before there is a jail for them */
  gboolean stdin_closed;
};

G_DEFINE_FINAL_TYPE (PenJob, pen_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ENDED,
  N_PROPS
};

enum
{
  SIGNAL_OUTPUT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
pen_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENDED)
    g_value_set_boolean (value, PEN_JOB (object)->ended);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
drop_jail (PenJob *self, PenJail **jail)
{
  if (*jail != NULL)
    g_signal_handlers_disconnect_by_data (*jail, self);
  g_clear_object (jail);
}

static void
pen_job_dispose (GObject *object)
{
  PenJob *self = PEN_JOB (object);

  drop_jail (self, &self->jail);
  drop_jail (self, &self->next_jail);
  g_queue_clear_full (&self->stdin_early, (GDestroyNotify)g_bytes_unref);
  G_OBJECT_CLASS (pen_job_parent_class)->dispose (object);
}

static void
pen_job_finalize (GObject *object)
{
  PenJob *self = PEN_JOB (object);

  g_clear_pointer (&self->recipe, pen_recipe_free);
  g_clear_object (&self->transcript);
  g_clear_pointer (&self->cgroup, pen_cgroup_unref);
  g_clear_pointer (&self->splitters[0], pen_line_splitter_free);
  g_clear_pointer (&self->splitters[1], pen_line_splitter_free);
  g_ptr_array_unref (self->held);
  g_clear_pointer (&self->product, g_bytes_unref);
  g_byte_array_unref (self->result);
  pen_sources_free (self->rewritten);
  g_byte_array_unref (self->tail);
  G_OBJECT_CLASS (pen_job_parent_class)->finalize (object);
}

static void
pen_job_class_init (PenJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_job_get_property;
  object_class->dispose = pen_job_dispose;
  object_class->finalize = pen_job_finalize;
  properties[PROP_ENDED] =
      g_param_spec_boolean ("ended", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_OUTPUT] = g_signal_new ("output",
                                         PEN_TYPE_JOB,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_UINT,
                                         G_TYPE_BYTES);
}

static void
pen_job_init (PenJob *self)
{
  self->transcript = pen_transcript_new (0);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->result = g_byte_array_new ();
  self->rewritten = pen_sources_new ();
  self->tail = g_byte_array_new ();
  g_queue_init (&self->stdin_early);
}

static gint64
get_time (PenJob *self)
{
  return g_get_monotonic_time () - self->start_time;
}

static PenRecipeStep *
get_step (PenJob *self, guint index)
{
  return index < self->recipe->steps->len ? self->recipe->steps->pdata[index] : NULL;
}

/* --- What the streams say --- */

static void
say (PenJob *self, PenOutput output, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return;
  pen_transcript_append_output (self->transcript, get_time (self), output, data, size);
  g_signal_emit (self, signals[SIGNAL_OUTPUT], 0, (guint)output, bytes);
}

static void
add_diagnostic (PenJob *self, PenDiagnostic *diagnostic)
{
  PenLevel level = pen_diagnostic_get_level (diagnostic);

  if (level == PEN_LEVEL_ICE)
    self->said_crash = TRUE;
  if (g_strcmp0 (pen_diagnostic_get_code (diagnostic), "E0583") == 0)
    self->missed_module = TRUE;
  if (!pen_diagnostic_is_summary (diagnostic))
    {
      self->n_errors += level == PEN_LEVEL_ERROR;
      self->n_warnings += level == PEN_LEVEL_WARNING;
    }
  pen_transcript_append_diagnostic (self->transcript, get_time (self), diagnostic);
}

static void
release_held (PenJob *self)
{
  for (guint i = 0; i < self->held->len; i++)
    add_diagnostic (self, self->held->pdata[i]);
  g_ptr_array_set_size (self->held, 0);
}

static gboolean
has_fallback (PenJob *self)
{
  return get_step (self, self->step)->fallback != NULL && !self->uses_fallback;
}

static void
take_message_line (PenJob *self, const char *line, gsize len)
{
  g_autoptr (PenDiagnostic) diagnostic = NULL;
  g_autoptr (GBytes) bytes = NULL;

  switch (pen_rustc_message_parse (line, len, NULL, &diagnostic))
    {
    case PEN_RUSTC_LINE_DIAGNOSTIC:
      if (has_fallback (self))
        g_ptr_array_add (self->held, g_steal_pointer (&diagnostic));
      else
        add_diagnostic (self, diagnostic);
      return;
    case PEN_RUSTC_LINE_STATUS:
      return;
    case PEN_RUSTC_LINE_TEXT:
    default:
      self->said_crash |= pen_rustc_message_is_crash (line, len);
      bytes = g_bytes_new (line, len);
      say (self, PEN_OUTPUT_COMPILER, bytes);
    }
}

static void
on_message_line (const char *line, gsize len, gpointer data)
{
  take_message_line (data, line, len);
}

/* A tool that names a file by its whole path names a place that nobody outside of the jail knows.
 */
static void
on_tool_line (const char *line, gsize len, gpointer data)
{
  g_autoptr (GString) text = g_string_new_len (line, (gssize)len);
  g_autoptr (GBytes) bytes = NULL;

  if (strlen (text->str) == len)
    {
      g_string_replace (text, " (/job)", "", /* limit= */ 0);
      g_string_replace (text, "/job/", "", /* limit= */ 0);
    }
  bytes = g_bytes_new (text->str, text->len);
  say (data, PEN_OUTPUT_COMPILER, bytes);
}

static void
keep_tail (PenJob *self, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize take = MIN (size, TAIL_MAX);

  g_byte_array_append (self->tail, data + size - take, (guint)take);
  if (self->tail->len > TAIL_MAX)
    g_byte_array_remove_range (self->tail, 0, self->tail->len - TAIL_MAX);
}

static void
keep_result (PenJob *self, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_byte_array_append (self->result, data, (guint)MIN (size, RESULT_MAX - self->result->len));
}

static void
take_output (PenJob *self, PenStream stream, GBytes *bytes)
{
  const PenRecipeStep *step = get_step (self, self->step);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  switch (stream == PEN_STREAM_STDOUT ? step->out : step->err)
    {
    case PEN_STEP_TEXT_MESSAGES:
      pen_line_splitter_push (self->splitters[stream], data, size, on_message_line, self);
      break;
    case PEN_STEP_TEXT_RESULT:
      keep_result (self, bytes);
      break;
    case PEN_STEP_TEXT_PROGRAM:
      self->printed = TRUE;
      if (stream == PEN_STREAM_STDERR)
        keep_tail (self, bytes);
      say (self, stream == PEN_STREAM_STDOUT ? PEN_OUTPUT_STDOUT : PEN_OUTPUT_STDERR, bytes);
      break;
    case PEN_STEP_TEXT_TOOL:
    default:
      pen_line_splitter_push (self->splitters[stream], data, size, on_tool_line, self);
    }
}

static void
take_file (PenJob *self, const char *name, GBytes *bytes)
{
  if (g_strcmp0 (name, get_step (self, self->step)->product) == 0)
    {
      g_clear_pointer (&self->product, g_bytes_unref);
      self->product = g_bytes_ref (bytes);
    }
  else if (self->recipe->result == PEN_RECIPE_RESULT_SOURCES && g_str_has_prefix (name, "/job/") &&
           !pen_sources_add (self->rewritten, name + strlen ("/job/"), bytes, NULL))
    g_debug ("a tool wrote the same file twice");
}

/* --- The end --- */

static void
explain_run (PenJob *self, PenVerdict *verdict)
{
  const char *tail = (const char *)self->tail->data;
  const PenLimits *limits = self->jail != NULL ? pen_jail_get_limits (self->jail) : NULL;
  PenEnding *ending = &verdict->ending;
  g_autofree char *note = NULL;

  if (limits == NULL)
    return;
  if (ending->cause == PEN_CAUSE_SIGNALED && ending->signal == SIGABRT && limits->memory != 0 &&
      self->tail->len > 0 && pen_runtime_message_is_allocation_failure (tail, self->tail->len))
    {
      ending->cause = PEN_CAUSE_MEMORY;
      ending->limit = limits->memory;
      return;
    }
  if (self->tail->len > 0 && !pen_verdict_is_success (verdict) && ending->cause == PEN_CAUSE_EXITED)
    note = pen_runtime_message_explain (tail, self->tail->len, limits);
  if (note != NULL)
    pen_transcript_append_note (self->transcript, get_time (self), note);
}

static void
end (PenJob *self, const PenEnding *ending)
{
  const PenRecipeStep *step = get_step (self, self->step);
  g_autoptr (PenVerdict) verdict =
      pen_verdict_new (step->runs_program ? PEN_PHASE_RUN : PEN_PHASE_COMPILE, ending);

  verdict->n_errors = self->n_errors;
  verdict->n_warnings = self->n_warnings;
  if (step->runs_program)
    {
      verdict->silent = !self->printed;
      verdict->testing = self->recipe->action == PEN_ACTION_TEST;
      explain_run (self, verdict);
    }
  else if (self->missed_module)
    pen_transcript_append_note (
        self->transcript,
        get_time (self),
        _ ("A module in a file of its own belongs to the program too: name that file as well, or "
           "name the folder that holds them all."));
  if (!step->runs_program)
    verdict->compiler_crashed =
        self->said_crash && ending->cause == PEN_CAUSE_EXITED && ending->status > 1;
  if (!pen_verdict_is_success (verdict))
    {
      /* What a failed tool left behind is nobody's result. */
      g_clear_pointer (&self->product, g_bytes_unref);
      g_ptr_array_set_size (self->rewritten->files, 0);
    }
  drop_jail (self, &self->jail);
  drop_jail (self, &self->next_jail);
  pen_transcript_end (self->transcript, get_time (self), verdict);
  self->ended = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENDED]);
}

static void
end_by_error (PenJob *self, const GError *error)
{
  PenEnding ending = {.cause = PEN_CAUSE_SETUP, .status = -1, .message = error->message};

  end (self, &ending);
}

/* A compile that failed without a word about the program's own text failed because of how it was
 * asked. */
static gboolean
wants_fallback (PenJob *self, const PenEnding *ending)
{
  if (!has_fallback (self) || ending->cause != PEN_CAUSE_EXITED || ending->status == 0)
    return FALSE;
  for (guint i = 0; i < self->held->len; i++)
    {
      PenDiagnostic *diagnostic = self->held->pdata[i];

      if (pen_diagnostic_get_level (diagnostic) <= PEN_LEVEL_ERROR &&
          pen_diagnostic_get_place (diagnostic) != NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean begin_step (PenJob *self, GError **error);
static void prepare_next (PenJob *self);

static void
go_on (PenJob *self)
{
  g_autoptr (GError) error = NULL;

  if (!begin_step (self, &error))
    end_by_error (self, error);
}

static void
note_missing_product (PenJob *self, const PenRecipeStep *step)
{
  g_autofree char *limit = pen_format_bytes (step->limits.artifact_size);
  g_autofree char *note =
      g_strdup_printf (_ ("The compiled program is larger than %s, more than Playpen takes. Large "
                          "static arrays are the usual reason; a Vec is made at run time."),
                       limit);

  pen_transcript_append_note (self->transcript, get_time (self), note);
}

static void
finish_step (PenJob *self, const PenEnding *ending)
{
  const PenRecipeStep *step = get_step (self, self->step);
  PenEnding failed = {.cause = PEN_CAUSE_EXITED, .status = 1, .wall_time = ending->wall_time};

  pen_line_splitter_flush (self->splitters[0],
                           step->out == PEN_STEP_TEXT_MESSAGES ? on_message_line : on_tool_line,
                           self);
  pen_line_splitter_flush (self->splitters[1],
                           step->err == PEN_STEP_TEXT_MESSAGES ? on_message_line : on_tool_line,
                           self);
  if (wants_fallback (self, ending))
    {
      g_ptr_array_set_size (self->held, 0);
      self->uses_fallback = TRUE;
      drop_jail (self, &self->jail);
      go_on (self);
      return;
    }
  release_held (self);
  if (ending->cause != PEN_CAUSE_EXITED || ending->status != 0)
    end (self, ending);
  else if (step->product != NULL && self->product == NULL)
    {
      note_missing_product (self, step);
      end (self, &failed);
    }
  else if (self->step + 1 == self->recipe->steps->len)
    end (self, ending);
  else
    {
      drop_jail (self, &self->jail);
      self->step++;
      self->uses_fallback = FALSE;
      go_on (self);
    }
}

static void
on_event (PenJail *jail, PenEvent *event, PenJob *self)
{
  g_autoptr (PenJob) keep = g_object_ref (self);

  if (jail == self->next_jail)
    {
      /* It waits, and can only end; its step then makes another, and tells it if that fails too. */
      if (event->kind == PEN_EVENT_ENDED)
        drop_jail (self, &self->next_jail);
      return;
    }
  switch (event->kind)
    {
    case PEN_EVENT_OUTPUT:
      take_output (self, event->stream, event->bytes);
      break;
    case PEN_EVENT_FILE:
      take_file (self, event->name, event->bytes);
      break;
    case PEN_EVENT_ENDED:
      finish_step (self, &event->ending);
      break;
    case PEN_EVENT_STARTED:
      self->started = TRUE;
      prepare_next (self);
      break;
    default:
      break;
    }
}

/* --- The steps --- */

static PenJail *
prepare_jail (PenJob *self, const PenRecipeStep *step, const PenCommand *command, GError **error)
{
  PenLimits limits = step->limits;
  g_autoptr (PenCgroupJob) group = NULL;
  g_autoptr (PenJail) jail = NULL;

  if (self->cgroup != NULL)
    group = pen_cgroup_add_job (self->cgroup,
                                &limits,
                                step->runs_program ? RUN_CPU_PERCENT : COMPILE_CPU_PERCENT,
                                NULL);
  /* Without the kernel's own bound, half; but what somebody asked for by name is what they get. */
  if (group == NULL && (!step->runs_program || self->recipe->options->memory == 0))
    pen_limits_halve_memory (&limits);
  jail = pen_jail_new (command, &limits);
  pen_jail_take_cgroup (jail, g_steal_pointer (&group));
  if (!pen_jail_prepare (jail, error))
    return NULL;
  g_signal_connect (jail, "event", G_CALLBACK (on_event), self);
  return g_steal_pointer (&jail);
}

/* What was typed before the program's jail stood. */
static void
pass_early_stdin (PenJob *self, PenJail *jail)
{
  GBytes *bytes;

  while ((bytes = g_queue_pop_head (&self->stdin_early)) != NULL)
    {
      pen_jail_write_stdin (jail, bytes);
      g_bytes_unref (bytes);
    }
  if (self->stdin_closed)
    pen_jail_close_stdin (jail);
}

static void
prepare_next (PenJob *self)
{
  const PenRecipeStep *next = get_step (self, self->step + 1);
  g_autoptr (GError) error = NULL;

  /* Not before the compiler runs: two jails that are set up at once wait for each other. */
  if (!self->started || next == NULL || !next->runs_program || self->next_jail != NULL ||
      self->awaits_cgroup)
    return;
  /* When this fails now, it fails again and is told when the step begins. */
  self->next_jail = prepare_jail (self, next, next->command, &error);
}

static gboolean
begin_step (PenJob *self, GError **error)
{
  const PenRecipeStep *step = get_step (self, self->step);
  const PenRecipeStep *before = self->step > 0 ? get_step (self, self->step - 1) : NULL;

  self->started = FALSE;
  if (before == NULL || before->runs_program != step->runs_program)
    if (!self->uses_fallback)
      pen_transcript_begin_phase (self->transcript,
                                  get_time (self),
                                  step->runs_program ? PEN_PHASE_RUN : PEN_PHASE_COMPILE);
  if (step->runs_program)
    self->jail = g_steal_pointer (&self->next_jail);
  if (self->jail == NULL)
    self->jail =
        prepare_jail (self, step, self->uses_fallback ? step->fallback : step->command, error);
  if (self->jail == NULL)
    return FALSE;
  if (step->takes_product != NULL)
    pen_command_add_file (pen_jail_get_command (self->jail),
                          step->takes_product,
                          step->takes_mode,
                          self->product);
  g_clear_pointer (&self->product, g_bytes_unref);
  if (!pen_jail_start (self->jail, error))
    return FALSE;
  if (step->runs_program)
    pass_early_stdin (self, self->jail);
  return TRUE;
}

/* --- Public --- */

PenJob *
pen_job_new (PenRecipe *recipe)
{
  PenJob *self = g_object_new (PEN_TYPE_JOB, NULL);

  self->recipe = recipe;
  for (int i = 0; i < 2; i++)
    self->splitters[i] = pen_line_splitter_new (PEN_RUSTC_LINE_MAX);
  return self;
}

void
pen_job_await_cgroup (PenJob *self)
{
  g_return_if_fail (PEN_IS_JOB (self));

  self->awaits_cgroup = TRUE;
}

void
pen_job_set_cgroup (PenJob *self, PenCgroup *cgroup)
{
  g_return_if_fail (PEN_IS_JOB (self));

  g_clear_pointer (&self->cgroup, pen_cgroup_unref);
  self->cgroup = cgroup != NULL ? pen_cgroup_ref (cgroup) : NULL;
  self->awaits_cgroup = FALSE;
  if (!self->ended)
    prepare_next (self);
}

gboolean
pen_job_start (PenJob *self, GError **error)
{
  g_return_val_if_fail (PEN_IS_JOB (self), FALSE);
  g_return_val_if_fail (self->start_time == 0, FALSE);

  self->start_time = g_get_monotonic_time ();
  for (guint i = 0; i < self->recipe->notes->len; i++)
    pen_transcript_append_note (self->transcript, get_time (self), self->recipe->notes->pdata[i]);
  return begin_step (self, error);
}

void
pen_job_stop (PenJob *self)
{
  g_return_if_fail (PEN_IS_JOB (self));

  if (self->jail != NULL && !self->ended)
    pen_jail_stop (self->jail);
}

/* The jail of the program that is or will be run, if it stands already. */
static PenJail *
get_program_jail (PenJob *self)
{
  const PenRecipeStep *step = get_step (self, self->step);

  return step != NULL && step->runs_program ? self->jail : self->next_jail;
}

void
pen_job_write_stdin (PenJob *self, GBytes *bytes)
{
  PenJail *jail;

  g_return_if_fail (PEN_IS_JOB (self));

  jail = get_program_jail (self);
  if (jail != NULL && g_queue_is_empty (&self->stdin_early))
    pen_jail_write_stdin (jail, bytes);
  else if (!self->ended)
    g_queue_push_tail (&self->stdin_early, g_bytes_ref (bytes));
}

void
pen_job_close_stdin (PenJob *self)
{
  PenJail *jail;

  g_return_if_fail (PEN_IS_JOB (self));

  self->stdin_closed = TRUE;
  jail = get_program_jail (self);
  if (jail != NULL && g_queue_is_empty (&self->stdin_early))
    pen_jail_close_stdin (jail);
}

gsize
pen_job_get_stdin_pending (PenJob *self)
{
  PenJail *jail;
  gsize pending = 0;

  g_return_val_if_fail (PEN_IS_JOB (self), 0);

  jail = get_program_jail (self);
  for (const GList *item = self->stdin_early.head; item != NULL; item = item->next)
    pending += g_bytes_get_size (item->data);
  return pending + (jail != NULL ? pen_jail_get_stdin_pending (jail) : 0);
}

void
pen_job_set_paused (PenJob *self, PenOutput output, gboolean paused)
{
  const PenRecipeStep *step;

  g_return_if_fail (PEN_IS_JOB (self));
  g_return_if_fail (output != PEN_OUTPUT_COMPILER);

  step = get_step (self, self->step);
  if (self->jail != NULL && step->runs_program)
    pen_jail_set_stream_paused (self->jail,
                                output == PEN_OUTPUT_STDOUT ? PEN_STREAM_STDOUT : PEN_STREAM_STDERR,
                                paused);
}

PenTranscript *
pen_job_get_transcript (PenJob *self)
{
  return self->transcript;
}

const PenRecipe *
pen_job_get_recipe (PenJob *self)
{
  return self->recipe;
}

gboolean
pen_job_get_ended (PenJob *self)
{
  return self->ended;
}

const PenVerdict *
pen_job_get_verdict (PenJob *self)
{
  return pen_transcript_get_verdict (self->transcript);
}

GBytes *
pen_job_get_product (PenJob *self)
{
  return self->recipe->result == PEN_RECIPE_RESULT_FILE ? self->product : NULL;
}

char *
pen_job_dup_text (PenJob *self)
{
  g_autoptr (GBytes) stream = NULL;

  if (self->recipe->result != PEN_RECIPE_RESULT_TEXT)
    return NULL;
  if (self->product != NULL)
    return pen_recipe_finish_text (self->recipe, self->product);
  stream = g_bytes_new (self->result->data, self->result->len);
  return pen_recipe_finish_text (self->recipe, stream);
}

const PenSources *
pen_job_get_rewritten (PenJob *self)
{
  return self->rewritten;
}
