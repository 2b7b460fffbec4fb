/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of limits: what its rows must be to each other. */
#include "jail-limits.h"

#define MIB (G_GUINT64_CONSTANT (1) << 20)
#define N_PRESETS (PEN_LIMITS_RUN_LAN + 1)

static void
test_every_preset (void)
{
  for (guint i = 0; i < N_PRESETS; i++)
    {
      PenLimits limits = pen_limits_get_preset ((PenLimitsPreset)i);

      g_test_message ("preset %u", i);
      g_assert_cmpuint (limits.wall_ms, >, 0);
      g_assert_cmpuint (limits.idle_ms, ==, 0); /* only where somebody types */
      g_assert_cmpuint (limits.cpu_ms, >, 0);
      g_assert_cmpuint (limits.memory, >, 0);
      g_assert_cmpuint (limits.processes, >=, 16);
      g_assert_cmpuint (limits.open_files, >=, 64);
      g_assert_cmpuint (limits.inodes, >, 0);
      g_assert_cmpuint (limits.output_volume, >, 0);
      /* What fits into no directory could never be written, and files in memory are memory. */
      g_assert_cmpuint (limits.file_size, <=, MAX (limits.tmp_size, limits.job_size));
      g_assert_cmpuint (limits.shm_size, <, limits.memory);
      g_assert_cmpuint (limits.artifact_size, >, 0);
      if (limits.address_space != 0)
        g_assert_cmpuint (limits.address_space, >=, 4 * limits.memory);
    }
}

static void
assert_not_more (const PenLimits *less, const PenLimits *more)
{
  g_assert_cmpuint (less->cpu_ms, <=, more->cpu_ms);
  g_assert_cmpuint (less->memory, <=, more->memory);
  g_assert_cmpuint (less->processes, <=, more->processes);
  g_assert_cmpuint (less->open_files, <=, more->open_files);
  g_assert_cmpuint (less->file_size, <=, more->file_size);
  g_assert_cmpuint (less->tmp_size, <=, more->tmp_size);
  g_assert_cmpuint (less->job_size, <=, more->job_size);
  g_assert_cmpuint (less->shm_size, <=, more->shm_size);
  g_assert_cmpuint (less->inodes, <=, more->inodes);
  g_assert_cmpuint (less->output_volume, <=, more->output_volume);
  g_assert_cmpuint (less->artifact_size, <=, more->artifact_size);
}

static void
test_order (void)
{
  static const PenLimitsPreset order[] = {PEN_LIMITS_RUN_LAN,
                                          PEN_LIMITS_RUN,
                                          PEN_LIMITS_COMPILE,
                                          PEN_LIMITS_CARGO,
                                          PEN_LIMITS_STD};

  for (gsize i = 1; i < G_N_ELEMENTS (order); i++)
    {
      PenLimits less = pen_limits_get_preset (order[i - 1]);
      PenLimits more = pen_limits_get_preset (order[i]);

      g_test_message ("preset %u has no more than %u", order[i - 1], order[i]);
      assert_not_more (&less, &more);
    }
}

/* Numbers that people are told. */
static void
test_promises (void)
{
  PenLimits compile = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  PenLimits run = pen_limits_get_preset (PEN_LIMITS_RUN);
  PenLimits lan = pen_limits_get_preset (PEN_LIMITS_RUN_LAN);

  g_assert_cmpuint (run.wall_ms, ==, 10 * 1000);
  g_assert_cmpuint (run.memory, ==, 512 * MIB);
  g_assert_cmpuint (run.output_volume, ==, 1024 * MIB);
  g_assert_cmpuint (run.artifact_size, ==, 64 * MIB);
  g_assert_cmpuint (compile.address_space, ==, 0); /* rustc reserves far more than it uses */
  g_assert_cmpuint (compile.wall_ms, >, run.wall_ms);
  g_assert_cmpuint (lan.cpu_ms, ==, 5 * 1000);
  g_assert_cmpuint (lan.output_volume, ==, 8 * MIB);
}

static void
test_halving (void)
{
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  PenLimits whole = limits;

  pen_limits_halve_memory (&limits);
  g_assert_cmpuint (limits.memory, ==, 256 * MIB);
  limits.memory = whole.memory;
  g_assert_cmpuint (limits.wall_ms, ==, whole.wall_ms);
  assert_not_more (&limits, &whole);
  assert_not_more (&whole, &limits);
}

static void
test_interactive (void)
{
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  PenLimits before = limits;

  pen_limits_set_interactive (&limits, 300 * 1000);
  g_assert_cmpuint (limits.wall_ms, ==, 0);
  g_assert_cmpuint (limits.idle_ms, ==, 300 * 1000);
  g_assert_cmpuint (limits.cpu_ms, ==, before.cpu_ms);
  g_assert_cmpuint (limits.memory, ==, before.memory);
}

/* Of a number that is no preset the strictest comes. */
static void
test_unknown (void)
{
  PenLimits limits;

  g_test_expect_message ("playpen-sandbox", G_LOG_LEVEL_CRITICAL, "*G_N_ELEMENTS*");
  limits = pen_limits_get_preset ((PenLimitsPreset)N_PRESETS);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (limits.memory, ==, 256 * MIB);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/jail-limits/every-preset-bounds", test_every_preset);
  g_test_add_func ("/sandbox/jail-limits/trusts-programs-least", test_order);
  g_test_add_func ("/sandbox/jail-limits/keeps-what-is-promised", test_promises);
  g_test_add_func ("/sandbox/jail-limits/halves-memory-alone", test_halving);
  g_test_add_func ("/sandbox/jail-limits/waits-for-who-types", test_interactive);
  g_test_add_func ("/sandbox/jail-limits/is-strict-with-the-unknown", test_unknown);
  return g_test_run ();
}
