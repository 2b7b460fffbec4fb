/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is known of a step. Each change of a step writes all steps to the disk, so what is typed
 * waits for a short rest. */
#include "step-details.h"

#define REST_MS 250

struct _PenStepDetails
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *body;
  GtkEditable *title;
  GtkTextView *notes;
  GtkTextView *expected;

  /* owned */
  PenStep *step; /* (nullable) */
  guint timer;   /* source, or 0 */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PenStepDetails, pen_step_details, GTK_TYPE_WIDGET)

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, /* include_hidden_chars= */ TRUE);
}

/* Undo does not lead into the notes of another step. */
static void
set_text (GtkTextView *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *now = dup_text (view);

  if (g_str_equal (now, text))
    return;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* --- From what is typed into the step --- */

static void
take (PenStepDetails *self)
{
  g_autofree char *notes = dup_text (self->notes);
  g_autofree char *expected = dup_text (self->expected);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title)));

  /* The fields are not filled from it while some of them are newer. */
  self->filling = TRUE;
  if (title[0] != '\0')
    pen_step_set_title (self->step, title);
  pen_step_set_notes (self->step, notes);
  pen_step_set_expected (self->step, expected[0] != '\0' ? expected : NULL);
  self->filling = FALSE;
}

static gboolean
on_rest (gpointer data)
{
  PenStepDetails *self = data;

  self->timer = 0;
  take (self);
  return G_SOURCE_REMOVE;
}

void
pen_step_details_flush (PenStepDetails *self)
{
  g_return_if_fail (PEN_IS_STEP_DETAILS (self));

  if (self->timer == 0)
    return;
  g_source_remove (self->timer);
  self->timer = 0;
  take (self);
}

static void
on_typed (PenStepDetails *self)
{
  if (self->filling || self->step == NULL)
    return;
  if (self->timer != 0)
    g_source_remove (self->timer);
  self->timer = g_timeout_add (REST_MS, on_rest, self);
}

/* --- From the step --- */

static void
fill (PenStepDetails *self)
{
  const char *expected;

  if (self->filling || self->step == NULL)
    return;
  if (self->timer != 0) /* something else of it changed; what is typed stands */
    {
      pen_step_details_flush (self);
      return;
    }
  expected = pen_step_get_expected (self->step);
  self->filling = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (self->title), pen_step_get_title (self->step)) != 0)
    gtk_editable_set_text (self->title, pen_step_get_title (self->step));
  set_text (self->notes, pen_step_get_notes (self->step));
  set_text (self->expected, expected != NULL ? expected : "");
  self->filling = FALSE;
}

void
pen_step_details_set_step (PenStepDetails *self, PenStep *step)
{
  g_return_if_fail (PEN_IS_STEP_DETAILS (self));
  g_return_if_fail (step == NULL || PEN_IS_STEP (step));

  if (step == self->step)
    return;
  pen_step_details_flush (self);
  if (self->step != NULL)
    g_signal_handlers_disconnect_by_data (self->step, self);
  g_set_object (&self->step, step);
  if (step != NULL)
    g_signal_connect_swapped (step, "notify", G_CALLBACK (fill), self);
  fill (self);
}

/* --- Life cycle --- */

static void
pen_step_details_dispose (GObject *object)
{
  PenStepDetails *self = PEN_STEP_DETAILS (object);

  if (self->step != NULL)
    pen_step_details_set_step (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_STEP_DETAILS);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  G_OBJECT_CLASS (pen_step_details_parent_class)->dispose (object);
}

static void
pen_step_details_class_init (PenStepDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_step_details_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/step-details.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenStepDetails, body);
  gtk_widget_class_bind_template_child (widget_class, PenStepDetails, title);
  gtk_widget_class_bind_template_child (widget_class, PenStepDetails, notes);
  gtk_widget_class_bind_template_child (widget_class, PenStepDetails, expected);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
pen_step_details_init (PenStepDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes),
                           "changed",
                           G_CALLBACK (on_typed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->expected),
                           "changed",
                           G_CALLBACK (on_typed),
                           self,
                           G_CONNECT_SWAPPED);
}
