/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One message of the compiler as a read-only value; an object, so that list models can hold it. */
#include "diagnostic.h"

struct _PenDiagnostic
{
  GObject parent_instance;

  PenLevel level;
  char *message;
  char *code;        /* nullable */
  char *explanation; /* nullable */
  char *rendered;    /* nullable */
  GPtrArray *spans;
  GPtrArray *children;
  GPtrArray *suggestions;
};

G_DEFINE_FINAL_TYPE (PenDiagnostic, pen_diagnostic, G_TYPE_OBJECT)

static void
pen_diagnostic_finalize (GObject *object)
{
  PenDiagnostic *self = PEN_DIAGNOSTIC (object);

  g_free (self->message);
  g_free (self->code);
  g_free (self->explanation);
  g_free (self->rendered);
  g_ptr_array_unref (self->spans);
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->suggestions);
  G_OBJECT_CLASS (pen_diagnostic_parent_class)->finalize (object);
}

static void
pen_diagnostic_class_init (PenDiagnosticClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_diagnostic_finalize;
}

static void
pen_diagnostic_init (PenDiagnostic *self)
{
  self->spans = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_span_unref);
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_suggestion_unref);
}

PenDiagnostic *
pen_diagnostic_new (PenLevel level, const char *message)
{
  PenDiagnostic *self = g_object_new (PEN_TYPE_DIAGNOSTIC, NULL);

  g_return_val_if_fail (message != NULL, self);

  self->level = level;
  self->message = g_strdup (message);
  return self;
}

void
pen_diagnostic_set_code (PenDiagnostic *self, const char *code, const char *explanation)
{
  g_return_if_fail (PEN_IS_DIAGNOSTIC (self));

  g_free (self->code);
  self->code = g_strdup (code);
  g_free (self->explanation);
  self->explanation = g_strdup (explanation);
}

void
pen_diagnostic_set_rendered (PenDiagnostic *self, const char *rendered)
{
  g_return_if_fail (PEN_IS_DIAGNOSTIC (self));

  g_free (self->rendered);
  self->rendered = g_strdup (rendered);
}

void
pen_diagnostic_take_span (PenDiagnostic *self, PenSpan *span)
{
  g_return_if_fail (PEN_IS_DIAGNOSTIC (self));

  g_ptr_array_add (self->spans, span);
}

void
pen_diagnostic_take_child (PenDiagnostic *self, PenDiagnostic *child)
{
  g_return_if_fail (PEN_IS_DIAGNOSTIC (self));

  g_ptr_array_add (self->children, child);
}

void
pen_diagnostic_take_suggestion (PenDiagnostic *self, PenSuggestion *suggestion)
{
  g_return_if_fail (PEN_IS_DIAGNOSTIC (self));

  g_ptr_array_add (self->suggestions, suggestion);
}

PenLevel
pen_diagnostic_get_level (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), PEN_LEVEL_ERROR);

  return self->level;
}

const char *
pen_diagnostic_get_message (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  return self->message;
}

const char *
pen_diagnostic_get_code (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  return self->code;
}

const char *
pen_diagnostic_get_explanation (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  return self->explanation;
}

const char *
pen_diagnostic_get_rendered (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  return self->rendered;
}

GPtrArray *
pen_diagnostic_get_spans (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  return self->spans;
}

GPtrArray *
pen_diagnostic_get_children (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  return self->children;
}

GPtrArray *
pen_diagnostic_get_suggestions (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  return self->suggestions;
}

const PenSpan *
pen_diagnostic_get_place (PenDiagnostic *self)
{
  const PenSpan *primary_call = NULL, *any = NULL;

  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), NULL);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const PenSpan *span = g_ptr_array_index (self->spans, i);

      if (span->is_own && span->is_primary)
        return span;
      if (span->is_primary && primary_call == NULL)
        primary_call = span->call_site;
      if (any == NULL)
        any = span->is_own ? span : span->call_site;
    }
  return primary_call != NULL ? primary_call : any;
}

gboolean
pen_diagnostic_is_summary (PenDiagnostic *self)
{
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (self), FALSE);

  if (self->level == PEN_LEVEL_FAILURE_NOTE)
    return TRUE;
  return self->spans->len == 0 && self->children->len == 0 && self->code == NULL &&
         (g_str_has_prefix (self->message, "aborting due to ") ||
          g_str_has_suffix (self->message, " emitted"));
}

const char *
pen_level_to_string (PenLevel level)
{
  switch (level)
    {
    case PEN_LEVEL_ICE:
      return "ice";
    case PEN_LEVEL_ERROR:
      return "error";
    case PEN_LEVEL_WARNING:
      return "warning";
    case PEN_LEVEL_NOTE:
      return "note";
    case PEN_LEVEL_HELP:
      return "help";
    case PEN_LEVEL_FAILURE_NOTE:
      return "failure-note";
    default:
      g_return_val_if_reached ("note");
    }
}

const char *
pen_level_get_word (PenLevel level)
{
  switch (level)
    {
    case PEN_LEVEL_ICE:
      return "internal compiler error";
    case PEN_LEVEL_ERROR:
      return "error";
    case PEN_LEVEL_WARNING:
      return "warning";
    case PEN_LEVEL_HELP:
      return "help";
    case PEN_LEVEL_NOTE:
    case PEN_LEVEL_FAILURE_NOTE:
    default:
      return "note";
    }
}
