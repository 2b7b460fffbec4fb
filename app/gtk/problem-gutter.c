/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The gutter's icons. GtkSourceView 5.6 draws icons of marks in no colour of ours, in the dark
 * black on black; so they are drawn here, as symbolic icons in the colours of the underlines. */
#include "problem-gutter.h"

#include "problem-text.h"

struct _PenProblemGutter
{
  GtkSourceGutterRenderer parent_instance;

  PenEditorDiagnostics *diagnostics; /* weak */
};

G_DEFINE_FINAL_TYPE (PenProblemGutter, pen_problem_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER)

static int
get_size (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
pen_problem_gutter_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? get_size (widget) : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
pen_problem_gutter_snapshot_line (GtkSourceGutterRenderer *renderer,
                                  GtkSnapshot *snapshot,
                                  GtkSourceGutterLines *lines,
                                  guint line)
{
  PenProblemGutter *self = PEN_PROBLEM_GUTTER (renderer);
  GtkWidget *widget = GTK_WIDGET (renderer);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = NULL;
  PenLevel level;
  GdkRGBA colour;
  int width = gtk_widget_get_width (widget);
  int size, y, height;

  if (self->diagnostics == NULL ||
      !pen_editor_diagnostics_get_level (self->diagnostics, line, &level, &colour))
    return;
  size = MAX (width * 4 / 5, 8);
  icon = gtk_icon_theme_lookup_icon (theme,
                                     pen_problem_get_icon_name (level),
                                     /* fallbacks= */ NULL,
                                     size,
                                     gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget),
                                     GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_source_gutter_lines_get_line_yrange (lines,
                                           line,
                                           GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST,
                                           &y,
                                           &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float)(width - size) / 2, (float)y + (float)(height - size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon),
                                            snapshot,
                                            size,
                                            size,
                                            &colour,
                                            1);
  gtk_snapshot_restore (snapshot);
}

static gboolean
pen_problem_gutter_query_tooltip (GtkWidget *widget,
                                  int x,
                                  int y,
                                  gboolean keyboard,
                                  GtkTooltip *tooltip)
{
  PenProblemGutter *self = PEN_PROBLEM_GUTTER (widget);
  GtkTextView *view =
      GTK_TEXT_VIEW (gtk_source_gutter_renderer_get_view (GTK_SOURCE_GUTTER_RENDERER (widget)));
  g_autofree char *text = NULL;
  GtkTextIter iter;
  int buffer_y = 0;

  if (self->diagnostics == NULL || view == NULL)
    return FALSE;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_LEFT, x, y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, &iter, buffer_y, NULL);
  text = pen_editor_diagnostics_dup_line_text (self->diagnostics,
                                               (guint)gtk_text_iter_get_line (&iter));
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
pen_problem_gutter_dispose (GObject *object)
{
  g_clear_weak_pointer (&PEN_PROBLEM_GUTTER (object)->diagnostics);
  G_OBJECT_CLASS (pen_problem_gutter_parent_class)->dispose (object);
}

static void
pen_problem_gutter_class_init (PenProblemGutterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_problem_gutter_dispose;
  widget_class->measure = pen_problem_gutter_measure;
  widget_class->query_tooltip = pen_problem_gutter_query_tooltip;
  GTK_SOURCE_GUTTER_RENDERER_CLASS (klass)->snapshot_line = pen_problem_gutter_snapshot_line;
}

static void
pen_problem_gutter_init (PenProblemGutter *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

PenProblemGutter *
pen_problem_gutter_new (PenEditorDiagnostics *diagnostics)
{
  PenProblemGutter *self = g_object_new (PEN_TYPE_PROBLEM_GUTTER, NULL);

  g_set_weak_pointer (&self->diagnostics, diagnostics);
  return self;
}
