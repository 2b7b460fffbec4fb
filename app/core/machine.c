/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What this machine can do, kept up to date while somebody works: the one place where the views ask
 * for jobs. */
#include "machine.h"

#include <glib/gi18n.h>
#include <string.h>

#include "target-build.h"

/* What was found while it was being installed may not work yet: asked again so often. */
#define RETRY_S 5
#define RETRY_MAX 12

struct _PenMachine
{
  GObject parent_instance;

  gboolean quiet;
  char *places[3]; /* (nullable): in the place of /usr, the home and /opt */

  PenToolchainList *toolchains; /* (nullable) */
  PenToolchainList *asking;     /* (nullable): the list that is being asked */
  PenToolchainWatch *watch;     /* (nullable) */
  GCancellable *cancellable;    /* of what is being asked */
  GPtrArray *callers;           /* (element-type GTask): whom the answer is for */
  GPtrArray *later;             /* (element-type GTask): who came too late for it */
  gboolean again;               /* somebody wants it asked again */
  GError *error;                /* (nullable): why nothing could be asked */
  guint retry;
  guint n_retries;

  PenProbe *probe; /* (nullable) */
  gboolean probing;
  GPtrArray *probers; /* (element-type GTask) */

  PenCgroup *cgroup; /* (nullable) */
  gboolean cgroup_known;
  GPtrArray *jobs; /* (element-type PenJob): not owned: they wait for it */

  PenTargetBuild *build;

  gboolean ready;
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
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, pen_machine_get_busy (self));
      break;
    case PROP_TOOLCHAINS:
      g_value_set_object (value, self->toolchains);
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
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->watch);
  g_clear_object (&self->asking);
  g_clear_object (&self->toolchains);
  g_clear_object (&self->build);
  g_clear_pointer (&self->cgroup, pen_cgroup_unref);
  G_OBJECT_CLASS (pen_machine_parent_class)->dispose (object);
}

static void
pen_machine_finalize (GObject *object)
{
  PenMachine *self = PEN_MACHINE (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->places); i++)
    g_free (self->places[i]);
  g_ptr_array_unref (self->callers);
  g_ptr_array_unref (self->later);
  g_ptr_array_unref (self->probers);
  g_ptr_array_unref (self->jobs);
  g_clear_error (&self->error);
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
  self->callers = g_ptr_array_new_with_free_func (g_object_unref);
  self->later = g_ptr_array_new_with_free_func (g_object_unref);
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
  g_autoptr (PenToolchain) toolchain = NULL;
  g_autoptr (GError) error = NULL;

  if (probe != NULL && probe->verdict != PEN_PROBE_OK)
    {
      /* Some sentences say already what to do. */
      gboolean told = probe->remedy == NULL || strstr (probe->sentence, probe->remedy) != NULL;

      return told ? g_strdup (probe->sentence)
                  : g_strjoin (" ", probe->sentence, probe->remedy, NULL);
    }
  if (!self->ready)
    return NULL;
  if (self->error != NULL)
    return g_strdup (self->error->message);
  toolchain = pen_toolchain_list_choose (self->toolchains, NULL, &error);
  return toolchain == NULL ? g_strdup (error->message) : NULL;
}

static void
update_problem (PenMachine *self)
{
  g_autofree char *problem = explain_problem (self);
  gboolean can_run = self->ready && problem == NULL;
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

static gboolean
is_same_toolchain (PenToolchain *a, PenToolchain *b)
{
  g_autofree char *key_a = pen_toolchain_get_key (a);
  g_autofree char *key_b = pen_toolchain_get_key (b);

  for (guint i = 0; i < PEN_N_COMPONENTS; i++)
    if (pen_toolchain_has (a, i) != pen_toolchain_has (b, i))
      return FALSE;
  return g_str_equal (key_a, key_b) &&
         g_strcmp0 (pen_toolchain_get_name (a), pen_toolchain_get_name (b)) == 0 &&
         g_strcmp0 (pen_toolchain_get_version (a), pen_toolchain_get_version (b)) == 0 &&
         g_strcmp0 (pen_toolchain_get_linker (a), pen_toolchain_get_linker (b)) == 0 &&
         g_strcmp0 (pen_toolchain_get_problem (a), pen_toolchain_get_problem (b)) == 0;
}

static gboolean
is_same_list (PenToolchainList *list_a, PenToolchainList *list_b)
{
  GListModel *a = G_LIST_MODEL (list_a);
  GListModel *b = G_LIST_MODEL (list_b);

  if (g_list_model_get_n_items (a) != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (a); i++)
    {
      g_autoptr (PenToolchain) one = g_list_model_get_item (a, i);
      g_autoptr (PenToolchain) other = g_list_model_get_item (b, i);

      if (!is_same_toolchain (one, other))
        return FALSE;
    }
  return TRUE;
}

static gboolean
on_retry (gpointer data)
{
  PenMachine *self = data;

  self->retry = 0;
  pen_machine_refresh (self);
  return G_SOURCE_REMOVE;
}

/* An installation changes a compiler first and brings what it needs afterwards. */
static void
retry_later (PenMachine *self)
{
  GListModel *model = G_LIST_MODEL (self->toolchains);
  gboolean incomplete = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenToolchain) toolchain = g_list_model_get_item (model, i);

      incomplete |= pen_toolchain_get_version (toolchain) == NULL &&
                    pen_toolchain_get_problem (toolchain) == NULL;
    }
  if (!incomplete || self->quiet || self->error != NULL || self->n_retries >= RETRY_MAX ||
      self->retry != 0)
    return;
  self->n_retries++;
  self->retry = g_timeout_add_seconds (RETRY_S, on_retry, self);
}

static void begin_query (PenMachine *self);

static void
answer (PenMachine *self, GPtrArray *callers)
{
  for (guint i = 0; i < callers->len; i++)
    if (self->error != NULL)
      g_task_return_error (callers->pdata[i], g_error_copy (self->error));
    else
      g_task_return_boolean (callers->pdata[i], TRUE);
}

/* Gives the answer to those who asked for it, who may ask again at once. */
static void
finish_query (PenMachine *self)
{
  g_autoptr (GPtrArray) callers = g_steal_pointer (&self->callers);
  gboolean first = !self->ready;

  self->callers = g_ptr_array_new_with_free_func (g_object_unref);
  self->ready = TRUE;
  update_problem (self);
  if (first)
    notify (self, PROP_READY);
  retry_later (self);
  if (self->later->len > 0 || self->again)
    begin_query (self);
  else
    notify (self, PROP_BUSY);
  answer (self, callers);
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer data)
{
  PenMachine *self = data;
  g_autoptr (PenMachine) keep = NULL;
  g_autoptr (PenToolchainList) list = NULL;
  g_autoptr (GError) error = NULL;

  if (!pen_toolchain_list_query_finish (PEN_TOOLCHAIN_LIST (source), result, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the machine is gone */
  keep = g_object_ref (self);
  list = g_steal_pointer (&self->asking);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  if (self->toolchains == NULL || !is_same_list (self->toolchains, list))
    {
      g_set_object (&self->toolchains, list);
      notify (self, PROP_TOOLCHAINS);
    }
  finish_query (self);
}

static void
on_watched (PenToolchainWatch *watch, PenMachine *self)
{
  self->n_retries = 0;
  pen_machine_refresh (self);
}

static PenToolchainList *
look (PenMachine *self)
{
  return self->places[0] != NULL
             ? pen_toolchain_list_new_in (self->places[0], self->places[1], self->places[2])
             : pen_toolchain_list_new ();
}

static void
begin_query (PenMachine *self)
{
  self->again = FALSE;
  g_clear_handle_id (&self->retry, g_source_remove);
  g_ptr_array_unref (self->callers);
  self->callers = self->later;
  self->later = g_ptr_array_new_with_free_func (g_object_unref);
  self->asking = look (self);
  self->cancellable = g_cancellable_new ();
  if (!self->quiet)
    {
      check_jails (self);
      g_clear_object (&self->watch);
      self->watch = pen_toolchain_watch_new (self->asking);
      g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_watched), self, 0);
    }
  pen_toolchain_list_query_async (self->asking, self->cancellable, on_queried, self);
}

void
pen_machine_refresh (PenMachine *self)
{
  g_return_if_fail (PEN_IS_MACHINE (self));

  if (self->asking != NULL)
    {
      self->again = TRUE;
      return;
    }
  begin_query (self);
  notify (self, PROP_BUSY);
}

void
pen_machine_refresh_async (PenMachine *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PEN_IS_MACHINE (self));

  task = g_task_new (self, /* cancellable= */ NULL, callback, user_data);
  g_task_set_source_tag (task, pen_machine_refresh_async);
  g_ptr_array_add (self->later, g_steal_pointer (&task));
  pen_machine_refresh (self);
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
  if (self->probe != NULL && self->probe->verdict != PEN_PROBE_OK)
    {
      g_autofree char *problem = explain_problem (self);

      g_set_error_literal (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_CANNOT_JAIL, problem);
      return FALSE;
    }
  if (!self->ready)
    {
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_BUSY,
                           _ ("Playpen is still meeting the Rust toolchains of this machine. Try "
                              "again in a moment."));
      return FALSE;
    }
  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
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
  toolchain = pen_toolchain_list_choose (self->toolchains, channel, error);
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
new_open (void)
{
  PenMachine *self = g_object_new (PEN_TYPE_MACHINE, NULL);

  pen_cgroup_open_async (/* root= */ NULL, /* address= */ NULL, on_cgroup, g_object_ref (self));
  return self;
}

PenMachine *
pen_machine_new (void)
{
  PenMachine *self = new_open ();

  pen_machine_refresh (self);
  return self;
}

PenMachine *
pen_machine_new_quiet (void)
{
  PenMachine *self = new_open ();

  self->quiet = TRUE;
  return self;
}

PenMachine *
pen_machine_new_in (const char *usr, const char *home, const char *opt)
{
  PenMachine *self = new_open ();

  self->places[0] = g_strdup (usr);
  self->places[1] = g_strdup (home);
  self->places[2] = g_strdup (opt);
  pen_machine_refresh (self);
  return self;
}

gboolean
pen_machine_get_ready (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), FALSE);

  return self->ready;
}

gboolean
pen_machine_get_busy (PenMachine *self)
{
  g_return_val_if_fail (PEN_IS_MACHINE (self), FALSE);

  return self->asking != NULL;
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

  return self->toolchains;
}
