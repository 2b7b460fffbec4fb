/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <sys/stat.h>

#include "command.h"
#include "probe.h"

G_BEGIN_DECLS

/* --- probe.c */

/** pen_finding_add: appends a finding; strings are copied. */
void pen_finding_add (GPtrArray *findings,
                      const char *id,
                      PenSeverity severity,
                      const char *sentence,
                      const char *remedy,
                      const char *value);
/** pen_findings_new: (transfer full) */
GPtrArray *pen_findings_new (void);
/** pen_findings_sort: worst first; equals keep their order. */
void pen_findings_sort (GPtrArray *findings);
/** pen_probe_add_row: @seen is NULL when the row holds. */
void pen_probe_add_row (PenProbe *probe, const char *name, const char *sentence, const char *seen);
/** pen_probe_settle: sets the verdict, unless an earlier one stands. */
void pen_probe_settle (PenProbe *probe,
                       PenProbeVerdict verdict,
                       const char *sentence,
                       const char *remedy);

/* --- probe-bwrap.c */

/**
 * pen_probe_judge_file: whether a bubblewrap may be trusted, by its own status and that of its
 * directory, both without a symlink at the end.
 */
PenProbeVerdict pen_probe_judge_file (const struct stat *file, const struct stat *directory);
/** pen_probe_find_bwrap: fills in path and, unless it may be used, the verdict. */
void pen_probe_find_bwrap (PenProbe *probe);
/** pen_probe_find_missing_option: (nullable) (transfer none): the first needed option that @help,
 * the text of bwrap --help, does not list. */
const char *pen_probe_find_missing_option (const char *help);
/** pen_probe_ask_bwrap: runs it for version, options and the symlink flaw; adds findings and maybe
 * a verdict. */
void pen_probe_ask_bwrap (PenProbe *probe);

/* --- probe-explain.c */

/** pen_probe_explain_knobs: the same as pen_probe_explain(), from the machine alone; OK if nothing
 * is known to be in the way. */
PenProbeVerdict pen_probe_explain_knobs (const char *root, char **ret_sentence, char **ret_remedy);
/**
 * pen_probe_is_unmapped: whether @owner stands for everybody who has no number in the user
 * namespace that this process is in. Files of the machine's root belong to it there, as do files of
 * others outside; nobody inside can change them.
 */
gboolean pen_probe_is_unmapped (const char *root, uid_t owner);
/** pen_probe_read_number: an integer in the file @name below @root. FALSE if there is none. */
gboolean pen_probe_read_number (const char *root, const char *name, gint64 *ret_value);
/** pen_probe_read_text: (transfer full) (nullable): a small file below @root, without blanks around
 * it. */
char *pen_probe_read_text (const char *root, const char *name);

/* --- probe-machine.c: each adds findings; the first two also count what is met of how much */

void pen_probe_read_security_modules (GPtrArray *findings,
                                      const char *root,
                                      guint *n_met,
                                      guint *n_counted);
void
pen_probe_read_command_line (GPtrArray *findings, const char *root, guint *n_met, guint *n_counted);
void pen_probe_read_machine (GPtrArray *findings, const char *root);

/* --- probe-jail.c */

/** pen_probe_try_jails_async: fills in @probe's rows and maybe its verdict; @probe stays alive
 * until the end. */
void pen_probe_try_jails_async (PenProbe *probe, GAsyncReadyCallback callback, gpointer user_data);
void pen_probe_try_jails_finish (GAsyncResult *result);
/** pen_probe_build_command: (transfer full): playpen-probe, given as @program, with what it is to
 * find: @limits' sizes, a port and an abstract socket of the host that listen. */
PenCommand *pen_probe_build_command (PenProfile profile,
                                     const PenLimits *limits,
                                     GBytes *program,
                                     guint16 port,
                                     const char *abstract);
/** pen_probe_take_rows: compares what playpen-probe printed in a jail of @profile ("run",
 * "compile") with what there must be. */
void pen_probe_take_rows (PenProbe *probe, const char *profile, const char *text);

G_END_DECLS
