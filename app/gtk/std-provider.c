/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of the standard library as a completion of GtkSourceView's. */
#include "std-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#include "line-edit.h"
#include "std-names.h"

struct _PenStdProvider
{
  GObject parent_instance;

  GListModel *names;
};

/* What GtkSourceView lists is a proposal; the names have nothing to do with it. */
struct _PenStdProposal
{
  GObject parent_instance;

  PenStdName *name;
};

#define PEN_TYPE_STD_PROPOSAL (pen_std_proposal_get_type ())
G_DECLARE_FINAL_TYPE (PenStdProposal, pen_std_proposal, PEN, STD_PROPOSAL, GObject)
G_DEFINE_FINAL_TYPE_WITH_CODE (PenStdProposal,
                               pen_std_proposal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, NULL))

static void
pen_std_proposal_finalize (GObject *object)
{
  PenStdProposal *self = PEN_STD_PROPOSAL (object);

  g_clear_object (&self->name);
  G_OBJECT_CLASS (pen_std_proposal_parent_class)->finalize (object);
}

static void
pen_std_proposal_class_init (PenStdProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_std_proposal_finalize;
}

static void
pen_std_proposal_init (PenStdProposal *self)
{
}

static void pen_std_provider_provider_init (GtkSourceCompletionProviderInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PenStdProvider,
                               pen_std_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      pen_std_provider_provider_init))

static char *
get_title (GtkSourceCompletionProvider *provider)
{
  /* Translators: heading of a list of completions. */
  return g_strdup (_ ("Standard Library"));
}

static int
get_priority (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context)
{
  return 2;
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar c)
{
  return FALSE;
}

/* The code before the word, in its line; NULL where nothing is offered. */
static char *
dup_before (GtkSourceCompletionContext *context)
{
  GtkSourceBuffer *buffer = gtk_source_completion_context_get_buffer (context);
  GtkSourceLanguage *language = gtk_source_completion_context_get_language (context);
  GtkTextIter begin, end, line;

  if (language == NULL || !g_str_equal (gtk_source_language_get_id (language), "rust") ||
      !gtk_source_completion_context_get_bounds (context, &begin, &end) ||
      !pen_line_edit_is_code (buffer, &begin))
    return NULL;
  line = begin;
  gtk_text_iter_set_line_offset (&line, 0);
  return gtk_text_iter_get_text (&line, &begin);
}

static GListModel *
find_proposals (PenStdProvider *self, GtkSourceCompletionContext *context)
{
  GListStore *proposals = g_list_store_new (PEN_TYPE_STD_PROPOSAL);
  g_autofree char *before = dup_before (context);
  g_autofree char *word = gtk_source_completion_context_get_word (context);
  g_autoptr (GListStore) names = NULL;
  gboolean asked = gtk_source_completion_context_get_activation (context) ==
                   GTK_SOURCE_COMPLETION_ACTIVATION_USER_REQUESTED;

  if (before == NULL || (word[0] == '\0' && !asked))
    return G_LIST_MODEL (proposals);
  names = pen_std_names_find (self->names, before, word);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (names)); i++)
    {
      g_autoptr (PenStdProposal) proposal = g_object_new (PEN_TYPE_STD_PROPOSAL, NULL);

      proposal->name = g_list_model_get_item (G_LIST_MODEL (names), i);
      g_list_store_append (proposals, proposal);
    }
  return G_LIST_MODEL (proposals);
}

static GListModel *
populate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GError **error)
{
  g_autoptr (GListModel) proposals = find_proposals (PEN_STD_PROVIDER (provider), context);

  if (g_list_model_get_n_items (proposals) > 0)
    return g_steal_pointer (&proposals);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nothing fits.");
  return NULL;
}

static void
refilter (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GListModel *model)
{
  g_autoptr (GListModel) proposals = find_proposals (PEN_STD_PROVIDER (provider), context);

  gtk_source_completion_context_set_proposals_for_provider (context, provider, proposals);
}

static void
display (GtkSourceCompletionProvider *provider,
         GtkSourceCompletionContext *context,
         GtkSourceCompletionProposal *proposal,
         GtkSourceCompletionCell *cell)
{
  PenStdName *name = PEN_STD_PROPOSAL (proposal)->name;
  GtkSourceCompletionColumn column = gtk_source_completion_cell_get_column (cell);
  const char *owner = pen_std_name_get_owner (name);
  g_autofree char *where = NULL;

  if (column == GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT)
    gtk_source_completion_cell_set_text (cell, pen_std_name_get_name (name));
  else if (column == GTK_SOURCE_COMPLETION_COLUMN_AFTER && owner[0] != '\0')
    {
      where = g_strdup_printf (" %s", owner);
      gtk_source_completion_cell_set_text (cell, where);
    }
  else if (column == GTK_SOURCE_COMPLETION_COLUMN_COMMENT ||
           column == GTK_SOURCE_COMPLETION_COLUMN_DETAILS)
    gtk_source_completion_cell_set_text (cell, pen_std_name_get_note (name));
  else
    gtk_source_completion_cell_set_text (cell, NULL);
}

static void
activate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GtkSourceCompletionProposal *proposal)
{
  PenStdName *name = PEN_STD_PROPOSAL (proposal)->name;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  GtkTextIter begin, end;
  guint caret = 0;
  const char *text = pen_std_name_get_text (name, &caret);
  guint n_name = (guint)strlen (pen_std_name_get_name (name));
  guint n_drop = 0;

  if (!gtk_source_completion_context_get_bounds (context, &begin, &end))
    return;
  /* What the name brings along may be there already: `len` before "()". */
  if (text[n_name] != '\0' && gtk_text_iter_get_char (&end) == (gunichar)text[n_name])
    n_drop = (guint)strlen (text + n_name);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &begin, &end);
  gtk_text_buffer_insert (buffer, &begin, text, (int)(strlen (text) - n_drop));
  gtk_text_buffer_end_user_action (buffer);
  if (n_drop == 0)
    gtk_text_iter_backward_chars (&begin, (int)(strlen (text) - caret)); /* names are ASCII */
  gtk_text_buffer_place_cursor (buffer, &begin);
}

static void
pen_std_provider_provider_init (GtkSourceCompletionProviderInterface *interface)
{
  interface->get_title = get_title;
  interface->get_priority = get_priority;
  interface->is_trigger = is_trigger;
  interface->populate = populate;
  interface->refilter = refilter;
  interface->display = display;
  interface->activate = activate;
}

static void
pen_std_provider_finalize (GObject *object)
{
  PenStdProvider *self = PEN_STD_PROVIDER (object);

  g_clear_object (&self->names);
  G_OBJECT_CLASS (pen_std_provider_parent_class)->finalize (object);
}

static void
pen_std_provider_class_init (PenStdProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_std_provider_finalize;
}

static void
pen_std_provider_init (PenStdProvider *self)
{
  self->names = pen_std_names_load ();
}

GtkSourceCompletionProvider *
pen_std_provider_new (void)
{
  return g_object_new (PEN_TYPE_STD_PROVIDER, NULL);
}
