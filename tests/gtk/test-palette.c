/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The command palette, worked with keys alone, over actions made from the real table. */
#include "palette.h"

#include <string.h>

#include "actions.h"
#include "core.h"
#include "display.h"
#include "keys.h"
#include "zoom.h"

#define MOST_TO_OPEN 50 /* ms, on a quiet machine without sanitizers */

typedef struct
{
  GtkWindow *window;
  PenPalette *palette;
  GtkWidget *entry; /* that has the focus before */
  GSettings *settings;
  GHashTable *groups; /* (element-type utf8 GSimpleActionGroup) */
  char *ran;          /* (nullable): detailed name of the last that ran */
} Fixture;

static void
run_action (GSimpleAction *action, GVariant *target, gpointer data)
{
  Fixture *f = data;
  g_autofree char *detailed =
      g_action_print_detailed_name (g_action_get_name (G_ACTION (action)), target);

  g_free (f->ran);
  f->ran = g_steal_pointer (&detailed);
}

static GSimpleActionGroup *
get_group (Fixture *f, const char *prefix)
{
  GSimpleActionGroup *group = g_hash_table_lookup (f->groups, prefix);

  if (group == NULL)
    {
      group = g_simple_action_group_new ();
      g_hash_table_insert (f->groups, g_strdup (prefix), group);
    }
  return group;
}

static void
add_action (Fixture *f, const PenUiAction *row)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GSimpleAction) action = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_action_parse_detailed_name (row->name, &name, &target, NULL));
  parts = g_strsplit (name, ".", 2);
  action = g_simple_action_new (parts[1], target != NULL ? g_variant_get_type (target) : NULL);
  g_signal_connect (action, "activate", G_CALLBACK (run_action), f);
  if (g_action_map_lookup_action (G_ACTION_MAP (get_group (f, parts[0])), parts[1]) == NULL)
    g_action_map_add_action (G_ACTION_MAP (get_group (f, parts[0])), G_ACTION (action));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *palette = pen_palette_new ();
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer prefix;
  gpointer group;
  guint n = 0;
  const PenUiAction *rows = pen_ui_actions_get (&n);

  f->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  f->settings = pen_settings_new (&error);
  g_assert_no_error (error);
  f->palette = PEN_PALETTE (palette);
  f->entry = gtk_entry_new ();
  gtk_widget_set_valign (f->entry, GTK_ALIGN_END);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), f->entry);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), palette);
  pen_palette_set_settings (f->palette, f->settings);
  for (guint i = 0; i < n; i++)
    add_action (f, &rows[i]);
  f->window = pen_test_show (overlay, 900, 600);
  g_hash_table_iter_init (&iter, f->groups);
  while (g_hash_table_iter_next (&iter, &prefix, &group))
    {
      gtk_widget_insert_action_group (GTK_WIDGET (f->window), prefix, group);
      pen_palette_set_group (f->palette, prefix, group);
    }
  gtk_widget_grab_focus (f->entry);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_settings_reset (f->settings, PEN_SETTING_RECENT_ACTIONS);
  gtk_window_destroy (f->window);
  g_hash_table_unref (f->groups);
  g_clear_object (&f->settings);
  g_clear_pointer (&f->ran, g_free);
}

static gboolean
is_open (Fixture *f)
{
  return gtk_widget_get_visible (GTK_WIDGET (f->palette));
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
selects (Fixture *f, const char *name)
{
  return g_strcmp0 (pen_palette_get_selected (f->palette), name) == 0;
}

/* The entry's own text is set without keys where a hundred titles are tried. */
static void
set_text (Fixture *f, const char *text)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  gtk_editable_set_text (GTK_EDITABLE (focus), text);
}

/* --- --- */

static void
test_finds_every_row_by_its_title (Fixture *f, gconstpointer data)
{
  guint n = 0;
  const PenUiAction *rows = pen_ui_actions_get (&n);

  pen_palette_open (f->palette);
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (rows[i].name, "win.palette"))
        continue;
      g_test_message ("%s", rows[i].title);
      set_text (f, rows[i].title);
      g_assert_cmpstr (pen_palette_get_selected (f->palette), ==, rows[i].name);
    }
}

/* The first four letters of each word. */
static char *
shorten (const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  g_autoptr (GString) text = g_string_new ("");

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *end = words[i];

      for (guint k = 0; k < 4 && *end != '\0'; k++)
        end = g_utf8_next_char (end);
      g_string_append_len (text, words[i], end - words[i]);
      g_string_append_c (text, ' ');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_finds_every_row_by_a_few_letters (Fixture *f, gconstpointer data)
{
  guint n = 0;
  const PenUiAction *rows = pen_ui_actions_get (&n);

  pen_palette_open (f->palette);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *letters = shorten (rows[i].title);
      g_autofree char *folded = g_utf8_strdown (letters, -1);

      if (g_str_equal (rows[i].name, "win.palette"))
        continue;
      g_test_message ("%s", folded);
      set_text (f, folded);
      g_assert_cmpstr (pen_palette_get_selected (f->palette), ==, rows[i].name);
    }
}

static void
test_keys_alone (Fixture *f, gconstpointer data)
{
  pen_palette_open (f->palette);
  pen_test_type (f->window, "form");
  PEN_WAIT_UNTIL (selects (f, "win.format"));
  pen_test_press (f->window, "Return");
  PEN_WAIT_UNTIL (f->ran != NULL);
  g_assert_cmpstr (f->ran, ==, "format");
  g_assert_false (is_open (f));
  g_assert_true (has_focus (f->entry));
}

static void
test_target_is_handed_on (Fixture *f, gconstpointer data)
{
  pen_palette_open (f->palette);
  pen_test_type (f->window, "show mir");
  PEN_WAIT_UNTIL (selects (f, "win.run-as('mir')"));
  pen_test_press (f->window, "Return");
  PEN_WAIT_UNTIL (g_strcmp0 (f->ran, "run-as::mir") == 0);
}

static void
test_escape_gives_the_focus_back (Fixture *f, gconstpointer data)
{
  pen_palette_open (f->palette);
  pen_palette_open (f->palette); /* open already */
  g_assert_false (has_focus (f->entry));
  pen_test_press (f->window, "Down Escape");
  PEN_WAIT_UNTIL (!is_open (f));
  g_assert_true (has_focus (f->entry));
  g_assert_null (f->ran);
  pen_palette_close (f->palette); /* closed already */
}

static void
test_closes_when_the_focus_leaves (Fixture *f, gconstpointer data)
{
  pen_palette_open (f->palette);
  gtk_widget_grab_focus (f->entry);
  PEN_WAIT_UNTIL (!is_open (f));
  g_assert_true (has_focus (f->entry));
}

static void
test_only_what_can_be_done_now (Fixture *f, gconstpointer data)
{
  GSimpleActionGroup *win = get_group (f, "win");
  GAction *stop = g_action_map_lookup_action (G_ACTION_MAP (win), "stop");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (stop), FALSE);
  g_action_map_remove_action (G_ACTION_MAP (win), "format");
  pen_palette_set_group (f->palette, "editor", NULL);
  pen_palette_open (f->palette);
  set_text (f, "stop");
  g_assert_false (selects (f, "win.stop"));
  set_text (f, "format");
  g_assert_false (selects (f, "win.format"));
  set_text (f, "go to line");
  g_assert_null (pen_palette_get_selected (f->palette));
  pen_test_picture (GTK_WIDGET (f->window), "palette-empty");
  pen_test_press (f->window, "Down Return");
  g_assert_true (is_open (f));
  g_assert_null (f->ran);
}

static void
test_recent_first (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) kept = NULL;

  pen_palette_open (f->palette);
  set_text (f, "present");
  pen_test_press (f->window, "Return");
  PEN_WAIT_UNTIL (!is_open (f));
  pen_palette_open (f->palette);
  set_text (f, "examples");
  pen_test_press (f->window, "Return");
  PEN_WAIT_UNTIL (!is_open (f));
  pen_palette_open (f->palette);
  g_assert_true (selects (f, "win.examples"));
  pen_test_press (f->window, "Down");
  PEN_WAIT_UNTIL (selects (f, "win.stage"));
  pen_test_picture (GTK_WIDGET (f->window), "palette-recent");
  kept = g_settings_get_strv (f->settings, PEN_SETTING_RECENT_ACTIONS);
  g_assert_cmpstr (kept[0], ==, "win.examples");
  g_assert_cmpstr (kept[1], ==, "win.stage");
  g_assert_null (kept[2]);
}

/* What another version wrote, or a hand. */
static void
test_recent_that_are_none (Fixture *f, gconstpointer data)
{
  const char *const bad[] = {"", "win.no-such", "((", "win.run('x')", NULL};

  g_settings_set_strv (f->settings, PEN_SETTING_RECENT_ACTIONS, bad);
  pen_palette_set_settings (f->palette, f->settings);
  pen_palette_open (f->palette);
  g_assert_true (selects (f, "win.run"));
}

static void
test_opens_at_once (Fixture *f, gconstpointer data)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();

      pen_palette_open (f->palette);
      least = MIN (least, g_get_monotonic_time () - start);
      g_test_message ("%u: %" G_GINT64_FORMAT " µs", i, g_get_monotonic_time () - start);
      pen_test_settle (GTK_WIDGET (f->palette));
      pen_palette_close (f->palette);
    }
  g_assert_cmpint (least, <, MOST_TO_OPEN * 1000);
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  pen_palette_open (f->palette);
  pen_test_picture (GTK_WIDGET (f->window), "palette");
  set_text (f, "pro");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (f->window), "palette-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
  pen_palette_close (f->palette);
  pen_zoom_apply (GTK_WIDGET (f->window), 3.0);
  pen_test_settle (GTK_WIDGET (f->window));
  pen_palette_open (f->palette);
  pen_test_picture (GTK_WIDGET (f->window), "palette-300");
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  pen_test_init (&argc, &argv);
  ADD ("/gtk/palette/finds-every-row-by-its-title", test_finds_every_row_by_its_title);
  ADD ("/gtk/palette/finds-every-row-by-a-few-letters", test_finds_every_row_by_a_few_letters);
  ADD ("/gtk/palette/keys-alone", test_keys_alone);
  ADD ("/gtk/palette/target-is-handed-on", test_target_is_handed_on);
  ADD ("/gtk/palette/escape-gives-the-focus-back", test_escape_gives_the_focus_back);
  ADD ("/gtk/palette/closes-when-the-focus-leaves", test_closes_when_the_focus_leaves);
  ADD ("/gtk/palette/only-what-can-be-done-now", test_only_what_can_be_done_now);
  ADD ("/gtk/palette/recent-first", test_recent_first);
  ADD ("/gtk/palette/recent-that-are-none", test_recent_that_are_none);
  ADD ("/gtk/palette/opens-at-once", test_opens_at_once);
  ADD ("/gtk/palette/pictures", test_pictures);
  return g_test_run ();
}
