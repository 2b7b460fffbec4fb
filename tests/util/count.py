#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Counts test results: count.py FILE…, each a meson-logs/testlog.json or a file of TAP lines (*.tap).

Meson's own summary counts a test program once and hides the tests in it that were skipped, and its JUnit file shows
crashes and time-outs as passed. So the TAP lines are counted where there is a plan, else the program's own result. A
test that a plan announces and no line reports has failed; so has a program that ends badly after good lines only.

Failures and skips are listed with their reasons. The last line is "N passed, N failed, N skipped". The status is 0
when something passed and nothing failed.
"""
import json
import pathlib
import re
import sys

PLAN = re.compile(r'^1\.\.(\d+)(?:\s*#\s*skip\w*:?\s*(.*))?$', re.I)
LINE = re.compile(r'^(not )?ok\b\s*(?:\d+)?\s*-?\s*([^#]*?)\s*(?:#\s*(skip|todo)\w*:?\s*(.*))?$', re.I)
NO_REASON = 'no reason given'


def read_tap(text):
    """The plan (None: there is none) and a list of (outcome, test, reason)."""
    plan, results = None, []
    for line in text.splitlines():
        if match := PLAN.match(line):
            plan = int(match[1])
            if plan == 0:
                results.append(('skipped', '', match[2] or NO_REASON))
        elif match := LINE.match(line):
            outcome = 'skipped' if match[3] else 'failed' if match[1] else 'passed'
            results.append((outcome, match[2], match[4] or NO_REASON if match[3] else 'not ok'))
        elif line.startswith('Bail out!'):
            results.append(('failed', '', line))
    missing = (plan or 0) - len(results)
    results += [('failed', '', f'{missing} of {plan} tests did not report')] * missing
    return plan, results


def judge_program(entry):
    """The results of one test program, from its entry in Meson's log."""
    plan, results = read_tap(entry.get('stdout', ''))
    result = entry['result']
    if plan is None:
        last = (entry.get('stdout', '').strip() or NO_REASON).splitlines()[-1]
        outcome = {'OK': 'passed', 'EXPECTEDFAIL': 'passed', 'SKIP': 'skipped'}.get(result, 'failed')
        return [(outcome, '', last if outcome == 'skipped' else f'{result}: {last}')]
    if result not in ('OK', 'SKIP') and all(outcome != 'failed' for outcome, _, _ in results):
        results.append(('failed', '', f"{result}, status {entry.get('returncode')}, though no test of it failed"))
    return results


def read_file(path):
    """A list of (outcome, test, reason) from one file."""
    if not path.exists():
        return [('failed', str(path), 'was not written')]
    text = path.read_text(errors='replace')
    if path.suffix == '.tap':
        plan, results = read_tap(text)
        return results if plan is not None else [('failed', str(path), 'has no plan')]
    found = []
    for entry in map(json.loads, text.splitlines()):
        name = f"{path.parts[-3]}: {entry['name'].split(' / ')[-1]}"
        found += [(outcome, f'{name} {test}'.strip(), reason) for outcome, test, reason in judge_program(entry)]
    return found


def main(arguments):
    results = [result for argument in arguments for result in read_file(pathlib.Path(argument).absolute())]
    number = {outcome: sum(r[0] == outcome for r in results) for outcome in ('passed', 'failed', 'skipped')}
    for wanted in ('skipped', 'failed'):
        for outcome, test, reason in dict.fromkeys(results):
            if outcome == wanted:
                print(f'{outcome}  {test}: {reason}')
    print(f"{number['passed']} passed, {number['failed']} failed, {number['skipped']} skipped")
    return 0 if number['passed'] > 0 and number['failed'] == 0 else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
