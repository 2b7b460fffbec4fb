/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* What the files of the session have in common: session.c (the object and what happens to files),
 * session-lines.c (journal), session-runs.c, session-steps.c. */
#include "session.h"

G_BEGIN_DECLS

struct _PenSession
{
  GObject parent_instance;

  char *id;
  gint64 created; /* ms since 1970 */
  gint64 opened;  /* monotonic time, µs, that is `offset` ms after the beginning */
  gint64 offset;
  char *title;  /* (nullable) */
  char *author; /* (nullable) */
  PenTimeline *timeline;
  GVariant *options;  /* (nullable) */
  PenPlace *place;    /* (nullable) */
  GListStore *steps;  /* of PenStep */
  char *current_step; /* (nullable): its id */
  PenSessionEnd end;
  const PenRecord *origin; /* (nullable): what it came with */
  guint n_runs;            /* the number of the newest */
  gboolean loading;

  PenJournal *journal;  /* (nullable) */
  GHashTable *written;  /* (element-type utf8): contents that the journal has */
  guint64 compact_size; /* bytes of the journal when it was compacted last */
  guint compact_source;
};

/** pen_session_get_time: ms since it began; never less than before. */
gint64 pen_session_get_time (PenSession *self);

/** pen_session_take: (transfer full): it happened: into timeline and journal. FALSE when it is not
 * possible. */
gboolean pen_session_take (PenSession *self, PenRecord *record);

/** pen_session_write: what is not of the timeline into the journal alone. */
void pen_session_write (PenSession *self, const PenRecord *record);

/** pen_session_make_steps_record, pen_session_make_place_record: (transfer full): as it is now. */
PenRecord *pen_session_make_steps_record (PenSession *self);
PenRecord *pen_session_make_place_record (PenSession *self);

/** pen_session_take_steps: (transfer none): the list is as @record says. FALSE when contents are
 * missing. */
gboolean pen_session_take_steps (PenSession *self, const PenRecord *record);

/**
 * pen_session_new_from_records: (transfer full): a new session in which all that happened already.
 * @began: ms since 1970: when it began
 * @records: (element-type PenRecord): in order, but for a START; they are taken out of it
 * @finder: finds the contents that they name; those of runs may be missing
 * @error: of pen_text_set_apply() when one does not follow from those before
 */
PenSession *pen_session_new_from_records (gint64 began,
                                          GPtrArray *records,
                                          PenBlobFinder finder,
                                          gpointer data,
                                          GError **error);

/** pen_session_get_origin: (transfer none) (nullable): the record ORIGIN: what it came with. */
const PenRecord *pen_session_get_origin (PenSession *self);

/** pen_session_steps_init: begins to watch the list. */
void pen_session_steps_init (PenSession *self);

/** pen_session_make_files: (transfer full) (element-type PenRecordFile): @sources by the names of
 * their contents, which the timeline keeps from now on. */
GPtrArray *pen_session_make_files (PenSession *self, const PenSources *sources);

/** pen_session_make_sources: (transfer full) (nullable): the reverse; NULL when contents are
 * missing. */
PenSources *pen_session_make_sources (PenSession *self, const GPtrArray *files);

/** pen_session_has_output: whether the output of run @number is among those that are kept. */
gboolean pen_session_has_output (PenSession *self, guint number);

G_END_DECLS
