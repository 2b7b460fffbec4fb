#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What `meson install` puts somewhere works there: everything is in its place, and the installed program compiles and
runs the installed example, for this user and, if that is root, for an ordinary one too. check_install.py BUILD"""
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile

from cli_help import ENVIRONMENT, Tap

FILES = [
    'bin/playpen',
    'libexec/playpen/playpen-init',
    'libexec/playpen/playpen-probe',
    'share/man/man1/playpen.1',
    'share/bash-completion/completions/playpen',
    'share/fish/vendor_completions.d/playpen.fish',
    'share/doc/playpen/LICENSE-APACHE',
    'share/doc/playpen/LICENSE-MIT',
    'share/doc/playpen/json.txt',
    'share/doc/playpen/examples/hello.rs',
    'share/playpen/examples/first-hour-01-hello/example.ini',
    'share/playpen/examples/modules-bank/src/report/text.rs',
]
CANNOT_JAIL = 77
NO_TOOLCHAIN = 69


def install(build, folder):
    meson = shutil.which('meson')
    if not meson:
        return 'meson is not installed'
    done = subprocess.run([meson, 'install', '-C', build, '--no-rebuild', '--destdir', folder], capture_output=True,
                          text=True)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


def check_files(prefix):
    return [f'{name} is missing' for name in FILES if not (prefix / name).is_file()]


def check_json(prefix):
    lines = (prefix / 'share/doc/playpen/json.txt').read_text().splitlines()
    if not lines or not lines[0].startswith('The wire form') or 'what happened, translated' not in lines[-1]:
        return ['json.txt does not hold the comment from its first line to its last'] + lines[:1] + lines[-1:]
    return []


def run_example(prefix, store, user):
    """As this user, or as another one."""
    store.mkdir()
    if user:
        os.chown(store, user.pw_uid, user.pw_gid)
    identity = {'user': user.pw_uid, 'group': user.pw_gid, 'extra_groups': []} if user else {}
    command = [prefix / 'bin/playpen', 'run', prefix / 'share/doc/playpen/examples/hello.rs']
    done = subprocess.run(command, cwd='/', capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**ENVIRONMENT, 'PLAYPEN_STORE': str(store)}, **identity)
    if done.returncode in (CANNOT_JAIL, NO_TOOLCHAIN):
        return done.stderr.strip() or f'status {done.returncode}'
    if done.returncode != 0 or 'Hello' not in done.stdout:
        return [f'status {done.returncode}'] + (done.stdout + done.stderr).splitlines()
    return []


def main(build):
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        os.umask(0o022)
        tap.check('meson installs', install, build, folder / 'root')
        binaries = list((folder / 'root').rglob('bin/playpen'))
        prefix = binaries[0].parent.parent if binaries else folder
        tap.check('every file is in its place', check_files, prefix)
        tap.check('the documentation of the JSON form is whole', check_json, prefix)
        tap.check('the installed program runs', run_example, prefix, folder / 'store', None)
        if os.getuid() == 0:
            tap.check('so it does for an ordinary user', run_example, prefix, folder / 'other', pwd.getpwnam('nobody'))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
