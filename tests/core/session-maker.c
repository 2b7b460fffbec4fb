/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions by chance: files of any kind, edits, runs, steps, options, names of any script. */
#include "session-maker.h"

#include <string.h>

static const char *const names[] = {"src/main.rs",
                                    "src/shapes.rs",
                                    "main.rs",
                                    "Cargo.toml",
                                    "data.bin",
                                    "notes/größe.md",
                                    "build.rs",
                                    "Con.txt",
                                    "src/lib.rs",
                                    "READ-ME-FIRST.html",
                                    "mimetype",
                                    "CON.TXT"};
static const char *const texts[] = {"",
                                    "fn main() {\n    println!(\"Hello\");\n}\n",
                                    "pub fn area(x: f64) -> f64 { x }\n",
                                    "[package]\nname = \"own\"\nversion = \"1.0.0\"\n",
                                    "grün 🦀 \"quoted\" \\ back\ttab\r\nline\x7f\n",
                                    "\xff\xfe no text"};

static const char *
pick (GRand *rand, const char *const *list, gsize n)
{
  return list[g_rand_int_range (rand, 0, (gint32)n)];
}

static GBytes *
make_contents (GRand *rand)
{
  const char *text;

  if (g_rand_int_range (rand, 0, 12) == 0)
    {
      guint8 noise[300];

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (guint8)g_rand_int (rand);
      return g_bytes_new (noise, sizeof noise);
    }
  text = pick (rand, texts, G_N_ELEMENTS (texts));
  return g_bytes_new (text, strlen (text));
}

static PenSources *
make_sources (GRand *rand)
{
  PenSources *sources = pen_sources_new ();

  for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    {
      g_autoptr (GBytes) bytes = make_contents (rand);

      pen_sources_add (sources, pick (rand, names, G_N_ELEMENTS (names)), bytes, NULL);
    }
  return sources;
}

void
session_maker_run (PenSession *session, const char *text)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  PenEnding ending = {.cause = PEN_CAUSE_EXITED, .wall_time = 110 * 1000};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);
  const guint run = pen_session_begin_run (session, PEN_ACTION_RUN);

  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_RUN);
  pen_transcript_append_output (transcript, 1000, PEN_OUTPUT_STDOUT, text, strlen (text));
  pen_transcript_end (transcript, 110 * 1000, verdict);
  pen_session_end_run (session, run, transcript);
}

static void
edit (GRand *rand, PenSession *session, const char *name)
{
  const gssize n = pen_timeline_get_n_characters (pen_session_get_timeline (session), name);
  guint at, cut;

  if (n < 0)
    return;
  at = (guint)g_rand_int_range (rand, 0, (gint32)n + 1);
  cut = (guint)g_rand_int_range (rand, 0, (gint32)MIN (n - at, 3) + 1);
  pen_session_edit (session, name, at, cut, pick (rand, texts, G_N_ELEMENTS (texts) - 1));
}

static void
choose (GRand *rand, PenSession *session)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();

  pen_run_options_set_edition (options, 2018);
  pen_run_options_set_release (options, g_rand_boolean (rand));
  pen_run_options_set_stdin_text (options, "12\n");
  pen_run_options_set_arguments (options, "--seed '4 5'");
  pen_session_set_options (session, options);
}

static void
add_step (GRand *rand, PenSession *session)
{
  PenStep *step =
      pen_session_add_step (session, g_rand_boolean (rand) ? NULL : "Ein “Schritt” 🦀");

  if (g_rand_boolean (rand))
    pen_step_set_notes (step, "Say this slowly.\n<b>not bold</b>");
  if (g_rand_boolean (rand))
    pen_step_set_expected (step, "42\n");
}

static void
happen (GRand *rand, PenSession *session)
{
  const char *name = pick (rand, names, G_N_ELEMENTS (names));
  g_autoptr (PenSources) sources = NULL;
  g_autoptr (GBytes) bytes = NULL;

  switch (g_rand_int_range (rand, 0, 16))
    {
    case 0:
      sources = make_sources (rand);
      pen_session_set_files (session, sources);
      break;
    case 1:
      bytes = make_contents (rand);
      if (pen_timeline_has_file (pen_session_get_timeline (session), name))
        pen_session_put_file (session, name, bytes);
      break;
    case 2:
      pen_session_remove_file (session, name);
      break;
    case 3:
      if (!pen_timeline_has_file (pen_session_get_timeline (session), "new name.rs"))
        pen_session_rename_file (session, name, "new name.rs");
      break;
    case 4:
      choose (rand, session);
      break;
    case 5:
      pen_session_set_title (session, g_rand_boolean (rand) ? "Über 1.0 / “Rust”" : NULL);
      pen_session_set_author (session, g_rand_boolean (rand) ? "Ada" : NULL);
      break;
    case 6:
      add_step (rand, session);
      break;
    case 7:
      session_maker_run (session, "42\n");
      break;
    case 8:
      pen_session_mark (session, PEN_RECORD_OPENED);
      break;
    default:
      edit (rand, session, name);
    }
}

PenSession *
session_maker_make (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  PenSession *session = pen_session_new (NULL);
  g_autoptr (PenSources) sources = make_sources (rand);

  pen_session_set_files (session, sources);
  for (int n = g_rand_int_range (rand, 0, 40); n > 0; n--)
    happen (rand, session);
  return session;
}
