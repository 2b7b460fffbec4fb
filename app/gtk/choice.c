/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A row of a drop-down. GTK's own rows are strings, which cannot say why one of them is grey. */
#include "choice.h"

struct _PenChoice
{
  GObject parent_instance;

  char *title;
  char *detail; /* nullable */
  char *value;  /* nullable */
  guint number;
  gboolean usable;
};

G_DEFINE_FINAL_TYPE (PenChoice, pen_choice, G_TYPE_OBJECT)

static void
pen_choice_finalize (GObject *object)
{
  PenChoice *self = PEN_CHOICE (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->value);
  G_OBJECT_CLASS (pen_choice_parent_class)->finalize (object);
}

static void
pen_choice_class_init (PenChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_choice_finalize;
}

static void
pen_choice_init (PenChoice *self)
{
}

PenChoice *
pen_choice_new (const char *title,
                const char *detail,
                const char *value,
                guint number,
                gboolean usable)
{
  PenChoice *self = g_object_new (PEN_TYPE_CHOICE, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->value = g_strdup (value);
  self->number = number;
  self->usable = usable;
  return self;
}

const char *
pen_choice_get_value (PenChoice *self)
{
  return self->value;
}

guint
pen_choice_get_number (PenChoice *self)
{
  return self->number;
}

void
pen_choice_select (GtkDropDown *drop_down, const char *value, guint number)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenChoice) choice = g_list_model_get_item (model, i);

      if (choice->number == number && g_strcmp0 (choice->value, value) == 0)
        {
          gtk_drop_down_set_selected (drop_down, i);
          return;
        }
    }
  gtk_drop_down_set_selected (drop_down, GTK_INVALID_LIST_POSITION);
}

PenChoice *
pen_choice_get_selected (GtkDropDown *drop_down)
{
  return gtk_drop_down_get_selected_item (drop_down);
}

/* --- How it is drawn --- */

static GtkWidget *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
set_up_button (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = new_label ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_list_item_set_child (item, label);
}

static void
bind_button (GtkListItemFactory *factory, GtkListItem *item)
{
  PenChoice *self = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), self->title);
}

static void
set_up_row (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *detail = new_label ();

  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 36);
  gtk_widget_add_css_class (detail, "note");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), new_label ());
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *item)
{
  PenChoice *self = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *detail = gtk_widget_get_next_sibling (title);

  gtk_label_set_label (GTK_LABEL (title), self->title);
  gtk_widget_set_sensitive (title, self->usable);
  gtk_label_set_label (GTK_LABEL (detail), self->detail != NULL ? self->detail : "");
  gtk_widget_set_visible (detail, self->detail != NULL);
  gtk_list_item_set_activatable (item, self->usable);
  gtk_list_item_set_selectable (item, self->usable);
}

void
pen_choice_set_factories (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) row = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (set_up_button), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_button), NULL);
  g_signal_connect (row, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (row, "bind", G_CALLBACK (bind_row), NULL);
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, row);
}

const char *
pen_choice_get_title (PenChoice *self)
{
  return self->title;
}

gboolean
pen_choice_is_usable (PenChoice *self)
{
  return self->usable;
}
