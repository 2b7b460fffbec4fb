#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The programs of the gallery do what the gallery says: each is formatted, has nothing that Clippy would change, and
prints its expected.txt; the three to be repaired fail as announced. check_examples.py PLAYPEN [WORD…] tries those whose
names hold one of the words; check_examples.py --fix writes data/examples/strings.c anew.

Of a test run, expected.txt holds the lines "test … ok", sorted: tests end in any order.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from cli_help import ENVIRONMENT, Tap

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / 'data' / 'examples'
DESCRIPTIONS = ('example.ini', 'expected.txt')
CANNOT_JAIL = 77
NO_TOOLCHAIN = 69
ALLOWED_TO_FAIL = 3

# One screen: what the window shows of a program when it opens, and what is left of that for the others.
FIRST_HOUR = (36, 60)
OTHERS = (100, 80)

COMMENT = re.compile(r'//.*')
MACRO = re.compile(r'\b[a-z_]+!\s*[(\[{]|\b(?:e?println|vec|format|include_str|macro_rules)!')
OPERATOR = re.compile(r'!=|![a-z(]|#!\[|^\s*//!', re.M)
UNSURE = re.compile(r'\bstd::time\b|\bInstant\b|\bSystemTime\b|\bHashMap\b|\bHashSet\b|\bsleep\b|\bextern crate\b')

STRINGS_HEAD = '''\
/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The words of the gallery, for translators only, since gettext's tools cannot read example.ini.
 * Written anew by tests/data/check_examples.py --fix */
#include <glib/gi18n.h>

extern const char *const pen_example_strings[];

/* clang-format off */
const char *const pen_example_strings[] = {
'''
STRINGS_TAIL = '''\
  NULL,
};
'''


class Example:
    def __init__(self, folder):
        self.folder = folder
        self.name = folder.name
        lines = (folder / 'example.ini').read_text().splitlines()
        self.keys = dict(line.split('=', 1) for line in lines if '=' in line)
        self.action = self.keys.get('Action', 'run')
        self.ending = self.keys.get('Expect', 'success')
        self.args = [word for word in self.keys.get('Args', '').split(';') if word]
        self.stdin = self.keys.get('Stdin', '').encode().decode('unicode_escape')
        self.expected = (folder / 'expected.txt').read_text()

    def files(self):
        return [path for path in sorted(self.folder.rglob('*.rs'))]


def load():
    return [Example(path.parent) for path in sorted(EXAMPLES.glob('*/example.ini'))]


# --- What can be said without a compiler


def write_strings(examples):
    text = STRINGS_HEAD
    for example in examples:
        for key, what in (('Title', 'the title of an example program, a few words'), ('Summary', 'what it shows')):
            text += f'  /* Translators: {what}: {example.name} */\n'
            quoted = example.keys[key].replace('"', '\\"')
            text += f'  N_ ("{quoted}"),\n'
    return text + STRINGS_TAIL


def check_strings(examples):
    if (EXAMPLES / 'strings.c').read_text() != write_strings(examples):
        return ['data/examples/strings.c is out of date: tests/data/check_examples.py --fix writes it']
    return []


def check_how_many_fail(examples):
    failing = [example.name for example in examples if example.ending != 'success']
    return [] if len(failing) <= ALLOWED_TO_FAIL else [f'{failing}: {ALLOWED_TO_FAIL} at most']


def check_text(example):
    problems = []
    rows, columns = FIRST_HOUR if example.keys['Topic'] == 'first-hour' else OTHERS
    for path in example.files():
        text = path.read_text()
        lines = text.splitlines()
        name = path.relative_to(example.folder)
        if len(lines) > rows:
            problems.append(f'{name}: {len(lines)} lines; {rows} at most')
        problems += [f'{name}:{number}: {len(line)} columns; {columns} at most'
                     for number, line in enumerate(lines, 1) if len(line) > columns]
        if '!' in OPERATOR.sub('', MACRO.sub('', text)):
            problems.append(f'{name}: has an exclamation mark in what people read')
        problems += [f'{name}: {match[0]} is different each time, or not there' for match in
                     UNSURE.finditer(COMMENT.sub('', text))]
        if not re.search(r'^ *//', text, re.M):
            problems.append(f'{name}: has no comment')
    if example.ending == 'success' and not any('// Try: ' in path.read_text() for path in example.files()):
        problems.append('says nothing to try')
    return problems


# --- What Playpen says


class Kitchen:
    def __init__(self, playpen, folder):
        self.playpen = playpen
        self.folder = folder
        self.environment = {**ENVIRONMENT, 'PLAYPEN_STORE': str(folder / 'store')}
        (folder / 'store').mkdir()

    def call(self, action, example, *options, args=()):
        """The program lies there as the window would give it to the compiler: without its descriptions."""
        program = self.folder / example.name
        if not program.exists():
            shutil.copytree(example.folder, program, ignore=shutil.ignore_patterns(*DESCRIPTIONS))
        command = [self.playpen, action, program, '--edition', '2024', *options, *(['--', *args] if args else [])]
        return subprocess.run(command, cwd=self.folder, env=self.environment, input=example.stdin, capture_output=True,
                              text=True)

    def cannot(self, example):
        """Why nothing can be run here, or nothing."""
        done = self.call('run', example)
        if done.returncode in (CANNOT_JAIL, NO_TOOLCHAIN):
            return done.stderr.strip() or f'status {done.returncode}'
        return None


def check_format(kitchen, example):
    done = kitchen.call('fmt', example, '--check')
    return [] if done.returncode == 0 else ['rustfmt would change it:', *(done.stdout + done.stderr).splitlines()]


def check_clippy(kitchen, example):
    if example.ending == 'compile-error':
        return []
    done = kitchen.call('clippy', example)
    found = done.stdout + done.stderr
    return [] if done.returncode == 0 and 'warning' not in found else ['Clippy:', *found.splitlines()]


def get_results(example, text):
    if example.action != 'test':
        return text
    lines = [line for line in text.splitlines() if line.startswith('test ') and not line.startswith('test result')]
    return ''.join(f'{line}\n' for line in sorted(lines))


def check_result(kitchen, example):
    done = kitchen.call(example.action, example, args=example.args)
    problems = []
    results = get_results(example, done.stdout)
    if results != example.expected:
        problems += ['printed:', *results.splitlines(), 'not:', *example.expected.splitlines()]
    if done.returncode != (0 if example.ending == 'success' else 101):
        problems.append(f'ended with status {done.returncode}')
    sign = {'success': '', 'compile-error': f'error[{example.keys.get("Code")}]', 'panic': ' panicked at '}
    if sign[example.ending] not in done.stderr:
        problems.append(f'did not say: {sign[example.ending]}')
    if 'warning' in done.stderr:
        problems.append('has warnings')
    return problems + done.stderr.splitlines() if problems else []


def check_whole(kitchen, example):
    return check_format(kitchen, example) + check_clippy(kitchen, example) + check_result(kitchen, example)


def main(playpen, words):
    tap = Tap()
    examples = load()
    tap.check('strings for translators', check_strings, examples)
    tap.check('few are broken', check_how_many_fail, examples)
    if words:
        examples = [example for example in examples if any(word in example.name for word in words)]
    for example in examples:
        tap.check(f'{example.name}: its text', check_text, example)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        kitchen = Kitchen(playpen, folder)
        reason = kitchen.cannot(examples[0]) if examples else None
        if reason is not None:
            tap.check('runs', lambda: reason)
            return tap.end()
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            running = [(example, pool.submit(check_whole, kitchen, example)) for example in examples]
            for example, future in running:
                tap.check(f'{example.name}: runs', future.result)
    return tap.end()


if __name__ == '__main__':
    if sys.argv[1:] == ['--fix']:
        (EXAMPLES / 'strings.c').write_text(write_strings(load()))
    else:
        sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]))
