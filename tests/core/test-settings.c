/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The settings: their description, and that they are kept wherever this runs. What depends on the
 * process's surroundings runs in a process of its own. */
#include "core.h"

#include <string.h>

#include "folder.h"

static GSettings *
open_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "keyfile", NULL);
  g_autoptr (GError) error = NULL;
  GSettings *settings = pen_settings_new_in_file (path, &error);

  g_assert_no_error (error);
  return settings;
}

static GSettingsSchema *
get_schema (GSettings *settings)
{
  GSettingsSchema *schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  return schema;
}

/* --- The description --- */

/* A compiled schema no longer has the words. */
static void
test_every_key_is_described (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  const char *const *keys = pen_settings_get_keys ();
  g_autoptr (GError) error = NULL;

  g_file_get_contents (SOURCE_ROOT "/data/org.playpen.Playpen.gschema.xml", &text, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (text, "<key name=\"", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, g_strv_length ((char **)keys) + 1);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *start = g_strconcat (keys[i], "\"", NULL);
      guint n_found = 0;

      for (guint k = 1; parts[k] != NULL; k++)
        if (g_str_has_prefix (parts[k], start))
          {
            n_found++;
            g_assert_true (g_regex_match_simple ("<summary>[^<]+</summary>", parts[k], 0, 0));
            g_assert_true (
                g_regex_match_simple ("<description>[^<]+\\.</description>", parts[k], 0, 0));
          }
      g_assert_cmpuint (n_found, ==, 1);
    }
}

static void
test_defaults (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GSettings) settings = open_file (folder);
  g_autofree char *font = g_settings_get_string (settings, PEN_SETTING_FONT);

  g_assert_cmpfloat (g_settings_get_double (settings, PEN_SETTING_ZOOM), ==, 1.0);
  g_assert_cmpint (g_settings_get_enum (settings, PEN_SETTING_LAYOUT), ==, PEN_LAYOUT_AUTO);
  g_assert_cmpint (g_settings_get_enum (settings, PEN_SETTING_COLOR_SCHEME),
                   ==,
                   PEN_COLOR_SCHEME_SYSTEM);
  g_assert_cmpint (g_settings_get_enum (settings, PEN_SETTING_STAGE_COLOR_SCHEME),
                   ==,
                   PEN_COLOR_SCHEME_LIGHT);
  g_assert_cmpstr (font, ==, "");
  g_assert_cmpint (g_settings_get_int (settings, PEN_SETTING_WINDOW_WIDTH), ==, 1120);
  g_assert_cmpint (g_settings_get_int (settings, PEN_SETTING_WINDOW_HEIGHT), ==, 720);
  g_assert_true (g_settings_get_boolean (settings, PEN_SETTING_LIVE_CHECK));
  g_assert_false (g_settings_get_boolean (settings, PEN_SETTING_VIM_KEYS));
  g_assert_false (g_settings_get_boolean (settings, PEN_SETTING_FORMAT_ON_RUN));
  g_clear_object (&settings);
  test_folder_remove (folder);
}

static void
test_enums_are_those_of_the_code (void)
{
  static const char *const layouts[] = {"auto", "side", "stacked", "code", "output"};
  static const char *const schemes[] = {"system", "light", "dark"};
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GSettings) settings = open_file (folder);

  for (int i = 0; i <= PEN_LAYOUT_OUTPUT; i++)
    {
      g_assert_true (g_settings_set_string (settings, PEN_SETTING_LAYOUT, layouts[i]));
      g_assert_cmpint (g_settings_get_enum (settings, PEN_SETTING_LAYOUT), ==, i);
    }
  for (int i = 0; i <= PEN_COLOR_SCHEME_DARK; i++)
    {
      g_assert_true (g_settings_set_string (settings, PEN_SETTING_COLOR_SCHEME, schemes[i]));
      g_assert_cmpint (g_settings_get_enum (settings, PEN_SETTING_COLOR_SCHEME), ==, i);
    }
  g_clear_object (&settings);
  test_folder_remove (folder);
}

static void
check_range (GSettings *settings, const char *name, GVariant *taken_value, GVariant *refused_value)
{
  g_autoptr (GVariant) taken = g_variant_ref_sink (taken_value);
  g_autoptr (GVariant) refused = g_variant_ref_sink (refused_value);
  g_autoptr (GSettingsSchema) schema = get_schema (settings);
  g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, name);

  g_assert_true (g_settings_schema_key_range_check (key, taken));
  g_assert_false (g_settings_schema_key_range_check (key, refused));
}

static void
test_ranges (void)
{
  static const char *const zooms[] = {PEN_SETTING_ZOOM, PEN_SETTING_STAGE_ZOOM};
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GSettings) settings = open_file (folder);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      check_range (settings,
                   zooms[i],
                   g_variant_new_double (PEN_ZOOM_MIN),
                   g_variant_new_double (PEN_ZOOM_MIN - 0.01));
      check_range (settings,
                   zooms[i],
                   g_variant_new_double (PEN_ZOOM_MAX),
                   g_variant_new_double (PEN_ZOOM_MAX + 0.01));
    }
  check_range (settings,
               PEN_SETTING_WINDOW_WIDTH,
               g_variant_new_int32 (200),
               g_variant_new_int32 (-1));
  check_range (settings,
               PEN_SETTING_OUTPUT_SHARE_SIDE,
               g_variant_new_double (0.5),
               g_variant_new_double (1.0));
  check_range (settings,
               PEN_SETTING_LAYOUT,
               g_variant_new_string ("side"),
               g_variant_new_string ("sideways"));
  g_clear_object (&settings);
  test_folder_remove (folder);
}

/* --- What somebody else wrote --- */

static void
test_bad_values_read_as_defaults (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GSettings) settings = NULL;

  test_folder_write (folder,
                     "keyfile",
                     "[org/playpen/Playpen]\n"
                     "zoom=400.0\n"
                     "stage-zoom='large'\n"
                     "layout='sideways'\n"
                     "window-width=-5\n"
                     "window-height=900\n"
                     "vim-keys=maybe\n"
                     "wrap-lines=true\n"
                     "recent-actions=['win.run', 7]\n"
                     "no-such-key=1\n");
  settings = open_file (folder);
  for (guint i = 0; pen_settings_get_keys ()[i] != NULL; i++)
    {
      const char *key = pen_settings_get_keys ()[i];
      g_autoptr (GVariant) value = g_settings_get_value (settings, key);
      g_autoptr (GVariant) usual = g_settings_get_default_value (settings, key);
      gboolean is_good =
          g_str_equal (key, PEN_SETTING_WRAP_LINES) || g_str_equal (key, PEN_SETTING_WINDOW_HEIGHT);

      g_test_message ("%s", key);
      g_assert_true (g_variant_equal (value, usual) == !is_good);
    }
  g_clear_object (&settings);
  test_folder_remove (folder);
}

static void
test_broken_file_is_no_end (void)
{
  static const char *const texts[] = {"", "[", "\xff\xfe\x01", "zoom=2", "[org/playpen/Playpen\n"};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folder = test_folder_new ();
      g_autoptr (GSettings) settings = NULL;

      test_folder_write (folder, "keyfile", texts[i]);
      settings = open_file (folder);
      g_assert_cmpfloat (g_settings_get_double (settings, PEN_SETTING_ZOOM), ==, 1.0);
      g_assert_true (g_settings_set_double (settings, PEN_SETTING_ZOOM, 3.0));
      g_clear_object (&settings);
      settings = open_file (folder);
      g_assert_cmpfloat (g_settings_get_double (settings, PEN_SETTING_ZOOM), ==, 3.0);
      g_clear_object (&settings);
      test_folder_remove (folder);
    }
}

static void
test_reset_keeps_what_is_remembered (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (GSettings) settings = open_file (folder);

  g_assert_true (g_settings_set_boolean (settings, PEN_SETTING_FORMAT_ON_RUN, TRUE));
  g_assert_true (g_settings_set_double (settings, PEN_SETTING_ZOOM, 2.0));
  g_assert_true (g_settings_set_int (settings, PEN_SETTING_WINDOW_WIDTH, 900));
  pen_settings_reset (settings);
  g_assert_false (g_settings_get_boolean (settings, PEN_SETTING_FORMAT_ON_RUN));
  g_assert_cmpfloat (g_settings_get_double (settings, PEN_SETTING_ZOOM), ==, 1.0);
  g_assert_cmpint (g_settings_get_int (settings, PEN_SETTING_WINDOW_WIDTH), ==, 900);
  g_clear_object (&settings);
  test_folder_remove (folder);
}

/* --- Where it runs --- */

static void
test_write_here (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettings) settings = pen_settings_new (&error);

  g_assert_no_error (error);
  g_assert_true (g_settings_set_double (settings, PEN_SETTING_ZOOM, 2.5));
  g_settings_sync ();
  g_assert_cmpfloat (g_settings_get_double (settings, PEN_SETTING_ZOOM), ==, 2.5);
}

static void
test_read_here (void)
{
  g_autoptr (GSettings) settings = pen_settings_new (NULL);

  g_assert_cmpfloat (g_settings_get_double (settings, PEN_SETTING_ZOOM), ==, 2.5);
}

/* GLib warns of the folder that it cannot make. */
static void
test_write_anyway (void)
{
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  test_write_here ();
}

static void
run_here (const char *path)
{
  g_test_trap_subprocess (path, 0, 0);
  g_test_trap_assert_passed ();
}

/* No desktop at all: no bus, and with @modules NULL whatever keeps settings here, else none. */
static void
check_kept (const char *modules)
{
  g_autofree char *folder = test_folder_new ();

  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("GSETTINGS_BACKEND");
  if (modules != NULL)
    g_setenv ("GIO_MODULE_DIR", modules, TRUE);
  run_here ("/core/settings/subprocess/write");
  run_here ("/core/settings/subprocess/read");
  g_unsetenv ("GIO_MODULE_DIR");
  test_folder_remove (folder);
}

static void
test_kept_without_modules (void)
{
  check_kept ("/nonexistent");
}

static void
test_kept_without_bus (void)
{
  check_kept (NULL);
}

/* What cannot be kept holds for as long as the process lives. */
static void
test_folder_that_is_none (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);

  test_folder_write (folder, "file", "");
  g_setenv ("XDG_CONFIG_HOME", path, TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("GSETTINGS_BACKEND");
  run_here ("/core/settings/subprocess/write-anyway");
  test_folder_remove (folder);
}

/* --- A playpen that is not whole --- */

static void
test_says_what_is_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pen_settings_new (&error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
  g_assert_true (g_str_has_suffix (error->message, "Build or install Playpen again."));
  g_assert_true ((strstr (error->message, "“color-scheme”") != NULL) ==
                 (g_getenv ("PEN_TEST_OLD") != NULL));
}

static void
run_copy (const char *path)
{
  const char *argv[] = {path,
                        "--GTestSubprocess",
                        "-p",
                        "/core/settings/subprocess/says-what-is-missing",
                        NULL};
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL,
                (char **)argv,
                NULL,
                G_SPAWN_STDOUT_TO_DEV_NULL,
                NULL,
                NULL,
                NULL,
                &said,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpint (status, ==, 0);
}

static void
compile_old_schema (const char *folder)
{
  g_autofree char *schemas = g_build_filename (folder, "share", "playpen", NULL);
  const char *argv[] = {"glib-compile-schemas", schemas, NULL};
  int status = 0;

  test_folder_write (schemas,
                     "org.playpen.Playpen.gschema.xml",
                     "<schemalist><schema id='org.playpen.Playpen' path='/org/playpen/Playpen/'>"
                     "<key name='zoom' type='d'><default>1</default></key>"
                     "</schema></schemalist>");
  g_assert_true (g_spawn_sync (NULL,
                               (char **)argv,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               NULL,
                               NULL,
                               &status,
                               NULL));
  g_assert_cmpint (status, ==, 0);
}

static void
test_not_whole (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "bin", "test", NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (self);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  test_folder_write (folder, "bin/test", "");
  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("XDG_DATA_DIRS", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  run_copy (path);
  compile_old_schema (folder);
  g_setenv ("PEN_TEST_OLD", "1", TRUE);
  run_copy (path);
  g_unsetenv ("PEN_TEST_OLD");
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/settings/every-key-is-described", test_every_key_is_described);
  g_test_add_func ("/core/settings/defaults", test_defaults);
  g_test_add_func ("/core/settings/enums-are-those-of-the-code", test_enums_are_those_of_the_code);
  g_test_add_func ("/core/settings/ranges", test_ranges);
  g_test_add_func ("/core/settings/bad-values-read-as-defaults", test_bad_values_read_as_defaults);
  g_test_add_func ("/core/settings/broken-file-is-no-end", test_broken_file_is_no_end);
  g_test_add_func ("/core/settings/reset-keeps-what-is-remembered",
                   test_reset_keeps_what_is_remembered);
  g_test_add_func ("/core/settings/kept-without-modules", test_kept_without_modules);
  g_test_add_func ("/core/settings/kept-without-a-bus", test_kept_without_bus);
  g_test_add_func ("/core/settings/folder-that-is-none", test_folder_that_is_none);
  g_test_add_func ("/core/settings/not-whole", test_not_whole);
  g_test_add_func ("/core/settings/subprocess/says-what-is-missing", test_says_what_is_missing);
  g_test_add_func ("/core/settings/subprocess/write", test_write_here);
  g_test_add_func ("/core/settings/subprocess/write-anyway", test_write_anyway);
  g_test_add_func ("/core/settings/subprocess/read", test_read_here);
  return g_test_run ();
}
