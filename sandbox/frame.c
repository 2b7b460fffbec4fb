/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The words between a jail's first process and the outside, taken apart with every length checked.
 * Shared by both ends, so without GLib. */
#include "frame.h"

#include <string.h>

static int
has_safe_components (const char *path, size_t length)
{
  size_t start = 1;

  for (size_t i = 1; i <= length; i++)
    {
      size_t n;

      if (i < length && path[i] != '/')
        {
          if ((unsigned char)path[i] < 0x20 || path[i] == 0x7f)
            return 0;
          continue;
        }
      n = i - start;
      if (n == 0 || n > 255 || (n == 1 && path[start] == '.') ||
          (n == 2 && path[start] == '.' && path[start + 1] == '.'))
        return 0;
      start = i + 1;
    }
  return 1;
}

int
pen_frame_path_is_safe (const char *path, size_t length)
{
  static const char *const roots[] = {"/job/", "/program/", "/tmp/"};

  if (length < 2 || length > PEN_FRAME_PATH_MAX || path[0] != '/')
    return 0;
  for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
    {
      size_t n = strlen (roots[i]);

      if (length > n && memcmp (path, roots[i], n) == 0)
        return has_safe_components (path, length);
    }
  return 0;
}

/* A declared directory ends in a slash; without it, it is a path like any other. */
static size_t
get_output_length (const char *declared, int *ret_is_directory)
{
  size_t length = strlen (declared);

  *ret_is_directory = length > 0 && declared[length - 1] == '/';
  return *ret_is_directory ? length - 1 : length;
}

int
pen_frame_declares (const char *declared, const char *path, size_t length)
{
  int is_directory;
  size_t n = get_output_length (declared, &is_directory);

  if (length < n || memcmp (path, declared, n) != 0)
    return 0;
  if (!is_directory)
    return length == n;
  return length > n + 1 && path[n] == '/' && memchr (path + n + 1, '/', length - n - 1) == NULL &&
         has_safe_components (path, length);
}

int
pen_frame_parse_path (const void *payload,
                      size_t length,
                      char ret_path[PEN_FRAME_PATH_MAX + 1],
                      uint32_t *ret_mode,
                      size_t *ret_data)
{
  struct pen_frame_file file;
  const char *path;

  if (length < sizeof file)
    return -1;
  memcpy (&file, payload, sizeof file);
  if (file.path_length > PEN_FRAME_PATH_MAX || file.path_length > length - sizeof file)
    return -1;
  path = (const char *)payload + sizeof file;
  if (!pen_frame_path_is_safe (path, file.path_length))
    return -1;
  memcpy (ret_path, path, file.path_length);
  ret_path[file.path_length] = '\0';
  *ret_mode = file.mode & 0777;
  *ret_data = sizeof file + file.path_length;
  return 0;
}

/* One NUL-terminated string from the front of what is left; NULL when there is none. */
static const char *
take_string (const char **rest, size_t *left)
{
  const char *string = *rest;
  const char *end = *left > 0 ? memchr (string, '\0', *left) : NULL;

  if (end == NULL)
    return NULL;
  *left -= (size_t)(end - string) + 1;
  *rest = end + 1;
  return string;
}

static int
take_strings (const char **rest, size_t *left, uint32_t n, const char **ret_strings)
{
  if (n > PEN_FRAME_STRINGS_MAX)
    return -1;
  for (uint32_t i = 0; i < n; i++)
    {
      ret_strings[i] = take_string (rest, left);
      if (ret_strings[i] == NULL)
        return -1;
    }
  ret_strings[n] = NULL;
  return 0;
}

int
pen_frame_parse_start (const void *payload, size_t length, struct pen_frame_start_view *ret_view)
{
  const struct pen_frame_start *start = payload;
  const char *rest;
  size_t left;

  if (length < sizeof *start)
    return -1;
  left = length - sizeof *start;
  if (start->filter_length > left || start->filter_length % 8 != 0 ||
      start->filter_length > 4096 * 8 || start->n_args == 0)
    return -1;
  rest = (const char *)(start + 1);
  ret_view->start = start;
  ret_view->filter = rest;
  rest += start->filter_length;
  left -= start->filter_length;
  ret_view->cwd = take_string (&rest, &left);
  if (ret_view->cwd == NULL || take_strings (&rest, &left, start->n_args, ret_view->args) != 0 ||
      take_strings (&rest, &left, start->n_env, ret_view->env) != 0 ||
      take_strings (&rest, &left, start->n_outputs, ret_view->outputs) != 0)
    return -1;
  for (uint32_t i = 0; i < start->n_outputs; i++)
    {
      int is_directory;
      size_t n = get_output_length (ret_view->outputs[i], &is_directory);

      if (!pen_frame_path_is_safe (ret_view->outputs[i], n))
        return -1;
    }
  return left == 0 ? 0 : -1;
}
