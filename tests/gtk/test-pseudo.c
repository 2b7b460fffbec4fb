/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* In a language whose texts are longer by 40 %, every page fits a screen of 1024×768, and no button
 * is cut. The language is made from the texts themselves: check_translation.py --pseudo. To be run
 * with the catalogue: test-pseudo FILE.mo */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "application.h"
#include "display.h"
#include "doctor-page.h"
#include "gallery.h"
#include "get-rust-page.h"
#include "listing-view.h"
#include "output-view.h"
#include "preferences.h"
#include "problems-view.h"
#include "run-popover.h"
#include "shortcuts.h"
#include "tests-view.h"
#include "window.h"

#define WIDTH 1024
#define HEIGHT 768
/* What each longer text ends with. */
#define MARK "ß"

/* --- Looking for what is cut --- */

static gboolean
is_in_button (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_CHECK_BUTTON) != NULL;
}

/* (transfer full) (nullable): how a label is cut. */
static char *
judge (GtkLabel *label, GtkWidget *root)
{
  GtkWidget *widget = GTK_WIDGET (label);
  graphene_rect_t bounds;
  int minimum = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return g_strdup ("ends in dots");
  if (gtk_widget_get_width (widget) < minimum)
    return g_strdup_printf ("has %d pixels and needs %d", gtk_widget_get_width (widget), minimum);
  if (!gtk_widget_compute_bounds (widget, root, &bounds))
    return NULL;
  if (bounds.origin.x < 0 || bounds.origin.x + bounds.size.width > (float)WIDTH)
    return g_strdup_printf ("lies from %.0f to %.0f",
                            (double)bounds.origin.x,
                            (double)(bounds.origin.x + bounds.size.width));
  return NULL;
}

/* Counts what is cut in the buttons below @widget, and the texts that are longer at all. */
static void
check (GtkWidget *widget, GtkWidget *root, guint *n_cut, guint *n_longer)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));
      g_autofree char *cut = is_in_button (widget) ? judge (GTK_LABEL (widget), root) : NULL;

      *n_longer += strstr (text, MARK) != NULL;
      if (cut != NULL)
        {
          g_test_message ("the button “%s” %s", text, cut);
          (*n_cut)++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check (child, root, n_cut, n_longer);
}

static void
check_window (GtkWindow *window)
{
  guint n_cut = 0;
  guint n_longer = 0;
  int minimum = 0;

  pen_test_settle (GTK_WIDGET (window));
  gtk_widget_measure (GTK_WIDGET (window),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &minimum,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, WIDTH);
  check (GTK_WIDGET (window), GTK_WIDGET (window), &n_cut, &n_longer);
  g_assert_cmpuint (n_longer, >, 0);
  g_assert_cmpuint (n_cut, ==, 0);
}

/* --- Pages --- */

static GtkWidget *
new_doctor (void)
{
  GtkWidget *page = pen_doctor_page_new ();
  g_autoptr (PenProbe) probe = pen_probe_check ();

  pen_doctor_page_show_probe (PEN_DOCTOR_PAGE (page), probe);
  return page;
}

static GtkWidget *
new_gallery (void)
{
  return GTK_WIDGET (pen_gallery_new ());
}

static GtkWidget *
new_listing (void)
{
  return GTK_WIDGET (pen_listing_view_new (PEN_ACTION_ASM));
}

static GtkWidget *
new_preferences (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettings) settings = pen_settings_new (&error);

  g_assert_no_error (error);
  return GTK_WIDGET (pen_preferences_new (settings));
}

static GtkWidget *
new_shortcuts (void)
{
  return GTK_WIDGET (pen_shortcuts_new (NULL));
}

static GtkWidget *
new_tests (void)
{
  return GTK_WIDGET (pen_tests_view_new ());
}

typedef struct
{
  const char *name;
  GtkWidget *(*make) (void);
} Page;

static const Page pages[] = {
    {"doctor", new_doctor},
    {"gallery", new_gallery},
    {"get-rust", pen_get_rust_page_new},
    {"listing", new_listing},
    {"output", pen_output_view_new},
    {"preferences", new_preferences},
    {"problems", pen_problems_view_new},
    {"shortcuts", new_shortcuts},
    {"tests", new_tests},
};

static void
test_page (gconstpointer data)
{
  const Page *page = data;
  GtkWidget *widget = page->make ();
  GtkWindow *window =
      GTK_IS_WINDOW (widget) ? GTK_WINDOW (widget) : pen_test_show (widget, WIDTH, HEIGHT);

  gtk_window_present (window);
  check_window (window);
  pen_test_picture (GTK_WIDGET (window), page->name);
  gtk_window_destroy (window);
}

static void
test_options (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = GTK_WIDGET (pen_run_popover_new ());
  GtkWindow *window;

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  window = pen_test_show (button, WIDTH, HEIGHT);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  pen_test_settle (popover);
  g_assert_cmpint (gtk_widget_get_width (popover), <=, WIDTH);
  check_window (window);
  gtk_window_destroy (window);
}

static void
test_window (void)
{
  g_autoptr (PenApplication) application = pen_application_new ();
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  window = GTK_WINDOW (pen_window_new (application));
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_window_present (window);
  check_window (window);
  pen_test_picture (GTK_WIDGET (window), "window");
  gtk_window_destroy (window);
}

/* A check that cannot fail is none. */
static void
test_notices (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Run"));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
  GtkWindow *window;
  guint n_cut = 0;
  guint n_longer = 0;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 2);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  window = pen_test_show (button, WIDTH, HEIGHT);
  check (GTK_WIDGET (window), GTK_WIDGET (window), &n_cut, &n_longer);
  g_assert_cmpuint (n_cut, ==, 1);
  g_assert_cmpuint (n_longer, ==, 1);
  gtk_window_destroy (window);
}

/* --- The language --- */

/* (transfer full): a folder with the catalogue as bindtextdomain() wants it. */
static char *
install_catalogue (const char *catalogue)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("playpen-pseudo-XXXXXX", &error);
  g_autofree char *messages = g_build_filename (folder, "pseudo", "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (messages, "playpen.mo", NULL);
  g_autofree char *data = NULL;
  gsize size = 0;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  g_assert_true (g_file_get_contents (catalogue, &data, &size, &error));
  g_assert_true (g_file_set_contents (path, data, (gssize)size, &error));
  return g_steal_pointer (&folder);
}

static void
remove_catalogue (const char *folder)
{
  static const char *const names[] = {"pseudo/LC_MESSAGES/playpen.mo",
                                      "pseudo/LC_MESSAGES",
                                      "pseudo",
                                      ""};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  g_setenv ("LANGUAGE", "pseudo", TRUE);
  setlocale (LC_ALL, "");
  pen_test_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  folder = install_catalogue (argv[1]);
  bindtextdomain ("playpen", folder);
  bind_textdomain_codeset ("playpen", "UTF-8");
  textdomain ("playpen");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gtk/pseudo/%s", pages[i].name);

      g_test_add_data_func (path, &pages[i], test_page);
    }
  g_test_add_func ("/gtk/pseudo/options", test_options);
  g_test_add_func ("/gtk/pseudo/window", test_window);
  g_test_add_func ("/gtk/pseudo/notices-what-is-cut", test_notices);
  status = g_test_run ();
  remove_catalogue (folder);
  return status;
}
