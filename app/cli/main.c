/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The command line: finds the word and hands over. Each command is a file of its own. */
#include "cli.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core.h"

static const PenCliCommand commands[] = {
    {"run",
     N_ ("[FILE… | DIR | -] [-- ARGS]"),
     N_ ("Build and run a program, or test or build it if that is what it is"),
     pen_cmd_run},
    {"build",
     N_ ("[FILE… | DIR | -]"),
     N_ ("Build a program or a library and keep it"),
     pen_cmd_build},
    {"test", N_ ("[FILE… | DIR | -] [-- ARGS]"), N_ ("Build and run the tests"), pen_cmd_test},
    {"check",
     N_ ("[FILE… | DIR | -]"),
     N_ ("Say what the compiler thinks, without building"),
     pen_cmd_check},
    {"fmt", N_ ("[FILE… | DIR | -]"), N_ ("Format the program, in place"), pen_cmd_fmt},
    {"clippy",
     N_ ("[FILE… | DIR | -]"),
     N_ ("Say what Clippy would write differently"),
     pen_cmd_clippy},
    {"expand",
     N_ ("[FILE… | DIR | -]"),
     N_ ("Show the program with its macros expanded"),
     pen_cmd_expand},
    {"emit",
     N_ ("[FILE… | DIR | -]"),
     N_ ("Show what the compiler makes of the program"),
     pen_cmd_emit},
    {"miri",
     N_ ("[FILE… | DIR | -] [-- ARGS]"),
     N_ ("Run the program under Miri, which finds undefined behaviour"),
     pen_cmd_miri},
    {"explain", N_ ("CODE"), N_ ("Explain an error code such as E0382"), pen_cmd_explain},
    {"snapshot",
     N_ ("export|import|verify|show [FILE… | DIR | LINK]"),
     N_ ("Take a program home in one file, and bring it back"),
     pen_cmd_snapshot},
    {"doctor",
     "",
     N_ ("Say what this machine can do, what is missing and how to get it"),
     pen_cmd_doctor},
    {"toolchain", N_ ("list"), N_ ("Show the Rust toolchains that were found"), pen_cmd_toolchain},
    {NULL, NULL, NULL, NULL},
};

const PenCliCommand *
pen_cli_get_commands (void)
{
  return commands;
}

int
pen_cli_complain (int status, const char *message)
{
  g_autofree char *shown = pen_decoder_decode_all (message, strlen (message), PEN_DECODER_PLAIN);

  fprintf (stderr, "playpen: %s\n", shown);
  return status;
}

static int
get_status (const GError *error)
{
  if (error->domain == PEN_SANDBOX_ERROR)
    return PEN_EXIT_CANNOT_JAIL;
  if (g_error_matches (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING) ||
      g_error_matches (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_UNREACHABLE))
    return PEN_EXIT_MISSING;
  return PEN_EXIT_USAGE;
}

int
pen_cli_complain_error (const GError *error)
{
  return pen_cli_complain (get_status (error), error->message);
}

static void
print_help (void)
{
  printf ("%s\n\n", _ ("Usage: playpen COMMAND [OPTION…]"));
  printf ("%s\n\n",
          _ ("Compiles and runs Rust programs where there is no internet, each in a sandbox of its "
             "own."));
  for (gsize i = 0; commands[i].name != NULL; i++)
    printf ("  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  printf ("\n%s\n", _ ("playpen COMMAND --help shows a command's options; man playpen the whole."));
}

/* Started with a standard stream closed, the next file that is opened would become it. */
static void
open_standard_streams (void)
{
  int fd;

  do
    fd = open ("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= STDERR_FILENO);
  if (fd > STDERR_FILENO)
    close (fd);
}

int
main (int argc, char **argv)
{
  open_standard_streams ();
  pen_translation_init ();
  g_set_prgname ("playpen");

  if (argc < 2)
    {
      print_help ();
      return PEN_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") ||
      g_str_equal (argv[1], "help"))
    {
      print_help ();
      return 0;
    }
  if (g_str_equal (argv[1], "--version") || g_str_equal (argv[1], "-V"))
    {
      printf ("playpen %s\n", PLAYPEN_VERSION);
      return 0;
    }
  for (gsize i = 0; commands[i].name != NULL; i++)
    if (g_str_equal (commands[i].name, argv[1]))
      return commands[i].run (argc - 1, argv + 1);
  g_autofree char *message =
      g_strdup_printf (_ ("There is no command \"%s\". playpen --help lists them."), argv[1]);

  return pen_cli_complain (PEN_EXIT_USAGE, message);
}
