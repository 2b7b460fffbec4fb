/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "file.h"
#include "text-form.h"

G_BEGIN_DECLS

struct _PenFile
{
  GObject parent_instance;

  /* owned */
  char *name;
  GBytes *bytes;           /* (nullable): what the file holds while there is no buffer of it */
  GtkSourceBuffer *buffer; /* (nullable) */
  GFile *location;         /* (nullable) */
  GFileMonitor *monitor;   /* (nullable) */
  char *etag;              /* (nullable): of what was last read or written at location */
  char *sentence;          /* (nullable) */

  PenTextForm form;
  PenFileProblem problem;
  gboolean opaque;
  gboolean unsaved; /* what the disk should hold is not there, whatever the buffer says */
  gboolean modified;
  gboolean quiet;    /* the buffer is being filled: nothing of it is news */
  int cut;           /* characters that are being deleted */
  guint serial;      /* of the contents; a save that was overtaken has not saved all */
  guint n_transfers; /* saves and reloads under way: the disk is not looked at meanwhile */
  guint check_source;
};

/** pen_file_set_unsaved: whether the disk lacks what it should hold, whatever the buffer says. */
void pen_file_set_unsaved (PenFile *self, gboolean unsaved);

/** pen_file_take_problem: @sentence: (transfer full) (nullable) */
void pen_file_take_problem (PenFile *self, PenFileProblem problem, char *sentence);

/** pen_file_watch: notices from now on what happens at its location; nowhere without one. */
void pen_file_watch (PenFile *self);

G_END_DECLS
