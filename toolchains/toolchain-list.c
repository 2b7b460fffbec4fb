/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Every Rust on this machine, and which one is meant by a word. */
#include "toolchain-list.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store.h"
#include "toolchain-error.h"
#include "toolchain-query.h"

struct _PenToolchainList
{
  GObject parent_instance;

  GPtrArray *toolchains; /* (element-type PenToolchain) */
  GPtrArray *places;     /* (element-type PenToolchainPlace) */
};

static GType
get_item_type (GListModel *model)
{
  return PEN_TYPE_TOOLCHAIN;
}

static guint
get_n_items (GListModel *model)
{
  return PEN_TOOLCHAIN_LIST (model)->toolchains->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PenToolchainList *self = PEN_TOOLCHAIN_LIST (model);

  return position < self->toolchains->len ? g_object_ref (self->toolchains->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PenToolchainList,
                               pen_toolchain_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
pen_toolchain_list_finalize (GObject *object)
{
  PenToolchainList *self = PEN_TOOLCHAIN_LIST (object);

  g_ptr_array_unref (self->toolchains);
  g_ptr_array_unref (self->places);
  G_OBJECT_CLASS (pen_toolchain_list_parent_class)->finalize (object);
}

static void
pen_toolchain_list_class_init (PenToolchainListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_toolchain_list_finalize;
}

static void
place_free (gpointer data)
{
  PenToolchainPlace *place = data;

  g_free (place->path);
  g_free (place);
}

static void
pen_toolchain_list_init (PenToolchainList *self)
{
  self->toolchains = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_ptr_array_new_with_free_func (place_free);
}

static void
add (PenToolchainList *self, PenToolchainOrigin origin, const char *name, const char *root)
{
  g_autoptr (PenToolchain) toolchain = pen_toolchain_new (origin, name, root);

  if (toolchain == NULL)
    return;
  for (guint i = 0; i < self->toolchains->len; i++)
    if (g_str_equal (pen_toolchain_get_root (self->toolchains->pdata[i]),
                     pen_toolchain_get_root (toolchain)))
      return;
  g_ptr_array_add (self->toolchains, g_steal_pointer (&toolchain));
}

/* A rustc that is rustup's proxy (Debian's rustup package, ~/.cargo/bin) is not a compiler: it
 * would read the program's rust-toolchain.toml and want the network. */
static gboolean
is_proxy (const char *rustc)
{
  g_autofree char *target = g_file_read_link (rustc, NULL);
  g_autofree char *base = target != NULL ? g_path_get_basename (target) : NULL;

  return base != NULL && g_str_has_prefix (base, "rustup");
}

static void
add_installed (PenToolchainList *self, const PenToolchainPlace *place)
{
  g_autofree char *rustc = g_build_filename (place->path, "bin", "rustc", NULL);

  if (!is_proxy (rustc))
    add (self, place->origin, place->name, place->path);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Every directory in it whose name begins as it must. */
static void
add_directories (PenToolchainList *self, const PenToolchainPlace *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (entry, place->prefix))
      g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (place->path, names->pdata[i], NULL);

      add (self, place->origin, names->pdata[i], path);
    }
}

/* Takes @path. One of @prefix and @name is NULL. */
static void
look_in (PenToolchainList *self,
         PenToolchainOrigin origin,
         char *path,
         const char *prefix,
         const char *name)
{
  PenToolchainPlace *place = g_new0 (PenToolchainPlace, 1);

  place->origin = origin;
  place->path = path;
  place->prefix = prefix;
  place->name = name;
  g_ptr_array_add (self->places, place);
  if (prefix != NULL)
    add_directories (self, place);
  else
    add_installed (self, place);
}

PenToolchainList *
pen_toolchain_list_new_in (const char *usr, const char *home, const char *opt)
{
  PenToolchainList *self = g_object_new (PEN_TYPE_TOOLCHAIN_LIST, NULL);
  char *local = g_build_filename (usr, "local", NULL);
  char *rustup = g_build_filename (home, ".rustup", "toolchains", NULL);
  char *cache = g_build_filename (home, ".local", "share", "playpen", "toolchains", NULL);

  look_in (self, PEN_TOOLCHAIN_SYSTEM, g_strdup (usr), NULL, "system");
  look_in (self, PEN_TOOLCHAIN_ARCHIVE, local, NULL, "local");
  look_in (self, PEN_TOOLCHAIN_RUSTUP, rustup, "", NULL);
  look_in (self, PEN_TOOLCHAIN_ARCHIVE, g_strdup (opt), "rust", NULL);
  look_in (self, PEN_TOOLCHAIN_ARCHIVE, g_strdup (home), "rust-", NULL);
  look_in (self, PEN_TOOLCHAIN_ARCHIVE, cache, "", NULL);
  return self;
}

PenToolchainList *
pen_toolchain_list_new (void)
{
  PenToolchainList *self = pen_toolchain_list_new_in ("/usr", g_get_home_dir (), "/opt");
  const char *rustup_home = g_getenv ("RUSTUP_HOME");

  if (rustup_home != NULL && g_path_is_absolute (rustup_home))
    look_in (self,
             PEN_TOOLCHAIN_RUSTUP,
             g_build_filename (rustup_home, "toolchains", NULL),
             "",
             NULL);
  return self;
}

GPtrArray *
pen_toolchain_list_get_places (PenToolchainList *self)
{
  return self->places;
}

/* --- Choosing --- */

static guint
get_patch (PenToolchain *toolchain)
{
  guint patch = 0;

  sscanf (pen_toolchain_get_version (toolchain), "1.%*u.%u", &patch);
  return patch;
}

/* Of one version: the release itself, then its beta, then the nightlies that led to it. */
static guint
get_maturity (PenToolchain *toolchain)
{
  const char *channel = pen_toolchain_get_channel (toolchain);

  if (g_str_equal (channel, "stable"))
    return 2;
  return g_str_equal (channel, "beta") ? 1 : 0;
}

/* Newer first; of equals, the one that was found first, which is the distribution's. */
static gboolean
is_better (PenToolchain *toolchain, PenToolchain *than)
{
  guint minor = pen_toolchain_get_minor (toolchain);

  if (than == NULL)
    return TRUE;
  if (minor != pen_toolchain_get_minor (than))
    return minor > pen_toolchain_get_minor (than);
  if (get_patch (toolchain) != get_patch (than))
    return get_patch (toolchain) > get_patch (than);
  if (get_maturity (toolchain) != get_maturity (than))
    return get_maturity (toolchain) > get_maturity (than);
  return g_strcmp0 (pen_toolchain_get_date (toolchain), pen_toolchain_get_date (than)) > 0;
}

static gboolean
is_version (const char *word, const char *version)
{
  return g_str_has_prefix (version, word) &&
         (version[strlen (word)] == '\0' || version[strlen (word)] == '.' ||
          version[strlen (word)] == '-');
}

static gboolean
is_named (PenToolchain *toolchain, const char *word)
{
  const char *name = pen_toolchain_get_name (toolchain);

  return g_str_equal (name, word) || (g_str_has_prefix (name, word) && name[strlen (word)] == '-');
}

/* A channel is what a compiler says it is; its directory's name counts for what is no channel. */
static gboolean
is_meant (PenToolchain *toolchain, const char *channel)
{
  const char *version = pen_toolchain_get_version (toolchain);

  if (channel == NULL || g_str_equal (channel, "stable") || g_str_equal (channel, "beta") ||
      g_str_equal (channel, "nightly"))
    return version != NULL && g_strcmp0 (pen_toolchain_get_channel (toolchain),
                                         channel != NULL ? channel : "stable") == 0;
  return is_named (toolchain, channel) || (version != NULL && is_version (channel, version));
}

static char *
describe_installed (PenToolchainList *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->toolchains->len; i++)
    {
      PenToolchain *toolchain = self->toolchains->pdata[i];

      if (pen_toolchain_get_problem (toolchain) == NULL &&
          pen_toolchain_get_version (toolchain) != NULL)
        g_ptr_array_add (words,
                         g_strdup_printf ("%s (%s)",
                                          pen_toolchain_get_version (toolchain),
                                          pen_toolchain_get_name (toolchain)));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **)words->pdata);
}

/* What rustup could install: a channel or a version. */
static gboolean
is_rustup_name (const char *channel)
{
  return g_str_equal (channel, "stable") || g_str_equal (channel, "beta") ||
         g_str_has_prefix (channel, "nightly") || g_ascii_isdigit (channel[0]);
}

static void
set_missing (PenToolchainList *self, const char *channel, GError **error)
{
  g_autofree char *installed = describe_installed (self);

  if (installed[0] == '\0')
    g_set_error_literal (
        error,
        PEN_TOOLCHAIN_ERROR,
        PEN_TOOLCHAIN_ERROR_MISSING,
        _ ("No Rust is installed here that Playpen can use. On Debian: sudo apt install rustc-web "
           "cargo-web rustfmt-web rust-web-clippy. A toolchain of rustup's is found by itself."));
  else if (is_rustup_name (channel))
    g_set_error (error,
                 PEN_TOOLCHAIN_ERROR,
                 PEN_TOOLCHAIN_ERROR_MISSING,
                 _ ("There is no toolchain \"%s\" here. Installed: %s. With internet, rustup "
                    "brings another: rustup "
                    "toolchain install %s"),
                 channel,
                 installed,
                 channel);
  else
    g_set_error (error,
                 PEN_TOOLCHAIN_ERROR,
                 PEN_TOOLCHAIN_ERROR_MISSING,
                 _ ("There is no toolchain \"%s\" here. Choose among: %s. Or say stable, beta, "
                    "nightly or a version."),
                 channel,
                 installed);
}

PenToolchain *
pen_toolchain_list_choose (PenToolchainList *self, const char *channel, GError **error)
{
  PenToolchain *best = NULL;
  PenToolchain *any = NULL;
  PenToolchain *unusable = NULL;

  for (guint i = 0; i < self->toolchains->len; i++)
    {
      PenToolchain *toolchain = self->toolchains->pdata[i];
      gboolean usable = pen_toolchain_get_problem (toolchain) == NULL &&
                        pen_toolchain_get_version (toolchain) != NULL;

      if (usable && is_better (toolchain, any))
        any = toolchain;
      if (!usable && pen_toolchain_get_problem (toolchain) != NULL &&
          (channel == NULL || is_named (toolchain, channel)))
        unusable = toolchain;
      if (usable && is_meant (toolchain, channel) && is_better (toolchain, best))
        best = toolchain;
    }
  if (best == NULL && channel == NULL)
    best = any;
  if (best != NULL)
    return g_object_ref (best);
  if (unusable != NULL)
    g_set_error_literal (error,
                         PEN_TOOLCHAIN_ERROR,
                         PEN_TOOLCHAIN_ERROR_UNREACHABLE,
                         pen_toolchain_get_problem (unusable));
  else
    set_missing (self, channel != NULL ? channel : "stable", error);
  return NULL;
}

/* --- Asking --- */

typedef struct
{
  guint waiting;
} Query;

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Query *query = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!pen_toolchain_query_finish (PEN_TOOLCHAIN (source), result, &error))
    {
      /* Said by `toolchain list`; the others are not to suffer for it. But when nothing can be
       * jailed, that is it. */
      g_debug ("%s: %s", pen_toolchain_get_name (PEN_TOOLCHAIN (source)), error->message);
      if (g_error_matches (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_CANNOT_JAIL) &&
          !g_task_get_completed (task))
        g_task_return_error (task, g_steal_pointer (&error));
    }
  query->waiting--;
  if (query->waiting == 0 && !g_task_get_completed (task) && !g_task_had_error (task))
    g_task_return_boolean (task, TRUE);
}

void
pen_toolchain_list_query_async (PenToolchainList *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Query *query = g_new0 (Query, 1);

  g_task_set_source_tag (task, pen_toolchain_list_query_async);
  g_task_set_task_data (task, query, g_free);
  query->waiting = 1;
  for (guint i = 0; i < self->toolchains->len; i++)
    {
      PenToolchain *toolchain = self->toolchains->pdata[i];

      if (pen_toolchain_get_problem (toolchain) != NULL || pen_toolchain_query_recall (toolchain))
        continue;
      query->waiting++;
      pen_toolchain_query_async (toolchain, cancellable, on_asked, g_object_ref (task));
    }
  query->waiting--;
  if (query->waiting == 0)
    g_task_return_boolean (task, TRUE);
}

gboolean
pen_toolchain_list_query_finish (PenToolchainList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
