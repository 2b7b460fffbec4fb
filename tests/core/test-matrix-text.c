/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix: rows 115 and 116 of section 5 and 127 to 129 of section 6: what a program or a
 * compiler prints, through the transcript and the wire, to whoever looks at it. */
#include "core.h"

#include <string.h>

#include "jail-private.h"
#include "rustc-jail.h"

/* What the bytes of a jail are on every way to a reader. */
typedef struct
{
  GString *raw;   /* as they were printed */
  GString *shown; /* texts of the transcript's entries */
  GString *wire;  /* texts that came back from the wire */
} Shown;

static void
shown_free (Shown *shown)
{
  g_string_free (shown->raw, TRUE);
  g_string_free (shown->shown, TRUE);
  g_string_free (shown->wire, TRUE);
  g_free (shown);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shown, shown_free)

/* Compiler messages become diagnostics; the rest is output. */
static void
append_line (PenTranscript *transcript, const char *line)
{
  g_autoptr (PenDiagnostic) diagnostic = NULL;
  PenRustcLine kind = pen_rustc_message_parse (line, strlen (line), NULL, &diagnostic);

  if (kind == PEN_RUSTC_LINE_DIAGNOSTIC)
    pen_transcript_append_diagnostic (transcript, 0, diagnostic);
  else
    pen_transcript_append_output (transcript, 0, PEN_OUTPUT_COMPILER, line, strlen (line));
}

static void
append_if_any (GString *text, const char *more)
{
  if (more != NULL)
    g_string_append (text, more);
}

static void
pass_over_wire (Shown *shown, PenTranscriptEntry *entry)
{
  g_autoptr (PenWireEvent) event = pen_wire_event_new_from_entry (entry);
  g_autofree char *line = pen_event_json_write (event, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenWireEvent) back = pen_event_json_read (line, strlen (line), &error);

  g_assert_no_error (error);
  for (const char *c = line; *c != '\0'; c++)
    g_assert_true ((guchar)*c >= 0x20); /* one line, whatever is in it */
  append_if_any (shown->wire, back->text);
  if (back->diagnostic != NULL)
    {
      append_if_any (shown->wire, pen_diagnostic_get_message (back->diagnostic));
      append_if_any (shown->wire, pen_diagnostic_get_rendered (back->diagnostic));
    }
}

static Shown *
show_transcript (PenTranscript *transcript, const char *raw, gsize length)
{
  Shown *shown = g_new0 (Shown, 1);

  shown->raw = g_string_new_len (raw, (gssize)length);
  shown->shown = g_string_new (NULL);
  shown->wire = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (G_LIST_MODEL (transcript), i);

      append_if_any (shown->shown, pen_transcript_entry_get_text (entry));
      pass_over_wire (shown, entry);
    }
  return shown;
}

static void
end_transcript (PenTranscript *transcript)
{
  PenEnding ending = {.cause = PEN_CAUSE_EXITED};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);

  pen_transcript_end (transcript, 0, verdict);
}

static Shown *
show_probe (const char *probe)
{
  g_autoptr (TestRun) run = matrix_run (PEN_PROFILE_RUN, probe, NULL, NULL);
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);

  matrix_check_run (run, NULL, 0, FALSE);
  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_RUN);
  pen_transcript_append_output (transcript, 0, PEN_OUTPUT_STDOUT, run->out->str, run->out->len);
  end_transcript (transcript);
  return show_transcript (transcript, run->out->str, run->out->len);
}

static Shown *
show_compiler (TestRun *run)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  g_auto (GStrv) lines = g_strsplit (run->err->str, "\n", -1);

  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_COMPILE);
  for (char **line = lines; *line != NULL; line++)
    append_line (transcript, *line);
  end_transcript (transcript);
  return show_transcript (transcript, run->err->str, run->err->len);
}

/* Every ESC begins a colour. */
static gboolean
has_only_colour (const char *text)
{
  for (const char *at = strchr (text, '\033'); at != NULL; at = strchr (at + 1, '\033'))
    if (at[1] != '[' || at[2 + strspn (at + 2, "0123456789;:")] != 'm')
      return FALSE;
  return TRUE;
}

/* No control but newline, tab and colour; no text direction marks; valid. */
static gboolean
is_harmless (const char *text)
{
  g_autofree char *plain = pen_ansi_strip (text, -1);

  if (!g_utf8_validate (text, -1, NULL) || !has_only_colour (text))
    return FALSE;
  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
          c == 0x2029 || c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
          (c >= 0x2066 && c <= 0x2069))
        return FALSE;
    }
  return TRUE;
}

static void
check_harmless (Shown *shown)
{
  g_assert_true (is_harmless (shown->shown->str));
  g_assert_true (is_harmless (shown->wire->str));
  g_assert_nonnull (strstr (shown->shown->str, "␛]"));
}

/* Without the decoder it is what would be shown. */
static void
check_harmful (Shown *shown)
{
  g_assert_false (is_harmless (shown->raw->str));
}

static Shown *
show_row (const MatrixRow *row)
{
  return show_probe (row->probe);
}

static void
held_print (const MatrixRow *row)
{
  g_autoptr (Shown) shown = show_row (row);

  check_harmless (shown);
  g_assert_nonnull (strstr (shown->shown->str, "\033[31mred")); /* colour is left, and put out */
  g_assert_nonnull (strstr (shown->shown->str, "\033[0m"));
}

static void
weak_print (const MatrixRow *row)
{
  g_autoptr (Shown) shown = show_row (row);

  check_harmful (shown);
}

static void
held_bytes (const MatrixRow *row)
{
  gint64 before = g_get_monotonic_time ();
  g_autoptr (Shown) shown = show_row (row);

  g_assert_true (is_harmless (shown->shown->str));
  g_assert_true (is_harmless (shown->wire->str));
  g_assert_cmpuint (shown->shown->len, <, 2 * PEN_DECODER_MAX_LINE);
  g_assert_nonnull (strstr (shown->shown->str, "bytes not shown"));
  g_assert_nonnull (strstr (shown->shown->str, "⟨U+202E⟩"));
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
}

/* Text is text: nothing takes markup out, and nothing adds any. Each view shows it as text. */
static void
held_markup (const MatrixRow *row)
{
  g_autoptr (Shown) shown = show_row (row);

  g_assert_true (g_str_has_prefix (shown->shown->str, row->expected));
  g_assert_nonnull (strstr (shown->wire->str, row->expected));
}

static void
held_message (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, NULL, NULL);
  g_autoptr (Shown) shown = show_compiler (run);

  rustc_check (run, 1, NULL);
  check_harmless (shown);
}

/* The message as the parser hands it on still has what the program chose. */
static void
weak_message (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, NULL, NULL);
  g_autoptr (PenDiagnostic) diagnostic = NULL;

  g_assert_cmpint (
      pen_rustc_message_parse (run->err->str, strcspn (run->err->str, "\n"), NULL, &diagnostic),
      ==,
      PEN_RUSTC_LINE_DIAGNOSTIC);
  g_assert_false (is_harmless (pen_diagnostic_get_message (diagnostic)));
}

static TestRun *
use_macro (const MatrixRow *row)
{
  g_autoptr (TestRun) made = rustc_run (row->probe, NULL, NULL);
  g_autoptr (PenJail) jail =
      rustc_new_jail ("//: --error-format json --extern attack=/job/libattack.so\n"
                      "attack::attack!();\n",
                      NULL,
                      NULL);
  TestRun *run;

  rustc_check (made, 0, NULL);
  pen_command_add_file (pen_jail_get_command (jail),
                        "/job/libattack.so",
                        0444,
                        test_run_get_file (made, RUSTC_OUTPUT));
  run = test_run_jail (jail);
  rustc_check (run, 0, NULL);
  return run;
}

static void
held_macro (const MatrixRow *row)
{
  g_autoptr (TestRun) run = use_macro (row);
  g_autoptr (Shown) shown = show_compiler (run);

  check_harmless (shown);
}

static void
weak_macro (const MatrixRow *row)
{
  g_autoptr (TestRun) run = use_macro (row);
  g_autoptr (Shown) shown = show_compiler (run);

  check_harmful (shown);
}

static void
held_names (const MatrixRow *row)
{
  g_autofree char *name =
      pen_decoder_decode_all (row->probe, strlen (row->probe), PEN_DECODER_ONE_LINE);

  g_assert_cmpstr (name, ==, row->expected);
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 115, "send escapes through the compiler's messages", HELD_BY_CODE, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "//: --error-format json --json diagnostic-rendered-ansi\n"
             "compile_error!(\"\\x1b]0;title\\x07 \\u{9b}31m\"); fn main() {}",
    .held = held_message, .without = "decoder", .weak = weak_message },
  { 116, "send escapes through a macro", HELD_BY_CODE, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "//: --crate-type proc-macro --crate-name attack\n"
             "extern crate proc_macro; use proc_macro::TokenStream;\n"
             "#[proc_macro] pub fn attack(_: TokenStream) -> TokenStream {\n"
             "  eprintln!(\"\\x1b]0;title\\x07 \\x1b[2J\"); \"fn main() {}\".parse().unwrap() }\n",
    .held = held_macro, .without = "decoder", .weak = weak_macro },
  { 127, "print what a terminal obeys", HELD_BY_CODE, IN_RUN,
    .probe = "print-escapes", .held = held_print, .without = "decoder", .weak = weak_print },
  { 128, "print no text in a line without end", HELD_BY_CODE, IN_RUN,
    .probe = "print-bytes", .held = held_bytes, .without = "decoder", .weak = weak_print },
  { 129, "print markup", HELD_BY_CODE, IN_RUN,
    .probe = "print-markup", .held = held_markup,
    .expected = "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;",
    .note = "as text only; views are tested with themselves" },
  { 129, "name a file by markup and escapes", HELD_BY_CODE, IN_RUN,
    .probe = "<b>\033]0;x\a\n.rs", .expected = "<b>␛]0;x␇␊.rs", .held = held_names,
    .note = "tests of core/decoder" },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  return matrix_main (argc, argv, "core", rows, G_N_ELEMENTS (rows));
}
