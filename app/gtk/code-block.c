/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code within prose. A label with the colours of a text buffer, because a text view of its own for
 * each of ten examples is slow to make and knows its height only later. */
#include "code-block.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

#include "scheme.h"

struct _PenCodeBlock
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *body;
  GtkLabel *label;

  /* owned */
  GtkSourceBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (PenCodeBlock, pen_code_block, GTK_TYPE_WIDGET)

static void
insert_attribute (PangoAttrList *attributes, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static void
insert_tag (PangoAttrList *attributes, GtkTextTag *tag, guint start, guint end)
{
  g_autoptr (GdkRGBA) colour = NULL;
  gboolean has_colour, has_weight, has_style;
  PangoStyle style;
  int weight;

  g_object_get (tag,
                "foreground-set",
                &has_colour,
                "foreground-rgba",
                &colour,
                "weight-set",
                &has_weight,
                "weight",
                &weight,
                "style-set",
                &has_style,
                "style",
                &style,
                NULL);
  if (has_colour && colour != NULL)
    insert_attribute (attributes,
                      pango_attr_foreground_new ((guint16)(colour->red * G_MAXUINT16),
                                                 (guint16)(colour->green * G_MAXUINT16),
                                                 (guint16)(colour->blue * G_MAXUINT16)),
                      start,
                      end);
  if (has_weight)
    insert_attribute (attributes, pango_attr_weight_new ((PangoWeight)weight), start, end);
  if (has_style)
    insert_attribute (attributes, pango_attr_style_new (style), start, end);
}

/* What the buffer's tags look like, for a label that shows its text. */
static PangoAttrList *
dup_attributes (GtkTextBuffer *buffer)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  GtkTextIter start, end;
  guint at = 0;

  gtk_text_buffer_get_start_iter (buffer, &start);
  end = start;
  while (!gtk_text_iter_is_end (&start))
    {
      g_autofree char *text = NULL;
      g_autoptr (GSList) tags = gtk_text_iter_get_tags (&start);
      guint length;

      gtk_text_iter_forward_to_tag_toggle (&end, /* tag= */ NULL);
      text = gtk_text_iter_get_slice (&start, &end);
      length = (guint)strlen (text);
      for (GSList *tag = tags; tag != NULL; tag = tag->next)
        insert_tag (attributes, tag->data, at, at + length);
      at += length;
      start = end;
    }
  return attributes;
}

static void
draw (PenCodeBlock *self)
{
  GtkTextIter start, end;
  g_autoptr (PangoAttrList) attributes = NULL;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  gtk_source_buffer_ensure_highlight (self->buffer, &start, &end);
  attributes = dup_attributes (GTK_TEXT_BUFFER (self->buffer));
  gtk_label_set_attributes (self->label, attributes);
}

static void
on_copy (PenCodeBlock *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->label));
}

static void
pen_code_block_dispose (GObject *object)
{
  g_clear_pointer (&PEN_CODE_BLOCK (object)->body, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_CODE_BLOCK);
  g_clear_object (&PEN_CODE_BLOCK (object)->buffer);
  G_OBJECT_CLASS (pen_code_block_parent_class)->dispose (object);
}

static void
pen_code_block_class_init (PenCodeBlockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_code_block_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/code-block.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenCodeBlock, body);
  gtk_widget_class_bind_template_child (widget_class, PenCodeBlock, label);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
pen_code_block_init (PenCodeBlock *self)
{
  self->buffer = gtk_source_buffer_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->buffer,
                           "notify::style-scheme",
                           G_CALLBACK (draw),
                           self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
pen_code_block_new (const char *code, gboolean is_rust)
{
  PenCodeBlock *self = g_object_new (PEN_TYPE_CODE_BLOCK, NULL);
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  if (is_rust)
    gtk_source_buffer_set_language (self->buffer,
                                    gtk_source_language_manager_get_language (languages, "rust"));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), code, -1);
  gtk_label_set_text (self->label, code);
  pen_scheme_follow (self->buffer);
  draw (self);
  return GTK_WIDGET (self);
}
