/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the room sees when there is a second display. */
#include "stage-window.h"

#include "pane-diagnostics.h"
#include "results.h"
#include "split.h"
#include "zoom.h"

struct _PenStageWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets. */
  PenSplit *split;
  PenResults *results;

  /* Made with the program, and owned by the widget tree. */
  PenEditorPane *editors;

  /* Owned. */
  PenPaneDiagnostics *marks;

  GtkAdjustment *scroll; /* (nullable): of the code that is in sight */

  guint follow_source; /* the caret is looked for then */
};

G_DEFINE_FINAL_TYPE (PenStageWindow, pen_stage_window, ADW_TYPE_APPLICATION_WINDOW)

static void
pen_stage_window_dispose (GObject *object)
{
  PenStageWindow *self = PEN_STAGE_WINDOW (object);

  g_clear_handle_id (&self->follow_source, g_source_remove);
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_data (self->scroll, self);
  g_clear_object (&self->scroll);
  g_clear_object (&self->marks);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_STAGE_WINDOW);
  G_OBJECT_CLASS (pen_stage_window_parent_class)->dispose (object);
}

static void
pen_stage_window_class_init (PenStageWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_stage_window_dispose;
  g_type_ensure (PEN_TYPE_SPLIT);
  g_type_ensure (PEN_TYPE_RESULTS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/stage-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PenStageWindow, split);
  gtk_widget_class_bind_template_child (widget_class, PenStageWindow, results);
}

static void
pen_stage_window_init (PenStageWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenStageWindow *
pen_stage_window_new (GtkApplication *application, PenFiles *files, GdkMonitor *monitor)
{
  PenStageWindow *self = g_object_new (PEN_TYPE_STAGE_WINDOW, "application", application, NULL);

  self->editors = pen_editor_pane_new (files);
  self->marks = pen_pane_diagnostics_new (self->editors);
  g_object_set (self->split, "code", self->editors, NULL);
  pen_editor_pane_set_tabs_hidden (self->editors, TRUE);
  gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  return self;
}

/* The caret belongs to the text, so it is here too. */
static void
scroll_to_caret (PenStageWindow *self)
{
  PenEditor *editor = pen_editor_pane_get_current (self->editors);
  GtkTextView *view;

  if (editor == NULL)
    return;
  view = GTK_TEXT_VIEW (pen_editor_get_view (editor));
  gtk_text_view_scroll_to_mark (view,
                                gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)),
                                /* within_margin= */ 0.15,
                                /* use_align= */ FALSE,
                                0,
                                0);
}

static gboolean
on_settled (gpointer data)
{
  PenStageWindow *self = data;

  self->follow_source = 0;
  scroll_to_caret (self);
  return G_SOURCE_REMOVE;
}

/* What is asked of a text view whose lines have no height yet ends somewhere else. They get it when
 * the view is idle, at a higher priority than this. */
static void
follow_soon (PenStageWindow *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_idle_add (on_settled, self);
}

/* The view or its lines have another size: the display's, another zoom, results beside it. */
static void
watch_scroll (PenStageWindow *self)
{
  PenEditor *editor = pen_editor_pane_get_current (self->editors);
  GtkAdjustment *scroll = NULL;

  if (editor != NULL)
    scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (pen_editor_get_view (editor)));
  if (scroll == self->scroll)
    return;
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_data (self->scroll, self);
  g_set_object (&self->scroll, scroll);
  if (scroll != NULL)
    g_signal_connect_object (scroll, "changed", G_CALLBACK (follow_soon), self, G_CONNECT_SWAPPED);
}

void
pen_stage_window_follow (PenStageWindow *self, PenFile *file)
{
  if (file != NULL && file != pen_editor_pane_get_current_file (self->editors))
    pen_editor_pane_show (self->editors, pen_file_get_name (file), 0, 0);
  watch_scroll (self);
  follow_soon (self);
}

void
pen_stage_window_set_job (PenStageWindow *self, PenJob *job, const char *const *own_files)
{
  pen_results_set_job (self->results, job, own_files);
  if (job == NULL)
    return;
  pen_results_show_output (self->results);
  pen_split_set_results_open (self->split, TRUE);
}

void
pen_stage_window_set_diagnostics (PenStageWindow *self, GListModel *diagnostics)
{
  pen_pane_diagnostics_set (self->marks, diagnostics, /* eager= */ TRUE);
  pen_results_set_problems (self->results, diagnostics, /* has_more= */ FALSE);
}

guint
pen_stage_window_get_first_line (PenStageWindow *self)
{
  PenEditor *editor = pen_editor_pane_get_current (self->editors);
  GtkTextView *view;
  GdkRectangle visible;
  GtkTextIter iter;

  if (editor == NULL)
    return 1;
  view = GTK_TEXT_VIEW (pen_editor_get_view (editor));
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  return (guint)gtk_text_iter_get_line (&iter) + 1;
}

void
pen_stage_window_set_zoom (PenStageWindow *self, double factor)
{
  pen_zoom_apply (GTK_WIDGET (self->split), factor);
}

void
pen_stage_window_set_layout (PenStageWindow *self, PenLayout layout)
{
  pen_split_set_layout (self->split, layout);
}

void
pen_stage_window_set_results_open (PenStageWindow *self, gboolean open)
{
  pen_split_set_results_open (self->split, open);
}
