/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The system call filter as a value: rules go in, libseccomp turns them into the kernel's program.
 * What the rules are stands in filter-policy.c. */
#include "filter-private.h"
#include "sandbox-error.h"

#include <errno.h>
#include <linux/filter.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (scmp_filter_ctx, seccomp_release, NULL)

static void
rule_free (PenFilterRule *rule)
{
  g_free (rule->name);
  g_free (rule);
}

PenFilter *
pen_filter_new_empty (void)
{
  PenFilter *filter = g_new0 (PenFilter, 1);

  filter->rules = g_ptr_array_new_with_free_func ((GDestroyNotify)rule_free);
  filter->otherwise = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return filter;
}

void
pen_filter_free (PenFilter *filter)
{
  if (filter == NULL)
    return;
  g_ptr_array_unref (filter->rules);
  g_hash_table_unref (filter->otherwise);
  g_free (filter);
}

void
pen_filter_add (PenFilter *filter,
                const char *name,
                int error,
                const PenFilterTest *tests,
                guint n_tests)
{
  PenFilterRule *rule = g_new0 (PenFilterRule, 1);

  g_assert (n_tests <= PEN_FILTER_MAX_TESTS);
  rule->name = g_strdup (name);
  rule->error = error;
  rule->n_tests = n_tests;
  for (guint i = 0; i < n_tests; i++)
    {
      g_assert (tests[i].n_values == 1 || (tests[i].n_values > 1 && tests[i].mask <= G_MAXUINT32));
      rule->tests[i] = tests[i];
    }
  g_ptr_array_add (filter->rules, rule);
}

void
pen_filter_set_otherwise (PenFilter *filter, const char *name, int error)
{
  g_hash_table_insert (filter->otherwise, g_strdup (name), GINT_TO_POINTER (error));
}

static void
drop_rules (PenFilter *filter, const char *name)
{
  for (guint i = filter->rules->len; i > 0; i--)
    {
      const PenFilterRule *rule = filter->rules->pdata[i - 1];

      if (g_str_equal (rule->name, name))
        g_ptr_array_remove_index (filter->rules, i - 1);
    }
  g_hash_table_remove (filter->otherwise, name);
}

void
pen_filter_allow (PenFilter *filter, const char *name)
{
  g_return_if_fail (filter != NULL && name != NULL);

  drop_rules (filter, name);
  pen_filter_add (filter, name, /* error= */ -1, NULL, 0);
}

void
pen_filter_refuse (PenFilter *filter, const char *name, int error)
{
  g_return_if_fail (filter != NULL && name != NULL && error > 0);

  drop_rules (filter, name);
  pen_filter_add (filter, name, error, NULL, 0);
}

void
pen_filter_tolerate_foreign (PenFilter *filter)
{
  g_return_if_fail (filter != NULL);

  filter->tolerate_foreign = TRUE;
}

/* One libseccomp rule for each combination of the tests' values. */
static int
add_combinations (scmp_filter_ctx context, int number, guint32 action, const PenFilterRule *rule)
{
  guint n_combinations = 1;

  for (guint i = 0; i < rule->n_tests; i++)
    n_combinations *= rule->tests[i].n_values;
  for (guint combination = 0; combination < n_combinations; combination++)
    {
      struct scmp_arg_cmp comparisons[PEN_FILTER_MAX_TESTS] = {0};
      guint rest = combination;
      int result;

      for (guint i = 0; i < rule->n_tests; i++)
        {
          const PenFilterTest *test = &rule->tests[i];

          comparisons[i].arg = test->arg;
          comparisons[i].op = SCMP_CMP_MASKED_EQ;
          comparisons[i].datum_a = test->mask;
          comparisons[i].datum_b = test->values[rest % test->n_values];
          rest /= test->n_values;
        }
      result = seccomp_rule_add_array (context, action, number, rule->n_tests, comparisons);
      if (result != 0 && result != -EEXIST)
        return result;
    }
  return 0;
}

static gboolean
add_rules (scmp_filter_ctx context, const PenFilter *filter, GError **error)
{
  for (guint i = 0; i < filter->rules->len; i++)
    {
      const PenFilterRule *rule = filter->rules->pdata[i];
      int number = seccomp_syscall_resolve_name (rule->name);
      guint32 action = rule->error < 0 ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO (rule->error);
      int result;

      /* Negative: this libseccomp or this architecture does not know the call. The default
       * holds then. It also holds for ENOSYS, as libseccomp refuses a rule that is its default. */
      if (number < 0 || rule->error == ENOSYS)
        continue;
      result = add_combinations (context, number, action, rule);
      if (result != 0)
        {
          g_set_error (error,
                       PEN_SANDBOX_ERROR,
                       PEN_SANDBOX_ERROR_SETUP,
                       "The system call filter could not be made: libseccomp refuses the rule "
                       "for “%s” (%s).",
                       rule->name,
                       g_strerror (-result));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_into (int fd, GArray *program)
{
  off_t size = lseek (fd, 0, SEEK_END);
  guint old_len = program->len;

  if (size <= 0 || size % (off_t)sizeof (struct sock_filter) != 0)
    return FALSE;
  g_array_set_size (program, old_len + (guint)((gsize)size / sizeof (struct sock_filter)));
  return pread (fd, &g_array_index (program, struct sock_filter, old_len), (gsize)size, 0) == size;
}

/* libseccomp writes its program to a file only; a memfd never touches a disk. */
static gboolean
export_into (scmp_filter_ctx context, GArray *program)
{
  int fd = memfd_create ("filter", MFD_CLOEXEC);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = seccomp_export_bpf (context, fd) == 0 && read_into (fd, program);
  close (fd);
  return ok;
}

GBytes *
pen_filter_export (const PenFilter *filter, GError **error)
{
  g_auto (scmp_filter_ctx) context = seccomp_init (SCMP_ACT_ERRNO (ENOSYS));
  g_autoptr (GArray) program = g_array_new (FALSE, TRUE, sizeof (struct sock_filter));
  guint32 foreign = SCMP_ACT_KILL_PROCESS;
  gsize size;

  g_return_val_if_fail (filter != NULL, NULL);

  if (filter->tolerate_foreign)
    foreign = SCMP_ACT_ERRNO (ENOSYS);
  if (context == NULL || seccomp_attr_set (context, SCMP_FLTATR_ACT_BADARCH, foreign) != 0)
    {
      g_set_error_literal (error,
                           PEN_SANDBOX_ERROR,
                           PEN_SANDBOX_ERROR_SETUP,
                           "The system call filter could not be made: libseccomp does not know "
                           "this machine's architecture.");
      return NULL;
    }
  if (!add_rules (context, filter, error))
    return NULL;
  pen_filter_prologue_append (filter, program);
  if (!export_into (context, program) || program->len > BPF_MAXINSNS)
    {
      g_set_error_literal (error,
                           PEN_SANDBOX_ERROR,
                           PEN_SANDBOX_ERROR_SETUP,
                           "The system call filter could not be made: libseccomp could not "
                           "write it, or it is larger than the kernel takes.");
      return NULL;
    }
  size = program->len * sizeof (struct sock_filter);
  return g_bytes_new_take (g_array_free (g_steal_pointer (&program), FALSE), size);
}
