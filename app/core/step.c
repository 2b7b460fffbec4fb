/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One step of a talk: its words and its files. */
#include "step.h"

struct _PenStep
{
  GObject parent_instance;

  char *id;
  char *title;
  char *notes;
  char *expected; /* (nullable) */
  PenSources *sources;
  guint revision; /* of the files */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_NOTES,
  PROP_EXPECTED,
  PROP_REVISION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenStep, pen_step, G_TYPE_OBJECT)

static void
pen_step_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PenStep *self = PEN_STEP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_NOTES:
      g_value_set_string (value, self->notes);
      break;
    case PROP_EXPECTED:
      g_value_set_string (value, self->expected);
      break;
    case PROP_REVISION:
      g_value_set_uint (value, self->revision);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pen_step_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PenStep *self = PEN_STEP (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      pen_step_set_title (self, g_value_get_string (value));
      break;
    case PROP_NOTES:
      pen_step_set_notes (self, g_value_get_string (value));
      break;
    case PROP_EXPECTED:
      pen_step_set_expected (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pen_step_finalize (GObject *object)
{
  PenStep *self = PEN_STEP (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->notes);
  g_free (self->expected);
  pen_sources_free (self->sources);
  G_OBJECT_CLASS (pen_step_parent_class)->finalize (object);
}

static void
pen_step_class_init (PenStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pen_step_get_property;
  object_class->set_property = pen_step_set_property;
  object_class->finalize = pen_step_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_NOTES] = g_param_spec_string ("notes", NULL, NULL, "", flags);
  properties[PROP_EXPECTED] = g_param_spec_string ("expected", NULL, NULL, NULL, flags);
  properties[PROP_REVISION] = g_param_spec_uint ("revision",
                                                 NULL,
                                                 NULL,
                                                 0,
                                                 G_MAXUINT,
                                                 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_step_init (PenStep *self)
{
  self->title = g_strdup ("");
  self->notes = g_strdup ("");
}

PenStep *
pen_step_new (const char *id, const char *title, const PenSources *sources)
{
  PenStep *self = g_object_new (PEN_TYPE_STEP, NULL);

  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  pen_step_set_title (self, title);
  self->sources = pen_sources_copy (sources);
  return self;
}

const char *
pen_step_get_id (PenStep *self)
{
  g_return_val_if_fail (PEN_IS_STEP (self), NULL);

  return self->id;
}

/* @text: (transfer full) */
static void
set_text (PenStep *self, char **field, char *text, GParamSpec *pspec)
{
  if (g_strcmp0 (*field, text) == 0)
    {
      g_free (text);
      return;
    }
  g_free (*field);
  *field = text;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

const char *
pen_step_get_title (PenStep *self)
{
  g_return_val_if_fail (PEN_IS_STEP (self), NULL);

  return self->title;
}

void
pen_step_set_title (PenStep *self, const char *title)
{
  g_return_if_fail (PEN_IS_STEP (self));

  set_text (self,
            &self->title,
            g_strdelimit (g_strdup (title != NULL ? title : ""), "\r\n\t", ' '),
            properties[PROP_TITLE]);
}

const char *
pen_step_get_notes (PenStep *self)
{
  g_return_val_if_fail (PEN_IS_STEP (self), NULL);

  return self->notes;
}

void
pen_step_set_notes (PenStep *self, const char *notes)
{
  g_return_if_fail (PEN_IS_STEP (self));

  set_text (self, &self->notes, g_strdup (notes != NULL ? notes : ""), properties[PROP_NOTES]);
}

const char *
pen_step_get_expected (PenStep *self)
{
  g_return_val_if_fail (PEN_IS_STEP (self), NULL);

  return self->expected;
}

void
pen_step_set_expected (PenStep *self, const char *expected)
{
  g_return_if_fail (PEN_IS_STEP (self));

  set_text (self, &self->expected, g_strdup (expected), properties[PROP_EXPECTED]);
}

const PenSources *
pen_step_get_sources (PenStep *self)
{
  g_return_val_if_fail (PEN_IS_STEP (self), NULL);

  return self->sources;
}

void
pen_step_set_sources (PenStep *self, const PenSources *sources)
{
  g_return_if_fail (PEN_IS_STEP (self));
  g_return_if_fail (sources != NULL);

  pen_sources_free (self->sources);
  self->sources = pen_sources_copy (sources);
  self->revision++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVISION]);
}
