/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Running one jail to its end inside a test. */
#include "jail-run.h"

void
test_run_free (TestRun *run)
{
  g_string_free (run->out, TRUE);
  g_string_free (run->err, TRUE);
  g_ptr_array_unref (run->file_names);
  g_ptr_array_unref (run->files);
  g_free (run->ending.message);
  g_free (run);
}

static void
on_event (PenJail *jail, PenEvent *event, gpointer data)
{
  TestRun *run = data;

  g_assert_false (run->ended); /* nothing follows the end */
  switch (event->kind)
    {
    case PEN_EVENT_STARTED:
      run->started = TRUE;
      break;
    case PEN_EVENT_OUTPUT:
      g_string_append_len (event->stream == PEN_STREAM_STDOUT ? run->out : run->err,
                           g_bytes_get_data (event->bytes, NULL),
                           (gssize)g_bytes_get_size (event->bytes));
      break;
    case PEN_EVENT_FILE:
      g_ptr_array_add (run->file_names, g_strdup (event->name));
      g_ptr_array_add (run->files, g_bytes_ref (event->bytes));
      break;
    case PEN_EVENT_ENDED:
      run->ended = TRUE;
      run->ending = event->ending;
      run->ending.message = g_strdup (event->ending.message);
      break;
    default:
      g_assert_not_reached ();
    }
}

TestRun *
test_run_watch (PenJail *jail)
{
  TestRun *run = g_new0 (TestRun, 1);

  run->out = g_string_new (NULL);
  run->err = g_string_new (NULL);
  run->file_names = g_ptr_array_new_with_free_func (g_free);
  run->files = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_signal_connect (jail, "event", G_CALLBACK (on_event), run);
  return run;
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Wakes the loop, for conditions that no event announces. */
static gboolean
keep_turning (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
test_wait_until (gboolean (*condition) (gpointer data), gpointer data, guint seconds)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (seconds, on_timeout, &late);
  guint tick = g_timeout_add (10, keep_turning, NULL);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (timer);
  g_source_remove (tick);
  return !late;
}

static gboolean
has_ended (gpointer data)
{
  return ((TestRun *)data)->ended;
}

void
test_run_wait (TestRun *run)
{
  g_assert_true (test_wait_until (has_ended, run, 60));
}

TestRun *
test_run_jail (PenJail *jail)
{
  g_autoptr (GError) error = NULL;
  TestRun *run = test_run_watch (jail);

  g_assert_true (pen_jail_prepare (jail, &error));
  g_assert_no_error (error);
  g_assert_true (pen_jail_start (jail, &error));
  g_assert_no_error (error);
  test_run_wait (run);
  return run;
}

GBytes *
test_run_get_file (TestRun *run, const char *name)
{
  for (guint i = 0; i < run->files->len; i++)
    if (g_strcmp0 (run->file_names->pdata[i], name) == 0)
      return run->files->pdata[i];
  return NULL;
}
