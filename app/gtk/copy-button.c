/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A button beside a command. That it worked is seen on the button itself, where the eyes are. */
#include "copy-button.h"

#include <glib/gi18n.h>

#define SHOWN_MS 2000

struct _PenCopyButton
{
  GtkButton parent_instance;

  /* Owned */
  char *text; /* (nullable) */
  guint timeout;
};

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenCopyButton, pen_copy_button, GTK_TYPE_BUTTON)

static void
show_state (PenCopyButton *self, const char *icon, const char *words)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_ready (PenCopyButton *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  show_state (self, "edit-copy-symbolic", _ ("Copy Command"));
}

static gboolean
on_shown (gpointer data)
{
  PenCopyButton *self = data;

  self->timeout = 0;
  show_ready (self);
  return G_SOURCE_REMOVE;
}

static void
pen_copy_button_clicked (GtkButton *button)
{
  PenCopyButton *self = PEN_COPY_BUTTON (button);

  if (self->text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  show_state (self, "object-select-symbolic", _ ("Copied"));
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (SHOWN_MS, on_shown, self);
}

static void
pen_copy_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, PEN_COPY_BUTTON (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_copy_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    pen_copy_button_set_text (PEN_COPY_BUTTON (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_copy_button_dispose (GObject *object)
{
  g_clear_handle_id (&PEN_COPY_BUTTON (object)->timeout, g_source_remove);
  G_OBJECT_CLASS (pen_copy_button_parent_class)->dispose (object);
}

static void
pen_copy_button_finalize (GObject *object)
{
  g_free (PEN_COPY_BUTTON (object)->text);
  G_OBJECT_CLASS (pen_copy_button_parent_class)->finalize (object);
}

static void
pen_copy_button_class_init (PenCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_copy_button_get_property;
  object_class->set_property = pen_copy_button_set_property;
  object_class->dispose = pen_copy_button_dispose;
  object_class->finalize = pen_copy_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = pen_copy_button_clicked;
  properties[PROP_TEXT] =
      g_param_spec_string ("text",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_copy_button_init (PenCopyButton *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  show_ready (self);
}

void
pen_copy_button_set_text (PenCopyButton *self, const char *text)
{
  g_return_if_fail (PEN_IS_COPY_BUTTON (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  show_ready (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

const char *
pen_copy_button_get_text (PenCopyButton *self)
{
  return self->text;
}
