/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The gutter of a page of differences. GtkSourceView's own counts the lines of the buffer, which
 * are those of neither text. */
#include "diff-gutter.h"

#include "diff-text.h"

struct _PenDiffGutter
{
  GtkSourceGutterRenderer parent_instance;

  GArray *rows; /* (nullable) */
  PenDiffSide side;
  gboolean has_signs;
  int n_digits; /* of the highest number */
  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (PenDiffGutter, pen_diff_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER)

static void
append_number (GString *text, guint number, int n_digits)
{
  if (number > 0)
    g_string_append_printf (text, "%*u ", n_digits, number);
  else
    g_string_append_printf (text, "%*s ", n_digits, "");
}

static const char *
get_sign (PenDiffRowKind kind)
{
  if (kind == PEN_DIFF_ROW_ADDED)
    return "+";
  return kind == PEN_DIFF_ROW_REMOVED ? "−" : " ";
}

static char *
dup_text (PenDiffGutter *self, const PenDiffRow *row)
{
  GString *text = g_string_new (" ");

  if (self->side == PEN_DIFF_SIDE_OLD || (self->side == PEN_DIFF_SIDE_BOTH && self->has_signs))
    append_number (text, row->old_line, self->n_digits);
  if (self->side != PEN_DIFF_SIDE_OLD)
    append_number (text, row->new_line, self->n_digits);
  if (self->has_signs)
    g_string_append_printf (text, "%s ", get_sign (row->kind));
  return g_string_free (text, FALSE);
}

static PangoLayout *
get_layout (PenDiffGutter *self)
{
  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  return self->layout;
}

static void
pen_diff_gutter_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  PenDiffGutter *self = PEN_DIFF_GUTTER (widget);
  const PenDiffRow row = {PEN_DIFF_ROW_ADDED, 0, 0, 0, 0};
  g_autofree char *text = dup_text (self, &row);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  pango_layout_set_text (get_layout (self), text, -1);
  pango_layout_get_pixel_size (get_layout (self), minimum, NULL);
  *natural = *minimum;
}

static void
pen_diff_gutter_snapshot_line (GtkSourceGutterRenderer *renderer,
                               GtkSnapshot *snapshot,
                               GtkSourceGutterLines *lines,
                               guint line)
{
  PenDiffGutter *self = PEN_DIFF_GUTTER (renderer);
  g_autofree char *text = NULL;
  const PenDiffRow *row;
  GdkRGBA colour;
  int y, height;

  if (self->rows == NULL || line >= self->rows->len)
    return;
  row = &g_array_index (self->rows, PenDiffRow, line);
  text = dup_text (self, row);
  pango_layout_set_text (get_layout (self), text, -1);
  gtk_source_gutter_lines_get_line_yrange (lines,
                                           line,
                                           GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST,
                                           &y,
                                           &height);
  if (pen_diff_row_get_tint (row->kind, &colour))
    gtk_snapshot_append_color (snapshot,
                               &colour,
                               &GRAPHENE_RECT_INIT (0,
                                                    (float)y,
                                                    (float)gtk_widget_get_width (GTK_WIDGET (self)),
                                                    (float)height));
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  if (row->kind == PEN_DIFF_ROW_EQUAL)
    colour.alpha *= 0.65f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float)y));
  gtk_snapshot_append_layout (snapshot, get_layout (self), &colour);
  gtk_snapshot_restore (snapshot);
}

/* Another zoom. */
static void
pen_diff_gutter_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (pen_diff_gutter_parent_class)->css_changed (widget, change);
  g_clear_object (&PEN_DIFF_GUTTER (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
pen_diff_gutter_finalize (GObject *object)
{
  PenDiffGutter *self = PEN_DIFF_GUTTER (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (pen_diff_gutter_parent_class)->finalize (object);
}

static void
pen_diff_gutter_class_init (PenDiffGutterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pen_diff_gutter_finalize;
  widget_class->measure = pen_diff_gutter_measure;
  widget_class->css_changed = pen_diff_gutter_css_changed;
  GTK_SOURCE_GUTTER_RENDERER_CLASS (klass)->snapshot_line = pen_diff_gutter_snapshot_line;
}

static void
pen_diff_gutter_init (PenDiffGutter *self)
{
  self->n_digits = 1;
}

PenDiffGutter *
pen_diff_gutter_new (void)
{
  return g_object_new (PEN_TYPE_DIFF_GUTTER, NULL);
}

void
pen_diff_gutter_set_rows (PenDiffGutter *self, GArray *rows, PenDiffSide side, gboolean has_signs)
{
  guint highest = 0;

  g_return_if_fail (PEN_IS_DIFF_GUTTER (self));

  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = rows != NULL ? g_array_ref (rows) : NULL;
  self->side = side;
  self->has_signs = has_signs;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PenDiffRow *row = &g_array_index (rows, PenDiffRow, i);

      highest = MAX (highest, MAX (row->old_line, row->new_line));
    }
  self->n_digits = 1;
  for (; highest >= 10; highest /= 10)
    self->n_digits++;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
