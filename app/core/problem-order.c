/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The order in which one walks through the problems of a program, whichever view one looks at. */
#include "problem-order.h"

#include <string.h>

typedef struct
{
  const char *file;
  guint line;
  guint column;
} Place;

gboolean
pen_problem_is_error (PenDiagnostic *diagnostic)
{
  PenLevel level = pen_diagnostic_get_level (diagnostic);

  return level == PEN_LEVEL_ERROR || level == PEN_LEVEL_ICE;
}

static int
compare_places (const Place *a, const Place *b)
{
  int files = strcmp (a->file, b->file);

  if (files != 0)
    return files;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  return a->column < b->column ? -1 : a->column > b->column;
}

static gboolean
get_place (PenDiagnostic *diagnostic, Place *ret_place)
{
  const PenSpan *span = pen_diagnostic_get_place (diagnostic);

  if (span == NULL || pen_diagnostic_is_summary (diagnostic))
    return FALSE;
  ret_place->file = span->file;
  ret_place->line = span->line_start;
  ret_place->column = span->column_start;
  return TRUE;
}

static gboolean
has_errors (GListModel *diagnostics)
{
  guint n = g_list_model_get_n_items (diagnostics);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (diagnostics, i);
      Place place;

      if (pen_problem_is_error (diagnostic) && get_place (diagnostic, &place))
        return TRUE;
    }
  return FALSE;
}

/* With @sign 1 the places ascend, with -1 they descend. */
PenDiagnostic *
pen_problem_travel (GListModel *diagnostics,
                    const char *file,
                    guint line,
                    guint column,
                    PenTravel direction)
{
  const Place caret = {.file = file != NULL ? file : "", .line = line, .column = column};
  const int sign = direction == PEN_TRAVEL_NEXT ? 1 : -1;
  gboolean errors_only;
  guint n;
  g_autoptr (PenDiagnostic) first = NULL; /* of all */
  g_autoptr (PenDiagnostic) next = NULL;  /* behind the caret */
  Place first_place = {0}, next_place = {0};

  g_return_val_if_fail (G_IS_LIST_MODEL (diagnostics), NULL);

  n = g_list_model_get_n_items (diagnostics);
  errors_only = has_errors (diagnostics);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (diagnostics, i);
      Place place;

      if ((errors_only && !pen_problem_is_error (diagnostic)) || !get_place (diagnostic, &place))
        continue;
      if (first == NULL || sign * compare_places (&place, &first_place) < 0)
        {
          g_set_object (&first, diagnostic);
          first_place = place;
        }
      if (sign * compare_places (&place, &caret) > 0 &&
          (next == NULL || sign * compare_places (&place, &next_place) < 0))
        {
          g_set_object (&next, diagnostic);
          next_place = place;
        }
    }
  return next != NULL ? g_steal_pointer (&next) : g_steal_pointer (&first);
}
