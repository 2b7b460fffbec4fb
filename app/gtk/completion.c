/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sources of completions. Nothing is chosen by itself, so that Return stays Return until somebody
 * has moved into the list. */
#include "completion.h"

#include <glib/gi18n.h>

#include "std-provider.h"

#define MIN_WORD 3

/* A folder may hold a thousand files, which need no buffer for this. */
#define MAX_BUFFERS 50

struct _PenCompletion
{
  GObject parent_instance;

  /* owned */
  PenFiles *files;
  GtkSourceCompletionProvider *words;
  GtkSourceCompletionProvider *snippets;
  GtkSourceCompletionProvider *std;
  GPtrArray *buffers; /* (element-type GtkTextBuffer): whose words are read */
};

G_DEFINE_FINAL_TYPE (PenCompletion, pen_completion, G_TYPE_OBJECT)

static void
forget_buffers (PenCompletion *self)
{
  for (guint i = 0; i < self->buffers->len; i++)
    gtk_source_completion_words_unregister (GTK_SOURCE_COMPLETION_WORDS (self->words),
                                            self->buffers->pdata[i]);
  g_ptr_array_set_size (self->buffers, 0);
}

static void
read_buffers (PenCompletion *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  forget_buffers (self);
  for (guint i = 0; i < n && self->buffers->len < MAX_BUFFERS; i++)
    {
      g_autoptr (PenFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      GtkTextBuffer *buffer;

      if (!pen_sources_is_rust (pen_file_get_name (file)) || !pen_file_is_text (file))
        continue;
      buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (file));
      gtk_source_completion_words_register (GTK_SOURCE_COMPLETION_WORDS (self->words), buffer);
      g_ptr_array_add (self->buffers, g_object_ref (buffer));
    }
}

void
pen_completion_set_up (PenCompletion *self, GtkSourceView *view, gboolean enabled)
{
  GtkSourceCompletion *completion;
  GtkSourceCompletionProvider *providers[] = {self->std, self->snippets, self->words};

  g_return_if_fail (PEN_IS_COMPLETION (self));
  g_return_if_fail (GTK_SOURCE_IS_VIEW (view));

  completion = gtk_source_view_get_completion (view);
  g_object_set (completion,
                "select-on-show",
                FALSE,
                "remember-info-visibility",
                FALSE,
                "show-icons",
                FALSE,
                NULL);
  if ((g_object_get_data (G_OBJECT (view), "pen-completion") != NULL) == enabled)
    return;
  g_object_set_data (G_OBJECT (view), "pen-completion", enabled ? self : NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    if (enabled)
      gtk_source_completion_add_provider (completion, providers[i]);
    else
      gtk_source_completion_remove_provider (completion, providers[i]);
}

static void
pen_completion_dispose (GObject *object)
{
  PenCompletion *self = PEN_COMPLETION (object);

  forget_buffers (self);
  g_clear_object (&self->files);
  G_OBJECT_CLASS (pen_completion_parent_class)->dispose (object);
}

static void
pen_completion_finalize (GObject *object)
{
  PenCompletion *self = PEN_COMPLETION (object);

  g_clear_object (&self->words);
  g_clear_object (&self->snippets);
  g_clear_object (&self->std);
  g_ptr_array_unref (self->buffers);
  G_OBJECT_CLASS (pen_completion_parent_class)->finalize (object);
}

static void
pen_completion_class_init (PenCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_completion_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_completion_finalize;
}

static void
pen_completion_init (PenCompletion *self)
{
  self->buffers = g_ptr_array_new_with_free_func (g_object_unref);
  /* Translators: heading of a list of completions. */
  self->words = GTK_SOURCE_COMPLETION_PROVIDER (gtk_source_completion_words_new (_ ("Words")));
  g_object_set (self->words, "minimum-word-size", MIN_WORD, "priority", 1, NULL);
  self->snippets = GTK_SOURCE_COMPLETION_PROVIDER (gtk_source_completion_snippets_new ());
  g_object_set (self->snippets, "priority", 3, NULL);
  self->std = pen_std_provider_new ();
}

PenCompletion *
pen_completion_new (PenFiles *files)
{
  PenCompletion *self = g_object_new (PEN_TYPE_COMPLETION, NULL);

  self->files = g_object_ref (files);
  g_signal_connect_object (files,
                           "items-changed",
                           G_CALLBACK (read_buffers),
                           self,
                           G_CONNECT_SWAPPED);
  read_buffers (self);
  return self;
}
