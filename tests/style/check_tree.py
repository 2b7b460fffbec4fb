#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What lies where: the top level is fixed, every file with text for people is in po/POTFILES.in, and every C file is
built by the meson.build beside it. check_tree.py --fix writes po/POTFILES.in anew."""
import fnmatch
import re
import sys

import tree

TOP = {'app', 'sandbox', 'data', 'po', 'toolchains', 'tests', 'meson.build', 'README.md', 'LICENSE-MIT', 'LICENSE-APACHE'}
TRANSLATED = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2) \(')


def check_top(names, ignored):
    """names: what lies at the top; ignored: the patterns of .gitignore."""
    patterns = [pattern.strip('/') for pattern in ignored]
    for name in sorted(names):
        if name not in TOP and not name.startswith('.') and not any(fnmatch.fnmatch(name, p) for p in patterns):
            yield f'{name}: top: this does not belong at the top; the house has a floor for it'
    for name in sorted(TOP - set(names)):
        yield f'{name}: top: is missing'


# What a desktop reads is translated as a whole, templates where they say so.
TRANSLATED_DATA = re.compile(r'\.(?:desktop|metainfo\.xml|mime\.xml)\.in$')
TRANSLATED_UI = re.compile(r'translatable="yes"')


def is_translated(file):
    if file.name.endswith('.c'):
        return TRANSLATED.search(file.code)
    if file.name.endswith('.ui'):
        return TRANSLATED_UI.search(file.text)
    return TRANSLATED_DATA.search(file.name)


def get_translated(files):
    return sorted(file.path for file in files if not file.path.startswith('tests/') and is_translated(file))


def check_potfiles(files, potfiles):
    listed = [line for line in potfiles.splitlines() if line and not line.startswith('#')]
    wanted = get_translated(files)
    for path in wanted:
        if path not in listed:
            yield f'po/POTFILES.in: potfiles: lacks {path}'
    for path in listed:
        if path not in wanted:
            yield f'po/POTFILES.in: potfiles: {path} has nothing to translate'
    if listed != sorted(listed):
        yield 'po/POTFILES.in: potfiles: is not sorted'


def check_built(files, builds):
    """builds: path to text of each meson.build. A C file that is not built is not checked by anything either."""
    for file in files:
        if not file.name.endswith('.c'):
            continue
        words = set()
        folder = file.folder
        while folder:
            words |= set(re.findall(r'[\w@.-]+', builds.get(f'{folder}/meson.build', '')))
            folder = folder.rpartition('/')[0]
        stem = re.sub(r'^(test|fuzz|probe)-', '', file.name[:-2])
        if not words & {file.name, file.name[:-2], stem}:
            yield f'{file.path}:1: built: no meson.build on the way to it names it'


def fix(root, files):
    head = [line for line in (root / 'po/POTFILES.in').read_text().splitlines() if line.startswith('#')]
    (root / 'po/POTFILES.in').write_text('\n'.join(head + get_translated(files)) + '\n')


def main(root, arguments):
    files = tree.load(root, '.c', '.ui', '.in')
    if arguments == ['--fix']:
        fix(root, files)
    builds = {file.path: file.text for file in tree.load(root, '.build')}
    return tree.report('tree', [
        *check_top([path.name for path in root.iterdir()], (root / '.gitignore').read_text().split()),
        *check_potfiles(files, (root / 'po/POTFILES.in').read_text()),
        *check_built(files, builds),
    ])


if __name__ == '__main__':
    sys.exit(main(tree.get_root(), sys.argv[1:]))
