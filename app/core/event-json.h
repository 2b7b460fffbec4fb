/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "transcript-entry.h"

G_BEGIN_DECLS

/*
 * The wire form of what happens in a job
 * ======================================
 *
 * One JSON object a line, UTF-8, each line ended by \n. `playpen … --json` prints it; it also goes
 * to browsers and into saved sessions. The first event is `start`, the last one `end`; between them
 * events stand in the order in which they were read.
 *
 * Version: this is version 1. Members and kinds of event may be added without a new version, so a
 * reader skips what it does not know. A new version means that an old reader would be wrong.
 *
 * Bounds: a line has at most 8 MiB, 16 levels and 100,000 values. Members marked ? may be missing.
 * Texts marked "shown" hold no control characters but \n and \t, and no bidirectional controls:
 * these are made visible. Texts marked "colour" may hold SGR sequences (ESC [ digits ; : m) as
 * well. Texts marked "exact" are as somebody wrote them: make them visible before you show them.
 *
 * Every event:
 *   event        string   start, phase, output, dropped, diagnostic, file, note or end
 *   ms           integer  milliseconds since the job began
 *
 * start: what is going to happen
 *   v            integer  version of this form: 1
 *   playpen      string?  version of the program that wrote this
 *   action       string?  what was asked for: run, build, test, check, fmt, clippy, expand, asm, …
 *   toolchain    string?  version of the compiler, such as 1.96.0
 *   channel      string?  stable, beta, nightly or dev
 *   edition      integer? 2015, 2018, 2021 or 2024
 *   mode         string?  debug or release
 *
 * phase: the next part begins
 *   phase        string   compile (also for checks and formatting) or run
 *
 * output: text arrived
 *   stream       string   stdout, stderr or compiler (what compiler, linker, macros and build
 *                         scripts say beside their diagnostics)
 *   text         string   colour
 *   bytes        string?  base64: the bytes as they were read, if they differ from the text. The
 *                         stream is, byte for byte, all its bytes or else texts in a row
 *
 * dropped: stands where output or diagnostics were that are no longer kept
 *   stream       string   as in output
 *   dropped_bytes        integer  bytes of the stream
 *   dropped_lines        integer  newlines among them
 *   dropped_diagnostics  integer  messages of the compiler
 *
 * diagnostic: a message of the compiler about the program
 *   level        string   ice, error, warning, note, help or failure-note
 *   code         string?  such as E0382, or the name of a lint
 *   message      string   shown: the headline
 *   rendered     string?  shown: as the compiler draws it
 *   ansi         string?  colour: the same in colour
 *   explanation  string?  exact: what the compiler knows about the code, in Markdown
 *   spans        array?   places in the source:
 *     file         string   shown: as the compiler names it. Never open it
 *     own          boolean  a file of the program, not of a library
 *     primary      boolean  the place that the message is about
 *     line         integer  1-based, as are the next three
 *     column       integer  in characters (Unicode scalar values)
 *     end_line     integer
 *     end_column   integer  of the character behind the last
 *     byte_start   integer  0-based, as the compiler counts
 *     byte_end     integer  behind the last
 *     label        string?  shown
 *     macro        string?  shown: the macro whose expansion holds the place
 *     call         object?  where the program calls that macro: the same members
 *     source       array?   the lines of the source:
 *       text         string   exact, without the line ending
 *       start        integer  1-based character of the first that is meant
 *       end          integer  of the one behind the last
 *   children     array?   notes and helps: level, code, message and spans as above
 *   suggestions  array?   changes that the compiler proposes:
 *     message      string   shown
 *     applicability string  machine-applicable, maybe-incorrect, has-placeholders or unspecified
 *     edits        array    all belong together:
 *       span         object   what is replaced, as in spans
 *       replacement  string   exact
 *   reduced      boolean? true: the message was too big for a line, only its headline is here
 *
 * file: something was made
 *   name         string   shown
 *   size         integer  bytes
 *   text         string?  colour: what is in it, if it was made to be read (assembly, MIR, …)
 *
 * note: Playpen says something
 *   text         string   colour: one sentence, translated
 *
 * end: nothing follows
 *   phase        string   in which part it ended, as in phase
 *   cause        string   exited, signaled, forbidden (a system call that is not allowed),
 *                         wall, idle, cpu, memory, output, files, stopped, setup (no safe place
 *                         could be made), lost (killed from outside), compile-error or
 *                         compiler-crash
 *   exit         integer  0…255: what the playpen command ends with
 *   status       integer? 0…255: the program's or the compiler's own exit status
 *   signal       integer? number of the signal that ended it
 *   signal_name  string?  such as SIGSEGV
 *   limit        integer? the limit that was met
 *   limit_unit   string?  ms, bytes or files
 *   peak_memory  integer  bytes, the highest seen of all its processes together
 *   cpu_ms       integer  processor time of all its processes together
 *   wall_ms      integer  from its start to its end
 *   errors       integer? diagnostics of that level, when it ended in compile
 *   warnings     integer? likewise
 *   text         string   colour: one or two sentences that say what happened, translated
 */

#define PEN_EVENT_JSON_VERSION 1
#define PEN_EVENT_JSON_MAX_LINE (8 * 1024 * 1024)
#define PEN_EVENT_JSON_MAX_DEPTH 16
#define PEN_EVENT_JSON_MAX_VALUES 100000

/** PenWireKind: the word of the member `event`. */
typedef enum
{
  PEN_WIRE_OTHER, /* only from the reader: a kind that it does not know, to be skipped */
  PEN_WIRE_START,
  PEN_WIRE_PHASE,
  PEN_WIRE_OUTPUT,
  PEN_WIRE_DROPPED,
  PEN_WIRE_DIAGNOSTIC,
  PEN_WIRE_FILE,
  PEN_WIRE_NOTE,
  PEN_WIRE_END,
} PenWireKind;

/**
 * PenWireEvent: one line as a plain value. Its fields are the members above; which hold something
 * depends on the kind. All are owned; strings are NULL where a member is missing.
 */
typedef struct
{
  PenWireKind kind;
  gint64 ms;

  char *playpen;   /* START */
  char *action;    /* START */
  char *toolchain; /* START */
  char *channel;   /* START */
  char *mode;      /* START */
  guint edition;   /* START; 0: missing */

  PenPhase phase;            /* PHASE, END */
  PenOutput stream;          /* OUTPUT, DROPPED */
  char *text;                /* OUTPUT, FILE, NOTE, END */
  GBytes *bytes;             /* OUTPUT (nullable) */
  guint64 dropped_bytes;     /* DROPPED */
  guint64 dropped_lines;     /* DROPPED */
  guint dropped_diagnostics; /* DROPPED */
  PenDiagnostic *diagnostic; /* DIAGNOSTIC */
  char *name;                /* FILE */
  guint64 size;              /* FILE */

  char *cause;         /* END */
  int exit_status;     /* END: the member `exit` */
  int status;          /* END; -1: missing */
  int signal;          /* END; 0: missing */
  char *signal_name;   /* END */
  guint64 limit;       /* END; 0: missing */
  char *limit_unit;    /* END */
  guint64 peak_memory; /* END */
  gint64 cpu_ms;       /* END */
  gint64 wall_ms;      /* END */
  int n_errors;        /* END; -1: missing */
  int n_warnings;      /* END; -1: missing */
} PenWireEvent;

/** pen_wire_event_new: (transfer full): for the caller to fill. @time: µs since the job began */
PenWireEvent *pen_wire_event_new (PenWireKind kind, gint64 time);
/** pen_wire_event_free: @event may be NULL. */
void pen_wire_event_free (PenWireEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenWireEvent, pen_wire_event_free)

/**
 * pen_wire_event_new_start: (transfer full)
 * @toolchain: (nullable): version of the compiler
 * @channel: (nullable)
 * @edition: 0: none
 */
PenWireEvent *pen_wire_event_new_start (PenAction action,
                                        const char *toolchain,
                                        const char *channel,
                                        guint edition,
                                        gboolean release);

/** pen_wire_event_new_phase: (transfer full) */
PenWireEvent *pen_wire_event_new_phase (gint64 time, PenPhase phase);

/**
 * pen_wire_event_new_output: (transfer full): for whoever writes output as it is read: @text is
 * what a PenDecoder that keeps colour made of @data, chunk by chunk, and at the end of its flush
 * (then without @data). The bytes are in the event only if they differ from the text.
 * @data: (nullable) if @length is 0
 * @length: at most 512 KiB, so that the line stays within its bound
 */
PenWireEvent *pen_wire_event_new_output (gint64 time,
                                         PenOutput stream,
                                         const char *text,
                                         gconstpointer data,
                                         gsize length);

/** pen_wire_event_new_diagnostic: (transfer full): takes a reference. */
PenWireEvent *pen_wire_event_new_diagnostic (gint64 time, PenDiagnostic *diagnostic);

/**
 * pen_wire_event_new_file: (transfer full)
 * @size: bytes
 * @text: (nullable): what is in it, decoded; left out above 1 MiB
 */
PenWireEvent *
pen_wire_event_new_file (gint64 time, const char *name, guint64 size, const char *text);

/** pen_wire_event_new_note: (transfer full): @sentence is translated, and copied */
PenWireEvent *pen_wire_event_new_note (gint64 time, const char *sentence);

/** pen_wire_event_new_end: (transfer full). @name_options: as in pen_verdict_dup_sentence() */
PenWireEvent *
pen_wire_event_new_end (gint64 time, const PenVerdict *verdict, gboolean name_options);

/** pen_wire_event_new_from_entry: (transfer full): what a transcript's entry is on the wire. */
PenWireEvent *pen_wire_event_new_from_entry (PenTranscriptEntry *entry);

/**
 * pen_event_json_write: (transfer full): one line without its newline, never above the bounds: a
 * diagnostic that would be is reduced to its headline.
 * @event: of any kind but OTHER
 * @with_explanation: whether diagnostics carry the compiler's explanation of their code, which is
 *   some kilobytes each
 */
char *pen_event_json_write (const PenWireEvent *event, gboolean with_explanation);

/**
 * pen_event_json_read: (transfer full): the event in one line.
 * @line: any bytes, with or without its newline
 * @error: PEN_CORE_ERROR_TOO_BIG: above a bound; PEN_CORE_ERROR_FORMAT: no event, a newer version,
 *   or a text that is marked shown or colour and is not
 */
PenWireEvent *pen_event_json_read (const char *line, gsize length, GError **error);

/**
 * pen_event_json_read_all: (transfer full) (element-type PenWireEvent): all events in @bytes but
 * those of unknown kind. The first one must be a start.
 * @max_events: more lines than this are refused
 * @error: as for pen_event_json_read()
 */
GPtrArray *pen_event_json_read_all (GBytes *bytes, guint max_events, GError **error);

G_END_DECLS
