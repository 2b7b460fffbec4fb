/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Typing for a running program, a line at a time. */
#include "stdin-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* ms that a program has run before the row appears, and between two looks at what it has taken. */
#define SHOW_MS 250
#define LOOK_MS 250

/* Lines that can be brought back. */
#define MAX_HISTORY 200

struct _PenStdinRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkLabel *hint;
  GtkEntry *entry;
  GtkButton *end_button;

  /* owned */
  PenJob *job;        /* (nullable) */
  GPtrArray *history; /* (element-type utf8), oldest first */
  char *unsent;       /* (nullable): what was typed when the history was opened */

  guint position;   /* in the history; its length: not there */
  guint show_timer; /* sources, or 0 */
  guint look_timer;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (PenStdinRow, pen_stdin_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop_timer (guint *timer)
{
  if (*timer != 0)
    g_source_remove (*timer);
  *timer = 0;
}

/* Who typed is not left without the focus. */
static void
hide (PenStdinRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "output.focus", NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* --- Sending --- */

static gboolean
on_look (gpointer data)
{
  PenStdinRow *self = data;
  gsize pending = pen_job_get_stdin_pending (self->job);
  g_autofree char *bytes = pen_format_bytes (pending);
  g_autofree char *text = NULL;

  if (pending == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
      self->look_timer = 0;
      return G_SOURCE_REMOVE;
    }
  /* Translators: %s is such as "12 bytes". */
  text = g_strdup_printf (_ ("The program has not read %s of it yet."), bytes);
  gtk_label_set_text (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
  return G_SOURCE_CONTINUE;
}

static void
remember (PenStdinRow *self, const char *line)
{
  const char *last =
      self->history->len > 0 ? g_ptr_array_index (self->history, self->history->len - 1) : NULL;

  if (line[0] != '\0' && g_strcmp0 (line, last) != 0)
    g_ptr_array_add (self->history, g_strdup (line));
  if (self->history->len > MAX_HISTORY)
    g_ptr_array_remove_index (self->history, 0);
  self->position = self->history->len;
}

void
pen_stdin_row_send (PenStdinRow *self, const char *text)
{
  g_auto (GStrv) lines = NULL;
  guint n;

  g_return_if_fail (PEN_IS_STDIN_ROW (self));
  g_return_if_fail (text != NULL);

  if (self->job == NULL || self->closed)
    return;
  lines = g_strsplit (text, "\n", -1);
  n = g_strv_length (lines);
  if (n > 1 && lines[n - 1][0] == '\0')
    n--;
  for (guint i = 0; i < MAX (n, 1); i++)
    {
      g_autofree char *line = g_strconcat (n > 0 ? g_strchomp (lines[i]) : "", "\n", NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (line, strlen (line));

      pen_job_write_stdin (self->job, bytes);
      line[strlen (line) - 1] = '\0';
      remember (self, line);
      g_signal_emit (self, signals[SIGNAL_SENT], 0, line);
    }
  if (self->look_timer == 0)
    self->look_timer = g_timeout_add (LOOK_MS, on_look, self);
}

static void
on_activate (PenStdinRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  pen_stdin_row_send (self, text);
}

static void
on_end (PenStdinRow *self)
{
  if (self->job == NULL || self->closed)
    return;
  if (gtk_entry_get_text_length (self->entry) > 0)
    on_activate (self);
  self->closed = TRUE;
  pen_job_close_stdin (self->job);
  hide (self);
}

/* --- History, pasting --- */

static void
show_history (PenStdinRow *self, guint position)
{
  if (position > self->history->len || position == self->position)
    return;
  if (self->position == self->history->len)
    {
      g_free (self->unsent);
      self->unsent = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
    }
  self->position = position;
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         position < self->history->len ? g_ptr_array_index (self->history, position)
                                                       : self->unsent);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        PenStdinRow *self)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;

  if (control && key == GDK_KEY_d)
    on_end (self);
  else if (!control && (key == GDK_KEY_Up || key == GDK_KEY_KP_Up))
    show_history (self, self->position > 0 ? self->position - 1 : 0);
  else if (!control && (key == GDK_KEY_Down || key == GDK_KEY_KP_Down))
    show_history (self, self->position + 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* An entry is one line: of pasted text all whole lines are sent, what follows the last newline is
 * left to be finished. */
static void
on_insert_text (GtkEditable *text, const char *added, int length, int *position, PenStdinRow *self)
{
  g_autofree char *all = NULL;
  g_autofree char *before = NULL;
  char *rest;

  if (memchr (added, '\n', length >= 0 ? (gsize)length : strlen (added)) == NULL)
    return;
  g_signal_stop_emission_by_name (text, "insert-text");
  before = gtk_editable_get_chars (text, 0, *position);
  all = length >= 0 ? g_strndup (added, (gsize)length) : g_strdup (added);
  rest = strrchr (all, '\n') + 1;
  rest[-1] = '\0';
  gtk_editable_delete_text (text, 0, *position);
  *position = 0;
  gtk_editable_insert_text (text, rest, -1, position);
  rest = g_strconcat (before, all, "\n", NULL);
  pen_stdin_row_send (self, rest);
  g_free (rest);
}

/* --- The job --- */

static gboolean
on_show (gpointer data)
{
  PenStdinRow *self = data;

  self->show_timer = 0;
  if (!self->closed)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_items_changed (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  PenStdinRow *self)
{
  g_autoptr (PenTranscriptEntry) entry = NULL;
  guint n = g_list_model_get_n_items (model);

  if (n == 0 || self->show_timer != 0 || gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  entry = g_list_model_get_item (model, n - 1);
  if (pen_transcript_entry_get_phase (entry) != PEN_PHASE_RUN)
    return;
  self->show_timer = g_timeout_add (SHOW_MS, on_show, self);
}

static void
drop_job (PenStdinRow *self)
{
  stop_timer (&self->show_timer);
  stop_timer (&self->look_timer);
  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      g_signal_handlers_disconnect_by_data (pen_job_get_transcript (self->job), self);
    }
  g_clear_object (&self->job);
}

static void
on_ended (PenJob *job, GParamSpec *pspec, PenStdinRow *self)
{
  pen_stdin_row_set_job (self, NULL);
}

void
pen_stdin_row_set_job (PenStdinRow *self, PenJob *job)
{
  g_return_if_fail (PEN_IS_STDIN_ROW (self));
  g_return_if_fail (job == NULL || PEN_IS_JOB (job));

  drop_job (self);
  hide (self);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  self->closed = FALSE;
  if (job == NULL || pen_job_get_ended (job) || !pen_job_get_recipe (job)->options->interactive)
    return;
  self->job = g_object_ref (job);
  g_signal_connect (job, "notify::ended", G_CALLBACK (on_ended), self);
  g_signal_connect (pen_job_get_transcript (job),
                    "items-changed",
                    G_CALLBACK (on_items_changed),
                    self);
  on_items_changed (G_LIST_MODEL (pen_job_get_transcript (job)), 0, 0, 0, self);
}

/* --- Life cycle --- */

static gboolean
pen_stdin_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PEN_STDIN_ROW (widget)->entry));
}

static void
pen_stdin_row_dispose (GObject *object)
{
  GtkWidget *child;

  drop_job (PEN_STDIN_ROW (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_STDIN_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pen_stdin_row_parent_class)->dispose (object);
}

static void
pen_stdin_row_finalize (GObject *object)
{
  PenStdinRow *self = PEN_STDIN_ROW (object);

  g_ptr_array_unref (self->history);
  g_free (self->unsent);
  G_OBJECT_CLASS (pen_stdin_row_parent_class)->finalize (object);
}

static void
pen_stdin_row_class_init (PenStdinRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pen_stdin_row_dispose;
  object_class->finalize = pen_stdin_row_finalize;
  widget_class->grab_focus = pen_stdin_row_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/stdin-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenStdinRow, hint);
  gtk_widget_class_bind_template_child (widget_class, PenStdinRow, entry);
  gtk_widget_class_bind_template_child (widget_class, PenStdinRow, end_button);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_end);
  signals[SIGNAL_SENT] = g_signal_new ("sent",
                                       PEN_TYPE_STDIN_ROW,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_STRING);
}

static void
pen_stdin_row_init (PenStdinRow *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  self->history = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), key);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)),
                    "insert-text",
                    G_CALLBACK (on_insert_text),
                    self);
}

GtkWidget *
pen_stdin_row_new (void)
{
  return g_object_new (PEN_TYPE_STDIN_ROW, NULL);
}
