/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Presenters who are remembered, also after their file was damaged. */
#include "core.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "folder.h"

#define DAY 1795557975 /* 2026-11-24 */

typedef struct
{
  char *folder;
  char *path;
  PenSigner *signer;
  const PenPublicKey *key;
  GBytes *message;
  guint n_changed;
  GError *error;
} Fixture;

static void
set_up (Fixture *test, gconstpointer data)
{
  test->folder = test_folder_new ();
  test->path = g_build_filename (test->folder, "playpen", "presenters", NULL);
  test->signer = pen_signer_new ();
  test->key = pen_signer_get_public_key (test->signer);
  test->message = g_bytes_new_static ("message", 7);
}

static void
tear_down (Fixture *test, gconstpointer data)
{
  test_folder_remove (test->folder);
  g_free (test->folder);
  g_free (test->path);
  g_object_unref (test->signer);
  g_bytes_unref (test->message);
  g_clear_error (&test->error);
}

static void
remember (Fixture *test, PenKeyRing *ring, const PenPublicKey *key, const char *name, gint64 now)
{
  g_assert_true (pen_key_ring_remember (ring, key, name, now, &test->error));
  g_assert_no_error (test->error);
}

static void
count (Fixture *test)
{
  test->n_changed++;
}

static void
test_remembers (Fixture *test, gconstpointer data)
{
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (test->path);
  g_autoptr (PenKeyRing) again = NULL;
  const PenPresenter *presenter;
  struct stat info;

  g_signal_connect_swapped (ring, "changed", G_CALLBACK (count), test);
  g_assert_null (pen_key_ring_get_problem (ring));
  g_assert_null (pen_key_ring_look_up (ring, test->key));
  remember (test, ring, test->key, "Ada", DAY);
  remember (test, ring, test->key, "Eve", DAY + 1); /* the first name stays */
  g_assert_cmpuint (test->n_changed, ==, 1);
  g_assert_cmpint (g_stat (test->path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);

  again = pen_key_ring_new (test->path);
  presenter = pen_key_ring_look_up (again, test->key);
  g_assert_nonnull (presenter);
  g_assert_cmpstr (presenter->name, ==, "Ada");
  g_assert_cmpint (presenter->first_seen, ==, DAY);
  g_assert_true (pen_public_key_equal (&presenter->key, test->key));
}

static void
test_states (Fixture *test, gconstpointer data)
{
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (test->path);
  g_autoptr (PenSigner) other = pen_signer_new ();
  g_autofree char *signature = pen_signer_sign (test->signer, test->message);
  g_autoptr (GBytes) changed = g_bytes_new_static ("massage", 7);
  gsize size = strlen (signature);
  GError **error = &test->error;

  g_assert_cmpint (pen_key_ring_check (ring, test->message, NULL, 0, NULL, error),
                   ==,
                   PEN_SIGNATURE_UNSIGNED);
  g_assert_cmpint (pen_key_ring_check (ring, test->message, NULL, 0, test->key, error),
                   ==,
                   PEN_SIGNATURE_UNSIGNED);
  g_assert_cmpint (pen_key_ring_check (ring, test->message, signature, size, test->key, error),
                   ==,
                   PEN_SIGNATURE_FIRST_SEEN);
  remember (test, ring, test->key, "Ada", DAY);
  g_assert_cmpint (pen_key_ring_check (ring, test->message, signature, size, test->key, error),
                   ==,
                   PEN_SIGNATURE_KNOWN);
  g_assert_no_error (test->error);

  g_assert_cmpint (pen_key_ring_check (ring, changed, signature, size, test->key, error),
                   ==,
                   PEN_SIGNATURE_DAMAGED);
  g_assert_error (test->error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
  g_clear_error (error);
  g_assert_cmpint (pen_key_ring_check (ring, test->message, signature, size, NULL, error),
                   ==,
                   PEN_SIGNATURE_DAMAGED);
  g_assert_error (test->error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
  g_clear_error (error);
  g_assert_cmpint (pen_key_ring_check (ring,
                                       test->message,
                                       signature,
                                       size,
                                       pen_signer_get_public_key (other),
                                       error),
                   ==,
                   PEN_SIGNATURE_DAMAGED);
  g_assert_error (test->error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
}

static void
test_changes (Fixture *test, gconstpointer data)
{
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (test->path);
  g_autoptr (PenKeyRing) other_process = pen_key_ring_new (test->path);
  g_autoptr (PenSigner) other = pen_signer_new ();
  const PenPublicKey *other_key = pen_signer_get_public_key (other);
  g_autoptr (GPtrArray) presenters = NULL;

  remember (test, ring, test->key, "Ada", DAY);
  remember (test, other_process, other_key, "Bob", DAY - 1);
  g_assert_true (pen_key_ring_rename (ring, test->key, "Ada of Room 3", &test->error));
  presenters = pen_key_ring_dup_presenters (ring);
  g_assert_cmpuint (presenters->len, ==, 2); /* the other's was not lost */
  g_assert_cmpstr (((PenPresenter *)presenters->pdata[0])->name, ==, "Bob");
  g_assert_cmpstr (((PenPresenter *)presenters->pdata[1])->name, ==, "Ada of Room 3");
  /* With what belongs to the ring. */
  g_assert_true (
      pen_key_ring_forget (ring, &pen_key_ring_look_up (ring, other_key)->key, &test->error));
  g_assert_true (pen_key_ring_forget (ring, other_key, &test->error));
  g_assert_true (pen_key_ring_rename (ring, other_key, "x", &test->error));
  g_assert_null (pen_key_ring_look_up (ring, other_key));
  g_assert_nonnull (pen_key_ring_look_up (ring, test->key));
  g_assert_no_error (test->error);
}

static void
test_names (Fixture *test, gconstpointer data)
{
  g_autofree char *words = pen_public_key_dup_words (test->key);
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *cut = g_strnfill (100, 'x');
  const char *const names[][2] = {
      {"Ada Lovelace", "Ada Lovelace"},
      {"  Ada\n", "Ada"},
      {"A\x1b[31mda", "A[31mda"},
      {"Ad\u202ea", "Ada"},
      {"A\xff", "A\ufffd"},
      {"[Group]\nname=Eve", "[Group] name=Eve"},
      {"Größe 🦀", "Größe 🦀"},
      {" \u200b \n", words},
      {"", words},
      {NULL, words},
      {endless, cut},
  };
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (test->path);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PenKeyRing) again = NULL;

      remember (test, ring, test->key, names[i][0], DAY);
      again = pen_key_ring_new (test->path);
      g_assert_null (pen_key_ring_get_problem (again));
      g_assert_cmpstr (pen_key_ring_look_up (again, test->key)->name, ==, names[i][1]);
      g_assert_true (pen_key_ring_forget (ring, test->key, &test->error));
    }
}

static void
assert_kept (Fixture *test, const char *text)
{
  g_autofree char *kept = g_strconcat (test->path, ".damaged", NULL);
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (kept, &found, NULL, &test->error));
  g_assert_cmpstr (found, ==, text);
}

static void
test_damaged (Fixture *test, gconstpointer data)
{
  static const char *const texts[] = {
      "no key file",
      "[hello]\nname=Ada\nfirst-seen=2026-11-24T00:00:00Z\n",
      "[RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw]\nname=Ada\n",
      "[RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw]\nfirst-seen=never\nname=A\n",
      "[RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw]\nname=\xff\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PenKeyRing) ring = NULL;
      g_autoptr (PenKeyRing) next = NULL;

      test_folder_write (test->folder, "playpen/presenters", texts[i]);
      ring = pen_key_ring_new (test->path);
      g_assert_nonnull (strstr (pen_key_ring_get_problem (ring), "was damaged"));
      assert_kept (test, texts[i]);
      remember (test, ring, test->key, "Ada", DAY);
      next = pen_key_ring_new (test->path);
      g_assert_null (pen_key_ring_get_problem (next)); /* it is said once */
      g_assert_nonnull (pen_key_ring_look_up (next, test->key));
    }
}

/* One bad group does not take the others with it. */
static void
test_partly_damaged (Fixture *test, gconstpointer data)
{
  g_autofree char *key = pen_public_key_dup_text (test->key);
  g_autofree char *text =
      g_strdup_printf ("[%s]\nname=Ada\nfirst-seen=2026-11-24T00:00:00Z\n\n[x]\nname=Eve\n", key);
  g_autoptr (PenKeyRing) ring = NULL;
  g_autoptr (PenKeyRing) next = NULL;

  test_folder_write (test->folder, "playpen/presenters", text);
  ring = pen_key_ring_new (test->path);
  g_assert_nonnull (pen_key_ring_get_problem (ring));
  g_assert_nonnull (pen_key_ring_look_up (ring, test->key));
  assert_kept (test, text);
  next = pen_key_ring_new (test->path);
  g_assert_null (pen_key_ring_get_problem (next));
  g_assert_cmpstr (pen_key_ring_look_up (next, test->key)->name, ==, "Ada");
}

static void
test_too_large (Fixture *test, gconstpointer data)
{
  g_autofree char *text = g_strnfill (2 * 1024 * 1024, '#');
  g_autoptr (PenKeyRing) ring = NULL;

  test_folder_write (test->folder, "playpen/presenters", text);
  ring = pen_key_ring_new (test->path);
  g_assert_nonnull (pen_key_ring_get_problem (ring));
  assert_kept (test, text);
}

/* A file in the place of the folder: nothing can be written, and nothing is said to be. */
static void
test_cannot_write (Fixture *test, gconstpointer data)
{
  g_autoptr (PenKeyRing) ring = NULL;

  test_folder_write (test->folder, "playpen", "a file");
  ring = pen_key_ring_new (test->path);
  g_assert_false (pen_key_ring_remember (ring, test->key, "Ada", DAY, &test->error));
  g_assert_error (test->error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
  g_assert_null (pen_key_ring_look_up (ring, test->key));
}

static void
test_bounded (Fixture *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PenKeyRing) ring = NULL;
  g_autoptr (GPtrArray) presenters = NULL;
  PenPublicKey key = {.id = {0}};

  for (guint i = 0; i < PEN_KEY_RING_MAX + 5; i++)
    {
      g_autofree char *group = NULL;

      memcpy (key.key, &i, sizeof i);
      group = pen_public_key_dup_text (&key);
      g_string_append_printf (text,
                              "[%s]\nname=%u\nfirst-seen=%04u-01-01T00:00:00Z\n",
                              group,
                              i,
                              1970 + i);
    }
  test_folder_write (test->folder, "playpen/presenters", text->str);
  ring = pen_key_ring_new (test->path);
  g_assert_null (pen_key_ring_get_problem (ring));
  remember (test, ring, test->key, "new", G_MAXINT64);
  presenters = pen_key_ring_dup_presenters (ring);
  g_assert_cmpuint (presenters->len, ==, PEN_KEY_RING_MAX);
  g_assert_cmpstr (((PenPresenter *)presenters->pdata[0])->name, ==, "6");
  g_assert_nonnull (pen_key_ring_look_up (ring, test->key));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/core/key-ring/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("remembers-presenters", test_remembers);
  ADD ("tells-four-states-apart", test_states);
  ADD ("renames-and-forgets", test_changes);
  ADD ("shows-no-trick-in-a-name", test_names);
  ADD ("keeps-a-damaged-file", test_damaged);
  ADD ("keeps-whom-it-can-read", test_partly_damaged);
  ADD ("reads-no-endless-file", test_too_large);
  ADD ("says-when-it-cannot-write", test_cannot_write);
  ADD ("remembers-a-thousand", test_bounded);
  return g_test_run ();
}
