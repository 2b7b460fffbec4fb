/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/* One entry as a test wants it, right or wrong. What is NULL or 0 is as it should be. */
typedef struct
{
  const char *name;
  gsize name_length; /* of a name with a NUL in it */
  const char *local_name;
  const char *contents;
  GBytes *bytes; /* in the place of contents */
  gboolean deflate;
  guint method; /* what is claimed, plus one */
  guint flags;  /* added to those that are right */
  guint local_flags;
  guint host; /* what it was made on, plus one */
  guint32 mode;
  guint32 wrong_crc; /* what is added to the right one, in both places; so too for the others */
  gint32 wrong_size;
  gint32 wrong_packed;
  gint32 wrong_local_size;
  guint32 wrong_local_crc;
  gint32 wrong_offset;
  guint disk;
  const char *extra; /* as text: hexadecimal */
  const char *local_extra;
  guint descriptor; /* 12 or 16: its bytes */
  gboolean wrong_descriptor;
  gboolean wrong_mark; /* the descriptor's signature */
  const char *before_descriptor;
  gboolean wrong_signature; /* its header's */
  guint local_method;       /* plus one */
  const char *gap;          /* after it */
} ZipEntry;

/* The archive around them. */
typedef struct
{
  const char *before;
  const char *between; /* before the directory */
  const char *behind;  /* after the directory */
  const char *comment;
  const char *after; /* the end */
  guint disk;
  gint wrong_count;
  gint wrong_count_here;
  gint32 wrong_offset;
  gint32 wrong_length;
  gboolean reversed; /* the order of the directory */
} ZipFrame;

/* (transfer full): @entries ends with one without a name. @frame: (nullable) */
GBytes *zip_make (const ZipEntry *entries, const ZipFrame *frame);

/* (transfer full): raw deflate. */
GBytes *zip_deflate (const guint8 *data, gsize size);

G_END_DECLS
