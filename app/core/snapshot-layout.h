/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Where things lie in a session that is taken home; see playpen-session(5). */
#define PEN_SNAPSHOT_VERSION 1 /* of the form, and of the oldest reader that understands it */
#define PEN_SNAPSHOT_MIME_TYPE "application/vnd.playpen.session+zip"

#define PEN_SNAPSHOT_MIMETYPE "mimetype"
#define PEN_SNAPSHOT_SUMS "SHA256SUMS"
#define PEN_SNAPSHOT_READ_ME "READ-ME-FIRST.html"
#define PEN_SNAPSHOT_OWN ".session/"
#define PEN_SNAPSHOT_MANIFEST PEN_SNAPSHOT_OWN "manifest.json"
#define PEN_SNAPSHOT_SIGNATURE PEN_SNAPSHOT_MANIFEST ".minisig"
#define PEN_SNAPSHOT_BLOBS PEN_SNAPSHOT_OWN "blobs/"
#define PEN_SNAPSHOT_OUTPUTS PEN_SNAPSHOT_OWN "outputs/"
#define PEN_SNAPSHOT_HISTORY PEN_SNAPSHOT_OWN "history.jsonl"
#define PEN_SNAPSHOT_MORE_HISTORY PEN_SNAPSHOT_OWN "history-%u.jsonl" /* from 2 on */
