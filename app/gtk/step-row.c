/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One step in the list. Whether it was reached is told by an icon, the current one also by a word.
 */
#include "step-row.h"

#include <glib/gi18n.h>

struct _PenStepRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkLabel *number;
  GtkStack *stack;
  GtkLabel *title;
  GtkEditable *entry;
  GtkWidget *current;
  GtkWidget *reached;

  /* owned */
  PenStep *step;
  guint place; /* from 1 */
  gboolean is_current;
  gboolean is_reached;
};

G_DEFINE_FINAL_TYPE (PenStepRow, pen_step_row, GTK_TYPE_LIST_BOX_ROW)

static void
say (PenStepRow *self)
{
  const char *title = pen_step_get_title (self->step);
  g_autofree char *number = g_strdup_printf ("%u", self->place);
  g_autofree char *said = NULL;

  /* Translators: read out for a step of a talk: its number and title, and whether it is the one
   * that the program is at. */
  said = g_strdup_printf (self->is_current   ? _ ("%u: %s, current step")
                          : self->is_reached ? _ ("%u: %s, was shown")
                                             : _ ("%u: %s"),
                          self->place,
                          title);
  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->title, title[0] != '\0' ? title : _ ("Untitled"));
  gtk_widget_set_visible (self->current, self->is_current);
  gtk_widget_set_visible (self->reached, self->is_reached && !self->is_current);
  if (self->is_current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "is-current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "is-current");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

/* --- A new title --- */

static gboolean
is_renaming (PenStepRow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "entry");
}

static void
end_renaming (PenStepRow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "title");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
take_title (PenStepRow *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (!is_renaming (self))
    return;
  gtk_stack_set_visible_child_name (self->stack, "title");
  if (title[0] != '\0')
    pen_step_set_title (self->step, title);
}

static void
on_activate (PenStepRow *self)
{
  take_title (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
on_key (PenStepRow *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_Escape || !is_renaming (self))
    return GDK_EVENT_PROPAGATE;
  end_renaming (self);
  return GDK_EVENT_STOP;
}

void
pen_step_row_rename (PenStepRow *self)
{
  g_return_if_fail (PEN_IS_STEP_ROW (self));

  gtk_editable_set_text (self->entry, pen_step_get_title (self->step));
  gtk_stack_set_visible_child_name (self->stack, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
on_edit_clicked (PenStepRow *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX);

  gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (self));
  pen_step_row_rename (self);
}

/* --- To another place --- */

static GdkContentProvider *
on_drag_prepare (PenStepRow *self)
{
  return gdk_content_provider_new_typed (PEN_TYPE_STEP, self->step);
}

static void
on_drag_begin (PenStepRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

/* --- Life cycle --- */

static void
pen_step_row_dispose (GObject *object)
{
  PenStepRow *self = PEN_STEP_ROW (object);

  g_clear_object (&self->step);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_STEP_ROW);
  G_OBJECT_CLASS (pen_step_row_parent_class)->dispose (object);
}

static void
pen_step_row_class_init (PenStepRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_step_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/step-row.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "steps.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "steps.remove", NULL);
  gtk_widget_class_bind_template_child (widget_class, PenStepRow, number);
  gtk_widget_class_bind_template_child (widget_class, PenStepRow, stack);
  gtk_widget_class_bind_template_child (widget_class, PenStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenStepRow, entry);
  gtk_widget_class_bind_template_child (widget_class, PenStepRow, current);
  gtk_widget_class_bind_template_child (widget_class, PenStepRow, reached);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, take_title);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
}

static void
pen_step_row_init (PenStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenStepRow *
pen_step_row_new (PenStep *step)
{
  PenStepRow *self;

  g_return_val_if_fail (PEN_IS_STEP (step), NULL);

  self = g_object_new (PEN_TYPE_STEP_ROW, NULL);
  self->step = g_object_ref (step);
  g_signal_connect_object (step, "notify::title", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  say (self);
  return self;
}

PenStep *
pen_step_row_get_step (PenStepRow *self)
{
  g_return_val_if_fail (PEN_IS_STEP_ROW (self), NULL);

  return self->step;
}

void
pen_step_row_set_state (PenStepRow *self, guint number, gboolean is_current, gboolean is_reached)
{
  g_return_if_fail (PEN_IS_STEP_ROW (self));

  self->place = number;
  self->is_current = is_current;
  self->is_reached = is_reached;
  say (self);
}
