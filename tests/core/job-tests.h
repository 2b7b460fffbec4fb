/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The parts of test-job.c that have a file of their own: each adds its tests. */

void test_job_add_results (void);
void test_job_add_rust (void);
