/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "span.h"

G_BEGIN_DECLS

/** PenApplicability: how sure the compiler is of its suggestion, in its own terms. */
typedef enum
{
  PEN_APPLICABILITY_UNSPECIFIED,
  PEN_APPLICABILITY_MACHINE_APPLICABLE, /* surely what was meant */
  PEN_APPLICABILITY_MAYBE_INCORRECT,    /* valid Rust, perhaps not what was meant */
  PEN_APPLICABILITY_HAS_PLACEHOLDERS,   /* "(...)" is still to be filled in */
} PenApplicability;

/** PenEdit: replace what is at @span by @replacement. */
typedef struct
{
  PenSpan *span;
  char *replacement; /* UTF-8; may be empty (delete) or stand at an empty span (insert) */
} PenEdit;

/**
 * PenSuggestion: a change to the program that the compiler proposes; all edits belong together.
 *
 * Boxed, reference counted, immutable once its maker has handed it out.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >*/
  char *message; /* what it does, in the compiler's words; control characters are kept */
  PenApplicability applicability; /* of the least sure edit */
  GPtrArray *edits;               /* (element-type PenEdit): at least one */
} PenSuggestion;

#define PEN_TYPE_SUGGESTION (pen_suggestion_get_type ())
GType pen_suggestion_get_type (void);

/** pen_suggestion_new: (transfer full): copies @message; has no edits yet */
PenSuggestion *pen_suggestion_new (const char *message, PenApplicability applicability);

PenSuggestion *pen_suggestion_ref (PenSuggestion *suggestion);
void pen_suggestion_unref (PenSuggestion *suggestion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenSuggestion, pen_suggestion_unref)

/** pen_suggestion_add_edit: for its maker; takes a reference on @span, copies @replacement */
void pen_suggestion_add_edit (PenSuggestion *suggestion, PenSpan *span, const char *replacement);

/**
 * pen_suggestion_is_own:
 *
 * Returns: TRUE when every edit is in a file of the program; only then may it be offered
 */
gboolean pen_suggestion_is_own (const PenSuggestion *suggestion);

/**
 * PenTextEdit: an edit that was found in a text.
 */
typedef struct
{
  gsize start;       /* 0-based byte */
  gsize end;         /* the byte behind the last that goes */
  char *replacement; /* with the line endings of the text */
} PenTextEdit;

/**
 * pen_suggestion_find_edits:
 * @file: a file of the program, named as the spans name it
 * @text: what is in that file now
 * @len: bytes of @text
 * @error: PEN_TOOLCHAIN_ERROR_INPUT when the suggestion does not touch @file, when the lines it is
 * about have changed since, or when its edits overlap or lie outside of @text
 *
 * For an editor that makes the edits itself, as one step to undo; from the last to the first, so
 * that the offsets stay right.
 *
 * Returns: (transfer full) (element-type PenTextEdit): from the first to the last place; NULL on
 * error
 */
GArray *pen_suggestion_find_edits (const PenSuggestion *suggestion,
                                   const char *file,
                                   const char *text,
                                   gsize len,
                                   GError **error);

/**
 * pen_suggestion_apply:
 *
 * As pen_suggestion_find_edits(), and makes the edits. A suggestion for several files is applied to
 * each in turn.
 *
 * Returns: (transfer full): the changed text, of any bytes that @text had; NULL on error
 */
GBytes *pen_suggestion_apply (const PenSuggestion *suggestion,
                              const char *file,
                              const char *text,
                              gsize len,
                              GError **error);

G_END_DECLS
