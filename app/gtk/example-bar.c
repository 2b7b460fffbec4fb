/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where somebody is in the first hour, and how it goes on. The same bar serves the other examples,
 * which have no number. */
#include "example-bar.h"

#include <glib/gi18n.h>

struct _PenExampleBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *place;
  GtkWidget *next;
  GtkLabel *next_title;
  GtkWidget *examples;
};

G_DEFINE_FINAL_TYPE (PenExampleBar, pen_example_bar, ADW_TYPE_BIN)

static void
pen_example_bar_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* else it and the template both let go of it */
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_EXAMPLE_BAR);
  G_OBJECT_CLASS (pen_example_bar_parent_class)->dispose (object);
}

static void
pen_example_bar_class_init (PenExampleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_example_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/example-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PenExampleBar, place);
  gtk_widget_class_bind_template_child (widget_class, PenExampleBar, next);
  gtk_widget_class_bind_template_child (widget_class, PenExampleBar, next_title);
  gtk_widget_class_bind_template_child (widget_class, PenExampleBar, examples);
}

static void
pen_example_bar_init (PenExampleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_example_bar_new (void)
{
  return g_object_new (PEN_TYPE_EXAMPLE_BAR, NULL);
}

static guint
count_topic (PenExamples *examples, PenExample *example)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (examples)); i++)
    {
      g_autoptr (PenExample) other = g_list_model_get_item (G_LIST_MODEL (examples), i);

      if (pen_example_get_topic_place (other) == pen_example_get_topic_place (example))
        n++;
    }
  return n;
}

static char *
dup_place (PenExamples *examples, PenExample *example)
{
  if (pen_example_get_topic_place (example) != 0)
    return g_strdup_printf ("%s · %s",
                            pen_example_get_topic_title (example),
                            pen_example_get_title (example));
  /* Translators: the place in the first hour, and the example's title: 3 of 12 · Functions */
  return g_strdup_printf (_ ("%u of %u · %s"),
                          pen_example_get_order (example),
                          count_topic (examples, example),
                          pen_example_get_title (example));
}

void
pen_example_bar_set_example (PenExampleBar *self, PenExamples *examples, PenExample *example)
{
  gboolean is_shown = examples != NULL && example != NULL;
  PenExample *next = is_shown ? pen_examples_get_next (examples, example) : NULL;
  g_autofree char *place = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (!is_shown)
    return;
  place = dup_place (examples, example);
  gtk_label_set_text (self->place, place);
  gtk_widget_set_visible (self->next, next != NULL);
  gtk_widget_set_visible (self->examples, next == NULL);
  if (next == NULL)
    return;
  /* Translators: a button that opens the next example: Next: If and Loops */
  label = g_strdup_printf (_ ("Next: %s"), pen_example_get_title (next));
  gtk_label_set_text (self->next_title, label);
}
