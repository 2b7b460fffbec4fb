/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The history of a session: its moments, going back, and what is said of times. */
#include "history-view.h"

#include <adwaita.h>

#include "display.h"
#include "keys.h"
#include "moment.h"
#include "recorded.h"
#include "session-data.h"
#include "when.h"
#include "zoom.h"

#define MAIN "src/main.rs"

typedef struct
{
  PenSession *session;
  PenHistoryView *view;
  GtkWindow *window;
  guint restored;
  guint opened;
} Fixture;

static void
on_restore (Fixture *f, guint place)
{
  f->restored = place;
}

static void
on_open (Fixture *f, guint place)
{
  f->opened = place;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->session = pen_test_session_new ("fn main() {\n    println!(\"one\");\n}\n");
  pen_test_session_run (f->session, "one\n", 0);
  pen_session_edit (f->session, MAIN, 26, 3, "two");
  pen_test_session_run (f->session, "\033[31mtwo\033[0m\nand more\n", 101);
  pen_session_add_step (f->session, "Borrowing");
  pen_session_edit (f->session, MAIN, 0, 0, "// last\n");
  f->view = pen_history_view_new ();
  g_signal_connect_swapped (f->view, "restore", G_CALLBACK (on_restore), f);
  g_signal_connect_swapped (f->view, "open", G_CALLBACK (on_open), f);
  pen_history_view_set_session (f->view, f->session);
  f->window = pen_test_show (GTK_WIDGET (f->view), 960, 560);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
  g_clear_object (&f->session);
}

static PenMoment *
get_moment (Fixture *f, guint position)
{
  g_autoptr (PenMoment) moment =
      g_list_model_get_item (pen_history_view_get_moments (f->view), position);

  return moment; /* the list has it */
}

static guint
get_n_moments (Fixture *f)
{
  return g_list_model_get_n_items (pen_history_view_get_moments (f->view));
}

static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (label == NULL || (GTK_IS_BUTTON (widget) &&
                         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What is read on the page in front. */
static char *
dup_page (Fixture *f)
{
  GtkWidget *stack = find (GTK_WIDGET (f->view), GTK_TYPE_PANED, NULL);
  GtkWidget *text;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  stack = find (gtk_paned_get_end_child (GTK_PANED (stack)), GTK_TYPE_STACK, NULL);
  pen_test_settle (GTK_WIDGET (f->view));
  text = gtk_stack_get_visible_child (GTK_STACK (stack));
  for (GtkWidget *child = text; child != NULL;)
    {
      /* The pane for the older side is the first one, and not in use here. */
      GtkWidget *next = NULL;

      if (GTK_IS_TEXT_VIEW (child))
        {
          text = child;
          break;
        }
      for (GtkWidget *each = gtk_widget_get_first_child (child); each != NULL;
           each = gtk_widget_get_next_sibling (each))
        if (gtk_widget_get_child_visible (each) && gtk_widget_get_visible (each) &&
            find (each, GTK_TYPE_TEXT_VIEW, NULL) != NULL)
          next = each;
      child = next;
    }
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
assert_page (Fixture *f, const char *pattern)
{
  g_autofree char *page = dup_page (f);

  if (!g_pattern_match_simple (pattern, page))
    g_error ("“%s” is not like “%s”", page, pattern);
}

static void
toggle (Fixture *f, const char *label)
{
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find (GTK_WIDGET (f->view), GTK_TYPE_TOGGLE_BUTTON, label)),
      TRUE);
}

/* --- Tests --- */

static void
test_moments (Fixture *f, gconstpointer data)
{
  g_autofree char *line = NULL;
  PenMoments *moments = PEN_MOMENTS (pen_history_view_get_moments (f->view));

  g_assert_cmpuint (get_n_moments (f), ==, 4);
  g_assert_cmpstr (pen_moment_get_title (get_moment (f, 0)), ==, "Step: Borrowing");
  g_assert_cmpstr (pen_moment_get_result (get_moment (f, 0)), ==, "");
  g_assert_cmpstr (pen_moment_get_result (get_moment (f, 1)), ==, "Panicked");
  line = pen_moments_dup_first_line (moments, get_moment (f, 1));
  g_assert_cmpstr (line, ==, "two");
  g_assert_cmpstr (pen_moment_get_result (get_moment (f, 2)), ==, "Finished");
  g_assert_cmpint (pen_moment_get_end (get_moment (f, 2)), ==, PEN_MOMENT_WENT_WELL);
  g_assert_cmpint (pen_moment_get_kind (get_moment (f, 3)), ==, PEN_MOMENT_BEGIN);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (pen_moments_find_place (moments, pen_moment_get_place (get_moment (f, i))),
                      ==,
                      i);
  g_assert_cmpuint (pen_moments_find_place (moments, 0), ==, G_MAXUINT);
}

static void
test_grows (Fixture *f, gconstpointer data)
{
  guint number;
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  const PenEnding ending = {.cause = PEN_CAUSE_STOPPED};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);
  const guint before = pen_history_view_get_place (f->view);

  number = pen_session_begin_run (f->session, PEN_ACTION_TEST);
  g_assert_cmpuint (pen_history_view_get_place (f->view), ==, before + 1);
  g_assert_cmpint (pen_moment_get_end (get_moment (f, 0)), ==, PEN_MOMENT_GOES_ON);
  pen_history_view_set_place (f->view, 3);
  pen_transcript_end (transcript, 0, verdict);
  pen_session_end_run (f->session, number, transcript);
  g_assert_cmpint (pen_moment_get_end (get_moment (f, 0)), ==, PEN_MOMENT_STOPPED);
  g_assert_cmpstr (pen_moment_get_result (get_moment (f, 0)), ==, "Stopped");
  g_assert_cmpuint (pen_history_view_get_place (f->view), ==, 3);
}

static void
test_goes_back (Fixture *f, gconstpointer data)
{
  assert_page (f, "// last*two*");
  g_assert_false (
      gtk_widget_get_sensitive (find (GTK_WIDGET (f->view), GTK_TYPE_BUTTON, "Restore")));
  pen_history_view_set_place (f->view, pen_moment_get_place (get_moment (f, 2)));
  assert_page (f, "fn main*one*");
  toggle (f, "Changes");
  assert_page (f, "// last*one*two*");
  toggle (f, "Its Output");
  assert_page (f, "one\nFinished*");
  gtk_widget_activate_action (GTK_WIDGET (f->view), "history.restore", NULL);
  g_assert_cmpuint (f->restored, ==, pen_moment_get_place (get_moment (f, 2)));
  gtk_widget_activate_action (GTK_WIDGET (f->view), "history.open", NULL);
  g_assert_cmpuint (f->opened, ==, f->restored);
  /* After the run the program was another one; without output the program is shown again. */
  pen_history_view_set_place (f->view, f->restored + 2);
  g_assert_false (
      gtk_widget_get_sensitive (find (GTK_WIDGET (f->view), GTK_TYPE_BUTTON, "Its Output")));
  assert_page (f, "fn main*two*");
  pen_history_view_set_place (f->view, pen_moment_get_place (get_moment (f, 3)));
  assert_page (f, "fn main*one*");
  pen_history_view_set_place (f->view, G_MAXUINT);
  g_assert_cmpuint (pen_history_view_get_place (f->view),
                    ==,
                    pen_timeline_get_n_records (pen_session_get_timeline (f->session)));
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  const guint now = pen_history_view_get_place (f->view);

  gtk_widget_grab_focus (find (GTK_WIDGET (f->view), GTK_TYPE_RANGE, NULL));
  pen_test_press (f->window, "Left Left");
  PEN_WAIT_UNTIL (pen_history_view_get_place (f->view) == now - 2);
  pen_test_press (f->window, "Home");
  PEN_WAIT_UNTIL (pen_history_view_get_place (f->view) == 0);
  pen_test_settle (GTK_WIDGET (f->view));
  pen_test_press (f->window, "End");
  PEN_WAIT_UNTIL (pen_history_view_get_place (f->view) == now);
  pen_test_press (f->window, "Tab Down");
  PEN_WAIT_UNTIL (pen_history_view_get_place (f->view) == pen_moment_get_place (get_moment (f, 1)));
  pen_test_press (f->window, "alt+Right");
  PEN_WAIT_UNTIL (pen_history_view_get_place (f->view) ==
                  pen_moment_get_place (get_moment (f, 1)) + 1);
}

/* Ten thousand edits and 500 runs; asserted at several times what was measured. */
static void
test_long_histories_are_quick (Fixture *f, gconstpointer data)
{
  g_autoptr (PenSession) session = pen_test_session_new ("fn main() {}\n");
  gint64 start, time, longest = 0;

  for (guint i = 0; i < 10000; i++)
    {
      g_assert_true (pen_session_edit (session, MAIN, 0, 0, i % 40 == 0 ? "\n" : "/"));
      if (i % 20 == 0)
        pen_test_session_run (session, "out\n", 0);
    }
  start = g_get_monotonic_time ();
  pen_history_view_set_session (f->view, session);
  pen_test_settle (GTK_WIDGET (f->view));
  time = g_get_monotonic_time () - start;
  g_test_message ("opened: %" G_GINT64_FORMAT " µs", time);
  g_assert_cmpint (time, <, 1000 * 1000 * PEN_TEST_SLOWER);
  g_assert_cmpuint (get_n_moments (f), ==, 501);
  for (guint place = 500; place < 11000; place += 1111)
    {
      start = g_get_monotonic_time ();
      pen_history_view_set_place (f->view, place);
      pen_test_settle (GTK_WIDGET (f->view));
      longest = MAX (longest, g_get_monotonic_time () - start);
    }
  g_test_message ("longest step, three frames: %" G_GINT64_FORMAT " µs", longest);
  g_assert_cmpint (longest, <, 500 * 1000 * PEN_TEST_SLOWER);
}

static void
test_without_a_session (Fixture *f, gconstpointer data)
{
  pen_history_view_set_session (f->view, NULL);
  pen_test_settle (GTK_WIDGET (f->view));
  g_assert_null (pen_history_view_get_moments (f->view));
  pen_session_edit (f->session, MAIN, 0, 0, "x");
  g_assert_cmpuint (pen_history_view_get_place (f->view), ==, 0);
}

static gint64
at (int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 11, day, hour, minute, 7);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_when (void)
{
  static const struct
  {
    int day, hour;
    const char *text;
    const char *day_text;
  } cases[] = {
      {24, 0, "00:05", "today"},
      {23, 23, "Yesterday 23:05", "yesterday"},
      {19, 14, "Thursday 14:05", "Thursday"},
      {17, 14, "17 November 2026 14:05", "17 November 2026"},
      {25, 1, "25 November 2026 01:05", "25 November 2026"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 time = at (cases[i].day, cases[i].hour, 5);
      g_autofree char *text = pen_when_dup (time, at (24, 0, 30));
      g_autofree char *day = pen_when_dup_day (time, at (24, 0, 30));

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (day, ==, cases[i].day_text);
    }
  {
    g_autofree char *never = pen_when_dup (G_MAXINT64, G_MININT64);

    g_assert_nonnull (never);
  }
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  pen_test_picture (GTK_WIDGET (f->view), "history-now");
  pen_history_view_set_place (f->view, pen_moment_get_place (get_moment (f, 1)));
  toggle (f, "Changes");
  pen_test_picture (GTK_WIDGET (f->view), "history");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (f->window), "history-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
  toggle (f, "Its Output");
  pen_test_picture (GTK_WIDGET (f->view), "history-output");
  pen_zoom_apply (GTK_WIDGET (f->view), 3.0);
  pen_test_settle (GTK_WIDGET (f->view));
  pen_test_picture (GTK_WIDGET (f->view), "history-300");
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/history/when", test_when);
  ADD ("/gtk/history/moments", test_moments);
  ADD ("/gtk/history/grows", test_grows);
  ADD ("/gtk/history/goes-back", test_goes_back);
  ADD ("/gtk/history/keys", test_keys);
  ADD ("/gtk/history/long-histories-are-quick", test_long_histories_are_quick);
  ADD ("/gtk/history/without-a-session", test_without_a_session);
  ADD ("/gtk/history/pictures", test_pictures);
  return g_test_run ();
}
