/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One installed Rust: where its files are, what it says of itself, and how a compile jail gets to
 * see it. */
#include "toolchain.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "toolchain-error.h"

#define JAIL_ROOT "/toolchain"

struct _PenToolchain
{
  GObject parent_instance;

  PenToolchainOrigin origin;
  char *name;
  char *root;
  GPtrArray *layers; /* (element-type utf8): directories that lie over each other: one, but for an
                        unpacked archive */
  char *rustc;
  char *problem;
  gboolean components[PEN_N_COMPONENTS];

  char *version;
  char *hash;
  char *date;
  char *host;
  guint minor;
  char *linker;
};

G_DEFINE_FINAL_TYPE (PenToolchain, pen_toolchain, G_TYPE_OBJECT)

static void
pen_toolchain_finalize (GObject *object)
{
  PenToolchain *self = PEN_TOOLCHAIN (object);

  g_free (self->name);
  g_free (self->root);
  g_ptr_array_unref (self->layers);
  g_free (self->rustc);
  g_free (self->problem);
  g_free (self->version);
  g_free (self->hash);
  g_free (self->date);
  g_free (self->host);
  g_free (self->linker);
  G_OBJECT_CLASS (pen_toolchain_parent_class)->finalize (object);
}

static void
pen_toolchain_class_init (PenToolchainClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_toolchain_finalize;
}

static void
pen_toolchain_init (PenToolchain *self)
{
  self->layers = g_ptr_array_new_with_free_func (g_free);
}

char *
pen_toolchain_find (PenToolchain *self, const char *path_in_it)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      g_autofree char *path = g_build_filename (self->layers->pdata[i], path_in_it, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static int
compare_layers (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* An archive that was unpacked and not installed keeps its components apart: rustc/bin, cargo/bin,
 * rust-std-…/lib. */
static void
find_layers (PenToolchain *self)
{
  g_autofree char *merged = g_build_filename (self->root, "bin", "rustc", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *entry;

  if (g_file_test (merged, G_FILE_TEST_EXISTS))
    {
      g_ptr_array_add (self->layers, g_strdup (self->root));
      return;
    }
  dir = g_dir_open (self->root, 0, NULL);
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->root, entry, NULL);
      g_autofree char *manifest = g_build_filename (path, "manifest.in", NULL);

      if (g_file_test (manifest, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (self->layers, g_steal_pointer (&path));
    }
  g_ptr_array_sort (self->layers, compare_layers);
}

static void
find_components (PenToolchain *self)
{
  static const char *const paths[PEN_N_COMPONENTS] = {
      [PEN_COMPONENT_RUSTC] = "bin/rustc",
      [PEN_COMPONENT_CARGO] = "bin/cargo",
      [PEN_COMPONENT_RUSTFMT] = "bin/rustfmt",
      [PEN_COMPONENT_CLIPPY] = "bin/clippy-driver",
      [PEN_COMPONENT_MIRI] = "bin/miri",
      [PEN_COMPONENT_RUST_SRC] = "lib/rustlib/src/rust/library/std/src/lib.rs",
      [PEN_COMPONENT_RUST_DOCS] = "share/doc/rust/html/std/index.html",
  };

  for (guint i = 0; i < PEN_N_COMPONENTS; i++)
    {
      g_autofree char *path = pen_toolchain_find (self, paths[i]);

      self->components[i] = path != NULL;
    }
}

static void
find_problem (PenToolchain *self)
{
  PenAccount account;

  if (!pen_account_get (&account, NULL) || pen_account_can_reach (&account, self->rustc))
    return;
  self->problem =
      account.change
          ? g_strdup_printf (
                _ ("You are root, so programs run as the account \"nobody\", which cannot "
                   "enter %s. Start Playpen as an ordinary user, or copy the toolchain to "
                   "a place that everybody can read: cp -a %s /opt/rust-%s"),
                self->root,
                self->root,
                self->name)
          : g_strdup_printf (_ ("You may not read %s. Its owner can allow it: chmod -R a+rX %s"),
                             self->root,
                             self->root);
}

PenToolchain *
pen_toolchain_new (PenToolchainOrigin origin, const char *name, const char *root)
{
  g_autoptr (PenToolchain) self = g_object_new (PEN_TYPE_TOOLCHAIN, NULL);

  self->origin = origin;
  self->name = g_strdup (name);
  self->root = g_canonicalize_filename (root, NULL);
  find_layers (self);
  self->rustc = pen_toolchain_find (self, "bin/rustc");
  if (self->rustc == NULL)
    return NULL;
  find_components (self);
  find_problem (self);
  return g_steal_pointer (&self);
}

PenToolchainOrigin
pen_toolchain_get_origin (PenToolchain *self)
{
  return self->origin;
}

const char *
pen_toolchain_get_name (PenToolchain *self)
{
  return self->name;
}

const char *
pen_toolchain_get_root (PenToolchain *self)
{
  return self->root;
}

const char *
pen_toolchain_get_rustc (PenToolchain *self)
{
  return self->rustc;
}

const char *
pen_toolchain_get_problem (PenToolchain *self)
{
  return self->problem;
}

gboolean
pen_toolchain_has (PenToolchain *self, PenComponent component)
{
  g_return_val_if_fail ((guint)component < PEN_N_COMPONENTS, FALSE);

  return self->components[component];
}

const char *
pen_component_to_string (PenComponent component)
{
  static const char *const names[PEN_N_COMPONENTS] = {
      [PEN_COMPONENT_RUSTC] = "rustc",
      [PEN_COMPONENT_CARGO] = "cargo",
      [PEN_COMPONENT_RUSTFMT] = "rustfmt",
      [PEN_COMPONENT_CLIPPY] = "clippy",
      [PEN_COMPONENT_MIRI] = "miri",
      [PEN_COMPONENT_RUST_SRC] = "rust-src",
      [PEN_COMPONENT_RUST_DOCS] = "rust-docs",
  };

  g_return_val_if_fail ((guint)component < PEN_N_COMPONENTS, NULL);

  return names[component];
}

/* The value of a "name: value" line; "unknown" counts as none. */
static char *
get_line (const char *text, const char *name)
{
  g_autofree char *key = g_strconcat ("\n", name, ": ", NULL);
  const char *found = strstr (text, key);
  const char *value = found != NULL ? found + strlen (key) : NULL;

  if (value == NULL || g_str_has_prefix (value, "unknown"))
    return NULL;
  return g_strndup (value, strcspn (value, "\n"));
}

gboolean
pen_toolchain_set_version (PenToolchain *self, const char *verbose_version)
{
  g_autofree char *release = get_line (verbose_version, "release");
  g_autofree char *host = get_line (verbose_version, "host");
  guint major, minor;

  if (release == NULL || host == NULL || sscanf (release, "%u.%u", &major, &minor) != 2 ||
      major != 1)
    return FALSE;
  g_free (self->version);
  g_free (self->host);
  g_free (self->hash);
  g_free (self->date);
  self->version = g_steal_pointer (&release);
  self->host = g_steal_pointer (&host);
  self->hash = get_line (verbose_version, "commit-hash");
  self->date = get_line (verbose_version, "commit-date");
  self->minor = minor;
  return TRUE;
}

const char *
pen_toolchain_get_version (PenToolchain *self)
{
  return self->version;
}

const char *
pen_toolchain_get_hash (PenToolchain *self)
{
  return self->hash;
}

const char *
pen_toolchain_get_date (PenToolchain *self)
{
  return self->date;
}

const char *
pen_toolchain_get_host (PenToolchain *self)
{
  return self->host;
}

const char *
pen_toolchain_get_channel (PenToolchain *self)
{
  if (self->version == NULL)
    return NULL;
  if (strstr (self->version, "-nightly") != NULL)
    return "nightly";
  if (strstr (self->version, "-beta") != NULL)
    return "beta";
  return strchr (self->version, '-') != NULL ? "dev" : "stable";
}

guint
pen_toolchain_get_minor (PenToolchain *self)
{
  return self->minor;
}

/* Editions and the minor version of Rust 1 that stabilised each (the edition guide). */
static const struct
{
  guint edition;
  guint minor;
} editions[] = {{2015, 0}, {2018, 31}, {2021, 56}, {2024, 85}};

guint
pen_toolchain_get_newest_edition (PenToolchain *self)
{
  guint newest = editions[0].edition;

  for (gsize i = 0; i < G_N_ELEMENTS (editions); i++)
    if (self->minor >= editions[i].minor)
      newest = editions[i].edition;
  return newest;
}

gboolean
pen_toolchain_check_edition (PenToolchain *self, guint edition, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (editions); i++)
    {
      if (editions[i].edition != edition)
        continue;
      if (self->minor >= editions[i].minor)
        return TRUE;
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_MISSING,
                   _ ("Rust %s does not know the edition %u: Rust 1.%u brings it. Choose --edition "
                      "%u, or install a "
                      "newer Rust."),
                   self->version != NULL ? self->version : self->name,
                   edition,
                   editions[i].minor,
                   pen_toolchain_get_newest_edition (self));
      return FALSE;
    }
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_OPTION,
               _ ("There is no edition %u of Rust. The editions are 2015, 2018, 2021 and 2024."),
               edition);
  return FALSE;
}

const char *
pen_toolchain_get_linker (PenToolchain *self)
{
  return self->linker;
}

void
pen_toolchain_set_linker (PenToolchain *self, const char *linker)
{
  g_free (self->linker);
  self->linker = linker != NULL && linker[0] != '\0' ? g_strdup (linker) : NULL;
}

static char *
find_in_target (PenToolchain *self, const char *target, const char *prefix, const char *suffix)
{
  g_autofree char *rel = g_build_filename ("lib/rustlib", target, "lib", NULL);
  g_autofree char *path = pen_toolchain_find (self, rel);
  g_autoptr (GDir) dir = path != NULL ? g_dir_open (path, 0, NULL) : NULL;
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (entry, prefix) && g_str_has_suffix (entry, suffix))
      return g_build_filename (path, entry, NULL);
  return NULL;
}

char *
pen_toolchain_get_dynamic_std (PenToolchain *self)
{
  return self->host != NULL ? find_in_target (self, self->host, "libstd-", ".so") : NULL;
}

gboolean
pen_toolchain_has_target (PenToolchain *self, const char *target)
{
  g_autofree char *std = find_in_target (self, target, "libstd-", ".rlib");

  return std != NULL;
}

char *
pen_toolchain_get_key (PenToolchain *self)
{
  struct stat st;

  if (stat (self->rustc, &st) != 0)
    return g_strdup (self->rustc);
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          self->rustc,
                          (gint64)st.st_size,
                          (gint64)st.st_mtime);
}

static gboolean
is_in_usr (PenToolchain *self)
{
  return strcmp (self->root, "/usr") == 0 || g_str_has_prefix (self->root, "/usr/");
}

/* Lays the directories @rel of several layers over each other: what only one of them has is shown
 * whole. */
static void
add_merged (PenCommand *command, GPtrArray *dirs, const char *jail_path)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < dirs->len; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (dirs->pdata[i], 0, NULL);
      const char *entry;

      while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
        {
          g_autoptr (GPtrArray) same = g_ptr_array_new_with_free_func (g_free);
          g_autofree char *target = g_build_filename (jail_path, entry, NULL);

          if (!g_hash_table_add (seen, g_strdup (entry)))
            continue;
          for (guint j = i; j < dirs->len; j++)
            {
              g_autofree char *path = g_build_filename (dirs->pdata[j], entry, NULL);

              if (g_file_test (path, G_FILE_TEST_EXISTS))
                g_ptr_array_add (same, g_steal_pointer (&path));
            }
          if (same->len == 0)
            continue; /* a link that leads nowhere */
          if (same->len > 1 && g_file_test (same->pdata[0], G_FILE_TEST_IS_DIR))
            add_merged (command, same, target);
          else
            pen_command_bind (command, same->pdata[0], target);
        }
    }
}

void
pen_toolchain_add_to_command (PenToolchain *self, PenCommand *command)
{
  g_autofree char *bin = NULL;
  g_autofree char *path = NULL;

  if (is_in_usr (self))
    {
      bin = g_build_filename (self->root, "bin", NULL);
    }
  else
    {
      if (self->layers->len == 1)
        pen_command_bind (command, self->layers->pdata[0], JAIL_ROOT);
      else
        add_merged (command, self->layers, JAIL_ROOT);
      bin = g_strdup (JAIL_ROOT "/bin");
    }
  path = strcmp (bin, "/usr/bin") == 0 ? g_strdup (bin) : g_strconcat (bin, ":/usr/bin", NULL);
  pen_command_set_env (command, "PATH", path);
}

char *
pen_toolchain_get_jail_path (PenToolchain *self, const char *path)
{
  return g_build_filename (is_in_usr (self) ? self->root : JAIL_ROOT, path, NULL);
}

char *
pen_toolchain_get_program (PenToolchain *self, const char *program)
{
  g_autofree char *path = g_build_filename ("bin", program, NULL);

  return pen_toolchain_get_jail_path (self, path);
}
