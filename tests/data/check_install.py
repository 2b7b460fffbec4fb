#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What `meson install` puts somewhere works there: everything is in its place, and the installed program compiles and
runs the installed example, for this user and, if that is root, for an ordinary one too. check_install.py BUILD"""
import configparser
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile
from xml.etree import ElementTree

from cli_help import ENVIRONMENT, Tap

ID = 'org.playpen.Playpen'
SESSION = 'application/vnd.playpen.session+zip'
LINGUAS = pathlib.Path(__file__).resolve().parent.parent.parent / 'po/LINGUAS'
FILES = [
    'bin/playpen',
    'bin/playpen-app',
    'libexec/playpen/playpen-init',
    'libexec/playpen/playpen-probe',
    'share/man/man1/playpen.1',
    'share/man/man1/playpen-app.1',
    'share/man/man5/playpen-session.5',
    'share/bash-completion/completions/playpen',
    'share/bash-completion/completions/playpen-app',
    'share/fish/vendor_completions.d/playpen.fish',
    'share/fish/vendor_completions.d/playpen-app.fish',
    f'share/applications/{ID}.desktop',
    f'share/metainfo/{ID}.metainfo.xml',
    f'share/mime/packages/{ID}.xml',
    f'share/dbus-1/services/{ID}.service',
    f'share/icons/hicolor/scalable/apps/{ID}.svg',
    f'share/icons/hicolor/scalable/mimetypes/{SESSION.replace("/", "-")}.svg',
    f'share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg',
    'share/doc/playpen/LICENSE-APACHE',
    'share/doc/playpen/LICENSE-MIT',
    'share/doc/playpen/json.txt',
    'share/doc/playpen/examples/hello.rs',
    f'share/glib-2.0/schemas/{ID}.gschema.xml',
    'share/playpen/gschemas.compiled',
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


def validate(prefix, name, *command):
    """What a validator, if there is one here, says of an installed file."""
    if not shutil.which(command[0]):
        return f'{command[0]} is not installed'
    done = subprocess.run([*command, prefix / name], capture_output=True, text=True)
    said = (done.stdout + done.stderr).splitlines()
    return said if done.returncode != 0 or command[0] == 'desktop-file-validate' and said else []


def check_metainfo(prefix):
    """It is valid but for what the validator cannot be asked to let pass: the addresses of the pictures, which are files
    because who reads them may have no internet. Those files are there, and no others."""
    if not shutil.which('appstreamcli'):
        return 'appstreamcli is not installed'
    name = prefix / f'share/metainfo/{ID}.metainfo.xml'
    done = subprocess.run(['appstreamcli', 'validate', '--no-net', '--strict', name], capture_output=True, text=True)
    addresses = [image.text for image in ElementTree.parse(name).iterfind('screenshots/screenshot/image')]
    said = [line for line in (done.stdout + done.stderr).splitlines() if re.match('[EWI]: ', line)]
    expected = [line for line in said if ' web-url-expected file://' in line]
    problems = [line for line in said if line not in expected]
    if len(expected) != len(addresses) or not addresses:
        problems += [f'{len(addresses)} pictures, of which the validator names {len(expected)}'] + done.stdout.splitlines()
    paths = [pathlib.Path(urllib.parse.unquote(urllib.parse.urlparse(address).path)) for address in addresses]
    folder = prefix / 'share/playpen/screenshots'
    if not all(str(folder).endswith(str(path.parent)) for path in paths):
        problems.append(f'the pictures are looked for in {[str(path.parent) for path in paths]}')
    if sorted(path.name for path in paths) != sorted(path.name for path in folder.iterdir()):
        problems.append(f'the pictures are {sorted(path.name for path in folder.iterdir())}')
    return problems


def check_references(prefix):
    """The files name each other, and what they name is there."""
    service = configparser.ConfigParser(interpolation=None)
    service.optionxform = str
    service.read(prefix / f'share/dbus-1/services/{ID}.service')
    program = pathlib.Path(service['D-BUS Service']['Exec'].split()[0])
    problems = [] if str(prefix).endswith(str(program.parent.parent)) else [f'the service starts {program}']
    if service['D-BUS Service']['Name'] != ID:
        problems.append(f'the service is called {service["D-BUS Service"]["Name"]}')
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(prefix / f'share/applications/{ID}.desktop')
    for key, wanted in [('Icon', ID), ('Exec', f'{program.name} %F'), ('DBusActivatable', 'true'),
                        ('MimeType', f'text/rust;{SESSION};')]:
        if entry['Desktop Entry'].get(key) != wanted:
            problems.append(f'the desktop entry has {key}={entry["Desktop Entry"].get(key)}')
    metainfo = ElementTree.parse(prefix / f'share/metainfo/{ID}.metainfo.xml')
    types = [medium.text for medium in metainfo.iterfind('provides/mediatype')]
    if types != entry['Desktop Entry']['MimeType'].split(';')[:-1]:
        problems.append(f'the metainfo names the types {types}')
    for language in re.findall(r'^[a-z]\w+$', LINGUAS.read_text(), re.M):
        if f'Comment[{language}]' not in entry['Desktop Entry']:
            problems.append(f'the desktop entry says nothing in {language}')
        if not (prefix / f'share/locale/{language}/LC_MESSAGES/playpen.mo').is_file():
            problems.append(f'there is no catalogue for {language}')
    return problems


def write_archive(path, *entries):
    with zipfile.ZipFile(path, 'w') as archive:
        for name, text, method in entries:
            archive.writestr(zipfile.ZipInfo(name), text, method)


def write_samples(folder):
    """Files, each with what it should be taken for. An archive that is no session has nothing to do with Playpen."""
    mimetype, program = ('mimetype', SESSION, zipfile.ZIP_STORED), ('src/main.rs', 'fn main() {}\n', zipfile.ZIP_DEFLATED)
    wrong = ('mimetype', SESSION.replace('session', 'cession'), zipfile.ZIP_STORED)
    samples = {'talk.playpen': (SESSION, [mimetype, program]), 'talk': (SESSION, [mimetype, program]),
               'talk.zip': ('application/zip', [mimetype, program]), 'plain': ('application/zip', [program]),
               'late': ('application/zip', [program, mimetype]), 'wrong': ('application/zip', [wrong, program])}
    for name, (_, entries) in samples.items():
        write_archive(folder / name, *entries)
    return {name: wanted for name, (wanted, _) in samples.items()}


def ask_type(folder, path):
    """What a file is taken for, and the names of its icon, best first."""
    done = subprocess.run(['gio', 'info', '-a', 'standard::content-type,standard::icon', path], capture_output=True,
                          text=True, env={**ENVIRONMENT, 'XDG_DATA_HOME': str(folder), 'XDG_DATA_DIRS': str(folder)})
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    said = dict(re.findall(r'^  (standard::[a-z-]+): (.*)$', done.stdout, re.M))
    return said.get('standard::content-type'), said.get('standard::icon', '').split(', ')


def check_mime(prefix, folder):
    """In a database of its own, with the types that every desktop knows if they are here: the names in it, and what real
    files are taken for."""
    if not shutil.which('update-mime-database'):
        return 'update-mime-database is not installed'
    packages = folder / 'mime/packages'
    packages.mkdir(parents=True)
    shutil.copy(prefix / f'share/mime/packages/{ID}.xml', packages)
    known = pathlib.Path('/usr/share/mime/packages/freedesktop.org.xml')
    if known.is_file():
        shutil.copy(known, packages)
    done = subprocess.run(['update-mime-database', folder / 'mime'], capture_output=True, text=True,
                          env={**ENVIRONMENT, 'XDG_DATA_HOME': str(folder)})
    if done.returncode != 0:
        return [f'update-mime-database ended with {done.returncode}', *done.stderr.splitlines()]
    problems = done.stderr.splitlines()
    for index, wanted in [('globs', f'{SESSION}:*.playpen'), ('subclasses', f'{SESSION} application/zip')]:
        if wanted not in (folder / 'mime' / index).read_text().splitlines():
            problems.append(f'its {index} lack {wanted}')
    comments = ElementTree.parse(folder / f'mime/{SESSION}.xml').iterfind('{*}comment')
    languages = {comment.get('{http://www.w3.org/XML/1998/namespace}lang') for comment in comments}
    problems += [f'the type is not described in {language}'
                 for language in {None, *re.findall(r'^[a-z]\w+$', LINGUAS.read_text(), re.M)} - languages]
    if not known.is_file() or not shutil.which('gio'):
        return problems
    samples = folder / 'samples'
    samples.mkdir()
    for name, wanted in write_samples(samples).items():
        kind, icons = ask_type(folder, samples / name)
        if kind != wanted:
            problems.append(f'{name} is taken for {kind}')
        elif kind == SESSION and set(icons) - {SESSION.replace('/', '-') + end for end in ('', '-symbolic')}:
            problems.append(f'{name} has the icons {icons}')
    return problems


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
        tap.check('the files of the desktop name each other', check_references, prefix)
        tap.check('the desktop entry is valid', validate, prefix, f'share/applications/{ID}.desktop',
                  'desktop-file-validate', '--no-hints')
        tap.check('the metainfo is valid and its pictures are there', check_metainfo, prefix)
        for name in [name for name in FILES if name.endswith(('.xml', '.svg'))]:
            tap.check(f'{name} is XML', validate, prefix, name, 'xmllint', '--noout', '--nonet')
        tap.check('the type of sessions is known', check_mime, prefix, folder)
        tap.check('the documentation of the JSON form is whole', check_json, prefix)
        tap.check('the installed program runs', run_example, prefix, folder / 'store', None)
        if os.getuid() == 0:
            tap.check('so it does for an ordinary user', run_example, prefix, folder / 'other', pwd.getpwnam('nobody'))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
