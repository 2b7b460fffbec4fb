/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What happened in a job: order, bounds under every kind of flood, and a model whose signals tell
 * the truth. */
#include "core.h"

#include <malloc.h>
#include <string.h>

#define MS 1000

/* What a view would know that believes items-changed. */
typedef struct
{
  GPtrArray *items; /* (element-type PenTranscriptEntry) */
  guint n_signals;
} Mirror;

static void
on_items_changed (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  gpointer user_data)
{
  Mirror *mirror = user_data;

  mirror->n_signals++;
  g_assert_cmpuint (position + n_removed, <=, mirror->items->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (mirror->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (mirror->items,
                        (int)(position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->items->len, ==, g_list_model_get_n_items (model));
}

static void
mirror_init (Mirror *mirror, PenTranscript *transcript)
{
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->n_signals = 0;
  g_signal_connect (transcript, "items-changed", G_CALLBACK (on_items_changed), mirror);
}

static void
mirror_check_and_clear (Mirror *mirror, PenTranscript *transcript)
{
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (G_LIST_MODEL (transcript), i);

      g_assert_true (entry == g_ptr_array_index (mirror->items, i));
    }
  g_signal_handlers_disconnect_by_data (transcript, mirror);
  g_ptr_array_unref (mirror->items);
}

static PenTranscriptEntry *
peek (PenTranscript *transcript, guint position)
{
  g_autoptr (PenTranscriptEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (transcript), position);

  return entry;
}

static void
print (PenTranscript *transcript, gint64 time, PenOutput output, const char *text)
{
  pen_transcript_append_output (transcript, time, output, text, strlen (text));
}

/* What one stream holds: bytes of text, and bytes read that its entries and its gap stand for. */
static void
sum_up (PenTranscript *transcript, PenOutput output, gsize *ret_text, guint64 *ret_bytes)
{
  *ret_text = 0;
  *ret_bytes = 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      PenTranscriptEntry *entry = peek (transcript, i);
      PenEntryKind kind = pen_transcript_entry_get_kind (entry);

      if (pen_transcript_entry_get_output (entry) != output)
        continue;
      if (kind == PEN_ENTRY_OUTPUT)
        {
          g_assert_true (g_utf8_validate (pen_transcript_entry_get_text (entry), -1, NULL));
          *ret_text += pen_transcript_entry_get_length (entry);
        }
      if (kind == PEN_ENTRY_OUTPUT || kind == PEN_ENTRY_DROPPED)
        *ret_bytes += pen_transcript_entry_get_n_bytes (entry);
    }
}

static void
test_keeps_order (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  g_autoptr (GBytes) out = g_bytes_new_static ("out", 3);
  g_autoptr (GBytes) err = g_bytes_new_static ("err\n", 4);
  g_autoptr (PenEvent) started = pen_event_new_started (0);
  g_autoptr (PenEvent) warned = pen_event_new_output (5 * MS, PEN_STREAM_STDERR, err);
  g_autoptr (PenEvent) printed = pen_event_new_output (7 * MS, PEN_STREAM_STDOUT, out);
  g_autoptr (PenEvent) failed = pen_event_new_output (8 * MS, PEN_STREAM_STDERR, err);
  g_autofree char *all = NULL;
  g_autofree char *compiler = NULL;
  PenEnding ending = {.cause = PEN_CAUSE_EXITED, .wall_time = 1000 * MS};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);
  Mirror mirror;

  mirror_init (&mirror, transcript);
  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_COMPILE);
  pen_transcript_append_event (transcript, started);
  pen_transcript_append_event (transcript, warned);
  pen_transcript_append_note (transcript, 50 * MS, "A note.");
  pen_transcript_begin_phase (transcript, 100 * MS, PEN_PHASE_RUN);
  pen_transcript_append_event (transcript, printed);
  pen_transcript_append_event (transcript, failed);
  g_assert_null (pen_transcript_get_verdict (transcript));
  pen_transcript_end (transcript, 200 * MS, verdict);

  g_assert_cmpuint (mirror.items->len, ==, 7);
  g_assert_cmpint (pen_transcript_entry_get_kind (peek (transcript, 0)), ==, PEN_ENTRY_PHASE);
  g_assert_cmpint (pen_transcript_entry_get_output (peek (transcript, 1)), ==, PEN_OUTPUT_COMPILER);
  g_assert_cmpint (pen_transcript_entry_get_time (peek (transcript, 1)), ==, 5 * MS);
  g_assert_cmpint (pen_transcript_entry_get_phase (peek (transcript, 3)), ==, PEN_PHASE_RUN);
  g_assert_cmpint (pen_transcript_entry_get_output (peek (transcript, 4)), ==, PEN_OUTPUT_STDOUT);
  g_assert_cmpint (pen_transcript_entry_get_time (peek (transcript, 4)), ==, 107 * MS);
  g_assert_cmpint (pen_transcript_entry_get_output (peek (transcript, 5)), ==, PEN_OUTPUT_STDERR);
  g_assert_cmpint (pen_transcript_entry_get_kind (peek (transcript, 6)), ==, PEN_ENTRY_ENDED);
  g_assert_nonnull (pen_transcript_entry_get_verdict (peek (transcript, 6)));
  g_assert_nonnull (pen_transcript_get_verdict (transcript));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (transcript), 7));

  all = pen_transcript_dup_all_text (transcript);
  g_assert_cmpstr (all, ==, "err\nA note.\nouterr\nFinished in 1 s.\n");
  compiler = pen_transcript_dup_text (transcript, PEN_OUTPUT_COMPILER);
  g_assert_cmpstr (compiler, ==, "err\n");
  mirror_check_and_clear (&mirror, transcript);
}

static void
test_merges_small_writes (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  GListModel *model = G_LIST_MODEL (transcript);
  g_autofree char *text = NULL;
  Mirror mirror;

  mirror_init (&mirror, transcript);
  print (transcript, 0, PEN_OUTPUT_STDOUT, "a");
  print (transcript, 1 * MS, PEN_OUTPUT_STDOUT, "b");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_assert_cmpstr (pen_transcript_entry_get_text (peek (transcript, 0)), ==, "ab");
  g_assert_cmpuint (pen_transcript_entry_get_n_bytes (peek (transcript, 0)), ==, 2);

  print (transcript, 2 * MS, PEN_OUTPUT_STDERR, "c"); /* another stream */
  print (transcript, 3 * MS, PEN_OUTPUT_STDOUT, "d");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 3);
  print (transcript, 500 * MS, PEN_OUTPUT_STDOUT, "e"); /* much later */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 4);
  pen_transcript_append_note (transcript, 500 * MS, "Note.");
  print (transcript, 500 * MS, PEN_OUTPUT_STDOUT, "f");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 6);

  text = pen_transcript_dup_text (transcript, PEN_OUTPUT_STDOUT);
  g_assert_cmpstr (text, ==, "abdef");
  mirror_check_and_clear (&mirror, transcript);
}

/* A character, an escape sequence and a CR LF in two halves, one stream in the other's way. */
static void
test_decodes_across_chunks (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  PenEnding ending = {.cause = PEN_CAUSE_EXITED};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);
  g_autofree char *text = NULL;
  gsize length;
  guint64 n_bytes;

  print (transcript, 0, PEN_OUTPUT_STDOUT, "\xc3");
  print (transcript, 0, PEN_OUTPUT_STDERR, "x\xff\033]0;t\a");
  print (transcript, 0, PEN_OUTPUT_STDOUT, "\xb6\033[1");
  print (transcript, 0, PEN_OUTPUT_STDERR, "\n");
  print (transcript, 0, PEN_OUTPUT_STDOUT, "mbold\033[0m\r");
  print (transcript, 0, PEN_OUTPUT_STDOUT, "\nend\xe2\x82");
  pen_transcript_end (transcript, 0, verdict);

  text = pen_transcript_dup_all_text (transcript);
  g_assert_cmpstr (text, ==, "x�␛]0;t␇ö\nbold\nend�\nFinished in 0 s.\n");
  sum_up (transcript, PEN_OUTPUT_STDOUT, &length, &n_bytes);
  g_assert_cmpuint (n_bytes, ==, pen_transcript_get_n_bytes (transcript, PEN_OUTPUT_STDOUT));
}

/* Numbered lines: the first and the last are there, the gap stands between and counts right. */
static void
test_drops_the_middle (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (64 * 1024);
  g_autofree char *text = NULL;
  g_autofree char *gap = NULL;
  guint64 n_read = 0;
  guint64 n_dropped;
  guint64 n_kept_lines = 0;
  gsize length;
  guint64 n_bytes;
  Mirror mirror;

  mirror_init (&mirror, transcript);
  print (transcript, 0, PEN_OUTPUT_STDERR, "before\n");
  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %05u\n", i);

      print (transcript, i, PEN_OUTPUT_STDOUT, line);
      n_read += strlen (line);
      if (i == 25000)
        print (transcript, i, PEN_OUTPUT_STDERR, "amid\n");
    }
  print (transcript, 50000, PEN_OUTPUT_STDERR, "after\n");

  n_dropped = pen_transcript_get_n_dropped_bytes (transcript, PEN_OUTPUT_STDOUT);
  sum_up (transcript, PEN_OUTPUT_STDOUT, &length, &n_bytes);
  g_assert_cmpuint (pen_transcript_get_n_bytes (transcript, PEN_OUTPUT_STDOUT), ==, n_read);
  g_assert_cmpuint (n_bytes, ==, n_read);
  g_assert_cmpuint (length + n_dropped, ==, n_read);
  g_assert_cmpuint (length, <=, 64 * 1024);
  g_assert_cmpuint (length, >, 58 * 1024);
  g_assert_cmpuint (pen_transcript_get_n_dropped_bytes (transcript, PEN_OUTPUT_STDERR), ==, 0);

  text = pen_transcript_dup_text (transcript, PEN_OUTPUT_STDOUT);
  g_assert_true (g_str_has_prefix (text, "line 00000\nline 00001\n"));
  g_assert_true (g_str_has_suffix (text, "line 49998\nline 49999\n"));
  for (const char *c = text; (c = strchr (c, '\n')) != NULL; c++)
    n_kept_lines++;
  n_kept_lines--; /* the gap's own */
  g_assert_cmpuint (pen_transcript_get_n_dropped_lines (transcript, PEN_OUTPUT_STDOUT) +
                        n_kept_lines,
                    ==,
                    50000);
  gap = g_strdup_printf ("\n… %" G_GUINT64_FORMAT " bytes (%" G_GUINT64_FORMAT
                         " lines) not shown …\nline ",
                         n_dropped,
                         pen_transcript_get_n_dropped_lines (transcript, PEN_OUTPUT_STDOUT));
  g_assert_nonnull (strstr (text, gap));
  mirror_check_and_clear (&mirror, transcript);

  /* the other stream's lines stand where they were: the second one behind the gap */
  {
    g_autofree char *all = pen_transcript_dup_all_text (transcript);

    g_assert_true (g_str_has_prefix (all, "before\n"));
    g_assert_true (g_str_has_suffix (all, "after\n"));
    g_assert_nonnull (strstr (strstr (all, "not shown …"), "amid\n"));
  }
}

/* Nothing is lost below the bound, whatever the sizes of the writes. */
static void
test_keeps_everything_below_the_bound (void)
{
  static const gsize sizes[] = {1, 3, 100, 4096, 8191, 8192, 65536, 500000};
  g_autoptr (GString) wanted = g_string_new (NULL);

  for (guint i = 0; wanted->len < 500000; i++)
    g_string_append_printf (wanted, i % 500 == 499 ? "%06x\n" : "%06x", i);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
      g_autofree char *text = NULL;

      for (gsize at = 0; at < wanted->len; at += sizes[i])
        pen_transcript_append_output (transcript,
                                      (gint64)at,
                                      PEN_OUTPUT_STDERR,
                                      wanted->str + at,
                                      MIN (sizes[i], wanted->len - at));
      text = pen_transcript_dup_text (transcript, PEN_OUTPUT_STDERR);
      g_assert_cmpuint (pen_transcript_get_n_dropped_bytes (transcript, PEN_OUTPUT_STDERR), ==, 0);
      g_assert_true (g_str_equal (text, wanted->str));
    }
}

/* Entries are cut between characters and outside of colour sequences. */
static void
test_cuts_cleanly (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (4096);
  g_autoptr (GString) text = g_string_new (NULL);
  PenStyle style = {0};

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append (text, i % 3 == 0 ? "\033[38;2;100;200;50m" : "ö");
      if (i % 50 == 49)
        g_string_append_c (text, '\n');
    }
  pen_transcript_append_output (transcript, 0, PEN_OUTPUT_STDOUT, text->str, text->len);
  g_assert_cmpuint (pen_transcript_get_n_dropped_bytes (transcript, PEN_OUTPUT_STDOUT), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      PenTranscriptEntry *entry = peek (transcript, i);
      g_autoptr (PenAnsi) ansi = NULL;

      if (pen_transcript_entry_get_kind (entry) != PEN_ENTRY_OUTPUT)
        continue;
      g_assert_true (g_utf8_validate (pen_transcript_entry_get_text (entry), -1, NULL));
      ansi = pen_ansi_parse (pen_transcript_entry_get_text (entry), -1, &style);
      g_assert_null (strstr (ansi->text, "␛"));
      g_assert_null (strstr (ansi->text, "38"));
      g_assert_true (ansi->text[0] != '2' && ansi->text[0] != ';' && ansi->text[0] != '[');
    }
}

static void
check_bounded (PenTranscript *transcript, guint64 n_read)
{
  gsize length;
  guint64 n_bytes;

  for (guint output = 0; output < PEN_N_OUTPUTS; output++)
    {
      sum_up (transcript, output, &length, &n_bytes);
      g_assert_cmpuint (length, <=, PEN_TRANSCRIPT_KEEP);
      n_read -= n_bytes;
    }
  g_assert_cmpuint (n_read, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (transcript)), <=, 3 * 2 * 4097);
}

/* 200 MB in the pump's chunks: memory stays flat and nothing is counted twice. */
static void
test_flood_stays_flat (void)
{
  const gsize n_chunks = 3200;
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  g_autofree char *chunk = g_malloc (65536);
  size_t before = mallinfo2 ().uordblks;

  for (gsize i = 0; i < 65536; i++)
    chunk[i] = i % 80 == 79 ? '\n' : (char)('a' + i % 26);
  for (gsize i = 0; i < n_chunks; i++)
    pen_transcript_append_output (transcript,
                                  (gint64)i * 100,
                                  i % 5 == 0 ? PEN_OUTPUT_STDERR : PEN_OUTPUT_STDOUT,
                                  chunk,
                                  65536);
  check_bounded (transcript, n_chunks * 65536);
  g_assert_cmpuint (mallinfo2 ().uordblks, <, before + 8 * 1024 * 1024);
}

/* The same of bytes that are no text: each becomes three. */
static void
test_binary_flood_stays_flat (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  g_autofree char *chunk = g_malloc (65536);

  for (gsize i = 0; i < 65536; i++)
    chunk[i] = (char)(0x80 + i % 0x40);
  for (gsize i = 64; i < 65536; i += 64)
    chunk[i] = '\n';
  for (gsize i = 0; i < 160; i++)
    pen_transcript_append_output (transcript, (gint64)i, PEN_OUTPUT_STDOUT, chunk, 65536);
  check_bounded (transcript, 160 * 65536);
}

static void
test_tiny_writes_stay_few (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);

  for (guint i = 0; i < 1000000; i++)
    pen_transcript_append_output (transcript, i, PEN_OUTPUT_STDOUT, i % 64 == 63 ? "\n" : "x", 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (transcript)), <, 1000);
  check_bounded (transcript, 1000000);
}

/* A colour that ends behind a newline is no text on a line of its own. */
static void
test_colour_is_no_line (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  const char *text = "\033[31mred\n\033[0m";
  g_autofree char *all = NULL;

  pen_transcript_append_output (transcript, 0, PEN_OUTPUT_STDOUT, text, strlen (text));
  pen_transcript_append_note (transcript, 1, "A remark.");
  all = pen_transcript_dup_all_text (transcript);
  g_assert_cmpstr (all, ==, "red\nA remark.\n");
}

/* Lines cost a view more than bytes: `yes` stays as few of them as a view can bear. */
static void
test_short_lines_stay_few (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  GListModel *model = G_LIST_MODEL (transcript);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint64 n_lines = 0;

  for (guint i = 0; i < 32768; i++)
    g_string_append (lines, "y\n");
  for (guint i = 0; i < 8; i++)
    pen_transcript_append_output (transcript, i, PEN_OUTPUT_STDOUT, lines->str, lines->len);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (model, i);

      if (pen_transcript_entry_get_kind (entry) != PEN_ENTRY_OUTPUT)
        continue;
      g_assert_cmpuint (pen_transcript_entry_get_n_lines (entry), <=, 512);
      n_lines += pen_transcript_entry_get_n_lines (entry);
    }
  g_assert_cmpuint (n_lines, >, 2 * (25000 - 512));
  g_assert_cmpuint (n_lines, <, 2 * (25000 + 512));
  g_assert_cmpuint (pen_transcript_get_n_dropped_lines (transcript, PEN_OUTPUT_STDOUT),
                    ==,
                    8 * 32768 - n_lines);
}

/* The worst case: two streams in turn, a byte each, so that nothing can be merged. */
static void
test_alternating_writes_stay_bounded (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  size_t before = mallinfo2 ().uordblks;

  for (guint i = 0; i < 200000; i++)
    pen_transcript_append_output (transcript,
                                  i,
                                  i % 2 == 0 ? PEN_OUTPUT_STDOUT : PEN_OUTPUT_STDERR,
                                  "x\n",
                                  2);
  check_bounded (transcript, 400000);
  g_assert_cmpuint (pen_transcript_get_n_dropped_lines (transcript, PEN_OUTPUT_STDOUT),
                    ==,
                    100000 - 2 * 4096);
  g_assert_cmpuint (mallinfo2 ().uordblks, <, before + 12 * 1024 * 1024);
}

static void
test_keeps_the_first_diagnostics (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  GListModel *model = G_LIST_MODEL (transcript);
  g_autofree char *all = NULL;
  Mirror mirror;

  mirror_init (&mirror, transcript);
  for (guint i = 0; i < PEN_TRANSCRIPT_MAX_DIAGNOSTICS + 2; i++)
    {
      g_autofree char *message = g_strdup_printf ("problem %u", i);
      g_autofree char *rendered =
          g_strdup_printf ("\033[1merror\033[0m: problem %u \033]0;\a\n", i);
      g_autoptr (PenDiagnostic) diagnostic = pen_diagnostic_new (PEN_LEVEL_ERROR, message);

      pen_diagnostic_set_rendered (diagnostic, rendered);
      pen_transcript_append_diagnostic (transcript, i, diagnostic);
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, PEN_TRANSCRIPT_MAX_DIAGNOSTICS + 1);
  g_assert_cmpuint (pen_transcript_get_n_diagnostics (transcript),
                    ==,
                    PEN_TRANSCRIPT_MAX_DIAGNOSTICS + 2);
  g_assert_cmpstr (
      pen_diagnostic_get_message (pen_transcript_entry_get_diagnostic (peek (transcript, 7))),
      ==,
      "problem 7");
  g_assert_cmpstr (pen_transcript_entry_get_text (peek (transcript, 7)),
                   ==,
                   "error: problem 7 ␛]0;␇\n");
  all = pen_transcript_dup_all_text (transcript);
  g_assert_true (
      g_str_has_suffix (all, "problem 999 ␛]0;␇\n… 2 more messages of the compiler not shown …\n"));
  mirror_check_and_clear (&mirror, transcript);
}

static void
test_bounds_the_bytes_of_diagnostics (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  g_autofree char *rendered = g_strnfill (1024 * 1024, 'r');

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = pen_diagnostic_new (PEN_LEVEL_ERROR, "big");

      pen_diagnostic_set_rendered (diagnostic, rendered);
      pen_transcript_append_diagnostic (transcript, i, diagnostic);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (transcript)), ==, 8);
  g_assert_cmpuint (pen_transcript_entry_get_n_diagnostics (peek (transcript, 7)), ==, 13);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/transcript/keeps-order", test_keeps_order);
  g_test_add_func ("/core/transcript/merges-small-writes", test_merges_small_writes);
  g_test_add_func ("/core/transcript/decodes-across-chunks", test_decodes_across_chunks);
  g_test_add_func ("/core/transcript/drops-the-middle", test_drops_the_middle);
  g_test_add_func ("/core/transcript/keeps-everything-below-the-bound",
                   test_keeps_everything_below_the_bound);
  g_test_add_func ("/core/transcript/cuts-cleanly", test_cuts_cleanly);
  g_test_add_func ("/core/transcript/flood-stays-flat", test_flood_stays_flat);
  g_test_add_func ("/core/transcript/binary-flood-stays-flat", test_binary_flood_stays_flat);
  g_test_add_func ("/core/transcript/tiny-writes-stay-few", test_tiny_writes_stay_few);
  g_test_add_func ("/core/transcript/colour-is-no-line", test_colour_is_no_line);
  g_test_add_func ("/core/transcript/short-lines-stay-few", test_short_lines_stay_few);
  g_test_add_func ("/core/transcript/alternating-writes-stay-bounded",
                   test_alternating_writes_stay_bounded);
  g_test_add_func ("/core/transcript/keeps-the-first-diagnostics",
                   test_keeps_the_first_diagnostics);
  g_test_add_func ("/core/transcript/bounds-the-bytes-of-diagnostics",
                   test_bounds_the_bytes_of_diagnostics);
  return g_test_run ();
}
