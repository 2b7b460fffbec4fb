/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The names that files in an archive may have: those that mean the same file, and nothing else than
 * a file, on every system that an archive is carried to. */
#include "archive-name.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core-error.h"

#define SHOWN_MAX 60

static gboolean
is_visible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return g_unichar_isprint (c) && type != G_UNICODE_LINE_SEPARATOR &&
         type != G_UNICODE_PARAGRAPH_SEPARATOR && type != G_UNICODE_PRIVATE_USE;
}

char *
pen_archive_name_dup_shown (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, (gssize)strnlen (name, 4 * SHOWN_MAX));
  g_autoptr (GString) shown = g_string_new (NULL);
  guint n = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (++n > SHOWN_MAX)
        {
          g_string_append (shown, "…");
          break;
        }
      g_string_append_unichar (shown, is_visible (c) ? c : 0xfffd);
    }
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

/* NULL: it may. */
static const char *
find_fault_of_character (gunichar c)
{
  GUnicodeType type;

  if (c < 0x80)
    {
      if (g_ascii_isalnum ((char)c) || strchr (" !#&'()+,-.=@[]_{}~", (int)c) != NULL)
        return NULL;
      if (c == '\\')
        return _ ("it has a backslash in it");
      return c < 0x20 || c == 0x7f ? _ ("it has an invisible character in it")
                                   : _ ("it has a character in it that not every system allows");
    }
  type = g_unichar_type (c);
  if (g_unichar_isalnum (c) || g_unichar_ismark (c) || type == G_UNICODE_OTHER_SYMBOL ||
      type == G_UNICODE_DASH_PUNCTUATION)
    return NULL;
  return is_visible (c) ? _ ("it has a character in it that not every system allows")
                        : _ ("it has an invisible character in it");
}

/* COM1, and also com¹.txt: what Windows takes for a device, whatever follows the first dot. */
static gboolean
is_device (const char *part, gsize length)
{
  static const char *const plain[] = {"con", "prn", "aux", "nul", "conin$", "conout$", NULL};
  const char *dot = memchr (part, '.', length);
  g_autofree char *stem = g_ascii_strdown (part, dot != NULL ? dot - part : (gssize)length);
  const char *digit = stem + 3;

  g_strchomp (stem);
  if (g_strv_contains (plain, stem))
    return TRUE;
  if (!g_str_has_prefix (stem, "com") && !g_str_has_prefix (stem, "lpt"))
    return FALSE;
  return (g_ascii_isdigit (*digit) && digit[1] == '\0') || g_str_equal (digit, "¹") ||
         g_str_equal (digit, "²") || g_str_equal (digit, "³");
}

static const char *
find_fault_of_part (const char *part, gsize length)
{
  if (length == 0)
    return _ ("a part of it is empty");
  if ((length == 1 && part[0] == '.') || (length == 2 && part[0] == '.' && part[1] == '.'))
    return _ ("it leads out of its folder");
  if (part[length - 1] == '.' || part[length - 1] == ' ' || part[0] == ' ')
    return _ ("a part of it begins with a space, or ends with a space or a dot");
  if (is_device (part, length))
    return _ ("on Windows it is the name of a device");
  return NULL;
}

static const char *
find_fault_of_parts (const char *name)
{
  const char *fault = NULL;
  guint depth = 0;

  for (const char *part = name; part != NULL && fault == NULL;)
    {
      const char *slash = strchrnul (part, '/');

      if (++depth > PEN_ARCHIVE_DEPTH_MAX)
        return _ ("it lies in more than seven folders");
      fault = find_fault_of_part (part, (gsize)(slash - part));
      part = *slash == '/' ? slash + 1 : NULL;
    }
  return fault;
}

static const char *
find_fault (const char *name)
{
  gsize length = strlen (name);
  gboolean is_ascii = TRUE;

  if (length == 0)
    return _ ("it is empty");
  if (length > PEN_ARCHIVE_NAME_MAX)
    return _ ("it is longer than 200 bytes");
  if (!g_utf8_validate (name, (gssize)length, NULL))
    return _ ("it is not UTF-8");
  if (name[0] == '/')
    return _ ("it begins with a slash");
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *fault = *at == '/' ? NULL : find_fault_of_character (g_utf8_get_char (at));

      if (fault != NULL)
        return fault;
      is_ascii &= (guchar)*at < 0x80;
    }
  if (!is_ascii)
    {
      g_autofree char *normal = g_utf8_normalize (name, (gssize)length, G_NORMALIZE_NFC);

      if (g_strcmp0 (normal, name) != 0)
        return _ ("its accents are not in the usual form (NFC)");
    }
  return find_fault_of_parts (name);
}

gboolean
pen_archive_name_check (const char *name, GError **error)
{
  const char *fault;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  fault = find_fault (name);
  if (fault == NULL)
    return TRUE;
  shown = pen_archive_name_dup_shown (name);
  /* Translators: then a name, and one of the reasons above. */
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("The name “%s” cannot be in an archive: %s. Give the file a plain name."),
               shown,
               fault);
  return FALSE;
}
