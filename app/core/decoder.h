/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PEN_DECODER_MAX_LINE: bytes of one line that are shown when nothing else is asked for. */
#define PEN_DECODER_MAX_LINE 4096

/** PEN_DECODER_MAX_SGR: longest colour sequence that is known as one, ESC and m included. */
#define PEN_DECODER_MAX_SGR 64

/**
 * PenDecoderFlags:
 * @PEN_DECODER_PLAIN: no colour, several lines
 * @PEN_DECODER_KEEP_COLOUR: well-formed SGR sequences (ESC [ digits ; : m) stay in the text, for
 *   pen_ansi_parse() or a terminal; without it they are taken out
 * @PEN_DECODER_ONE_LINE: for names: newline, tab and carriage return are made visible too
 */
typedef enum
{
  PEN_DECODER_PLAIN = 0,
  PEN_DECODER_KEEP_COLOUR = 1 << 0,
  PEN_DECODER_ONE_LINE = 1 << 1,
} PenDecoderFlags;

/**
 * PenDecoder: bytes of one output stream, in any chunking, to valid UTF-8 text that is safe to
 * show. The same bytes give the same text however they are cut into chunks.
 *
 * - Each maximal ill-formed part of UTF-8 becomes one U+FFFD (Unicode 15, section 3.9, "U+FFFD
 *   Substitution of Maximal Subparts").
 * - Controls but newline and tab are shown: U+2400… for C0 and DEL, ⟨U+009B⟩ for C1, for the
 *   bidirectional controls and for the line and paragraph separators.
 * - CR LF is one newline. A lone CR starts a new line unless the line is still empty: a progress
 *   bar that rewrites its line shows each state on a line of its own. Nothing is overwritten, so
 *   that nothing that was printed can be hidden.
 * - Colour (SGR) is kept or taken out; every other escape sequence is shown as the text that it is,
 *   with ␛ for ESC, and has no effect.
 * - Of a line longer than the cap the rest is replaced by "… (N bytes not shown)"; colours within
 *   the rest still count.
 */
typedef struct _PenDecoder PenDecoder;

/**
 * pen_decoder_new: (transfer full)
 * @max_line: bytes of a line that are shown, colour included; 0: PEN_DECODER_MAX_LINE
 */
PenDecoder *pen_decoder_new (PenDecoderFlags flags, gsize max_line);
void pen_decoder_free (PenDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenDecoder, pen_decoder_free)

/**
 * pen_decoder_push: decodes @length bytes and appends what can be shown by now to @text. Up to
 * PEN_DECODER_MAX_SGR bytes whose meaning is still open stay inside.
 * @data: (nullable) if @length is 0
 */
void pen_decoder_push (PenDecoder *decoder, gconstpointer data, gsize length, GString *text);

/**
 * pen_decoder_flush: the stream has ended: appends what was still open, marks a cut line and resets
 * a colour that is still on. The decoder is then as new.
 */
void pen_decoder_flush (PenDecoder *decoder, GString *text);

/**
 * pen_decoder_decode_all: (transfer full): push and flush in one, for names and messages.
 * @data: (nullable) if @length is 0
 */
char *pen_decoder_decode_all (gconstpointer data, gsize length, PenDecoderFlags flags);

G_END_DECLS
