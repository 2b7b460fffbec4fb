/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions: what happens in them, and that all of it comes back. */
#include "session.h"

#include <string.h>

#include "event-json.h"
#include "desk.h"
#include "folder.h"

static PenSources *
make_sources (const char *name, const char *text)
{
  PenSources *sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (pen_sources_add (sources, name, bytes, NULL));
  return sources;
}

static PenSession *
make_session (const char *text)
{
  PenSession *session = pen_session_new (NULL);
  g_autoptr (PenSources) sources = make_sources ("src/main.rs", text);

  pen_session_set_files (session, sources);
  return session;
}

static void
assert_text (const PenSources *sources, const char *name, const char *expected)
{
  GBytes *bytes = pen_sources_get (sources, name);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   expected,
                   strlen (expected));
}

static void
assert_now (PenSession *session, const char *name, const char *expected)
{
  g_autoptr (PenSources) sources = pen_session_dup_sources (session);

  assert_text (sources, name, expected);
}

/* --- What happens --- */

static void
test_edits_count_characters (void)
{
  g_autoptr (PenSession) session = make_session ("grün 🦀 rot\n");

  g_assert_true (pen_session_edit (session, "src/main.rs", 5, 1, "Krebs"));
  assert_now (session, "src/main.rs", "grün Krebs rot\n");
  g_assert_true (pen_session_edit (session, "src/main.rs", 15, 0, "end"));
  assert_now (session, "src/main.rs", "grün Krebs rot\nend");
}

static void
test_refuses_what_is_not_possible (void)
{
  g_autoptr (PenSession) session = make_session ("abc");
  const guint n = pen_timeline_get_n_records (pen_session_get_timeline (session));

  g_test_expect_message ("playpen-core", G_LOG_LEVEL_WARNING, "*behind the end*");
  g_assert_false (pen_session_edit (session, "src/main.rs", 2, 2, ""));
  g_test_expect_message ("playpen-core", G_LOG_LEVEL_WARNING, "*no such file*");
  g_assert_false (pen_session_edit (session, "other.rs", 0, 0, "x"));
  pen_session_remove_file (session, "other.rs");
  pen_session_rename_file (session, "other.rs", "third.rs");
  g_test_assert_expected_messages ();
  assert_now (session, "src/main.rs", "abc");
  g_assert_cmpuint (pen_timeline_get_n_records (pen_session_get_timeline (session)), ==, n);
}

static void
test_goes_back_to_any_moment (void)
{
  g_autoptr (PenSession) session = make_session ("");
  PenTimeline *timeline = pen_session_get_timeline (session);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GString) text = g_string_new (NULL);
  const guint first = pen_timeline_get_n_records (timeline);

  for (guint i = 0; i < 3500; i++)
    {
      const guint at = (guint)g_rand_int_range (random, 0, (int)text->len + 1);
      const guint cut = (guint)g_rand_int_range (random, 0, (int)MIN (text->len - at, 3) + 1);
      const char put[2] = {(char)g_rand_int_range (random, 'a', 'z'), '\0'};

      g_string_erase (text, at, cut);
      g_string_insert (text, at, put);
      g_assert_true (pen_session_edit (session, "src/main.rs", at, cut, put));
      g_ptr_array_add (texts, g_strdup (text->str));
    }
  for (guint i = 0; i < texts->len; i += 97)
    {
      g_autoptr (PenSources) then = pen_timeline_dup_sources_at (timeline, first + i + 1);

      assert_text (then, "src/main.rs", texts->pdata[i]);
    }
}

/* An hour of talk, to any point of it in 50 ms; asserted at three times that. */
static void
test_goes_back_quickly (void)
{
  g_autoptr (PenSession) session = pen_session_new (NULL);
  PenTimeline *timeline = pen_session_get_timeline (session);
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autofree char *page = g_strnfill (10000, 'x');
  gint64 longest = 0;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *name = g_strdup_printf ("src/part%u.rs", i);
      g_autofree char *text = g_strconcat ("// ü\n", page, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      pen_sources_add (sources, name, bytes, NULL);
    }
  pen_session_set_files (session, sources);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("src/part%u.rs", i % 10);

      g_assert_true (pen_session_edit (session, name, 9000, 0, "y"));
    }
  for (guint place = 1; place < pen_timeline_get_n_records (timeline); place += 1237)
    {
      const gint64 before = g_get_monotonic_time ();
      g_autoptr (PenSources) then = pen_timeline_dup_sources_at (timeline, place);

      longest = MAX (longest, g_get_monotonic_time () - before);
    }
  g_test_message ("longest: %" G_GINT64_FORMAT " µs", longest);
  g_assert_cmpint (longest, <, 3 * 50 * 1000);
}

static void
test_files_come_and_go (void)
{
  g_autoptr (PenSession) session = make_session ("mod a;");
  PenTimeline *timeline = pen_session_get_timeline (session);
  g_autoptr (GBytes) opaque = g_bytes_new ("\xff\xfe\0x", 4);
  g_autoptr (GBytes) text = g_bytes_new_static ("1", 1);
  g_autoptr (PenSources) now = NULL;
  g_autoptr (PenSources) then = NULL;
  guint place;

  pen_session_put_file (session, "src/a.rs", text);
  place = pen_timeline_get_n_records (timeline);
  pen_session_put_file (session, "src/a.rs", text);
  g_assert_cmpuint (pen_timeline_get_n_records (timeline), ==, place);
  pen_session_put_file (session, "data.bin", opaque);
  pen_session_rename_file (session, "src/a.rs", "src/b.rs");
  g_assert_true (pen_session_edit (session, "src/b.rs", 1, 0, "2"));
  pen_session_remove_file (session, "data.bin");
  now = pen_session_dup_sources (session);
  g_assert_cmpuint (now->files->len, ==, 2);
  assert_text (now, "src/b.rs", "12");
  then = pen_timeline_dup_sources_at (timeline, place + 1);
  g_assert_cmpuint (then->files->len, ==, 3);
  assert_text (then, "src/a.rs", "1");
  g_assert_true (g_bytes_equal (pen_sources_get (then, "data.bin"), opaque));
}

static void
test_time_never_goes_back (void)
{
  g_autoptr (PenTimeline) timeline = pen_timeline_new ();
  PenRecord *late = pen_record_new (PEN_RECORD_TITLE, 5000);
  PenRecord *early = pen_record_new (PEN_RECORD_TITLE, 1000);

  late->text = g_strdup ("a");
  early->text = g_strdup ("b");
  g_assert_true (pen_timeline_append (timeline, late, NULL));
  g_assert_true (pen_timeline_append (timeline, early, NULL));
  g_assert_cmpint (pen_timeline_get_record (timeline, 1)->time, ==, 5000);
  g_assert_cmpuint (pen_timeline_find_time (timeline, 4999), ==, 0);
  g_assert_cmpuint (pen_timeline_find_time (timeline, 5000), ==, 2);
}

/* --- Runs --- */

static PenTranscript *
make_transcript (const char *text)
{
  PenTranscript *transcript = pen_transcript_new (0);
  g_autoptr (PenVerdict) verdict = NULL;
  PenEnding ending = {.cause = PEN_CAUSE_EXITED, .wall_time = 110 * 1000};

  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_RUN);
  pen_transcript_append_output (transcript, 1000, PEN_OUTPUT_STDOUT, text, strlen (text));
  verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);
  pen_transcript_end (transcript, 110 * 1000, verdict);
  return transcript;
}

static void
run (PenSession *session, const char *output)
{
  g_autoptr (PenTranscript) transcript = make_transcript (output);
  const guint number = pen_session_begin_run (session, PEN_ACTION_RUN);

  pen_session_end_run (session, number, transcript);
}

static void
test_keeps_what_runs_printed (void)
{
  g_autoptr (PenSession) session = make_session ("fn main() {}");
  g_autofree char *text = NULL;
  g_autoptr (PenSources) then = NULL;

  run (session, "one\n");
  g_assert_cmpuint (pen_session_find_last_run (session), ==, 1);
  pen_session_edit (session, "src/main.rs", 0, 0, "// ");
  g_assert_cmpuint (pen_session_find_last_run (session), ==, 0);
  run (session, "two\n");
  g_assert_cmpuint (pen_session_find_last_run (session), ==, 2);
  text = pen_session_dup_run_text (session, 1);
  g_assert_cmpstr (text, ==, "one\n");
  then =
      pen_timeline_dup_sources_at (pen_session_get_timeline (session),
                                   pen_timeline_find_run (pen_session_get_timeline (session), 1));
  assert_text (then, "src/main.rs", "fn main() {}");
  g_assert_null (pen_session_dup_run_events (session, 3));
}

static void
test_cuts_long_output_in_the_middle (void)
{
  g_autoptr (PenSession) session = make_session ("");
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  PenEnding ending = {.cause = PEN_CAUSE_EXITED};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);
  g_autoptr (GPtrArray) events = NULL;
  guint64 n_bytes = 0, n_kept = 0, n_dropped = 0;
  guint number;

  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_RUN);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u of a program that prints a lot\n", i);

      pen_transcript_append_output (transcript,
                                    i * 30000,
                                    i % 7 == 0 ? PEN_OUTPUT_STDERR : PEN_OUTPUT_STDOUT,
                                    line,
                                    strlen (line));
      n_bytes += strlen (line);
    }
  pen_transcript_end (transcript, 3000 * 30000, verdict);
  number = pen_session_begin_run (session, PEN_ACTION_RUN);
  pen_session_end_run (session, number, transcript);
  events = pen_session_dup_run_events (session, number);
  for (guint i = 0; i < events->len; i++)
    {
      const PenWireEvent *event = events->pdata[i];

      if (event->kind == PEN_WIRE_OUTPUT)
        n_kept += strlen (event->text);
      else if (event->kind == PEN_WIRE_DROPPED)
        n_dropped += event->dropped_bytes;
    }
  g_assert_cmpuint (n_kept + n_dropped, ==, n_bytes);
  g_assert_cmpuint (n_dropped, >, 0);
  g_assert_cmpuint (n_kept, >, PEN_SESSION_OUTPUT_KEEP / 4);
  g_assert_cmpuint (n_kept, <, PEN_SESSION_OUTPUT_KEEP);
  g_assert_cmpint (((const PenWireEvent *)events->pdata[events->len - 1])->kind, ==, PEN_WIRE_END);
}

/* --- Steps --- */

static const char *
get_title (PenSession *session, guint place)
{
  g_autoptr (PenStep) step = g_list_model_get_item (pen_session_get_steps (session), place);

  return pen_step_get_title (step);
}

static void
test_steps_are_set_and_reached (void)
{
  g_autoptr (PenSession) session = make_session ("fn main() {}");
  PenStep *one, *two;

  run (session, "out\n");
  one = pen_session_add_step (session, NULL);
  g_assert_cmpstr (pen_step_get_title (one), ==, "Step 1");
  g_assert_cmpstr (pen_step_get_expected (one), ==, "out\n");
  pen_session_edit (session, "src/main.rs", 0, 0, "// ");
  two = pen_session_add_step (session, "Lifetimes");
  g_assert_null (pen_step_get_expected (two));
  g_assert_true (pen_session_get_current_step (session) == two);
  g_assert_null (pen_session_get_next_step (session));
  pen_session_reach_step (session, one);
  g_assert_true (pen_session_get_next_step (session) == two);
  pen_session_move_step (session, two, 0);
  g_assert_cmpstr (get_title (session, 0), ==, "Lifetimes");
  g_assert_null (pen_session_get_next_step (session));
  g_assert_true (pen_session_get_previous_step (session) == two);
  assert_text (pen_step_get_sources (one), "src/main.rs", "fn main() {}");
  pen_session_remove_step (session, two);
  g_assert_cmpuint (g_list_model_get_n_items (pen_session_get_steps (session)), ==, 1);
}

/* --- On the desk --- */

static PenSession *
reopen (PenDesk *desk, PenSession *session)
{
  g_autofree char *id = g_strdup (pen_session_get_id (session));
  g_autoptr (GError) error = NULL;
  PenSession *again;

  g_object_unref (session);
  again = pen_desk_open (desk, id, &error);
  g_assert_no_error (error);
  return again;
}

static void
test_all_of_it_comes_back (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (PenDesk) desk = pen_desk_new (folder);
  g_autoptr (PenSession) session = make_session ("fn main() {}\n");
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autoptr (GError) error = NULL;
  PenPlace *place = pen_place_new ("/tmp/\xff", TRUE);
  PenStep *step;
  g_autofree char *text = NULL;
  guint n;

  g_assert_true (pen_desk_add (desk, session, &error));
  g_assert_no_error (error);
  pen_session_set_title (session, "A talk");
  pen_session_set_author (session, "Ferris");
  pen_run_options_set_release (options, TRUE);
  pen_run_options_set_arguments (options, "a \"b c\"");
  pen_run_options_set_memory (options, 1024 * 1024);
  pen_session_set_options (session, options);
  pen_session_edit (session, "src/main.rs", 11, 0, " /* \"\\\t\x01 ü 🦀 */ ");
  run (session, "hello\x1b[31m red\n");
  step = pen_session_add_step (session, NULL);
  pen_step_set_notes (step, "say\nthis");
  pen_session_set_place (session, place);
  n = pen_timeline_get_n_records (pen_session_get_timeline (session));

  session = reopen (desk, session);
  assert_now (session, "src/main.rs", "fn main() { /* \"\\\t\x01 ü 🦀 */ }\n");
  g_assert_cmpstr (pen_session_get_title (session), ==, "A talk");
  g_assert_cmpstr (pen_session_get_author (session), ==, "Ferris");
  g_assert_cmpuint (pen_timeline_get_n_records (pen_session_get_timeline (session)), ==, n);
  pen_run_options_reset (options);
  pen_run_options_set_from_variant (options, pen_session_get_options (session));
  g_assert_true (pen_run_options_get_release (options));
  g_assert_cmpstr (pen_run_options_get_arguments (options), ==, "a \"b c\"");
  g_assert_cmpuint (pen_run_options_get_memory (options), ==, 1024 * 1024);
  step = pen_session_get_current_step (session);
  g_assert_nonnull (step);
  g_assert_cmpstr (pen_step_get_notes (step), ==, "say\nthis");
  g_assert_cmpstr (pen_session_get_place (session)->base, ==, "/tmp/\xff");
  g_assert_true (pen_session_get_place (session)->single);
  text = pen_session_dup_run_text (session, 1);
  g_assert_cmpstr (text, ==, pen_step_get_expected (step));
  g_clear_object (&session);
  test_folder_remove (folder);
}

static void
test_comes_back_as_it_was_left (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (PenDesk) desk = pen_desk_new (folder);
  PenSession *crashed = make_session ("crashed");
  PenSession *left = make_session ("left");
  PenSession *closed = make_session ("closed");
  gboolean was_crash, was_cut;
  g_autoptr (GPtrArray) sessions = NULL;

  for (guint i = 0; i < 3; i++)
    g_assert_true (pen_desk_add (desk, (PenSession *[]){crashed, left, closed}[i], NULL));
  pen_session_mark (crashed, PEN_RECORD_OPENED);
  pen_session_mark (left, PEN_RECORD_LEFT);
  pen_session_mark (closed, PEN_RECORD_CLOSED);
  g_object_unref (closed);
  g_object_unref (left);
  sessions = pen_desk_restore (desk, &was_crash, &was_cut);
  g_assert_cmpuint (sessions->len, ==, 1); /* the other one is open here */
  g_assert_false (was_crash);
  assert_now (sessions->pdata[0], "src/main.rs", "left");
  g_clear_pointer (&sessions, g_ptr_array_unref);
  g_object_unref (crashed);
  sessions = pen_desk_restore (desk, &was_crash, &was_cut);
  g_assert_cmpuint (sessions->len, ==, 2);
  g_assert_true (was_crash);
  g_assert_false (was_cut);
  g_clear_pointer (&sessions, g_ptr_array_unref);
  test_folder_remove (folder);
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static void
test_lists_what_was_closed (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (PenDesk) desk = pen_desk_new (folder);
  PenSession *session = make_session ("fn main() {\n    let answer = 42;\n}\n");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) entries = NULL;
  g_autoptr (PenDeskEntry) entry = NULL;

  g_assert_true (pen_desk_add (desk, session, NULL));
  pen_session_set_title (session, "Answers");
  run (session, "");
  pen_session_mark (session, PEN_RECORD_CLOSED);
  g_object_unref (session);
  pen_desk_list_async (desk, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  entries = pen_desk_list_finish (desk, result, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 1);
  entry = g_list_model_get_item (entries, 0);
  g_assert_cmpstr (pen_desk_entry_get_title (entry), ==, "Answers");
  g_assert_cmpstr (pen_desk_entry_get_preview (entry), ==, "let answer = 42;");
  g_assert_cmpuint (pen_desk_entry_get_n_runs (entry), ==, 1);
  g_assert_true (pen_desk_delete (desk, pen_desk_entry_get_id (entry), NULL));
  g_assert_false (pen_desk_delete (desk, pen_desk_entry_get_id (entry), NULL));
  test_folder_remove (folder);
}

static void
test_a_copy_has_no_past (void)
{
  g_autoptr (PenSession) session = make_session ("secret");
  g_autoptr (PenSession) copy = NULL;

  pen_session_edit (session, "src/main.rs", 0, 6, "public");
  run (session, "secret\n");
  pen_session_add_step (session, "First");
  copy = pen_session_copy (session);
  assert_now (copy, "src/main.rs", "public");
  g_assert_cmpstr (get_title (copy, 0), ==, "First");
  g_assert_cmpstr (pen_session_get_id (copy), !=, pen_session_get_id (session));
  for (guint i = 0; i < pen_timeline_get_n_records (pen_session_get_timeline (copy)); i++)
    g_assert_cmpint (pen_timeline_get_record (pen_session_get_timeline (copy), i)->kind,
                     !=,
                     PEN_RECORD_EDIT);
}

static void
test_knows_when_nothing_happened (void)
{
  g_autoptr (PenSession) session = make_session ("fn main() {}");

  pen_session_mark (session, PEN_RECORD_OPENED);
  g_assert_true (pen_session_is_empty (session));
  pen_session_edit (session, "src/main.rs", 0, 0, " ");
  g_assert_false (pen_session_is_empty (session));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/session/edits-count-characters", test_edits_count_characters);
  g_test_add_func ("/core/session/refuses-what-is-not-possible", test_refuses_what_is_not_possible);
  g_test_add_func ("/core/session/goes-back-to-any-moment", test_goes_back_to_any_moment);
  g_test_add_func ("/core/session/goes-back-quickly", test_goes_back_quickly);
  g_test_add_func ("/core/session/files-come-and-go", test_files_come_and_go);
  g_test_add_func ("/core/session/time-never-goes-back", test_time_never_goes_back);
  g_test_add_func ("/core/session/keeps-what-runs-printed", test_keeps_what_runs_printed);
  g_test_add_func ("/core/session/cuts-long-output-in-the-middle",
                   test_cuts_long_output_in_the_middle);
  g_test_add_func ("/core/session/steps-are-set-and-reached", test_steps_are_set_and_reached);
  g_test_add_func ("/core/session/a-copy-has-no-past", test_a_copy_has_no_past);
  g_test_add_func ("/core/session/knows-when-nothing-happened", test_knows_when_nothing_happened);
  g_test_add_func ("/core/desk/all-of-it-comes-back", test_all_of_it_comes_back);
  g_test_add_func ("/core/desk/comes-back-as-it-was-left", test_comes_back_as_it_was_left);
  g_test_add_func ("/core/desk/lists-what-was-closed", test_lists_what_was_closed);
  return g_test_run ();
}
