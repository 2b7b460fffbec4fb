/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The list of problems: what is open, what is folded, what a key or a click leads to, and which
 * drawing there is room for. */
#include "problems-view.h"

#include <string.h>

#include "display.h"
#include "keys.h"
#include "problem-details.h"
#include "problem-list.h"
#include "problem-row.h"
#include "problem-text.h"
#include "recorded.h"
#include "zoom.h"

/* --- The rows --- */

static PenProblemItem *
get_row (PenProblemList *list, guint position)
{
  g_autoptr (PenProblemItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_assert_nonnull (item);
  return item; /* the list has it */
}

/* A line for each row: "v" open, ">" closed, and its title. */
static void
assert_rows (PenProblemList *list, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_string_append_printf (text,
                            "%s%s\n",
                            pen_problem_item_get_open (get_row (list, i)) ? "v " : "> ",
                            pen_problem_item_get_title (get_row (list, i)));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
append (GListStore *store, PenLevel level, const char *message)
{
  g_autoptr (PenDiagnostic) problem = pen_test_problem (level, message, 1, 1, 2);

  g_list_store_append (store, problem);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, /* may_block= */ FALSE))
    ;
}

static void
test_order (void)
{
  g_autoptr (PenProblemList) list = pen_problem_list_new ();
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);

  assert_rows (list, "");
  append (store, PEN_LEVEL_WARNING, "w1");
  append (store, PEN_LEVEL_WARNING, "w2");
  pen_problem_list_set_diagnostics (list, G_LIST_MODEL (store));
  assert_rows (list, "> warning: w1\n> warning: w2\n");
  append (store, PEN_LEVEL_ERROR, "e1\nmore of it");
  append (store, PEN_LEVEL_ERROR, "e2");
  append (store, PEN_LEVEL_FAILURE_NOTE, "For more information, try …");
  drain ();
  assert_rows (list, "v error: e1\n> error: e2\n> 2 warnings\n");
  g_assert_cmpuint (pen_problem_list_get_n_errors (list), ==, 2);
  pen_problem_list_toggle_fold (list);
  assert_rows (list, "v error: e1\n> error: e2\nv 2 warnings\n> warning: w1\n> warning: w2\n");
  append (store, PEN_LEVEL_NOTE, "n");
  pen_problem_list_set_n_dropped (list, 12);
  drain ();
  assert_rows (list,
               "v error: e1\n> error: e2\nv 3 remarks\n> warning: w1\n> warning: w2\n> note: n\n"
               "> 12 more problems are not listed\n");
  pen_problem_list_set_diagnostics (list, NULL);
  pen_problem_list_set_n_dropped (list, G_MAXUINT64);
  assert_rows (list, "> There are more problems, which are not listed\n");
  pen_problem_list_set_n_dropped (list, 0);
  assert_rows (list, "");
}

/* The next check finds the same problems: rows stay the same objects, open as they were. */
static void
test_next_check (void)
{
  g_autoptr (PenProblemList) list = pen_problem_list_new ();
  g_autoptr (GListStore) first = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  g_autoptr (GListStore) second = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  PenProblemItem *item;
  g_autoptr (PenDiagnostic) found = NULL;

  append (first, PEN_LEVEL_ERROR, "same");
  append (first, PEN_LEVEL_ERROR, "same");
  append (first, PEN_LEVEL_ERROR, "fixed");
  append (second, PEN_LEVEL_ERROR, "same");
  append (second, PEN_LEVEL_ERROR, "same");
  append (second, PEN_LEVEL_ERROR, "new");
  pen_problem_list_set_diagnostics (list, G_LIST_MODEL (first));
  pen_problem_item_set_open (get_row (list, 0), FALSE);
  pen_problem_item_set_open (get_row (list, 1), TRUE);
  item = get_row (list, 1);
  pen_problem_list_set_diagnostics (list, G_LIST_MODEL (second));
  assert_rows (list, "> error: same\nv error: same\n> error: new\n");
  g_assert_true (get_row (list, 1) == item);
  found = g_list_model_get_item (G_LIST_MODEL (second), 1);
  g_assert_true (pen_problem_item_get_diagnostic (item) == found);
}

static void
test_reveal (void)
{
  g_autoptr (PenProblemList) list = pen_problem_list_new ();
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  g_autoptr (PenDiagnostic) stranger = pen_test_problem (PEN_LEVEL_ERROR, "x", 1, 1, 1);
  g_autoptr (PenDiagnostic) warning = NULL;
  guint position = 77;

  append (store, PEN_LEVEL_WARNING, "w");
  append (store, PEN_LEVEL_ERROR, "e");
  pen_problem_list_set_diagnostics (list, G_LIST_MODEL (store));
  warning = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_assert_false (pen_problem_list_reveal (list, stranger, &position));
  g_assert_cmpuint (position, ==, 77);
  g_assert_true (pen_problem_list_reveal (list, warning, &position));
  g_assert_cmpuint (position, ==, 2);
}

/* --- Words and drawings --- */

static const PenPaletteTheme light = {.dark = FALSE};

static void
assert_markup (const char *markup)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error) ||
                 strstr (markup, "<a href") != NULL);
}

static void
test_drawings (void)
{
  static const char *const names[] =
      {"borrow", "cargo", "clippy", "crlf", "escape", "ice", "import", "lifetime", "macro"};
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GListStore) store = pen_test_recorded (names[i]);

      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (store)); k++, n++)
        {
          g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (G_LIST_MODEL (store), k);
          g_autofree char *all = pen_problem_dup_rendered_markup (diagnostic, TRUE, &light);
          g_autofree char *some = pen_problem_dup_rendered_markup (diagnostic, FALSE, &light);
          g_autofree char *narrow = pen_problem_dup_narrow_markup (diagnostic, 34, &light);
          g_autofree char *line = pen_problem_dup_headline (diagnostic, TRUE);
          /* Labels warn, which fails the test, of what is no markup. */
          GtkLabel *label = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));

          gtk_label_set_markup (label, all);
          gtk_label_set_markup (label, some);
          gtk_label_set_markup (label, narrow);
          g_object_unref (label);
          g_assert_null (strchr (line, '\n'));
          g_assert_null (strchr (all, '\033'));
          g_assert_null (strchr (narrow, '\033'));
          assert_markup (all);
        }
    }
  g_assert_cmpuint (n, >, 20);
}

static void
test_borrow (void)
{
  g_autoptr (GListStore) store = pen_test_recorded ("borrow");
  g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_autofree char *headline = pen_problem_dup_headline (diagnostic, TRUE);
  g_autofree char *place = pen_problem_dup_place (diagnostic);
  g_autofree char *labels = pen_problem_dup_labels (diagnostic, 10);
  g_autofree char *all = pen_problem_dup_rendered_markup (diagnostic, TRUE, &light);
  g_autofree char *some = pen_problem_dup_rendered_markup (diagnostic, FALSE, &light);
  g_autofree char *narrow = pen_problem_dup_narrow_markup (diagnostic, 34, &light);
  g_autoptr (PenSuggestion) fix = pen_problem_dup_first_fix (diagnostic);
  g_autofree char *fix_text = NULL;

  g_assert_cmpstr (headline, ==, "error[E0382]: borrow of moved value: `seats`");
  g_assert_cmpstr (place, ==, "src/main.rs:5:26");
  g_assert_nonnull (strstr (labels, "value borrowed here after move"));
  g_assert_nonnull (strstr (labels, "line 4: value moved here"));
  g_assert_nonnull (strstr (all, "<a href=\"place:5:26:src/main.rs\">"));
  g_assert_nonnull (strstr (all, "E0382"));
  g_assert_null (strstr (some, "E0382"));
  g_assert_nonnull (strstr (narrow, "<a href=\"place:5:26:src/main.rs\">"));
  g_assert_nonnull (strstr (narrow, "<span weight=\"bold\" foreground=\"#"));
  g_assert_null (strstr (narrow, "performance cost")); /* a button's */
  g_assert_nonnull (fix);
  fix_text = pen_problem_dup_fix (fix);
  g_assert_cmpstr (fix_text,
                   ==,
                   "consider cloning the value if the performance cost is acceptable: `.clone()`");
}

static void
test_hostile_words (void)
{
  g_autoptr (GString) huge = g_string_new ("<b>&\033[31m\xe2\x80\xae\t");
  g_autoptr (PenDiagnostic) diagnostic = NULL;
  g_autofree char *headline = NULL;
  g_autofree char *all = NULL;
  g_autofree char *narrow = NULL;
  g_autofree char *place = NULL;
  g_autofree char *labels = NULL;
  GtkLabel *label = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));
  PenSpan *span = pen_test_span ("src/<\"'&%:1:1>.rs", 3, 1, 2);

  for (guint i = 0; i < 100000; i++)
    g_string_append (huge, "é & <\n");
  diagnostic = pen_diagnostic_new (PEN_LEVEL_ERROR, huge->str);
  span->label = g_strdup (huge->str);
  pen_span_take_line (span, g_strdup (huge->str), 1, 2);
  pen_diagnostic_take_span (diagnostic, span);
  pen_diagnostic_set_rendered (diagnostic, huge->str);
  headline = pen_problem_dup_headline (diagnostic, FALSE);
  g_assert_cmpint (g_utf8_strlen (headline, -1), <, 5000);
  all = pen_problem_dup_rendered_markup (diagnostic, TRUE, &light);
  g_assert_cmpuint (strlen (all), <, 100000);
  narrow = pen_problem_dup_narrow_markup (diagnostic, 0, &light);
  place = pen_problem_dup_place (diagnostic);
  labels = pen_problem_dup_labels (diagnostic, 3);
  gtk_label_set_markup (label, all);
  gtk_label_set_markup (label, narrow);
  g_object_unref (label);
}

/* --- The view --- */

typedef struct
{
  GtkWindow *window;
  PenProblemsView *view;
  char *went_to; /* "FILE:LINE:COLUMN", the last */
  guint n_went;
  PenSuggestion *applied; /* nullable */
} Fixture;

static void
on_go_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;
  const char *file;
  guint line, column;

  g_variant_get (parameter, "(&suu)", &file, &line, &column);
  g_free (fixture->went_to);
  fixture->went_to = g_strdup_printf ("%s:%u:%u", file, line, column);
  fixture->n_went++;
}

static void
on_apply (PenProblemsView *view,
          PenDiagnostic *diagnostic,
          PenSuggestion *suggestion,
          Fixture *fixture)
{
  g_assert_true (PEN_IS_DIAGNOSTIC (diagnostic));
  g_clear_pointer (&fixture->applied, pen_suggestion_unref);
  fixture->applied = pen_suggestion_ref (suggestion);
}

static void
show (Fixture *fixture, int width, int height)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("go-to", G_VARIANT_TYPE ("(suu)"));

  memset (fixture, 0, sizeof *fixture);
  fixture->view = PEN_PROBLEMS_VIEW (pen_problems_view_new ());
  g_signal_connect (action, "activate", G_CALLBACK (on_go_to), fixture);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->view), "win", G_ACTION_GROUP (group));
  g_signal_connect (fixture->view, "apply", G_CALLBACK (on_apply), fixture);
  fixture->window = pen_test_show (GTK_WIDGET (fixture->view), width, height);
}

static void
hide (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *)&fixture->view);
  gtk_window_destroy (fixture->window);
  drain ();
  g_assert_null (fixture->view);
  g_free (fixture->went_to);
  g_clear_pointer (&fixture->applied, pen_suggestion_unref);
}

/* The first widget of a type that is on the screen, in the order of reading, from the @nth on. */
static GtkWidget *
find (GtkWidget *widget, GType type, guint *nth)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, nth);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_nth (Fixture *fixture, GType type, guint nth)
{
  return find (GTK_WIDGET (fixture->view), type, &nth);
}

/* The button with words that begin so. */
static GtkWidget *
find_button (Fixture *fixture, const char *prefix)
{
  GtkWidget *button;

  for (guint i = 0; (button = find_nth (fixture, GTK_TYPE_BUTTON, i)) != NULL; i++)
    {
      GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

      if (GTK_IS_LABEL (child) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (child)), prefix))
        return button;
    }
  return NULL;
}

static GListStore *
make_mixed (void)
{
  GListStore *store = pen_test_recorded ("borrow");
  g_autoptr (GListStore) imports = pen_test_recorded ("import");
  g_autoptr (GListStore) unused = pen_test_recorded ("unused");

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (PenDiagnostic) import = g_list_model_get_item (G_LIST_MODEL (imports), i);
      g_autoptr (PenDiagnostic) warning = g_list_model_get_item (G_LIST_MODEL (unused), i);

      g_list_store_append (store, import);
      if (warning != NULL)
        g_list_store_append (store, warning);
    }
  return store;
}

static void
test_wide_and_narrow (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = make_mixed ();

  show (&fixture, 1024, 700);
  pen_test_picture (GTK_WIDGET (fixture.window), "problems-empty");
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_problems_view_set_n_dropped (fixture.view, 230);
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_assert_cmpuint (pen_problems_view_get_columns (fixture.view), >=, PEN_NARROW_BELOW);
  g_assert_nonnull (find_button (&fixture, "Apply: consider cloning"));
  pen_test_picture (GTK_WIDGET (fixture.window), "problems-wide");
  gtk_window_set_default_size (fixture.window, 360, 640);
  PEN_WAIT_UNTIL (pen_problems_view_get_columns (fixture.view) < 60);
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.view)), <=, 360);
  pen_test_picture (GTK_WIDGET (fixture.window), "problems-narrow");
  gtk_window_set_default_size (fixture.window, 1024, 768);
  pen_zoom_apply (GTK_WIDGET (fixture.view), 3);
  PEN_WAIT_UNTIL (pen_problems_view_get_columns (fixture.view) >= 30 &&
                  pen_problems_view_get_columns (fixture.view) <= 50);
  pen_test_settle (GTK_WIDGET (fixture.view));
  pen_test_picture (GTK_WIDGET (fixture.window), "problems-zoomed");
  hide (&fixture);
}

static void
test_apply (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = make_mixed ();
  g_autoptr (PenDiagnostic) import = g_list_model_get_item (G_LIST_MODEL (store), 3);

  show (&fixture, 1024, 700);
  g_assert_false (pen_problems_view_apply_selected (fixture.view));
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_test_settle (GTK_WIDGET (fixture.view));
  /* The first problem is selected from the beginning: one key. */
  g_assert_true (pen_problems_view_apply_selected (fixture.view));
  g_assert_true (pen_problem_can_apply (fixture.applied));
  g_clear_pointer (&fixture.applied, pen_suggestion_unref);
  g_signal_emit_by_name (find_button (&fixture, "Apply: consider cloning"), "clicked");
  g_assert_true (pen_problem_can_apply (fixture.applied));
  g_assert_true (pen_problems_view_select (fixture.view, import));
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_assert_true (pen_problems_view_get_selected (fixture.view) == import);
  g_assert_false (pen_problems_view_apply_selected (fixture.view));
  g_signal_emit_by_name (find_button (&fixture, "Try, may be wrong: "), "clicked");
  g_assert_true (pen_problem_can_try (fixture.applied));
  hide (&fixture);
}

/* With keys alone: into the list, through it, to the place, into the row, and out again. */
static void
test_keys (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = make_mixed ();
  g_autoptr (GListStore) again = make_mixed ();
  GtkWidget *focus;

  show (&fixture, 1024, 700);
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture.view)));
  pen_test_press (fixture.window, "Return");
  PEN_WAIT_UNTIL (fixture.n_went == 1);
  g_assert_cmpstr (fixture.went_to, ==, "src/main.rs:5:26");
  pen_test_press (fixture.window, "Down Return");
  PEN_WAIT_UNTIL (fixture.n_went == 2);
  g_assert_cmpstr (fixture.went_to, !=, "src/main.rs:5:26");
  pen_test_press (fixture.window, "Up");
  PEN_WAIT_UNTIL (
      pen_diagnostic_get_code (pen_problems_view_get_selected (fixture.view)) != NULL &&
      g_str_equal (pen_diagnostic_get_code (pen_problems_view_get_selected (fixture.view)),
                   "E0382"));
  pen_test_settle (GTK_WIDGET (fixture.view));
  for (guint i = 0; i < 12; i++)
    {
      pen_test_press (fixture.window, "Tab");
      pen_test_settle (GTK_WIDGET (fixture.view));
      focus = gtk_window_get_focus (fixture.window);
      g_assert_nonnull (focus);
      if (focus == find_button (&fixture, "Apply: consider cloning"))
        {
          pen_test_press (fixture.window, "Return");
          PEN_WAIT_UNTIL (fixture.applied != NULL);
        }
      if (GTK_IS_EXPANDER (focus))
        break;
    }
  g_assert_nonnull (fixture.applied);
  pen_test_press (fixture.window, "Return");
  PEN_WAIT_UNTIL (gtk_expander_get_child (GTK_EXPANDER (focus)) != NULL);
  g_assert_cmpuint (fixture.n_went, ==, 2);
  /* The next check finds the same: whoever reads goes on reading. */
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (again));
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_assert_true (gtk_window_get_focus (fixture.window) == focus);
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (focus)));
  pen_test_settle (GTK_WIDGET (fixture.view));
  pen_test_picture (GTK_WIDGET (fixture.window), "problems-explained");
  hide (&fixture);
}

/* Presses the pointer on the middle of @widget. */
static void
click (Fixture *fixture, GtkWidget *widget)
{
  double x = 0, y = 0, left = 0, top = 0;
  g_autofree char *command = NULL;
  g_auto (GStrv) argv = NULL;

  PEN_WAIT_UNTIL (gtk_window_is_active (fixture->window));
  g_assert_true (gtk_widget_translate_coordinates (widget,
                                                   GTK_WIDGET (fixture->window),
                                                   gtk_widget_get_width (widget) / 2.0,
                                                   gtk_widget_get_height (widget) / 2.0,
                                                   &x,
                                                   &y));
  gtk_native_get_surface_transform (GTK_NATIVE (fixture->window), &left, &top);
  command = g_strdup_printf ("xdotool mousemove %d %d click 1", (int)(x + left), (int)(y + top));
  argv = g_strsplit (command, " ", -1);
  g_assert_true (
      g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

/* The whole line is the target; its triangle only opens and closes. */
static void
test_click (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = make_mixed ();
  GtkWidget *row;
  guint nth = 0;

  show (&fixture, 1000, 700);
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_test_settle (GTK_WIDGET (fixture.view));
  row = find_nth (&fixture, PEN_TYPE_PROBLEM_ROW, 1);
  click (&fixture, row);
  PEN_WAIT_UNTIL (fixture.n_went == 1);
  g_assert_cmpstr (fixture.went_to, ==, "src/main.rs:3:13");
  g_assert_cmpstr (pen_diagnostic_get_code (pen_problems_view_get_selected (fixture.view)),
                   ==,
                   "E0433");
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_assert_nonnull (find (row, PEN_TYPE_PROBLEM_DETAILS, &nth));
  click (&fixture, find_nth (&fixture, GTK_TYPE_BUTTON, 0));
  row = find_nth (&fixture, PEN_TYPE_PROBLEM_ROW, 0);
  PEN_WAIT_UNTIL ((nth = 0, find (row, PEN_TYPE_PROBLEM_DETAILS, &nth)) == NULL);
  g_assert_cmpuint (fixture.n_went, ==, 1);
  hide (&fixture);
}

static void
test_links (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = make_mixed ();
  gboolean handled = FALSE;
  GtkWidget *label = NULL;

  show (&fixture, 1024, 700);
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_test_settle (GTK_WIDGET (fixture.view));
  for (guint i = 0; (label = find_nth (&fixture, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (strstr (gtk_label_get_label (GTK_LABEL (label)), "<a href=") != NULL)
      break;
  g_assert_nonnull (label);
  g_signal_emit_by_name (label, "activate-link", "place:7:3:src/a%20b.rs", &handled);
  g_assert_true (handled);
  g_assert_cmpstr (fixture.went_to, ==, "src/a b.rs:7:3");
  handled = FALSE;
  g_signal_emit_by_name (label, "activate-link", "https://example.org/", &handled);
  g_assert_true (handled); /* and nothing is opened */
  g_assert_cmpuint (fixture.n_went, ==, 1);
  hide (&fixture);
}

static void
test_names (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = make_mixed ();
  GtkWidget *row;

  show (&fixture, 1024, 700);
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_test_settle (GTK_WIDGET (fixture.view));
  row = find_nth (&fixture, PEN_TYPE_PROBLEM_ROW, 0);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
      GTK_ACCESSIBLE_PROPERTY_LABEL,
      "error[E0382]: borrow of moved value: `seats`, src/main.rs:5:26");
  for (guint i = 0;; i++)
    {
      GtkWidget *button = find_nth (&fixture, GTK_TYPE_BUTTON, i);

      if (button == NULL)
        break;
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (button),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  hide (&fixture);
}

static gboolean
is_in_sight (Fixture *fixture, GtkWidget *widget)
{
  double y = 0;

  g_assert_true (
      gtk_widget_translate_coordinates (widget, GTK_WIDGET (fixture->view), 0, 0, NULL, &y));
  return y >= 0 &&
         y + gtk_widget_get_height (widget) <= gtk_widget_get_height (GTK_WIDGET (fixture->view));
}

/* On a projector a row is higher than the window: what has the focus is in sight. */
static void
test_focus_in_sight (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = make_mixed ();
  guint n_expanders = 0;

  show (&fixture, 1024, 700);
  pen_zoom_apply (GTK_WIDGET (fixture.view), 3);
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture.view)));
  for (guint i = 0; i < 7; i++)
    {
      GtkWidget *focus;

      pen_test_press (fixture.window, "Tab");
      pen_test_settle (GTK_WIDGET (fixture.view));
      focus = gtk_window_get_focus (fixture.window);
      if (focus == find_button (&fixture, "Apply: consider cloning") || GTK_IS_EXPANDER (focus))
        g_assert_true (is_in_sight (&fixture, focus));
      if (!GTK_IS_EXPANDER (focus))
        continue;
      /* Open, looked at, and closed again; then on over what is closed. */
      n_expanders++;
      pen_test_press (fixture.window, "Return");
      PEN_WAIT_UNTIL (gtk_expander_get_expanded (GTK_EXPANDER (focus)));
      pen_test_settle (GTK_WIDGET (fixture.view));
      g_assert_true (gtk_widget_get_mapped (gtk_expander_get_child (GTK_EXPANDER (focus))));
      pen_test_press (fixture.window, "Return");
      PEN_WAIT_UNTIL (!gtk_expander_get_expanded (GTK_EXPANDER (focus)));
      pen_test_settle (GTK_WIDGET (fixture.view));
    }
  g_assert_cmpuint (n_expanders, ==, 2);
  pen_test_picture (GTK_WIDGET (fixture.window), "problems-zoomed-focus");
  hide (&fixture);
}

static void
test_thousand (void)
{
  Fixture fixture;
  g_autoptr (GListStore) recorded = pen_test_recorded ("borrow");
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  g_autoptr (PenDiagnostic) error = g_list_model_get_item (G_LIST_MODEL (recorded), 0);
  g_autoptr (PenDiagnostic) last = pen_test_problem (PEN_LEVEL_ERROR, "the last", 1, 1, 2);
  gint64 start;

  for (guint i = 0; i < 999; i++)
    g_list_store_append (store, error);
  g_list_store_append (store, last);
  show (&fixture, 1024, 700);
  start = g_get_monotonic_time ();
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_test_message ("shown after %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND * PEN_TEST_SLOWER);
  start = g_get_monotonic_time ();
  g_assert_true (pen_problems_view_select (fixture.view, last));
  pen_test_settle (GTK_WIDGET (fixture.view));
  g_test_message ("scrolled after %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND);
  g_assert_true (pen_problems_view_get_selected (fixture.view) == last);
  hide (&fixture);
}

/* A macro may say a megabyte, in one line or in many. */
static void
test_long (void)
{
  Fixture fixture;
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  gint64 start;

  for (guint i = 0; i < 50000; i++)
    g_string_append (line, "éa ");
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (lines, "%.*s\n", 300, line->str);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (PenDiagnostic) problem =
          pen_test_problem (PEN_LEVEL_ERROR, i < 2 ? line->str : lines->str, 1, 49000, 49001);

      pen_diagnostic_set_rendered (problem, i % 2 == 0 ? line->str : lines->str);
      g_list_store_append (store, problem);
    }
  show (&fixture, 1024, 700);
  start = g_get_monotonic_time ();
  pen_problems_view_set_diagnostics (fixture.view, G_LIST_MODEL (store));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (PenDiagnostic) problem = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_assert_true (pen_problems_view_select (fixture.view, problem));
      pen_test_settle (GTK_WIDGET (fixture.view));
    }
  g_test_message ("shown after %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND * PEN_TEST_SLOWER);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.view)), <=, 1024);
  hide (&fixture);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/problems-view/order", test_order);
  g_test_add_func ("/gtk/problems-view/next-check-keeps-rows", test_next_check);
  g_test_add_func ("/gtk/problems-view/reveal", test_reveal);
  g_test_add_func ("/gtk/problems-view/drawings", test_drawings);
  g_test_add_func ("/gtk/problems-view/borrow", test_borrow);
  g_test_add_func ("/gtk/problems-view/hostile-words", test_hostile_words);
  g_test_add_func ("/gtk/problems-view/wide-and-narrow", test_wide_and_narrow);
  g_test_add_func ("/gtk/problems-view/apply", test_apply);
  g_test_add_func ("/gtk/problems-view/keys-alone", test_keys);
  g_test_add_func ("/gtk/problems-view/pointer", test_click);
  g_test_add_func ("/gtk/problems-view/focus-in-sight", test_focus_in_sight);
  g_test_add_func ("/gtk/problems-view/links", test_links);
  g_test_add_func ("/gtk/problems-view/names", test_names);
  g_test_add_func ("/gtk/problems-view/thousand", test_thousand);
  g_test_add_func ("/gtk/problems-view/long-texts", test_long);
  return g_test_run ();
}
