/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_DOCTOR_PAGE (pen_doctor_page_get_type ())
/**
 * PenDoctorPage: whether programs can run safely on this machine, and if not, what to do. Its words
 * are the probe's.
 *
 * Property `looking` (read-only): the machine is being tried out. Action of the widget:
 * `doctor.look-again`.
 */
G_DECLARE_FINAL_TYPE (PenDoctorPage, pen_doctor_page, PEN, DOCTOR_PAGE, AdwBin)

/** pen_doctor_page_new: (transfer floating) */
GtkWidget *pen_doctor_page_new (void);

/** pen_doctor_page_set_machine: @machine (nullable): shows its probe and follows it. The whole look
 * is taken when the page is first seen. */
void pen_doctor_page_set_machine (PenDoctorPage *self, PenMachine *machine);

/** pen_doctor_page_show_probe: shows @probe, which is not kept. Without a machine, nothing else
 * does. */
void pen_doctor_page_show_probe (PenDoctorPage *self, const PenProbe *probe);

/** pen_doctor_page_look_again: tries the machine out, about a second, unless that is going on. */
void pen_doctor_page_look_again (PenDoctorPage *self);

G_END_DECLS
