#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The completions of bash and fish offer what playpen has: asked as the shells ask them, in a folder with a few files.
check_completions.py PLAYPEN"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from cli_help import ENVIRONMENT, Tap, get_commands, get_options

COMPLETIONS = pathlib.Path(__file__).resolve().parent.parent.parent / 'data/completions'
ASK_BASH = '''
source "$0"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_playpen
printf '%s\\n' "${COMPREPLY[@]}"
'''
CHANNELS = {'stable', 'beta', 'nightly'}
# A line up to the cursor, and what must be offered; True: among other things
LINES = [
    ('playpen emit ', {'asm', 'llvm-ir', 'mir', 'hir', 'wasm'}, False),
    ('playpen emit l', {'llvm-ir'}, False),
    ('playpen emit asm ', {'a b.rs', 'main.rs', 'sub/', 'talk.playpen'}, False),
    ('playpen toolchain ', {'list'}, False),
    ('playpen snapshot ', {'export', 'import', 'verify', 'show'}, False),
    ('playpen snapshot show t', {'talk.playpen'}, False),
    ('playpen run t', {'talk.playpen'}, False),
    ('playpen explain ', set(), False),
    ('playpen doctor ', set(), False),
    ('playpen r', {'run'}, False),
    ('playpen run ', {'a b.rs', 'main.rs', 'sub/', 'talk.playpen'}, False),
    ('playpen fmt m', {'main.rs'}, False),
    ('playpen run sub/', {'sub/deep.rs'}, False),
    ('playpen run --stdin ', {'a b.rs', 'main.rs', 'sub/', 'numbers.txt', 'talk.playpen'}, False),
    ('playpen build -o n', {'numbers.txt'}, False),
    ('playpen run --edition=', {'2015', '2018', '2021', '2024'}, False),
    ('playpen run --edition 202', {'2021', '2024'}, False),
    ('playpen run --channel ', CHANNELS, True),
    ('playpen run --channel=b', {'beta'}, True),
    ('playpen run --time ', set(), False),
    ('playpen run main.rs -- n', {'numbers.txt'}, False),
    ('playpen run main.rs -- --w', set(), False),
]


class Bash:
    name = 'bash'

    def __init__(self, binary, folder):
        self.folder = folder
        self.environment = {**ENVIRONMENT, 'PATH': f'{pathlib.Path(binary).parent}:{os.environ["PATH"]}'}

    def run(self, *command):
        return subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True)

    def check_syntax(self):
        return self.run('bash', '-n', COMPLETIONS / 'playpen.bash').stderr.splitlines()

    def complete(self, line):
        """What is offered at the end of line. As bash does, = is a word of its own."""
        words = re.findall(r'=|[^\s=]+', line) + ([''] if line.endswith(' ') else [])
        done = self.run('bash', '--norc', '--noprofile', '-c', ASK_BASH, COMPLETIONS / 'playpen.bash', *words)
        if done.stderr:
            raise RuntimeError(done.stderr)
        # readline marks folders itself, and an option waits for its value behind =
        offered = {word.removesuffix('=') for word in done.stdout.splitlines() if word}
        return {word + '/' if (self.folder / word).is_dir() else word for word in offered}

    def get_options(self, command):
        return {option: None for option in self.complete(f'playpen {command} --') | self.complete(f'playpen {command} -n')
                | self.complete(f'playpen {command} -b') | self.complete(f'playpen {command} -o')}

    def get_commands(self):
        return {word for word in self.complete('playpen ') if not word.startswith('-')}


class Fish(Bash):
    name = 'fish'

    def check_syntax(self):
        return self.run('fish', '--no-execute', COMPLETIONS / 'playpen.fish').stderr.splitlines()

    def ask(self, line):
        script = 'source $argv[1]; complete -C $argv[2]'
        done = self.run('fish', '--no-config', '-c', script, COMPLETIONS / 'playpen.fish', line)
        if done.stderr:
            raise RuntimeError(done.stderr)
        return dict((offer + '\t').split('\t')[:2] for offer in done.stdout.splitlines())

    def complete(self, line):
        return {re.sub(r'^--\w+=', '', word) for word in self.ask(line)}

    def get_options(self, command):
        return {word: text for word, text in self.ask(f'playpen {command} -').items() if word.startswith('-')}

    def get_commands(self):
        return set(self.ask('playpen '))


def check_line(shell, line, wanted, among_others):
    offered = shell.complete(line)
    if among_others and wanted <= offered or offered == wanted:
        return []
    return [f'{line!r} offers {sorted(offered)}, not {sorted(wanted)}']


def check_commands(shell, commands):
    return [f'{shell.name} offers {sorted(shell.get_commands())}'] if shell.get_commands() != set(commands) else []


def check_all_options(shell, wanted):
    return [f'{command}: {problem}' for command in wanted for problem in check_options(shell, command, wanted[command])]


def check_options(shell, command, wanted):
    offered = shell.get_options(command)
    offered.pop('--help', None)
    problems = [f'{option} is {where}' for option in sorted(offered.keys() ^ wanted.keys())
                for where in ['no option' if option in offered else 'not offered']]
    return problems + [f'{option} is described by {offered[option]!r}, in --help by {wanted[option][1]!r}'
                       for option in offered.keys() & wanted.keys() if offered[option] not in (None, wanted[option][1])]


def check_shell(tap, shell, commands, wanted):
    if not shutil.which(shell.name):
        tap.check(shell.name, lambda: f'{shell.name} is not installed')
        return
    tap.check(f'{shell.name}: syntax', shell.check_syntax)
    tap.check(f'{shell.name}: commands', check_commands, shell, commands)
    tap.check(f'{shell.name}: options', check_all_options, shell, wanted)
    for line, offers, among_others in LINES:
        tap.check(f'{shell.name}: {line}', check_line, shell, line, offers, among_others)


def main(binary):
    tap = Tap()
    commands = get_commands(binary)
    wanted = {command: get_options(binary, command) for command in commands}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / 'sub').mkdir()
        for file in ('main.rs', 'a b.rs', 'numbers.txt', 'talk.playpen', 'sub/deep.rs'):
            (folder / file).touch()
        for shell in (Bash, Fish):
            check_shell(tap, shell(binary, folder), commands, wanted)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
