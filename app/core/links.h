/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PEN_LINKS_MAX: links that are found in one text; what follows stays plain. */
#define PEN_LINKS_MAX 10000

/** PenLinkKind: what following a link does. */
typedef enum
{
  PEN_LINK_PLACE,     /* go to a line of one of the program's files */
  PEN_LINK_CODE,      /* show the explanation of an error code */
  PEN_LINK_BACKTRACE, /* run again with a backtrace: std's own hint names the way */
} PenLinkKind;

/** PenLink: bytes @start to before @end of a text can be followed; a plain value. */
typedef struct
{
  PenLinkKind kind;
  gsize start;
  gsize end;
  guint line;   /* of PLACE: 1-based */
  guint column; /* of PLACE: 1-based, in characters; 0 when only the line is named */
  char *target; /* a GRefString: of PLACE the program's name of the file; of CODE such as "E0382";
                   of BACKTRACE the value, "1" or "full" */
} PenLink;

/** PenLinks: finds what can be followed in what a program or a compiler prints. Immutable. */
typedef struct _PenLinks PenLinks;

/**
 * pen_links_new: (transfer full)
 * @own_files: (nullable) (array zero-terminated): the program's files, such as "src/main.rs"; only
 * these become links. A name with a colon or a control character in it never does.
 */
PenLinks *pen_links_new (const char *const *own_files);
void pen_links_free (PenLinks *links);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenLinks, pen_links_free)

/**
 * pen_links_find: reads @text once, in time that grows with its length alone.
 * @text: (nullable) if @length is 0: plain text (see pen_ansi_parse()), whole lines; any bytes
 * @length: bytes, or -1 if @text ends with NUL
 *
 * A place is FILE:LINE or FILE:LINE:COLUMN, as rustc draws it behind "-->", as a panic names it and
 * as a backtrace does behind "at"; "./" and the job's own "/job/" before it belong to it. A file of
 * the same name elsewhere ("/usr/src/main.rs:1") is none of the program's. A code is E and four
 * digits, alone or in brackets. Threads that a message refers to ("see issue #1") are no links:
 * they cannot be followed offline.
 *
 * Returns: (transfer full) (element-type PenLink): ascending, apart; may be empty
 */
GArray *pen_links_find (const PenLinks *links, const char *text, gssize length);

G_END_DECLS
