#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The desktop program's man page and completions say what its --help says. check_app.py PLAYPEN_APP"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from cli_help import ENVIRONMENT, Tap, ask

DATA = pathlib.Path(__file__).resolve().parent.parent.parent / 'data'
OPTION = re.compile(r'^  (?:-(\w), )?--([a-z-]+)\s{2,}(.+)$', re.M)
# What GLib offers of itself, for whoever looks for it
UNMENTIONED = {'help-all', 'help-gapplication', 'help-gtk', 'gapplication-service', 'display'}
ASK_BASH = '''
source "$0"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_playpen_app
printf '%s\\n' "${COMPREPLY[@]}"
'''


def get_options(binary):
    return {name: text for _, name, text in OPTION.findall(ask(binary, '--help')) if name not in UNMENTIONED}


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if done.stderr:
        raise RuntimeError(done.stderr)
    return done.stdout


def render():
    if not shutil.which('man'):
        return 'man is not installed'
    done = subprocess.run(['man', '--warnings', '-E', 'UTF-8', '-l', DATA / 'playpen-app.1'], capture_output=True,
                          text=True, env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/bin:/bin', 'MANWIDTH': '80'})
    return done.stderr.splitlines() + ([] if 'SEE ALSO' in re.sub('.\x08', '', done.stdout) else ['it has no end'])


def compare(where, listed, wanted):
    return [f'--{name} is {"only" if name in listed else "not"} in the {where}'
            for name in sorted(set(listed) ^ set(wanted))]


def check_page(wanted):
    page = (DATA / 'playpen-app.1').read_text().partition('.Sh OPTIONS')[2].partition('.Sh ')[0]
    return compare('page', re.findall(r'^\.It .*Fl -([a-z-]+)$', page, re.M), wanted)


def ask_bash(folder, word):
    return {line for line in run(folder, 'bash', '--norc', '--noprofile', '-c', ASK_BASH,
                                 DATA / 'completions/playpen-app.bash', 'playpen-app', word).splitlines() if line}


def ask_fish(folder, word):
    script = 'source $argv[1]; complete -C $argv[2]'
    lines = run(folder, 'fish', '--no-config', '-c', script, DATA / 'completions/playpen-app.fish',
                f'playpen-app {word}').splitlines()
    return dict((line + '\t').split('\t')[:2] for line in lines)


def check_bash(folder, wanted):
    if not shutil.which('bash'):
        return 'bash is not installed'
    files = ask_bash(folder, '')
    return compare('completion', {word[2:] for word in ask_bash(folder, '--')}, wanted) + \
        ([] if files == {'main.rs', 'sub'} else [f'of files it offers {files}'])


def check_fish(folder, wanted):
    if not shutil.which('fish'):
        return 'fish is not installed'
    offered = {word[2:]: text for word, text in ask_fish(folder, '--').items()}
    files = set(ask_fish(folder, ''))
    return compare('completion', offered, wanted) + \
        [f'--{name} is described by {offered[name]!r}, in --help by {wanted[name]!r}'
         for name in offered.keys() & wanted.keys() if offered[name] != wanted[name]] + \
        ([] if files == {'main.rs', 'sub/'} else [f'of files it offers {files}'])


def check_version(binary):
    said = ask(binary, '--version')
    return [] if re.fullmatch(r'playpen-app \d+\.\d+\.\d+\n', said) else [f'it says {said!r}']


def main(binary):
    tap = Tap()
    wanted = get_options(binary)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / 'sub').mkdir()
        for file in ('main.rs', 'numbers.txt'):
            (folder / file).touch()
        tap.check('says its version, without a display', check_version, binary)
        tap.check('the page renders without warnings', render)
        tap.check('the page names every option', check_page, wanted)
        tap.check('the page check can fail', lambda: [] if check_page({**wanted, 'no-such': ''}) else ['it does not'])
        tap.check('bash', check_bash, folder, wanted)
        tap.check('fish', check_fish, folder, wanted)
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
