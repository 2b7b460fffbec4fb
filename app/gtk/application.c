/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The process: one instance, its windows, what they share. */
#include "application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "about.h"
#include "actions.h"
#include "open-argument.h"
#include "preferences.h"
#include "resources.h"
#include "window.h"

#define STAGE_CARET 0.12
#define SYSTEM_FONT_SIZE 11 /* pt, as the desktop has it at first */

struct _PenApplication
{
  AdwApplication parent_instance;

  /* Owned, from startup on. */
  PenMachine *machine;
  PenDesk *desk;
  GSettings *settings;
  PenExamples *examples; /* (nullable) */
  GtkCssProvider *font;  /* of code, as somebody chose it */

  gboolean on_stage;
  gboolean restored; /* what was open the last time is back */
};

G_DEFINE_FINAL_TYPE (PenApplication, pen_application, ADW_TYPE_APPLICATION)

/* --- Windows --- */

static PenWindow *
get_window (PenApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return PEN_IS_WINDOW (window) ? PEN_WINDOW (window) : NULL;
}

/* What was open the last time comes back, and why it went is said once. */
static void
restore (PenApplication *self)
{
  gboolean crashed = FALSE, cut = FALSE;
  g_autoptr (GPtrArray) sessions = NULL;
  PenWindow *window = NULL;

  if (self->restored)
    return;
  self->restored = TRUE;
  sessions = pen_desk_restore (self->desk, &crashed, &cut);
  for (guint i = 0; i < sessions->len; i++)
    {
      g_autofree char *id = g_strdup (pen_session_get_id (sessions->pdata[i]));

      if (pen_session_is_empty (sessions->pdata[i]))
        {
          g_ptr_array_remove_index (sessions, i--);
          pen_desk_delete (self->desk, id, NULL);
          continue;
        }
      window = pen_window_new_for_session (self, sessions->pdata[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
  if (window != NULL && cut)
    pen_window_say (window,
                    _ ("Playpen ended unexpectedly. Your programs are back, but for the last "
                       "moment before it."));
  else if (window != NULL && crashed)
    pen_window_say (window, _ ("Playpen ended unexpectedly. Your programs are back as they were."));
}

/* Whether some window has it already, as one that came back may. */
static gboolean
show_place (PenApplication *self, GFile *const *locations, guint line, guint column)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  if (locations[1] != NULL)
    return FALSE;
  for (GList *link = windows; link != NULL; link = link->next)
    if (PEN_IS_WINDOW (link->data) &&
        pen_window_show_place (link->data, locations[0], line, column))
      return TRUE;
  return FALSE;
}

/* It goes into the window in front as long as nothing was done there. */
static void
open_locations (PenApplication *self, GFile *const *locations, guint line, guint column)
{
  PenWindow *window;

  restore (self);
  if (show_place (self, locations, line, column))
    return;
  window = get_window (self);
  if (window == NULL || !pen_window_is_untouched (window))
    window = pen_window_new (self);
  gtk_window_present (GTK_WINDOW (window));
  pen_window_open (window, locations, line, column);
}

static PenWindow *
get_or_make_window (PenApplication *self)
{
  PenWindow *window;

  restore (self);
  window = get_window (self);
  if (window == NULL)
    window = pen_window_new (self);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
pen_application_activate (GApplication *application)
{
  PenApplication *self = PEN_APPLICATION (application);

  get_or_make_window (self);
}

static gboolean
is_folder (GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;
}

/* Files that are named together are one program; each folder is one of its own. */
static void
pen_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  PenApplication *self = PEN_APPLICATION (application);
  g_autoptr (GPtrArray) single = g_ptr_array_new ();

  for (int i = 0; i < n_files; i++)
    if (is_folder (files[i]))
      open_locations (self, (GFile *[]){files[i], NULL}, 0, 0);
    else
      g_ptr_array_add (single, files[i]);
  g_ptr_array_add (single, NULL);
  if (single->len > 1)
    open_locations (self, (GFile *const *)single->pdata, 0, 0);
}

static void
open_words (PenApplication *self, char **words, const char *folder)
{
  g_autoptr (GPtrArray) arguments =
      g_ptr_array_new_with_free_func ((GDestroyNotify)pen_open_argument_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      PenOpenArgument *argument;

      if (pen_playground_link_check (words[i]))
        {
          pen_window_open_link (get_or_make_window (self), words[i]);
          continue;
        }
      argument = pen_open_argument_new (words[i], folder);
      g_ptr_array_add (arguments, argument);
      g_ptr_array_add (files, argument->file);
    }
  if (arguments->len == 1)
    {
      PenOpenArgument *argument = arguments->pdata[0];

      open_locations (self, (GFile *[]){argument->file, NULL}, argument->line, argument->column);
    }
  else if (arguments->len > 1)
    pen_application_open (G_APPLICATION (self), (GFile **)files->pdata, (int)files->len, "");
}

static int
pen_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  PenApplication *self = PEN_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  const char *folder = g_application_command_line_get_cwd (line);
  g_auto (GStrv) words = g_application_command_line_get_arguments (line, NULL);

  if (g_variant_dict_contains (options, "new-window"))
    restore (self);
  if (g_variant_dict_contains (options, "new-window"))
    gtk_window_present (GTK_WINDOW (pen_window_new (self)));
  else if (words[0] == NULL || words[1] == NULL)
    g_application_activate (application);
  if (words[0] != NULL)
    open_words (self, words + 1, folder);
  return 0;
}

static int
pen_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("playpen-app %s\n", PLAYPEN_VERSION);
  return 0;
}

/* --- Actions of the whole program --- */

static void
new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (pen_window_new (data)));
}

static void
show_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenApplication *self = data;
  GtkWindow *parent = GTK_WINDOW (get_window (self));
  GtkWidget *preferences = GTK_WIDGET (pen_preferences_new (self->settings));

  gtk_window_set_transient_for (GTK_WINDOW (preferences), parent);
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenApplication *self = data;
  g_autoptr (PenToolchain) toolchain =
      pen_machine_dup_toolchain (self->machine, /* channel= */ NULL, NULL);
  g_autofree char *rustc = NULL;

  if (toolchain != NULL)
    rustc = g_strdup_printf ("rustc %s (%s)",
                             pen_toolchain_get_version (toolchain),
                             pen_toolchain_get_host (toolchain));
  gtk_window_present (pen_about_new (GTK_WINDOW (get_window (self)), rustc));
}

/* --- Sessions --- */

static PenWindow *
find_window (PenApplication *self, const char *id)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    if (PEN_IS_WINDOW (link->data) &&
        g_str_equal (pen_session_get_id (pen_window_get_session (link->data)), id))
      return link->data;
  return NULL;
}

GtkWindow *
pen_application_open_session (PenApplication *self, const char *id, GError **error)
{
  PenWindow *window;
  g_autoptr (PenSession) session = NULL;

  g_return_val_if_fail (PEN_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  window = find_window (self, id);
  if (window == NULL)
    {
      session = pen_desk_open (self->desk, id, error);
      if (session == NULL)
        return NULL;
      window = pen_window_new_for_session (self, session);
    }
  gtk_window_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

/* After class: a fresh window first, so that the program goes on, then all others go. What was not
 * saved is on the desk, so this can be taken back; a window whose program cannot be kept asks. */
static void
clear_board (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenApplication *self = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  PenWindow *fresh = pen_window_new (self);

  gtk_window_present (GTK_WINDOW (fresh));
  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (!PEN_IS_WINDOW (link->data))
        continue;
      if (!pen_session_is_empty (pen_window_get_session (link->data)))
        g_ptr_array_add (ids, g_strdup (pen_session_get_id (pen_window_get_session (link->data))));
      pen_window_put_away (link->data);
    }
  if (ids->len > 0)
    pen_window_say_with_undo (fresh,
                              _ ("All programs are put away"),
                              "app.undo-clear-board",
                              g_variant_new_strv ((const char *const *)ids->pdata, ids->len));
}

static void
undo_clear_board (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenApplication *self = data;
  PenWindow *fresh = get_window (self);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (pen_application_open_session (self, ids[i], &error) == NULL && error != NULL)
        pen_window_say (fresh, error->message);
    }
  if (fresh != NULL && pen_window_is_untouched (fresh))
    gtk_window_close (GTK_WINDOW (fresh));
}

/* All windows come back with the next start; one whose program cannot be kept asks. */
static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *link = windows; link != NULL; link = link->next)
    if (PEN_IS_WINDOW (link->data))
      pen_window_leave (link->data);
    else
      gtk_window_close (link->data);
}

static gboolean
on_terminated (gpointer data)
{
  g_action_group_activate_action (data, "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
apply_color_scheme (PenApplication *self)
{
  static const AdwColorScheme schemes[] = {
      [PEN_COLOR_SCHEME_SYSTEM] = ADW_COLOR_SCHEME_DEFAULT,
      [PEN_COLOR_SCHEME_LIGHT] = ADW_COLOR_SCHEME_FORCE_LIGHT,
      [PEN_COLOR_SCHEME_DARK] = ADW_COLOR_SCHEME_FORCE_DARK,
  };
  const char *key = self->on_stage ? PEN_SETTING_STAGE_COLOR_SCHEME : PEN_SETTING_COLOR_SCHEME;
  int scheme = g_settings_get_enum (self->settings, key);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[scheme]);
}

/* The family of the font for code, and its size in terms of the system's, for zoom scales both. */
static void
apply_font (PenApplication *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, PEN_SETTING_FONT);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (name);
  const char *family = pango_font_description_get_family (font);
  char em[G_ASCII_DTOSTR_BUF_SIZE];
  double size = (double)pango_font_description_get_size (font) / PANGO_SCALE / SYSTEM_FONT_SIZE;
  g_autofree char *css = NULL;

  g_ascii_formatd (em, sizeof em, "%.2f", size > 0 ? CLAMP (size, 0.5, 4) : 1);
  if (family != NULL && strpbrk (family, "\"\\{};") == NULL)
    css =
        g_strdup_printf (".code { font-family: \"%s\", monospace; font-size: %sem; }", family, em);
  gtk_css_provider_load_from_data (self->font, css != NULL ? css : "", -1);
}

/* --- The object --- */

/* Without the description of its settings the program is not whole, and says so. */
static void
open_settings (PenApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->settings = pen_settings_new (&error);
  if (self->settings == NULL)
    {
      g_printerr ("playpen-app: %s\n", error->message);
      exit (EXIT_FAILURE);
    }
  g_signal_connect_object (self->settings,
                           "changed::" PEN_SETTING_COLOR_SCHEME,
                           G_CALLBACK (apply_color_scheme),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "changed::" PEN_SETTING_STAGE_COLOR_SCHEME,
                           G_CALLBACK (apply_color_scheme),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "changed::" PEN_SETTING_FONT,
                           G_CALLBACK (apply_font),
                           self,
                           G_CONNECT_SWAPPED);
  self->font = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (self->font),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  apply_color_scheme (self);
  apply_font (self);
}

static void
pen_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
      {"new-window", new_window, NULL, NULL, NULL, {0}},
      {"preferences", show_preferences, NULL, NULL, NULL, {0}},
      {"about", show_about, NULL, NULL, NULL, {0}},
      {"clear-board", clear_board, NULL, NULL, NULL, {0}},
      {"undo-clear-board", undo_clear_board, "as", NULL, NULL, {0}},
      {"quit", quit, NULL, NULL, NULL, {0}},
  };
  PenApplication *self = PEN_APPLICATION (application);

  G_APPLICATION_CLASS (pen_application_parent_class)->startup (application);
  pen_resources_init ();
  if (self->machine == NULL)
    self->machine = pen_machine_new ();
  self->desk = pen_desk_new (/* folder= */ NULL);
  open_settings (self);
  g_unix_signal_add (SIGTERM, on_terminated, self);
  g_unix_signal_add (SIGHUP, on_terminated, self);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   application);
  pen_ui_actions_set_accels (GTK_APPLICATION (application));
}

static void
pen_application_dispose (GObject *object)
{
  PenApplication *self = PEN_APPLICATION (object);

  g_clear_object (&self->machine);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  g_clear_object (&self->examples);
  g_clear_object (&self->font);
  G_OBJECT_CLASS (pen_application_parent_class)->dispose (object);
}

static void
pen_application_class_init (PenApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_application_dispose;
  application_class->startup = pen_application_startup;
  application_class->activate = pen_application_activate;
  application_class->open = pen_application_open;
  application_class->command_line = pen_application_command_line;
  application_class->handle_local_options = pen_application_handle_local_options;
}

static void
pen_application_init (PenApplication *self)
{
  static const GOptionEntry options[] = {
      {"new-window",
       'n',
       G_OPTION_FLAG_NONE,
       G_OPTION_ARG_NONE,
       NULL,
       N_ ("Open a new window"),
       NULL},
      {"version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL},
      {NULL, 0, 0, 0, NULL, NULL, NULL},
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     _ ("[FILE[:LINE[:COLUMN]]… | FOLDER]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _ ("Write Rust, press one key, see what it does."));
}

PenApplication *
pen_application_new (void)
{
  return g_object_new (PEN_TYPE_APPLICATION,
                       "application-id",
                       PEN_APPLICATION_ID,
                       "resource-base-path",
                       "/org/playpen/Playpen",
                       "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}

void
pen_application_set_on_stage (PenApplication *self, gboolean on_stage)
{
  GtkSettings *settings = gtk_settings_get_default ();

  self->on_stage = on_stage;
  if (settings == NULL)
    return;
  apply_color_scheme (self);
  /* The caret can be seen from the last row: it is as wide as a share of its height. */
  if (on_stage)
    g_object_set (settings, "gtk-cursor-aspect-ratio", STAGE_CARET, NULL);
  else
    gtk_settings_reset_property (settings, "gtk-cursor-aspect-ratio");
}

void
pen_application_take_machine (PenApplication *self, PenMachine *machine)
{
  g_clear_object (&self->machine);
  self->machine = machine;
}

PenMachine *
pen_application_get_machine (PenApplication *self)
{
  return self->machine;
}

PenDesk *
pen_application_get_desk (PenApplication *self)
{
  return self->desk;
}

GSettings *
pen_application_get_settings (PenApplication *self)
{
  return self->settings;
}

PenExamples *
pen_application_get_examples (PenApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (self->examples == NULL)
    self->examples = pen_examples_new (/* folder= */ NULL, &error);
  if (self->examples == NULL)
    g_warning ("%s", error->message);
  return self->examples;
}
