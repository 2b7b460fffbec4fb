/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What came of a program, a page each. A page of listings is made when there is one to show. */
#include "results.h"

#include <glib/gi18n.h>

#include "listing-view.h"
#include "output-view.h"
#include "problems-view.h"
#include "result-band.h"
#include "tests-view.h"

struct _PenResults
{
  GtkWidget parent_instance;

  /* Template widgets. */
  GtkWidget *box;
  GtkStack *stack;
  PenResultBand *band;
  PenProblemsView *job_problems;
  PenOutputView *output;
  GtkStackPage *problems_page;
  PenProblemsView *problems;
  GtkStackPage *tests_page;
  PenTestsView *tests;

  /* Owned. */
  PenJob *job;           /* (nullable) */
  PenTestReport *report; /* (nullable): of the job, when it tests */
  gboolean saw_tests;    /* the report says something */
  GListStore *said;      /* (element-type PenDiagnostic): what the job's compiler said */
};

G_DEFINE_FINAL_TYPE (PenResults, pen_results, GTK_TYPE_WIDGET)

enum
{
  APPLY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_apply (PenProblemsView *view,
          PenDiagnostic *diagnostic,
          PenSuggestion *suggestion,
          PenResults *self)
{
  g_signal_emit (self, signals[APPLY], 0, diagnostic, suggestion);
}

static void
set_title (GtkStackPage *page, const char *title, guint n)
{
  /* Translators: name of a page, and how many things it has. */
  g_autofree char *counted = g_strdup_printf (_ ("%s (%u)"), title, n);

  gtk_stack_page_set_title (page, n > 0 ? counted : title);
}

/* --- What the job's compiler says --- */

/* As long as nothing of the program itself can be there, its problems have all the room. */
static void
share_room (PenResults *self)
{
  const PenVerdict *verdict = self->job != NULL ? pen_job_get_verdict (self->job) : NULL;
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->said)) > 0;
  gboolean failed = verdict != NULL && verdict->phase == PEN_PHASE_COMPILE && verdict->n_errors > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->job_problems), any);
  gtk_widget_set_vexpand (GTK_WIDGET (self->job_problems), failed);
  gtk_widget_set_visible (GTK_WIDGET (self->output), !(any && failed));
}

/* Diagnostics are only ever added, and never change; what else is added again is output. */
static void
on_transcript_changed (GListModel *transcript,
                       guint position,
                       guint removed,
                       guint added,
                       PenResults *self)
{
  gboolean more = FALSE;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (transcript, i);
      PenDiagnostic *diagnostic = NULL;

      if (pen_transcript_entry_get_kind (entry) == PEN_ENTRY_DIAGNOSTIC)
        diagnostic = pen_transcript_entry_get_diagnostic (entry);
      else if (pen_transcript_entry_get_n_diagnostics (entry) > 0)
        pen_problems_view_set_n_dropped (self->job_problems,
                                         pen_transcript_entry_get_n_diagnostics (entry));
      if (diagnostic == NULL || pen_diagnostic_is_summary (diagnostic))
        continue;
      g_list_store_append (self->said, diagnostic);
      more = TRUE;
    }
  if (more)
    share_room (self);
}

/* --- The end of a job --- */

/* Short, for it stands beside others. */
static const char *
get_short_title (PenAction action)
{
  switch (action)
    {
    case PEN_ACTION_ASM:
      return _ ("Assembly");
    case PEN_ACTION_LLVM_IR:
      return _ ("LLVM IR");
    case PEN_ACTION_MIR:
      return _ ("MIR");
    case PEN_ACTION_HIR:
      return _ ("HIR");
    case PEN_ACTION_EXPAND:
      return _ ("Macros");
    case PEN_ACTION_WASM:
      return _ ("WebAssembly");
    case PEN_ACTION_AUTO:
    case PEN_ACTION_RUN:
    case PEN_ACTION_BUILD:
    case PEN_ACTION_TEST:
    case PEN_ACTION_CHECK:
    case PEN_ACTION_FMT:
    case PEN_ACTION_FMT_CHECK:
    case PEN_ACTION_CLIPPY:
    case PEN_ACTION_MIRI:
    case PEN_ACTION_EXPLAIN:
    default:
      return pen_action_get_title (action);
    }
}

static PenListingView *
find_listing (PenResults *self, PenAction action)
{
  GtkWidget *child = gtk_stack_get_child_by_name (self->stack, pen_action_to_string (action));

  return PEN_IS_LISTING_VIEW (child) ? PEN_LISTING_VIEW (child) : NULL;
}

/* Another way to show it was chosen: the compiler has to be asked again. */
static void
on_switch (PenListingView *view, GParamSpec *pspec, PenResults *self)
{
  PenAction action = pen_listing_view_get_action (view);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.run-as", "s", pen_action_to_string (action));
}

static void
show_listing (PenResults *self, PenAction action, const char *text)
{
  PenListingView *view = find_listing (self, action);

  if (view == NULL)
    {
      view = pen_listing_view_new (action);
      gtk_stack_add_titled (self->stack,
                            GTK_WIDGET (view),
                            pen_action_to_string (action),
                            get_short_title (action));
      g_signal_connect_object (view, "notify::intel", G_CALLBACK (on_switch), self, 0);
      g_signal_connect_object (view, "notify::mangled", G_CALLBACK (on_switch), self, 0);
      g_signal_connect_object (view, "notify::unfiltered", G_CALLBACK (on_switch), self, 0);
    }
  pen_listing_view_set_title (view, get_short_title (action));
  pen_listing_view_set_text (view, text, /* language= */ NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (view));
}

static void
on_ended (PenJob *job, GParamSpec *pspec, PenResults *self)
{
  PenAction action = pen_job_get_recipe (job)->action;
  g_autofree char *text = pen_job_dup_text (job);

  if (job != self->job)
    return;
  share_room (self);
  if (self->report != NULL)
    pen_test_report_end (self->report);
  if (text != NULL && action != PEN_ACTION_FMT_CHECK && action != PEN_ACTION_EXPLAIN)
    show_listing (self, action, text);
}

/* --- Tests --- */

static void
on_job_output (PenJob *job, guint output, GBytes *bytes, PenResults *self)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  if (job == self->job && self->report != NULL && output == PEN_OUTPUT_STDOUT)
    pen_test_report_push (self->report, data, length);
}

/* As long as the compiler is at work, and when it refuses, its words are what counts. */
static void
on_tests (PenTestReport *report, PenResults *self)
{
  if (report != self->report || self->saw_tests)
    return;
  self->saw_tests = TRUE;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "output") == 0)
    gtk_stack_set_visible_child_name (self->stack, "tests");
}

static void
begin_report (PenResults *self, const char *const *own_files)
{
  gboolean tests = self->job != NULL && pen_job_get_recipe (self->job)->action == PEN_ACTION_TEST;

  g_clear_object (&self->report);
  self->saw_tests = FALSE;
  if (tests)
    {
      self->report = pen_test_report_new (own_files);
      g_signal_connect_object (self->report, "changed", G_CALLBACK (on_tests), self, 0);
    }
  if (tests || gtk_stack_page_get_visible (self->tests_page))
    pen_tests_view_set_report (self->tests, self->report);
  if (tests)
    gtk_stack_page_set_visible (self->tests_page, TRUE);
}

/* --- The object --- */

static void
forget_job (PenResults *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  g_signal_handlers_disconnect_by_data (pen_job_get_transcript (self->job), self);
  g_clear_object (&self->job);
}

static void
pen_results_dispose (GObject *object)
{
  PenResults *self = PEN_RESULTS (object);

  forget_job (self);
  g_clear_object (&self->report);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_RESULTS);
  g_clear_object (&self->said);
  G_OBJECT_CLASS (pen_results_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PenResults, box);
  gtk_widget_class_bind_template_child (widget_class, PenResults, stack);
  gtk_widget_class_bind_template_child (widget_class, PenResults, band);
  gtk_widget_class_bind_template_child (widget_class, PenResults, job_problems);
  gtk_widget_class_bind_template_child (widget_class, PenResults, output);
  gtk_widget_class_bind_template_child (widget_class, PenResults, problems_page);
  gtk_widget_class_bind_template_child (widget_class, PenResults, problems);
  gtk_widget_class_bind_template_child (widget_class, PenResults, tests_page);
  gtk_widget_class_bind_template_child (widget_class, PenResults, tests);
}

static void
pen_results_class_init (PenResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_results_dispose;
  signals[APPLY] = g_signal_new ("apply",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 2,
                                 PEN_TYPE_DIAGNOSTIC,
                                 PEN_TYPE_SUGGESTION);
  g_type_ensure (PEN_TYPE_RESULT_BAND);
  g_type_ensure (PEN_TYPE_PROBLEMS_VIEW);
  g_type_ensure (PEN_TYPE_OUTPUT_VIEW);
  g_type_ensure (PEN_TYPE_TESTS_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/results.ui");
  bind_template (widget_class);
}

static void
pen_results_init (PenResults *self)
{
  self->said = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  gtk_widget_init_template (GTK_WIDGET (self));
  pen_problems_view_set_diagnostics (self->job_problems, G_LIST_MODEL (self->said));
  g_signal_connect_object (self->job_problems, "apply", G_CALLBACK (on_apply), self, 0);
  g_signal_connect_object (self->problems, "apply", G_CALLBACK (on_apply), self, 0);
}

void
pen_results_set_job (PenResults *self, PenJob *job, const char *const *own_files)
{
  g_return_if_fail (PEN_IS_RESULTS (self));

  forget_job (self);
  g_set_object (&self->job, job);
  g_list_store_remove_all (self->said);
  pen_problems_view_set_n_dropped (self->job_problems, 0);
  pen_result_band_set_job (self->band, job);
  pen_output_view_set_job (self->output, job, own_files);
  begin_report (self, own_files);
  share_room (self);
  if (job == NULL)
    return;
  g_signal_connect_object (job, "output", G_CALLBACK (on_job_output), self, 0);
  g_signal_connect_object (job, "notify::ended", G_CALLBACK (on_ended), self, 0);
  g_signal_connect_object (pen_job_get_transcript (job),
                           "items-changed",
                           G_CALLBACK (on_transcript_changed),
                           self,
                           G_CONNECT_DEFAULT);
}

void
pen_results_set_problems (PenResults *self, GListModel *diagnostics, gboolean has_more)
{
  g_return_if_fail (PEN_IS_RESULTS (self));

  pen_problems_view_set_diagnostics (self->problems, diagnostics);
  pen_problems_view_set_n_dropped (self->problems, has_more ? G_MAXUINT64 : 0);
  set_title (self->problems_page,
             _ ("Problems"),
             diagnostics != NULL ? g_list_model_get_n_items (diagnostics) : 0);
}

void
pen_results_show_output (PenResults *self)
{
  g_return_if_fail (PEN_IS_RESULTS (self));

  gtk_stack_set_visible_child_name (self->stack, "output");
}

void
pen_results_show_problem (PenResults *self, PenDiagnostic *diagnostic)
{
  g_return_if_fail (PEN_IS_RESULTS (self));

  /* Where the reader is already, if it is there too. */
  if (diagnostic != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->job_problems)) &&
      pen_problems_view_select (self->job_problems, diagnostic))
    return;
  gtk_stack_set_visible_child_name (self->stack, "problems");
  if (diagnostic != NULL)
    pen_problems_view_select (self->problems, diagnostic);
}

void
pen_results_get_listing_options (PenResults *self, PenAction action, PenOptions *options)
{
  PenListingView *view;

  g_return_if_fail (PEN_IS_RESULTS (self));

  view = find_listing (self, action);
  if (view != NULL)
    g_object_get (view,
                  "intel",
                  &options->intel,
                  "mangled",
                  &options->mangled,
                  "unfiltered",
                  &options->unfiltered,
                  NULL);
}

GActionGroup *
pen_results_get_output_actions (PenResults *self)
{
  g_return_val_if_fail (PEN_IS_RESULTS (self), NULL);

  return pen_output_view_get_actions (self->output);
}

GActionGroup *
pen_results_get_find_actions (PenResults *self)
{
  GtkWidget *child;

  g_return_val_if_fail (PEN_IS_RESULTS (self), NULL);

  child = gtk_stack_get_visible_child (self->stack);
  if (PEN_IS_LISTING_VIEW (child))
    return pen_listing_view_get_actions (PEN_LISTING_VIEW (child));
  return gtk_widget_get_mapped (GTK_WIDGET (self->output))
             ? pen_output_view_get_actions (self->output)
             : NULL;
}

void
pen_results_focus (PenResults *self)
{
  GtkWidget *child;

  g_return_if_fail (PEN_IS_RESULTS (self));

  child = gtk_stack_get_visible_child (self->stack);
  gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}
