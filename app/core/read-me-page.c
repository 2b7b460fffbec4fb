/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* READ-ME-FIRST.html: the page for whoever takes a talk home. Many will open it on a phone, with
 * nothing installed: so it says first what this is and what can be done with it, and then shows all
 * of the code. Nothing on it is a program, and nothing comes from elsewhere. */
#include "read-me-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ending.h"
#include "read-me-private.h"

#define MAX_TITLE 160 /* bytes that are shown of anything that should be a line */
#define MAX_OUTPUT (64 * 1024)
#define MAX_OUTPUT_LINE 4096
#define MAX_STEPS 300
#define MAX_CRATES 100
#define RESERVE (32 * 1024) /* of the page, for what stands at its end */

/* --- The value --- */

static void
step_free (gpointer pointer)
{
  PenReadMeStep *step = pointer;

  g_free (step->title);
  pen_sources_free (step->sources);
  g_free (step->output);
  g_free (step);
}

PenReadMe *
pen_read_me_new (void)
{
  PenReadMe *read_me = g_new0 (PenReadMe, 1);

  read_me->crates = g_ptr_array_new_with_free_func (g_free);
  read_me->steps = g_ptr_array_new_with_free_func (step_free);
  return read_me;
}

void
pen_read_me_free (PenReadMe *read_me)
{
  g_free (read_me->title);
  g_free (read_me->author);
  g_free (read_me->date);
  g_free (read_me->file_name);
  g_free (read_me->toolchain);
  g_free (read_me->public_key);
  g_free (read_me->words);
  g_free (read_me->output);
  g_clear_pointer (&read_me->crates, g_ptr_array_unref);
  g_clear_pointer (&read_me->sources, pen_sources_free);
  g_clear_pointer (&read_me->steps, g_ptr_array_unref);
  g_free (read_me);
}

void
pen_read_me_add_step (PenReadMe *read_me,
                      const char *title,
                      const PenSources *sources,
                      const char *output)
{
  PenReadMeStep *step = g_new0 (PenReadMeStep, 1);

  step->title = g_strdup (title);
  step->sources = pen_sources_copy (sources);
  step->output = g_strdup (output);
  g_ptr_array_add (read_me->steps, step);
}

/* --- Pieces of the page --- */

/* One line of foreign text, as HTML. */
static char *
dup_line (const char *text)
{
  return pen_read_me_dup_text (text, strlen (text), PEN_DECODER_ONE_LINE, MAX_TITLE);
}

/* An element around text that is our own. */
static void
add_element (GString *html, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "<%s>%s</%.*s>\n", name, escaped, (int)strcspn (name, " "), name);
}

/* One line of foreign text behind a label. */
static void
add_fact (GString *html, const char *label, const char *value)
{
  g_autofree char *line = value != NULL ? dup_line (value) : NULL;

  if (line != NULL)
    g_string_append_printf (html, "<li>%s %s</li>\n", label, line);
}

static const char *
get_file_name (const PenReadMe *read_me)
{
  return read_me->file_name != NULL ? read_me->file_name : "talk.playpen";
}

static char *
dup_title (const PenReadMe *read_me)
{
  return read_me->title != NULL && read_me->title[0] != '\0' ? dup_line (read_me->title)
                                                             : g_strdup (_ ("A Rust program"));
}

static char *
dup_step_title (const PenReadMeStep *step)
{
  return dup_line (step->title != NULL ? step->title : "");
}

static guint
count_steps (const PenReadMe *read_me)
{
  return read_me->steps != NULL ? MIN (read_me->steps->len, MAX_STEPS) : 0;
}

static gboolean
has_same_files (const PenSources *a, const PenSources *b)
{
  if (a->files->len != b->files->len)
    return FALSE;
  for (guint i = 0; i < a->files->len; i++)
    {
      const PenSource *file = a->files->pdata[i];
      GBytes *other = pen_sources_get (b, file->name);

      if (other == NULL || !g_bytes_equal (file->bytes, other))
        return FALSE;
    }
  return TRUE;
}

static const PenReadMeStep *
get_last_step (const PenReadMe *read_me)
{
  guint n_steps = count_steps (read_me);

  return n_steps > 0 ? read_me->steps->pdata[n_steps - 1] : NULL;
}

/* Not again what the last step has shown. */
static gboolean
shows_program (const PenReadMe *read_me)
{
  const PenReadMeStep *last = get_last_step (read_me);

  return read_me->sources != NULL &&
         (last == NULL || !has_same_files (last->sources, read_me->sources));
}

static gboolean
fits (const GString *html, gsize size)
{
  return html->len + size + RESERVE <= PEN_READ_ME_MAX;
}

static void
add_head (GString *html, const PenReadMe *read_me)
{
  g_autofree char *title = dup_title (read_me);
  g_autofree char *author = read_me->author != NULL ? dup_line (read_me->author) : NULL;
  g_autofree char *date = read_me->date != NULL ? dup_line (read_me->date) : NULL;

  g_string_append_printf (
      html,
      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<header>\n<h1>%s</h1>\n",
      /* Translators: the language of this translation as HTML names it, such as “de”. */
      _ ("en"),
      title,
      pen_read_me_get_style (),
      title);
  if (author != NULL || date != NULL)
    g_string_append_printf (html,
                            "<p class=\"by\">%s%s%s</p>\n",
                            author != NULL ? author : "",
                            author != NULL && date != NULL ? " · " : "",
                            date != NULL ? date : "");
  g_string_append (html, "</header>\n<main>\n");
  add_element (html,
               "p class=\"lead\"",
               count_steps (read_me) > 0
                   ? _ ("This is a talk about Rust to take home: every step of its program, and "
                        "what it printed. Everything is on this page, and nothing on it needs the "
                        "internet.")
                   : _ ("This is a program in Rust to take home. All of its code is on this page, "
                        "and nothing on it needs the internet."));
}

static void
add_link (GString *html, const char *target, const char *text)
{
  g_string_append_printf (html, "<li><a href=\"#%s\">%s</a></li>\n", target, text);
}

static void
add_contents (GString *html, const PenReadMe *read_me)
{
  g_string_append_printf (html, "<nav aria-label=\"%s\">\n<ul>\n", _ ("On this page"));
  add_link (html, "next", _ ("What you can do with it"));
  for (guint i = 0; i < count_steps (read_me); i++)
    {
      g_autofree char *target = g_strdup_printf ("step-%u", i + 1);
      g_autofree char *title = dup_step_title (read_me->steps->pdata[i]);
      g_autofree char *number = g_strdup_printf (_ ("Step %u"), i + 1);
      g_autofree char *text = g_strdup_printf ("<span class=\"no\">%s</span> %s", number, title);

      add_link (html, target, text);
    }
  if (shows_program (read_me))
    add_link (html,
              "program",
              count_steps (read_me) > 0 ? _ ("The program at the end") : _ ("The program"));
  add_link (html, "check", _ ("Is it what was sent?"));
  g_string_append (html, "</ul>\n</nav>\n");
}

/* --- What to do --- */

/* @items: (array zero-terminated=1): text of our own */
static void
add_way (GString *html, const char *title, const char *const *items, const char *commands)
{
  g_string_append (html, "<div>\n");
  add_element (html, "h3", title);
  if (items[1] == NULL)
    add_element (html, "p", items[0]);
  else
    {
      g_string_append (html, "<ol>\n");
      for (guint i = 0; items[i] != NULL; i++)
        add_element (html, "li", items[i]);
      g_string_append (html, "</ol>\n");
    }
  if (commands != NULL)
    add_element (html, "pre class=\"type\" translate=\"no\"", commands);
  g_string_append (html, "</div>\n");
}

/* The name without .playpen, for a folder. */
static char *
dup_folder_name (const PenReadMe *read_me)
{
  const char *name = get_file_name (read_me);
  const char *dot = strrchr (name, '.');
  char *folder =
      dot != NULL && dot > name ? g_strndup (name, (gsize)(dot - name)) : g_strdup (name);

  for (char *c = folder; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("._-", *c) == NULL)
      *c = '_'; /* these are commands that somebody types */
  return folder;
}

static void
add_ways (GString *html, const PenReadMe *read_me)
{
  g_autofree char *folder = dup_folder_name (read_me);
  const char *word = read_me->is_library ? "test" : "run";
  g_autofree char *unzip =
      g_strdup_printf ("unzip %s.playpen -d %s\ncd %s\ncargo %s", folder, folder, folder, word);
  g_autofree char *open = g_strdup_printf ("playpen-app %s.playpen", folder);
  g_autofree char *cargo = g_strdup_printf ("cargo %s", word);
  const char *phone[] = {_ ("Read on: all of the code is below. To change it and run it, send the "
                            "file on to a computer."),
                         NULL};
  const char *playpen[] = {_ ("Open the file: the program is there, ready to run, with all of its "
                              "steps and everything that was typed."),
                           NULL};
  const char *windows[] = {_ ("Get Rust from rustup.rs, once."),
                           _ ("Let the file’s name end in .zip, and choose Extract All."),
                           _ ("Open the folder in a terminal, and type:"),
                           NULL};
  const char *mac[] = {_ ("Get Rust from rustup.rs, once."),
                       _ ("Open a terminal where the file is, and type:"),
                       NULL};
  const char *others[] = {_ ("Get Rust from your distribution or from rustup.rs, once."),
                          _ ("Open a terminal where the file is, and type:"),
                          NULL};

  add_element (html, "h2 id=\"next\"", _ ("What you can do with it"));
  g_string_append (html, "<div class=\"ways\">\n");
  add_way (html, _ ("On a phone or a tablet"), phone, NULL);
  add_way (html, _ ("With Playpen"), playpen, open);
  add_way (html, _ ("On Windows"), windows, cargo);
  add_way (html, _ ("On a Mac"), mac, unzip);
  add_way (html, _ ("On Linux"), others, unzip);
  g_string_append (html, "</div>\n");
}

static void
add_needs (GString *html, const PenReadMe *read_me)
{
  g_string_append (html, "<ul class=\"note\">\n");
  add_fact (html, _ ("Made with"), read_me->toolchain);
  if (read_me->edition != 0)
    {
      g_autofree char *edition = g_strdup_printf ("%u", read_me->edition);

      add_fact (html, _ ("Edition of Rust:"), edition);
    }
  if (read_me->crates != NULL && read_me->crates->len > 0)
    {
      g_autoptr (GString) list = g_string_new (NULL);

      for (guint i = 0; i < MIN (read_me->crates->len, MAX_CRATES); i++)
        {
          g_autofree char *line = dup_line (read_me->crates->pdata[i]);

          g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", line);
        }
      g_string_append_printf (html,
                              "<li>%s %s. %s</li>\n",
                              _ ("Crates:"),
                              list->str,
                              _ ("Without Playpen, cargo fetches them from the internet when you "
                                 "build for the first time."));
    }
  g_string_append (html, "</ul>\n");
}

/* --- Programs --- */

static gboolean
is_text (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memchr (size > 0 ? data : "", '\0', size) == NULL &&
         g_utf8_validate (data, (gssize)size, NULL);
}

/* FALSE: the page would become too long. */
static gboolean
add_file (GString *html, const PenSource *file, GBytes *before, gboolean is_new)
{
  g_autofree char *name = dup_line (file->name);
  g_autofree char *code = NULL;
  gsize size = g_bytes_get_size (file->bytes);

  if (!fits (html, size + 4 * MAX_TITLE))
    return FALSE;
  if (!pen_sources_is_rust (file->name) && !is_text (file->bytes))
    {
      g_autofree char *amount = pen_format_bytes (size);

      g_string_append_printf (html, "<p class=\"note\">");
      g_string_append_printf (html, _ ("%s: %s of data."), name, amount);
      g_string_append (html, "</p>\n");
      return TRUE;
    }
  code = pen_read_me_dup_code (file->bytes, before, pen_sources_is_rust (file->name));
  if (!fits (html, strlen (code) + strlen (name) + 4 * MAX_TITLE))
    return FALSE;
  g_string_append_printf (html, "<figure class=\"file\">\n<figcaption>%s", name);
  if (is_new)
    g_string_append_printf (html, " <span class=\"no\">%s</span>", _ ("(new)"));
  g_string_append_printf (html, "</figcaption>\n<pre translate=\"no\">%s</pre>\n</figure>\n", code);
  return TRUE;
}

static void
add_note (GString *html, const char *format, guint number)
{
  g_string_append (html, "<p class=\"note\">");
  g_string_append_printf (html, "%s %u", format, number);
  g_string_append (html, "</p>\n");
}

/* @before: (nullable): the step before, whose files are not shown again. */
static void
add_files (GString *html, const PenSources *sources, const PenSources *before)
{
  guint same = 0, left_out = 0;

  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *file = sources->files->pdata[i];
      GBytes *old_bytes = before != NULL ? pen_sources_get (before, file->name) : NULL;

      if (old_bytes != NULL && g_bytes_equal (old_bytes, file->bytes))
        same++;
      else if (!add_file (html, file, old_bytes, before != NULL && old_bytes == NULL))
        left_out++;
    }
  if (same > 0 && fits (html, 1024))
    add_note (html, _ ("Files that are as in the step before:"), same);
  if (left_out > 0 && fits (html, 1024))
    add_note (html, _ ("Files that are too long for this page, and lie beside it:"), left_out);
}

static void
add_output (GString *html, const char *output)
{
  g_autofree char *text = NULL;
  gsize size;

  if (output == NULL)
    return;
  if (output[0] == '\0')
    {
      add_element (html, "p class=\"note\"", _ ("It prints nothing."));
      return;
    }
  size = MIN (strlen (output), MAX_OUTPUT);
  text = pen_read_me_dup_text (output, size, PEN_DECODER_PLAIN, MAX_OUTPUT_LINE);
  if (!fits (html, strlen (text) + 1024))
    return;
  add_element (html, "h4", _ ("What it prints"));
  g_string_append_printf (html, "<pre class=\"out\" translate=\"no\">%s</pre>\n", text);
  if (strlen (output) > size)
    add_element (html, "p class=\"note\"", _ ("What it prints goes on; this is the beginning."));
}

static void
add_steps (GString *html, const PenReadMe *read_me)
{
  const PenSources *before = NULL;

  for (guint i = 0; i < count_steps (read_me); i++)
    {
      const PenReadMeStep *step = read_me->steps->pdata[i];
      g_autofree char *title = dup_step_title (step);
      g_autofree char *number = g_strdup_printf (_ ("Step %u"), i + 1);

      if (!fits (html, 2 * strlen (title) + 1024))
        return;
      g_string_append_printf (
          html,
          "<section>\n<h2 id=\"step-%u\"><span class=\"no\">%s</span> %s</h2>\n",
          i + 1,
          number,
          title);
      if (i == 1)
        add_element (html,
                     "p class=\"note\"",
                     _ ("From here on, lines with a bar beside their number are new in the step."));
      add_files (html, step->sources, before);
      add_output (html, step->output);
      g_string_append (html, "</section>\n");
      before = step->sources;
    }
}

static void
add_program (GString *html, const PenReadMe *read_me)
{
  const PenReadMeStep *last = get_last_step (read_me);

  if (!shows_program (read_me))
    return;
  g_string_append (html, "<section>\n");
  add_element (html,
               "h2 id=\"program\"",
               last != NULL ? _ ("The program at the end") : _ ("The program"));
  add_files (html, read_me->sources, last != NULL ? last->sources : NULL);
  add_output (html, read_me->output);
  g_string_append (html, "</section>\n");
}

/* --- Checks --- */

static void
add_key (GString *html, const PenReadMe *read_me)
{
  g_autofree char *key = dup_line (read_me->public_key);
  g_autofree char *words = read_me->words != NULL ? dup_line (read_me->words) : NULL;

  add_element (html,
               "p",
               _ ("The file is signed. Ask whoever gave it to you for the four words of their key; "
                  "in this file they are:"));
  if (words != NULL)
    g_string_append_printf (html, "<p class=\"words\" translate=\"no\">%s</p>\n", words);
  add_element (html,
               "p",
               _ ("Playpen checks the signature when it opens the file. By yourself you can check "
                  "it with minisign, in the folder:"));
  g_string_append_printf (html,
                          "<pre class=\"type key\" translate=\"no\">minisign -Vm "
                          ".session/manifest.json -P %s</pre>\n",
                          key);
  add_element (
      html,
      "p class=\"note\"",
      _ ("A signature says who made the file, not that its program does no harm. In Playpen "
         "it reaches nothing of yours; run by cargo it can do all that you can."));
}

static void
add_checks (GString *html, const PenReadMe *read_me)
{
  g_string_append (html, "<section>\n");
  add_element (html, "h2 id=\"check\"", _ ("Is it what was sent?"));
  add_element (html,
               "p",
               _ ("Type this in the unpacked folder. Every line that it prints ends in OK when "
                  "nothing was changed or lost on the way:"));
  add_element (html, "pre class=\"type\" translate=\"no\"", "sha256sum -c SHA256SUMS");
  if (read_me->public_key != NULL)
    add_key (html, read_me);
  else
    add_element (html,
                 "p class=\"note\"",
                 _ ("The file is not signed: nobody can tell who made it."));
  g_string_append (html, "</section>\n</main>\n</body>\n</html>\n");
}

GBytes *
pen_read_me_page_make (const PenReadMe *read_me)
{
  GString *html = g_string_new (NULL);

  add_head (html, read_me);
  add_contents (html, read_me);
  if (count_steps (read_me) == 0)
    add_program (html, read_me);
  add_ways (html, read_me);
  add_needs (html, read_me);
  if (count_steps (read_me) > 0)
    {
      add_steps (html, read_me);
      add_program (html, read_me);
    }
  add_checks (html, read_me);
  return g_string_free_to_bytes (html);
}
