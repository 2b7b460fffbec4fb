/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The one header of the kitchen that the floors above include. */
#include "action.h"
#include "scan.h"
#include "toolchain-error.h"
