/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code and results share a window: beside each other, below each other, or one at a time. */
#include "split.h"

#include <glib/gi18n.h>

/* Shares of the room that results get at first. */
#define SIDE_SHARE 0.40
#define STACKED_SHARE 0.38

/* How both are arranged right now. */
typedef enum
{
  PLACE_UNKNOWN,
  PLACE_SIDE,
  PLACE_STACKED,
  PLACE_CODE,
  PLACE_RESULTS,
  PLACE_SLIDING,
} Place;

struct _PenSplit
{
  GtkWidget parent_instance;

  /* Owned by the widget tree. */
  GtkWidget *overlay;
  GtkPaned *paned;
  GtkRevealer *revealer;

  /* Owned. */
  GtkWidget *code;
  GtkWidget *results;

  PenLayout layout;
  Place place;
  gboolean results_open;
  double shares[2]; /* of results: side, stacked */
  gboolean placing;
  guint idle;
};

enum
{
  PROP_CODE = 1,
  PROP_RESULTS,
  PROP_RESULTS_OPEN,
  PROP_SLIDING,
  PROP_SIDE_SHARE,
  PROP_STACKED_SHARE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenSplit, pen_split, GTK_TYPE_WIDGET)

/* --- What is where --- */

/* Width of a character of code, px. */
static int
measure_column (PenSplit *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (context));
  PangoFontMetrics *metrics;
  int width;

  pango_font_description_set_family_static (font, "monospace");
  metrics = pango_context_get_metrics (context, font, NULL);
  width = pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  return MAX (width, 1);
}

static Place
decide (PenSplit *self, int width)
{
  int columns;

  switch (self->layout)
    {
    case PEN_LAYOUT_SIDE:
      return PLACE_SIDE;
    case PEN_LAYOUT_STACKED:
      return PLACE_STACKED;
    case PEN_LAYOUT_CODE:
      return PLACE_CODE;
    case PEN_LAYOUT_OUTPUT:
      return PLACE_RESULTS;
    case PEN_LAYOUT_AUTO:
    default:
      break;
    }
  columns = width / measure_column (self);
  if (columns < PEN_SPLIT_COLUMNS)
    return PLACE_SLIDING;
  return width >= PEN_SPLIT_SIDE_WIDTH && columns * (1 - SIDE_SHARE) >= PEN_SPLIT_COLUMNS
             ? PLACE_SIDE
             : PLACE_STACKED;
}

static gboolean
is_divided (PenSplit *self)
{
  return self->place == PLACE_SIDE || self->place == PLACE_STACKED;
}

static double
get_share (PenSplit *self)
{
  return self->shares[self->place == PLACE_SIDE ? 0 : 1];
}

static int
get_length (PenSplit *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return self->place == PLACE_SIDE ? gtk_widget_get_width (widget) : gtk_widget_get_height (widget);
}

static void
on_divider (PenSplit *self)
{
  int length = get_length (self);
  guint i = self->place == PLACE_SIDE ? 0 : 1;

  if (self->placing || !is_divided (self) || length == 0)
    return;
  self->shares[i] = CLAMP (1 - (double)gtk_paned_get_position (self->paned) / length, 0.1, 0.9);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE_SHARE + i]);
}

static void
place_results (PenSplit *self)
{
  gboolean slide = self->place == PLACE_SLIDING;

  if (self->results == NULL)
    return;
  if (slide && gtk_revealer_get_child (self->revealer) == NULL)
    {
      gtk_paned_set_end_child (self->paned, NULL);
      gtk_revealer_set_child (self->revealer, self->results);
    }
  else if (!slide && gtk_paned_get_end_child (self->paned) == NULL)
    {
      gtk_revealer_set_child (self->revealer, NULL);
      gtk_paned_set_end_child (self->paned, self->results);
      gtk_widget_set_size_request (self->results, -1, -1);
    }
}

static void
update (PenSplit *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Place before = self->place;
  int length;

  self->place = decide (self, gtk_widget_get_width (widget));
  length = get_length (self);
  self->placing = TRUE;
  place_results (self);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned),
                                  self->place == PLACE_SIDE ? GTK_ORIENTATION_HORIZONTAL
                                                            : GTK_ORIENTATION_VERTICAL);
  if (self->code != NULL)
    gtk_widget_set_visible (self->code, self->place != PLACE_RESULTS);
  if (self->results != NULL)
    gtk_widget_set_visible (self->results, self->place != PLACE_CODE);
  if (is_divided (self))
    gtk_paned_set_position (self->paned, (int)(length * (1 - get_share (self))));
  if (self->place == PLACE_SLIDING && self->results != NULL)
    gtk_widget_set_size_request (self->results, -1, gtk_widget_get_height (widget) * 2 / 3);
  self->placing = FALSE;
  if (self->place != PLACE_SLIDING)
    self->results_open = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), self->place == PLACE_SLIDING);
  gtk_revealer_set_reveal_child (self->revealer, self->results_open);
  if (self->place == before)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLIDING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULTS_OPEN]);
}

static gboolean
on_idle (gpointer data)
{
  PenSplit *self = data;

  self->idle = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Widgets must not change places while they are being placed, so just afterwards, before the next
 * frame. */
static void
queue_update (PenSplit *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_idle, self, NULL);
}

static void
pen_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PenSplit *self = PEN_SPLIT (widget);

  /* The divider keeps its share; what GtkPaned makes of a new size or direction is not it. */
  self->placing = TRUE;
  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  self->placing = FALSE;
  queue_update (self);
}

static void
pen_split_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  gtk_widget_measure (PEN_SPLIT (widget)->overlay,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static void
set_share (PenSplit *self, guint i, double share)
{
  if (self->shares[i] == share)
    return;
  self->shares[i] = share;
  queue_update (self);
}

/* --- The object --- */

static void
pen_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenSplit *self = PEN_SPLIT (object);

  switch (id)
    {
    case PROP_CODE:
      g_value_set_object (value, self->code);
      break;
    case PROP_RESULTS:
      g_value_set_object (value, self->results);
      break;
    case PROP_RESULTS_OPEN:
      g_value_set_boolean (value, self->results_open);
      break;
    case PROP_SLIDING:
      g_value_set_boolean (value, pen_split_get_sliding (self));
      break;
    case PROP_SIDE_SHARE:
    case PROP_STACKED_SHARE:
      g_value_set_double (value, self->shares[id - PROP_SIDE_SHARE]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PenSplit *self = PEN_SPLIT (object);

  switch (id)
    {
    case PROP_CODE:
      if (g_set_object (&self->code, g_value_get_object (value)))
        gtk_paned_set_start_child (self->paned, self->code);
      break;
    case PROP_RESULTS:
      if (g_set_object (&self->results, g_value_get_object (value)))
        gtk_paned_set_end_child (self->paned, self->results);
      break;
    case PROP_SIDE_SHARE:
    case PROP_STACKED_SHARE:
      set_share (self, id - PROP_SIDE_SHARE, g_value_get_double (value));
      break;
    case PROP_RESULTS_OPEN:
      pen_split_set_results_open (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_split_dispose (GObject *object)
{
  PenSplit *self = PEN_SPLIT (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->code);
  g_clear_object (&self->results);
  G_OBJECT_CLASS (pen_split_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CODE] = g_param_spec_object ("code", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_RESULTS] = g_param_spec_object ("results", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDE_SHARE] =
      g_param_spec_double ("side-share", NULL, NULL, 0.1, 0.9, SIDE_SHARE, flags);
  properties[PROP_STACKED_SHARE] =
      g_param_spec_double ("stacked-share", NULL, NULL, 0.1, 0.9, STACKED_SHARE, flags);
  properties[PROP_RESULTS_OPEN] = g_param_spec_boolean ("results-open", NULL, NULL, FALSE, flags);
  properties[PROP_SLIDING] = g_param_spec_boolean ("sliding",
                                                   NULL,
                                                   NULL,
                                                   FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_split_class_init (PenSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pen_split_get_property;
  object_class->set_property = pen_split_set_property;
  object_class->dispose = pen_split_dispose;
  widget_class->size_allocate = pen_split_size_allocate;
  widget_class->measure = pen_split_measure;
  install_properties (object_class);
}

static void
pen_split_init (PenSplit *self)
{
  self->shares[0] = SIDE_SHARE;
  self->shares[1] = STACKED_SHARE;
  self->overlay = gtk_overlay_new ();
  self->paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->paned),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Code and results"),
                                  -1);
  gtk_paned_set_shrink_start_child (self->paned, FALSE);
  gtk_paned_set_shrink_end_child (self->paned, FALSE);
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_transition_duration (self->revealer, 150);
  gtk_widget_set_valign (GTK_WIDGET (self->revealer), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->revealer), "sliding-results");
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->paned));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->revealer));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  g_signal_connect_object (self->paned,
                           "notify::position",
                           G_CALLBACK (on_divider),
                           self,
                           G_CONNECT_SWAPPED);
}

void
pen_split_set_layout (PenSplit *self, PenLayout layout)
{
  if (self->layout == layout)
    return;
  self->layout = layout;
  queue_update (self);
}

gboolean
pen_split_get_sliding (PenSplit *self)
{
  return self->place == PLACE_SLIDING;
}

void
pen_split_set_results_open (PenSplit *self, gboolean open)
{
  if (open == self->results_open || (open && self->place != PLACE_SLIDING))
    return;
  self->results_open = open;
  gtk_revealer_set_reveal_child (self->revealer, open);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULTS_OPEN]);
}

gboolean
pen_split_get_results_open (PenSplit *self)
{
  return self->results_open;
}
