# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What the checks share: the source tree, and C text without its comments and strings."""
import pathlib
import re

FLOORS = ('sandbox', 'toolchains', 'app', 'tests', 'data', 'po')
ESCAPE = re.compile(r'/\* nocheck: ([a-z-]+), \S')
HIDDEN = re.compile(r'''/\*.*?\*/ | //[^\n]* | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+' ''', re.S | re.X)


class File:
    """One source file: path below the root, text, lines, and code: the text with blanks for comments and strings."""

    def __init__(self, path, text):
        self.path = path
        self.name = path.rsplit('/', 1)[-1]
        self.folder = path.rpartition('/')[0]
        self.text = text
        self.lines = text.split('\n')
        self.code = HIDDEN.sub(blank, text) if self.name.endswith(('.c', '.h')) else text
        self.used = set()

    def line_of(self, offset):
        return self.text.count('\n', 0, offset) + 1

    def escapes(self):
        """(line, rule) of every /* nocheck: rule, reason */."""
        return [(n, m[1]) for n, line in enumerate(self.lines, 1) for m in ESCAPE.finditer(line)]

    def is_escaped(self, line, rule):
        """An escape counts for its own line and its neighbours."""
        hits = {(n, r) for n, r in self.escapes() if r == rule and abs(n - line) <= 1}
        self.used |= hits
        return bool(hits)


def blank(match):
    text = match[0]
    if text[0] in '"\'':
        return text[0] + ' ' * (len(text) - 2) + text[0]
    return re.sub(r'[^\n]', ' ', text)


def load(root, *suffixes):
    """All files with these suffixes in the folders of the house, also those that git does not know yet."""
    found = []
    for floor in FLOORS:
        for path in sorted((root / floor).rglob('*')):
            if path.suffix in suffixes and path.is_file() and 'vendor' not in path.parts:
                found.append(File(str(path.relative_to(root)), path.read_text(errors='replace')))
    return found


def get_root():
    return pathlib.Path(__file__).resolve().parent.parent.parent


def report(name, problems):
    """Prints what was found, as an editor can jump to it; returns the exit status."""
    for problem in problems:
        print(problem)
    print(f'{name}: {len(problems)} problems' if problems else f'{name}: nothing found')
    return 1 if problems else 0


def find_functions(file):
    """(name, line of the name, first line of the body, lines of the body) of every function: as clang-format leaves
    them, a name at the line's start and braces alone in the first column."""
    code = file.code.split('\n')
    name, start, opened = None, 0, 0
    for number, line in enumerate(code, 1):
        if match := re.match(r'([a-zA-Z_]\w*) \(', line):
            name, start = match[1], number
        elif line == '{' and name:
            opened = number
        elif line.startswith('}') and opened:
            yield name, start, opened + 1, number - opened - 1
            name, opened = None, 0
        elif line.endswith(';') and not opened and not line.startswith((' ', '\t')):
            name = None
