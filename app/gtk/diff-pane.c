/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A page of differences in a text view. Signs in the gutter tell what the colours repeat; the
 * caret can be moved through it, and Enter opens what is folded. */
#include "diff-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "diff-gutter.h"
#include "diff-text.h"
#include "scheme.h"

enum
{
  TAG_ADDED,
  TAG_REMOVED,
  TAG_FOLD,
  N_TAGS
};

struct _PenDiffPane
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkScrolledWindow *scroller;
  GtkSourceView *view;

  /* borrowed */
  PenDiffGutter *gutter;
  GtkTextTag *tags[N_TAGS];

  /* owned */
  PenDiffPage *page; /* (nullable) */
};

enum
{
  OPEN_FOLD,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenDiffPane, pen_diff_pane, GTK_TYPE_WIDGET)

/* --- Colours --- */

/* Of words that changed, on the tint of their row. */
static void
colour_tags (PenDiffPane *self)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  g_object_set (self->tags[TAG_ADDED], "background", dark ? "#2c5c3b" : "#b4e2be", NULL);
  g_object_set (self->tags[TAG_REMOVED], "background", dark ? "#75343d" : "#f7c3c5", NULL);
  g_object_set (self->tags[TAG_FOLD], "foreground", dark ? "#d0d0d6" : "#4a4a52", NULL);
}

static void
make_tags (PenDiffPane *self, GtkTextBuffer *buffer)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  for (guint i = 0; i < N_TAGS; i++)
    self->tags[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  g_object_set (self->tags[TAG_FOLD], "style", PANGO_STYLE_NORMAL, NULL);
  g_object_set (self->tags[TAG_FOLD], "weight", PANGO_WEIGHT_NORMAL, NULL);
  colour_tags (self);
  g_signal_connect_object (styles,
                           "notify::dark",
                           G_CALLBACK (colour_tags),
                           self,
                           G_CONNECT_SWAPPED);
}

static const PenDiffRow *
get_row (PenDiffPane *self, int line)
{
  if (self->page == NULL || line < 0 || (guint)line >= self->page->rows->len)
    return NULL;
  return &g_array_index (self->page->rows, PenDiffRow, line);
}

/* So that the words of a fold do not look like code. */
static void
tag_folds (PenDiffPane *self, GtkTextBuffer *buffer)
{
  for (guint i = 0; i < self->page->rows->len; i++)
    {
      GtkTextIter start, end;

      if (get_row (self, (int)i)->kind != PEN_DIFF_ROW_FOLD)
        continue;
      gtk_text_buffer_get_iter_at_line (buffer, &start, (int)i);
      end = start;
      gtk_text_iter_forward_to_line_end (&end);
      gtk_text_buffer_apply_tag (buffer, self->tags[TAG_FOLD], &start, &end);
    }
}

static void
tag_words (PenDiffPane *self, GtkTextBuffer *buffer)
{
  for (guint i = 0; i < self->page->ranges->len; i++)
    {
      const PenDiffRange *range = &g_array_index (self->page->ranges, PenDiffRange, i);
      const gboolean is_added = get_row (self, (int)range->line)->kind == PEN_DIFF_ROW_ADDED;
      GtkTextIter start, end;

      if (!gtk_text_buffer_get_iter_at_line_index (buffer,
                                                   &start,
                                                   (int)range->line,
                                                   (int)range->start) ||
          !gtk_text_buffer_get_iter_at_line_index (buffer, &end, (int)range->line, (int)range->end))
        continue;
      gtk_text_buffer_apply_tag (buffer,
                                 self->tags[is_added ? TAG_ADDED : TAG_REMOVED],
                                 &start,
                                 &end);
    }
}

/* --- Folds --- */

static gboolean
open_fold_at (PenDiffPane *self, const GtkTextIter *iter)
{
  const PenDiffRow *row = get_row (self, gtk_text_iter_get_line (iter));

  if (row == NULL || row->kind != PEN_DIFF_ROW_FOLD)
    return FALSE;
  g_signal_emit (self, signals[OPEN_FOLD], 0, row->hunk);
  return TRUE;
}

static gboolean
open_at_caret (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  PenDiffPane *self = PEN_DIFF_PANE (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return open_fold_at (self, &iter);
}

static void
get_iter_at (PenDiffPane *self, double x, double y, GtkTextIter *ret_iter)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  int buffer_x = 0, buffer_y = 0;

  gtk_text_view_window_to_buffer_coords (view,
                                         GTK_TEXT_WINDOW_WIDGET,
                                         (int)x,
                                         (int)y,
                                         &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_line_at_y (view, ret_iter, buffer_y, NULL);
}

static void
on_released (PenDiffPane *self, int n_press, double x, double y)
{
  GtkTextIter iter;

  get_iter_at (self, x, y, &iter);
  open_fold_at (self, &iter);
}

static void
on_motion (PenDiffPane *self, double x, double y)
{
  const PenDiffRow *row;
  GtkTextIter iter;

  get_iter_at (self, x, y, &iter);
  row = get_row (self, gtk_text_iter_get_line (&iter));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view),
                                   row != NULL && row->kind == PEN_DIFF_ROW_FOLD ? "pointer"
                                                                                 : "text");
}

/* --- Life cycle --- */

static void
pen_diff_pane_dispose (GObject *object)
{
  PenDiffPane *self = PEN_DIFF_PANE (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_DIFF_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->page, pen_diff_page_free);
  G_OBJECT_CLASS (pen_diff_pane_parent_class)->dispose (object);
}

static void
pen_diff_pane_class_init (PenDiffPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_diff_pane_dispose;
  g_type_ensure (PEN_TYPE_DIFF_TEXT);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  signals[OPEN_FOLD] = g_signal_new ("open-fold",
                                     PEN_TYPE_DIFF_PANE,
                                     G_SIGNAL_RUN_LAST,
                                     /* class_offset= */ 0,
                                     /* accumulator= */ NULL,
                                     /* accu_data= */ NULL,
                                     /* c_marshaller= */ NULL,
                                     G_TYPE_NONE,
                                     /* n_params= */ 1,
                                     G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/diff-pane.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, open_at_caret, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, open_at_caret, NULL);
  gtk_widget_class_bind_template_child (widget_class, PenDiffPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PenDiffPane, view);
  gtk_widget_class_bind_template_callback (widget_class, on_released);
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
}

static void
pen_diff_pane_init (PenDiffPane *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  pen_scheme_follow (GTK_SOURCE_BUFFER (buffer));
  make_tags (self, buffer);
  self->gutter = pen_diff_gutter_new ();
  gtk_source_gutter_insert (gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT),
                            GTK_SOURCE_GUTTER_RENDERER (self->gutter),
                            /* position= */ 0);
}

/* --- What is shown --- */

void
pen_diff_pane_show (PenDiffPane *self,
                    const PenDiffFile *file,
                    PenDiffSide side,
                    gboolean has_signs)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;

  g_return_if_fail (PEN_IS_DIFF_PANE (self));
  g_return_if_fail (file != NULL && file->diff != NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_clear_pointer (&self->page, pen_diff_page_free);
  self->page = pen_diff_page_new (file, side);
  pen_diff_text_set_rows (PEN_DIFF_TEXT (self->view), self->page->rows);
  pen_diff_gutter_set_rows (self->gutter, self->page->rows, side, has_signs);
  gtk_source_buffer_set_language (
      GTK_SOURCE_BUFFER (buffer),
      pen_sources_is_rust (file->name)
          ? gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (),
                                                      "rust")
          : NULL);
  gtk_text_buffer_set_text (buffer, self->page->text->str, (int)self->page->text->len);
  tag_folds (self, buffer);
  tag_words (self, buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

void
pen_diff_pane_set_name (PenDiffPane *self, const char *name)
{
  g_return_if_fail (PEN_IS_DIFF_PANE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

/* --- Moving --- */

static void
scroll_to_line (PenDiffPane *self, int line, double align)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                gtk_text_buffer_get_insert (buffer),
                                /* within_margin= */ 0,
                                /* use_align= */ TRUE,
                                /* xalign= */ 0,
                                align);
}

void
pen_diff_pane_go_to_change (PenDiffPane *self, guint change)
{
  int line;

  g_return_if_fail (PEN_IS_DIFF_PANE (self));

  line = self->page != NULL ? pen_diff_page_find_change (self->page, change) : -1;
  if (line >= 0)
    scroll_to_line (self, line, /* align= */ 0.25);
}

guint
pen_diff_pane_get_top (PenDiffPane *self)
{
  GdkRectangle seen;
  GtkTextIter iter;

  g_return_val_if_fail (PEN_IS_DIFF_PANE (self), 0);

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &seen);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->view), &iter, seen.y, NULL);
  return (guint)gtk_text_iter_get_line (&iter);
}

void
pen_diff_pane_set_top (PenDiffPane *self, guint line)
{
  g_return_if_fail (PEN_IS_DIFF_PANE (self));

  scroll_to_line (self, (int)line, /* align= */ 0);
}

GtkAdjustment *
pen_diff_pane_get_vadjustment (PenDiffPane *self)
{
  g_return_val_if_fail (PEN_IS_DIFF_PANE (self), NULL);

  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

const PenDiffPage *
pen_diff_pane_get_page (PenDiffPane *self)
{
  g_return_val_if_fail (PEN_IS_DIFF_PANE (self), NULL);

  return self->page;
}

GtkTextView *
pen_diff_pane_get_view (PenDiffPane *self)
{
  g_return_val_if_fail (PEN_IS_DIFF_PANE (self), NULL);

  return GTK_TEXT_VIEW (self->view);
}
