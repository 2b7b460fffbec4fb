/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The page that is taken home: what it tells, that nothing foreign gets out of its place, that it
 * is never too long. With PLAYPEN_READ_ME_OUT=FILE it is written there, to be looked at. */
#include "core.h"

#include <string.h>

static PenSources *
make_sources (const char *name, const char *text, gssize length)
{
  PenSources *sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize)length);

  g_assert_true (pen_sources_add (sources, name, bytes, NULL));
  return sources;
}

static char *
make_page (const PenReadMe *read_me)
{
  g_autoptr (GBytes) bytes = pen_read_me_page_make (read_me);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, <=, PEN_READ_ME_MAX);
  g_assert_true (g_utf8_validate (data, (gssize)size, NULL));
  return g_strndup (data, size);
}

static void
assert_has (const char *page, const char *text)
{
  if (strstr (page, text) == NULL)
    g_error ("%s is not on the page: %s", text, page);
}

static void
assert_has_not (const char *page, const char *text)
{
  if (strstr (page, text) != NULL)
    g_error ("%s is on the page", text);
}

static guint
count (const char *page, const char *text)
{
  guint n = 0;

  for (const char *at = page; (at = strstr (at, text)) != NULL; at += strlen (text))
    n++;
  return n;
}

/* A talk of three steps. */
static PenReadMe *
make_talk (void)
{
  static const char *const texts[] = {
      "fn main() {\n    let seats = vec![\"Ada\", \"Grace\"];\n    print_all(seats);\n"
      "    println!(\"{}\", seats.len());\n}\n\nfn print_all(seats: Vec<&str>) {\n"
      "    for seat in seats {\n        println!(\"{seat}\");\n    }\n}\n",
      "/// Borrows instead of taking.\nfn print_all(seats: &[&str]) {\n    for seat in seats {\n"
      "        println!(\"{seat}\");\n    }\n}\n\nfn main() {\n"
      "    let seats = vec![\"Ada\", \"Grace\"];\n    print_all(&seats);\n"
      "    println!(\"{} seats, a long line that a phone has to wrap: {}\", seats.len(), 'x'); // "
      "done\n}\n",
      "mod seats;\n\n#[derive(Debug, Clone)]\nstruct Room<'a> {\n    name: &'a str,\n"
      "    size: usize, /* people\n                    and dogs */\n}\n\nfn main() {\n"
      "    let room = Room { name: \"K.1.105\", size: 1_500 };\n    println!(\"{room:?}\");\n"
      "    seats::print_all(&[\"Ada\"]);\n}\n",
  };
  PenReadMe *talk = pen_read_me_new ();

  talk->title = g_strdup ("Ownership in 20 minutes");
  talk->author = g_strdup ("Ada Example");
  talk->date = g_strdup ("24 November 2026");
  talk->toolchain = g_strdup ("rustc 1.96.0 (abc123def 2026-05-25)");
  talk->public_key = g_strdup ("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3");
  talk->words = g_strdup ("maple-otter-quiet-zebra");
  talk->edition = 2024;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      static const char *const titles[] = {"A value has one owner", "Lend it instead", "A module"};
      static const char *const outputs[] = {NULL, "Ada\nGrace\n2 seats\n", ""};
      g_autoptr (PenSources) sources = make_sources ("src/main.rs", texts[i], -1);
      g_autoptr (GBytes) seats = g_bytes_new_static ("pub fn print_all(seats: &[&str]) {\n}\n", 37);

      if (i == 2)
        pen_sources_add (sources, "src/seats.rs", seats, NULL);
      pen_read_me_add_step (talk, titles[i], sources, outputs[i]);
      g_clear_pointer (&talk->sources, pen_sources_free);
      talk->sources = pen_sources_copy (sources);
    }
  return talk;
}

static void
test_a_talk (void)
{
  g_autoptr (PenReadMe) talk = make_talk ();
  g_autofree char *page = make_page (talk);
  g_autofree char *again = make_page (talk);
  const char *out = g_getenv ("PLAYPEN_READ_ME_OUT");

  if (out != NULL)
    g_assert_true (g_file_set_contents (out, page, -1, NULL));
  g_assert_cmpstr (page, ==, again);
  assert_has (page, "<h1>Ownership in 20 minutes</h1>");
  assert_has (page, "Ada Example · 24 November 2026");
  assert_has (page, "<span class=\"no\">Step 2</span> Lend it instead</h2>");
  assert_has (page, "Ada\nGrace\n2 seats\n</pre>");
  assert_has (page, "It prints nothing.");
  assert_has (page, "<span class=k>fn</span> <span class=f>main</span>");
  assert_has (page, "maple-otter-quiet-zebra");
  assert_has (page, "minisign -Vm .session/manifest.json -P RWQf6LRC");
  assert_has (page, "src/seats.rs <span class=\"no\">(new)</span>");
  assert_has_not (page, "id=\"program\"");
  assert_has (page, "unzip talk.playpen -d talk\ncd talk\ncargo run");
  g_assert_cmpuint (count (page, "<span class=\"l w\""), >, 5);
  /* Documents in order. */
  g_assert_true (strstr (page, "id=\"next\"") < strstr (page, "id=\"step-1\""));
  g_assert_true (strstr (page, "id=\"step-1\"") < strstr (page, "id=\"step-2\""));
  g_assert_true (strstr (page, "id=\"step-3\"") < strstr (page, "id=\"check\""));
}

/* What was written after the last step. */
static void
test_a_talk_that_went_on (void)
{
  g_autoptr (PenReadMe) talk = make_talk ();
  g_autoptr (GBytes) more = g_bytes_new_static ("pub fn more() {}", 16);
  g_autofree char *page = NULL;

  g_assert_true (pen_sources_add (talk->sources, "src/more.rs", more, NULL));
  page = make_page (talk);
  assert_has (page, "<a href=\"#program\">The program at the end</a>");
  assert_has (page, "Files that are as in the step before: 2");
  assert_has (page, "src/more.rs <span class=\"no\">(new)</span>");
}

static void
test_a_program (void)
{
  g_autoptr (PenReadMe) read_me = pen_read_me_new ();
  g_autofree char *page = NULL;

  read_me->sources = make_sources ("src/lib.rs", "pub fn f() {}", -1);
  read_me->is_library = TRUE;
  read_me->file_name = g_strdup ("my $(talk).playpen");
  g_ptr_array_add (read_me->crates, g_strdup ("rand 0.8.5"));
  page = make_page (read_me);
  assert_has (page, "<h1>A Rust program</h1>");
  assert_has (page, "unzip my___talk_.playpen -d my___talk_\ncd my___talk_\ncargo test");
  assert_has (page, "rand 0.8.5");
  assert_has (page, "The file is not signed");
  g_assert_true (strstr (page, "id=\"program\"") < strstr (page, "id=\"next\""));
}

/* Every element that is opened is closed, in order, and there is none that we did not write. */
static void
assert_is_whole (const char *page)
{
  static const char *const empty[] = {"meta", "!DOCTYPE", NULL};
  static const char *const known[] = {
      "html",    "head", "title", "style", "body",   "header",     "h1", "h2", "h3",
      "h4",      "main", "p",     "nav",   "ul",     "ol",         "li", "a",  "span",
      "section", "div",  "pre",   "code",  "figure", "figcaption", NULL};
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);

  for (const char *at = strchr (page, '<'); at != NULL; at = strchr (at + 1, '<'))
    {
      gboolean closes = at[1] == '/';
      const char *start = at + 1 + closes;
      g_autofree char *name = g_strndup (start, strcspn (start, " >\n"));

      g_assert_nonnull (strchr (start, '>'));
      if (g_strv_contains (empty, name))
        continue;
      if (!g_strv_contains (known, name))
        g_error ("an element %s", name);
      if (!closes)
        g_ptr_array_add (open, g_steal_pointer (&name));
      else
        {
          g_assert_cmpuint (open->len, >, 0);
          g_assert_cmpstr (open->pdata[open->len - 1], ==, name);
          g_ptr_array_remove_index (open, open->len - 1);
        }
    }
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_nothing_from_elsewhere (void)
{
  g_autoptr (PenReadMe) talk = make_talk ();
  g_autofree char *page = make_page (talk);

  assert_is_whole (page);
  assert_has (page, "default-src 'none'; style-src 'unsafe-inline'");
  assert_has_not (page, "http://");
  assert_has_not (page, "https://");
  assert_has_not (page, "src=");
  assert_has_not (page, "url(");
  assert_has_not (page, "@import");
  assert_has_not (page, "<script");
}

/* The worst that each place can be given. */
static void
test_hostile_texts (void)
{
  static const char evil[] = "</style></pre></title><script>alert(1)</script><img src=x "
                             "onerror=alert(1)>\"'&\xe2\x80\xae\x1b[31m\x01\xff\n--><!--";
  static const char code[] =
      "</code></pre><script>x</script>\0\x1b]0;t\a\xe2\x80\xae\xe2\x81\xa6// "
      "\"</style>\"\n\xff\xfe";
  g_autoptr (PenReadMe) read_me = pen_read_me_new ();
  g_autoptr (PenSources) sources = make_sources ("src/<script>\"'&.rs", code, sizeof code - 1);
  g_autoptr (GBytes) data = g_bytes_new_static ("\0\xff<script>", 10);
  g_autofree char *page = NULL;

  pen_sources_add (sources, "<b>.bin", data, NULL);
  read_me->title = g_strdup (evil);
  read_me->author = g_strdup (evil);
  read_me->date = g_strdup (evil);
  read_me->file_name = g_strdup (evil);
  read_me->toolchain = g_strdup (evil);
  read_me->public_key = g_strdup (evil);
  read_me->words = g_strdup (evil);
  read_me->output = g_strdup (evil);
  read_me->sources = pen_sources_copy (sources);
  g_ptr_array_add (read_me->crates, g_strdup (evil));
  pen_read_me_add_step (read_me, evil, sources, evil);
  page = make_page (read_me);
  assert_is_whole (page);
  assert_has_not (page, "<script");
  assert_has_not (page, "\xe2\x80\xae");
  assert_has_not (page, "\xe2\x81\xa6");
  assert_has_not (page, "\x1b");
  assert_has (page, "⟨U+202E⟩");
  assert_has (page, "␀");
}

/* However much there is. */
static void
test_is_never_too_long (void)
{
  g_autoptr (PenReadMe) read_me = pen_read_me_new ();
  g_autofree char *title = g_strnfill (100000, '"');
  g_autofree char *output = g_strnfill (100000, '<');
  g_autofree char *page = NULL;

  read_me->title = g_strdup (title);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (PenSources) sources = NULL;

      for (guint n = 0; n < 300; n++)
        g_string_append_printf (text, "fn f_%u_%u() {}\n", i, n);
      sources = make_sources ("src/main.rs", text->str, -1);
      pen_read_me_add_step (read_me, title, sources, output);
    }
  page = make_page (read_me);
  assert_is_whole (page);
  assert_has (page, "Files that are too long for this page");
  assert_has (page, "sha256sum -c SHA256SUMS");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/read-me-page/a-talk", test_a_talk);
  g_test_add_func ("/core/read-me-page/a-talk-that-went-on", test_a_talk_that_went_on);
  g_test_add_func ("/core/read-me-page/a-program", test_a_program);
  g_test_add_func ("/core/read-me-page/nothing-from-elsewhere", test_nothing_from_elsewhere);
  g_test_add_func ("/core/read-me-page/hostile-texts", test_hostile_texts);
  g_test_add_func ("/core/read-me-page/is-never-too-long", test_is_never_too_long);
  return g_test_run ();
}
