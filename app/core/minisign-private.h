/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <sodium.h>

#include "minisign.h"

G_BEGIN_DECLS

/* The parts of minisign's files, as https://jedisct1.github.io/minisign/ describes them. */
#define PEN_MINISIGN_UNTRUSTED "untrusted comment: "
#define PEN_MINISIGN_TRUSTED "trusted comment: "
#define PEN_MINISIGN_PLAIN "Ed"  /* also the algorithm of keys */
#define PEN_MINISIGN_HASHED "ED" /* of the message's BLAKE2b-512 */

typedef struct
{
  guint8 algorithm[2];
  guint8 id[8];
  guint8 bytes[crypto_sign_BYTES];
} PenMinisignSignature;

G_STATIC_ASSERT (sizeof (PenMinisignSignature) == 74);

/** pen_minisign_start: makes the library ready; may be called again. */
void pen_minisign_start (void);

/** pen_minisign_hash: the prehash of @message. */
void pen_minisign_hash (GBytes *message, guint8 ret_hash[crypto_generichash_BYTES_MAX]);

/** pen_minisign_dup_covered: (transfer full) (array length=ret_size): what the second signature
 * covers: the first one and the trusted comment. */
guint8 *pen_minisign_dup_covered (const guint8 signature[crypto_sign_BYTES],
                                  const char *comment,
                                  gsize *ret_size);

/** pen_minisign_decode: exactly @size bytes of base64; nothing else may be in @text. */
gboolean
pen_minisign_decode (const char *text, guint8 *ret_bytes, gsize size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
