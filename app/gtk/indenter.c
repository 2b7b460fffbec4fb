/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Indentation by brackets. By hand, because GtkSourceView only repeats that of the line before. It
 * is called when the sign that triggers it is already in the text. */
#include "indenter.h"

#include <string.h>

#include "line-edit.h"

struct _PenIndenter
{
  GObject parent_instance;
};

static void pen_indenter_indenter_init (GtkSourceIndenterInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PenIndenter,
                               pen_indenter,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_INDENTER,
                                                      pen_indenter_indenter_init))

static gboolean
is_trigger (GtkSourceIndenter *indenter,
            GtkSourceView *view,
            const GtkTextIter *location,
            GdkModifierType state,
            guint keyval)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_braceright ||
         keyval == GDK_KEY_bracketright || keyval == GDK_KEY_parenright;
}

/* (transfer full): the blanks that the line of @iter begins with, @iter at most. */
static char *
dup_indent (const GtkTextIter *iter)
{
  GtkTextIter begin = *iter;
  GtkTextIter end;

  gtk_text_iter_set_line_offset (&begin, 0);
  end = begin;
  while (!gtk_text_iter_ends_line (&end) && gtk_text_iter_compare (&end, iter) < 0 &&
         g_unichar_isspace (gtk_text_iter_get_char (&end)))
    gtk_text_iter_forward_char (&end);
  return gtk_text_iter_get_text (&begin, &end);
}

static char *
make_step (GtkSourceView *view)
{
  int width = gtk_source_view_get_indent_width (view);

  if (!gtk_source_view_get_insert_spaces_instead_of_tabs (view))
    return g_strdup ("\t");
  return g_strnfill (width > 0 ? (gsize)width : gtk_source_view_get_tab_width (view), ' ');
}

/* The last sign of code before @iter in its line, or 0. */
static gunichar
get_last_code (GtkSourceBuffer *buffer, GtkTextIter iter)
{
  while (!gtk_text_iter_starts_line (&iter))
    {
      gunichar c;

      gtk_text_iter_backward_char (&iter);
      c = gtk_text_iter_get_char (&iter);
      if (!g_unichar_isspace (c) && pen_line_edit_is_code (buffer, &iter))
        return c;
      if (!g_unichar_isspace (c) &&
          !gtk_source_buffer_iter_has_context_class (buffer, &iter, "comment"))
        return 0;
    }
  return 0;
}

/* What a documentation comment's next line begins with; NULL when it is none or an empty one. */
static const char *
get_comment_prefix (const GtkTextIter *line_end)
{
  static const char *const signs[] = {"///", "//!"};
  GtkTextIter begin = *line_end;
  g_autofree char *text = NULL;

  gtk_text_iter_set_line_offset (&begin, 0);
  text = g_strstrip (gtk_text_iter_get_text (&begin, line_end));
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]) && text[3] != '/' && text[3] != '\0')
      return signs[i];
  return NULL;
}

static void
insert (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text)
{
  gtk_text_buffer_insert (buffer, iter, text, -1);
}

/* Blanks that followed the caret are not wanted at the beginning of the new line. */
static void
drop_blanks (GtkTextBuffer *buffer, GtkTextIter *iter)
{
  GtkTextIter end = *iter;

  while (gtk_text_iter_get_char (&end) == ' ' || gtk_text_iter_get_char (&end) == '\t')
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, iter, &end);
}

/* @iter: behind the end of a line that was just made. */
static void
indent_new_line (GtkSourceView *view, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter line_end = *iter;
  g_autofree char *step = make_step (view);
  g_autofree char *indent = NULL;
  const char *comment;
  gunichar last, next;

  gtk_text_iter_backward_char (&line_end);
  if (gtk_source_buffer_iter_has_context_class (GTK_SOURCE_BUFFER (buffer), iter, "string"))
    return; /* the lines of a text are as they are typed */
  indent = dup_indent (&line_end);
  comment = get_comment_prefix (&line_end);
  last = get_last_code (GTK_SOURCE_BUFFER (buffer), line_end);
  drop_blanks (buffer, iter);
  next = gtk_text_iter_get_char (iter);
  insert (buffer, iter, indent);
  if (comment != NULL)
    {
      insert (buffer, iter, comment);
      insert (buffer, iter, " ");
      return;
    }
  if (last != '(' && last != '[' && last != '{')
    return;
  if (next != pen_line_edit_get_partner (last))
    {
      insert (buffer, iter, step);
      return;
    }
  insert (buffer, iter, step);
  insert (buffer, iter, "\n");
  insert (buffer, iter, indent);
  gtk_text_iter_backward_chars (iter, (int)g_utf8_strlen (indent, -1) + 1);
  gtk_text_buffer_place_cursor (buffer, iter);
}

/* @iter: behind a closer that was just typed. Alone in its line it goes under its opener's. */
static void
indent_closer (GtkSourceView *view, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter closer = *iter;
  GtkTextIter opener, begin;
  g_autofree char *present = NULL;
  g_autofree char *wanted = NULL;

  gtk_text_iter_backward_char (&closer);
  present = dup_indent (&closer);
  if (!pen_line_edit_is_code (GTK_SOURCE_BUFFER (buffer), &closer) ||
      (int)g_utf8_strlen (present, -1) != gtk_text_iter_get_line_offset (&closer))
    return;
  opener = closer;
  if (!pen_line_edit_find_opener (GTK_SOURCE_BUFFER (buffer), &opener))
    return;
  wanted = dup_indent (&opener);
  if (g_str_equal (wanted, present))
    return;
  begin = closer;
  gtk_text_iter_set_line_offset (&begin, 0);
  gtk_text_buffer_delete (buffer, &begin, &closer);
  insert (buffer, &begin, wanted);
  gtk_text_iter_forward_char (&begin);
  *iter = begin;
}

static void
indent (GtkSourceIndenter *indenter, GtkSourceView *view, GtkTextIter *iter)
{
  GtkTextIter before = *iter;

  if (!gtk_text_iter_backward_char (&before))
    return;
  pen_line_edit_refresh (GTK_SOURCE_BUFFER (gtk_text_iter_get_buffer (iter)), iter);
  if (gtk_text_iter_starts_line (iter))
    indent_new_line (view, iter);
  else if (pen_line_edit_get_partner (gtk_text_iter_get_char (&before)) != 0)
    indent_closer (view, iter);
}

static void
pen_indenter_indenter_init (GtkSourceIndenterInterface *interface)
{
  interface->is_trigger = is_trigger;
  interface->indent = indent;
}

static void
pen_indenter_class_init (PenIndenterClass *klass)
{
}

static void
pen_indenter_init (PenIndenter *self)
{
}

GtkSourceIndenter *
pen_indenter_new (void)
{
  return g_object_new (PEN_TYPE_INDENTER, NULL);
}
