/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A machine whose toolchains are shell scripts in a tree of the test's own: they come, go, lie and
 * crash; and once the real one. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "jail-run.h"
#include "kitchen.h"
#include "stand-in.h"

typedef struct
{
  TestStandIn *place;
  PenMachine *machine;
  guint n_toolchains; /* times that each was notified */
  guint n_ready;
} Fixture;

static void
count (PenMachine *machine, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
open_machine (Fixture *fixture)
{
  fixture->machine = test_stand_in_new_machine (fixture->place);
  g_signal_connect (fixture->machine,
                    "notify::toolchains",
                    G_CALLBACK (count),
                    &fixture->n_toolchains);
  g_signal_connect (fixture->machine, "notify::ready", G_CALLBACK (count), &fixture->n_ready);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->place = test_stand_in_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->machine != NULL)
    g_assert_finalize_object (fixture->machine);
  test_stand_in_free (fixture->place);
}

static gboolean
is_idle (gpointer data)
{
  return !pen_machine_get_busy (data);
}

static void
wait_idle (Fixture *fixture)
{
  g_assert_true (test_wait_until (is_idle, fixture->machine, 40));
}

static gboolean
can_run (gpointer data)
{
  return pen_machine_get_can_run (data);
}

static gboolean
cannot_run (gpointer data)
{
  return !pen_machine_get_can_run (data);
}

static PenProgram *
new_program (const char *text)
{
  PenProgram *program = pen_program_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (pen_program_add_text (program, bytes, NULL));
  return program;
}

static void
assert_toolchain (Fixture *fixture, const char *channel, const char *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenToolchain) toolchain =
      pen_machine_dup_toolchain (fixture->machine, channel, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (pen_toolchain_get_version (toolchain), ==, version);
}

static void
assert_no_toolchain (Fixture *fixture, GQuark domain, int code, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pen_machine_dup_toolchain (fixture->machine, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, word));
}

/* --- What is known when --- */

static void
test_start (Fixture *fixture, gconstpointer data)
{
  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 0");
  test_stand_in_put (fixture->place, "rust-b", "1.82.0", "exit 0");
  open_machine (fixture);
  g_assert_false (pen_machine_get_ready (fixture->machine));
  g_assert_true (pen_machine_get_busy (fixture->machine));
  g_assert_false (pen_machine_get_can_run (fixture->machine));
  g_assert_null (pen_machine_get_toolchains (fixture->machine));
  assert_no_toolchain (fixture, G_IO_ERROR, G_IO_ERROR_BUSY, "in a moment");
  wait_idle (fixture);
  g_assert_cmpuint (fixture->n_ready, ==, 1);
  g_assert_true (pen_machine_get_can_run (fixture->machine));
  g_assert_null (pen_machine_get_problem (fixture->machine));
  assert_toolchain (fixture, NULL, "1.82.0");
  assert_toolchain (fixture, "1.80", "1.80.0");
}

static void
test_no_toolchain (Fixture *fixture, gconstpointer data)
{
  open_machine (fixture);
  wait_idle (fixture);
  g_assert_true (pen_machine_get_ready (fixture->machine));
  g_assert_false (pen_machine_get_can_run (fixture->machine));
  g_assert_nonnull (strstr (pen_machine_get_problem (fixture->machine), "apt install"));
  assert_no_toolchain (fixture,
                       PEN_TOOLCHAIN_ERROR,
                       PEN_TOOLCHAIN_ERROR_MISSING,
                       "No Rust is installed");
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_machine_refresh_finish (PEN_MACHINE (source), result, &error));
  g_assert_no_error (error);
  (*(guint *)data)++;
}

static gboolean
has_three (gpointer data)
{
  return *(guint *)data >= 3;
}

/* Nothing new: nobody is told. Everybody who waits gets an answer that is not older than the
 * question. */
static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  guint answers = 0;

  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 0");
  open_machine (fixture);
  wait_idle (fixture);
  g_assert_cmpuint (fixture->n_toolchains, ==, 1);
  pen_machine_refresh_async (fixture->machine, on_answer, &answers);
  test_stand_in_put (fixture->place, "rust-c", "1.83.0", "exit 0");
  pen_machine_refresh_async (fixture->machine, on_answer, &answers);
  pen_machine_refresh_async (fixture->machine, on_answer, &answers);
  g_assert_true (test_wait_until (has_three, &answers, 40));
  assert_toolchain (fixture, NULL, "1.83.0");
  wait_idle (fixture);
  g_assert_cmpuint (fixture->n_toolchains, ==, 2);
  g_assert_cmpuint (fixture->n_ready, ==, 1);
}

/* --- What comes and goes --- */

static void
test_appears (Fixture *fixture, gconstpointer data)
{
  open_machine (fixture);
  wait_idle (fixture);
  g_assert_false (pen_machine_get_can_run (fixture->machine));
  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 0");
  g_assert_true (test_wait_until (can_run, fixture->machine, 40));
  g_assert_null (pen_machine_get_problem (fixture->machine));
  assert_toolchain (fixture, NULL, "1.80.0");
}

static void
test_vanishes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = new_program ("fn main() {}\n");
  g_autoptr (GError) error = NULL;

  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 0");
  open_machine (fixture);
  wait_idle (fixture);
  test_stand_in_remove (fixture->place, "rust-a");
  /* At once, before anybody could notice. */
  g_assert_true (pen_machine_get_can_run (fixture->machine));
  g_assert_null (pen_machine_new_job (fixture->machine, program, PEN_ACTION_RUN, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "1.80.0 (rust-a) is no longer in"));
  g_assert_true (test_wait_until (cannot_run, fixture->machine, 40));
  g_assert_nonnull (strstr (pen_machine_get_problem (fixture->machine), "No Rust is installed"));
}

/* Nobody asked for a job: it is noticed all the same. */
static void
test_vanishes_unseen (Fixture *fixture, gconstpointer data)
{
  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 0");
  open_machine (fixture);
  wait_idle (fixture);
  test_stand_in_remove (fixture->place, "rust-a");
  g_assert_true (test_wait_until (cannot_run, fixture->machine, 40));
}

/* Its compiler is there before what that needs is. */
static void
test_installation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *marker = g_build_filename (fixture->place->opt, "rust-a", "bin", "done", NULL);

  open_machine (fixture);
  wait_idle (fixture);
  test_stand_in_put_raw (fixture->place,
                         "rust-a",
                         "#!/bin/sh\n[ -e /toolchain/bin/done ] || exit 1\n"
                         "printf 'rustc\\nhost: x86_64-unknown-linux-gnu\\nrelease: 1.80.0\\n'\n");
  while (fixture->n_toolchains < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (pen_machine_get_can_run (fixture->machine));
  g_assert_true (g_file_set_contents (marker, "", 0, NULL));
  g_assert_true (test_wait_until (can_run, fixture->machine, 40));
}

/* --- Jobs --- */

static gboolean
has_ended (gpointer data)
{
  return pen_job_get_ended (data);
}

static PenJob *
run (Fixture *fixture, const PenProgram *program, PenAction action)
{
  g_autoptr (GError) error = NULL;
  PenJob *job = pen_machine_new_job (fixture->machine, program, action, &error);

  g_assert_no_error (error);
  g_assert_true (pen_job_start (job, &error));
  g_assert_no_error (error);
  pen_job_close_stdin (job);
  g_assert_true (test_wait_until (has_ended, job, 40));
  return job;
}

static void
test_notes_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = new_program ("fn main() {}\n");
  g_autoptr (PenJob) job = NULL;
  g_autofree char *text = NULL;

  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "echo said >&2");
  open_machine (fixture);
  wait_idle (fixture);
  g_ptr_array_add (program->notes, g_strdup ("First note."));
  g_ptr_array_add (program->notes, g_strdup ("Second note."));
  job = run (fixture, program, PEN_ACTION_CHECK);
  text = pen_transcript_dup_all_text (pen_job_get_transcript (job));
  g_assert_true (g_str_has_prefix (text, "First note.\nSecond note.\n"));
  g_assert_nonnull (strstr (text, "said"));
}

static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = new_program ("fn main() {}\n");
  g_autoptr (GError) error = NULL;

  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 0");
  open_machine (fixture);
  wait_idle (fixture);
  program->options->edition = 2024; /* 1.85 brings it */
  g_assert_null (pen_machine_new_job (fixture->machine, program, PEN_ACTION_RUN, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING);
  g_clear_error (&error);
  program->options->edition = 0;
  program->channel = g_strdup ("nightly");
  g_assert_null (pen_machine_new_job (fixture->machine, program, PEN_ACTION_RUN, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING);
}

/* The machine may go before its jobs do, and they before it. */
static void
test_order_of_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = new_program ("fn main() {}\n");
  g_autoptr (PenJob) job = NULL;
  g_autoptr (PenJob) dropped = NULL;

  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 0");
  open_machine (fixture);
  wait_idle (fixture);
  dropped = pen_machine_new_job (fixture->machine, program, PEN_ACTION_CHECK, NULL);
  g_clear_object (&dropped);
  job = pen_machine_new_job (fixture->machine, program, PEN_ACTION_CHECK, NULL);
  g_clear_object (&fixture->machine);
  g_assert_true (pen_job_start (job, NULL));
  g_assert_true (test_wait_until (has_ended, job, 40));
}

static void
test_real (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = new_program ("fn main() { println!(\"out\"); }\n");
  g_autoptr (PenToolchain) toolchain = test_kitchen_find_system ();
  g_autoptr (PenJob) job = NULL;
  g_autofree char *text = NULL;

  if (toolchain == NULL)
    return;
  fixture->machine = pen_machine_new_in ("/usr", fixture->place->home, fixture->place->opt);
  wait_idle (fixture);
  job = run (fixture, program, PEN_ACTION_AUTO);
  text = pen_transcript_dup_text (pen_job_get_transcript (job), PEN_OUTPUT_STDOUT);
  g_assert_cmpstr (text, ==, "out\n");
}

/* --- Looking at all of it --- */

typedef struct
{
  guint n;
  const PenProbe *probe;
} Probing;

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  Probing *probing = data;

  probing->n++;
  probing->probe = pen_machine_probe_finish (PEN_MACHINE (source), result);
}

static gboolean
has_probed_twice (gpointer data)
{
  return ((Probing *)data)->n == 2;
}

static void
test_probe (Fixture *fixture, gconstpointer data)
{
  Probing probing = {0};
  guint notified = 0;

  open_machine (fixture);
  g_assert_false (pen_machine_get_probe (fixture->machine)->full);
  g_signal_connect (fixture->machine, "notify::probe", G_CALLBACK (count), &notified);
  pen_machine_probe_async (fixture->machine, on_probed, &probing);
  pen_machine_probe_async (fixture->machine, on_probed, &probing); /* the same look */
  g_assert_true (test_wait_until (has_probed_twice, &probing, 40));
  g_assert_true (probing.probe->full);
  g_assert_cmpint (probing.probe->verdict, ==, PEN_PROBE_OK);
  g_assert_true (probing.probe == pen_machine_get_probe (fixture->machine));
  wait_idle (fixture);
  pen_machine_refresh (fixture->machine);
  wait_idle (fixture);
  g_assert_true (pen_machine_get_probe (fixture->machine)->full);
  g_assert_cmpuint (notified, ==, 1);
}

static void
on_built (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pen_machine_build_target_std_finish (PEN_MACHINE (source), result, &error));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    ((guint *)data)[1]++;
  ((guint *)data)[0]++;
}

/* What cannot be built is not asked for; of two builds the second waits or is refused. */
static void
test_target_std (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenToolchain) a = NULL;
  g_autoptr (PenToolchain) b = NULL;
  guint answers[2] = {0, 0};

  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exit 1");
  test_stand_in_put (fixture->place, "rust-b", "1.81.0", "exit 1");
  open_machine (fixture);
  wait_idle (fixture);
  a = pen_machine_dup_toolchain (fixture->machine, "1.80.0", NULL);
  b = pen_machine_dup_toolchain (fixture->machine, "1.81.0", NULL);
  g_assert_false (pen_machine_needs_target_std (fixture->machine, a, PEN_ACTION_WASM));
  g_assert_null (pen_machine_get_target_std_progress (fixture->machine));
  pen_machine_build_target_std_async (fixture->machine, a, NULL, on_built, answers);
  pen_machine_build_target_std_async (fixture->machine, a, NULL, on_built, answers);
  pen_machine_build_target_std_async (fixture->machine, b, NULL, on_built, answers);
  g_assert_true (test_wait_until (has_three, answers, 40));
  g_assert_cmpuint (answers[1], ==, 1);
  g_assert_null (pen_machine_get_target_std_progress (fixture->machine));
}

#define add(name, test) g_test_add ("/core/machine/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("asks-from-the-start", test_start);
  add ("says-how-to-get-rust", test_no_toolchain);
  add ("answers-everybody", test_refresh);
  add ("notices-what-appears", test_appears);
  add ("says-what-vanished", test_vanishes);
  add ("notices-what-vanishes", test_vanishes_unseen);
  add ("waits-for-an-installation", test_installation);
  add ("says-a-programs-notes-first", test_notes_first);
  add ("refuses-what-cannot-be", test_refuses);
  add ("may-end-before-its-jobs", test_order_of_ends);
  add ("runs-a-real-program", test_real);
  add ("looks-at-jails-once", test_probe);
  add ("builds-one-std-at-a-time", test_target_std);
  return g_test_run ();
}
