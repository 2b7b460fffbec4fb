/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The menu of a window. What its items are called is in the one table of actions; here is only
 * which of them there are, and in which order. */
#include "main-menu.h"

#include <glib/gi18n.h>

#include "actions.h"

#define NO_DOCS "win.no-docs" /* is never enabled */

static const char *const files[] =
    {"app.new-window", "win.new-file", "win.save", "win.save-as", "win.take-home", NULL};
static const char *const open[] = {"win.open",
                                   "win.open-folder",
                                   "win.recent",
                                   "win.open-link",
                                   NULL};
static const char *const tools[] = {"win.format",
                                    "win.run-as('clippy')",
                                    "win.run-as('test')",
                                    NULL};
static const char *const listings[] = {"win.run-as('expand')",
                                       "win.run-as('asm')",
                                       "win.run-as('llvm-ir')",
                                       "win.run-as('mir')",
                                       "win.run-as('hir')",
                                       "win.run-as('wasm')",
                                       NULL};
static const char *const steps[] = {"win.next-step",
                                    "win.previous-step",
                                    "win.set-step",
                                    "win.steps",
                                    "win.history",
                                    "app.clear-board",
                                    NULL};
static const char *const window[] = {"win.palette", "win.stage", NULL};
static const char *const program[] = {"app.preferences",
                                      "win.shortcuts",
                                      "win.doctor",
                                      "app.about",
                                      NULL};

/* @title with an underscore before its first letter that no other item of the menu has. */
static char *
dup_label (const char *title, GString *taken)
{
  GString *label = g_string_new (NULL);
  gboolean found = FALSE;

  for (const char *at = title; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (at));
      char bytes[7] = "";

      g_unichar_to_utf8 (letter, bytes);
      if (!found && g_unichar_isalnum (letter) && strstr (taken->str, bytes) == NULL)
        {
          g_string_append_c (label, '_');
          g_string_append (taken, bytes);
          found = TRUE;
        }
      if (*at == '_')
        g_string_append_c (label, '_'); /* two stand for one */
      g_string_append_unichar (label, g_utf8_get_char (at));
    }
  return g_string_free (label, FALSE);
}

static void
append (GMenu *menu, const char *title, const char *action, GString *taken)
{
  g_autofree char *label = dup_label (title, taken);

  g_menu_append (menu, label, action);
}

static GMenuModel *
make_section (const char *const *names, GString *taken)
{
  GMenu *section = g_menu_new ();

  for (guint i = 0; names[i] != NULL; i++)
    append (section, _ (pen_ui_actions_find (names[i])->title), names[i], taken);
  return G_MENU_MODEL (section);
}

static void
append_section (GMenu *menu, const char *const *names, GString *taken)
{
  g_autoptr (GMenuModel) section = make_section (names, taken);

  g_menu_append_section (menu, NULL, section);
}

/* A section of @names, at its end a page of @inner ones called @title. */
static void
append_with_page (GMenu *menu,
                  const char *const *names,
                  const char *title,
                  const char *const *inner,
                  GString *taken)
{
  g_autoptr (GString) inner_taken = g_string_new (NULL);
  g_autoptr (GMenuModel) section = make_section (names, taken);
  g_autoptr (GMenuModel) page = make_section (inner, inner_taken);
  g_autofree char *label = dup_label (title, taken);

  g_menu_append_submenu (G_MENU (section), label, page);
  g_menu_append_section (menu, NULL, section);
}

static void
append_docs (GMenu *menu, const char *no_docs, GString *taken)
{
  g_autoptr (GMenu) section = g_menu_new ();
  const char *title = _ (pen_ui_actions_find ("win.docs")->title);
  /* Translators: an item of a menu that cannot be chosen, and why. */
  g_autofree char *grey = g_strdup_printf (_ ("%s (%s)"), title, no_docs != NULL ? no_docs : "");

  append (section, no_docs != NULL ? grey : title, no_docs != NULL ? NO_DOCS : "win.docs", taken);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

GMenuModel *
pen_main_menu_new (const char *no_docs)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GString) taken = g_string_new (NULL);

  append_with_page (menu, files, _ ("Open"), open, taken);
  append_with_page (menu, tools, _ ("Show"), listings, taken);
  append_docs (menu, no_docs, taken);
  append_with_page (menu, window, _ ("Steps and History"), steps, taken);
  append_section (menu, program, taken);
  return G_MENU_MODEL (menu);
}
