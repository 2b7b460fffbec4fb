/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One build of a standard library for everybody who needs it: it takes a minute and a whole core,
 * and two windows may ask for the same. */
#include "target-build.h"

#include <glib/gi18n.h>

struct _PenTargetBuild
{
  GObject parent_instance;

  PenTargetStd *std; /* (nullable): being built */
  char *wanted;      /* (nullable): what that is: a compiler's key and a target */
  GPtrArray *tasks;  /* (element-type GTask): who waits for it */
};

G_DEFINE_FINAL_TYPE (PenTargetBuild, pen_target_build, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_target_build_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PROGRESS)
    g_value_set_string (value, pen_target_build_get_progress (PEN_TARGET_BUILD (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Whoever waits holds a reference, so that nothing is being built here. */
static void
pen_target_build_finalize (GObject *object)
{
  PenTargetBuild *self = PEN_TARGET_BUILD (object);

  g_clear_object (&self->std);
  g_free (self->wanted);
  g_ptr_array_unref (self->tasks);
  G_OBJECT_CLASS (pen_target_build_parent_class)->finalize (object);
}

static void
pen_target_build_class_init (PenTargetBuildClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_target_build_get_property;
  object_class->finalize = pen_target_build_finalize;
  properties[PROP_PROGRESS] =
      g_param_spec_string ("progress",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_target_build_init (PenTargetBuild *self)
{
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

PenTargetBuild *
pen_target_build_new (void)
{
  return g_object_new (PEN_TYPE_TARGET_BUILD, NULL);
}

const char *
pen_target_build_get_progress (PenTargetBuild *self)
{
  g_return_val_if_fail (PEN_IS_TARGET_BUILD (self), NULL);

  return self->std != NULL ? pen_target_std_get_progress (self->std) : NULL;
}

static void
on_progress (PenTargetStd *std, GParamSpec *pspec, PenTargetBuild *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
on_built (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenTargetBuild) self = data;
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->tasks);
  g_autoptr (GError) error = NULL;
  gboolean ok = pen_target_std_build_finish (PEN_TARGET_STD (source), result, &error);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_object (&self->std);
  g_clear_pointer (&self->wanted, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  for (guint i = 0; i < tasks->len; i++)
    if (ok)
      g_task_return_boolean (tasks->pdata[i], TRUE);
    else
      g_task_return_error (tasks->pdata[i], g_error_copy (error));
}

void
pen_target_build_async (PenTargetBuild *self,
                        PenToolchain *toolchain,
                        const char *target,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *key = pen_toolchain_get_key (toolchain);
  g_autofree char *wanted = g_strconcat (key, "\n", target, NULL);
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PEN_IS_TARGET_BUILD (self));

  task = g_task_new (self, /* cancellable= */ NULL, callback, user_data);
  g_task_set_source_tag (task, pen_target_build_async);
  if (self->std != NULL && !g_str_equal (wanted, self->wanted))
    {
      g_task_return_new_error (task,
                               G_IO_ERROR,
                               G_IO_ERROR_BUSY,
                               "%s",
                               _ ("The standard library of another Rust is being built. Try again "
                                  "when that is done; it takes about a minute."));
      return;
    }
  g_ptr_array_add (self->tasks, g_steal_pointer (&task));
  if (self->std != NULL)
    return;
  self->std = pen_target_std_new (toolchain, target);
  self->wanted = g_steal_pointer (&wanted);
  g_signal_connect_object (self->std, "notify::progress", G_CALLBACK (on_progress), self, 0);
  pen_target_std_build_async (self->std, cancellable, on_built, g_object_ref (self));
}

gboolean
pen_target_build_finish (PenTargetBuild *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
