/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenProfile: what a jail shows and which system calls it allows. */
typedef enum
{
  PEN_PROFILE_COMPILE, /* /usr read-only, no network sockets */
  PEN_PROFILE_RUN,     /* four library files and the program, loopback only */
} PenProfile;

/** PenJailFile: one file that is put into the jail's own tmpfs. */
typedef struct
{
  char *path;    /* absolute inside the jail, below /job, /program or /tmp */
  guint mode;    /* 0444, 0555 … */
  GBytes *bytes; /* NULL: a FIFO whose bytes follow later */
} PenJailFile;

/** PenBind: a host path shown read-only. */
typedef struct
{
  char *host;
  char *jail;
} PenBind;

/**
 * PenCommand: what to run in a jail: argv, environment, working directory, mounts, files in,
 * outputs. A plain value; adding to it runs nothing. All strings and bytes are copied or
 * referenced.
 */
typedef struct
{
  PenProfile profile;
  GPtrArray *argv;      /* (element-type utf8) */
  GPtrArray *env;       /* (element-type utf8) "NAME=VALUE", exactly what the program sees */
  char *cwd;            /* inside the jail; default /job */
  GPtrArray *binds;     /* (element-type PenBind) */
  GPtrArray *libraries; /* (element-type utf8) file names */
  GPtrArray *files;     /* (element-type PenJailFile) */
  GPtrArray *outputs;   /* (element-type utf8) absolute paths inside the jail that are streamed back
                           at the end; with a slash at its end a directory */
  gboolean has_stdin;   /* FALSE: stdin is at its end from the start */
} PenCommand;

/** pen_command_new: (transfer full): with the profile's default environment, working directory
 * /job. */
PenCommand *pen_command_new (PenProfile profile);
PenCommand *pen_command_copy (const PenCommand *command);
void pen_command_free (PenCommand *command);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenCommand, pen_command_free)

/** pen_command_add_arg: the first one is the program's path in the jail. */
void pen_command_add_arg (PenCommand *command, const char *arg);
/** pen_command_add_args: several, up to NULL. */
void pen_command_add_args (PenCommand *command, ...) G_GNUC_NULL_TERMINATED;
/** pen_command_set_env: replaces an earlier value of @name. */
void pen_command_set_env (PenCommand *command, const char *name, const char *value);
/** pen_command_bind: shows @host (absolute, no symlink in it) read-only as @jail. Its account must
 * be able to reach it. */
void pen_command_bind (PenCommand *command, const char *host, const char *jail);
/** pen_command_add_library: shows this library of the host's, if it has it, where the loader looks.
 * @name: such as "librt.so.1". Only for %PEN_PROFILE_RUN, which has no /usr. */
void pen_command_add_library (PenCommand *command, const char *name);
/** pen_command_add_file: parents are made; @path must pass pen_command_is_safe_path(). */
void pen_command_add_file (PenCommand *command, const char *path, guint mode, GBytes *bytes);
/** pen_command_add_fifo: readers of @path wait until pen_jail_feed() is called. */
void pen_command_add_fifo (PenCommand *command, const char *path);
/** pen_command_add_output: @path is streamed back if it is a regular file when the program has
 * ended. */
void pen_command_add_output (PenCommand *command, const char *path);
/** pen_command_add_output_directory: for files whose names are not known before: those that lie
 * directly in the directory @path are streamed back, at most 4096, named "@path/NAME". In @outputs
 * it stands with a slash at its end. */
void pen_command_add_output_directory (PenCommand *command, const char *path);

/** pen_command_is_safe_path: absolute, below /job, /program or /tmp, no empty, `.` or `..`
 * component, no control characters, each component ≤ 255 and the whole ≤ 4000 bytes. */
gboolean pen_command_is_safe_path (const char *path);

G_END_DECLS
