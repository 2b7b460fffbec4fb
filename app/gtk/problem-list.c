/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The rows of the list of problems. While somebody types there is a new check every second, mostly
 * with the same problems: so rows are kept, and only what differs is said to have changed. */
#include "problem-list.h"

#include <glib/gi18n.h>

struct _PenProblemList
{
  GObject parent_instance;

  GListModel *diagnostics; /* (nullable) (owned) */
  GPtrArray *items;        /* (element-type PenProblemItem): the rows */
  GPtrArray *hidden;       /* (element-type PenProblemItem): folded away */
  PenProblemItem *fold;    /* (owned) */
  PenProblemItem *more;    /* (owned) */
  guint64 n_dropped;
  guint n_errors;
  guint idle;
};

static void pen_problem_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PenProblemList,
                               pen_problem_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pen_problem_list_model_init))

/* --- The model --- */

static GType
pen_problem_list_get_item_type (GListModel *model)
{
  return PEN_TYPE_PROBLEM_ITEM;
}

static guint
pen_problem_list_get_n_items (GListModel *model)
{
  return PEN_PROBLEM_LIST (model)->items->len;
}

static gpointer
pen_problem_list_get_item (GListModel *model, guint position)
{
  PenProblemList *self = PEN_PROBLEM_LIST (model);

  if (position >= self->items->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
pen_problem_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pen_problem_list_get_item_type;
  iface->get_n_items = pen_problem_list_get_n_items;
  iface->get_item = pen_problem_list_get_item;
}

/* Takes @items; says what is between the beginning and the end that stay. */
static void
take_items (PenProblemList *self, GPtrArray *items)
{
  GPtrArray *old = self->items;
  guint start = 0, old_end = old->len, new_end = items->len;

  while (start < old_end && start < new_end && old->pdata[start] == items->pdata[start])
    start++;
  while (old_end > start && new_end > start && old->pdata[old_end - 1] == items->pdata[new_end - 1])
    {
      old_end--;
      new_end--;
    }
  self->items = items;
  if (old_end > start || new_end > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old_end - start, new_end - start);
  g_ptr_array_unref (old);
}

/* --- From diagnostics to rows --- */

static char *
dup_key (PenDiagnostic *diagnostic)
{
  const PenSpan *place = pen_diagnostic_get_place (diagnostic);

  return g_strdup_printf ("%d %s %s",
                          pen_diagnostic_get_level (diagnostic),
                          place != NULL ? place->file : "",
                          pen_diagnostic_get_message (diagnostic));
}

static void
queue_free (gpointer data)
{
  g_queue_free_full (data, g_object_unref);
}

static void
add_old (GHashTable *old, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      PenProblemItem *item = g_ptr_array_index (items, i);
      PenDiagnostic *diagnostic = pen_problem_item_get_diagnostic (item);
      g_autofree char *key = NULL;
      GQueue *queue;

      if (diagnostic == NULL)
        continue;
      key = dup_key (diagnostic);
      queue = g_hash_table_lookup (old, key);
      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (old, g_steal_pointer (&key), queue);
        }
      g_queue_push_tail (queue, g_object_ref (item));
    }
}

/* The row that the problem had, or a new one. */
static PenProblemItem *
dup_item (GHashTable *old, PenDiagnostic *diagnostic, gboolean *ret_is_new)
{
  g_autofree char *key = dup_key (diagnostic);
  GQueue *queue = g_hash_table_lookup (old, key);
  PenProblemItem *item = queue != NULL ? g_queue_pop_head (queue) : NULL;

  *ret_is_new = item == NULL;
  if (item == NULL)
    return pen_problem_item_new (diagnostic);
  pen_problem_item_set_diagnostic (item, diagnostic);
  return item;
}

static char *
dup_fold_title (GPtrArray *rest)
{
  gboolean only_warnings = TRUE;

  for (guint i = 0; i < rest->len; i++)
    only_warnings &=
        pen_diagnostic_get_level (pen_problem_item_get_diagnostic (g_ptr_array_index (rest, i))) ==
        PEN_LEVEL_WARNING;
  if (only_warnings)
    return g_strdup_printf (ngettext ("%u warning", "%u warnings", rest->len), rest->len);
  return g_strdup_printf (ngettext ("%u remark", "%u remarks", rest->len), rest->len);
}

static char *
dup_more_title (guint64 n_dropped)
{
  gulong n = (gulong)n_dropped;

  if (n_dropped == G_MAXUINT64)
    return g_strdup (_ ("There are more problems, which are not listed"));
  return g_strdup_printf (
      ngettext ("%lu more problem is not listed", "%lu more problems are not listed", n),
      n);
}

static void
say_more (PenProblemList *self)
{
  g_autofree char *title = dup_more_title (self->n_dropped);

  pen_problem_item_set_title (self->more, title);
}

/* Puts the rows together: @errors, then @rest, folded or not. Takes both. */
static void
arrange (PenProblemList *self, GPtrArray *errors, GPtrArray *rest)
{
  gboolean folds = errors->len > 0 && rest->len > 0;

  g_ptr_array_set_size (self->hidden, 0);
  if (folds)
    {
      g_autofree char *title = dup_fold_title (rest);

      pen_problem_item_set_title (self->fold, title);
      g_ptr_array_add (errors, g_object_ref (self->fold));
    }
  g_ptr_array_extend_and_steal (folds && !pen_problem_item_get_open (self->fold) ? self->hidden
                                                                                 : errors,
                                rest);
  if (self->n_dropped > 0)
    {
      say_more (self);
      g_ptr_array_add (errors, g_object_ref (self->more));
    }
  take_items (self, errors);
}

static void
rebuild (PenProblemList *self)
{
  guint n = self->diagnostics != NULL ? g_list_model_get_n_items (self->diagnostics) : 0;
  g_autoptr (GHashTable) old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, queue_free);
  GPtrArray *errors = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *rest = g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_handle_id (&self->idle, g_source_remove);
  add_old (old, self->items);
  add_old (old, self->hidden);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (self->diagnostics, i);
      gboolean is_new, is_error = pen_problem_is_error (diagnostic);
      PenProblemItem *item;

      if (pen_diagnostic_is_summary (diagnostic))
        continue;
      item = dup_item (old, diagnostic, &is_new);
      if (is_new && is_error && errors->len == 0)
        pen_problem_item_set_open (item, TRUE);
      g_ptr_array_add (is_error ? errors : rest, item);
    }
  self->n_errors = errors->len;
  arrange (self, errors, rest);
}

static gboolean
on_idle (gpointer data)
{
  PenProblemList *self = data;

  self->idle = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

/* Once for a list that is filled item by item. */
static void
on_items_changed (PenProblemList *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

/* --- Life cycle --- */

static void
pen_problem_list_dispose (GObject *object)
{
  PenProblemList *self = PEN_PROBLEM_LIST (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->diagnostics != NULL)
    g_signal_handlers_disconnect_by_data (self->diagnostics, self);
  g_clear_object (&self->diagnostics);
  G_OBJECT_CLASS (pen_problem_list_parent_class)->dispose (object);
}

static void
pen_problem_list_finalize (GObject *object)
{
  PenProblemList *self = PEN_PROBLEM_LIST (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->hidden);
  g_object_unref (self->fold);
  g_object_unref (self->more);
  G_OBJECT_CLASS (pen_problem_list_parent_class)->finalize (object);
}

static void
pen_problem_list_class_init (PenProblemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pen_problem_list_dispose;
  object_class->finalize = pen_problem_list_finalize;
}

static void
pen_problem_list_init (PenProblemList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  self->fold = pen_problem_item_new_line (PEN_PROBLEM_FOLD, "");
  self->more = pen_problem_item_new_line (PEN_PROBLEM_MORE, "");
}

PenProblemList *
pen_problem_list_new (void)
{
  return g_object_new (PEN_TYPE_PROBLEM_LIST, NULL);
}

/* --- For others --- */

void
pen_problem_list_set_diagnostics (PenProblemList *self, GListModel *diagnostics)
{
  g_return_if_fail (PEN_IS_PROBLEM_LIST (self));
  g_return_if_fail (diagnostics == NULL || G_IS_LIST_MODEL (diagnostics));

  if (self->diagnostics != NULL)
    g_signal_handlers_disconnect_by_data (self->diagnostics, self);
  g_set_object (&self->diagnostics, diagnostics);
  if (diagnostics != NULL)
    g_signal_connect_swapped (diagnostics, "items-changed", G_CALLBACK (on_items_changed), self);
  rebuild (self);
}

void
pen_problem_list_set_n_dropped (PenProblemList *self, guint64 n_dropped)
{
  gboolean had_more;

  g_return_if_fail (PEN_IS_PROBLEM_LIST (self));

  if (self->n_dropped == n_dropped)
    return;
  had_more = self->n_dropped > 0;
  self->n_dropped = n_dropped;
  /* It counts up, once for each of what may be tens of thousands. */
  if (had_more && n_dropped > 0)
    say_more (self);
  else
    rebuild (self);
}

void
pen_problem_list_toggle_fold (PenProblemList *self)
{
  g_return_if_fail (PEN_IS_PROBLEM_LIST (self));

  pen_problem_item_set_open (self->fold, !pen_problem_item_get_open (self->fold));
  rebuild (self);
}

gboolean
pen_problem_list_reveal (PenProblemList *self, PenDiagnostic *diagnostic, guint *ret_position)
{
  g_return_val_if_fail (PEN_IS_PROBLEM_LIST (self), FALSE);
  g_return_val_if_fail (ret_position != NULL, FALSE);

  if (self->idle != 0)
    rebuild (self);
  for (guint i = 0; i < self->hidden->len; i++)
    if (pen_problem_item_get_diagnostic (g_ptr_array_index (self->hidden, i)) == diagnostic)
      {
        pen_problem_list_toggle_fold (self);
        break;
      }
  for (guint i = 0; i < self->items->len; i++)
    if (pen_problem_item_get_diagnostic (g_ptr_array_index (self->items, i)) == diagnostic)
      {
        *ret_position = i;
        return TRUE;
      }
  return FALSE;
}

guint
pen_problem_list_get_n_errors (PenProblemList *self)
{
  g_return_val_if_fail (PEN_IS_PROBLEM_LIST (self), 0);

  return self->n_errors;
}
