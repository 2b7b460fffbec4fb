/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A learner's Cargo.toml: what it asks for, and whether direct rustc honours all of it, one clear
 * sentence refuses it, or cargo itself has to judge it inside a jail. By hand because cargo never
 * runs outside of one. */
#include "manifest-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "toolchain-error.h"

static void
dependency_free (gpointer data)
{
  PenDependency *dependency = data;

  g_free (dependency->name);
  g_free (dependency->table);
  g_free (dependency->requirement);
  g_free (dependency->path);
  g_free (dependency);
}

static void
bin_free (gpointer data)
{
  PenManifestBin *bin = data;

  g_free (bin->name);
  g_free (bin->path);
  g_free (bin);
}

GPtrArray *
pen_manifest_bins_new (void)
{
  return g_ptr_array_new_with_free_func (bin_free);
}

static PenManifest *
manifest_new (void)
{
  PenManifest *manifest = g_new0 (PenManifest, 1);

  manifest->bins = pen_manifest_bins_new ();
  manifest->tests = pen_manifest_bins_new ();
  manifest->dependencies = g_ptr_array_new_with_free_func (dependency_free);
  manifest->environment = g_ptr_array_new_with_free_func (g_free);
  manifest->is_plain = TRUE;
  manifest->autolib = -1;
  manifest->autobins = -1;
  manifest->autotests = -1;
  return manifest;
}

void
pen_manifest_free (PenManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_free (manifest->name);
  g_free (manifest->version);
  g_free (manifest->rust_version);
  g_free (manifest->default_run);
  g_free (manifest->build);
  g_free (manifest->lib_name);
  g_free (manifest->lib_path);
  g_strfreev (manifest->lib_types);
  g_ptr_array_unref (manifest->bins);
  g_ptr_array_unref (manifest->tests);
  g_ptr_array_unref (manifest->dependencies);
  g_free (manifest->inherited);
  g_free (manifest->not_plain_for);
  g_ptr_array_unref (manifest->environment);
  g_free (manifest);
}

gboolean
pen_manifest_fail (const PenToml *where, GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_MANIFEST,
               /* Translators: a line's number, then a sentence that begins in lower case */
               _ ("Cargo.toml, line %u: %s"),
               where->line,
               sentence);
  return FALSE;
}

void
pen_manifest_not_plain (PenManifest *manifest, const char *format, ...)
{
  g_autofree char *thing = NULL;
  va_list args;

  manifest->is_plain = FALSE;
  if (manifest->not_plain_for != NULL)
    return;
  va_start (args, format);
  thing = g_strdup_vprintf (format, args);
  va_end (args);
  manifest->not_plain_for = pen_toml_dup_shown (thing);
}

static gboolean
read_workspace (PenManifest *manifest, const PenToml *workspace, GError **error)
{
  if (workspace->kind != PEN_TOML_TABLE)
    return pen_manifest_fail (workspace,
                              error,
                              _ ("`workspace` has to be a table of its own: [workspace]."));
  manifest->is_workspace = TRUE;
  for (guint i = 0; i < workspace->items->len; i++)
    {
      const PenToml *item = g_ptr_array_index (workspace->items, i);

      if (strcmp (item->key, "members") == 0)
        manifest->has_members = item->kind != PEN_TOML_ARRAY || item->items->len > 0;
      /* What only other packages, other tools or the choice of crate versions look at. */
      if ((strcmp (item->key, "members") == 0 && !manifest->has_members) ||
          g_strv_contains ((const char *const[]){"exclude", "metadata", "resolver", NULL},
                           item->key))
        continue;
      pen_manifest_not_plain (manifest, "[workspace]");
    }
  return TRUE;
}

/* The tables that are neither [package], targets, dependencies nor [workspace]. */
static void
read_other_table (PenManifest *manifest, const PenToml *table)
{
  gboolean is_empty = table->items != NULL && table->items->len == 0;

  /* Descriptive; or read elsewhere. */
  if (g_strv_contains ((const char *const[]){"badges",
                                             "bin",
                                             "build-dependencies",
                                             "build_dependencies",
                                             "dependencies",
                                             "dev-dependencies",
                                             "dev_dependencies",
                                             "lib",
                                             "metadata",
                                             "package",
                                             "workspace",
                                             NULL},
                       table->key))
    return;
  if (strcmp (table->key, "target") == 0)
    return;
  if (is_empty &&
      g_strv_contains (
          (const char
               *const[]){"features", "lints", "patch", "profile", "project", "replace", NULL},
          table->key))
    return;
  if (strcmp (table->key, "features") == 0)
    manifest->has_features = TRUE;
  else if (strcmp (table->key, "profile") == 0)
    manifest->has_profiles = TRUE;
  else if (strcmp (table->key, "patch") == 0 || strcmp (table->key, "replace") == 0)
    manifest->has_patches = TRUE;
  else if (strcmp (table->key, "lints") == 0)
    {
      const PenToml *inherits = pen_toml_get_kind (table, "workspace", PEN_TOML_BOOLEAN);

      manifest->has_lints = TRUE;
      if (inherits != NULL && inherits->integer && manifest->inherited == NULL)
        manifest->inherited = g_strdup ("lints");
    }
  pen_manifest_not_plain (manifest, "[%s]", table->key);
}

static gboolean
read_root (PenManifest *manifest, const PenToml *root, GError **error)
{
  const PenToml *package = pen_toml_get (root, "package");
  const PenToml *workspace = pen_toml_get (root, "workspace");

  /* Its old name, which cargo still reads. */
  if (package == NULL && pen_toml_get (root, "project") != NULL)
    {
      package = pen_toml_get (root, "project");
      pen_manifest_not_plain (manifest, "[project]");
    }
  if (package == NULL && workspace == NULL)
    {
      g_set_error_literal (error,
                           PEN_TOOLCHAIN_ERROR,
                           PEN_TOOLCHAIN_ERROR_MANIFEST,
                           _ ("Cargo.toml has no [package] table. Begin it with the lines "
                              "[package], name = \"my-program\" and edition = \"2021\"."));
      return FALSE;
    }
  if (workspace != NULL && !read_workspace (manifest, workspace, error))
    return FALSE;
  if (package != NULL && !pen_manifest_read_package (manifest, package, error))
    return FALSE;
  for (guint i = 0; i < root->items->len; i++)
    read_other_table (manifest, g_ptr_array_index (root->items, i));
  return pen_manifest_read_targets (manifest, root, error) &&
         pen_manifest_read_dependencies (manifest, root, error);
}

PenManifest *
pen_manifest_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (PenManifest) manifest = NULL;
  g_autoptr (PenToml) root = NULL;

  g_return_val_if_fail (text != NULL || len == 0, NULL);

  root = pen_toml_parse ("Cargo.toml", text, len, error);
  if (root == NULL)
    return NULL;
  manifest = manifest_new ();
  if (!read_root (manifest, root, error))
    return NULL;
  g_ptr_array_add (manifest->environment, NULL);
  return g_steal_pointer (&manifest);
}

const char *const *
pen_manifest_get_environment (const PenManifest *manifest)
{
  return (const char *const *)manifest->environment->pdata;
}

/* Whether @path, read part by part, ever leaves the folder that it starts in. */
static gboolean
leads_out (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  int depth = 0;

  if (g_path_is_absolute (path))
    return TRUE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0)
        depth--;
      else if (parts[i][0] != '\0' && strcmp (parts[i], ".") != 0)
        depth++;
      if (depth < 0)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_refusal (const PenDependency *dependency)
{
  g_autofree char *path = NULL;

  switch (dependency->kind)
    {
    case PEN_DEPENDENCY_GIT:
      return g_strdup_printf (_ ("Cargo.toml asks for the crate `%s` from a git repository, and "
                                 "Playpen works without a network: remove it from [%s]."),
                              dependency->name,
                              dependency->table);
    case PEN_DEPENDENCY_WORKSPACE:
      return g_strdup_printf (_ ("Cargo.toml asks for the crate `%s` as its workspace names it, "
                                 "and Playpen opens one package at a time: remove it from [%s]."),
                              dependency->name,
                              dependency->table);
    case PEN_DEPENDENCY_PATH:
      path = pen_toml_dup_shown (dependency->path);
      if (leads_out (dependency->path))
        return g_strdup_printf (_ ("Cargo.toml asks for the crate `%s` from the folder %s outside "
                                   "of this project, where a program in Playpen cannot look: "
                                   "remove it from [%s]."),
                                dependency->name,
                                path,
                                dependency->table);
      return g_strdup_printf (_ ("Cargo.toml asks for the crate `%s` from the folder %s, and "
                                 "Playpen opens one package at a time: make it a module of this "
                                 "one and remove it from [%s]."),
                              dependency->name,
                              path,
                              dependency->table);
    case PEN_DEPENDENCY_REGISTRY:
    default:
      return g_strdup_printf (_ ("Cargo.toml asks for the crate `%s` from a registry. Crates are "
                                 "not available here yet: remove it from [%s]."),
                              dependency->name,
                              dependency->table);
    }
}

gboolean
pen_manifest_check (const PenManifest *manifest, GError **error)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (manifest != NULL, FALSE);

  if (manifest->name == NULL && manifest->is_workspace)
    sentence = g_strdup (_ ("Cargo.toml names a workspace and no package of its own: open the "
                            "folder of one of its packages."));
  else if (manifest->has_members)
    sentence = g_strdup (_ ("Cargo.toml names a workspace with other packages in it, and Playpen "
                            "opens one package at a time: remove `members` from [workspace], or "
                            "open the folder of one of its packages."));
  else if (manifest->is_member)
    sentence = g_strdup (_ ("Cargo.toml says that this package belongs to a workspace in another "
                            "folder, and Playpen opens one package at a time: remove `workspace` "
                            "from [package]."));
  else if (manifest->inherited != NULL)
    sentence = g_strdup_printf (_ ("Cargo.toml takes `%s` from a workspace, and Playpen opens one "
                                   "package at a time: write the value itself there."),
                                manifest->inherited);
  else if (manifest->dependencies->len > 0)
    sentence = dup_refusal (g_ptr_array_index (manifest->dependencies, 0));
  else if (manifest->has_patches)
    sentence = g_strdup (_ ("Cargo.toml replaces crates by others. Crates are not available here "
                            "yet: remove [patch] and [replace]."));
  if (sentence == NULL)
    return TRUE;
  g_set_error_literal (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MANIFEST, sentence);
  return FALSE;
}
