/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program's files, by names that are safe to be made below a jail's working directory. */
#include "sources.h"

#include <glib/gi18n.h>
#include <string.h>

#include "toolchain-error.h"

#define NAME_MAX_BYTES 200

static void
source_free (gpointer pointer)
{
  PenSource *source = pointer;

  g_free (source->name);
  g_bytes_unref (source->bytes);
  g_free (source);
}

PenSources *
pen_sources_new (void)
{
  PenSources *sources = g_new0 (PenSources, 1);

  sources->files = g_ptr_array_new_with_free_func (source_free);
  return sources;
}

static void
append (PenSources *sources, const char *name, GBytes *bytes)
{
  PenSource *source = g_new0 (PenSource, 1);

  source->name = g_strdup (name);
  source->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (sources->files, source);
}

PenSources *
pen_sources_copy (const PenSources *sources)
{
  PenSources *copy = pen_sources_new ();

  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];

      append (copy, source->name, source->bytes);
    }
  return copy;
}

void
pen_sources_free (PenSources *sources)
{
  g_ptr_array_unref (sources->files);
  g_free (sources);
}

static const char *
find_fault (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (name[0] == '\0')
    return _ ("it is empty; give the file a name");
  if (name[0] == '/')
    return _ ("it is an absolute path; use one that is relative to the program's folder");
  if (strlen (name) > NAME_MAX_BYTES)
    return _ ("it is longer than 200 bytes; use a shorter one");
  for (const char *c = name; *c != '\0'; c++)
    if ((guchar)*c < 0x20 || *c == 0x7f)
      return _ ("it holds a control character; rename the file");
  if (!g_utf8_validate (name, -1, NULL))
    return _ ("it is not UTF-8; rename the file");
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0)
        return _ ("it leaves the program's folder by \"..\"");
      if (parts[i][0] == '\0' || parts[i][0] == '.')
        return _ ("a part of it is empty or begins with a dot; rename the file");
      if (parts[i][0] == '-')
        return _ (
            "a part of it begins with a dash, which programs take for an option; rename the file");
    }
  return NULL;
}

gboolean
pen_sources_check_name (const char *name, GError **error)
{
  const char *fault = find_fault (name);
  g_autofree char *shown = NULL;

  if (fault == NULL)
    return TRUE;
  shown = g_strescape (name, NULL);
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_INPUT,
               /* Translators: a file name, then why it is refused. */
               _ ("The file name \"%s\" cannot be used: %s."),
               shown,
               fault);
  return FALSE;
}

static gboolean
is_below (const char *name, const char *dir)
{
  gsize n = strlen (dir);

  return strncmp (name, dir, n) == 0 && name[n] == '/';
}

gboolean
pen_sources_add (PenSources *sources, const char *name, GBytes *bytes, GError **error)
{
  if (!pen_sources_check_name (name, error))
    return FALSE;
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *other = sources->files->pdata[i];

      if (strcmp (other->name, name) != 0 && !is_below (other->name, name) &&
          !is_below (name, other->name))
        continue;
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_INPUT,
                   _ ("The file \"%s\" is there twice, or once as a file and once as a folder."),
                   name);
      return FALSE;
    }
  append (sources, name, bytes);
  return TRUE;
}

GBytes *
pen_sources_get (const PenSources *sources, const char *name)
{
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];

      if (strcmp (source->name, name) == 0)
        return source->bytes;
    }
  return NULL;
}

gboolean
pen_sources_is_rust (const char *name)
{
  return g_str_has_suffix (name, ".rs");
}

const char *
pen_sources_get_root (const PenSources *sources)
{
  static const char *const known[] = {"src/main.rs", "main.rs", "src/lib.rs", "lib.rs"};

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (pen_sources_get (sources, known[i]) != NULL)
      return known[i];
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];

      if (pen_sources_is_rust (source->name) && !g_str_equal (source->name, "build.rs"))
        return source->name;
    }
  return NULL;
}
