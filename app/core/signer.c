/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The key that this user signs with: made once, kept where only this user reads it, and in a form
 * that minisign itself can use. */
#include "signer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core-error.h"
#include "minisign-private.h"

#define KEY_COMMENT "untrusted comment: minisign encrypted secret key"
#define FILE_MAX 1024

/* Never the time: the same snapshot is the same bytes. */
#define UNTRUSTED_COMMENT "signature from playpen"
#define TRUSTED_COMMENT "playpen session"

/* What minisign writes when it is asked for no password. */
typedef struct
{
  guint8 algorithm[2];
  guint8 derivation[2]; /* of a key from a password: none */
  guint8 checksum_algorithm[2];
  guint8 unused[48]; /* salt and limits of the derivation */
  guint8 id[8];
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  guint8 checksum[32]; /* minisign 0.11 leaves it zero */
} SecretFile;

G_STATIC_ASSERT (sizeof (SecretFile) == 158);

struct _PenSigner
{
  GObject parent_instance;

  PenPublicKey public_key;
  guint8 *secret; /* in memory of libsodium's */
};

G_DEFINE_FINAL_TYPE (PenSigner, pen_signer, G_TYPE_OBJECT)

static void
pen_signer_finalize (GObject *object)
{
  PenSigner *self = PEN_SIGNER (object);

  sodium_free (self->secret);

  G_OBJECT_CLASS (pen_signer_parent_class)->finalize (object);
}

static void
pen_signer_class_init (PenSignerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pen_signer_finalize;
}

static void
pen_signer_init (PenSigner *self)
{
  pen_minisign_start ();
  self->secret = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  if (self->secret == NULL)
    g_error ("There is no memory for a secret key.");
}

PenSigner *
pen_signer_new (void)
{
  PenSigner *self = g_object_new (PEN_TYPE_SIGNER, NULL);

  crypto_sign_keypair (self->public_key.key, self->secret);
  randombytes_buf (self->public_key.id, sizeof self->public_key.id);
  return self;
}

const PenPublicKey *
pen_signer_get_public_key (PenSigner *self)
{
  g_return_val_if_fail (PEN_IS_SIGNER (self), NULL);

  return &self->public_key;
}

/* --- The form of the file --- */

static void
hash_secret (const SecretFile *file, guint8 ret_checksum[32])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, 32);
  crypto_generichash_update (&state, file->algorithm, sizeof file->algorithm);
  crypto_generichash_update (&state, file->id, sizeof file->id);
  crypto_generichash_update (&state, file->secret, sizeof file->secret);
  crypto_generichash_final (&state, ret_checksum, 32);
  sodium_memzero (&state, sizeof state);
}

/* (transfer full): to be wiped. */
static char *
dup_file_text (PenSigner *self)
{
  SecretFile file = {.algorithm = PEN_MINISIGN_PLAIN, .checksum_algorithm = "B2"};
  char *base64 = g_malloc (sodium_base64_ENCODED_LEN (sizeof file, sodium_base64_VARIANT_ORIGINAL));
  char *text;

  memcpy (file.id, self->public_key.id, sizeof file.id);
  memcpy (file.secret, self->secret, sizeof file.secret);
  hash_secret (&file, file.checksum);
  sodium_bin2base64 (base64,
                     sodium_base64_ENCODED_LEN (sizeof file, sodium_base64_VARIANT_ORIGINAL),
                     (const guint8 *)&file,
                     sizeof file,
                     sodium_base64_VARIANT_ORIGINAL);
  text = g_strdup_printf (KEY_COMMENT "\n%s\n", base64);
  sodium_memzero (base64, strlen (base64));
  g_free (base64);
  sodium_memzero (&file, sizeof file);
  return text;
}

/* Whether both halves of the key belong together; the second one is the public key. */
static gboolean
take_secret (PenSigner *self, const SecretFile *file)
{
  guint8 checksum[32];
  gboolean is_good;

  hash_secret (file, checksum);
  is_good = sodium_is_zero (file->checksum, sizeof file->checksum) ||
            sodium_memcmp (checksum, file->checksum, sizeof checksum) == 0;
  crypto_sign_seed_keypair (self->public_key.key, self->secret, file->secret);
  memcpy (self->public_key.id, file->id, sizeof file->id);
  return is_good && sodium_memcmp (self->secret, file->secret, sizeof file->secret) == 0;
}

static gboolean
parse_file (PenSigner *self, char *text, const char *shown, GError **error)
{
  SecretFile file;
  char *line = strchr (text, '\n');
  char *end = line != NULL ? strchr (++line, '\n') : NULL;
  gboolean is_form;
  gboolean has_password;
  gboolean is_good;

  if (end != NULL)
    *end = '\0';
  is_form = g_str_has_prefix (text, PEN_MINISIGN_UNTRUSTED) && line != NULL &&
            pen_minisign_decode (line, (guint8 *)&file, sizeof file) &&
            memcmp (file.algorithm, PEN_MINISIGN_PLAIN, sizeof file.algorithm) == 0;
  has_password = is_form && memcmp (file.derivation, "\0\0", sizeof file.derivation) != 0;
  is_good = is_form && !has_password && take_secret (self, &file);
  sodium_memzero (&file, sizeof file);
  if (is_good)
    return TRUE;
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               has_password ? _ ("The key in “%s” has a password. Take it away with “minisign -C "
                                 "-W -s” and the name of that file, or move the file away: then a "
                                 "new key is made.")
                            : _ ("What is in “%s” is no secret key of minisign. Move it away: then "
                                 "a new key is made."),
               shown);
  return FALSE;
}

/* --- The file --- */

static gboolean
fail (const char *shown, int reason, GError **error)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("The key to sign with is in “%s”, and that cannot be used: %s. Without it "
                  "everything can be saved, but not signed."),
               shown,
               g_strerror (reason));
  return FALSE;
}

/* Whoever else could read it until now: from here on nobody can. */
static gboolean
make_private (int fd, const struct stat *info)
{
  return (info->st_mode & 077) == 0 || fchmod (fd, 0600) == 0;
}

static gboolean
read_text (int fd, char text[FILE_MAX + 1])
{
  gsize length = 0;
  gssize n;

  while ((n = read (fd, text + length, FILE_MAX - length)) != 0)
    if (n > 0)
      length += (gsize)n;
    else if (errno != EINTR)
      return FALSE;
  text[length] = '\0';
  return TRUE;
}

static gboolean
read_file (PenSigner *self, int fd, const char *shown, GError **error)
{
  char text[FILE_MAX + 1];
  struct stat info;
  gboolean is_read;

  if (fstat (fd, &info) != 0)
    return fail (shown, errno, error);
  if (!S_ISREG (info.st_mode))
    return fail (shown, EINVAL, error);
  if (info.st_uid != geteuid () || !make_private (fd, &info))
    return fail (shown, EPERM, error);
  if (!read_text (fd, text))
    return fail (shown, errno, error);
  is_read = parse_file (self, text, shown, error);
  sodium_memzero (text, sizeof text);
  return is_read;
}

static gboolean
write_all (int fd, const char *text)
{
  gsize size = strlen (text);

  for (gsize done = 0; done < size;)
    {
      gssize n = write (fd, text + done, size - done);

      if (n < 0 && errno != EINTR)
        return FALSE;
      done += n > 0 ? (gsize)n : 0;
    }
  return fsync (fd) == 0;
}

/* Whole or not at all, and never over another: link() refuses where there is one already. */
static gboolean
write_file (PenSigner *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *draft = g_strconcat (path, ".XXXXXX", NULL);
  char *text;
  gboolean is_written;
  int reason;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;
  fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  text = dup_file_text (self);
  is_written = write_all (fd, text) && link (draft, path) == 0;
  reason = errno;
  sodium_memzero (text, strlen (text));
  g_free (text);
  close (fd);
  g_unlink (draft);
  errno = reason;
  return is_written;
}

/* The folder that is Playpen's alone. */
static char *
dup_default_path (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "playpen", NULL);
  struct stat info;

  if (lstat (folder, &info) == 0 && S_ISDIR (info.st_mode) && (info.st_mode & 077) != 0)
    g_chmod (folder, 0700); /* if it cannot be, the file is private still */
  return g_build_filename (folder, "signing.key", NULL);
}

PenSigner *
pen_signer_open (const char *path, GError **error)
{
  g_autofree char *own = path != NULL ? g_strdup (path) : dup_default_path ();
  g_autofree char *shown = g_filename_display_name (own);
  g_autoptr (PenSigner) self = NULL;
  gboolean is_read;
  int fd;

  /* A second time, if another process was quicker. */
  for (guint i = 0; i < 2; i++)
    {
      fd = open (own, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
      if (fd >= 0 || errno != ENOENT)
        break;
      g_clear_object (&self);
      self = pen_signer_new ();
      if (write_file (self, own))
        return g_steal_pointer (&self);
      if (errno != EEXIST)
        break;
    }
  if (fd < 0)
    {
      fail (shown, errno, error);
      return NULL;
    }
  g_clear_object (&self);
  self = g_object_new (PEN_TYPE_SIGNER, NULL);
  is_read = read_file (self, fd, shown, error);
  close (fd);
  return is_read ? g_steal_pointer (&self) : NULL;
}

/* --- Signing --- */

char *
pen_signer_sign (PenSigner *self, GBytes *message)
{
  PenMinisignSignature signature = {.algorithm = PEN_MINISIGN_HASHED};
  guint8 hash[crypto_generichash_BYTES_MAX];
  guint8 of_comment[crypto_sign_BYTES];
  g_autofree guint8 *covered = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize size;

  g_return_val_if_fail (PEN_IS_SIGNER (self) && message != NULL, NULL);

  memcpy (signature.id, self->public_key.id, sizeof signature.id);
  pen_minisign_hash (message, hash);
  crypto_sign_detached (signature.bytes, NULL, hash, sizeof hash, self->secret);
  covered = pen_minisign_dup_covered (signature.bytes, TRUSTED_COMMENT, &size);
  crypto_sign_detached (of_comment, NULL, covered, size, self->secret);
  first = g_base64_encode ((const guchar *)&signature, sizeof signature);
  second = g_base64_encode (of_comment, sizeof of_comment);
  return g_strdup_printf (PEN_MINISIGN_UNTRUSTED UNTRUSTED_COMMENT
                          "\n%s\n" PEN_MINISIGN_TRUSTED TRUSTED_COMMENT "\n%s\n",
                          first,
                          second);
}
