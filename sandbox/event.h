/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** PenEventKind: what happened in a jail. */
typedef enum
{
  PEN_EVENT_STARTED, /* the program was executed */
  PEN_EVENT_OUTPUT,  /* bytes arrived on one of the streams */
  PEN_EVENT_FILE,    /* one declared output arrived whole */
  PEN_EVENT_ENDED,   /* the last event of every jail: see PenEnding */
} PenEventKind;

typedef enum
{
  PEN_STREAM_STDOUT,
  PEN_STREAM_STDERR,
} PenStream;

/** PenCause: why a jail ended. */
typedef enum
{
  PEN_CAUSE_EXITED,    /* by itself; status holds the exit status */
  PEN_CAUSE_SIGNALED,  /* by a signal that Playpen did not send; signal holds it */
  PEN_CAUSE_FORBIDDEN, /* the filter killed it (SIGSYS): a call of a foreign ABI */
  PEN_CAUSE_WALL,      /* wall-clock limit, in ms */
  PEN_CAUSE_IDLE,      /* no input and no output for the limit, in ms */
  PEN_CAUSE_CPU,       /* CPU time of the whole tree, in ms */
  PEN_CAUSE_MEMORY,    /* memory limit, in bytes */
  PEN_CAUSE_OUTPUT,    /* volume of stdout and stderr together, in bytes */
  PEN_CAUSE_FILES,     /* number of files in its temporary directories */
  PEN_CAUSE_STOPPED,   /* somebody pressed Stop */
  PEN_CAUSE_SETUP,     /* the jail itself failed; message says how; the program never ran */
  PEN_CAUSE_LOST,      /* the jail went away without a report (killed from outside) */
} PenCause;

/**
 * PenEnding: how a jail ended; a plain value inside a PenEvent.
 */
typedef struct
{
  PenCause cause;
  int status;          /* exit status 0…255 when cause is EXITED, else -1 */
  int signal;          /* signal number when cause is SIGNALED or FORBIDDEN, else 0 */
  guint64 limit;       /* the limit that was met, in the unit that the cause names, else 0 */
  guint64 peak_memory; /* bytes, highest seen of the whole tree */
  gint64 cpu_time;     /* µs of the whole tree */
  gint64 wall_time;    /* µs from start to end */
  char *message;       /* (nullable): a sentence, only for SETUP */
} PenEnding;

/**
 * PenEvent: one immutable happening. Boxed, reference counted.
 * Which fields hold something depends on kind.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >*/
  PenEventKind kind;
  gint64 time;      /* µs since the jail was started */
  PenStream stream; /* OUTPUT */
  GBytes *bytes;    /* OUTPUT and FILE, else NULL */
  char *name;       /* FILE: the name as declared, else NULL */
  PenEnding ending; /* ENDED */
} PenEvent;

#define PEN_TYPE_EVENT (pen_event_get_type ())
GType pen_event_get_type (void);

/** pen_event_new_started: (transfer full) */
PenEvent *pen_event_new_started (gint64 time);
/** pen_event_new_output: takes a reference on @bytes */
PenEvent *pen_event_new_output (gint64 time, PenStream stream, GBytes *bytes);
/** pen_event_new_file: one declared output; takes a reference on @bytes */
PenEvent *pen_event_new_file (gint64 time, const char *name, GBytes *bytes);
/** pen_event_new_ended: copies @ending, its message included */
PenEvent *pen_event_new_ended (gint64 time, const PenEnding *ending);
PenEvent *pen_event_ref (PenEvent *event);
void pen_event_unref (PenEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenEvent, pen_event_unref)

/** pen_cause_to_string: a stable lower-case word for the wire ("exited", "wall" …), never
 * translated. */
const char *pen_cause_to_string (PenCause cause);

G_END_DECLS
