/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The hostile program: one sub-command for each row or group of rows of the attack matrix. It runs
 * inside a jail, tries what it is named after and prints what it saw as one line of `key=value`
 * words: OK, an errno's name, or a number. Static, without GLib: a run jail holds no libraries of
 * ours. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hostile_probe
{
  const char *name;
  void (*run) (int n_args, char **args); /* its arguments, without its name */
};

/* Each ends with an entry without a name. */
extern const struct hostile_probe hostile_files[];
extern const struct hostile_probe hostile_first[];
extern const struct hostile_probe hostile_privilege[];
extern const struct hostile_probe hostile_kernel[];
extern const struct hostile_probe hostile_network[];
extern const struct hostile_probe hostile_memory[];
extern const struct hostile_probe hostile_resources[];
extern const struct hostile_probe hostile_outputs[];

/** say: `key=OK` when @result is not negative, else `key=` and errno's name. */
void say (const char *key, long result);
/** say_number: `key=number`. */
void say_number (const char *key, long long number);
/** say_word: `key=word`. */
void say_word (const char *key, const char *word);
/** say_now: prints what was said so far as a line of its own, for whoever waits for it. */
void say_now (void);

/** get_number: argument @at as a number with an optional K or M; @otherwise when there is none. */
long long get_number (int n_args, char **args, int at, long long otherwise);
/** read_text: the first @size - 1 bytes of @path, terminated; -1 with errno set. */
long read_text (const char *path, char *buffer, size_t size);
/** try_open: opens @path and closes it again; -1 with errno set. */
int try_open (const char *path, int flags);
/** run_program: exec in a child, without output; its wait status, or -1. */
int run_program (char *const argv[]);
/** fork_or_end: fork(); a failure ends the program with the errno's name. */
int fork_or_end (void);
