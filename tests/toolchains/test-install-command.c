/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The command for each distribution, and none where nothing is known. */
#include "install-command.h"

#include <glib/gstdio.h>

/* What is said where os-release holds @text. */
static char *
ask (const char *text)
{
  g_autofree char *root = g_dir_make_tmp ("playpen-os-XXXXXX", NULL);
  g_autofree char *etc = g_build_filename (root, "etc", NULL);
  g_autofree char *path = g_build_filename (etc, "os-release", NULL);
  char *command;

  g_assert_cmpint (g_mkdir (etc, 0700), ==, 0);
  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  command = pen_install_command_dup (root);
  g_unlink (path);
  g_rmdir (etc);
  g_rmdir (root);
  return command;
}

static void
check (const char *text, const char *wanted)
{
  g_autofree char *command = ask (text);

  g_assert_cmpstr (command, ==, wanted);
}

static void
test_known (void)
{
  check ("PRETTY_NAME=\"Debian GNU/Linux 12\"\nVERSION_ID=\"12\"\nID=debian\n",
         "sudo apt install rustc-web cargo-web rustfmt-web rust-web-clippy");
  check ("VERSION_ID=\"13\"\nID=debian\n", "sudo apt install rustc cargo rustfmt rust-clippy");
  check ("ID=ubuntu\nID_LIKE=debian\nVERSION_ID='24.04'\n",
         "sudo apt install rustc cargo rustfmt rust-clippy");
  check ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=12\n",
         "sudo apt install rustc cargo rustfmt rust-clippy");
  check ("ID=fedora\n", "sudo dnf install rust cargo rustfmt clippy");
  check ("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\"\n", "sudo zypper install rust cargo");
}

static void
test_unknown (void)
{
  check (NULL, NULL);
  check ("", NULL);
  check ("ID=plan9\n", NULL);
  check ("ID=\"debian\nID_LIKE='\n", NULL);
  check ("# ID=debian\nXID=debian\nID_LIKE=debianish\n", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/install-command/known-distributions", test_known);
  g_test_add_func ("/toolchains/install-command/unknown-and-broken", test_unknown);
  return g_test_run ();
}
