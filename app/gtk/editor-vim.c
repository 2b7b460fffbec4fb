/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Vim keys, which GtkSourceView knows as an input method: what it says about itself is shown below
 * the code, and :w saves. */
#include "editor-private.h"

static void
update_labels (GtkSourceVimIMContext *vim, GParamSpec *pspec, PenEditor *self)
{
  gtk_label_set_text (self->vim_bar_label, gtk_source_vim_im_context_get_command_bar_text (vim));
  gtk_label_set_text (self->vim_command_label, gtk_source_vim_im_context_get_command_text (vim));
}

/* ":w" and ":q" are of the window, not of the text. */
static gboolean
execute_command (GtkSourceVimIMContext *vim, const char *command, PenEditor *self)
{
  if (g_str_equal (command, ":w") || g_str_equal (command, ":write"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save", NULL);
  else if (g_str_equal (command, ":q") || g_str_equal (command, ":quit"))
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
  else
    return FALSE;
  return TRUE;
}

void
pen_editor_set_vim (PenEditor *self, gboolean vim)
{
  g_autoptr (GtkIMContext) context = NULL;

  if (vim == (self->vim_keys != NULL))
    return;
  gtk_widget_set_visible (self->vim_row, vim);
  pen_auto_close_set_enabled (self->auto_close, !vim);
  if (!vim)
    {
      gtk_widget_remove_controller (GTK_WIDGET (self->view), self->vim_keys);
      self->vim_keys = NULL;
      gtk_text_view_set_overwrite (GTK_TEXT_VIEW (self->view), FALSE);
      return;
    }
  context = gtk_source_vim_im_context_new ();
  self->vim_keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->vim_keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_key_set_im_context (GTK_EVENT_CONTROLLER_KEY (self->vim_keys), context);
  gtk_widget_add_controller (GTK_WIDGET (self->view), self->vim_keys);
  gtk_im_context_set_client_widget (context, GTK_WIDGET (self->view));
  g_signal_connect_object (context,
                           "notify::command-bar-text",
                           G_CALLBACK (update_labels),
                           self,
                           0);
  g_signal_connect_object (context, "notify::command-text", G_CALLBACK (update_labels), self, 0);
  g_signal_connect_object (context, "execute-command", G_CALLBACK (execute_command), self, 0);
  update_labels (GTK_SOURCE_VIM_IM_CONTEXT (context), NULL, self);
}
