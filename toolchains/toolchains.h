/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The one header of the kitchen that the floors above include. */
#include "action.h"
#include "assembly.h"
#include "diagnostic.h"
#include "docs.h"
#include "install-command.h"
#include "json-guard.h"
#include "manifest.h"
#include "options.h"
#include "recipe.h"
#include "run-command.h"
#include "runtime-message.h"
#include "rust-lexer.h"
#include "rustc-message.h"
#include "scan.h"
#include "sources.h"
#include "span.h"
#include "store.h"
#include "suggestion.h"
#include "target-std.h"
#include "toolchain-error.h"
#include "toolchain-list.h"
#include "toolchain-watch.h"
#include "toolchain.h"
#include "word-at.h"
