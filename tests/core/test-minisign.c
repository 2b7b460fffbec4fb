/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Signatures, against the program whose form they have: what each makes the other takes, and what
 * was changed neither. */
#include "core.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

#define MESSAGE "{\"format\": \"playpen-session\"}\n"

typedef struct
{
  char *folder;
  char *key; /* the path of a signing key, which is not there yet */
  GBytes *message;
  GError *error;
} Fixture;

static void
set_up (Fixture *test, gconstpointer data)
{
  test->folder = test_folder_new ();
  test->key = g_build_filename (test->folder, "own", "signing.key", NULL);
  test->message = g_bytes_new_static (MESSAGE, strlen (MESSAGE));
  test_folder_write (test->folder, "message", MESSAGE);
}

static void
tear_down (Fixture *test, gconstpointer data)
{
  test_folder_remove (test->folder);
  g_free (test->folder);
  g_free (test->key);
  g_bytes_unref (test->message);
  g_clear_error (&test->error);
}

/* Whether minisign, called with these words in the folder, is content. */
static gboolean
minisign (Fixture *test, const char *words)
{
  g_auto (GStrv) args = g_strsplit (words, " ", -1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_set_cwd (launcher, test->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)args, &test->error);
  g_assert_no_error (test->error);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  return g_subprocess_get_successful (process);
}

static char *
read_file (Fixture *test, const char *name)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &test->error));
  return text;
}

static PenSigner *
open_key (Fixture *test)
{
  PenSigner *signer = pen_signer_open (test->key, &test->error);

  g_assert_no_error (test->error);
  g_assert_nonnull (signer);
  return signer;
}

static void
make_key (Fixture *test)
{
  g_autoptr (PenSigner) signer = open_key (test);

  g_assert_true (g_file_test (test->key, G_FILE_TEST_IS_REGULAR));
}

static gboolean
verify (Fixture *test, const char *signature, const PenPublicKey *key)
{
  g_clear_error (&test->error);
  return pen_minisign_verify (test->message,
                              signature,
                              strlen (signature),
                              key,
                              NULL,
                              &test->error);
}

static void
assert_refused (Fixture *test, const char *signature, const PenPublicKey *key, const char *why)
{
  g_assert_false (verify (test, signature, key));
  g_assert_error (test->error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
  if (strstr (test->error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", test->error->message, why);
}

/* --- Against minisign --- */

static void
test_minisign_takes_ours (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) signer = open_key (test);
  g_autofree char *signature = pen_signer_sign (signer, test->message);
  g_autofree char *key = pen_public_key_dup_text (pen_signer_get_public_key (signer));
  g_autofree char *words = g_strconcat ("minisign -Vm message -P ", key, NULL);

  test_folder_write (test->folder, "message.minisig", signature);
  g_assert_true (minisign (test, words));
  test_folder_write (test->folder, "message", MESSAGE " ");
  g_assert_false (minisign (test, words));
}

/* Also with the secret key that is in our file. */
static void
test_minisign_takes_our_key (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) signer = open_key (test);
  g_autofree char *signature = NULL;

  g_assert_true (minisign (test, "minisign -S -W -s own/signing.key -m message"));
  signature = read_file (test, "message.minisig");
  g_assert_true (verify (test, signature, pen_signer_get_public_key (signer)));
}

static void
test_takes_minisigns (Fixture *test, gconstpointer data)
{
  const char *form = data;
  g_autofree char *words =
      g_strconcat ("minisign -S -W -s secret -m message -t an\u00a0é\tcomment", form, NULL);
  g_autofree char *key_file = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *comment = NULL;
  PenPublicKey key;

  g_assert_true (minisign (test, "minisign -G -W -s secret -p public"));
  g_assert_true (minisign (test, words));
  key_file = read_file (test, "public");
  signature = read_file (test, "message.minisig");
  g_assert_true (pen_public_key_parse (key_file, &key, &test->error));
  g_assert_true (pen_minisign_verify (test->message,
                                      signature,
                                      strlen (signature),
                                      &key,
                                      &comment,
                                      &test->error));
  g_assert_no_error (test->error);
  g_assert_cmpstr (comment, ==, "an\u00a0é\tcomment");
}

static void
test_takes_minisigns_key (Fixture *test, gconstpointer data)
{
  g_autofree char *key_file = NULL;
  g_autoptr (PenSigner) signer = NULL;
  PenPublicKey key;

  g_free (test->key);
  test->key = g_build_filename (test->folder, "secret", NULL);
  g_assert_true (minisign (test, "minisign -G -W -s secret -p public"));
  key_file = read_file (test, "public");
  g_assert_true (pen_public_key_parse (key_file, &key, &test->error));
  signer = open_key (test);
  g_assert_true (pen_public_key_equal (&key, pen_signer_get_public_key (signer)));
}

/* --- Signatures --- */

static void
test_same_each_time (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) first = open_key (test);
  g_autoptr (PenSigner) second = open_key (test);
  g_autofree char *one = pen_signer_sign (first, test->message);
  g_autofree char *two = pen_signer_sign (second, test->message);

  g_assert_cmpstr (one, ==, two);
  g_assert_true (g_str_has_prefix (one, "untrusted comment: signature from playpen\nRU"));
  g_assert_nonnull (strstr (one, "\ntrusted comment: playpen session\n"));
}

/* Every byte but those of the first line, which says itself that it is not trusted. */
static void
test_changed (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) signer = pen_signer_new ();
  const PenPublicKey *key = pen_signer_get_public_key (signer);
  g_autofree char *signature = pen_signer_sign (signer, test->message);
  gsize size = strlen (signature);

  g_assert_true (verify (test, signature, key));
  for (gsize i = (gsize)(strchr (signature, '\n') - signature); i < size; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree char *changed = g_strdup (signature);

        changed[i] = (char)(changed[i] ^ 1 << bit);
        if (changed[i] != '\0')
          g_assert_false (verify (test, changed, key));
      }
  for (gsize i = 0; i < strlen (MESSAGE); i++)
    {
      g_autofree guint8 *copy = g_memdup2 (MESSAGE, strlen (MESSAGE));
      g_autoptr (GBytes) changed = NULL;

      copy[i] ^= 1;
      changed = g_bytes_new (copy, strlen (MESSAGE));
      g_assert_false (pen_minisign_verify (changed, signature, size, key, NULL, NULL));
    }
}

static void
test_other_key (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) signer = pen_signer_new ();
  g_autoptr (PenSigner) other = pen_signer_new ();
  g_autofree char *signature = pen_signer_sign (signer, test->message);
  PenPublicKey key = *pen_signer_get_public_key (other);

  assert_refused (test, signature, &key, "another key");
  /* Who claims the number of another key. */
  memcpy (key.id, pen_signer_get_public_key (signer)->id, sizeof key.id);
  assert_refused (test, signature, &key, "does not fit");
  /* A key that fits everything, if it is let. */
  memset (key.key, 0, sizeof key.key);
  assert_refused (test, signature, &key, "does not fit");
}

static void
test_other_comment (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) signer = pen_signer_new ();
  const PenPublicKey *key = pen_signer_get_public_key (signer);
  g_autofree char *signature = pen_signer_sign (signer, test->message);
  g_auto (GStrv) lines = g_strsplit (signature, "\n", -1);
  g_autofree char *trusted =
      g_strconcat (lines[0], "\n", lines[1], "\ntrusted comment: other\n", lines[3], "\n", NULL);
  g_autofree char *untrusted = g_strconcat ("untrusted comment: other\r\n",
                                            lines[1],
                                            "\r\n",
                                            lines[2],
                                            "\r\n",
                                            lines[3],
                                            NULL);

  assert_refused (test, trusted, key, "comment");
  g_assert_true (verify (test, untrusted, key));
}

static void
test_foreign_texts (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) signer = pen_signer_new ();
  const PenPublicKey *key = pen_signer_get_public_key (signer);
  g_autofree char *good = pen_signer_sign (signer, test->message);
  g_auto (GStrv) lines = g_strsplit (good, "\n", -1);
  g_autofree char *long_comment = g_strnfill (PEN_SIGNATURE_COMMENT_MAX + 1, 'c');
  const char *const comments[] = {"\x1b[2J", "\xff", "a\u202e", "a\u2028", "\a", long_comment};
  g_autofree char *endless = g_strnfill (100000, '\n');
  g_autofree char *more = g_strconcat (good, "\n", NULL);
  g_autofree char *twice = g_strconcat (good, good, NULL);
  g_autofree char *spaces =
      g_strconcat (lines[0], "\n ", lines[1], "\n", lines[2], "\n", lines[3], "\n", NULL);
  const char *const texts[] =
      {"", "\n", "\n\n\n\n", endless, more, twice, spaces, "untrusted comment: "};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (test, texts[i], key, "damaged");
  for (guint i = 0; i < G_N_ELEMENTS (comments); i++)
    for (guint k = 0; k < 2; k++)
      {
        g_autofree char *text =
            g_strdup_printf ("untrusted comment: %s\n%s\ntrusted comment: %s\n%s\n",
                             k == 0 ? comments[i] : "",
                             lines[1],
                             k == 1 ? comments[i] : "",
                             lines[3]);

        assert_refused (test, text, key, "damaged");
      }
  for (gsize n = 0; n + 1 < strlen (good); n++)
    g_assert_false (pen_minisign_verify (test->message, good, n, key, NULL, NULL));
  /* A NUL, and what nobody would see behind it. */
  good[strlen (good) - 1] = '\0';
  g_assert_false (pen_minisign_verify (test->message, good, strlen (good) + 1, key, NULL, NULL));
}

/* --- Public keys --- */

static void
test_public_keys (Fixture *test, gconstpointer data)
{
  static const char *const bad[] = {
      "",
      "RW",
      "hello",
      "RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782m",
      "RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mwAA",
      "RUT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw",
      "untrusted comment: x",
      "untrusted comment: x\n",
      "RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjS kWAnlnZOPrs/mHY782mw",
      "\xff\xff",
  };
  static const char *const good[] = {
      "RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw",
      " \nRWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw\r\n",
      ("untrusted comment: minisign public key\r\n"
       "RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw\r\n"),
  };
  PenPublicKey key;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *words = NULL;

      g_assert_true (pen_public_key_parse (good[i], &key, &test->error));
      text = pen_public_key_dup_text (&key);
      words = pen_public_key_dup_words (&key);
      g_assert_cmpstr (text, ==, good[0]);
      g_assert_cmpstr (words, ==, "snap-early-wreath-amber");
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pen_public_key_parse (bad[i], &key, &error));
      g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
    }
}

/* --- The file of the key --- */

static void
assert_mode (const char *path, mode_t mode)
{
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, mode);
}

static void
assert_not_opened (Fixture *test, int code, const char *why)
{
  g_autoptr (PenSigner) signer = pen_signer_open (test->key, &test->error);

  g_assert_null (signer);
  g_assert_error (test->error, PEN_CORE_ERROR, code);
  if (strstr (test->error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", test->error->message, why);
  g_clear_error (&test->error);
}

static void
test_private (Fixture *test, gconstpointer data)
{
  g_autoptr (PenSigner) first = open_key (test);
  g_autofree char *own = g_path_get_dirname (test->key);
  g_autoptr (GDir) dir = g_dir_open (own, 0, NULL);
  g_autoptr (PenSigner) second = NULL;

  assert_mode (own, 0700);
  assert_mode (test->key, 0600);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "signing.key");
  g_assert_null (g_dir_read_name (dir)); /* no draft is left */
  g_assert_cmpint (g_chmod (test->key, 0644), ==, 0);
  second = open_key (test);
  assert_mode (test->key, 0600);
  g_assert_true (
      pen_public_key_equal (pen_signer_get_public_key (first), pen_signer_get_public_key (second)));
}

/* Below the folder of settings, which is made, or shut when it is open. */
static void
test_default_place (Fixture *test, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "playpen", NULL);
  g_autofree char *path = g_build_filename (folder, "signing.key", NULL);
  g_autoptr (PenSigner) first = pen_signer_open (NULL, &test->error);
  g_autoptr (PenSigner) second = NULL;

  g_assert_no_error (test->error);
  assert_mode (path, 0600);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  second = pen_signer_open (NULL, &test->error);
  g_assert_no_error (test->error);
  assert_mode (folder, 0700);
}

static void
test_bad_files (Fixture *test, gconstpointer data)
{
  static const char *const texts[] = {
      "",
      "hello",
      "untrusted comment: x",
      "untrusted comment: x\n",
      "untrusted comment: x\nRW\n",
  };
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *kept = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      test_folder_write (test->folder, "own/signing.key", texts[i]);
      assert_not_opened (test, PEN_CORE_ERROR_FORMAT, "no secret key");
    }
  test_folder_write (test->folder, "own/signing.key", long_text);
  assert_not_opened (test, PEN_CORE_ERROR_FORMAT, "no secret key");
  kept = read_file (test, "own/signing.key");
  g_assert_cmpstr (kept, ==, long_text);
}

/* One changed character: neither half of the key is used alone. */
static void
test_changed_file (Fixture *test, gconstpointer data)
{
  g_autofree char *text = NULL;
  char *line;

  make_key (test);
  text = read_file (test, "own/signing.key");
  line = strchr (text, '\n') + 1;
  for (gsize i = 72; i + 3 < strlen (line); i += 5) /* from the number of the key on */
    {
      char good = line[i];

      line[i] = good == 'A' ? 'B' : 'A';
      test_folder_write (test->folder, "own/signing.key", text);
      assert_not_opened (test, PEN_CORE_ERROR_FORMAT, "no secret key");
      line[i] = good;
    }
  memcpy (line, "RWRTY0Iy", 8); /* a derivation: "Sc" */
  test_folder_write (test->folder, "own/signing.key", text);
  assert_not_opened (test, PEN_CORE_ERROR_FORMAT, "has a password");
}

static void
test_bad_places (Fixture *test, gconstpointer data)
{
  g_autofree char *own = g_path_get_dirname (test->key);
  g_autofree char *other = g_build_filename (test->folder, "other", NULL);

  make_key (test);
  g_assert_cmpint (g_rename (test->key, other), ==, 0);
  g_assert_cmpint (symlink ("../other", test->key), ==, 0);
  assert_not_opened (test, PEN_CORE_ERROR_INPUT, "cannot be used");
  g_assert_cmpint (g_unlink (test->key), ==, 0);
  g_assert_cmpint (symlink ("../nowhere", test->key), ==, 0);
  assert_not_opened (test, PEN_CORE_ERROR_INPUT, "cannot be used");
  g_assert_cmpint (g_unlink (test->key), ==, 0);
  g_assert_cmpint (mkfifo (test->key, 0600), ==, 0);
  assert_not_opened (test, PEN_CORE_ERROR_INPUT, "cannot be used");
  g_assert_cmpint (g_unlink (test->key), ==, 0);
  g_assert_cmpint (g_mkdir (test->key, 0700), ==, 0);
  assert_not_opened (test, PEN_CORE_ERROR_INPUT, "cannot be used");
  g_assert_cmpint (g_rmdir (test->key), ==, 0);
  g_assert_cmpint (g_rmdir (own), ==, 0);
  test_folder_write (test->folder, "own", "a file in the place of the folder");
  assert_not_opened (test, PEN_CORE_ERROR_INPUT, "cannot be used");
  g_assert_cmpint (g_unlink (own), ==, 0);
  g_assert_cmpint (g_mkdir (own, 0700), ==, 0); /* for the next test's tidying */
}

int
main (int argc, char *argv[])
{
  g_autofree char *config = test_folder_new ();
  int result;

  /* GLib's own way to do this leaks. */
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add ("/core/minisign/" path, Fixture, data, set_up, func, tear_down)
  ADD ("its-program-takes-ours", NULL, test_minisign_takes_ours);
  ADD ("its-program-takes-our-key", NULL, test_minisign_takes_our_key);
  ADD ("takes-its-prehashed-form", "", test_takes_minisigns);
  ADD ("takes-its-plain-form", " -l", test_takes_minisigns);
  ADD ("takes-its-key", NULL, test_takes_minisigns_key);
  ADD ("signs-the-same-each-time", NULL, test_same_each_time);
  ADD ("refuses-every-changed-byte", NULL, test_changed);
  ADD ("refuses-another-key", NULL, test_other_key);
  ADD ("covers-the-trusted-comment", NULL, test_other_comment);
  ADD ("refuses-foreign-texts", NULL, test_foreign_texts);
  ADD ("reads-public-keys", NULL, test_public_keys);
  ADD ("keeps-the-key-private", NULL, test_private);
  ADD ("has-a-place-for-the-key", NULL, test_default_place);
  ADD ("replaces-no-bad-file", NULL, test_bad_files);
  ADD ("uses-no-changed-key", NULL, test_changed_file);
  ADD ("follows-no-link-to-a-key", NULL, test_bad_places);
  result = g_test_run ();
  test_folder_remove (config);
  return result;
}
