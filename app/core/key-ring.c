/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The presenters whose keys are remembered, so that next time a key is known. In a key file that
 * people can read: a group for each key, with a name and a day. */
#include "key-ring.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core-error.h"

#define FILE_MAX (1024 * 1024)
#define TIME_MAX 253402300799 /* the last second of the year 9999 */
#define NAME "name"
#define FIRST_SEEN "first-seen"

struct _PenKeyRing
{
  GObject parent_instance;

  char *path;
  char *problem;         /* (nullable) */
  gboolean is_untouched; /* the file is not understood and could not be kept: never write over it */
  GPtrArray *presenters; /* (element-type PenPresenter): the first seen first */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenKeyRing, pen_key_ring, G_TYPE_OBJECT)

static PenPresenter *
presenter_new (const PenPublicKey *key, const char *name, gint64 first_seen)
{
  PenPresenter *presenter = g_new (PenPresenter, 1);

  presenter->key = *key;
  presenter->name = g_strdup (name);
  presenter->first_seen = first_seen;
  return presenter;
}

static void
presenter_free (gpointer data)
{
  PenPresenter *presenter = data;

  g_free (presenter->name);
  g_free (presenter);
}

static gint
compare_presenters (gconstpointer a, gconstpointer b)
{
  const PenPresenter *first = *(const PenPresenter *const *)a;
  const PenPresenter *second = *(const PenPresenter *const *)b;

  if (first->first_seen != second->first_seen)
    return first->first_seen < second->first_seen ? -1 : 1;
  return memcmp (&first->key, &second->key, sizeof first->key);
}

static void
pen_key_ring_finalize (GObject *object)
{
  PenKeyRing *self = PEN_KEY_RING (object);

  g_ptr_array_unref (self->presenters);
  g_free (self->problem);
  g_free (self->path);

  G_OBJECT_CLASS (pen_key_ring_parent_class)->finalize (object);
}

static void
pen_key_ring_class_init (PenKeyRingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pen_key_ring_finalize;

  /**
   * PenKeyRing::changed: somebody was added, renamed or forgotten.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   PEN_TYPE_KEY_RING,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
pen_key_ring_init (PenKeyRing *self)
{
  self->presenters = g_ptr_array_new_with_free_func (presenter_free);
}

/* (transfer full): one line of what can be seen; the words of the key when nothing is left. */
static char *
clean_name (const char *name, const PenPublicKey *key)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *valid = NULL;
  guint n = 0;

  if (name != NULL)
    valid = g_utf8_make_valid (name, (gssize)strnlen (name, 4 * PEN_KEY_RING_NAME_MAX));
  for (const char *at = valid; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean is_space = g_unichar_isspace (c);

      if ((!is_space && !g_unichar_isgraph (c)) || n == PEN_KEY_RING_NAME_MAX)
        continue;
      g_string_append_unichar (clean, is_space ? ' ' : c);
      n++;
    }
  g_strstrip (clean->str);
  return clean->str[0] != '\0' ? g_strdup (clean->str) : pen_public_key_dup_words (key);
}

/* --- The file --- */

static PenPresenter *
read_group (GKeyFile *file, const char *group)
{
  g_autofree char *name = g_key_file_get_string (file, group, NAME, NULL);
  g_autofree char *day = g_key_file_get_string (file, group, FIRST_SEEN, NULL);
  g_autoptr (GDateTime) time = day != NULL ? g_date_time_new_from_iso8601 (day, NULL) : NULL;
  g_autofree char *clean = NULL;
  PenPublicKey key;

  if (name == NULL || time == NULL || !pen_public_key_parse (group, &key, NULL))
    return NULL;
  clean = clean_name (name, &key);
  return presenter_new (&key, clean, g_date_time_to_unix (time));
}

static void
make_room (PenKeyRing *self)
{
  g_ptr_array_sort (self->presenters, compare_presenters);
  if (self->presenters->len > PEN_KEY_RING_MAX)
    g_ptr_array_remove_range (self->presenters, 0, self->presenters->len - PEN_KEY_RING_MAX);
}

/* FALSE: not all of it could be read. */
static gboolean
read_file (PenKeyRing *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  struct stat info;
  gboolean is_whole = TRUE;

  g_ptr_array_set_size (self->presenters, 0);
  if (g_stat (self->path, &info) != 0 && errno == ENOENT)
    return TRUE;
  if (g_stat (self->path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > FILE_MAX)
    return FALSE;
  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      PenPresenter *presenter = read_group (file, groups[i]);

      if (presenter != NULL)
        g_ptr_array_add (self->presenters, presenter);
      else
        is_whole = FALSE;
    }
  make_room (self);
  return is_whole;
}

static gboolean
fail (PenKeyRing *self, const char *why, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("The presenters whom you know are kept in “%s”, and that cannot be written: %s."),
               shown,
               why);
  return FALSE;
}

static gboolean
write_file (PenKeyRing *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) reason = NULL;
  gsize size;

  if (self->is_untouched)
    return fail (self, _ ("what is there is no list of presenters"), error);
  for (guint i = 0; i < self->presenters->len; i++)
    {
      const PenPresenter *presenter = self->presenters->pdata[i];
      g_autofree char *group = pen_public_key_dup_text (&presenter->key);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (presenter->first_seen);
      g_autofree char *day = g_date_time_format_iso8601 (time);

      g_key_file_set_string (file, group, NAME, presenter->name);
      g_key_file_set_string (file, group, FIRST_SEEN, day);
    }
  text = g_key_file_to_data (file, &size, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (self, g_strerror (errno), error);
  if (!g_file_set_contents_full (self->path,
                                 text,
                                 (gssize)size,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 &reason))
    return fail (self, reason->message, error);
  return TRUE;
}

static void
keep_damaged (PenKeyRing *self)
{
  g_autofree char *kept = g_strconcat (self->path, ".damaged", NULL);
  g_autofree char *shown = g_filename_display_name (self->path);
  g_autofree char *shown_kept = g_filename_display_name (kept);

  g_free (self->problem);
  self->is_untouched = g_rename (self->path, kept) != 0;
  if (self->is_untouched)
    self->problem = g_strdup_printf (_ ("“%s” should list the presenters whom you know, but cannot "
                                        "be read. Nobody new is remembered until it is moved "
                                        "away."),
                                     shown);
  else
    self->problem = g_strdup_printf (_ ("The list of presenters whom you know was damaged. It is "
                                        "kept as “%s”; some of them may appear as new."),
                                     shown_kept);
}

/* Before a change too: another process may have changed it. */
static void
load (PenKeyRing *self)
{
  self->is_untouched = FALSE;
  if (read_file (self))
    return;
  keep_damaged (self);
  if (self->presenters->len > 0 && !write_file (self, NULL))
    g_debug ("what could be read of the presenters is not written yet");
}

PenKeyRing *
pen_key_ring_new (const char *path)
{
  PenKeyRing *self = g_object_new (PEN_TYPE_KEY_RING, NULL);

  self->path = path != NULL
                   ? g_strdup (path)
                   : g_build_filename (g_get_user_data_dir (), "playpen", "presenters", NULL);
  load (self);
  return self;
}

const char *
pen_key_ring_get_problem (PenKeyRing *self)
{
  g_return_val_if_fail (PEN_IS_KEY_RING (self), NULL);

  return self->problem;
}

/* --- Asking --- */

static gboolean
find (PenKeyRing *self, const PenPublicKey *key, guint *ret_index)
{
  for (guint i = 0; i < self->presenters->len; i++)
    {
      const PenPresenter *presenter = self->presenters->pdata[i];

      if (pen_public_key_equal (&presenter->key, key))
        {
          *ret_index = i;
          return TRUE;
        }
    }
  return FALSE;
}

const PenPresenter *
pen_key_ring_look_up (PenKeyRing *self, const PenPublicKey *key)
{
  guint index;

  g_return_val_if_fail (PEN_IS_KEY_RING (self) && key != NULL, NULL);

  return find (self, key, &index) ? self->presenters->pdata[index] : NULL;
}

PenSignatureState
pen_key_ring_check (PenKeyRing *self,
                    GBytes *message,
                    const char *signature,
                    gsize size,
                    const PenPublicKey *key,
                    GError **error)
{
  g_return_val_if_fail (PEN_IS_KEY_RING (self) && message != NULL, PEN_SIGNATURE_DAMAGED);

  if (signature == NULL)
    return PEN_SIGNATURE_UNSIGNED;
  if (key == NULL)
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_FORMAT,
                           _ ("It is signed, but the key to check that with is missing. Ask for "
                              "the file again."));
      return PEN_SIGNATURE_DAMAGED;
    }
  if (!pen_minisign_verify (message, signature, size, key, NULL, error))
    return PEN_SIGNATURE_DAMAGED;
  return pen_key_ring_look_up (self, key) != NULL ? PEN_SIGNATURE_KNOWN : PEN_SIGNATURE_FIRST_SEEN;
}

GPtrArray *
pen_key_ring_dup_presenters (PenKeyRing *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (presenter_free);

  g_return_val_if_fail (PEN_IS_KEY_RING (self), copy);

  for (guint i = 0; i < self->presenters->len; i++)
    {
      const PenPresenter *presenter = self->presenters->pdata[i];

      g_ptr_array_add (copy,
                       presenter_new (&presenter->key, presenter->name, presenter->first_seen));
    }
  return copy;
}

/* --- Changing: what the caller points to may be of the ring, which is read anew --- */

static gboolean
save (PenKeyRing *self, GError **error)
{
  gboolean is_saved = write_file (self, error);

  if (!is_saved)
    load (self); /* as it is there */
  g_signal_emit (self, signals[CHANGED], 0);
  return is_saved;
}

gboolean
pen_key_ring_remember (PenKeyRing *self,
                       const PenPublicKey *key,
                       const char *name,
                       gint64 now,
                       GError **error)
{
  g_autofree char *clean = NULL;
  PenPublicKey own;
  guint index;

  g_return_val_if_fail (PEN_IS_KEY_RING (self) && key != NULL, FALSE);

  own = *key;
  clean = clean_name (name, key);
  load (self);
  if (find (self, &own, &index))
    return TRUE;
  g_ptr_array_add (self->presenters, presenter_new (&own, clean, CLAMP (now, 0, TIME_MAX)));
  make_room (self);
  return save (self, error);
}

gboolean
pen_key_ring_rename (PenKeyRing *self, const PenPublicKey *key, const char *name, GError **error)
{
  g_autofree char *clean = NULL;
  PenPresenter *presenter;
  PenPublicKey own;
  guint index;

  g_return_val_if_fail (PEN_IS_KEY_RING (self) && key != NULL, FALSE);

  own = *key;
  clean = clean_name (name, key);
  load (self);
  if (!find (self, &own, &index))
    return TRUE;
  presenter = self->presenters->pdata[index];
  g_free (presenter->name);
  presenter->name = g_steal_pointer (&clean);
  return save (self, error);
}

gboolean
pen_key_ring_forget (PenKeyRing *self, const PenPublicKey *key, GError **error)
{
  PenPublicKey own;
  guint index;

  g_return_val_if_fail (PEN_IS_KEY_RING (self) && key != NULL, FALSE);

  own = *key;
  load (self);
  if (!find (self, &own, &index))
    return TRUE;
  g_ptr_array_remove_index (self->presenters, index);
  return save (self, error);
}
