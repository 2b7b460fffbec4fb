/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program as a package that plain cargo builds, wherever somebody unpacks it: for whoever takes
 * it home and has no Playpen there. A program that is a project already stays what it is. */
#include "cargo-package.h"

#include <glib/gi18n.h>
#include <string.h>

#include "archive-list-private.h"
#include "archive-name.h"

#define MANIFEST "Cargo.toml"
#define LOCK "Cargo.lock"
#define EDITION_NEWEST 2024
#define MAX_NAME 64 /* bytes of a package's name that cargo warns about above */
#define MAX_TRIES 1000

/* --- Names of packages --- */

/* Words that would be the name of a crate or a folder of cargo's own, or that rustc cannot have. */
static gboolean
is_taken (const char *name)
{
  static const char *const words[] = {
      "test",     "core",    "std",         "alloc",    "proc-macro", "proc_macro", "deps",
      "examples", "build",   "incremental", "abstract", "as",         "async",      "await",
      "become",   "box",     "break",       "const",    "continue",   "crate",      "do",
      "dyn",      "else",    "enum",        "extern",   "false",      "final",      "fn",
      "for",      "gen",     "if",          "impl",     "in",         "let",        "loop",
      "macro",    "match",   "mod",         "move",     "mut",        "override",   "priv",
      "pub",      "ref",     "return",      "self",     "static",     "struct",     "super",
      "trait",    "true",    "try",         "type",     "typeof",     "unsafe",     "unsized",
      "use",      "virtual", "where",       "while",    "yield",      NULL,
  };

  /* A device of Windows is refused by that check. */
  return g_strv_contains (words, name) || !pen_archive_name_check (name, NULL);
}

char *
pen_cargo_package_dup_name (const char *title)
{
  g_autofree char *ascii = g_str_to_ascii (title != NULL ? title : "", "C");
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *c = ascii; *c != '\0' && name->len < MAX_NAME; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (*c != '\'' && name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "program");
  else if (g_ascii_isdigit (name->str[0]))
    g_string_prepend (name, "program-");
  else if (is_taken (name->str))
    g_string_append (name, "-program");
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* --- Names of files --- */

/* Whether a name with @c within is possible. */
static gboolean
is_usual (gunichar c)
{
  g_autofree char *name = NULL;
  char utf8[6] = {0};

  name = g_strdup_printf ("a%.*sa", g_unichar_to_utf8 (c, utf8), utf8);
  return pen_archive_name_check (name, NULL);
}

static void
append_part (GString *name, const char *part)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *at = part; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (clean, is_usual (g_utf8_get_char (at)) ? g_utf8_get_char (at) : '_');
  if (g_str_has_suffix (clean->str, ".") || g_str_has_suffix (clean->str, " "))
    g_string_append_c (clean, '_');
  if (!pen_archive_name_check (clean->str, NULL)) /* a device, or a space at its beginning */
    g_string_prepend_c (clean, '_');
  g_string_append (name, clean->str);
}

/* A name as near to @name as an archive can have it; still too long, perhaps. */
static char *
dup_possible_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  g_auto (GStrv) parts = g_strsplit (normal, "/", -1);
  g_autoptr (GString) possible = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (possible, i < PEN_ARCHIVE_DEPTH_MAX ? '/' : '_');
      append_part (possible, parts[i]);
    }
  return g_string_free (g_steal_pointer (&possible), FALSE);
}

static gboolean
claim (PenArchiveList *list, const char *name)
{
  /* Names alone are compared here; how much an archive holds is for whoever packs it. */
  return pen_archive_list_add (list, name, strlen (name), FALSE, 0, NULL, NULL);
}

/* src/a.rs becomes src/a-2.rs; when even that does not do, file-2.rs. */
static char *
dup_numbered_name (const char *name, guint number)
{
  const char *slash = strrchr (name, '/');
  const char *base = slash != NULL ? slash + 1 : name;
  const char *dot = strrchr (base, '.');
  int length = dot != NULL && dot > base ? (int)(dot - name) : (int)strlen (name);
  const char *end = name + length;

  return number < 10 ? g_strdup_printf ("%.*s-%u%s", length, name, number, end)
                     : g_strdup_printf ("file-%u%s", number, strlen (end) < 16 ? end : "");
}

static char *
claim_other_name (PenArchiveList *list, const char *name)
{
  g_autofree char *possible = dup_possible_name (name);

  if (claim (list, possible))
    return g_steal_pointer (&possible);
  for (guint number = 2; number < MAX_TRIES + PEN_ARCHIVE_NAME_MAX; number++)
    {
      g_autofree char *numbered = dup_numbered_name (possible, number);

      if (claim (list, numbered))
        return g_steal_pointer (&numbered);
    }
  return NULL;
}

static void
place (PenCargoPackage *self, const PenSource *file, const char *path)
{
  g_autofree char *old_name = NULL;
  g_autofree char *new_name = NULL;

  if (path == NULL || !pen_sources_add (self->sources, path, file->bytes, NULL))
    {
      g_critical ("no name for a file of the package");
      return;
    }
  g_hash_table_insert (self->paths, g_strdup (file->name), g_strdup (path));
  if (g_str_equal (file->name, path))
    return;
  old_name = pen_archive_name_dup_shown (file->name);
  new_name = pen_archive_name_dup_shown (path);
  g_ptr_array_add (self->notes,
                   g_strdup_printf (_ ("“%s” is called “%s” in the package, because not every "
                                       "system can have it under its own name there. Playpen "
                                       "finds it; cargo alone may not."),
                                    old_name,
                                    new_name));
}

/* What can keep its name does, whatever stands before it. */
static void
place_files (PenCargoPackage *self, const PenSources *files)
{
  static const char *const kept_free[] = {"mimetype", "SHA256SUMS", "READ-ME-FIRST.html"};
  static const char *const own[] = {MANIFEST, LOCK};
  PenArchiveLimits limits = *pen_archive_limits_get_default ();
  g_auto (PenArchiveList) list = {.limits = NULL};
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  limits.entries = G_MAXUINT;
  pen_archive_list_init (&list, &limits);
  for (gsize i = 0; i < G_N_ELEMENTS (kept_free); i++)
    claim (&list, kept_free[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    claim (&list, own[i]);
  for (guint i = 0; i < files->files->len; i++)
    {
      const PenSource *file = files->files->pdata[i];
      gboolean is_own = g_str_equal (file->name, MANIFEST) || g_str_equal (file->name, LOCK);

      if (is_own || claim (&list, file->name))
        place (self, file, file->name);
      else
        g_ptr_array_add (others, files->files->pdata[i]);
    }
  for (guint i = 0; i < others->len; i++)
    {
      const PenSource *file = others->pdata[i];
      g_autofree char *path = claim_other_name (&list, file->name);

      place (self, file, path);
    }
}

/* --- Cargo.toml --- */

static void
add_text (PenCargoPackage *self, const char *name, GString *text)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  pen_sources_add (self->sources, name, bytes, NULL);
}

static void
replace_text (PenCargoPackage *self, const char *name, GString *text)
{
  for (guint i = 0; i < self->sources->files->len; i++)
    {
      PenSource *file = self->sources->files->pdata[i];

      if (!g_str_equal (file->name, name))
        continue;
      g_bytes_unref (file->bytes);
      file->bytes = g_string_free_to_bytes (text);
      return;
    }
}

/* A table at the end changes nothing that stands before it. One that belongs to a workspace
 * elsewhere cannot be its own. */
static void
make_independent (PenCargoPackage *self, const PenManifest *manifest)
{
  GBytes *bytes = pen_sources_get (self->sources, MANIFEST);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GString *text;

  if (manifest->is_workspace || manifest->is_member)
    return;
  text = g_string_new_len (data, (gssize)size);
  if (size > 0 && data[size - 1] != '\n')
    g_string_append_c (text, '\n');
  g_string_append (text, "\n[workspace]\n");
  replace_text (self, MANIFEST, text);
}

static PenScan *
scan_root (const PenSources *files, const char *root)
{
  PenScan *scan = pen_scan_new ();
  gsize size;
  const char *data = g_bytes_get_data (pen_sources_get (files, root), &size);

  pen_scan_add_source (scan, data, size, /* is_root= */ TRUE);
  return scan;
}

/* Whether src/bin/ has a program of this name, or any when @name is NULL. */
static gboolean
has_bin (const PenSources *files, const char *name)
{
  for (guint i = 0; i < files->files->len; i++)
    {
      const PenSource *file = files->files->pdata[i];
      const char *bin = g_str_has_prefix (file->name, "src/bin/") ? file->name + 8 : NULL;
      gsize length = bin != NULL ? strcspn (bin, "/.") : 0;

      if (bin != NULL &&
          (name == NULL || (strlen (name) == length && strncmp (bin, name, length) == 0)))
        return TRUE;
    }
  return FALSE;
}

static void
append_lib (GString *text, const char *type, const char *path)
{
  static const char *const types[] = {"rlib", "dylib", "cdylib", "staticlib", NULL};
  gboolean is_other = g_strv_contains (types, type) || g_str_equal (type, "proc-macro");

  if (path == NULL && !is_other)
    return;
  g_string_append (text, "\n[lib]\n");
  if (path != NULL)
    g_string_append_printf (text, "path = \"%s\"\n", path);
  if (g_str_equal (type, "proc-macro"))
    g_string_append (text, "proc-macro = true\n");
  else if (is_other)
    g_string_append_printf (text, "crate-type = [\"%s\"]\n", type);
}

static void
make_manifest (PenCargoPackage *self,
               const PenSources *files,
               const char *root,
               guint edition,
               const char *title)
{
  g_autoptr (PenScan) scan = scan_root (files, root);
  const char *type = pen_scan_get_crate_type (scan, pen_scan_resolve (scan));
  gboolean is_bin = g_str_equal (type, "bin");
  const char *path = pen_cargo_package_get_path (self, root);
  gboolean is_usual_place = g_str_equal (path, is_bin ? "src/main.rs" : "src/lib.rs");
  g_autofree char *name = pen_cargo_package_dup_name (title);
  GString *text = g_string_new ("[package]\n");

  if (has_bin (files, name))
    {
      g_autofree char *other = g_strconcat (name, "-program", NULL);

      g_free (name);
      name = g_steal_pointer (&other);
    }
  g_string_append_printf (text,
                          "name = \"%s\"\nversion = \"0.1.0\"\nedition = \"%u\"\n",
                          name,
                          edition != 0 ? edition : EDITION_NEWEST);
  if (is_bin && has_bin (files, NULL))
    g_string_append_printf (text, "default-run = \"%s\"\n", name);
  if (!is_bin && g_str_equal (path, "src/main.rs")) /* else cargo takes it for a program as well */
    g_string_append (text, "autobins = false\n");
  if (!is_bin)
    append_lib (text, type, is_usual_place ? NULL : path);
  else if (!is_usual_place)
    g_string_append_printf (text, "\n[[bin]]\nname = \"%s\"\npath = \"%s\"\n", name, path);
  g_string_append (text,
                   "\n# So that it can lie within the folders of another project.\n"
                   "[workspace]\n");
  add_text (self, MANIFEST, text);
}

/* Cargo.lock in a form that cargo has read since 1.53. It names crates by checksums that only their
 * registry knows; so a package that needs any gets none from here. */
static void
make_lock (PenCargoPackage *self, const PenManifest *manifest)
{
  GString *text;

  if (pen_sources_get (self->sources, LOCK) != NULL || manifest->name == NULL ||
      manifest->dependencies->len > 0 || manifest->has_members || manifest->has_patches ||
      manifest->is_member || manifest->inherited != NULL)
    return;
  text = g_string_new ("# This file is automatically @generated by Cargo.\n"
                       "# It is not intended for manual editing.\n"
                       "version = 3\n\n[[package]]\n");
  g_string_append_printf (text,
                          "name = \"%s\"\nversion = \"%s\"\n",
                          manifest->name,
                          manifest->version != NULL ? manifest->version : "0.0.0");
  add_text (self, LOCK, text);
}

PenCargoPackage *
pen_cargo_package_new (const PenSources *files, guint edition, const char *title)
{
  PenCargoPackage *self = g_new0 (PenCargoPackage, 1);
  const char *root = pen_sources_get_root (files);
  gboolean is_given = pen_sources_get (files, MANIFEST) != NULL;
  g_autoptr (PenManifest) manifest = NULL;
  GBytes *bytes;

  self->sources = pen_sources_new ();
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  place_files (self, files);
  if (root != NULL && !is_given)
    make_manifest (self, files, root, edition, title);
  bytes = pen_sources_get (self->sources, MANIFEST);
  if (bytes == NULL)
    return self;
  manifest = pen_manifest_parse (g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes),
                                 /* error= */ NULL);
  /* One that is broken is the program's own matter, and cargo says so. */
  if (manifest == NULL)
    return self;
  if (is_given)
    make_independent (self, manifest);
  make_lock (self, manifest);
  return self;
}

void
pen_cargo_package_free (PenCargoPackage *self)
{
  pen_sources_free (self->sources);
  g_ptr_array_unref (self->notes);
  g_hash_table_unref (self->paths);
  g_free (self);
}

const char *
pen_cargo_package_get_path (const PenCargoPackage *self, const char *name)
{
  return g_hash_table_lookup (self->paths, name);
}
