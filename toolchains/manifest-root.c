/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which file of a project is its crate root, found as cargo finds it: what the manifest names, and
 * what lies in the usual places. */
#include "manifest-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "toolchain-error.h"

static void
add_target (GPtrArray *targets, const char *name, const char *path)
{
  PenManifestBin *target = g_new0 (PenManifestBin, 1);

  target->name = g_strdup (name);
  target->path = g_strdup (path);
  g_ptr_array_add (targets, target);
}

void
pen_manifest_root_free (PenManifestRoot *root)
{
  if (root == NULL)
    return;
  g_free (root->path);
  g_free (root->name);
  g_free (root->crate_name);
  g_free (root->build_script);
  g_free (root->lib);
  g_clear_pointer (&root->bins, g_ptr_array_unref);
  g_clear_pointer (&root->tests, g_ptr_array_unref);
  g_free (root->reason);
  g_free (root);
}

/* NAME of @dir/NAME.rs or @dir/NAME/main.rs, which are targets of their own. */
static char *
dup_target_name (const char *file, const char *dir)
{
  const char *name = g_str_has_prefix (file, dir) ? file + strlen (dir) : NULL;
  const char *slash = name != NULL ? strchr (name, '/') : NULL;

  if (name == NULL || name[0] == '.')
    return NULL;
  if (slash != NULL)
    return slash > name && strcmp (slash, "/main.rs") == 0 ? g_strndup (name, (gsize)(slash - name))
                                                           : NULL;
  return g_str_has_suffix (name, ".rs") && strlen (name) > 3 ? g_strndup (name, strlen (name) - 3)
                                                             : NULL;
}

/* What lies directly in @dir. */
static void
add_inferred (GPtrArray *targets, const char *const *files, const char *dir)
{
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = dup_target_name (files[i], dir);

      if (name != NULL)
        add_target (targets, name, files[i]);
    }
}

static const PenManifestBin *
find_target (GPtrArray *targets, const char *name, const char *path)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const PenManifestBin *target = g_ptr_array_index (targets, i);

      if ((name != NULL && strcmp (target->name, name) == 0) ||
          (path != NULL && strcmp (target->path, path) == 0))
        return target;
    }
  return NULL;
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MANIFEST, sentence);
  return FALSE;
}

static gboolean
check_file (const char *path, const char *const *files, GError **error)
{
  if (g_strv_contains (files, path))
    return TRUE;
  return fail (error,
               _ ("Cargo.toml names the file %s, which is not there: add it, or correct its path."),
               path);
}

/* What is listed first, then what lies in the usual places under neither the name nor the path of
 * one, unless that is @switched off. */
static GPtrArray *
find_targets (const PenManifest *manifest,
              const char *const *files,
              GPtrArray *listed,
              GPtrArray *inferred,
              const char *dir,
              int switched,
              GError **error)
{
  g_autoptr (GPtrArray) targets = pen_manifest_bins_new ();
  gboolean is_2015 = manifest->edition == 0 || manifest->edition == 2015;

  for (guint i = 0; i < listed->len; i++)
    {
      const PenManifestBin *bin = g_ptr_array_index (listed, i);
      const PenManifestBin *known = find_target (inferred, bin->name, NULL);
      g_autofree char *path = g_strdup (bin->path != NULL ? bin->path
                                        : known != NULL   ? known->path
                                                          : NULL);

      if (path == NULL)
        path = g_strconcat (dir, bin->name, ".rs", NULL);
      if (!check_file (path, files, error))
        return NULL;
      add_target (targets, bin->name, path);
    }
  /* Unless told otherwise, 2015 does not look around once one is listed. */
  if (switched == FALSE || (switched < 0 && is_2015 && listed->len > 0))
    return g_steal_pointer (&targets);
  for (guint i = 0; i < inferred->len; i++)
    {
      const PenManifestBin *target = g_ptr_array_index (inferred, i);

      if (find_target (targets, target->name, target->path) == NULL)
        add_target (targets, target->name, target->path);
    }
  return g_steal_pointer (&targets);
}

static GPtrArray *
find_bins (const PenManifest *manifest, const char *const *files, GError **error)
{
  g_autoptr (GPtrArray) inferred = pen_manifest_bins_new ();

  if (g_strv_contains (files, "src/main.rs"))
    add_target (inferred, manifest->name, "src/main.rs");
  add_inferred (inferred, files, "src/bin/");
  return find_targets (manifest,
                       files,
                       manifest->bins,
                       inferred,
                       "src/bin/",
                       manifest->autobins,
                       error);
}

static GPtrArray *
find_tests (const PenManifest *manifest, const char *const *files, GError **error)
{
  g_autoptr (GPtrArray) inferred = pen_manifest_bins_new ();

  add_inferred (inferred, files, "tests/");
  return find_targets (manifest,
                       files,
                       manifest->tests,
                       inferred,
                       "tests/",
                       manifest->autotests,
                       error);
}

/* *@ret_path stays NULL when the project has no library. */
static gboolean
find_lib (const PenManifest *manifest,
          const char *const *files,
          const char **ret_path,
          GError **error)
{
  const char *path = manifest->lib_path != NULL ? manifest->lib_path : "src/lib.rs";

  if (manifest->has_lib)
    {
      if (!check_file (path, files, error))
        return FALSE;
    }
  else if (manifest->autolib == FALSE || !g_strv_contains (files, path))
    return TRUE;
  *ret_path = path;
  return TRUE;
}

static gboolean
set_root (PenManifestRoot *root,
          const PenManifest *manifest,
          GPtrArray *bins,
          const char *lib,
          GError **error)
{
  const PenManifestBin *bin = NULL;

  if (manifest->default_run != NULL)
    {
      g_autofree char *shown = pen_toml_dup_shown (manifest->default_run);

      bin = find_target (bins, manifest->default_run, NULL);
      if (bin == NULL)
        return fail (error,
                     _ ("Cargo.toml wants to run the program `%s`, which is not there: correct "
                        "`default-run`, or remove it."),
                     shown);
    }
  if (bin == NULL && bins->len > 0)
    bin = find_target (bins, NULL, "src/main.rs");
  if (bin == NULL && bins->len > 0)
    bin = g_ptr_array_index (bins, 0);
  if (bin == NULL && lib == NULL)
    return fail (error,
                 _ ("There is nothing to compile beside Cargo.toml: put the program into "
                    "src/main.rs, or a library into src/lib.rs."));
  root->is_lib = bin == NULL;
  root->path = g_strdup (bin != NULL ? bin->path : lib);
  root->name = g_strdup (bin != NULL                  ? bin->name
                         : manifest->lib_name != NULL ? manifest->lib_name
                                                      : manifest->name);
  root->crate_name = g_strdelimit (g_strdup (root->name), "-", '_');
  root->has_several = bins->len + (lib != NULL ? 1 : 0) > 1;
  return TRUE;
}

static gboolean
find_build_script (PenManifestRoot *root,
                   const PenManifest *manifest,
                   const char *const *files,
                   GError **error)
{
  if (manifest->build != NULL)
    {
      if (!check_file (manifest->build, files, error))
        return FALSE;
      root->build_script = g_strdup (manifest->build);
    }
  else if (!manifest->no_build && g_strv_contains (files, "build.rs"))
    root->build_script = g_strdup ("build.rs");
  return TRUE;
}

static gboolean
has_test_dirs (const char *const *files)
{
  static const char *const dirs[] = {"tests/", "examples/", "benches/"};

  for (guint i = 0; files[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (dirs); j++)
      {
        g_autofree char *name = dup_target_name (files[i], dirs[j]);

        if (name != NULL)
          return TRUE;
      }
  return FALSE;
}

static void
judge (PenManifestRoot *root, const PenManifest *manifest)
{
  if (root->build_script != NULL)
    root->reason = g_strdup_printf (
        _ ("Cargo builds this project, which takes longer, because of its build script %s."),
        root->build_script);
  else if (!manifest->is_plain)
    root->reason = g_strdup_printf (
        /* Translators: a part of Cargo.toml, such as [features] */
        _ ("Cargo builds this project, which takes longer, because of %s in Cargo.toml."),
        manifest->not_plain_for);
  else if (root->has_several)
    root->reason = g_strdup (_ ("Cargo builds this project, which takes longer, because it has "
                                "more than one library or program."));
  root->needs_cargo = root->reason != NULL;
}

PenManifestRoot *
pen_manifest_find_root (const PenManifest *manifest, const char *const *files, GError **error)
{
  g_autoptr (PenManifestRoot) root = g_new0 (PenManifestRoot, 1);
  g_autoptr (GPtrArray) bins = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  const char *lib = NULL;

  g_return_val_if_fail (manifest != NULL && manifest->name != NULL && files != NULL, NULL);

  bins = find_bins (manifest, files, error);
  if (bins == NULL || !find_lib (manifest, files, &lib, error) ||
      !set_root (root, manifest, bins, lib, error) ||
      !find_build_script (root, manifest, files, error))
    return NULL;
  tests = find_tests (manifest, files, error);
  if (tests == NULL)
    return NULL;
  if (lib != NULL)
    root->lib =
        g_strdelimit (g_strdup (manifest->lib_name != NULL ? manifest->lib_name : manifest->name),
                      "-",
                      '_');
  root->bins = g_steal_pointer (&bins);
  root->tests = g_steal_pointer (&tests);
  root->has_test_dirs = has_test_dirs (files);
  judge (root, manifest);
  return g_steal_pointer (&root);
}
