/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "cgroup.h"
#include "event.h"
#include "frame.h"
#include "jail-limits.h"

G_BEGIN_DECLS

/** PenReport: everything that is known when a jail has ended. Borrowed pointers; a plain value. */
typedef struct
{
  PenLimits limits;
  gboolean started;
  gboolean exited;                /* init reported the program's end */
  struct pen_frame_exited exit;   /* when exited */
  struct pen_frame_failed failed; /* step 0: none */
  PenCause ended_by;              /* what the outside ended it for; EXITED: for nothing */
  guint64 ended_by_limit;
  const PenCgroupJob *cgroup;   /* (nullable) */
  const GByteArray *setup_text; /* what bubblewrap printed before init spoke */
} PenReport;

/** pen_judge: why it ended. @ret_ending: its message, if any, is the caller's to free; its wall
 * time is left alone. */
void pen_judge (const PenReport *report, PenEnding *ret_ending);

G_END_DECLS
