/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The errno of a refused form: an unknown ioctl is ENOTTY, an unknown socket family EAFNOSUPPORT.
 * Written by hand because libseccomp has no "any other form of this call"; these instructions run
 * before its program and can only refuse or pass on to it, never allow. */
#include "filter-private.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stddef.h>

static void
emit (GArray *program, guint16 code, guint8 if_true, guint8 if_false, guint32 k)
{
  struct sock_filter instruction = {code, if_true, if_false, k};

  g_array_append_val (program, instruction);
}

static void
emit_load (GArray *program, gsize offset)
{
  emit (program, BPF_LD | BPF_W | BPF_ABS, 0, 0, (guint32)offset);
}

/* Jumps whose target is not known yet; returns where, for land(). */
static guint
emit_jump (GArray *program)
{
  emit (program, BPF_JMP | BPF_JA, 0, 0, 0);
  return program->len - 1;
}

/* Makes the jump at @at end here. */
static void
land (GArray *program, guint at)
{
  g_array_index (program, struct sock_filter, at).k = program->len - at - 1;
}

static gsize
word_offset (guint arg, gboolean high)
{
  gboolean second = high == (G_BYTE_ORDER == G_LITTLE_ENDIAN);

  return offsetof (struct seccomp_data, args) + arg * sizeof (guint64) + (second ? 4 : 0);
}

/* Goes on when one of the values is met, else to the jump that is added to @misses. */
static void
emit_word (GArray *program,
           gsize offset,
           guint32 mask,
           const guint32 *values,
           guint n,
           GArray *misses)
{
  guint miss;

  emit_load (program, offset);
  if (mask != G_MAXUINT32)
    emit (program, BPF_ALU | BPF_AND | BPF_K, 0, 0, mask);
  for (guint i = 0; i < n; i++)
    /* Jumps over the comparisons that are left and over the miss. */
    emit (program, BPF_JMP | BPF_JEQ | BPF_K, (guint8)(n - i), 0, values[i]);
  miss = emit_jump (program);
  g_array_append_val (misses, miss);
}

static void
emit_rule (GArray *program, const PenFilterRule *rule, GArray *ends)
{
  static const guint32 zero = 0;
  g_autoptr (GArray) misses = g_array_new (FALSE, FALSE, sizeof (guint));
  guint end;

  for (guint i = 0; i < rule->n_tests; i++)
    {
      const PenFilterTest *test = &rule->tests[i];

      g_assert (test->n_values <= G_MAXUINT8);
      emit_word (program,
                 word_offset (test->arg, FALSE),
                 (guint32)test->mask,
                 test->values,
                 test->n_values,
                 misses);
      if (test->mask > G_MAXUINT32)
        emit_word (program,
                   word_offset (test->arg, TRUE),
                   (guint32)(test->mask >> 32),
                   &zero,
                   /* n= */ 1,
                   misses);
    }
  end = emit_jump (program);
  g_array_append_val (ends, end);
  for (guint i = 0; i < misses->len; i++)
    land (program, g_array_index (misses, guint, i));
}

static void
emit_call (GArray *program, const PenFilter *filter, const char *name, int error, GArray *ends)
{
  int number = seccomp_syscall_resolve_name (name);
  guint next;

  if (number < 0)
    return;
  emit (program, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, (guint32)number);
  next = emit_jump (program);
  for (guint i = 0; i < filter->rules->len; i++)
    {
      const PenFilterRule *rule = filter->rules->pdata[i];

      if (g_str_equal (rule->name, name))
        emit_rule (program, rule, ends);
    }
  emit (program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | ((guint32)error & SECCOMP_RET_DATA));
  land (program, next);
}

void
pen_filter_prologue_append (const PenFilter *filter, GArray *program)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GList) names = g_hash_table_get_keys (filter->otherwise);
  guint foreign;

  /* The numbers below are this architecture's; libseccomp's program deals with the others. */
  emit_load (program, offsetof (struct seccomp_data, arch));
  emit (program, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, seccomp_arch_native ());
  foreign = emit_jump (program);
  g_array_append_val (ends, foreign);
  emit_load (program, offsetof (struct seccomp_data, nr));
  names = g_list_sort (names, (GCompareFunc)g_strcmp0);
  for (GList *link = names; link != NULL; link = link->next)
    emit_call (program,
               filter,
               link->data,
               GPOINTER_TO_INT (g_hash_table_lookup (filter->otherwise, link->data)),
               ends);
  for (guint i = 0; i < ends->len; i++)
    land (program, g_array_index (ends, guint, i));
}
