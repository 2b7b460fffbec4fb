#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Programs that are taken home in one file and come back: by playpen snapshot, by the commands that run programs, and
by the tools that others have."""
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import zipfile

from harness import Skip, check, complain, has, is_root, lacks, main, same, test

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / 'fixtures/snapshots'
PACKAGE = '[package]\nname = "seat"\nversion = "0.1.0"\nedition = "2021"\n'
LINK = 'https://play.rust-lang.org/?code=fn%20main()%7Bprintln!(%22linked%22)%7D&edition=2018&mode=debug'


def make(place):
    place.write('seats/src/main.rs', 'mod grid;\nfn main() { println!("seat {}", grid::seat()); }\n')
    place.write('seats/src/grid.rs', 'pub fn seat() -> u32 { 7 }\n')
    place.write('seats/data/größe.txt', 'äöü\n')


def good(place, *arguments, **options):
    done = place.run(*arguments, **options)
    same((done.status, done.err), (0, ''), arguments)
    return done.out


def refused(place, *arguments, has_parts=(), status=2):
    before = set(place.list())
    complain(place.run(*arguments), status, *has_parts)
    same(set(place.list()), before, 'what there is')


def zip_of(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def fixture(place, name):
    return place.write(name, (FIXTURES / name).read_bytes())


@test('round trip: the same bytes each time, by any name; run, import and cargo agree')
def _(place):
    make(place)
    out = good(place, 'snapshot', 'export', 'seats', '-o', 'talk.playpen', '--author', 'Ada')
    has(out, 'Wrote talk.playpen: 3 files.', 'its words are ')
    same((place.home / '.config/playpen/signing.key').stat().st_mode & 0o777, 0o600, 'the mode of the key')
    good(place, 'snapshot', 'export', 'seats', '-o', 'talk.zip', '--author', 'Ada')
    good(place, 'snapshot', 'export', 'talk.zip', '-o', 'again.playpen')
    talk = (place.work / 'talk.playpen').read_bytes()
    lacks(' '.join(zipfile.ZipFile(place.work / 'talk.playpen').namelist()), 'history')
    same((place.work / 'talk.zip').read_bytes(), talk, 'talk.zip')
    same((place.work / 'again.playpen').read_bytes(), talk, 'what was exported again')
    for name in ('talk.playpen', 'talk.zip'):
        same(place.run('run', name).out, 'seat 7\n', name)
    good(place, 'snapshot', 'import', 'talk.playpen', '-o', 'out')
    same(place.read('out/src/grid.rs'), place.read('seats/src/grid.rs'), 'a file')
    same(place.read('out/data/größe.txt'), 'äöü\n', 'a file')
    same(place.run('run', 'out').out, 'seat 7\n', 'the folder')
    refused(place, 'snapshot', 'import', 'talk.playpen', '-o', 'out', has_parts=('out', 'not empty'))
    shutil.rmtree(place.home / '.config')
    good(place, 'snapshot', 'export', 'seats', '-o', 'other.playpen', '--author', 'Ada')
    check((place.work / 'other.playpen').read_bytes() != talk, 'another key signs the same')
    shutil.rmtree(place.home / '.config')


@test("others' tools: unzip, cargo, sha256sum and minisign")
def _(place):
    if not is_root(place):
        raise Skip('root has done it')
    make(place)
    good(place, 'snapshot', 'export', 'seats', '-o', 'talk.playpen')
    subprocess.run(['unzip', '-q', 'talk.playpen', '-d', 'plain'], cwd=place.work, check=True)
    subprocess.run(['sha256sum', '--quiet', '-c', 'SHA256SUMS'], cwd=place.work / 'plain', check=True)
    key = json.loads(good(place, 'snapshot', 'show', '--json', 'talk.playpen'))['signature']['key']
    subprocess.run(['minisign', '-q', '-V', '-m', 'plain/.session/manifest.json', '-P', key], cwd=place.work, check=True)
    toolchains = json.loads(good(place, 'toolchain', 'list', '--json'))
    folder = next(f"{t['path']}/bin" for t in toolchains if os.access(f"{t['path']}/bin/cargo", os.X_OK))
    done = subprocess.run(['cargo', 'run', '-q', '--offline'], cwd=place.work / 'plain', capture_output=True, text=True,
                          env={**place.environment(), 'PATH': f'{folder}:/usr/bin:/bin'}, check=True)
    same(done.stdout, place.run('run', 'talk.playpen').out, 'what cargo runs')


@test('the time is the newest file\'s, or SOURCE_DATE_EPOCH')
def _(place):
    make(place)
    for path in (place.work / 'seats').rglob('*'):
        os.utime(path, (1600000000, 1600000000))
    os.utime(place.work / 'seats/src/grid.rs', (1700000000, 1700000000))
    good(place, 'snapshot', 'export', 'seats', '--no-sign', '-o', 'a.playpen')
    shown = json.loads(good(place, 'snapshot', 'show', '--json', 'a.playpen'))
    same(shown['created'], '2023-11-14T22:13:20Z', 'created')
    same(shown['title'], 'seats', 'title')
    same(shown['signature'], {'state': 'unsigned', 'key': None, 'words': None, 'presenter': None}, 'signature')
    same([file['name'] for file in shown['files']], ['data/größe.txt', 'src/grid.rs', 'src/main.rs'], 'files')
    good(place, 'snapshot', 'export', 'seats', '--no-sign', '-o', 'b.playpen', env={'SOURCE_DATE_EPOCH': '86400'})
    same(json.loads(good(place, 'snapshot', 'show', '--json', 'b.playpen'))['created'], '1970-01-02T00:00:00Z', 'created')


@test('who signed it: first seen, remembered, and another key than was asked for')
def _(place):
    fixture(place, 'v1-talk.playpen')
    shown = json.loads(good(place, 'snapshot', 'show', '--json', 'v1-talk.playpen'))
    key = shown['signature']['key']
    same(shown['signature']['state'], 'first-seen', 'state')
    has(good(place, 'snapshot', 'verify', 'v1-talk.playpen'), 'whole and unchanged', 'first time', shown['signature']['words'])
    good(place, 'snapshot', 'verify', '--key', key, 'v1-talk.playpen')
    good(place, 'snapshot', 'import', '--remember', 'v1-talk.playpen', '-o', 'out')
    has(good(place, 'snapshot', 'verify', 'v1-talk.playpen'), 'Ada, whom you know')
    same(json.loads(good(place, 'snapshot', 'show', '--json', 'v1-talk.playpen'))['signature']['state'], 'known', 'state')
    place.write('x.rs', 'fn main() {}')
    good(place, 'snapshot', 'export', 'x.rs', '-o', 'x.playpen')
    refused(place, 'snapshot', 'verify', '--key', key, 'x.playpen', has_parts=('another key',))
    good(place, 'snapshot', 'export', 'x.rs', '--no-sign', '-o', 'x.playpen')
    refused(place, 'snapshot', 'verify', '--key', key, 'x.playpen', has_parts=('nobody signed',))
    refused(place, 'snapshot', 'verify', '--key', 'RW', 'x.playpen', has_parts=('public key',))
    refused(place, 'snapshot', 'import', '--remember', 'x.playpen', '-o', 'y', has_parts=('nobody to remember',))
    has(good(place, 'snapshot', 'verify', 'x.playpen'), 'Not signed')


@test('what this machine lacks for it')
def _(place):
    channels = [toolchain['channel'] for toolchain in json.loads(good(place, 'toolchain', 'list', '--json'))]
    for channel in ('stable', 'beta', 'nightly'):
        good(place, 'snapshot', 'export', f'{LINK}&version={channel}', '--no-sign', '-o', 'a.playpen')
        needs = json.loads(good(place, 'snapshot', 'show', '--json', 'a.playpen'))['needs']
        same(bool(needs), channel not in channels, (channel, channels, needs))
        same('\nNeeds ' in good(place, 'snapshot', 'show', 'a.playpen'), bool(needs), 'the text')


@test('history, notes and outputs stay here when they are to')
def _(place):
    fixture(place, 'v1-talk.playpen')
    whole = json.loads(good(place, 'snapshot', 'show', '--json', 'v1-talk.playpen'))
    check(whole['edits'] > 0 and whole['notes'] > 0 and whole['outputs'] > 0, whole)
    has(good(place, 'snapshot', 'export', 'v1-talk.playpen', '--no-sign', '-o', 'a.playpen'), '--no-history')
    for option, gone in (('--no-history', ('edits', 'runs', 'outputs')), ('--no-notes', ('notes',)),
                         ('--no-outputs', ('outputs',))):
        lacks(good(place, 'snapshot', 'export', 'v1-talk.playpen', '--no-sign', option, '-o', 'a.playpen'),
              '!' if option != '--no-history' else 'ever typed')
        shown = json.loads(good(place, 'snapshot', 'show', '--json', 'a.playpen'))
        for name in ('edits', 'runs', 'notes', 'outputs'):
            same(shown[name], 0 if name in gone else whole[name], (option, name))


@test('imports: a ZIP, a folder in one, a Rust file, a folder, a link')
def _(place):
    place.write('p.zip', zip_of({'seat-1/Cargo.toml': PACKAGE, 'seat-1/src/main.rs': 'fn main() { println!("zip"); }'}))
    with tarfile.open(place.work / 'seat-1.0.0.crate', 'w:gz') as crate:
        crate.add(place.write('crate/src/main.rs', 'fn main() { println!("crate"); }'), 'seat-1.0.0/src/main.rs')
        crate.add(place.write('crate/Cargo.toml', PACKAGE), 'seat-1.0.0/Cargo.toml')
    same(place.run('run', 'seat-1.0.0.crate').out, 'crate\n', 'what is in the crate')
    place.write('one.rs', 'fn main() { println!("one"); }')
    place.write('f/main.rs', 'fn main() { println!("folder"); }')
    for source, text in (('p.zip', 'zip'), ('seat-1.0.0.crate', 'crate'), ('one.rs', 'one'), ('f', 'folder'),
                         (LINK, 'linked')):
        out = re.sub(r'\W', '', text) + '-out'
        has(good(place, 'snapshot', 'import', source, '-o', out), 'Nothing was run')
        check((place.work / out / 'Cargo.toml').exists(), 'there is no Cargo.toml')
        same(place.run('run', out).out, text + '\n', source)
    same(place.run('run', 'p.zip').out, 'zip\n', 'what is in the ZIP')
    has(place.read('linked-out/Cargo.toml'), 'edition = "2018"')
    has(good(place, 'snapshot', 'export', '--link', 'one.rs'), 'https://play.rust-lang.org/?', 'edition=2024', 'one')
    good(place, 'snapshot', 'export', LINK, '-o', 'link.playpen')
    same(place.run('run', 'link.playpen').out, 'linked\n', 'the link')
    good(place, 'snapshot', 'export', 'link.playpen', '-o', 'back.rs')
    has(place.read('back.rs'), 'println!("linked")')


@test('one file in every command that takes files; what the line says wins')
def _(place):
    place.write('main.rs', 'use std::io::Read;\nfn main() {\n    let mut s = String::new();\n'
                           '    std::io::stdin().read_to_string(&mut s).unwrap();\n'
                           '    println!("{s}{:?}", std::env::args().skip(1).collect::<Vec<_>>());\n}\n')
    good(place, 'snapshot', 'export', 'main.rs', '-o', 't.playpen')
    same(place.run('run', 't.playpen', '--', 'a', input='typed ').out, 'typed ["a"]\n', 'the output')
    same(place.run('check', 't.playpen').status, 0, 'check')
    same(place.run('fmt', '--check', 't.playpen').status, 0, 'fmt --check')
    same(place.run('build', 't.playpen', '-o', 'built').status, 0, 'build')
    has(place.run('emit', 'mir', 't.playpen').out, 'fn main')
    refused(place, 'fmt', 't.playpen', has_parts=('playpen snapshot import', '--check'))
    refused(place, 'run', '--watch', 't.playpen', has_parts=('--watch', 'playpen snapshot import'))
    place.write('new.rs', 'fn main() { let async = 1; println!("{async}"); }')
    good(place, 'snapshot', 'export', '--edition', '2015', 'new.rs', '-o', 'old.playpen')
    same(place.run('run', 'old.playpen').out, '1\n', 'as its author chose')
    same(place.run('run', '--edition', '2021', 'old.playpen').status, 101, 'as the line says')


@test('damaged, cut, changed and foreign files are refused in a sentence')
def _(place):
    talk = (FIXTURES / 'v1-talk.playpen').read_bytes()
    middle = len(talk) // 2
    for name, data in (('cut.playpen', talk[:middle]), ('empty.playpen', b''), ('junk.playpen', b'PK\3\4junk'),
                       ('text.playpen', b'fn main() {}'), ('longer.playpen', talk + b'x'),
                       ('changed.playpen', talk[:middle] + bytes([talk[middle] ^ 1]) + talk[middle + 1:])):
        place.write(name, data)
        for words in (('snapshot', 'verify', name), ('snapshot', 'show', name), ('snapshot', 'import', name, '-o', 'out'),
                      ('run', name)):
            refused(place, *words)
    place.write('evil.zip', zip_of({'../out.rs': 'fn main() {}'}))
    refused(place, 'snapshot', 'import', 'evil.zip', '-o', 'out', has_parts=('out.rs',))
    place.write('p.zip', zip_of({'src/main.rs': 'fn main() {}'}))
    refused(place, 'snapshot', 'verify', 'p.zip', has_parts=('p.zip', 'import'))
    os.mkfifo(place.work / 'pipe.playpen')
    refused(place, 'snapshot', 'show', 'pipe.playpen', has_parts=('pipe.playpen',))
    refused(place, 'snapshot', 'show', 'nothing.playpen', has_parts=('nothing.playpen',))


@test('lines that make no sense')
def _(place):
    place.write('a.rs', 'mod b;\nfn main() {}')
    place.write('b.rs', '')
    for words, parts in (((), ('export, import, verify or show',)), (('frob',), ('export, import',)),
                         (('show',), ('talk.playpen',)), (('show', 'a', 'b'), ('one file',)),
                         (('export', 'a.rs'), ('-o talk.playpen',)), (('import', 'a.rs'), ('folder',)),
                         (('show', 'a.rs', '-o', 'x'), ('--output', 'show')), (('verify', '--json', 'a'), ('--json',)),
                         (('export', 'a.rs', '--edition', '2020', '-o', 'x'), ('2015, 2018',)),
                         (('export', 'a.rs', '--link', '-o', 'x'), ('--link', '-o')),
                         (('export', 'a.rs', 'b.rs', '-o', 'x.rs'), ('single Rust file',)),
                         (('export', 'a.rs', '--no-sign', '-o', 'no/where.playpen'), ('no/where.playpen',)),
                         (('show', '--frob', 'a'), ('--frob', 'playpen snapshot --help'))):
        refused(place, 'snapshot', *words, has_parts=parts)


if __name__ == '__main__':
    main()
