/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One problem, opened. What only few look at, the compiler's drawing on a narrow screen and the
 * explanation, is made when it is asked for. */
#include "problem-details.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "explanation-view.h"
#include "problem-text.h"

#define MAX_FIXES 8 /* buttons; of what to import there can be dozens */

struct _PenProblemDetails
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *body;
  GtkLabel *drawing;
  GtkBox *fixes;
  GtkExpander *rendered_expander;
  GtkLabel *rendered;
  GtkExpander *explain_expander;

  /* owned */
  PenDiagnostic *diagnostic;
  guint columns;
};

enum
{
  SIGNAL_APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenProblemDetails, pen_problem_details, GTK_TYPE_WIDGET)

/* --- Drawings --- */

static void
draw_rendered (PenProblemDetails *self)
{
  g_autofree char *markup = NULL;
  PenPaletteTheme theme;

  pen_problem_get_theme (&theme);
  if (gtk_expander_get_expanded (self->rendered_expander))
    markup = pen_problem_dup_rendered_markup (self->diagnostic, /* with_headline= */ TRUE, &theme);
  gtk_label_set_markup (self->rendered, markup != NULL ? markup : "");
}

static void
draw (PenProblemDetails *self)
{
  const gboolean is_wide = self->columns >= PEN_NARROW_BELOW;
  const gboolean has_rendered = pen_diagnostic_get_rendered (self->diagnostic) != NULL;
  g_autofree char *markup = NULL;
  PenPaletteTheme theme;

  pen_problem_get_theme (&theme);
  if (is_wide)
    markup = pen_problem_dup_rendered_markup (self->diagnostic, /* with_headline= */ FALSE, &theme);
  if (markup == NULL)
    markup = pen_problem_dup_narrow_markup (self->diagnostic, self->columns, &theme);
  gtk_label_set_markup (self->drawing, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->drawing), markup[0] != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->rendered_expander), !is_wide && has_rendered);
  draw_rendered (self);
}

/* GTK 4.8 lets the Tab key into what is folded away, where there is no window, and complains. */
static void
guard_child (GtkExpander *expander)
{
  GtkWidget *child = gtk_expander_get_child (expander);

  if (child != NULL)
    gtk_widget_set_child_visible (child, gtk_expander_get_expanded (expander));
}

static void
on_rendered_expanded (PenProblemDetails *self)
{
  guard_child (self->rendered_expander);
  draw_rendered (self);
}

/* --- Changes --- */

static void
on_fix_clicked (GtkWidget *button, PenProblemDetails *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "pen-suggestion"));
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (self->diagnostic);

  g_signal_emit (self, signals[SIGNAL_APPLY], 0, g_ptr_array_index (suggestions, index));
}

static void
add_fix (PenProblemDetails *self, const PenSuggestion *suggestion, guint index)
{
  g_autofree char *fix = pen_problem_dup_fix (suggestion);
  /* Translators: %s is a change that the compiler proposes, in its own words, in English. */
  g_autofree char *text = pen_problem_can_apply (suggestion)
                              ? g_strdup_printf (_ ("Apply: %s"), fix)
                              : g_strdup_printf (_ ("Try, may be wrong: %s"), fix);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "problem-fix");
  if (!pen_problem_can_apply (suggestion))
    gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (button), "pen-suggestion", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (on_fix_clicked), self);
  gtk_box_append (self->fixes, button);
}

/* The sure ones first. */
static void
add_fixes (PenProblemDetails *self)
{
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (self->diagnostic);
  GtkWidget *old;
  guint n = 0;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->fixes))) != NULL)
    gtk_box_remove (self->fixes, old);
  for (guint i = 0; i < suggestions->len && n < MAX_FIXES; i++)
    if (pen_problem_can_apply (g_ptr_array_index (suggestions, i)))
      {
        add_fix (self, g_ptr_array_index (suggestions, i), i);
        n++;
      }
  for (guint i = 0; i < suggestions->len && n < MAX_FIXES; i++)
    if (pen_problem_can_try (g_ptr_array_index (suggestions, i)))
      {
        add_fix (self, g_ptr_array_index (suggestions, i), i);
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->fixes), n > 0);
}

/* --- The explanation --- */

static void
on_explain_expanded (PenProblemDetails *self)
{
  PenExplanationView *view;

  guard_child (self->explain_expander);
  if (!gtk_expander_get_expanded (self->explain_expander) ||
      gtk_expander_get_child (self->explain_expander) != NULL)
    return;
  view = pen_explanation_view_new ();
  pen_explanation_view_set_markdown (view, pen_diagnostic_get_explanation (self->diagnostic));
  gtk_expander_set_child (self->explain_expander, GTK_WIDGET (view));
}

static void
set_up_explanation (PenProblemDetails *self)
{
  const char *code = pen_diagnostic_get_code (self->diagnostic);
  g_autofree char *safe = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->explain_expander),
                          code != NULL &&
                              pen_diagnostic_get_explanation (self->diagnostic) != NULL);
  if (code == NULL)
    return;
  safe = pen_decoder_decode_all (code, strlen (code), PEN_DECODER_ONE_LINE);
  /* Translators: %s is the code of an error, such as E0382. */
  title = g_strdup_printf (_ ("Explain %s"), safe);
  /* The same problem found again: whoever is reading goes on reading. */
  if (g_strcmp0 (gtk_expander_get_label (self->explain_expander), title) == 0)
    return;
  gtk_expander_set_label (self->explain_expander, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->explain_expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);
  gtk_expander_set_child (self->explain_expander, NULL);
  gtk_expander_set_expanded (self->explain_expander, FALSE);
}

/* --- Life cycle --- */

static void
on_copy (PenProblemDetails *self)
{
  const char *rendered = pen_diagnostic_get_rendered (self->diagnostic);
  g_autofree char *text = NULL;

  if (rendered != NULL)
    text = pen_decoder_decode_all (rendered, strlen (rendered), PEN_DECODER_PLAIN);
  else
    text = pen_problem_dup_headline (self->diagnostic, /* one_line= */ FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
pen_problem_details_dispose (GObject *object)
{
  g_clear_pointer (&PEN_PROBLEM_DETAILS (object)->body, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_PROBLEM_DETAILS);
  g_clear_object (&PEN_PROBLEM_DETAILS (object)->diagnostic);
  G_OBJECT_CLASS (pen_problem_details_parent_class)->dispose (object);
}

static void
pen_problem_details_class_init (PenProblemDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_problem_details_dispose;
  signals[SIGNAL_APPLY] = g_signal_new ("apply",
                                        PEN_TYPE_PROBLEM_DETAILS,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        PEN_TYPE_SUGGESTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/problem-details.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, PenProblemDetails, body);
  gtk_widget_class_bind_template_child (widget_class, PenProblemDetails, drawing);
  gtk_widget_class_bind_template_child (widget_class, PenProblemDetails, fixes);
  gtk_widget_class_bind_template_child (widget_class, PenProblemDetails, rendered_expander);
  gtk_widget_class_bind_template_child (widget_class, PenProblemDetails, rendered);
  gtk_widget_class_bind_template_child (widget_class, PenProblemDetails, explain_expander);
  gtk_widget_class_bind_template_callback (widget_class, on_rendered_expanded);
  gtk_widget_class_bind_template_callback (widget_class, on_explain_expanded);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, pen_problem_follow);
}

static void
pen_problem_details_init (PenProblemDetails *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  guard_child (self->rendered_expander);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager,
                           "notify::high-contrast",
                           G_CALLBACK (draw),
                           self,
                           G_CONNECT_SWAPPED);
}

PenProblemDetails *
pen_problem_details_new (PenDiagnostic *diagnostic, guint columns)
{
  PenProblemDetails *self = g_object_new (PEN_TYPE_PROBLEM_DETAILS, NULL);

  self->columns = columns;
  pen_problem_details_set_diagnostic (self, diagnostic);
  return self;
}

void
pen_problem_details_set_diagnostic (PenProblemDetails *self, PenDiagnostic *diagnostic)
{
  g_return_if_fail (PEN_IS_PROBLEM_DETAILS (self));
  g_return_if_fail (PEN_IS_DIAGNOSTIC (diagnostic));

  if (!g_set_object (&self->diagnostic, diagnostic))
    return;
  add_fixes (self);
  set_up_explanation (self);
  draw (self);
}

void
pen_problem_details_set_columns (PenProblemDetails *self, guint columns)
{
  gboolean same;

  g_return_if_fail (PEN_IS_PROBLEM_DETAILS (self));

  same = self->columns == columns ||
         (self->columns >= PEN_NARROW_BELOW && columns >= PEN_NARROW_BELOW);
  self->columns = columns;
  if (!same)
    draw (self);
}
