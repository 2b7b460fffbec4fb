/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "request.h"

G_BEGIN_DECLS

/** pen_cli_perform: does what @request asks for, again and again if it says so. Returns the exit
 * status. */
int pen_cli_perform (PenCliRequest *request);

/** pen_cli_command: reads the line and performs it: all that most commands are. */
int pen_cli_command (PenAction action, PenCliTraits traits, int argc, char **argv);

G_END_DECLS
