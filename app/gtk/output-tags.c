/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How output is drawn. A tag for each colour, not for each combination of colours and flags, so
 * that no program can make many; where both say something the later in the table counts:
 * backgrounds, then colours of text, then everything else. */
#include "output-tags.h"

/* The kinds of style flags that have a tag; inverse is done by exchanging the colours. */
#define N_FLAG_TAGS 4

/* One colour as a program asked for it, and its tag. */
typedef struct
{
  PenColour colour;
  gboolean dim;
  gboolean exact; /* stands on a background that the program chose */
  GtkTextTag *tag;
  GdkRGBA rgba;
} Colour;

/* Colours of text, or of backgrounds. */
typedef struct
{
  gboolean is_background;
  GHashTable *by_key; /* (element-type Colour) */
} Colours;

struct _PenOutputTags
{
  GObject parent_instance;

  GtkTextTagTable *table;
  GtkTextTag *tags[PEN_N_OUTPUT_TAGS];
  GtkTextTag *flags[N_FLAG_TAGS];
  Colours foregrounds;
  Colours backgrounds;
  PenPaletteTheme theme;
};

G_DEFINE_FINAL_TYPE (PenOutputTags, pen_output_tags, G_TYPE_OBJECT)

static void
pen_output_tags_finalize (GObject *object)
{
  PenOutputTags *self = PEN_OUTPUT_TAGS (object);

  g_hash_table_unref (self->foregrounds.by_key);
  g_hash_table_unref (self->backgrounds.by_key);
  g_object_unref (self->table);
  G_OBJECT_CLASS (pen_output_tags_parent_class)->finalize (object);
}

static void
pen_output_tags_class_init (PenOutputTagsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_output_tags_finalize;
}

/* Takes @tag; the table keeps it. */
static GtkTextTag *
add_tag (PenOutputTags *self, GtkTextTag *tag)
{
  gtk_text_tag_table_add (self->table, tag);
  g_object_unref (tag);
  return tag;
}

static void
add_flag_tags (PenOutputTags *self)
{
  self->flags[0] = add_tag (self, g_object_new (GTK_TYPE_TEXT_TAG, "weight", 700, NULL));
  self->flags[1] =
      add_tag (self, g_object_new (GTK_TYPE_TEXT_TAG, "style", PANGO_STYLE_ITALIC, NULL));
  self->flags[2] =
      add_tag (self, g_object_new (GTK_TYPE_TEXT_TAG, "underline", PANGO_UNDERLINE_SINGLE, NULL));
  self->flags[3] = add_tag (self, g_object_new (GTK_TYPE_TEXT_TAG, "strikethrough", TRUE, NULL));
}

static void
add_own_tags (PenOutputTags *self)
{
  for (guint i = 0; i < PEN_N_OUTPUT_TAGS; i++)
    self->tags[i] = add_tag (self, gtk_text_tag_new (NULL));
  g_object_set (self->tags[PEN_OUTPUT_TAG_NOTE], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[PEN_OUTPUT_TAG_DROPPED], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[PEN_OUTPUT_TAG_INPUT], "weight", 700, NULL);
  g_object_set (self->tags[PEN_OUTPUT_TAG_LINK], "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_object_set (self->tags[PEN_OUTPUT_TAG_HOVER], "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

static void
pen_output_tags_init (PenOutputTags *self)
{
  PenPaletteTheme theme = {.dark = FALSE, .high_contrast = FALSE};

  self->table = gtk_text_tag_table_new ();
  self->foregrounds.by_key = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->backgrounds.by_key = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->backgrounds.is_background = TRUE;
  add_flag_tags (self);
  add_own_tags (self);
  pen_output_tags_set_theme (self, &theme);
}

PenOutputTags *
pen_output_tags_new (void)
{
  return g_object_new (PEN_TYPE_OUTPUT_TAGS, NULL);
}

GtkTextTagTable *
pen_output_tags_get_table (PenOutputTags *self)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_TAGS (self), NULL);

  return self->table;
}

GtkTextTag *
pen_output_tags_get (PenOutputTags *self, PenOutputTag tag)
{
  g_return_val_if_fail (PEN_IS_OUTPUT_TAGS (self), NULL);
  g_return_val_if_fail ((guint)tag < PEN_N_OUTPUT_TAGS, NULL);

  return self->tags[tag];
}

static void
resolve (PenOutputTags *self, const Colour *colour, GdkRGBA *ret_rgba)
{
  if (colour->exact)
    pen_palette_get_exact (&colour->colour, &self->theme, ret_rgba);
  else
    pen_palette_get_foreground (&colour->colour, colour->dim, &self->theme, ret_rgba);
}

static void
paint (PenOutputTags *self, const Colours *colours, Colour *colour)
{
  GdkRGBA text;

  resolve (self, colour, &colour->rgba);
  if (!colours->is_background)
    {
      g_object_set (colour->tag, "foreground-rgba", &colour->rgba, NULL);
      return;
    }
  pen_palette_get_on (&colour->rgba, &text);
  g_object_set (colour->tag, "background-rgba", &colour->rgba, "foreground-rgba", &text, NULL);
}

static void
paint_all (PenOutputTags *self, const Colours *colours)
{
  GHashTableIter iter;
  gpointer colour;

  g_hash_table_iter_init (&iter, colours->by_key);
  while (g_hash_table_iter_next (&iter, NULL, &colour))
    paint (self, colours, colour);
}

static void
paint_own (PenOutputTags *self)
{
  PenColour text = {.kind = PEN_COLOUR_DEFAULT};
  PenColour blue = {.kind = PEN_COLOUR_INDEX, .value = 4};
  PenColour yellow = {.kind = PEN_COLOUR_INDEX, .value = 11};
  GdkRGBA quiet;
  GdkRGBA link;
  GdkRGBA line;
  GdkRGBA match;
  GdkRGBA on_match;

  pen_palette_get_foreground (&text, /* dim= */ TRUE, &self->theme, &quiet);
  pen_palette_get_foreground (&blue, /* dim= */ FALSE, &self->theme, &link);
  pen_palette_get_exact (&yellow, &self->theme, &match);
  pen_palette_get_on (&match, &on_match);
  line = link;
  line.alpha = 0.4f;
  for (guint i = PEN_OUTPUT_TAG_NOTE; i <= PEN_OUTPUT_TAG_DROPPED; i++)
    g_object_set (self->tags[i], "foreground-rgba", &quiet, NULL);
  g_object_set (self->tags[PEN_OUTPUT_TAG_INPUT], "foreground-rgba", &link, NULL);
  g_object_set (self->tags[PEN_OUTPUT_TAG_LINK],
                "foreground-rgba",
                &link,
                "underline-rgba",
                &line,
                NULL);
  g_object_set (self->tags[PEN_OUTPUT_TAG_HOVER], "underline-rgba", &link, NULL);
  for (guint i = PEN_OUTPUT_TAG_MATCH; i <= PEN_OUTPUT_TAG_MATCH_2; i++)
    g_object_set (self->tags[i], "background-rgba", &match, "foreground-rgba", &on_match, NULL);
}

void
pen_output_tags_set_theme (PenOutputTags *self, const PenPaletteTheme *theme)
{
  g_return_if_fail (PEN_IS_OUTPUT_TAGS (self));
  g_return_if_fail (theme != NULL);

  self->theme = *theme;
  paint_own (self);
  paint_all (self, &self->foregrounds);
  paint_all (self, &self->backgrounds);
}

static double
get_distance (const GdkRGBA *a, const GdkRGBA *b)
{
  float red = a->red - b->red;
  float green = a->green - b->green;
  float blue = a->blue - b->blue;

  return red * red + green * green + blue * blue;
}

static Colour *
find_nearest (PenOutputTags *self, const Colours *colours, const Colour *wanted)
{
  GHashTableIter iter;
  gpointer other;
  Colour *nearest = NULL;
  double least = G_MAXDOUBLE;
  GdkRGBA rgba;

  resolve (self, wanted, &rgba);
  g_hash_table_iter_init (&iter, colours->by_key);
  while (g_hash_table_iter_next (&iter, NULL, &other))
    {
      double distance = get_distance (&rgba, &((Colour *)other)->rgba);

      if (distance < least)
        {
          least = distance;
          nearest = other;
        }
    }
  return nearest;
}

/* The tag of what is asked for, made if there is room for one more. */
static GtkTextTag *
find_tag (PenOutputTags *self, const Colours *colours, const Colour *wanted)
{
  gint64 key = (gint64)wanted->colour.kind << 34 | (gint64)wanted->dim << 33 |
               (gint64)wanted->exact << 32 | wanted->colour.value;
  Colour *colour = g_hash_table_lookup (colours->by_key, &key);

  if (colour != NULL)
    return colour->tag;
  if (g_hash_table_size (colours->by_key) >= PEN_OUTPUT_TAGS_MAX_COLOURS)
    return find_nearest (self, colours, wanted)->tag;
  colour = g_new (Colour, 1);
  *colour = *wanted;
  colour->tag = add_tag (self, gtk_text_tag_new (NULL));
  gtk_text_tag_set_priority (
      colour->tag,
      colours->is_background ? 0 : (int)g_hash_table_size (self->backgrounds.by_key));
  paint (self, colours, colour);
  g_hash_table_insert (colours->by_key, g_memdup2 (&key, sizeof key), colour);
  return colour->tag;
}

/* Exchanges the colours. What is not set is then set, to what it is by itself. */
static void
invert (PenStyle *style)
{
  PenColour foreground = style->foreground;

  style->foreground = style->background;
  style->background = foreground;
}

static void
apply_colours (PenOutputTags *self,
               const PenStyle *asked,
               const GtkTextIter *start,
               const GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (start);
  PenStyle style = *asked;
  gboolean inverse = (style.flags & PEN_STYLE_INVERSE) != 0;
  Colour foreground = {.dim = (style.flags & PEN_STYLE_DIM) != 0};
  Colour background = {.exact = TRUE};

  if (inverse)
    invert (&style);
  foreground.colour = style.foreground;
  background.colour = style.background;
  if (inverse || style.background.kind != PEN_COLOUR_DEFAULT)
    {
      foreground.exact = TRUE;
      foreground.dim = FALSE;
      gtk_text_buffer_apply_tag (buffer,
                                 find_tag (self, &self->backgrounds, &background),
                                 start,
                                 end);
    }
  if (style.foreground.kind != PEN_COLOUR_DEFAULT || foreground.dim)
    gtk_text_buffer_apply_tag (buffer,
                               find_tag (self, &self->foregrounds, &foreground),
                               start,
                               end);
}

void
pen_output_tags_apply (PenOutputTags *self,
                       const PenStyle *style,
                       const GtkTextIter *start,
                       const GtkTextIter *end)
{
  static const PenStyleFlags flags[N_FLAG_TAGS] = {
      PEN_STYLE_BOLD,
      PEN_STYLE_ITALIC,
      PEN_STYLE_UNDERLINE,
      PEN_STYLE_STRIKE,
  };

  g_return_if_fail (PEN_IS_OUTPUT_TAGS (self));
  g_return_if_fail (style != NULL);

  apply_colours (self, style, start, end);
  for (guint i = 0; i < N_FLAG_TAGS; i++)
    if ((style->flags & flags[i]) != 0)
      gtk_text_buffer_apply_tag (gtk_text_iter_get_buffer (start), self->flags[i], start, end);
}
