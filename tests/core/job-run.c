/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Running one job to its end inside a test. */
#include "job-run.h"

#include <string.h>

#include "jail-run.h"

/* As recipe.c frees its own. */
static void
step_free (gpointer pointer)
{
  PenRecipeStep *step = pointer;

  pen_command_free (step->command);
  g_clear_pointer (&step->fallback, pen_command_free);
  g_free (step->product);
  g_free (step->takes_product);
  g_free (step);
}

PenRecipe *
test_recipe_new (void)
{
  PenRecipe *recipe = g_new0 (PenRecipe, 1);

  recipe->action = PEN_ACTION_RUN;
  recipe->steps = g_ptr_array_new_with_free_func (step_free);
  recipe->notes = g_ptr_array_new_with_free_func (g_free);
  recipe->options = pen_options_new ();
  return recipe;
}

PenCommand *
test_recipe_new_script (const char *script)
{
  PenCommand *command = pen_command_new (PEN_PROFILE_COMPILE);

  pen_command_add_args (command, "/bin/sh", "-c", script, NULL);
  return command;
}

PenRecipeStep *
test_recipe_add_compile (PenRecipe *recipe, const char *script)
{
  PenRecipeStep *step = g_new0 (PenRecipeStep, 1);

  step->command = test_recipe_new_script (script);
  step->limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  step->out = PEN_STEP_TEXT_TOOL;
  step->err = PEN_STEP_TEXT_MESSAGES;
  g_ptr_array_add (recipe->steps, step);
  return step;
}

PenRecipeStep *
test_recipe_add_run (PenRecipe *recipe, const char *script)
{
  PenRecipeStep *step = test_recipe_add_compile (recipe, script);

  step->command->has_stdin = TRUE;
  step->limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  step->out = step->err = PEN_STEP_TEXT_PROGRAM;
  step->runs_program = TRUE;
  return step;
}

PenRecipeStep *
test_recipe_add_building (PenRecipe *recipe, const char *script)
{
  PenRecipeStep *step = test_recipe_add_compile (recipe, script);

  pen_command_add_output (step->command, "/tmp/made");
  step->product = g_strdup ("/tmp/made");
  return step;
}

PenRecipeStep *
test_recipe_add_running (PenRecipe *recipe, const char *script)
{
  PenRecipeStep *step = test_recipe_add_run (recipe, script);

  step->takes_product = g_strdup ("/program/main");
  step->takes_mode = 0555;
  return step;
}

static void
on_output (PenJob *job, guint output, GBytes *bytes, gpointer data)
{
  TestJob *test = data;

  g_assert_cmpuint (output, <, PEN_N_OUTPUTS);
  g_string_append_len (test->streams[output],
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes));
}

/* By then the last word is written. */
static void
on_ended (PenJob *job, GParamSpec *pspec, gpointer data)
{
  TestJob *test = data;

  test->n_ended++;
  g_assert_true (pen_job_get_ended (job));
  g_assert_nonnull (pen_job_get_verdict (job));
}

TestJob *
test_job_new (PenRecipe *recipe)
{
  TestJob *test = g_new0 (TestJob, 1);

  test->job = pen_job_new (recipe);
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    test->streams[i] = g_string_new (NULL);
  g_signal_connect (test->job, "output", G_CALLBACK (on_output), test);
  g_signal_connect (test->job, "notify::ended", G_CALLBACK (on_ended), test);
  return test;
}

void
test_job_free (TestJob *test)
{
  g_object_unref (test->job);
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    g_string_free (test->streams[i], TRUE);
  g_free (test);
}

void
test_job_start (TestJob *test)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_job_start (test->job, &error));
  g_assert_no_error (error);
}

static gboolean
has_ended (gpointer data)
{
  return ((TestJob *)data)->n_ended > 0;
}

void
test_job_wait (TestJob *test)
{
  g_assert_true (test_wait_until (has_ended, test, 40));
  g_assert_cmpuint (test->n_ended, ==, 1);
}

TestJob *
test_job_run (PenRecipe *recipe)
{
  TestJob *test = test_job_new (recipe);

  test_job_start (test);
  test_job_wait (test);
  return test;
}

typedef struct
{
  const GString *stream;
  const char *text;
} Wait;

static gboolean
has_printed (gpointer data)
{
  const Wait *wait = data;

  return strstr (wait->stream->str, wait->text) != NULL;
}

void
test_job_wait_for (TestJob *test, PenOutput output, const char *text)
{
  Wait wait = {.stream = test->streams[output], .text = text};

  g_assert_true (test_wait_until (has_printed, &wait, 40));
}

/* Whether both are text of the same stream: how it was cut is chance. */
static gboolean
goes_on (PenTranscriptEntry *entry, PenTranscriptEntry *before)
{
  return before != NULL && pen_transcript_entry_get_kind (entry) == PEN_ENTRY_OUTPUT &&
         pen_transcript_entry_get_kind (before) == PEN_ENTRY_OUTPUT &&
         pen_transcript_entry_get_output (entry) == pen_transcript_entry_get_output (before);
}

static void
describe_entry (GString *text, PenTranscriptEntry *entry)
{
  static const char *const levels[] = {"ice", "error", "warning"};
  PenDiagnostic *diagnostic = pen_transcript_entry_get_diagnostic (entry);
  const PenVerdict *verdict = pen_transcript_entry_get_verdict (entry);
  const char *words = pen_transcript_entry_get_text (entry);
  PenLevel level;

  switch (pen_transcript_entry_get_kind (entry))
    {
    case PEN_ENTRY_PHASE:
      g_string_append_printf (text,
                              "phase %s",
                              pen_phase_to_string (pen_transcript_entry_get_phase (entry)));
      break;
    case PEN_ENTRY_OUTPUT:
      g_string_append_printf (text,
                              "%s %s",
                              pen_output_to_string (pen_transcript_entry_get_output (entry)),
                              words);
      break;
    case PEN_ENTRY_DIAGNOSTIC:
      level = pen_diagnostic_get_level (diagnostic);
      g_string_append_printf (text,
                              "diagnostic %s %s",
                              level < G_N_ELEMENTS (levels) ? levels[level] : "other",
                              pen_diagnostic_get_message (diagnostic));
      break;
    case PEN_ENTRY_NOTE:
      g_string_append_printf (text, "note %s", words);
      break;
    case PEN_ENTRY_ENDED:
      g_string_append_printf (text,
                              "end %s %s",
                              pen_phase_to_string (verdict->phase),
                              pen_verdict_get_cause (verdict));
      break;
    case PEN_ENTRY_DROPPED:
    default:
      g_string_append (text, "dropped");
    }
}

char *
test_job_describe (TestJob *test)
{
  GListModel *model = G_LIST_MODEL (pen_job_get_transcript (test->job));
  g_autoptr (PenTranscriptEntry) before = NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (model, i);
      g_autoptr (GString) line = g_string_new (NULL);

      if (goes_on (entry, before))
        g_string_append (line, pen_transcript_entry_get_text (entry));
      else
        describe_entry (line, entry);
      g_string_replace (line, "\n", "\\n", /* limit= */ 0);
      if (i > 0 && !goes_on (entry, before))
        g_string_append_c (text, '\n');
      g_string_append (text, line->str);
      g_set_object (&before, entry);
    }
  return g_string_free (text, FALSE);
}

void
test_job_assert (TestJob *test, const char *expected)
{
  g_autofree char *described = test_job_describe (test);

  g_assert_cmpstr (described, ==, expected);
}
