/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The one header of the hall that the views include. */
#include "ansi.h"
#include "columns.h"
#include "core-error.h"
#include "decoder.h"
#include "ending.h"
#include "event-json.h"
#include "example.h"
#include "examples.h"
#include "fuzzy.h"
#include "job.h"
#include "line-index.h"
#include "links.h"
#include "markdown-text.h"
#include "markdown.h"
#include "narrow.h"
#include "problem-order.h"
#include "program.h"
#include "remedy.h"
#include "run-options.h"
#include "settings.h"
#include "test-report.h"
#include "test-row.h"
#include "transcript-entry.h"
#include "transcript.h"
