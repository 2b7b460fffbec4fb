/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A view of one file. How code is typed is in indenter.c and auto-close.c, what can be done to it
 * in editor-actions.c. */
#include "editor-private.h"

#include <glib/gi18n.h>

#include "indenter.h"
#include "scheme.h"

/* For how long a line that was gone to is marked, ms. */
#define FLASH_TIME 900

enum
{
  PROP_0,
  PROP_SHOW_LINE_NUMBERS,
  PROP_WRAP_LINES,
  PROP_VIM_KEYS,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenEditor, pen_editor, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (PenEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

PenFile *
pen_editor_get_file (PenEditor *self)
{
  g_return_val_if_fail (PEN_IS_EDITOR (self), NULL);

  return self->file;
}

GtkSourceView *
pen_editor_get_view (PenEditor *self)
{
  g_return_val_if_fail (PEN_IS_EDITOR (self), NULL);

  return self->view;
}

GActionGroup *
pen_editor_get_actions (PenEditor *self)
{
  g_return_val_if_fail (PEN_IS_EDITOR (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/* --- Going to a place --- */

static GtkTextTag *
get_flash_tag (PenEditor *self)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (get_buffer (self));
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, "pen-flash");

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (get_buffer (self), "pen-flash", NULL);
  return tag;
}

static gboolean
end_flash (gpointer data)
{
  PenEditor *self = data;
  GtkTextIter begin, end;

  self->flash_source = 0;
  gtk_text_buffer_get_bounds (get_buffer (self), &begin, &end);
  gtk_text_buffer_remove_tag (get_buffer (self), get_flash_tag (self), &begin, &end);
  return G_SOURCE_REMOVE;
}

/* The colour that the scheme gives to what was found; no motion. */
static void
flash (PenEditor *self, const GtkTextIter *place)
{
  GtkSourceStyleScheme *scheme =
      gtk_source_buffer_get_style_scheme (GTK_SOURCE_BUFFER (get_buffer (self)));
  GtkSourceStyle *style =
      scheme != NULL ? gtk_source_style_scheme_get_style (scheme, "bracket-match") : NULL;
  g_autofree char *color = NULL;
  GtkTextIter begin = *place;
  GtkTextIter end = *place;

  if (self->flash_source != 0)
    {
      g_clear_handle_id (&self->flash_source, g_source_remove);
      end_flash (self);
    }
  if (style == NULL)
    return;
  g_object_get (style, "background", &color, NULL);
  g_object_set (get_flash_tag (self), "paragraph-background", color, NULL);
  gtk_text_iter_set_line_offset (&begin, 0);
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_apply_tag (get_buffer (self), get_flash_tag (self), &begin, &end);
  self->flash_source = g_timeout_add (FLASH_TIME, end_flash, self);
}

static void
find_place (PenEditor *self, guint line, guint column, GtkTextIter *ret_iter)
{
  guint n_lines = (guint)gtk_text_buffer_get_line_count (get_buffer (self));
  int last;

  gtk_text_buffer_get_iter_at_line (get_buffer (self),
                                    ret_iter,
                                    (int)(CLAMP (line, 1, n_lines) - 1));
  if (column <= 1)
    {
      while (!gtk_text_iter_ends_line (ret_iter) &&
             g_unichar_isspace (gtk_text_iter_get_char (ret_iter)))
        gtk_text_iter_forward_char (ret_iter);
      return;
    }
  last = gtk_text_iter_get_chars_in_line (ret_iter);
  gtk_text_iter_set_line_offset (ret_iter, MIN ((int)MIN (column - 1, G_MAXINT), last));
  if (gtk_text_iter_get_line (ret_iter) != (int)CLAMP (line, 1, n_lines) - 1)
    gtk_text_iter_backward_char (ret_iter); /* behind the end of the line is the next one */
}

void
pen_editor_go_to (PenEditor *self, guint line, guint column)
{
  GtkTextIter iter;

  g_return_if_fail (PEN_IS_EDITOR (self));

  find_place (self, line, column, &iter);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
  /* By the mark: it also works before the view has a size. */
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                gtk_text_buffer_get_insert (get_buffer (self)),
                                /* within_margin= */ 0.0,
                                TRUE,
                                /* xalign= */ 0.9, /* the line's beginning stays in sight */
                                /* yalign= */ 0.5);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  flash (self, &iter);
}

void
pen_editor_replace_text (PenEditor *self, const char *text)
{
  g_return_if_fail (PEN_IS_EDITOR (self));
  g_return_if_fail (text != NULL);

  pen_file_set_text (self->file, text);
}

static void
close_line_bar (PenEditor *self)
{
  gtk_revealer_set_reveal_child (self->line_revealer, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* "12" or "12:5", as compilers write it. */
static void
line_entered (PenEditor *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (self->line_entry), ":", 2);
  guint64 line = parts[0] != NULL ? g_ascii_strtoull (parts[0], NULL, 10) : 0;
  guint64 column = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtoull (parts[1], NULL, 10) : 0;

  if (line == 0)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->line_entry), "error");
      return;
    }
  close_line_bar (self);
  pen_editor_go_to (self, (guint)MIN (line, G_MAXINT), (guint)MIN (column, G_MAXINT));
}

static void
line_changed (PenEditor *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->line_entry), "error");
}

static void
close_line_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  close_line_bar (PEN_EDITOR (widget));
}

/* --- The file --- */

static void
update_name (PenEditor *self)
{
  /* Translators: what screen readers say of the code; a file name. */
  g_autofree char *label = g_strdup_printf (_ ("Code of %s"), pen_file_get_name (self->file));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
update_problem (PenEditor *self)
{
  PenFileProblem kind = pen_file_get_problem_kind (self->file);
  gboolean shown = kind == PEN_FILE_PROBLEM_CHANGED || kind == PEN_FILE_PROBLEM_GONE;

  if (shown)
    gtk_label_set_text (self->problem_label, pen_file_get_problem (self->file));
  gtk_widget_set_visible (self->problem_reload_button, kind == PEN_FILE_PROBLEM_CHANGED);
  gtk_widget_set_visible (self->problem_keep_button, kind == PEN_FILE_PROBLEM_CHANGED);
  gtk_revealer_set_reveal_child (self->problem_revealer, shown);
  pen_editor_update_editable (self);
}

static void
reloaded (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenEditor) self = data;
  g_autoptr (GError) error = NULL;

  if (!pen_file_reload_finish (PEN_FILE (object), result, &error))
    gtk_label_set_text (self->problem_label, error->message);
}

static void
reload (PenEditor *self)
{
  pen_file_reload_async (self->file, NULL, reloaded, g_object_ref (self));
}

static void
keep_mine (PenEditor *self)
{
  pen_file_keep_mine (self->file);
}

static void
set_file (PenEditor *self, PenFile *file)
{
  self->file = g_object_ref (file);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view),
                            GTK_TEXT_BUFFER (pen_file_get_buffer (file)));
  pen_scheme_follow (pen_file_get_buffer (file));
  pen_find_bar_set_view (self->find_bar, self->view);
  self->auto_close = pen_auto_close_new (self->view);
  pen_editor_add_actions (self);
  g_signal_connect_object (file, "notify::name", G_CALLBACK (update_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file,
                           "notify::problem",
                           G_CALLBACK (update_problem),
                           self,
                           G_CONNECT_SWAPPED);
  update_name (self);
  update_problem (self);
}

void
pen_editor_set_completion (PenEditor *self, PenCompletion *completion)
{
  g_return_if_fail (PEN_IS_EDITOR (self));

  if (self->completion != NULL)
    pen_completion_set_up (self->completion, self->view, FALSE);
  g_set_object (&self->completion, completion);
  if (completion != NULL)
    pen_completion_set_up (completion, self->view, TRUE);
}

/* --- Properties and life --- */

static void
set_wraps (PenEditor *self, gboolean wraps)
{
  self->wraps = wraps;
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view),
                               wraps ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE);
}

static void
pen_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenEditor *self = PEN_EDITOR (object);

  switch (id)
    {
    case PROP_SHOW_LINE_NUMBERS:
      g_value_set_boolean (value, gtk_source_view_get_show_line_numbers (self->view));
      break;
    case PROP_WRAP_LINES:
      g_value_set_boolean (value, self->wraps);
      break;
    case PROP_VIM_KEYS:
      g_value_set_boolean (value, self->vim_keys != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PenEditor *self = PEN_EDITOR (object);

  switch (id)
    {
    case PROP_SHOW_LINE_NUMBERS:
      gtk_source_view_set_show_line_numbers (self->view, g_value_get_boolean (value));
      break;
    case PROP_WRAP_LINES:
      set_wraps (self, g_value_get_boolean (value));
      break;
    case PROP_VIM_KEYS:
      pen_editor_set_vim (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The distance between the numbers and the code grows with the letters. */
static void
pen_editor_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  PenEditor *self = PEN_EDITOR (widget);
  PangoFontMetrics *metrics;
  int width;

  GTK_WIDGET_CLASS (pen_editor_parent_class)->css_changed (widget, change);
  /* Of this widget: the view hears of it later. */
  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));
  pango_font_metrics_unref (metrics);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), width * 3 / 4);
}

static gboolean
pen_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PEN_EDITOR (widget)->view));
}

static void
pen_editor_dispose (GObject *object)
{
  PenEditor *self = PEN_EDITOR (object);

  if (self->flash_source != 0)
    {
      g_clear_handle_id (&self->flash_source, g_source_remove);
      end_flash (self);
    }
  if (self->view != NULL)
    {
      pen_editor_set_completion (self, NULL);
      pen_editor_set_vim (self, FALSE);
    }
  G_OBJECT_CLASS (pen_editor_parent_class)->dispose (object);
}

static void
pen_editor_finalize (GObject *object)
{
  PenEditor *self = PEN_EDITOR (object);

  g_clear_object (&self->auto_close);
  g_clear_object (&self->actions);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (pen_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PenEditor, view);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, find_bar);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, line_revealer);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, line_entry);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, problem_reload_button);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, problem_keep_button);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, vim_row);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, vim_command_label);
  gtk_widget_class_bind_template_child (widget_class, PenEditor, vim_bar_label);
  gtk_widget_class_bind_template_callback (widget_class, line_entered);
  gtk_widget_class_bind_template_callback (widget_class, line_changed);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, keep_mine);
}

static void
pen_editor_class_init (PenEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pen_editor_get_property;
  object_class->set_property = pen_editor_set_property;
  object_class->dispose = pen_editor_dispose;
  object_class->finalize = pen_editor_finalize;
  widget_class->css_changed = pen_editor_css_changed;
  widget_class->grab_focus = pen_editor_grab_focus;
  properties[PROP_SHOW_LINE_NUMBERS] =
      g_param_spec_boolean ("show-line-numbers", NULL, NULL, TRUE, flags);
  properties[PROP_WRAP_LINES] = g_param_spec_boolean ("wrap-lines", NULL, NULL, FALSE, flags);
  properties[PROP_VIM_KEYS] = g_param_spec_boolean ("vim-keys", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (PEN_TYPE_FIND_BAR);
  gtk_widget_class_install_action (widget_class, "editor-line.close", NULL, close_line_action);
  bind_template (widget_class);
}

static void
pen_editor_init (PenEditor *self)
{
  g_autoptr (GtkSourceIndenter) indenter = pen_indenter_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_view_set_indenter (self->view, indenter);
}

PenEditor *
pen_editor_new (PenFile *file)
{
  PenEditor *self = g_object_new (PEN_TYPE_EDITOR, NULL);

  set_file (self, file);
  return self;
}
