/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Stands in for libFuzzer in the builds that have none: gives every file of a corpus to the target,
 * so that what once was found stays found under every compiler. */
#include <glib.h>
#include <glib/gstdio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char *
get_corpus (void)
{
  return g_getenv ("PLAYPEN_FUZZ_CORPUS");
}

/* Every input is in a block of its exact size, so that a sanitizer sees a read past its end. */
static void
test_corpus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (get_corpus (), 0, &error);
  guint n_inputs = 0;

  g_assert_no_error (error);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL; n_inputs++)
    {
      g_autofree char *path = g_build_filename (get_corpus (), name, NULL);
      g_autofree char *text = NULL;
      g_autofree guint8 *exact = NULL;
      gsize size;

      g_file_get_contents (path, &text, &size, &error);
      g_assert_no_error (error);
      exact = g_memdup2 (text, size);
      g_assert_cmpint (LLVMFuzzerTestOneInput (exact, size), ==, 0);
    }
  g_assert_cmpuint (n_inputs, >, 0);
}

/* What no corpus needs to hold: nothing, NULs, every byte, a long line, half a UTF-8 character. */
static void
test_plain_inputs (void)
{
  g_autofree guint8 *bytes = g_malloc (1 << 16);

  LLVMFuzzerTestOneInput (NULL, 0);
  for (guint i = 0; i < 1 << 16; i++)
    bytes[i] = (guint8)i;
  LLVMFuzzerTestOneInput (bytes, 1 << 16);
  memset (bytes, 0, 1 << 16);
  LLVMFuzzerTestOneInput (bytes, 1 << 16);
  memset (bytes, '{', 1 << 16);
  LLVMFuzzerTestOneInput (bytes, 1 << 16);
  LLVMFuzzerTestOneInput ((const guint8 *)"\xe2\x80", 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/corpus", test_corpus);
  g_test_add_func ("/fuzz/plain-inputs", test_plain_inputs);
  return g_test_run ();
}
