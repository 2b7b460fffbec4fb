/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): an empty folder of the test's own. */
char *test_folder_new (void);

/* Writes @name below @folder, and the folders on the way to it. */
void test_folder_write (const char *folder, const char *name, const char *text);

/* All of it; links are removed, not followed. */
void test_folder_remove (const char *folder);

G_END_DECLS
