/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_CHOICE (pen_choice_get_type ())
/**
 * PenChoice: one row of a drop-down that says more than a word: what it is called, a detail below
 * it, and whether it can be chosen at all. Immutable.
 */
G_DECLARE_FINAL_TYPE (PenChoice, pen_choice, PEN, CHOICE, GObject)

/**
 * pen_choice_new: (transfer full)
 * @title: translated
 * @detail: (nullable): translated; of a row that cannot be chosen, why
 * @value: (nullable): what is chosen by it
 * @number: the same, where it is a number
 * @usable: whether it can be chosen
 */
PenChoice *pen_choice_new (const char *title,
                           const char *detail,
                           const char *value,
                           guint number,
                           gboolean usable);

/** pen_choice_get_title: (transfer none): as given. */
const char *pen_choice_get_title (PenChoice *self);

/** pen_choice_is_usable: as given. */
gboolean pen_choice_is_usable (PenChoice *self);

/** pen_choice_get_value: (transfer none) (nullable): as given. */
const char *pen_choice_get_value (PenChoice *self);

/** pen_choice_get_number: as given. */
guint pen_choice_get_number (PenChoice *self);

/** pen_choice_set_factories: draws @drop_down and its rows. */
void pen_choice_set_factories (GtkDropDown *drop_down);

/** pen_choice_select: the row of @drop_down, whose model is of PenChoice, with this @value and
 * @number; none if there is no such row. */
void pen_choice_select (GtkDropDown *drop_down, const char *value, guint number);

/** pen_choice_get_selected: (transfer none) (nullable): of such a drop-down. */
PenChoice *pen_choice_get_selected (GtkDropDown *drop_down);

G_END_DECLS
