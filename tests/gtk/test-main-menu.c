/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The menu speaks as the table does, and every item has a letter of its own. */
#include "main-menu.h"

#include <string.h>

#include "actions.h"
#include "display.h"

static void
check_menu (GMenuModel *menu, GString *letters, GString *grey)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;
      const char *mark;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action);
      if (section != NULL)
        check_menu (section, letters, grey);
      if (submenu != NULL)
        {
          g_autoptr (GString) inner = g_string_new (NULL);

          check_menu (submenu, inner, grey);
        }
      if (label == NULL)
        continue;
      mark = strchr (label, '_');
      g_assert_nonnull (mark);
      g_assert_null (strchr (letters->str, g_ascii_tolower (mark[1])));
      g_string_append_c (letters, g_ascii_tolower (mark[1]));
      if (g_strcmp0 (action, "win.no-docs") == 0)
        g_string_append (grey, label);
    }
}

static void
test_letters (void)
{
  g_autoptr (GMenuModel) menu = pen_main_menu_new (NULL);
  g_autoptr (GString) letters = g_string_new (NULL), grey = g_string_new (NULL);

  check_menu (menu, letters, grey);
  g_assert_cmpuint (letters->len, >, 15);
  g_assert_cmpstr (grey->str, ==, "");
}

static void
test_no_docs (void)
{
  g_autoptr (GMenuModel) menu = pen_main_menu_new ("not installed");
  g_autoptr (GString) letters = g_string_new (NULL), grey = g_string_new (NULL);

  check_menu (menu, letters, grey);
  g_assert_nonnull (strstr (grey->str, "(not installed)"));
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/main-menu/each-item-has-its-letter", test_letters);
  g_test_add_func ("/gtk/main-menu/says-why-there-is-no-documentation", test_no_docs);
  return g_test_run ();
}
