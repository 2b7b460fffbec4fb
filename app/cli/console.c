/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A job on a terminal, in a pipe or as JSON. */
#include "console.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PATIENCE_MS 1500 /* after so long without a word, say what is going on */

struct _PenConsole
{
  GObject parent_instance;

  PenJob *job;
  PenToolchain *toolchain;
  gboolean json;
  PenSink *out;
  PenSink *err;
  PenDecoder *decoders[PEN_N_OUTPUTS]; /* NULL: bytes pass as they are */
  GHashTable *seen;                    /* (element-type PenTranscriptEntry) */
  gboolean colour;
  gint64 start_time;
  gint64 last_ms; /* of what was written as JSON */
  guint patience;
  gboolean status_shown;
};

G_DEFINE_FINAL_TYPE (PenConsole, pen_console, G_TYPE_OBJECT)

static void
pen_console_dispose (GObject *object)
{
  PenConsole *self = PEN_CONSOLE (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->job);
  g_clear_object (&self->toolchain);
  g_clear_object (&self->out);
  g_clear_object (&self->err);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    g_clear_pointer (&self->decoders[i], pen_decoder_free);
  G_OBJECT_CLASS (pen_console_parent_class)->dispose (object);
}

static void
pen_console_class_init (PenConsoleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_console_dispose;
}

static void
pen_console_init (PenConsole *self)
{
  self->seen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->start_time = g_get_monotonic_time ();
}

gboolean
pen_console_wants_colour (int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");

  return isatty (fd) && (no_color == NULL || no_color[0] == '\0') &&
         g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

guint
pen_console_get_width (void)
{
  struct winsize size;

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && isatty (STDERR_FILENO) ? size.ws_col : 0;
}

/* --- A word while one waits --- */

static void
hide_status (PenConsole *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (!self->status_shown)
    return;
  self->status_shown = FALSE;
  pen_sink_write_text (self->err, "\r\033[K");
}

static gboolean
on_patience (gpointer data)
{
  PenConsole *self = data;

  self->patience = 0;
  self->status_shown = TRUE;
  pen_sink_write_text (self->err, _ ("Compiling…"));
  return G_SOURCE_REMOVE;
}

/* --- As JSON --- */

static gint64
get_time (PenConsole *self)
{
  return g_get_monotonic_time () - self->start_time;
}

/* The transcript's clock began a little later than ours: a time never goes back all the same. */
static void
write_json (PenConsole *self, PenWireEvent *event)
{
  g_autofree char *line = NULL;

  event->ms = self->last_ms = MAX (self->last_ms, event->ms);
  line = pen_event_json_write (event, /* with_explanation= */ TRUE);
  pen_sink_write_text (self->out, line);
  pen_sink_write_text (self->out, "\n");
  pen_wire_event_free (event);
}

static void
start_json (PenConsole *self)
{
  const PenRecipe *recipe = pen_job_get_recipe (self->job);

  write_json (self,
              pen_wire_event_new_start (recipe->action,
                                        pen_toolchain_get_version (self->toolchain),
                                        pen_toolchain_get_channel (self->toolchain),
                                        recipe->edition,
                                        recipe->options->release));
}

static void
write_json_output (PenConsole *self, PenOutput output, GBytes *bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes != NULL)
    pen_decoder_push (self->decoders[output], data, size, text);
  else
    pen_decoder_flush (self->decoders[output], text);
  if (text->len > 0 || size > 0)
    write_json (self, pen_wire_event_new_output (get_time (self), output, text->str, data, size));
}

/* --- For people --- */

static void
write_output (PenConsole *self, PenOutput output, GBytes *bytes)
{
  PenSink *sink = output == PEN_OUTPUT_STDOUT ? self->out : self->err;
  g_autoptr (GString) text = NULL;

  hide_status (self);
  if (self->decoders[output] == NULL)
    {
      if (bytes != NULL)
        pen_sink_write (sink, bytes);
      return;
    }
  text = g_string_new (NULL);
  if (bytes != NULL)
    pen_decoder_push (self->decoders[output],
                      g_bytes_get_data (bytes, NULL),
                      g_bytes_get_size (bytes),
                      text);
  else
    pen_decoder_flush (self->decoders[output], text);
  if (!self->colour && output != PEN_OUTPUT_STDOUT)
    {
      g_autofree char *plain = pen_ansi_strip (text->str, (gssize)text->len);

      pen_sink_write_text (sink, plain);
    }
  else
    pen_sink_write_text (sink, text->str);
}

static void
write_diagnostic (PenConsole *self, PenDiagnostic *diagnostic)
{
  const char *rendered = pen_diagnostic_get_rendered (diagnostic);
  g_autofree char *shown = NULL;

  if (rendered == NULL)
    rendered = pen_diagnostic_get_message (diagnostic);
  hide_status (self);
  shown = pen_decoder_decode_all (rendered,
                                  strlen (rendered),
                                  self->colour ? PEN_DECODER_KEEP_COLOUR : PEN_DECODER_PLAIN);
  pen_sink_write_text (self->err, shown);
  if (!g_str_has_suffix (shown, "\n"))
    pen_sink_write_text (self->err, "\n");
}

static void
write_sentence (PenConsole *self, const char *sentence)
{
  /* It may name what the program names itself. */
  g_autofree char *shown =
      pen_decoder_decode_all (sentence, strlen (sentence), PEN_DECODER_ONE_LINE);
  g_autofree char *line = g_strdup_printf ("playpen: %s\n", shown);

  hide_status (self);
  pen_sink_write_text (self->err, line);
}

/* What a program or rustc has said itself needs no second sentence. */
static gboolean
needs_sentence (const PenVerdict *verdict)
{
  if (verdict->ending.cause != PEN_CAUSE_EXITED)
    return verdict->ending.cause != PEN_CAUSE_STOPPED;
  return verdict->compiler_crashed;
}

/* A result for somebody at a terminal: explanations are Markdown, which is for programs. */
static char *
dup_shown (const char *text, PenAction action)
{
  g_autoptr (GPtrArray) blocks = NULL;

  if (action != PEN_ACTION_EXPLAIN)
    return pen_decoder_decode_all (text, strlen (text), PEN_DECODER_KEEP_COLOUR);
  blocks = pen_markdown_parse (text, -1);
  return pen_markdown_dup_text (blocks,
                                pen_console_get_width (),
                                pen_console_wants_colour (STDOUT_FILENO));
}

/* What was asked for, to standard output. */
static void
write_result (PenConsole *self, const PenVerdict *verdict)
{
  const PenRecipe *recipe = pen_job_get_recipe (self->job);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  if (self->json && recipe->result == PEN_RECIPE_RESULT_FILE &&
      pen_job_get_product (self->job) != NULL)
    write_json (self,
                pen_wire_event_new_file (get_time (self),
                                         recipe->file_name,
                                         g_bytes_get_size (pen_job_get_product (self->job)),
                                         /* text= */ NULL));
  if (pen_verdict_is_success (verdict) || recipe->action == PEN_ACTION_FMT_CHECK)
    text = pen_job_dup_text (self->job);
  if (text == NULL || text[0] == '\0')
    return;
  if (self->json)
    {
      write_json (self,
                  pen_wire_event_new_file (get_time (self),
                                           pen_action_to_string (recipe->action),
                                           strlen (text),
                                           text));
      return;
    }
  hide_status (self);
  if (isatty (STDOUT_FILENO))
    shown = dup_shown (text, recipe->action);
  pen_sink_write_text (self->out, shown != NULL ? shown : text);
}

static void
write_end (PenConsole *self, const PenVerdict *verdict)
{
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    {
      if (self->json)
        write_json_output (self, i, NULL);
      else
        write_output (self, i, NULL);
    }
  write_result (self, verdict);
  if (self->json || !needs_sentence (verdict))
    return;
  g_autofree char *sentence = pen_verdict_dup_sentence (verdict, /* name_options= */ TRUE);

  write_sentence (self, sentence);
}

static void
write_entry (PenConsole *self, PenTranscriptEntry *entry)
{
  PenEntryKind kind = pen_transcript_entry_get_kind (entry);

  if (kind == PEN_ENTRY_ENDED)
    write_end (self, pen_transcript_entry_get_verdict (entry));
  if (self->json)
    {
      if (kind == PEN_ENTRY_ENDED)
        write_json (self,
                    pen_wire_event_new_end (pen_transcript_entry_get_time (entry),
                                            pen_transcript_entry_get_verdict (entry),
                                            /* name_options= */ TRUE));
      else
        write_json (self, pen_wire_event_new_from_entry (entry));
    }
  else if (kind == PEN_ENTRY_DIAGNOSTIC)
    write_diagnostic (self, pen_transcript_entry_get_diagnostic (entry));
  else if (kind == PEN_ENTRY_NOTE)
    write_sentence (self, pen_transcript_entry_get_text (entry));
}

/* Output comes byte for byte from the job; of the transcript the other entries are taken, each
 * once. */
static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, PenConsole *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (model, i);
      PenEntryKind kind = pen_transcript_entry_get_kind (entry);

      if (kind == PEN_ENTRY_OUTPUT || kind == PEN_ENTRY_DROPPED)
        continue;
      if (g_hash_table_add (self->seen, g_object_ref (entry)))
        write_entry (self, entry);
    }
}

static void
on_output (PenJob *job, guint output, GBytes *bytes, PenConsole *self)
{
  if (self->json)
    write_json_output (self, output, bytes);
  else
    write_output (self, output, bytes);
}

static void
on_full (PenSink *sink, GParamSpec *pspec, PenConsole *self)
{
  gboolean full = pen_sink_get_full (sink);

  if (sink == self->out)
    pen_job_set_paused (self->job, PEN_OUTPUT_STDOUT, full);
  if (sink == self->err || self->json)
    pen_job_set_paused (self->job, PEN_OUTPUT_STDERR, full);
}

static void
on_closed (PenSink *sink, GParamSpec *pspec, PenConsole *self)
{
  pen_job_stop (self->job);
}

PenConsole *
pen_console_new (PenJob *job, PenToolchain *toolchain, gboolean json)
{
  PenConsole *self = g_object_new (PEN_TYPE_CONSOLE, NULL);
  GListModel *model = G_LIST_MODEL (pen_job_get_transcript (job));

  self->job = g_object_ref (job);
  self->toolchain = g_object_ref (toolchain);
  self->json = json;
  self->colour = pen_console_wants_colour (STDERR_FILENO);
  self->out = pen_sink_new (STDOUT_FILENO);
  self->err = pen_sink_new (STDERR_FILENO);
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    if (json || i == PEN_OUTPUT_COMPILER ||
        isatty (i == PEN_OUTPUT_STDOUT ? STDOUT_FILENO : STDERR_FILENO))
      self->decoders[i] = pen_decoder_new (PEN_DECODER_KEEP_COLOUR, 0);
  g_signal_connect_object (self->out, "notify::full", G_CALLBACK (on_full), self, 0);
  g_signal_connect_object (self->err, "notify::full", G_CALLBACK (on_full), self, 0);
  g_signal_connect_object (self->out, "notify::closed", G_CALLBACK (on_closed), self, 0);
  g_signal_connect_object (job, "output", G_CALLBACK (on_output), self, 0);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  if (json)
    start_json (self);
  else if (isatty (STDERR_FILENO))
    self->patience = g_timeout_add (PATIENCE_MS, on_patience, self);
  return self;
}

gboolean
pen_console_get_closed (PenConsole *self)
{
  return pen_sink_get_closed (self->out);
}

gboolean
pen_console_get_flushed (PenConsole *self)
{
  return pen_sink_get_empty (self->out) && pen_sink_get_empty (self->err);
}
