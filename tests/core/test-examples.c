/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The gallery: the one that is installed, as a whole, and small ones made here. That each program
 * does what it says, tests/data/check_examples.py tries. */
#include "core.h"

#include <string.h>

#include "folder.h"

#define FIRST_HOUR 12

extern const char *const pen_example_strings[];

static PenExamples *
load_ours (void)
{
  g_autoptr (GError) error = NULL;
  PenExamples *examples = pen_examples_new (NULL, &error);

  g_assert_no_error (error);
  return examples;
}

static guint
count (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

/* Borrowed: the model keeps it. */
static PenExample *
peek (gpointer model, guint place)
{
  g_autoptr (PenExample) example = g_list_model_get_item (G_LIST_MODEL (model), place);

  g_assert_nonnull (example);
  return example;
}

static const char *
peek_id (gpointer model, guint place)
{
  return pen_example_get_id (peek (model, place));
}

/* --- Ours --- */

static void
test_is_whole (void)
{
  g_autoptr (PenExamples) examples = load_ours ();

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (examples)) == PEN_TYPE_EXAMPLE);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (examples), count (examples)));
  g_assert_cmpuint (count (examples), >=, FIRST_HOUR + 30);
}

/* A broken one is left out with a warning, which ends a test; so all folders are there. */
static void
test_has_every_folder (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  g_autofree char *folder = pen_examples_find_folder (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      n++;
      g_assert_nonnull (pen_examples_get (examples, name));
    }
  g_assert_cmpuint (n, ==, count (examples));
}

static void
test_first_hour_is_first_and_in_order (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  PenExample *example = peek (examples, 0);

  for (guint i = 0; i < FIRST_HOUR; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("first-hour-%02u-", i + 1);

      g_assert_true (g_str_has_prefix (pen_example_get_id (example), prefix));
      g_assert_true (peek (examples, i) == example);
      g_assert_cmpstr (pen_example_get_topic (example), ==, "first-hour");
      g_assert_cmpuint (pen_example_get_order (example), ==, i + 1);
      g_assert_cmpint (pen_example_get_level (example), ==, PEN_EXAMPLE_BEGINNER);
      g_assert_cmpint (pen_example_get_ending (example), ==, PEN_EXAMPLE_SUCCEEDS);
      example = pen_examples_get_next (examples, example);
      g_assert_nonnull (example);
    }
  /* It does not end there. */
  g_assert_cmpstr (pen_example_get_topic (example), !=, "first-hour");
  g_assert_true (peek (examples, FIRST_HOUR) == example);
}

/* Who follows Next from the start sees each one once. */
static void
test_next_leads_through_all (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  PenExample *example = peek (examples, 0);

  for (guint i = 0; i < count (examples); i++)
    {
      g_assert_true (peek (examples, i) == example);
      example = pen_examples_get_next (examples, example);
    }
  g_assert_null (example);
}

static void
test_nothing_is_there_twice (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < count (examples); i++)
    {
      PenExample *example = peek (examples, i);

      g_assert_true (g_hash_table_add (seen, g_strdup (pen_example_get_title (example))));
      g_assert_true (g_hash_table_add (seen, g_strdup (pen_example_get_summary (example))));
      g_assert_true (g_hash_table_add (seen,
                                       g_strdup_printf ("%s %u",
                                                        pen_example_get_topic (example),
                                                        pen_example_get_order (example))));
    }
}

/* Titles are a few words, summaries are sentences, and nothing shouts. */
static void
test_words_are_calm (void)
{
  g_autoptr (PenExamples) examples = load_ours ();

  for (guint i = 0; i < count (examples); i++)
    {
      const char *title = pen_example_get_title (peek (examples, i));
      const char *summary = pen_example_get_summary (peek (examples, i));

      g_assert_null (strchr (title, '!'));
      g_assert_null (strchr (summary, '!'));
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_true (g_str_has_suffix (summary, "."));
    }
}

/* The C file for translators has the title and summary of each, and nothing else. */
static void
test_translators_get_all_words (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  guint n = 0;

  for (guint i = 0; i < count (examples); i++)
    {
      g_assert_true (
          g_strv_contains (pen_example_strings, pen_example_get_title (peek (examples, i))));
      g_assert_true (
          g_strv_contains (pen_example_strings, pen_example_get_summary (peek (examples, i))));
    }
  while (pen_example_strings[n] != NULL)
    n++;
  g_assert_cmpuint (n, ==, 2 * count (examples));
}

/* --- Search --- */

/* The first hit of @query. */
static void
check_first (PenExamples *examples, const char *query, const char *id)
{
  g_autoptr (GListModel) found = pen_examples_search (examples, query);

  if (count (found) == 0)
    g_error ("\"%s\" finds nothing", query);
  g_assert_cmpstr (peek_id (found, 0), ==, id);
}

static guint
count_found (PenExamples *examples, const char *query)
{
  g_autoptr (GListModel) found = pen_examples_search (examples, query);

  return count (found);
}

static void
test_finds_what_people_type (void)
{
  g_autoptr (PenExamples) examples = load_ours ();

  check_first (examples, "hello", "first-hour-01-hello");
  check_first (examples, "OWNERSHIP", "first-hour-07-ownership");
  check_first (examples, "borrow", "first-hour-08-borrowing");
  check_first (examples, "hashmap", "collections-maps");
  check_first (examples, "game of life", "play-life");
  check_first (examples, "mandelbrot", "play-mandelbrot");
  check_first (examples, "e0596", "repair-mut");
  check_first (examples, "random", "play-dice");
  check_first (examples, "macro_rules", "types-macro");
  check_first (examples, "test", "first-hour-12-tests");
  check_first (examples, "read_line", "first-hour-05-numbers-and-input");
  check_first (examples, "checked_sub", "modules-bank"); /* only in its code */
}

static void
test_nothing_typed_fits_all (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  const char *const blanks[] = {NULL, "", "  \t\n"};

  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      g_autoptr (GListModel) found = pen_examples_search (examples, blanks[i]);

      g_assert_cmpuint (count (found), ==, count (examples));
      for (guint j = 0; j < count (found); j++)
        g_assert_true (peek (found, j) == peek (examples, j));
    }
}

static void
test_every_word_has_to_fit (void)
{
  g_autoptr (PenExamples) examples = load_ours ();

  g_assert_cmpuint (count_found (examples, "vec"), >, count_found (examples, "vec thread"));
  g_assert_cmpuint (count_found (examples, "vec thread"), >, 0);
  g_assert_cmpuint (count_found (examples, "vec xyzzy"), ==, 0);
  /* The end of a word is not its beginning. */
  g_assert_cmpuint (count_found (examples, "andelbrot"), ==, 0);
}

static void
test_signs_are_looked_for_in_code (void)
{
  g_autoptr (PenExamples) examples = load_ours ();

  g_assert_cmpuint (count_found (examples, "=>"), >, 0);
  g_assert_cmpuint (count_found (examples, "=>"), <, count (examples));
  g_assert_cmpuint (count_found (examples, "@%&"), ==, 0);
}

static void
test_only_the_beginning_of_a_query_counts (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  g_autofree char *blanks = g_strnfill (PEN_EXAMPLES_MAX_QUERY - strlen ("hello") - 1, ' ');
  g_autofree char *counts = g_strconcat ("hello", blanks, "x", NULL);
  g_autofree char *beyond = g_strconcat ("hello", blanks, " xyzzy", NULL);

  g_assert_cmpuint (count_found (examples, beyond), ==, count_found (examples, "hello"));
  g_assert_cmpuint (count_found (examples, counts), ==, count_found (examples, "hello x"));
}

static void
test_odd_queries_are_survived (void)
{
  g_autoptr (PenExamples) examples = load_ours ();
  g_autofree char *many = g_strnfill (1024 * 1024, 'a');
  g_autofree char *signs = g_strnfill (1024 * 1024, '?');

  g_assert_cmpuint (count_found (examples, many), ==, 0);
  g_assert_cmpuint (count_found (examples, signs), ==, 0);
  g_assert_cmpuint (count_found (examples, "\xff hello"), ==, 0);
  g_assert_cmpuint (count_found (examples, "%s %n \\ \" '"), <=, count (examples));
}

/* --- Small ones --- */

static void
write_example (const char *root, const char *id, const char *description, const char *code)
{
  g_autofree char *folder = g_build_filename (root, id, NULL);

  test_folder_write (folder, "src/main.rs", code);
  test_folder_write (folder, "expected.txt", "");
  test_folder_write (folder, "example.ini", description);
}

#define LEVEL "Level=beginner\n"

static void
test_ranks_by_place (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PenExamples) examples = NULL;
  g_autoptr (GListModel) found = NULL;
  const char *const order[] = {"text-title",
                               "text-start",
                               "text-keyword",
                               "text-summary",
                               "text-code",
                               "text-comment",
                               NULL};

  write_example (root,
                 "text-code",
                 "[Example]\nTitle=A\nSummary=A.\nTopic=text\nOrder=1\n" LEVEL,
                 "fn néedle() {}");
  write_example (root,
                 "text-comment",
                 "[Example]\nTitle=B\nSummary=B.\nTopic=text\nOrder=2\n" LEVEL,
                 "// needles\n");
  write_example (root,
                 "text-summary",
                 "[Example]\nTitle=C\nSummary=A Needle, it is.\nTopic=text\nOrder=3\n" LEVEL,
                 "");
  write_example (root,
                 "text-keyword",
                 "[Example]\nTitle=D\nSummary=D.\nTopic=text\nOrder=5\nKeywords=a needle;\n" LEVEL,
                 "");
  write_example (root,
                 "text-start",
                 "[Example]\nTitle=Needlework\nSummary=E.\nTopic=text\nOrder=4\n" LEVEL,
                 "");
  write_example (root,
                 "text-title",
                 "[Example]\nTitle=The needle\nSummary=F.\nTopic=text\nOrder=6\n" LEVEL,
                 "");
  write_example (root,
                 "text-nothing",
                 "[Example]\nTitle=G\nSummary=G.\nTopic=text\nOrder=7\n" LEVEL,
                 "fn aneedle() {}");
  examples = pen_examples_new (root, NULL);
  found = pen_examples_search (examples, " nEEdle");
  g_assert_cmpuint (count (found), ==, g_strv_length ((char **)order));
  for (guint i = 0; order[i] != NULL; i++)
    g_assert_cmpstr (peek_id (found, i), ==, order[i]);
  test_folder_remove (root);
}

static void
test_order_is_by_topic_then_place_then_name (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PenExamples) examples = NULL;
  const char *const order[] = {"first-hour-z", "text-x", "text-a", "text-b", NULL};
  const char *const descriptions[] = {
      "[Example]\nTitle=A\nSummary=A.\nTopic=first-hour\nOrder=9\n" LEVEL,
      "[Example]\nTitle=A\nSummary=A.\nTopic=text\nOrder=2\n" LEVEL,
      "[Example]\nTitle=A\nSummary=A.\nTopic=text\nOrder=10\nNext=text-gone\n" LEVEL,
      "[Example]\nTitle=A\nSummary=A.\nTopic=text\nOrder=10\nNext=text-x\n" LEVEL,
  };

  for (guint i = 4; i-- > 0;)
    write_example (root, order[i], descriptions[i], "");
  test_folder_write (root, "hello.rs", "fn main() {}");
  test_folder_write (root, ".hidden/example.ini", "");
  examples = pen_examples_new (root, NULL);
  g_assert_cmpuint (count (examples), ==, 4);
  for (guint i = 0; order[i] != NULL; i++)
    g_assert_cmpstr (peek_id (examples, i), ==, order[i]);

  g_assert_null (pen_examples_get (examples, NULL));
  g_assert_null (pen_examples_get (examples, "text"));
  g_assert_null (pen_examples_get_next (examples, peek (examples, 0)));
  g_assert_null (pen_examples_get_next (examples, peek (examples, 2)));
  g_assert_true (pen_examples_get_next (examples, peek (examples, 3)) == peek (examples, 1));
  test_folder_remove (root);
}

static void
test_leaves_out_broken_ones (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PenExamples) examples = NULL;
  g_autoptr (GError) error = NULL;

  write_example (root,
                 "text-good",
                 "[Example]\nTitle=A\nSummary=A.\nTopic=text\nOrder=1\n" LEVEL,
                 "");
  write_example (root, "text-bad", "[Example]\nTitle=A\n", "");
  g_test_expect_message ("playpen-core", G_LOG_LEVEL_WARNING, "text-bad: Summary *");
  examples = pen_examples_new (root, &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  g_assert_cmpuint (count (examples), ==, 1);
  test_folder_remove (root);
}

static void
test_says_what_is_missing (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *nowhere = g_build_filename (root, "nowhere", NULL);
  const char *const folders[] = {root, nowhere};

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PenExamples) examples = pen_examples_new (folders[i], &error);

      g_assert_null (examples);
      g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, folders[i]));
    }
  test_folder_remove (root);
}

static void
test_stops_at_the_limit (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PenExamples) examples = NULL;

  for (guint i = 0; i <= PEN_EXAMPLES_MAX; i++)
    {
      g_autofree char *id = g_strdup_printf ("text-%u", i);

      write_example (root, id, "[Example]\nTitle=A\nSummary=A.\nTopic=text\nOrder=1\n" LEVEL, "");
    }
  g_test_expect_message ("playpen-core", G_LOG_LEVEL_WARNING, "*more than 500 examples");
  examples = pen_examples_new (root, NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (count (examples), ==, PEN_EXAMPLES_MAX);
  test_folder_remove (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/core/examples/" path, function)
  ADD ("is-whole", test_is_whole);
  ADD ("has-every-folder", test_has_every_folder);
  ADD ("first-hour-is-first-and-in-order", test_first_hour_is_first_and_in_order);
  ADD ("next-leads-through-all", test_next_leads_through_all);
  ADD ("nothing-is-there-twice", test_nothing_is_there_twice);
  ADD ("words-are-calm", test_words_are_calm);
  ADD ("translators-get-all-words", test_translators_get_all_words);
  ADD ("finds-what-people-type", test_finds_what_people_type);
  ADD ("nothing-typed-fits-all", test_nothing_typed_fits_all);
  ADD ("every-word-has-to-fit", test_every_word_has_to_fit);
  ADD ("signs-are-looked-for-in-code", test_signs_are_looked_for_in_code);
  ADD ("only-the-beginning-of-a-query-counts", test_only_the_beginning_of_a_query_counts);
  ADD ("odd-queries-are-survived", test_odd_queries_are_survived);
  ADD ("ranks-by-place", test_ranks_by_place);
  ADD ("order-is-by-topic-then-place-then-name", test_order_is_by_topic_then_place_then_name);
  ADD ("leaves-out-broken-ones", test_leaves_out_broken_ones);
  ADD ("says-what-is-missing", test_says_what_is_missing);
  ADD ("stops-at-the-limit", test_stops_at_the_limit);
#undef ADD
  return g_test_run ();
}
