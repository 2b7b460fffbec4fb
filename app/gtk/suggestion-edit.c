/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The compiler's suggestions, made in the text that is being edited. All places are found before
 * anything is changed, so that a suggestion is never applied by half. */
#include "suggestion-edit.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GtkTextBuffer *buffer; /* (owned) */
  char *text;            /* what it holds before */
  GArray *edits;         /* (element-type PenTextEdit) (nullable) */
} Target;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_object_unref (target->buffer);
  g_free (target->text);
  g_clear_pointer (&target->edits, g_array_unref);
  g_free (target);
}

static gboolean
has_target (GPtrArray *targets, GtkTextBuffer *buffer)
{
  for (guint i = 0; i < targets->len; i++)
    if (((Target *)g_ptr_array_index (targets, i))->buffer == buffer)
      return TRUE;
  return FALSE;
}

static gboolean
add_target (GPtrArray *targets,
            const PenSuggestion *suggestion,
            const char *file,
            GtkTextBuffer *buffer,
            GError **error)
{
  Target *target;
  GtkTextIter start, end;

  if (buffer == NULL)
    {
      g_autofree char *name = pen_decoder_decode_all (file, strlen (file), PEN_DECODER_ONE_LINE);

      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_INPUT,
                   _ ("The compiler wants to change %s, which is no file of this program any more. "
                      "Run the program again to get a new suggestion."),
                   name);
      return FALSE;
    }
  if (has_target (targets, buffer))
    return TRUE;
  target = g_new0 (Target, 1);
  target->buffer = g_object_ref (buffer);
  g_ptr_array_add (targets, target);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  /* A slice, for its characters are those that iterators count. */
  target->text = gtk_text_buffer_get_slice (buffer, &start, &end, /* include_hidden_chars= */ TRUE);
  target->edits =
      pen_suggestion_find_edits (suggestion, file, target->text, strlen (target->text), error);
  return target->edits != NULL;
}

/* From the last to the first, so that the places of the others stay right. */
static void
edit_target (const Target *target)
{
  gtk_text_buffer_begin_user_action (target->buffer);
  for (guint i = target->edits->len; i > 0; i--)
    {
      const PenTextEdit *edit = &g_array_index (target->edits, PenTextEdit, i - 1);
      glong offset = g_utf8_strlen (target->text, (gssize)edit->start);
      glong n = g_utf8_strlen (target->text + edit->start, (gssize)(edit->end - edit->start));
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (target->buffer, &start, (int)offset);
      gtk_text_buffer_get_iter_at_offset (target->buffer, &end, (int)(offset + n));
      gtk_text_buffer_delete (target->buffer, &start, &end);
      gtk_text_buffer_insert (target->buffer, &start, edit->replacement, -1);
    }
  gtk_text_buffer_end_user_action (target->buffer);
}

gboolean
pen_suggestion_edit_buffers (const PenSuggestion *suggestion,
                             PenBufferLookup lookup,
                             gpointer data,
                             GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (target_free);

  g_return_val_if_fail (suggestion != NULL, FALSE);
  g_return_val_if_fail (lookup != NULL, FALSE);

  for (guint i = 0; i < suggestion->edits->len; i++)
    {
      const PenEdit *edit = g_ptr_array_index (suggestion->edits, i);
      /* A library's file may have the name of one of the program's. */
      GtkTextBuffer *buffer = edit->span->is_own ? lookup (edit->span->file, data) : NULL;

      if (!add_target (targets, suggestion, edit->span->file, buffer, error))
        return FALSE;
    }
  for (guint i = 0; i < targets->len; i++)
    edit_target (g_ptr_array_index (targets, i));
  return TRUE;
}
