/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is kept from one start to the next. Types, ranges and defaults are in
 * data/org.playpen.Playpen.gschema.xml; a value beyond its range reads as the default. */

#define PEN_SETTING_COLOR_SCHEME "color-scheme"                 /* enum: PenColorScheme */
#define PEN_SETTING_STAGE_COLOR_SCHEME "stage-color-scheme"     /* enum: PenColorScheme */
#define PEN_SETTING_FONT "font"                                 /* string: Pango, or "" */
#define PEN_SETTING_ZOOM "zoom"                                 /* double */
#define PEN_SETTING_STAGE_ZOOM "stage-zoom"                     /* double */
#define PEN_SETTING_LAYOUT "layout"                             /* enum: PenLayout */
#define PEN_SETTING_SHOW_LINE_NUMBERS "show-line-numbers"       /* boolean */
#define PEN_SETTING_WRAP_LINES "wrap-lines"                     /* boolean */
#define PEN_SETTING_VIM_KEYS "vim-keys"                         /* boolean */
#define PEN_SETTING_COMPLETION "completion"                     /* boolean */
#define PEN_SETTING_LIVE_CHECK "live-check"                     /* boolean */
#define PEN_SETTING_FORMAT_ON_RUN "format-on-run"               /* boolean */
#define PEN_SETTING_AUTHOR "author"                             /* string, or "" */
#define PEN_SETTING_WINDOW_WIDTH "window-width"                 /* int, px */
#define PEN_SETTING_WINDOW_HEIGHT "window-height"               /* int, px */
#define PEN_SETTING_WINDOW_MAXIMIZED "window-maximized"         /* boolean */
#define PEN_SETTING_OUTPUT_SHARE_SIDE "output-share-side"       /* double, of the width */
#define PEN_SETTING_OUTPUT_SHARE_STACKED "output-share-stacked" /* double, of the height */
#define PEN_SETTING_LAST_FOLDER "last-folder"                   /* string: URI, or "" */
#define PEN_SETTING_RECENT_ACTIONS "recent-actions"             /* array of strings */

/** The range of both zooms. */
#define PEN_ZOOM_MIN 0.5
#define PEN_ZOOM_MAX 8.0

/** PenColorScheme: as its nicks are in the schema. */
typedef enum
{
  PEN_COLOR_SCHEME_SYSTEM,
  PEN_COLOR_SCHEME_LIGHT,
  PEN_COLOR_SCHEME_DARK,
} PenColorScheme;

/** PenLayout: as its nicks are in the schema. */
typedef enum
{
  PEN_LAYOUT_AUTO,    /* beside each other where there is room */
  PEN_LAYOUT_SIDE,    /* output beside the code */
  PEN_LAYOUT_STACKED, /* output below the code */
  PEN_LAYOUT_CODE,    /* the code alone */
  PEN_LAYOUT_OUTPUT,  /* the output alone */
} PenLayout;

/**
 * pen_settings_new: the settings of whoever runs this; a process makes one and shares it, so that
 * what one window sets is not undone by another.
 *
 * They are kept where the desktop keeps settings. Where that does not work (no session bus) they
 * are in GLib's own file, ~/.config/glib-2.0/settings/keyfile. Reading never fails after this, and
 * what cannot be kept holds until the process ends.
 *
 * Returns: (transfer full): or NULL with %PEN_CORE_ERROR_INPUT when their schema is missing or of
 * another version
 */
GSettings *pen_settings_new (GError **error);

/**
 * pen_settings_new_in_file: the same, kept in @path, which need not be there yet.
 * @path: (type filename)
 *
 * Returns: (transfer full): as pen_settings_new()
 */
GSettings *pen_settings_new_in_file (const char *path, GError **error);

/** pen_settings_get_keys: (transfer none) (array zero-terminated): all of them. */
const char *const *pen_settings_get_keys (void);

/**
 * pen_settings_reset: sets what somebody chooses in the preferences back to its default. Sizes of
 * windows and what was last used stay.
 */
void pen_settings_reset (GSettings *settings);

G_END_DECLS
