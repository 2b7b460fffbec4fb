/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** PEN_READ_ME_MAX: bytes that a page has at most; what does not fit is named instead of shown. */
#define PEN_READ_ME_MAX (2 * 1024 * 1024)

/** PenReadMeStep: a state of the program, and what it printed. */
typedef struct
{
  char *title;
  PenSources *sources;
  char *output; /* (nullable): any bytes */
} PenReadMeStep;

/** PenReadMe: what the page in a file that is taken home tells. A plain value; all texts are of
 * anybody. Zeroed, it is empty. */
typedef struct
{
  char *title;         /* (nullable) */
  char *author;        /* (nullable) */
  char *date;          /* (nullable): as people write it */
  char *file_name;     /* (nullable): the file's usual name; NULL: "talk.playpen" */
  char *toolchain;     /* (nullable): "rustc 1.96.0 (…)" */
  char *public_key;    /* (nullable): as `minisign -P` takes it */
  char *words;         /* (nullable): the four words of that key */
  guint edition;       /* 2015 … 2024; 0: not told */
  GPtrArray *crates;   /* (element-type utf8) (nullable): "rand 0.8.5" */
  PenSources *sources; /* (nullable): the program as it is */
  char *output;        /* (nullable): what it printed */
  GPtrArray *steps;    /* (element-type PenReadMeStep) (nullable) */
  gboolean is_library; /* there is nothing to run: `cargo test` */
} PenReadMe;

/** pen_read_me_new: (transfer full): empty, with lists. */
PenReadMe *pen_read_me_new (void);
void pen_read_me_free (PenReadMe *read_me);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenReadMe, pen_read_me_free)

/** pen_read_me_add_step: copies everything. @output: (nullable) */
void pen_read_me_add_step (PenReadMe *read_me,
                           const char *title,
                           const PenSources *sources,
                           const char *output);

/**
 * pen_read_me_page_make: READ-ME-FIRST.html, for somebody who got the file and may have nothing but
 * a phone: what it is, what to do next, and all of the code to read.
 *
 * One page by itself: no script, nothing from elsewhere, everything foreign escaped and made
 * visible. In the language of whoever makes it. The same values in the same language are the same
 * bytes.
 *
 * Returns: (transfer full): UTF-8, at most PEN_READ_ME_MAX bytes
 */
GBytes *pen_read_me_page_make (const PenReadMe *read_me);

G_END_DECLS
