/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Help in a window: explanations of errors, documentation of a word, what the machine lacks, and
 * what can be done at all. */
#include "window-private.h"

#include <glib/gi18n.h>

#include "doctor-page.h"
#include "explanation-view.h"
#include "get-rust-page.h"
#include "main-menu.h"
#include "page-window.h"
#include "shortcuts.h"

/* --- Explanations --- */

static void
show_explanation (PenWindow *self, const char *code, const char *markdown)
{
  g_autofree char *title = g_strdup_printf (_ ("Error %s"), code);
  GtkWidget *view = GTK_WIDGET (pen_explanation_view_new ());
  GtkWidget *scroller = gtk_scrolled_window_new ();

  pen_explanation_view_set_markdown (PEN_EXPLANATION_VIEW (view), markdown);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_present (pen_page_window_new (GTK_WINDOW (self), title, scroller));
}

static const char *
find_explanation (PenWindow *self, const char *code)
{
  guint n = self->diagnostics != NULL ? g_list_model_get_n_items (self->diagnostics) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (self->diagnostics, i);

      if (g_strcmp0 (pen_diagnostic_get_code (diagnostic), code) == 0 &&
          pen_diagnostic_get_explanation (diagnostic) != NULL)
        return pen_diagnostic_get_explanation (diagnostic); /* the list keeps it alive */
    }
  return NULL;
}

typedef struct
{
  PenWindow *window; /* owned */
  char *code;
} Asking;

static void
on_explained (PenJob *job, GParamSpec *pspec, Asking *asking)
{
  g_autofree char *text = pen_job_dup_text (job);

  if (text != NULL)
    show_explanation (asking->window, asking->code, text);
  else
    pen_window_say (asking->window, _ ("The compiler has no explanation of this error code"));
  g_signal_handlers_disconnect_by_data (job, asking);
  g_object_unref (asking->window);
  g_free (asking->code);
  g_free (asking);
  g_object_unref (job);
}

/* The compiler explains; mostly it did already, with the error. */
static void
explain (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  const char *code = g_variant_get_string (parameter, NULL);
  const char *known = find_explanation (self, code);
  g_autoptr (PenProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  PenJob *job;
  Asking *asking;

  if (known != NULL)
    {
      show_explanation (self, code, known);
      return;
    }
  program = pen_program_new ();
  program->options->explain = g_strdup (code);
  job = pen_machine_new_job (self->machine, program, PEN_ACTION_EXPLAIN, &error);
  if (job == NULL || !pen_job_start (job, &error))
    {
      pen_window_say (self, error->message);
      g_clear_object (&job);
      return;
    }
  asking = g_new0 (Asking, 1);
  asking->window = g_object_ref (self);
  asking->code = g_strdup (code);
  g_signal_connect (job, "notify::ended", G_CALLBACK (on_explained), asking);
}

static void
explain_problem (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (PenDiagnostic) here = pen_pane_diagnostics_dup_at_caret (self->marks);
  PenDiagnostic *diagnostic = here != NULL ? here : self->problem;
  const char *code = diagnostic != NULL ? pen_diagnostic_get_code (diagnostic) : NULL;

  if (code != NULL && pen_diagnostic_get_explanation (diagnostic) != NULL)
    show_explanation (self, code, pen_diagnostic_get_explanation (diagnostic));
  else
    pen_window_say (self,
                    _ ("The compiler has no explanation of this problem. Put the cursor on an "
                       "underlined error."));
}

/* --- Documentation --- */

static char *
dup_word (PenWindow *self)
{
  PenFile *file = pen_editor_pane_get_current_file (self->editors);
  GtkTextBuffer *buffer;
  GtkTextIter caret, start;
  g_autofree char *before = NULL, *text = NULL;

  if (file == NULL)
    return NULL;
  buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (file));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  start = caret;
  gtk_text_iter_set_line_offset (&start, 0);
  before = gtk_text_buffer_get_text (buffer, &start, &caret, /* include_hidden_chars= */ TRUE);
  if (!gtk_text_iter_ends_line (&caret))
    gtk_text_iter_forward_to_line_end (&caret);
  text = gtk_text_buffer_get_text (buffer, &start, &caret, /* include_hidden_chars= */ TRUE);
  return pen_word_at (text, -1, strlen (before));
}

static void
on_docs_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!pen_docs_help_open_finish (PEN_DOCS_HELP (source), result, &error))
    pen_window_show_banner (self, PEN_BANNER_RUN, error->message, NULL, NULL);
}

static void
show_docs (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  g_autofree char *word = dup_word (self);

  if (word == NULL)
    pen_window_say (self, _ ("Put the cursor on a word first"));
  else
    pen_docs_help_open_async (self->docs,
                              GTK_WINDOW (self),
                              word,
                              on_docs_shown,
                              g_object_ref (self));
}

/* A key that cannot do anything says why; so the action stays, and only its menu item is grey. */
static void
update_menu (PenWindow *self)
{
  gboolean missing =
      !pen_docs_help_get_available (self->docs) && pen_docs_help_get_reason (self->docs) != NULL;
  g_autoptr (GMenuModel) menu = pen_main_menu_new (missing ? _ ("not installed") : NULL);

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

static void
update_docs (PenWindow *self)
{
  pen_docs_help_set_toolchains (self->docs,
                                pen_machine_get_toolchains (self->machine),
                                pen_run_options_get_channel (self->options));
}

/* --- The machine, and what can be done --- */

static void
show_doctor (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  GtkWidget *page = pen_doctor_page_new ();

  pen_doctor_page_set_machine (PEN_DOCTOR_PAGE (page), self->machine);
  gtk_window_present (
      pen_page_window_new (GTK_WINDOW (self), _ ("What This Machine Can Do"), page));
}

static void
close_when_ready (GtkWindow *window, GParamSpec *pspec, PenMachine *machine)
{
  if (pen_machine_get_can_run (machine))
    gtk_window_close (window);
}

static void
show_get_rust (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  GtkWidget *page = pen_get_rust_page_new ();
  GtkWindow *window;

  pen_get_rust_page_set_machine (PEN_GET_RUST_PAGE (page), self->machine);
  window = pen_page_window_new (GTK_WINDOW (self), _ ("Get Rust"), page);
  g_signal_connect_object (self->machine,
                           "notify::can-run",
                           G_CALLBACK (close_when_ready),
                           window,
                           G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
show_palette (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_palette_open (self->palette);
}

static void
show_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (pen_shortcuts_new (GTK_WINDOW (data))));
}

/* --- Beginning and end --- */

void
pen_window_help_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"explain", explain, "s", NULL, NULL, {0}},
      {"explain-problem", explain_problem, NULL, NULL, NULL, {0}},
      {"docs", show_docs, NULL, NULL, NULL, {0}},
      {"no-docs", NULL, NULL, NULL, NULL, {0}},
      {"doctor", show_doctor, NULL, NULL, NULL, {0}},
      {"get-rust", show_get_rust, NULL, NULL, NULL, {0}},
      {"palette", show_palette, NULL, NULL, NULL, {0}},
      {"shortcuts", show_shortcuts, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  pen_window_set_action_enabled (self, "no-docs", FALSE);
  self->docs = pen_docs_help_new ();
  g_signal_connect_object (self->docs, "notify", G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->machine,
                           "notify::toolchains",
                           G_CALLBACK (update_docs),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->options,
                           "notify::channel",
                           G_CALLBACK (update_docs),
                           self,
                           G_CONNECT_SWAPPED);
  update_menu (self);
  update_docs (self);
}

void
pen_window_help_release (PenWindow *self)
{
  g_clear_object (&self->docs);
}
