/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib-object.h>

#include "minisign.h"

G_BEGIN_DECLS

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

G_END_DECLS
