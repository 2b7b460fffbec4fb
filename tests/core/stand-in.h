/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Toolchains of shell scripts, in a place of the test's own, and a machine that knows no others. */

#include "core.h"

/** TestStandIn: directories in the place of /usr, a home and /opt, and a store. */
typedef struct
{
  char *top;
  char *usr;
  char *home;
  char *opt;
  char *store;
} TestStandIn;

TestStandIn *test_stand_in_new (void);
/** test_stand_in_free: and all that is in it. */
void test_stand_in_free (TestStandIn *place);

/** test_stand_in_new_machine: (transfer full): that knows what is there, and was not asked yet. */
PenMachine *test_stand_in_new_machine (TestStandIn *place);

/** test_stand_in_put: a toolchain /opt/@name whose rustc says that it is @version, and does
 * @script when it compiles. When it is asked to link, it says that it cannot. */
void
test_stand_in_put (TestStandIn *place, const char *name, const char *version, const char *script);

/** test_stand_in_put_raw: one whose rustc is @script. */
void test_stand_in_put_raw (TestStandIn *place, const char *name, const char *script);

/** test_stand_in_remove: takes /opt/@name away. */
void test_stand_in_remove (TestStandIn *place, const char *name);
