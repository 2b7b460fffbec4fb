/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/** PenCliTraits: what a command's line may hold beside the options that all have. */
typedef enum
{
  PEN_CLI_RUNS = 1 << 0,   /* --stdin, --env, --time, --memory, -- ARGS */
  PEN_CLI_CHECK = 1 << 1,  /* fmt's --check */
  PEN_CLI_OUTPUT = 1 << 2, /* build's -o */
  PEN_CLI_EMIT = 1 << 3,   /* emit's switches; its kind is the first word */
  PEN_CLI_WATCH = 1 << 4,
} PenCliTraits;

/** PenCliRequest: a command's line, understood. */
typedef struct
{
  PenAction action;
  PenProgram *program;
  char **paths; /* (array zero-terminated): as they were given; "-" alone is standard input */
  gboolean json;
  gboolean watch;
  gboolean packed;   /* the program came in one file, so that none of its own lies on the disk */
  char *stdin_file;  /* (nullable) */
  char *output_file; /* (nullable) */
  guint time_s;      /* 0: not given */
} PenCliRequest;

void pen_cli_request_free (PenCliRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenCliRequest, pen_cli_request_free)

/**
 * pen_cli_request_new:
 * @argv: @argv[0] is the command's name
 * @ret_status: (out): when NULL is returned: 0 after --help, else 2 with the fault told
 *
 * Returns: (transfer full) (nullable)
 */
PenCliRequest *
pen_cli_request_new (PenAction action, PenCliTraits traits, int argc, char **argv, int *ret_status);

/** pen_cli_request_load: reads the program. FALSE with an error. */
gboolean pen_cli_request_load (PenCliRequest *request, GError **error);

G_END_DECLS
