/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The gallery: all examples in their order, which one follows which, and the search in them. */
#include "examples.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core-error.h"
#include "data-file.h"
#include "example-search-private.h"

struct _PenExamples
{
  GObject parent_instance;

  GPtrArray *items; /* (element-type PenExample): as they are shown */
  GPtrArray *words; /* (element-type PenExampleWords) (nullable): of the same; since a search */
};

/* --- The list --- */

static GType
pen_examples_get_item_type (GListModel *model)
{
  return PEN_TYPE_EXAMPLE;
}

static guint
pen_examples_get_n_items (GListModel *model)
{
  return PEN_EXAMPLES (model)->items->len;
}

static gpointer
pen_examples_get_item (GListModel *model, guint position)
{
  PenExamples *self = PEN_EXAMPLES (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
pen_examples_init_list_model (GListModelInterface *interface)
{
  interface->get_item_type = pen_examples_get_item_type;
  interface->get_n_items = pen_examples_get_n_items;
  interface->get_item = pen_examples_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PenExamples,
                               pen_examples,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pen_examples_init_list_model))

static void
pen_examples_finalize (GObject *object)
{
  PenExamples *self = PEN_EXAMPLES (object);

  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (pen_examples_parent_class)->finalize (object);
}

static void
pen_examples_class_init (PenExamplesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_examples_finalize;
}

static void
pen_examples_init (PenExamples *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* --- Loading --- */

char *
pen_examples_find_folder (GError **error)
{
  g_autofree char *folder = pen_data_find ("examples");

  if (folder != NULL)
    return g_steal_pointer (&folder);
  g_set_error_literal (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_INPUT,
                       _ ("Playpen is not whole: its examples are missing. Build or install "
                          "Playpen again."));
  return NULL;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  PenExample *one = *(PenExample *const *)a;
  PenExample *two = *(PenExample *const *)b;
  int topics = (int)pen_example_get_topic_place (one) - (int)pen_example_get_topic_place (two);
  int orders = (int)pen_example_get_order (one) - (int)pen_example_get_order (two);

  if (topics != 0)
    return topics;
  return orders != 0 ? orders : strcmp (pen_example_get_id (one), pen_example_get_id (two));
}

static void
add_folder (PenExamples *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  PenExample *example = pen_example_new_from_folder (path, &error);

  if (example == NULL)
    g_warning ("%s", error->message);
  else if (self->items->len < PEN_EXAMPLES_MAX)
    g_ptr_array_add (self->items, example);
  else
    {
      g_warning ("%s: there are more than %d examples", path, PEN_EXAMPLES_MAX);
      g_object_unref (example);
    }
}

PenExamples *
pen_examples_new (const char *folder, GError **error)
{
  g_autoptr (PenExamples) self = g_object_new (PEN_TYPE_EXAMPLES, NULL);
  g_autofree char *found = folder != NULL ? g_strdup (folder) : pen_examples_find_folder (error);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (found == NULL)
    return NULL;
  dir = g_dir_open (found, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (found, name, NULL);

      if (name[0] != '.' && g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (self, path);
    }
  if (self->items->len == 0)
    {
      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_INPUT,
                   _ ("There are no examples in %s. Build or install Playpen again."),
                   found);
      return NULL;
    }
  g_ptr_array_sort (self->items, compare_places);
  return g_steal_pointer (&self);
}

/* --- Looking one up --- */

PenExample *
pen_examples_get (PenExamples *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->items->len; i++)
    if (g_str_equal (pen_example_get_id (self->items->pdata[i]), id))
      return self->items->pdata[i];
  return NULL;
}

PenExample *
pen_examples_get_next (PenExamples *self, PenExample *example)
{
  return pen_examples_get (self, pen_example_get_next_id (example));
}

/* --- Search --- */

typedef struct
{
  PenExample *example; /* borrowed */
  guint rating;
  guint place;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a;
  const Hit *two = b;

  if (one->rating != two->rating)
    return one->rating > two->rating ? -1 : 1;
  return one->place < two->place ? -1 : 1;
}

static void
prepare_words (PenExamples *self)
{
  if (self->words != NULL)
    return;
  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_example_words_free);
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (self->words, pen_example_words_new (self->items->pdata[i]));
}

GListModel *
pen_examples_search (PenExamples *self, const char *query)
{
  g_autoptr (PenExampleQuery) looked_for = pen_example_query_new (query != NULL ? query : "");
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  GListStore *found = g_list_store_new (PEN_TYPE_EXAMPLE);

  prepare_words (self);
  for (guint i = 0; i < self->words->len; i++)
    {
      const PenExampleWords *words = self->words->pdata[i];
      Hit hit = {pen_example_words_get_example (words),
                 pen_example_query_rate (looked_for, words),
                 i};

      if (hit.rating > 0)
        g_array_append_val (hits, hit);
    }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    g_list_store_append (found, g_array_index (hits, Hit, i).example);
  return G_LIST_MODEL (found);
}
