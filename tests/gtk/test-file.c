/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One file between a buffer and the disk: nothing is lost, whatever else happens to it. */
#include "file.h"

#include "disk.h"
#include "display.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  GFile *location;
  PenFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "hello.rs", NULL);
  fixture->location = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->file);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_object_unref (fixture->location);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
put (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static char *
dup_disk (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  return text;
}

static void
assert_disk (Fixture *fixture, const char *text)
{
  g_autofree char *present = dup_disk (fixture);

  g_assert_cmpstr (present, ==, text);
}

static char *
dup_text (PenFile *file)
{
  GtkTextIter begin, end;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (file));

  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  return gtk_text_buffer_get_text (buffer, &begin, &end, TRUE);
}

static gboolean
has_text (PenFile *file, const char *text)
{
  g_autofree char *present = dup_text (file);

  return g_str_equal (present, text);
}

static void
type (PenFile *file, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (file));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/* A file that holds @text, here and on the disk. */
static void
open_file (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *etag = NULL;

  put (fixture, text);
  etag = pen_disk_dup_etag (fixture->location);
  fixture->file = pen_file_new_from_bytes ("hello.rs", bytes);
  pen_file_set_location (fixture->file, fixture->location, etag);
  g_assert_false (pen_file_get_modified (fixture->file));
}

static void
take_result (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static gboolean
save (PenFile *file, GFile *location, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pen_file_save_async (file, location, NULL, take_result, &result);
  PEN_WAIT_UNTIL (result != NULL);
  return pen_file_save_finish (file, result, error);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  const char *text = data;
  g_autofree char *last = NULL;

  open_file (fixture, text);
  type (fixture->file, "x");
  g_assert_true (pen_file_get_modified (fixture->file));
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (pen_file_get_buffer (fixture->file)));
  g_assert_false (pen_file_get_modified (fixture->file));
  type (fixture->file, "");
  put (fixture, "");
  g_assert_true (save (fixture->file, fixture->location, NULL));
  assert_disk (fixture, text);
}

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "a\r\nb\r\n");
  type (fixture->file, "new\n");
  g_assert_true (save (fixture->file, NULL, NULL));
  assert_disk (fixture, "new\r\na\r\nb\r\n");
  g_assert_false (pen_file_get_modified (fixture->file));
  type (fixture->file, "x");
  g_assert_true (save (fixture->file, NULL, NULL));
}

static void
test_undo_is_unlimited (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer;

  open_file (fixture, "");
  buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (fixture->file));
  for (guint i = 0; i < 1000; i++)
    type (fixture->file, i % 2 == 0 ? "\n" : "word ");
  while (gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  g_assert_true (has_text (fixture->file, ""));
  g_assert_false (pen_file_get_modified (fixture->file));
}

static void
test_comes_in (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer;

  open_file (fixture, "one\ntwo\n");
  buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (fixture->file));
  put (fixture, "one\n2\n");
  PEN_WAIT_UNTIL (has_text (fixture->file, "one\n2\n"));
  g_assert_false (pen_file_get_modified (fixture->file));
  g_assert_null (pen_file_get_problem (fixture->file));
  gtk_text_buffer_undo (buffer);
  g_assert_true (has_text (fixture->file, "one\ntwo\n"));
  g_assert_true (pen_file_get_modified (fixture->file));
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
}

/* Changed here and there: nothing is taken, nothing is written, until somebody decides. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  open_file (fixture, "one\n");
  type (fixture->file, "mine ");
  put (fixture, "theirs\n");
  PEN_WAIT_UNTIL (pen_file_get_problem_kind (fixture->file) == PEN_FILE_PROBLEM_CHANGED);
  g_assert_true (has_text (fixture->file, "mine one\n"));
  g_assert_false (save (fixture->file, NULL, &error));
  g_assert_nonnull (error);
  assert_disk (fixture, "theirs\n");
  if (g_strcmp0 (data, "keep") == 0)
    {
      pen_file_keep_mine (fixture->file);
      g_assert_null (pen_file_get_problem (fixture->file));
      g_assert_true (save (fixture->file, NULL, NULL));
      assert_disk (fixture, "mine one\n");
      return;
    }
  pen_file_reload_async (fixture->file, NULL, take_result, &result);
  PEN_WAIT_UNTIL (result != NULL);
  g_assert_true (pen_file_reload_finish (fixture->file, result, NULL));
  g_assert_true (has_text (fixture->file, "theirs\n"));
  g_assert_null (pen_file_get_problem (fixture->file));
  g_assert_false (pen_file_get_modified (fixture->file));
}

/* Nobody has to wait for the watcher: the version is looked at while saving. */
static void
test_conflict_unnoticed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_file (fixture, "one\n");
  type (fixture->file, "mine ");
  put (fixture, "theirs\n");
  g_assert_false (save (fixture->file, NULL, &error));
  g_assert_nonnull (strstr (error->message, "hello.rs"));
  g_assert_cmpint (pen_file_get_problem_kind (fixture->file), ==, PEN_FILE_PROBLEM_CHANGED);
  assert_disk (fixture, "theirs\n");
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, "one\n");
  g_unlink (fixture->path);
  PEN_WAIT_UNTIL (pen_file_get_problem_kind (fixture->file) == PEN_FILE_PROBLEM_GONE);
  g_assert_true (pen_file_get_modified (fixture->file));
  g_assert_true (has_text (fixture->file, "one\n"));
  g_assert_true (save (fixture->file, NULL, NULL));
  assert_disk (fixture, "one\n");
  g_assert_null (pen_file_get_problem (fixture->file));
  g_unlink (fixture->path);
  PEN_WAIT_UNTIL (pen_file_get_problem (fixture->file) != NULL);
  put (fixture, "back\n");
  PEN_WAIT_UNTIL (pen_file_get_problem (fixture->file) == NULL);
  g_assert_true (has_text (fixture->file, "back\n"));
}

static void
test_becomes_useless (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = g_strnfill (PEN_PROGRAM_MAX_RUST_BYTES + 1, 'x');

  open_file (fixture, "one\n");
  put (fixture, big);
  PEN_WAIT_UNTIL (pen_file_get_problem (fixture->file) != NULL);
  g_assert_nonnull (strstr (pen_file_get_problem (fixture->file), "2 MiB"));
  g_assert_true (has_text (fixture->file, "one\n"));
}

static gboolean
write_map (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && write (fd, text, strlen (text)) == (gssize)strlen (text);

  if (fd >= 0)
    close (fd);
  return ok;
}

/* A disk of 64 KiB that only this process sees. Before there are threads.
 * Returns: (transfer full) (nullable) */
static char *
mount_small_disk (void)
{
  g_autofree char *folder = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  g_autofree char *users = g_strdup_printf ("%u %u 1", getuid (), getuid ());
  g_autofree char *groups = g_strdup_printf ("%u %u 1", getgid (), getgid ());

  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_map ("/proc/self/setgroups", "deny") &&
      write_map ("/proc/self/uid_map", users) && write_map ("/proc/self/gid_map", groups) &&
      mount ("none", folder, "tmpfs", 0, "size=64k") == 0)
    return g_steal_pointer (&folder);
  g_rmdir (folder);
  return NULL;
}

static void
test_full_disk (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *big = g_strnfill (100 * 1024, 'x');
  g_autoptr (GDir) dir = NULL;
  Fixture fixture = {0};

  if (data == NULL)
    {
      g_test_skip ("a small disk cannot be mounted here");
      return;
    }
  fixture.path = g_build_filename (data, "hello.rs", NULL);
  fixture.location = g_file_new_for_path (fixture.path);
  open_file (&fixture, "precious\n");
  type (fixture.file, big);
  g_assert_false (save (fixture.file, NULL, &error));
  g_assert_nonnull (strstr (error->message, "disk is full"));
  assert_disk (&fixture, "precious\n");
  g_assert_true (pen_file_get_modified (fixture.file));
  dir = g_dir_open (data, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "hello.rs");
  g_assert_null (g_dir_read_name (dir));
  g_object_unref (fixture.file);
  g_object_unref (fixture.location);
  g_free (fixture.path);
}

/* Root may write everywhere, so the folder is one that nobody can write in. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = {"/proc/hello.rs", "/dev/null/hello.rs"};

  open_file (fixture, "one\n");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GFile) location = g_file_new_for_path (places[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (save (fixture->file, location, &error));
      g_assert_nonnull (strstr (error->message, "Save As"));
      g_assert_true (g_file_equal (pen_file_get_location (fixture->file), fixture->location));
    }
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.rs", NULL);
  g_autoptr (GFile) location = g_file_new_for_path (link);

  open_file (fixture, "one\n");
  g_assert_cmpint (symlink ("hello.rs", link), ==, 0);
  type (fixture->file, "x");
  g_assert_true (save (fixture->file, location, NULL));
  assert_disk (fixture, "xone\n");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_unlink (link);
}

static void
test_mode (Fixture *fixture, gconstpointer data)
{
  struct stat st;

  open_file (fixture, "one\n");
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  type (fixture->file, "x");
  PEN_WAIT_UNTIL (save (fixture->file, fixture->location, NULL));
  g_assert_cmpint (stat (fixture->path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0640);
}

static void
test_opaque (void)
{
  static const char picture[] = "\x89PNG\r\n\0\0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (picture, sizeof picture);
  g_autoptr (PenFile) file = pen_file_new_from_bytes ("cat.png", bytes);
  g_autoptr (GBytes) back = NULL;

  g_assert_false (pen_file_is_text (file));
  g_assert_nonnull (strstr (pen_file_get_problem (file), "cat.png"));
  type (file, "scribble"); /* a view would not let this happen */
  back = pen_file_dup_bytes (file);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_false (pen_file_get_modified (file));
}

static void
test_names (void)
{
  static const char *const refused[] =
      {"", "/etc/passwd", "../x.rs", ".hidden.rs", "-x.rs", "a\nb"};
  g_autoptr (PenFile) file = pen_file_new ("a.rs");

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pen_file_set_name (file, refused[i], &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpstr (pen_file_get_name (file), ==, "a.rs");
}

/* Typing goes on while a save is under way. */
static void
test_overtaken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  open_file (fixture, "one\n");
  type (fixture->file, "a");
  pen_file_save_async (fixture->file, NULL, NULL, take_result, &result);
  type (fixture->file, "b");
  PEN_WAIT_UNTIL (result != NULL);
  g_assert_true (pen_file_save_finish (fixture->file, result, NULL));
  assert_disk (fixture, "aone\n");
  g_assert_true (pen_file_get_modified (fixture->file));
  g_assert_true (save (fixture->file, NULL, NULL));
  assert_disk (fixture, "abone\n");
  g_assert_false (pen_file_get_modified (fixture->file));
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 begin;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "    let value_%u = compute(%u, \"text\");\n", i, i);
  open_file (fixture, text->str);
  pen_file_get_buffer (fixture->file);
  begin = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    type (fixture->file, "x");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
  g_assert_true (save (fixture->file, NULL, NULL));
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/gtk/file/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *disk = mount_small_disk ();

  pen_test_init (&argc, &argv);
  ADD ("round-trip/empty", "", test_round_trip);
  ADD ("round-trip/plain", "a\nb\n", test_round_trip);
  ADD ("round-trip/no-final-newline", "a\nb", test_round_trip);
  ADD ("round-trip/crlf", "a\r\nb\r\n", test_round_trip);
  ADD ("round-trip/mixed", "a\r\nb\nc\rd", test_round_trip);
  ADD ("round-trip/mark", "\xef\xbb\xbf// a\n", test_round_trip);
  ADD ("keeps-line-ends-of-what-is-typed", NULL, test_typed);
  ADD ("undo-is-unlimited", NULL, test_undo_is_unlimited);
  ADD ("a-change-on-the-disk-comes-in", NULL, test_comes_in);
  ADD ("a-conflict-is-kept", "keep", test_conflict);
  ADD ("a-conflict-is-reloaded", "reload", test_conflict);
  ADD ("a-conflict-is-seen-when-saving", NULL, test_conflict_unnoticed);
  ADD ("vanishing-is-said", NULL, test_gone);
  ADD ("what-became-too-large-stays-out", NULL, test_becomes_useless);
  ADD ("no-folder-to-write-in", NULL, test_no_folder);
  ADD ("writes-where-a-link-leads", NULL, test_link);
  ADD ("keeps-the-mode", NULL, test_mode);
  ADD ("typing-overtakes-a-save", NULL, test_overtaken);
  ADD ("ten-thousand-lines", NULL, test_long);
  g_test_add_func ("/gtk/file/opaque-bytes-are-kept", test_opaque);
  g_test_add_func ("/gtk/file/names-are-checked", test_names);
  g_test_add_data_func ("/gtk/file/a-full-disk-loses-nothing", disk, test_full_disk);
  return g_test_run ();
}
