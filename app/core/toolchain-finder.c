/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which toolchains there are, while they come and go: one query at a time, what was known stays
 * until the answer is in, and an answer that says nothing new changes nothing. */
#include "toolchain-finder.h"

/* What was found while it was being installed may not work yet: asked again so often. */
#define RETRY_S 5
#define RETRY_MAX 12

struct _PenToolchainFinder
{
  GObject parent_instance;

  gboolean watches;
  char *places[3]; /* (nullable): in the place of /usr, the home and /opt */

  PenToolchainList *toolchains; /* (nullable) */
  PenToolchainList *asking;     /* (nullable): the list that is being asked */
  PenToolchainWatch *watch;     /* (nullable) */
  GCancellable *cancellable;    /* of what is being asked */
  GPtrArray *callers;           /* (element-type GTask): whom the answer is for */
  GPtrArray *later;             /* (element-type GTask): who came too late for it */
  gboolean again;               /* somebody wants it asked again */
  gboolean ready;
  GError *error; /* (nullable): why nothing could be asked */
  guint retry;
  guint n_retries;
};

G_DEFINE_FINAL_TYPE (PenToolchainFinder, pen_toolchain_finder, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_READY,
  PROP_BUSY,
  PROP_TOOLCHAINS,
  N_PROPS
};

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
pen_toolchain_finder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenToolchainFinder *self = PEN_TOOLCHAIN_FINDER (object);

  switch (id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->asking != NULL);
      break;
    case PROP_TOOLCHAINS:
      g_value_set_object (value, self->toolchains);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
notify (PenToolchainFinder *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
pen_toolchain_finder_dispose (GObject *object)
{
  PenToolchainFinder *self = PEN_TOOLCHAIN_FINDER (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->watch);
  g_clear_object (&self->asking);
  g_clear_object (&self->toolchains);
  G_OBJECT_CLASS (pen_toolchain_finder_parent_class)->dispose (object);
}

static void
pen_toolchain_finder_finalize (GObject *object)
{
  PenToolchainFinder *self = PEN_TOOLCHAIN_FINDER (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->places); i++)
    g_free (self->places[i]);
  g_ptr_array_unref (self->callers);
  g_ptr_array_unref (self->later);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (pen_toolchain_finder_parent_class)->finalize (object);
}

static void
pen_toolchain_finder_class_init (PenToolchainFinderClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_toolchain_finder_get_property;
  object_class->dispose = pen_toolchain_finder_dispose;
  object_class->finalize = pen_toolchain_finder_finalize;
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_TOOLCHAINS] =
      g_param_spec_object ("toolchains", NULL, NULL, PEN_TYPE_TOOLCHAIN_LIST, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered",
                                           PEN_TYPE_TOOLCHAIN_FINDER,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
pen_toolchain_finder_init (PenToolchainFinder *self)
{
  self->callers = g_ptr_array_new_with_free_func (g_object_unref);
  self->later = g_ptr_array_new_with_free_func (g_object_unref);
}

PenToolchainFinder *
pen_toolchain_finder_new (const char *const *places, gboolean watches)
{
  PenToolchainFinder *self = g_object_new (PEN_TYPE_TOOLCHAIN_FINDER, NULL);

  self->watches = watches;
  for (gsize i = 0; places != NULL && i < G_N_ELEMENTS (self->places); i++)
    self->places[i] = g_strdup (places[i]);
  return self;
}

gboolean
pen_toolchain_finder_get_ready (PenToolchainFinder *self)
{
  return self->ready;
}

gboolean
pen_toolchain_finder_get_busy (PenToolchainFinder *self)
{
  return self->asking != NULL;
}

PenToolchainList *
pen_toolchain_finder_get_toolchains (PenToolchainFinder *self)
{
  return self->toolchains;
}

const GError *
pen_toolchain_finder_get_error (PenToolchainFinder *self)
{
  return self->error;
}

/* --- Asking --- */

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
  PenToolchainFinder *self = data;

  self->retry = 0;
  pen_toolchain_finder_refresh (self);
  return G_SOURCE_REMOVE;
}

/* An installation changes a compiler first and brings what it needs afterwards. */
static void
retry_later (PenToolchainFinder *self)
{
  GListModel *model = G_LIST_MODEL (self->toolchains);
  gboolean incomplete = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenToolchain) toolchain = g_list_model_get_item (model, i);

      incomplete |= pen_toolchain_get_version (toolchain) == NULL &&
                    pen_toolchain_get_problem (toolchain) == NULL;
    }
  if (!incomplete || !self->watches || self->error != NULL || self->n_retries >= RETRY_MAX ||
      self->retry != 0)
    return;
  self->n_retries++;
  self->retry = g_timeout_add_seconds (RETRY_S, on_retry, self);
}

static void begin_query (PenToolchainFinder *self);

static void
answer (PenToolchainFinder *self, GPtrArray *callers)
{
  for (guint i = 0; i < callers->len; i++)
    if (self->error != NULL)
      g_task_return_error (callers->pdata[i], g_error_copy (self->error));
    else
      g_task_return_boolean (callers->pdata[i], TRUE);
}

/* Gives the answer to those who asked for it, who may ask again at once. */
static void
finish_query (PenToolchainFinder *self)
{
  g_autoptr (GPtrArray) callers = g_steal_pointer (&self->callers);
  gboolean first = !self->ready;

  self->callers = g_ptr_array_new_with_free_func (g_object_unref);
  self->ready = TRUE;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
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
  PenToolchainFinder *self = data;
  g_autoptr (PenToolchainFinder) keep = NULL;
  g_autoptr (PenToolchainList) list = NULL;
  g_autoptr (GError) error = NULL;

  if (!pen_toolchain_list_query_finish (PEN_TOOLCHAIN_LIST (source), result, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* and with it, the finder is gone */
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
on_watched (PenToolchainWatch *watch, PenToolchainFinder *self)
{
  self->n_retries = 0;
  pen_toolchain_finder_refresh (self);
}

static PenToolchainList *
look (PenToolchainFinder *self)
{
  return self->places[0] != NULL
             ? pen_toolchain_list_new_in (self->places[0], self->places[1], self->places[2])
             : pen_toolchain_list_new ();
}

static void
begin_query (PenToolchainFinder *self)
{
  self->again = FALSE;
  g_clear_handle_id (&self->retry, g_source_remove);
  g_ptr_array_unref (self->callers);
  self->callers = self->later;
  self->later = g_ptr_array_new_with_free_func (g_object_unref);
  self->asking = look (self);
  self->cancellable = g_cancellable_new ();
  if (self->watches)
    {
      g_clear_object (&self->watch);
      self->watch = pen_toolchain_watch_new (self->asking);
      g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_watched), self, 0);
    }
  pen_toolchain_list_query_async (self->asking, self->cancellable, on_queried, self);
}

void
pen_toolchain_finder_refresh (PenToolchainFinder *self)
{
  g_return_if_fail (PEN_IS_TOOLCHAIN_FINDER (self));

  if (self->asking != NULL)
    {
      self->again = TRUE;
      return;
    }
  begin_query (self);
  notify (self, PROP_BUSY);
}

void
pen_toolchain_finder_refresh_async (PenToolchainFinder *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PEN_IS_TOOLCHAIN_FINDER (self));

  task = g_task_new (self, /* cancellable= */ NULL, callback, user_data);
  g_task_set_source_tag (task, pen_toolchain_finder_refresh_async);
  g_ptr_array_add (self->later, g_steal_pointer (&task));
  pen_toolchain_finder_refresh (self);
}

gboolean
pen_toolchain_finder_refresh_finish (PenToolchainFinder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
