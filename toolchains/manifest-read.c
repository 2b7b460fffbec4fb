/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From a manifest's tables to what they mean: [package], the targets, the dependencies. Every key
 * that direct rustc can pass over is listed here; any other makes the manifest not plain. */
#include "manifest-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Keys of [package] that the compiler is told in an environment variable. */
typedef struct
{
  const char *key;
  const char *variable;
} PenPackageText;

static const PenPackageText package_texts[] = {
    {"name", "CARGO_PKG_NAME"},
    {"version", "CARGO_PKG_VERSION"},
    {"description", "CARGO_PKG_DESCRIPTION"},
    {"homepage", "CARGO_PKG_HOMEPAGE"},
    {"repository", "CARGO_PKG_REPOSITORY"},
    {"license", "CARGO_PKG_LICENSE"},
    {"license-file", "CARGO_PKG_LICENSE_FILE"},
    {"rust-version", "CARGO_PKG_RUST_VERSION"},
};

/* Keys of [package] that are read one by one, or that change nothing in a build without crates. */
static const char *const package_plain_keys[] = {
    "authors",
    "build",
    "categories",
    "default-run",
    "documentation",
    "edition",
    "exclude",
    "include",
    "keywords",
    "metadata",
    "publish",
    "readme",
    "resolver",
    NULL,
};

static gboolean
is_inherited (PenManifest *manifest, const PenToml *value)
{
  const PenToml *workspace = pen_toml_get_kind (value, "workspace", PEN_TOML_BOOLEAN);

  if (workspace == NULL || !workspace->integer)
    return FALSE;
  if (manifest->inherited == NULL)
    manifest->inherited = pen_toml_dup_shown (value->key);
  return TRUE;
}

gboolean
pen_manifest_read_text (PenManifest *manifest,
                        const PenToml *table,
                        const char *key,
                        char **ret_text,
                        GError **error)
{
  const PenToml *value = pen_toml_get (table, key);

  if (value == NULL || is_inherited (manifest, value))
    return TRUE;
  if (value->kind != PEN_TOML_STRING)
    return pen_manifest_fail (value,
                              error,
                              _ ("`%s` has to be text in quotation marks, such as %s = \"…\"."),
                              key,
                              key);
  *ret_text = g_strdup (value->text);
  return TRUE;
}

static char *
dup_clean_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], ".") == 0 || (parts[i][0] == '\0' && i > 0))
        continue;
      /* An absolute path begins with an empty part. A dash could be taken for an option. */
      if (parts[i][0] == '\0' || parts[i][0] == '-' || strcmp (parts[i], "..") == 0)
        return NULL;
      if (clean->len > 0)
        g_string_append_c (clean, '/');
      g_string_append (clean, parts[i]);
    }
  for (const char *at = clean->str; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) || *at == '\\')
      return NULL;
  return clean->len > 0 ? g_string_free (g_steal_pointer (&clean), /* free_segment= */ FALSE)
                        : NULL;
}

gboolean
pen_manifest_read_path (PenManifest *manifest,
                        const PenToml *table,
                        const char *key,
                        char **ret_path,
                        GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  if (!pen_manifest_read_text (manifest, table, key, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  *ret_path = dup_clean_path (text);
  if (*ret_path != NULL)
    return TRUE;
  shown = pen_toml_dup_shown (text);
  return pen_manifest_fail (pen_toml_get (table, key),
                            error,
                            _ ("`%s` has to name a file inside of this project, and \"%s\" does "
                               "not."),
                            key,
                            shown);
}

/* XID_Start and XID_Continue of Unicode, as near as GLib's categories come. */
static gboolean
is_name_char (gunichar c, gboolean is_first)
{
  GUnicodeType type = g_unichar_type (c);

  if (c == '_' || g_unichar_isalpha (c) || type == G_UNICODE_LETTER_NUMBER)
    return TRUE;
  return !is_first &&
         (c == '-' || type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_SPACING_MARK ||
          type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_CONNECT_PUNCTUATION);
}

gboolean
pen_manifest_check_name (const PenToml *where, const char *name, GError **error)
{
  gboolean ok = name[0] != '\0' && strlen (name) <= 128;

  for (const char *at = name; ok && *at != '\0'; at = g_utf8_next_char (at))
    ok = is_name_char (g_utf8_get_char (at), at == name);
  if (!ok)
    {
      g_autofree char *shown = pen_toml_dup_shown (name);

      pen_manifest_fail (where,
                         error,
                         _ ("\"%s\" cannot be a name here. Begin with a letter, go on with "
                            "letters, digits, - or _."),
                         shown);
    }
  return ok;
}

static void
add_variable (PenManifest *manifest, const char *variable, const char *value)
{
  g_ptr_array_add (manifest->environment,
                   g_strconcat (variable, "=", value != NULL ? value : "", NULL));
}

/* "1.2.3-pre+build" and its parts; the three numbers must be there. */
static gboolean
read_version (PenManifest *manifest, const PenToml *package, GError **error)
{
  static const char *const variables[] = {"CARGO_PKG_VERSION_MAJOR",
                                          "CARGO_PKG_VERSION_MINOR",
                                          "CARGO_PKG_VERSION_PATCH"};
  const char *version = manifest->version != NULL ? manifest->version : "0.0.0";
  const char *at = version;
  g_autofree char *pre = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      gsize n = strspn (at, "0123456789");
      g_autofree char *number = g_strndup (at, n);

      if (n == 0 || n > 19 || (n > 1 && at[0] == '0') || (i < 2 && at[n] != '.') ||
          (i == 2 && strchr ("-+", at[n]) == NULL))
        return pen_manifest_fail (pen_toml_get (package, "version"),
                                  error,
                                  _ ("`version` has to be three numbers with dots between them, "
                                     "such as version = \"0.1.0\"."));
      add_variable (manifest, variables[i], number);
      at += n + (i < 2 ? 1 : 0);
    }
  pre = g_strndup (at, strcspn (at, "+"));
  add_variable (manifest, "CARGO_PKG_VERSION_PRE", pre[0] == '-' ? pre + 1 : pre);
  return TRUE;
}

static gboolean
read_edition (PenManifest *manifest, const PenToml *package, GError **error)
{
  g_autofree char *edition = NULL;

  if (!pen_manifest_read_text (manifest, package, "edition", &edition, error))
    return FALSE;
  if (edition == NULL)
    return TRUE;
  if (strlen (edition) != 4 || strspn (edition, "0123456789") != 4)
    return pen_manifest_fail (pen_toml_get (package, "edition"),
                              error,
                              _ ("`edition` has to be a year: \"2015\", \"2018\", \"2021\" or "
                                 "\"2024\"."));
  manifest->edition = (guint)g_ascii_strtoull (edition, NULL, 10);
  return TRUE;
}

static gboolean
read_build (PenManifest *manifest, const PenToml *package, GError **error)
{
  const PenToml *build = pen_toml_get (package, "build");

  if (build == NULL)
    return TRUE;
  if (build->kind == PEN_TOML_BOOLEAN)
    {
      manifest->no_build = !build->integer;
      manifest->build = build->integer ? g_strdup ("build.rs") : NULL;
    }
  else if (!pen_manifest_read_path (manifest, package, "build", &manifest->build, error))
    return FALSE;
  if (manifest->build != NULL)
    pen_manifest_not_plain (manifest, "build = \"%s\"", manifest->build);
  return TRUE;
}

/* A list of texts, or NULL when @table has no @key. */
static gboolean
read_texts (PenManifest *manifest,
            const PenToml *table,
            const char *key,
            char ***ret_texts,
            GError **error)
{
  const PenToml *list = pen_toml_get (table, key);
  g_autoptr (GPtrArray) texts = NULL;

  if (list == NULL || is_inherited (manifest, list))
    return TRUE;
  texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; list->kind == PEN_TOML_ARRAY && i < list->items->len; i++)
    {
      const PenToml *item = g_ptr_array_index (list->items, i);

      if (item->kind == PEN_TOML_STRING)
        g_ptr_array_add (texts, g_strdup (item->text));
    }
  if (list->kind != PEN_TOML_ARRAY || texts->len < list->items->len)
    return pen_manifest_fail (list,
                              error,
                              _ ("`%s` has to be a list of texts, such as %s = [\"…\"]."),
                              key,
                              key);
  g_ptr_array_add (texts, NULL);
  *ret_texts = (char **)g_ptr_array_free (g_steal_pointer (&texts), /* free_seg= */ FALSE);
  return TRUE;
}

static gboolean
read_package_texts (PenManifest *manifest, const PenToml *package, GError **error)
{
  g_auto (GStrv) authors = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (package_texts); i++)
    {
      const char *key = package_texts[i].key;
      g_autofree char *text = NULL;

      if (!pen_manifest_read_text (manifest, package, key, &text, error))
        return FALSE;
      if (text == NULL && strcmp (key, "version") == 0)
        add_variable (manifest, package_texts[i].variable, "0.0.0");
      else
        add_variable (manifest, package_texts[i].variable, text);
      if (strcmp (key, "name") == 0)
        manifest->name = g_steal_pointer (&text);
      else if (strcmp (key, "version") == 0)
        manifest->version = g_steal_pointer (&text);
      else if (strcmp (key, "rust-version") == 0)
        manifest->rust_version = g_steal_pointer (&text);
    }
  if (!read_texts (manifest, package, "authors", &authors, error))
    return FALSE;
  joined = authors != NULL ? g_strjoinv (":", authors) : NULL;
  add_variable (manifest, "CARGO_PKG_AUTHORS", joined);
  return TRUE;
}

/* A switch of automatic discovery: -1 unset, else FALSE or TRUE. */
static int
read_switch (const PenToml *package, const char *key)
{
  const PenToml *value = pen_toml_get_kind (package, key, PEN_TOML_BOOLEAN);

  return value != NULL ? (int)value->integer : -1;
}

static void
judge_package_keys (PenManifest *manifest, const PenToml *package)
{
  for (guint i = 0; i < package->items->len; i++)
    {
      const PenToml *item = g_ptr_array_index (package->items, i);
      gboolean is_plain = g_strv_contains (package_plain_keys, item->key);

      for (guint j = 0; j < G_N_ELEMENTS (package_texts) && !is_plain; j++)
        is_plain = strcmp (package_texts[j].key, item->key) == 0;
      if (!is_plain)
        pen_manifest_not_plain (manifest, "%s", item->key);
      else if (strcmp (item->key, "metadata") != 0)
        is_inherited (manifest, item);
    }
}

gboolean
pen_manifest_read_package (PenManifest *manifest, const PenToml *package, GError **error)
{
  if (package->kind != PEN_TOML_TABLE)
    return pen_manifest_fail (package,
                              error,
                              _ ("`%s` has to be a table of its own: [package]."),
                              package->key);
  if (!read_package_texts (manifest, package, error) || !read_version (manifest, package, error) ||
      !read_edition (manifest, package, error) || !read_build (manifest, package, error) ||
      !pen_manifest_read_text (manifest, package, "default-run", &manifest->default_run, error))
    return FALSE;
  if (manifest->name == NULL)
    return pen_manifest_fail (
        package,
        error,
        _ ("[package] has no name. Add a line such as name = \"my-program\"."));
  if (!pen_manifest_check_name (pen_toml_get (package, "name"), manifest->name, error))
    return FALSE;
  manifest->autolib = read_switch (package, "autolib");
  manifest->autobins = read_switch (package, "autobins");
  manifest->autotests = read_switch (package, "autotests");
  manifest->is_member = pen_toml_get (package, "workspace") != NULL;
  judge_package_keys (manifest, package);
  return TRUE;
}

/* Any key but @plain ones asks for something. */
static void
judge_target_keys (PenManifest *manifest,
                   const PenToml *target,
                   const char *title,
                   const char *const *plain)
{
  for (guint i = 0; i < target->items->len; i++)
    {
      const PenToml *item = g_ptr_array_index (target->items, i);

      if (!g_strv_contains (plain, item->key))
        pen_manifest_not_plain (manifest, "%s in %s", item->key, title);
    }
}

static gboolean
read_lib (PenManifest *manifest, const PenToml *lib, GError **error)
{
  const char *types = pen_toml_get (lib, "crate-type") != NULL ? "crate-type" : "crate_type";
  const PenToml *name = pen_toml_get (lib, "name");
  const PenToml *macro;

  if (lib->kind != PEN_TOML_TABLE)
    return pen_manifest_fail (lib, error, _ ("`lib` has to be a table of its own: [lib]."));
  manifest->has_lib = TRUE;
  if (!pen_manifest_read_text (manifest, lib, "name", &manifest->lib_name, error) ||
      !pen_manifest_read_path (manifest, lib, "path", &manifest->lib_path, error) ||
      !read_texts (manifest, lib, types, &manifest->lib_types, error))
    return FALSE;
  if (manifest->lib_name != NULL && strchr (manifest->lib_name, '-') != NULL)
    return pen_manifest_fail (name,
                              error,
                              _ ("the name of a [lib] may hold no -. Write _ instead."));
  if (manifest->lib_name != NULL && !pen_manifest_check_name (name, manifest->lib_name, error))
    return FALSE;
  macro = pen_toml_get_kind (lib, "proc-macro", PEN_TOML_BOOLEAN);
  if (macro == NULL)
    macro = pen_toml_get_kind (lib, "proc_macro", PEN_TOML_BOOLEAN);
  manifest->is_proc_macro = macro != NULL && macro->integer;
  judge_target_keys (manifest,
                     lib,
                     "[lib]",
                     (const char *const[]){"name", "path", "crate-type", NULL});
  if (manifest->lib_types != NULL &&
      !g_strv_equal ((const char *const *)manifest->lib_types, (const char *const[]){"lib", NULL}))
    pen_manifest_not_plain (manifest, "crate-type in [lib]");
  return TRUE;
}

/* One [[bin]] or [[test]], as @title calls it. */
static gboolean
read_target (PenManifest *manifest,
             const PenToml *table,
             const char *title,
             GPtrArray *targets,
             GError **error)
{
  PenManifestBin *target = g_new0 (PenManifestBin, 1);

  g_ptr_array_add (targets, target);
  if (table->kind != PEN_TOML_TABLE)
    return pen_manifest_fail (table, error, _ ("each program has to be a table: %s."), title);
  if (!pen_manifest_read_text (manifest, table, "name", &target->name, error) ||
      !pen_manifest_read_path (manifest, table, "path", &target->path, error))
    return FALSE;
  if (target->name == NULL)
    return pen_manifest_fail (table,
                              error,
                              _ ("a %s has no name. Add a line such as name = \"my-program\"."),
                              title);
  if (!pen_manifest_check_name (pen_toml_get (table, "name"), target->name, error))
    return FALSE;
  for (guint i = 0; i + 1 < targets->len; i++)
    {
      const PenManifestBin *other = g_ptr_array_index (targets, i);

      if (strcmp (other->name, target->name) == 0)
        return pen_manifest_fail (table,
                                  error,
                                  _ ("two %s have the name %s. Rename one."),
                                  title,
                                  target->name);
    }
  judge_target_keys (manifest, table, title, (const char *const[]){"name", "path", NULL});
  return TRUE;
}

static gboolean
read_targets (PenManifest *manifest,
              const PenToml *list,
              const char *title,
              GPtrArray *targets,
              GError **error)
{
  if (list == NULL)
    return TRUE;
  if (list->kind != PEN_TOML_ARRAY)
    return pen_manifest_fail (list, error, _ ("programs are listed with two brackets: %s."), title);
  for (guint i = 0; i < list->items->len; i++)
    if (!read_target (manifest, g_ptr_array_index (list->items, i), title, targets, error))
      return FALSE;
  return TRUE;
}

gboolean
pen_manifest_read_targets (PenManifest *manifest, const PenToml *root, GError **error)
{
  const PenToml *lib = pen_toml_get (root, "lib");

  if ((lib != NULL && !read_lib (manifest, lib, error)) ||
      !read_targets (manifest, pen_toml_get (root, "bin"), "[[bin]]", manifest->bins, error) ||
      !read_targets (manifest, pen_toml_get (root, "test"), "[[test]]", manifest->tests, error))
    return FALSE;
  if (manifest->bins->len > 1)
    pen_manifest_not_plain (manifest, "[[bin]]");
  return TRUE;
}

static gboolean
read_dependency (PenManifest *manifest,
                 const PenToml *value,
                 PenDependencySection section,
                 const char *table,
                 GError **error)
{
  const PenToml *workspace = pen_toml_get_kind (value, "workspace", PEN_TOML_BOOLEAN);
  const PenToml *path = pen_toml_get_kind (value, "path", PEN_TOML_STRING);
  const PenToml *version = pen_toml_get_kind (value, "version", PEN_TOML_STRING);
  PenDependency *dependency;

  if (!pen_manifest_check_name (value, value->key, error))
    return FALSE;
  if (value->kind != PEN_TOML_STRING && value->kind != PEN_TOML_TABLE)
    return pen_manifest_fail (value,
                              error,
                              _ ("the version of `%s` has to be text in quotation marks, such as "
                                 "%s = \"1\"."),
                              value->key,
                              value->key);
  dependency = g_new0 (PenDependency, 1);
  dependency->name = g_strdup (value->key);
  dependency->section = section;
  dependency->table = pen_toml_dup_shown (table);
  if (value->kind == PEN_TOML_STRING)
    version = value;
  dependency->requirement = version != NULL ? g_strdup (version->text) : NULL;
  if (workspace != NULL && workspace->integer)
    dependency->kind = PEN_DEPENDENCY_WORKSPACE;
  else if (pen_toml_get (value, "git") != NULL)
    dependency->kind = PEN_DEPENDENCY_GIT;
  else if (path != NULL)
    dependency->kind = PEN_DEPENDENCY_PATH;
  dependency->path = path != NULL ? g_strdup (path->text) : NULL;
  g_ptr_array_add (manifest->dependencies, dependency);
  pen_manifest_not_plain (manifest, "[%s]", table);
  return TRUE;
}

/* The tables of dependencies in @parent; @prefix begins their names in messages. */
static gboolean
read_sections (PenManifest *manifest, const PenToml *parent, const char *prefix, GError **error)
{
  /* The spellings with _ are cargo's old ones. */
  static const struct
  {
    const char *key;
    PenDependencySection section;
  } sections[] = {
      {"dependencies", PEN_DEPENDENCY_NORMAL},
      {"dev-dependencies", PEN_DEPENDENCY_DEV},
      {"dev_dependencies", PEN_DEPENDENCY_DEV},
      {"build-dependencies", PEN_DEPENDENCY_BUILD},
      {"build_dependencies", PEN_DEPENDENCY_BUILD},
  };

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      const PenToml *table = pen_toml_get (parent, sections[i].key);
      g_autofree char *title = g_strconcat (prefix, sections[i].key, NULL);

      if (table == NULL)
        continue;
      if (table->kind != PEN_TOML_TABLE)
        return pen_manifest_fail (table,
                                  error,
                                  _ ("`%s` has to be a table of its own: [%s]."),
                                  sections[i].key,
                                  sections[i].key);
      for (guint j = 0; j < table->items->len; j++)
        if (!read_dependency (manifest,
                              g_ptr_array_index (table->items, j),
                              prefix[0] == '\0' ? sections[i].section : PEN_DEPENDENCY_TARGET,
                              title,
                              error))
          return FALSE;
    }
  return TRUE;
}

gboolean
pen_manifest_read_dependencies (PenManifest *manifest, const PenToml *root, GError **error)
{
  const PenToml *targets = pen_toml_get (root, "target");

  if (!read_sections (manifest, root, "", error))
    return FALSE;
  if (targets == NULL)
    return TRUE;
  if (targets->kind != PEN_TOML_TABLE)
    return pen_manifest_fail (
        targets,
        error,
        _ ("`target` has to be a table, such as [target.'cfg(unix)'.dependencies]."));
  for (guint i = 0; i < targets->items->len; i++)
    {
      const PenToml *target = g_ptr_array_index (targets->items, i);
      g_autofree char *prefix = g_strdup_printf ("target.'%s'.", target->key);

      if (target->kind != PEN_TOML_TABLE)
        return pen_manifest_fail (
            target,
            error,
            _ ("`target` holds tables only, such as [target.'cfg(unix)'.dependencies]."));
      if (!read_sections (manifest, target, prefix, error))
        return FALSE;
      judge_target_keys (
          manifest,
          target,
          "[target]",
          (const char *const[]){"dependencies", "dev-dependencies", "build-dependencies", NULL});
    }
  return TRUE;
}
