/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Search in output. GtkSourceSearchContext is for source buffers and reads the whole buffer again
 * at each change; here text is added without end, so that a mark says how far it was searched. The
 * matches are known by their tags alone, which move with the text and go away with it. */
#include "output-search.h"

/* Lines that are searched before the clock is looked at, and µs of one slice. */
#define SLICE_LINES 64
#define SLICE_TIME 4000

struct _PenOutputSearch
{
  GObject parent_instance;

  /* owned */
  PenOutputBuffer *buffer;
  char *text;        /* (nullable): never "" */
  GtkTextMark *mark; /* before it everything was searched */
  guint slice;       /* source of the next one, or 0 */
  guint n_matches;
};

G_DEFINE_FINAL_TYPE (PenOutputSearch, pen_output_search, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_N_MATCHES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_output_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenOutputSearch *self = PEN_OUTPUT_SEARCH (object);

  if (id == PROP_TEXT)
    g_value_set_string (value, self->text);
  else if (id == PROP_N_MATCHES)
    g_value_set_uint (value, self->n_matches);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pen_output_search_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    pen_output_search_set_text (PEN_OUTPUT_SEARCH (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static GtkTextTag *
get_tag (PenOutputSearch *self, guint parity)
{
  return pen_output_tags_get (pen_output_buffer_get_tags (self->buffer),
                              parity % 2 == 0 ? PEN_OUTPUT_TAG_MATCH : PEN_OUTPUT_TAG_MATCH_2);
}

/* Moves @iter to the start of the first match at or behind it. @ret_tag is its tag. */
static gboolean
forward_to_match (PenOutputSearch *self, GtkTextIter *iter, GtkTextTag **ret_tag)
{
  gboolean found = FALSE;
  GtkTextIter nearest = *iter;

  for (guint parity = 0; parity < 2; parity++)
    {
      GtkTextTag *tag = get_tag (self, parity);
      GtkTextIter start = *iter;
      gboolean starts = gtk_text_iter_starts_tag (&start, tag);

      while (!starts && gtk_text_iter_forward_to_tag_toggle (&start, tag))
        starts = gtk_text_iter_starts_tag (&start, tag);
      if (!starts || (found && gtk_text_iter_compare (&start, &nearest) >= 0))
        continue;
      found = TRUE;
      nearest = start;
      *ret_tag = tag;
    }
  *iter = nearest;
  return found;
}

/* Moves @iter to the start of the last match that begins before it. */
static gboolean
backward_to_match (PenOutputSearch *self, GtkTextIter *iter, GtkTextTag **ret_tag)
{
  gboolean found = FALSE;
  GtkTextIter nearest = *iter;

  for (guint parity = 0; parity < 2; parity++)
    {
      GtkTextTag *tag = get_tag (self, parity);
      GtkTextIter start = *iter;
      gboolean starts = FALSE;

      while (!starts && gtk_text_iter_backward_to_tag_toggle (&start, tag))
        starts = gtk_text_iter_starts_tag (&start, tag);
      if (!starts || (found && gtk_text_iter_compare (&start, &nearest) <= 0))
        continue;
      found = TRUE;
      nearest = start;
      *ret_tag = tag;
    }
  *iter = nearest;
  return found;
}

static guint
count_matches (PenOutputSearch *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter iter = *start;
  GtkTextTag *tag = NULL;
  guint n = 0;

  while (forward_to_match (self, &iter, &tag) && gtk_text_iter_compare (&iter, end) < 0)
    {
      n++;
      gtk_text_iter_forward_to_tag_toggle (&iter, tag);
    }
  return n;
}

static void
set_n_matches (PenOutputSearch *self, guint n_matches)
{
  if (self->n_matches == n_matches)
    return;
  self->n_matches = n_matches;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MATCHES]);
}

static void
get_searched (PenOutputSearch *self, GtkTextIter *ret_iter)
{
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), ret_iter, self->mark);
}

/* Searches from @start, which is moved on, to @limit. */
static guint
search_range (PenOutputSearch *self, GtkTextIter *start, const GtkTextIter *limit)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter from;
  GtkTextIter to;
  guint n = 0;

  while (self->n_matches + n < PEN_OUTPUT_SEARCH_MAX &&
         gtk_text_iter_forward_search (start,
                                       self->text,
                                       GTK_TEXT_SEARCH_TEXT_ONLY | GTK_TEXT_SEARCH_CASE_INSENSITIVE,
                                       &from,
                                       &to,
                                       limit))
    {
      gtk_text_buffer_apply_tag (buffer, get_tag (self, n), &from, &to);
      *start = to;
      n++;
    }
  *start = *limit;
  return n;
}

static gboolean
on_slice (gpointer data)
{
  PenOutputSearch *self = data;
  gint64 end_time = g_get_monotonic_time () + SLICE_TIME;
  guint n_matches = self->n_matches;
  gboolean done;
  GtkTextIter iter;

  get_searched (self, &iter);
  do
    {
      GtkTextIter limit = iter;

      gtk_text_iter_forward_lines (&limit, SLICE_LINES);
      n_matches += search_range (self, &iter, &limit);
      done = gtk_text_iter_is_end (&iter) || n_matches >= PEN_OUTPUT_SEARCH_MAX;
    }
  while (!done && g_get_monotonic_time () < end_time);
  gtk_text_buffer_move_mark (GTK_TEXT_BUFFER (self->buffer), self->mark, &iter);
  if (done)
    self->slice = 0;
  set_n_matches (self, n_matches);
  return done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
schedule (PenOutputSearch *self)
{
  if (self->slice == 0 && self->text != NULL)
    self->slice = g_idle_add (on_slice, self);
}

/* Forgets the matches in the whole lines from @start to @end. Returns: how many they were. */
static guint
forget_matches (PenOutputSearch *self, GtkTextIter *start, GtkTextIter *end)
{
  guint n;

  gtk_text_iter_set_line_offset (start, 0);
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
  n = count_matches (self, start, end);
  for (guint parity = 0; parity < 2; parity++)
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer), get_tag (self, parity), start, end);
  return n;
}

/* Text from @start to @end is new, or what was between them is gone. */
static void
search_again (PenOutputSearch *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter from = *start;
  GtkTextIter to = *end;
  GtkTextIter searched;
  guint n_matches;

  get_searched (self, &searched);
  if (gtk_text_iter_compare (&to, &searched) >= 0)
    to = searched;
  if (gtk_text_iter_compare (&from, &to) > 0)
    from = to;
  n_matches = self->n_matches - forget_matches (self, &from, &to);
  if (gtk_text_iter_compare (&to, &searched) >= 0)
    gtk_text_buffer_move_mark (GTK_TEXT_BUFFER (self->buffer), self->mark, &from);
  else
    {
      self->n_matches = n_matches; /* search_range() counts on */
      n_matches += search_range (self, &from, &to);
    }
  self->n_matches = n_matches;
  schedule (self);
}

static void
on_inserted (GtkTextBuffer *buffer,
             const GtkTextIter *end,
             const char *text,
             int length,
             PenOutputSearch *self)
{
  GtkTextIter start = *end;

  if (self->text == NULL)
    return;
  gtk_text_iter_backward_chars (&start, (int)g_utf8_strlen (text, length));
  search_again (self, &start, end);
}

/* What is left of a match would count as one. */
static void
on_delete (GtkTextBuffer *buffer,
           const GtkTextIter *start,
           const GtkTextIter *end,
           PenOutputSearch *self)
{
  GtkTextIter from = *start;
  GtkTextIter to = *end;

  if (self->text != NULL)
    self->n_matches -= forget_matches (self, &from, &to);
}

static void
on_deleted (GtkTextBuffer *buffer,
            const GtkTextIter *start,
            const GtkTextIter *end,
            PenOutputSearch *self)
{
  if (self->text != NULL)
    search_again (self, start, start);
}

/* --- Life cycle --- */

static void
stop (PenOutputSearch *self)
{
  GtkTextIter start;
  GtkTextIter end;

  if (self->slice != 0)
    g_source_remove (self->slice);
  self->slice = 0;
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  for (guint parity = 0; parity < 2; parity++)
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->buffer),
                                get_tag (self, parity),
                                &start,
                                &end);
  gtk_text_buffer_move_mark (GTK_TEXT_BUFFER (self->buffer), self->mark, &start);
}

static void
pen_output_search_dispose (GObject *object)
{
  PenOutputSearch *self = PEN_OUTPUT_SEARCH (object);

  if (self->buffer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      stop (self);
      gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->buffer), self->mark);
    }
  g_clear_object (&self->buffer);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (pen_output_search_parent_class)->dispose (object);
}

static void
pen_output_search_class_init (PenOutputSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pen_output_search_dispose;
  object_class->get_property = pen_output_search_get_property;
  object_class->set_property = pen_output_search_set_property;
  properties[PROP_TEXT] =
      g_param_spec_string ("text",
                           NULL,
                           NULL,
                           NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_MATCHES] = g_param_spec_uint ("n-matches",
                                                  NULL,
                                                  NULL,
                                                  0,
                                                  G_MAXUINT,
                                                  0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_output_search_init (PenOutputSearch *self)
{
}

PenOutputSearch *
pen_output_search_new (PenOutputBuffer *buffer)
{
  PenOutputSearch *self;
  GtkTextIter start;

  g_return_val_if_fail (PEN_IS_OUTPUT_BUFFER (buffer), NULL);

  self = g_object_new (PEN_TYPE_OUTPUT_SEARCH, NULL);
  self->buffer = g_object_ref (buffer);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
  self->mark = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (buffer),
                                            NULL,
                                            &start,
                                            /* left_gravity= */ TRUE);
  g_signal_connect_after (buffer, "insert-text", G_CALLBACK (on_inserted), self);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (on_delete), self);
  g_signal_connect_after (buffer, "delete-range", G_CALLBACK (on_deleted), self);
  return self;
}

void
pen_output_search_set_text (PenOutputSearch *self, const char *text)
{
  g_return_if_fail (PEN_IS_OUTPUT_SEARCH (self));

  if (text != NULL && text[0] == '\0')
    text = NULL;
  if (g_strcmp0 (self->text, text) == 0)
    return;
  stop (self);
  g_free (self->text);
  self->text = g_strdup (text);
  set_n_matches (self, 0);
  schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

guint
pen_output_search_get_n_matches (PenOutputSearch *self)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_SEARCH (self), 0);

  return self->n_matches;
}

gboolean
pen_output_search_get_done (PenOutputSearch *self)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_SEARCH (self), TRUE);

  return self->slice == 0;
}

guint
pen_output_search_get_index (PenOutputSearch *self)
{
  GtkTextIter first;
  GtkTextIter start;
  GtkTextIter end;
  GtkTextTag *tag = NULL;

  g_return_val_if_fail (PEN_IS_OUTPUT_SEARCH (self), 0);

  if (self->text == NULL ||
      !gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end))
    return 0;
  first = start;
  if (!forward_to_match (self, &first, &tag) || !gtk_text_iter_equal (&first, &start))
    return 0;
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &first);
  return count_matches (self, &first, &start) + 1;
}

gboolean
pen_output_search_move (PenOutputSearch *self, gboolean backward)
{
  GtkTextBuffer *buffer;
  GtkTextTag *tag = NULL;
  GtkTextIter start;
  GtkTextIter end;
  gboolean found;

  g_return_val_if_fail (PEN_IS_OUTPUT_SEARCH (self), FALSE);

  if (self->text == NULL)
    return FALSE;
  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (backward)
    found = backward_to_match (self, &start, &tag);
  else
    {
      start = end;
      found = forward_to_match (self, &start, &tag);
    }
  if (!found)
    {
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      if (backward)
        start = end;
      found =
          backward ? backward_to_match (self, &start, &tag) : forward_to_match (self, &start, &tag);
    }
  if (!found)
    return FALSE;
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, tag);
  gtk_text_buffer_select_range (buffer, &start, &end);
  return TRUE;
}
