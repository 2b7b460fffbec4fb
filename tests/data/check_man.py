#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The man page says what the program does: the same commands, options and limits, and it renders without a warning.
check_man.py PLAYPEN"""
import pathlib
import re
import shutil
import subprocess
import sys

from cli_help import Tap, get_commands, get_options

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / 'data/playpen.1'
FORM = ROOT / 'data/playpen-session.5'
LIMITS = ROOT / 'sandbox/jail-limits.c'
UNITS = {'MIB': 1 << 20, 'GIB': 1 << 30, 'MiB': 1 << 20, 'GiB': 1 << 30, 's': 1000, '1000': 1000}
# The first word of a row of the page's table, and the preset's member that it stands for
ROWS = {'time': 'wall_ms', 'processor': 'cpu_ms', 'memory': 'memory', 'processes': 'processes', 'one': 'file_size',
        'what': 'output_volume'}


def render(path, heading):
    if shutil.which('man'):
        command = ['man', '--warnings', '-E', 'UTF-8', '-l', str(path)]
    elif shutil.which('groff'):
        command = ['groff', '-ww', '-mandoc', '-Tutf8', str(path)]
    else:
        return 'neither man nor groff is installed'
    done = subprocess.run(command, capture_output=True, text=True, env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/bin:/bin',
                                                                         'MANWIDTH': '80'})
    problems = done.stderr.splitlines()
    if done.returncode != 0 or heading not in re.sub(r'.\x08|\x1b\[[0-9;]*m', '', done.stdout):
        problems.append(f'{command[0]} ended with {done.returncode} and {len(done.stdout)} bytes')
    return problems


def read_page_commands(page):
    section = page.partition('.Sh COMMANDS')[2].partition('.Sh ')[0]
    return [match[1] for match in re.finditer(r'^\.It Cm (\w+)', section, re.M)]


def read_page_options(page, commands):
    """command -> set of options, from the headings "Options of" and the items below them."""
    options = {command: set() for command in commands}
    for part in re.split(r'^\.Ss Options of ', page, flags=re.M)[1:]:
        heading, _, body = re.split(r'^\.Sh ', part, flags=re.M)[0].partition('\n')
        words = re.findall(r'\w+', heading)
        named = [command for command in commands if (command in words) != heading.startswith('all commands but')]
        for line in re.findall(r'^\.It (Fl .*)$', body, re.M):
            for command in named:
                options[command] |= {f'-{name}' for name in re.findall(r'Fl (\S+)', line)}
    return options


def compare_commands(page, commands):
    listed = read_page_commands(page)
    return [f'the page lacks {c}' for c in commands if c not in listed] + \
           [f'there is no command {c}' for c in listed if c not in commands]


def compare_options(page, wanted):
    listed = read_page_options(page, wanted)
    return [f'{command}: {option} is {where}' for command in wanted
            for option in sorted(listed[command] ^ set(wanted[command]))
            for where in ['only in the page' if option in listed[command] else 'not in the page']]


def read_presets(text):
    """preset -> member -> number, of the initialisers in C."""
    presets = {}
    for name, body in re.findall(r'\[PEN_LIMITS_(\w+)\] =\s*\{(.*?)\}', text, re.S):
        presets[name] = {member: int(number) * UNITS.get(unit, 1)
                         for member, number, unit in re.findall(r'\.(\w+) = (\d+)(?: \* (\w+))?', body)}
    return presets


def read_section(page, name):
    """The words that the items of a list are about."""
    section = page.partition(f'.Sh {name}\n')[2].partition('\n.Sh ')[0]
    return {word for line in re.findall(r'^\.It Li (.*)$', section, re.M) for word in re.findall(r'[a-z_]{2,}', line)}


def compare_form(page):
    """The manifest's members, and the kinds of records that leave, as the program knows them."""
    manifest = (ROOT / 'app/core/snapshot-manifest.c').read_text()
    members = set(re.findall(r'"(\w+)"', re.search(r'known\[\] = \{(.*?)\}', manifest, re.S)[1]))
    header = (ROOT / 'app/core/record.h').read_text().partition('Of the owner\'s own')[0]
    kinds = set(re.findall(r'^ \*   ([a-z]+)  ', header, re.M)) - {'start'}
    return [f'{name}: {word} is on one side only' for name, there, wanted in
            (('MANIFEST', read_section(page, 'MANIFEST'), members), ('HISTORY', read_section(page, 'HISTORY'), kinds))
            for word in sorted(there ^ wanted)]


def read_number(text):
    number, _, unit = text.strip().partition(' ')
    return int(number) * UNITS.get(unit, 1)


def compare_limits(page, presets):
    rows = re.findall(r'^\.It (\w+).* Ta (.*) Ta (.*)$', page, re.M)
    problems = [f'the table lacks {name}' for name in set(ROWS) - {row[0] for row in rows}]
    for name, program, compiler in rows:
        for text, preset in [(program, 'RUN'), (compiler, 'COMPILE')]:
            if name in ROWS and read_number(text) != presets[preset][ROWS[name]]:
                problems.append(f'{name}: the page says {text}, the preset {presets[preset][ROWS[name]]}')
    return problems


def notices_faults(page, commands, wanted, presets):
    """Each comparison, shown a page that is wrong."""
    faults = [
        (compare_commands, commands, '.It Cm clippy\n', ''),
        (compare_commands, commands, '.It Cm clippy\n', '.It Cm clippy\n.It Cm clip\n'),
        (compare_options, wanted, '.It Fl -check\n', ''),
        (compare_options, wanted, '.It Fl -intel\n', '.It Fl -intel\n.It Fl -arm\n'),
        (compare_options, wanted, '.Ss Options of run, test and miri\n', '.Ss Options of run and test\n'),
        (compare_limits, presets, '.It memory Ta 512 MiB', '.It memory Ta 511 MiB'),
        (compare_limits, presets, '.It memory Ta 512 MiB', '.It store Ta 512 MiB'),
    ]
    return [f'{compare.__name__} does not notice {old!r} -> {new!r}' for compare, data, old, new in faults
            if old not in page or not compare(page.replace(old, new), data)]


def main(binary):
    tap = Tap()
    page = PAGE.read_text()
    commands = get_commands(binary)
    wanted = {command: get_options(binary, command) for command in commands}
    presets = read_presets(LIMITS.read_text())
    tap.check('renders without warnings', render, PAGE, 'EXIT STATUS')
    tap.check('the form of sessions: renders without warnings', render, FORM, 'COMPATIBILITY')
    tap.check('the form of sessions: has what is written and read', compare_form, FORM.read_text())
    tap.check('names every command', compare_commands, page, commands)
    tap.check('names every option', compare_options, page, wanted)
    tap.check('names the limits', compare_limits, page, presets)
    tap.check('these checks can fail', notices_faults, page, commands, wanted, presets)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
