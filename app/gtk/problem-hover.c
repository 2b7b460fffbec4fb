/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What appears beside the pointer in the code: the problems of that place. It does not keep the
 * diagnostics alive, because the text view keeps its hover for as long as it lives. */
#include "problem-hover.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "problem-card.h"

#define MAX_CARDS 3

struct _PenProblemHover
{
  GObject parent_instance;

  PenEditorDiagnostics *diagnostics; /* weak */
};

static void pen_problem_hover_provider_init (GtkSourceHoverProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PenProblemHover,
                               pen_problem_hover,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_HOVER_PROVIDER,
                                                      pen_problem_hover_provider_init))

static void
pen_problem_hover_dispose (GObject *object)
{
  g_clear_weak_pointer (&PEN_PROBLEM_HOVER (object)->diagnostics);
  G_OBJECT_CLASS (pen_problem_hover_parent_class)->dispose (object);
}

static void
pen_problem_hover_class_init (PenProblemHoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_problem_hover_dispose;
}

static void
pen_problem_hover_init (PenProblemHover *self)
{
}

PenProblemHover *
pen_problem_hover_new (PenEditorDiagnostics *diagnostics)
{
  PenProblemHover *self = g_object_new (PEN_TYPE_PROBLEM_HOVER, NULL);

  g_set_weak_pointer (&self->diagnostics, diagnostics);
  return self;
}

/* The key that leads on from problem to problem, if there is one. */
static GtkWidget *
make_hint (void)
{
  const PenUiAction *action = pen_ui_actions_find ("win.next-problem");
  g_autofree char *key = action != NULL ? pen_ui_action_dup_accel_label (action) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *hint;

  if (key == NULL)
    return NULL;
  /* Translators: %s is a key. */
  text = g_strdup_printf (_ ("Press %s to go to the next problem."), key);
  hint = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  return hint;
}

GtkWidget *
pen_problem_hover_dup_content (PenProblemHover *self, const GtkTextIter *iter)
{
  g_autoptr (GPtrArray) found = NULL;
  GtkWidget *box, *hint;

  if (self->diagnostics == NULL)
    return NULL;
  found = pen_editor_diagnostics_dup_at (self->diagnostics, iter);
  if (found->len == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (box, "problem-hover");
  for (guint i = 0; i < MIN (found->len, MAX_CARDS); i++)
    gtk_box_append (GTK_BOX (box), pen_problem_card_new (g_ptr_array_index (found, i)));
  hint = make_hint ();
  if (hint != NULL)
    gtk_box_append (GTK_BOX (box), hint);
  return box;
}

static gboolean
pen_problem_hover_populate (GtkSourceHoverProvider *provider,
                            GtkSourceHoverContext *context,
                            GtkSourceHoverDisplay *display,
                            GError **error)
{
  GtkTextIter iter;
  GtkWidget *content;

  if (!gtk_source_hover_context_get_iter (context, &iter))
    return FALSE;
  content = pen_problem_hover_dup_content (PEN_PROBLEM_HOVER (provider), &iter);
  if (content == NULL)
    return FALSE;
  gtk_source_hover_display_append (display, content);
  return TRUE;
}

static void
pen_problem_hover_provider_init (GtkSourceHoverProviderInterface *iface)
{
  iface->populate = pen_problem_hover_populate;
}
