#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every header compiles when it is the only one: nobody has to know what to include before it."""
import concurrent.futures
import os
import subprocess
import sys

import tree

LIBRARIES = ('gio-2.0', 'gio-unix-2.0', 'json-glib-1.0', 'libseccomp')
FOLDERS = ('sandbox', 'toolchains', 'app/core', 'tests/util')
# Only where there are windows.
WINDOW_LIBRARIES = ('gtk4', 'libadwaita-1', 'gtksourceview-5')
WINDOW_FOLDERS = ('app/gtk', 'tests/gtk')


def get_flags(root, libraries, folders):
    flags = subprocess.run(['pkg-config', '--cflags', *libraries], capture_output=True, text=True, check=True).stdout
    return [*flags.split(), '-D_GNU_SOURCE', '-std=gnu11', *(f'-I{root / folder}' for folder in folders)]


def compile_alone(root, file, flags):
    """What the compiler says to it; '' when nothing."""
    command = [os.environ.get('CC', 'cc'), '-fsyntax-only', '-Wall', '-Werror', *flags, '-x', 'c', '-']
    source = f'#include "{root / file.path}"\n'
    result = subprocess.run(command, input=source, capture_output=True, text=True, check=False)
    return result.stderr or ('' if result.returncode == 0 else 'the compiler failed')


def check(root, headers):
    plain = get_flags(root, LIBRARIES, FOLDERS)
    windows = get_flags(root, LIBRARIES + WINDOW_LIBRARIES, FOLDERS + WINDOW_FOLDERS)

    def compile_one(file):
        return compile_alone(root, file, windows if file.path.startswith(WINDOW_FOLDERS) else plain)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        said = pool.map(compile_one, headers)
    return [f'{file.path}:1: header: does not compile alone\n{text}' for file, text in zip(headers, said) if text]


if __name__ == '__main__':
    top = tree.get_root()
    sys.exit(tree.report('headers', check(top, tree.load(top, '.h'))))
