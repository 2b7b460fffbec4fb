/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What an output buffer knows about one entry of its transcript. */
#include "output-block-private.h"

#include <string.h>

/* A line or a change of colour costs GTK as much as so many bytes. */
#define LINE_COST 64
#define COLOUR_COST 48

PenOutputBlock *
pen_output_block_new (PenTranscriptEntry *entry, const char *input)
{
  PenOutputBlock *block = g_new0 (PenOutputBlock, 1);

  block->link.data = block;
  block->entry = entry != NULL ? g_object_ref (entry) : NULL;
  block->input = g_strdup (input);
  return block;
}

void
pen_output_block_free (PenOutputBlock *block)
{
  g_clear_object (&block->entry);
  g_free (block->input);
  g_free (block);
}

gboolean
pen_output_block_is_stream (const PenOutputBlock *block)
{
  return block->entry != NULL && pen_transcript_entry_get_kind (block->entry) == PEN_ENTRY_OUTPUT;
}

gboolean
pen_output_block_is_drawn (const PenOutputBlock *block)
{
  if (block->input != NULL)
    return TRUE;
  if (block->entry == NULL || block->hidden)
    return FALSE;
  switch (pen_transcript_entry_get_kind (block->entry))
    {
    case PEN_ENTRY_OUTPUT:
    case PEN_ENTRY_DROPPED:
    case PEN_ENTRY_NOTE:
      return TRUE;
    case PEN_ENTRY_PHASE:
    case PEN_ENTRY_DIAGNOSTIC: /* the list of problems shows it */
    case PEN_ENTRY_ENDED:      /* the line on top shows it */
    default:
      return FALSE;
    }
}

const char *
pen_output_block_get_text (const PenOutputBlock *block)
{
  return block->input != NULL ? block->input : pen_transcript_entry_get_text (block->entry);
}

gsize
pen_output_block_get_length (const PenOutputBlock *block)
{
  return block->input != NULL ? strlen (block->input)
                              : pen_transcript_entry_get_length (block->entry);
}

static gsize
count (const char *text, gsize length, char wanted)
{
  const char *end = text + length;
  gsize n = 0;

  while ((text = memchr (text, wanted, (gsize)(end - text))) != NULL)
    {
      n++;
      text++;
    }
  return n;
}

gsize
pen_output_block_get_cost (const PenOutputBlock *block)
{
  const char *text = pen_output_block_get_text (block);
  gsize length = pen_output_block_get_length (block);

  if (!block->again)
    {
      text += block->shown;
      length -= block->shown;
    }
  return LINE_COST + length + LINE_COST * count (text, length, '\n') +
         COLOUR_COST * count (text, length, '\033');
}

static void
end_line (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
}

void
pen_output_block_append_plain (const PenOutputBlock *block, GString *text)
{
  const char *words;

  if (block->gone || block->hidden)
    return;
  if (block->entry != NULL && pen_transcript_entry_get_kind (block->entry) == PEN_ENTRY_PHASE)
    return;
  words = pen_output_block_get_text (block);
  if (pen_output_block_is_stream (block))
    {
      g_autofree char *plain = pen_ansi_strip (words + block->cleared, /* length= */ -1);

      g_string_append (text, plain);
      return;
    }
  if (block->input == NULL)
    end_line (text);
  g_string_append (text, words);
  if (block->input != NULL)
    g_string_append_c (text, '\n');
  end_line (text);
}
