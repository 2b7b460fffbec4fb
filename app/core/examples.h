/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "example.h"

G_BEGIN_DECLS

/** What a gallery may hold, and how much of what somebody typed is looked for. */
#define PEN_EXAMPLES_MAX 500
#define PEN_EXAMPLES_MAX_QUERY 200 /* characters */

#define PEN_TYPE_EXAMPLES (pen_examples_get_type ())
/**
 * PenExamples: the gallery; a GListModel of PenExample in the order in which it is shown: by topic,
 * and within a topic by order. It never changes after loading. Used on one thread.
 */
G_DECLARE_FINAL_TYPE (PenExamples, pen_examples, PEN, EXAMPLES, GObject)

/**
 * pen_examples_find_folder: where the examples are, relative to the running binary: below share, or
 * in the build folder.
 *
 * Returns: (transfer full) (type filename): or NULL with %PEN_CORE_ERROR_INPUT
 */
char *pen_examples_find_folder (GError **error);

/**
 * pen_examples_new: reads all folders in @folder.
 * @folder: (type filename) (nullable): NULL: pen_examples_find_folder()
 *
 * A folder that is no good example is left out with a warning: it is our mistake, and the others
 * are of use without it. So are those after PEN_EXAMPLES_MAX. Takes some milliseconds.
 *
 * Returns: (transfer full): or NULL with %PEN_CORE_ERROR_INPUT when there is none to show; the
 * message says what to do
 */
PenExamples *pen_examples_new (const char *folder, GError **error);

/** pen_examples_get: (transfer none) (nullable): @id: (nullable): of pen_example_get_id() */
PenExample *pen_examples_get (PenExamples *self, const char *id);

/** pen_examples_get_next: (transfer none) (nullable): which example follows @example. */
PenExample *pen_examples_get_next (PenExamples *self, PenExample *example);

/**
 * pen_examples_search: the examples that @query fits, the best first, else in their order.
 * @query: (nullable): what somebody typed; no or only blank text fits all
 *
 * Every word of the query has to be the beginning of a word of the example, whatever the case and
 * accents: of its title, which counts most, its keywords, topic and level, its summary, or its
 * code. A query of signs only, such as `?` or `=>`, is looked for in the code as it is.
 *
 * Returns: (transfer full): a GListModel of PenExample, which may be empty and never changes
 */
GListModel *pen_examples_search (PenExamples *self, const char *query);

G_END_DECLS
