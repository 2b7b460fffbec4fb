/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* F1: from the word under the caret to a page in the browser. */
#include "docs-help.h"

#include <glib/gi18n.h>

struct _PenDocsHelp
{
  GObject parent_instance;

  PenDocs *docs;         /* nullable */
  char *reason;          /* nullable */
  GCancellable *looking; /* nullable */
};

G_DEFINE_FINAL_TYPE (PenDocsHelp, pen_docs_help, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_REASON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  LAUNCH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pen_docs_help_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenDocsHelp *self = PEN_DOCS_HELP (object);

  switch (id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->docs != NULL);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_docs_help_dispose (GObject *object)
{
  PenDocsHelp *self = PEN_DOCS_HELP (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (pen_docs_help_parent_class)->dispose (object);
}

static void
pen_docs_help_finalize (GObject *object)
{
  PenDocsHelp *self = PEN_DOCS_HELP (object);

  g_clear_pointer (&self->docs, pen_docs_free);
  g_free (self->reason);
  G_OBJECT_CLASS (pen_docs_help_parent_class)->finalize (object);
}

static void
pen_docs_help_class_init (PenDocsHelpClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pen_docs_help_dispose;
  object_class->finalize = pen_docs_help_finalize;
  object_class->get_property = pen_docs_help_get_property;
  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[LAUNCH] = g_signal_new ("launch",
                                  PEN_TYPE_DOCS_HELP,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  g_signal_accumulator_true_handled,
                                  NULL,
                                  NULL,
                                  G_TYPE_BOOLEAN,
                                  1,
                                  G_TYPE_STRING);
}

static void
pen_docs_help_init (PenDocsHelp *self)
{
  self->reason = g_strdup (_ ("Playpen is still looking for the Rust documentation."));
}

PenDocsHelp *
pen_docs_help_new (void)
{
  return g_object_new (PEN_TYPE_DOCS_HELP, NULL);
}

gboolean
pen_docs_help_get_available (PenDocsHelp *self)
{
  return self->docs != NULL;
}

const char *
pen_docs_help_get_reason (PenDocsHelp *self)
{
  return self->reason;
}

/* --- Looking for it --- */

/* Takes the documentation. */
static void
take_docs (PenDocsHelp *self, PenDocs *docs, const char *reason)
{
  g_clear_pointer (&self->docs, pen_docs_free);
  g_free (self->reason);
  self->docs = docs;
  self->reason = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

static void
finish_looking (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenDocsHelp) self = data;
  g_autoptr (GError) error = NULL;
  PenDocs *docs = pen_docs_new_finish (result, &error);

  if (docs == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_docs (self, docs, docs == NULL ? error->message : NULL);
}

void
pen_docs_help_set_toolchains (PenDocsHelp *self, PenToolchainList *list, const char *channel)
{
  g_autoptr (PenToolchain) toolchain =
      list != NULL ? pen_toolchain_list_choose (list, channel, NULL) : NULL;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  pen_docs_new_async (list, toolchain, self->looking, finish_looking, g_object_ref (self));
}

/* --- Opening a page --- */

static void
finish_launch (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task,
                             PEN_CORE_ERROR,
                             PEN_CORE_ERROR_INPUT,
                             _ ("Nothing here opens web pages. Install a web browser, and open %s "
                                "with it."),
                             (const char *)g_task_get_task_data (task));
}

static char *
find_page (PenDocsHelp *self, const char *word, GError **error)
{
  if (self->docs == NULL)
    g_set_error_literal (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING, self->reason);
  else if (word == NULL)
    g_set_error_literal (error,
                         PEN_CORE_ERROR,
                         PEN_CORE_ERROR_INPUT,
                         _ ("There is no word at the cursor. Put it on one, such as println or "
                            "Vec, and ask again."));
  else
    return pen_docs_find (self->docs, word, error);
  return NULL;
}

void
pen_docs_help_open_async (PenDocsHelp *self,
                          GtkWindow *parent,
                          const char *word,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  g_autoptr (GError) error = NULL;
  char *uri = find_page (self, word, &error);
  gboolean launched = FALSE;

  g_task_set_name (task, "pen_docs_help_open_async");
  if (uri == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_set_task_data (task, uri, g_free);
  g_signal_emit (self, signals[LAUNCH], 0, uri, &launched);
  if (launched)
    g_task_return_boolean (task, TRUE);
  else
    gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, finish_launch, g_steal_pointer (&task));
}

gboolean
pen_docs_help_open_finish (PenDocsHelp *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
