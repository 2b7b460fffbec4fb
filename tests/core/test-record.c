/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Records and their lines. */
#include "record.h"

#include <string.h>

#include "core-error.h"

#define HASH "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" /* of "hello" */

/* By themselves, for among others a joined string looks like two without a comma. */
static const char outside[] = "{\"k\":\"files\",\"t\":1,\"files\":{\"..\":\"" HASH "\"}}";
static const char other_contents[] =
    "{\"k\":\"blob\",\"t\":1,\"blob\":\"" HASH "\",\"text\":\"other\"}";
static const char two_contents[] =
    "{\"k\":\"blob\",\"t\":1,\"blob\":\"" HASH "\",\"text\":\"hello\",\"base64\":\"aGVsbG8=\"}";

static PenRecord *
read_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  PenRecord *record = pen_record_read (line, strlen (line), &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static char *
write_line (const PenRecord *record)
{
  GString *line = g_string_new (NULL);

  pen_record_write (record, line);
  return g_string_free (line, FALSE);
}

/* Each as it is written; the form is what files hold that people have taken home. */
static void
test_lines_stay_as_they_are (void)
{
  static const char *const lines[] = {
      "{\"k\":\"start\",\"t\":0,\"v\":1,\"id\":\"0c1d8c4e-3b1a-4d6c-9d2b-6f2a5b1c7e11\",\"at\":"
      "1764000000000}",
      "{\"k\":\"files\",\"t\":0,\"files\":{\"a.rs\":\"" HASH "\",\"src/main.rs\":\"" HASH "\"}}",
      "{\"k\":\"edit\",\"t\":12,\"f\":\"src/main.rs\",\"at\":3,\"cut\":0,\"put\":\"a\"}",
      "{\"k\":\"edit\",\"t\":12,\"f\":\"src/"
      "main.rs\",\"at\":3,\"cut\":2,\"put\":\"\\\"\\\\\\n\\t\\u0001"
      "ü\"}",
      "{\"k\":\"file\",\"t\":12,\"f\":\"a b.rs\",\"blob\":\"" HASH "\"}",
      "{\"k\":\"remove\",\"t\":12,\"f\":\"a.rs\"}",
      "{\"k\":\"rename\",\"t\":12,\"f\":\"a.rs\",\"to\":\"b.rs\"}",
      "{\"k\":\"options\",\"t\":12,\"options\":{\"action\":\"test\",\"channel\":\"beta\","
      "\"edition\":"
      "2021,\"release\":true,\"backtrace\":true,\"arguments\":\"a b\",\"environment\":\"A=1\","
      "\"stdin\":\"\",\"time\":3000,\"memory\":1048576}}",
      "{\"k\":\"options\",\"t\":12,\"options\":{}}",
      "{\"k\":\"title\",\"t\":12,\"title\":\"A\"}",
      "{\"k\":\"title\",\"t\":12,\"title\":\"A\",\"author\":\"B\"}",
      "{\"k\":\"run\",\"t\":12,\"n\":1,\"action\":\"run\"}",
      "{\"k\":\"ran\",\"t\":12,\"n\":1,\"cause\":\"exited\",\"exit\":0,\"ms\":110,\"blob\":\"" HASH
      "\"}",
      "{\"k\":\"ran\",\"t\":12,\"n\":1,\"cause\":\"wall\",\"exit\":124,\"ms\":110}",
      "{\"k\":\"step\",\"t\":12,\"id\":\"x\",\"title\":\"Step 1\"}",
      "{\"k\":\"blob\",\"t\":12,\"blob\":\"" HASH "\",\"text\":\"hello\"}",
      "{\"k\":\"steps\",\"t\":12,\"steps\":[{\"id\":\"x\",\"title\":\"T\",\"notes\":\"N\","
      "\"expected\":"
      "\"E\",\"files\":{\"a.rs\":\"" HASH "\"}},{\"id\":\"y\",\"title\":\"\",\"files\":{}}]}",
      "{\"k\":\"place\",\"t\":12,\"base\":\"file:///tmp\",\"single\":false,\"saved\":{\"a.rs\":{"
      "\"etag\":\"1\",\"blob\":\"" HASH "\"}}}",
      "{\"k\":\"opened\",\"t\":12}",
      "{\"k\":\"left\",\"t\":12}",
      "{\"k\":\"closed\",\"t\":12}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (PenRecord) record = read_line (lines[i]);
      g_autofree char *line = write_line (record);

      g_assert_cmpint (record->kind, !=, PEN_RECORD_OTHER);
      g_assert_null (record->line);
      g_assert_cmpstr (line, ==, lines[i]);
    }
}

/* The short way of reading an edit and the long one agree. */
static void
test_edits_are_read_in_any_order (void)
{
  g_autoptr (PenRecord) record =
      read_line ("{\"put\": \"\\u00fc\\ud83e\\udd80\\/\", \"cut\": 7, \"at\": 3, \"f\": \"a.rs\", "
                 "\"t\": 5, \"k\": \"edit\"}");

  g_assert_cmpint (record->kind, ==, PEN_RECORD_EDIT);
  g_assert_cmpstr (record->text, ==, "ü🦀/");
  g_assert_cmpuint (record->cut, ==, 7);
  g_assert_cmpint (record->time, ==, 5);
  g_assert_null (record->line);
}

static void
test_keeps_what_a_later_version_says (void)
{
  static const char *const lines[] = {
      "{\"k\":\"wave\",\"t\":5,\"how\":[1,{\"a\":2.5}]}",
      "{\"k\":\"edit\",\"t\":5,\"f\":\"a.rs\",\"at\":0,\"cut\":0,\"put\":\"x\",\"hand\":\"left\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (PenRecord) record = read_line (lines[i]);
      g_autofree char *line = write_line (record);

      g_assert_cmpstr (line, ==, lines[i]);
      g_assert_false (pen_record_is_private (record));
    }
}

static void
test_knows_what_is_private (void)
{
  g_autoptr (PenRecord) own = read_line ("{\"k\":\"own-thoughts\",\"t\":5}");
  g_autoptr (PenRecord) place =
      read_line ("{\"k\":\"place\",\"t\":5,\"single\":true,\"saved\":{}}");
  g_autoptr (PenRecord) run = read_line ("{\"k\":\"run\",\"t\":5,\"n\":1,\"action\":\"run\"}");

  g_assert_true (pen_record_is_private (own));
  g_assert_true (pen_record_is_private (place));
  g_assert_false (pen_record_is_private (run));
}

static void
test_refuses_hostile_lines (void)
{
  static const char *const lines[] = {
      "",
      "null",
      "[]",
      "{}",
      "{\"k\":\"edit\"}",
      "{\"k\":\"edit\",\"t\":-1,\"f\":\"a.rs\",\"at\":0,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"../a.rs\",\"at\":0,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"/a.rs\",\"at\":0,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\".cargo/config\",\"at\":0,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"a.rs\",\"at\":99999999999,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"a.rs\",\"at\":-1,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"a.rs\",\"at\":0.5,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"a.rs\",\"at\":0,\"cut\":0,\"put\":7}",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"a.rs\",\"at\":0,\"cut\":0,\"put\":\"\"}x",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"a.rs\",\"at\":0,\"cut\":0,\"put\":\"\n\"}x",
      "{\"k\":\"edit\",\"t\":1,\"f\":\"a.rs\",\"at\":0,\"cut\":0,\"put\":\"\xff\"}",
      "{\"k\":\"edit\",\"t\":99999999999999999999,\"f\":\"a.rs\",\"at\":0,\"cut\":0,\"put\":\"\"}",
      "{\"k\":\"file\",\"t\":1,\"f\":\"a.rs\",\"blob\":\"2CF2\"}",
      "{\"k\":\"file\",\"t\":1,\"f\":\"a.rs\",\"blob\":\"../../../../etc/passwd\"}",
      outside,
      "{\"k\":\"files\",\"t\":1,\"files\":[]}",
      "{\"k\":\"run\",\"t\":1,\"n\":0,\"action\":\"run\"}",
      "{\"k\":\"ran\",\"t\":1,\"n\":1,\"cause\":\"exited\",\"exit\":256,\"ms\":1}",
      other_contents,
      two_contents,
      "{\"k\":\"start\",\"t\":0,\"v\":2,\"id\":\"0c1d8c4e-3b1a-4d6c-9d2b-6f2a5b1c7e11\",\"at\":1}",
      "{\"k\":\"start\",\"t\":0,\"v\":1,\"id\":\"../x\",\"at\":1}",
      "{\"k\":\"steps\",\"t\":0,\"steps\":[{\"id\":\"x\"}]}",
      "{\"k\":\"steps\",\"t\":0,\"steps\":[[[[[[[[[[]]]]]]]]]]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      if (pen_record_read (lines[i], strlen (lines[i]), &error) != NULL)
        g_test_fail_printf ("taken: %s", lines[i]);
      g_assert_nonnull (error);
      g_assert_true (error->domain == PEN_CORE_ERROR);
    }
}

static void
test_refuses_long_lines (void)
{
  g_autofree char *line = g_strnfill (PEN_RECORD_MAX_LINE + 1, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (pen_record_read (line, PEN_RECORD_MAX_LINE + 1, &error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/record/lines-stay-as-they-are", test_lines_stay_as_they_are);
  g_test_add_func ("/core/record/edits-are-read-in-any-order", test_edits_are_read_in_any_order);
  g_test_add_func ("/core/record/keeps-what-a-later-version-says",
                   test_keeps_what_a_later_version_says);
  g_test_add_func ("/core/record/knows-what-is-private", test_knows_what_is_private);
  g_test_add_func ("/core/record/refuses-hostile-lines", test_refuses_hostile_lines);
  g_test_add_func ("/core/record/refuses-long-lines", test_refuses_long_lines);
  return g_test_run ();
}
