/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What this machine can do, kept up to date while somebody works: the one place where the views ask
 * for jobs. */
#include "machine.h"

#include <glib/gi18n.h>
#include <string.h>

#include "target-build.h"
#include "toolchain-finder.h"

struct _PenMachine
{
  GObject parent_instance;

  gboolean quiet;
  PenToolchainFinder *finder;

  PenProbe *probe; /* (nullable) */
  gboolean probing;
  GPtrArray *probers; /* (element-type GTask) */

  PenCgroup *cgroup; /* (nullable) */
  gboolean cgroup_known;
  GPtrArray *jobs; /* (element-type PenJob): not owned: they wait for it */

  PenTargetBuild *build;

  gboolean can_run;
  char *problem;
};

G_DEFINE_FINAL_TYPE (PenMachine, pen_machine, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_READY,
  PROP_BUSY,
  PROP_TOOLCHAINS,
  PROP_CAN_RUN,
  PROP_PROBLEM,
  PROP_PROBE,
  PROP_TARGET_STD_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_machine_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenMachine *self = PEN_MACHINE (object);

  switch (id)
    {
    case PROP_READY:
      g_value_set_boolean (value, pen_machine_get_ready (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, pen_machine_get_busy (self));
      break;
    case PROP_TOOLCHAINS:
      g_value_set_object (value, pen_machine_get_toolchains (self));
      break;
    case PROP_CAN_RUN:
      g_value_set_boolean (value, self->can_run);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_PROBE:
      g_value_set_pointer (value, (gpointer)pen_machine_get_probe (self));
      break;
    case PROP_TARGET_STD_PROGRESS:
      g_value_set_string (value, pen_machine_get_target_std_progress (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
notify (PenMachine *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
forget_job (gpointer data, GObject *job)
{
  g_ptr_array_remove_fast (((PenMachine *)data)->jobs, job);
}

static void
pen_machine_dispose (GObject *object)
{
  PenMachine *self = PEN_MACHINE (object);

  for (guint i = 0; i < self->jobs->len; i++)
    g_object_weak_unref (self->jobs->pdata[i], forget_job, self);
  g_ptr_array_set_size (self->jobs, 0);
  g_clear_object (&self->finder);
  g_clear_object (&self->build);
  g_clear_pointer (&self->cgroup, pen_cgroup_unref);
  G_OBJECT_CLASS (pen_machine_parent_class)->dispose (object);
}

static void
pen_machine_finalize (GObject *object)
{
  PenMachine *self = PEN_MACHINE (object);

  g_ptr_array_unref (self->probers);
  g_ptr_array_unref (self->jobs);
  g_clear_pointer (&self->probe, pen_probe_free);
  g_free (self->problem);
  G_OBJECT_CLASS (pen_machine_parent_class)->finalize (object);
}

static void
pen_machine_class_init (PenMachineClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_machine_get_property;
  object_class->dispose = pen_machine_dispose;
  object_class->finalize = pen_machine_finalize;
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_TOOLCHAINS] =
      g_param_spec_object ("toolchains", NULL, NULL, PEN_TYPE_TOOLCHAIN_LIST, flags);
  properties[PROP_CAN_RUN] = g_param_spec_boolean ("can-run", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_PROBE] = g_param_spec_pointer ("probe", NULL, NULL, flags);
  properties[PROP_TARGET_STD_PROGRESS] =
      g_param_spec_string ("target-std-progress", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
on_progress (PenTargetBuild *build, GParamSpec *pspec, PenMachine *self)
{
  notify (self, PROP_TARGET_STD_PROGRESS);
}

static void
pen_machine_init (PenMachine *self)
{
  self->probers = g_ptr_array_new_with_free_func (g_object_unref);
  self->jobs = g_ptr_array_new ();
  self->build = pen_target_build_new ();
  g_signal_connect_object (self->build, "notify::progress", G_CALLBACK (on_progress), self, 0);
}

static void begin_probe (PenMachine *self);

/* --- What is in the way --- */

static char *
explain_problem (PenMachine *self)
{
  const PenProbe *probe = self->probe;
  const GError *fault = pen_toolchain_finder_get_error (self->finder);
  g_autoptr (PenToolchain) toolchain = NULL;
  g_autoptr (GError) error = NULL;

  if (probe != NULL && probe->verdict != PEN_PROBE_OK)
    {
      /* Some sentences say already what to do. */
      gboolean told = probe->remedy == NULL || strstr (probe->sentence, probe->remedy) != NULL;

      return told ? g_strdup (probe->sentence)
                  : g_strjoin (" ", probe->sentence, probe->remedy, NULL);
    }
  if (!pen_machine_get_ready (self))
    return NULL;
  if (fault != NULL)
    return g_strdup (fault->message);
  toolchain = pen_toolchain_list_choose (pen_machine_get_toolchains (self), NULL, &error);
  return toolchain == NULL ? g_strdup (error->message) : NULL;
}

static void
update_problem (PenMachine *self)
{
  g_autofree char *problem = explain_problem (self);
  gboolean can_run = pen_machine_get_ready (self) && problem == NULL;
  gboolean changed = g_strcmp0 (problem, self->problem) != 0;

  g_free (self->problem);
  self->problem = g_steal_pointer (&problem);
  if (changed)
    notify (self, PROP_PROBLEM);
  if (can_run != self->can_run)
    {
      self->can_run = can_run;
      notify (self, PROP_CAN_RUN);
    }
}

static void
take_probe (PenMachine *self, PenProbe *probe)
{
  g_clear_pointer (&self->probe, pen_probe_free);
  self->probe = probe;
  notify (self, PROP_PROBE);
  update_problem (self);
}

/* What costs nothing to know; it never hides what a full probe has found, unless it is worse. */
static void
check_jails (PenMachine *self)
{
  g_autoptr (PenProbe) probe = pen_probe_check ();

  if (self->probe == NULL || !self->probe->full || probe->verdict != PEN_PROBE_OK)
    take_probe (self, g_steal_pointer (&probe));
}

/* --- Toolchains --- */

static void
on_toolchains (PenToolchainFinder *finder, GParamSpec *pspec, PenMachine *self)
{
  notify (self, PROP_TOOLCHAINS);
}

static void
on_answered (PenToolchainFinder *finder, PenMachine *self)
{
  update_problem (self);
}

static void
on_ready (PenToolchainFinder *finder, GParamSpec *pspec, PenMachine *self)
{
  notify (self, PROP_READY);
}

static void
on_busy (PenToolchainFinder *finder, GParamSpec *pspec, PenMachine *self)
{
  if (pen_machine_get_busy (self) && !self->quiet)
    check_jails (self);
  notify (self, PROP_BUSY);
}

void
pen_machine_refresh (PenMachine *self)
{
  g_return_if_fail (PEN_IS_MACHINE (self));

  pen_toolchain_finder_refresh (self->finder);
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (pen_toolchain_finder_refresh_finish (PEN_TOOLCHAIN_FINDER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pen_machine_refresh_async (PenMachine *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PEN_IS_MACHINE (self));

  task = g_task_new (self, /* cancellable= */ NULL, callback, user_data);
  g_task_set_source_tag (task, pen_machine_refresh_async);
  pen_toolchain_finder_refresh_async (self->finder, on_refreshed, task);
}

gboolean
pen_machine_refresh_finish (PenMachine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
check_usable (PenMachine *self, GError **error)
{
  const GError *fault = pen_toolchain_finder_get_error (self->finder);

  if (self->probe != NULL && self->probe->verdict != PEN_PROBE_OK)
    {
      g_autofree char *problem = explain_problem (self);

      g_set_error_literal (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_CANNOT_JAIL, problem);
      return FALSE;
    }
  if (!pen_machine_get_ready (self))
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_BUSY,
                           _ ("Playpen is still meeting the Rust toolchains of this machine. Try "
                              "again in a moment."));
      return FALSE;
    }
  if (fault != NULL)
    {
      g_propagate_error (error, g_error_copy (fault));
      return FALSE;
    }
  return TRUE;
}

PenToolchain *
pen_machine_dup_toolchain (PenMachine *self, const char *channel, GError **error)
{
  g_autoptr (PenToolchain) toolchain = NULL;

  g_return_val_if_fail (PEN_IS_MACHINE (self), NULL);

  if (!check_usable (self, error))
    return NULL;
  toolchain = pen_toolchain_list_choose (pen_machine_get_toolchains (self), channel, error);
  if (toolchain == NULL ||
      g_file_test (pen_toolchain_get_rustc (toolchain), G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&toolchain);
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_MISSING,
               _ ("Rust %s (%s) is no longer in %s. Playpen is looking for another one; try again "
                  "in a moment. If it was on a drive that is not plugged in, plug it in."),
               pen_toolchain_get_version (toolchain),
               pen_toolchain_get_name (toolchain),
               pen_toolchain_get_root (toolchain));
  pen_machine_refresh (self);
  return NULL;
}

/* --- Jails --- */

static void
on_cgroup (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenMachine) self = data;
  g_autoptr (GError) error = NULL;

  self->cgroup = pen_cgroup_open_finish (result, &error);
  self->cgroup_known = TRUE;
  if (self->cgroup == NULL)
    g_debug ("no memory cgroup: %s", error != NULL ? error->message : "unknown");
  while (self->jobs->len > 0)
    {
      PenJob *job = g_ptr_array_steal_index (self->jobs, self->jobs->len - 1);

      g_object_weak_unref (G_OBJECT (job), forget_job, self);
      pen_job_set_cgroup (job, self->cgroup);
    }
  begin_probe (self);
}

/* Tells @job of the control group, now or when it is known. */
static void
set_cgroup (PenMachine *self, PenJob *job)
{
  if (self->cgroup_known)
    {
      pen_job_set_cgroup (job, self->cgroup);
      return;
    }
  pen_job_await_cgroup (job);
  g_ptr_array_add (self->jobs, job);
  g_object_weak_ref (G_OBJECT (job), forget_job, self);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenMachine) self = data;
  g_autoptr (GPtrArray) probers = g_steal_pointer (&self->probers);

  self->probers = g_ptr_array_new_with_free_func (g_object_unref);
  self->probing = FALSE;
  take_probe (self, pen_probe_run_finish (result));
  for (guint i = 0; i < probers->len; i++)
    g_task_return_boolean (probers->pdata[i], TRUE);
}

static void
begin_probe (PenMachine *self)
{
  if (self->probers->len == 0 || self->probing || !self->cgroup_known)
    return;
  self->probing = TRUE;
  pen_probe_run_async (self->cgroup, on_probed, g_object_ref (self));
}

void
pen_machine_probe_async (PenMachine *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PEN_IS_MACHINE (self));

  task = g_task_new (self, /* cancellable= */ NULL, callback, user_data);
  g_task_set_source_tag (task, pen_machine_probe_async);
  g_ptr_array_add (self->probers, task);
  begin_probe (self);
}

const PenProbe *
pen_machine_probe_finish (PenMachine *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return self->probe;
}

const PenProbe *
pen_machine_get_probe (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), NULL);

  if (self->probe == NULL)
    self->probe = pen_probe_check ();
  return self->probe;
}

/* --- Jobs --- */

/* A jail that could not be made may be for a toolchain that has gone. */
static void
on_job_ended (PenJob *job, GParamSpec *pspec, PenMachine *self)
{
  if (!self->quiet && pen_job_get_verdict (job)->ending.cause == PEN_CAUSE_SETUP)
    pen_machine_refresh (self);
}

PenJob *
pen_machine_new_job (PenMachine *self, const PenProgram *program, PenAction action, GError **error)
{
  g_autoptr (PenToolchain) toolchain = NULL;
  PenRecipe *recipe;
  PenJob *job;

  g_return_val_if_fail (PEN_IS_MACHINE (self), NULL);
  g_return_val_if_fail (program != NULL, NULL);

  toolchain = pen_machine_dup_toolchain (self, program->channel, error);
  if (toolchain == NULL)
    return NULL;
  recipe = pen_recipe_new (toolchain,
                           action != PEN_ACTION_EXPLAIN ? program->sources : NULL,
                           action,
                           program->options,
                           error);
  if (recipe == NULL)
    return NULL;
  for (guint i = 0; i < program->notes->len; i++)
    g_ptr_array_insert (recipe->notes, (int)i, g_strdup (program->notes->pdata[i]));
  job = pen_job_new (recipe);
  set_cgroup (self, job);
  g_signal_connect_object (job, "notify::ended", G_CALLBACK (on_job_ended), self, 0);
  return job;
}

/* --- Another target's standard library --- */

gboolean
pen_machine_needs_target_std (PenMachine *self, PenToolchain *toolchain, PenAction action)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), FALSE);

  return action == PEN_ACTION_WASM && pen_target_std_can_build (toolchain, PEN_TARGET_WASM);
}

static void
on_built (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (pen_target_build_finish (PEN_TARGET_BUILD (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pen_machine_build_target_std_async (PenMachine *self,
                                    PenToolchain *toolchain,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PEN_IS_MACHINE (self));
  g_return_if_fail (PEN_IS_TOOLCHAIN (toolchain));

  task = g_task_new (self, /* cancellable= */ NULL, callback, user_data);
  g_task_set_source_tag (task, pen_machine_build_target_std_async);
  pen_target_build_async (self->build, toolchain, PEN_TARGET_WASM, cancellable, on_built, task);
}

gboolean
pen_machine_build_target_std_finish (PenMachine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
pen_machine_get_target_std_progress (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), NULL);

  return pen_target_build_get_progress (self->build);
}

/* --- Public --- */

static PenMachine *
new_open (const char *const *places, gboolean quiet)
{
  PenMachine *self = g_object_new (PEN_TYPE_MACHINE, NULL);

  self->quiet = quiet;
  self->finder = pen_toolchain_finder_new (places, !quiet);
  g_signal_connect_object (self->finder, "notify::toolchains", G_CALLBACK (on_toolchains), self, 0);
  g_signal_connect_object (self->finder, "answered", G_CALLBACK (on_answered), self, 0);
  g_signal_connect_object (self->finder, "notify::ready", G_CALLBACK (on_ready), self, 0);
  g_signal_connect_object (self->finder, "notify::busy", G_CALLBACK (on_busy), self, 0);
  pen_cgroup_open_async (/* root= */ NULL, /* address= */ NULL, on_cgroup, g_object_ref (self));
  if (!quiet)
    pen_machine_refresh (self);
  return self;
}

PenMachine *
pen_machine_new (void)
{
  return new_open (/* places= */ NULL, /* quiet= */ FALSE);
}

PenMachine *
pen_machine_new_quiet (void)
{
  return new_open (/* places= */ NULL, /* quiet= */ TRUE);
}

PenMachine *
pen_machine_new_in (const char *usr, const char *home, const char *opt)
{
  const char *const places[] = {usr, home, opt};

  return new_open (places, /* quiet= */ FALSE);
}

gboolean
pen_machine_get_ready (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), FALSE);

  return pen_toolchain_finder_get_ready (self->finder);
}

gboolean
pen_machine_get_busy (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), FALSE);

  return pen_toolchain_finder_get_busy (self->finder);
}

gboolean
pen_machine_get_can_run (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), FALSE);

  return self->can_run;
}

const char *
pen_machine_get_problem (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), NULL);

  return self->problem;
}

PenToolchainList *
pen_machine_get_toolchains (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), NULL);

  return pen_toolchain_finder_get_toolchains (self->finder);
}
