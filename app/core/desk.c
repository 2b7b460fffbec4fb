/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* All sessions of somebody, as folders. Which of them were open is what their journals say: there
 * is no list of them that could be wrong. */
#include "desk.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core-error.h"

#define JOURNAL "journal"

struct _PenDesk
{
  GObject parent_instance;

  char *folder; /* (type filename) */
};

G_DEFINE_FINAL_TYPE (PenDesk, pen_desk, G_TYPE_OBJECT)

static void
pen_desk_finalize (GObject *object)
{
  PenDesk *self = PEN_DESK (object);

  g_free (self->folder);
  G_OBJECT_CLASS (pen_desk_parent_class)->finalize (object);
}

static void
pen_desk_class_init (PenDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_desk_finalize;
}

static void
pen_desk_init (PenDesk *self)
{
}

PenDesk *
pen_desk_new (const char *folder)
{
  PenDesk *self = g_object_new (PEN_TYPE_DESK, NULL);

  self->folder = folder != NULL
                     ? g_strdup (folder)
                     : g_build_filename (g_get_user_data_dir (), "playpen", "sessions", NULL);
  return self;
}

static char *
make_path (PenDesk *self, const char *id)
{
  return g_build_filename (self->folder, id, JOURNAL, NULL);
}

/* (element-type utf8): the ids of all sessions that lie here. */
static GPtrArray *
list_ids (const char *folder)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_uuid_string_is_valid (name))
      g_ptr_array_add (ids, g_strdup (name));
  return ids;
}

/* --- Opening --- */

/* What did not follow is kept beside before the journal is written anew without it. */
static void
keep_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (aside);

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
}

/* Whether the session in @lines was left open, read from their end. */
static gboolean
is_open (GPtrArray *lines)
{
  for (guint i = lines->len; i > 0; i--)
    {
      const char *line = lines->pdata[i - 1];

      if (g_str_has_prefix (line, "{\"k\":\"closed\","))
        return FALSE;
      if (g_str_has_prefix (line, "{\"k\":\"opened\",") ||
          g_str_has_prefix (line, "{\"k\":\"left\","))
        return TRUE;
    }
  return TRUE;
}

static PenSession *
open_session (PenDesk *self, const char *id, gboolean *ret_cut, GError **error)
{
  g_autofree char *path = make_path (self, id);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (PenSession) looked = NULL;
  g_autoptr (PenJournal) journal = NULL;
  PenJournalState state = PEN_JOURNAL_NEW;
  PenSession *session;
  gboolean cut = FALSE;

  journal = pen_journal_open (path, &lines, &state, error);
  if (journal == NULL)
    return NULL;
  if (lines->len > 0)
    {
      looked = pen_session_new_from_lines (lines, &cut, error);
      if (looked == NULL)
        return NULL;
      if (cut)
        keep_aside (path);
    }
  session = pen_session_new_from_journal (journal, lines, id, &cut, error);
  if (ret_cut != NULL)
    *ret_cut = cut || state == PEN_JOURNAL_CUT;
  return session;
}

PenSession *
pen_desk_open (PenDesk *self, const char *id, GError **error)
{
  g_return_val_if_fail (PEN_IS_DESK (self), NULL);
  g_return_val_if_fail (g_uuid_string_is_valid (id), NULL);

  return open_session (self, id, NULL, error);
}

gboolean
pen_desk_add (PenDesk *self, PenSession *session, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  PenJournal *journal;

  g_return_val_if_fail (PEN_IS_DESK (self), FALSE);
  g_return_val_if_fail (PEN_IS_SESSION (session), FALSE);

  path = make_path (self, pen_session_get_id (session));
  journal = pen_journal_open (path, &lines, NULL, error);
  if (journal == NULL)
    return FALSE;
  pen_session_take_journal (session, journal);
  return TRUE;
}

/* A journal on its way to a session. */
typedef struct
{
  PenSession *session;
  char *path;
} Adding;

static void
adding_free (Adding *adding)
{
  g_object_unref (adding->session);
  g_free (adding->path);
  g_free (adding);
}

static void
add_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Adding *adding = data;
  g_autoptr (GPtrArray) lines = NULL;
  GError *error = NULL;
  PenJournal *journal = pen_journal_open (adding->path, &lines, NULL, &error);

  if (journal == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, journal, g_object_unref);
}

void
pen_desk_add_async (PenDesk *self, PenSession *session, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Adding *adding;

  g_return_if_fail (PEN_IS_DESK (self));
  g_return_if_fail (PEN_IS_SESSION (session));

  adding = g_new0 (Adding, 1);
  adding->session = g_object_ref (session);
  adding->path = make_path (self, pen_session_get_id (session));
  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, pen_desk_add_async);
  g_task_set_task_data (task, adding, (GDestroyNotify)adding_free);
  g_task_run_in_thread (task, add_in_thread);
}

gboolean
pen_desk_add_finish (PenDesk *self, GAsyncResult *result, GError **error)
{
  PenJournal *journal;
  Adding *adding;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  journal = g_task_propagate_pointer (G_TASK (result), error);
  if (journal == NULL)
    return FALSE;
  adding = g_task_get_task_data (G_TASK (result));
  pen_session_take_journal (adding->session, journal);
  return TRUE;
}

static int
compare_created (gconstpointer a, gconstpointer b)
{
  const gint64 one = pen_session_get_created (*(PenSession *const *)a);
  const gint64 other = pen_session_get_created (*(PenSession *const *)b);

  return one < other ? -1 : one > other;
}

GPtrArray *
pen_desk_restore (PenDesk *self, gboolean *ret_crashed, gboolean *ret_cut)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (PEN_IS_DESK (self), NULL);

  *ret_crashed = FALSE;
  *ret_cut = FALSE;
  ids = list_ids (self->folder);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *path = make_path (self, ids->pdata[i]);
      g_autoptr (GPtrArray) lines = NULL;
      g_autoptr (GError) error = NULL;
      PenSession *session;
      gboolean cut = FALSE;

      if (!pen_journal_peek (path, &lines, NULL, NULL) || !is_open (lines))
        continue;
      session = open_session (self, ids->pdata[i], &cut, &error);
      if (session == NULL)
        {
          g_debug ("%s: %s", path, error->message);
          continue;
        }
      if (pen_session_get_end (session) == PEN_SESSION_CLOSED) /* by somebody else, meanwhile */
        {
          g_object_unref (session);
          continue;
        }
      *ret_crashed |= pen_session_get_end (session) == PEN_SESSION_CRASHED;
      *ret_cut |= cut;
      g_ptr_array_add (sessions, session);
    }
  g_ptr_array_sort (sessions, compare_created);
  return sessions;
}

/* --- Listing --- */

static int
compare_changed (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 one = pen_desk_entry_get_changed ((PenDeskEntry *)a);
  const gint64 other = pen_desk_entry_get_changed ((PenDeskEntry *)b);

  return one > other ? -1 : one < other;
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *folder = data;
  g_autoptr (GPtrArray) ids = list_ids (folder);
  g_autoptr (GListStore) entries = g_list_store_new (PEN_TYPE_DESK_ENTRY);

  for (guint i = 0; i < ids->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *path = g_build_filename (folder, ids->pdata[i], JOURNAL, NULL);
      g_autoptr (GPtrArray) lines = NULL;
      g_autoptr (PenSession) session = NULL;
      g_autoptr (PenDeskEntry) entry = NULL;
      GStatBuf info;

      if (!pen_journal_peek (path, &lines, NULL, NULL) || is_open (lines) ||
          g_stat (path, &info) != 0)
        continue;
      session = pen_session_new_from_lines (lines, NULL, NULL);
      if (session == NULL)
        continue;
      entry = pen_desk_entry_new (session, (gint64)info.st_mtime * G_USEC_PER_SEC);
      g_list_store_append (entries, entry);
    }
  g_list_store_sort (entries, compare_changed, NULL);
  g_task_return_pointer (task, g_steal_pointer (&entries), g_object_unref);
}

void
pen_desk_list_async (PenDesk *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PEN_IS_DESK (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, pen_desk_list_async);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

GListModel *
pen_desk_list_finish (PenDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Deleting --- */

/* A folder of ours: files only. */
static gboolean
delete_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (g_rmdir (folder) == 0)
    return TRUE;
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("The program cannot be deleted: %s."),
               g_strerror (errno));
  return FALSE;
}

gboolean
pen_desk_delete (PenDesk *self, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (PenJournal) journal = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (PEN_IS_DESK (self), FALSE);
  g_return_val_if_fail (g_uuid_string_is_valid (id), FALSE);

  path = make_path (self, id);
  folder = g_path_get_dirname (path);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return delete_folder (folder, error);
  journal = pen_journal_open (path, &lines, NULL, error); /* so nobody has it open */
  return journal != NULL && delete_folder (folder, error);
}
