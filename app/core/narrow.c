/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A diagnostic on a narrow screen. rustc's own drawing is 97 to 143 columns wide whatever it is
 * asked for, and wrapped it is a heap of bars; its fields can be drawn in any width. */
#include "narrow-private.h"

#include <string.h>

#include "columns.h"
#include "decoder.h"

#define HANG 2
#define MAX_REPLACEMENT 80 /* bytes of a replacement that are shown beside a message */

static void
line_free (gpointer data)
{
  PenNarrowLine *line = data;

  g_free (line->text);
  g_clear_pointer (&line->span, pen_span_unref);
  g_free (line);
}

PenNarrowLine *
pen_narrow_add_line (PenNarrowDrawing *drawing, PenNarrowRole role, char *text, const PenSpan *span)
{
  PenNarrowLine *line;

  if (drawing->lines->len >= PEN_NARROW_MAX_LINES)
    {
      g_free (text);
      return NULL;
    }
  line = g_new0 (PenNarrowLine, 1);
  line->role = role;
  line->text = text;
  if (span != NULL)
    line->span = pen_span_ref ((PenSpan *)span);
  g_ptr_array_add (drawing->lines, line);
  if (drawing->lines->len == PEN_NARROW_MAX_LINES)
    {
      line->role = PEN_NARROW_NOTE;
      g_free (line->text);
      line->text = g_strdup ("…");
    }
  return line;
}

static char *
dup_safe (const char *text, PenDecoderFlags flags)
{
  g_autofree char *safe = pen_decoder_decode_all (text, strlen (text), flags);
  g_auto (GStrv) parts = g_strsplit (safe, "\t", -1);

  return g_strjoinv ("    ", parts);
}

guint
pen_narrow_add_text (PenNarrowDrawing *drawing,
                     PenNarrowRole role,
                     const char *text,
                     guint indent,
                     guint hang,
                     const PenSpan *span)
{
  g_autofree char *safe = dup_safe (text, PEN_DECODER_PLAIN);
  g_autoptr (GArray) lines = NULL;
  guint first = drawing->lines->len;

  g_strchomp (safe);
  lines = pen_columns_wrap (safe, -1, drawing->width - indent, drawing->width - indent - hang);
  for (guint i = 0; i < lines->len; i++)
    {
      const PenColumnsLine *line = &g_array_index (lines, PenColumnsLine, i);
      char *drawn = g_strdup_printf ("%*s%.*s",
                                     (int)(indent + (i > 0 ? hang : 0)),
                                     "",
                                     (int)(line->end - line->start),
                                     safe + line->start);
      PenNarrowLine *added = pen_narrow_add_line (drawing, role, drawn, span);

      if (added == NULL)
        break;
      added->goes_on = i > 0;
    }
  return first;
}

/* --- Parts --- */

/* In the compiler's own words and form, as people search for it. */
static void
add_message (PenNarrowDrawing *drawing,
             PenNarrowRole role,
             PenDiagnostic *diagnostic,
             const PenSpan *span)
{
  const char *code = pen_diagnostic_get_code (diagnostic);
  /* A lint's name says nothing to a beginner that the message does not. */
  gboolean has_code = code != NULL && code[0] == 'E' && g_ascii_isdigit (code[1]);
  g_autofree char *text = g_strconcat (pen_level_get_word (pen_diagnostic_get_level (diagnostic)),
                                       has_code ? "[" : "",
                                       has_code ? code : "",
                                       has_code ? "]: " : ": ",
                                       pen_diagnostic_get_message (diagnostic),
                                       NULL);

  pen_narrow_add_text (drawing, role, text, 0, HANG, span);
}

/* What is to be put in, if that is short and the message does not say it. NULL: nothing to add. */
static char *
dup_replacement (const PenSuggestion *suggestion)
{
  const PenEdit *edit = g_ptr_array_index (suggestion->edits, 0);
  g_autofree char *text = g_strstrip (g_strdup (edit->replacement));

  if (suggestion->edits->len > 1 || text[0] == '\0' || strlen (text) > MAX_REPLACEMENT ||
      strchr (text, '\n') != NULL)
    return NULL;
  return dup_safe (text, PEN_DECODER_ONE_LINE);
}

static gboolean
is_fix (const PenSuggestion *suggestion)
{
  return suggestion->applicability == PEN_APPLICABILITY_MACHINE_APPLICABLE &&
         pen_suggestion_is_own (suggestion);
}

static void
add_fix (PenNarrowDrawing *drawing, const PenSuggestion *suggestion, guint index)
{
  const PenEdit *edit = g_ptr_array_index (suggestion->edits, 0);
  g_autofree char *replacement = dup_replacement (suggestion);
  gboolean says_it = replacement == NULL || strstr (suggestion->message, replacement) != NULL;
  g_autofree char *text = says_it ? g_strdup (suggestion->message)
                                  : g_strdup_printf ("%s: `%s`", suggestion->message, replacement);

  for (guint i = pen_narrow_add_text (drawing, PEN_NARROW_FIX, text, 0, HANG, edit->span);
       i < drawing->lines->len;
       i++)
    ((PenNarrowLine *)g_ptr_array_index (drawing->lines, i))->suggestion = index;
}

/* The suggestions that a help makes, as the reader's own to choose from. FALSE: it makes none. */
static gboolean
add_choices (PenNarrowDrawing *drawing, PenDiagnostic *child, GPtrArray *suggestions)
{
  gboolean any = FALSE, said = FALSE;

  for (guint i = 0; i < suggestions->len; i++)
    {
      const PenSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      const PenEdit *edit = g_ptr_array_index (suggestion->edits, 0);
      g_autofree char *replacement = NULL;
      g_autofree char *text = NULL;

      if (!g_str_equal (suggestion->message, pen_diagnostic_get_message (child)))
        continue;
      any = TRUE;
      if (is_fix (suggestion)) /* comes later */
        continue;
      if (!said)
        add_message (drawing, PEN_NARROW_NOTE, child, edit->span->is_own ? edit->span : NULL);
      said = TRUE;
      replacement = dup_replacement (suggestion);
      if (replacement == NULL || strstr (suggestion->message, replacement) != NULL)
        continue;
      text = g_strdup_printf ("`%s`", replacement);
      pen_narrow_add_text (drawing,
                           PEN_NARROW_NOTE,
                           text,
                           HANG,
                           HANG,
                           edit->span->is_own ? edit->span : NULL);
    }
  return any;
}

static void
add_child (PenNarrowDrawing *drawing, PenDiagnostic *child, PenDiagnostic *diagnostic)
{
  /* Clippy's: four lines on a phone for an address that is not there offline. */
  if (g_str_has_prefix (pen_diagnostic_get_message (child), "for further information visit "))
    return;
  if (add_choices (drawing, child, pen_diagnostic_get_suggestions (diagnostic)))
    return;
  add_message (drawing, PEN_NARROW_NOTE, child, pen_diagnostic_get_place (child));
  pen_narrow_add_spans (drawing,
                        pen_diagnostic_get_spans (child),
                        pen_diagnostic_get_place (child));
}

GPtrArray *
pen_narrow_draw (PenDiagnostic *diagnostic, guint width)
{
  PenNarrowDrawing drawing = {.width = MAX (width, PEN_NARROW_MIN_WIDTH)};
  const PenSpan *place = pen_diagnostic_get_place (diagnostic);
  GPtrArray *children = pen_diagnostic_get_children (diagnostic);
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (diagnostic);

  drawing.lines = g_ptr_array_new_with_free_func (line_free);
  add_message (&drawing, PEN_NARROW_HEADLINE, diagnostic, place);
  pen_narrow_add_spans (&drawing, pen_diagnostic_get_spans (diagnostic), place);
  for (guint i = 0; i < children->len; i++)
    add_child (&drawing, g_ptr_array_index (children, i), diagnostic);
  for (guint i = 0; i < suggestions->len; i++)
    if (is_fix (g_ptr_array_index (suggestions, i)))
      add_fix (&drawing, g_ptr_array_index (suggestions, i), i);
  g_free (drawing.file);
  return drawing.lines;
}
