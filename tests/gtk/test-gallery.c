/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The gallery, worked with keys alone. */
#include "gallery.h"

#include "display.h"
#include "keys.h"
#include "zoom.h"

typedef struct
{
  GtkWindow *window; /* that the gallery belongs to */
  PenGallery *gallery;
  PenExamples *examples;
  char *opened; /* (nullable): id */
} Fixture;

static void
open_example (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *f = data;

  g_free (f->opened);
  f->opened = g_variant_dup_string (parameter, NULL);
}

static void
show_gallery (Fixture *f, int width, int height)
{
  f->gallery = pen_gallery_new ();
  g_object_add_weak_pointer (G_OBJECT (f->gallery), (gpointer *)&f->gallery);
  gtk_window_set_transient_for (GTK_WINDOW (f->gallery), f->window);
  gtk_window_set_default_size (GTK_WINDOW (f->gallery), width, height);
  pen_gallery_set_examples (f->gallery, f->examples);
  gtk_window_present (GTK_WINDOW (f->gallery));
  pen_test_settle (GTK_WIDGET (f->gallery));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const GActionEntry entries[] = {{"open-example", open_example, "s", NULL, NULL, {0}}};
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GError) error = NULL;

  f->examples = pen_examples_new (NULL, &error);
  g_assert_no_error (error);
  f->window = pen_test_show (gtk_label_new ("Window"), 900, 700);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), f);
  gtk_widget_insert_action_group (GTK_WIDGET (f->window), "win", G_ACTION_GROUP (group));
  show_gallery (f, 960, 640);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->gallery != NULL)
    gtk_window_destroy (GTK_WINDOW (f->gallery));
  gtk_window_destroy (f->window);
  g_clear_object (&f->examples);
  g_clear_pointer (&f->opened, g_free);
}

static const char *
get_selected (Fixture *f)
{
  PenExample *example = f->gallery != NULL ? pen_gallery_get_selected (f->gallery) : NULL;

  return example != NULL ? pen_example_get_id (example) : NULL;
}

#define keys(f, text) pen_test_press (GTK_WINDOW ((f)->gallery), text)

static void
test_first_hour_first (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (get_selected (f), ==, "first-hour-01-hello");
  keys (f, "Down Down");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "first-hour-03-functions") == 0);
  keys (f, "Up Return");
  PEN_WAIT_UNTIL (f->opened != NULL);
  g_assert_cmpstr (f->opened, ==, "first-hour-02-variables");
  PEN_WAIT_UNTIL (f->gallery == NULL);
}

static void
test_search_as_one_types (Fixture *f, gconstpointer data)
{
  pen_test_type (GTK_WINDOW (f->gallery), "own error");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "errors-own-error") == 0);
  keys (f, "Return");
  PEN_WAIT_UNTIL (f->opened != NULL);
  g_assert_cmpstr (f->opened, ==, "errors-own-error");
}

static void
test_nothing_found (Fixture *f, gconstpointer data)
{
  pen_test_type (GTK_WINDOW (f->gallery), "xyzzy");
  PEN_WAIT_UNTIL (get_selected (f) == NULL);
  pen_test_picture (GTK_WIDGET (f->gallery), "gallery-empty");
  keys (f, "Return"); /* nothing to open */
  keys (f, "Tab Return");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "first-hour-01-hello") == 0);
  g_assert_null (f->opened);
  /* What is typed goes on in the search. */
  pen_test_type (GTK_WINDOW (f->gallery), "mandel");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "play-mandelbrot") == 0);
}

static void
test_escape_closes (Fixture *f, gconstpointer data)
{
  keys (f, "Escape");
  PEN_WAIT_UNTIL (f->gallery == NULL);
  show_gallery (f, 960, 640);
  keys (f, "Tab Escape");
  PEN_WAIT_UNTIL (f->gallery == NULL);
  g_assert_null (f->opened);
}

static void
test_typing_in_the_list_searches (Fixture *f, gconstpointer data)
{
  keys (f, "Tab Down");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "first-hour-02-variables") == 0);
  pen_test_type (GTK_WINDOW (f->gallery), "queens");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "play-queens") == 0);
}

static void
test_ends_are_ends (Fixture *f, gconstpointer data)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->examples));
  g_autoptr (PenExample) last = g_list_model_get_item (G_LIST_MODEL (f->examples), n - 1);

  keys (f, "Up Page_Up");
  g_assert_cmpstr (get_selected (f), ==, "first-hour-01-hello");
  for (guint i = 0; i < 10; i++)
    keys (f, "Page_Down Page_Down");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), pen_example_get_id (last)) == 0);
}

/* Others may have the same words in a better place. */
static void
go_to (Fixture *f, PenExample *example)
{
  g_autoptr (GListModel) found = pen_examples_search (f->examples, pen_example_get_title (example));
  gpointer item = NULL;

  for (guint i = 0; item != example; i++)
    {
      g_clear_object (&item);
      item = g_list_model_get_item (found, i);
      g_assert_nonnull (item);
      if (i > 0)
        keys (f, "Down");
    }
  g_object_unref (item);
}

/* Fifty new windows would take long. */
static gboolean
stay_open (GtkWindow *window, gpointer data)
{
  return TRUE;
}

static void
test_every_example_opens (Fixture *f, gconstpointer data)
{
  g_signal_connect (f->gallery, "close-request", G_CALLBACK (stay_open), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->examples)); i++)
    {
      g_autoptr (PenExample) example = g_list_model_get_item (G_LIST_MODEL (f->examples), i);

      pen_gallery_search (f->gallery, pen_example_get_title (example));
      go_to (f, example);
      PEN_WAIT_UNTIL (pen_gallery_get_selected (f->gallery) == example);
      keys (f, "Return");
      PEN_WAIT_UNTIL (g_strcmp0 (f->opened, pen_example_get_id (example)) == 0);
    }
}

static void
test_without_examples (Fixture *f, gconstpointer data)
{
  pen_gallery_set_examples (f->gallery, NULL);
  pen_test_picture (GTK_WIDGET (f->gallery), "gallery-missing");
  g_assert_null (get_selected (f));
  keys (f, "Down Return Escape");
  PEN_WAIT_UNTIL (f->gallery == NULL);
  g_assert_null (f->opened);
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  pen_test_picture (GTK_WIDGET (f->gallery), "gallery-wide");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_gallery_search (f->gallery, "error");
  pen_test_picture (GTK_WIDGET (f->gallery), "gallery-wide-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (f->gallery));
  show_gallery (f, 400, 600);
  pen_test_picture (GTK_WIDGET (f->gallery), "gallery-narrow");
  gtk_window_destroy (GTK_WINDOW (f->gallery));
  show_gallery (f, 1000, 740);
  pen_zoom_apply (GTK_WIDGET (f->gallery), 3.0);
  pen_test_picture (GTK_WIDGET (f->gallery), "gallery-300");
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  pen_test_init (&argc, &argv);
  ADD ("/gtk/gallery/first-hour-first", test_first_hour_first);
  ADD ("/gtk/gallery/search-as-one-types", test_search_as_one_types);
  ADD ("/gtk/gallery/nothing-found", test_nothing_found);
  ADD ("/gtk/gallery/escape-closes", test_escape_closes);
  ADD ("/gtk/gallery/typing-in-the-list-searches", test_typing_in_the_list_searches);
  ADD ("/gtk/gallery/ends-are-ends", test_ends_are_ends);
  ADD ("/gtk/gallery/every-example-opens", test_every_example_opens);
  ADD ("/gtk/gallery/without-examples", test_without_examples);
  ADD ("/gtk/gallery/pictures", test_pictures);
  return g_test_run ();
}
