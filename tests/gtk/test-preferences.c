/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Preferences write settings, and follow them. Rows are found by what they say. */
#include "preferences.h"

#include "core.h"
#include "display.h"
#include "keys.h"

typedef struct
{
  GSettings *settings;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->settings = pen_settings_new (&error);
  g_assert_no_error (error);
  pen_settings_reset (f->settings);
  f->window = GTK_WINDOW (pen_preferences_new (f->settings));
  gtk_window_set_default_size (f->window, 640, 740);
  gtk_window_present (f->window);
  pen_test_settle (GTK_WIDGET (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  pen_settings_reset (f->settings);
  gtk_window_destroy (f->window);
  g_clear_object (&f->settings);
}

/* (transfer none): the row titled @title. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static GtkWidget *
get (Fixture *f, const char *title, GType type)
{
  GtkWidget *row = find_row (GTK_WIDGET (f->window), title);
  GtkWidget *widget = row != NULL ? find_type (row, type) : NULL;

  g_assert_nonnull (widget);
  return widget;
}

static void
test_switches (Fixture *f, gconstpointer data)
{
  static const char *const rows[][2] = {
      {"Line Numbers", PEN_SETTING_SHOW_LINE_NUMBERS},
      {"Wrap Long Lines", PEN_SETTING_WRAP_LINES},
      {"Suggest Words", PEN_SETTING_COMPLETION},
      {"Check While Typing", PEN_SETTING_LIVE_CHECK},
      {"Vim Keys", PEN_SETTING_VIM_KEYS},
      {"Format Before Running", PEN_SETTING_FORMAT_ON_RUN},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkSwitch *widget = GTK_SWITCH (get (f, rows[i][0], GTK_TYPE_SWITCH));
      gboolean before = g_settings_get_boolean (f->settings, rows[i][1]);

      g_assert_true (gtk_switch_get_active (widget) == before);
      gtk_widget_activate (GTK_WIDGET (widget));
      PEN_WAIT_UNTIL (g_settings_get_boolean (f->settings, rows[i][1]) == !before);
      g_settings_set_boolean (f->settings, rows[i][1], before);
      g_assert_true (gtk_switch_get_active (widget) == before);
    }
}

static void
check_scheme (Fixture *f, const char *title, const char *key)
{
  AdwComboRow *row = ADW_COMBO_ROW (get (f, title, ADW_TYPE_COMBO_ROW));

  for (int i = PEN_COLOR_SCHEME_DARK; i >= PEN_COLOR_SCHEME_SYSTEM; i--)
    {
      adw_combo_row_set_selected (row, (guint)i);
      g_assert_cmpint (g_settings_get_enum (f->settings, key), ==, i);
    }
  g_settings_set_enum (f->settings, key, PEN_COLOR_SCHEME_DARK);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, PEN_COLOR_SCHEME_DARK);
}

static void
test_schemes (Fixture *f, gconstpointer data)
{
  check_scheme (f, "Light or Dark", PEN_SETTING_COLOR_SCHEME);
  check_scheme (f, "Light or Dark While Presenting", PEN_SETTING_STAGE_COLOR_SCHEME);
}

static void
check_zoom (Fixture *f, const char *title, const char *key)
{
  GtkSpinButton *button = GTK_SPIN_BUTTON (get (f, title, GTK_TYPE_SPIN_BUTTON));

  gtk_spin_button_set_value (button, 150);
  g_assert_cmpfloat (g_settings_get_double (f->settings, key), ==, 1.5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (button)), ==, "150 %");
  gtk_editable_set_text (GTK_EDITABLE (button), "220 %");
  gtk_spin_button_update (button);
  g_assert_cmpfloat (g_settings_get_double (f->settings, key), ==, 2.2);
  gtk_editable_set_text (GTK_EDITABLE (button), "nonsense");
  gtk_spin_button_update (button);
  g_assert_cmpfloat (g_settings_get_double (f->settings, key), >=, PEN_ZOOM_MIN);
  gtk_editable_set_text (GTK_EDITABLE (button), "99999");
  gtk_spin_button_update (button);
  g_assert_cmpfloat (g_settings_get_double (f->settings, key), ==, PEN_ZOOM_MAX);
  g_settings_set_double (f->settings, key, 0.7);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (button)), ==, "70 %");
  /* A zoom by keys has steps of its own; showing it must not change it. */
  g_settings_set_double (f->settings, key, 1.728);
  g_assert_cmpfloat (g_settings_get_double (f->settings, key), ==, 1.728);
}

static void
test_zooms (Fixture *f, gconstpointer data)
{
  check_zoom (f, "Zoom", PEN_SETTING_ZOOM);
  check_zoom (f, "Zoom While Presenting", PEN_SETTING_STAGE_ZOOM);
}

static void
test_font (Fixture *f, gconstpointer data)
{
  GtkWidget *button = get (f, "Font", GTK_TYPE_FONT_BUTTON);
  GtkWidget *reset;
  g_autofree char *shown = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *after = NULL;

  shown = gtk_font_chooser_get_font (GTK_FONT_CHOOSER (button));
  g_assert_cmpstr (shown, ==, "Monospace 11");
  gtk_font_chooser_set_font (GTK_FONT_CHOOSER (button), "DejaVu Sans Mono 14");
  g_signal_emit_by_name (button, "font-set");
  kept = g_settings_get_string (f->settings, PEN_SETTING_FONT);
  g_assert_cmpstr (kept, ==, "DejaVu Sans Mono 14");
  reset = gtk_widget_get_next_sibling (button);
  g_assert_true (gtk_widget_get_sensitive (reset));
  g_signal_emit_by_name (reset, "clicked");
  after = g_settings_get_string (f->settings, PEN_SETTING_FONT);
  g_assert_cmpstr (after, ==, "");
  g_assert_false (gtk_widget_get_sensitive (reset));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
test_reset_can_be_undone (Fixture *f, gconstpointer data)
{
  GtkWidget *button = find_button (GTK_WIDGET (f->window), "_Reset Preferences");
  GtkWidget *undo;

  g_assert_nonnull (button);
  g_settings_set_boolean (f->settings, PEN_SETTING_VIM_KEYS, TRUE);
  g_settings_set_double (f->settings, PEN_SETTING_ZOOM, 3.0);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (g_settings_get_boolean (f->settings, PEN_SETTING_VIM_KEYS));
  g_assert_cmpfloat (g_settings_get_double (f->settings, PEN_SETTING_ZOOM), ==, 1.0);
  PEN_WAIT_UNTIL ((undo = find_button (GTK_WIDGET (f->window), "Undo")) != NULL);
  pen_test_picture (GTK_WIDGET (f->window), "preferences-reset");
  g_signal_emit_by_name (undo, "clicked");
  g_assert_true (g_settings_get_boolean (f->settings, PEN_SETTING_VIM_KEYS));
  g_assert_cmpfloat (g_settings_get_double (f->settings, PEN_SETTING_ZOOM), ==, 3.0);
}

static void
test_keys_alone (Fixture *f, gconstpointer data)
{
  GtkWidget *row = find_row (GTK_WIDGET (f->window), "Vim Keys");

  gtk_widget_grab_focus (row);
  pen_test_press (f->window, "Return");
  PEN_WAIT_UNTIL (g_settings_get_boolean (f->settings, PEN_SETTING_VIM_KEYS));
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  pen_test_picture (GTK_WIDGET (f->window), "preferences");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (f->window), "preferences-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  pen_test_init (&argc, &argv);
  ADD ("/gtk/preferences/switches", test_switches);
  ADD ("/gtk/preferences/schemes", test_schemes);
  ADD ("/gtk/preferences/zooms", test_zooms);
  ADD ("/gtk/preferences/font", test_font);
  ADD ("/gtk/preferences/reset-can-be-undone", test_reset_can_be_undone);
  ADD ("/gtk/preferences/keys-alone", test_keys_alone);
  ADD ("/gtk/preferences/pictures", test_pictures);
  return g_test_run ();
}
