/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The attack matrix as tables. Each row is a test in which the hostile program tries something in a
 * real jail; where our own measures hold it, a second test takes these out of the jail's *value*
 * and sees the attack work. `--table` prints a file's rows for tests/sandbox/matrix.md. */

#include "bwrap.h"
#include "jail-run.h"

/** MatrixHolder: what holds a row; a set. */
typedef enum
{
  HELD_BY_ARGV = 1 << 0,     /* bubblewrap's options: what is mounted, unshared, dropped */
  HELD_BY_FILTER = 1 << 1,   /* the system call filter */
  HELD_BY_INIT = 1 << 2,     /* playpen-init: watchdog, limits, collection, Landlock */
  HELD_BY_LIMIT = 1 << 3,    /* a number of PenLimits, kept by init, tmpfs or the jail */
  HELD_BY_LAUNCHER = 1 << 4, /* how bubblewrap is started: account, descriptors, environment */
  HELD_BY_CODE = 1 << 5,     /* what the outside does with what comes out */
  HELD_BY_KERNEL = 1 << 6,
  HELD_BY_RUSTC = 1 << 7,
  HELD_BY_NOTHING = 1 << 8, /* no attack, or one that is not held and said to be so */
} MatrixHolder;

typedef enum
{
  IN_RUN = 1 << PEN_PROFILE_RUN,
  IN_COMPILE = 1 << PEN_PROFILE_COMPILE,
  IN_BOTH = IN_RUN | IN_COMPILE,
} MatrixProfiles;

typedef struct _MatrixRow MatrixRow;

/** MatrixTest: a test that needs more than one probe in one jail. */
typedef void (*MatrixTest) (const MatrixRow *row);

/** MatrixReason: NULL, or why a row cannot be tried on this machine. */
typedef const char *(*MatrixReason) (void);

/**
 * MatrixRow: one row of the matrix, or one part of it.
 *
 * Expectations are words `key=value`, as the probe prints them. A value may be `a|b` or `!a`. The
 * held half must print exactly these keys; of the weakened half only those that are named count.
 *
 * @without is a list of measures, apart by spaces, that the weakened half does without:
 *   filter                no filter; filter:a,b these calls allowed; filter:shared-memory and
 *                         filter:foreign as pen_filter_allow_shared_memory() and
 *                         pen_filter_tolerate_foreign()
 *   landlock              Landlock
 *   init                  the careless init of the probes in place of playpen-init
 *   --option,argument…    this option of bubblewrap
 *   namespace:net         this namespace (pid is never shared: init kills all that it sees)
 *   capabilities          every capability is kept instead of dropped
 *   size:/tmp             this tmpfs has bubblewrap's own size
 *   shown:/var            this path of the host is also shown
 *   identity              the program is root of its namespace
 *   bound:/proc           the host's own is bound instead of a fresh one; also /dev and /etc/passwd
 *   limit:memory          this limit is lifted
 *   environment:NAME      the host's variable is passed on
 *   wall=1000             a limit of the weakened half alone
 * Any other word is for the test function, which does without it by itself.
 */
struct _MatrixRow
{
  guint row;
  const char *title; /* lower case; also names the test */
  MatrixHolder held_by;
  MatrixProfiles profiles;
  const char *probe;    /* sub-command and arguments */
  const char *limits;   /* (nullable): "memory=64M cpu=400": changes to the preset */
  const char *expected; /* (nullable): when only the cause counts */
  guint causes;         /* set of 1 << PenCause; 0: EXITED with status 0 */
  const char *without;  /* (nullable): no weakened half */
  const char *weakened; /* (nullable) */
  guint weakened_causes;
  MatrixReason needs;  /* (nullable): neither half */
  MatrixReason cannot; /* (nullable): not the weakened half */
  gboolean terminal;   /* started from a terminal of its own, in a process of its own */
  gboolean endangers;  /* the weakened half runs only when PLAYPEN_TEST_ENDANGER=1 */
  MatrixTest held;     /* (nullable): instead of the probe; with neither there is no test */
  MatrixTest weak;     /* (nullable) */
  const char *note;    /* (nullable): for the table */
};

#define CAUSE(name) (1u << PEN_CAUSE_##name)

/** matrix_main: registers @rows as /@floor/matrix/… and /@floor/matrix-weakened/… and runs them, or
 * prints them. */
int matrix_main (int argc, char **argv, const char *floor, const MatrixRow *rows, gsize n_rows);

/** matrix_dup_probe_path: (transfer full): the host's path of one of the probes. */
char *matrix_dup_probe_path (const char *name);

/** matrix_new_jail: (transfer full): a jail for `hostile @probe`, not yet prepared, with @limits
 * changed and @without taken out (both nullable). */
PenJail *
matrix_new_jail (PenProfile profile, const char *probe, const char *limits, const char *without);

/** matrix_run: (transfer full): matrix_new_jail(), run to its end. */
TestRun *
matrix_run (PenProfile profile, const char *probe, const char *limits, const char *without);

/** matrix_change_limits: @limits as in a row. */
void matrix_change_limits (PenLimits *limits, const char *changes);

/** matrix_weaken: takes the measures of @without out of @jail; unknown words are left to the
 * caller. */
void matrix_weaken (PenJail *jail, const char *without);

/** matrix_show: also mounts the host's @from read-only as @to. */
void matrix_show (PenBwrap *bwrap, const char *from, const char *to);

/** matrix_check_words: fails the test unless the probe's @output says what is @expected. @exactly:
 * and nothing else. */
void matrix_check_words (const char *output, const char *expected, gboolean exactly);

/** matrix_check_run: the words and the cause of an end; @causes as in a row. */
void matrix_check_run (TestRun *run, const char *expected, guint causes, gboolean exactly);

/** matrix_wait_for_output: turns the main loop until the run has printed @text; fails the test
 * after 20 s. */
void matrix_wait_for_output (TestRun *run, const char *text);

/** matrix_take_terminal: gives this process, which must not lead a group yet, a terminal of its
 * own. The other end; a test process that does so ends soon. */
int matrix_take_terminal (void);

/** matrix_start: prepares and starts @jail; fails the test when it cannot. */
void matrix_start (PenJail *jail);

/* matrix-reasons.c: each NULL, or a sentence. */

const char *matrix_lacks_landlock (void);
const char *matrix_lacks_tiocsti (void);
const char *matrix_lacks_x86 (void);
const char *matrix_lacks_i386 (void);
const char *matrix_lacks_call_451 (void);
const char *matrix_lacks_ipv6 (void);
const char *matrix_lacks_keys (void);
const char *matrix_has_yama (void);
const char *matrix_is_not_root (void);
const char *matrix_lacks_core_files (void);
const char *matrix_lacks_bwrap_0_8 (void);
