/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as a signature and as a public key. Nobody finds a signature that fits. */
#include "core.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("message", 7);
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  /* The one that the seeds are made with. */
  PenPublicKey key;
  PenPublicKey copy;

  if (!pen_public_key_parse ("RWT1vTCjyFXj5GX82LV6wllAYqxsFsZ0uvjSkWAnlnZOPrs/mHY782mw",
                             &key,
                             NULL))
    g_error ("the target's own key is wrong");
  if (pen_minisign_verify (message, (const char *)data, size, &key, NULL, &error))
    return 0; /* a seed, perhaps with another untrusted comment */
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (!pen_public_key_parse (text, &key, NULL))
    return 0;
  again = pen_public_key_dup_text (&key);
  if (!pen_public_key_parse (again, &copy, NULL) || !pen_public_key_equal (&key, &copy))
    g_error ("a key is another one when it is read again");
  return 0;
}
