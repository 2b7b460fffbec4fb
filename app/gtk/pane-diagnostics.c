/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One PenEditorDiagnostics for each editor of a pane. It belongs to its editor, and goes with it.
 */
#include "pane-diagnostics.h"

#include "editor-diagnostics.h"

#define KEY "pen-diagnostics"

struct _PenPaneDiagnostics
{
  GObject parent_instance;

  PenEditorPane *pane;     /* borrowed */
  GListModel *diagnostics; /* (nullable) */
  gboolean eager;
};

G_DEFINE_FINAL_TYPE (PenPaneDiagnostics, pen_pane_diagnostics, G_TYPE_OBJECT)

static PenEditorDiagnostics *
get (PenEditor *editor)
{
  return editor != NULL ? g_object_get_data (G_OBJECT (editor), KEY) : NULL;
}

static void
on_renamed (PenFile *file, GParamSpec *pspec, PenEditorDiagnostics *marks)
{
  pen_editor_diagnostics_set_file (marks, pen_file_get_name (file));
}

static void
add (PenEditor *editor, PenPaneDiagnostics *self)
{
  PenFile *file = pen_editor_get_file (editor);
  PenEditorDiagnostics *marks;

  if (!pen_file_is_text (file))
    return;
  marks = pen_editor_diagnostics_new (pen_editor_get_view (editor), pen_file_get_name (file));
  pen_editor_diagnostics_set_eager (marks, self->eager);
  pen_editor_diagnostics_set_diagnostics (marks, self->diagnostics);
  g_signal_connect_object (file, "notify::name", G_CALLBACK (on_renamed), marks, 0);
  g_object_set_data_full (G_OBJECT (editor), KEY, marks, g_object_unref);
}

static void
on_editor_added (PenEditorPane *pane, PenEditor *editor, PenPaneDiagnostics *self)
{
  add (editor, self);
}

static void
add_from_pane (gpointer editor, gpointer self)
{
  add (editor, self);
}

static void
pen_pane_diagnostics_dispose (GObject *object)
{
  PenPaneDiagnostics *self = PEN_PANE_DIAGNOSTICS (object);

  g_clear_object (&self->diagnostics);
  G_OBJECT_CLASS (pen_pane_diagnostics_parent_class)->dispose (object);
}

static void
pen_pane_diagnostics_class_init (PenPaneDiagnosticsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_pane_diagnostics_dispose;
}

static void
pen_pane_diagnostics_init (PenPaneDiagnostics *self)
{
}

PenPaneDiagnostics *
pen_pane_diagnostics_new (PenEditorPane *pane)
{
  PenPaneDiagnostics *self = g_object_new (PEN_TYPE_PANE_DIAGNOSTICS, NULL);

  self->pane = pane;
  pen_editor_pane_foreach (pane, add_from_pane, self);
  g_signal_connect_object (pane, "editor-added", G_CALLBACK (on_editor_added), self, 0);
  return self;
}

static void
show_in (gpointer data, gpointer user_data)
{
  PenPaneDiagnostics *self = user_data;
  PenEditorDiagnostics *marks = get (data);

  if (marks == NULL)
    return;
  pen_editor_diagnostics_set_eager (marks, self->eager);
  pen_editor_diagnostics_set_diagnostics (marks, self->diagnostics);
}

void
pen_pane_diagnostics_set (PenPaneDiagnostics *self, GListModel *diagnostics, gboolean eager)
{
  g_return_if_fail (PEN_IS_PANE_DIAGNOSTICS (self));

  g_set_object (&self->diagnostics, diagnostics);
  self->eager = eager;
  pen_editor_pane_foreach (self->pane, show_in, self);
}

gboolean
pen_pane_diagnostics_show (PenPaneDiagnostics *self, PenDiagnostic *diagnostic)
{
  const PenSpan *place;
  PenEditorDiagnostics *marks;
  GtkTextIter start;

  g_return_val_if_fail (PEN_IS_PANE_DIAGNOSTICS (self), FALSE);

  place = pen_diagnostic_get_place (diagnostic);
  if (place == NULL)
    return FALSE;
  marks = get (pen_editor_pane_get_editor (self->pane, place->file));
  if (marks != NULL && pen_editor_diagnostics_find (marks, diagnostic, &start))
    return pen_editor_pane_show (self->pane,
                                 place->file,
                                 (guint)gtk_text_iter_get_line (&start) + 1,
                                 (guint)gtk_text_iter_get_line_offset (&start) + 1);
  return pen_editor_pane_show (self->pane, place->file, place->line_start, place->column_start);
}

PenDiagnostic *
pen_pane_diagnostics_dup_at_caret (PenPaneDiagnostics *self)
{
  PenEditor *editor;
  PenEditorDiagnostics *marks;
  GtkTextBuffer *buffer;
  GtkTextIter caret;
  g_autoptr (GPtrArray) here = NULL;

  g_return_val_if_fail (PEN_IS_PANE_DIAGNOSTICS (self), NULL);

  editor = pen_editor_pane_get_current (self->pane);
  marks = get (editor);
  if (marks == NULL)
    return NULL;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (pen_editor_get_view (editor)));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  here = pen_editor_diagnostics_dup_at (marks, &caret);
  return here->len > 0 ? g_object_ref (here->pdata[0]) : NULL;
}
