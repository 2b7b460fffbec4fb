/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A row of the list of tests. Whether its output is open is kept with the test, for a list reuses
 * its rows. */
#include "test-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "test-words.h"

#define OPEN_KEY "pen-test-item-open"
#define N_OPEN 20       /* rows at the top of a list that open by themselves */
#define MAX_OUTPUT 8192 /* bytes that a row shows: more would make scrolling stutter */
#define MAX_LINES 100
#define MAX_LINE 400 /* bytes */

typedef enum
{
  OPEN_UNDECIDED,
  OPEN_NO,
  OPEN_YES,
} Open;

struct _PenTestItem
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *words;
  GtkLabel *time;
  GtkWidget *toggle;
  GtkWidget *details;
  GtkWidget *link;
  GtkLabel *output;
  GtkWidget *cut;

  /* owned */
  GtkTreeListRow *list_row; /* nullable */
  PenTestRow *row;          /* nullable */
  GSignalGroup *signals;    /* of the PenTestRow */
};

G_DEFINE_FINAL_TYPE (PenTestItem, pen_test_item, GTK_TYPE_WIDGET)

/* --- What is open --- */

static Open
get_open (PenTestRow *row)
{
  return (Open)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), OPEN_KEY));
}

static void
set_open (PenTestRow *row, gboolean is_open)
{
  g_object_set_data (G_OBJECT (row), OPEN_KEY, GINT_TO_POINTER (is_open ? OPEN_YES : OPEN_NO));
}

void
pen_test_row_toggle (PenTestRow *row)
{
  set_open (row, get_open (row) != OPEN_YES);
  g_object_notify (G_OBJECT (row), "output");
}

static gboolean
decide_open (PenTestItem *self, PenTestRow *row)
{
  if (pen_test_row_get_output (row) == NULL)
    return FALSE;
  if (get_open (row) == OPEN_UNDECIDED && pen_test_row_get_state (row) == PEN_TEST_FAILED)
    set_open (row, pen_test_item_get_position (self) < N_OPEN);
  return get_open (row) == OPEN_YES;
}

/* --- What is shown --- */

static void
show_state (PenTestItem *self, PenTestRow *row)
{
  static const char *const styles[] = {"success", "error", "warning"};
  PenTestState state = pen_test_row_get_state (row);
  const char *style = pen_test_words_get_style (state);

  gtk_image_set_from_icon_name (self->icon, pen_test_words_get_icon (state));
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (style, styles[i]) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), styles[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), styles[i]);
}

/* Of a module its counts; of a test its state, and why it is ignored or what it measured. */
static char *
dup_words (PenTestRow *row)
{
  PenTestState state = pen_test_row_get_state (row);
  const char *detail = pen_test_row_get_detail (row);
  guint counts[PEN_N_TEST_STATES];

  if (pen_test_row_get_children (row) != NULL)
    {
      for (guint i = 0; i < PEN_N_TEST_STATES; i++)
        counts[i] = pen_test_row_get_count (row, (PenTestState)i);
      return pen_test_words_dup_counts (counts);
    }
  if (detail != NULL && detail[0] != '\0')
    return g_strdup_printf ("%s: %s", pen_test_words_get_state (state), detail);
  return g_strdup (pen_test_words_get_state (state));
}

static void
show_words (PenTestItem *self, PenTestRow *row)
{
  g_autofree char *words = dup_words (row);
  g_autofree char *time = NULL;
  g_autofree char *label = NULL;
  const gboolean is_timed = pen_test_row_get_time (row) >= 0;

  if (is_timed)
    time = pen_test_words_dup_time (pen_test_row_get_time (row));
  gtk_label_set_label (self->name, pen_test_row_get_name (row));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), pen_test_row_get_path (row));
  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->time, is_timed ? time : "");
  gtk_widget_set_visible (GTK_WIDGET (self->time), is_timed);
  label = g_strdup_printf ("%s, %s", pen_test_row_get_path (row), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* To a screen reader the row is what opens and closes it. */
  if (GTK_IS_TREE_EXPANDER (gtk_widget_get_parent (GTK_WIDGET (self))))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label,
                                    -1);
}

/* As much of @text as a row shows. A long line without blanks is cut too, for Pango takes time with
 * the square of its length to wrap it. */
static char *
dup_shown (const char *text, gboolean *ret_is_cut)
{
  GString *shown = g_string_new (NULL);
  const char *line = text;

  g_assert (text != NULL);
  *ret_is_cut = FALSE;
  for (guint i = 0; i < MAX_LINES && *line != '\0' && shown->len < MAX_OUTPUT; i++)
    {
      const char *newline = strchr (line, '\n');
      const char *end = newline != NULL ? newline : line + strlen (line);
      const char *last = end;

      if (end - line > MAX_LINE)
        last = g_utf8_find_prev_char (line, line + MAX_LINE + 1);
      g_string_append_len (shown, line, last - line);
      g_string_append (shown, last < end ? "…\n" : "\n");
      *ret_is_cut = *ret_is_cut || last < end;
      line = *end != '\0' ? end + 1 : end;
    }
  *ret_is_cut = *ret_is_cut || *line != '\0';
  return g_strchomp (g_string_free (shown, FALSE));
}

static void
show_place (PenTestItem *self, const PenLink *place)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->link, place != NULL);
  if (place == NULL)
    return;
  label = place->column > 0
              ? g_strdup_printf ("%s:%u:%u", place->target, place->line, place->column)
              : g_strdup_printf ("%s:%u", place->target, place->line);
  gtk_button_set_label (GTK_BUTTON (self->link), label);
}

static void
show_output (PenTestItem *self, PenTestRow *row)
{
  const char *output = pen_test_row_get_output (row);
  const gboolean is_open = decide_open (self, row);
  g_autofree char *shown = NULL;
  gboolean is_cut = FALSE;

  gtk_widget_set_visible (self->toggle, output != NULL);
  gtk_button_set_icon_name (GTK_BUTTON (self->toggle),
                            is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->toggle),
                               GTK_ACCESSIBLE_STATE_EXPANDED,
                               is_open,
                               -1);
  gtk_widget_set_visible (self->details, is_open);
  if (!is_open)
    return;
  shown = dup_shown (output, &is_cut);
  gtk_label_set_label (self->output, shown);
  gtk_widget_set_visible (self->cut, is_cut);
  show_place (self, pen_test_row_get_place (row));
}

void
pen_test_item_update (PenTestItem *self)
{
  if (self->row == NULL)
    return;
  show_state (self, self->row);
  show_words (self, self->row);
  show_output (self, self->row);
}

/* --- What can be done --- */

void
pen_test_row_run (PenTestRow *row, GtkWidget *widget)
{
  g_auto (GStrv) filter = pen_test_report_get_filter (row);

  gtk_widget_activate_action (widget, "win.run-tests", "^as", filter);
}

void
pen_test_row_go (PenTestRow *row, GtkWidget *widget)
{
  const PenLink *place = pen_test_row_get_place (row);

  if (place != NULL)
    gtk_widget_activate_action (widget,
                                "win.go-to",
                                "(suu)",
                                place->target,
                                place->line,
                                place->column);
}

static void
run (PenTestItem *self)
{
  if (self->row != NULL)
    pen_test_row_run (self->row, GTK_WIDGET (self));
}

static void
go (PenTestItem *self)
{
  if (self->row != NULL)
    pen_test_row_go (self->row, GTK_WIDGET (self));
}

static void
toggle (PenTestItem *self)
{
  if (self->row != NULL)
    pen_test_row_toggle (self->row);
}

/* --- Life --- */

static void
pen_test_item_dispose (GObject *object)
{
  PenTestItem *self = PEN_TEST_ITEM (object);

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->list_row);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_TEST_ITEM);
  G_OBJECT_CLASS (pen_test_item_parent_class)->dispose (object);
}

static void
pen_test_item_class_init (PenTestItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_test_item_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/test-item.ui");
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, box);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, icon);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, name);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, words);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, time);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, toggle);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, details);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, link);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, output);
  gtk_widget_class_bind_template_child (widget_class, PenTestItem, cut);
  gtk_widget_class_bind_template_callback (widget_class, run);
  gtk_widget_class_bind_template_callback (widget_class, go);
  gtk_widget_class_bind_template_callback (widget_class, toggle);
}

static void
pen_test_item_init (PenTestItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (PEN_TYPE_TEST_ROW);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (pen_test_item_update), self);
}

PenTestItem *
pen_test_item_new (void)
{
  return g_object_new (PEN_TYPE_TEST_ITEM, NULL);
}

void
pen_test_item_set_row (PenTestItem *self, GtkTreeListRow *row)
{
  g_autoptr (PenTestRow) test = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  g_set_object (&self->list_row, row);
  g_set_object (&self->row, test);
  g_signal_group_set_target (self->signals, test);
  pen_test_item_update (self);
}

guint
pen_test_item_get_position (PenTestItem *self)
{
  return self->list_row != NULL ? gtk_tree_list_row_get_position (self->list_row)
                                : GTK_INVALID_LIST_POSITION;
}
