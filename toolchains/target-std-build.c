/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Builds the standard library of a target whose toolchain does not bring it: by cargo, once, from
 * the library's own sources, in a jail and without a network. It is kept for this very compiler. */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "target-std-private.h"
#include "toolchain-error.h"

#define CRATE "std_wanted" /* the crate that is only there to want a standard library */
#define LINE_LENGTH_MAX 4096

struct _PenTargetStd
{
  GObject parent_instance;

  PenToolchain *toolchain;
  char *target;
  char *progress;
};

G_DEFINE_FINAL_TYPE (PenTargetStd, pen_target_std, G_TYPE_OBJECT)

#define PROP_PROGRESS 1

static void
pen_target_std_finalize (GObject *object)
{
  PenTargetStd *self = PEN_TARGET_STD (object);

  g_object_unref (self->toolchain);
  g_free (self->target);
  g_free (self->progress);
  G_OBJECT_CLASS (pen_target_std_parent_class)->finalize (object);
}

static void
pen_target_std_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PROGRESS)
    g_value_set_string (value, PEN_TARGET_STD (object)->progress);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_target_std_class_init (PenTargetStdClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pen_target_std_finalize;
  object_class->get_property = pen_target_std_get_property;
  g_object_class_install_property (
      object_class,
      PROP_PROGRESS,
      g_param_spec_string ("progress",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
}

static void
pen_target_std_init (PenTargetStd *self)
{
}

PenTargetStd *
pen_target_std_new (PenToolchain *toolchain, const char *target)
{
  PenTargetStd *self = g_object_new (PEN_TYPE_TARGET_STD, NULL);

  self->toolchain = g_object_ref (toolchain);
  self->target = g_strdup (target);
  return self;
}

const char *
pen_target_std_get_progress (PenTargetStd *self)
{
  return self->progress;
}

/* --- Building */

typedef struct
{
  PenJail *jail;
  GSource *cancel;
  GString *line;    /* of what cargo says */
  char *problem;    /* (nullable): its last line that names an error */
  GPtrArray *names; /* (element-type utf8) */
  GPtrArray *files; /* (element-type GBytes): for each name */
  char *directory;  /* where they will lie */
} Build;

static void
build_free (gpointer data)
{
  Build *build = data;

  if (build->cancel != NULL)
    g_source_destroy (build->cancel);
  g_clear_pointer (&build->cancel, g_source_unref);
  g_clear_object (&build->jail);
  g_string_free (build->line, TRUE);
  g_free (build->problem);
  g_ptr_array_unref (build->names);
  g_ptr_array_unref (build->files);
  g_free (build->directory);
  g_free (build);
}

/* "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER" */
static void
set_target_env (PenCommand *command, const char *target, const char *what, const char *value)
{
  g_autofree char *upper = g_ascii_strup (target, -1);
  g_autofree char *name = NULL;

  g_strdelimit (upper, "-.", '_');
  name = g_strconcat ("CARGO_TARGET_", upper, "_", what, NULL);
  pen_command_set_env (command, name, value);
}

static void
add_text (PenCommand *command, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pen_command_add_file (command, path, 0444, bytes);
}

static void
add_project (PenTargetStd *self, PenCommand *command)
{
  g_autofree char *vendor =
      pen_toolchain_get_jail_path (self->toolchain, PEN_LIBRARY_SOURCE "/vendor");
  g_autofree char *config = g_strdup_printf ("[source.crates-io]\nreplace-with = 'vendored'\n"
                                             "[source.vendored]\ndirectory = '%s'\n",
                                             vendor);

  add_text (command,
            "/job/Cargo.toml",
            "[package]\nname = '" CRATE "'\nversion = '0.0.0'\nedition = '2021'\n");
  add_text (command, "/job/src/lib.rs", "#![no_std]\n");
  add_text (command, "/tmp/cargo/config.toml", config);
}

static PenCommand *
make_command (PenTargetStd *self)
{
  PenCommand *command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autofree char *cargo = pen_toolchain_get_program (self->toolchain, "cargo");
  g_autofree char *linker = NULL;
  g_autofree char *output = g_build_filename ("/tmp/target", self->target, "release", "deps", NULL);

  pen_toolchain_add_to_command (self->toolchain, command);
  add_project (self, command);
  pen_command_add_args (command,
                        cargo,
                        "build",
                        "--release",
                        "--offline",
                        "-Zbuild-std=std,panic_abort",
                        "--target",
                        self->target,
                        NULL);
  pen_command_set_env (command, "CARGO_HOME", "/tmp/cargo");
  pen_command_set_env (command, "CARGO_TARGET_DIR", "/tmp/target");
  pen_command_set_env (command, "CARGO_INCREMENTAL", "0");
  pen_command_set_env (command, "CARGO_TERM_PROGRESS_WHEN", "never");
  /* To build the standard library is for nightlies only; the bootstrap switch lets a stable one. */
  pen_command_set_env (command, "RUSTC_BOOTSTRAP", "1");
  /* Cargo leaves LLVM's bitcode out, which link-time optimization then misses. */
  set_target_env (command, self->target, "RUSTFLAGS", "-Cembed-bitcode=yes");
  if (pen_target_std_find_linker (self->toolchain, self->target, &linker) && linker != NULL)
    set_target_env (command, self->target, "LINKER", linker);
  pen_command_add_output_directory (command, output);
  return command;
}

static void
take_line (PenTargetStd *self, Build *build)
{
  g_autofree char *line = g_utf8_make_valid (build->line->str, (gssize)build->line->len);
  g_auto (GStrv) words = NULL;

  g_strstrip (line);
  if (g_str_has_prefix (line, "error"))
    {
      g_free (build->problem);
      build->problem = g_strdup (line);
    }
  words = g_strsplit (line, " ", 3);
  if (g_strcmp0 (words[0], "Compiling") != 0 || words[1] == NULL)
    return;
  g_free (self->progress);
  /* Translators: first a target such as wasm32-unknown-unknown, then a part such as core */
  self->progress = g_strdup_printf (_ ("Building the standard library for %s, once: %s"),
                                    self->target,
                                    words[1]);
  g_object_notify (G_OBJECT (self), "progress");
}

static void
take_output (PenTargetStd *self, Build *build, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    if (data[i] == '\n')
      {
        take_line (self, build);
        g_string_truncate (build->line, 0);
      }
    else if (build->line->len < LINE_LENGTH_MAX)
      g_string_append_c (build->line, data[i]);
}

/* What cargo leaves beside the libraries is not wanted, nor is the crate that wanted them. */
static void
take_file (Build *build, const char *path, GBytes *bytes)
{
  g_autofree char *name = g_path_get_basename (path);

  if (!g_str_has_suffix (name, ".rlib") || g_str_has_prefix (name, "lib" CRATE "-"))
    return;
  g_ptr_array_add (build->names, g_steal_pointer (&name));
  g_ptr_array_add (build->files, g_bytes_ref (bytes));
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, entry, NULL);

      if (g_unlink (child) != 0)
        g_debug ("cannot remove %s", child);
    }
  if (g_rmdir (path) != 0)
    g_debug ("cannot remove %s", path);
}

/* Half-written directories of a Playpen that was killed while it wrote, which takes a second. */
static void
remove_stale (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, entry, NULL);
      struct stat st;

      if (entry[0] == '.' && lstat (path, &st) == 0 && S_ISDIR (st.st_mode) &&
          st.st_mtime + 3600 < now)
        remove_directory (path);
    }
}

static gboolean
write_file (const char *directory, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents_full (path,
                                   data,
                                   (gssize)size,
                                   G_FILE_SET_CONTENTS_CONSISTENT,
                                   0644,
                                   error) &&
         g_chmod (path, 0644) == 0; /* whatever the umask: the jail's account must read it */
}

static gboolean
write_all (const Build *build, const char *directory, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < build->names->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !write_file (directory, build->names->pdata[i], build->files->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Beside its place first, so that what is there is always whole. */
static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Build *build = data;
  g_autofree char *parent = g_path_get_dirname (build->directory);
  g_autofree char *temporary = g_build_filename (parent, ".new-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (parent, 0755) != 0 || g_chmod (parent, 0755) != 0 ||
      g_mkdtemp_full (temporary, 0755) == NULL || g_chmod (temporary, 0755) != 0)
    {
      g_task_return_new_error (task,
                               G_IO_ERROR,
                               G_IO_ERROR_FAILED,
                               _ ("Playpen cannot write into %s."),
                               parent);
      return;
    }
  remove_stale (parent);
  if (!write_all (build, temporary, cancellable, &error))
    {
      remove_directory (temporary);
      if (error != NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_new_error (task,
                                 G_IO_ERROR,
                                 G_IO_ERROR_FAILED,
                                 _ ("Playpen cannot write into %s."),
                                 parent);
      return;
    }
  /* Another Playpen may have been faster; what it built is as good. */
  if (g_rename (temporary, build->directory) != 0)
    remove_directory (temporary);
  if (g_file_test (build->directory, G_FILE_TEST_IS_DIR))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_FAILED,
                             _ ("Playpen cannot write into %s."),
                             parent);
}

static gboolean
has_std (const Build *build)
{
  for (guint i = 0; i < build->names->len; i++)
    if (g_str_has_prefix (build->names->pdata[i], "libstd-"))
      return TRUE;
  return FALSE;
}

static void
finish_build (GTask *task, const PenEnding *ending)
{
  PenTargetStd *self = g_task_get_source_object (task);
  Build *build = g_task_get_task_data (task);

  if (ending->cause == PEN_CAUSE_SETUP)
    g_task_return_new_error (task,
                             PEN_SANDBOX_ERROR,
                             PEN_SANDBOX_ERROR_SETUP,
                             "%s",
                             ending->message);
  else if (ending->cause == PEN_CAUSE_EXITED && ending->status == 0 && has_std (build))
    g_task_run_in_thread (task, write_in_thread);
  else
    g_task_return_new_error (
        task,
        PEN_TOOLCHAIN_ERROR,
        PEN_TOOLCHAIN_ERROR_MISSING,
        /* Translators: first a target such as wasm32-unknown-unknown, then what cargo says */
        _ ("The standard library for %s could not be built: %s"),
        self->target,
        build->problem != NULL ? build->problem
                               : _ ("it needed more time or memory than it is allowed."));
}

static void
on_event (PenJail *jail, PenEvent *event, gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Build *build = g_task_get_task_data (task);

  switch (event->kind)
    {
    case PEN_EVENT_OUTPUT:
      take_output (g_task_get_source_object (task), build, event->bytes);
      break;
    case PEN_EVENT_FILE:
      take_file (build, event->name, event->bytes);
      break;
    case PEN_EVENT_ENDED:
      g_source_destroy (build->cancel);
      g_signal_handlers_disconnect_by_data (jail, data);
      finish_build (task, &event->ending);
      break;
    case PEN_EVENT_STARTED:
    default:
      break;
    }
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
  pen_jail_stop (data);
  return G_SOURCE_REMOVE;
}

void
pen_target_std_build_async (PenTargetStd *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (PenCommand) command = make_command (self);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_STD);
  g_autoptr (GError) error = NULL;
  Build *build = g_new0 (Build, 1);

  g_task_set_source_tag (task, pen_target_std_build_async);
  g_task_set_task_data (task, build, build_free);
  build->line = g_string_new (NULL);
  build->names = g_ptr_array_new_with_free_func (g_free);
  build->files = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  build->directory = pen_target_std_get_store_path (self->toolchain, self->target);
  build->jail = pen_jail_new (command, &limits);
  build->cancel = g_cancellable_source_new (cancellable);
  if (!pen_jail_prepare (build->jail, &error) || !pen_jail_start (build->jail, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_source_set_callback (build->cancel,
                         (GSourceFunc)(void (*) (void))on_cancelled,
                         g_object_ref (build->jail),
                         g_object_unref);
  g_source_attach (build->cancel, g_task_get_context (task));
  g_signal_connect_data (build->jail,
                         "event",
                         G_CALLBACK (on_event),
                         g_object_ref (task),
                         (GClosureNotify)(void (*) (void))g_object_unref,
                         0);
}

gboolean
pen_target_std_build_finish (PenTargetStd *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
