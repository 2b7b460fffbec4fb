# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What the checks of data share: the commands and options that playpen's own --help prints, and lines of TAP."""
import os
import re
import subprocess
import traceback

OPTION = re.compile(r'^  (?:-(\w), )?--([a-z-]+)(?:=(\S+))?(?:\s{2,}(.+))?$')
COMMAND = re.compile(r'^  ([a-z]+) {2,}\S')
ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}


def ask(binary, *words):
    return subprocess.run([binary, *words], env=ENVIRONMENT, check=True, capture_output=True, text=True).stdout


def get_commands(binary):
    return [match[1] for line in ask(binary, '--help').splitlines() if (match := COMMAND.match(line))]


def get_options(binary, command):
    """'-n' and '--nightly' -> (value or None, description)."""
    options = {}
    for line in ask(binary, command, '--help').splitlines():
        if match := OPTION.match(line):
            short, name, value, description = match.groups()
            options[f'--{name}'] = (value, description)
            if short:
                options[f'-{short}'] = (value, description)
    return options


class Tap:
    """Lines of TAP: one for each check. A check is a function that returns a list of problems, or a reason to skip."""

    def __init__(self):
        self.results = []

    def check(self, name, function, *arguments):
        try:
            problems = function(*arguments)
        except Exception:
            problems = traceback.format_exc().splitlines()
        number = len(self.results) + 1
        if isinstance(problems, str):
            print(f'ok {number} {name} # SKIP {problems}')
            problems = []
        else:
            print(f'{"not ok" if problems else "ok"} {number} {name}')
            for problem in problems:
                print(f'# {problem}')
        self.results.append(not problems)

    def end(self):
        print(f'1..{len(self.results)}')
        return 0 if self.results and all(self.results) else 1
