/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Find and replace. The search itself is GtkSourceView's, which looks at a long file piece by
 * piece; here is what is asked and what is said about it. */
#include "find-bar.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PenFindBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkRevealer *revealer;
  GtkEditable *find_entry;
  GtkEditable *replace_entry;
  GtkLabel *count_label;
  GtkWidget *error_label;
  GtkWidget *replace_row;

  /* borrowed */
  GtkSourceView *view; /* (nullable) */

  /* owned */
  GtkSourceSearchSettings *settings;
  GtkSourceSearchContext *context; /* (nullable) */
  GSimpleActionGroup *actions;
  GCancellable *cancellable; /* (nullable): a search under way */
  guint n_replaced;          /* by the last Replace All; 0 once something else is looked for */
  GtkTextMark *origin;       /* (nullable): where the caret was before anything was found */
};

enum
{
  PROP_0,
  PROP_OPENED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenFindBar, pen_find_bar, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (PenFindBar *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

/* --- What is said --- */

static char *
describe_count (PenFindBar *self)
{
  int n = gtk_source_search_context_get_occurrences_count (self->context);
  GtkTextIter begin, end;
  int position;

  if (gtk_editable_get_text (self->find_entry)[0] == '\0' || n < 0)
    return g_strdup ("");
  if (n == 0 && self->n_replaced > 0)
    return g_strdup_printf (ngettext ("%u replaced", "%u replaced", self->n_replaced),
                            self->n_replaced);
  if (n == 0)
    return g_strdup (_ ("Not found"));
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &begin, &end);
  position = gtk_source_search_context_get_occurrence_position (self->context, &begin, &end);
  if (position > 0)
    /* Translators: the place that is selected, and how many there are: "3 of 12". */
    return g_strdup_printf (_ ("%d of %d"), position, n);
  return g_strdup_printf (ngettext ("%d place", "%d places", (gulong)n), n);
}

static void
say_error (PenFindBar *self, const char *message)
{
  g_autofree char *sentence = NULL;

  if (message != NULL)
    /* Translators: what the expression lacks, in the words of a library, in English. */
    sentence = g_strdup_printf (_ ("This is not a whole regular expression yet: %s."), message);
  gtk_label_set_text (GTK_LABEL (self->error_label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error_label, sentence != NULL);
}

static gboolean
can_replace (PenFindBar *self)
{
  return self->context != NULL &&
         gtk_source_search_context_get_occurrences_count (self->context) != 0 &&
         gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));
}

static void
update (PenFindBar *self)
{
  g_autoptr (GError) error = gtk_source_search_context_get_regex_error (self->context);
  g_autofree char *count = describe_count (self);
  gboolean missing = self->n_replaced == 0 && gtk_editable_get_text (self->find_entry)[0] != '\0' &&
                     gtk_source_search_context_get_occurrences_count (self->context) == 0;
  gboolean replaces = can_replace (self);

  gtk_label_set_text (self->count_label, error == NULL ? count : "");
  if (missing || error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->find_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->find_entry), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find-bar.replace", replaces);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find-bar.replace-all", replaces);
  say_error (self, error != NULL ? error->message : NULL);
}

/* --- Finding --- */

/* Nothing moves when the place is in sight already; else it comes to the middle. What the bar is
 * about to take from the view's height is out of sight. */
static void
show_place (PenFindBar *self, GtkTextIter place)
{
  GdkRectangle visible, location;
  int height = 0;

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  visible.height -= MAX (height - gtk_widget_get_height (GTK_WIDGET (self)), 0);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &place, &location);
  if (!gdk_rectangle_contains_point (&visible, location.x, location.y) ||
      location.y + location.height > visible.y + visible.height)
    gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                  gtk_text_buffer_get_insert (get_buffer (self)),
                                  /* within_margin= */ 0.0,
                                  TRUE,
                                  /* xalign= */ 0.9, /* the line's beginning stays in sight */
                                  /* yalign= */ 0.5);
}

static void
select_place (PenFindBar *self, const GtkTextIter *begin, const GtkTextIter *end)
{
  gtk_text_buffer_select_range (get_buffer (self), begin, end);
  show_place (self, *begin);
  update (self);
}

static void
found (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenFindBar) self = data;
  GtkSourceSearchContext *context = GTK_SOURCE_SEARCH_CONTEXT (object);
  GtkTextIter begin, end;
  gboolean wrapped;

  /* Backwards it is the same operation. */
  if (gtk_source_search_context_forward_finish (context, result, &begin, &end, &wrapped, NULL) &&
      self->context == context && self->view != NULL)
    select_place (self, &begin, &end);
}

static void
search (PenFindBar *self, const GtkTextIter *from, gboolean forward)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (forward)
    gtk_source_search_context_forward_async (self->context,
                                             from,
                                             self->cancellable,
                                             found,
                                             g_object_ref (self));
  else
    gtk_source_search_context_backward_async (self->context,
                                              from,
                                              self->cancellable,
                                              found,
                                              g_object_ref (self));
}

void
pen_find_bar_step (PenFindBar *self, gboolean forward)
{
  GtkTextIter begin, end;

  g_return_if_fail (PEN_IS_FIND_BAR (self));

  if (self->context == NULL || gtk_editable_get_text (self->find_entry)[0] == '\0')
    {
      pen_find_bar_open (self, FALSE);
      return;
    }
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &begin, &end);
  search (self, forward ? &end : &begin, forward);
}

/* While somebody types, the first place behind where the caret was. */
static void
find_changed (PenFindBar *self)
{
  const char *text = gtk_editable_get_text (self->find_entry);
  GtkTextIter from;

  self->n_replaced = 0;
  if (self->context == NULL)
    return;
  gtk_source_search_settings_set_search_text (self->settings, text[0] != '\0' ? text : NULL);
  update (self);
  if (text[0] == '\0' || self->origin == NULL)
    return;
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &from, self->origin);
  search (self, &from, /* forward= */ TRUE);
}

/* --- Replacing --- */

static void
replace_one (PenFindBar *self)
{
  const char *text = gtk_editable_get_text (self->replace_entry);
  g_autoptr (GError) error = NULL;
  GtkTextIter begin, end;

  if (!can_replace (self))
    return;
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &begin, &end);
  if (gtk_source_search_context_get_occurrence_position (self->context, &begin, &end) > 0 &&
      !gtk_source_search_context_replace (self->context,
                                          &begin,
                                          &end,
                                          text,
                                          (int)strlen (text),
                                          &error))
    {
      if (error != NULL)
        say_error (self, error->message);
      return;
    }
  search (self, &end, /* forward= */ TRUE);
}

static void
replace_all (PenFindBar *self)
{
  const char *text = gtk_editable_get_text (self->replace_entry);
  g_autoptr (GError) error = NULL;
  guint n;

  if (!can_replace (self))
    return;
  gtk_text_buffer_begin_user_action (get_buffer (self));
  n = gtk_source_search_context_replace_all (self->context, text, (int)strlen (text), &error);
  gtk_text_buffer_end_user_action (get_buffer (self));
  self->n_replaced = n;
  update (self);
  if (error != NULL)
    say_error (self, error->message);
}

/* --- Opening and closing --- */

static void
forget_origin (PenFindBar *self)
{
  if (self->origin != NULL && !gtk_text_mark_get_deleted (self->origin))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (self->origin), self->origin);
  g_clear_object (&self->origin);
}

static void
remember_origin (PenFindBar *self)
{
  GtkTextIter begin;

  forget_origin (self);
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &begin, NULL);
  self->origin = g_object_ref (gtk_text_buffer_create_mark (get_buffer (self), NULL, &begin, TRUE));
}

/* (transfer full) (nullable): what is selected, when it is part of one line. */
static char *
dup_selection (PenFindBar *self)
{
  GtkTextIter begin, end;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &begin, &end) ||
      gtk_text_iter_get_line (&begin) != gtk_text_iter_get_line (&end))
    return NULL;
  return gtk_text_iter_get_text (&begin, &end);
}

static void
caret_moved (PenFindBar *self)
{
  if (pen_find_bar_get_opened (self))
    update (self);
}

static void
make_context (PenFindBar *self)
{
  self->context =
      gtk_source_search_context_new (GTK_SOURCE_BUFFER (get_buffer (self)), self->settings);
  g_signal_connect_object (self->context,
                           "notify::occurrences-count",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context,
                           "notify::regex-error",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_buffer (self),
                           "notify::cursor-position",
                           G_CALLBACK (caret_moved),
                           self,
                           G_CONNECT_SWAPPED);
}

void
pen_find_bar_open (PenFindBar *self, gboolean replace)
{
  g_autofree char *selection = NULL;

  g_return_if_fail (PEN_IS_FIND_BAR (self));
  g_return_if_fail (self->view != NULL);

  selection = dup_selection (self);
  remember_origin (self);
  if (self->context == NULL)
    make_context (self);
  gtk_source_search_context_set_highlight (self->context, TRUE);
  gtk_widget_set_visible (self->replace_row,
                          replace && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)));
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENED]);
  if (selection != NULL && selection[0] != '\0')
    gtk_editable_set_text (self->find_entry, selection);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  gtk_editable_select_region (self->find_entry, 0, -1);
  find_changed (self);
}

void
pen_find_bar_close (PenFindBar *self)
{
  g_return_if_fail (PEN_IS_FIND_BAR (self));

  if (!pen_find_bar_get_opened (self))
    return;
  g_cancellable_cancel (self->cancellable);
  forget_origin (self);
  if (self->context != NULL)
    gtk_source_search_context_set_highlight (self->context, FALSE);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENED]);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

gboolean
pen_find_bar_get_opened (PenFindBar *self)
{
  g_return_val_if_fail (PEN_IS_FIND_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pen_find_bar_close (PEN_FIND_BAR (widget));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pen_find_bar_step (PEN_FIND_BAR (widget), g_variant_get_boolean (parameter));
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  replace_one (PEN_FIND_BAR (widget));
}

static void
replace_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  replace_all (PEN_FIND_BAR (widget));
}

static void
find_next (PenFindBar *self)
{
  pen_find_bar_step (self, TRUE);
}

void
pen_find_bar_set_view (PenFindBar *self, GtkSourceView *view)
{
  g_return_if_fail (PEN_IS_FIND_BAR (self));
  g_return_if_fail (GTK_SOURCE_IS_VIEW (view) && self->view == NULL);

  self->view = view;
}

static void
pen_find_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OPENED)
    g_value_set_boolean (value, pen_find_bar_get_opened (PEN_FIND_BAR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_find_bar_dispose (GObject *object)
{
  PenFindBar *self = PEN_FIND_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_origin (self);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  self->view = NULL;
  G_OBJECT_CLASS (pen_find_bar_parent_class)->dispose (object);
}

static void
pen_find_bar_finalize (GObject *object)
{
  g_object_unref (PEN_FIND_BAR (object)->actions);
  G_OBJECT_CLASS (pen_find_bar_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "find-bar.close", NULL, close_action);
  gtk_widget_class_install_action (klass, "find-bar.step", "b", step_action);
  gtk_widget_class_install_action (klass, "find-bar.replace", NULL, replace_action);
  gtk_widget_class_install_action (klass, "find-bar.replace-all", NULL, replace_all_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "find-bar.close", NULL);
  gtk_widget_class_add_binding_action (klass,
                                       GDK_KEY_Return,
                                       GDK_SHIFT_MASK,
                                       "find-bar.step",
                                       "b",
                                       FALSE);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Down, 0, "find-bar.step", "b", TRUE);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Up, 0, "find-bar.step", "b", FALSE);
}

static void
pen_find_bar_class_init (PenFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pen_find_bar_get_property;
  object_class->dispose = pen_find_bar_dispose;
  object_class->finalize = pen_find_bar_finalize;
  properties[PROP_OPENED] =
      g_param_spec_boolean ("opened",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PenFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, PenFindBar, find_entry);
  gtk_widget_class_bind_template_child (widget_class, PenFindBar, replace_entry);
  gtk_widget_class_bind_template_child (widget_class, PenFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, PenFindBar, error_label);
  gtk_widget_class_bind_template_child (widget_class, PenFindBar, replace_row);
  gtk_widget_class_bind_template_callback (widget_class, find_changed);
  gtk_widget_class_bind_template_callback (widget_class, find_next);
  gtk_widget_class_bind_template_callback (widget_class, replace_one);
}

/* What is ticked in the menu, as "find.regex" and so on. */
static void
add_choices (PenFindBar *self)
{
  static const struct
  {
    const char *action;
    const char *property;
  } choices[] = {
      {"regex", "regex-enabled"},
      {"case", "case-sensitive"},
      {"words", "at-word-boundaries"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GPropertyAction) action =
          g_property_action_new (choices[i].action, self->settings, choices[i].property);

      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "find", G_ACTION_GROUP (self->actions));
}

static void
pen_find_bar_init (PenFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  self->actions = g_simple_action_group_new ();
  add_choices (self);
}
