/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* That a toolchain came or went while somebody works: installed by apt or rustup, unpacked, or on a
 * stick that was pulled. A directory that is not there yet is waited for in the nearest one above
 * it that is, for GLib would look for it every four seconds. */
#include "toolchain-watch.h"

#include <gio/gunixmounts.h>
#include <string.h>

#define DELAY_MS 500 /* an installation changes many files */

/* Which names in a directory matter. */
typedef enum
{
  NAMES_ALL,
  NAMES_PROGRAMS,
  NAMES_PREFIX,
  NAMES_ONE,
} Names;

typedef struct
{
  GFileMonitor *monitor;
  Names names;
  char *word; /* (nullable): of PREFIX and ONE */
} Look;

struct _PenToolchainWatch
{
  GObject parent_instance;

  GPtrArray *looks;   /* (element-type Look) */
  GHashTable *places; /* (element-type utf8): directory and names, each looked at once */
  GUnixMountMonitor *mounts;
  guint delay;
};

G_DEFINE_FINAL_TYPE (PenToolchainWatch, pen_toolchain_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
look_free (gpointer data)
{
  Look *look = data;

  g_file_monitor_cancel (look->monitor);
  g_object_unref (look->monitor);
  g_free (look->word);
  g_free (look);
}

static void
pen_toolchain_watch_dispose (GObject *object)
{
  PenToolchainWatch *self = PEN_TOOLCHAIN_WATCH (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_object (&self->mounts);
  G_OBJECT_CLASS (pen_toolchain_watch_parent_class)->dispose (object);
}

static void
pen_toolchain_watch_class_init (PenToolchainWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_toolchain_watch_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          PEN_TYPE_TOOLCHAIN_WATCH,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

/* --- What happens --- */

static gboolean
on_delay (gpointer data)
{
  PenToolchainWatch *self = data;

  self->delay = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
notice (PenToolchainWatch *self)
{
  if (self->delay == 0)
    self->delay = g_timeout_add (DELAY_MS, on_delay, self);
}

/* What makes a toolchain, or changes what it can do. */
static gboolean
is_program (const char *name)
{
  static const char *const names[] = {"rustc",
                                      "cargo",
                                      "rustfmt",
                                      "clippy-driver",
                                      "miri",
                                      "rust-analyzer",
                                      "mold",
                                      "ld.lld",
                                      "bwrap",
                                      NULL};

  return g_strv_contains (names, name);
}

static gboolean
matters (const Look *look, GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (name == NULL)
    return FALSE;
  switch (look->names)
    {
    case NAMES_PROGRAMS:
      return is_program (name);
    case NAMES_PREFIX:
      return g_str_has_prefix (name, look->word);
    case NAMES_ONE:
      return g_str_equal (name, look->word);
    case NAMES_ALL:
    default:
      return TRUE;
    }
}

static void
on_changed (GFileMonitor *monitor,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            PenToolchainWatch *self)
{
  for (guint i = 0; i < self->looks->len; i++)
    {
      const Look *look = self->looks->pdata[i];

      if (look->monitor == monitor && (matters (look, file) || matters (look, other)))
        notice (self);
    }
}

static void
on_mounts_changed (GUnixMountMonitor *mounts, PenToolchainWatch *self)
{
  notice (self);
}

/* --- Where it looks --- */

static void
add_look (PenToolchainWatch *self, const char *path, Names names, const char *word)
{
  g_autofree char *key = g_strdup_printf ("%d %s %s", names, word != NULL ? word : "", path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileMonitor) monitor = NULL;
  g_autoptr (GError) error = NULL;
  Look *look;

  if (!g_hash_table_add (self->places, g_steal_pointer (&key)))
    return;
  monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (monitor == NULL)
    {
      /* No watches left on this machine: then it takes a restart, or the button that looks again.
       */
      g_debug ("%s: %s", path, error->message);
      return;
    }
  g_signal_connect_object (monitor, "changed", G_CALLBACK (on_changed), self, 0);
  look = g_new0 (Look, 1);
  look->monitor = g_steal_pointer (&monitor);
  look->names = names;
  look->word = g_strdup (word);
  g_ptr_array_add (self->looks, look);
}

/* The directory itself, or what must come first. */
static void
look_at (PenToolchainWatch *self, const char *path, Names names, const char *word)
{
  g_autofree char *at = g_strdup (path);
  g_autofree char *child = NULL;

  while (!g_file_test (at, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *parent = g_path_get_dirname (at);

      if (g_str_equal (parent, at))
        return;
      g_free (child);
      child = g_path_get_basename (at);
      g_free (at);
      at = g_steal_pointer (&parent);
    }
  if (child != NULL)
    add_look (self, at, NAMES_ONE, child);
  else
    add_look (self, at, names, word);
}

static void
look_at_programs (PenToolchainWatch *self, const char *root)
{
  g_autofree char *bin = g_build_filename (root, "bin", NULL);

  look_at (self, bin, NAMES_PROGRAMS, NULL);
}

static void
look_at_place (PenToolchainWatch *self, const PenToolchainPlace *place)
{
  g_autoptr (GDir) dir = NULL;
  const char *entry;

  if (place->prefix == NULL)
    {
      look_at_programs (self, place->path);
      return;
    }
  look_at (self, place->path, NAMES_PREFIX, place->prefix);
  /* Also what is only begun: its compiler comes later. */
  dir = g_dir_open (place->path, 0, NULL);
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->path, entry, NULL);

      if (g_str_has_prefix (entry, place->prefix) && g_file_test (path, G_FILE_TEST_IS_DIR))
        look_at_programs (self, path);
    }
}

/* Its programs where they really are, and the parts that are not programs. */
static void
look_at_toolchain (PenToolchainWatch *self, PenToolchain *toolchain)
{
  const char *root = pen_toolchain_get_root (toolchain);
  g_autofree char *bin = g_path_get_dirname (pen_toolchain_get_rustc (toolchain));
  g_autofree char *docs = g_build_filename (root, "share/doc/rust/html/std", NULL);
  g_autofree char *sources = g_build_filename (root, "lib/rustlib/src/rust/library/std", NULL);

  look_at (self, bin, NAMES_PROGRAMS, NULL);
  look_at (self, docs, NAMES_ONE, "index.html");
  look_at (self, sources, NAMES_ONE, "src");
}

static void
pen_toolchain_watch_init (PenToolchainWatch *self)
{
  self->looks = g_ptr_array_new_with_free_func (look_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->mounts = g_unix_mount_monitor_get ();
  g_signal_connect_object (self->mounts, "mounts-changed", G_CALLBACK (on_mounts_changed), self, 0);
}

PenToolchainWatch *
pen_toolchain_watch_new (PenToolchainList *list)
{
  PenToolchainWatch *self = g_object_new (PEN_TYPE_TOOLCHAIN_WATCH, NULL);
  GPtrArray *places;

  g_return_val_if_fail (PEN_IS_TOOLCHAIN_LIST (list), self);

  places = pen_toolchain_list_get_places (list);
  for (guint i = 0; i < places->len; i++)
    look_at_place (self, places->pdata[i]);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (PenToolchain) toolchain = g_list_model_get_item (G_LIST_MODEL (list), i);

      look_at_toolchain (self, toolchain);
    }
  return self;
}
