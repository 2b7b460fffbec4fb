/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "program.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What an example's folder may hold, its two descriptions included, and how much they may say. */
#define PEN_EXAMPLE_MAX_FILES 24
#define PEN_EXAMPLE_MAX_BYTES (64 * 1024)
#define PEN_EXAMPLE_MAX_TITLE 40    /* characters */
#define PEN_EXAMPLE_MAX_SUMMARY 120 /* characters */

/** PenExampleLevel: for whom an example is. */
typedef enum
{
  PEN_EXAMPLE_BEGINNER, /* needs nothing but what comes before it in the first hour */
  PEN_EXAMPLE_INTERMEDIATE,
  PEN_EXAMPLE_ADVANCED,
} PenExampleLevel;

/** PenExampleEnding: how an example ends as it is. */
typedef enum
{
  PEN_EXAMPLE_SUCCEEDS,
  PEN_EXAMPLE_FAILS_TO_COMPILE, /* mending it is the exercise */
  PEN_EXAMPLE_PANICS,           /* the same */
} PenExampleEnding;

#define PEN_TYPE_EXAMPLE (pen_example_get_type ())
/**
 * PenExample: one small program of the gallery, and what the gallery says about it. It never
 * changes.
 *
 * It is a folder: the files of a program, `expected.txt` with what it prints, and `example.ini`, a
 * key file with one group [Example]:
 *
 *   Title, Summary   English; shown translated, see data/examples/strings.c
 *   Topic            one of the words in pen_example_topics; the folder's name begins with it
 *   Level            beginner, intermediate or advanced
 *   Order            place within the topic, from 1
 *   Keywords?        list of further words to find it by
 *   Next?            the folder of the one that follows
 *   Args?            list of arguments for the program
 *   Stdin?           text for standard input
 *   Action?          run (the default) or test
 *   Expect?          compile-error or panic
 *   Code?            with Expect=compile-error: the error's code
 */
G_DECLARE_FINAL_TYPE (PenExample, pen_example, PEN, EXAMPLE, GObject)

/**
 * pen_example_new_from_folder: reads one example.
 * @folder: (type filename): its last component becomes the example's id
 *
 * Returns: (transfer full): or NULL with %PEN_CORE_ERROR_INPUT when a file cannot be read, _TOO_BIG
 * beyond a limit, _FORMAT when example.ini is not as described; the message is for developers
 */
PenExample *pen_example_new_from_folder (const char *folder, GError **error);

/** pen_example_get_id: (transfer none): the name of its folder, as `first-hour-01-hello`. */
const char *pen_example_get_id (PenExample *self);

/** pen_example_get_title: (transfer none): a few words, translated. */
const char *pen_example_get_title (PenExample *self);

/** pen_example_get_summary: (transfer none): one sentence, translated. */
const char *pen_example_get_summary (PenExample *self);

/** pen_example_get_topic: (transfer none): a word that is never translated, as `first-hour`. */
const char *pen_example_get_topic (PenExample *self);

/** pen_example_get_topic_title: (transfer none): what the gallery writes above it, translated. */
const char *pen_example_get_topic_title (PenExample *self);

/** pen_example_get_topic_place: the place of its topic in the gallery, from 0. */
guint pen_example_get_topic_place (PenExample *self);

/** pen_example_get_level: for whom it is. */
PenExampleLevel pen_example_get_level (PenExample *self);

/** pen_example_level_get_title: (transfer none): what the gallery says of a level, translated. */
const char *pen_example_level_get_title (PenExampleLevel level);

/** pen_example_get_order: the place within its topic, from 1. */
guint pen_example_get_order (PenExample *self);

/** pen_example_get_next_id: (transfer none) (nullable): see pen_examples_get_next() */
const char *pen_example_get_next_id (PenExample *self);

/** pen_example_get_keywords: (transfer none) (array zero-terminated): further words, English. */
const char *const *pen_example_get_keywords (PenExample *self);

/** pen_example_get_sources: (transfer none): its files, without the two that describe it. */
const PenSources *pen_example_get_sources (PenExample *self);

/** pen_example_get_action: %PEN_ACTION_RUN or %PEN_ACTION_TEST. */
PenAction pen_example_get_action (PenExample *self);

/** pen_example_get_stdin: (transfer none) (nullable): what it is given to read. */
GBytes *pen_example_get_stdin (PenExample *self);

/** pen_example_get_ending: how it ends while nobody has changed it. */
PenExampleEnding pen_example_get_ending (PenExample *self);

/** pen_example_get_code: (transfer none) (nullable): of the error that it is about: `E0382`. */
const char *pen_example_get_code (PenExample *self);

/**
 * pen_example_dup_program: (transfer full): a copy to work on, with its arguments and, when there
 * is standard input, has_stdin set; the bytes are pen_example_get_stdin(). It has no place on the
 * disk.
 */
PenProgram *pen_example_dup_program (PenExample *self);

G_END_DECLS
