/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Exit statuses of the contract that are not a program's own. */
enum
{
  PEN_EXIT_USAGE = 2,
  PEN_EXIT_MISSING = 69, /* no such toolchain, channel or component */
  PEN_EXIT_CANNOT_JAIL = 77,
  PEN_EXIT_COMPILE = 101,
  PEN_EXIT_INTERRUPTED = 130,
  PEN_EXIT_CLOSED = 141, /* whoever read our standard output has gone, as for SIGPIPE */
};

/** PenCliCommand: one word of the command line. */
typedef struct
{
  const char *name;
  const char *parameters; /* as in --help */
  const char *summary;    /* marked for translation, one line */
  /** run: @argv[0] is the command's name. Returns the exit status. */
  int (*run) (int argc, char **argv);
} PenCliCommand;

/** pen_cli_commands: (array zero-terminated): by a NULL name. */
const PenCliCommand *pen_cli_get_commands (void);

/** pen_cmd_run: `playpen run`. Returns the exit status. */
int pen_cmd_run (int argc, char **argv);
/** pen_cmd_build: `playpen build`. Returns the exit status. */
int pen_cmd_build (int argc, char **argv);
/** pen_cmd_test: `playpen test`. Returns the exit status. */
int pen_cmd_test (int argc, char **argv);
/** pen_cmd_check: `playpen check`. Returns the exit status. */
int pen_cmd_check (int argc, char **argv);
/** pen_cmd_fmt: `playpen fmt`. Returns the exit status. */
int pen_cmd_fmt (int argc, char **argv);
/** pen_cmd_clippy: `playpen clippy`. Returns the exit status. */
int pen_cmd_clippy (int argc, char **argv);
/** pen_cmd_expand: `playpen expand`. Returns the exit status. */
int pen_cmd_expand (int argc, char **argv);
/** pen_cmd_emit: `playpen emit`. Returns the exit status. */
int pen_cmd_emit (int argc, char **argv);
/** pen_cmd_miri: `playpen miri`. Returns the exit status. */
int pen_cmd_miri (int argc, char **argv);
/** pen_cmd_explain: `playpen explain`. Returns the exit status. */
int pen_cmd_explain (int argc, char **argv);
/** pen_cmd_doctor: `playpen doctor`. Returns the exit status. */
int pen_cmd_doctor (int argc, char **argv);
/** pen_cmd_toolchain: `playpen toolchain`. Returns the exit status. */
int pen_cmd_toolchain (int argc, char **argv);
/** pen_cmd_snapshot: `playpen snapshot`. Returns the exit status. */
int pen_cmd_snapshot (int argc, char **argv);

/** pen_cli_complain: prints "playpen: @message" to standard error; returns @status. */
int pen_cli_complain (int status, const char *message);

/** pen_cli_complain_error: as above, with the exit status that the kind of @error stands for. */
int pen_cli_complain_error (const GError *error);

G_END_DECLS
