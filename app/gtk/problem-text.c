/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The words of a problem, and its two drawings as markup for labels. All of it was chosen by a
 * program or its macros, so all of it passes the decoder and is escaped. */
#include "problem-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* What a label still shows without a stutter; the longest of rustc's own have 10 KiB. */
#define MAX_LINE 300                /* characters of a headline on one line */
#define MAX_MESSAGE 1500            /* characters of a message */
#define MAX_DRAWN_LINES 200         /* of the compiler's drawing */
#define MAX_DRAWN_BYTES (24 * 1024) /* of it */
#define MAX_DRAWN_LINE_BYTES 1000   /* of a line of it */
#define MAX_REPLACEMENT 80          /* bytes of a replacement that are shown beside a message */
#define TAB "    "

const char *
pen_problem_get_icon_name (PenLevel level)
{
  switch (level)
    {
    case PEN_LEVEL_ICE:
    case PEN_LEVEL_ERROR:
      return "dialog-error-symbolic";
    case PEN_LEVEL_WARNING:
      return "dialog-warning-symbolic";
    case PEN_LEVEL_NOTE:
    case PEN_LEVEL_HELP:
    case PEN_LEVEL_FAILURE_NOTE:
    default:
      return "dialog-information-symbolic";
    }
}

const char *
pen_problem_get_css_class (PenLevel level)
{
  switch (level)
    {
    case PEN_LEVEL_ICE:
    case PEN_LEVEL_ERROR:
      return "error";
    case PEN_LEVEL_WARNING:
      return "warning";
    case PEN_LEVEL_NOTE:
    case PEN_LEVEL_HELP:
    case PEN_LEVEL_FAILURE_NOTE:
    default:
      return "accent";
    }
}

/* --- Plain texts --- */

/* Safe and of at most @max characters. */
static char *
dup_safe (const char *text, glong max)
{
  g_autofree char *safe = pen_decoder_decode_all (text, strlen (text), PEN_DECODER_PLAIN);
  g_auto (GStrv) parts = NULL;

  g_strchomp (safe);
  if (g_utf8_strlen (safe, -1) > max)
    {
      g_autofree char *cut = g_utf8_substring (safe, 0, max - 1);

      g_free (safe);
      safe = g_strconcat (cut, "…", NULL);
    }
  parts = g_strsplit (safe, "\t", -1);
  return g_strjoinv (TAB, parts);
}

char *
pen_problem_dup_headline (PenDiagnostic *diagnostic, gboolean one_line)
{
  const char *code = pen_diagnostic_get_code (diagnostic);
  /* A lint's name says nothing to a beginner that the message does not. */
  gboolean has_code = code != NULL && code[0] == 'E' && g_ascii_isdigit (code[1]);
  g_autofree char *all = g_strconcat (pen_level_get_word (pen_diagnostic_get_level (diagnostic)),
                                      has_code ? "[" : "",
                                      has_code ? code : "",
                                      has_code ? "]: " : ": ",
                                      pen_diagnostic_get_message (diagnostic),
                                      NULL);
  g_autofree char *safe = dup_safe (all, one_line ? MAX_LINE : MAX_MESSAGE);

  if (one_line)
    safe[strcspn (safe, "\n")] = '\0';
  return g_steal_pointer (&safe);
}

char *
pen_problem_dup_place (PenDiagnostic *diagnostic)
{
  const PenSpan *span = pen_diagnostic_get_place (diagnostic);
  g_autofree char *name = NULL;

  if (span == NULL)
    return NULL;
  name = pen_decoder_decode_all (span->file, strlen (span->file), PEN_DECODER_ONE_LINE);
  return g_strdup_printf ("%s:%u:%u", name, span->line_start, span->column_start);
}

static guint
add_labels (GString *text, GPtrArray *spans, guint max)
{
  guint n = 0;

  for (guint i = 0; i < spans->len && n < max; i++)
    {
      const PenSpan *span = g_ptr_array_index (spans, i);
      g_autofree char *label = NULL;

      if (span->label == NULL || span->label[0] == '\0' || !span->is_own)
        continue;
      label = dup_safe (span->label, MAX_LINE);
      /* A place is named only where it is another one than the one that is looked at. */
      if (span->is_primary)
        g_string_append_printf (text, "%s\n", label);
      else
        {
          /* Translators: %s is the compiler's, in English. */
          g_string_append_printf (text, _ ("line %u: %s"), span->line_start, label);
          g_string_append_c (text, '\n');
        }
      n++;
    }
  return n;
}

char *
pen_problem_dup_labels (PenDiagnostic *diagnostic, guint max)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *children = pen_diagnostic_get_children (diagnostic);
  guint n = add_labels (text, pen_diagnostic_get_spans (diagnostic), max);

  for (guint i = 0; i < children->len && n < max; i++)
    {
      PenDiagnostic *child = g_ptr_array_index (children, i);
      const char *message = pen_diagnostic_get_message (child);
      g_autofree char *headline = NULL;

      /* What helps nobody to whom it is not news, or is no place to go to offline. */
      if (g_str_has_prefix (message, "for further information visit ") ||
          strstr (message, "on by default") != NULL)
        continue;
      headline = pen_problem_dup_headline (child, /* one_line= */ TRUE);
      g_string_append_printf (text, "%s\n", headline);
      n++;
    }
  if (text->len == 0)
    return NULL;
  g_string_truncate (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- Changes --- */

gboolean
pen_problem_can_apply (const PenSuggestion *suggestion)
{
  return suggestion->applicability == PEN_APPLICABILITY_MACHINE_APPLICABLE &&
         pen_suggestion_is_own (suggestion);
}

gboolean
pen_problem_can_try (const PenSuggestion *suggestion)
{
  return suggestion->applicability == PEN_APPLICABILITY_MAYBE_INCORRECT &&
         pen_suggestion_is_own (suggestion);
}

PenSuggestion *
pen_problem_dup_first_fix (PenDiagnostic *diagnostic)
{
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (diagnostic);

  for (guint i = 0; i < suggestions->len; i++)
    if (pen_problem_can_apply (g_ptr_array_index (suggestions, i)))
      return pen_suggestion_ref (g_ptr_array_index (suggestions, i));
  return NULL;
}

/* What is put in, if that is short and on one line. */
static char *
dup_replacement (const PenSuggestion *suggestion)
{
  const PenEdit *edit = g_ptr_array_index (suggestion->edits, 0);
  g_autofree char *text = g_strstrip (g_strdup (edit->replacement));

  if (suggestion->edits->len > 1 || text[0] == '\0' || strlen (text) > MAX_REPLACEMENT ||
      strchr (text, '\n') != NULL)
    return NULL;
  return pen_decoder_decode_all (text, strlen (text), PEN_DECODER_ONE_LINE);
}

char *
pen_problem_dup_fix (const PenSuggestion *suggestion)
{
  g_autofree char *replacement = dup_replacement (suggestion);
  g_autofree char *message = dup_safe (suggestion->message, MAX_LINE);

  g_strdelimit (message, "\n", ' ');
  if (g_str_has_suffix (message, ":"))
    message[strlen (message) - 1] = '\0';
  if (replacement == NULL || strstr (message, replacement) != NULL)
    return g_steal_pointer (&message);
  return g_strdup_printf ("%s: `%s`", message, replacement);
}

/* --- Markup --- */

void
pen_problem_get_theme (PenPaletteTheme *ret_theme)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  ret_theme->dark = adw_style_manager_get_dark (manager);
  ret_theme->high_contrast = adw_style_manager_get_high_contrast (manager);
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  g_string_append (markup, escaped);
}

static void
append_colour (GString *markup, const PenColour *colour, const PenPaletteTheme *theme)
{
  GdkRGBA rgba;

  pen_palette_get_foreground (colour, /* dim= */ FALSE, theme, &rgba);
  g_string_append_printf (markup,
                          " foreground=\"#%02x%02x%02x\"",
                          (guint)(rgba.red * 255 + 0.5F),
                          (guint)(rgba.green * 255 + 0.5F),
                          (guint)(rgba.blue * 255 + 0.5F));
}

/* Of styles what compilers use: weight, slant, underline and the colour of the text. */
static void
append_styled (GString *markup,
               const char *text,
               gsize length,
               const PenStyle *style,
               const PenPaletteTheme *theme)
{
  if (length == 0)
    return;
  g_string_append (markup, "<span");
  if (style->flags & PEN_STYLE_BOLD)
    g_string_append (markup, " weight=\"bold\"");
  if (style->flags & PEN_STYLE_ITALIC)
    g_string_append (markup, " style=\"italic\"");
  if (style->flags & PEN_STYLE_UNDERLINE)
    g_string_append (markup, " underline=\"single\"");
  if (style->foreground.kind != PEN_COLOUR_DEFAULT)
    append_colour (markup, &style->foreground, theme);
  g_string_append_c (markup, '>');
  append_escaped (markup, text, length);
  g_string_append (markup, "</span>");
}

static void
append_link_start (GString *markup, const char *file, guint line, guint column)
{
  g_autofree char *escaped =
      g_uri_escape_string (file, /* reserved_chars_allowed= */ "/", /* allow_utf8= */ FALSE);

  g_string_append_printf (markup, "<a href=\"place:%u:%u:%s\">", line, column, escaped);
}

/* The files that the message is about; only these become links. */
static GStrv
dup_own_files (PenDiagnostic *diagnostic)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *children = pen_diagnostic_get_children (diagnostic);

  for (guint i = 0; i <= children->len; i++)
    {
      PenDiagnostic *one = i > 0 ? g_ptr_array_index (children, i - 1) : diagnostic;
      GPtrArray *spans = pen_diagnostic_get_spans (one);

      for (guint k = 0; k < spans->len; k++)
        {
          const PenSpan *span = g_ptr_array_index (spans, k);

          if (!span->is_own && span->call_site != NULL)
            span = span->call_site;
          if (span->is_own && g_hash_table_add (names, span->file))
            g_strv_builder_add (builder, span->file);
        }
    }
  return g_strv_builder_end (builder);
}

/* The part from @start to @end, in as many runs as styles and links cut it into. */
static void
append_part (GString *markup,
             const PenAnsi *ansi,
             gsize start,
             gsize end,
             const PenPaletteTheme *theme)
{
  static const PenStyle plain = {0};

  for (guint i = 0; i < ansi->runs->len; i++)
    {
      const PenStyleRun *run = &g_array_index (ansi->runs, PenStyleRun, i);

      if (run->end <= start)
        continue;
      if (run->start >= end)
        break;
      if (run->start > start)
        append_styled (markup, ansi->text + start, run->start - start, &plain, theme);
      start = MAX (start, run->start);
      append_styled (markup, ansi->text + start, MIN (run->end, end) - start, &run->style, theme);
      start = MIN (run->end, end);
    }
  if (end > start)
    append_styled (markup, ansi->text + start, end - start, &plain, theme);
}

/* The last byte of what is drawn: so many lines, and no newline behind them. */
static gsize
find_end (const PenAnsi *ansi, gsize start)
{
  gsize end = start;
  guint n = 0;

  while (end < ansi->length && n < MAX_DRAWN_LINES && end - start < MAX_DRAWN_BYTES)
    {
      const char *newline = memchr (ansi->text + end, '\n', ansi->length - end);

      end = newline != NULL ? (gsize)(newline - ansi->text) + 1 : ansi->length;
      n++;
    }
  while (end > start && g_ascii_isspace (ansi->text[end - 1]))
    end--;
  return end;
}

/* Behind the lines that only repeat the message. 0: the first place is not where one is sought. */
static gsize
find_first_place (const PenAnsi *ansi)
{
  const char *arrow = strstr (ansi->text, "--> ");
  const char *line = arrow;

  if (arrow == NULL)
    return 0;
  while (line > ansi->text && line[-1] == ' ')
    line--;
  return line > ansi->text && line[-1] == '\n' ? (gsize)(line - ansi->text) : 0;
}

static PenAnsi *
parse_rendered (PenDiagnostic *diagnostic)
{
  const char *rendered = pen_diagnostic_get_rendered (diagnostic);
  g_autoptr (PenDecoder) decoder = pen_decoder_new (PEN_DECODER_KEEP_COLOUR, MAX_DRAWN_LINE_BYTES);
  g_autoptr (GString) safe = g_string_new (NULL);

  pen_decoder_push (decoder, rendered, strlen (rendered), safe);
  pen_decoder_flush (decoder, safe);
  g_string_replace (safe, "\t", TAB, 0);
  return pen_ansi_parse (safe->str, (gssize)safe->len, NULL);
}

char *
pen_problem_dup_rendered_markup (PenDiagnostic *diagnostic,
                                 gboolean with_headline,
                                 const PenPaletteTheme *theme)
{
  g_autoptr (PenAnsi) ansi = NULL;
  g_auto (GStrv) own_files = NULL;
  g_autoptr (PenLinks) links = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GString) markup = NULL;
  gsize at, end;

  if (pen_diagnostic_get_rendered (diagnostic) == NULL)
    return NULL;
  ansi = parse_rendered (diagnostic);
  own_files = dup_own_files (diagnostic);
  links = pen_links_new ((const char *const *)own_files);
  places = pen_links_find (links, ansi->text, (gssize)ansi->length);
  markup = g_string_new (NULL);
  at = with_headline ? 0 : find_first_place (ansi);
  end = find_end (ansi, at);
  for (guint i = 0; i < places->len; i++)
    {
      const PenLink *link = &g_array_index (places, PenLink, i);

      if (link->kind != PEN_LINK_PLACE || link->start < at || link->end > end)
        continue;
      append_part (markup, ansi, at, link->start, theme);
      append_link_start (markup, link->target, link->line, link->column);
      append_part (markup, ansi, link->start, link->end, theme);
      g_string_append (markup, "</a>");
      at = link->end;
    }
  append_part (markup, ansi, at, end, theme);
  if (end < ansi->length && strspn (ansi->text + end, " \n") < ansi->length - end)
    g_string_append (markup, "\n…");
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* The colours in which the compiler draws the places of a message of this level. */
static guint
get_colour (PenLevel level)
{
  switch (level)
    {
    case PEN_LEVEL_ICE:
    case PEN_LEVEL_ERROR:
      return 9; /* bright red */
    case PEN_LEVEL_WARNING:
      return 11; /* bright yellow */
    case PEN_LEVEL_HELP:
      return 14; /* bright cyan */
    case PEN_LEVEL_NOTE:
    case PEN_LEVEL_FAILURE_NOTE:
    default:
      return 10; /* bright green */
    }
}

/* @colour: of what the message is about; the rest is bright blue */
static void
append_narrow_line (GString *markup,
                    const PenNarrowLine *line,
                    guint colour,
                    const PenPaletteTheme *theme)
{
  PenStyle style = {.flags = 0};
  gboolean is_link = line->role == PEN_NARROW_PLACE && line->span != NULL;

  if (line->role == PEN_NARROW_UNDERLINE || line->role == PEN_NARROW_LABEL)
    {
      style.foreground.kind = PEN_COLOUR_INDEX;
      style.foreground.value = line->is_primary ? colour : 12;
      style.flags = line->is_primary ? PEN_STYLE_BOLD : 0;
    }
  if (is_link)
    append_link_start (markup, line->span->file, line->span->line_start, line->span->column_start);
  append_styled (markup, line->text, strlen (line->text), &style, theme);
  if (is_link)
    g_string_append (markup, "</a>");
}

char *
pen_problem_dup_narrow_markup (PenDiagnostic *diagnostic,
                               guint columns,
                               const PenPaletteTheme *theme)
{
  g_autoptr (GPtrArray) lines = pen_narrow_draw (diagnostic, columns);
  g_autoptr (GString) markup = g_string_new (NULL);
  guint colour = get_colour (pen_diagnostic_get_level (diagnostic));

  for (guint i = 0; i < lines->len; i++)
    {
      const PenNarrowLine *line = g_ptr_array_index (lines, i);

      if (line->role == PEN_NARROW_HEADLINE || line->role == PEN_NARROW_FIX)
        continue;
      if (markup->len > 0)
        g_string_append_c (markup, '\n');
      if (line->role == PEN_NARROW_NOTE && !line->goes_on)
        {
          colour =
              get_colour (g_str_has_prefix (line->text, "help") ? PEN_LEVEL_HELP : PEN_LEVEL_NOTE);
          if (markup->len > 0)
            g_string_append_c (markup, '\n');
        }
      append_narrow_line (markup, line, colour, theme);
    }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* --- Ways --- */

static void
go_to (GtkWidget *widget, const char *file, guint line, guint column)
{
  gtk_widget_activate_action (widget, "win.go-to", "(suu)", file, line, column);
}

gboolean
pen_problem_follow (GtkLabel *label, const char *uri, gpointer data)
{
  g_auto (GStrv) parts = g_strsplit (uri, ":", 4);
  g_autofree char *file = NULL;

  if (g_strv_length (parts) != 4 || !g_str_equal (parts[0], "place"))
    return TRUE; /* nothing else is ever opened */
  file = g_uri_unescape_string (parts[3], NULL);
  if (file != NULL)
    go_to (GTK_WIDGET (label),
           file,
           (guint)g_ascii_strtoull (parts[1], NULL, 10),
           (guint)g_ascii_strtoull (parts[2], NULL, 10));
  return TRUE;
}

void
pen_problem_go_to (GtkWidget *widget, const PenSpan *span)
{
  go_to (widget, span->file, span->line_start, span->column_start);
}
