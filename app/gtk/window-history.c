/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The past of a window: any moment of its program, and programs that were closed. */
#include "window-private.h"

#include <glib/gi18n.h>

#include "history-view.h"
#include "page-window.h"
#include "recent-view.h"

static PenApplication *
get_application (PenWindow *self)
{
  return PEN_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

/* --- Any moment of this program --- */

static void
on_restore (PenHistoryView *view, guint place, PenWindow *self)
{
  PenTimeline *timeline = pen_session_get_timeline (self->session);
  g_autoptr (PenSources) sources = NULL;

  pen_session_recorder_flush (self->recorder);
  sources = pen_timeline_dup_sources_at (timeline, place);
  pen_window_become (self, sources, /* step= */ NULL);
  pen_window_say (self, _ ("The program is as it was then. Ctrl+Z takes that back."));
}

static void
on_open_moment (PenHistoryView *view, guint place, PenWindow *self)
{
  PenTimeline *timeline = pen_session_get_timeline (self->session);
  g_autoptr (PenSources) sources = pen_timeline_dup_sources_at (timeline, place);
  g_autoptr (PenSession) session = pen_session_copy (self->session);

  pen_session_set_files (session, sources);
  gtk_window_present (GTK_WINDOW (pen_window_new_for_session (get_application (self), session)));
}

static void
history (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  GtkWidget *view = GTK_WIDGET (pen_history_view_new ());
  GtkWindow *window = pen_page_window_new (GTK_WINDOW (self), _ ("History"), view);

  pen_session_recorder_flush (self->recorder);
  pen_history_view_set_session (PEN_HISTORY_VIEW (view), self->session);
  g_signal_connect_object (view, "restore", G_CALLBACK (on_restore), self, 0);
  g_signal_connect_object (view, "open", G_CALLBACK (on_open_moment), self, 0);
  gtk_window_set_default_size (window, 1000, 640);
  gtk_window_present (window);
}

/* --- Programs that were closed --- */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenRecentView) view = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) entries = pen_desk_list_finish (PEN_DESK (source), result, &error);

  if (entries != NULL)
    pen_recent_view_set_entries (view, entries);
  else
    pen_recent_view_set_problem (view, error->message);
}

static void
on_open_recent (PenRecentView *view, const char *id, PenWindow *self)
{
  GtkWidget *page = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (view)));
  g_autoptr (GError) error = NULL;

  if (pen_application_open_session (get_application (self), id, &error) == NULL)
    {
      pen_recent_view_set_problem (view, error->message);
      return;
    }
  gtk_window_close (GTK_WINDOW (page));
  if (pen_window_is_untouched (self))
    gtk_window_close (GTK_WINDOW (self));
}

/* What is asked about when it is to be deleted. */
typedef struct
{
  PenRecentView *view;
  PenDesk *desk;
  char *id;
} Deleting;

static void
deleting_free (gpointer data, GClosure *closure)
{
  Deleting *deleting = data;

  g_object_unref (deleting->view);
  g_object_unref (deleting->desk);
  g_free (deleting->id);
  g_free (deleting);
}

static void
on_delete_answered (AdwMessageDialog *dialog, const char *response, Deleting *deleting)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "delete"))
    return;
  if (pen_desk_delete (deleting->desk, deleting->id, &error))
    pen_recent_view_remove (deleting->view, deleting->id);
  else
    pen_recent_view_set_problem (deleting->view, error->message);
}

static void
on_delete_recent (PenRecentView *view, const char *id, PenWindow *self)
{
  GtkWindow *page = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view)));
  GtkWidget *dialog = adw_message_dialog_new (page,
                                              _ ("Delete This Program for Good?"),
                                              _ ("Its files, its steps and its history here are "
                                                 "gone then. What you saved in a folder of your "
                                                 "own stays."));
  Deleting *deleting = g_new0 (Deleting, 1);

  deleting->view = g_object_ref (view);
  deleting->desk = g_object_ref (pen_application_get_desk (get_application (self)));
  deleting->id = g_strdup (id);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "delete",
                                    _ ("_Delete"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (on_delete_answered),
                         deleting,
                         deleting_free,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
recent (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  GtkWidget *view = GTK_WIDGET (pen_recent_view_new ());
  GtkWindow *window = pen_page_window_new (GTK_WINDOW (self), _ ("Recent Programs"), view);

  g_signal_connect_object (view, "open", G_CALLBACK (on_open_recent), self, 0);
  g_signal_connect_object (view, "delete", G_CALLBACK (on_delete_recent), self, 0);
  pen_desk_list_async (pen_application_get_desk (get_application (self)),
                       self->cancellable,
                       on_listed,
                       g_object_ref (view));
  gtk_window_set_default_size (window, 640, 560);
  gtk_window_present (window);
}

void
pen_window_history_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"history", history, NULL, NULL, NULL, {0}},
      {"recent", recent, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
