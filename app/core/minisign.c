/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Checks signatures in minisign's form, so that anybody can check the same with a program of
 * Debian's. Texts and keys are from anybody; libsodium does what is secret or hard. */
#include "minisign.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core-error.h"
#include "four-words.h"
#include "minisign-private.h"

typedef struct
{
  guint8 algorithm[2];
  PenPublicKey key;
} KeyFile;

G_STATIC_ASSERT (sizeof (KeyFile) == 42);

/* A .minisig, read but not checked. */
typedef struct
{
  PenMinisignSignature signature;
  char *comment; /* the trusted one */
  guint8 of_comment[crypto_sign_BYTES];
} Parsed;

static void
parsed_clear (Parsed *parsed)
{
  g_clear_pointer (&parsed->comment, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parsed, parsed_clear)

void
pen_minisign_start (void)
{
  if (sodium_init () < 0)
    g_error ("This system gives no random numbers.");
}

void
pen_minisign_hash (GBytes *message, guint8 ret_hash[crypto_generichash_BYTES_MAX])
{
  gsize size;
  const guint8 *data = g_bytes_get_data (message, &size);

  /* Fails for lengths of hash and key only. */
  crypto_generichash (ret_hash, crypto_generichash_BYTES_MAX, data, size, NULL, 0);
}

guint8 *
pen_minisign_dup_covered (const guint8 signature[crypto_sign_BYTES],
                          const char *comment,
                          gsize *ret_size)
{
  gsize length = strlen (comment);
  guint8 *covered = g_malloc (crypto_sign_BYTES + length);

  memcpy (covered, signature, crypto_sign_BYTES);
  memcpy (covered + crypto_sign_BYTES, comment, length);
  *ret_size = crypto_sign_BYTES + length;
  return covered;
}

gboolean
pen_minisign_decode (const char *text, guint8 *ret_bytes, gsize size)
{
  gsize length = strlen (text);
  gsize found = 0;

  /* libsodium 1.0.18 takes the byte 0xaf for a slash. */
  return g_str_is_ascii (text) &&
         sodium_base642bin (ret_bytes,
                            size,
                            text,
                            length,
                            /* ignored characters= */ NULL,
                            &found,
                            /* end= */ NULL,
                            sodium_base64_VARIANT_ORIGINAL) == 0 &&
         found == size;
}

/* --- Public keys --- */

gboolean
pen_public_key_parse (const char *text, PenPublicKey *ret_key, GError **error)
{
  g_autofree char *own = g_strndup (text, PEN_SIGNATURE_TEXT_MAX);
  char *line = g_strstrip (own);
  KeyFile file;

  if (g_str_has_prefix (line, PEN_MINISIGN_UNTRUSTED))
    {
      char *end = strchr (line, '\n');

      line = end != NULL ? g_strstrip (end) : line;
    }
  if (!pen_minisign_decode (line, (guint8 *)&file, sizeof file) ||
      memcmp (file.algorithm, PEN_MINISIGN_PLAIN, sizeof file.algorithm) != 0)
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_FORMAT,
                           _ ("This is no public key of minisign: it has 56 characters and begins "
                              "with “RW”. Copy it again, all of it."));
      return FALSE;
    }
  *ret_key = file.key;
  return TRUE;
}

char *
pen_public_key_dup_text (const PenPublicKey *key)
{
  KeyFile file = {.algorithm = PEN_MINISIGN_PLAIN, .key = *key};

  return g_base64_encode ((const guchar *)&file, sizeof file);
}

char *
pen_public_key_dup_words (const PenPublicKey *key)
{
  return pen_four_words (key->key, sizeof key->key);
}

gboolean
pen_public_key_equal (const PenPublicKey *a, const PenPublicKey *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

/* --- Signatures --- */

static gboolean
is_printable (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      GUnicodeType type = g_unichar_type (c);

      /* minisign's own comments have tabs. */
      if (c != '\t' && (!g_unichar_isprint (c) || type == G_UNICODE_LINE_SEPARATOR ||
                        type == G_UNICODE_PARAGRAPH_SEPARATOR))
        return FALSE;
    }
  return TRUE;
}

/* (nullable) (transfer none): what follows @prefix in @line. */
static const char *
get_comment (const char *line, const char *prefix)
{
  const char *comment = line + strlen (prefix);

  if (!g_str_has_prefix (line, prefix) || strlen (comment) > PEN_SIGNATURE_COMMENT_MAX ||
      !is_printable (comment))
    return NULL;
  return comment;
}

/* Four lines, with either kind of line break, also without the last one. */
static gboolean
parse (const char *text, gsize size, Parsed *parsed)
{
  g_autofree char *own = NULL;
  g_auto (GStrv) lines = NULL;
  const char *comment;

  if (size == 0 || size > PEN_SIGNATURE_TEXT_MAX || memchr (text, '\0', size) != NULL)
    return FALSE;
  own = g_strndup (text, size);
  lines = g_strsplit (own, "\n", 6);
  if (g_strv_length (lines) != 4 && (g_strv_length (lines) != 5 || lines[4][0] != '\0'))
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (g_str_has_suffix (lines[i], "\r"))
      lines[i][strlen (lines[i]) - 1] = '\0';
  comment = get_comment (lines[2], PEN_MINISIGN_TRUSTED);
  if (comment == NULL || get_comment (lines[0], PEN_MINISIGN_UNTRUSTED) == NULL ||
      !pen_minisign_decode (lines[1], (guint8 *)&parsed->signature, sizeof parsed->signature) ||
      !pen_minisign_decode (lines[3], parsed->of_comment, sizeof parsed->of_comment))
    return FALSE;
  parsed->comment = g_strdup (comment);
  return TRUE;
}

/* Whether the first signature is one of @message. */
static gboolean
is_of_message (const Parsed *parsed, GBytes *message, const PenPublicKey *key)
{
  guint8 hash[crypto_generichash_BYTES_MAX];
  gsize size;
  const guint8 *data = g_bytes_get_data (message, &size);

  if (memcmp (parsed->signature.algorithm, PEN_MINISIGN_HASHED, 2) == 0)
    {
      pen_minisign_hash (message, hash);
      data = hash;
      size = sizeof hash;
    }
  else if (memcmp (parsed->signature.algorithm, PEN_MINISIGN_PLAIN, 2) != 0)
    return FALSE;
  return crypto_sign_verify_detached (parsed->signature.bytes, data, size, key->key) == 0;
}

static gboolean
is_of_comment (const Parsed *parsed, const PenPublicKey *key)
{
  gsize size;
  g_autofree guint8 *covered =
      pen_minisign_dup_covered (parsed->signature.bytes, parsed->comment, &size);

  return crypto_sign_verify_detached (parsed->of_comment, covered, size, key->key) == 0;
}

static gboolean
fail (GError **error, const char *why)
{
  g_set_error_literal (error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT, why);
  return FALSE;
}

gboolean
pen_minisign_verify (GBytes *message,
                     const char *signature,
                     gsize size,
                     const PenPublicKey *key,
                     char **ret_comment,
                     GError **error)
{
  g_auto (Parsed) parsed = {0};

  g_return_val_if_fail (message != NULL && key != NULL, FALSE);

  pen_minisign_start ();
  if (!parse (signature, size, &parsed))
    return fail (error,
                 _ ("The signature is damaged, or no signature of minisign. Ask for the file and "
                    "its signature again."));
  if (memcmp (parsed.signature.id, key->id, sizeof key->id) != 0)
    return fail (error,
                 _ ("It was signed with another key than this one. Ask who signed it for the "
                    "right key."));
  if (!is_of_message (&parsed, message, key))
    return fail (error,
                 _ ("The signature does not fit: something was changed after it was signed. Ask "
                    "for the file again, and do not use this one."));
  if (!is_of_comment (&parsed, key))
    return fail (error,
                 _ ("The comment of the signature was changed after it was signed. Ask for the "
                    "file and its signature again."));
  if (ret_comment != NULL)
    *ret_comment = g_steal_pointer (&parsed.comment);
  return TRUE;
}
