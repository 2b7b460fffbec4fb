/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The steps of a session, worked with keys. */
#include "steps-view.h"

#include <adwaita.h>

#include "display.h"
#include "keys.h"
#include "session-data.h"
#include "step-row.h"
#include "zoom.h"

typedef struct
{
  PenSession *session;
  PenStepsView *view;
  GtkWindow *window;
  PenStep *applied;  /* borrowed */
  PenStep *compared; /* borrowed */
  char *said;
  guint n_set;
} Fixture;

static void
on_set (Fixture *f)
{
  f->n_set++;
  pen_steps_view_select (f->view, pen_session_add_step (f->session, NULL));
}

static void
on_apply (Fixture *f, PenStep *step)
{
  f->applied = step;
}

static void
on_compare (Fixture *f, PenStep *step)
{
  f->compared = step;
}

static void
on_say (Fixture *f, const char *sentence)
{
  g_free (f->said);
  f->said = g_strdup (sentence);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->session = pen_test_session_new ("fn main() {}\n");
  f->view = pen_steps_view_new ();
  g_signal_connect_swapped (f->view, "set-step", G_CALLBACK (on_set), f);
  g_signal_connect_swapped (f->view, "apply", G_CALLBACK (on_apply), f);
  g_signal_connect_swapped (f->view, "compare", G_CALLBACK (on_compare), f);
  g_signal_connect_swapped (f->view, "say-with-undo", G_CALLBACK (on_say), f);
  if (data != NULL)
    for (guint i = 0; i < 3; i++)
      pen_session_add_step (f->session, NULL);
  pen_steps_view_set_session (f->view, f->session);
  f->window = pen_test_show (GTK_WIDGET (f->view), 280, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
  g_clear_object (&f->session);
  g_free (f->said);
}

static const char *
get_title (Fixture *f, guint place)
{
  g_autoptr (PenStep) step = g_list_model_get_item (pen_session_get_steps (f->session), place);

  return step != NULL ? pen_step_get_title (step) : NULL;
}

static const char *
get_selected (Fixture *f)
{
  PenStep *step = pen_steps_view_get_selected (f->view);

  return step != NULL ? pen_step_get_title (step) : NULL;
}

static GtkWidget *
find_labelled (GtkWidget *widget, GType type, const char *label)
{
  g_autofree char *problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                                 GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                                 label);

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && problem == NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelled (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
focus_list (Fixture *f)
{
  GtkWidget *list = find_labelled (GTK_WIDGET (f->view), GTK_TYPE_LIST_BOX, "Steps");

  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list))));
}

static void
do_action (Fixture *f, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), name, NULL));
}

#define keys(f, text) pen_test_press ((f)->window, text)

/* --- Tests --- */

static void
test_first_step (Fixture *f, gconstpointer data)
{
  pen_test_picture (GTK_WIDGET (f->view), "steps-empty");
  keys (f, "Tab Return");
  PEN_WAIT_UNTIL (f->n_set == 1);
  g_assert_cmpstr (get_selected (f), ==, "Step 1");
}

static void
test_renames_in_place (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (get_selected (f), ==, "Step 3"); /* the current one */
  focus_list (f);
  keys (f, "Up F2");
  pen_test_type (f->window, "Borrowing");
  keys (f, "Return");
  PEN_WAIT_UNTIL (g_strcmp0 (get_title (f, 1), "Borrowing") == 0);
  keys (f, "F2");
  pen_test_type (f->window, "Other");
  keys (f, "Escape Down");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "Step 3") == 0);
  g_assert_cmpstr (get_title (f, 1), ==, "Borrowing");
}

static void
test_moves (Fixture *f, gconstpointer data)
{
  focus_list (f);
  keys (f, "alt+Up");
  PEN_WAIT_UNTIL (g_strcmp0 (get_title (f, 1), "Step 3") == 0);
  keys (f, "alt+Up alt+Up"); /* is first then */
  PEN_WAIT_UNTIL (g_strcmp0 (get_title (f, 0), "Step 3") == 0);
  g_assert_cmpstr (get_selected (f), ==, "Step 3");
  keys (f, "alt+Down");
  PEN_WAIT_UNTIL (g_strcmp0 (get_title (f, 1), "Step 3") == 0);
}

static void
test_removes_and_takes_back (Fixture *f, gconstpointer data)
{
  g_autoptr (PenStep) step = g_list_model_get_item (pen_session_get_steps (f->session), 1);

  focus_list (f);
  keys (f, "Up Delete");
  PEN_WAIT_UNTIL (g_strcmp0 (f->said, "“Step 2” was removed.") == 0);
  g_assert_cmpstr (get_title (f, 1), ==, "Step 3");
  g_assert_cmpstr (get_selected (f), ==, "Step 3");
  pen_steps_view_undo (f->view);
  g_assert_cmpstr (get_title (f, 1), ==, "Step 2");
  g_assert_true (pen_steps_view_get_selected (f->view) == step);
  pen_steps_view_undo (f->view); /* only once */
  g_assert_cmpuint (g_list_model_get_n_items (pen_session_get_steps (f->session)), ==, 3);
  for (guint i = 0; i < 3; i++)
    do_action (f, "steps.remove");
  g_assert_null (pen_steps_view_get_selected (f->view));
}

static void
test_notes_and_output (Fixture *f, gconstpointer data)
{
  PenStep *step = pen_steps_view_get_selected (f->view);
  GtkWidget *notes = find_labelled (GTK_WIDGET (f->view), GTK_TYPE_TEXT_VIEW, "Private Notes");

  gtk_widget_grab_focus (notes);
  pen_test_type (f->window, "slowly");
  PEN_WAIT_UNTIL (g_strcmp0 (pen_step_get_notes (step), "slowly") == 0);
  pen_test_session_run (f->session, "\033[1mgr\xc3\xbcn\033[0m\n", 0);
  do_action (f, "steps.take-output");
  g_assert_cmpstr (pen_step_get_expected (step), ==, "grün\n");
  /* What was typed is not lost to another step, and not given to it. */
  pen_test_type (f->window, "!");
  pen_test_settle (GTK_WIDGET (f->view));
  PEN_WAIT_UNTIL (
      gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes))) == 7);
  {
    g_autoptr (PenStep) first = g_list_model_get_item (pen_session_get_steps (f->session), 0);

    pen_steps_view_select (f->view, first);
    g_assert_cmpstr (pen_step_get_notes (step), ==, "slowly!");
    g_assert_cmpstr (pen_step_get_notes (first), ==, "");
  }
}

static void
test_applies_and_compares (Fixture *f, gconstpointer data)
{
  focus_list (f);
  keys (f, "Home Return");
  PEN_WAIT_UNTIL (f->applied != NULL);
  g_assert_cmpstr (pen_step_get_title (f->applied), ==, "Step 1");
  do_action (f, "steps.compare");
  g_assert_true (f->compared == f->applied);
}

static void
test_takes_the_program_as_it_is (Fixture *f, gconstpointer data)
{
  PenStep *step = pen_steps_view_get_selected (f->view);

  pen_test_session_set (f->session, "fn main() { todo!() }\n");
  do_action (f, "steps.recapture");
  g_assert_cmpstr (f->said, ==, "“Step 3” is the program as it is now.");
  g_assert_cmpuint (g_bytes_get_size (pen_sources_get (pen_step_get_sources (step), "src/main.rs")),
                    ==,
                    22);
  pen_steps_view_undo (f->view);
  g_assert_cmpuint (g_bytes_get_size (pen_sources_get (pen_step_get_sources (step), "src/main.rs")),
                    ==,
                    13);
}

/* What is read out says it as well. */
static void
test_marks_where_the_talk_is (Fixture *f, gconstpointer data)
{
  g_autoptr (PenStep) first = g_list_model_get_item (pen_session_get_steps (f->session), 0);
  g_autoptr (PenSources) sources = pen_session_dup_sources (f->session);
  g_autoptr (PenStep) later = pen_step_new (NULL, "Later", sources);
  GtkWidget *view = GTK_WIDGET (f->view);

  pen_session_insert_step (f->session, 3, later);
  g_assert_nonnull (find_labelled (view, PEN_TYPE_STEP_ROW, "3: Step 3, current step"));
  g_assert_nonnull (find_labelled (view, PEN_TYPE_STEP_ROW, "4: Later"));
  pen_session_reach_step (f->session, first);
  g_assert_nonnull (find_labelled (view, PEN_TYPE_STEP_ROW, "1: Step 1, current step"));
  g_assert_nonnull (find_labelled (view, PEN_TYPE_STEP_ROW, "3: Step 3, was shown"));
}

static void
test_another_session (Fixture *f, gconstpointer data)
{
  g_autoptr (PenSession) other = pen_test_session_new ("");

  do_action (f, "steps.remove");
  pen_steps_view_set_session (f->view, other);
  pen_steps_view_undo (f->view);
  g_assert_null (pen_steps_view_get_selected (f->view));
  g_assert_cmpuint (g_list_model_get_n_items (pen_session_get_steps (other)), ==, 0);
  pen_steps_view_set_session (f->view, NULL);
  do_action (f, "steps.set");
  g_assert_cmpuint (f->n_set, ==, 0);
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();
  g_autoptr (PenStep) first = g_list_model_get_item (pen_session_get_steps (f->session), 0);
  g_autoptr (PenStep) second = g_list_model_get_item (pen_session_get_steps (f->session), 1);
  g_autoptr (PenSources) sources = pen_session_dup_sources (f->session);
  g_autoptr (PenStep) later = pen_step_new (NULL, "Later", sources);

  pen_step_set_title (first, "A vector that moves");
  pen_step_set_title (second, "Borrowing, and why the compiler insists on it");
  pen_step_set_notes (second, "Ask who has seen a dangling pointer. Wait for the laugh.");
  pen_step_set_expected (second, "[1, 2, 3]\n6\n");
  pen_session_insert_step (f->session, 3, later);
  pen_session_reach_step (f->session, second);
  pen_steps_view_select (f->view, second);
  pen_test_picture (GTK_WIDGET (f->view), "steps");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (f->view), "steps-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
  pen_zoom_apply (GTK_WIDGET (f->view), 3.0);
  pen_test_settle (GTK_WIDGET (f->view));
  pen_test_picture (GTK_WIDGET (f->view), "steps-300");
}

int
main (int argc, char **argv)
{
#define ADD(path, steps, function)                                                                 \
  g_test_add (path, Fixture, GINT_TO_POINTER (steps), set_up, function, tear_down)
  pen_test_init (&argc, &argv);
  ADD ("/gtk/steps/first-step", FALSE, test_first_step);
  ADD ("/gtk/steps/renames-in-place", TRUE, test_renames_in_place);
  ADD ("/gtk/steps/moves", TRUE, test_moves);
  ADD ("/gtk/steps/removes-and-takes-back", TRUE, test_removes_and_takes_back);
  ADD ("/gtk/steps/notes-and-output", TRUE, test_notes_and_output);
  ADD ("/gtk/steps/applies-and-compares", TRUE, test_applies_and_compares);
  ADD ("/gtk/steps/takes-the-program-as-it-is", TRUE, test_takes_the_program_as_it_is);
  ADD ("/gtk/steps/marks-where-the-talk-is", TRUE, test_marks_where_the_talk_is);
  ADD ("/gtk/steps/another-session", TRUE, test_another_session);
  ADD ("/gtk/steps/pictures", TRUE, test_pictures);
  return g_test_run ();
}
