/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A problem in a few words. */
#include "problem-card.h"

#include "problem-text.h"

#define MAX_LABELS 6

struct _PenProblemCard
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *body;
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *labels;
};

G_DEFINE_FINAL_TYPE (PenProblemCard, pen_problem_card, GTK_TYPE_WIDGET)

static void
pen_problem_card_dispose (GObject *object)
{
  g_clear_pointer (&PEN_PROBLEM_CARD (object)->body, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_PROBLEM_CARD);
  G_OBJECT_CLASS (pen_problem_card_parent_class)->dispose (object);
}

static void
pen_problem_card_class_init (PenProblemCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_problem_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/problem-card.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenProblemCard, body);
  gtk_widget_class_bind_template_child (widget_class, PenProblemCard, icon);
  gtk_widget_class_bind_template_child (widget_class, PenProblemCard, headline);
  gtk_widget_class_bind_template_child (widget_class, PenProblemCard, labels);
}

static void
pen_problem_card_init (PenProblemCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_problem_card_new (PenDiagnostic *diagnostic)
{
  PenProblemCard *self = g_object_new (PEN_TYPE_PROBLEM_CARD, NULL);
  PenLevel level = pen_diagnostic_get_level (diagnostic);
  g_autofree char *headline = pen_problem_dup_headline (diagnostic, /* one_line= */ FALSE);
  g_autofree char *labels = pen_problem_dup_labels (diagnostic, MAX_LABELS);

  gtk_image_set_from_icon_name (self->icon, pen_problem_get_icon_name (level));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), pen_problem_get_css_class (level));
  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->labels, labels != NULL ? labels : "");
  gtk_widget_set_visible (GTK_WIDGET (self->labels), labels != NULL);
  return GTK_WIDGET (self);
}
