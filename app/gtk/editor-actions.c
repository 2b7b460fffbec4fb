/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What an editor can be told to do. Keys are not here: they are in the table of actions.c, so that
 * the palette and the list of shortcuts show them. */
#include "editor-private.h"

#include "line-edit.h"

static GtkSourceBuffer *
get_buffer (PenEditor *self)
{
  return GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
}

static void
scroll_to_caret (PenEditor *self)
{
  gtk_text_view_scroll_mark_onscreen (
      GTK_TEXT_VIEW (self->view),
      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (get_buffer (self))));
}

static void
toggle_comment (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_line_edit_toggle_comment (get_buffer (data));
}

static void
move_lines_up (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit_by_name (((PenEditor *)data)->view, "move-lines", FALSE);
}

static void
move_lines_down (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit_by_name (((PenEditor *)data)->view, "move-lines", TRUE);
}

static void
duplicate_line (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_line_edit_duplicate (get_buffer (data));
  scroll_to_caret (data);
}

static void
delete_line (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_line_edit_delete (get_buffer (data));
  scroll_to_caret (data);
}

static void
join_lines (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_line_edit_join (get_buffer (data));
}

static void
change_indent (PenEditor *self, gboolean deeper)
{
  GtkTextIter begin, end;

  pen_line_edit_get_range (GTK_TEXT_BUFFER (get_buffer (self)), &begin, &end);
  if (deeper)
    gtk_source_view_indent_lines (self->view, &begin, &end);
  else
    gtk_source_view_unindent_lines (self->view, &begin, &end);
}

static void
indent (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change_indent (data, TRUE);
}

static void
unindent (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change_indent (data, FALSE);
}

static void
expand_selection (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_line_edit_expand_selection (get_buffer (data));
}

static void
find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_find_bar_open (((PenEditor *)data)->find_bar, FALSE);
}

static void
replace (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_find_bar_open (((PenEditor *)data)->find_bar, TRUE);
}

static void
find_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_find_bar_step (((PenEditor *)data)->find_bar, TRUE);
}

static void
find_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_find_bar_step (((PenEditor *)data)->find_bar, FALSE);
}

static void
go_to_line (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenEditor *self = data;

  gtk_revealer_set_reveal_child (self->line_revealer, TRUE);
  gtk_editable_set_text (self->line_entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->line_entry));
}

static void
complete (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenEditor *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_signal_emit_by_name (self->view, "show-completion");
}

static void
undo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (get_buffer (data)));
  scroll_to_caret (data);
}

static void
redo (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_text_buffer_redo (GTK_TEXT_BUFFER (get_buffer (data)));
  scroll_to_caret (data);
}

static void
leave (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (data);

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static const GActionEntry entries[] = {
    {"toggle-comment", toggle_comment, NULL, NULL, NULL, {0}},
    {"move-lines-up", move_lines_up, NULL, NULL, NULL, {0}},
    {"move-lines-down", move_lines_down, NULL, NULL, NULL, {0}},
    {"duplicate-line", duplicate_line, NULL, NULL, NULL, {0}},
    {"delete-line", delete_line, NULL, NULL, NULL, {0}},
    {"join-lines", join_lines, NULL, NULL, NULL, {0}},
    {"indent", indent, NULL, NULL, NULL, {0}},
    {"unindent", unindent, NULL, NULL, NULL, {0}},
    {"complete", complete, NULL, NULL, NULL, {0}},
    {"undo", undo, NULL, NULL, NULL, {0}},
    {"redo", redo, NULL, NULL, NULL, {0}},
    {"replace", replace, NULL, NULL, NULL, {0}},
    /* From here on none changes the text. */
    {"expand-selection", expand_selection, NULL, NULL, NULL, {0}},
    {"find", find, NULL, NULL, NULL, {0}},
    {"find-next", find_next, NULL, NULL, NULL, {0}},
    {"find-previous", find_previous, NULL, NULL, NULL, {0}},
    {"go-to-line", go_to_line, NULL, NULL, NULL, {0}},
    {"leave", leave, NULL, NULL, NULL, {0}},
};
#define N_CHANGING 12

static void
set_enabled (PenEditor *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_undo (PenEditor *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  gboolean editable = pen_file_is_text (self->file);

  set_enabled (self, "undo", editable && gtk_text_buffer_get_can_undo (buffer));
  set_enabled (self, "redo", editable && gtk_text_buffer_get_can_redo (buffer));
}

void
pen_editor_update_editable (PenEditor *self)
{
  gboolean editable = pen_file_is_text (self->file);

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), editable);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->view), editable);
  for (gsize i = 0; i < N_CHANGING; i++)
    set_enabled (self, entries[i].name, editable);
  update_undo (self);
}

void
pen_editor_add_actions (PenEditor *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_object (get_buffer (self),
                           "notify::can-undo",
                           G_CALLBACK (update_undo),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_buffer (self),
                           "notify::can-redo",
                           G_CALLBACK (update_undo),
                           self,
                           G_CONNECT_SWAPPED);
}
