/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How far a new line goes in. */
#include "indenter.h"

#include "code.h"
#include "display.h"

typedef struct
{
  const char *name;
  const char *before;
  const char *typed;
  const char *after;
} Case;

static const Case cases[] = {
    {"same", "    a;§", "\n", "    a;\n    §"},
    {"none", "a;§", "\n", "a;\n§"},
    {"deeper", "fn f() {§", "\n", "fn f() {\n    §"},
    {"deeper-with-comment", "fn f() { // x§", "\n", "fn f() { // x\n    §"},
    {"not-in-a-comment", "// {§", "\n", "// {\n§"},
    {"not-in-a-text", "f(\"{§\")", "\n", "f(\"{\n§\")"},
    {"call", "    f(§", "\n", "    f(\n        §"},
    {"between", "fn f() {§}", "\n", "fn f() {\n    §\n}"},
    {"between-deep", "  let v = vec![§];", "\n", "  let v = vec![\n      §\n  ];"},
    {"split", "    a; § b;", "\n", "    a; \n    §b;"},
    {"middle-of-indent", "  §  a;", "\n", "  \n  §a;"},
    {"doc", "    /// One.§", "\n", "    /// One.\n    /// §"},
    {"inner-doc", "//! One.§", "\n", "//! One.\n//! §"},
    {"empty-doc", "///§", "\n", "///\n§"},
    {"plain-comment", "// One.§", "\n", "// One.\n§"},
    {"closer", "fn f() {\n    a;\n    §", "}", "fn f() {\n    a;\n}§"},
    {"closer-deep", "{\n  {\n    a;\n    §", "}", "{\n  {\n    a;\n  }§"},
    {"closer-in-line", "    a §", "}", "    a }§"},
    {"closer-alone", "    §", "}", "    }§"},
    {"closer-in-text", "{\n    \"\n    §", "}", "{\n    \"\n    }§"},
    {"closer-past-text", "{\n    \"{\";\n    §", "}", "{\n    \"{\";\n}§"},
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  GtkSourceView *view = g_object_ref_sink (pen_test_code_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (GtkSourceIndenter) indenter = pen_indenter_new ();
  GtkTextIter iter;

  pen_test_code_set (buffer, item->before);
  gtk_text_buffer_insert_at_cursor (buffer, item->typed, -1);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_source_indenter_indent (indenter, view, &iter);
  pen_test_code_assert (buffer, item->after);
  g_object_unref (view);
}

static void
test_triggers (void)
{
  GtkSourceView *view = g_object_ref_sink (pen_test_code_view_new ());
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (GtkSourceIndenter) indenter = pen_indenter_new ();
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  g_assert_true (gtk_source_indenter_is_trigger (indenter, view, &iter, 0, GDK_KEY_Return));
  g_assert_true (
      gtk_source_indenter_is_trigger (indenter, view, &iter, GDK_SHIFT_MASK, GDK_KEY_braceright));
  g_assert_false (
      gtk_source_indenter_is_trigger (indenter, view, &iter, GDK_CONTROL_MASK, GDK_KEY_Return));
  g_assert_false (gtk_source_indenter_is_trigger (indenter, view, &iter, 0, GDK_KEY_a));
  g_object_unref (view);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gtk/indenter/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/gtk/indenter/triggers", test_triggers);
  return g_test_run ();
}
