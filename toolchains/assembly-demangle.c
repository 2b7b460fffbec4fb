/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Readable names in assembly and its like. GNU libiberty does the demangling, here only the names
 * are found in the text, and bounds are kept: libiberty has none for the length of what it makes.
 */
#include "assembly.h"

#include <libiberty/demangle.h>

#include <setjmp.h>
#include <string.h>

#define NAME_MAX_READABLE (16 * 1024)
#define GROWTH_MAX 8
#define SLACK (1024 * 1024)
#define TIME_MAX (5 * G_USEC_PER_SEC)

/* One name on its way through libiberty. */
typedef struct
{
  GString *readable;
  jmp_buf too_long;
} PenReadable;

typedef struct
{
  GHashTable *known; /* mangled -> readable, "" when it cannot be read */
  PenReadable name;
  gsize budget;    /* bytes that may still be made of names, whether or not they are used */
  gint64 deadline; /* monotonic time */
} PenDemangler;

/* libiberty cannot be told to stop, and "T B_ B_" nested sixty deep would go on for ever; so a name
 * that is too long is left by a jump. libiberty holds memory only while it prints one identifier of
 * foreign letters, which is not longer than the mangled name and has no punctuation, so the jump
 * waits for the next punctuation. */
static void
append_readable (const char *data, size_t len, void *user_data)
{
  PenReadable *name = user_data;

  if (name->readable->len > NAME_MAX_READABLE && len > 0 && g_ascii_ispunct (data[0]) &&
      data[0] != '_')
    longjmp (name->too_long, 1);
  g_string_append_len (name->readable, data, (gssize)len);
}

static gboolean
make_readable (PenReadable *name, const char *mangled)
{
  g_string_truncate (name->readable, 0);
  if (setjmp (name->too_long) != 0)
    return FALSE;
  return rust_demangle_callback (mangled, DMGL_NO_OPTS, append_readable, name) != 0;
}

static const char *
look_up (PenDemangler *demangler, const char *mangled)
{
  const char *readable = g_hash_table_lookup (demangler->known, mangled);
  gboolean good;

  if (readable != NULL)
    return readable;
  if (demangler->budget == 0)
    return "";
  /* Letters outside of ASCII are decoded by libiberty without a look at what comes out. */
  good =
      make_readable (&demangler->name, mangled) &&
      g_utf8_validate (demangler->name.readable->str, (gssize)demangler->name.readable->len, NULL);
  demangler->budget -= MIN (demangler->budget, demangler->name.readable->len + strlen (mangled));
  if (g_get_monotonic_time () > demangler->deadline)
    demangler->budget = 0;
  g_hash_table_insert (demangler->known,
                       g_strdup (mangled),
                       g_strdup (good ? demangler->name.readable->str : ""));
  return g_hash_table_lookup (demangler->known, mangled);
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '$';
}

/* Where the mangled name proper ends in the word of @len bytes: before the first dot in the v0
 * scheme; in the legacy one, which has dots of its own, behind the hash. 0: no mangled name. */
static gsize
mangled_length (const char *word, gsize len)
{
  if (len > 2 && word[0] == '_' && word[1] == 'R')
    {
      const char *dot = memchr (word, '.', len);

      return dot != NULL ? (gsize)(dot - word) : len;
    }
  if (len < 4 || strncmp (word, "_ZN", 3) != 0)
    return 0;
  for (gsize i = 3, digits = 0; i < len; i++)
    {
      if (word[i] == 'E' && digits == 16 && strncmp (word + i - 19, "17h", 3) == 0)
        return i + 1;
      digits = g_ascii_isxdigit (word[i]) ? digits + 1 : 0;
    }
  return 0;
}

/* A mangled name begins the word, or follows a dot in it, as in .text._ZN…, or the dollar of an
 * AT&T immediate or of WebAssembly text. */
static gsize
name_offset (const char *word, gsize len)
{
  for (gsize i = 0; i < len; i++)
    if (word[i] == '_' && (i == 0 || word[i - 1] == '.' || (i == 1 && word[0] == '$')) &&
        (strncmp (word + i, "_R", 2) == 0 || strncmp (word + i, "_ZN", 3) == 0))
      return i;
  return len;
}

static void
append_word (PenDemangler *demangler, GString *out, const char *word, gsize len)
{
  gsize offset = name_offset (word, len);
  gsize mangled_len = mangled_length (word + offset, len - offset);
  const char *suffix = word + offset + mangled_len;
  gsize suffix_len = len - offset - mangled_len;
  g_autofree char *mangled = NULL;
  const char *readable;

  if (mangled_len == 0)
    {
      g_string_append_len (out, word, (gssize)len);
      return;
    }
  mangled = g_strndup (word + offset, mangled_len);
  readable = look_up (demangler, mangled);
  if (*readable == '\0' || demangler->budget == 0)
    {
      g_string_append_len (out, word, (gssize)len);
      return;
    }
  demangler->budget -= MIN (demangler->budget, strlen (readable));
  g_string_append_len (out, word, (gssize)offset);
  g_string_append (out, readable);
  if (strncmp (suffix, ".llvm.", 6) != 0)
    g_string_append_len (out, suffix, (gssize)suffix_len);
}

char *
pen_assembly_demangle (const char *text)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) readable = g_string_new (NULL);
  PenDemangler demangler = {.known = known, .name = {.readable = readable}};
  GString *out;
  gsize at = 0;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  demangler.budget = strlen (text) * GROWTH_MAX + SLACK;
  demangler.deadline = g_get_monotonic_time () + TIME_MAX;
  while (text[at] != '\0')
    {
      gsize len = 0;

      while (is_name_char (text[at + len]))
        len++;
      if (len > 0)
        append_word (&demangler, out, text + at, len);
      else
        {
          while (text[at + len] != '\0' && !is_name_char (text[at + len]))
            len++;
          g_string_append_len (out, text + at, (gssize)len);
        }
      at += len;
    }
  return g_string_free (out, FALSE);
}

char *
pen_assembly_process (const char *text, gboolean demangle, gboolean filter)
{
  g_autofree char *filtered = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (filter)
    filtered = pen_assembly_filter (text, PEN_ASSEMBLY_ALL);
  if (demangle)
    return pen_assembly_demangle (filtered != NULL ? filtered : text);
  return filtered != NULL ? g_steal_pointer (&filtered) : g_strdup (text);
}
