/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A long text to read. Slices go into the buffer between frames, as many as a few milliseconds have
 * room for; searching is GtkSourceView's, which does the same. */
#include "listing-view.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "listing-text.h"
#include "scheme.h"

#define SLICE (32 * 1024) /* bytes */
#define FRAME_US 6000     /* of a frame's 16 ms */
#define COLOURED_MAX                                                                               \
  (2 * 1024 * 1024) /* bytes: beyond, colours would keep a core busy for long                      \
                     */

struct _PenListingView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *options;
  GtkWidget *intel_button;
  GtkWidget *filter_button;
  GtkWidget *copy_button;
  GtkWidget *find_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *count;
  GtkWidget *cut;
  GtkStack *stack;
  GtkLabel *message;
  GtkTextView *view;
  GtkSourceBuffer *buffer;

  /* borrowed */
  GtkTextTag *match_tag; /* nullable */

  /* owned */
  GSimpleActionGroup *actions;
  GtkSourceSearchContext *search;
  GCancellable *moving; /* nullable: a search on its way to a match */
  char *text;           /* nullable */
  gsize length;
  gsize offset; /* of what is not in the buffer yet */
  guint n_cut;
  guint tick;
  PenAction action;
  gboolean intel;
  gboolean mangled;
  gboolean unfiltered;
};

G_DEFINE_FINAL_TYPE (PenListingView, pen_listing_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_INTEL,
  PROP_MANGLED,
  PROP_UNFILTERED,
  PROP_READABLE, /* what the switches are called: mangled and unfiltered the other way round */
  PROP_FILTERED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean *
get_flag (PenListingView *self, guint id)
{
  if (id == PROP_INTEL)
    return &self->intel;
  return id == PROP_MANGLED || id == PROP_READABLE ? &self->mangled : &self->unfiltered;
}

static gboolean
is_inverse (guint id)
{
  return id == PROP_READABLE || id == PROP_FILTERED;
}

static void
pen_listing_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  gboolean flag = *get_flag (PEN_LISTING_VIEW (object), id);

  g_value_set_boolean (value, is_inverse (id) ? !flag : flag);
}

static void
pen_listing_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  gboolean *flag = get_flag (PEN_LISTING_VIEW (object), id);
  gboolean wanted = g_value_get_boolean (value) != is_inverse (id);

  if (*flag == wanted)
    return;
  *flag = wanted;
  if (id == PROP_INTEL)
    {
      g_object_notify_by_pspec (object, properties[PROP_INTEL]);
      return;
    }
  if (flag == get_flag (PEN_LISTING_VIEW (object), PROP_MANGLED))
    {
      g_object_notify_by_pspec (object, properties[PROP_READABLE]);
      g_object_notify_by_pspec (object, properties[PROP_MANGLED]);
      return;
    }
  g_object_notify_by_pspec (object, properties[PROP_FILTERED]);
  g_object_notify_by_pspec (object, properties[PROP_UNFILTERED]);
}

/* --- The text, slice by slice --- */

static void
append_slice (PenListingView *self)
{
  g_autoptr (GString) slice = g_string_sized_new (SLICE + PEN_LISTING_LINE_MAX);
  GtkTextIter end;

  self->n_cut += pen_listing_text_next (self->text, self->length, &self->offset, SLICE, slice);
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self->buffer), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self->buffer), &end, slice->str, (int)slice->len);
  gtk_widget_set_visible (self->cut, self->n_cut > 0);
}

static gboolean
append_slices (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PenListingView *self = PEN_LISTING_VIEW (widget);
  const gint64 end = g_get_monotonic_time () + FRAME_US;

  while (self->offset < self->length && g_get_monotonic_time () < end)
    append_slice (self);
  if (self->offset < self->length)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_slices (PenListingView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static const char *
get_language (PenAction action)
{
  switch ((guint)action)
    {
    case PEN_ACTION_ASM:
      return "playpen-asm";
    case PEN_ACTION_LLVM_IR:
      return "llvm";
    case PEN_ACTION_WASM:
      return "playpen-wat";
    default:
      return "rust"; /* MIR is close enough to it */
    }
}

/* --- Searching --- */

static GtkSourceSearchSettings *
get_settings (PenListingView *self)
{
  return gtk_source_search_context_get_settings (self->search);
}

static void
show_count (PenListingView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  int n = gtk_source_search_context_get_occurrences_count (self->search);
  int at = 0;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    at = gtk_source_search_context_get_occurrence_position (self->search, &start, &end);
  if (gtk_source_search_settings_get_search_text (get_settings (self)) == NULL)
    text = g_strdup ("");
  else if (n < 0)
    text = g_strdup ("…");
  else if (n == 0)
    text = g_strdup (_ ("Not found"));
  else if (at <= 0)
    text = g_strdup_printf (ngettext ("%d match", "%d matches", (gulong)n), n);
  else
    /* Translators: which match of how many */
    text = g_strdup_printf (_ ("%d of %d"), at, n);
  gtk_label_set_label (self->count, text);
}

/* The one match of many that is meant: a selection in a view without the focus is paler than the
 * others. Black on orange can be read in the light and in the dark. */
static void
mark_match (PenListingView *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextIter first, last;

  if (self->match_tag == NULL)
    self->match_tag = gtk_text_buffer_create_tag (buffer,
                                                  NULL,
                                                  "background",
                                                  "#ffa348",
                                                  "foreground",
                                                  "#000000",
                                                  NULL);
  gtk_text_tag_set_priority (self->match_tag, gtk_text_tag_table_get_size (table) - 1);
  gtk_text_buffer_get_bounds (buffer, &first, &last);
  gtk_text_buffer_remove_tag (buffer, self->match_tag, &first, &last);
  if (start != NULL)
    gtk_text_buffer_apply_tag (buffer, self->match_tag, start, end);
}

static void
show_match (PenListingView *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  /* Destroyed on the way. */
  if (self->search == NULL)
    return;
  mark_match (self, start, end);
  gtk_text_buffer_select_range (buffer, start, end);
  gtk_text_view_scroll_to_mark (self->view,
                                gtk_text_buffer_get_insert (buffer),
                                /* within_margin= */ 0.1,
                                /* use_align= */ FALSE,
                                0,
                                0);
  show_count (self);
}

static void
finish_forward (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenListingView) self = data;
  GtkTextIter start, end;

  if (gtk_source_search_context_forward_finish (GTK_SOURCE_SEARCH_CONTEXT (source),
                                                result,
                                                &start,
                                                &end,
                                                NULL,
                                                NULL))
    show_match (self, &start, &end);
}

static void
finish_backward (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenListingView) self = data;
  GtkTextIter start, end;

  if (gtk_source_search_context_backward_finish (GTK_SOURCE_SEARCH_CONTEXT (source),
                                                 result,
                                                 &start,
                                                 &end,
                                                 NULL,
                                                 NULL))
    show_match (self, &start, &end);
}

/* A match that the selection is at already counts for as long as somebody types its text. */
static void
move (PenListingView *self, gboolean backward, gboolean stay)
{
  GtkTextIter start, end;

  if (gtk_source_search_settings_get_search_text (get_settings (self)) == NULL)
    return;
  g_cancellable_cancel (self->moving);
  g_clear_object (&self->moving);
  self->moving = g_cancellable_new ();
  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  if (backward)
    gtk_source_search_context_backward_async (self->search,
                                              &start,
                                              self->moving,
                                              finish_backward,
                                              g_object_ref (self));
  else
    gtk_source_search_context_forward_async (self->search,
                                             stay ? &start : &end,
                                             self->moving,
                                             finish_forward,
                                             g_object_ref (self));
}

static void
change_search (PenListingView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  gtk_source_search_settings_set_search_text (get_settings (self), text[0] != '\0' ? text : NULL);
  gtk_source_search_context_set_highlight (self->search, TRUE);
  mark_match (self, NULL, NULL);
  show_count (self);
  move (self, /* backward= */ FALSE, /* stay= */ TRUE);
}

static void
stop_search (PenListingView *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_source_search_context_set_highlight (self->search, FALSE);
  mark_match (self, NULL, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
find_next (PenListingView *self)
{
  move (self, /* backward= */ FALSE, /* stay= */ FALSE);
}

static void
find_previous (PenListingView *self)
{
  move (self, /* backward= */ TRUE, /* stay= */ FALSE);
}

void
pen_listing_view_find (PenListingView *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_source_search_context_set_highlight (self->search, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/* --- Actions --- */

static void
activate_find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_listing_view_find (data);
}

static void
activate_find_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  find_next (data);
}

static void
activate_find_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  find_previous (data);
}

static void
activate_copy_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenListingView *self = data;

  if (self->text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
}

static void
set_enabled (PenListingView *self, gboolean enabled)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));

  for (guint i = 0; names[i] != NULL; i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])),
        enabled);
}

static void
make_actions (PenListingView *self)
{
  static const GActionEntry entries[] = {
      {"find", activate_find, NULL, NULL, NULL, {0}},
      {"find-next", activate_find_next, NULL, NULL, NULL, {0}},
      {"find-previous", activate_find_previous, NULL, NULL, NULL, {0}},
      {"copy-all", activate_copy_all, NULL, NULL, NULL, {0}},
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "listing", G_ACTION_GROUP (self->actions));
  set_enabled (self, FALSE);
}

/* --- Life --- */

static void
pen_listing_view_dispose (GObject *object)
{
  PenListingView *self = PEN_LISTING_VIEW (object);

  stop_slices (self);
  g_cancellable_cancel (self->moving);
  g_clear_object (&self->moving);
  g_clear_object (&self->search);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_LISTING_VIEW);
  G_OBJECT_CLASS (pen_listing_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PenListingView, box);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, title);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, options);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, intel_button);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, filter_button);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, find_button);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, count);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, cut);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, stack);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, message);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, view);
  gtk_widget_class_bind_template_child (widget_class, PenListingView, buffer);
  gtk_widget_class_bind_template_callback (widget_class, change_search);
  gtk_widget_class_bind_template_callback (widget_class, find_next);
  gtk_widget_class_bind_template_callback (widget_class, find_previous);
  gtk_widget_class_bind_template_callback (widget_class, stop_search);
}

static void
pen_listing_view_class_init (PenListingViewClass *klass)
{
  static const char *const names[N_PROPS] = {
      NULL,
      "intel",
      "mangled",
      "unfiltered",
      "readable",
      "filtered",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pen_listing_view_dispose;
  object_class->get_property = pen_listing_view_get_property;
  object_class->set_property = pen_listing_view_set_property;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] =
        g_param_spec_boolean (names[i],
                              NULL,
                              NULL,
                              is_inverse (i),
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/listing-view.ui");
  bind_children (widget_class);
}

static void
pen_listing_view_init (PenListingView *self)
{
  g_autoptr (GtkSourceSearchSettings) settings = gtk_source_search_settings_new ();

  make_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_source_search_settings_set_wrap_around (settings, TRUE);
  self->search = gtk_source_search_context_new (self->buffer, settings);
  g_signal_connect_object (self->search,
                           "notify::occurrences-count",
                           G_CALLBACK (show_count),
                           self,
                           G_CONNECT_SWAPPED);
  pen_scheme_follow (self->buffer);
  pen_listing_view_set_message (self, NULL);
}

PenListingView *
pen_listing_view_new (PenAction action)
{
  PenListingView *self = g_object_new (PEN_TYPE_LISTING_VIEW, NULL);
  const gboolean is_assembly = action == PEN_ACTION_ASM;

  self->action = action;
  gtk_widget_set_visible (self->intel_button, is_assembly);
  gtk_widget_set_visible (self->filter_button, is_assembly);
  gtk_widget_set_visible (self->options,
                          is_assembly || action == PEN_ACTION_LLVM_IR || action == PEN_ACTION_WASM);
  return self;
}

PenAction
pen_listing_view_get_action (PenListingView *self)
{
  return self->action;
}

void
pen_listing_view_set_title (PenListingView *self, const char *title)
{
  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : _ ("Listing"),
                                  -1);
}

void
pen_listing_view_set_text (PenListingView *self, const char *text, const char *language)
{
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  char *copy = NULL;
  GtkTextIter start;

  if (text != NULL)
    copy = g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
  stop_slices (self);
  g_cancellable_cancel (self->moving);
  g_free (self->text);
  self->text = copy;
  self->length = copy != NULL ? strlen (copy) : 0;
  self->offset = 0;
  self->n_cut = 0;
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_source_buffer_set_highlight_syntax (self->buffer, self->length <= COLOURED_MAX);
  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (
                                      languages,
                                      language != NULL ? language : get_language (self->action)));
  append_slice (self);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  if (self->offset < self->length)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), append_slices, NULL, NULL);
  set_enabled (self, copy != NULL);
  gtk_stack_set_visible_child_name (self->stack, copy != NULL ? "text" : "message");
}

void
pen_listing_view_set_message (PenListingView *self, const char *message)
{
  gtk_label_set_label (self->message,
                       message != NULL ? message
                                       : _ ("Nothing is shown here yet. It appears when the "
                                            "program compiles."));
}

const char *
pen_listing_view_get_text (PenListingView *self)
{
  return self->text;
}

gboolean
pen_listing_view_get_is_complete (PenListingView *self)
{
  return self->offset >= self->length;
}

GActionGroup *
pen_listing_view_get_actions (PenListingView *self)
{
  return G_ACTION_GROUP (self->actions);
}
