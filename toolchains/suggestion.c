/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A change that the compiler proposes, and its application to program text. A suggestion is input
 * like any other: it may be stale, overlap itself or point anywhere, and is then refused whole. */
#include "suggestion.h"

#include "toolchain-error.h"

#include <glib/gi18n.h>

G_DEFINE_BOXED_TYPE (PenSuggestion, pen_suggestion, pen_suggestion_ref, pen_suggestion_unref)

static void
pen_edit_free (gpointer data)
{
  PenEdit *edit = data;

  pen_span_unref (edit->span);
  g_free (edit->replacement);
  g_free (edit);
}

PenSuggestion *
pen_suggestion_new (const char *message, PenApplicability applicability)
{
  PenSuggestion *suggestion = g_new0 (PenSuggestion, 1);

  g_atomic_ref_count_init (&suggestion->ref_count);
  suggestion->message = g_strdup (message);
  suggestion->applicability = applicability;
  suggestion->edits = g_ptr_array_new_with_free_func (pen_edit_free);
  return suggestion;
}

PenSuggestion *
pen_suggestion_ref (PenSuggestion *suggestion)
{
  g_return_val_if_fail (suggestion != NULL, NULL);

  g_atomic_ref_count_inc (&suggestion->ref_count);
  return suggestion;
}

void
pen_suggestion_unref (PenSuggestion *suggestion)
{
  g_return_if_fail (suggestion != NULL);

  if (!g_atomic_ref_count_dec (&suggestion->ref_count))
    return;
  g_ptr_array_unref (suggestion->edits);
  g_free (suggestion->message);
  g_free (suggestion);
}

void
pen_suggestion_add_edit (PenSuggestion *suggestion, PenSpan *span, const char *replacement)
{
  PenEdit *edit = g_new0 (PenEdit, 1);

  g_return_if_fail (suggestion != NULL);
  g_return_if_fail (span != NULL);

  edit->span = pen_span_ref (span);
  edit->replacement = g_strdup (replacement);
  g_ptr_array_add (suggestion->edits, edit);
}

gboolean
pen_suggestion_is_own (const PenSuggestion *suggestion)
{
  g_return_val_if_fail (suggestion != NULL, FALSE);

  for (guint i = 0; i < suggestion->edits->len; i++)
    {
      const PenEdit *edit = g_ptr_array_index (suggestion->edits, i);

      if (!edit->span->is_own)
        return FALSE;
    }
  return suggestion->edits->len > 0;
}

static void
pen_text_edit_clear (gpointer data)
{
  PenTextEdit *edit = data;

  g_free (edit->replacement);
}

static gint
compare_edits (gconstpointer a, gconstpointer b)
{
  const PenTextEdit *left = a, *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->end < right->end ? -1 : left->end > right->end;
}

/* The compiler writes \n; a text with CRLF keeps its own. */
static char *
adapt_line_endings (const char *replacement, const char *text, gsize len)
{
  g_autoptr (GString) adapted = g_string_new (replacement);

  if (g_strstr_len (text, len, "\r\n") != NULL)
    {
      g_string_replace (adapted, "\r\n", "\n", 0);
      g_string_replace (adapted, "\n", "\r\n", 0);
    }
  return g_string_free (g_steal_pointer (&adapted), FALSE);
}

/* Two insertions at one place have no order, so they count as an overlap. */
static gboolean
edits_overlap (GArray *edits)
{
  for (guint i = 1; i < edits->len; i++)
    {
      const PenTextEdit *before = &g_array_index (edits, PenTextEdit, i - 1);
      const PenTextEdit *after = &g_array_index (edits, PenTextEdit, i);

      if (after->start < before->end ||
          (after->start == before->start && after->end == before->end))
        return TRUE;
    }
  return FALSE;
}

static gboolean
fail (GError **error, const char *message, const char *file)
{
  g_autofree char *name = g_utf8_make_valid (file, -1);

  g_set_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT, "%s: %s", name, message);
  return FALSE;
}

static gboolean
find_edit (const PenEdit *edit, const char *text, gsize len, GArray *found, GError **error)
{
  PenTextEdit place = {0, 0, NULL};

  if (!pen_span_is_current (edit->span, text, len))
    return fail (error,
                 _ ("These lines have changed since the compiler read them. Run the program again "
                    "to get a new suggestion."),
                 edit->span->file);
  if (!pen_span_to_offsets (edit->span, text, len, &place.start, &place.end))
    return fail (error,
                 _ ("The compiler's suggestion is for a place that this file does not have. Run "
                    "the program again to get a new one."),
                 edit->span->file);
  place.replacement = adapt_line_endings (edit->replacement, text, len);
  g_array_append_val (found, place);
  return TRUE;
}

GArray *
pen_suggestion_find_edits (const PenSuggestion *suggestion,
                           const char *file,
                           const char *text,
                           gsize len,
                           GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (PenTextEdit));

  g_return_val_if_fail (suggestion != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (text != NULL || len == 0, NULL);

  if (text == NULL)
    text = "";
  g_array_set_clear_func (found, pen_text_edit_clear);
  for (guint i = 0; i < suggestion->edits->len; i++)
    {
      const PenEdit *edit = g_ptr_array_index (suggestion->edits, i);

      if (g_str_equal (edit->span->file, file) && !find_edit (edit, text, len, found, error))
        return NULL;
    }
  if (found->len == 0)
    {
      fail (error, _ ("The compiler's suggestion does not change this file."), file);
      return NULL;
    }
  g_array_sort (found, compare_edits);
  if (edits_overlap (found))
    {
      fail (error,
            _ ("The parts of the compiler's suggestion overlap, so it cannot be applied. Make the "
               "change by hand."),
            file);
      return NULL;
    }
  return g_steal_pointer (&found);
}

GBytes *
pen_suggestion_apply (const PenSuggestion *suggestion,
                      const char *file,
                      const char *text,
                      gsize len,
                      GError **error)
{
  g_autoptr (GArray) edits = pen_suggestion_find_edits (suggestion, file, text, len, error);
  GString *result;
  gsize at = 0;

  if (edits == NULL)
    return NULL;
  result = g_string_sized_new (len);
  for (guint i = 0; i < edits->len; i++)
    {
      const PenTextEdit *edit = &g_array_index (edits, PenTextEdit, i);

      g_string_append_len (result, text + at, edit->start - at);
      g_string_append (result, edit->replacement);
      at = edit->end;
    }
  g_string_append_len (result, text + at, len - at);
  return g_string_free_to_bytes (result);
}
