/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What somebody can choose. Every row is bound to its setting, so there is nothing to confirm;
 * going back to the defaults can be undone instead of being asked about. */
#include "preferences.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core.h"
#include "inner-name.h"

#define SYSTEM_FONT "Monospace 11" /* what the button shows while the setting is empty */

struct _PenPreferences
{
  AdwPreferencesWindow parent_instance;

  /* template widgets */
  AdwComboRow *color_scheme;
  AdwComboRow *stage_color_scheme;
  GtkFontChooser *font;
  GtkWidget *font_reset;
  GtkSpinButton *zoom;
  GtkSpinButton *stage_zoom;
  GtkSwitch *show_line_numbers;
  GtkSwitch *wrap_lines;
  GtkSwitch *vim_keys;
  GtkSwitch *completion;
  GtkSwitch *live_check;
  GtkSwitch *format_on_run;

  /* owned */
  GSettings *settings;
  GVariant *before; /* (nullable): a{sv}: what the last reset threw away */
};

G_DEFINE_FINAL_TYPE (PenPreferences, pen_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* --- Colours: a nick in the settings, a place in the list --- */

static const char *const schemes[] = {"system", "light", "dark"};

static gboolean
read_scheme (GValue *value, GVariant *variant, gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
write_scheme (const GValue *value, const GVariantType *type, gpointer data)
{
  guint place = g_value_get_uint (value);

  return place < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[place]) : NULL;
}

static void
bind_scheme (PenPreferences *self, const char *key, AdwComboRow *row)
{
  g_settings_bind_with_mapping (self->settings,
                                key,
                                row,
                                "selected",
                                G_SETTINGS_BIND_DEFAULT,
                                read_scheme,
                                write_scheme,
                                NULL,
                                NULL);
}

/* --- Zoom: a factor in the settings, per cent on the screen --- */

static gboolean
read_zoom (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_double (value, round (g_variant_get_double (variant) * 100));
  return TRUE;
}

static GVariant *
write_zoom (const GValue *value, const GVariantType *type, gpointer data)
{
  double factor = g_value_get_double (value) / 100;

  return g_variant_new_double (CLAMP (factor, PEN_ZOOM_MIN, PEN_ZOOM_MAX));
}

static void
bind_zoom (PenPreferences *self, const char *key, GtkSpinButton *button)
{
  gtk_spin_button_set_range (button, PEN_ZOOM_MIN * 100, PEN_ZOOM_MAX * 100);
  gtk_spin_button_set_increments (button, 10, 50);
  g_settings_bind_with_mapping (self->settings,
                                key,
                                button,
                                "value",
                                G_SETTINGS_BIND_DEFAULT,
                                read_zoom,
                                write_zoom,
                                NULL,
                                NULL);
}

static gboolean
show_percent (GtkSpinButton *button, gpointer data)
{
  /* Translators: a zoom: 150 %. Put the sign where your language has it. */
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), gtk_spin_button_get_value_as_int (button));

  gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

/* --- The font --- */

static gboolean
read_font (GValue *value, GVariant *variant, gpointer data)
{
  const char *font = g_variant_get_string (variant, NULL);

  g_value_set_string (value, font[0] != '\0' ? font : SYSTEM_FONT);
  return TRUE;
}

static gboolean
read_has_font (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_boolean (value, g_variant_get_string (variant, NULL)[0] != '\0');
  return TRUE;
}

static gboolean
is_monospace (const PangoFontFamily *family, const PangoFontFace *face, gpointer data)
{
  return pango_font_family_is_monospace ((PangoFontFamily *)family);
}

static void
keep_font (PenPreferences *self)
{
  g_autofree char *font = gtk_font_chooser_get_font (self->font);

  if (font != NULL)
    g_settings_set_string (self->settings, PEN_SETTING_FONT, font);
}

static void
reset_font (PenPreferences *self)
{
  g_settings_reset (self->settings, PEN_SETTING_FONT);
}

static void
bind_font (PenPreferences *self)
{
  gtk_font_chooser_set_filter_func (self->font, is_monospace, NULL, NULL);
  g_settings_bind_with_mapping (self->settings,
                                PEN_SETTING_FONT,
                                self->font,
                                "font",
                                G_SETTINGS_BIND_GET,
                                read_font,
                                NULL,
                                NULL,
                                NULL);
  g_settings_bind_with_mapping (self->settings,
                                PEN_SETTING_FONT,
                                self->font_reset,
                                "sensitive",
                                G_SETTINGS_BIND_GET,
                                read_has_font,
                                NULL,
                                NULL,
                                NULL);
}

/* --- Back to the defaults --- */

static GVariant *
collect_values (GSettings *settings)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; pen_settings_get_keys ()[i] != NULL; i++)
    {
      const char *key = pen_settings_get_keys ()[i];
      g_autoptr (GVariant) value = g_settings_get_user_value (settings, key);

      if (value != NULL)
        g_variant_builder_add (&builder, "{sv}", key, value);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
undo_reset (PenPreferences *self)
{
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (self->before == NULL)
    return;
  g_variant_iter_init (&iter, self->before);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    g_settings_set_value (self->settings, key, value);
  g_clear_pointer (&self->before, g_variant_unref);
}

static void
reset_all (PenPreferences *self)
{
  AdwToast *toast = adw_toast_new (_ ("The preferences are as they were at first."));

  g_clear_pointer (&self->before, g_variant_unref);
  self->before = collect_values (self->settings);
  pen_settings_reset (self->settings);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (undo_reset),
                           self,
                           G_CONNECT_SWAPPED);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

/* --- Life cycle --- */

static void
pen_preferences_dispose (GObject *object)
{
  PenPreferences *self = PEN_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->before, g_variant_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_PREFERENCES);
  G_OBJECT_CLASS (pen_preferences_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, stage_color_scheme);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, font);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, font_reset);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, zoom);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, stage_zoom);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, show_line_numbers);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, wrap_lines);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, vim_keys);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, completion);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, live_check);
  gtk_widget_class_bind_template_child (widget_class, PenPreferences, format_on_run);
}

static void
pen_preferences_class_init (PenPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/preferences.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, show_percent);
  gtk_widget_class_bind_template_callback (widget_class, keep_font);
  gtk_widget_class_bind_template_callback (widget_class, reset_font);
  gtk_widget_class_bind_template_callback (widget_class, reset_all);
}

static void
pen_preferences_init (PenPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pen_inner_name_set (GTK_WIDGET (self->font), GTK_TYPE_BUTTON, _ ("Font of Code and Output"));
}

static void
bind_switches (PenPreferences *self)
{
  const struct
  {
    const char *key;
    GtkSwitch *widget;
  } switches[] = {
      {PEN_SETTING_SHOW_LINE_NUMBERS, self->show_line_numbers},
      {PEN_SETTING_WRAP_LINES, self->wrap_lines},
      {PEN_SETTING_VIM_KEYS, self->vim_keys},
      {PEN_SETTING_COMPLETION, self->completion},
      {PEN_SETTING_LIVE_CHECK, self->live_check},
      {PEN_SETTING_FORMAT_ON_RUN, self->format_on_run},
  };

  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    g_settings_bind (self->settings,
                     switches[i].key,
                     switches[i].widget,
                     "active",
                     G_SETTINGS_BIND_DEFAULT);
}

PenPreferences *
pen_preferences_new (GSettings *settings)
{
  PenPreferences *self = g_object_new (PEN_TYPE_PREFERENCES, NULL);

  self->settings = g_object_ref (settings);
  bind_scheme (self, PEN_SETTING_COLOR_SCHEME, self->color_scheme);
  bind_scheme (self, PEN_SETTING_STAGE_COLOR_SCHEME, self->stage_color_scheme);
  bind_zoom (self, PEN_SETTING_ZOOM, self->zoom);
  bind_zoom (self, PEN_SETTING_STAGE_ZOOM, self->stage_zoom);
  bind_font (self);
  bind_switches (self);
  return self;
}
