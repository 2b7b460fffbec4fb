/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of actions is of one piece. */
#include "actions.h"

#include "display.h"

static void
test_unique (void)
{
  guint n = 0;
  const PenUiAction *actions = pen_ui_actions_get (&n);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) accels =
          g_strsplit (actions[i].accels != NULL ? actions[i].accels : "", " ", -1);

      g_assert_true (g_hash_table_add (seen, g_strdup (actions[i].name)));
      for (guint k = 0; accels[k] != NULL; k++)
        {
          guint key = 0;
          GdkModifierType modifiers = 0;

          g_assert_true (gtk_accelerator_parse (accels[k], &key, &modifiers));
          g_assert_true (g_hash_table_add (seen, gtk_accelerator_name (key, modifiers)));
        }
    }
}

static void
test_keys_are_worded (void)
{
  g_autofree char *label = pen_ui_action_dup_accel_label (pen_ui_actions_find ("win.run"));

  g_assert_cmpstr (label, ==, "Ctrl+Return");
  g_assert_null (pen_ui_actions_find ("win.no-such"));
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/actions/names-and-keys-are-unique", test_unique);
  g_test_add_func ("/gtk/actions/keys-are-worded", test_keys_are_worded);
  return g_test_run ();
}
