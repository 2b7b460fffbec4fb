/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A row of the list of problems. There may be a thousand, so a closed row has nothing in it but its
 * line; what it opens to is made then, and goes when it closes. */
#include "problem-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "problem-details.h"
#include "problem-text.h"

struct _PenProblemRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *body;
  GtkButton *toggle;
  GtkImage *icon;
  GtkBox *texts;
  GtkLabel *headline;
  GtkLabel *place;
  GtkBox *slot;

  /* borrowed */
  PenProblemDetails *details; /* nullable */

  /* owned */
  PenProblemItem *item; /* nullable */
  guint columns;
};

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenProblemRow, pen_problem_row, GTK_TYPE_WIDGET)

/* --- Drawing --- */

static void
on_apply (PenProblemRow *self, PenSuggestion *suggestion)
{
  g_signal_emit (self, signals[SIGNAL_APPLY], 0, suggestion);
}

static void
drop_details (PenProblemRow *self)
{
  if (self->details != NULL)
    gtk_box_remove (self->slot, GTK_WIDGET (self->details));
  self->details = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->slot), FALSE);
}

static void
show_details (PenProblemRow *self, PenDiagnostic *diagnostic)
{
  if (self->details != NULL)
    {
      pen_problem_details_set_diagnostic (self->details, diagnostic);
      return;
    }
  self->details = pen_problem_details_new (diagnostic, self->columns);
  g_signal_connect_swapped (self->details, "apply", G_CALLBACK (on_apply), self);
  gtk_box_append (self->slot, GTK_WIDGET (self->details));
  gtk_widget_set_visible (GTK_WIDGET (self->slot), TRUE);
}

static void
draw_toggle (PenProblemRow *self, gboolean open)
{
  const char *words = open ? _ ("Hide Details") : _ ("Show Details");
  gboolean has_toggle = pen_problem_item_get_kind (self->item) != PEN_PROBLEM_MORE;

  gtk_button_set_icon_name (self->toggle, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle), words);
  /* It keeps its room, so that all lines begin at one place. */
  gtk_widget_set_opacity (GTK_WIDGET (self->toggle), has_toggle ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), has_toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->toggle),
                               GTK_ACCESSIBLE_STATE_EXPANDED,
                               open,
                               -1);
}

/* An icon of its own for each level, in its colour; the word is in the headline. */
static void
draw_icon (PenProblemRow *self, PenDiagnostic *diagnostic)
{
  static const char *const classes[] = {"error", "warning", "accent"};
  PenLevel level = diagnostic != NULL ? pen_diagnostic_get_level (diagnostic) : PEN_LEVEL_WARNING;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), classes[i]);
  gtk_image_set_from_icon_name (self->icon, pen_problem_get_icon_name (level));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), pen_problem_get_css_class (level));
  gtk_widget_set_visible (GTK_WIDGET (self->icon),
                          pen_problem_item_get_kind (self->item) != PEN_PROBLEM_MORE);
}

static void
draw_place (PenProblemRow *self, PenDiagnostic *diagnostic, gboolean open)
{
  const gboolean is_narrow = self->columns < PEN_NARROW_BELOW;
  g_autofree char *place = diagnostic != NULL ? pen_problem_dup_place (diagnostic) : NULL;

  gtk_label_set_text (self->place, place != NULL ? place : "");
  /* Opened, the drawing begins with it; closed and narrow, the message needs the room. */
  gtk_widget_set_visible (GTK_WIDGET (self->place), place != NULL && !open && !is_narrow);
}

/* What is read out: all of it, the place included. */
static void
name_row (PenProblemRow *self, PenDiagnostic *diagnostic)
{
  g_autofree char *place = diagnostic != NULL ? pen_problem_dup_place (diagnostic) : NULL;
  g_autofree char *name = g_strconcat (pen_problem_item_get_title (self->item),
                                       place != NULL ? ", " : NULL,
                                       place,
                                       NULL);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The list's own widget has the focus, and no way before GTK 4.12 to give it a name. */
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    -1);
}

/* "error[E0382]:", so that the eye finds the beginnings. */
static void
embolden (PenProblemRow *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  const char *text = gtk_label_get_text (self->headline);

  bold->end_index = pen_problem_item_get_kind (self->item) == PEN_PROBLEM_ONE
                        ? (guint)strcspn (text, ":") + 1
                        : 0;
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_attributes (self->headline, attributes);
}

static void
draw (PenProblemRow *self)
{
  PenDiagnostic *diagnostic = pen_problem_item_get_diagnostic (self->item);
  gboolean open = pen_problem_item_get_open (self->item);
  g_autofree char *all = NULL;

  if (open && diagnostic != NULL)
    all = pen_problem_dup_headline (diagnostic, /* one_line= */ FALSE);
  gtk_label_set_text (self->headline, all != NULL ? all : pen_problem_item_get_title (self->item));
  embolden (self);
  gtk_label_set_wrap (self->headline, all != NULL);
  gtk_label_set_ellipsize (self->headline,
                           all != NULL ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  draw_toggle (self, open);
  draw_icon (self, diagnostic);
  draw_place (self, diagnostic, open);
  name_row (self, diagnostic);
  if (open && diagnostic != NULL)
    show_details (self, diagnostic);
  else
    drop_details (self);
}

/* --- Use --- */

static void
on_toggle (PenProblemRow *self)
{
  if (self->item == NULL)
    return;
  if (pen_problem_item_get_kind (self->item) == PEN_PROBLEM_FOLD)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
  else
    pen_problem_item_set_open (self->item, !pen_problem_item_get_open (self->item));
}

static void
on_released (PenProblemRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* --- Life cycle --- */

static void
pen_problem_row_dispose (GObject *object)
{
  PenProblemRow *self = PEN_PROBLEM_ROW (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_pointer (&PEN_PROBLEM_ROW (object)->body, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_PROBLEM_ROW);
  G_OBJECT_CLASS (pen_problem_row_parent_class)->dispose (object);
}

static void
pen_problem_row_class_init (PenProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_problem_row_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
                                            PEN_TYPE_PROBLEM_ROW,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            0);
  signals[SIGNAL_APPLY] = g_signal_new ("apply",
                                        PEN_TYPE_PROBLEM_ROW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        PEN_TYPE_SUGGESTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/problem-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenProblemRow, body);
  gtk_widget_class_bind_template_child (widget_class, PenProblemRow, toggle);
  gtk_widget_class_bind_template_child (widget_class, PenProblemRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PenProblemRow, texts);
  gtk_widget_class_bind_template_child (widget_class, PenProblemRow, headline);
  gtk_widget_class_bind_template_child (widget_class, PenProblemRow, place);
  gtk_widget_class_bind_template_child (widget_class, PenProblemRow, slot);
  gtk_widget_class_bind_template_callback (widget_class, on_toggle);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
}

static void
pen_problem_row_init (PenProblemRow *self)
{
  self->columns = PEN_NARROW_BELOW;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_problem_row_new (void)
{
  return g_object_new (PEN_TYPE_PROBLEM_ROW, NULL);
}

void
pen_problem_row_set_item (PenProblemRow *self, PenProblemItem *item)
{
  g_return_if_fail (PEN_IS_PROBLEM_ROW (self));
  g_return_if_fail (item == NULL || PEN_IS_PROBLEM_ITEM (item));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  if (self->item != item)
    drop_details (self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "notify", G_CALLBACK (draw), self);
  draw (self);
}

void
pen_problem_row_set_columns (PenProblemRow *self, guint columns)
{
  g_return_if_fail (PEN_IS_PROBLEM_ROW (self));

  if (self->columns == columns)
    return;
  self->columns = columns;
  if (self->item != NULL)
    draw_place (self,
                pen_problem_item_get_diagnostic (self->item),
                pen_problem_item_get_open (self->item));
  if (self->details != NULL)
    pen_problem_details_set_columns (self->details, columns);
}
