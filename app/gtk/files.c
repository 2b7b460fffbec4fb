/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program as its window has it: a list of files, and the file or folder that they came from. What
 * is saved and how is in files-save.c. */
#include "files.h"

#include <glib/gi18n.h>
#include <string.h>

#include "disk.h"
#include "files-private.h"

#define HELLO "/org/playpen/Playpen/examples/hello.rs"

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LOCATION,
  PROP_MODIFIED,
  PROP_HAS_ORIGIN,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void pen_files_list_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PenFiles,
                               pen_files,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, pen_files_list_init))

static gboolean
fail (GError **error, char *message)
{
  g_set_error_literal (error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT, message);
  g_free (message);
  return FALSE;
}

/* --- What follows from the files --- */

static PenSources *
make_names (PenFiles *self, PenFile *but)
{
  PenSources *names = pen_sources_new ();
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  for (guint i = 0; i < self->files->len; i++)
    if (self->files->pdata[i] != but)
      pen_sources_add (names, pen_file_get_name (self->files->pdata[i]), nothing, NULL);
  return names;
}

PenFile *
pen_files_get (PenFiles *self, const char *name)
{
  g_return_val_if_fail (PEN_IS_FILES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->files->len; i++)
    if (g_str_equal (pen_file_get_name (self->files->pdata[i]), name))
      return self->files->pdata[i];
  return NULL;
}

PenFile *
pen_files_get_root (PenFiles *self)
{
  g_autoptr (PenSources) names = NULL;
  const char *root;

  g_return_val_if_fail (PEN_IS_FILES (self), NULL);

  names = make_names (self, NULL);
  root = pen_sources_get_root (names);
  return root != NULL ? pen_files_get (self, root) : NULL;
}

static char *
make_title (PenFiles *self)
{
  PenFile *root = pen_files_get_root (self);
  g_autofree char *name = NULL;

  if (self->base != NULL && self->single && root != NULL)
    return g_path_get_basename (pen_file_get_name (root));
  if (self->base != NULL)
    {
      name = g_file_get_basename (self->base);
      return g_filename_display_name (name);
    }
  return g_strdup (self->copy_title != NULL ? self->copy_title : _ ("New Program"));
}

static GFile *
make_location (PenFiles *self)
{
  PenFile *root = pen_files_get_root (self);

  if (self->base == NULL || !self->single || root == NULL)
    return self->base != NULL ? g_object_ref (self->base) : NULL;
  return g_file_get_child (self->base, pen_file_get_name (root));
}

static gboolean
find_modified (PenFiles *self)
{
  for (guint i = 0; i < self->files->len; i++)
    if (pen_file_get_modified (self->files->pdata[i]))
      return TRUE;
  return self->removed->len > 0 || self->set_changed;
}

/* Title, location and modified follow from all else; each is notified when it is another one. */
void
pen_files_update (PenFiles *self)
{
  g_autofree char *title = make_title (self);
  g_autoptr (GFile) location = make_location (self);
  gboolean modified = find_modified (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (title, self->title) != 0)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&title);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if ((location == NULL) != (self->location == NULL) ||
      (location != NULL && !g_file_equal (location, self->location)))
    {
      g_set_object (&self->location, location);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCATION]);
    }
  if (modified != self->modified)
    {
      self->modified = modified;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
emit_changed (PenFiles *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- The list --- */

static int
compare_files (gconstpointer a, gconstpointer b, gpointer data)
{
  PenFile *one = *(PenFile *const *)a;
  PenFile *other = *(PenFile *const *)b;

  if (one == data || other == data)
    return one == data ? -1 : 1;
  return strcmp (pen_file_get_name (one), pen_file_get_name (other));
}

static guint
find_place (PenFiles *self, PenFile *file)
{
  guint place = GTK_INVALID_LIST_POSITION;

  return g_ptr_array_find (self->files, file, &place) ? place : GTK_INVALID_LIST_POSITION;
}

static void
connect_file (PenFiles *self, PenFile *file)
{
  g_signal_connect_swapped (file, "changed", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (file, "notify::modified", G_CALLBACK (pen_files_update), self);
}

/* @file: (transfer full) */
static void
insert_file (PenFiles *self, PenFile *file)
{
  PenFile *root;

  connect_file (self, file);
  g_ptr_array_add (self->files, file);
  root = pen_files_get_root (self);
  g_ptr_array_sort_with_data (self->files, compare_files, root);
  g_list_model_items_changed (G_LIST_MODEL (self), find_place (self, file), 0, 1);
}

/* Returns: (transfer full) */
static PenFile *
steal_file (PenFiles *self, PenFile *file)
{
  guint place = find_place (self, file);

  g_signal_handlers_disconnect_by_data (file, self);
  g_ptr_array_steal_index (self->files, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
  return file;
}

/* @files: (element-type PenFile): all that there is from now on. */
void
pen_files_replace_all (PenFiles *self, GPtrArray *files)
{
  guint n_before = self->files->len;

  for (guint i = 0; i < n_before; i++)
    g_signal_handlers_disconnect_by_data (self->files->pdata[i], self);
  g_ptr_array_set_size (self->files, 0);
  g_ptr_array_set_size (self->removed, 0);
  self->set_changed = FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      connect_file (self, files->pdata[i]);
      g_ptr_array_add (self->files, g_object_ref (files->pdata[i]));
    }
  g_ptr_array_sort_with_data (self->files, compare_files, pen_files_get_root (self));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->files->len);
  pen_files_update (self);
  emit_changed (self);
}

GPtrArray *
pen_files_make (const PenSources *sources)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];

      g_ptr_array_add (files, pen_file_new_from_bytes (source->name, source->bytes));
    }
  return files;
}

void
pen_files_set_base (PenFiles *self, GFile *base, gboolean single)
{
  g_set_object (&self->base, base);
  self->single = single;
}

void
pen_files_set_origin (PenFiles *self, const PenSources *sources, const char *title)
{
  g_clear_pointer (&self->origin, pen_sources_free);
  self->origin = sources != NULL ? pen_sources_copy (sources) : NULL;
  g_free (self->copy_title);
  self->copy_title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ORIGIN]);
}

void
pen_files_set_copy (PenFiles *self, const PenSources *sources, const char *title)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (sources != NULL);

  files = pen_files_make (sources);
  pen_files_set_base (self, NULL, /* single= */ files->len == 1);
  pen_files_set_origin (self, sources, title);
  pen_files_replace_all (self, files);
}

void
pen_files_set_new (PenFiles *self)
{
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (GBytes) hello = NULL;

  g_return_if_fail (PEN_IS_FILES (self));

  hello = g_resources_lookup_data (HELLO, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  pen_sources_add (sources, "src/main.rs", hello, NULL);
  pen_files_set_copy (self, sources, NULL);
  pen_files_set_origin (self, NULL, NULL);
}

GFile *
pen_files_get_base (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), NULL);

  return self->base;
}

const char *
pen_files_get_copy_title (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), NULL);

  return self->copy_title;
}

void
pen_files_take_origin (PenFiles *self, const PenSources *sources, const char *title)
{
  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (sources != NULL);

  pen_files_set_origin (self, sources, title);
  pen_files_update (self);
}

gboolean
pen_files_get_has_origin (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), FALSE);

  return self->origin != NULL;
}

void
pen_files_restore_origin (PenFiles *self)
{
  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (self->origin != NULL);

  for (guint i = 0; i < self->origin->files->len; i++)
    {
      const PenSource *source = self->origin->files->pdata[i];
      PenFile *file = pen_files_get (self, source->name);
      PenTextForm form;
      g_autofree char *text = pen_text_form_decode (source->bytes, &form);

      if (file == NULL)
        insert_file (self, pen_file_new_from_bytes (source->name, source->bytes));
      else if (text != NULL && pen_file_is_text (file))
        pen_file_set_text (file, text);
    }
  pen_files_update (self);
  emit_changed (self);
}

/* --- The set of files --- */

/* What somebody typed as a name of a file: Rust lies beside the root, data where the program looks
 * for it when it runs. */
static char *
complete_name (PenFiles *self, const char *typed)
{
  PenFile *root = pen_files_get_root (self);
  g_autofree char *trimmed = g_strstrip (g_strdup (typed));
  g_autofree char *last = g_path_get_basename (trimmed);
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  if (trimmed[0] == '\0')
    return g_strdup ("");
  name = g_strconcat (trimmed, strchr (last, '.') == NULL ? ".rs" : "", NULL);
  folder = root != NULL ? g_path_get_dirname (pen_file_get_name (root)) : g_strdup (".");
  if (strchr (name, '/') != NULL || g_str_equal (folder, ".") || g_str_equal (name, "build.rs") ||
      !pen_sources_is_rust (name))
    return g_steal_pointer (&name);
  return g_strconcat (folder, "/", name, NULL);
}

/* Whether @name can be a file's. @ret_location: (transfer full) (nullable): where it would be. */
static gboolean
check_free (PenFiles *self, PenFile *but, const char *name, GFile **ret_location, GError **error)
{
  g_autoptr (PenSources) names = make_names (self, but);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GFile) location = NULL;

  if (pen_files_get (self, name) != NULL)
    return fail (
        error,
        g_strdup_printf (_ ("The program has a file “%s” already. Choose another name."), name));
  if (!pen_sources_add (names, name, nothing, error))
    return FALSE;
  if (names->files->len > PEN_PROGRAM_MAX_FILES)
    return fail (
        error,
        g_strdup_printf (_ ("A program may have at most %d files."), PEN_PROGRAM_MAX_FILES));
  if (self->base != NULL)
    location = g_file_resolve_relative_path (self->base, name);
  if (location != NULL && g_file_query_exists (location, NULL))
    return fail (error,
                 g_strdup_printf (_ ("There is a file “%s” on the disk already. Choose another "
                                     "name, or open the folder to have all of its files here."),
                                  name));
  *ret_location = g_steal_pointer (&location);
  return TRUE;
}

PenFile *
pen_files_add (PenFiles *self, const char *name, GError **error)
{
  g_autofree char *full = NULL;
  g_autoptr (GFile) location = NULL;
  PenFile *file;

  g_return_val_if_fail (PEN_IS_FILES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  full = complete_name (self, name);
  if (!check_free (self, NULL, full, &location, error))
    return NULL;
  file = pen_file_new (full);
  pen_file_set_location (file, location, /* etag= */ NULL);
  self->set_changed = TRUE;
  insert_file (self, file);
  pen_files_update (self);
  emit_changed (self);
  return file;
}

/* Returns: (transfer full) (nullable) */
static PenFile *
steal_removed (PenFiles *self, const char *name)
{
  for (guint i = 0; i < self->removed->len; i++)
    if (g_str_equal (pen_file_get_name (self->removed->pdata[i]), name))
      return g_ptr_array_steal_index (self->removed, i);
  return NULL;
}

void
pen_files_put (PenFiles *self, const char *name, GBytes *bytes)
{
  g_autoptr (GFile) location = NULL;
  PenFile *file;

  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (pen_files_get (self, name) == NULL);

  file = steal_removed (self, name);
  if (file == NULL)
    {
      file = pen_file_new_from_bytes (name, bytes);
      if (self->base != NULL)
        location = g_file_resolve_relative_path (self->base, name);
      pen_file_set_location (file, location, /* etag= */ NULL);
      self->set_changed = TRUE;
    }
  else
    pen_file_set_bytes (file, bytes);
  insert_file (self, file);
  pen_files_update (self);
  emit_changed (self);
}

static gboolean
move_on_disk (PenFile *file, GFile *location, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFile) parent = g_file_get_parent (location);
  g_autofree char *etag = NULL;

  if (!g_file_query_exists (pen_file_get_location (file), NULL))
    return TRUE; /* it was never saved, or it is gone: the next save writes it there */
  g_file_make_directory_with_parents (parent, NULL, NULL);
  if (!g_file_move (pen_file_get_location (file),
                    location,
                    G_FILE_COPY_NOFOLLOW_SYMLINKS,
                    NULL,
                    NULL,
                    NULL,
                    &local_error))
    return fail (error,
                 /* Translators: a file name, then what the system says. */
                 g_strdup_printf (_ ("“%s” could not be renamed on the disk: %s."),
                                  pen_file_get_name (file),
                                  local_error->message));
  return TRUE;
}

gboolean
pen_files_rename (PenFiles *self, PenFile *file, const char *name, GError **error)
{
  g_autofree char *full = NULL;
  g_autoptr (GFile) location = NULL;

  g_return_val_if_fail (PEN_IS_FILES (self), FALSE);
  g_return_val_if_fail (find_place (self, file) != GTK_INVALID_LIST_POSITION, FALSE);

  full = complete_name (self, name);
  if (g_str_equal (full, pen_file_get_name (file)))
    return TRUE;
  if (!check_free (self, file, full, &location, error))
    return FALSE;
  if (pen_sources_is_rust (pen_file_get_name (file)) && !pen_sources_is_rust (full) &&
      pen_file_is_text (file) && pen_files_get_root (self) == file)
    return fail (error,
                 g_strdup_printf (_ ("The program begins in “%s”, so its name has to end in .rs."),
                                  pen_file_get_name (file)));
  if (location != NULL && !move_on_disk (file, location, error))
    return FALSE;
  if (!pen_file_set_name (file, full, error))
    return FALSE;
  if (location != NULL)
    pen_file_move (file, location);
  else
    self->set_changed = TRUE;
  g_ptr_array_sort_with_data (self->files, compare_files, pen_files_get_root (self));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, self->files->len, self->files->len);
  pen_files_update (self);
  emit_changed (self);
  return TRUE;
}

gboolean
pen_files_remove (PenFiles *self, PenFile *file, GError **error)
{
  g_autoptr (PenSources) rest = NULL;

  g_return_val_if_fail (PEN_IS_FILES (self), FALSE);
  g_return_val_if_fail (find_place (self, file) != GTK_INVALID_LIST_POSITION, FALSE);

  rest = make_names (self, file);
  if (pen_sources_get_root (rest) == NULL)
    return fail (error,
                 g_strdup_printf (_ ("“%s” is the only Rust file of this program, so it stays."),
                                  pen_file_get_name (file)));
  g_ptr_array_add (self->removed, steal_file (self, file));
  pen_files_update (self);
  emit_changed (self);
  return TRUE;
}

gboolean
pen_files_undo_remove (PenFiles *self)
{
  PenFile *file;

  g_return_val_if_fail (PEN_IS_FILES (self), FALSE);

  if (self->removed->len == 0)
    return FALSE;
  file = g_ptr_array_steal_index (self->removed, self->removed->len - 1);
  if (pen_files_get (self, pen_file_get_name (file)) != NULL)
    {
      g_ptr_array_add (self->removed, file); /* its name was taken meanwhile */
      return FALSE;
    }
  insert_file (self, file);
  pen_files_update (self);
  emit_changed (self);
  return TRUE;
}

PenProgram *
pen_files_dup_program (PenFiles *self)
{
  PenProgram *program;

  g_return_val_if_fail (PEN_IS_FILES (self), NULL);

  program = pen_program_new ();
  program->base = self->base != NULL ? g_file_get_path (self->base) : NULL;
  for (guint i = 0; i < self->files->len; i++)
    {
      g_autoptr (GBytes) bytes = pen_file_dup_bytes (self->files->pdata[i]);

      pen_sources_add (program->sources, pen_file_get_name (self->files->pdata[i]), bytes, NULL);
    }
  return program;
}

/* --- Properties and life --- */

const char *
pen_files_get_title (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), NULL);

  return self->title;
}

GFile *
pen_files_get_location (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), NULL);

  return self->location;
}

gboolean
pen_files_get_modified (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), FALSE);

  return self->modified;
}

static GType
get_item_type (GListModel *model)
{
  return PEN_TYPE_FILE;
}

static guint
get_n_items (GListModel *model)
{
  return PEN_FILES (model)->files->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PenFiles *self = PEN_FILES (model);

  return position < self->files->len ? g_object_ref (self->files->pdata[position]) : NULL;
}

static void
pen_files_list_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
pen_files_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenFiles *self = PEN_FILES (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_LOCATION:
      g_value_set_object (value, self->location);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, self->modified);
      break;
    case PROP_HAS_ORIGIN:
      g_value_set_boolean (value, self->origin != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_files_dispose (GObject *object)
{
  PenFiles *self = PEN_FILES (object);

  for (guint i = 0; i < self->files->len; i++)
    g_signal_handlers_disconnect_by_data (self->files->pdata[i], self);
  G_OBJECT_CLASS (pen_files_parent_class)->dispose (object);
}

static void
pen_files_finalize (GObject *object)
{
  PenFiles *self = PEN_FILES (object);

  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->removed);
  g_clear_object (&self->base);
  g_clear_object (&self->location);
  g_clear_pointer (&self->origin, pen_sources_free);
  g_free (self->title);
  g_free (self->copy_title);
  G_OBJECT_CLASS (pen_files_parent_class)->finalize (object);
}

static void
pen_files_class_init (PenFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = pen_files_get_property;
  object_class->dispose = pen_files_dispose;
  object_class->finalize = pen_files_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_LOCATION] = g_param_spec_object ("location", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_ORIGIN] = g_param_spec_boolean ("has-origin", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed",
                                   PEN_TYPE_FILES,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
pen_files_init (PenFiles *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
}

PenFiles *
pen_files_new (void)
{
  PenFiles *self = g_object_new (PEN_TYPE_FILES, NULL);

  pen_files_set_new (self);
  return self;
}
