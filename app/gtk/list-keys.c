/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A list that is worked from the entry above it. GtkListBox moves its own cursor only while it has
 * the focus, and then nothing can be typed. */
#include "list-keys.h"

#define PAGE 6 /* rows */

/* --- Scrolling --- */

static gboolean
get_extent (GtkWidget *widget, GtkWidget *viewport, double *ret_top, double *ret_bottom)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_compute_bounds (widget, viewport, &bounds))
    return FALSE;
  *ret_top = graphene_rect_get_y (&bounds);
  *ret_bottom = *ret_top + graphene_rect_get_height (&bounds);
  return TRUE;
}

static void
scroll_to (GtkListBox *list, GtkListBoxRow *row)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_VIEWPORT);
  GtkWidget *header = gtk_list_box_row_get_header (row);
  GtkAdjustment *adjustment;
  double top = 0;
  double bottom = 0;
  double header_bottom = 0;

  if (viewport == NULL || !get_extent (GTK_WIDGET (row), viewport, &top, &bottom))
    return;
  if (header != NULL)
    get_extent (header, viewport, &top, &header_bottom);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  gtk_adjustment_clamp_page (adjustment,
                             gtk_adjustment_get_value (adjustment) + top,
                             gtk_adjustment_get_value (adjustment) + bottom);
}

/* --- Choosing --- */

void
pen_list_keys_select (GtkListBox *list, int index)
{
  GtkListBoxRow *row = index >= 0 ? gtk_list_box_get_row_at_index (list, index) : NULL;

  gtk_list_box_select_row (list, row);
  if (row != NULL)
    scroll_to (list, row);
}

static void
move (GtkListBox *list, int rows)
{
  GtkListBoxRow *old = gtk_list_box_get_selected_row (list);
  int index = old != NULL ? gtk_list_box_row_get_index (old) + rows : 0;

  index = MAX (index, 0);
  while (index > 0 && gtk_list_box_get_row_at_index (list, index) == NULL)
    index--;
  pen_list_keys_select (list, index);
}

static gboolean
press_key (GtkEventControllerKey *controller,
           guint key,
           guint code,
           GdkModifierType modifiers,
           gpointer data)
{
  GtkListBox *list = data;

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    move (list, 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    move (list, -1);
  else if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    move (list, PAGE);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up)
    move (list, -PAGE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
tell_selected (GtkListBox *list, GtkListBoxRow *row, gpointer entry)
{
  if (row != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (entry),
                                    GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT,
                                    row,
                                    -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (entry),
                                   GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

void
pen_list_keys_attach (GtkWidget *entry, GtkListBox *list)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (press_key), list, 0);
  gtk_widget_add_controller (entry, controller);
  g_signal_connect_object (list, "row-selected", G_CALLBACK (tell_selected), entry, 0);
}
