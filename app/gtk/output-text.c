/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The text view of an output. Marks are drawn below the text of the visible lines alone, so that
 * scrolling costs the same however much was printed. */
#include "output-text.h"

#include <glib/gi18n.h>

/* The margin, in characters, and the parts of it that marks take. */
#define MARGIN_CHARS 2
#define BAR_SHARE 0.16f
#define BAR_START 0.35f

struct _PenOutputText
{
  GtkTextView parent_instance;

  /* owned */
  PenOutputBuffer *buffer; /* (nullable) */

  PenOutputTag described; /* what the caret's line is said to be; PEN_N_OUTPUT_TAGS: nothing */
  gboolean has_hover;
};

G_DEFINE_FINAL_TYPE (PenOutputText, pen_output_text, GTK_TYPE_TEXT_VIEW)

/* --- Marks in the margin --- */

/* What a line is: the first of these that any of it is. */
static PenOutputTag
get_line_tag (PenOutputText *self, const GtkTextIter *start)
{
  static const PenOutputTag tags[] = {
      PEN_OUTPUT_TAG_STDERR,
      PEN_OUTPUT_TAG_COMPILER,
      PEN_OUTPUT_TAG_INPUT,
      PEN_OUTPUT_TAG_NOTE,
      PEN_OUTPUT_TAG_DROPPED,
  };
  GtkTextIter end = *start;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      GtkTextTag *tag = pen_output_tags_get (pen_output_buffer_get_tags (self->buffer), tags[i]);
      GtkTextIter iter = *start;

      if (gtk_text_iter_has_tag (&iter, tag))
        return tags[i];
      if (gtk_text_iter_forward_to_tag_toggle (&iter, tag) &&
          gtk_text_iter_compare (&iter, &end) < 0)
        return tags[i];
    }
  return PEN_N_OUTPUT_TAGS;
}

/* Translators: the sentences are read out and shown above the mark of a line. */
static const char *
get_words (PenOutputTag tag)
{
  switch ((int)tag)
    {
    case PEN_OUTPUT_TAG_STDERR:
      return _ ("The program wrote this line to standard error.");
    case PEN_OUTPUT_TAG_COMPILER:
      return _ ("This line was written while the program was compiled.");
    case PEN_OUTPUT_TAG_INPUT:
      return _ ("You typed this for the program.");
    case PEN_OUTPUT_TAG_NOTE:
      return _ ("This is a remark by Playpen.");
    case PEN_OUTPUT_TAG_DROPPED:
      return _ ("The program printed more here than is kept.");
    default:
      return NULL;
    }
}

static void
draw_bar (GtkSnapshot *snapshot, const GdkRGBA *colour, float x, float y, float width, float height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, y, width, height);

  gtk_snapshot_append_color (snapshot, colour, &rect);
}

static void
draw_sign (PenOutputText *self,
           GtkSnapshot *snapshot,
           const GdkRGBA *colour,
           const char *sign,
           float middle,
           float y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), sign);
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (middle - (float)width / 2, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* Each kind has a shape of its own: a bar, a broken bar, or a sign. */
static void
draw_mark (PenOutputText *self,
           GtkSnapshot *snapshot,
           PenOutputTag tag,
           float left,
           float y,
           float height)
{
  float margin = (float)gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
  float x = left + margin * BAR_START;
  float width = MAX (margin * BAR_SHARE, 2);
  float middle = x + width / 2;
  float dash = MAX (width, 2);
  GdkRGBA text;
  GdkRGBA warning;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &text);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                       "warning_color",
                                       &warning))
    warning = text;
  text.alpha *= 0.7f;
  switch ((int)tag)
    {
    case PEN_OUTPUT_TAG_STDERR:
      draw_bar (snapshot, &warning, x, y, width, height);
      break;
    case PEN_OUTPUT_TAG_COMPILER:
      for (float at = 0; at + dash <= height; at += 2 * dash)
        draw_bar (snapshot, &text, x, y + at, width, dash);
      break;
    case PEN_OUTPUT_TAG_INPUT:
      draw_sign (self, snapshot, &text, "›", middle, y);
      break;
    case PEN_OUTPUT_TAG_NOTE:
      draw_sign (self, snapshot, &text, "i", middle, y);
      break;
    case PEN_OUTPUT_TAG_DROPPED:
      draw_sign (self, snapshot, &text, "⋮", middle, y);
      break;
    default:
      break;
    }
}

static void
pen_output_text_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  PenOutputText *self = PEN_OUTPUT_TEXT (view);
  GdkRectangle visible;
  GtkTextIter iter;
  int y = 0;
  int height = 0;
  int left = 0;

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || self->buffer == NULL)
    return;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, 0, &left, NULL);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  do
    {
      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
      if (y >= visible.y + visible.height)
        break;
      draw_mark (self, snapshot, get_line_tag (self, &iter), (float)left, (float)y, (float)height);
    }
  while (gtk_text_iter_forward_line (&iter));
}

/* The margin grows with the text. */
static void
pen_output_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  int width = 0;

  GTK_WIDGET_CLASS (pen_output_text_parent_class)->css_changed (widget, change);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (widget), MARGIN_CHARS * width);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (widget), width);
}

static gboolean
pen_output_text_query_tooltip (GtkWidget *widget,
                               int x,
                               int y,
                               gboolean keyboard_mode,
                               GtkTooltip *tooltip)
{
  PenOutputText *self = PEN_OUTPUT_TEXT (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  const char *words;
  GtkTextIter iter;
  int buffer_y = 0;

  if (self->buffer == NULL || keyboard_mode || x >= gtk_text_view_get_left_margin (view))
    return FALSE;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, &iter, buffer_y, NULL);
  words = get_words (get_line_tag (self, &iter));
  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

/* --- Links --- */

static void
set_hover (PenOutputText *self, const GtkTextIter *at)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextTag *tag =
      pen_output_tags_get (pen_output_buffer_get_tags (self->buffer), PEN_OUTPUT_TAG_HOVER);
  g_autoptr (GArray) found = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (self->has_hover)
    {
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
    }
  if (at != NULL)
    found = pen_output_buffer_dup_link (self->buffer, at, &start, &end);
  self->has_hover = found != NULL;
  if (found != NULL)
    gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

static gboolean
get_iter_at (PenOutputText *self, double x, double y, GtkTextIter *ret_iter)
{
  int buffer_x = 0;
  int buffer_y = 0;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self),
                                         GTK_TEXT_WINDOW_WIDGET,
                                         (int)x,
                                         (int)y,
                                         &buffer_x,
                                         &buffer_y);
  return gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), ret_iter, buffer_x, buffer_y);
}

static gboolean
follow (PenOutputText *self, const GtkTextIter *at)
{
  g_autoptr (GArray) found = pen_output_buffer_dup_link (self->buffer, at, NULL, NULL);
  const PenLink *link;

  if (found == NULL)
    return FALSE;
  link = &g_array_index (found, PenLink, 0);
  switch (link->kind)
    {
    case PEN_LINK_PLACE:
      gtk_widget_activate_action (GTK_WIDGET (self),
                                  "win.go-to",
                                  "(suu)",
                                  link->target,
                                  link->line,
                                  link->column);
      break;
    case PEN_LINK_CODE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.explain", "s", link->target);
      break;
    case PEN_LINK_BACKTRACE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.run-backtrace", "s", link->target);
      break;
    default:
      g_return_val_if_reached (FALSE);
    }
  return TRUE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, PenOutputText *self)
{
  GtkTextIter iter;

  if (self->buffer == NULL)
    return;
  set_hover (self, get_iter_at (self, x, y, &iter) ? &iter : NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->has_hover ? "pointer" : "text");
}

static void
on_leave (GtkEventControllerMotion *motion, PenOutputText *self)
{
  if (self->buffer != NULL)
    set_hover (self, NULL);
}

/* A click that ends a selection follows nothing. */
static void
on_released (GtkGestureClick *click, int n_press, double x, double y, PenOutputText *self)
{
  GtkTextIter iter;

  if (self->buffer == NULL || n_press != 1 ||
      gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)) ||
      !get_iter_at (self, x, y, &iter))
    return;
  follow (self, &iter);
}

gboolean
pen_output_text_follow_link (PenOutputText *self)
{
  GtkTextIter caret;

  g_return_val_if_fail (PEN_IS_OUTPUT_TEXT (self), FALSE);

  if (self->buffer == NULL)
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer),
                                    &caret,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  return follow (self, &caret);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        PenOutputText *self)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  return pen_output_text_follow_link (self);
}

/* --- The caret --- */

/* Says what the caret's line is, for those who do not see its mark. */
static void
describe_line (PenOutputText *self, const GtkTextIter *caret)
{
  GtkTextIter start = *caret;
  PenOutputTag tag;
  const char *words;

  gtk_text_iter_set_line_offset (&start, 0);
  tag = get_line_tag (self, &start);
  if (tag == self->described)
    return;
  self->described = tag;
  words = get_words (tag);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "",
                                  -1);
}

static void
on_mark_set (GtkTextBuffer *buffer, const GtkTextIter *at, GtkTextMark *mark, PenOutputText *self)
{
  if (mark != gtk_text_buffer_get_insert (buffer))
    return;
  describe_line (self, at);
  set_hover (self, at);
}

void
pen_output_text_set_buffer (PenOutputText *self, PenOutputBuffer *buffer)
{
  g_return_if_fail (PEN_IS_OUTPUT_TEXT (self));
  g_return_if_fail (PEN_IS_OUTPUT_BUFFER (buffer));

  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_set_object (&self->buffer, buffer);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (buffer));
  g_signal_connect (buffer, "mark-set", G_CALLBACK (on_mark_set), self);
}

static void
pen_output_text_dispose (GObject *object)
{
  PenOutputText *self = PEN_OUTPUT_TEXT (object);

  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (pen_output_text_parent_class)->dispose (object);
}

static void
pen_output_text_class_init (PenOutputTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_output_text_dispose;
  widget_class->css_changed = pen_output_text_css_changed;
  widget_class->query_tooltip = pen_output_text_query_tooltip;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = pen_output_text_snapshot_layer;
}

static void
pen_output_text_init (PenOutputText *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->described = PEN_N_OUTPUT_TAGS;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
