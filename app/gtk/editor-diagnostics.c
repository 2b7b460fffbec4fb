/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The compiler's messages in the text. Each has two text marks, which move as somebody types, a tag
 * between them, which draws the underline, and a source mark, by which the gutter finds its line.
 * An underline that would appear under the fingers of somebody who is typing waits until the line
 * is left. */
#include "editor-diagnostics.h"

#include <adwaita.h>

#include "problem-gutter.h"
#include "problem-hover.h"
#include "problem-text.h"

#define MAX_TOOLTIP 5      /* messages of one line */
#define GUTTER_POSITION 10 /* right of the line numbers */

enum
{
  PROP_EAGER = 1,
  N_PROPS
};

/* In the order of their weight: of two at one place the later is drawn. */
typedef enum
{
  KIND_NOTE,
  KIND_WARNING,
  KIND_ERROR,
  N_KINDS
} Kind;

typedef struct
{
  PenDiagnostic *diagnostic;
  Kind kind;
  char *key;             /* the same for what is found anew elsewhere */
  GtkTextMark *start;    /* (owned) */
  GtkTextMark *end;      /* (owned); behind the last character */
  GtkSourceMark *gutter; /* (owned) (nullable): until it is shown, and for its further places */
  gboolean is_first;     /* of the places of its diagnostic */
  gboolean is_point;     /* nothing to underline there, from the beginning */
  gboolean is_shown;
} Problem;

struct _PenEditorDiagnostics
{
  GObject parent_instance;

  /* borrowed */
  GtkSourceView *view;      /* weak */
  PenProblemGutter *gutter; /* while there is a view */

  /* owned */
  GtkSourceBuffer *buffer;
  PenProblemHover *hover;
  GListModel *diagnostics; /* nullable */
  char *file;
  GPtrArray *problems; /* (element-type Problem): in the order of the diagnostics */
  GtkTextTag *tags[N_KINDS];
  gboolean eager;
  gint64 last_change; /* µs, monotonic; 0: never */
  guint rest_timer;
  guint refresh_idle;
};

G_DEFINE_FINAL_TYPE (PenEditorDiagnostics, pen_editor_diagnostics, G_TYPE_OBJECT)

/* --- Kinds --- */

static const char *const kind_names[N_KINDS] = {
    [KIND_NOTE] = "pen-note",
    [KIND_WARNING] = "pen-warning",
    [KIND_ERROR] = "pen-error",
};

static Kind
get_kind (PenDiagnostic *diagnostic)
{
  if (pen_problem_is_error (diagnostic))
    return KIND_ERROR;
  return pen_diagnostic_get_level (diagnostic) == PEN_LEVEL_WARNING ? KIND_WARNING : KIND_NOTE;
}

/* The scheme of the text decides, not the desktop's: the stage may be light in a dark room. */
static gboolean
is_dark (PenEditorDiagnostics *self)
{
  GtkSourceStyleScheme *scheme = gtk_source_buffer_get_style_scheme (self->buffer);
  GtkSourceStyle *style =
      scheme != NULL ? gtk_source_style_scheme_get_style (scheme, "text") : NULL;
  g_autofree char *background = NULL;
  GdkRGBA colour;

  if (style != NULL)
    g_object_get (style, "background", &background, NULL);
  if (background == NULL || !gdk_rgba_parse (&colour, background))
    return adw_style_manager_get_dark (adw_style_manager_get_default ());
  return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue < 0.5;
}

/* Each at 3:1 and more on its ground (WCAG 2.1, 1.4.11), and each of a shape of its own. */
static void
colour_tags (PenEditorDiagnostics *self)
{
  static const char *const light[N_KINDS] = {"#1a5fb4", "#9c6e03", "#c01c28"};
  static const char *const dark[N_KINDS] = {"#78aeed", "#f8e45c", "#ff7b63"};
  const char *const *colours = is_dark (self) ? dark : light;

  for (guint i = 0; i < N_KINDS; i++)
    {
      GdkRGBA colour;

      gdk_rgba_parse (&colour, colours[i]);
      g_object_set (self->tags[i], "underline-rgba", &colour, NULL);
    }
  if (self->view != NULL && self->gutter != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self->gutter));
}

static void
make_tags (PenEditorDiagnostics *self)
{
  static const PangoUnderline shapes[N_KINDS] = {PANGO_UNDERLINE_SINGLE,
                                                 PANGO_UNDERLINE_DOUBLE,
                                                 PANGO_UNDERLINE_ERROR};
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self->buffer));

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->tags[i] = gtk_text_tag_table_lookup (table, kind_names[i]);
      if (self->tags[i] == NULL)
        {
          self->tags[i] = gtk_text_tag_new (kind_names[i]);
          gtk_text_tag_table_add (table, self->tags[i]);
          g_object_unref (self->tags[i]);
        }
      g_object_ref (self->tags[i]);
      g_object_set (self->tags[i], "underline", shapes[i], NULL);
    }
  colour_tags (self);
}

/* --- One problem --- */

static void
delete_mark (GtkTextMark *mark)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (mark);

  if (buffer != NULL && !gtk_text_mark_get_deleted (mark))
    gtk_text_buffer_delete_mark (buffer, mark);
  g_object_unref (mark);
}

static void
problem_free (gpointer data)
{
  Problem *problem = data;

  delete_mark (problem->start);
  delete_mark (problem->end);
  if (problem->gutter != NULL)
    delete_mark (GTK_TEXT_MARK (problem->gutter));
  g_object_unref (problem->diagnostic);
  g_free (problem->key);
  g_free (problem);
}

static void
get_range (const Problem *problem, GtkTextIter *ret_start, GtkTextIter *ret_end)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (problem->start);

  gtk_text_buffer_get_iter_at_mark (buffer, ret_start, problem->start);
  gtk_text_buffer_get_iter_at_mark (buffer, ret_end, problem->end);
}

static void
show_problem (PenEditorDiagnostics *self, Problem *problem)
{
  GtkTextIter start, end;

  if (problem->is_shown)
    return;
  problem->is_shown = TRUE;
  get_range (problem, &start, &end);
  if (!gtk_text_iter_equal (&start, &end))
    gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->buffer),
                               self->tags[problem->kind],
                               &start,
                               &end);
  if (problem->is_first)
    problem->gutter = g_object_ref (gtk_source_buffer_create_source_mark (self->buffer,
                                                                          /* name= */ NULL,
                                                                          kind_names[problem->kind],
                                                                          &start));
}

/* What is to be underlined: of several lines the first, of an empty place the character behind it,
 * or at the end of a line the one before. */
static void
fit_range (GtkTextIter *start, GtkTextIter *end)
{
  if (gtk_text_iter_get_line (start) != gtk_text_iter_get_line (end) &&
      !gtk_text_iter_ends_line (start))
    {
      *end = *start;
      gtk_text_iter_forward_to_line_end (end);
    }
  if (!gtk_text_iter_equal (start, end) && !gtk_text_iter_ends_line (start))
    return;
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_cursor_position (end);
  else if (!gtk_text_iter_starts_line (start))
    gtk_text_iter_backward_cursor_position (start);
}

static void
add_problem (PenEditorDiagnostics *self,
             PenDiagnostic *diagnostic,
             const PenSpan *span,
             const PenLineIndex *index,
             gboolean is_first)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  Problem *problem;
  guint from, to;
  GtkTextIter start, end;

  if (!pen_line_index_find_span (index, span, &from, &to))
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)to);
  fit_range (&start, &end);
  problem = g_new0 (Problem, 1);
  problem->diagnostic = g_object_ref (diagnostic);
  problem->kind = get_kind (diagnostic);
  problem->key = g_strdup_printf ("%d %s", problem->kind, pen_diagnostic_get_message (diagnostic));
  problem->is_first = is_first;
  problem->is_point = gtk_text_iter_equal (&start, &end);
  problem->start = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE));
  problem->end = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &end, TRUE));
  g_ptr_array_add (self->problems, problem);
}

/* All places that the message is about: of unused imports each. */
static void
add_diagnostic (PenEditorDiagnostics *self, PenDiagnostic *diagnostic, const PenLineIndex *index)
{
  GPtrArray *spans = pen_diagnostic_get_spans (diagnostic);
  const PenSpan *place = pen_diagnostic_get_place (diagnostic);

  if (place == NULL || pen_diagnostic_is_summary (diagnostic))
    return;
  if (g_str_equal (place->file, self->file))
    add_problem (self, diagnostic, place, index, /* is_first= */ TRUE);
  for (guint i = 0; i < spans->len; i++)
    {
      const PenSpan *span = g_ptr_array_index (spans, i);

      if (span != place && span->is_own && span->is_primary && g_str_equal (span->file, self->file))
        add_problem (self, diagnostic, span, index, /* is_first= */ FALSE);
    }
}

/* --- When to show it --- */

static gboolean
is_on_caret_line (PenEditorDiagnostics *self, const Problem *problem)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret, start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  get_range (problem, &start, &end);
  return gtk_text_iter_get_line (&caret) == gtk_text_iter_get_line (&start);
}

static gint64
get_rest_left (PenEditorDiagnostics *self)
{
  gint64 rest = PEN_EDITOR_DIAGNOSTICS_REST -
                (g_get_monotonic_time () - self->last_change) / G_TIME_SPAN_MILLISECOND;

  return self->last_change == 0 ? 0 : rest;
}

static gboolean
on_rest (gpointer data)
{
  PenEditorDiagnostics *self = data;

  self->rest_timer = 0;
  for (guint i = 0; i < self->problems->len; i++)
    show_problem (self, g_ptr_array_index (self->problems, i));
  return G_SOURCE_REMOVE;
}

static void
restart_rest (PenEditorDiagnostics *self)
{
  g_clear_handle_id (&self->rest_timer, g_source_remove);
  self->rest_timer = g_timeout_add ((guint)MAX (get_rest_left (self), 0), on_rest, self);
}

/* Shows what need not wait. @known: (nullable): keys of what was shown before. */
static void
show_problems (PenEditorDiagnostics *self, GHashTable *known)
{
  gboolean at_rest = self->eager || get_rest_left (self) <= 0;
  gboolean any_waits = FALSE;

  for (guint i = 0; i < self->problems->len; i++)
    {
      Problem *problem = g_ptr_array_index (self->problems, i);

      if (problem->is_shown)
        continue;
      if (at_rest || (known != NULL && g_hash_table_contains (known, problem->key)) ||
          !is_on_caret_line (self, problem))
        show_problem (self, problem);
      else
        any_waits = TRUE;
    }
  if (!any_waits)
    g_clear_handle_id (&self->rest_timer, g_source_remove);
  else if (self->rest_timer == 0)
    restart_rest (self);
}

static void
clear_problems (PenEditorDiagnostics *self)
{
  GtkTextIter start, end;

  /* Also without problems: text that was pasted has the underline of where it was copied. */
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  for (guint i = 0; i < N_KINDS; i++)
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer), self->tags[i], &start, &end);
  g_ptr_array_set_size (self->problems, 0);
}

static void
refresh (PenEditorDiagnostics *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = self->diagnostics != NULL ? g_list_model_get_n_items (self->diagnostics) : 0;
  g_autoptr (PenLineIndex) index = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  g_clear_handle_id (&self->refresh_idle, g_source_remove);
  for (guint i = 0; i < self->problems->len; i++)
    {
      Problem *problem = g_ptr_array_index (self->problems, i);

      if (problem->is_shown)
        g_hash_table_add (known, g_strdup (problem->key));
    }
  clear_problems (self);
  if (n > 0)
    {
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_slice (buffer, &start, &end, /* include_hidden_chars= */ TRUE);
      index = pen_line_index_new (text, -1);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (self->diagnostics, i);

      add_diagnostic (self, diagnostic, index);
    }
  show_problems (self, known);
}

static gboolean
on_refresh_idle (gpointer data)
{
  PenEditorDiagnostics *self = data;

  self->refresh_idle = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Once for a list that is filled item by item, but before the next key is read. */
static void
on_items_changed (PenEditorDiagnostics *self)
{
  if (self->refresh_idle == 0)
    self->refresh_idle = g_idle_add_full (G_PRIORITY_HIGH, on_refresh_idle, self, NULL);
}

/* --- What happens to the text --- */

static void
on_changed (PenEditorDiagnostics *self)
{
  self->last_change = g_get_monotonic_time ();
  if (self->rest_timer != 0)
    restart_rest (self);
}

static void
on_caret_moved (PenEditorDiagnostics *self)
{
  if (self->rest_timer != 0)
    show_problems (self, NULL);
}

/* The tag is gone with its text; marks would stay. */
static void
on_deleted (PenEditorDiagnostics *self)
{
  for (guint i = self->problems->len; i > 0; i--)
    {
      Problem *problem = g_ptr_array_index (self->problems, i - 1);
      GtkTextIter start, end;

      get_range (problem, &start, &end);
      if (!problem->is_point && gtk_text_iter_compare (&start, &end) >= 0)
        g_ptr_array_remove_index (self->problems, i - 1);
    }
}

/* --- Life cycle --- */

static void
pen_editor_diagnostics_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EAGER)
    g_value_set_boolean (value, PEN_EDITOR_DIAGNOSTICS (object)->eager);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_editor_diagnostics_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_EAGER)
    pen_editor_diagnostics_set_eager (PEN_EDITOR_DIAGNOSTICS (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_editor_diagnostics_dispose (GObject *object)
{
  PenEditorDiagnostics *self = PEN_EDITOR_DIAGNOSTICS (object);

  g_clear_handle_id (&self->rest_timer, g_source_remove);
  g_clear_handle_id (&self->refresh_idle, g_source_remove);
  if (self->diagnostics != NULL)
    g_signal_handlers_disconnect_by_data (self->diagnostics, self);
  g_clear_object (&self->diagnostics);
  if (self->buffer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      clear_problems (self);
    }
  if (self->view != NULL)
    gtk_source_gutter_remove (gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT),
                              GTK_SOURCE_GUTTER_RENDERER (self->gutter));
  if (self->view != NULL)
    gtk_source_hover_remove_provider (gtk_source_view_get_hover (self->view),
                                      GTK_SOURCE_HOVER_PROVIDER (self->hover));
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->hover);
  for (guint i = 0; i < N_KINDS; i++)
    g_clear_object (&self->tags[i]);
  g_clear_object (&self->buffer);
  G_OBJECT_CLASS (pen_editor_diagnostics_parent_class)->dispose (object);
}

static void
pen_editor_diagnostics_finalize (GObject *object)
{
  PenEditorDiagnostics *self = PEN_EDITOR_DIAGNOSTICS (object);

  g_ptr_array_unref (self->problems);
  g_free (self->file);
  G_OBJECT_CLASS (pen_editor_diagnostics_parent_class)->finalize (object);
}

static void
pen_editor_diagnostics_class_init (PenEditorDiagnosticsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pen_editor_diagnostics_dispose;
  object_class->finalize = pen_editor_diagnostics_finalize;
  object_class->get_property = pen_editor_diagnostics_get_property;
  object_class->set_property = pen_editor_diagnostics_set_property;
  g_object_class_install_property (
      object_class,
      PROP_EAGER,
      g_param_spec_boolean ("eager",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

static void
pen_editor_diagnostics_init (PenEditorDiagnostics *self)
{
  self->problems = g_ptr_array_new_with_free_func (problem_free);
}

PenEditorDiagnostics *
pen_editor_diagnostics_new (GtkSourceView *view, const char *file)
{
  PenEditorDiagnostics *self = g_object_new (PEN_TYPE_EDITOR_DIAGNOSTICS, NULL);

  g_set_weak_pointer (&self->view, view);
  self->buffer = g_object_ref (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))));
  self->file = g_strdup (file);
  make_tags (self);
  self->gutter = pen_problem_gutter_new (self);
  gtk_source_gutter_insert (gtk_source_view_get_gutter (view, GTK_TEXT_WINDOW_LEFT),
                            GTK_SOURCE_GUTTER_RENDERER (self->gutter),
                            GUTTER_POSITION);
  self->hover = pen_problem_hover_new (self);
  gtk_source_hover_add_provider (gtk_source_view_get_hover (view),
                                 GTK_SOURCE_HOVER_PROVIDER (self->hover));
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_data (self->buffer,
                         "delete-range",
                         G_CALLBACK (on_deleted),
                         self,
                         NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->buffer,
                            "notify::cursor-position",
                            G_CALLBACK (on_caret_moved),
                            self);
  g_signal_connect_swapped (self->buffer, "notify::style-scheme", G_CALLBACK (colour_tags), self);
  return self;
}

/* --- For others --- */

void
pen_editor_diagnostics_set_file (PenEditorDiagnostics *self, const char *file)
{
  g_autofree char *old = NULL;

  g_return_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self));
  g_return_if_fail (file != NULL);

  old = self->file; /* @file may be it */
  self->file = g_strdup (file);
}

void
pen_editor_diagnostics_set_diagnostics (PenEditorDiagnostics *self, GListModel *diagnostics)
{
  g_return_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self));
  g_return_if_fail (diagnostics == NULL || G_IS_LIST_MODEL (diagnostics));

  if (self->diagnostics != NULL)
    g_signal_handlers_disconnect_by_data (self->diagnostics, self);
  g_set_object (&self->diagnostics, diagnostics);
  if (diagnostics != NULL)
    g_signal_connect_swapped (diagnostics, "items-changed", G_CALLBACK (on_items_changed), self);
  refresh (self);
}

void
pen_editor_diagnostics_set_eager (PenEditorDiagnostics *self, gboolean eager)
{
  g_return_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self));

  if (self->eager == eager)
    return;
  self->eager = eager;
  show_problems (self, NULL);
  g_object_notify (G_OBJECT (self), "eager");
}

gboolean
pen_editor_diagnostics_get_eager (PenEditorDiagnostics *self)
{
  g_return_val_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self), FALSE);

  return self->eager;
}

guint
pen_editor_diagnostics_get_n_shown (PenEditorDiagnostics *self)
{
  guint n = 0;

  g_return_val_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self), 0);

  for (guint i = 0; i < self->problems->len; i++)
    n += ((Problem *)g_ptr_array_index (self->problems, i))->is_shown;
  return n;
}

gboolean
pen_editor_diagnostics_find (PenEditorDiagnostics *self,
                             PenDiagnostic *diagnostic,
                             GtkTextIter *ret_start)
{
  g_return_val_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self), FALSE);
  g_return_val_if_fail (ret_start != NULL, FALSE);

  for (guint i = 0; i < self->problems->len; i++)
    {
      const Problem *problem = g_ptr_array_index (self->problems, i);
      GtkTextIter end;

      if (problem->diagnostic != diagnostic || !problem->is_first)
        continue;
      get_range (problem, ret_start, &end);
      return TRUE;
    }
  return FALSE;
}

gboolean
pen_editor_diagnostics_get_level (PenEditorDiagnostics *self,
                                  guint line,
                                  PenLevel *ret_level,
                                  GdkRGBA *ret_colour)
{
  static const PenLevel levels[N_KINDS] = {PEN_LEVEL_NOTE, PEN_LEVEL_WARNING, PEN_LEVEL_ERROR};

  g_return_val_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self), FALSE);
  g_return_val_if_fail (ret_level != NULL && ret_colour != NULL, FALSE);

  for (int kind = N_KINDS - 1; kind >= 0; kind--)
    {
      g_autoptr (GSList) marks =
          gtk_source_buffer_get_source_marks_at_line (self->buffer, (int)line, kind_names[kind]);
      g_autoptr (GdkRGBA) colour = NULL;

      if (marks == NULL)
        continue;
      g_object_get (self->tags[kind], "underline-rgba", &colour, NULL);
      *ret_level = levels[kind];
      *ret_colour = *colour;
      return TRUE;
    }
  return FALSE;
}

char *
pen_editor_diagnostics_dup_line_text (PenEditorDiagnostics *self, guint line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  g_return_val_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self), NULL);

  for (guint i = 0; i < self->problems->len && n < MAX_TOOLTIP; i++)
    {
      const Problem *problem = g_ptr_array_index (self->problems, i);
      g_autofree char *headline = NULL;
      GtkTextIter start, end;

      get_range (problem, &start, &end);
      if (problem->gutter == NULL || (guint)gtk_text_iter_get_line (&start) != line)
        continue;
      headline = pen_problem_dup_headline (problem->diagnostic, /* one_line= */ FALSE);
      g_string_append_printf (text, "%s%s", n++ > 0 ? "\n" : "", headline);
    }
  return n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

GPtrArray *
pen_editor_diagnostics_dup_at (PenEditorDiagnostics *self, const GtkTextIter *iter)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (PEN_IS_EDITOR_DIAGNOSTICS (self), found);
  g_return_val_if_fail (iter != NULL, found);

  for (int kind = N_KINDS - 1; kind >= 0; kind--)
    for (guint i = 0; i < self->problems->len; i++)
      {
        const Problem *problem = g_ptr_array_index (self->problems, i);
        GtkTextIter start, end;

        if ((int)problem->kind != kind || !problem->is_shown)
          continue;
        get_range (problem, &start, &end);
        if (gtk_text_iter_compare (&start, iter) <= 0 && gtk_text_iter_compare (iter, &end) <= 0 &&
            !g_ptr_array_find (found, problem->diagnostic, NULL))
          g_ptr_array_add (found, g_object_ref (problem->diagnostic));
      }
  return found;
}
