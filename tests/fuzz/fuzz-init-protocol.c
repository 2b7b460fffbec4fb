/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as what is said between a jail's first process and the outside, in both directions: as
 * init takes frames apart, and as the outside does. Also the whole input as one payload. */
#include <gio/gio.h>
#include <string.h>

#include "channel.h"
#include "frame.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_string (const char *string, const char *payload, gsize length)
{
  if (string < payload || string >= payload + length)
    g_error ("a string leads out of the frame");
  if (memchr (string, '\0', length - (gsize)(string - payload)) == NULL)
    g_error ("a string does not end in the frame");
}

static void
check_strings (const char *const *strings, guint n, const char *payload, gsize length)
{
  for (guint i = 0; i < n; i++)
    check_string (strings[i], payload, length);
  if (strings[n] != NULL)
    g_error ("a list does not end");
}

static void
check_output (const char *declared)
{
  g_autofree char *inside = g_strconcat (declared, "x", NULL);
  gboolean is_directory = g_str_has_suffix (declared, "/");

  if (!pen_frame_path_is_safe (declared, strlen (declared) - (is_directory ? 1 : 0)))
    g_error ("an output is not safe");
  if (pen_frame_declares (declared, declared, strlen (declared)) == is_directory)
    g_error ("a path is declared that is none, or the other way about");
  if (is_directory && pen_frame_declares (declared, "/etc/passwd", strlen ("/etc/passwd")))
    g_error ("a directory declares what is not in it");
  if (is_directory && strlen (inside) < 200 &&
      !pen_frame_declares (declared, inside, strlen (inside)))
    g_error ("a directory does not declare what is in it");
}

/* @payload: of its exact size and 8-byte aligned, as init has it */
static void
try_start (const guint8 *payload, gsize length)
{
  g_autofree struct pen_frame_start_view *view = g_new (struct pen_frame_start_view, 1);
  const char *text = (const char *)payload;

  if (pen_frame_parse_start (payload, length, view) != 0)
    return;
  if ((const char *)view->filter + view->start->filter_length > text + length)
    g_error ("the filter leads out of the frame");
  if (view->start->n_args == 0)
    g_error ("there is nothing to execute");
  check_string (view->cwd, text, length);
  check_strings (view->args, view->start->n_args, text, length);
  check_strings (view->env, view->start->n_env, text, length);
  check_strings (view->outputs, view->start->n_outputs, text, length);
  for (guint i = 0; i < view->start->n_outputs; i++)
    check_output (view->outputs[i]);
}

static void
try_path (const guint8 *payload, gsize length)
{
  char path[PEN_FRAME_PATH_MAX + 1];
  uint32_t mode;
  size_t data;

  if (pen_frame_parse_path (payload, length, path, &mode, &data) != 0)
    return;
  if (data > length || data != sizeof (struct pen_frame_file) + strlen (path))
    g_error ("the bytes of a file do not begin after its path");
  if (!pen_frame_path_is_safe (path, strlen (path)) || strstr (path, "/../") != NULL)
    g_error ("%s is not safe", path);
  if ((mode & ~0777u) != 0)
    g_error ("a mode is more than permissions");
}

static void
try_payload (guint32 type, const guint8 *bytes, gsize length)
{
  g_autofree guint8 *payload = g_malloc (MAX (length, 1));

  if (length > 0)
    memcpy (payload, bytes, length);
  if (type == PEN_FRAME_START)
    try_start (payload, length);
  else
    try_path (payload, length);
}

/* As init reads: a header, then as many bytes as it says. */
static void
be_inside (const guint8 *data, gsize size)
{
  struct pen_frame_header header;

  while (size >= sizeof header)
    {
      memcpy (&header, data, sizeof header);
      data += sizeof header;
      size -= sizeof header;
      if (header.length > size)
        return;
      if (header.type >= PEN_FRAME_FILE && header.type <= PEN_FRAME_START)
        try_payload (header.type, data, header.length);
      data += header.length;
      size -= header.length;
    }
}

/* Takes what is whole; a line for each frame into @log. FALSE at what is no frame. @end: where the
 * input ends that is in the buffer by now */
static gboolean
take_frames (GByteArray *buffer, const guint8 *end, GString *log)
{
  GBytes *payload;
  guint32 type;
  guint before = buffer->len;
  int taken;

  while ((taken = pen_channel_parse (buffer, &type, &payload)) == 1)
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (payload, &length);

      if (type == 0 || before - buffer->len != 8 + length)
        g_error ("a frame is not what was taken from the buffer");
      if (length > 0 && memcmp (bytes, end - before + 8, length) != 0)
        g_error ("a payload is not what was sent");
      g_string_append_printf (log, "%u %u\n", type, g_bytes_hash (payload));
      g_bytes_unref (payload);
      before = buffer->len;
    }
  if (buffer->len != before)
    g_error ("bytes were taken without a frame");
  return taken == 0;
}

/* All at once and byte by byte must be the same. */
static void
be_outside (const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GByteArray) grown = g_byte_array_new ();
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  gboolean first_good;
  gboolean second_good = TRUE;

  g_byte_array_append (whole, data, (guint)size);
  first_good = take_frames (whole, data + size, first);
  for (gsize i = 0; i < size && second_good; i++)
    {
      g_byte_array_append (grown, data + i, 1);
      second_good = take_frames (grown, data + i + 1, second);
    }
  if (first_good != second_good || !g_string_equal (first, second))
    g_error ("frames depend on how they arrive");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  be_inside (data, size);
  be_outside (data, size);
  try_payload (PEN_FRAME_START, data, size);
  try_payload (PEN_FRAME_FILE, data, size);
  return 0;
}
