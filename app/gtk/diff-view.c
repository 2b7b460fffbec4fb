/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Differences, a file at a time. Where the lines of both sides have room they are beside each
 * other, else below: that depends on the size of the letters as much as on the window. */
#include "diff-view.h"

#include <glib/gi18n.h>

#include "diff-pane.h"
#include "inner-name.h"

#define WIDE 100 /* columns, from which the sides are beside each other */

struct _PenDiffView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *body;
  GtkStack *file_stack;
  GtkDropDown *file_chooser;
  GtkLabel *file_label;
  GtkWidget *tools;
  GtkLabel *status;
  GtkWidget *names;
  GtkLabel *old_label;
  GtkLabel *new_label;
  GtkStack *stack;
  GtkLabel *message;
  PenDiffPane *old_pane;
  GtkWidget *separator;
  PenDiffPane *new_pane;

  /* owned */
  GPtrArray *files; /* (element-type PenDiffFile) */
  char *old_name;
  char *new_name;
  guint file;       /* which one is in front */
  guint difference; /* from 1, of all files; 0: none was gone to */
  guint relayout;   /* source, or 0 */
  gboolean is_difference;
  gboolean is_wide;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PenDiffView, pen_diff_view, GTK_TYPE_WIDGET)

static PenDiffFile *
get_file (PenDiffView *self)
{
  return self->file < self->files->len ? self->files->pdata[self->file] : NULL;
}

/* How many differences are in the files before @file. */
static guint
count_before (PenDiffView *self, guint file)
{
  guint n = 0;

  for (guint i = 0; i < file && i < self->files->len; i++)
    n += ((const PenDiffFile *)self->files->pdata[i])->n_changes;
  return n;
}

/* --- What is said --- */

static char *
dup_file_title (PenDiffView *self, const PenDiffFile *file)
{
  if (!self->is_difference)
    return g_strdup (file->name);
  if (file->fate == PEN_DIFF_FILE_ADDED)
    /* Translators: %s is the name of a file that is new. */
    return g_strdup_printf (_ ("%s (new)"), file->name);
  if (file->fate == PEN_DIFF_FILE_REMOVED)
    /* Translators: %s is the name of a file that is no longer there. */
    return g_strdup_printf (_ ("%s (removed)"), file->name);
  /* Translators: a file, and how many lines came and went: "src/main.rs +3 −1". */
  return g_strdup_printf (_ ("%s  +%u −%u"), file->name, file->n_added, file->n_removed);
}

static void
say_status (PenDiffView *self)
{
  const guint n = pen_diff_view_get_n_differences (self);
  g_autofree char *text = NULL;

  if (self->difference > 0)
    /* Translators: which of the differences is looked at, and of how many. */
    text = g_strdup_printf (_ ("%u of %u"), self->difference, n);
  else
    text = g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);
  gtk_label_set_text (self->status, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "diff.previous", self->difference > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "diff.next", self->difference < n);
}

static void
say_names (PenDiffView *self)
{
  const gboolean beside = pen_diff_view_get_is_side_by_side (self);
  /* Translators: what the signs before lines mean: "− Then", "+ Now". */
  g_autofree char *old = g_strdup_printf (_ ("− %s"), self->old_name);
  g_autofree char *new = g_strdup_printf (_ ("+ %s"), self->new_name);
  g_autofree char *both = NULL;

  gtk_label_set_text (self->old_label, old);
  gtk_label_set_text (self->new_label, new);
  gtk_widget_set_hexpand (GTK_WIDGET (self->old_label), beside);
  /* Translators: the names of two states of a program that are compared. */
  both = g_strdup_printf (_ ("Differences between %s and %s"), self->old_name, self->new_name);
  pen_diff_pane_set_name (self->old_pane, self->old_name);
  pen_diff_pane_set_name (self->new_pane, self->is_difference && !beside ? both : self->new_name);
}

/* Why there is nothing to read. Returns: (nullable) */
static const char *
get_message (PenDiffView *self)
{
  const PenDiffFile *file = get_file (self);

  if (file == NULL)
    return self->is_difference ? _ ("Nothing is different.") : _ ("There are no files.");
  if (file->diff != NULL)
    return NULL;
  if (!file->is_text && self->is_difference)
    return _ ("This file is no text. It is different, but that cannot be shown here.");
  if (!file->is_text)
    return _ ("This file is no text and cannot be shown here.");
  return _ ("This file is different in what cannot be shown here: the ends of its lines, or of "
            "very long lines.");
}

/* --- The file in front --- */

static void
show_pages (PenDiffView *self)
{
  const gboolean beside = pen_diff_view_get_is_side_by_side (self);
  const PenDiffFile *file = get_file (self);
  const char *message = get_message (self);

  gtk_widget_set_visible (self->tools, self->is_difference && self->files->len > 0);
  gtk_widget_set_visible (self->names, self->is_difference && message == NULL);
  say_names (self);
  say_status (self);
  gtk_stack_set_visible_child_name (self->stack, message != NULL ? "message" : "text");
  if (message != NULL)
    {
      gtk_label_set_text (self->message, message);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->old_pane), beside);
  gtk_widget_set_visible (self->separator, beside);
  if (beside)
    pen_diff_pane_show (self->old_pane, file, PEN_DIFF_SIDE_OLD, TRUE);
  pen_diff_pane_show (self->new_pane,
                      file,
                      beside ? PEN_DIFF_SIDE_NEW : PEN_DIFF_SIDE_BOTH,
                      self->is_difference);
}

static void
show_file (PenDiffView *self, guint file)
{
  self->file = file;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->file_chooser, file);
  self->filling = FALSE;
  show_pages (self);
}

static void
on_file_chosen (PenDiffView *self)
{
  const guint file = gtk_drop_down_get_selected (self->file_chooser);

  if (self->filling || file == self->file || file >= self->files->len)
    return;
  /* The next one is the first of this file. */
  self->difference = count_before (self, file);
  show_file (self, file);
}

static void
on_open_fold (PenDiffView *self, guint hunk)
{
  const guint top = pen_diff_pane_get_top (self->new_pane);
  PenDiffFile *file = get_file (self);

  pen_diff_file_open (file, hunk);
  show_pages (self);
  pen_diff_pane_set_top (self->new_pane, top);
}

static void
on_all_clicked (PenDiffView *self)
{
  PenDiffFile *file = get_file (self);
  const guint before = count_before (self, self->file);

  if (file == NULL || file->diff == NULL)
    return;
  pen_diff_file_open_all (file);
  show_pages (self);
  if (self->difference > before && self->difference <= before + file->n_changes)
    pen_diff_pane_go_to_change (self->new_pane, self->difference - before);
}

static void
fill_chooser (PenDiffView *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->files->len; i++)
    gtk_string_list_take (titles, dup_file_title (self, self->files->pdata[i]));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->file_chooser, G_LIST_MODEL (titles));
  self->filling = FALSE;
  gtk_label_set_text (self->file_label,
                      self->files->len > 0 ? gtk_string_list_get_string (titles, 0) : "");
  gtk_stack_set_visible_child_name (self->file_stack, self->files->len > 1 ? "several" : "one");
}

static void
show_files (PenDiffView *self, GPtrArray *files, gboolean is_difference)
{
  const PenDiffFile *before = get_file (self);
  const gboolean was_shown = before != NULL && before->diff != NULL;
  const guint top = was_shown ? pen_diff_pane_get_top (self->new_pane) : 0;
  g_autofree char *name = before != NULL ? g_strdup (before->name) : NULL;
  guint file = 0;

  g_ptr_array_unref (self->files);
  self->files = files;
  self->is_difference = is_difference;
  self->difference = 0;
  for (guint i = 0; i < files->len; i++)
    if (g_strcmp0 (((const PenDiffFile *)files->pdata[i])->name, name) == 0)
      file = i;
  fill_chooser (self);
  show_file (self, file);
  if (was_shown && get_file (self) != NULL && g_strcmp0 (get_file (self)->name, name) == 0)
    pen_diff_pane_set_top (self->new_pane, top);
}

/* --- From one difference to another --- */

static void
go_on (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pen_diff_view_go (PEN_DIFF_VIEW (widget), g_str_equal (name, "diff.next") ? 1 : -1);
}

void
pen_diff_view_go (PenDiffView *self, int direction)
{
  guint wanted, before, file = 0;

  g_return_if_fail (PEN_IS_DIFF_VIEW (self));

  wanted = self->difference + (guint)direction;
  if (!self->is_difference || (direction < 0 && self->difference <= 1) ||
      wanted > pen_diff_view_get_n_differences (self))
    return;
  while (count_before (self, file + 1) < wanted)
    file++;
  before = count_before (self, file);
  self->difference = wanted;
  if (file != self->file)
    show_file (self, file);
  say_status (self);
  pen_diff_pane_go_to_change (self->new_pane, wanted - before);
}

/* --- Beside each other, or below --- */

static int
get_wide (PenDiffView *self)
{
  GtkWidget *view = GTK_WIDGET (pen_diff_pane_get_view (self->new_pane));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (view, "0000000000");
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width * WIDE / 10;
}

static gboolean
on_relayout (gpointer data)
{
  PenDiffView *self = data;

  self->relayout = 0;
  if (self->is_difference)
    {
      const guint before = count_before (self, self->file);
      const PenDiffFile *file = get_file (self);

      show_pages (self);
      if (file != NULL && self->difference > before && self->difference <= before + file->n_changes)
        pen_diff_pane_go_to_change (self->new_pane, self->difference - before);
    }
  return G_SOURCE_REMOVE;
}

static void
pen_diff_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PenDiffView *self = PEN_DIFF_VIEW (widget);
  const gboolean is_wide = width >= get_wide (self);

  /* What is shown changes when this is over: a widget must not be resized from here. */
  if (is_wide != self->is_wide && self->relayout == 0)
    self->relayout = g_idle_add (on_relayout, self);
  self->is_wide = is_wide;
  gtk_widget_allocate (self->body, width, height, baseline, NULL);
}

static void
pen_diff_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (PEN_DIFF_VIEW (widget)->body,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

/* --- Life cycle --- */

static void
pen_diff_view_dispose (GObject *object)
{
  PenDiffView *self = PEN_DIFF_VIEW (object);

  if (self->relayout != 0)
    g_source_remove (self->relayout);
  self->relayout = 0;
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_DIFF_VIEW);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  G_OBJECT_CLASS (pen_diff_view_parent_class)->dispose (object);
}

static void
pen_diff_view_finalize (GObject *object)
{
  PenDiffView *self = PEN_DIFF_VIEW (object);

  g_ptr_array_unref (self->files);
  g_free (self->old_name);
  g_free (self->new_name);
  G_OBJECT_CLASS (pen_diff_view_parent_class)->finalize (object);
}

static void
pen_diff_view_class_init (PenDiffViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_diff_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_diff_view_finalize;
  widget_class->measure = pen_diff_view_measure;
  widget_class->size_allocate = pen_diff_view_size_allocate;
  g_type_ensure (PEN_TYPE_DIFF_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/diff-view.ui");
  gtk_widget_class_install_action (widget_class, "diff.next", NULL, go_on);
  gtk_widget_class_install_action (widget_class, "diff.previous", NULL, go_on);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, body);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, file_stack);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, file_chooser);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, file_label);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, tools);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, status);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, names);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, old_label);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, new_label);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, stack);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, message);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, old_pane);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, separator);
  gtk_widget_class_bind_template_child (widget_class, PenDiffView, new_pane);
  gtk_widget_class_bind_template_callback (widget_class, on_file_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_open_fold);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked);
}

static void
pen_diff_view_init (PenDiffView *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_diff_file_free);
  self->old_name = g_strdup (_ ("Before"));
  self->new_name = g_strdup (_ ("Now"));
  gtk_widget_init_template (GTK_WIDGET (self));
  pen_inner_name_set (GTK_WIDGET (self->file_chooser),
                      GTK_TYPE_TOGGLE_BUTTON,
                      _ ("Choose the File"));
  g_object_bind_property (pen_diff_pane_get_vadjustment (self->old_pane),
                          "value",
                          pen_diff_pane_get_vadjustment (self->new_pane),
                          "value",
                          G_BINDING_BIDIRECTIONAL);
  show_pages (self);
}

PenDiffView *
pen_diff_view_new (void)
{
  return g_object_new (PEN_TYPE_DIFF_VIEW, NULL);
}

void
pen_diff_view_set_names (PenDiffView *self, const char *old_name, const char *new_name)
{
  g_return_if_fail (PEN_IS_DIFF_VIEW (self));
  g_return_if_fail (old_name != NULL && new_name != NULL);

  g_free (self->old_name);
  g_free (self->new_name);
  self->old_name = g_strdup (old_name);
  self->new_name = g_strdup (new_name);
  say_names (self);
}

void
pen_diff_view_show_difference (PenDiffView *self, const PenSources *old, const PenSources *new)
{
  g_return_if_fail (PEN_IS_DIFF_VIEW (self));
  g_return_if_fail (old != NULL && new != NULL);

  show_files (self, pen_diff_files_new (old, new), /* is_difference= */ TRUE);
}

void
pen_diff_view_show_sources (PenDiffView *self, const PenSources *sources)
{
  g_return_if_fail (PEN_IS_DIFF_VIEW (self));
  g_return_if_fail (sources != NULL);

  show_files (self, pen_diff_files_new (NULL, sources), /* is_difference= */ FALSE);
}

guint
pen_diff_view_get_n_differences (PenDiffView *self)
{
  g_return_val_if_fail (PEN_IS_DIFF_VIEW (self), 0);

  return count_before (self, self->files->len);
}

guint
pen_diff_view_get_difference (PenDiffView *self)
{
  g_return_val_if_fail (PEN_IS_DIFF_VIEW (self), 0);

  return self->difference;
}

const char *
pen_diff_view_get_file (PenDiffView *self)
{
  g_return_val_if_fail (PEN_IS_DIFF_VIEW (self), NULL);

  return get_file (self) != NULL ? get_file (self)->name : NULL;
}

void
pen_diff_view_set_file (PenDiffView *self, const char *name)
{
  g_return_if_fail (PEN_IS_DIFF_VIEW (self));

  for (guint i = 0; i < self->files->len; i++)
    if (g_strcmp0 (((const PenDiffFile *)self->files->pdata[i])->name, name) == 0)
      gtk_drop_down_set_selected (self->file_chooser, i);
}

gboolean
pen_diff_view_get_is_side_by_side (PenDiffView *self)
{
  g_return_val_if_fail (PEN_IS_DIFF_VIEW (self), FALSE);

  return self->is_difference && self->is_wide;
}
