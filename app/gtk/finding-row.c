/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A finding as a row: an icon and a word say how much it matters, so that colour need not. */
#include "finding-row.h"

#include <glib/gi18n.h>

#include "copy-button.h"
#include "core.h"

struct _PenFindingRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkImage *icon;
  GtkLabel *word;
  GtkLabel *sentence;
  GtkLabel *remedy;
  PenCopyButton *copy;
};

G_DEFINE_FINAL_TYPE (PenFindingRow, pen_finding_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct
{
  const char *icon;
  const char *word;
  const char *css_class; /* (nullable) */
} Look;

static const Look looks[] = {
    [PEN_SEVERITY_OK] = {"emblem-ok-symbolic", N_ ("As it should be"), "success"},
    [PEN_SEVERITY_INFO] = {"dialog-information-symbolic", N_ ("Good to know"), NULL},
    [PEN_SEVERITY_ADVISE] = {"dialog-warning-symbolic", N_ ("Could be better"), "warning"},
    [PEN_SEVERITY_PROBLEM] = {"dialog-error-symbolic", N_ ("Problem"), "error"},
};

static void
pen_finding_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_FINDING_ROW);
  G_OBJECT_CLASS (pen_finding_row_parent_class)->dispose (object);
}

static void
pen_finding_row_class_init (PenFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_finding_row_dispose;
  g_type_ensure (PEN_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PenFindingRow, word);
  gtk_widget_class_bind_template_child (widget_class, PenFindingRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, PenFindingRow, remedy);
  gtk_widget_class_bind_template_child (widget_class, PenFindingRow, copy);
}

static void
pen_finding_row_init (PenFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_finding_row_new (PenSeverity severity, const char *sentence, const char *remedy)
{
  PenFindingRow *self = g_object_new (PEN_TYPE_FINDING_ROW, NULL);
  const Look *look = &looks[severity];
  g_autofree char *command = pen_remedy_dup_command (remedy);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _ (look->word), sentence);

  gtk_image_set_from_icon_name (self->icon, look->icon);
  gtk_label_set_text (self->word, _ (look->word));
  if (look->css_class != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), look->css_class);
      gtk_widget_add_css_class (GTK_WIDGET (self->word), look->css_class);
    }
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->remedy, remedy != NULL ? remedy : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), remedy != NULL);
  pen_copy_button_set_text (self->copy, command);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  remedy != NULL ? remedy : "",
                                  -1);
  return GTK_WIDGET (self);
}
