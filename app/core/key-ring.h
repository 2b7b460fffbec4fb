/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib-object.h>

#include "minisign.h"

G_BEGIN_DECLS

/**
 * PenSignatureState: what a signature says about where something comes from.
 * @PEN_SIGNATURE_UNSIGNED: nobody signed it
 * @PEN_SIGNATURE_FIRST_SEEN: signed, by a key that is not remembered
 * @PEN_SIGNATURE_KNOWN: signed by a presenter who is remembered
 * @PEN_SIGNATURE_DAMAGED: signed, but not so: it is refused
 */
typedef enum
{
  PEN_SIGNATURE_UNSIGNED,
  PEN_SIGNATURE_FIRST_SEEN,
  PEN_SIGNATURE_KNOWN,
  PEN_SIGNATURE_DAMAGED,
} PenSignatureState;

#define PEN_KEY_RING_MAX 1000     /* presenters; the one first seen longest ago makes room */
#define PEN_KEY_RING_NAME_MAX 100 /* characters of a name */

/** PenPresenter: somebody whose key is remembered. */
typedef struct
{
  PenPublicKey key;
  char *name;        /* as first seen, or as it was renamed; one printable line, never empty */
  gint64 first_seen; /* seconds since 1970, UTC */
} PenPresenter;

/** PenKeyRing: the presenters who are remembered, in a file. Main thread only.
 * Signal `changed`: somebody was added, renamed or forgotten. */
#define PEN_TYPE_KEY_RING (pen_key_ring_get_type ())
G_DECLARE_FINAL_TYPE (PenKeyRing, pen_key_ring, PEN, KEY_RING, GObject)

/**
 * pen_key_ring_new:
 * @path: (nullable) (type filename): NULL for playpen/presenters in the user's folder of data
 *
 * Never fails: a file that cannot be understood is kept beside, with ".damaged" after its name, and
 * pen_key_ring_get_problem() says so; whoever could be read is remembered still. What another
 * process adds is noticed with the next change here.
 */
PenKeyRing *pen_key_ring_new (const char *path);

/** pen_key_ring_get_problem: (nullable) (transfer none): a sentence about the file as it was found.
 */
const char *pen_key_ring_get_problem (PenKeyRing *self);

/** pen_key_ring_look_up: (nullable) (transfer none): valid until the ring changes. */
const PenPresenter *pen_key_ring_look_up (PenKeyRing *self, const PenPublicKey *key);

/**
 * pen_key_ring_check: verifies, and says whether the key is known.
 * @signature: (nullable) (array length=size): NULL: there is none
 * @key: (nullable): the key that came with it; NULL: none did
 * @error: (nullable): set for %PEN_SIGNATURE_DAMAGED only: the sentence
 */
PenSignatureState pen_key_ring_check (PenKeyRing *self,
                                      GBytes *message,
                                      const char *signature,
                                      gsize size,
                                      const PenPublicKey *key,
                                      GError **error);

/** pen_key_ring_dup_presenters: (transfer full) (element-type PenPresenter): all, the first seen
 * first. The elements are owned by the list. */
GPtrArray *pen_key_ring_dup_presenters (PenKeyRing *self);

/**
 * pen_key_ring_remember: does nothing when the key is remembered already.
 * @name: (nullable): from anybody: made printable and cut; nothing left: the four words of the key
 * @now: seconds since 1970
 *
 * Errors (of this and the next two): %PEN_CORE_ERROR_INPUT when the file cannot be written; the
 * ring is as it was then.
 */
gboolean pen_key_ring_remember (PenKeyRing *self,
                                const PenPublicKey *key,
                                const char *name,
                                gint64 now,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_key_ring_rename: does nothing when the key is not remembered. @name: as above */
gboolean pen_key_ring_rename (PenKeyRing *self,
                              const PenPublicKey *key,
                              const char *name,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_key_ring_forget: does nothing when the key is not remembered. */
gboolean pen_key_ring_forget (PenKeyRing *self,
                              const PenPublicKey *key,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
