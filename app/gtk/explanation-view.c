/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* An explanation as a page of prose. Each block is a widget, made here because nobody knows before
 * how many there are. */
#include "explanation-view.h"

#include <string.h>

#include "code-block.h"

struct _PenExplanationView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *body;

  /* owned */
  GString *text;
};

G_DEFINE_FINAL_TYPE (PenExplanationView, pen_explanation_view, GTK_TYPE_WIDGET)

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  g_string_append (markup, escaped);
}

static void
append_run (GString *markup, const char *text, gsize length, PenMarkdownFlags flags)
{
  if (flags & PEN_MARKDOWN_STRONG)
    g_string_append (markup, "<b>");
  if (flags & PEN_MARKDOWN_EMPHASIS)
    g_string_append (markup, "<i>");
  if (flags & PEN_MARKDOWN_INLINE_CODE)
    g_string_append (markup, "<tt>");
  append_escaped (markup, text, length);
  if (flags & PEN_MARKDOWN_INLINE_CODE)
    g_string_append (markup, "</tt>");
  if (flags & PEN_MARKDOWN_EMPHASIS)
    g_string_append (markup, "</i>");
  if (flags & PEN_MARKDOWN_STRONG)
    g_string_append (markup, "</b>");
}

static char *
dup_markup (const PenMarkdownBlock *block)
{
  GString *markup = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const PenMarkdownRun *run = &g_array_index (block->runs, PenMarkdownRun, i);

      append_escaped (markup, block->text + at, run->start - at);
      append_run (markup, block->text + run->start, run->end - run->start, run->flags);
      at = run->end;
    }
  append_escaped (markup, block->text + at, strlen (block->text) - at);
  return g_string_free (markup, FALSE);
}

static GtkWidget *
make_prose (const PenMarkdownBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *markup = dup_markup (block);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* By pointer; as stops of the Tab key dozens of paragraphs would only be in the way. */
  gtk_widget_set_focusable (label, FALSE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), PEN_MARKDOWN_TEXT_WIDTH);
  gtk_widget_set_hexpand (label, TRUE);
  if (block->kind == PEN_MARKDOWN_HEADING)
    gtk_widget_add_css_class (label, "heading");
  if (block->kind == PEN_MARKDOWN_HEADING && block->level == 1)
    gtk_widget_add_css_class (label, "first");
  return label;
}

/* Its number or point stands before it, so that what wraps hangs. */
static GtkWidget *
make_item (const PenMarkdownBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *mark =
      block->number > 0 ? g_strdup_printf ("%u.", block->number) : g_strdup ("•");
  GtkWidget *label = gtk_label_new (mark);

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_prose (block));
  return box;
}

static void
append_block (PenExplanationView *self, const PenMarkdownBlock *block)
{
  /* What an item stands in the margin of has that margin itself. */
  guint depth =
      block->kind == PEN_MARKDOWN_ITEM && block->depth > 0 ? block->depth - 1 : block->depth;
  GtkWidget *widget;

  if (block->kind == PEN_MARKDOWN_CODE)
    widget = pen_code_block_new (block->text, block->is_rust);
  else if (block->kind == PEN_MARKDOWN_ITEM)
    widget = make_item (block);
  else
    widget = make_prose (block);
  if (depth > 0)
    {
      g_autofree char *class_name = g_strdup_printf ("explanation-depth-%u", depth);

      gtk_widget_add_css_class (widget, class_name);
    }
  gtk_box_append (GTK_BOX (self->body), widget);
  g_string_append_printf (self->text, "%s\n", block->text);
}

static void
pen_explanation_view_dispose (GObject *object)
{
  g_clear_pointer (&PEN_EXPLANATION_VIEW (object)->body, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_EXPLANATION_VIEW);
  G_OBJECT_CLASS (pen_explanation_view_parent_class)->dispose (object);
}

static void
pen_explanation_view_finalize (GObject *object)
{
  g_string_free (PEN_EXPLANATION_VIEW (object)->text, TRUE);
  G_OBJECT_CLASS (pen_explanation_view_parent_class)->finalize (object);
}

static void
pen_explanation_view_class_init (PenExplanationViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_explanation_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_explanation_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/explanation-view.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenExplanationView, body);
}

static void
pen_explanation_view_init (PenExplanationView *self)
{
  self->text = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenExplanationView *
pen_explanation_view_new (void)
{
  return g_object_new (PEN_TYPE_EXPLANATION_VIEW, NULL);
}

void
pen_explanation_view_set_markdown (PenExplanationView *self, const char *text)
{
  g_autoptr (GPtrArray) blocks = NULL;
  GtkWidget *child;

  g_return_if_fail (PEN_IS_EXPLANATION_VIEW (self));

  while ((child = gtk_widget_get_first_child (self->body)) != NULL)
    gtk_box_remove (GTK_BOX (self->body), child);
  g_string_truncate (self->text, 0);
  blocks = pen_markdown_parse (text, text != NULL ? -1 : 0);
  for (guint i = 0; i < blocks->len; i++)
    append_block (self, g_ptr_array_index (blocks, i));
}

char *
pen_explanation_view_dup_text (PenExplanationView *self)
{
  g_return_val_if_fail (PEN_IS_EXPLANATION_VIEW (self), NULL);

  return g_strdup (self->text->str);
}
