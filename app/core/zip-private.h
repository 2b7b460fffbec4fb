/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of a ZIP archive, as PKWARE's APPNOTE.TXT 6.3 numbers them (4.3.7, 4.3.12, 4.3.16), and
 * where in each part its members are. All are little-endian. */
#define PEN_ZIP_LOCAL 0x04034b50
#define PEN_ZIP_DESCRIPTOR 0x08074b50
#define PEN_ZIP_CENTRAL 0x02014b50
#define PEN_ZIP_END 0x06054b50

#define PEN_ZIP_LOCAL_SIZE 30
#define PEN_ZIP_CENTRAL_SIZE 46
#define PEN_ZIP_END_SIZE 22

#define PEN_ZIP_STORED 0
#define PEN_ZIP_DEFLATED 8

#define PEN_ZIP_FLAG_DESCRIPTOR (1 << 3)
#define PEN_ZIP_FLAG_UTF8 (1 << 11)

G_END_DECLS
