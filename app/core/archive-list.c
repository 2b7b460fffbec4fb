/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Keeps account of an archive's entries, for those who write and those who read: how many, how much
 * together, and whether two of them would be the same file somewhere. */
#include "archive-list-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "archive-name.h"
#include "core-error.h"

/* The first character of what is kept for each name. */
#define A_FILE 'f'
#define A_FOLDER 'd'        /* of its own entry */
#define A_WAY_TO_A_FILE 'w' /* a folder that follows from a file's name */

void
pen_archive_list_init (PenArchiveList *list, const PenArchiveLimits *limits)
{
  list->limits = limits != NULL ? limits : pen_archive_limits_get_default ();
  list->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  list->n_entries = 0;
  list->total = 0;
}

void
pen_archive_list_clear (PenArchiveList *list)
{
  g_clear_pointer (&list->seen, g_hash_table_unref);
}

/* What some file system takes for the same name becomes the same. Compatibility forms first, or a
 * bold A would stay a capital. */
static char *
fold (const char *name, gsize length)
{
  g_autofree char *plain = NULL;
  g_autofree char *lower = NULL;
  gboolean is_ascii = TRUE;

  for (gsize i = 0; i < length; i++)
    is_ascii &= (guchar)name[i] < 0x80;
  if (is_ascii)
    return g_ascii_strdown (name, (gssize)length);
  plain = g_utf8_normalize (name, (gssize)length, G_NORMALIZE_ALL);
  lower = g_utf8_casefold (plain, -1);
  return g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
}

gboolean
pen_archive_refuse (const char *name, int code, const char *why, GError **error)
{
  g_autofree char *shown = pen_archive_name_dup_shown (name);

  /* Translators: a file's name, then what is wrong with it and what to do. */
  g_set_error (error,
               PEN_CORE_ERROR,
               code,
               _ ("“%s” cannot be part of the archive: %s"),
               shown,
               why);
  return FALSE;
}

static gboolean
check_amounts (PenArchiveList *list, const char *name, gsize size, GError **error)
{
  const PenArchiveLimits *limits = list->limits;

  if (list->n_entries >= limits->entries)
    {
      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_TOO_BIG,
                   g_dngettext (NULL,
                                "The archive has more than %u file. Leave out what is not needed.",
                                "The archive has more than %u files. Leave out what is not needed.",
                                limits->entries),
                   limits->entries);
      return FALSE;
    }
  if (size > limits->file)
    {
      g_autofree char *most = g_format_size_full (limits->file, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *why =
          g_strdup_printf (_ ("it is larger than %s. Leave it out, or cut it into smaller files."),
                           most);

      return pen_archive_refuse (name, PEN_CORE_ERROR_TOO_BIG, why, error);
    }
  if (size > limits->total - list->total)
    {
      g_autofree char *most = g_format_size_full (limits->total, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_TOO_BIG,
                   _ ("The files of the archive are larger than %s together. Leave out what is "
                      "not needed."),
                   most);
      return FALSE;
    }
  return TRUE;
}

/* @length: of the part of @name that is this folder. */
static gboolean
check_folder (PenArchiveList *list, const char *name, gsize length, gboolean own, GError **error)
{
  g_autofree char *folded = fold (name, length);
  const char *seen = g_hash_table_lookup (list->seen, folded);

  if (seen == NULL)
    return TRUE;
  if (seen[0] == A_FILE)
    return pen_archive_refuse (name,
                               PEN_CORE_ERROR_INPUT,
                               _ ("one of its folders has the name of a file there. Give one of "
                                  "them another name."),
                               error);
  if (strlen (seen + 1) != length || strncmp (seen + 1, name, length) != 0)
    return pen_archive_refuse (name,
                               PEN_CORE_ERROR_INPUT,
                               _ ("a folder there differs from one of its folders in upper and "
                                  "lower case only. Give one of them another name."),
                               error);
  if (own && seen[0] == A_FOLDER)
    return pen_archive_refuse (name,
                               PEN_CORE_ERROR_INPUT,
                               _ ("it is there twice. Ask for the archive again."),
                               error);
  return TRUE;
}

static gboolean
check_file (PenArchiveList *list, const char *name, GError **error)
{
  g_autofree char *folded = fold (name, strlen (name));
  const char *seen = g_hash_table_lookup (list->seen, folded);

  if (seen == NULL)
    return TRUE;
  if (seen[0] != A_FILE)
    return pen_archive_refuse (name,
                               PEN_CORE_ERROR_INPUT,
                               _ ("there is a folder of that name. Give one of them another name."),
                               error);
  if (g_str_equal (seen + 1, name))
    return pen_archive_refuse (name,
                               PEN_CORE_ERROR_INPUT,
                               _ ("it is there twice. Ask for the archive again."),
                               error);
  return pen_archive_refuse (name,
                             PEN_CORE_ERROR_INPUT,
                             _ ("another file's name differs from it in upper and lower case only. "
                                "Give one of them another name."),
                             error);
}

static gboolean
check_clashes (PenArchiveList *list, const char *name, gboolean is_folder, GError **error)
{
  for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    if (!check_folder (list, name, (gsize)(slash - name), /* own= */ FALSE, error))
      return FALSE;
  return is_folder ? check_folder (list, name, strlen (name), /* own= */ TRUE, error)
                   : check_file (list, name, error);
}

static void
keep (PenArchiveList *list, char kind, const char *name, gsize length)
{
  char *folded = fold (name, length);

  if (kind == A_WAY_TO_A_FILE && g_hash_table_contains (list->seen, folded))
    g_free (folded);
  else
    g_hash_table_insert (list->seen, folded, g_strdup_printf ("%c%.*s", kind, (int)length, name));
}

gboolean
pen_archive_list_add (PenArchiveList *list,
                      const char *name,
                      gsize length,
                      gboolean is_folder,
                      gsize size,
                      char **ret_name,
                      GError **error)
{
  g_autofree char *own = NULL;

  if (is_folder && length > 0 && name[length - 1] == '/')
    length--;
  own = g_strndup (length > 0 ? name : "", length); /* nothing may be at NULL */
  if (strlen (own) != length)
    return pen_archive_refuse (own,
                               PEN_CORE_ERROR_INPUT,
                               _ ("its name has an invisible character in it. Ask for the archive "
                                  "again."),
                               error);
  if (!pen_archive_name_check (own, error) || !check_amounts (list, own, size, error) ||
      !check_clashes (list, own, is_folder, error))
    return FALSE;

  for (const char *slash = strchr (own, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    keep (list, A_WAY_TO_A_FILE, own, (gsize)(slash - own));
  keep (list, is_folder ? A_FOLDER : A_FILE, own, length);
  list->n_entries++;
  list->total += size;
  if (ret_name != NULL)
    *ret_name = g_steal_pointer (&own);
  return TRUE;
}

gboolean
pen_archive_limits_check_archive (const PenArchiveLimits *limits, gsize size, GError **error)
{
  g_autofree char *most = NULL;

  if (size <= limits->archive)
    return TRUE;
  most = g_format_size_full (limits->archive, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_TOO_BIG,
               _ ("The archive is larger than %s. Leave out what is not needed."),
               most);
  return FALSE;
}

gboolean
pen_archive_limits_allow_ratio (const PenArchiveLimits *limits, gsize packed, gsize size)
{
  return size <= limits->any_ratio || size / limits->ratio <= packed;
}
