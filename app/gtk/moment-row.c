/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One moment in the list: what, when, how it ended, and the first line of what it printed. */
#include "moment-row.h"

#include "when.h"

struct _PenMomentRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *time;
  GtkLabel *result;
  GtkLabel *line;

  /* owned */
  PenMoments *moments; /* (nullable) */
  PenMoment *moment;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PenMomentRow, pen_moment_row, GTK_TYPE_WIDGET)

static const char *
get_icon (PenMoment *moment)
{
  switch (pen_moment_get_kind (moment))
    {
    case PEN_MOMENT_BEGIN:
      return "document-new-symbolic";
    case PEN_MOMENT_STEP:
      return "user-bookmarks-symbolic";
    case PEN_MOMENT_RUN:
      break;
    }
  switch (pen_moment_get_end (moment))
    {
    case PEN_MOMENT_WENT_WELL:
      return "emblem-ok-symbolic";
    case PEN_MOMENT_WENT_WRONG:
      return "dialog-error-symbolic";
    case PEN_MOMENT_STOPPED:
      return "media-playback-stop-symbolic";
    case PEN_MOMENT_GOES_ON:
      break;
    }
  return "media-playback-start-symbolic";
}

static void
set_look (PenMomentRow *self)
{
  const PenMomentEnd end = pen_moment_get_end (self->moment);

  gtk_image_set_from_icon_name (self->icon, get_icon (self->moment));
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  if (end == PEN_MOMENT_WENT_WELL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "success");
  else if (end == PEN_MOMENT_WENT_WRONG)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
}

static void
show (PenMomentRow *self)
{
  const char *result = pen_moment_get_result (self->moment);
  g_autofree char *when = pen_when_dup (pen_moment_get_time (self->moment), g_get_real_time ());
  g_autofree char *line = pen_moments_dup_first_line (self->moments, self->moment);
  g_autofree char *said = NULL;

  set_look (self);
  gtk_label_set_text (self->title, pen_moment_get_title (self->moment));
  gtk_label_set_text (self->time, when);
  gtk_label_set_text (self->result, result);
  gtk_widget_set_visible (GTK_WIDGET (self->result), result[0] != '\0');
  gtk_label_set_text (self->line, line != NULL ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->line), line != NULL);
  said = g_strjoin (", ",
                    pen_moment_get_title (self->moment),
                    when,
                    result[0] != '\0' ? result : line,
                    result[0] != '\0' ? line : NULL,
                    NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
pen_moment_row_dispose (GObject *object)
{
  PenMomentRow *self = PEN_MOMENT_ROW (object);
  GtkWidget *child;

  pen_moment_row_set_moment (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_MOMENT_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pen_moment_row_parent_class)->dispose (object);
}

static void
pen_moment_row_class_init (PenMomentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_moment_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/moment-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenMomentRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PenMomentRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenMomentRow, time);
  gtk_widget_class_bind_template_child (widget_class, PenMomentRow, result);
  gtk_widget_class_bind_template_child (widget_class, PenMomentRow, line);
}

static void
pen_moment_row_init (PenMomentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenMomentRow *
pen_moment_row_new (void)
{
  return g_object_new (PEN_TYPE_MOMENT_ROW, NULL);
}

void
pen_moment_row_set_moment (PenMomentRow *self, PenMoments *moments, PenMoment *moment)
{
  g_return_if_fail (PEN_IS_MOMENT_ROW (self));

  if (self->moment != NULL)
    g_signal_handlers_disconnect_by_data (self->moment, self);
  g_set_object (&self->moments, moments);
  g_set_object (&self->moment, moment);
  if (moment == NULL)
    return;
  g_signal_connect_swapped (moment, "notify::result", G_CALLBACK (show), self);
  show (self);
}
