/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Follows libtest's output line by line and keeps a tree of tests. Tests print too: unasked between
 * its lines, and a failed test's output comes back word for word, which may look like libtest's
 * own. So a heading counts only where libtest can print it (a test that failed and was not shown
 * yet), and a list of failures only when the result follows it; all else is somebody's output. */
#include "test-report.h"

#include <string.h>

#include "decoder.h"
#include "test-line.h"
#include "test-row-private.h"
#include "test-tree.h"

typedef enum
{
  PHASE_RUNNING, /* also before the first and between two programs */
  PHASE_OUTPUTS, /* "failures:" or "successes:", then what each test printed */
  PHASE_LIST,    /* the same word again, then their names */
} Phase;

struct _PenTestReport
{
  GObject parent_instance;

  PenLinks *links;
  PenDecoder *decoder;
  GString *line; /* that has not ended yet */
  gboolean ended;
  gboolean changed;

  PenTestTree *tree;

  Phase phase;
  PenTestState shown; /* the tests whose output comes in this phase */
  PenTestRow *open;   /* nullable: one test at a time, and this is the one */
  PenTestResult late; /* of the open test, if that was its last line */
  gboolean has_late;
  PenTestRow *current; /* nullable: its output is being read */
  GString *output;     /* of it */
  gsize kept;          /* bytes of outputs of all */
  GHashTable *given;   /* rows that have their output, not owned */
  GPtrArray *listed;   /* lines of a list */

  PenTestSummary past; /* sums of the programs before this one */
  PenTestSummary present;
  gboolean has_present;
  guint expected;
};

static void pen_test_report_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PenTestReport,
                               pen_test_report,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pen_test_report_model_init))

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pen_test_report_finalize (GObject *object)
{
  PenTestReport *self = PEN_TEST_REPORT (object);

  pen_links_free (self->links);
  pen_decoder_free (self->decoder);
  pen_test_result_clear (&self->late);
  g_string_free (self->line, TRUE);
  g_string_free (self->output, TRUE);
  pen_test_tree_free (self->tree);
  g_hash_table_unref (self->given);
  g_ptr_array_unref (self->listed);
  G_OBJECT_CLASS (pen_test_report_parent_class)->finalize (object);
}

static void
pen_test_report_class_init (PenTestReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_test_report_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   PEN_TYPE_TEST_REPORT,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
pen_test_report_init (PenTestReport *self)
{
  self->decoder = pen_decoder_new (PEN_DECODER_PLAIN, 0);
  self->line = g_string_new (NULL);
  self->output = g_string_new (NULL);
  self->tree = pen_test_tree_new ();
  self->given = g_hash_table_new (NULL, NULL);
  self->listed = g_ptr_array_new_with_free_func (g_free);
  self->past.time = self->present.time = -1;
  g_signal_connect_swapped (pen_test_tree_get_roots (self->tree),
                            "items-changed",
                            G_CALLBACK (g_list_model_items_changed),
                            self);
}

PenTestReport *
pen_test_report_new (const char *const *own_files)
{
  PenTestReport *self = g_object_new (PEN_TYPE_TEST_REPORT, NULL);

  self->links = pen_links_new (own_files);
  return self;
}

static GType
get_item_type (GListModel *model)
{
  return PEN_TYPE_TEST_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (pen_test_tree_get_roots (PEN_TEST_REPORT (model)->tree));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (pen_test_tree_get_roots (PEN_TEST_REPORT (model)->tree), position);
}

static void
pen_test_report_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- While tests run --- */

/* NULL when there are too many rows already. */
static PenTestRow *
ensure_test (PenTestReport *self, const char *path)
{
  PenTestRow *row = pen_test_tree_find (self->tree, path);

  if (row != NULL)
    return row;
  self->changed = TRUE;
  return pen_test_tree_ensure (self->tree, path);
}

static void
give_result (PenTestReport *self, PenTestRow *row, const PenTestResult *result)
{
  pen_test_row_set_detail (row, result->detail);
  pen_test_row_set_time (row, result->time);
  pen_test_row_set_state (row, result->state);
  self->changed = TRUE;
}

static void
forget_open (PenTestReport *self)
{
  pen_test_result_clear (&self->late);
  self->has_late = FALSE;
  self->open = NULL;
}

/* Something behind the open test's result begins. */
static void
close_open (PenTestReport *self)
{
  if (self->open != NULL && self->has_late)
    give_result (self, self->open, &self->late);
  forget_open (self);
}

static void
begin_test (PenTestReport *self, const char *path, const char *rest)
{
  PenTestRow *row = ensure_test (self, path);

  close_open (self);
  if (row == NULL)
    return;
  self->open = row;
  self->has_late = pen_test_line_parse_late_result (rest, &self->late);
}

static void
end_test (PenTestReport *self, const char *path, const PenTestResult *result)
{
  PenTestRow *row = ensure_test (self, path);

  close_open (self);
  if (row != NULL)
    give_result (self, row, result);
}

static gboolean
take_test_line (PenTestReport *self, const char *line)
{
  static const PenTestResult failed = {PEN_TEST_FAILED, NULL, -1};
  g_autofree char *path = NULL;
  g_autofree char *first = NULL;
  const char *rest = NULL;
  PenTestResult result = {PEN_TEST_RUNNING, NULL, -1};

  if (pen_test_line_parse_whole (line, &path, &result))
    {
      /* Another test's beginning stands before it, which was seen already if it came by itself. */
      if (pen_test_line_parse_head (line, &first, &rest) && !g_str_equal (first, path))
        begin_test (self, first, /* rest= */ "");
      end_test (self, path, &result);
    }
  else if (pen_test_line_parse_head (line, &path, &rest))
    begin_test (self, path, rest);
  else if ((path = pen_test_line_parse_wrapped (line, "", " --- FAILED")) != NULL)
    end_test (self, path, &failed);
  else if ((path = pen_test_line_parse_wrapped (line,
                                                "test ",
                                                " has been running for over 60 seconds")) != NULL)
    ensure_test (self, path);
  pen_test_result_clear (&result);
  return path != NULL;
}

static void
add_summary (PenTestSummary *sum, const PenTestSummary *summary)
{
  for (guint i = 0; i < PEN_N_TEST_STATES; i++)
    sum->counts[i] += MIN (summary->counts[i], G_MAXUINT32 - sum->counts[i]);
  sum->filtered += MIN (summary->filtered, G_MAXUINT32 - sum->filtered);
  if (summary->time >= 0)
    sum->time = MAX (sum->time, 0) + summary->time;
}

/* Of two summaries in a row the later is the real one. */
static void
take_summary (PenTestReport *self, const PenTestSummary *summary)
{
  close_open (self);
  self->present = *summary;
  self->has_present = TRUE;
  self->phase = PHASE_RUNNING;
  self->changed = TRUE;
}

static void
finish_tests (PenTestReport *self)
{
  if (pen_test_tree_finish (self->tree))
    self->changed = TRUE;
}

/* "running 12 tests" while another program's run has not ended is something that a test prints. */
static void
begin_program (PenTestReport *self, guint n)
{
  if (!self->has_present && self->expected > 0)
    return;
  if (self->has_present)
    {
      finish_tests (self);
      add_summary (&self->past, &self->present);
      self->present = (PenTestSummary){.time = -1};
      self->has_present = FALSE;
      pen_test_tree_forget (self->tree);
      g_hash_table_remove_all (self->given);
    }
  self->expected += MIN (n, G_MAXUINT32 - self->expected);
  self->changed = TRUE;
}

static gboolean
begins_outputs (const char *line, PenTestState *ret_shown)
{
  if (!g_str_equal (line, "failures:") && !g_str_equal (line, "successes:"))
    return FALSE;
  *ret_shown = line[0] == 'f' ? PEN_TEST_FAILED : PEN_TEST_PASSED;
  return TRUE;
}

static void
take_running_line (PenTestReport *self, const char *line)
{
  PenTestSummary summary;
  guint n = 0;

  if (take_test_line (self, line))
    return;
  if (pen_test_line_parse_summary (line, &summary))
    take_summary (self, &summary);
  else if (pen_test_line_parse_begin (line, &n))
    begin_program (self, n);
  else if (begins_outputs (line, &self->shown))
    {
      self->phase = PHASE_OUTPUTS;
    }
  else if (self->open != NULL && line[0] != '\0')
    {
      pen_test_result_clear (&self->late);
      self->has_late = pen_test_line_parse_late_result (line, &self->late);
    }
}

/* --- What tests printed --- */

static void
append_output (PenTestReport *self, const char *line)
{
  gsize most = MIN (PEN_TEST_OUTPUT_MAX, PEN_TEST_OUTPUTS_MAX - self->kept);

  if (self->output->len + strlen (line) + 1 <= most)
    g_string_append_printf (self->output, "%s\n", line);
  else if (!g_str_has_suffix (self->output->str, "…\n"))
    g_string_append (self->output, "…\n");
}

static void
close_output (PenTestReport *self)
{
  const char *text = self->output->str;

  if (self->current == NULL)
    return;
  g_strchomp (self->output->str);
  self->kept += MIN (self->output->len, PEN_TEST_OUTPUTS_MAX - self->kept);
  while (*text == '\n')
    text++;
  pen_test_row_set_output (self->current, text, self->links);
  self->current = NULL;
  g_string_truncate (self->output, 0);
}

/* A test in @shown's state, or one whose result was lost among what others printed. */
static gboolean
may_be_shown (PenTestReport *self, PenTestRow *row)
{
  PenTestState state = row != NULL ? pen_test_row_get_state (row) : PEN_TEST_IGNORED;

  return (state == self->shown || state == PEN_TEST_RUNNING) &&
         !g_hash_table_contains (self->given, row);
}

static gboolean
begins_output (PenTestReport *self, const char *line, PenTestRow **ret_row)
{
  g_autofree char *path = pen_test_line_parse_wrapped (line, "---- ", " stdout ----");
  PenTestRow *row = path != NULL ? pen_test_tree_find (self->tree, path) : NULL;

  if (!may_be_shown (self, row))
    return FALSE;
  *ret_row = row;
  return TRUE;
}

static void
take_output_line (PenTestReport *self, const char *line)
{
  PenTestRow *row = NULL;
  PenTestState shown = PEN_TEST_FAILED;

  if (begins_output (self, line, &row))
    {
      close_output (self);
      self->current = row;
      g_hash_table_add (self->given, row);
    }
  else if (begins_outputs (line, &shown) && shown == self->shown)
    {
      self->phase = PHASE_LIST;
      g_ptr_array_set_size (self->listed, 0);
      g_ptr_array_add (self->listed, g_strdup (line));
    }
  else if (self->current != NULL)
    append_output (self, line);
  else if (line[0] != '\0')
    {
      /* It was no heading, but a test's own word. */
      self->phase = PHASE_RUNNING;
      take_running_line (self, line);
    }
}

static void
accept_list (PenTestReport *self)
{
  const PenTestResult result = {self->shown, NULL, -1};

  close_open (self);
  close_output (self);
  for (guint i = 1; i < self->listed->len; i++)
    {
      const char *line = g_ptr_array_index (self->listed, i);
      PenTestRow *row = line[0] != '\0' ? ensure_test (self, line + strlen ("    ")) : NULL;

      if (row != NULL && pen_test_row_get_state (row) != self->shown)
        give_result (self, row, &result);
    }
}

static void
refuse_list (PenTestReport *self)
{
  self->phase = PHASE_OUTPUTS;
  for (guint i = 0; self->current != NULL && i < self->listed->len; i++)
    append_output (self, g_ptr_array_index (self->listed, i));
}

static void
take_list_line (PenTestReport *self, const char *line)
{
  g_autofree char *path = pen_test_line_parse_wrapped (line, "    ", "");
  gboolean is_empty = self->listed->len == 1;
  PenTestSummary summary;

  if ((path != NULL || line[0] == '\0') && self->listed->len <= PEN_TEST_ROWS_MAX)
    g_ptr_array_add (self->listed, g_strdup (line));
  else if (!is_empty && pen_test_line_parse_summary (line, &summary))
    {
      accept_list (self);
      take_summary (self, &summary);
    }
  else if (!is_empty && self->shown == PEN_TEST_PASSED && g_str_equal (line, "failures:"))
    {
      accept_list (self);
      self->shown = PEN_TEST_FAILED;
      self->phase = PHASE_OUTPUTS;
    }
  else
    {
      refuse_list (self);
      take_output_line (self, line);
    }
}

/* --- The stream --- */

/* libtest ends a colour as terminfo says, and that is mostly "ESC ( B ESC [ m": back to ASCII,
 * which means nothing in UTF-8, so that the decoder shows it. */
#define TO_ASCII "␛(B"

static void
take_line (PenTestReport *self)
{
  const char *line;

  g_string_replace (self->line, TO_ASCII, "", /* limit= */ 0);
  line = self->line->str;
  switch (self->phase)
    {
    case PHASE_OUTPUTS:
      take_output_line (self, line);
      break;
    case PHASE_LIST:
      take_list_line (self, line);
      break;
    case PHASE_RUNNING:
    default:
      take_running_line (self, line);
    }
}

static void
take_text (PenTestReport *self, const char *text)
{
  const char *newline;

  for (; (newline = strchr (text, '\n')) != NULL; text = newline + 1)
    {
      g_string_append_len (self->line, text, newline - text);
      take_line (self);
      g_string_truncate (self->line, 0);
    }
  g_string_append (self->line, text);
}

/* One test at a time: its name stands there before it has ended. */
static void
look_ahead (PenTestReport *self)
{
  g_autofree char *path = NULL;
  const char *rest = NULL;

  if (self->phase == PHASE_RUNNING && pen_test_line_parse_head (self->line->str, &path, &rest))
    begin_test (self, path, /* rest= */ "");
}

static void
say_changed (PenTestReport *self)
{
  gboolean changed = self->changed;

  self->changed = FALSE;
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
pen_test_report_push (PenTestReport *self, gconstpointer data, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (PEN_IS_TEST_REPORT (self));
  g_return_if_fail (!self->ended);

  pen_decoder_push (self->decoder, data, length, text);
  take_text (self, text->str);
  look_ahead (self);
  say_changed (self);
}

void
pen_test_report_end (PenTestReport *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (PEN_IS_TEST_REPORT (self));

  if (self->ended)
    return;
  self->ended = TRUE;
  pen_decoder_flush (self->decoder, text);
  take_text (self, text->str);
  if (self->line->len > 0)
    take_line (self);
  if (self->phase == PHASE_LIST)
    refuse_list (self);
  close_output (self);
  finish_tests (self);
  say_changed (self);
}

/* --- Numbers --- */

guint
pen_test_report_get_count (PenTestReport *self, PenTestState state)
{
  guint64 counted, rows = 0;

  g_return_val_if_fail (PEN_IS_TEST_REPORT (self), 0);
  g_return_val_if_fail (state < PEN_N_TEST_STATES, 0);

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (PenTestRow) row = get_item (G_LIST_MODEL (self), i);

      rows += pen_test_row_get_count (row, state);
    }
  counted = (guint64)self->past.counts[state] + self->present.counts[state];
  return (guint)MIN (MAX (rows, counted), G_MAXUINT32);
}

guint
pen_test_report_get_n_expected (PenTestReport *self)
{
  g_return_val_if_fail (PEN_IS_TEST_REPORT (self), 0);

  return self->expected;
}

guint
pen_test_report_get_n_filtered (PenTestReport *self)
{
  g_return_val_if_fail (PEN_IS_TEST_REPORT (self), 0);

  return (guint)MIN ((guint64)self->past.filtered + self->present.filtered, G_MAXUINT32);
}

gint64
pen_test_report_get_time (PenTestReport *self)
{
  g_return_val_if_fail (PEN_IS_TEST_REPORT (self), -1);

  if (self->past.time < 0 || self->present.time < 0)
    return MAX (self->past.time, self->present.time);
  return self->past.time + self->present.time;
}

guint
pen_test_report_get_n_dropped (PenTestReport *self)
{
  g_return_val_if_fail (PEN_IS_TEST_REPORT (self), 0);

  return pen_test_tree_get_n_dropped (self->tree);
}

char **
pen_test_report_get_filter (PenTestRow *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (PEN_IS_TEST_ROW (row), NULL);

  if (pen_test_row_get_children (row) != NULL)
    {
      /* Whatever stands behind a module is part of it; of a documented file it is a blank. */
      gboolean is_file = g_str_has_suffix (pen_test_row_get_path (row), ".rs");
      g_autofree char *prefix =
          g_strconcat (pen_test_row_get_path (row), is_file ? " - " : "::", NULL);

      g_strv_builder_add (builder, prefix);
      return g_strv_builder_end (builder);
    }
  g_strv_builder_add_many (builder, pen_test_row_get_path (row), "--exact", NULL);
  if (pen_test_row_get_state (row) == PEN_TEST_IGNORED)
    g_strv_builder_add (builder, "--include-ignored");
  return g_strv_builder_end (builder);
}
