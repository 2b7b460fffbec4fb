/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One program in the list of recent ones. */
#include "recent-row.h"

#include <glib/gi18n.h>

#include "when.h"

struct _PenRecentRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkLabel *title;
  GtkLabel *note;
  GtkLabel *preview;
};

G_DEFINE_FINAL_TYPE (PenRecentRow, pen_recent_row, GTK_TYPE_WIDGET)

/* "2 steps · 5 runs · yesterday" */
static char *
dup_note (PenDeskEntry *entry)
{
  const guint n_steps = pen_desk_entry_get_n_steps (entry);
  const guint n_runs = pen_desk_entry_get_n_runs (entry);
  g_autofree char *day = pen_when_dup_day (pen_desk_entry_get_changed (entry), g_get_real_time ());
  g_autofree char *steps = g_strdup_printf (ngettext ("%u step", "%u steps", n_steps), n_steps);
  g_autofree char *runs = g_strdup_printf (ngettext ("%u run", "%u runs", n_runs), n_runs);
  const char *parts[4] = {NULL};
  guint n = 0;

  if (n_steps > 0)
    parts[n++] = steps;
  if (n_runs > 0)
    parts[n++] = runs;
  parts[n] = day;
  return g_strjoinv (" · ", (char **)parts);
}

static void
pen_recent_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_RECENT_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pen_recent_row_parent_class)->dispose (object);
}

static void
pen_recent_row_class_init (PenRecentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_recent_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/recent-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenRecentRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenRecentRow, note);
  gtk_widget_class_bind_template_child (widget_class, PenRecentRow, preview);
}

static void
pen_recent_row_init (PenRecentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenRecentRow *
pen_recent_row_new (void)
{
  return g_object_new (PEN_TYPE_RECENT_ROW, NULL);
}

void
pen_recent_row_set_entry (PenRecentRow *self, PenDeskEntry *entry)
{
  g_autofree char *note = NULL;
  g_autofree char *said = NULL;
  const char *preview;

  g_return_if_fail (PEN_IS_RECENT_ROW (self));
  g_return_if_fail (PEN_IS_DESK_ENTRY (entry));

  note = dup_note (entry);
  preview = pen_desk_entry_get_preview (entry);
  said = g_strdup_printf ("%s, %s", pen_desk_entry_get_title (entry), note);
  gtk_label_set_text (self->title, pen_desk_entry_get_title (entry));
  gtk_label_set_text (self->note, note);
  gtk_label_set_text (self->preview, preview);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), preview[0] != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}
