/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Tests as a tree: what is seen first, what a row asks its window for, live, and thousands. */
#include "tests-view.h"

#include <string.h>

#include "display.h"
#include "test-item.h"
#include "zoom.h"

static const char *const own_files[] = {"src/lib.rs", NULL};

static const char some[] =
    "\nrunning 5 tests\n"
    "test a_fine ... ok\n"
    "test money::adds ... ok\n"
    "test money::subtracts ... FAILED\n"
    "test money::waits ... ignored, takes a minute\n"
    "test zeros::divides - should panic ... ok\n"
    "\nfailures:\n\n"
    "---- money::subtracts stdout ----\n\n"
    "thread 'money::subtracts' (7) panicked at src/lib.rs:14:9:\n"
    "assertion `left == right` failed\n  left: 3\n right: 4\n"
    "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
    "\n\nfailures:\n    money::subtracts\n"
    "\ntest result: FAILED. 3 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in "
    "0.02s\n\n";

typedef struct
{
  PenTestsView *view;
  PenTestReport *report;
  GtkWindow *window;
  GString *asked;
} Fixture;

static void
take_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autofree char *text = g_variant_print (parameter, /* type_annotate= */ FALSE);
  Fixture *fixture = data;

  g_string_append_printf (fixture->asked, "%s%s|", g_action_get_name (G_ACTION (action)), text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GActionEntry entries[] = {
      {"run-tests", take_action, "as", NULL, NULL, {0}},
      {"go-to", take_action, "(suu)", NULL, NULL, {0}},
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  fixture->asked = g_string_new (NULL);
  fixture->report = pen_test_report_new (own_files);
  fixture->view = pen_tests_view_new ();
  fixture->window = pen_test_show (GTK_WIDGET (fixture->view), 520, 420);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *)&view);
  gtk_window_destroy (fixture->window);
  PEN_WAIT_UNTIL (view == NULL);
  g_assert_finalize_object (fixture->report);
  g_string_free (fixture->asked, TRUE);
}

static void
push (Fixture *fixture, const char *text)
{
  pen_test_report_push (fixture->report, text, strlen (text));
}

static void
show_some (Fixture *fixture)
{
  pen_tests_view_set_report (fixture->view, fixture->report);
  push (fixture, some);
  pen_test_report_end (fixture->report);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->view), PEN_TYPE_TESTS_VIEW, name);
}

/* The rows' names in order, "  adds|". */
static char *
describe (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (get_child (fixture, "list")));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, i);
      g_autoptr (PenTestRow) test = gtk_tree_list_row_get_item (row);

      g_string_append_printf (text,
                              "%*s%s|",
                              (int)gtk_tree_list_row_get_depth (row),
                              "",
                              pen_test_row_get_name (test));
    }
  return g_strdup (text->str);
}

static gboolean
has_rows (Fixture *fixture, const char *expected)
{
  g_autofree char *rows = describe (fixture);

  return g_str_equal (rows, expected);
}

static void
wait_for (Fixture *fixture, const char *expected)
{
  PEN_WAIT_UNTIL (has_rows (fixture, expected));
}

static GtkWidget *
find_item (GtkWidget *widget, const char *name)
{
  if (PEN_IS_TEST_ITEM (widget))
    {
      GObject *label = gtk_widget_get_template_child (widget, PEN_TYPE_TEST_ITEM, "name");

      if (g_str_equal (gtk_label_get_label (GTK_LABEL (label)), name))
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_item (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
get_part (Fixture *fixture, const char *item, const char *part)
{
  GtkWidget *widget = find_item (GTK_WIDGET (fixture->view), item);

  g_assert_nonnull (widget);
  return gtk_widget_get_template_child (widget, PEN_TYPE_TEST_ITEM, part);
}

static gboolean
says (Fixture *fixture, const char *item, const char *words)
{
  return g_str_equal (gtk_label_get_label (get_part (fixture, item, "words")), words);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  GtkStack *stack = get_child (fixture, "stack");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  pen_test_picture (GTK_WIDGET (fixture->view), "tests-empty");
  pen_tests_view_set_report (fixture->view, fixture->report);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  push (fixture, "running 1 test\n");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "tests");
  g_assert_cmpstr (pen_tests_view_get_summary (fixture->view), ==, "The tests begin");
  pen_tests_view_set_report (fixture->view, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  g_assert_cmpstr (pen_tests_view_get_summary (fixture->view), ==, "");
}

static void
test_failed_first (Fixture *fixture, gconstpointer data)
{
  show_some (fixture);
  g_assert_cmpstr (pen_tests_view_get_summary (fixture->view),
                   ==,
                   "1 failed, 3 passed, 1 ignored in 0.02 s");
  wait_for (fixture, "money| subtracts| adds| waits|a_fine|zeros| divides|");
  pen_test_picture (GTK_WIDGET (fixture->view), "tests-some");
  g_assert_true (gtk_widget_get_mapped (get_part (fixture, "subtracts", "output")));
  g_assert_nonnull (
      strstr (gtk_label_get_label (get_part (fixture, "subtracts", "output")), "left: 3"));
  g_assert_cmpstr (gtk_label_get_label (get_part (fixture, "money", "words")),
                   ==,
                   "1 failed, 1 passed, 1 ignored");
  g_assert_cmpstr (gtk_label_get_label (get_part (fixture, "waits", "words")),
                   ==,
                   "ignored: takes a minute");
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "adds", "toggle")));
}

static void
test_asks (Fixture *fixture, gconstpointer data)
{
  GtkSingleSelection *selection;

  show_some (fixture);
  wait_for (fixture, "money| subtracts| adds| waits|a_fine|zeros| divides|");
  pen_test_settle (GTK_WIDGET (fixture->view));
  g_signal_emit_by_name (get_part (fixture, "subtracts", "link"), "clicked");
  g_assert_cmpstr (fixture->asked->str, ==, "go-to('src/lib.rs', 14, 9)|");
  g_string_truncate (fixture->asked, 0);
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (get_child (fixture, "list")));
  gtk_single_selection_set_selected (selection, 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "tests.run-this", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "tests.go-to", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "run-tests['money::adds', '--exact']|");
}

static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *menu = get_child (fixture, "menu");
  GtkWidget *list = get_child (fixture, "list");

  show_some (fixture);
  wait_for (fixture, "money| subtracts| adds| waits|a_fine|zeros| divides|");
  pen_test_settle (GTK_WIDGET (fixture->view));
  gtk_widget_grab_focus (list);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "tests.menu", NULL);
  PEN_WAIT_UNTIL (gtk_widget_get_mapped (menu));
  gtk_widget_activate_action (menu, "tests.run-this", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "run-tests['money::']|");
  pen_test_settle (menu);
  pen_test_picture (menu, "tests-menu");
  gtk_popover_popdown (GTK_POPOVER (menu));
}

/* Enter on a module closes it, on a test what it printed; a closed one stays closed. */
static void
test_opens_and_closes (Fixture *fixture, gconstpointer data)
{
  show_some (fixture);
  wait_for (fixture, "money| subtracts| adds| waits|a_fine|zeros| divides|");
  pen_test_settle (GTK_WIDGET (fixture->view));
  g_signal_emit_by_name (get_child (fixture, "list"), "activate", 1);
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "subtracts", "details")));
  g_signal_emit_by_name (get_child (fixture, "list"), "activate", 0);
  wait_for (fixture, "money|a_fine|zeros| divides|");
  g_signal_emit_by_name (get_child (fixture, "list"), "activate", 0);
  pen_test_settle (GTK_WIDGET (fixture->view));
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "subtracts", "details")));
}

static void
test_live (Fixture *fixture, gconstpointer data)
{
  pen_tests_view_set_report (fixture->view, fixture->report);
  push (fixture, "running 3 tests\ntest a ... ok\ntest b ... ");
  g_assert_cmpstr (pen_tests_view_get_summary (fixture->view),
                   ==,
                   "1 of 3 tests: 1 passed, 1 running");
  pen_test_settle (GTK_WIDGET (fixture->view));
  push (fixture, "FAILED\n");
  wait_for (fixture, "b|a|");
  pen_test_report_end (fixture->report);
  g_assert_cmpstr (pen_tests_view_get_summary (fixture->view),
                   ==,
                   "2 of 3 tests: 1 failed, 1 passed");
}

/* What a program prints is shown as it is, and no more of it than can be drawn quickly. */
static void
test_hostile_output (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("running 1 test\ntest a ... FAILED\n\nfailures:\n\n"
                                           "---- a stdout ----\n<b>bold</b> &amp;\n");
  const char *shown;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "ä");
  for (guint i = 0; i < 500; i++)
    g_string_append (text, "x\n");
  g_string_append (text,
                   "\n\nfailures:\n    a\n\ntest result: FAILED. 0 passed; 1 failed; 0 ignored; "
                   "0 measured; 0 filtered out; finished in 0.00s\n");
  pen_tests_view_set_report (fixture->view, fixture->report);
  push (fixture, text->str);
  pen_test_settle (GTK_WIDGET (fixture->view));
  shown = gtk_label_get_label (get_part (fixture, "a", "output"));
  g_assert_true (g_str_has_prefix (shown, "<b>bold</b> &amp;\n"));
  g_assert_cmpuint (strlen (shown), <=, 8192 + 400);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "a", "cut")));
}

static gboolean
note_gap (gpointer data)
{
  gint64 *times = data;
  gint64 now = g_get_monotonic_time ();

  times[1] = MAX (times[1], now - times[0]);
  times[0] = now;
  return G_SOURCE_CONTINUE;
}

/* Ten thousand in a hundred modules, a tenth of which fail, as they come from a pipe. */
static void
test_thousands (Fixture *fixture, gconstpointer data)
{
  gint64 times[2] = {g_get_monotonic_time (), 0};
  gint64 start = times[0];
  guint source;

  pen_tests_view_set_report (fixture->view, fixture->report);
  source = g_timeout_add (5, note_gap, times);
  push (fixture, "running 9900 tests\n");
  for (guint module = 0; module < 99; module++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint test = 0; test < 100; test++)
        g_string_append_printf (text,
                                "test module_%02u::test_%02u ... %s\n",
                                module,
                                test,
                                test % 10 == 0 ? "FAILED" : "ok");
      push (fixture, text->str);
      while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
        continue;
    }
  pen_test_report_end (fixture->report);
  pen_test_settle (GTK_WIDGET (fixture->view));
  g_source_remove (source);
  g_test_message ("%.2f s, longest gap %.0f ms",
                  (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC,
                  (double)times[1] / 1000);
#ifndef __SANITIZE_ADDRESS__ /* which makes every allocation slow */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
#endif
  g_assert_true (
      g_str_has_prefix (pen_tests_view_get_summary (fixture->view), "990 failed, 8910 passed"));
  PEN_WAIT_UNTIL (says (fixture, "module_00", "10 failed, 90 passed"));
  pen_test_picture (GTK_WIDGET (fixture->view), "tests-thousands");
}

static void
test_looks (Fixture *fixture, gconstpointer data)
{
  show_some (fixture);
  wait_for (fixture, "money| subtracts| adds| waits|a_fine|zeros| divides|");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (fixture->view), "tests-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_set_default_size (fixture->window, 300, 420);
  pen_test_picture (GTK_WIDGET (fixture->view), "tests-narrow");
  gtk_window_set_default_size (fixture->window, 1024, 768);
  pen_zoom_apply (GTK_WIDGET (fixture->view), 3);
  pen_test_picture (GTK_WIDGET (fixture->view), "tests-300");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->view)), <=, 1024);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/tests-view/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("says-how-to-write-one", test_empty);
  ADD ("shows-failed-first", test_failed_first);
  ADD ("asks-its-window", test_asks);
  ADD ("has-a-menu", test_menu);
  ADD ("opens-and-closes", test_opens_and_closes);
  ADD ("follows-a-run", test_live);
  ADD ("shows-hostile-output", test_hostile_output);
  ADD ("stays-smooth-with-thousands", test_thousands);
  ADD ("fits-where-it-is-put", test_looks);
  return g_test_run ();
}
