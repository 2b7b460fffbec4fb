/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a program prints. The text is brought up to date once per frame; here is what a reader does
 * with it: scrolling, searching, copying. Whether the end is followed is decided by what the reader
 * does, never by where the text stands: that changes by itself whenever lines are measured. */
#include "output-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "actions.h"
#include "output-search.h"
#include "output-text.h"
#include "stdin-row.h"

/* µs of a frame that writing may take. */
#define FRAME_TIME 5000

/* Before GTK measures lines (GDK_PRIORITY_REDRAW - 5) and draws them. */
#define WRITE_PRIORITY (GDK_PRIORITY_REDRAW - 8)

/* Measuring and drawing come before the reading of what is printed, and before Stop has done its
 * work: after each write everybody had a turn first, unless that takes longer than this, in µs. */
#define BREATH_TIME (100 * 1000)

/* Pixels from the end, with the margin below the text, that still count as there. */
#define END_SLACK 10.0

struct _PenOutputView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *search_count;
  GtkScrolledWindow *scroller;
  PenOutputText *text;
  GtkLabel *hint;
  GtkButton *jump_button;
  PenStdinRow *stdin_row;

  /* owned */
  PenJob *job; /* (nullable) */
  PenOutputBuffer *buffer;
  PenOutputSearch *search;
  GSimpleActionGroup *actions;
  GtkTextMark *end; /* of the buffer's text */

  guint tick;  /* callback, or 0 */
  guint write; /* sources, or 0 */
  guint breath;
  gint64 last_write;
  gboolean following;
  gboolean pressed;   /* a button is held: nothing moves below the pointer */
  gboolean followed;  /* when it was pressed */
  double press_value; /* of the adjustment then */
  gboolean cleared;
  gboolean came_down; /* since the end was let go */
  double last_value;  /* of the adjustment */
};

G_DEFINE_FINAL_TYPE (PenOutputView, pen_output_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FOLLOWING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_output_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLLOWING)
    g_value_set_boolean (value, PEN_OUTPUT_VIEW (object)->following);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* --- Following the end --- */

static GtkAdjustment *
get_adjustment (PenOutputView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static gboolean
is_at_end (PenOutputView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) +
             END_SLACK >=
         gtk_adjustment_get_upper (adjustment);
}

static gboolean
can_scroll (PenOutputView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_upper (adjustment) >
         gtk_adjustment_get_page_size (adjustment) + END_SLACK;
}

static void
scroll_to_end (PenOutputView *self)
{
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->text),
                                self->end,
                                /* within_margin= */ 0,
                                /* use_align= */ TRUE,
                                /* xalign= */ 0,
                                /* yalign= */ 1);
}

static void
set_following (PenOutputView *self, gboolean following)
{
  if (self->following == following)
    return;
  self->following = following;
  gtk_widget_set_visible (GTK_WIDGET (self->jump_button), !following);
  if (following)
    scroll_to_end (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOWING]);
}

static void
let_go (PenOutputView *self)
{
  self->came_down = FALSE;
  if (can_scroll (self))
    set_following (self, FALSE);
}

/* Whether the reader is back at the end, or everything fits. */
static void
take_hold (PenOutputView *self)
{
  if (self->following || self->pressed)
    return;
  if (!can_scroll (self) || (self->came_down && is_at_end (self) &&
                             !gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer))))
    set_following (self, TRUE);
}

/* --- Once per frame --- */

static void
update_hint (PenOutputView *self)
{
  gboolean idle = self->job == NULL || (self->cleared && pen_job_get_ended (self->job));
  gboolean empty = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->hint), idle && empty);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->text), !empty);
}

static gboolean
on_breath (gpointer data)
{
  PenOutputView *self = data;

  self->breath = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_write (gpointer data)
{
  PenOutputView *self = data;
  gboolean more = pen_output_buffer_flush (self->buffer, FRAME_TIME);

  self->write = 0;
  self->last_write = g_get_monotonic_time ();
  if (self->breath == 0)
    self->breath = g_idle_add (on_breath, self);
  take_hold (self);
  if (self->following)
    scroll_to_end (self);
  update_hint (self);
  if (!more)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
  return G_SOURCE_REMOVE;
}

/* Not here but right after the frame: a text view measures its lines between two frames, and one
 * that has to while it is drawn moves a scroll bar that is already in its place. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PenOutputView *self = PEN_OUTPUT_VIEW (widget);
  gboolean breathing =
      self->breath != 0 && g_get_monotonic_time () - self->last_write < BREATH_TIME;

  if (self->write == 0 && !breathing)
    self->write = g_idle_add_full (WRITE_PRIORITY, on_write, self, NULL);
  return G_SOURCE_CONTINUE;
}

static void
request_tick (PenOutputView *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
on_pending (PenOutputBuffer *buffer, PenOutputView *self)
{
  request_tick (self);
}

/* --- What the reader does --- */

/* Both are emitted while the view is being laid out, when nothing may be changed: the next frame is
 * soon enough. */
static void
on_value_changed (GtkAdjustment *adjustment, PenOutputView *self)
{
  double value = gtk_adjustment_get_value (adjustment);

  if (value > self->last_value)
    self->came_down = TRUE;
  self->last_value = value;
  if (!self->following)
    request_tick (self);
}

static void
on_adjustment_changed (GtkAdjustment *adjustment, PenOutputView *self)
{
  request_tick (self);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, PenOutputView *self)
{
  if (dy < 0)
    let_go (self);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        PenOutputView *self)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      let_go (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

/* A mere click, and not a selection or a scroll bar that was dragged up. */
static void
end_press (PenOutputView *self)
{
  self->pressed = FALSE;
  if (self->followed && gtk_adjustment_get_value (get_adjustment (self)) >= self->press_value &&
      !gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    set_following (self, TRUE);
  request_tick (self);
}

/* Below a held button nothing may move: it selects text or drags the scroll bar. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, PenOutputView *self)
{
  switch ((int)gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      self->pressed = TRUE;
      self->followed = self->following;
      self->press_value = gtk_adjustment_get_value (get_adjustment (self));
      let_go (self);
      break;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
      end_press (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

/* --- Searching --- */

static void
update_count (PenOutputView *self)
{
  guint n = pen_output_search_get_n_matches (self->search);
  guint index = pen_output_search_get_index (self->search);
  gboolean more = !pen_output_search_get_done (self->search) || n >= PEN_OUTPUT_SEARCH_MAX;
  g_autofree char *text = NULL;

  if (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))[0] == '\0')
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (more ? "…" : _ ("No matches"));
  else if (index == 0)
    text = g_strdup_printf (more ? ngettext ("More than %u match", "More than %u matches", n)
                                 : ngettext ("%u match", "%u matches", n),
                            n);
  else
    /* Translators: the number of a match, and how many there are: "3 of 12". */
    text = g_strdup_printf (more ? _ ("%u of more than %u") : _ ("%u of %u"), index, n);
  gtk_label_set_text (self->search_count, text);
}

static void
move_match (PenOutputView *self, gboolean backward)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  if (!pen_output_search_move (self->search, backward))
    return;
  let_go (self);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->text),
                                gtk_text_buffer_get_insert (buffer),
                                /* within_margin= */ 0.2,
                                /* use_align= */ FALSE,
                                /* xalign= */ 0,
                                /* yalign= */ 0);
  update_count (self);
}

static void
on_search_changed (PenOutputView *self)
{
  pen_output_search_set_text (self->search,
                              gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  update_count (self);
}

static void
on_search_next (PenOutputView *self)
{
  move_match (self, /* backward= */ FALSE);
}

static void
on_search_previous (PenOutputView *self)
{
  move_match (self, /* backward= */ TRUE);
}

static void
on_search_stop (PenOutputView *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/* The matches are marked as long as the bar is open. */
static void
on_search_mode (GtkSearchBar *bar, GParamSpec *pspec, PenOutputView *self)
{
  if (gtk_search_bar_get_search_mode (bar))
    {
      on_search_changed (self);
      return;
    }
  pen_output_search_set_text (self->search, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* --- Actions --- */

static void
activate_find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenOutputView *self = data;
  GtkTextIter start;
  GtkTextIter end;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    {
      g_autofree char *selected = gtk_text_iter_get_text (&start, &end);

      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), selected);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/* Without a search these begin one. */
static void
activate_move (PenOutputView *self, gboolean backward)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    move_match (self, backward);
  else
    activate_find (NULL, NULL, self);
}

static void
activate_find_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  activate_move (data, /* backward= */ FALSE);
}

static void
activate_find_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  activate_move (data, /* backward= */ TRUE);
}

static void
activate_copy (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenOutputView *self = data;
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end))
    text = gtk_text_iter_get_text (&start, &end);
  else
    text = pen_output_buffer_dup_text (self->buffer);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
activate_clear (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenOutputView *self = data;

  pen_output_buffer_clear (self->buffer);
  self->cleared = TRUE;
  set_following (self, TRUE);
  update_hint (self);
}

static void
activate_jump (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenOutputView *self = data;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self->buffer), &end);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &end);
  if (gtk_widget_has_focus (GTK_WIDGET (self->jump_button))) /* which goes away */
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
  set_following (self, TRUE);
}

static void
activate_focus (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (PEN_OUTPUT_VIEW (data)->text));
}

static void
activate_type (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenOutputView *self = data;

  if (gtk_widget_get_visible (GTK_WIDGET (self->stdin_row)))
    gtk_widget_grab_focus (GTK_WIDGET (self->stdin_row));
}

static void
add_actions (PenOutputView *self)
{
  static const GActionEntry entries[] = {
      {.name = "find", .activate = activate_find},
      {.name = "find-next", .activate = activate_find_next},
      {.name = "find-previous", .activate = activate_find_previous},
      {.name = "copy", .activate = activate_copy},
      {.name = "clear", .activate = activate_clear},
      {.name = "jump-to-end", .activate = activate_jump},
      {.name = "type", .activate = activate_type},
      {.name = "focus", .activate = activate_focus},
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "output", G_ACTION_GROUP (self->actions));
}

GActionGroup *
pen_output_view_get_actions (PenOutputView *self)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_VIEW (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/* --- The job --- */

static void
on_sent (PenOutputView *self, const char *line)
{
  pen_output_buffer_append_input (self->buffer, line);
  set_following (self, TRUE);
}

void
pen_output_view_set_job (PenOutputView *self, PenJob *job, const char *const *own_files)
{
  g_return_if_fail (PEN_IS_OUTPUT_VIEW (self));
  g_return_if_fail (job == NULL || PEN_IS_JOB (job));

  g_set_object (&self->job, job);
  self->cleared = FALSE;
  pen_output_buffer_set_transcript (self->buffer,
                                    job != NULL ? pen_job_get_transcript (job) : NULL,
                                    own_files);
  pen_stdin_row_set_job (self->stdin_row, job);
  set_following (self, TRUE);
  update_hint (self);
}

gboolean
pen_output_view_get_following (PenOutputView *self)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_VIEW (self), FALSE);

  return self->following;
}

GtkTextView *
pen_output_view_get_text_view (PenOutputView *self)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_VIEW (self), NULL);

  return GTK_TEXT_VIEW (self->text);
}

/* --- Life cycle --- */

static void
on_theme (AdwStyleManager *manager, GParamSpec *pspec, PenOutputView *self)
{
  PenPaletteTheme theme = {
      .dark = adw_style_manager_get_dark (manager),
      .high_contrast = adw_style_manager_get_high_contrast (manager),
  };

  pen_output_tags_set_theme (pen_output_buffer_get_tags (self->buffer), &theme);
}

static void
pen_output_view_dispose (GObject *object)
{
  PenOutputView *self = PEN_OUTPUT_VIEW (object);
  GtkWidget *child;

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->write != 0)
    g_source_remove (self->write);
  self->write = 0;
  if (self->breath != 0)
    g_source_remove (self->breath);
  self->breath = 0;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "output", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_OUTPUT_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->search);
  g_clear_object (&self->buffer);
  g_clear_object (&self->actions);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (pen_output_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/output-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, search_count);
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, text);
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, hint);
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, jump_button);
  gtk_widget_class_bind_template_child (widget_class, PenOutputView, stdin_row);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_next);
  gtk_widget_class_bind_template_callback (widget_class, on_search_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_sent);
}

static void
pen_output_view_class_init (PenOutputViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_type_ensure (PEN_TYPE_OUTPUT_TEXT);
  g_type_ensure (PEN_TYPE_STDIN_ROW);
  object_class->dispose = pen_output_view_dispose;
  object_class->get_property = pen_output_view_get_property;
  properties[PROP_FOLLOWING] = g_param_spec_boolean ("following",
                                                     NULL,
                                                     NULL,
                                                     TRUE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* In the capture phase, for the scrolled window keeps what scrolls it. */
static void
watch_reader (PenOutputView *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkAdjustment *adjustment = get_adjustment (self);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), scroll);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), key);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), events);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_value_changed), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_adjustment_changed), self, 0);
}

static void
add_buffer (PenOutputView *self)
{
  g_autoptr (PenOutputTags) tags = pen_output_tags_new ();
  GtkTextIter end;

  self->buffer = pen_output_buffer_new (tags);
  self->search = pen_output_search_new (self->buffer);
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self->buffer), &end);
  self->end = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer),
                                           NULL,
                                           &end,
                                           /* left_gravity= */ FALSE);
  pen_output_text_set_buffer (self->text, self->buffer);
  g_signal_connect_object (self->buffer, "pending", G_CALLBACK (on_pending), self, 0);
  g_signal_connect_object (self->search,
                           "notify::n-matches",
                           G_CALLBACK (update_count),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
set_hint (PenOutputView *self)
{
  const PenUiAction *run = pen_ui_actions_find ("win.run");
  g_autofree char *key = run != NULL ? pen_ui_action_dup_accel_label (run) : NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is a key such as "Ctrl+Return". */
  text = g_strdup_printf (_ ("Press %s to run the program.\nWhat it prints appears here."),
                          key != NULL ? key : "F5");
  gtk_label_set_text (self->hint, text);
}

static void
pen_output_view_init (PenOutputView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->following = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_buffer (self);
  add_actions (self);
  set_hint (self);
  watch_reader (self);
  g_signal_connect_object (self->search_bar,
                           "notify::search-mode-enabled",
                           G_CALLBACK (on_search_mode),
                           self,
                           0);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (on_theme), self, 0);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (on_theme), self, 0);
  on_theme (manager, NULL, self);
}

GtkWidget *
pen_output_view_new (void)
{
  return g_object_new (PEN_TYPE_OUTPUT_VIEW, NULL);
}
