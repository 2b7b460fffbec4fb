/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names for what GTK and libadwaita put inside of their widgets and leave nameless. A screen reader
 * would say the name of the type. */
#include "inner-name.h"

/* (transfer none) (nullable): depth first, @widget itself left out. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_OBJECT_TYPE (child) == type ? child : find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
pen_inner_name_set (GtkWidget *widget, GType type, const char *name)
{
  GtkWidget *part = find (widget, type);

  g_return_if_fail (part != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
