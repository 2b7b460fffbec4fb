/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What somebody should know of a session before it is opened: what could start programs, and what
 * this machine lacks for it. */
#include <glib/gi18n.h>
#include <string.h>

#include "archive-name.h"
#include "snapshot-private.h"

/* --- What is in it --- */

static gboolean
is_named (const char *name, const char *base)
{
  const char *slash = strrchr (name, '/');

  return g_str_equal (slash != NULL ? slash + 1 : name, base);
}

gboolean
pen_snapshot_is_dangerous (const char *name)
{
  if (g_str_has_prefix (name, PEN_SNAPSHOT_OWN))
    return FALSE;
  return name[0] == '.' || strstr (name, "/.") != NULL || is_named (name, "rust-toolchain") ||
         is_named (name, "rust-toolchain.toml");
}

static void
add (PenSnapshot *self, char *sentence)
{
  g_ptr_array_add (self->notices, sentence);
}

static void
note_dependencies (PenSnapshot *self, const PenManifest *manifest)
{
  g_autoptr (GString) elsewhere = g_string_new (NULL);

  for (guint i = 0; i < manifest->dependencies->len; i++)
    {
      const PenDependency *dependency = manifest->dependencies->pdata[i];

      if (dependency->kind != PEN_DEPENDENCY_GIT && dependency->kind != PEN_DEPENDENCY_PATH)
        continue;
      g_string_append_printf (elsewhere, "%s%s", elsewhere->len > 0 ? ", " : "", dependency->name);
    }
  if (elsewhere->len > 0)
    /* Translators: names of crates. */
    add (self,
         g_strdup_printf (_ ("It wants crates from folders or addresses that are not part of it: "
                             "%s. Playpen does not fetch them."),
                          elsewhere->str));
  if (manifest->has_patches)
    add (self, g_strdup (_ ("Its Cargo.toml puts other crates into the place of known ones.")));
}

static void
note_manifest (PenSnapshot *self, GBytes *bytes)
{
  g_autoptr (PenManifest) manifest =
      pen_manifest_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);

  if (manifest == NULL)
    {
      add (self, g_strdup (_ ("Its Cargo.toml has a mistake, which cargo will name.")));
      return;
    }
  note_dependencies (self, manifest);
  if ((manifest->build != NULL || pen_sources_get (self->sources, "build.rs") != NULL) &&
      !manifest->no_build)
    add (self,
         g_strdup (_ ("It has a build script, a program that runs before the program itself. "
                      "Playpen runs it only where it can reach nothing of yours; plain cargo "
                      "would not.")));
  if (manifest->is_proc_macro)
    add (self,
         g_strdup (_ ("It is a macro that runs while something is compiled. Playpen runs it only "
                      "where it can reach nothing of yours; plain cargo would not.")));
}

void
pen_snapshot_add_notices (PenSnapshot *self)
{
  GBytes *manifest = pen_sources_get (self->sources, "Cargo.toml");

  if (manifest != NULL)
    note_manifest (self, manifest);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const PenArchiveEntry *entry = self->entries->pdata[i];
      g_autofree char *shown = NULL;

      if (!pen_snapshot_is_dangerous (entry->name))
        continue;
      shown = pen_archive_name_dup_shown (entry->name);
      add (self,
           g_strdup_printf (_ ("“%s” is not used and not written to a folder: cargo and rustup "
                               "would obey it."),
                            shown));
    }
}

/* --- What this machine lacks --- */

/* The number behind the first dot: 96 of "rustc 1.96.0 (…)"; 0: none. */
static guint
find_minor (const char *version)
{
  const char *dot = strstr (version, "1.");

  return dot != NULL ? (guint)g_ascii_strtoull (dot + 2, NULL, 10) : 0;
}

static void
check_toolchain (PenSnapshot *self, PenToolchainList *toolchains, GPtrArray *lacks)
{
  const char *wanted = self->toolchain;
  g_autoptr (GError) error = NULL;
  g_autoptr (PenToolchain) toolchain =
      pen_toolchain_list_choose (toolchains, self->manifest->channel, &error);

  if (toolchain == NULL)
    g_ptr_array_add (lacks, g_strdup (error->message));
  else if (wanted != NULL && pen_toolchain_get_minor (toolchain) > 0 &&
           find_minor (wanted) > pen_toolchain_get_minor (toolchain))
    g_ptr_array_add (lacks,
                     g_strdup_printf (_ ("It was made with %s, and the Rust here is %s. Most "
                                         "programs work all the same; what is new in Rust "
                                         "since then does not."),
                                      wanted,
                                      pen_toolchain_get_version (toolchain)));
}

GPtrArray *
pen_snapshot_check_toolchains (PenSnapshot *self, PenToolchainList *toolchains)
{
  GPtrArray *lacks = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), lacks);

  if (toolchains == NULL)
    g_ptr_array_add (lacks,
                     g_strdup (_ ("There is no Rust on this machine yet. It can be read here, but "
                                  "not run.")));
  else
    check_toolchain (self, toolchains, lacks);
  if (self->crates[0] != NULL)
    {
      g_autofree char *crates = g_strjoinv (", ", self->crates);

      g_ptr_array_add (lacks, g_strdup_printf (_ ("It needs the crates %s."), crates));
    }
  return lacks;
}
