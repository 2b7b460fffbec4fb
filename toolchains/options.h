/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenOptions: how a program is compiled and run: a plain value. Zeroed, it is the default. */
typedef struct
{
  /* what reaches the compiler */
  guint edition; /* 2015 … 2024; 0: the manifest's, else the newest that the toolchain knows */
  gboolean release;
  gboolean backtrace; /* also keeps the debug sections that a backtrace reads */

  /* what reaches the program */
  GPtrArray *args; /* (element-type utf8) (nullable) */
  GPtrArray *env;  /* (element-type utf8) (nullable): "NAME=VALUE" */
  gboolean has_stdin;
  gboolean interactive; /* somebody types: the wall limit is an idle limit */
  guint time_ms;        /* of the run; 0: the preset */
  guint64 memory;       /* of the run, bytes; 0: the preset */

  /* how results are written */
  gboolean colour; /* a tool that colours its text may */
  guint width;     /* columns for the compiler's drawings; 0: its own choice */
  gboolean intel;
  gboolean mangled;    /* leave symbol names as they are */
  gboolean unfiltered; /* leave directives and unused labels in */

  char *explain; /* (nullable): the error code to explain */
} PenOptions;

/** pen_options_new: (transfer full): all defaults. */
PenOptions *pen_options_new (void);
PenOptions *pen_options_copy (const PenOptions *options);
void pen_options_free (PenOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenOptions, pen_options_free)

/** pen_options_add_env: @entry is "NAME=VALUE". FALSE with %PEN_TOOLCHAIN_ERROR_OPTION when it is
 * not. */
gboolean pen_options_add_env (PenOptions *options, const char *entry, GError **error);

/** pen_options_add_arg: one more argument for the program. */
void pen_options_add_arg (PenOptions *options, const char *arg);

G_END_DECLS
