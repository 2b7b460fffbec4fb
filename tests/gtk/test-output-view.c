/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a reader sees of the output, and does with it. */
#include "output-view.h"

#include <string.h>

#include "display.h"
#include "flood.h"
#include "keys.h"

typedef struct
{
  PenJob *job;
  GtkWidget *view;
  GtkTextView *text;
  GtkWindow *window;
  GString *activated; /* actions of the window, each with its parameter */
} Fixture;

static void
on_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *printed = g_variant_print (parameter, /* type_annotate= */ FALSE);

  g_string_append_printf (fixture->activated,
                          "%s %s;",
                          g_action_get_name (G_ACTION (action)),
                          printed);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = {"src/main.rs", NULL};
  static const GActionEntry entries[] = {
      {.name = "go-to", .activate = on_window_action, .parameter_type = "(suu)"},
      {.name = "explain", .activate = on_window_action, .parameter_type = "s"},
      {.name = "run-backtrace", .activate = on_window_action, .parameter_type = "s"},
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  fixture->activated = g_string_new (NULL);
  fixture->job = test_printed_job_new (/* interactive= */ FALSE);
  fixture->view = pen_output_view_new ();
  fixture->text = pen_output_view_get_text_view (PEN_OUTPUT_VIEW (fixture->view));
  fixture->window = pen_test_show (fixture->view, 480, 320);
  g_action_map_add_action_entries (G_ACTION_MAP (actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
  pen_transcript_begin_phase (pen_job_get_transcript (fixture->job), 0, PEN_PHASE_RUN);
  pen_output_view_set_job (PEN_OUTPUT_VIEW (fixture->view), fixture->job, files);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->job);
  g_string_free (fixture->activated, TRUE);
}

static char *
dup_shown (Fixture *fixture)
{
  char *text = NULL;

  pen_test_settle (fixture->view);
  g_object_get (gtk_text_view_get_buffer (fixture->text), "text", &text, NULL);
  return text;
}

static void
assert_shown (Fixture *fixture, const char *expected)
{
  g_autofree char *text = dup_shown (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
print_lines (Fixture *fixture, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "line %u\n", i);
  test_print (fixture->job, PEN_OUTPUT_STDOUT, text->str);
  pen_test_settle (fixture->view);
}

static void
activate (Fixture *fixture, const char *name)
{
  g_action_group_activate_action (pen_output_view_get_actions (PEN_OUTPUT_VIEW (fixture->view)),
                                  name,
                                  NULL);
}

static GtkAdjustment *
get_adjustment (Fixture *fixture)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->text));
}

static gboolean
is_at_end (Fixture *fixture)
{
  GtkAdjustment *adjustment = get_adjustment (fixture);

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) + 7 >=
         gtk_adjustment_get_upper (adjustment);
}

static gboolean
is_following (Fixture *fixture)
{
  return pen_output_view_get_following (PEN_OUTPUT_VIEW (fixture->view));
}

static char *
dup_clipboard (Fixture *fixture)
{
  GdkContentProvider *content =
      gdk_clipboard_get_content (gtk_widget_get_clipboard (fixture->view));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}

/* --- Text --- */

static void
test_shows_what_is_printed (Fixture *fixture, gconstpointer data)
{
  PenTranscript *transcript = pen_job_get_transcript (fixture->job);

  test_print (fixture->job, PEN_OUTPUT_STDOUT, "one ");
  test_print (fixture->job, PEN_OUTPUT_STDOUT, "line\ntwo");
  assert_shown (fixture, "one line\ntwo");
  test_print (fixture->job, PEN_OUTPUT_STDERR, "…\xff\n");
  pen_transcript_append_note (transcript, g_get_monotonic_time (), "A remark.");
  assert_shown (fixture, "one line\ntwo…\xef\xbf\xbd\nA remark.\n");
  test_end (fixture->job, 0);
  assert_shown (fixture, "one line\ntwo…\xef\xbf\xbd\nA remark.\n");
}

static void
test_remark_begins_a_line (Fixture *fixture, gconstpointer data)
{
  test_print (fixture->job, PEN_OUTPUT_STDOUT, "no end");
  pen_transcript_append_note (pen_job_get_transcript (fixture->job),
                              g_get_monotonic_time (),
                              "A remark.");
  test_print (fixture->job, PEN_OUTPUT_STDOUT, "more");
  assert_shown (fixture, "no end\nA remark.\nmore");
}

/* What is copied is all that is shown, wherever the frames fall. */
static void
test_ends_as_the_transcript (Fixture *fixture, gconstpointer data)
{
  PenTranscript *transcript = pen_job_get_transcript (fixture->job);
  g_autofree char *kept = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = (guint)g_rand_int_range (random, 1, 40);

      for (guint k = 0; k < n; k++)
        g_string_append_printf (text,
                                "\033[%dm%u.%u wörds of a line\033[0m%s",
                                g_rand_int_range (random, 30, 38),
                                i,
                                k,
                                g_rand_boolean (random) ? "\n" : " ");
      pen_transcript_append_output (transcript,
                                    (gint64)i * 1000,
                                    g_rand_int_range (random, 0, 3) == 0 ? PEN_OUTPUT_STDERR
                                                                         : PEN_OUTPUT_STDOUT,
                                    text->str,
                                    text->len);
      if (i % 100 == 50)
        pen_transcript_append_note (transcript, (gint64)i * 1000, "A remark.");
      if (g_rand_int_range (random, 0, 5) == 0)
        g_main_context_iteration (NULL, /* may_block= */ FALSE);
    }
  kept = pen_transcript_dup_all_text (transcript);
  PEN_WAIT_UNTIL ((g_free (shown), shown = dup_shown (fixture), strlen (shown) == strlen (kept)));
  g_assert_true (strcmp (shown, kept) == 0);
  activate (fixture, "copy");
  copied = dup_clipboard (fixture);
  g_assert_true (strcmp (copied, kept) == 0);
}

/* Sets what the tags at @offset do. */
static void
get_look (Fixture *fixture, int offset, GdkRGBA *ret_foreground, int *ret_weight)
{
  GtkTextIter iter;
  GSList *tags;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (fixture->text), &iter, offset);
  *ret_weight = 400;
  tags = gtk_text_iter_get_tags (&iter);
  for (GSList *item = tags; item != NULL; item = item->next)
    {
      gboolean colour = FALSE;
      gboolean weight = FALSE;
      g_autoptr (GdkRGBA) rgba = NULL;

      g_object_get (item->data,
                    "foreground-set",
                    &colour,
                    "foreground-rgba",
                    &rgba,
                    "weight-set",
                    &weight,
                    NULL);
      if (colour)
        *ret_foreground = *rgba;
      if (weight)
        g_object_get (item->data, "weight", ret_weight, NULL);
    }
  g_slist_free (tags);
}

static void
test_colours (Fixture *fixture, gconstpointer data)
{
  GdkRGBA first = {0, 0, 0, 0};
  GdkRGBA second = {0, 0, 0, 0};
  int weight = 0;

  test_print (fixture->job, PEN_OUTPUT_STDOUT, "a\033[1;31mb");
  assert_shown (fixture, "ab");
  test_print (fixture->job, PEN_OUTPUT_STDOUT, "c\033[0md\n");
  assert_shown (fixture, "abcd\n");
  get_look (fixture, 0, &first, &weight);
  g_assert_cmpfloat (first.alpha, ==, 0);
  g_assert_cmpint (weight, ==, 400);
  get_look (fixture, 1, &first, &weight);
  g_assert_cmpint (weight, ==, 700);
  g_assert_cmpfloat (first.red, >, 0.6);
  g_assert_cmpfloat (first.green, <, 0.3);
  get_look (fixture, 2, &second, &weight); /* goes on over what was printed apart */
  g_assert_true (gdk_rgba_equal (&first, &second));
  second.alpha = 0;
  get_look (fixture, 3, &second, &weight);
  g_assert_cmpfloat (second.alpha, ==, 0);
  g_assert_cmpint (weight, ==, 400);
}

/* However many colours a program thinks of. */
static void
test_colours_are_bounded (Fixture *fixture, gconstpointer data)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (fixture->text));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text,
                            "\033[38;2;%u;%u;7m\033[48;2;9;%u;%umx",
                            i % 256,
                            i / 256,
                            i % 256,
                            i / 256);
  test_print (fixture->job, PEN_OUTPUT_STDOUT, text->str);
  pen_test_settle (fixture->view);
  g_assert_cmpint (gtk_text_tag_table_get_size (table), >, 100);
  g_assert_cmpint (gtk_text_tag_table_get_size (table), <=, 512);
}

static void
test_clear_while_running (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = NULL;

  test_print (fixture->job, PEN_OUTPUT_STDOUT, "old\n");
  test_print (fixture->job, PEN_OUTPUT_STDERR, "old too\n");
  pen_test_settle (fixture->view);
  test_print (fixture->job, PEN_OUTPUT_STDERR, "old, not drawn yet");
  activate (fixture, "clear");
  assert_shown (fixture, "");
  test_print (fixture->job, PEN_OUTPUT_STDERR, " new\n");
  assert_shown (fixture, " new\n");
  activate (fixture, "copy");
  copied = dup_clipboard (fixture);
  g_assert_cmpstr (copied, ==, " new\n");
}

static void
test_copy_of_selection (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->text);
  g_autofree char *copied = NULL;
  GtkTextIter start;
  GtkTextIter end;

  test_print (fixture->job, PEN_OUTPUT_STDOUT, "a \033[32mgreen\033[0m word\n");
  pen_test_settle (fixture->view);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 2);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 9);
  gtk_text_buffer_select_range (buffer, &start, &end);
  activate (fixture, "copy");
  copied = dup_clipboard (fixture);
  g_assert_cmpstr (copied, ==, "green w");
}

/* --- Following --- */

static void
test_follows_the_end (Fixture *fixture, gconstpointer data)
{
  print_lines (fixture, 500);
  g_assert_true (is_following (fixture));
  PEN_WAIT_UNTIL (is_at_end (fixture));
  print_lines (fixture, 500);
  PEN_WAIT_UNTIL (is_at_end (fixture));
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), >, 1000);
}

static void
press (Fixture *fixture, const char *key)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->text));
  pen_test_press (fixture->window, key);
  pen_test_settle (fixture->view);
}

static void
test_lets_go_and_takes_hold (Fixture *fixture, gconstpointer data)
{
  double value;

  print_lines (fixture, 500);
  PEN_WAIT_UNTIL (is_at_end (fixture));
  press (fixture, "Prior");
  gtk_adjustment_set_value (get_adjustment (fixture), 500);
  pen_test_settle (fixture->view);
  g_assert_false (is_following (fixture));
  value = gtk_adjustment_get_value (get_adjustment (fixture));
  print_lines (fixture, 2000);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, value);
  g_assert_false (is_at_end (fixture));
  activate (fixture, "jump-to-end");
  PEN_WAIT_UNTIL (is_at_end (fixture));
  g_assert_true (is_following (fixture));
  print_lines (fixture, 100);
  PEN_WAIT_UNTIL (is_at_end (fixture));
}

/* By scrolling down oneself, too. */
static void
test_takes_hold_at_the_end (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (fixture);

  print_lines (fixture, 500);
  PEN_WAIT_UNTIL (is_at_end (fixture));
  press (fixture, "Prior");
  gtk_adjustment_set_value (adjustment, 500);
  pen_test_settle (fixture->view);
  g_assert_false (is_following (fixture));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  PEN_WAIT_UNTIL (is_following (fixture));
}

/* --- Search --- */

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
get_selected_offset (Fixture *fixture)
{
  GtkTextIter start;
  GtkTextIter end;

  if (!gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (fixture->text),
                                             &start,
                                             &end))
    return -1;
  return gtk_text_iter_get_offset (&start);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find_widget (fixture->view, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *bar = find_widget (fixture->view, GTK_TYPE_SEARCH_BAR);

  test_print (fixture->job, PEN_OUTPUT_STDOUT, "Anna, an apple\nnone\n");
  pen_test_settle (fixture->view);
  activate (fixture, "find");
  g_assert_true (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "an");
  g_signal_emit_by_name (entry, "search-changed");
  pen_test_settle (fixture->view);
  activate (fixture, "find-next");
  g_assert_cmpint (get_selected_offset (fixture), ==, 0);
  activate (fixture, "find-next");
  g_assert_cmpint (get_selected_offset (fixture), ==, 6);
  activate (fixture, "find-next");
  g_assert_cmpint (get_selected_offset (fixture), ==, 0);
  activate (fixture, "find-previous");
  g_assert_cmpint (get_selected_offset (fixture), ==, 6);
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_false (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->text)));
}

/* --- Links --- */

static void
place_caret (Fixture *fixture, const char *word)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->text);
  GtkTextIter start;
  GtkTextIter found;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, word, 0, &found, NULL, NULL));
  gtk_text_buffer_place_cursor (buffer, &found);
}

static void
test_links_by_keyboard (Fixture *fixture, gconstpointer data)
{
  test_print (fixture->job, PEN_OUTPUT_STDERR, "thread panicked at src/ma");
  pen_test_settle (fixture->view);
  test_print (fixture->job,
              PEN_OUTPUT_STDERR,
              "in.rs:4:9:\nerror[E0382]: see /usr/src/main.rs:1\n");
  test_print (fixture->job,
              PEN_OUTPUT_STDERR,
              "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace");
  test_end (fixture->job, 101);
  pen_test_settle (fixture->view);
  place_caret (fixture, "in.rs:4");
  press (fixture, "Return");
  g_assert_cmpstr (fixture->activated->str, ==, "go-to ('src/main.rs', 4, 9);");
  place_caret (fixture, "E0382");
  press (fixture, "KP_Enter");
  place_caret (fixture, "/usr/src");
  press (fixture, "Return");
  place_caret (fixture, "RUST_BACKTRACE");
  press (fixture, "Return");
  g_assert_cmpstr (fixture->activated->str,
                   ==,
                   "go-to ('src/main.rs', 4, 9);explain 'E0382';run-backtrace '1';");
}

static void
click (int x, int y)
{
  g_autofree char *x_word = g_strdup_printf ("%d", x);
  g_autofree char *y_word = g_strdup_printf ("%d", y);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                                                      &error,
                                                      "xdotool",
                                                      "mousemove",
                                                      x_word,
                                                      y_word,
                                                      "click",
                                                      "1",
                                                      NULL);

  g_assert_no_error (error);
  PEN_WAIT_UNTIL (g_subprocess_wait_check (xdotool, NULL, NULL));
}

/* And by a click, where the pointer says that there is one. */
static void
test_links_by_mouse (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->text);
  GdkRectangle place;
  GtkTextIter caret;

  test_print (fixture->job, PEN_OUTPUT_STDERR, "error[E0382]: use of moved value\n");
  pen_test_settle (fixture->view);
  place_caret (fixture, "0382");
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (fixture->text, &caret, &place);
  gtk_text_view_buffer_to_window_coords (fixture->text,
                                         GTK_TEXT_WINDOW_WIDGET,
                                         place.x,
                                         place.y,
                                         &place.x,
                                         &place.y);
  click (place.x + 2, place.y + place.height / 2);
  PEN_WAIT_UNTIL (fixture->activated->len > 0);
  g_assert_cmpstr (fixture->activated->str, ==, "explain 'E0382';");
}

/* A click alone, to put the caret somewhere, changes nothing. */
static void
test_click_keeps_following (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (fixture->text);
  int caret = 0;

  print_lines (fixture, 500);
  PEN_WAIT_UNTIL (is_at_end (fixture));
  click (60, 60);
  PEN_WAIT_UNTIL ((g_object_get (buffer, "cursor-position", &caret, NULL),
                   caret < gtk_text_buffer_get_char_count (buffer)));
  PEN_WAIT_UNTIL (is_following (fixture));
  print_lines (fixture, 500);
  PEN_WAIT_UNTIL (is_at_end (fixture));
}

/* --- For those who hear the window --- */

static void
assert_described (Fixture *fixture, const char *expected)
{
  g_autofree char *problem =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->text),
                                          GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                          expected);

  g_assert_cmpstr (problem, ==, NULL);
}

static void
test_streams_are_told_apart (Fixture *fixture, gconstpointer data)
{
  test_print (fixture->job, PEN_OUTPUT_STDOUT, "first ");
  test_print (fixture->job, PEN_OUTPUT_STDOUT, "out\n");
  test_print (fixture->job, PEN_OUTPUT_STDERR, "second err\n");
  pen_transcript_append_note (pen_job_get_transcript (fixture->job),
                              g_get_monotonic_time (),
                              "A remark.");
  pen_test_settle (fixture->view);
  place_caret (fixture, "second");
  assert_described (fixture, "The program wrote this line to standard error.");
  place_caret (fixture, "remark");
  assert_described (fixture, "This is a remark by Playpen.");
  place_caret (fixture, "first");
  assert_described (fixture, "");
}

/* --- Pictures, life --- */

/* A little of everything. */
static void
print_everything (Fixture *fixture)
{
  PenTranscript *transcript = pen_job_get_transcript (fixture->job);

  pen_transcript_append_note (transcript,
                              g_get_monotonic_time (),
                              "Two programs at once share this machine's memory.");
  test_print (fixture->job, PEN_OUTPUT_COMPILER, "build script: looked for a linker\n");
  test_print (fixture->job, PEN_OUTPUT_STDOUT, "Hello, world!\nWhat is your name? Ferris\n");
  test_print (fixture->job, PEN_OUTPUT_STDERR, "The crab is out of reach.\n");
  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *text =
          g_strdup_printf ("\033[%u;%um%02u\033[0m ", i % 3 == 0, i < 8 ? 30 + i : 82 + i, i);

      test_print (fixture->job, PEN_OUTPUT_STDOUT, text);
    }
  test_print (fixture->job,
              PEN_OUTPUT_STDOUT,
              "\n\033[7minverse\033[0m \033[41;33mon red\033[0m \033[2mdim\033[0m "
              "\033[3mitalic\033[0m \033[4munder\033[0m \033[9mstrike\033[0m "
              "\033[38;5;214m256\033[0m \033[38;2;255;250;200mrgb\033[0m\n");
  test_print (fixture->job,
              PEN_OUTPUT_STDERR,
              "\nthread 'main' panicked at src/main.rs:4:9:\n"
              "index out of bounds: the len is 3 but the index is 7\n"
              "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n");
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr (GtkCssProvider) zoom = gtk_css_provider_new ();

  pen_output_view_set_job (PEN_OUTPUT_VIEW (fixture->view), NULL, NULL);
  pen_test_picture (fixture->view, "output-empty");
  pen_output_view_set_job (PEN_OUTPUT_VIEW (fixture->view),
                           fixture->job,
                           (const char *const[]){"src/main.rs", NULL});
  print_everything (fixture);
  pen_test_picture (fixture->view, "output-light");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (fixture->view, "output-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  gtk_css_provider_load_from_data (zoom, ".output { font-size: 300%; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (zoom),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  pen_test_settle (fixture->view);
  press (fixture, "Prior");
  pen_test_picture (fixture->view, "output-300");
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (zoom));
}

static void
test_life (void)
{
  PenJob *job = test_printed_job_new (/* interactive= */ TRUE);
  GtkWidget *view = g_object_ref_sink (pen_output_view_new ());
  GtkWindow *window = pen_test_show (view, 300, 200);

  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), job, NULL);
  test_print (job, PEN_OUTPUT_STDOUT, "text\n");
  pen_test_settle (view);
  test_print (job, PEN_OUTPUT_STDOUT, "not drawn any more\n");
  gtk_window_destroy (window);
  g_assert_finalize_object (view);
  g_assert_finalize_object (job);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/output/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("shows-what-is-printed", test_shows_what_is_printed);
  ADD ("remark-begins-a-line", test_remark_begins_a_line);
  ADD ("ends-as-the-transcript", test_ends_as_the_transcript);
  ADD ("colours", test_colours);
  ADD ("colours-are-bounded", test_colours_are_bounded);
  ADD ("clear-while-running", test_clear_while_running);
  ADD ("copy-of-selection", test_copy_of_selection);
  ADD ("follows-the-end", test_follows_the_end);
  ADD ("lets-go-and-takes-hold", test_lets_go_and_takes_hold);
  ADD ("takes-hold-at-the-end", test_takes_hold_at_the_end);
  ADD ("search", test_search);
  ADD ("links-by-keyboard", test_links_by_keyboard);
  ADD ("links-by-mouse", test_links_by_mouse);
  ADD ("click-keeps-following", test_click_keeps_following);
  ADD ("streams-are-told-apart", test_streams_are_told_apart);
  ADD ("pictures", test_pictures);
  g_test_add_func ("/gtk/output/life", test_life);
  return g_test_run ();
}
