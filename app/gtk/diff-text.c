/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The tints of rows. Drawn here and not by tags, which GTK leaves out of empty lines and of the
 * margins, and which would have to be set on all of ten thousand rows. */
#include "diff-text.h"

#include <adwaita.h>

struct _PenDiffText
{
  GtkSourceView parent_instance;

  GArray *rows; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PenDiffText, pen_diff_text, GTK_SOURCE_TYPE_VIEW)

typedef struct
{
  const char *light;
  const char *dark;
} Tint;

static const Tint tints[] = {
    [PEN_DIFF_ROW_REMOVED] = {"#fce4e4", "#43232a"},
    [PEN_DIFF_ROW_ADDED] = {"#e0f3e4", "#1d3325"},
    [PEN_DIFF_ROW_FOLD] = {"#ececf0", "#33333a"},
    [PEN_DIFF_ROW_NOTHING] = {"#f2f2f5", "#28282c"},
};

gboolean
pen_diff_row_get_tint (PenDiffRowKind kind, GdkRGBA *ret_colour)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (kind == PEN_DIFF_ROW_EQUAL)
    return FALSE;
  return gdk_rgba_parse (ret_colour, dark ? tints[kind].dark : tints[kind].light);
}

static void
snapshot_row (PenDiffText *self, GtkSnapshot *snapshot, const GtkTextIter *iter)
{
  const guint line = (guint)gtk_text_iter_get_line (iter);
  GdkRectangle seen;
  GdkRGBA colour;
  int y, height;

  if (line >= self->rows->len ||
      !pen_diff_row_get_tint (g_array_index (self->rows, PenDiffRow, line).kind, &colour))
    return;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &seen);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), iter, &y, &height);
  gtk_snapshot_append_color (
      snapshot,
      &colour,
      &GRAPHENE_RECT_INIT ((float)seen.x, (float)y, (float)seen.width, (float)height));
}

static void
pen_diff_text_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  PenDiffText *self = PEN_DIFF_TEXT (view);
  GdkRectangle seen;
  GtkTextIter iter, end;

  GTK_TEXT_VIEW_CLASS (pen_diff_text_parent_class)->snapshot_layer (view, layer, snapshot);
  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || self->rows == NULL)
    return;
  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_line_at_y (view, &iter, seen.y, NULL);
  gtk_text_view_get_line_at_y (view, &end, seen.y + seen.height, NULL);
  for (;;)
    {
      snapshot_row (self, snapshot, &iter);
      if (gtk_text_iter_get_line (&iter) >= gtk_text_iter_get_line (&end) ||
          !gtk_text_iter_forward_line (&iter))
        break;
    }
}

static void
pen_diff_text_finalize (GObject *object)
{
  g_clear_pointer (&PEN_DIFF_TEXT (object)->rows, g_array_unref);
  G_OBJECT_CLASS (pen_diff_text_parent_class)->finalize (object);
}

static void
pen_diff_text_class_init (PenDiffTextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_diff_text_finalize;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = pen_diff_text_snapshot_layer;
}

static void
pen_diff_text_init (PenDiffText *self)
{
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw),
                           self,
                           G_CONNECT_SWAPPED);
}

void
pen_diff_text_set_rows (PenDiffText *self, GArray *rows)
{
  g_return_if_fail (PEN_IS_DIFF_TEXT (self));

  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = rows != NULL ? g_array_ref (rows) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
