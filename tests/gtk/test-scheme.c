/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code can be read in every colour that it has, and Rust is coloured for what it is. */
#include "scheme.h"

#include "display.h"

#include <math.h>
#include <string.h>

static const char *const ids[] = {
    "playpen-light",
    "playpen-dark",
    "playpen-hc-light",
    "playpen-hc-dark",
};

/* --- Contrast, as WCAG 2 computes it --- */

static double
get_channel (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static void
parse_color (const char *color, GdkRGBA *ret_rgba)
{
  /* GtkSourceView's own way to write a colour that lets something through. */
  g_assert_true (gdk_rgba_parse (ret_rgba, g_str_has_prefix (color, "#rgba") ? color + 1 : color));
}

static char *
blend (const char *color, const GdkRGBA *over)
{
  GdkRGBA rgba;

  parse_color (color, &rgba);
  rgba.red += (over->red - rgba.red) * over->alpha;
  rgba.green += (over->green - rgba.green) * over->alpha;
  rgba.blue += (over->blue - rgba.blue) * over->alpha;
  return gdk_rgba_to_string (&rgba);
}

static double
get_luminance (const char *color)
{
  GdkRGBA rgba;

  parse_color (color, &rgba);
  return 0.2126 * get_channel (rgba.red) + 0.7152 * get_channel (rgba.green) +
         0.0722 * get_channel (rgba.blue);
}

static double
get_contrast (const char *one, const char *other)
{
  double a = get_luminance (one) + 0.05;
  double b = get_luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

static char *
dup_color (GtkSourceStyleScheme *scheme, const char *style_id, const char *property)
{
  GtkSourceStyle *style = gtk_source_style_scheme_get_style (scheme, style_id);
  g_autofree char *name = g_strconcat (property, "-set", NULL);
  gboolean set = FALSE;
  char *color = NULL;

  if (style != NULL)
    g_object_get (style, name, &set, property, &color, NULL);
  if (set)
    return color;
  g_free (color);
  return NULL;
}

static void
check (GtkSourceStyleScheme *scheme, const char *style_id, const char *page_id, double least)
{
  g_autofree char *text = dup_color (scheme, style_id, "foreground");
  g_autofree char *page = dup_color (scheme, page_id, "background");

  g_assert_nonnull (text);
  g_assert_nonnull (page);
  if (get_contrast (text, page) < least)
    g_error ("%s: %s on %s: %.2f",
             gtk_source_style_scheme_get_id (scheme),
             style_id,
             page_id,
             get_contrast (text, page));
}

/* A selection is laid over text and page, or it has a colour for its text. */
static void
check_selected (GtkSourceStyleScheme *scheme,
                const char *style_id,
                const char *page_id,
                double least)
{
  static const char *const selections[] = {"selection", "selection-unfocused"};
  g_autofree char *text = dup_color (scheme, style_id, "foreground");
  g_autofree char *page = dup_color (scheme, page_id, "background");

  for (gsize i = 0; i < G_N_ELEMENTS (selections); i++)
    {
      g_autofree char *own = dup_color (scheme, selections[i], "foreground");
      g_autofree char *over = dup_color (scheme, selections[i], "background");
      g_autofree char *text_below = NULL;
      g_autofree char *page_below = NULL;
      GdkRGBA rgba;

      parse_color (own, &rgba);
      if (rgba.alpha > 0)
        {
          g_assert_cmpfloat (get_contrast (own, over), >=, least);
          continue;
        }
      parse_color (over, &rgba);
      text_below = blend (text, &rgba);
      page_below = blend (page, &rgba);
      if (get_contrast (text_below, page_below) < least)
        g_error ("%s: %s, selected: %.2f",
                 gtk_source_style_scheme_get_id (scheme),
                 style_id,
                 get_contrast (text_below, page_below));
      if (g_str_equal (page_id, "text")) /* it can be seen at all */
        g_assert_cmpfloat (get_contrast (page, page_below), >=, 1.3);
    }
}

static void
test_contrast (gconstpointer data)
{
  static const char *const code[] = {
      "text",          "def:comment",    "def:doc-comment", "def:string",     "def:character",
      "def:keyword",   "def:type",       "def:function",    "def:identifier", "def:constant",
      "def:boolean",   "def:number",     "def:note",        "def:error",      "def:preprocessor",
      "def:statement", "def:operator",   "def:heading",     "def:warning",    "def:special-char",
      "def:builtin",   "def:inline-code"};
  static const char *const pages[] = {"text", "current-line", "bracket-match"};
  GtkSourceStyleScheme *scheme =
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  data);
  double least = strstr (data, "-hc-") != NULL ? 7 : 4.5;

  g_assert_nonnull (scheme);
  for (gsize i = 0; i < G_N_ELEMENTS (code); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (pages); j++)
      {
        check (scheme, code[i], pages[j], least);
        if (j == 0)
          check_selected (scheme, code[i], pages[j], least);
      }
  check (scheme, "line-numbers", "line-numbers", least);
  check (scheme, "current-line-number", "current-line-number", least);
  check (scheme, "search-match", "search-match", least);
  check_selected (scheme, "search-match", "search-match", least);
  check (scheme, "bracket-mismatch", "bracket-mismatch", least);
}

static void
test_follows (void)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);

  pen_scheme_follow (buffer);
  pen_scheme_follow (buffer);
  for (guint i = 0; i < 4; i++)
    {
      gboolean dark = i % 2 == 1;

      adw_style_manager_set_color_scheme (styles,
                                          dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                               : ADW_COLOR_SCHEME_FORCE_LIGHT);
      g_assert_cmpstr (gtk_source_style_scheme_get_id (gtk_source_buffer_get_style_scheme (buffer)),
                       ==,
                       dark ? "playpen-dark" : "playpen-light");
    }
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
}

/* --- The language --- */

/* A line of Rust, the part that is looked at, and the style that it must have; NULL: none. */
typedef struct
{
  const char *line;
  const char *part;
  const char *style;
} Sample;

static const Sample samples[] = {
    {"fn main() {}", "fn", "def:keyword"},
    {"fn main() {}", "main", "def:function"},
    {"fn r#match() {}", "r#match", "def:function"},
    {"let r#fn = 1;", "r#fn", NULL},
    {"let x = r#match + 1;", "r#match", NULL},
    {"let f = async || 1;", "async", "def:keyword"},
    {"let f = async move |x| x.await;", "await", "def:keyword"},
    {"let g = gen { yield 1 };", "gen", "def:keyword"},
    {"let g = gen { yield 1 };", "yield", "def:keyword"},
    {"gen fn count() -> u32 {}", "gen", "def:keyword"},
    {"let x = rng.gen();", "gen", "def:function"},
    {"let gen = 1;", "gen", NULL},
    {"unsafe extern \"C\" { safe fn f(); }", "unsafe", "def:keyword"},
    {"unsafe extern \"C\" { safe fn f(); }", "extern", "def:keyword"},
    {"unsafe extern \"C\" { safe fn f(); }", "safe", "def:keyword"},
    {"let safe = 1;", "safe", NULL},
    {"let p = &raw const x;", "raw", "def:keyword"},
    {"let raw = 1;", "raw", NULL},
    {"union Both { a: u8 }", "union", "def:keyword"},
    {"a.union(&b)", "union", "def:function"},
    {"let x = try { 1 };", "try", "def:keyword"},
    {"default fn f() {}", "default", "def:keyword"},
    {"default()", "default", "def:function"},
    {"auto trait A {}", "auto", "def:keyword"},
    {"if let Some(x) = a && x > 1 && let Ok(y) = b {}", "let", "def:keyword"},
    {"if let Some(x) = a && x > 1 && let Ok(y) = b {}", "Ok", "def:type"},
    {"fn f<'a>() -> impl Sized + use<'a> {}", "use", "def:keyword"},
    {"fn f<'a>() {}", "'a", "def:identifier"},
    {"'outer: loop { break 'outer; }", "'outer", "def:identifier"},
    {"x: &'static str", "'static", "def:identifier"},
    {"let c = 'a';", "'a'", "def:character"},
    {"let c = '\\'';", "'\\''", "def:character"},
    {"let c = '\\u{1F600}';", "'\\u{1F600}'", "def:character"},
    {"let c = b'x';", "b'x'", "def:character"},
    {"let s = \"fn\";", "fn", "def:string"},
    {"let s = c\"fn\";", "c\"fn\"", "def:string"},
    {"let s = b\"fn\";", "b\"fn\"", "def:string"},
    {"let s = r#\"a \"fn\" b\"#;", "fn", "def:string"},
    {"let s = cr##\"a\"# fn\"##;", "fn", "def:string"},
    {"let s = r\"\\\"; let t = 1;", "1", "def:number"},
    {"let s = \"\\\"\"; let t = 1;", "1", "def:number"},
    {"let s = \"a\\nb\";", "\\n", "def:special-char"},
    {"println!(\"{name}\")", "{name}", "def:special-char"},
    {"println!(\"{0:>8.2}\")", "{0:>8.2}", "def:special-char"},
    {"println!(\"{{x}}\")", "x", "def:string"},
    {"println!(\"x\")", "println!", "def:preprocessor"},
    {"if a!=b {}", "a", NULL},
    {"macro_rules! m {}", "macro_rules!", "def:preprocessor"},
    {"#[derive(Debug)] struct A;", "derive", "def:preprocessor"},
    {"#![allow(x)]", "#![allow(x)]", "def:preprocessor"},
    {"#[doc = \"]\"] fn f() {}", "fn", "def:keyword"},
    {"#[a([1, 2])] fn f() {}", "fn", "def:keyword"},
    {"#[unsafe(no_mangle)] fn f() {}", "no_mangle", "def:preprocessor"},
    {"// fn", "fn", "def:comment"},
    {"/// fn", "fn", "def:doc-comment"},
    {"//! fn", "fn", "def:doc-comment"},
    {"//// fn", "fn", "def:comment"},
    {"/* a /* b */ fn */ let x;", "fn", "def:comment"},
    {"/* a /* b */ fn */ let x;", "let", "def:keyword"},
    {"/** fn */", "fn", "def:doc-comment"},
    {"/**/ fn f() {}", "fn", "def:keyword"},
    {"/*** fn */", "fn", "def:comment"},
    {"// TODO later", "TODO", "def:note"},
    {"let x = 1_000u32;", "1_000u32", "def:number"},
    {"let x = 0xff_u8;", "0xff_u8", "def:number"},
    {"let x = 0b1010;", "0b1010", "def:number"},
    {"let x = 0o77i64;", "0o77i64", "def:number"},
    {"let x = 1.5e-3f64;", "1.5e-3f64", "def:number"},
    {"let x = 2.;", "2.", "def:number"},
    {"for i in 1..10 {}", "1", "def:number"},
    {"for i in 1..10 {}", "10", "def:number"},
    {"for i in 1..10 {}", "..", NULL},
    {"let y = 1.max(2);", "max", "def:function"},
    {"let x1 = 2;", "x1", NULL},
    {"let x: u128 = 1;", "u128", "def:type"},
    {"let x: Vec<String> = vec![];", "Vec", "def:type"},
    {"const MAX_SIZE: usize = 1;", "MAX_SIZE", "def:constant"},
    {"Self::new()", "Self", "def:keyword"},
    {"self.len()", "self", "def:keyword"},
    {"self.len()", "len", "def:function"},
    {"\"12\".parse::<i32>()", "parse", "def:function"},
    {"let t = true;", "true", "def:boolean"},
    {"format", "format", NULL},
    {"let für = 1;", "für", NULL},
};

static gboolean
has_style (const GtkTextIter *iter, GtkSourceStyleScheme *scheme, const char *style_id)
{
  g_autofree char *wanted = dup_color (scheme, style_id != NULL ? style_id : "text", "foreground");
  g_autofree char *found = dup_color (scheme, "text", "foreground");
  GSList *tags = gtk_text_iter_get_tags (iter);
  GdkRGBA one, other;

  for (GSList *link = tags; link != NULL; link = link->next)
    {
      GdkRGBA *color = NULL;
      gboolean set = FALSE;

      g_object_get (link->data, "foreground-rgba", &color, "foreground-set", &set, NULL);
      if (set && color != NULL)
        {
          g_free (found);
          found = gdk_rgba_to_string (color);
        }
      g_clear_pointer (&color, gdk_rgba_free);
    }
  g_slist_free (tags);
  return gdk_rgba_parse (&one, wanted) && gdk_rgba_parse (&other, found) &&
         gdk_rgba_equal (&one, &other);
}

static void
test_language (void)
{
  GtkSourceLanguage *rust =
      gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "rust");
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new_with_language (rust);
  GtkTextBuffer *text = GTK_TEXT_BUFFER (buffer);
  guint n_wrong = 0;

  pen_scheme_follow (buffer);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const Sample *sample = &samples[i];
      const char *at = strstr (sample->line, sample->part);
      GtkTextIter begin, end, iter;

      gtk_text_buffer_set_text (text, sample->line, -1);
      gtk_text_buffer_get_bounds (text, &begin, &end);
      gtk_source_buffer_ensure_highlight (buffer, &begin, &end);
      gtk_text_buffer_get_iter_at_line_index (text, &iter, 0, (int)(at - sample->line));
      for (glong k = g_utf8_strlen (sample->part, -1); k > 0;
           k--, gtk_text_iter_forward_char (&iter))
        if (!has_style (&iter, gtk_source_buffer_get_style_scheme (buffer), sample->style))
          {
            g_test_message ("%s: %s is not %s", sample->line, sample->part, sample->style);
            n_wrong++;
            break;
          }
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* What begins on one line and ends on another. */
static void
test_lines (void)
{
  static const char text[] = "let s = \"one\n  fn two\n\";\nfn f() {}\n/* a\nfn\n*/\nfn g() {}\n";
  static const char *const styles[] =
      {NULL, "def:string", NULL, "def:keyword", NULL, "def:comment", NULL, "def:keyword"};
  GtkSourceLanguage *rust =
      gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "rust");
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new_with_language (rust);
  GtkTextIter begin, end;

  pen_scheme_follow (buffer);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), text, -1);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &begin, &end);
  gtk_source_buffer_ensure_highlight (buffer, &begin, &end);
  for (int i = 0; i < (int)G_N_ELEMENTS (styles); i++)
    {
      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (buffer), &begin, i);
      while (gtk_text_iter_get_char (&begin) == ' ')
        gtk_text_iter_forward_char (&begin);
      if (styles[i] != NULL)
        g_assert_true (has_style (&begin, gtk_source_buffer_get_style_scheme (buffer), styles[i]));
    }
}

static void
test_ours (void)
{
  GtkSourceLanguage *rust =
      gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "rust");

  g_assert_cmpstr (gtk_source_language_get_style_name (rust, "rust:placeholder"),
                   ==,
                   "Placeholder");
  g_assert_cmpstr (gtk_source_language_get_metadata (rust, "line-comment-start"), ==, "//");
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gtk/scheme/contrast/%s", ids[i]);

      g_test_add_data_func (path, ids[i], test_contrast);
    }
  g_test_add_func ("/gtk/scheme/follows-the-application", test_follows);
  g_test_add_func ("/gtk/scheme/rust-is-our-own", test_ours);
  g_test_add_func ("/gtk/scheme/every-part-of-rust", test_language);
  g_test_add_func ("/gtk/scheme/over-several-lines", test_lines);
  return g_test_run ();
}
