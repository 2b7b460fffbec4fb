#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Who may know whom: the house's floors, as README.md draws them. With arguments it looks at linked programs instead:
check_layers.py PROGRAM…"""
import pathlib
import re
import subprocess
import sys

import tree

# Each floor: the umbrella headers of the floors below it, and the libraries that it may know.
GLIB = ('glib', 'gio', 'gobject', 'gmodule')
FLOORS = {
    'sandbox/init': ([], ()),
    'sandbox': ([], (*GLIB, 'seccomp')),
    'toolchains': (['sandbox.h'], (*GLIB, 'json-glib', 'libiberty', 'sodium')),
    'app/core': (['sandbox.h', 'toolchains.h'], (*GLIB, 'json-glib', 'sodium')),
    'app/cli': (['sandbox.h', 'toolchains.h', 'core.h'], (*GLIB, 'json-glib', 'qrencode')),
    'app/lan': (['sandbox.h', 'toolchains.h', 'core.h'], (*GLIB, 'json-glib', 'libsoup', 'qrencode')),
    'app/gtk': (['sandbox.h', 'toolchains.h', 'core.h', 'lan-host.h'],
                (*GLIB, 'gtk', 'gdk', 'gsk', 'pango', 'adwaita', 'gtksourceview', 'qrencode')),
}
# Every library anybody may know; a header of none of them is the C library's or the kernel's.
LIBRARIES = {library for _, libraries in FLOORS.values() for library in libraries}
# By hand because each of these does what its kind of file is for.
SPAWNERS = ('sandbox/spawn.c', 'sandbox/init/', 'tests/')
JSON_READERS = ('toolchains/rustc-message.c', 'app/core/event-json-reader.c', 'app/core/record-read.c',
                'app/core/snapshot-manifest.c', 'tests/')
CALLS = {
    'spawn': (r'v?fork|_Fork|clone3?|posix_spawnp?|execv?p?e?|fexecve|execl\w*|g_spawn_\w+|g_subprocess_\w+', SPAWNERS),
    'json-parser': (r'json_parser_\w+|json_from_string', JSON_READERS),
    'libsoup': (r'soup_\w+', ('app/lan/', 'tests/')),
    'shell': (r'system|popen|wordexp', ()),
}
# What the binaries that people start without a window must not be linked to.
HEAVY = re.compile(r'lib(gtk|gdk|adwaita|gtksourceview|soup|webkit)', re.I)


def get_floor(path):
    return next((floor for floor in FLOORS if path.startswith(floor + '/')), None)


def get_library(header):
    """'gtk' of gtk/gtk.h, 'glib' of glib-unix.h, 'seccomp' of seccomp.h; None for libc's and the kernel's."""
    first = re.split(r'[/.]', header)[0]
    return next((library for library in LIBRARIES if first == library or first.startswith(library + '-')), None)


def check_includes(file, names):
    floor = get_floor(file.path)
    if floor is None:
        return
    below, libraries = FLOORS[floor]
    for match in re.finditer(r'^#include ([<"])([^>"]+)', file.text, re.M):
        header = match[2]
        where = f'{file.path}:{file.line_of(match.start())}'
        if match[1] == '<':
            library = get_library(header)
            if library is not None and library not in libraries:
                yield f'{where}: include: {floor} does not know <{header}>'
        elif header not in below and not is_own(f'{file.folder}/{header}', floor, names):
            yield f'{where}: include: "{header}" is neither of {floor} nor the umbrella header of a floor below'


def is_own(path, floor, names):
    """Whether a path, which may have .. in it, names a header of this floor. Init also reads the cellar's frames."""
    parts = []
    for part in path.split('/'):
        if part == '..':
            parts.pop()
        else:
            parts.append(part)
    path = '/'.join(parts)
    return path in names and get_floor(path) == floor or (floor, path) == ('sandbox/init', 'sandbox/frame.h')


def check_calls(file):
    for rule, (pattern, allowed) in CALLS.items():
        if file.path.startswith(allowed):
            continue
        for match in re.finditer(rf'\b(?:{pattern})(?= \()', file.code):
            yield f'{file.path}:{file.line_of(match.start())}: {rule}: {match[0]} does not belong here'


def check(files):
    names = {file.path for file in files}
    return [problem for file in files for problem in (*check_includes(file, names), *check_calls(file))]


def check_program(name, dynamic):
    """From what readelf -d prints of a program."""
    for library in re.findall(r'\(NEEDED\).*\[(.+)\]', dynamic):
        if name == 'playpen-init':
            yield f'{name}: linked: {library}, but it has to be static'
        elif HEAVY.search(library):
            yield f'{name}: linked: {library}'


def check_programs(paths):
    problems = []
    for path in map(pathlib.Path, paths):
        dynamic = subprocess.run(['readelf', '-d', path], capture_output=True, text=True, check=True).stdout
        problems += check_program(path.name, dynamic)
    return problems


if __name__ == '__main__':
    if sys.argv[1:]:
        sys.exit(tree.report('linked libraries', check_programs(sys.argv[1:])))
    sys.exit(tree.report('layers', check(tree.load(tree.get_root(), '.c', '.h'))))
