/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The one header of the cellar that the floors above include. */
#include "account.h"
#include "cgroup.h"
#include "command.h"
#include "event.h"
#include "filter.h"
#include "host.h"
#include "jail-limits.h"
#include "jail.h"
#include "probe.h"
#include "sandbox-error.h"
