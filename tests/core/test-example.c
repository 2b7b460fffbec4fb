/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One example: what its folder says comes out of it, and a folder with a slip in it is refused. */
#include "core.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"

#define GOOD "[Example]\nTitle=A title\nSummary=A sentence.\nTopic=text\nLevel=advanced\nOrder=7\n"
#define MAIN "fn main() {}\n"

/* A folder text-one with a whole example; its description is @description. */
static char *
make_example (const char *root, const char *description)
{
  char *folder = g_build_filename (root, "text-one", NULL);

  test_folder_write (folder, "src/main.rs", MAIN);
  test_folder_write (folder, "expected.txt", "");
  test_folder_write (folder, "example.ini", description);
  return folder;
}

static void
test_reads_everything (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *folder = make_example (root,
                                          GOOD "Keywords=alpha;beta gamma;\nNext=text-two\nArgs=-v;"
                                               "two words;\nStdin=1\\n2\\n\nAction=test\n"
                                               "Expect=compile-error\nCode=E0382\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (PenExample) example = pen_example_new_from_folder (folder, &error);
  const char *input;
  gsize length = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (pen_example_get_id (example), ==, "text-one");
  g_assert_cmpstr (pen_example_get_title (example), ==, "A title");
  g_assert_cmpstr (pen_example_get_summary (example), ==, "A sentence.");
  g_assert_cmpstr (pen_example_get_topic (example), ==, "text");
  g_assert_cmpstr (pen_example_get_topic_title (example), ==, "Text");
  g_assert_cmpuint (pen_example_get_topic_place (example), ==, 2);
  g_assert_cmpint (pen_example_get_level (example), ==, PEN_EXAMPLE_ADVANCED);
  g_assert_cmpuint (pen_example_get_order (example), ==, 7);
  g_assert_cmpstr (pen_example_get_next_id (example), ==, "text-two");
  g_assert_cmpstr (pen_example_get_keywords (example)[1], ==, "beta gamma");
  g_assert_null (pen_example_get_keywords (example)[2]);
  g_assert_cmpint (pen_example_get_action (example), ==, PEN_ACTION_TEST);
  g_assert_cmpint (pen_example_get_ending (example), ==, PEN_EXAMPLE_FAILS_TO_COMPILE);
  g_assert_cmpstr (pen_example_get_code (example), ==, "E0382");
  input = g_bytes_get_data (pen_example_get_stdin (example), &length);
  g_assert_cmpmem (input, length, "1\n2\n", 4);
  test_folder_remove (root);
}

static void
test_has_defaults (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *folder = make_example (root, GOOD);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenExample) example = pen_example_new_from_folder (folder, &error);

  g_assert_no_error (error);
  g_assert_null (pen_example_get_next_id (example));
  g_assert_null (pen_example_get_keywords (example)[0]);
  g_assert_cmpint (pen_example_get_action (example), ==, PEN_ACTION_RUN);
  g_assert_cmpint (pen_example_get_ending (example), ==, PEN_EXAMPLE_SUCCEEDS);
  g_assert_null (pen_example_get_code (example));
  g_assert_null (pen_example_get_stdin (example));
  test_folder_remove (root);
}

static void
test_copy_is_independent (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *folder = make_example (root, GOOD "Args=-v;two words;\nStdin=x\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (PenExample) example = NULL;
  g_autoptr (PenProgram) program = NULL;
  g_autoptr (GBytes) more = g_bytes_new_static ("x", 1);

  test_folder_write (folder, "notes.txt", "a note");
  example = pen_example_new_from_folder (folder, &error);
  g_assert_no_error (error);
  program = pen_example_dup_program (example);
  g_assert_null (program->base);
  g_assert_true (program->options->has_stdin);
  g_assert_cmpuint (program->options->args->len, ==, 2);
  g_assert_cmpstr (program->options->args->pdata[1], ==, "two words");

  /* What describes it is no part of it; everything else is. */
  g_assert_cmpuint (program->sources->files->len, ==, 2);
  g_assert_nonnull (pen_sources_get (program->sources, "notes.txt"));
  g_assert_cmpstr (pen_sources_get_root (program->sources), ==, "src/main.rs");

  g_assert_true (pen_sources_add (program->sources, "more.txt", more, &error));
  g_assert_cmpuint (pen_example_get_sources (example)->files->len, ==, 2);
  test_folder_remove (root);
}

typedef struct
{
  const char *description;
  const char *named; /* what the message names */
} Broken;

static const Broken broken[] = {
    {"", "[Example]"},
    {"\n# nothing\n", "[Example]"},
    {"Title=x\n", "example.ini"},
    {"[Example\n", "example.ini"},
    {"[Other]\nTitle=x\n", "[Example]"},
    {GOOD "[Other]\n", "[Example]"},
    {GOOD "Titel=x\n", "Titel"},
    {GOOD "Title[de]=x\n", "Title[de]"},
    {GOOD "Title=\n", "Title"},
    {GOOD "Title=bad \\escape\n", "Title"},
    {GOOD "Title=A title that goes on for longer than forty characters do\n", "Title"},
    {GOOD "Summary=\n", "Summary"},
    {GOOD "Topic=texts\n", "Topic"},
    {GOOD "Topic=errors\n", "Topic"},
    {GOOD "Level=expert\n", "Level"},
    {GOOD "Order=0\n", "Order"},
    {GOOD "Order=100\n", "Order"},
    {GOOD "Order=99999999999999999999\n", "Order"},
    {GOOD "Order=one\n", "Order"},
    {GOOD "Action=build\n", "Action"},
    {GOOD "Action=\n", "Action"},
    {GOOD "Expect=failure\n", "Expect"},
    {GOOD "Expect=compile-error\n", "Code"},
    {GOOD "Code=E0382\n", "Code"},
    {GOOD "Expect=panic\nCode=E0382\n", "Code"},
    {GOOD "Keywords=1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17\n", "Keywords"},
    {GOOD "Args=1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17\n", "Args"},
    {"[Example]\nSummary=x\nTopic=text\nLevel=beginner\nOrder=1\n", "Title"},
    {"[Example]\nTitle=x\nTopic=text\nLevel=beginner\nOrder=1\n", "Summary"},
    {"[Example]\nTitle=x\nSummary=x\nLevel=beginner\nOrder=1\n", "Topic"},
    {"[Example]\nTitle=x\nSummary=x\nTopic=text\nOrder=1\n", "Level"},
    {"[Example]\nTitle=x\nSummary=x\nTopic=text\nLevel=beginner\n", "Order"},
};

static void
check_refused (const char *folder, int code, const char *named)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenExample) example = pen_example_new_from_folder (folder, &error);

  g_assert_null (example);
  g_assert_error (error, PEN_CORE_ERROR, code);
  if (strstr (error->message, named) == NULL)
    g_error ("\"%s\" does not name %s", error->message, named);
}

static void
test_refuses_slips (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *root = test_folder_new ();
      g_autofree char *folder = make_example (root, broken[i].description);

      g_test_message ("%s", broken[i].description);
      check_refused (folder, PEN_CORE_ERROR_FORMAT, broken[i].named);
      test_folder_remove (root);
    }
}

/* The limits themselves are allowed. */
static void
test_allows_limits (void)
{
  g_autofree char *title = g_strnfill (PEN_EXAMPLE_MAX_TITLE, 'x');
  g_autofree char *summary = g_strnfill (PEN_EXAMPLE_MAX_SUMMARY, 'x');
  g_autofree char *description =
      g_strdup_printf ("[Example]\nTitle=%s\nSummary=%s\nTopic=text\nLevel=beginner\nOrder=99\n"
                       "Args=1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16\n",
                       title,
                       summary);
  g_autofree char *root = test_folder_new ();
  g_autofree char *folder = make_example (root, description);
  g_autofree char *big =
      g_strnfill (PEN_EXAMPLE_MAX_BYTES - strlen (description) - strlen (MAIN), 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (PenExample) example = NULL;

  test_folder_write (folder, "big.txt", big);
  example = pen_example_new_from_folder (folder, &error);
  g_assert_no_error (error);
  test_folder_write (folder, "one-more.txt", "x");
  check_refused (folder, PEN_CORE_ERROR_TOO_BIG, "text-one");
  test_folder_remove (root);
}

static void
test_refuses_many_files (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *folder = make_example (root, GOOD);

  for (guint i = 0; i < PEN_EXAMPLE_MAX_FILES - 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("file%u.txt", i);

      test_folder_write (folder, name, "");
    }
  check_refused (folder, PEN_CORE_ERROR_TOO_BIG, "text-one");
  test_folder_remove (root);
}

static void
test_refuses_missing_and_strange_files (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *folder = make_example (root, GOOD);
  g_autofree char *main_file = g_build_filename (folder, "src", "main.rs", NULL);
  g_autofree char *expected = g_build_filename (folder, "expected.txt", NULL);
  g_autofree char *description = g_build_filename (folder, "example.ini", NULL);
  g_autofree char *nowhere = g_build_filename (root, "text-nowhere", NULL);

  check_refused (nowhere, PEN_CORE_ERROR_INPUT, "text-nowhere");

  test_folder_write (folder, "data.bin", "\xff\xfe");
  check_refused (folder, PEN_CORE_ERROR_FORMAT, "data.bin");
  test_folder_write (folder, "data.bin", "");

  g_assert_cmpint (g_unlink (expected), ==, 0);
  check_refused (folder, PEN_CORE_ERROR_FORMAT, "expected.txt");
  test_folder_write (folder, "expected.txt", "");

  /* A link is passed over, so a description elsewhere is none. */
  g_assert_cmpint (g_unlink (description), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", description), ==, 0);
  check_refused (folder, PEN_CORE_ERROR_FORMAT, "example.ini");
  g_assert_cmpint (g_unlink (description), ==, 0);
  test_folder_write (folder, "example.ini", GOOD);

  g_assert_cmpint (g_unlink (main_file), ==, 0);
  check_refused (folder, PEN_CORE_ERROR_INPUT, "text-one");
  test_folder_remove (root);
}

static void
test_levels_have_titles (void)
{
  for (PenExampleLevel level = PEN_EXAMPLE_BEGINNER; level <= PEN_EXAMPLE_ADVANCED; level++)
    g_assert_cmpuint (strlen (pen_example_level_get_title (level)), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/example/reads-everything", test_reads_everything);
  g_test_add_func ("/core/example/has-defaults", test_has_defaults);
  g_test_add_func ("/core/example/copy-is-independent", test_copy_is_independent);
  g_test_add_func ("/core/example/refuses-slips", test_refuses_slips);
  g_test_add_func ("/core/example/allows-limits", test_allows_limits);
  g_test_add_func ("/core/example/refuses-many-files", test_refuses_many_files);
  g_test_add_func ("/core/example/refuses-missing-and-strange-files",
                   test_refuses_missing_and_strange_files);
  g_test_add_func ("/core/example/levels-have-titles", test_levels_have_titles);
  return g_test_run ();
}
