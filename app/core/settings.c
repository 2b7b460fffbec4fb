/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where the settings' schema is, and where their values are kept. A GSettings of a schema that is
 * missing ends the process, so both are looked at first. */
#define G_SETTINGS_ENABLE_BACKEND
#include "settings.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>

#include "core-error.h"
#include "data-file.h"

#define SCHEMA "org.playpen.Playpen"

static const char *const keys[] = {
    /* what somebody chooses */
    PEN_SETTING_COLOR_SCHEME,
    PEN_SETTING_STAGE_COLOR_SCHEME,
    PEN_SETTING_FONT,
    PEN_SETTING_ZOOM,
    PEN_SETTING_STAGE_ZOOM,
    PEN_SETTING_LAYOUT,
    PEN_SETTING_SHOW_LINE_NUMBERS,
    PEN_SETTING_WRAP_LINES,
    PEN_SETTING_VIM_KEYS,
    PEN_SETTING_COMPLETION,
    PEN_SETTING_LIVE_CHECK,
    PEN_SETTING_FORMAT_ON_RUN,
    PEN_SETTING_AUTHOR,
    /* what is only remembered; pen_settings_reset() stops at the first of these */
    PEN_SETTING_WINDOW_WIDTH,
    PEN_SETTING_WINDOW_HEIGHT,
    PEN_SETTING_WINDOW_MAXIMIZED,
    PEN_SETTING_OUTPUT_SHARE_SIDE,
    PEN_SETTING_OUTPUT_SHARE_STACKED,
    PEN_SETTING_LAST_FOLDER,
    PEN_SETTING_RECENT_ACTIONS,
    NULL,
};

/* --- The schema --- */

static GSettingsSchema *
look_up (const char *folder)
{
  GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) source = NULL;
  GSettingsSchema *schema = NULL;

  if (folder != NULL)
    source = g_settings_schema_source_new_from_directory (folder, NULL, /* trusted= */ FALSE, NULL);
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA, /* recursive= */ FALSE);
  if (schema == NULL && system != NULL)
    schema = g_settings_schema_source_lookup (system, SCHEMA, /* recursive= */ TRUE);
  return schema;
}

static GSettingsSchema *
load_schema (GError **error)
{
  g_autofree char *compiled = pen_data_find ("gschemas.compiled");
  g_autofree char *folder = compiled != NULL ? g_path_get_dirname (compiled) : NULL;
  g_autoptr (GSettingsSchema) schema = look_up (folder);

  if (schema == NULL)
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_INPUT,
                           _ ("Playpen is not whole: the description of its settings is missing. "
                              "Build or install Playpen again."));
      return NULL;
    }
  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      {
        g_set_error (error,
                     PEN_CORE_ERROR,
                     PEN_CORE_ERROR_INPUT,
                     /* Translators: %s is the name of a setting. */
                     _ ("Playpen is not whole: the description of its settings is of another "
                        "version, for it lacks “%s”. Build or install Playpen again."),
                     keys[i]);
        return NULL;
      }
  return g_steal_pointer (&schema);
}

/* --- The values --- */

static GSettingsBackend *
new_file_backend (const char *path)
{
  return g_keyfile_settings_backend_new (path, "/", /* root_group= */ NULL);
}

/* GLib takes its own file by itself where there is no dconf; but with dconf and no session bus,
 * which is how root often works, every write would be lost. */
static GSettingsBackend *
new_backend (void)
{
  g_autoptr (GSettingsBackend) usual = g_settings_backend_get_default ();
  g_autoptr (GDBusConnection) bus = NULL;
  g_autofree char *path = NULL;

  if (!g_str_equal (G_OBJECT_TYPE_NAME (usual), "DConfSettingsBackend"))
    return g_steal_pointer (&usual);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (bus != NULL)
    return g_steal_pointer (&usual);
  path = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  return new_file_backend (path);
}

/* From a file that cannot be written, as in a home on a read-only disk, to memory. */
static GSettings *
hold_in_memory (GSettings *settings, GSettingsSchema *schema)
{
  g_autoptr (GSettingsBackend) memory = g_memory_settings_backend_new ();
  GSettings *copy = g_settings_new_full (schema, memory, /* path= */ NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_user_value (settings, keys[i]);

      if (value != NULL)
        g_settings_set_value (copy, keys[i], value);
    }
  return copy;
}

static GSettings *
new_settings (GSettingsBackend *backend, GSettingsSchema *schema)
{
  g_autoptr (GSettings) settings = g_settings_new_full (schema, backend, /* path= */ NULL);
  gboolean is_file = g_str_equal (G_OBJECT_TYPE_NAME (backend), "GKeyfileSettingsBackend");

  if (is_file && !g_settings_is_writable (settings, PEN_SETTING_ZOOM))
    return hold_in_memory (settings, schema);
  return g_steal_pointer (&settings);
}

GSettings *
pen_settings_new (GError **error)
{
  g_autoptr (GSettingsSchema) schema = load_schema (error);
  g_autoptr (GSettingsBackend) backend = NULL;

  if (schema == NULL)
    return NULL;
  backend = new_backend ();
  return new_settings (backend, schema);
}

GSettings *
pen_settings_new_in_file (const char *path, GError **error)
{
  g_autoptr (GSettingsSchema) schema = load_schema (error);
  g_autoptr (GSettingsBackend) backend = NULL;

  if (schema == NULL)
    return NULL;
  backend = new_file_backend (path);
  return new_settings (backend, schema);
}

const char *const *
pen_settings_get_keys (void)
{
  return keys;
}

void
pen_settings_reset (GSettings *settings)
{
  for (guint i = 0; !g_str_equal (keys[i], PEN_SETTING_WINDOW_WIDTH); i++)
    g_settings_reset (settings, keys[i]);
}
