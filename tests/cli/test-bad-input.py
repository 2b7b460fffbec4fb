#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What Playpen refuses, what it ignores and what the machine lacks: each time one sentence that names the thing and
the remedy, the right status, and nothing left behind. And the toolchains that it finds without being asked."""
import json
import os
import pathlib
import shutil
import socket
import subprocess

from harness import USER, Skip, check, complain, has, is_root, lacks, main, same, sentence, test

HELLO = 'fn main() { println!("hello"); }\n'
PACKAGE = '[package]\nname = "p"\nversion = "0.1.0"\nedition = "2021"\n'
ORDINARY = os.geteuid() != 0 or os.environ.get('PLAYPEN_TEST_AS') == 'user'


def see(place):
    """What must be the same afterwards. Others use /dev/shm meanwhile."""
    shared = sorted(name for name in os.listdir('/dev/shm') if 'playpen' in name)
    return place.list(), shared


def refused(place, status, arguments, *parts, **options):
    before = see(place)
    done = place.run(*arguments, **options)
    complain(done, status, *parts)
    same(see(place), before, 'what there is')
    return done


# --- Sources


@test('a file that is not there')
def _(place):
    refused(place, 2, ('run', 'nothing.rs'), 'nothing.rs: there is no such file.', 'spelling')
    refused(place, 2, ('run', 'no/where/'), 'no such file')
    refused(place, 2, ('check', place.write('main.rs', HELLO), 'nothing.rs'), 'nothing.rs')
    (place.work / 'dangling.rs').symlink_to('nowhere.rs')
    refused(place, 2, ('run', 'dangling.rs'), 'dangling.rs', 'no such file')


@test('a folder without Rust, an empty one, and standard input without a program')
def _(place):
    place.write('p/notes.txt', 'x')
    refused(place, 2, ('run', 'p'), 'p: there is no Rust file in this folder.', 'src/main.rs')
    refused(place, 2, ('run', '.'), 'src/main.rs')
    refused(place, 2, ('run', 'p/notes.txt'), 'notes.txt', '.rs')
    refused(place, 2, ('run', '-'), 'Standard input holds no program.')
    refused(place, 2, ('run',), 'Standard input holds no program.', input='')
    refused(place, 2, ('run', ''), 'an empty file name')
    place.write('q/Cargo.toml', PACKAGE)
    refused(place, 2, ('run', 'q'), 'q: there is no Rust file')


@test('a folder among files, a file twice')
def _(place):
    place.write('p/lib.rs', '')
    place.write('main.rs', HELLO)
    refused(place, 2, ('run', 'main.rs', 'p'), 'p: this is a folder.')
    refused(place, 2, ('run', 'main.rs', './main.rs'), 'main.rs', 'twice')


@test('text that is not UTF-8')
def _(place):
    place.write('main.rs', b'fn main() {}\n// caf\xe9\n')
    for command in ('run', 'build', 'test', 'check', 'fmt', 'clippy', 'expand', 'emit asm'):
        refused(place, 2, (*command.split(), 'main.rs'), 'main.rs is not UTF-8 text: line 2', 'Save the file as UTF-8.')
    refused(place, 2, ('run', '-'), 'src/main.rs is not UTF-8 text: line 1', input=b'\xff\xfef\0n\0')


@test('a source of 3 MB, in a file, in a folder and from standard input')
def _(place):
    large = b'// ' + b'x' * 3_000_000
    place.write('p/main.rs', large)
    refused(place, 2, ('run', 'p/main.rs'), 'main.rs: a Rust file may have at most 2 MiB.')
    refused(place, 2, ('run', 'p'), 'main.rs: a Rust file may have at most 2 MiB.')
    refused(place, 2, ('run', '-'), 'larger than 2 MiB', input=large)
    refused(place, 2, ('run',), 'larger than 2 MiB', input=large)


@test('17 MiB in all')
def _(place):
    place.write('p/main.rs', HELLO)
    for i in range(17):
        place.write(f'p/data{i:02}', b'x' * (1 << 20))
    refused(place, 2, ('run', 'p'), 'data16: all files of a program together may have at most 16 MiB')
    (place.work / 'p/data15').unlink()
    (place.work / 'p/data16').unlink()
    same(place.run('run', 'p').status, 0, 'the status with less')


@test('1,001 files')
def _(place):
    place.write('p/zz.rs', HELLO)
    for i in range(1000):
        place.write(f'p/f{i}', '')
    refused(place, 2, ('run', 'p'), 'zz.rs: this is file number 1001, and a program may have at most 1000.')
    (place.work / 'p/f7').unlink()
    same(place.run('run', 'p').out, 'hello\n', 'stdout with one less')


@test('folders in folders without end')
def _(place):
    place.write('p/main.rs', HELLO)
    place.write('p/' + 'd/' * 40 + 'x.txt', '')
    refused(place, 2, ('run', 'p'), 'nested more than 32 deep')


@test('names that lead elsewhere: what is named is used, and nothing beyond it')
def _(place):
    place.write('main.rs', HELLO)
    place.write('sub/secret.txt', 'seen')
    for arguments, cwd in ((('../main.rs',), 'sub'), ((place.work / 'main.rs',), 'sub'), (('sub/../main.rs',), '.')):
        done = place.run('run', *arguments, cwd=place.work / cwd)
        same((done.status, done.out, done.err), (0, 'hello\n', ''), arguments)
    for text, message in (('mod x { include!("/etc/passwd"); } fn main() {}', '/etc/passwd'),
                          ('#[path = "../../../../etc/hostname"] mod x; fn main() {}', 'hostname'),
                          (f'fn main() {{ print!("{{}}", include_str!("{place.work}/sub/secret.txt")); }}', 'secret.txt')):
        done = place.run_text(text, name='sneak.rs')
        same((done.status, done.out), (101, ''), text)
        has(done.err, message)
        lacks(done.err, 'seen', 'root:x:0')


@test('names that a manifest leads elsewhere with')
def _(place):
    place.write('evil.rs', HELLO)
    place.write('p/src/main.rs', HELLO)
    for path in ('../evil.rs', str(place.work / 'evil.rs')):
        place.write('p/Cargo.toml', PACKAGE + f'[[bin]]\nname = "p"\npath = "{path}"\n')
        refused(place, 2, ('run', 'p'), 'Cargo.toml', path)


@test('names that begin with a dash')
def _(place):
    place.write('-x.rs', HELLO)
    refused(place, 2, ('run', './-x.rs'), '"-x.rs"', 'begins with a dash', 'rename')
    refused(place, 2, ('run', '.'), '"-x.rs"', 'begins with a dash')
    refused(place, 2, ('run', '-x.rs'), '-x.rs', '--help')
    refused(place, 2, ('run', '--', '-x.rs'), 'Standard input holds no program.')


@test('names with control characters and with bytes that are no text')
def _(place):
    for name, shown in ((b'a\nb.rs', 'a\\nb.rs'), (b'a\x1b[2Jb.rs', '\\033[2J'), (b'\xff\xfe.rs', '\\377')):
        path = os.fsdecode(name)
        place.write(path, HELLO)
        done = refused(place, 2, ('run', path), shown, 'rename the file')
        lacks(done.err, '\x1b', '\udcff')
        refused(place, 2, ('run', '.'), shown)
        (place.work / path).unlink()
    done = refused(place, 2, ('run', 'no\nsuch\x1b[31m.rs'), 'no such file')
    lacks(done.err, '\x1b')
    place.write('ein Stück – 東.rs', HELLO)
    same(place.run('run', 'ein Stück – 東.rs').out, 'hello\n', 'stdout of a name that is fine')


@test('links in a circle')
def _(place):
    (place.work / 'a.rs').symlink_to('b.rs')
    (place.work / 'b.rs').symlink_to('a.rs')
    refused(place, 2, ('run', 'a.rs'), 'a.rs: this is a symbolic link that leads in a circle.')
    place.write('p/main.rs', HELLO)
    (place.work / 'p/loop').symlink_to('.')
    (place.work / 'p/loop.rs').symlink_to('loop.rs')
    same(place.run('run', 'p').out, 'hello\n', 'stdout of a folder with a circle in it')


@test('a pipe, a socket and a device as the source: refused at once, passed over in a folder')
def _(place):
    os.mkfifo(place.work / 'pipe.rs')
    place.give(place.work / 'pipe.rs')
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(place.work / 'socket.rs'))
        for name in ('pipe.rs', '/dev/zero', '/dev/null'):
            done = refused(place, 2, ('run', name), 'no ordinary file but a pipe or a device')
            check(done.seconds < 5, f'it took {done.seconds} s')
        refused(place, 2, ('run', 'socket.rs'), 'socket.rs')
        place.write('main.rs', HELLO)
        same(place.run('run', '.').out, 'hello\n', 'stdout of the folder')


@test('a file that may not be read')
def _(place):
    if is_root(place):
        raise Skip('root may read everything')
    place.write('main.rs', HELLO, mode=0)
    refused(place, 2, ('run', 'main.rs'), 'main.rs: you may not read this file.', 'chmod')
    refused(place, 2, ('run', '.'), 'main.rs: you may not read this file.')


# --- Manifests


@test('manifest: crates from a registry, from git, from a folder')
def _(place):
    place.write('p/src/main.rs', HELLO)
    for line, *parts in (('rand = "0.8"', 'rand', 'registry'), ('rand = { version = "0.8", registry = "x" }', 'rand'),
                         ('rand = { git = "https://example.org/rand" }', 'rand', 'git'),
                         ('other = { path = "../other" }', 'other', '../other'),
                         ('other = { path = "/other" }', 'other', '/other')):
        for section in ('dependencies', 'build-dependencies', 'target.\'cfg(unix)\'.dependencies'):
            place.write('p/Cargo.toml', f'{PACKAGE}[{section}]\n{line}\n')
            refused(place, 2, ('run', 'p'), 'Cargo.toml', *parts, 'remove it')


@test('manifest: one that is none')
def _(place):
    place.write('p/src/main.rs', HELLO)
    for text, *parts in (('[package', 'line 1'), ('[package]\nname = 7\n', 'name'), (b'\xff\xfe', 'UTF-8'), (b'[package]\0', 'line 1'),
                         ('', 'package'), ('x = ' + '[' * 100_000, 'line 1'), ('a' * 2_000_000, 'Cargo.toml')):
        place.write('p/Cargo.toml', text)
        refused(place, 2, ('run', 'p'), 'Cargo.toml', *parts)


@test('manifest: a newer Rust, an edition that is none')
def _(place):
    place.write('p/src/main.rs', HELLO)
    place.write('p/Cargo.toml', PACKAGE + 'rust-version = "1.999"\n')
    refused(place, 69, ('run', 'p'), '1.999', 'newer')
    place.write('p/Cargo.toml', PACKAGE.replace('2021', '2019'))
    refused(place, 2, ('run', 'p'), '2019')


@test('configuration that names programs or toolchains is told and not honoured')
def _(place):
    evil = place.path / 'evil'
    for build_script in (False, True):
        place.write('p/src/main.rs', HELLO)
        place.write('p/Cargo.toml', PACKAGE)
        if build_script:
            place.write('p/build.rs', 'fn main() {}')
        place.write('p/.cargo/config.toml', f'[build]\nrustc-wrapper = "touch {evil}"\n'
                                            f'[target.x86_64-unknown-linux-gnu]\nrunner = "touch {evil}"\nlinker = "/no"\n')
        place.write('p/rust-toolchain.toml', '[toolchain]\nchannel = "nightly-1999-01-01"\n')
        before = place.list()
        done = place.run('run', 'p')
        same((done.status, done.out), (0, 'hello\n'))
        has(done.err, 'playpen: .cargo/config.toml is not used', 'playpen: rust-toolchain.toml is not used', '--channel')
        same(place.list(), before, 'what there is')
        check(not evil.exists(), 'the runner ran')
    place.write('p/rust-toolchain', 'nightly')
    has(place.run('check', 'p').err, 'rust-toolchain is not used')


@test('configuration in the surroundings is not honoured either')
def _(place):
    evil = place.path / 'evil'
    (place.home / '.cargo').mkdir()
    (place.home / '.cargo/config.toml').write_text(f'[build]\nrustc-wrapper = "touch {evil}"\n')
    place.write('main.rs', HELLO)
    wrapper = place.write('wrapper', f'#!/bin/sh\ntouch {evil}\n', mode=0o755)
    done = place.run('run', 'main.rs', env={'RUSTC_WRAPPER': wrapper, 'RUSTC': wrapper, 'RUSTFLAGS': '--cfg evil -Cno',
                                            'CARGO': wrapper, 'LD_LIBRARY_PATH': str(place.work)})
    same((done.status, done.out, done.err), (0, 'hello\n', ''))
    check(not evil.exists(), 'the wrapper ran')


# --- Words


@test('an edition that is none')
def _(place):
    place.write('main.rs', HELLO)
    refused(place, 2, ('run', '--edition', '2019', 'main.rs'), 'no edition 2019', '2015, 2018, 2021 and 2024')
    for word in ('0', '-1'):
        refused(place, 2, ('run', '--edition', word, 'main.rs'), '2015, 2018, 2021 or 2024')
    refused(place, 2, ('run', '--edition', 'new', 'main.rs'), 'new', '--edition')


@test('a channel that is none')
def _(place):
    place.write('main.rs', HELLO)
    for word in ('gold', '1.2', 'nightly-1999-01-01', '../..', ''):
        refused(place, 69, ('run', '--channel', word, 'main.rs'), f'There is no toolchain "{word}" here.', 'hoose' if word in ('gold', '../..', '') else 'rustup')


@test('options that contradict each other or say nothing')
def _(place):
    place.write('main.rs', HELLO)
    for arguments, *parts in (
            (('run', '-n', '-b', 'main.rs'), '--nightly', '--beta', 'contradict'),
            (('run', '-n', '--channel', 'stable', 'main.rs'), '--channel', '--nightly', 'contradict'),
            (('run', '--watch', '-'), '--watch'), (('check', 'main.rs', '--', 'x'), '"check"', '"--"'),
            (('run', '--time', '0', 'main.rs'), '--time'), (('run', '--time', '-3', 'main.rs'), '--time'),
            (('run', '--time', '9999999999', 'main.rs'), '--time'), (('run', '--time', 'soon', 'main.rs'), '--time', 'soon'),
            (('run', '--time'), '--time'), (('run', '--memory', '5', 'main.rs'), '--memory'),
            (('run', '--memory', '99999999', 'main.rs'), '--memory'), (('run', '--env', 'x', 'main.rs'), '"x"', 'NAME=VALUE'),
            (('run', '--colour', 'main.rs'), '--colour', '--help'), (('run', '-o', 'x', 'main.rs'), '-o'),
            (('fmt', '--watch', 'main.rs'), '--watch'), (('emit', 'main.rs'), 'asm'), (('emit', 'gold', 'main.rs'), 'asm')):
        refused(place, 2, arguments, *parts)
    refused(place, 69, ('run', '--env-crates', 'talk', 'main.rs'), '"talk"')


@test('standard input that cannot be read')
def _(place):
    place.write('main.rs', HELLO)
    refused(place, 2, ('run', '--stdin', 'nothing', 'main.rs'), 'nothing', 'standard input')
    refused(place, 2, ('run', '--stdin', '.', 'main.rs'), 'standard input', 'folder')


@test('a place where nothing can be written')
def _(place):
    place.write('main.rs', HELLO)
    place.write('folder/x', '')
    refused(place, 2, ('build', '-o', 'folder', 'main.rs'), 'folder', 'name a file')
    refused(place, 2, ('build', '-o', 'no/where', 'main.rs'), 'no/where', 'does not exist')
    refused(place, 2, ('build', '-o', 'main.rs', 'main.rs'), 'main.rs', 'the program itself')
    refused(place, 2, ('build', '-o', '', 'main.rs'), 'name a file')
    place.write('main', '')
    (place.work / 'main').unlink()
    (place.work / 'main').mkdir()
    refused(place, 2, ('build', 'main.rs'), 'main', '-o')
    if not is_root(place):
        (place.work / 'folder').chmod(0o555)
        refused(place, 2, ('build', '-o', 'folder/out', 'main.rs'), 'folder/out')
        before = place.run('check', 'main.rs')
        same(before.status, 0, 'the status')


# --- What the machine lacks


def hide(place, name=None, script=''):
    """What starts the command in a mount namespace of its own, without /usr/bin/@name and after @script."""
    lines = ['set -e']
    if name is not None:
        farm, original = place.path / 'bin', place.path / 'original'
        for folder in (farm, original):
            folder.mkdir(mode=0o755)
        for program in os.listdir('/usr/bin'):
            if program != name:
                (farm / program).symlink_to(original / program)
        lines += [f'mount --bind /usr/bin {original}', f'mount --bind {farm} /usr/bin']
        lines += [f'[ ! -d {folder} ] || mount -t tmpfs none {folder}' for folder in ('/usr/local/bin', '/opt')]
    lines += [script, 'exec "$@"']
    if is_root(place):
        return ('unshare', '-m', 'sh', '-c', '\n'.join(lines), 'sh')
    # Mounting takes a namespace in which one is root; Playpen gets another one, in which it is not.
    return ('unshare', '-Urm', 'sh', '-c', '\n'.join(lines), 'sh', 'unshare', '-U', '--map-user=1000', '--map-group=1000')


@test('no toolchain')
def _(place):
    wrap = hide(place, 'rustc')
    place.write('main.rs', HELLO)
    for arguments in (('run', 'main.rs'), ('fmt', 'main.rs'), ('explain', 'E0382'), ('run', '--channel', 'stable', 'main.rs')):
        refused(place, 69, arguments, 'No Rust is installed here', 'sudo apt install rustc-web', wrap=wrap)
    done = place.run('toolchain', 'list', wrap=wrap)
    same(done.status, 69, 'the status of the list')
    sentence(done, 'No Rust is installed here')
    done = place.run('toolchain', 'list', '--json', wrap=wrap)
    same((done.status, json.loads(done.out)), (69, []))


@test('no bubblewrap')
def _(place):
    place.write('main.rs', HELLO)
    place.run('check', 'main.rs')
    wrap = hide(place, 'bwrap')
    for arguments in (('run', 'main.rs'), ('check', 'main.rs'), ('explain', 'E0382')):
        refused(place, 77, arguments, 'bubblewrap is not installed', 'sudo apt install bubblewrap', wrap=wrap)
    refused(place, 77, ('run', 'main.rs'), 'bubblewrap is not installed', wrap=wrap,
            env={'PLAYPEN_STORE': str(place.path / 'fresh')})
    shutil.rmtree(place.path / 'fresh', ignore_errors=True)
    done = place.run('doctor', '--json', wrap=wrap)
    same((done.status, json.loads(done.out)['verdict'], json.loads(done.out)['ok']), (77, 'no-bwrap', False))
    done = place.run('doctor', wrap=wrap)
    same(done.status, 77, 'the status of doctor')
    has(done.out, 'bubblewrap is not installed', 'sudo apt install bubblewrap')


@test('a setuid bubblewrap')
def _(place):
    place.write('main.rs', HELLO)
    place.run('check', 'main.rs')
    copy = place.path / 'bwrap'
    shutil.copy('/usr/bin/bwrap', copy)
    place.give(copy)
    copy.chmod(0o4755)
    wrap = hide(place, script=f'mount --bind {copy} /usr/bin/bwrap')
    refused(place, 77, ('run', 'main.rs'), '/usr/bin/bwrap is setuid', 'chmod u-s', wrap=wrap)
    done = place.run('doctor', '--json', wrap=wrap)
    same((done.status, json.loads(done.out)['verdict']), (77, 'bwrap-setuid'))


@test('a bubblewrap that somebody else could change')
def _(place):
    place.write('main.rs', HELLO)
    copy = place.path / 'bwrap'
    shutil.copy('/usr/bin/bwrap', copy)
    os.chown(copy, place.stage.account or os.geteuid() or USER, -1)
    copy.chmod(0o755)
    wrap = hide(place, script=f'mount --bind {copy} /usr/bin/bwrap')
    refused(place, 77, ('run', 'main.rs'), 'could change or replace /usr/bin/bwrap', 'chown root:root', wrap=wrap)


if ORDINARY:
    @test('no user namespaces')
    def _(place):
        place.write('main.rs', HELLO)
        place.run('check', 'main.rs')
        wrap = ('unshare', '-U', '--map-user=1000', '--map-group=1000', '--keep-caps', 'sh', '-c',
                'echo 0 >/proc/sys/user/max_user_namespaces; exec setpriv --ambient-caps -all --inh-caps -all "$@"', 'sh')
        refused(place, 77, ('run', 'main.rs'), 'Namespaces are switched off', 'user.max_user_namespaces', wrap=wrap)
        done = place.run('doctor', '--json', wrap=wrap)
        same((done.status, json.loads(done.out)['verdict']), (77, 'namespaces-off'))

    @test('a user namespace around Playpen: programs run in it')
    def _(place):
        done = place.run_text(HELLO, wrap=('unshare', '-U', '--map-user=1000', '--map-group=1000'))
        same((done.status, done.out, done.err), (0, 'hello\n', ''))

    @test('root in a container that knows no other account')
    def _(place):
        place.write('main.rs', HELLO)
        refused(place, 77, ('run', 'main.rs'), 'may not become the account nobody', 'ordinary user', wrap=('unshare', '-Ur'))


@test('a store that cannot be written')
def _(place):
    store = place.write('store', 'a file')
    place.write('main.rs', HELLO)
    done = place.run('run', 'main.rs', env={'PLAYPEN_STORE': str(store)})
    same((done.status, done.out, done.err), (0, 'hello\n', ''))
    same(place.read('store'), 'a file', 'the store')


@test('a full disk in TMPDIR, HOME and the store')
def _(place):
    full = place.path / 'full'
    full.mkdir(mode=0o755)
    place.give(full)
    wrap = hide(place, script=f'mount -t tmpfs -o size=4k,mode=777 none {full}; head -c 4096 /dev/zero >{full}/x 2>/dev/null || :')
    place.write('main.rs', HELLO)
    done = place.run('run', 'main.rs', wrap=wrap, env={'TMPDIR': str(full), 'HOME': str(full), 'PLAYPEN_STORE': str(full)})
    same((done.status, done.out, done.err), (0, 'hello\n', ''))
    done = place.run('build', '-o', full / 'out', 'main.rs', wrap=wrap)
    same(done.status, 2, 'the status of a build onto it')
    sentence(done, 'full/out')


# --- Toolchains that are found


def pick(place, *arguments):
    return {t['name']: t for t in json.loads(place.run('toolchain', 'list', '--json', *arguments).out)}


@test('a toolchain of rustup\'s that the account of the jails cannot reach')
def _(place):
    name = 'stable-x86_64-unknown-linux-gnu'
    rustc = place.home / f'.rustup/toolchains/{name}/bin/rustc'
    rustc.parent.mkdir(parents=True)
    shutil.copy('/usr/bin/rustc', rustc)
    place.write('main.rs', HELLO)
    if is_root(place):
        rustc.chmod(0o755)
        place.home.chmod(0o700)
        parts = ('"nobody"', str(rustc.parents[1]), f'cp -a {rustc.parents[1]} /opt/rust-')
    else:
        rustc.chmod(0)
        place.give(rustc)
        parts = ('You may not read', str(rustc.parents[1]), 'chmod')
    told = pick(place)[name]
    same((told['version'], told['origin']), (None, 'rustup'))
    has(told['problem'], *parts)
    done = place.run('toolchain', 'list')
    same((done.status, done.err), (0, ''))
    has(done.out, name, *parts)
    refused(place, 69, ('run', '--channel', name, 'main.rs'), *parts)
    same(place.run('run', 'main.rs').out, 'hello\n', 'stdout by another toolchain')


@test('a proxy of rustup\'s is no toolchain; a rustc that says nothing is named')
def _(place):
    (place.home / '.cargo/bin').mkdir(parents=True)
    (place.home / '.cargo/bin/rustc').symlink_to('rustup')
    rustc = place.home / 'rust-mute/bin/rustc'
    rustc.parent.mkdir(parents=True)
    rustc.write_text('#!/bin/sh\nexit 3\n')
    rustc.chmod(0o755)
    place.write('main.rs', HELLO)
    done = place.run('toolchain', 'list')
    has(done.out, 'rust-mute', 'does not tell its version')
    lacks(done.out, '.cargo')
    same(place.run('run', 'main.rs').out, 'hello\n', 'stdout by another toolchain')
    done = place.run('run', '--channel', 'rust-mute', 'main.rs')
    same(done.status, 69, 'the status')
    sentence(done, 'rust-mute')


def copy(source, target):
    """A hard link where that may be, else a copy; a symlink stays one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def copy_tree(source, target):
    for path in source.rglob('*'):
        if path.is_file() and '/src/' not in str(path):
            copy(path, target / path.relative_to(source))


def unpack(place, root, merged):
    """The installed toolchain as an archive would be unpacked: with install.sh run (@merged), or not."""
    usr = pathlib.Path('/usr')
    if not (usr / 'bin/rustc').exists() or not (usr / 'lib/rustlib').is_dir():
        raise Skip('there is no toolchain in /usr to copy')
    parts = {'rustc': ['bin/rustc', *(path.relative_to(usr) for path in usr.glob('lib/librustc_driver-*'))],
             'cargo': ['bin/cargo'], 'rustfmt-preview': ['bin/rustfmt', 'bin/cargo-fmt'],
             'clippy-preview': ['bin/clippy-driver', 'bin/cargo-clippy']}
    for part, names in parts.items():
        for name in names:
            if (usr / name).exists():
                copy(usr / name, root / ('' if merged else part) / name)
    targets = root / ('' if merged else 'rust-std-x86_64-unknown-linux-gnu') / 'lib/rustlib'
    for target in (usr / 'lib/rustlib').glob('*-unknown-linux-gnu'):
        copy_tree(target, targets / target.name)
    if not merged:
        for part in root.iterdir():
            (part / 'manifest.in').write_text('file:x\n')
        (root / 'install.sh').write_text('#!/bin/sh\n')
        (root / 'components').write_text('\n'.join(parts))
    subprocess.run(['chmod', '-R', 'a+rX', root], check=True)


@test('an unpacked archive, in one tree or in parts: found, listed and used')
def _(place):
    place.write('main.rs', HELLO)
    place.write('lint.rs', 'fn main() { return; }\n')
    for name, merged in (('rust-1.96.0-x86_64-unknown-linux-gnu', True), ('rust-parts', False)):
        unpack(place, place.home / name, merged)
        told = pick(place)
        system = told['system']
        same({key: told[name][key] for key in ('version', 'hash', 'date', 'channel', 'host', 'editions', 'problem', 'origin')},
             {key: system[key] for key in ('version', 'hash', 'date', 'channel', 'host', 'editions')} |
             {'problem': None, 'origin': 'archive'})
        same([c for c in system['components'] if c not in ('rust-src', 'rust-docs')], told[name]['components'], 'its parts')
        for options in ((), ('--release',), ('--backtrace',)):
            done = place.run('run', '--channel', name, *options, 'main.rs')
            same((done.status, done.out, done.err), (0, 'hello\n', ''), (name, options))
        if 'clippy' in told[name]['components']:
            has(place.run('clippy', '--channel', name, 'lint.rs').err, 'needless_return')
        if 'rustfmt' in told[name]['components']:
            same(place.run('fmt', '--check', '--channel', name, 'lint.rs').status, 1, 'the status of fmt --check')
        has(place.run('explain', '--channel', name, 'E0382').out, 'moved')
        same(place.run('run', '--channel', name, 'main.rs', cwd=place.work).status, 0, 'the status again')
        refused(place, 69, ('emit', 'wasm', '--channel', name, 'main.rs'), 'wasm')
        shutil.rmtree(place.home / name)


if __name__ == '__main__':
    main()
