/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The gallery: type to search, arrows to choose, Enter to open. The focus stays in the search
 * entry; where there is room the chosen example's code is beside the list. */
#include "gallery.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "gallery-row.h"
#include "list-keys.h"
#include "scheme.h"

struct _PenGallery
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkEditable *search;
  GtkStack *stack;
  AdwLeaflet *leaflet;
  GtkListBox *list;
  GtkLabel *title;
  GtkLabel *note;
  GtkSourceView *view;

  /* owned */
  PenExamples *examples; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PenGallery, pen_gallery, ADW_TYPE_WINDOW)

/* --- The code beside the list --- */

static void
show_code (PenGallery *self, PenExample *example)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  const PenSources *sources = pen_example_get_sources (example);
  const char *root = pen_sources_get_root (sources);
  GBytes *bytes = root != NULL ? pen_sources_get (sources, root) : NULL;
  g_autofree char *text = NULL;
  GtkTextIter start;

  if (bytes != NULL)
    text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (self->view), &start, 0, TRUE, 0, 0);
}

/* What is worth knowing before it is opened. */
static const char *
get_note (PenExample *example)
{
  switch (pen_example_get_ending (example))
    {
    case PEN_EXAMPLE_FAILS_TO_COMPILE:
      return _ ("It does not compile: mending it is the exercise.");
    case PEN_EXAMPLE_PANICS:
      return _ ("It panics when it runs: mending it is the exercise.");
    case PEN_EXAMPLE_SUCCEEDS:
      break;
    }
  return pen_example_level_get_title (pen_example_get_level (example));
}

static void
show_selected (PenGallery *self)
{
  PenExample *example = pen_gallery_get_selected (self);

  if (example == NULL)
    return;
  gtk_label_set_text (self->title, pen_example_get_title (example));
  gtk_label_set_text (self->note, get_note (example));
  show_code (self, example);
}

/* --- The list --- */

static gboolean
is_searching (PenGallery *self)
{
  g_autofree char *query = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  return query[0] != '\0';
}

static PenExample *
get_example (GtkListBoxRow *row)
{
  return row != NULL ? pen_gallery_row_get_example (PEN_GALLERY_ROW (row)) : NULL;
}

/* The topic, above its first example. Results are in the order of how well they fit instead. */
static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  PenGallery *self = data;
  PenExample *example = get_example (row);
  PenExample *previous = get_example (before);
  GtkWidget *label = NULL;

  if (!is_searching (self) && (previous == NULL || pen_example_get_topic_place (previous) !=
                                                       pen_example_get_topic_place (example)))
    {
      label = gtk_label_new (pen_example_get_topic_title (example));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "gallery-topic");
    }
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return pen_gallery_row_new (item, is_searching (data));
}

static void
fill (PenGallery *self)
{
  g_autoptr (GListModel) found = NULL;

  if (self->examples == NULL)
    {
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }
  found = pen_examples_search (self->examples, gtk_editable_get_text (self->search));
  gtk_list_box_bind_model (self->list, found, create_row, self, NULL);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (found) > 0 ? "examples" : "empty");
  pen_list_keys_select (self->list, 0);
}

/* --- What somebody does --- */

static void
open_selected (PenGallery *self)
{
  PenExample *example = pen_gallery_get_selected (self);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (PenExample) kept = example != NULL ? g_object_ref (example) : NULL;

  if (kept == NULL || parent == NULL)
    return;
  g_object_ref (parent);
  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (parent),
                              "win.open-example",
                              "s",
                              pen_example_get_id (kept));
  g_object_unref (parent);
}

static void
clear_search (PenGallery *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
close_window (PenGallery *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* Without code to look at there is nothing that a first click could show. */
static gboolean
get_single_click (PenGallery *self, gboolean is_folded)
{
  return is_folded;
}

/* --- Life cycle --- */

static void
pen_gallery_dispose (GObject *object)
{
  PenGallery *self = PEN_GALLERY (object);

  if (self->list != NULL) /* its rows must not ask for what is gone */
    {
      gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->list, self);
    }
  g_clear_object (&self->examples);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_GALLERY);
  G_OBJECT_CLASS (pen_gallery_parent_class)->dispose (object);
}

static void
pen_gallery_class_init (PenGalleryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_gallery_dispose;
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/gallery.ui");
  gtk_widget_class_bind_template_child (widget_class, PenGallery, search);
  gtk_widget_class_bind_template_child (widget_class, PenGallery, stack);
  gtk_widget_class_bind_template_child (widget_class, PenGallery, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PenGallery, list);
  gtk_widget_class_bind_template_child (widget_class, PenGallery, title);
  gtk_widget_class_bind_template_child (widget_class, PenGallery, note);
  gtk_widget_class_bind_template_child (widget_class, PenGallery, view);
  gtk_widget_class_bind_template_callback (widget_class, fill);
  gtk_widget_class_bind_template_callback (widget_class, show_selected);
  gtk_widget_class_bind_template_callback (widget_class, open_selected);
  gtk_widget_class_bind_template_callback (widget_class, clear_search);
  gtk_widget_class_bind_template_callback (widget_class, close_window);
  gtk_widget_class_bind_template_callback (widget_class, get_single_click);
}

static void
pen_gallery_init (PenGallery *self)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (buffer),
                                  gtk_source_language_manager_get_language (languages, "rust"));
  pen_scheme_follow (GTK_SOURCE_BUFFER (buffer));
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
  pen_list_keys_attach (GTK_WIDGET (self->search), self->list);
}

PenGallery *
pen_gallery_new (void)
{
  return g_object_new (PEN_TYPE_GALLERY, NULL);
}

void
pen_gallery_set_examples (PenGallery *self, PenExamples *examples)
{
  g_set_object (&self->examples, examples);
  fill (self);
}

void
pen_gallery_search (PenGallery *self, const char *query)
{
  gtk_editable_set_text (self->search, query);
  gtk_editable_set_position (self->search, -1);
}

PenExample *
pen_gallery_get_selected (PenGallery *self)
{
  return get_example (gtk_list_box_get_selected_row (self->list));
}
