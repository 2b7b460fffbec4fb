/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The words between a jail's first process and the outside, as somebody would write them who wants
 * them misread. Every payload lies in a block of its exact size. */
#include "frame.h"

#include <glib.h>
#include <string.h>

/* --- START --- */

/* A start frame in the making. */
typedef struct
{
  struct pen_frame_start start;
  GByteArray *rest;
} Draft;

static void
append (Draft *draft, const void *bytes, guint length)
{
  g_byte_array_append (draft->rest, bytes, length);
}

/* Two arguments, one variable, two outputs, a filter of two instructions. */
static Draft
new_draft (void)
{
  static const char strings[] = "/job\0/program/main\0\0A=B\0/tmp/out\0/job/dir/";
  Draft draft = {
      .start = {.memory = 1000, .filter_length = 16, .n_args = 2, .n_env = 1, .n_outputs = 2}};

  draft.rest = g_byte_array_new ();
  append (&draft, "FILTER-0FILTER-1", 16);
  append (&draft, strings, sizeof strings);
  return draft;
}

/* Frees @draft. */
static int
parse_draft (Draft *draft, struct pen_frame_start_view *view, void **ret_payload)
{
  gsize length = sizeof draft->start + draft->rest->len;
  guint8 *payload = g_malloc (length);

  memcpy (payload, &draft->start, sizeof draft->start);
  if (draft->rest->len > 0)
    memcpy (payload + sizeof draft->start, draft->rest->data, draft->rest->len);
  g_clear_pointer (&draft->rest, g_byte_array_unref);
  *ret_payload = payload;
  return pen_frame_parse_start (payload, length, view);
}

static void
test_start (void)
{
  g_autofree struct pen_frame_start_view *view = g_new (struct pen_frame_start_view, 1);
  g_autofree void *payload = NULL;
  Draft draft = new_draft ();

  g_assert_cmpint (parse_draft (&draft, view, &payload), ==, 0);
  g_assert_cmpuint (view->start->memory, ==, 1000);
  g_assert_cmpint (memcmp (view->filter, "FILTER-0FILTER-1", 16), ==, 0);
  g_assert_cmpstr (view->cwd, ==, "/job");
  g_assert_cmpstr (view->args[0], ==, "/program/main");
  g_assert_cmpstr (view->args[1], ==, "");
  g_assert_null (view->args[2]);
  g_assert_cmpstr (view->env[0], ==, "A=B");
  g_assert_null (view->env[1]);
  g_assert_cmpstr (view->outputs[0], ==, "/tmp/out");
  g_assert_cmpstr (view->outputs[1], ==, "/job/dir/");
  g_assert_null (view->outputs[2]);
}

typedef void (*Spoil) (Draft *draft);

static void
assert_refused (const char *how, Spoil spoil)
{
  g_autofree struct pen_frame_start_view *view = g_new (struct pen_frame_start_view, 1);
  g_autofree void *payload = NULL;
  Draft draft = new_draft ();

  g_test_message ("%s", how);
  spoil (&draft);
  g_assert_cmpint (parse_draft (&draft, view, &payload), ==, -1);
}

static void
no_arguments (Draft *draft)
{
  draft->start = (struct pen_frame_start){.n_env = 1};
  g_byte_array_set_size (draft->rest, 0);
  append (draft, "/job\0A=B", 9);
}

static void
one_argument_less (Draft *draft)
{
  draft->start.n_args = 1; /* then a string is left over */
}

static void
one_argument_more (Draft *draft)
{
  draft->start.n_args = 3;
}

static void
many_arguments (Draft *draft)
{
  draft->start.n_args = PEN_FRAME_STRINGS_MAX + 1;
}

static void
most_arguments (Draft *draft)
{
  draft->start.n_args = G_MAXUINT32;
}

static void
many_variables (Draft *draft)
{
  draft->start.n_env = PEN_FRAME_STRINGS_MAX + 1;
}

static void
most_variables (Draft *draft)
{
  draft->start.n_env = G_MAXUINT32;
}

static void
one_output_less (Draft *draft)
{
  draft->start.n_outputs = 1;
}

static void
one_output_more (Draft *draft)
{
  draft->start.n_outputs = 3;
}

static void
most_outputs (Draft *draft)
{
  draft->start.n_outputs = G_MAXUINT32;
}

/* Enough strings for the count that is too large by one. */
static void
too_many_empty_strings (Draft *draft)
{
  g_autofree guint8 *nuls = g_malloc0 (PEN_FRAME_STRINGS_MAX + 2);

  draft->start = (struct pen_frame_start){.n_args = PEN_FRAME_STRINGS_MAX + 1};
  g_byte_array_set_size (draft->rest, 0);
  append (draft, nuls, PEN_FRAME_STRINGS_MAX + 2);
}

static void
no_last_nul (Draft *draft)
{
  g_byte_array_set_size (draft->rest, draft->rest->len - 1);
}

static void
nothing_after_the_filter (Draft *draft)
{
  g_byte_array_set_size (draft->rest, 16);
}

static void
nothing_at_all (Draft *draft)
{
  g_byte_array_set_size (draft->rest, 0);
}

static void
odd_filter (Draft *draft)
{
  draft->start.filter_length = 12;
}

static void
filter_over_the_end (Draft *draft)
{
  draft->start.filter_length = 4096;
}

static void
filter_without_end (Draft *draft)
{
  draft->start.filter_length = 0xfffffff8u;
}

/* It is all there, but the kernel takes no more than 4096 instructions. */
static void
long_filter (Draft *draft)
{
  g_autofree guint8 *filter = g_malloc0 (4097 * 8 - 16);

  g_byte_array_prepend (draft->rest, filter, 4097 * 8 - 16);
  draft->start.filter_length = 4097 * 8;
}

static void
trailing_byte (Draft *draft)
{
  append (draft, "x", 1);
}

static void
trailing_nul (Draft *draft)
{
  append (draft, "", 1);
}

static void
test_hostile_start (void)
{
  assert_refused ("no arguments", no_arguments);
  assert_refused ("one argument less", one_argument_less);
  assert_refused ("one argument more", one_argument_more);
  assert_refused ("many arguments", many_arguments);
  assert_refused ("most arguments", most_arguments);
  assert_refused ("many variables", many_variables);
  assert_refused ("most variables", most_variables);
  assert_refused ("one output less", one_output_less);
  assert_refused ("one output more", one_output_more);
  assert_refused ("most outputs", most_outputs);
  assert_refused ("one empty string too many", too_many_empty_strings);
  assert_refused ("no NUL at the end", no_last_nul);
  assert_refused ("nothing after the filter", nothing_after_the_filter);
  assert_refused ("nothing after the numbers", nothing_at_all);
  assert_refused ("a filter of one and a half instructions", odd_filter);
  assert_refused ("a filter that leads over the end", filter_over_the_end);
  assert_refused ("a filter of 4 GiB", filter_without_end);
  assert_refused ("a filter of 4097 instructions", long_filter);
  assert_refused ("a byte more", trailing_byte);
  assert_refused ("an empty string more", trailing_nul);
}

static void
test_largest_start (void)
{
  g_autofree struct pen_frame_start_view *view = g_new (struct pen_frame_start_view, 1);
  g_autofree guint8 *zeros = g_malloc0 (4096 * 8 + 1 + 2 * PEN_FRAME_STRINGS_MAX);
  g_autofree void *payload = NULL;
  Draft draft = {.start = {.filter_length = 4096 * 8,
                           .n_args = PEN_FRAME_STRINGS_MAX,
                           .n_env = PEN_FRAME_STRINGS_MAX}};

  draft.rest = g_byte_array_new ();
  append (&draft, zeros, 4096 * 8 + 1 + 2 * PEN_FRAME_STRINGS_MAX);
  g_assert_cmpint (parse_draft (&draft, view, &payload), ==, 0);
  g_assert_cmpstr (view->env[PEN_FRAME_STRINGS_MAX - 1], ==, "");
  g_assert_null (view->env[PEN_FRAME_STRINGS_MAX]);
  g_assert_null (view->outputs[0]);
}

static void
test_short_start (void)
{
  g_autofree struct pen_frame_start_view *view = g_new (struct pen_frame_start_view, 1);

  for (gsize n = 0; n <= sizeof (struct pen_frame_start); n++)
    {
      g_autofree guint8 *payload = g_malloc0 (MAX (n, 1));

      g_assert_cmpint (pen_frame_parse_start (payload, n, view), ==, -1);
    }
}

static void
test_unsafe_outputs (void)
{
  static const char *const outputs[] = {"",
                                        "/",
                                        "/job/../etc/passwd",
                                        "/job/a/../../etc/",
                                        "/etc/passwd",
                                        "/proc/1/environ",
                                        "job/out",
                                        "/job/",
                                        "/job//",
                                        "/job/a//",
                                        "/job/a\nb"};

  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree struct pen_frame_start_view *view = g_new (struct pen_frame_start_view, 1);
      g_autofree void *payload = NULL;
      Draft draft = {.start = {.n_args = 1, .n_outputs = 2}};

      g_test_message ("\"%s\"", outputs[i]);
      draft.rest = g_byte_array_new ();
      append (&draft, "/job\0main\0/tmp/out", 5 + 5 + 9);
      append (&draft, outputs[i], (guint)strlen (outputs[i]) + 1);
      g_assert_cmpint (parse_draft (&draft, view, &payload), ==, -1);
    }
}

/* --- FILE, FIFO, FEED --- */

static int
parse_path (const char *path, gsize length, guint32 said_length, guint32 mode, gsize *ret_data)
{
  const struct pen_frame_file file = {.mode = mode, .path_length = said_length};
  g_autofree guint8 *payload = g_malloc (sizeof file + length);
  char parsed[PEN_FRAME_PATH_MAX + 1];
  uint32_t parsed_mode = 077777;
  int result;

  memcpy (payload, &file, sizeof file);
  if (length > 0)
    memcpy (payload + sizeof file, path, length);
  result = pen_frame_parse_path (payload, sizeof file + length, parsed, &parsed_mode, ret_data);
  if (result == 0)
    {
      g_assert_cmpuint (strlen (parsed), ==, said_length);
      g_assert_cmpint (memcmp (parsed, path, said_length), ==, 0);
      g_assert_cmpuint (parsed_mode, ==, mode & 0777);
    }
  return result;
}

static void
test_path (void)
{
  gsize data = 0;

  g_assert_cmpint (parse_path ("/job/a", 6, 6, 0444, &data), ==, 0);
  g_assert_cmpuint (data, ==, 14);
  g_assert_cmpint (parse_path ("/job/a/b/c.rsfn main", 20, 13, 0555, &data), ==, 0);
  g_assert_cmpuint (data, ==, 21);
  /* Neither setuid nor anything else that is no permission. */
  g_assert_cmpint (parse_path ("/job/a", 6, 6, 0106755, &data), ==, 0);
}

static void
test_hostile_path (void)
{
  static const struct
  {
    const char *path;
    guint32 length;
  } cases[] = {{"", 0},
               {"/job/a", 0},
               {"/job/a", 5}, /* "/job/" */
               {"/job/a", 7}, /* longer than what is there */
               {"/job/a", 4000},
               {"/job/a", 4001},
               {"/job/a", G_MAXUINT32},
               {"/job/a", G_MAXUINT32 - 7}, /* with the header's length it would be 0 */
               {"/job/../etc/passwd", 18},
               {"/job/a/..", 9},
               {"/job/./a", 8},
               {"/job//a", 7},
               {"/etc/passwd", 11},
               {"/init", 5},
               {"job/a", 5},
               {"../job/a", 8},
               {"/job/a\nb", 8},
               {"/job/a\x7f", 7}};
  gsize data = 4711;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("\"%s\" of %u bytes", cases[i].path, cases[i].length);
      g_assert_cmpint (
          parse_path (cases[i].path, strlen (cases[i].path), cases[i].length, 0444, &data),
          ==,
          -1);
    }
  g_assert_cmpint (parse_path ("/job/a\0b", 8, 8, 0444, &data), ==, -1); /* a NUL inside */
  g_assert_cmpint (parse_path ("/job/\0", 6, 6, 0444, &data), ==, -1);
  g_assert_cmpuint (data, ==, 4711);
}

static void
test_short_path (void)
{
  for (gsize n = 0; n < sizeof (struct pen_frame_file); n++)
    {
      g_autofree guint8 *payload = g_malloc0 (MAX (n, 1));
      char path[PEN_FRAME_PATH_MAX + 1];
      uint32_t mode;
      size_t data;

      g_assert_cmpint (pen_frame_parse_path (payload, n, path, &mode, &data), ==, -1);
    }
}

static void
test_longest_path (void)
{
  GString *path = g_string_new ("/job");
  gsize data;

  while (path->len < 4001)
    g_string_append_c (path, path->len % 100 == 4 ? '/' : 'x');
  g_assert_cmpint (parse_path (path->str, 4000, 4000, 0444, &data), ==, 0);
  g_assert_cmpint (parse_path (path->str, 4001, 4001, 0444, &data), ==, -1);
  g_string_free (path, TRUE);
}

/* The length counts, not a NUL that stands there by chance. */
static void
test_safe_path_is_bounded (void)
{
  static const char text[] = "/job/aX/../../etc";

  g_assert_true (pen_frame_path_is_safe (text, 6));
  g_assert_true (pen_frame_path_is_safe (text, 7));
  g_assert_false (pen_frame_path_is_safe (text, 8));
  g_assert_false (pen_frame_path_is_safe (text, strlen (text)));
  g_assert_false (pen_frame_path_is_safe (text, 0));
  g_assert_false (pen_frame_path_is_safe (text, 1));
  g_assert_false (pen_frame_path_is_safe ("/job/a\0", 7));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/frame/takes-a-start-apart", test_start);
  g_test_add_func ("/sandbox/frame/takes-the-largest-start", test_largest_start);
  g_test_add_func ("/sandbox/frame/refuses-hostile-starts", test_hostile_start);
  g_test_add_func ("/sandbox/frame/refuses-short-starts", test_short_start);
  g_test_add_func ("/sandbox/frame/refuses-unsafe-outputs", test_unsafe_outputs);
  g_test_add_func ("/sandbox/frame/takes-a-path-apart", test_path);
  g_test_add_func ("/sandbox/frame/takes-the-longest-path", test_longest_path);
  g_test_add_func ("/sandbox/frame/refuses-hostile-paths", test_hostile_path);
  g_test_add_func ("/sandbox/frame/refuses-short-paths", test_short_path);
  g_test_add_func ("/sandbox/frame/reads-no-further-than-the-length", test_safe_path_is_bounded);
  return g_test_run ();
}
