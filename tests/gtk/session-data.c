/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions in which something happened. */
#include "session-data.h"

#include <string.h>

PenSession *
pen_test_session_new (const char *text)
{
  PenSession *session = pen_session_new (NULL);
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (pen_sources_add (sources, "src/main.rs", bytes, NULL));
  pen_session_set_files (session, sources);
  return session;
}

void
pen_test_session_set (PenSession *session, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pen_session_put_file (session, "src/main.rs", bytes);
}

guint
pen_test_session_run (PenSession *session, const char *output, int status)
{
  const guint number = pen_session_begin_run (session, PEN_ACTION_RUN);
  g_autoptr (PenTranscript) transcript = pen_transcript_new (0);
  const PenEnding ending = {.cause = PEN_CAUSE_EXITED, .status = status, .wall_time = 110 * 1000};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);

  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_RUN);
  pen_transcript_append_output (transcript, 1000, PEN_OUTPUT_STDOUT, output, strlen (output));
  pen_transcript_end (transcript, 110 * 1000, verdict);
  pen_session_end_run (session, number, transcript);
  return number;
}
