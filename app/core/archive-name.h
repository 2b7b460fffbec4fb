/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PEN_ARCHIVE_NAME_MAX 200 /* bytes */
#define PEN_ARCHIVE_DEPTH_MAX 8  /* names between slashes, the file's own included */

/**
 * pen_archive_name_check: whether a file in an archive may have this name.
 * @name: any bytes up to the first NUL
 *
 * A name is one to eight parts with single slashes between them, at most 200 bytes of UTF-8 in
 * normal form C. A part consists of letters, marks and numbers of any script, other symbols (as
 * emoji), dashes, spaces and !#&'()+,-.=@[]_{}~ . It is neither "." nor "..", neither begins nor
 * ends with a space, does not end with a dot, and its text before the first dot is no device of
 * Windows (CON, PRN, AUX, NUL, COM0 to COM9, LPT0 to LPT9, CONIN$, CONOUT$).
 *
 * Errors: %PEN_CORE_ERROR_INPUT with a sentence that names the file, made printable, and the reason
 */
gboolean pen_archive_name_check (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pen_archive_name_dup_shown: @name for a sentence: at most 60 characters, and printable, whatever
 * it holds.
 *
 * Returns: (transfer full)
 */
char *pen_archive_name_dup_shown (const char *name);

G_END_DECLS
