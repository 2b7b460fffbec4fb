/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From a word to a page that is opened, or to a sentence that says why not. */
#include "docs-help.h"

#include <glib/gstdio.h>
#include <string.h>

#include "display.h"

typedef struct
{
  char *top;
  PenToolchainList *toolchains;
  PenDocsHelp *help;
  char *launched;
  GAsyncResult *result;
} Fixture;

static void
write_file (Fixture *fixture, const char *name)
{
  g_autofree char *path =
      g_build_filename (fixture->top, ".rustup", "toolchains", "stable", name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents_full (path, "", 0, 0, 0755, NULL));
}

static gboolean
launch (PenDocsHelp *help, const char *uri, gpointer data)
{
  Fixture *fixture = data;

  g_free (fixture->launched);
  fixture->launched = g_strdup (uri);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->top = g_dir_make_tmp ("playpen-help-XXXXXX", NULL);
  write_file (fixture, "bin/rustc");
  write_file (fixture, "share/doc/rust/html/std/index.html");
  write_file (fixture, "share/doc/rust/html/std/macro.println.html");
  fixture->toolchains = pen_toolchain_list_new_in (fixture->top, fixture->top, fixture->top);
  fixture->help = pen_docs_help_new ();
  g_signal_connect (fixture->help, "launch", G_CALLBACK (launch), fixture);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, entry, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  PenDocsHelp *help = fixture->help;

  /* What was asked before and does not count any more holds it for a moment. */
  g_clear_object (&fixture->result);
  g_object_add_weak_pointer (G_OBJECT (help), (gpointer *)&help);
  g_object_unref (fixture->help);
  PEN_WAIT_UNTIL (help == NULL);
  g_object_unref (fixture->toolchains);
  remove_tree (fixture->top);
  g_free (fixture->top);
  g_free (fixture->launched);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->result = g_object_ref (result);
}

static gboolean
open_word (Fixture *fixture, const char *word, GError **error)
{
  g_clear_object (&fixture->result);
  pen_docs_help_open_async (fixture->help, NULL, word, keep_result, fixture);
  PEN_WAIT_UNTIL (fixture->result != NULL);
  return pen_docs_help_open_finish (fixture->help, fixture->result, error);
}

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pen_docs_help_set_toolchains (fixture->help, fixture->toolchains, NULL);
  PEN_WAIT_UNTIL (pen_docs_help_get_available (fixture->help));
  g_assert_null (pen_docs_help_get_reason (fixture->help));
  g_assert_true (open_word (fixture, "println!", &error));
  g_assert_true (g_str_has_prefix (fixture->launched, "file:///"));
  g_assert_true (g_str_has_suffix (fixture->launched, "/std/macro.println.html"));
}

static void
test_says_why_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) early = NULL, nothing = NULL, unknown = NULL;

  g_assert_nonnull (pen_docs_help_get_reason (fixture->help));
  g_assert_false (open_word (fixture, "println!", &early));
  g_assert_cmpstr (early->message, ==, pen_docs_help_get_reason (fixture->help));
  pen_docs_help_set_toolchains (fixture->help, fixture->toolchains, NULL);
  PEN_WAIT_UNTIL (pen_docs_help_get_available (fixture->help));
  g_assert_false (open_word (fixture, NULL, &nothing));
  g_assert_nonnull (strstr (nothing->message, "no word"));
  g_assert_false (open_word (fixture, "garden", &unknown));
  g_assert_nonnull (strstr (unknown->message, "garden"));
  g_assert_null (fixture->launched);
}

/* Only the last answer counts, and none that comes too late. */
static void
test_asked_again (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    pen_docs_help_set_toolchains (fixture->help, fixture->toolchains, "no-such");
  PEN_WAIT_UNTIL (pen_docs_help_get_available (fixture->help));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/docs-help/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("opens-a-page", test_opens);
  ADD ("says-why-not", test_says_why_not);
  ADD ("takes-the-last-answer", test_asked_again);
  return g_test_run ();
}
