/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The command palette. It is no window and no popover, which take longer to appear than a key
 * press, and where nothing manages windows would get no keys. Its rows are made once. */
#include "palette.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "core.h"
#include "list-keys.h"
#include "palette-row.h"

#define MAX_RECENT 6
#define MAX_WIDTH 46        /* em */
#define MARGIN_BELOW 150    /* px of the window that stay free below, with the entry */
#define MIN_LIST_HEIGHT 120 /* px */

struct _PenPalette
{
  AdwBin parent_instance;

  /* template widgets */
  AdwClamp *clamp;
  GtkEditable *entry;
  GtkScrolledWindow *scroller;
  GtkListBox *list;

  /* borrowed */
  GtkWidget *focus; /* (nullable): weak: what had it before */

  /* owned */
  GSettings *settings; /* (nullable) */
  GHashTable *groups;  /* (element-type utf8 GActionGroup): by prefix */
  char **recent;       /* names, the newest first */
  gboolean has_rows;
};

G_DEFINE_FINAL_TYPE (PenPalette, pen_palette, ADW_TYPE_BIN)

/* --- What there is --- */

static GActionGroup *
get_group (PenPalette *self, const char *prefix)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GActionGroup *group = g_hash_table_lookup (self->groups, prefix);

  if (group != NULL)
    return group;
  if (g_str_equal (prefix, "win") && G_IS_ACTION_GROUP (root))
    return G_ACTION_GROUP (root);
  if (g_str_equal (prefix, "app") && GTK_IS_WINDOW (root))
    return (GActionGroup *)gtk_window_get_application (GTK_WINDOW (root));
  return NULL;
}

static gboolean
is_same_type (const GVariantType *type, GVariant *target)
{
  if (type == NULL || target == NULL)
    return type == NULL && target == NULL;
  return g_variant_is_of_type (target, type);
}

static gboolean
is_available (PenPalette *self, const PenUiAction *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_auto (GStrv) parts = NULL;
  const GVariantType *type = NULL;
  GActionGroup *group;
  gboolean is_enabled = FALSE;

  if (g_str_equal (action->name, "win.palette") ||
      !g_action_parse_detailed_name (action->name, &name, &target, NULL))
    return FALSE;
  parts = g_strsplit (name, ".", 2);
  group = parts[1] != NULL ? get_group (self, parts[0]) : NULL;
  return group != NULL &&
         g_action_group_query_action (group, parts[1], &is_enabled, &type, NULL, NULL, NULL) &&
         is_enabled && is_same_type (type, target);
}

/* --- What was used last --- */

/* 0: not lately; the newest has the most. */
static guint
get_recency (PenPalette *self, const PenUiAction *action)
{
  for (guint i = 0; self->recent[i] != NULL && i < MAX_RECENT; i++)
    if (g_str_equal (self->recent[i], action->name))
      return MAX_RECENT - i;
  return 0;
}

static void
remember (PenPalette *self, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 1;

  g_strv_builder_add (builder, name);
  for (guint i = 0; self->recent[i] != NULL && n < MAX_RECENT; i++)
    if (!g_str_equal (self->recent[i], name))
      {
        g_strv_builder_add (builder, self->recent[i]);
        n++;
      }
  g_strfreev (self->recent);
  self->recent = g_strv_builder_end (builder);
  if (self->settings != NULL)
    g_settings_set_strv (self->settings,
                         PEN_SETTING_RECENT_ACTIONS,
                         (const char *const *)self->recent);
}

/* --- The list --- */

/* The title that somebody reads, and the English one, for that is what they may have read about. */
static guint
rate (PenPalette *self, const PenUiAction *action, const char *query)
{
  guint rating = pen_fuzzy_rate (query, _ (action->title));

  if (rating == 0)
    rating = pen_fuzzy_rate (query, action->title);
  if (rating == 0)
    return 0;
  return rating * (MAX_RECENT + 1) + get_recency (self, action);
}

static void
rank_rows (PenPalette *self)
{
  const char *query = gtk_editable_get_text (self->entry);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const PenUiAction *action = pen_palette_row_get_action (PEN_PALETTE_ROW (row));
      guint rank = is_available (self, action) ? rate (self, action, query) : 0;

      pen_palette_row_set_rank (PEN_PALETTE_ROW (row), rank);
    }
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_filter (self->list);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  pen_list_keys_select (self->list,
                        row != NULL && pen_palette_row_get_rank (PEN_PALETTE_ROW (row)) > 0 ? 0
                                                                                            : -1);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  PenPaletteRow *one = PEN_PALETTE_ROW (a);
  PenPaletteRow *two = PEN_PALETTE_ROW (b);

  if (pen_palette_row_get_rank (one) != pen_palette_row_get_rank (two))
    return pen_palette_row_get_rank (one) > pen_palette_row_get_rank (two) ? -1 : 1;
  return pen_palette_row_get_action (one) < pen_palette_row_get_action (two) ? -1 : 1;
}

static gboolean
is_shown (GtkListBoxRow *row, gpointer data)
{
  return pen_palette_row_get_rank (PEN_PALETTE_ROW (row)) > 0;
}

static void
make_rows (PenPalette *self)
{
  guint n = 0;
  const PenUiAction *actions = pen_ui_actions_get (&n);

  if (self->has_rows)
    return;
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, pen_palette_row_new (&actions[i]));
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, is_shown, NULL, NULL);
  self->has_rows = TRUE;
}

/* --- Opening and closing --- */

/* Widths of widgets are pixels, whatever the zoom. Its own font is not known before it is shown. */
static void
fit (PenPalette *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  PangoContext *context = gtk_widget_get_pango_context (parent);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;
  int height = gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));

  if (!pango_font_description_get_size_is_absolute (font))
    size = size * 96 / 72;
  adw_clamp_set_maximum_size (self->clamp, (int)(size * MAX_WIDTH));
  gtk_scrolled_window_set_max_content_height (self->scroller,
                                              MAX (height - MARGIN_BELOW, MIN_LIST_HEIGHT));
}

static void
set_focus (PenPalette *self, GtkWidget *focus)
{
  g_set_weak_pointer (&self->focus, focus);
}

void
pen_palette_open (PenPalette *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)) || root == NULL)
    return;
  set_focus (self, gtk_root_get_focus (root));
  make_rows (self);
  fit (self);
  gtk_editable_set_text (self->entry, "");
  rank_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

void
pen_palette_close (PenPalette *self)
{
  g_autoptr (GtkWidget) focus = self->focus != NULL ? g_object_ref (self->focus) : NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  set_focus (self, NULL);
  if (focus != NULL && gtk_widget_get_root (focus) == gtk_widget_get_root (GTK_WIDGET (self)))
    gtk_widget_grab_focus (focus);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* A click beside it, or another window: the focus is somewhere else already. */
static void
leave (PenPalette *self)
{
  set_focus (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
run_selected (PenPalette *self)
{
  const char *detailed = pen_palette_get_selected (self);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (detailed == NULL || !g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return;
  remember (self, detailed);
  pen_palette_close (self); /* first, for some actions are about what has the focus */
  gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

/* --- Life cycle --- */

static void
pen_palette_dispose (GObject *object)
{
  PenPalette *self = PEN_PALETTE (object);

  set_focus (self, NULL);
  g_clear_object (&self->settings);
  adw_bin_set_child (ADW_BIN (self), NULL); /* else it and the template both let go of it */
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_PALETTE);
  G_OBJECT_CLASS (pen_palette_parent_class)->dispose (object);
}

static void
pen_palette_finalize (GObject *object)
{
  PenPalette *self = PEN_PALETTE (object);

  g_hash_table_unref (self->groups);
  g_strfreev (self->recent);
  G_OBJECT_CLASS (pen_palette_parent_class)->finalize (object);
}

static void
pen_palette_class_init (PenPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_palette_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_palette_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, PenPalette, clamp);
  gtk_widget_class_bind_template_child (widget_class, PenPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, PenPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, PenPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, rank_rows);
  gtk_widget_class_bind_template_callback (widget_class, run_selected);
  gtk_widget_class_bind_template_callback (widget_class, pen_palette_close);
  gtk_widget_class_bind_template_callback (widget_class, leave);
}

static void
pen_palette_init (PenPalette *self)
{
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->recent = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  pen_list_keys_attach (GTK_WIDGET (self->entry), self->list);
}

GtkWidget *
pen_palette_new (void)
{
  return g_object_new (PEN_TYPE_PALETTE, NULL);
}

void
pen_palette_set_settings (PenPalette *self, GSettings *settings)
{
  g_set_object (&self->settings, settings);
  if (settings == NULL)
    return;
  g_strfreev (self->recent);
  self->recent = g_settings_get_strv (settings, PEN_SETTING_RECENT_ACTIONS);
}

void
pen_palette_set_group (PenPalette *self, const char *prefix, GActionGroup *group)
{
  if (group != NULL)
    g_hash_table_replace (self->groups, g_strdup (prefix), g_object_ref (group));
  else
    g_hash_table_remove (self->groups, prefix);
}

const char *
pen_palette_get_selected (PenPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? pen_palette_row_get_action (PEN_PALETTE_ROW (row))->name : NULL;
}
