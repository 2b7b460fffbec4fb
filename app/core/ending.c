/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Why it ended, in words: one sentence for the person, one status for the shell, one word for the
 * wire. It keeps apart that the program failed, that the compiler refused it, that the compiler
 * crashed, and that Playpen itself could not do its part. */
#include "ending.h"

#include <glib/gi18n.h>
#include <signal.h>

#define USEC_PER_MS 1000

const char *
pen_phase_to_string (PenPhase phase)
{
  return phase == PEN_PHASE_COMPILE ? "compile" : "run";
}

PenVerdict *
pen_verdict_new (PenPhase phase, const PenEnding *ending)
{
  PenVerdict *verdict;

  g_return_val_if_fail (ending != NULL, NULL);

  verdict = g_new0 (PenVerdict, 1);
  verdict->phase = phase;
  verdict->ending = *ending;
  verdict->ending.message = g_strdup (ending->message);
  return verdict;
}

PenVerdict *
pen_verdict_copy (const PenVerdict *verdict)
{
  PenVerdict *copy;

  g_return_val_if_fail (verdict != NULL, NULL);

  copy = g_new (PenVerdict, 1);
  *copy = *verdict;
  copy->ending.message = g_strdup (verdict->ending.message);
  return copy;
}

void
pen_verdict_free (PenVerdict *verdict)
{
  if (verdict == NULL)
    return;
  g_free (verdict->ending.message);
  g_free (verdict);
}

gboolean
pen_verdict_is_success (const PenVerdict *verdict)
{
  return verdict->ending.cause == PEN_CAUSE_EXITED && verdict->ending.status == 0 &&
         !verdict->compiler_crashed;
}

const char *
pen_verdict_get_cause (const PenVerdict *verdict)
{
  if (verdict->phase == PEN_PHASE_COMPILE && !pen_verdict_is_success (verdict))
    {
      if (verdict->ending.cause == PEN_CAUSE_SIGNALED)
        return "compiler-crash";
      if (verdict->ending.cause == PEN_CAUSE_EXITED)
        return verdict->compiler_crashed ? "compiler-crash" : "compile-error";
    }
  return pen_cause_to_string (verdict->ending.cause);
}

int
pen_verdict_get_exit_status (const PenVerdict *verdict)
{
  const PenEnding *ending = &verdict->ending;

  switch (ending->cause)
    {
    case PEN_CAUSE_EXITED:
      if (verdict->phase == PEN_PHASE_COMPILE)
        return pen_verdict_is_success (verdict) ? 0 : 101;
      return ending->status & 0xff;
    case PEN_CAUSE_SIGNALED:
    case PEN_CAUSE_FORBIDDEN:
      return verdict->phase == PEN_PHASE_COMPILE ? 101 : (128 + ending->signal) & 0xff;
    case PEN_CAUSE_WALL:
    case PEN_CAUSE_IDLE:
    case PEN_CAUSE_CPU:
      return 124;
    case PEN_CAUSE_OUTPUT:
    case PEN_CAUSE_FILES:
      return 125;
    case PEN_CAUSE_MEMORY:
    case PEN_CAUSE_LOST:
      return 137;
    case PEN_CAUSE_STOPPED:
      return 130;
    case PEN_CAUSE_SETUP:
      return 77;
    default:
      g_return_val_if_reached (77);
    }
}

char *
pen_signal_dup_name (int number)
{
  const char *name = sigabbrev_np (number);

  return name != NULL ? g_strconcat ("SIG", name, NULL) : g_strdup_printf ("%d", number);
}

const char *
pen_signal_describe (int number)
{
  switch (number)
    {
    case SIGHUP:
      return _ ("its terminal went away");
    case SIGINT:
      return _ ("it was interrupted, as by Ctrl-C");
    case SIGQUIT:
      return _ ("it was told to quit");
    case SIGILL:
      return _ ("it came to an instruction that this processor does not know");
    case SIGTRAP:
      return _ ("it came to a breakpoint, and no debugger was there");
    case SIGABRT:
      return _ (
          "Rust gives up this way when the stack overflows, memory runs out, or a panic meets "
          "a second panic; its message says which");
    case SIGBUS:
      return _ ("it touched memory that is not really there");
    case SIGFPE:
      return _ ("it asked for arithmetic that the processor cannot do");
    case SIGKILL:
      return _ ("it was killed");
    case SIGUSR1:
    case SIGUSR2:
      return _ ("it got a signal that programs send to each other, and had no answer to it");
    case SIGSEGV:
      return _ (
          "it touched memory that does not belong to it, which only unsafe code or an endless "
          "recursion can do");
    case SIGPIPE:
      return _ ("it wrote to somebody who no longer listens");
    case SIGALRM:
      return _ ("an alarm that it had set went off");
    case SIGTERM:
      return _ ("it was asked to end");
    case SIGSYS:
      return _ ("it used a system call that is not allowed here");
    default:
      return NULL;
    }
}

char *
pen_format_duration (gint64 time)
{
  gint64 ms = (time + USEC_PER_MS / 2) / USEC_PER_MS;

  if (ms >= 120 * 1000 && ms % (60 * 1000) == 0)
    {
      int minutes = (int)(ms / (60 * 1000));

      return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong)minutes), minutes);
    }
  /* Translators: seconds; the decimal point follows the locale by itself. */
  if (ms % 1000 == 0 || ms >= 100 * 1000)
    return g_strdup_printf (_ ("%d s"), (int)((ms + 500) / 1000));
  if (ms % 100 == 0 || ms >= 1000)
    return g_strdup_printf (_ ("%.1f s"), (double)ms / 1000);
  if (ms >= 10)
    return g_strdup_printf (_ ("%.2f s"), (double)ms / 1000);
  return g_strdup_printf (_ ("%.3f s"), (double)ms / 1000);
}

char *
pen_format_bytes (guint64 bytes)
{
  static const char *const units[] = {"KiB", "MiB", "GiB", "TiB"};
  double value = (double)bytes / 1024;
  guint unit = 0;
  gboolean whole;

  if (bytes < 1024)
    return g_strdup_printf (ngettext ("%d byte", "%d bytes", (gulong)bytes), (int)bytes);
  while (value >= 1024 && unit + 1 < G_N_ELEMENTS (units))
    {
      value /= 1024;
      unit++;
    }
  whole = value >= 100 || value - (double)(guint64)value < 0.05;
  return whole ? g_strdup_printf ("%.0f %s", value, units[unit])
               : g_strdup_printf ("%.1f %s", value, units[unit]);
}

/* The compiler ended by itself. */
static char *
say_compiled (const PenVerdict *verdict)
{
  g_autofree char *time = pen_format_duration (verdict->ending.wall_time);

  if (verdict->compiler_crashed)
    return g_strdup_printf (
        _ ("The compiler itself crashed (exit status %d). That is a fault in the compiler, not in "
           "your program; written a little differently, the program may still compile."),
        verdict->ending.status);
  if (!pen_verdict_is_success (verdict))
    {
      if (verdict->n_errors == 0)
        return g_strdup (_ ("Did not compile: the compiler’s messages say why."));
      return g_strdup_printf (
          ngettext ("Did not compile: %u error.", "Did not compile: %u errors.", verdict->n_errors),
          verdict->n_errors);
    }
  if (verdict->n_warnings == 0)
    return g_strdup_printf (_ ("Compiled in %s."), time);
  return g_strdup_printf (ngettext ("Compiled in %s, with %u warning.",
                                    "Compiled in %s, with %u warnings.",
                                    verdict->n_warnings),
                          time,
                          verdict->n_warnings);
}

/* The program ended by itself. */
static char *
say_exited (const PenVerdict *verdict)
{
  g_autofree char *time = pen_format_duration (verdict->ending.wall_time);

  if (verdict->ending.status == 101 && verdict->testing)
    return g_strdup_printf (_ ("Some tests failed (exit status 101 after %s); the list of "
                               "tests says which."),
                            time);
  if (verdict->ending.status == 101)
    return g_strdup_printf (_ ("Ended with exit status 101 after %s. A panic ends a program this "
                               "way; its message says what happened and where."),
                            time);
  if (verdict->ending.status != 0)
    return g_strdup_printf (_ ("Ended with exit status %d after %s."),
                            verdict->ending.status,
                            time);
  if (verdict->silent)
    return g_strdup_printf (_ ("Finished in %s, printed nothing."), time);
  return g_strdup_printf (_ ("Finished in %s."), time);
}

static char *
say_signal (const PenVerdict *verdict)
{
  g_autofree char *name = pen_signal_dup_name (verdict->ending.signal);
  const char *description = pen_signal_describe (verdict->ending.signal);

  if (verdict->phase == PEN_PHASE_COMPILE)
    return verdict->ending.cause == PEN_CAUSE_FORBIDDEN
               ? g_strdup_printf (
                     _ ("The compiler, or a macro or build script that it ran, was ended by signal "
                        "%d (%s): it used a system call that is not allowed here."),
                     verdict->ending.signal,
                     name)
               : g_strdup_printf (
                     _ ("The compiler itself crashed by signal %d (%s). That is a fault in the "
                        "compiler; deeply nested code or an endless macro is the usual trigger."),
                     verdict->ending.signal,
                     name);
  if (description == NULL)
    return g_strdup_printf (_ ("The program was ended by signal %d (%s)."),
                            verdict->ending.signal,
                            name);
  /* Translators: the last part is one of the clauses that begin with "it". */
  return g_strdup_printf (_ ("The program was ended by signal %d (%s): %s."),
                          verdict->ending.signal,
                          name,
                          description);
}

/* A limit on time, during the compile. */
static char *
say_limit_of_compile (const PenVerdict *verdict, const char *time, const char *bytes)
{
  switch ((int)verdict->ending.cause)
    {
    case PEN_CAUSE_WALL:
      return g_strdup_printf (_ ("Stopped after %s: the compiler was still at work. A macro or a "
                                 "constant that never comes to an end is the usual reason."),
                              time);
    case PEN_CAUSE_IDLE:
      return g_strdup_printf (_ ("Stopped: the compiler did nothing for %s."), time);
    case PEN_CAUSE_CPU:
      return g_strdup_printf (
          _ ("Stopped after %s of processor time: the compiler was still at work. A macro or a "
             "constant that never comes to an end is the usual reason."),
          time);
    case PEN_CAUSE_MEMORY:
      return g_strdup_printf (_ ("Stopped: compiling needed more than %s of memory. A macro that "
                                 "grows without end or a huge constant is the usual reason."),
                              bytes);
    case PEN_CAUSE_OUTPUT:
      return g_strdup_printf (_ ("Stopped: the compiler wrote more than %s of messages."), bytes);
    default:
      return g_strdup_printf (_ ("Stopped: compiling made more than %u files."),
                              (guint)verdict->ending.limit);
    }
}

static char *
say_limit_of_run (const PenVerdict *verdict, const char *time, const char *bytes)
{
  switch ((int)verdict->ending.cause)
    {
    case PEN_CAUSE_WALL:
      return g_strdup_printf (_ ("Stopped after %s: the program was still running."), time);
    case PEN_CAUSE_IDLE:
      return g_strdup_printf (_ ("Stopped: the program neither read nor printed anything for %s."),
                              time);
    case PEN_CAUSE_CPU:
      return g_strdup_printf (
          _ ("Stopped after %s of processor time: the program was still computing."),
          time);
    case PEN_CAUSE_MEMORY:
      return g_strdup_printf (_ ("Stopped: the program needed more than %s of memory."), bytes);
    case PEN_CAUSE_OUTPUT:
      return g_strdup_printf (
          _ ("Stopped: the program printed more than %s. A loop that never ends is the usual "
             "reason."),
          bytes);
    default:
      return g_strdup_printf (_ ("Stopped: the program made more than %u files."),
                              (guint)verdict->ending.limit);
    }
}

/* The option that raises the limit; only the run has such options. */
static const char *
get_remedy (const PenVerdict *verdict)
{
  if (verdict->phase != PEN_PHASE_RUN)
    return NULL;
  if (verdict->ending.cause == PEN_CAUSE_WALL || verdict->ending.cause == PEN_CAUSE_CPU)
    return _ ("Raise the limit with --time.");
  if (verdict->ending.cause == PEN_CAUSE_MEMORY)
    return _ ("Raise the limit with --memory.");
  return NULL;
}

static char *
say_limit (const PenVerdict *verdict, gboolean name_options)
{
  guint64 limit_ms = MIN (verdict->ending.limit, G_MAXINT32);
  g_autofree char *time = pen_format_duration ((gint64)limit_ms * USEC_PER_MS);
  g_autofree char *bytes = pen_format_bytes (verdict->ending.limit);
  g_autofree char *sentence = verdict->phase == PEN_PHASE_COMPILE
                                  ? say_limit_of_compile (verdict, time, bytes)
                                  : say_limit_of_run (verdict, time, bytes);
  const char *remedy = name_options ? get_remedy (verdict) : NULL;

  if (remedy == NULL)
    return g_steal_pointer (&sentence);
  return g_strjoin (" ", sentence, remedy, NULL);
}

/* Playpen could not do its part: never the program's fault. */
static char *
say_setup (const PenVerdict *verdict)
{
  const char *start =
      verdict->phase == PEN_PHASE_COMPILE
          ? _ ("Playpen could not prepare a safe place to compile in; your program is not at "
               "fault.")
          : _ ("Playpen could not prepare a safe place to run in; your program is not at fault and "
               "did not start.");

  if (verdict->ending.message == NULL || verdict->ending.message[0] == '\0')
    return g_strdup (start);
  return g_strjoin (" ", start, verdict->ending.message, NULL);
}

char *
pen_verdict_dup_sentence (const PenVerdict *verdict, gboolean name_options)
{
  gboolean compiling;
  g_autofree char *time = NULL;

  g_return_val_if_fail (verdict != NULL, NULL);

  compiling = verdict->phase == PEN_PHASE_COMPILE;
  time = pen_format_duration (verdict->ending.wall_time);
  switch (verdict->ending.cause)
    {
    case PEN_CAUSE_EXITED:
      return compiling ? say_compiled (verdict) : say_exited (verdict);
    case PEN_CAUSE_SIGNALED:
    case PEN_CAUSE_FORBIDDEN:
      return say_signal (verdict);
    case PEN_CAUSE_WALL:
    case PEN_CAUSE_IDLE:
    case PEN_CAUSE_CPU:
    case PEN_CAUSE_MEMORY:
    case PEN_CAUSE_OUTPUT:
    case PEN_CAUSE_FILES:
      return say_limit (verdict, name_options);
    case PEN_CAUSE_STOPPED:
      return g_strdup_printf (compiling ? _ ("Stopped as you asked, %s into compiling.")
                                        : _ ("Stopped as you asked, after %s."),
                              time);
    case PEN_CAUSE_SETUP:
      return say_setup (verdict);
    case PEN_CAUSE_LOST:
      return g_strdup_printf (
          compiling ? _ ("The compiler was killed from outside Playpen after %s. Try again; if it "
                         "happens again, this computer may be short of memory.")
                    : _ ("The program was killed from outside Playpen after %s. Try again; if it "
                         "happens again, this computer may be short of memory."),
          time);
    default:
      g_return_val_if_reached (NULL);
    }
}
