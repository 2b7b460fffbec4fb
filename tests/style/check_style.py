#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""How C files read: rules that a machine can hold. A line that must break one says so on itself or the line before:
/* nocheck: rule, reason */. How many such escapes there are may only fall: MAX_ESCAPES."""
import re
import sys

import tree

MAX_ESCAPES = 6
MAX_FILE = 800
MAX_FUNCTION = 60
MAX_LINE = 100

LICENCE = ['/* Copyright 2026 The Playpen authors', ' * SPDX-License-Identifier: MIT OR Apache-2.0 */']
UNBOUNDED = r'str(?:cpy|cat|tok)|v?sprintf|gets|ato[il]l?|system|popen|alloca|g_alloca|g_spawn_command_line_\w+'
# What GObject's own idiom keeps at file scope: written once, by class_init.
IDIOM = re.compile(r'static (guint signals\[N_SIGNALS\]|GParamSpec \*properties\[N_PROPS\])')
TYPE = re.compile(r'(typedef|extern|struct|union|enum)\b')
RUST_MACRO = re.compile(r'\b(?:[a-z]+_[a-z_]+|panic|print|println|vec)!')
# Functions whose name says all there is to say.
OBVIOUS = re.compile(r'(_free|_ref|_unref|_copy|_clear|_quark|_get_type)$')
LIBRARIES = ('sandbox', 'toolchains', 'app/core')
# First words of tests that try a whole floor, not one of its files.
WIDE_TESTS = ('matrix',)


def check_lines(file):
    if len(file.lines) - 1 > MAX_FILE:
        yield 1, 'file-length', f'{len(file.lines) - 1} lines; {MAX_FILE} at most. One room or several?'
    for number, line in enumerate(file.lines, 1):
        if len(line) > MAX_LINE:
            yield number, 'line-length', f'{len(line)} columns; {MAX_LINE} at most'
        if line != line.rstrip() or '\t' in line:
            yield number, 'blanks', 'a tab, or blanks at the end'
    if not file.text.endswith('\n'):
        yield len(file.lines), 'blanks', 'the last line does not end'


def check_head(file):
    if file.lines[:2] != LICENCE:
        yield 1, 'licence', 'does not begin with the two lines of the licence'
    if file.name.endswith('.h') and file.lines[2:3] != ['#pragma once']:
        yield 3, 'pragma-once', 'a header has #pragma once after the licence'
    if file.name.endswith('.c') and not re.match(r'/\* \S', '\n'.join(file.lines[2:3])):
        yield 3, 'purpose', 'a .c file says after the licence what it is for'


def check_own_header(file, names):
    stem = file.name[:-2]
    own = [f'{stem}.h', f'{stem}-private.h']
    first = re.search(r'^#include (\S+)', file.text, re.M)
    if file.name.endswith('.c') and f'{file.folder}/{own[0]}' in names and first and first[1].strip('"') not in own:
        yield file.line_of(first.start()), 'own-header', f'the first include is "{own[0]}"'


def check_words(file):
    for match in re.finditer(rf'\bgoto\b|\b(?:{UNBOUNDED})(?= ?\()', file.code):
        rule = 'goto' if match[0] == 'goto' else 'forbidden-call'
        yield file.line_of(match.start()), rule, f'{match[0]} is not used here'
    for match in re.finditer(r'(?:\b_|\bN_|\bngettext) \(("(?:\\.|[^"\\])*"\s*)+', file.text):
        if '!' in RUST_MACRO.sub('', match[0]):
            yield file.line_of(match.start()), 'exclamation', 'a message has an exclamation mark'


def check_functions(file):
    for name, line, first, length in tree.find_functions(file):
        if length > MAX_FUNCTION:
            yield line, 'function-length', f'{name} has {length} lines; {MAX_FUNCTION} at most'
        body = '\n'.join(file.code.split('\n')[first - 1:first - 1 + length])
        verb = re.search(r'_(finalize|dispose)$', name)
        if verb and f'->{verb[1]} (' not in body:
            yield line, 'chain-up', f'{name} does not call its parent class'


def is_mutable(declaration):
    """Of one declaration without its initializer: whether what it names can be written."""
    last_star = declaration.rfind('*')
    return not re.search(r'\bconst\b', declaration[last_star + 1:])


def check_globals(file):
    code = re.sub(r'^#(?:\\\n|[^\n])*|\[[^]]*\]', lambda m: re.sub(r'[^\n]', ' ', m[0]), file.code, flags=re.M)
    in_product = not file.path.startswith('tests/')
    depth = 0
    for match in re.finditer(r'[{}]|^[ \t]*static\b[^;={(]*(?=[;=])|^[A-Za-z_][\w *\t]*(?=;| =)', code, re.M):
        text = file.text[match.start():match.end()].strip()
        if text in '{}':
            depth += 1 if text == '{' else -1
        elif text.startswith('static') and (depth == 0 or in_product) or depth == 0 and not TYPE.match(text):
            if ' ' in text and is_mutable(text) and not IDIOM.match(text):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield file.line_of(start), 'mutable-global', ' '.join(text.split())


def check_docs(file):
    """Public functions: prototypes at the start of a line in a header that other floors may include. One comment may
    serve several that follow it without an empty line."""
    if not file.name.endswith('.h') or '-private' in file.name or file.folder not in LIBRARIES:
        return
    for match in re.finditer(r'^(?:const |unsigned )?\w+ \**(\w+) \(', file.code, re.M):
        paragraph = file.text[:match.start()].rpartition('\n\n')[2]
        documented = '/*' in paragraph or '/*' in file.lines[file.line_of(match.start()) - 1]
        if not documented and not OBVIOUS.search(match[1]) and not match[1].isupper():
            yield file.line_of(match.start()), 'doc', f'{match[1]} has no comment'


def check_test_name(file, names):
    match = re.fullmatch(r'tests/(sandbox|toolchains|core|cli)/test-(.+)\.c', file.path)
    if not match:
        return
    folder = {'core': 'app/core', 'cli': 'app/cli'}.get(match[1], match[1])
    if f'{folder}/{match[2]}.c' not in names and match[2].split('-')[0] not in WIDE_TESTS:
        yield 1, 'test-name', f'there is no {folder}/{match[2]}.c that it could test'


def check(files, max_escapes=MAX_ESCAPES):
    names = {file.path for file in files}
    problems = []
    escapes = 0
    for file in files:
        found = [*check_lines(file), *check_head(file), *check_own_header(file, names), *check_words(file),
                 *check_functions(file), *check_globals(file), *check_docs(file), *check_test_name(file, names)]
        for line, rule, text in found:
            if not file.is_escaped(line, rule):
                problems.append(f'{file.path}:{line}: {rule}: {text}')
        escapes += len(file.escapes())
        for line, rule in sorted(set(file.escapes()) - file.used):
            problems.append(f'{file.path}:{line}: unused-escape: nothing here breaks {rule}')
    if escapes > max_escapes:
        problems.append(f'tests/style/check_style.py: escapes: there are {escapes}; {max_escapes} at most')
    elif escapes < max_escapes:
        problems.append(f'tests/style/check_style.py: escapes: there are only {escapes}; lower MAX_ESCAPES to that')
    return problems


if __name__ == '__main__':
    sys.exit(tree.report('style', check(tree.load(tree.get_root(), '.c', '.h'))))
