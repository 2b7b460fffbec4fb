/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which packages Rust comes in. Debian 12 has two: its own is 1.63, which knows no edition of 2024;
 * app/packages.sh installs the other one too. */
#include "install-command.h"

#include <string.h>

typedef struct
{
  const char *id;      /* ID or ID_LIKE of os-release(5) */
  const char *version; /* (nullable): VERSION_ID, if only that */
  const char *command;
} Distribution;

static const Distribution distributions[] = {
    {"debian", "12", "sudo apt install rustc-web cargo-web rustfmt-web rust-web-clippy"},
    {"debian", NULL, "sudo apt install rustc cargo rustfmt rust-clippy"},
    {"fedora", NULL, "sudo dnf install rust cargo rustfmt clippy"},
    {"arch", NULL, "sudo pacman -S rust"},
    {"suse", NULL, "sudo zypper install rust cargo"},
    {"alpine", NULL, "sudo apk add rust cargo rustfmt rust-clippy"},
};

/* One value of os-release(5), unquoted. */
static char *
dup_value (const char *text, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *start = g_strconcat (key, "=", NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      return g_shell_unquote (lines[i] + strlen (start), NULL);
  return NULL;
}

static gboolean
is_word_of (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words != NULL ? words : "", " ", -1);

  return g_strv_contains ((const char *const *)list, word);
}

char *
pen_install_command_dup (const char *root)
{
  static const char *const places[] = {"etc/os-release", "usr/lib/os-release"};
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autofree char *like = NULL;
  g_autofree char *version = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (places) && text == NULL; i++)
    {
      g_autofree char *path = g_build_filename (root != NULL ? root : "/", places[i], NULL);

      g_file_get_contents (path, &text, NULL, NULL);
    }
  if (text == NULL)
    return NULL;
  id = dup_value (text, "ID");
  like = dup_value (text, "ID_LIKE");
  version = dup_value (text, "VERSION_ID");
  for (gsize i = 0; i < G_N_ELEMENTS (distributions); i++)
    {
      const Distribution *known = &distributions[i];

      /* A version is that of the distribution itself; its likes count in their own way. */
      if (known->version != NULL
              ? g_strcmp0 (id, known->id) == 0 && g_strcmp0 (version, known->version) == 0
              : g_strcmp0 (id, known->id) == 0 || is_word_of (like, known->id))
        return g_strdup (known->command);
    }
  return NULL;
}
