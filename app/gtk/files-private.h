/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "files.h"
#include "text-form.h"

G_BEGIN_DECLS

struct _PenFiles
{
  GObject parent_instance;

  /* owned */
  GPtrArray *files;   /* (element-type PenFile) */
  GPtrArray *removed; /* (element-type PenFile): the last one last; on the disk until saved */
  GFile *base;        /* (nullable): the folder that names are relative to */
  PenSources *origin; /* (nullable) */
  char *copy_title;   /* (nullable) */
  char *title;
  GFile *location; /* (nullable) */

  gboolean single; /* what was opened is files by themselves, not the folder that they are in */
  gboolean set_changed; /* files were added or renamed since the program was saved */
  gboolean modified;
};

/** pen_files_make: (transfer full) (element-type PenFile): of @sources, with no place yet. */
GPtrArray *pen_files_make (const PenSources *sources);
/** pen_files_set_base: @base: (nullable): where it lies */
void pen_files_set_base (PenFiles *self, GFile *base, gboolean single);
/** pen_files_set_origin: @sources: (nullable): what it is a copy of. @title: (nullable) */
void pen_files_set_origin (PenFiles *self, const PenSources *sources, const char *title);
/** pen_files_replace_all: @files: (element-type PenFile): all that there is from now on */
void pen_files_replace_all (PenFiles *self, GPtrArray *files);

/** pen_files_update: title, location and modified, from all else. */
void pen_files_update (PenFiles *self);

G_END_DECLS
