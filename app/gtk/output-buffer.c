/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A transcript as the text of a text view. A flood changes the transcript far more often than a
 * view can be drawn, so that its changes are only noted down here, as blocks, and written once per
 * frame: the newest first, for that is what is read, and never more than a frame has time for. What
 * the transcript drops before its turn comes is never written at all. */
#include "output-buffer.h"

#include <string.h>

#include "output-block-private.h"

/* What is written in one flush, as pen_output_block_get_cost() counts: between these, as much as
 * the time allows. */
#define MIN_COST (8 * 1024)
#define MAX_COST (96 * 1024)

/* µs from one flush to the next that tell that the view cannot keep up: it measures what was
 * written, which takes longer than writing it, and whoever reads what is printed has to wait. */
#define LATE_FRAME (22 * 1000)

/* Characters that are removed at once before the clock is looked at. */
#define MAX_REMOVED (32 * 1024)
#define MAX_REMOVED_LINES 1024

struct _PenOutputBuffer
{
  GtkTextBuffer parent_instance;

  /* owned */
  PenOutputTags *tags;
  PenTranscript *transcript; /* (nullable) */
  PenLinks *links;           /* (nullable) */
  GSequence *items;          /* (element-type PenOutputBlock): an item of the transcript each */
  GQueue order;              /* (element-type PenOutputBlock): as in the text; owns the blocks */

  guint n_stale;
  guint n_gone;
  gsize max_cost;
  gint64 last_flush;
  gboolean ended;   /* the last line is still to be searched for links */
  gboolean pending; /* was said */
};

/* One turn of writing, from the first block that needs it to the last one. */
typedef struct
{
  PenOutputBuffer *self;
  gint64 end_time;
  int offset;    /* of the next block, in characters */
  gboolean open; /* the text before it ends within a line */
  gboolean known[PEN_N_OUTPUTS];
  PenStyle styles[PEN_N_OUTPUTS]; /* those that go on, if known */
} Turn;

G_DEFINE_FINAL_TYPE (PenOutputBuffer, pen_output_buffer, GTK_TYPE_TEXT_BUFFER)

enum
{
  SIGNAL_PENDING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_blocks (PenOutputBuffer *self)
{
  GList *link;

  g_sequence_remove_range (g_sequence_get_begin_iter (self->items),
                           g_sequence_get_end_iter (self->items));
  while ((link = g_queue_pop_head_link (&self->order)) != NULL)
    pen_output_block_free (link->data);
  self->n_stale = 0;
  self->n_gone = 0;
  self->ended = FALSE;
}

static void
pen_output_buffer_dispose (GObject *object)
{
  PenOutputBuffer *self = PEN_OUTPUT_BUFFER (object);

  if (self->transcript != NULL)
    g_signal_handlers_disconnect_by_data (self->transcript, self);
  g_clear_object (&self->transcript);
  G_OBJECT_CLASS (pen_output_buffer_parent_class)->dispose (object);
}

static void
pen_output_buffer_finalize (GObject *object)
{
  PenOutputBuffer *self = PEN_OUTPUT_BUFFER (object);

  forget_blocks (self);
  g_sequence_free (self->items);
  g_clear_pointer (&self->links, pen_links_free);
  g_object_unref (self->tags);
  G_OBJECT_CLASS (pen_output_buffer_parent_class)->finalize (object);
}

static void
pen_output_buffer_class_init (PenOutputBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pen_output_buffer_dispose;
  object_class->finalize = pen_output_buffer_finalize;
  signals[SIGNAL_PENDING] = g_signal_new ("pending",
                                          PEN_TYPE_OUTPUT_BUFFER,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
pen_output_buffer_init (PenOutputBuffer *self)
{
  self->items = g_sequence_new (NULL);
  self->max_cost = MAX_COST;
  g_queue_init (&self->order);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
}

PenOutputBuffer *
pen_output_buffer_new (PenOutputTags *tags)
{
  PenOutputBuffer *self;

  g_return_val_if_fail (PEN_IS_OUTPUT_TAGS (tags), NULL);

  self = g_object_new (PEN_TYPE_OUTPUT_BUFFER, "tag-table", pen_output_tags_get_table (tags), NULL);
  self->tags = g_object_ref (tags);
  return self;
}

PenOutputTags *
pen_output_buffer_get_tags (PenOutputBuffer *self)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_BUFFER (self), NULL);

  return self->tags;
}

/* --- Noting down what changed --- */

static gboolean
has_work (PenOutputBuffer *self)
{
  return self->n_stale + self->n_gone > 0 || self->ended;
}

static void
say_pending (PenOutputBuffer *self)
{
  if (self->pending || !has_work (self))
    return;
  self->pending = TRUE;
  g_signal_emit (self, signals[SIGNAL_PENDING], 0);
}

static void
set_stale (PenOutputBuffer *self, PenOutputBlock *block, gboolean stale)
{
  if (block->stale == stale)
    return;
  block->stale = stale;
  if (stale)
    self->n_stale++;
  else
    self->n_stale--;
}

static void
remove_block (PenOutputBuffer *self, PenOutputBlock *block)
{
  g_queue_unlink (&self->order, &block->link);
  pen_output_block_free (block);
}

/* The transcript does not keep it any more. */
static void
drop_block (PenOutputBuffer *self, PenOutputBlock *block)
{
  set_stale (self, block, FALSE);
  if (block->n_chars == 0)
    {
      remove_block (self, block);
      return;
    }
  g_clear_object (&block->entry);
  block->gone = TRUE;
  self->n_gone++;
}

static void
drop_item (PenOutputBuffer *self, guint position)
{
  GSequenceIter *iter = g_sequence_get_iter_at_pos (self->items, (int)position);
  PenOutputBlock *block = g_sequence_get (iter);

  g_sequence_remove (iter);
  drop_block (self, block);
}

static void
add_item (PenOutputBuffer *self, guint position)
{
  g_autoptr (PenTranscriptEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (self->transcript), position);
  PenOutputBlock *block = pen_output_block_new (entry, /* input= */ NULL);
  GSequenceIter *iter = g_sequence_get_iter_at_pos (self->items, (int)position);

  if (g_sequence_iter_is_end (iter))
    g_queue_push_tail_link (&self->order, &block->link);
  else
    {
      PenOutputBlock *next = g_sequence_get (iter);

      g_queue_insert_before_link (&self->order, &next->link, &block->link);
    }
  g_sequence_insert_before (iter, block);
  set_stale (self, block, pen_output_block_is_drawn (block));
  if (pen_transcript_entry_get_kind (entry) == PEN_ENTRY_ENDED)
    self->ended = TRUE;
}

/* Returns: whether the item is the same entry as before, which has grown or counted up. */
static gboolean
update_item (PenOutputBuffer *self, guint position)
{
  g_autoptr (PenTranscriptEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (self->transcript), position);
  GSequenceIter *iter = g_sequence_get_iter_at_pos (self->items, (int)position);
  PenOutputBlock *block = g_sequence_get (iter);

  if (block->entry != entry)
    return FALSE;
  if (!pen_output_block_is_stream (block))
    {
      block->hidden = FALSE;
      block->again = TRUE;
    }
  set_stale (self, block, pen_output_block_is_drawn (block));
  return TRUE;
}

static void
on_items_changed (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  PenOutputBuffer *self)
{
  if (n_removed != 1 || n_added != 1 || !update_item (self, position))
    {
      for (guint i = 0; i < n_removed; i++)
        drop_item (self, position);
      for (guint i = 0; i < n_added; i++)
        add_item (self, position + i);
    }
  say_pending (self);
}

static void
delete_all (PenOutputBuffer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
}

void
pen_output_buffer_set_transcript (PenOutputBuffer *self,
                                  PenTranscript *transcript,
                                  const char *const *own_files)
{
  g_return_if_fail (PEN_IS_OUTPUT_BUFFER (self));
  g_return_if_fail (transcript == NULL || PEN_IS_TRANSCRIPT (transcript));

  if (self->transcript != NULL)
    g_signal_handlers_disconnect_by_data (self->transcript, self);
  g_set_object (&self->transcript, transcript);
  g_clear_pointer (&self->links, pen_links_free);
  self->links = pen_links_new (own_files);
  forget_blocks (self);
  delete_all (self);
  if (transcript == NULL)
    return;
  g_signal_connect (transcript, "items-changed", G_CALLBACK (on_items_changed), self);
  on_items_changed (G_LIST_MODEL (transcript),
                    0,
                    0,
                    g_list_model_get_n_items (G_LIST_MODEL (transcript)),
                    self);
}

void
pen_output_buffer_append_input (PenOutputBuffer *self, const char *text)
{
  PenOutputBlock *block;
  g_autofree char *safe = NULL;

  g_return_if_fail (PEN_IS_OUTPUT_BUFFER (self));
  g_return_if_fail (text != NULL);

  safe = pen_decoder_decode_all (text, strlen (text), PEN_DECODER_ONE_LINE);
  block = pen_output_block_new (/* entry= */ NULL, safe);
  g_queue_push_tail_link (&self->order, &block->link);
  set_stale (self, block, TRUE);
  say_pending (self);
}

/* --- Links --- */

static void
apply_links (PenOutputBuffer *self, const GtkTextIter *start, const char *text, const GArray *found)
{
  GtkTextTag *tag = pen_output_tags_get (self->tags, PEN_OUTPUT_TAG_LINK);
  GtkTextIter from = *start;
  gsize at = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const PenLink *link = &g_array_index (found, PenLink, i);
      GtkTextIter to;

      gtk_text_iter_forward_chars (&from,
                                   (int)g_utf8_strlen (text + at, (gssize)(link->start - at)));
      to = from;
      gtk_text_iter_forward_chars (
          &to,
          (int)g_utf8_strlen (text + link->start, (gssize)(link->end - link->start)));
      gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), tag, &from, &to);
      from = to;
      at = link->end;
    }
}

/* Finds the links in the whole lines that the characters from @start to @end belong to. The last
 * line counts once it has ended, or when nothing comes any more. */
static void
find_links (PenOutputBuffer *self, int start, int end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = pen_output_tags_get (self->tags, PEN_OUTPUT_TAG_LINK);
  GtkTextIter from;
  GtkTextIter to;
  g_autofree char *text = NULL;
  g_autoptr (GArray) found = NULL;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_iter_set_line_offset (&from, 0);
  if (!gtk_text_iter_starts_line (&to))
    gtk_text_iter_forward_line (&to);
  if (gtk_text_iter_is_end (&to) && pen_transcript_get_verdict (self->transcript) == NULL)
    gtk_text_iter_set_line_offset (&to, 0);
  if (gtk_text_iter_compare (&from, &to) >= 0)
    return;
  text = gtk_text_buffer_get_slice (buffer, &from, &to, /* include_hidden_chars= */ TRUE);
  found = pen_links_find (self->links, text, /* length= */ -1);
  gtk_text_buffer_remove_tag (buffer, tag, &from, &to);
  apply_links (self, &from, text, found);
}

GArray *
pen_output_buffer_dup_link (PenOutputBuffer *self,
                            const GtkTextIter *iter,
                            GtkTextIter *ret_start,
                            GtkTextIter *ret_end)
{
  GtkTextTag *tag;
  GtkTextIter start = *iter;
  GtkTextIter end = *iter;
  g_autofree char *text = NULL;
  g_autoptr (GArray) found = NULL;
  int column;

  g_return_val_if_fail (PEN_IS_OUTPUT_BUFFER (self), NULL);

  tag = pen_output_tags_get (self->tags, PEN_OUTPUT_TAG_LINK);
  if (self->links == NULL || !gtk_text_iter_has_tag (iter, tag))
    return NULL;
  gtk_text_iter_set_line_offset (&start, 0);
  gtk_text_iter_forward_line (&end);
  text = gtk_text_iter_get_slice (&start, &end);
  found = pen_links_find (self->links, text, /* length= */ -1);
  column = gtk_text_iter_get_line_index (iter);
  for (guint i = found->len; i-- > 0;)
    {
      const PenLink *link = &g_array_index (found, PenLink, i);

      if (column >= (int)link->start && column < (int)link->end)
        {
          gtk_text_iter_set_line_index (&start, (int)link->start);
          end = start;
          gtk_text_iter_set_line_index (&end, (int)link->end);
          if (ret_start != NULL)
            *ret_start = start;
          if (ret_end != NULL)
            *ret_end = end;
        }
      else
        g_array_remove_index (found, i);
    }
  return found->len > 0 ? g_steal_pointer (&found) : NULL;
}

/* --- Writing --- */

/* Removes characters of @block from its beginning. */
static void
erase (PenOutputBuffer *self, int offset, PenOutputBlock *block, guint n_chars)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, offset);
  end = start;
  gtk_text_iter_forward_chars (&end, (int)n_chars);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
  block->n_chars -= n_chars;
}

/* Writes at the end of @block. Returns: (transfer none): where that is; @ret_end its end. */
static GtkTextIter
insert (PenOutputBuffer *self, int offset, PenOutputBlock *block, const char *text, gsize length)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  int n_before = gtk_text_buffer_get_char_count (buffer);
  gboolean at_end = offset + (int)block->n_chars == n_before;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + (int)block->n_chars);
  gtk_text_buffer_insert (buffer, &end, text, (int)length);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset + (int)block->n_chars);
  if (!at_end) /* what is drawn alike on both sides would spread */
    gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  block->n_chars += (guint)(gtk_text_buffer_get_char_count (buffer) - n_before);
  return start;
}

static void
apply_own_tag (PenOutputBuffer *self, PenOutputTag tag, int offset, const PenOutputBlock *block)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &start, offset);
  end = start;
  gtk_text_iter_forward_chars (&end, (int)block->n_chars);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self),
                             pen_output_tags_get (self->tags, tag),
                             &start,
                             &end);
}

static void
apply_runs (PenOutputBuffer *self, const GtkTextIter *start, const PenAnsi *ansi)
{
  GtkTextIter from = *start;
  gsize at = 0;

  for (guint i = 0; i < ansi->runs->len; i++)
    {
      const PenStyleRun *run = &g_array_index (ansi->runs, PenStyleRun, i);
      GtkTextIter to;

      gtk_text_iter_forward_chars (&from,
                                   (int)g_utf8_strlen (ansi->text + at, (gssize)(run->start - at)));
      to = from;
      gtk_text_iter_forward_chars (
          &to,
          (int)g_utf8_strlen (ansi->text + run->start, (gssize)(run->end - run->start)));
      pen_output_tags_apply (self->tags, &run->style, &from, &to);
      from = to;
      at = run->end;
    }
}

/* The style that text of @output before @block ended with. */
static PenStyle
find_style (const PenOutputBlock *block, PenOutput output)
{
  PenStyle none = {0};

  for (const GList *link = block->link.prev; link != NULL; link = link->prev)
    {
      const PenOutputBlock *before = link->data;
      PenEntryKind kind;

      if (before->entry == NULL)
        continue;
      kind = pen_transcript_entry_get_kind (before->entry);
      if ((kind != PEN_ENTRY_OUTPUT && kind != PEN_ENTRY_DROPPED) ||
          pen_transcript_entry_get_output (before->entry) != output)
        continue;
      return kind == PEN_ENTRY_OUTPUT && !before->stale ? before->last_style : none;
    }
  return none;
}

static void
write_stream (Turn *turn, PenOutputBlock *block)
{
  PenOutputBuffer *self = turn->self;
  PenOutput output = pen_transcript_entry_get_output (block->entry);
  gsize length = pen_output_block_get_length (block);
  int start_offset = turn->offset + (int)block->n_chars;
  g_autoptr (PenAnsi) ansi = NULL;
  GtkTextIter start;

  if (block->shown == block->cleared)
    {
      if (!turn->known[output])
        turn->styles[output] = find_style (block, output);
      block->first_style = block->last_style = turn->styles[output];
    }
  ansi = pen_ansi_parse (pen_output_block_get_text (block) + block->shown,
                         (gssize)(length - block->shown),
                         &block->last_style);
  if (ansi->length > 0)
    {
      start = insert (self, turn->offset, block, ansi->text, ansi->length);
      apply_runs (self, &start, ansi);
      block->open = ansi->text[ansi->length - 1] != '\n';
    }
  block->shown = length;
  block->n_lines = (guint)pen_transcript_entry_get_n_lines (block->entry);
  turn->known[output] = TRUE;
  turn->styles[output] = block->last_style;
  if (output != PEN_OUTPUT_STDOUT)
    apply_own_tag (self,
                   output == PEN_OUTPUT_STDERR ? PEN_OUTPUT_TAG_STDERR : PEN_OUTPUT_TAG_COMPILER,
                   turn->offset,
                   block);
  find_links (self, start_offset, turn->offset + (int)block->n_chars);
}

/* A line of its own, except that what is typed stands behind what asked for it. */
static void
write_line (Turn *turn, PenOutputBlock *block)
{
  PenOutputTag tag = PEN_OUTPUT_TAG_INPUT;
  g_autofree char *line = NULL;

  block->breaks = block->input == NULL && turn->open;
  line = g_strconcat (block->breaks ? "\n" : "", pen_output_block_get_text (block), "\n", NULL);
  if (block->entry != NULL)
    tag = pen_transcript_entry_get_kind (block->entry) == PEN_ENTRY_NOTE ? PEN_OUTPUT_TAG_NOTE
                                                                         : PEN_OUTPUT_TAG_DROPPED;
  insert (turn->self, turn->offset, block, line, strlen (line));
  apply_own_tag (turn->self, tag, turn->offset, block);
  block->shown = pen_output_block_get_length (block);
  block->n_lines = 2;
}

static void
write_block (Turn *turn, PenOutputBlock *block)
{
  gboolean is_stream = pen_output_block_is_stream (block);

  if (block->n_chars > 0 && (block->again || !is_stream))
    erase (turn->self, turn->offset, block, block->n_chars);
  if (block->again)
    block->shown = block->cleared;
  block->again = FALSE;
  set_stale (turn->self, block, FALSE);
  if (is_stream)
    write_stream (turn, block);
  else
    write_line (turn, block);
}

/* Removes what is gone as far as there is time. Returns: whether the block is removed too. */
static gboolean
erase_gone (Turn *turn, PenOutputBlock *block)
{
  PenOutputBuffer *self = turn->self;
  guint limit = block->n_lines > MAX_REMOVED_LINES
                    ? MAX (block->n_chars / (block->n_lines / MAX_REMOVED_LINES + 1), 1)
                    : MAX_REMOVED;

  while (block->n_chars > 0 && g_get_monotonic_time () < turn->end_time)
    erase (self, turn->offset, block, MIN (block->n_chars, limit));
  if (block->n_chars > 0)
    return FALSE;
  self->n_gone--;
  remove_block (self, block);
  return TRUE;
}

/* What was written before what stands above it can look wrong now. */
static void
check_block (Turn *turn, PenOutputBlock *block)
{
  PenOutput output;

  if (block->n_chars == 0 || block->entry == NULL)
    return;
  output = pen_transcript_entry_get_output (block->entry);
  if (!pen_output_block_is_stream (block))
    block->again = block->breaks != turn->open;
  else if (block->stale) /* is written later; what it ends with is not known */
    turn->known[output] = FALSE;
  else
    {
      if (turn->known[output] && block->cleared == 0)
        block->again = !pen_style_equal (&turn->styles[output], &block->first_style);
      turn->known[output] = TRUE;
      turn->styles[output] = block->last_style;
    }
  if (block->again)
    set_stale (turn->self, block, TRUE);
  if (pen_transcript_entry_get_kind (block->entry) == PEN_ENTRY_DROPPED)
    turn->known[output] = FALSE;
}

/* The beginning too is read while a program prints on and on: a little of it each time, up to the
 * first thing that is not kept. */
static void
choose_oldest (PenOutputBlock *first)
{
  gsize cost = 0;

  for (GList *link = &first->link; link != NULL && cost < MIN_COST; link = link->next)
    {
      PenOutputBlock *block = link->data;

      if (block->gone || (block->entry != NULL &&
                          pen_transcript_entry_get_kind (block->entry) == PEN_ENTRY_DROPPED))
        return;
      if (!block->stale || block->chosen)
        continue;
      cost += pen_output_block_get_cost (block);
      block->chosen = TRUE;
    }
}

/* Marks what is written now: the newest of the streams, and every line that is no stream's; these
 * are few. Returns: (nullable): the first block of the text that there is anything to do with;
 * @turn begins there. */
static PenOutputBlock *
choose_blocks (Turn *turn)
{
  PenOutputBuffer *self = turn->self;
  PenOutputBlock *first = NULL;
  guint n_left = self->n_stale + self->n_gone;
  int n_after = 0;
  gsize cost = 0;

  for (GList *link = self->order.tail; link != NULL && n_left > 0; link = link->prev)
    {
      PenOutputBlock *block = link->data;

      n_after += (int)block->n_chars;
      if (!block->stale && !block->gone)
        continue;
      n_left--;
      first = block;
      turn->offset = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self)) - n_after;
      block->chosen =
          block->stale && (cost < self->max_cost || !pen_output_block_is_stream (block));
      if (block->chosen)
        cost += pen_output_block_get_cost (block);
    }
  if (first != NULL && self->max_cost > MIN_COST)
    choose_oldest (first);
  return first;
}

static void
take_turn (Turn *turn)
{
  PenOutputBlock *first = choose_blocks (turn);
  GtkTextIter start;
  GList *next;

  g_return_if_fail (first != NULL);

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (turn->self), &start, turn->offset);
  turn->open = !gtk_text_iter_starts_line (&start);
  for (GList *link = &first->link; link != NULL; link = next)
    {
      PenOutputBlock *block = link->data;

      next = link->next;
      if (block->gone && erase_gone (turn, block))
        continue;
      if (block->chosen)
        write_block (turn, block);
      else
        check_block (turn, block);
      block->chosen = FALSE;
      turn->offset += (int)block->n_chars;
      if (block->n_chars > 0)
        turn->open = pen_output_block_is_stream (block) && block->open;
    }
}

gboolean
pen_output_buffer_flush (PenOutputBuffer *self, gint64 budget)
{
  gint64 start = g_get_monotonic_time ();
  Turn turn = {.self = self, .end_time = start + budget};
  gint64 taken;

  g_return_val_if_fail (PEN_IS_OUTPUT_BUFFER (self), FALSE);

  if (self->n_stale + self->n_gone > 0)
    take_turn (&turn);
  if (self->ended && self->n_stale + self->n_gone == 0)
    {
      int end = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self));

      find_links (self, end, end);
      self->ended = FALSE;
    }
  taken = g_get_monotonic_time () - start;
  if (taken > budget || (self->pending && start - self->last_flush > LATE_FRAME))
    self->max_cost = MAX (self->max_cost / 2, MIN_COST);
  else if (taken < budget / 2)
    self->max_cost = MIN (self->max_cost * 2, MAX_COST);
  self->last_flush = start;
  self->pending = has_work (self);
  return self->pending;
}

/* --- For people --- */

void
pen_output_buffer_clear (PenOutputBuffer *self)
{
  GList *next;

  g_return_if_fail (PEN_IS_OUTPUT_BUFFER (self));

  for (GList *link = self->order.head; link != NULL; link = next)
    {
      PenOutputBlock *block = link->data;

      next = link->next;
      set_stale (self, block, FALSE);
      block->n_chars = 0;
      block->again = FALSE;
      if (block->gone || block->input != NULL)
        {
          remove_block (self, block);
          continue;
        }
      block->cleared = block->shown = pen_output_block_get_length (block);
      block->hidden = !pen_output_block_is_stream (block);
    }
  self->n_gone = 0;
  delete_all (self);
}

char *
pen_output_buffer_dup_text (PenOutputBuffer *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PEN_IS_OUTPUT_BUFFER (self), NULL);

  for (GList *link = self->order.head; link != NULL; link = link->next)
    pen_output_block_append_plain (link->data, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
