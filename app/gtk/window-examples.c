/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Examples in a window: copies to work on, the way back to the original, and on to the next. */
#include "window-private.h"

#include <glib/gi18n.h>

#include "gallery.h"

static PenExamples *
get_examples (PenWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return pen_application_get_examples (PEN_APPLICATION (application));
}

void
pen_window_set_example (PenWindow *self, PenExample *example)
{
  g_set_object (&self->example, example);
  if (self->recorder != NULL)
    pen_session_recorder_set_example (self->recorder,
                                      example != NULL ? pen_example_get_id (example) : NULL);
  pen_example_bar_set_example (self->example_bar,
                               example != NULL ? get_examples (self) : NULL,
                               example);
  pen_window_set_action_enabled (self, "restore-example", example != NULL);
  pen_window_set_action_enabled (self,
                                 "next-example",
                                 example != NULL && pen_example_get_next_id (example) != NULL);
}

void
pen_window_restore_example (PenWindow *self, PenExample *example)
{
  if (example == NULL)
    return;
  pen_files_take_origin (self->files,
                         pen_example_get_sources (example),
                         pen_example_get_title (example));
  pen_window_set_example (self, example);
}

/* Its files, its arguments and its input, as its author meant it. */
static void
load_example (PenWindow *self, PenExample *example)
{
  g_autoptr (PenProgram) program = pen_example_dup_program (example);
  GBytes *input = pen_example_get_stdin (example);
  PenFile *root;

  pen_files_set_copy (self->files, program->sources, pen_example_get_title (example));
  pen_run_options_reset (self->options);
  if (program->options->args != NULL)
    {
      g_autoptr (GString) words = g_string_new (NULL);

      for (guint i = 0; i < program->options->args->len; i++)
        {
          g_autofree char *word = g_shell_quote (program->options->args->pdata[i]);

          g_string_append_printf (words, "%s%s", i > 0 ? " " : "", word);
        }
      pen_run_options_set_arguments (self->options, words->str);
    }
  if (input != NULL)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (input, NULL), g_bytes_get_size (input));

      pen_run_options_set_stdin_text (self->options, text);
    }
  pen_window_set_example (self, example);
  pen_results_set_job (self->results, NULL, NULL);
  g_clear_object (&self->job);
  root = pen_files_get_root (self->files);
  if (root != NULL)
    pen_window_go_to (self, pen_file_get_name (root), 1, 1);
}

/* A copy that nobody changed makes room for the next one; nothing else is ever replaced. */
static gboolean
may_replace (PenWindow *self)
{
  return pen_window_is_untouched (self) ||
         (self->example != NULL && !pen_files_get_modified (self->files));
}

void
pen_window_open_example (PenWindow *self, PenExample *example)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  PenWindow *window = self;

  if (!may_replace (self))
    window = pen_window_new (PEN_APPLICATION (application));
  load_example (window, example);
  gtk_window_present (GTK_WINDOW (window));
  pen_window_focus_editor (window);
}

static void
open_example (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  PenExamples *examples = get_examples (self);
  PenExample *example = NULL;

  if (examples != NULL)
    example = pen_examples_get (examples, g_variant_get_string (parameter, NULL));
  if (example != NULL)
    pen_window_open_example (self, example);
}

static void
next_example (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  PenExamples *examples = get_examples (self);

  if (examples != NULL && self->example != NULL)
    {
      PenExample *next = pen_examples_get_next (examples, self->example);

      if (next != NULL)
        pen_window_open_example (self, next);
    }
}

static void
restore_example (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  if (pen_files_get_has_origin (self->files))
    pen_files_restore_origin (self->files);
}

static void
show_examples (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  PenExamples *examples = get_examples (self);
  PenGallery *gallery = pen_gallery_new ();

  pen_gallery_set_examples (gallery, examples);
  gtk_window_set_transient_for (GTK_WINDOW (gallery), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (gallery));
}

/* --- Beginning and end --- */

void
pen_window_examples_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"examples", show_examples, NULL, NULL, NULL, {0}},
      {"open-example", open_example, "s", NULL, NULL, {0}},
      {"next-example", next_example, NULL, NULL, NULL, {0}},
      {"restore-example", restore_example, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  pen_window_set_example (self, NULL);
}

void
pen_window_examples_release (PenWindow *self)
{
  g_clear_object (&self->example);
}
