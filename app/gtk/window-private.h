/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* What the files of the window have in common: window.c (the object), window-run.c (jobs),
 * window-files.c, window-session.c (what is kept), window-steps.c, window-history.c, window-home.c
 * (files that are taken home), window-examples.c, window-problems.c (diagnostics), window-help.c
 * (explanations, documentation, doctor), window-view.c (zoom, layout, panes, stage). */
#include "docs-help.h"
#include "editor-pane.h"
#include "example-bar.h"
#include "files.h"
#include "palette.h"
#include "pane-diagnostics.h"
#include "results.h"
#include "run-popover.h"
#include "session-recorder.h"
#include "split.h"
#include "stage-window.h"
#include "status-strip.h"
#include "steps-view.h"
#include "window.h"

G_BEGIN_DECLS

/** PenBannerUse: what the banner tells about; a later one of the same use replaces an earlier. */
typedef enum
{
  PEN_BANNER_NONE,
  PEN_BANNER_MACHINE, /* this machine cannot run programs */
  PEN_BANNER_FILE,    /* something could not be opened or saved */
  PEN_BANNER_RUN,     /* what was asked for could not be begun */
  PEN_BANNER_SESSION, /* what is typed cannot be kept */
} PenBannerUse;

struct _PenWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets. */
  AdwToastOverlay *toasts;
  GtkRevealer *header;
  AdwWindowTitle *title;
  GtkMenuButton *menu_button;
  GtkStack *run_slot;
  AdwSplitButton *run_button;
  GtkButton *stop_button;
  PenRunPopover *run_popover;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkButton *banner_button;
  GtkBox *steps_box;
  PenStepsView *steps_view;
  PenSplit *split;
  GtkBox *code_box;
  PenExampleBar *example_bar;
  PenResults *results;
  PenStatusStrip *status;
  PenPalette *palette;

  /* Made with the program, and owned by the widget tree. */
  PenEditorPane *editors;

  /* Borrowed from the application, which outlives its windows. */
  PenMachine *machine;
  GSettings *settings;

  /* Owned. */
  PenFiles *files;
  PenRunOptions *options;
  GCancellable *cancellable; /* of whatever the window waits for; its end ends them */

  /* window-run.c */
  PenJob *job;            /* (nullable): the newest that is shown */
  PenJob *format_job;     /* (nullable): rustfmt at work */
  PenAction after_format; /* what goes on then; FMT: nothing */
  guint64 job_revision;   /* of the text that the job was made from */
  char **test_filter;     /* (nullable): of the next run only */
  gboolean backtrace_once;
  gboolean waits; /* for the machine to be ready, to do what follows */
  PenAction waiting;

  /* window-problems.c */
  PenLiveCheck *check;
  PenPaneDiagnostics *marks; /* in the code */
  GListModel *diagnostics;   /* (nullable): the newest, of the check or of a job */
  PenDiagnostic *problem;    /* (nullable): which the key led to last */
  guint64 revision;          /* counts changes of the program */
  guint label_timeout;       /* the label of the button follows the text a moment later */

  /* window-files.c */
  PenFile *current;      /* (nullable): whose caret is followed */
  gboolean close_anyway; /* the question was answered */
  gboolean close_when_saved;

  /* window-session.c */
  PenSession *session;
  PenSessionRecorder *recorder;
  guint desk_source; /* the session is kept from then on */
  gboolean adding;   /* it is on its way to the desk */
  guint run_number;  /* in the session; 0: no run is going on */
  gboolean leaving;  /* with the whole program, to come back */

  /* window-steps.c */
  GPtrArray *undoable; /* the whole program became another: the last one last */
  GPtrArray *redoable;

  /* window-examples.c */
  PenExample *example; /* (nullable): what the program is a copy of */

  /* window-view.c */
  gboolean on_stage;
  gboolean was_fullscreen;      /* before the stage */
  PenStageWindow *stage_window; /* (nullable): GTK's; on a display of its own */
  double pinch_from;            /* the zoom when the fingers came down */

  /* window-help.c */
  PenDocsHelp *docs;

  PenBannerUse banner_use;
};

/**
 * pen_window_show_banner: shows a sentence until it is answered.
 * @button: (nullable): what the button says; NULL: "Close", which only takes the banner away
 * @action: (nullable): of the button, detailed
 */
void pen_window_show_banner (PenWindow *self,
                             PenBannerUse use,
                             const char *sentence,
                             const char *button,
                             const char *action);
/** pen_window_hide_banner: takes it away if it is of this use. */
void pen_window_hide_banner (PenWindow *self, PenBannerUse use);

/** pen_window_set_action_enabled: FALSE greys buttons, menus and keys. */
void pen_window_set_action_enabled (PenWindow *self, const char *name, gboolean enabled);

/* Each file's share of the construction and of the end. */
void pen_window_run_init (PenWindow *self);
void pen_window_run_release (PenWindow *self);
void pen_window_files_init (PenWindow *self);
void pen_window_session_init (PenWindow *self, PenSession *session);
void pen_window_session_release (PenWindow *self);
void pen_window_steps_init (PenWindow *self);
void pen_window_steps_release (PenWindow *self);
void pen_window_history_init (PenWindow *self);
void pen_window_home_init (PenWindow *self);
void pen_window_examples_init (PenWindow *self);
void pen_window_examples_release (PenWindow *self);
void pen_window_problems_init (PenWindow *self);
void pen_window_problems_release (PenWindow *self);
void pen_window_view_init (PenWindow *self);
void pen_window_view_release (PenWindow *self);
void pen_window_help_init (PenWindow *self);
void pen_window_help_release (PenWindow *self);

/** pen_window_run: does @action with the program as it is now. AUTO: what the program wants. */
void pen_window_run (PenWindow *self, PenAction action);
/** pen_window_update_run_label: the button says what it would do. */
void pen_window_update_run_label (PenWindow *self);

/** pen_window_take_job_diagnostics: what a job said is what is known of the program now. */
void pen_window_take_job_diagnostics (PenWindow *self, PenJob *job);
/** pen_window_touch: the program changed. */
void pen_window_touch (PenWindow *self);
/** pen_window_go_to: TRUE when there is such a file. */
gboolean pen_window_go_to (PenWindow *self, const char *name, guint line, guint column);

/** pen_window_set_example: (nullable): the program is a copy of it from now on. */
void pen_window_set_example (PenWindow *self, PenExample *example);

/** pen_window_restore_example: (nullable): it was a copy of it when it was left. */
void pen_window_restore_example (PenWindow *self, PenExample *example);

/** pen_window_is_kept: whether all that was typed is on the disk or on the way there. */
gboolean pen_window_is_kept (PenWindow *self);
/** pen_window_session_close: the window goes; its session is closed, or left. */
void pen_window_session_close (PenWindow *self);
/** pen_window_session_begin_run, pen_window_session_end_run: a job that is shown. */
void pen_window_session_begin_run (PenWindow *self, PenJob *job);
void pen_window_session_end_run (PenWindow *self, PenJob *job);

/** pen_window_update_title: the window is called as its program is. */
void pen_window_update_title (PenWindow *self);

/** pen_window_open_files: as pen_window_open(), of what is no archive. */
void pen_window_open_files (PenWindow *self, GFile *const *locations, guint line, guint column);

/**
 * pen_window_become: the whole program becomes another, which one undo takes back.
 * @step: (nullable): of which these are the files
 */
void pen_window_become (PenWindow *self, const PenSources *sources, PenStep *step);

/** pen_window_set_steps_shown: beside the code; never on a stage, for it shows private notes. */
void pen_window_set_steps_shown (PenWindow *self, gboolean shown);

/** pen_window_confirm_close: whether it may close now; else it asks. */
gboolean pen_window_confirm_close (PenWindow *self);

/** pen_window_dup_file_names: (transfer full) (array zero-terminated): of the program. */
char **pen_window_dup_file_names (PenWindow *self);
/** pen_window_follow_caret: the stage shows where the caret is. */
void pen_window_follow_caret (PenWindow *self);

/** pen_window_reveal_results: on a screen where they slide over the code, they do. */
void pen_window_reveal_results (PenWindow *self);
/** pen_window_focus_editor: the caret is where one types. */
void pen_window_focus_editor (PenWindow *self);

G_END_DECLS
