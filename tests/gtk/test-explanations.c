/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* In the window, with a real compiler: each problem that has a code has its explanation with it,
 * rendered. It comes with the problem, so no documentation has to be installed. */
#include "window-private.h"

#include <string.h>

#include "display.h"
#include "explanation-view.h"
#include "problem-details.h"

typedef struct
{
  const char *code;
  const char *program;
} Case;

static const Case cases[] = {
    {"E0382", "fn main() {\n    let a = String::new();\n    drop(a);\n    drop(a);\n}\n"},
    {"E0425", "fn main() {\n    println!(\"{}\", nothing);\n}\n"},
    {"E0308", "fn main() {\n    let a: u8 = \"text\";\n    drop(a);\n}\n"},
    {"E0277", "fn main() {\n    println!(\"{}\", 1u8 + 1.5);\n}\n"},
    {"E0599", "struct S;\nfn main() {\n    S.fly();\n}\n"},
    {"E0106", "fn f(a: &str, b: &str) -> &str {\n    a\n}\nfn main() {\n    f(\"\", \"\");\n}\n"},
    {"E0499",
     "fn main() {\n    let mut a = 1;\n    let b = &mut a;\n    let c = &mut a;\n"
     "    *b = 2;\n    *c = 3;\n}\n"},
    {"E0004", "fn main() {\n    match Some(1) {\n        None => {}\n    }\n}\n"},
};

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The one that is in sight and whose title names @code. */
static GtkExpander *
find_expander (GtkWidget *widget, const char *code)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_EXPANDER (widget))
    {
      const char *title = gtk_expander_get_label (GTK_EXPANDER (widget));

      return title != NULL && strstr (title, code) != NULL ? GTK_EXPANDER (widget) : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkExpander *found = find_expander (child, code);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_code (PenWindow *window, const char *code)
{
  g_autoptr (PenDiagnostic) first = NULL;

  if (window->diagnostics == NULL)
    return FALSE;
  first = g_list_model_get_item (window->diagnostics, 0);
  return first != NULL && g_strcmp0 (pen_diagnostic_get_code (first), code) == 0;
}

static void
check_case (PenWindow *window, const Case *it)
{
  static const char *const markup[] = {"```", "compile_fail", "edition20", "\n#### "};
  GtkWidget *results = GTK_WIDGET (window->results);
  PenExplanationView *view;
  GtkExpander *expander;
  g_autofree char *text = NULL;

  pen_file_set_text (pen_files_get_root (window->files), it->program);
  PEN_WAIT_UNTIL (has_code (window, it->code));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-problem", NULL);
  PEN_WAIT_UNTIL (find_expander (results, it->code) != NULL);
  expander = find_expander (results, it->code);
  gtk_expander_set_expanded (expander, TRUE);
  PEN_WAIT_UNTIL (find (GTK_WIDGET (expander), PEN_TYPE_EXPLANATION_VIEW) != NULL);
  view = PEN_EXPLANATION_VIEW (find (GTK_WIDGET (expander), PEN_TYPE_EXPLANATION_VIEW));
  text = pen_explanation_view_dup_text (view);
  g_assert_cmpuint (strlen (text), >, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (markup); i++)
    if (strstr (text, markup[i]) != NULL)
      g_error ("%s: %s in %s", it->code, markup[i], text);
  pen_test_settle (results);
  pen_test_picture (GTK_WIDGET (window), it->code);
}

static void
test_each_code (void)
{
  PenApplication *application = PEN_APPLICATION (g_application_get_default ());
  PenWindow *window = pen_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (pen_machine_get_ready (window->machine));
  pen_test_settle (GTK_WIDGET (window));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (window, &cases[i]);
  window->close_anyway = TRUE;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_close (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (window == NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (PenApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  pen_test_init (&argc, &argv);
  application = pen_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/gtk/explanations/each-code", test_each_code);
  return g_test_run ();
}
