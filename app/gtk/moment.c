/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One moment of a session that has a name: what is said of it in the history. */
#include "moment-private.h"

#include <glib/gi18n.h>

#define EXIT_PANIC 101 /* what Rust's runtime ends a program with that panicked */

struct _PenMoment
{
  GObject parent_instance;

  PenMomentKind kind;
  PenMomentEnd end;
  guint place;
  guint run;
  gint64 time; /* µs since 1970 */
  PenAction action;
  gboolean has_output;
  char *title;
  char *result;
};

G_DEFINE_FINAL_TYPE (PenMoment, pen_moment, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RESULT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_moment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, PEN_MOMENT (object)->result);
}

static void
pen_moment_finalize (GObject *object)
{
  PenMoment *self = PEN_MOMENT (object);

  g_free (self->title);
  g_free (self->result);
  G_OBJECT_CLASS (pen_moment_parent_class)->finalize (object);
}

static void
pen_moment_class_init (PenMomentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_moment_get_property;
  object_class->finalize = pen_moment_finalize;
  properties[PROP_RESULT] =
      g_param_spec_string ("result", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_moment_init (PenMoment *self)
{
  self->result = g_strdup ("");
}

/* @title: (transfer full) */
static PenMoment *
make (PenMomentKind kind, guint place, gint64 time, char *title)
{
  PenMoment *self = g_object_new (PEN_TYPE_MOMENT, NULL);

  self->kind = kind;
  self->place = place;
  self->time = time;
  self->title = title;
  return self;
}

PenMoment *
pen_moment_new_begin (guint place, gint64 time)
{
  return make (PEN_MOMENT_BEGIN, place, time, g_strdup (_ ("The Beginning")));
}

PenMoment *
pen_moment_new_run (const PenRecord *record, guint place, gint64 time)
{
  PenAction action = PEN_ACTION_RUN;
  PenMoment *self;

  pen_action_from_string (record->name, &action);
  self = make (PEN_MOMENT_RUN, place, time, g_strdup (pen_action_get_title (action)));
  self->run = record->number;
  self->action = action;
  return self;
}

PenMoment *
pen_moment_new_step (const PenRecord *record, guint place, gint64 time)
{
  const char *title = record->text != NULL ? record->text : "";

  /* Translators: a step of a talk that was come to; %s is its title. */
  return make (PEN_MOMENT_STEP, place, time, g_strdup_printf (_ ("Step: %s"), title));
}

void
pen_moment_set_place (PenMoment *self, guint place)
{
  self->place = place;
}

/* --- How a run ended --- */

typedef struct
{
  const char *cause; /* as in a RAN record */
  const char *text;
} Cause;

/* What did not end by itself. */
static const Cause causes[] = {
    {"compile-error", N_ ("Did not compile")},
    {"compiler-crash", N_ ("The compiler crashed")},
    {"stopped", N_ ("Stopped")},
    {"wall", N_ ("Took too long")},
    {"idle", N_ ("Took too long")},
    {"cpu", N_ ("Took too long")},
    {"memory", N_ ("Used too much memory")},
    {"output", N_ ("Printed too much")},
    {"files", N_ ("Made too many files")},
    {"signaled", N_ ("Crashed")},
    {"forbidden", N_ ("Did what is not allowed")},
    {"setup", N_ ("Could not start")},
};

static char *
dup_result (PenMoment *self, const PenRecord *record)
{
  if (g_strcmp0 (record->name, "exited") == 0)
    {
      if (record->exit == 0)
        return g_strdup (_ ("Finished"));
      if (record->exit == EXIT_PANIC && self->action == PEN_ACTION_TEST)
        return g_strdup (_ ("Tests failed"));
      if (record->exit == EXIT_PANIC && pen_action_runs_program (self->action))
        return g_strdup (_ ("Panicked"));
      /* Translators: a program gave up with this number, which is not 0. */
      return g_strdup_printf (_ ("Ended with %d"), record->exit);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    if (g_strcmp0 (record->name, causes[i].cause) == 0)
      return g_strdup (_ (causes[i].text));
  return g_strdup (_ ("Ended"));
}

void
pen_moment_set_ran (PenMoment *self, const PenRecord *record, gboolean has_output)
{
  g_free (self->result);
  self->result = dup_result (self, record);
  self->has_output = has_output;
  if (g_strcmp0 (record->name, "stopped") == 0)
    self->end = PEN_MOMENT_STOPPED;
  else if (g_strcmp0 (record->name, "exited") == 0 && record->exit == 0)
    self->end = PEN_MOMENT_WENT_WELL;
  else
    self->end = PEN_MOMENT_WENT_WRONG;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
}

/* --- Asking --- */

PenMomentKind
pen_moment_get_kind (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), PEN_MOMENT_BEGIN);

  return self->kind;
}

guint
pen_moment_get_place (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), 0);

  return self->place;
}

guint
pen_moment_get_run (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), 0);

  return self->run;
}

PenMomentEnd
pen_moment_get_end (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), PEN_MOMENT_GOES_ON);

  return self->end;
}

gboolean
pen_moment_get_has_output (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), FALSE);

  return self->has_output;
}

const char *
pen_moment_get_title (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), NULL);

  return self->title;
}

const char *
pen_moment_get_result (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), NULL);

  return self->result;
}

gint64
pen_moment_get_time (PenMoment *self)
{
  g_return_val_if_fail (PEN_IS_MOMENT (self), 0);

  return self->time;
}
