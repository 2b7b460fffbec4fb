/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A row of the list of problems. */
#include "problem-item.h"

#include "problem-text.h"

enum
{
  PROP_DIAGNOSTIC = 1,
  PROP_OPEN,
  PROP_TITLE,
};

struct _PenProblemItem
{
  GObject parent_instance;

  PenProblemKind kind;
  PenDiagnostic *diagnostic; /* (nullable) (owned) */
  char *title;
  gboolean open;
};

G_DEFINE_FINAL_TYPE (PenProblemItem, pen_problem_item, G_TYPE_OBJECT)

static void
pen_problem_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenProblemItem *self = PEN_PROBLEM_ITEM (object);

  switch (id)
    {
    case PROP_DIAGNOSTIC:
      g_value_set_object (value, self->diagnostic);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_problem_item_finalize (GObject *object)
{
  PenProblemItem *self = PEN_PROBLEM_ITEM (object);

  g_clear_object (&self->diagnostic);
  g_free (self->title);
  G_OBJECT_CLASS (pen_problem_item_parent_class)->finalize (object);
}

static void
pen_problem_item_class_init (PenProblemItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pen_problem_item_finalize;
  object_class->get_property = pen_problem_item_get_property;
  g_object_class_install_property (
      object_class,
      PROP_DIAGNOSTIC,
      g_param_spec_object ("diagnostic", NULL, NULL, PEN_TYPE_DIAGNOSTIC, flags));
  g_object_class_install_property (object_class,
                                   PROP_OPEN,
                                   g_param_spec_boolean ("open", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class,
                                   PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, flags));
}

static void
pen_problem_item_init (PenProblemItem *self)
{
}

PenProblemItem *
pen_problem_item_new (PenDiagnostic *diagnostic)
{
  PenProblemItem *self = g_object_new (PEN_TYPE_PROBLEM_ITEM, NULL);

  self->kind = PEN_PROBLEM_ONE;
  pen_problem_item_set_diagnostic (self, diagnostic);
  return self;
}

PenProblemItem *
pen_problem_item_new_line (PenProblemKind kind, const char *title)
{
  PenProblemItem *self = g_object_new (PEN_TYPE_PROBLEM_ITEM, NULL);

  self->kind = kind;
  self->title = g_strdup (title);
  return self;
}

PenProblemKind
pen_problem_item_get_kind (PenProblemItem *self)
{
  g_return_val_if_fail (PEN_IS_PROBLEM_ITEM (self), PEN_PROBLEM_ONE);

  return self->kind;
}

PenDiagnostic *
pen_problem_item_get_diagnostic (PenProblemItem *self)
{
  g_return_val_if_fail (PEN_IS_PROBLEM_ITEM (self), NULL);

  return self->diagnostic;
}

void
pen_problem_item_set_diagnostic (PenProblemItem *self, PenDiagnostic *diagnostic)
{
  g_autofree char *title = NULL;

  g_return_if_fail (PEN_IS_PROBLEM_ITEM (self));
  g_return_if_fail (PEN_IS_DIAGNOSTIC (diagnostic));

  if (!g_set_object (&self->diagnostic, diagnostic))
    return;
  title = pen_problem_dup_headline (diagnostic, /* one_line= */ TRUE);
  pen_problem_item_set_title (self, title);
  g_object_notify (G_OBJECT (self), "diagnostic");
}

const char *
pen_problem_item_get_title (PenProblemItem *self)
{
  g_return_val_if_fail (PEN_IS_PROBLEM_ITEM (self), NULL);

  return self->title;
}

void
pen_problem_item_set_title (PenProblemItem *self, const char *title)
{
  g_return_if_fail (PEN_IS_PROBLEM_ITEM (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify (G_OBJECT (self), "title");
}

gboolean
pen_problem_item_get_open (PenProblemItem *self)
{
  g_return_val_if_fail (PEN_IS_PROBLEM_ITEM (self), FALSE);

  return self->open;
}

void
pen_problem_item_set_open (PenProblemItem *self, gboolean open)
{
  g_return_if_fail (PEN_IS_PROBLEM_ITEM (self));

  if (self->open == open)
    return;
  self->open = open;
  g_object_notify (G_OBJECT (self), "open");
}
