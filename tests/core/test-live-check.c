/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Checks while somebody writes: the "compiler" is a shell that runs the "program", so that each
 * text says what is found in it, hangs or crashes; and once the real one. */
#include <string.h>

#include "jail-run.h"
#include "kitchen.h"
#include "stand-in.h"

typedef struct
{
  TestStandIn *place;
  PenMachine *machine;
  PenLiveCheck *check;
  char *text;         /* the program, as it is now */
  char *build_script; /* (nullable): a second file of it */
  guint n_wanted;
  guint n_changes;   /* items-changed */
  guint fewest;      /* items at any of them */
  gint64 wanted_at;  /* µs */
  gint64 changed_at; /* µs */
} Fixture;

static void
on_wanted (PenLiveCheck *check, Fixture *fixture)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (fixture->text, strlen (fixture->text));

  g_assert_true (pen_sources_add (program->sources, "src/main.rs", bytes, NULL));
  if (fixture->build_script != NULL)
    {
      g_autoptr (GBytes) more = g_bytes_new (fixture->build_script, strlen (fixture->build_script));

      g_assert_true (pen_sources_add (program->sources, "build.rs", more, NULL));
    }
  fixture->n_wanted++;
  fixture->wanted_at = g_get_monotonic_time ();
  pen_live_check_begin (check, program);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  fixture->n_changes++;
  fixture->fewest = MIN (fixture->fewest, g_list_model_get_n_items (model));
  fixture->changed_at = g_get_monotonic_time ();
}

static void
open_check (Fixture *fixture, PenMachine *machine)
{
  fixture->machine = machine;
  fixture->check = pen_live_check_new (machine);
  fixture->fewest = G_MAXUINT;
  g_signal_connect (fixture->check, "wanted", G_CALLBACK (on_wanted), fixture);
  g_signal_connect (pen_live_check_get_diagnostics (fixture->check),
                    "items-changed",
                    G_CALLBACK (on_items_changed),
                    fixture);
}

static void
put_shell (Fixture *fixture)
{
  test_stand_in_put (fixture->place, "rust-a", "1.80.0", "exec sh src/main.rs");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->place = test_stand_in_new ();
  if (data == NULL)
    put_shell (fixture);
  open_check (fixture, test_stand_in_new_machine (fixture->place));
}

static void
close_check (Fixture *fixture)
{
  g_assert_finalize_object (fixture->check);
  g_assert_finalize_object (fixture->machine);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->check != NULL)
    close_check (fixture);
  test_stand_in_free (fixture->place);
  g_free (fixture->text);
  g_free (fixture->build_script);
}

static void
type (Fixture *fixture, const char *text)
{
  g_free (fixture->text);
  fixture->text = g_strdup (text);
  pen_live_check_touch (fixture->check);
}

static gboolean
is_idle (gpointer data)
{
  const Fixture *fixture = data;

  return fixture->n_wanted > 0 && !pen_live_check_get_checking (fixture->check);
}

static gboolean
is_checking (gpointer data)
{
  return pen_live_check_get_checking (((Fixture *)data)->check);
}

/* Types it, and waits for what is found in it. */
static void
check (Fixture *fixture, const char *text)
{
  type (fixture, text);
  fixture->n_wanted = 0;
  g_assert_true (test_wait_until (is_idle, fixture, 40));
}

/* The messages, a line each. */
static void
assert_found (Fixture *fixture, const char *expected)
{
  GListModel *model = pen_live_check_get_diagnostics (fixture->check);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (model, i);

      g_string_append_printf (text,
                              "%s%s %s",
                              i > 0 ? "|" : "",
                              pen_level_to_string (pen_diagnostic_get_level (diagnostic)),
                              pen_diagnostic_get_message (diagnostic));
    }
  if (pen_live_check_get_problem (fixture->check) != NULL)
    g_test_message ("%s", pen_live_check_get_problem (fixture->check));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_problem (Fixture *fixture, const char *word)
{
  const char *problem = pen_live_check_get_problem (fixture->check);

  g_assert_nonnull (problem);
  g_assert_nonnull (strstr (problem, word));
  assert_found (fixture, "");
}

/* What a program writes so that something is found in it. */
#define SAY(level, message)                                                                        \
  "printf '%s\\n' '{\"$message_type\":\"diagnostic\",\"message\":\"" message                       \
  "\",\"code\":null,\"level\":\"" level "\",\"spans\":[],\"children\":[],\"rendered\":\"" message  \
  "\\n\"}' >&2\n"
#define SUMMARY SAY ("error", "aborting due to 1 previous error")
#define FAIL SUMMARY "exit 1\n"
#define PANIC "echo \"thread 'rustc' panicked at compiler/x.rs:1:1:\" >&2\n"

/* --- What is found --- */

static void
test_finds (Fixture *fixture, gconstpointer data)
{
  check (fixture, SAY ("warning", "odd") SAY ("error", "wrong") SAY ("error", "bad") FAIL);
  assert_found (fixture, "warning odd|error wrong|error bad");
  g_assert_cmpuint (pen_live_check_get_n_errors (fixture->check), ==, 2);
  g_assert_cmpuint (pen_live_check_get_n_warnings (fixture->check), ==, 1);
  g_assert_false (pen_live_check_get_has_more (fixture->check));
  g_assert_null (pen_live_check_get_problem (fixture->check));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  check (fixture, "exit 0");
  assert_found (fixture, "");
  g_assert_cmpuint (pen_live_check_get_n_errors (fixture->check), ==, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  check (fixture, "exit 0");
  g_assert_cmpuint (fixture->n_changes, ==, 2); /* nothing to nothing is no change */
}

/* From one check to the next the list never becomes empty. */
static void
test_no_flicker (Fixture *fixture, gconstpointer data)
{
  check (fixture, SAY ("error", "one") FAIL);
  type (fixture, SAY ("error", "two") FAIL);
  assert_found (fixture, "error one");
  g_assert_true (test_wait_until (is_checking, fixture, 40));
  assert_found (fixture, "error one");
  fixture->n_wanted = 1;
  g_assert_true (test_wait_until (is_idle, fixture, 40));
  assert_found (fixture, "error two");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_cmpuint (fixture->fewest, ==, 1);
}

/* --- When it checks --- */

static gboolean
has_typed (gpointer data)
{
  return --*(int *)data <= 0;
}

static void
test_pause (Fixture *fixture, gconstpointer data)
{
  gint64 last = 0;
  int turns;

  pen_live_check_set_pause (fixture->check, 400);
  for (guint i = 0; i < 20; i++)
    {
      type (fixture, SAY ("error", "one") FAIL);
      last = g_get_monotonic_time ();
      turns = 3;
      test_wait_until (has_typed, &turns, 1);
    }
  g_assert_cmpuint (fixture->n_wanted, <=, 1); /* more only if this machine took a nap */
  fixture->n_wanted = 0;
  g_assert_true (test_wait_until (is_idle, fixture, 40));
  g_assert_cmpuint (fixture->n_wanted, ==, 1);
  g_assert_cmpint (fixture->wanted_at - last, >=, 390 * 1000);
}

/* A text that hangs the compiler does not keep the next one waiting, and is never heard of. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  gint64 before;

  type (fixture, SAY ("error", "old") "sleep 77; exit 1");
  g_assert_true (test_wait_until (is_checking, fixture, 40));
  before = g_get_monotonic_time ();
  check (fixture, SAY ("error", "new") FAIL);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
  assert_found (fixture, "error new");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_null (pen_live_check_get_problem (fixture->check));
}

/* The owner may also begin by itself; what is running is stopped, and the text asked for again. */
static void
test_begin (Fixture *fixture, gconstpointer data)
{
  fixture->text = g_strdup ("sleep 77; exit 1");
  on_wanted (fixture->check, fixture); /* before the machine is ready */
  g_assert_false (pen_live_check_get_checking (fixture->check));
  g_assert_true (test_wait_until (is_checking, fixture, 40));
  g_assert_cmpuint (fixture->n_wanted, ==, 2);
  g_free (fixture->text);
  fixture->text = g_strdup (SAY ("error", "new") FAIL);
  on_wanted (fixture->check, fixture);
  g_assert_true (test_wait_until (is_idle, fixture, 40));
  assert_found (fixture, "error new");
  g_assert_cmpuint (fixture->n_wanted, ==, 4);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  check (fixture, SAY ("error", "one") FAIL);
  type (fixture, "sleep 77; exit 1");
  g_assert_true (test_wait_until (is_checking, fixture, 40));
  pen_live_check_stop (fixture->check);
  g_assert_true (test_wait_until (is_idle, fixture, 40));
  assert_found (fixture, "error one");
  g_assert_null (pen_live_check_get_problem (fixture->check));
  pen_live_check_clear (fixture->check);
  assert_found (fixture, "");
}

static gboolean
has_no_children (gpointer data)
{
  g_autofree char *children = NULL;

  return g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL) &&
         children[0] == '\0';
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  type (fixture, "sleep 77");
  g_assert_true (test_wait_until (is_checking, fixture, 40));
  close_check (fixture);
  fixture->check = NULL;
  g_assert_true (test_wait_until (has_no_children, NULL, 10));
}

/* --- What goes wrong --- */

static void
test_crash (Fixture *fixture, gconstpointer data)
{
  check (fixture, SAY ("error", "one") FAIL);
  check (fixture, SAY ("error", "one") SAY ("error", "two") PANIC "exit 101\n");
  assert_problem (fixture, "compiler itself crashed");
  g_assert_cmpuint (pen_live_check_get_n_errors (fixture->check), ==, 0);
  check (fixture, SAY ("error", "three") FAIL);
  assert_found (fixture, "error three");
  g_assert_null (pen_live_check_get_problem (fixture->check));
  check (fixture, SAY ("error: internal compiler error", "oh") "exit 101\n");
  assert_problem (fixture, "compiler itself crashed");
  check (fixture, SAY ("error", "one") "kill -SEGV $$\n");
  assert_problem (fixture, "compiler");
}

/* It refused without a word that could be shown at a place. */
static void
test_dumb (Fixture *fixture, gconstpointer data)
{
  check (fixture, "echo '{\"message\": oh' >&2; exit 1");
  assert_problem (fixture, "could not check");
}

/* More than anybody reads: the compiler is not left to say it all. */
static void
test_flood (Fixture *fixture, gconstpointer data)
{
  gint64 before = g_get_monotonic_time ();

  check (fixture, "while :; do\n" SAY ("error", "again") "done\n");
  g_assert_cmpint (g_get_monotonic_time () - before, <, 20 * G_USEC_PER_SEC);
  g_assert_cmpuint (g_list_model_get_n_items (pen_live_check_get_diagnostics (fixture->check)),
                    ==,
                    PEN_TRANSCRIPT_MAX_DIAGNOSTICS);
  g_assert_true (pen_live_check_get_has_more (fixture->check));
  g_assert_null (pen_live_check_get_problem (fixture->check));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static gboolean
has_found (gpointer data)
{
  return ((Fixture *)data)->n_changes > 0;
}

static gboolean
has_problem (gpointer data)
{
  return pen_live_check_get_problem (((Fixture *)data)->check) != NULL;
}

/* Nobody touches anything: it is checked once there is a compiler, and the other way round. */
static void
test_toolchain_comes_and_goes (Fixture *fixture, gconstpointer data)
{
  check (fixture, SAY ("error", "one") FAIL);
  assert_problem (fixture, "No Rust is installed");
  put_shell (fixture);
  g_assert_true (test_wait_until (has_found, fixture, 40));
  assert_found (fixture, "error one");
  g_assert_null (pen_live_check_get_problem (fixture->check));
  test_stand_in_remove (fixture->place, "rust-a");
  g_assert_true (test_wait_until (has_problem, fixture, 40));
  assert_problem (fixture, "Rust");
}

static void
test_vanishes (Fixture *fixture, gconstpointer data)
{
  check (fixture, SAY ("error", "one") FAIL);
  test_stand_in_remove (fixture->place, "rust-a");
  check (fixture, SAY ("error", "two") FAIL);
  assert_problem (fixture, "Rust");
}

/* --- A real compiler --- */

static gboolean
open_real (Fixture *fixture)
{
  g_autoptr (PenToolchain) toolchain = test_kitchen_find_system ();

  if (toolchain == NULL)
    return FALSE;
  close_check (fixture);
  open_check (fixture, pen_machine_new_in ("/usr", fixture->place->home, fixture->place->opt));
  return TRUE;
}

static void
test_real (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenDiagnostic) diagnostic = NULL;

  if (!open_real (fixture))
    return;
  check (fixture, "fn main() {\n    let x: u8 = \"a\";\n}\n");
  assert_found (fixture, "error mismatched types");
  diagnostic = g_list_model_get_item (pen_live_check_get_diagnostics (fixture->check), 0);
  g_assert_cmpstr (pen_diagnostic_get_code (diagnostic), ==, "E0308");
  g_assert_nonnull (pen_diagnostic_get_place (diagnostic));
  check (fixture, "fn main() {\n    let x: u8 = 1;\n}\n");
  assert_found (fixture, "warning unused variable: `x`");
  check (fixture, "fn main() {\n    println!(\"a\");\n}\n");
  assert_found (fixture, "");
  g_assert_null (pen_live_check_get_problem (fixture->check));
}

/* What somebody else wrote runs nothing of its own. */
static void
test_trust (Fixture *fixture, gconstpointer data)
{
  static const char lib[] = "fn main() { let x = env!(\"FROM_BUILD\"); }\n";

  if (!open_real (fixture))
    return;
  pen_live_check_set_trusted (fixture->check, FALSE);
  check (fixture, "fn main() { let x = 1; }\n");
  assert_found (fixture, "warning unused variable: `x`");
  fixture->build_script = g_strdup ("fn main() { println!(\"cargo:rustc-env=FROM_BUILD=1\"); }\n");
  check (fixture, lib);
  assert_problem (fixture, "press Run");
  fixture->n_wanted = 0;
  pen_live_check_set_trusted (fixture->check, TRUE);
  g_assert_true (test_wait_until (is_idle, fixture, 40));
  assert_found (fixture, "warning unused variable: `x`");
}

#define add(name, test)                                                                            \
  g_test_add ("/core/live-check/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("finds-problems", test_finds);
  add ("does-not-flicker", test_no_flicker);
  add ("waits-for-a-pause", test_pause);
  add ("drops-what-is-stale", test_stale);
  add ("may-be-told-to-begin", test_begin);
  add ("stops", test_stop);
  add ("can-be-dropped", test_dropped);
  add ("says-that-the-compiler-crashed", test_crash);
  add ("says-that-it-could-not-check", test_dumb);
  add ("bounds-a-flood", test_flood);
  g_test_add ("/core/live-check/follows-toolchains",
              Fixture,
              "none",
              set_up,
              test_toolchain_comes_and_goes,
              tear_down);
  add ("survives-a-vanished-toolchain", test_vanishes);
  add ("checks-a-real-program", test_real);
  add ("runs-nothing-of-strangers", test_trust);
  return g_test_run ();
}
