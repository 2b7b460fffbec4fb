/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "filter.h"

G_BEGIN_DECLS

#define PEN_FILTER_MAX_TESTS 3
/* Arguments of type int: the kernel ignores what stands above bit 31, so the filter does too
 * (CVE-2019-10063). */
#define PEN_FILTER_INT G_GUINT64_CONSTANT (0xffffffff)
#define PEN_FILTER_POINTER G_MAXUINT64

/** PenFilterTest: argument @arg, masked by @mask, is one of @values. With a mask above 32 bits
 * there is exactly one value. */
typedef struct
{
  guint arg; /* 0…5 */
  guint64 mask;
  const guint32 *values; /* static storage */
  guint n_values;        /* ≥ 1 */
} PenFilterTest;

/** PenFilterRule: a call and, if any, the tests that all hold for it. */
typedef struct
{
  char *name;
  int error; /* -1: allowed; else the errno that the caller sees, 0 pretends success */
  guint n_tests;
  PenFilterTest tests[PEN_FILTER_MAX_TESTS];
} PenFilterRule;

struct _PenFilter
{
  GPtrArray *rules;      /* (element-type PenFilterRule) */
  GHashTable *otherwise; /* (element-type utf8 gint): name -> errno of the forms that no rule names;
                            ENOSYS for the names that are not in it */
  gboolean tolerate_foreign;
};

/** pen_filter_add: adds one rule beside those that @name already has. @name is never given both a
 * rule with tests and one without. */
void pen_filter_add (PenFilter *filter,
                     const char *name,
                     int error,
                     const PenFilterTest *tests,
                     guint n_tests);
/** pen_filter_set_otherwise: the errno of the forms of @name that no rule names. */
void pen_filter_set_otherwise (PenFilter *filter, const char *name, int error);

/** pen_filter_prologue_append: appends to @program (element-type struct sock_filter) the
 * instructions that give refused forms their own errno; see filter-prologue.c. */
void pen_filter_prologue_append (const PenFilter *filter, GArray *program);

G_END_DECLS
