/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What Rust's std says when it meets a limit of the jail, and what that means to somebody who does
 * not know that there is one. Only the words of a program: it may print the same for fun, and then
 * gets a sentence that does no harm. */
#include "runtime-message.h"

#include <glib/gi18n.h>
#include <string.h>

/* GLib's searches end at a NUL, and a program may print some. */
static const char *
find (const char *tail, gsize len, const char *words)
{
  return memmem (tail, len, words, strlen (words));
}

gboolean
pen_runtime_message_is_allocation_failure (const char *tail, gsize len)
{
  const char *end = tail + len;
  const char *found = find (tail, len, "memory allocation of ");

  return found != NULL && find (found, (gsize)(end - found), " bytes failed") != NULL;
}

static gboolean
says (const char *tail, gsize len, int number)
{
  g_autofree char *debug = g_strdup_printf ("code: %d,", number);
  g_autofree char *display = g_strdup_printf ("(os error %d)", number);

  return find (tail, len, debug) != NULL || find (tail, len, display) != NULL;
}

char *
pen_runtime_message_explain (const char *tail, gsize len, const PenLimits *limits)
{
  if (says (tail, len, 11) && find (tail, len, "thread") != NULL)
    return g_strdup_printf (
        _ ("A program may have at most %u threads and processes here, and this one wanted more."),
        limits->processes);
  if (says (tail, len, 24))
    return g_strdup_printf (_ ("A program may have at most %u files open at once here."),
                            limits->open_files);
  if (says (tail, len, 27))
    return g_strdup_printf (_ ("A file that a program writes may have at most %u MiB here."),
                            (guint)(limits->file_size >> 20));
  if (says (tail, len, 28))
    return g_strdup_printf (
        _ ("A program's files may take %u MiB here; they are gone when it ends."),
        (guint)(limits->job_size >> 20));
  if (says (tail, len, 2))
    return g_strdup (_ ("A program sees the files of its own folder here, and none of the rest of "
                        "this machine. For "
                        "files of yours, run the folder that they are in."));
  if (says (tail, len, 101) || find (tail, len, "failed to lookup address") != NULL)
    return g_strdup (_ ("Programs have no network here, except to themselves at 127.0.0.1."));
  return NULL;
}
