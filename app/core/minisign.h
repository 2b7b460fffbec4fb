/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PEN_SIGNATURE_TEXT_MAX 4096    /* bytes of a .minisig that is read */
#define PEN_SIGNATURE_COMMENT_MAX 1024 /* bytes of each of its comments */

/**
 * PenPublicKey: what a signature is checked with. A plain value.
 * @id: a random number that signature and key share
 * @key: of Ed25519
 */
typedef struct
{
  guint8 id[8];
  guint8 key[32];
} PenPublicKey;

/**
 * pen_public_key_parse: from one line of base64, as `minisign -P` takes it, or a whole .pub file of
 * minisign's (two lines, the first a comment).
 * @text: from anybody; white space around it does not matter
 *
 * Errors: %PEN_CORE_ERROR_FORMAT
 */
gboolean pen_public_key_parse (const char *text,
                               PenPublicKey *ret_key,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_public_key_dup_text: (transfer full): the line of base64, 56 characters. */
char *pen_public_key_dup_text (const PenPublicKey *key);

/** pen_public_key_dup_words: (transfer full): four words to compare by ear, as "maple-otter-…". */
char *pen_public_key_dup_words (const PenPublicKey *key);

/** pen_public_key_equal: whether both number and key are the same. */
gboolean pen_public_key_equal (const PenPublicKey *a, const PenPublicKey *b);

/** PenSigner: a secret key, which is kept in memory that is not swapped out where possible. */
#define PEN_TYPE_SIGNER (pen_signer_get_type ())
G_DECLARE_FINAL_TYPE (PenSigner, pen_signer, PEN, SIGNER, GObject)

/**
 * pen_signer_open: the key in a file; it is made when there is none.
 * @path: (nullable) (type filename): NULL for playpen/signing.key in the user's folder of settings
 *
 * The file has the form of `minisign -G -W`, so that `minisign -S -W -s` can use it. It is made
 * with mode 0600, in a folder of mode 0700; one that others can read is made private first.
 *
 * Errors: %PEN_CORE_ERROR_INPUT when it can neither be read nor made, is somebody else's or a link;
 * %PEN_CORE_ERROR_FORMAT when it is no such key, or one with a password. A file that is there is
 * never replaced.
 */
PenSigner *pen_signer_open (const char *path, GError **error);

/** pen_signer_new: a new key in memory only. */
PenSigner *pen_signer_new (void);

/** pen_signer_get_public_key: (transfer none) */
const PenPublicKey *pen_signer_get_public_key (PenSigner *self);

/**
 * pen_signer_sign:
 *
 * Returns: (transfer full): the text of a .minisig: prehashed, as minisign 0.11 makes it, with
 * comments that are always the same. The same key and message are the same text.
 */
char *pen_signer_sign (PenSigner *self, GBytes *message);

/**
 * pen_minisign_verify: whether a signature is that of @key over exactly this message.
 * @signature: (array length=size): the text of a .minisig in the plain or the prehashed form, from
 * anybody
 * @ret_comment: (out) (optional) (transfer full): its trusted comment, printable
 *
 * The trusted comment is covered too; the untrusted one is not, as its name says.
 *
 * Errors: %PEN_CORE_ERROR_FORMAT with a sentence: no such text, another key, or changed bytes
 */
gboolean pen_minisign_verify (GBytes *message,
                              const char *signature,
                              gsize size,
                              const PenPublicKey *key,
                              char **ret_comment,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
