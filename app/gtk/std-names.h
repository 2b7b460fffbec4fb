/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PenStdKind: what a name of the standard library is. */
typedef enum
{
  PEN_STD_METHOD,   /* behind a dot: len */
  PEN_STD_FUNCTION, /* behind a type or module: Vec::new */
  PEN_STD_MACRO,    /* println! */
  PEN_STD_PATH,     /* std::collections::HashMap */
  PEN_STD_VALUE,    /* always there: Some */
} PenStdKind;

#define PEN_TYPE_STD_NAME (pen_std_name_get_type ())
/** PenStdName: one name of the standard library. It never changes. */
G_DECLARE_FINAL_TYPE (PenStdName, pen_std_name, PEN, STD_NAME, GObject)

PenStdKind pen_std_name_get_kind (PenStdName *self);

/** pen_std_name_get_name: (transfer none): what is completed: `len`, `println!`, `HashMap`. */
const char *pen_std_name_get_name (PenStdName *self);

/** pen_std_name_get_owner: (transfer none): what comes before `::`: `Vec`, `std::fmt`; or "". */
const char *pen_std_name_get_owner (PenStdName *self);

/** pen_std_name_get_note: (transfer none): a few words. */
const char *pen_std_name_get_note (PenStdName *self);

/** pen_std_name_get_text: (transfer none): what is put into the code.
 * @ret_caret: (out): where the caret goes, in bytes */
const char *pen_std_name_get_text (PenStdName *self, guint *ret_caret);

/** pen_std_names_find: what can follow @before.
 * @before: the code of a line up to the word that is being typed
 * @word: the word so far; the beginning of names, whatever the case
 *
 * Returns: (transfer full) (element-type PenStdName): may be empty
 */
GListStore *pen_std_names_find (GListModel *names, const char *before, const char *word);

/** pen_std_names_load: (transfer full): all names, from the program's resources. */
GListModel *pen_std_names_load (void);

G_END_DECLS
