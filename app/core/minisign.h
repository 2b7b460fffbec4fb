/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

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
