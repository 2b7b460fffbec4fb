/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A compiler's long text: shown without a stop, coloured, searched, copied whole. */
#include "listing-view.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "display.h"
#include "zoom.h"

#define MIB (1024 * 1024)

static const char assembly[] = "core::fmt::Display::fmt:\n"
                               "\tpushq\t%rbx\n"
                               "\tmovl\t$42, %eax # answer\n"
                               "\tcallq\t*std::io::_print@GOTPCREL(%rip)\n"
                               ".LBB0_1:\n"
                               "\tjmp\t.LBB0_1\n"
                               "\nfor<'a> <main::Point as core::fmt::Debug>::fmt:\n"
                               "\tmov\tdword ptr [rsp + 0x10], 5\n"
                               "\tret\n\n"
                               ".Lanon.0:\n"
                               "\t.ascii\t\"Hello\\n\"\n";

typedef struct
{
  PenListingView *view;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = pen_listing_view_new ((PenAction)GPOINTER_TO_INT (data));
  pen_listing_view_set_title (fixture->view, "Assembly of hello.rs, release mode");
  fixture->window = pen_test_show (GTK_WIDGET (fixture->view), 520, 420);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *)&view);
  gtk_window_destroy (fixture->window);
  PEN_WAIT_UNTIL (view == NULL);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->view), PEN_TYPE_LISTING_VIEW, name);
}

static gint64
get_n_characters (Fixture *fixture)
{
  return gtk_text_buffer_get_char_count (get_child (fixture, "buffer"));
}

static void
activate (Fixture *fixture, const char *name)
{
  g_action_group_activate_action (pen_listing_view_get_actions (fixture->view), name, NULL);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  GtkStack *stack = get_child (fixture, "stack");

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "message");
  g_assert_false (
      g_action_group_get_action_enabled (pen_listing_view_get_actions (fixture->view), "find"));
  pen_test_picture (GTK_WIDGET (fixture->view), "listing-empty");
  pen_listing_view_set_text (fixture->view, assembly, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "text");
  g_assert_cmpint (get_n_characters (fixture), ==, (gint64)strlen (assembly));
  g_assert_cmpstr (pen_listing_view_get_text (fixture->view), ==, assembly);
  pen_test_picture (GTK_WIDGET (fixture->view), "listing-asm");
  pen_listing_view_set_text (fixture->view, NULL, NULL);
  pen_listing_view_set_message (fixture->view, "The program does not compile.");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "message");
  g_assert_cmpint (get_n_characters (fixture), ==, 0);
}

static gboolean
has_class_at (GtkSourceBuffer *buffer, const char *word, const char *style)
{
  GtkSourceStyleScheme *scheme = gtk_source_buffer_get_style_scheme (buffer);
  GtkSourceStyle *wanted = gtk_source_style_scheme_get_style (scheme, style);
  g_autofree char *colour = NULL;
  g_autoptr (GSList) tags = NULL;
  GtkTextIter at, end;

  g_object_get (wanted, "foreground", &colour, NULL);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &at);
  g_assert_true (gtk_text_iter_forward_search (&at, word, 0, &at, &end, NULL));
  gtk_source_buffer_ensure_highlight (buffer, &at, &end);
  tags = gtk_text_iter_get_tags (&at);
  for (GSList *tag = tags; tag != NULL; tag = tag->next)
    {
      g_autoptr (GdkRGBA) rgba = NULL;
      GdkRGBA parsed;

      g_object_get (tag->data, "foreground-rgba", &rgba, NULL);
      if (rgba != NULL && gdk_rgba_parse (&parsed, colour) && gdk_rgba_equal (&parsed, rgba))
        return TRUE;
    }
  return FALSE;
}

static void
test_colours (Fixture *fixture, gconstpointer data)
{
  GtkSourceBuffer *buffer = get_child (fixture, "buffer");

  pen_listing_view_set_text (fixture->view, assembly, NULL);
  g_assert_true (has_class_at (buffer, "core::fmt", "def:function"));
  g_assert_true (has_class_at (buffer, "for<'a>", "def:function"));
  g_assert_true (has_class_at (buffer, "pushq", "def:keyword"));
  g_assert_true (has_class_at (buffer, "%eax", "def:type"));
  g_assert_true (has_class_at (buffer, "$42", "def:number"));
  g_assert_true (has_class_at (buffer, "# answer", "def:comment"));
  g_assert_true (has_class_at (buffer, ".ascii", "def:preprocessor"));
  g_assert_true (has_class_at (buffer, "\"Hello", "def:string"));
  g_assert_true (has_class_at (buffer, "rsp", "def:type"));
  pen_listing_view_set_text (fixture->view, "fn main() {}\n", "rust");
  g_assert_true (has_class_at (buffer, "fn", "def:keyword"));
  pen_listing_view_set_text (fixture->view,
                             "(module ;; x\n  (func $main (i32.const 1)))\n",
                             "playpen-wat");
  g_assert_true (has_class_at (buffer, "$main", "def:function"));
  g_assert_true (has_class_at (buffer, "func", "def:keyword"));
  g_assert_true (has_class_at (buffer, ";; x", "def:comment"));
}

static gboolean
has_language (PenAction action)
{
  g_autoptr (PenListingView) view = g_object_ref_sink (pen_listing_view_new (action));
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (
      gtk_widget_get_template_child (GTK_WIDGET (view), PEN_TYPE_LISTING_VIEW, "buffer"));

  pen_listing_view_set_text (view, "x", NULL);
  return gtk_source_buffer_get_language (buffer) != NULL;
}

static void
test_languages (void)
{
  static const PenAction actions[] = {PEN_ACTION_ASM,
                                      PEN_ACTION_LLVM_IR,
                                      PEN_ACTION_MIR,
                                      PEN_ACTION_HIR,
                                      PEN_ACTION_WASM,
                                      PEN_ACTION_EXPAND};

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_true (has_language (actions[i]));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry = get_child (fixture, "search_entry");
  GtkLabel *count = get_child (fixture, "count");

  pen_listing_view_set_text (fixture->view, assembly, NULL);
  activate (fixture, "find");
  gtk_editable_set_text (entry, "FMT");
  PEN_WAIT_UNTIL (g_str_equal (gtk_label_get_label (count), "1 of 4"));
  pen_test_picture (GTK_WIDGET (fixture->view), "listing-search");
  activate (fixture, "find-next");
  PEN_WAIT_UNTIL (g_str_equal (gtk_label_get_label (count), "2 of 4"));
  activate (fixture, "find-previous");
  PEN_WAIT_UNTIL (g_str_equal (gtk_label_get_label (count), "1 of 4"));
  activate (fixture, "find-previous");
  PEN_WAIT_UNTIL (g_str_equal (gtk_label_get_label (count), "4 of 4"));
  gtk_editable_set_text (entry, "no such");
  PEN_WAIT_UNTIL (g_str_equal (gtk_label_get_label (count), "Not found"));
  gtk_editable_set_text (entry, "");
  PEN_WAIT_UNTIL (g_str_equal (gtk_label_get_label (count), ""));
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *)data)++;
}

static void
test_switches (Fixture *fixture, gconstpointer data)
{
  guint n = 0;
  gboolean unfiltered = FALSE;

  g_signal_connect (fixture->view, "notify::intel", G_CALLBACK (count_notify), &n);
  g_signal_connect (fixture->view, "notify::unfiltered", G_CALLBACK (count_notify), &n);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "options")));
  gtk_check_button_set_active (get_child (fixture, "intel_button"), TRUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (gtk_check_button_get_active (get_child (fixture, "filter_button")));
  gtk_check_button_set_active (get_child (fixture, "filter_button"), FALSE);
  g_object_get (fixture->view, "unfiltered", &unfiltered, NULL);
  g_assert_true (unfiltered);
  g_assert_cmpuint (n, ==, 2);
  g_object_set (fixture->view, "unfiltered", FALSE, "intel", TRUE, NULL);
  g_assert_true (gtk_check_button_get_active (get_child (fixture, "filter_button")));
  g_assert_cmpuint (n, ==, 3);
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

static void
test_ten_megabytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 times[2] = {0, 0};
  guint source;

  while (text->len < 10 * MIB)
    g_string_append (text, assembly);
  pen_listing_view_set_text (fixture->view, text->str, NULL);
  g_assert_cmpint (get_n_characters (fixture), >, 0);
  g_assert_false (pen_listing_view_get_is_complete (fixture->view));
  times[0] = g_get_monotonic_time ();
  source = g_timeout_add (5, note_gap, times);
  PEN_WAIT_UNTIL (pen_listing_view_get_is_complete (fixture->view));
  g_source_remove (source);
  g_test_message ("longest gap %.0f ms", (double)times[1] / 1000);
  g_assert_cmpint (get_n_characters (fixture), ==, (gint64)text->len);
#ifndef __SANITIZE_ADDRESS__                 /* which makes every allocation slow */
  g_assert_cmpint (times[1], <, 500 * 1000); /* on a busy machine; 40 ms on a quiet one */
#endif
}

/* One line of megabytes, bytes that are no text; another text while one is on its way. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *line = g_strnfill (8 * MIB, 'x');
  g_autoptr (GString) text = g_string_new (NULL);

  pen_listing_view_set_text (fixture->view, line, NULL);
  PEN_WAIT_UNTIL (pen_listing_view_get_is_complete (fixture->view));
  g_assert_cmpint (get_n_characters (fixture), <, 5000);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "cut")));
  g_assert_cmpuint (strlen (pen_listing_view_get_text (fixture->view)), ==, 8 * MIB);
  pen_test_picture (GTK_WIDGET (fixture->view), "listing-cut");
  while (text->len < MIB)
    g_string_append (text, "abc\n");
  pen_listing_view_set_text (fixture->view, text->str, NULL);
  pen_listing_view_set_text (fixture->view, "\xff\xfe a\n", NULL);
  g_assert_true (pen_listing_view_get_is_complete (fixture->view));
  pen_test_settle (GTK_WIDGET (fixture->view));
  g_assert_cmpint (get_n_characters (fixture), ==, 5);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "cut")));
}

static void
test_looks (Fixture *fixture, gconstpointer data)
{
  pen_listing_view_set_text (fixture->view, assembly, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (fixture->view), "listing-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_set_default_size (fixture->window, 300, 420);
  pen_listing_view_find (fixture->view);
  pen_test_picture (GTK_WIDGET (fixture->view), "listing-narrow");
  gtk_window_set_default_size (fixture->window, 1024, 768);
  pen_zoom_apply (GTK_WIDGET (fixture->view), 3);
  pen_test_picture (GTK_WIDGET (fixture->view), "listing-300");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->view)), <=, 1024);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/listing-view/" path,                                                           \
              Fixture,                                                                             \
              GINT_TO_POINTER (PEN_ACTION_ASM),                                                    \
              set_up,                                                                              \
              function,                                                                            \
              tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("shows-text-or-a-message", test_states);
  ADD ("colours-what-it-shows", test_colours);
  g_test_add_func ("/gtk/listing-view/knows-each-action", test_languages);
  ADD ("finds-text", test_search);
  ADD ("has-switches", test_switches);
  ADD ("stays-smooth-with-ten-megabytes", test_ten_megabytes);
  ADD ("survives-hostile-text", test_hostile);
  ADD ("fits-where-it-is-put", test_looks);
  return g_test_run ();
}
