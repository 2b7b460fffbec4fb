/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "suggestion.h"

G_BEGIN_DECLS

/** PenLevel: how grave a compiler message is, worst first. */
typedef enum
{
  PEN_LEVEL_ICE, /* the compiler itself failed: "internal compiler error" */
  PEN_LEVEL_ERROR,
  PEN_LEVEL_WARNING,
  PEN_LEVEL_NOTE,
  PEN_LEVEL_HELP,
  PEN_LEVEL_FAILURE_NOTE, /* the closing remark about --explain */
} PenLevel;

/** pen_level_to_string: a stable word for the wire: "ice", "error", "warning", "note", "help",
 * "failure-note"; never translated */
const char *pen_level_to_string (PenLevel level);

/** pen_level_get_word: the compiler's own word, as it prints it and people search for it; never
 * translated */
const char *pen_level_get_word (PenLevel level);

/**
 * PenDiagnostic: one message of the compiler, of Clippy, or of Miri's compiler.
 *
 * Immutable once its maker has handed it out. All texts are UTF-8 but otherwise as they came: they
 * may hold escape sequences, BEL and text direction marks that a program chose. Whoever shows one
 * makes control characters visible first (of the rendered text, all but colour).
 */
#define PEN_TYPE_DIAGNOSTIC (pen_diagnostic_get_type ())
G_DECLARE_FINAL_TYPE (PenDiagnostic, pen_diagnostic, PEN, DIAGNOSTIC, GObject)

/** pen_diagnostic_new: (transfer full): copies @message; the rest is for its maker to set */
PenDiagnostic *pen_diagnostic_new (PenLevel level, const char *message);

/** pen_diagnostic_set_code: for its maker; copies @code and @explanation, both (nullable) */
void pen_diagnostic_set_code (PenDiagnostic *self, const char *code, const char *explanation);
/** pen_diagnostic_set_rendered: for its maker; copies @rendered (nullable) */
void pen_diagnostic_set_rendered (PenDiagnostic *self, const char *rendered);
/** pen_diagnostic_take_span: for its maker */
void pen_diagnostic_take_span (PenDiagnostic *self, PenSpan *span);
/** pen_diagnostic_take_child: for its maker */
void pen_diagnostic_take_child (PenDiagnostic *self, PenDiagnostic *child);
/** pen_diagnostic_take_suggestion: for its maker */
void pen_diagnostic_take_suggestion (PenDiagnostic *self, PenSuggestion *suggestion);

/** pen_diagnostic_get_level: how grave it is */
PenLevel pen_diagnostic_get_level (PenDiagnostic *self);

/** pen_diagnostic_get_message: (transfer none): one or more sentences, without colour */
const char *pen_diagnostic_get_message (PenDiagnostic *self);

/** pen_diagnostic_get_code: (transfer none) (nullable): "E0382", or a lint, "unused_variables" */
const char *pen_diagnostic_get_code (PenDiagnostic *self);

/** pen_diagnostic_get_explanation: (transfer none) (nullable): the long text on the code, Markdown;
 * what `rustc --explain` prints */
const char *pen_diagnostic_get_explanation (PenDiagnostic *self);

/** pen_diagnostic_get_rendered: (transfer none) (nullable): the whole as rustc prints it, with ANSI
 * colour and a newline at the end; only outermost messages have it */
const char *pen_diagnostic_get_rendered (PenDiagnostic *self);

/** pen_diagnostic_get_spans: (transfer none) (element-type PenSpan): in the compiler's order */
GPtrArray *pen_diagnostic_get_spans (PenDiagnostic *self);

/** pen_diagnostic_get_children: (transfer none) (element-type PenDiagnostic): notes and helps; they
 * have no children of their own */
GPtrArray *pen_diagnostic_get_children (PenDiagnostic *self);

/** pen_diagnostic_get_suggestions: (transfer none) (element-type PenSuggestion): of the message and
 * of its children; alternatives are separate suggestions */
GPtrArray *pen_diagnostic_get_suggestions (PenDiagnostic *self);

/**
 * pen_diagnostic_get_place:
 *
 * Returns: (transfer none) (nullable): where to put a mark and the cursor: the primary span if it
 * is in a file of the program, else where the program calls the macro that holds it, else any span
 * in a file of the program
 */
const PenSpan *pen_diagnostic_get_place (PenDiagnostic *self);

/**
 * pen_diagnostic_is_summary:
 *
 * Returns: TRUE for the compiler's closing remarks, which count what was said before ("aborting due
 * to 2 previous errors", "1 warning emitted", "try `rustc --explain E0382`") and are no problems of
 * their own
 */
gboolean pen_diagnostic_is_summary (PenDiagnostic *self);

G_END_DECLS
