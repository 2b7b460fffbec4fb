/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What GtkSourceView reads. It lies in folders and is not compiled in, because GtkSourceView lists
 * resources but opens colours only as files. */
#include "source-data.h"

#include <gtksourceview/gtksource.h>

#include "core.h"

char *
pen_source_data_find (const char *name)
{
  g_autofree char *folder = pen_data_find (name);

  if (folder != NULL)
    return g_steal_pointer (&folder);
  g_warning ("Playpen is not whole: its %s are missing.", name);
  return NULL;
}

void
pen_source_data_init (void)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  GtkSourceSnippetManager *snippets = gtk_source_snippet_manager_get_default ();
  g_autofree char *language_folder = pen_source_data_find ("languages");
  g_autofree char *scheme_folder = pen_source_data_find ("styles");
  const char *snippet_folders[] = {NULL, NULL};
  g_autofree char *snippet_folder = pen_source_data_find ("snippets");

  if (language_folder != NULL)
    gtk_source_language_manager_prepend_search_path (languages, language_folder);
  if (scheme_folder != NULL)
    gtk_source_style_scheme_manager_prepend_search_path (schemes, scheme_folder);
  /* Only ours: GtkSourceView's own are the heads of licences. */
  snippet_folders[0] = snippet_folder;
  gtk_source_snippet_manager_set_search_path (snippets, snippet_folders);
}
