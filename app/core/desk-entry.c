/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a list says about a session that lies on the desk. */
#include "desk.h"

#include <glib/gi18n.h>
#include <string.h>

#define PREVIEW_LINES 3
#define PREVIEW_MAX 400 /* bytes */

struct _PenDeskEntry
{
  GObject parent_instance;

  char *id;
  char *title;
  char *preview;
  gint64 changed;
  guint n_steps;
  guint n_runs;
};

G_DEFINE_FINAL_TYPE (PenDeskEntry, pen_desk_entry, G_TYPE_OBJECT)

static void
pen_desk_entry_finalize (GObject *object)
{
  PenDeskEntry *self = PEN_DESK_ENTRY (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->preview);
  G_OBJECT_CLASS (pen_desk_entry_parent_class)->finalize (object);
}

static void
pen_desk_entry_class_init (PenDeskEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_desk_entry_finalize;
}

static void
pen_desk_entry_init (PenDeskEntry *self)
{
}

/* Whether a line tells programs apart. */
static gboolean
says_something (const char *line)
{
  return line[0] != '\0' && !g_str_equal (line, "}") && !g_str_has_prefix (line, "fn main(") &&
         !g_str_has_prefix (line, "#![");
}

/* The first lines of the program's root that say something. */
static char *
make_preview (const PenSources *sources)
{
  const char *root = pen_sources_get_root (sources);
  GBytes *bytes = root != NULL ? pen_sources_get (sources, root) : NULL;
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) preview = g_string_new (NULL);
  guint n = 0;

  if (data == NULL)
    return g_strdup ("");
  text = g_utf8_make_valid (data, (gssize)MIN (size, 16 * 1024));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && n < PREVIEW_LINES && preview->len < PREVIEW_MAX; i++)
    {
      g_autofree char *line =
          g_utf8_substring (g_strstrip (lines[i]), 0, MIN (g_utf8_strlen (lines[i], -1), 80));

      if (!says_something (line))
        continue;
      if (n++ > 0)
        g_string_append_c (preview, '\n');
      g_string_append (preview, line);
    }
  return g_string_free (g_steal_pointer (&preview), FALSE);
}

static char *
make_title (PenSession *session)
{
  const PenPlace *place = pen_session_get_place (session);
  g_autofree char *name = NULL;

  if (pen_session_get_title (session) != NULL)
    return g_strdup (pen_session_get_title (session));
  if (place == NULL || place->base == NULL)
    return g_strdup (_ ("New Program"));
  if (place->single && place->saved->len > 0)
    return g_path_get_basename (((const PenRecordFile *)place->saved->pdata[0])->name);
  name = g_path_get_basename (place->base);
  return g_filename_display_name (name);
}

PenDeskEntry *
pen_desk_entry_new (PenSession *session, gint64 changed)
{
  PenDeskEntry *self;
  PenTimeline *timeline;
  g_autoptr (PenSources) sources = NULL;

  g_return_val_if_fail (PEN_IS_SESSION (session), NULL);

  self = g_object_new (PEN_TYPE_DESK_ENTRY, NULL);
  timeline = pen_session_get_timeline (session);
  sources = pen_session_dup_sources (session);
  self->id = g_strdup (pen_session_get_id (session));
  self->title = make_title (session);
  self->preview = make_preview (sources);
  self->changed = changed;
  self->n_steps = g_list_model_get_n_items (pen_session_get_steps (session));
  for (guint i = 0; i < pen_timeline_get_n_records (timeline); i++)
    self->n_runs += pen_timeline_get_record (timeline, i)->kind == PEN_RECORD_RUN;
  return self;
}

const char *
pen_desk_entry_get_id (PenDeskEntry *self)
{
  g_return_val_if_fail (PEN_IS_DESK_ENTRY (self), NULL);

  return self->id;
}

const char *
pen_desk_entry_get_title (PenDeskEntry *self)
{
  g_return_val_if_fail (PEN_IS_DESK_ENTRY (self), NULL);

  return self->title;
}

const char *
pen_desk_entry_get_preview (PenDeskEntry *self)
{
  g_return_val_if_fail (PEN_IS_DESK_ENTRY (self), NULL);

  return self->preview;
}

gint64
pen_desk_entry_get_changed (PenDeskEntry *self)
{
  g_return_val_if_fail (PEN_IS_DESK_ENTRY (self), 0);

  return self->changed;
}

guint
pen_desk_entry_get_n_steps (PenDeskEntry *self)
{
  g_return_val_if_fail (PEN_IS_DESK_ENTRY (self), 0);

  return self->n_steps;
}

guint
pen_desk_entry_get_n_runs (PenDeskEntry *self)
{
  g_return_val_if_fail (PEN_IS_DESK_ENTRY (self), 0);

  return self->n_runs;
}
