/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The quiet line at the bottom of a window. */
#include "status-strip.h"

#include <glib/gi18n.h>

struct _PenStatusStrip
{
  GtkWidget parent_instance;

  /* Template widgets. */
  GtkWidget *box;
  GtkImage *problems_icon;
  GtkLabel *problems;
  GtkButton *problems_button;
  GtkLabel *toolchain;
  GtkButton *toolchain_button;
  GtkLabel *position;
};

G_DEFINE_FINAL_TYPE (PenStatusStrip, pen_status_strip, GTK_TYPE_WIDGET)

static void
pen_status_strip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_STATUS_STRIP);
  G_OBJECT_CLASS (pen_status_strip_parent_class)->dispose (object);
}

static void
pen_status_strip_class_init (PenStatusStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_status_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/status-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, PenStatusStrip, box);
  gtk_widget_class_bind_template_child (widget_class, PenStatusStrip, problems_icon);
  gtk_widget_class_bind_template_child (widget_class, PenStatusStrip, problems);
  gtk_widget_class_bind_template_child (widget_class, PenStatusStrip, problems_button);
  gtk_widget_class_bind_template_child (widget_class, PenStatusStrip, toolchain);
  gtk_widget_class_bind_template_child (widget_class, PenStatusStrip, toolchain_button);
  gtk_widget_class_bind_template_child (widget_class, PenStatusStrip, position);
}

static void
pen_status_strip_init (PenStatusStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
describe (guint n_errors, guint n_warnings, gboolean has_more)
{
  g_autofree char *errors =
      g_strdup_printf (ngettext ("%u error", "%u errors", n_errors), n_errors);
  g_autofree char *warnings =
      g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);

  if (has_more)
    /* Translators: such as "More than 1000 errors". */
    return g_strdup_printf (_ ("More than %s"), n_errors > 0 ? errors : warnings);
  if (n_errors > 0 && n_warnings > 0)
    /* Translators: such as "2 errors, 1 warning". */
    return g_strdup_printf (_ ("%s, %s"), errors, warnings);
  return g_strdup (n_errors > 0 ? errors : n_warnings > 0 ? warnings : _ ("No problems"));
}

void
pen_status_strip_set_problems (PenStatusStrip *self,
                               guint n_errors,
                               guint n_warnings,
                               gboolean has_more,
                               gboolean checking,
                               const char *reason)
{
  g_autofree char *text = NULL;
  const char *icon = "object-select-symbolic";

  g_return_if_fail (PEN_IS_STATUS_STRIP (self));

  if (reason != NULL)
    text = g_strdup (_ ("Not checked"));
  else
    text = describe (n_errors, n_warnings, has_more);
  if (reason != NULL)
    icon = "dialog-information-symbolic";
  else if (n_errors > 0)
    icon = "dialog-error-symbolic";
  else if (n_warnings > 0)
    icon = "dialog-warning-symbolic";
  gtk_image_set_from_icon_name (self->problems_icon, icon);
  gtk_label_set_text (self->problems, text);
  /* The counts stand until newer ones are in; only the tooltip says that they are on their way. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->problems_button),
                               reason != NULL ? reason
                               : checking     ? _ ("Checking the Program…")
                                              : _ ("Show the Problems"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problems_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
}

void
pen_status_strip_set_toolchain (PenStatusStrip *self, const char *text)
{
  g_return_if_fail (PEN_IS_STATUS_STRIP (self));

  gtk_label_set_text (self->toolchain, text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toolchain_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "",
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->toolchain_button), text != NULL);
}

void
pen_status_strip_set_position (PenStatusStrip *self, guint line, guint column)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PEN_IS_STATUS_STRIP (self));

  if (line > 0)
    /* Translators: where the caret is: line and column. */
    text = g_strdup_printf (_ ("Ln %u, Col %u"), line, column);
  gtk_label_set_text (self->position, text != NULL ? text : "");
}
