/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One line about a job. An icon, a word and a sentence say how it ended; colour only repeats it. */
#include "result-band.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is quicker than this many ms was not worth announcing. */
#define QUIET_MS 150

/* From so many seconds on a running program's time is shown. */
#define TIME_SHOWN_S 2

struct _PenResultBand
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *word;
  GtkLabel *sentence;
  GtkLabel *numbers;

  /* owned */
  PenJob *job;  /* (nullable) */
  char *text;   /* (nullable): what is read out */
  guint timer;  /* source, or 0 */
  gint64 start; /* when the job was set, monotonic */
  PenPhase phase;
  gint64 phase_start;
};

G_DEFINE_FINAL_TYPE (PenResultBand, pen_result_band, GTK_TYPE_WIDGET)

static void
say (PenResultBand *self,
     const char *word,
     const char *sentence,
     const char *numbers,
     const char *spoken)
{
  g_free (self->text);
  self->text = g_strjoin (word[0] != '\0' ? ": " : "", word, sentence, NULL);
  gtk_label_set_text (self->word, word);
  gtk_widget_set_visible (GTK_WIDGET (self->word), word[0] != '\0');
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->numbers, numbers);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (spoken[0] != '\0')
    {
      g_autofree char *before = g_steal_pointer (&self->text);

      self->text = g_strjoin (" ", before, spoken, NULL);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->text,
                                  -1);
}

static void
set_look (PenResultBand *self, const char *icon, const char *css_class)
{
  static const char *const classes[] = {"went-well", "went-wrong", "was-stopped"};

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_spinner_set_spinning (self->spinner, icon == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), icon == NULL);
}

static void
stop_timer (PenResultBand *self)
{
  if (self->timer != 0)
    g_source_remove (self->timer);
  self->timer = 0;
}

/* --- While it goes on --- */

static void
say_progress (PenResultBand *self)
{
  gint64 seconds = (g_get_monotonic_time () - self->phase_start) / G_USEC_PER_SEC;
  g_autofree char *time = NULL;

  if (seconds >= TIME_SHOWN_S)
    time = pen_format_duration (seconds * G_USEC_PER_SEC);
  set_look (self, /* icon= */ NULL, /* css_class= */ NULL);
  say (self,
       /* word= */ "",
       self->phase == PEN_PHASE_COMPILE ? _ ("Compiling…") : _ ("Running…"),
       time != NULL ? time : "",
       time != NULL ? time : "");
}

static gboolean
on_second (gpointer data)
{
  say_progress (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_quiet_over (gpointer data)
{
  PenResultBand *self = data;

  say_progress (self);
  self->timer = g_timeout_add_seconds (1, on_second, self);
  return G_SOURCE_REMOVE;
}

static void
on_items_changed (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  PenResultBand *self)
{
  g_autoptr (PenTranscriptEntry) entry = NULL;

  if (n_added == 0 || position + n_added != g_list_model_get_n_items (model))
    return;
  entry = g_list_model_get_item (model, position + n_added - 1);
  if (pen_transcript_entry_get_phase (entry) == self->phase)
    return;
  self->phase = pen_transcript_entry_get_phase (entry);
  self->phase_start = g_get_monotonic_time ();
  if (g_get_monotonic_time () - self->start >= QUIET_MS * 1000 && !pen_job_get_ended (self->job))
    say_progress (self);
}

/* --- At the end --- */

/* The word that tells what the icon and the colour do, where the sentence does not begin with one:
 * "Finished", "Stopped" and "Did not compile" need none. */
static const char *
get_word (const PenVerdict *verdict)
{
  if (pen_verdict_is_success (verdict))
    return "";
  switch (verdict->ending.cause)
    {
    case PEN_CAUSE_EXITED:
      if (verdict->phase == PEN_PHASE_COMPILE && !verdict->compiler_crashed)
        return "";
      return _ ("Failed");
    case PEN_CAUSE_SIGNALED:
    case PEN_CAUSE_FORBIDDEN:
    case PEN_CAUSE_SETUP:
    case PEN_CAUSE_LOST:
      return _ ("Failed");
    case PEN_CAUSE_WALL:
    case PEN_CAUSE_IDLE:
    case PEN_CAUSE_CPU:
    case PEN_CAUSE_MEMORY:
    case PEN_CAUSE_OUTPUT:
    case PEN_CAUSE_FILES:
    case PEN_CAUSE_STOPPED:
    default:
      return "";
    }
}

static void
say_verdict (PenResultBand *self)
{
  const PenVerdict *verdict = pen_job_get_verdict (self->job);
  g_autofree char *sentence = pen_verdict_dup_sentence (verdict, /* name_options= */ FALSE);
  g_autofree char *time = pen_format_duration (verdict->ending.wall_time);
  g_autofree char *memory = pen_format_bytes (verdict->ending.peak_memory);
  g_autofree char *numbers = NULL;
  g_autofree char *spoken = NULL;

  stop_timer (self);
  if (pen_verdict_is_success (verdict))
    set_look (self, "emblem-ok-symbolic", "went-well");
  else if (verdict->ending.cause == PEN_CAUSE_STOPPED)
    set_look (self, "media-playback-stop-symbolic", "was-stopped");
  else
    set_look (self, "dialog-error-symbolic", "went-wrong");
  /* What the sentence names is not said twice. */
  if (verdict->ending.peak_memory == 0)
    numbers = g_strdup (strstr (sentence, time) == NULL ? time : "");
  else if (strstr (sentence, time) != NULL)
    numbers = g_strdup (memory);
  else
    /* Translators: how long it took and the most memory that it used: "0.11 s · 1.2 MiB". */
    numbers = g_strdup_printf (_ ("%s · %s"), time, memory);
  /* Translators: read out after how it ended; %s is such as "0.11 s · 1.2 MiB". */
  spoken = verdict->ending.peak_memory > 0 ? g_strdup_printf (_ ("%s of memory"), numbers)
                                           : g_strdup (numbers);
  if (verdict->ending.cause == PEN_CAUSE_SETUP)
    numbers[0] = spoken[0] = '\0';
  say (self, get_word (verdict), sentence, numbers, spoken);
}

static void
on_ended (PenJob *job, GParamSpec *pspec, PenResultBand *self)
{
  say_verdict (self);
}

static void
drop_job (PenResultBand *self)
{
  stop_timer (self);
  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      g_signal_handlers_disconnect_by_data (pen_job_get_transcript (self->job), self);
    }
  g_clear_object (&self->job);
}

void
pen_result_band_set_job (PenResultBand *self, PenJob *job)
{
  g_return_if_fail (PEN_IS_RESULT_BAND (self));
  g_return_if_fail (job == NULL || PEN_IS_JOB (job));

  drop_job (self);
  if (job == NULL)
    {
      gtk_spinner_set_spinning (self->spinner, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->job = g_object_ref (job);
  if (pen_job_get_ended (job))
    {
      say_verdict (self);
      return;
    }
  self->phase = PEN_PHASE_COMPILE;
  self->start = self->phase_start = g_get_monotonic_time ();
  g_signal_connect (job, "notify::ended", G_CALLBACK (on_ended), self);
  g_signal_connect (pen_job_get_transcript (job),
                    "items-changed",
                    G_CALLBACK (on_items_changed),
                    self);
  self->timer = g_timeout_add (QUIET_MS, on_quiet_over, self);
}

char *
pen_result_band_dup_text (PenResultBand *self)
{
  g_return_val_if_fail (PEN_IS_RESULT_BAND (self), NULL);

  return g_strdup (self->text != NULL ? self->text : "");
}

/* --- Life cycle --- */

static void
pen_result_band_dispose (GObject *object)
{
  GtkWidget *child;

  drop_job (PEN_RESULT_BAND (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_RESULT_BAND);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pen_result_band_parent_class)->dispose (object);
}

static void
pen_result_band_finalize (GObject *object)
{
  g_free (PEN_RESULT_BAND (object)->text);
  G_OBJECT_CLASS (pen_result_band_parent_class)->finalize (object);
}

static void
pen_result_band_class_init (PenResultBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_result_band_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_result_band_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/result-band.ui");
  gtk_widget_class_bind_template_child (widget_class, PenResultBand, icon);
  gtk_widget_class_bind_template_child (widget_class, PenResultBand, spinner);
  gtk_widget_class_bind_template_child (widget_class, PenResultBand, word);
  gtk_widget_class_bind_template_child (widget_class, PenResultBand, sentence);
  gtk_widget_class_bind_template_child (widget_class, PenResultBand, numbers);
}

static void
pen_result_band_init (PenResultBand *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_result_band_new (void)
{
  return g_object_new (PEN_TYPE_RESULT_BAND, NULL);
}
