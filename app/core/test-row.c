/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One line of the tree of tests. A module counts the tests below it by state, so that a change far
 * down costs a step for each module above it and never a walk over the tree. */
#include "test-row-private.h"

#include <string.h>

struct _PenTestRow
{
  GObject parent_instance;

  PenTestRow *parent; /* nullable, not owned: a module owns its rows */
  char *name;
  char *path;
  GListStore *children; /* NULL in a test */
  guint counts[PEN_N_TEST_STATES];
  PenTestState state;
  char *detail;
  gint64 time;
  char *output;
  PenLink place;
};

G_DEFINE_FINAL_TYPE (PenTestRow, pen_test_row, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_OUTPUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_test_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenTestRow *self = PEN_TEST_ROW (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_OUTPUT:
      g_value_set_string (value, self->output);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_test_row_finalize (GObject *object)
{
  PenTestRow *self = PEN_TEST_ROW (object);

  g_clear_pointer (&self->place.target, g_ref_string_release);
  g_clear_object (&self->children);
  g_free (self->name);
  g_free (self->path);
  g_free (self->detail);
  g_free (self->output);
  G_OBJECT_CLASS (pen_test_row_parent_class)->finalize (object);
}

static void
pen_test_row_class_init (PenTestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_test_row_get_property;
  object_class->finalize = pen_test_row_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              0,
                                              PEN_N_TEST_STATES - 1,
                                              PEN_TEST_RUNNING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OUTPUT] =
      g_param_spec_string ("output", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_test_row_init (PenTestRow *self)
{
  self->time = -1;
}

/* The worst that is below. */
static PenTestState
find_worst (const PenTestRow *self)
{
  static const PenTestState order[] = {PEN_TEST_FAILED,
                                       PEN_TEST_RUNNING,
                                       PEN_TEST_UNFINISHED,
                                       PEN_TEST_PASSED,
                                       PEN_TEST_MEASURED};

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (self->counts[order[i]] > 0)
      return order[i];
  return PEN_TEST_IGNORED;
}

PenTestRow *
pen_test_row_new_module (PenTestRow *parent, const char *name, const char *path)
{
  PenTestRow *self = g_object_new (PEN_TYPE_TEST_ROW, NULL);

  self->parent = parent;
  self->name = g_strdup (name);
  self->path = g_strdup (path);
  self->children = g_list_store_new (PEN_TYPE_TEST_ROW);
  self->state = find_worst (self);
  return self;
}

static void
update_state (PenTestRow *self)
{
  PenTestState state = find_worst (self);

  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

PenTestRow *
pen_test_row_new (PenTestRow *parent, const char *name, const char *path)
{
  PenTestRow *self = g_object_new (PEN_TYPE_TEST_ROW, NULL);

  self->parent = parent;
  self->name = g_strdup (name);
  self->path = g_strdup (path);
  for (PenTestRow *row = self; row != NULL; row = row->parent)
    {
      row->counts[PEN_TEST_RUNNING]++;
      update_state (row);
    }
  return self;
}

gint
pen_test_row_compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const PenTestRow *one = a, *other = b;
  int by_name = g_strcmp0 (one->name, other->name);

  /* A function and a module may have the same name. */
  return by_name != 0 ? by_name : (one->children == NULL) - (other->children == NULL);
}

void
pen_test_row_take_child (PenTestRow *self, PenTestRow *child)
{
  g_list_store_insert_sorted (self->children, child, pen_test_row_compare, NULL);
  g_object_unref (child);
}

void
pen_test_row_set_state (PenTestRow *self, PenTestState state)
{
  PenTestState before = self->state;

  if (state == before)
    return;
  for (PenTestRow *row = self; row != NULL; row = row->parent)
    {
      row->counts[before]--;
      row->counts[state]++;
      update_state (row);
    }
}

void
pen_test_row_set_detail (PenTestRow *self, const char *detail)
{
  g_free (self->detail);
  self->detail = g_strdup (detail);
}

void
pen_test_row_set_time (PenTestRow *self, gint64 time)
{
  self->time = time;
}

/* Behind these words stands where a test failed; before them a program may name other places, with
 * dbg!() for one. */
static gboolean
is_of_panic (const char *output, const PenLink *link)
{
  static const char *const words[] = {" panicked at ", " did not panic as expected at "};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (link->start >= length && memcmp (output + link->start - length, words[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
find_place (PenTestRow *self, const PenLinks *links)
{
  g_autoptr (GArray) found = pen_links_find (links, self->output, -1);
  const PenLink *place = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const PenLink *link = &g_array_index (found, PenLink, i);

      if (link->kind != PEN_LINK_PLACE)
        continue;
      if (place == NULL)
        place = link;
      if (!is_of_panic (self->output, link))
        continue;
      place = link;
      break;
    }
  g_clear_pointer (&self->place.target, g_ref_string_release);
  if (place == NULL)
    return;
  self->place = *place;
  g_ref_string_acquire (self->place.target);
}

void
pen_test_row_set_output (PenTestRow *self, const char *output, const PenLinks *links)
{
  g_free (self->output);
  self->output = g_strdup (output);
  find_place (self, links);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTPUT]);
}

const char *
pen_test_row_get_name (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), NULL);

  return self->name;
}

const char *
pen_test_row_get_path (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), NULL);

  return self->path;
}

GListModel *
pen_test_row_get_children (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), NULL);

  return G_LIST_MODEL (self->children);
}

PenTestState
pen_test_row_get_state (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), PEN_TEST_UNFINISHED);

  return self->state;
}

guint
pen_test_row_get_count (PenTestRow *self, PenTestState state)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), 0);
  g_return_val_if_fail (state < PEN_N_TEST_STATES, 0);

  return self->counts[state];
}

const char *
pen_test_row_get_detail (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), NULL);

  return self->detail;
}

gint64
pen_test_row_get_time (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), -1);

  return self->time;
}

const char *
pen_test_row_get_output (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), NULL);

  return self->output;
}

const PenLink *
pen_test_row_get_place (PenTestRow *self)
{
  g_return_val_if_fail (PEN_IS_TEST_ROW (self), NULL);

  return self->place.target != NULL ? &self->place : NULL;
}

const char *
pen_test_state_to_string (PenTestState state)
{
  switch (state)
    {
    case PEN_TEST_RUNNING:
      return "running";
    case PEN_TEST_PASSED:
      return "passed";
    case PEN_TEST_FAILED:
      return "failed";
    case PEN_TEST_IGNORED:
      return "ignored";
    case PEN_TEST_MEASURED:
      return "measured";
    case PEN_TEST_UNFINISHED:
      return "unfinished";
    default:
      g_return_val_if_reached ("unfinished");
    }
}
