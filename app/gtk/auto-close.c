/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Brackets and quotes in pairs. By hand, because GtkSourceView has no such thing. A closer that
 * came by itself is marked; only such a one is typed over, and only as long as the caret stays in
 * its line. */
#include "auto-close.h"

#include "line-edit.h"

struct _PenAutoClose
{
  GObject parent_instance;

  GtkSourceView *view; /* (nullable): weak */
  GPtrArray *marks;    /* (element-type GtkTextMark): each before a closer that came by itself */
  gboolean enabled;
  gboolean composing;
};

G_DEFINE_FINAL_TYPE (PenAutoClose, pen_auto_close, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (PenAutoClose *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
get_caret (PenAutoClose *self, GtkTextIter *ret_iter)
{
  GtkTextBuffer *buffer = get_buffer (self);

  gtk_text_buffer_get_iter_at_mark (buffer, ret_iter, gtk_text_buffer_get_insert (buffer));
}

/* --- Closers that came by themselves --- */

static void
drop_mark (gpointer mark)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (mark);

  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, mark);
  g_object_unref (mark);
}

static void
forget_others (PenAutoClose *self, int line)
{
  for (guint i = self->marks->len; i-- > 0;)
    {
      GtkTextIter iter;

      if (gtk_text_mark_get_deleted (self->marks->pdata[i]))
        {
          g_ptr_array_remove_index (self->marks, i);
          continue;
        }
      gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, self->marks->pdata[i]);
      if (gtk_text_iter_get_line (&iter) != line)
        g_ptr_array_remove_index (self->marks, i);
    }
}

/* Takes the mark before the closer at the caret, if there is one. */
static gboolean
take_mark (PenAutoClose *self, gunichar closer)
{
  GtkTextIter caret;

  get_caret (self, &caret);
  forget_others (self, gtk_text_iter_get_line (&caret));
  if (gtk_text_iter_get_char (&caret) != closer)
    return FALSE;
  for (guint i = self->marks->len; i-- > 0;)
    {
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, self->marks->pdata[i]);
      if (!gtk_text_iter_equal (&iter, &caret))
        continue;
      g_ptr_array_remove_index (self->marks, i);
      return TRUE;
    }
  return FALSE;
}

/* --- Typing --- */

static gunichar
get_closer (gunichar c)
{
  if (c == '"')
    return c;
  return c == '(' || c == '[' || c == '{' ? pen_line_edit_get_partner (c) : 0;
}

static void
wrap_selection (PenAutoClose *self, gunichar opener, gunichar closer)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter begin, end;
  g_autoptr (GtkTextMark) first = NULL;
  g_autoptr (GtkTextMark) last = NULL;
  char before[7] = {0};
  char after[7] = {0};

  g_unichar_to_utf8 (opener, before);
  g_unichar_to_utf8 (closer, after);
  gtk_text_buffer_get_selection_bounds (buffer, &begin, &end);
  first = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &begin, FALSE));
  last = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &end, TRUE));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, &end, after, -1);
  gtk_text_buffer_get_iter_at_mark (buffer, &begin, first);
  gtk_text_buffer_insert (buffer, &begin, before, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &begin, first);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, last);
  gtk_text_buffer_select_range (buffer, &end, &begin);
  gtk_text_buffer_delete_mark (buffer, first);
  gtk_text_buffer_delete_mark (buffer, last);
}

/* A closer would only be in the way before a word, within a text, or right behind an escape. */
static gboolean
is_wanted (PenAutoClose *self, const GtkTextIter *caret, gunichar opener)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (get_buffer (self));
  GtkTextIter before = *caret;
  gunichar next = gtk_text_iter_get_char (caret);
  gunichar last =
      gtk_text_iter_backward_char (&before) ? gtk_text_iter_get_char (&before) : (gunichar)' ';

  if (next != 0 && !g_unichar_isspace (next) && next != ')' && next != ']' && next != '}' &&
      next != ',' && next != ';' && next != '.')
    return FALSE;
  if (!pen_line_edit_is_code (buffer, caret))
    return FALSE;
  /* The end of a line is not in the comment that ends there. */
  if (gtk_text_iter_ends_line (caret) && !gtk_text_iter_starts_line (caret) &&
      gtk_source_buffer_iter_has_context_class (buffer, &before, "comment"))
    return FALSE;
  /* A new quote right behind one ends what that began; it does not begin another. */
  return opener != '"' || (last != '"' && last != '\\' && last != '\'');
}

static void
insert_pair (PenAutoClose *self, GtkTextIter *caret, gunichar opener, gunichar closer)
{
  GtkTextBuffer *buffer = get_buffer (self);
  char text[14] = {0};
  int n = g_unichar_to_utf8 (opener, text);

  g_unichar_to_utf8 (closer, text + n);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert (buffer, caret, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_iter_backward_char (caret);
  gtk_text_buffer_place_cursor (buffer, caret);
  forget_others (self, gtk_text_iter_get_line (caret));
  g_ptr_array_add (self->marks,
                   g_object_ref (gtk_text_buffer_create_mark (buffer,
                                                              NULL,
                                                              caret,
                                                              /* left_gravity= */ FALSE)));
}

gboolean
pen_auto_close_type (PenAutoClose *self, gunichar c)
{
  gunichar closer = get_closer (c);
  GtkTextBuffer *buffer;
  GtkTextIter caret;

  g_return_val_if_fail (PEN_IS_AUTO_CLOSE (self), FALSE);

  if (!self->enabled || self->view == NULL ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return FALSE;
  buffer = get_buffer (self);
  if (gtk_text_buffer_get_has_selection (buffer))
    {
      if (closer == 0)
        return FALSE;
      wrap_selection (self, c, closer);
      return TRUE;
    }
  get_caret (self, &caret);
  if ((c == '"' || pen_line_edit_get_partner (c) != 0) && take_mark (self, c))
    {
      gtk_text_iter_forward_char (&caret);
      gtk_text_buffer_place_cursor (buffer, &caret);
      return TRUE;
    }
  if (closer == 0)
    return FALSE;
  pen_line_edit_refresh (GTK_SOURCE_BUFFER (buffer), &caret);
  if (!is_wanted (self, &caret, c))
    return FALSE;
  insert_pair (self, &caret, c, closer);
  return TRUE;
}

gboolean
pen_auto_close_erase (PenAutoClose *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter begin, end;
  gunichar closer;

  g_return_val_if_fail (PEN_IS_AUTO_CLOSE (self), FALSE);

  if (!self->enabled || self->view == NULL ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return FALSE;
  buffer = get_buffer (self);
  get_caret (self, &begin);
  end = begin;
  if (gtk_text_buffer_get_has_selection (buffer) || !gtk_text_iter_backward_char (&begin))
    return FALSE;
  closer = get_closer (gtk_text_iter_get_char (&begin));
  if (closer == 0 || !take_mark (self, closer))
    return FALSE;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &begin, &end);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/* --- Keys --- */

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             PenAutoClose *self)
{
  gboolean taken;

  if (self->composing || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  taken = keyval == GDK_KEY_BackSpace ? pen_auto_close_erase (self)
                                      : pen_auto_close_type (self, gdk_keyval_to_unicode (keyval));
  if (taken)
    {
      gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->view));
      gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view),
                                          gtk_text_buffer_get_insert (get_buffer (self)));
    }
  return taken;
}

static void
preedit_changed (GtkTextView *view, const char *preedit, PenAutoClose *self)
{
  self->composing = preedit != NULL && preedit[0] != '\0';
}

void
pen_auto_close_set_enabled (PenAutoClose *self, gboolean enabled)
{
  g_return_if_fail (PEN_IS_AUTO_CLOSE (self));

  self->enabled = enabled;
}

static void
pen_auto_close_finalize (GObject *object)
{
  PenAutoClose *self = PEN_AUTO_CLOSE (object);

  g_clear_weak_pointer (&self->view);
  g_ptr_array_unref (self->marks);
  G_OBJECT_CLASS (pen_auto_close_parent_class)->finalize (object);
}

static void
pen_auto_close_class_init (PenAutoCloseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_auto_close_finalize;
}

static void
pen_auto_close_init (PenAutoClose *self)
{
  self->marks = g_ptr_array_new_with_free_func (drop_mark);
  self->enabled = TRUE;
}

PenAutoClose *
pen_auto_close_new (GtkSourceView *view)
{
  PenAutoClose *self = g_object_new (PEN_TYPE_AUTO_CLOSE, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_set_weak_pointer (&self->view, view);
  /* Before the view itself puts the sign into the text. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (preedit_changed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  return self;
}
