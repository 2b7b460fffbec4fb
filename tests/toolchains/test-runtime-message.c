/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program's last words, as std writes them, and what is made of them. */
#include <string.h>

#include "toolchains.h"

static const PenLimits limits = {
    .processes = 61,
    .open_files = 127,
    .file_size = 17 << 20,
    .job_size = 33 << 20,
};

/* In a block of its exact size, without a NUL. */
static char *
copy_exactly (const char *text, gsize len)
{
  char *exact = g_malloc (MAX (len, 1));

  memcpy (exact, text, len);
  return exact;
}

static gboolean
is_allocation_failure (const char *text, gsize len)
{
  g_autofree char *exact = copy_exactly (text, len);

  return pen_runtime_message_is_allocation_failure (exact, len);
}

static char *
explain (const char *text, gsize len)
{
  g_autofree char *exact = copy_exactly (text, len);

  return pen_runtime_message_explain (exact, len, &limits);
}

static void
test_allocation (void)
{
  static const char *const yes[] = {
      "memory allocation of 4294967296 bytes failed\n",
      "memory allocation of 1 bytes failed",
      "some words\nmemory allocation of 4294967296 bytes failed\nstack backtrace:\n   0: x\n",
      "memory allocation of \nmemory allocation of 7 bytes failed\n",
      "\xff\xfe memory allocation of 7 bytes failed\n"};
  static const char *const no[] = {"",
                                   "memory",
                                   "memory allocation of ",
                                   "memory allocation of 7 byte",
                                   " bytes failed\nmemory allocation of 7",
                                   "Memory allocation of 7 bytes failed"};

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i); /* not all of it is text */
      g_assert_true (is_allocation_failure (yes[i], strlen (yes[i])));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_test_message ("not: %s", no[i]);
      g_assert_false (is_allocation_failure (no[i], strlen (no[i])));
    }
}

/* A program may print NULs before it dies. */
static void
test_nuls (void)
{
  static const char allocation[] = "a\0b\0\0memory allocation of 7 bytes failed\n";
  static const char files[] = "\0\0Os { code: 24, kind: Uncategorized }";
  g_autofree char *note = explain (files, sizeof files - 1);

  g_assert_true (is_allocation_failure (allocation, sizeof allocation - 1));
  g_assert_nonnull (note);
  g_assert_nonnull (strstr (note, "127"));
}

static void
test_explanations (void)
{
  static const struct
  {
    const char *words;
    const char *number; /* what the sentence must say */
  } cases[] = {
      {"thread 'main' panicked at src/main.rs:3:31:\nfailed to spawn thread: Os { code: 11, kind: "
       "WouldBlock, message: \"Resource temporarily unavailable\" }",
       "61 threads"},
      {"Error: Os { code: 24, kind: Uncategorized, message: \"Too many open files\" }",
       "127 files"},
      {"Too many open files (os error 24)", "127 files"},
      {"called `Result::unwrap()` on an `Err` value: Os { code: 27, kind: FileTooLarge }",
       "17 MiB"},
      {"File too large (os error 27)", "17 MiB"},
      {"No space left on device (os error 28)", "33 MiB"},
      {"Os { code: 2, kind: NotFound, message: \"No such file or directory\" }", "own folder"},
      {"No such file or directory (os error 2)", "own folder"},
      {"Os { code: 101, kind: NetworkUnreachable }", "127.0.0.1"},
      {"failed to lookup address information: Temporary failure in name resolution", "127.0.0.1"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *note = explain (cases[i].words, strlen (cases[i].words));

      g_test_message ("%s -> %s", cases[i].words, note);
      g_assert_nonnull (note);
      g_assert_nonnull (strstr (note, cases[i].number));
      g_assert_true (g_str_has_suffix (note, "."));
    }
}

/* What has nothing to do with a limit gets no sentence. */
static void
test_silence (void)
{
  static const char *const words[] = {
      "",
      "thread 'main' panicked at src/main.rs:2:5:\nexplicit panic\n",
      "Os { code: 11, kind: WouldBlock }", /* a socket that would block */
      "Os { code: 111, kind: ConnectionRefused }",
      "Os { code: 22, kind: InvalidInput }",
      "(os error 240)",
      "code: 240,",
      "error code: 2 is mine",
      "(os error 2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *note = explain (words[i], strlen (words[i]));

      g_test_message ("%s", words[i]);
      g_assert_null (note);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/runtime-message/knows-a-failed-allocation", test_allocation);
  g_test_add_func ("/toolchains/runtime-message/looks-past-nuls", test_nuls);
  g_test_add_func ("/toolchains/runtime-message/explains-limits", test_explanations);
  g_test_add_func ("/toolchains/runtime-message/says-nothing-of-others", test_silence);
  return g_test_run ();
}
