/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The compiler's word on a program while it is written: one check at a time, of the newest text,
 * and never a word on a text that is no more. */
#include "live-check.h"

#include <glib/gi18n.h>

#include "core-error.h"

struct _PenLiveCheck
{
  GObject parent_instance;

  PenMachine *machine;
  GListStore *diagnostics;
  PenJob *job; /* (nullable): the check that runs */

  guint pause;      /* ms */
  guint timer;      /* of the pause */
  gboolean active;  /* there is a text, and somebody wants it checked */
  gboolean due;     /* the pause is over, and `wanted` was not emitted yet */
  guint64 newest;   /* counts the texts */
  guint64 checked;  /* the one that the job is about */
  gboolean trusted; /* its build script may run */

  char *problem;
  gboolean checking;
  gboolean has_more;
  guint n_errors;
  guint n_warnings;
};

G_DEFINE_FINAL_TYPE (PenLiveCheck, pen_live_check, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_MACHINE,
  PROP_DIAGNOSTICS,
  PROP_CHECKING,
  PROP_PROBLEM,
  PROP_N_ERRORS,
  PROP_N_WARNINGS,
  PROP_HAS_MORE,
  PROP_PAUSE,
  PROP_TRUSTED,
  N_PROPS
};

enum
{
  SIGNAL_WANTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
pen_live_check_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenLiveCheck *self = PEN_LIVE_CHECK (object);

  switch (id)
    {
    case PROP_MACHINE:
      g_value_set_object (value, self->machine);
      break;
    case PROP_DIAGNOSTICS:
      g_value_set_object (value, self->diagnostics);
      break;
    case PROP_CHECKING:
      g_value_set_boolean (value, self->checking);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_N_ERRORS:
      g_value_set_uint (value, self->n_errors);
      break;
    case PROP_N_WARNINGS:
      g_value_set_uint (value, self->n_warnings);
      break;
    case PROP_HAS_MORE:
      g_value_set_boolean (value, self->has_more);
      break;
    case PROP_PAUSE:
      g_value_set_uint (value, self->pause);
      break;
    case PROP_TRUSTED:
      g_value_set_boolean (value, self->trusted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_live_check_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PenLiveCheck *self = PEN_LIVE_CHECK (object);

  switch (id)
    {
    case PROP_MACHINE:
      self->machine = g_value_dup_object (value);
      break;
    case PROP_PAUSE:
      pen_live_check_set_pause (self, g_value_get_uint (value));
      break;
    case PROP_TRUSTED:
      pen_live_check_set_trusted (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
notify (PenLiveCheck *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* --- Asking for the text --- */

/* When nothing is in its way any more. */
static void
ask (PenLiveCheck *self)
{
  if (!self->due || self->job != NULL || !pen_machine_get_ready (self->machine))
    return;
  self->due = FALSE;
  g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

static gboolean
on_pause (gpointer data)
{
  PenLiveCheck *self = data;

  self->timer = 0;
  self->due = TRUE;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* What is being checked is no longer the text. */
static void
outdate (PenLiveCheck *self)
{
  self->newest++;
  if (self->job != NULL)
    pen_job_stop (self->job);
}

/* Without a pause, but once however much has changed. */
static void
ask_again (PenLiveCheck *self)
{
  if (!self->active || self->timer != 0)
    return;
  outdate (self);
  self->timer = g_idle_add (on_pause, self);
}

static void
on_ready (PenMachine *machine, GParamSpec *pspec, PenLiveCheck *self)
{
  ask (self);
}

static void
on_toolchains (PenMachine *machine, GParamSpec *pspec, PenLiveCheck *self)
{
  /* The first ones are no change: `ready` comes for them. */
  if (pen_machine_get_ready (machine))
    ask_again (self);
}

/* --- Life cycle --- */

static void
pen_live_check_constructed (GObject *object)
{
  PenLiveCheck *self = PEN_LIVE_CHECK (object);

  G_OBJECT_CLASS (pen_live_check_parent_class)->constructed (object);
  g_signal_connect_object (self->machine, "notify::ready", G_CALLBACK (on_ready), self, 0);
  g_signal_connect_object (self->machine,
                           "notify::toolchains",
                           G_CALLBACK (on_toolchains),
                           self,
                           0);
  g_signal_connect_object (self->machine, "notify::can-run", G_CALLBACK (on_toolchains), self, 0);
}

static void
drop_job (PenLiveCheck *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  g_signal_handlers_disconnect_by_data (pen_job_get_transcript (self->job), self);
  g_clear_object (&self->job);
}

static void
pen_live_check_dispose (GObject *object)
{
  PenLiveCheck *self = PEN_LIVE_CHECK (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  drop_job (self);
  g_clear_object (&self->machine);
  G_OBJECT_CLASS (pen_live_check_parent_class)->dispose (object);
}

static void
pen_live_check_finalize (GObject *object)
{
  PenLiveCheck *self = PEN_LIVE_CHECK (object);

  g_object_unref (self->diagnostics);
  g_free (self->problem);
  G_OBJECT_CLASS (pen_live_check_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags r = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags rw = r | G_PARAM_WRITABLE;

  properties[PROP_MACHINE] =
      g_param_spec_object ("machine", NULL, NULL, PEN_TYPE_MACHINE, rw | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_DIAGNOSTICS] =
      g_param_spec_object ("diagnostics", NULL, NULL, G_TYPE_LIST_MODEL, r);
  properties[PROP_CHECKING] = g_param_spec_boolean ("checking", NULL, NULL, FALSE, r);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, r);
  properties[PROP_N_ERRORS] = g_param_spec_uint ("n-errors", NULL, NULL, 0, G_MAXUINT, 0, r);
  properties[PROP_N_WARNINGS] = g_param_spec_uint ("n-warnings", NULL, NULL, 0, G_MAXUINT, 0, r);
  properties[PROP_HAS_MORE] = g_param_spec_boolean ("has-more", NULL, NULL, FALSE, r);
  properties[PROP_PAUSE] =
      g_param_spec_uint ("pause", NULL, NULL, 0, G_MAXINT, PEN_LIVE_CHECK_PAUSE, rw);
  properties[PROP_TRUSTED] = g_param_spec_boolean ("trusted", NULL, NULL, TRUE, rw);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_live_check_class_init (PenLiveCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_live_check_get_property;
  object_class->set_property = pen_live_check_set_property;
  object_class->constructed = pen_live_check_constructed;
  object_class->dispose = pen_live_check_dispose;
  object_class->finalize = pen_live_check_finalize;
  install_properties (object_class);
  signals[SIGNAL_WANTED] = g_signal_new ("wanted",
                                         PEN_TYPE_LIVE_CHECK,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);
}

static void
pen_live_check_init (PenLiveCheck *self)
{
  self->diagnostics = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  self->pause = PEN_LIVE_CHECK_PAUSE;
  self->trusted = TRUE;
}

PenLiveCheck *
pen_live_check_new (PenMachine *machine)
{
  g_return_val_if_fail (PEN_IS_MACHINE (machine), NULL);

  return g_object_new (PEN_TYPE_LIVE_CHECK, "machine", machine, NULL);
}

/* --- What was found --- */

static void
set_checking (PenLiveCheck *self, gboolean checking)
{
  if (checking == self->checking)
    return;
  self->checking = checking;
  notify (self, PROP_CHECKING);
}

/* Counts first, so that whoever sees the list change sees them right. */
static void
show (PenLiveCheck *self, GPtrArray *found, const char *problem, gboolean has_more)
{
  guint n_errors = 0, n_warnings = 0;
  gboolean changed = g_strcmp0 (problem, self->problem) != 0;
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->diagnostics));

  for (guint i = 0; i < found->len; i++)
    {
      PenLevel level = pen_diagnostic_get_level (found->pdata[i]);

      n_errors += level == PEN_LEVEL_ERROR;
      n_warnings += level == PEN_LEVEL_WARNING;
    }
  g_object_freeze_notify (G_OBJECT (self));
  if (n_errors != self->n_errors)
    notify (self, PROP_N_ERRORS);
  if (n_warnings != self->n_warnings)
    notify (self, PROP_N_WARNINGS);
  if (has_more != self->has_more)
    notify (self, PROP_HAS_MORE);
  if (changed)
    notify (self, PROP_PROBLEM);
  self->n_errors = n_errors;
  self->n_warnings = n_warnings;
  self->has_more = has_more;
  if (changed)
    {
      g_free (self->problem);
      self->problem = g_strdup (problem);
    }
  if (n_before > 0 || found->len > 0)
    g_list_store_splice (self->diagnostics, 0, n_before, found->pdata, found->len);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
show_problem (PenLiveCheck *self, const char *problem)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  show (self, none, problem, /* has_more= */ FALSE);
}

static GPtrArray *
collect (PenTranscript *transcript)
{
  GListModel *model = G_LIST_MODEL (transcript);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (model, i);
      PenDiagnostic *diagnostic = pen_transcript_entry_get_diagnostic (entry);

      if (diagnostic != NULL && !pen_diagnostic_is_summary (diagnostic))
        g_ptr_array_add (found, g_object_ref (diagnostic));
    }
  return found;
}

/* A compiler that crashed or was ended may have said much before; none of it is sure. */
static char *
explain_failure (const PenVerdict *verdict)
{
  if (pen_verdict_is_success (verdict) || (verdict->ending.cause == PEN_CAUSE_EXITED &&
                                           !verdict->compiler_crashed && verdict->n_errors > 0))
    return NULL;
  if (verdict->ending.cause == PEN_CAUSE_EXITED && !verdict->compiler_crashed)
    return g_strdup (_ ("The compiler could not check this program. Press Run to see what it "
                        "says."));
  return pen_verdict_dup_sentence (verdict, /* name_options= */ FALSE);
}

static gboolean
is_full (PenTranscript *transcript)
{
  return pen_transcript_get_n_diagnostics (transcript) > PEN_TRANSCRIPT_MAX_DIAGNOSTICS;
}

static void
take_result (PenLiveCheck *self, PenJob *job)
{
  PenTranscript *transcript = pen_job_get_transcript (job);
  gboolean full = is_full (transcript);
  g_autofree char *problem = full ? NULL : explain_failure (pen_job_get_verdict (job));
  g_autoptr (GPtrArray) found = NULL;

  if (problem != NULL)
    {
      show_problem (self, problem);
      return;
    }
  found = collect (transcript);
  show (self, found, NULL, full);
}

/* Whoever is told of the end may change anything, even drop this check. */
static void
on_ended (PenJob *job, GParamSpec *pspec, PenLiveCheck *self)
{
  g_autoptr (PenLiveCheck) keep = g_object_ref (self);
  g_autoptr (PenJob) ended = g_object_ref (job);

  drop_job (self);
  if (self->checked == self->newest)
    take_result (self, ended);
  if (self->job == NULL)
    set_checking (self, FALSE);
  ask (self);
}

/* Nobody reads a thousand problems, and the rest would only keep two processes busy. */
static void
on_transcript_changed (PenTranscript *transcript,
                       guint position,
                       guint removed,
                       guint added,
                       PenLiveCheck *self)
{
  if (self->job != NULL && is_full (transcript))
    pen_job_stop (self->job);
}

/* --- Checking --- */

static PenJob *
new_job (PenLiveCheck *self, const PenProgram *program, GError **error)
{
  g_autoptr (PenJob) job = pen_machine_new_job (self->machine, program, PEN_ACTION_CHECK, error);

  if (job == NULL)
    return NULL;
  if (!self->trusted && pen_job_get_recipe (job)->uses_cargo)
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_INPUT,
                           _ ("This program comes from somebody else and may run code of its own "
                              "while it is checked, so it is not checked until you press Run."));
      return NULL;
    }
  pen_job_close_stdin (job);
  return g_steal_pointer (&job);
}

void
pen_live_check_begin (PenLiveCheck *self, const PenProgram *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenJob) job = NULL;

  g_return_if_fail (PEN_IS_LIVE_CHECK (self));
  g_return_if_fail (program != NULL);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->active = TRUE;
  self->newest++;
  self->due = self->job != NULL || !pen_machine_get_ready (self->machine);
  if (self->job != NULL)
    pen_job_stop (self->job);
  if (self->due)
    return;
  self->checked = self->newest;
  job = new_job (self, program, &error);
  if (job != NULL && pen_job_start (job, &error))
    {
      self->job = g_steal_pointer (&job);
      g_signal_connect (self->job, "notify::ended", G_CALLBACK (on_ended), self);
      g_signal_connect (pen_job_get_transcript (self->job),
                        "items-changed",
                        G_CALLBACK (on_transcript_changed),
                        self);
      set_checking (self, TRUE);
    }
  else
    show_problem (self, error->message);
}

void
pen_live_check_touch (PenLiveCheck *self)
{
  g_return_if_fail (PEN_IS_LIVE_CHECK (self));

  outdate (self);
  self->active = TRUE;
  self->due = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (self->pause, on_pause, self);
}

void
pen_live_check_stop (PenLiveCheck *self)
{
  g_return_if_fail (PEN_IS_LIVE_CHECK (self));

  outdate (self);
  self->active = self->due = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
pen_live_check_clear (PenLiveCheck *self)
{
  pen_live_check_stop (self);
  show_problem (self, NULL);
}

/* --- Properties --- */

GListModel *
pen_live_check_get_diagnostics (PenLiveCheck *self)
{
  g_return_val_if_fail (PEN_IS_LIVE_CHECK (self), NULL);

  return G_LIST_MODEL (self->diagnostics);
}

gboolean
pen_live_check_get_checking (PenLiveCheck *self)
{
  g_return_val_if_fail (PEN_IS_LIVE_CHECK (self), FALSE);

  return self->checking;
}

const char *
pen_live_check_get_problem (PenLiveCheck *self)
{
  g_return_val_if_fail (PEN_IS_LIVE_CHECK (self), NULL);

  return self->problem;
}

guint
pen_live_check_get_n_errors (PenLiveCheck *self)
{
  g_return_val_if_fail (PEN_IS_LIVE_CHECK (self), 0);

  return self->n_errors;
}

guint
pen_live_check_get_n_warnings (PenLiveCheck *self)
{
  g_return_val_if_fail (PEN_IS_LIVE_CHECK (self), 0);

  return self->n_warnings;
}

gboolean
pen_live_check_get_has_more (PenLiveCheck *self)
{
  g_return_val_if_fail (PEN_IS_LIVE_CHECK (self), FALSE);

  return self->has_more;
}

gboolean
pen_live_check_get_trusted (PenLiveCheck *self)
{
  g_return_val_if_fail (PEN_IS_LIVE_CHECK (self), FALSE);

  return self->trusted;
}

void
pen_live_check_set_trusted (PenLiveCheck *self, gboolean trusted)
{
  g_return_if_fail (PEN_IS_LIVE_CHECK (self));

  if (self->trusted == trusted)
    return;
  self->trusted = trusted;
  notify (self, PROP_TRUSTED);
  ask_again (self);
}

void
pen_live_check_set_pause (PenLiveCheck *self, guint pause)
{
  g_return_if_fail (PEN_IS_LIVE_CHECK (self));

  if (self->pause == pause)
    return;
  self->pause = pause;
  notify (self, PROP_PAUSE);
}
