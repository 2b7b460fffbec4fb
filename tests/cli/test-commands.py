#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every command and every option of the command line, with a real rustc and real jails, in pipes and on a terminal."""
import json
import os
import pathlib
import re
import signal
import stat
import subprocess
import time

from harness import (Process, Skip, check, complain, has, lacks, main, matches, same, sentence, test, wait_until)

ALL = os.environ.get('PLAYPEN_TEST_ALL') == '1'
COMMANDS = ('run', 'build', 'test', 'check', 'fmt', 'clippy', 'expand', 'emit', 'miri', 'explain', 'doctor', 'toolchain',
            'snapshot')
HELLO = 'fn main() { println!("hello"); }\n'
# The least that rustfmt has to say nothing about.
TIDY = 'fn main() {\n    println!("hello");\n}\n'
UNTIDY = 'fn main(){println!("hello");}\n'


# --- Help


@test('help: of playpen lists every command; no word and a wrong one are usage errors')
def _(place):
    for word in ('--help', '-h', 'help'):
        done = place.run(word)
        same((done.status, done.err), (0, ''), word)
        for command in COMMANDS:
            matches(done.out, rf'^  {command} +\S')
    done = place.run()
    same(done.status, 2, 'the status without a word')
    has(done.out + done.err, 'playpen COMMAND')
    complain(place.run('frobnicate'), 2, '"frobnicate"', 'playpen --help')
    done = place.run('--version')
    same(done.status, 0, 'the status')
    matches(done.out, r'\Aplaypen \d+\.\d+\.\d+\n\Z')


@test('help: of each command, in any place before --')
def _(place):
    for command in COMMANDS:
        for arguments in ((command, '--help'), (command, '-h'), (command, 'no-such-file.rs', '--help')):
            if command in ('doctor', 'toolchain', 'emit') and len(arguments) == 3:
                continue
            done = place.run(*arguments)
            same((done.status, done.err), (0, ''), arguments)
            matches(done.out, rf'playpen {command}\b')
            lacks(done.out, 'OPTION…] run [OPTION')
    has(place.run('emit', '--help').out, 'asm|llvm-ir|mir|hir|wasm', '--intel', '--no-demangle', '--no-filter')
    has(place.run('build', '--help').out, '-o, --output')
    has(place.run('fmt', '--help').out, '--check')
    done = place.run('run', '--help')
    has(done.out, '--channel', '-n, --nightly', '-b, --beta', '--edition', '--release', '--backtrace', '--json', '--stdin',
        '--env=', '--env-crates', '--watch', '--time', '--memory', '[-- ARGS]')


# --- Sources


@test('source: standard input by its sign and unasked')
def _(place):
    for arguments in (('run', '-'), ('run',)):
        done = place.run(*arguments, input=HELLO)
        same((done.status, done.out, done.err), (0, 'hello\n', ''), arguments)


@test('source: several files, in any order and folder')
def _(place):
    place.write('a/main.rs', 'mod seats; fn main() { println!("{}", seats::free()); }')
    place.write('a/seats.rs', 'pub fn free() -> u8 { 7 }')
    for arguments in (('main.rs', 'seats.rs'), ('seats.rs', 'main.rs')):
        same(place.run('run', *arguments, cwd=place.work / 'a').out, '7\n', arguments)
    same(place.run('run', 'a/main.rs', 'a/seats.rs').out, '7\n', 'from outside')
    same(place.run('run', place.work / 'a/main.rs', place.work / 'a/seats.rs', cwd='/').out, '7\n', 'absolute')
    done = place.run('run', 'main.rs', cwd=place.work / 'a')
    same(done.status, 101, 'without the module')
    has(done.err, 'E0583')


@test('source: a folder without a manifest, of a program and of a library')
def _(place):
    place.write('p/main.rs', 'mod m; fn main() { println!("{}", m::N); }')
    place.write('p/m/mod.rs', 'pub const N: u8 = 3;')
    same(place.run('run', 'p').out, '3\n', 'stdout')
    place.write('lib/src/lib.rs', 'pub fn twice(n: u8) -> u8 { n * 2 }\n#[test] fn two() { assert_eq!(twice(1), 2); }')
    done = place.run('run', 'lib')
    same(done.status, 0, 'the status')
    has(done.out, 'test two ... ok', '1 passed')


@test('source: a folder with a manifest: edition and name are honoured')
def _(place):
    place.write('p/Cargo.toml', '[package]\nname = "seats"\nversion = "1.2.3"\nedition = "2018"\n')
    place.write('p/src/main.rs', 'fn main() { let gen = env!("CARGO_PKG_VERSION"); println!("{gen} {}", module_path!()); }')
    for arguments, cwd in ((('p',), None), ((), place.work / 'p'), (('.',), place.work / 'p')):
        done = place.run('run', *arguments, cwd=cwd)
        same((done.status, done.out, done.err), (0, '1.2.3 seats\n', ''), arguments)
    same(sorted(path.name for path in (place.work / 'p').rglob('*')), ['Cargo.toml', 'main.rs', 'src'], 'the folder')


@test('source: other files are there when it compiles and when it runs')
def _(place):
    place.write('p/src/main.rs', '''fn main() {
    print!("{}", include_str!("../data/a.txt"));
    print!("{}", std::fs::read_to_string("data/b.txt").unwrap());
    std::fs::write("data/b.txt", "changed").unwrap();
    println!("{:?}", std::fs::metadata("src/main.rs").map(|_| ()).map_err(|e| e.kind()));
}''')
    place.write('p/data/a.txt', 'one\n')
    place.write('p/data/b.txt', 'two\n')
    for _ in range(2):
        done = place.run('run', 'p')
        same((done.status, done.out), (0, 'one\ntwo\nErr(NotFound)\n'))
    same(place.read('p/data/b.txt'), 'two\n', 'the file outside')


@test('source: hidden files, target and links are not brought in')
def _(place):
    place.write('p/main.rs', 'fn main() { for f in std::env::args().skip(1) { println!("{f} {}", '
                             'std::path::Path::new(&f).exists()); } }')
    place.write('p/.env', 'secret')
    place.write('p/target/x.txt', 'x')
    place.write('p/seen.txt', 'x')
    (place.work / 'p/link.txt').symlink_to('/etc/passwd')
    done = place.run('run', 'p', '--', '.env', 'target/x.txt', 'link.txt', 'seen.txt')
    same(done.out, '.env false\ntarget/x.txt false\nlink.txt false\nseen.txt true\n', 'stdout')


@test('source: a build script runs in the jail only')
def _(place):
    place.write('p/Cargo.toml', '[package]\nname = "p"\nversion = "0.1.0"\nedition = "2021"\n')
    place.write('p/build.rs', f'''use std::process::Command;
fn main() {{
    let outside = std::fs::write("{place.home}/evil", "x").is_err() && std::fs::read_dir("{place.home}").is_err();
    let net = std::net::TcpStream::connect("1.1.1.1:80").is_err();
    let shell = Command::new("sh").arg("-c").arg("id -u").output().map(|o| String::from_utf8(o.stdout).unwrap());
    println!("cargo:rustc-env=SEEN={{outside}} {{net}} {{}}", shell.unwrap().trim());
    std::fs::write(std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("made.rs"),
                   "const MADE: &str = \\"made\\";").unwrap();
}}''')
    place.write('p/src/main.rs', 'include!(concat!(env!("OUT_DIR"), "/made.rs"));\n'
                                 'fn main() { println!("{} {}", MADE, env!("SEEN")); }')
    done = place.run('run', 'p')
    same((done.status, done.out), (0, 'made true true 1000\n'))
    same(list(place.home.iterdir()), [], 'the home')
    has(done.err, 'takes longer')
    place.write('p/build.rs', 'fn main() { panic!("no such seat"); }')
    done = place.run('run', 'p')
    same(done.status, 101, 'the status when it fails')
    has(done.err, 'no such seat')


# --- build, test, check


@test('build: a program that this machine runs, under its name and another')
def _(place):
    place.write('hello.rs', HELLO)
    for arguments, made in ((('hello.rs',), 'hello'), (('-o', 'other', 'hello.rs'), 'other'),
                            (('hello.rs', '--output', place.path / 'third'), '../third')):
        if made.startswith('..'):
            place.give(place.path)
        done = place.run('build', *arguments)
        same((done.status, done.out, done.err), (0, '', ''), arguments)
        path = place.work / made
        same(stat.S_IMODE(path.stat().st_mode), 0o755, 'the mode')
        same(subprocess.run([path], stdout=subprocess.PIPE, check=True).stdout, b'hello\n', 'its output')
    same(sorted(p.name for p in place.work.iterdir()), ['hello', 'hello.rs', 'other'], 'the folder')


@test('build: libraries of each type')
def _(place):
    for crate_type, name in (('lib', 'libseats.rlib'), ('staticlib', 'libseats.a'), ('cdylib', 'libseats.so')):
        done = place.run_text(f'#![crate_type = "{crate_type}"]\npub fn f() {{}}', name='seats.rs', command='build')
        same((done.status, done.err), (0, ''), crate_type)
        check((place.work / name).stat().st_size > 0, name)
        (place.work / name).unlink()


@test('build: a failed one leaves what was there')
def _(place):
    place.write('out', 'before')
    done = place.run_text('fn main() { 1 }', '-o', 'out', command='build')
    same(done.status, 101, 'the status')
    same(place.read('out'), 'before', 'the file')
    same(sorted(p.name for p in place.work.iterdir()), ['main.rs', 'out'], 'the folder')


@test('test: beside a main, with arguments; without tests')
def _(place):
    place.write('main.rs', 'fn main() {}\n#[test] fn one() {}\n#[test] fn two() { println!("said"); }')
    done = place.run('test', 'main.rs', '--', '--nocapture', 'two')
    same(done.status, 0, 'the status')
    has(done.out, 'said', 'test two ... ok', '1 passed; 0 failed')
    done = place.run_text(HELLO, command='test')
    same(done.status, 0, 'the status')
    has(done.out, 'running 0 tests')


@test('test: those in tests/ of a project')
def _(place):
    place.write('p/Cargo.toml', '[package]\nname = "p"\nversion = "0.1.0"\nedition = "2021"\n')
    place.write('p/src/lib.rs', 'pub fn f() -> u8 { 1 }\n#[test] fn inner() { assert_eq!(f(), 1); }')
    place.write('p/tests/outer.rs', '#[test] fn outer() { assert_eq!(p::f(), 2); }')
    done = place.run('test', 'p')
    same(done.status, 101, 'the status')
    has(done.out, 'test outer ... FAILED', 'tests/outer.rs:1')
    has(done.out, 'test inner ... ok')


@test('check: nothing to say, a warning, an error; nothing is made or run')
def _(place):
    done = place.run_text(HELLO, command='check')
    same((done.status, done.out, done.err), (0, '', ''))
    done = place.run_text('fn main() { let x = 1; }', command='check')
    same((done.status, done.out), (0, ''))
    has(done.err, 'unused variable: `x`')
    done = place.run_text('fn main() { let x: u8 = "a"; }', command='check')
    same((done.status, done.out), (101, ''))
    has(done.err, 'E0308', 'main.rs:1:25')
    same([p.name for p in place.work.iterdir()], ['main.rs'], 'the folder')


# --- fmt


@test('fmt: every file of a folder, in place; mode and link stay')
def _(place):
    place.write('p/src/main.rs', UNTIDY.replace('fn', 'mod m;fn', 1), mode=0o640)
    place.write('p/src/m.rs', 'pub fn f( ){}\n')
    place.write('real.rs', UNTIDY)
    (place.work / 'link.rs').symlink_to('real.rs')
    done = place.run('fmt', 'p')
    same((done.status, done.out, done.err), (0, '', ''))
    same(place.read('p/src/main.rs'), 'mod m;\n' + TIDY, 'main.rs')
    same(place.read('p/src/m.rs'), 'pub fn f() {}\n', 'm.rs')
    same(stat.S_IMODE((place.work / 'p/src/main.rs').stat().st_mode), 0o640, 'the mode')
    same(place.run('fmt', 'link.rs').status, 0, 'the status')
    check((place.work / 'link.rs').is_symlink(), 'the link is none any more')
    same(place.read('real.rs'), TIDY, 'the file behind the link')


@test('fmt: what is tidy is not touched; standard input goes to standard output')
def _(place):
    place.write('main.rs', TIDY)
    before = place.list()
    same(place.run('fmt', 'main.rs').status, 0, 'the status')
    same(place.list(), before, 'the folder')
    done = place.run('fmt', '-', input=UNTIDY)
    same((done.status, done.out, done.err), (0, TIDY, ''))


@test('fmt --check: the difference and 1, or nothing and 0; never a change')
def _(place):
    place.write('main.rs', UNTIDY)
    before = place.list()
    done = place.run('fmt', '--check', 'main.rs')
    same(done.status, 1, 'the status')
    has(done.out, 'main.rs', '-fn main(){println!("hello");}', '+    println!("hello");')
    lacks(done.out, '/job/')
    same(place.list(), before, 'the folder')
    done = place.run_text(TIDY, '--check', command='fmt')
    same((done.status, done.out, done.err), (0, '', ''))
    done = place.run_text('fn main() {', '--check', command='fmt')
    same(done.status, 101, 'the status of what is no program')
    has(done.err, 'error', 'main.rs')


# --- clippy, expand, emit, explain, miri


@test('clippy: lints as warnings; an error is one')
def _(place):
    done = place.run_text('fn main() { let x = 5; if x == x { println!("{}", x as i32); } }', command='clippy')
    same((done.status, done.out), (101, ''))
    has(done.err, 'eq_op', 'unnecessary_cast')
    done = place.run_text('fn main() { return; }', '--json', command='clippy')
    same(done.status, 0, 'the status')
    check(any(e.get('code') == 'clippy::needless_return' for e in done.events()), done.out)


@test('expand: macros as what they become')
def _(place):
    done = place.run_text('macro_rules! seat { ($n:expr) => { $n + 1 } }\nfn main() { let _ = seat!(41); }',
                          command='expand')
    same(done.status, 0, 'the status')
    has(done.out, '41 + 1')


GENERIC = '''#[inline(never)]
pub fn widest<T: Ord + Copy>(items: &[T]) -> T { *items.iter().max().unwrap() }
fn main() { println!("{}", widest(&[1u64, 5, 3])); }
'''


@test('emit asm: names for people or as the linker sees them, filtered or whole')
def _(place):
    place.write('main.rs', GENERIC)
    texts = {}
    for options in ((), ('--no-demangle',), ('--no-filter',), ('--no-demangle', '--no-filter', '--intel')):
        done = place.run('emit', 'asm', '--release', *options, 'main.rs')
        same((done.status, done.err), (0, ''), options)
        texts[options] = done.out
    plain, mangled, whole, raw = texts.values()
    matches(plain, r'^\S*widest\S*:$')
    lacks(plain, '_ZN', '.cfi_', '.section')
    matches(mangled, r'^_(ZN|R)\S*widest\S*:$')
    has(whole, '.cfi_', '.section')
    lacks(whole, '_ZN')
    matches(raw, r'_(ZN|R)\S*widest')
    has(raw, '.cfi_', 'qword ptr')
    check(len(plain) < len(whole) < len(raw) + len(whole), 'the filter takes nothing away')


@test('emit llvm-ir: names for people or as the linker sees them')
def _(place):
    done = place.run('emit', 'llvm-ir', '--release', place.write('main.rs', GENERIC))
    same((done.status, done.err), (0, ''))
    matches(done.out, r'^define .*widest')
    lacks(done.out, '@_ZN')
    matches(place.run('emit', 'llvm-ir', '--release', '--no-demangle', 'main.rs').out, r'@_(ZN|R)\S*widest')


@test('emit mir and hir')
def _(place):
    done = place.run('emit', 'mir', place.write('main.rs', GENERIC))
    same((done.status, done.err), (0, ''))
    has(done.out, 'fn main() -> ()', 'bb0: {')
    done = place.run('emit', 'hir', 'main.rs')
    same(done.status, 0, 'the status')
    has(done.out, 'fn widest<T', 'fn main()')


@test('emit: an error is told as ever, and nothing is shown')
def _(place):
    for kind in ('asm', 'llvm-ir', 'mir', 'hir'):
        done = place.run('emit', kind, place.write('main.rs', 'fn main() { nothing(); }'))
        same((done.status, done.out), (101, ''), kind)
        has(done.err, 'E0425')


@test('emit: of a library and as JSON')
def _(place):
    done = place.run('emit', 'asm', '--release', place.write('lib.rs', '#[unsafe(no_mangle)] pub fn one() -> u32 { 1 }'))
    same(done.status, 0, 'the status')
    matches(done.out, r'^one:$')
    done = place.run('emit', 'mir', '--json', 'lib.rs')
    made = [e for e in done.events() if e['event'] == 'file'][0]
    has(made['text'], 'fn one() -> u32')
    same(done.end()['exit'], 0, 'the exit')


def has_command(name):
    return subprocess.run(['sh', '-c', f'command -v {name}'], stdout=subprocess.DEVNULL, check=False).returncode == 0


@test('emit wasm: the text of the module, or a sentence that says how to get there')
def _(place):
    built = pathlib.Path('/var/lib/playpen/std')
    if not ALL and os.geteuid() == 0 and built.is_dir():
        (place.stage.store / 'std').symlink_to(built)
    elif not ALL and any(path.exists() for path in pathlib.Path('/usr/src').glob('rustc-*/library/vendor')):
        raise Skip('the standard library of WebAssembly is not built here, which takes a minute; tests/run --all does')
    done = place.run('emit', 'wasm', '--release',
                     place.write('lib.rs', '#![crate_type = "cdylib"]\n'
                                           '#[unsafe(no_mangle)] pub extern "C" fn triple(n: u32) -> u32 { n * 3 }'),
                     limit=600)
    if done.status == 0:
        has(done.out, '(module', '(export "triple"', 'i32.mul')
    else:
        same((done.status, done.out), (69, ''))
        has(done.err, 'playpen: ', 'wasm')


@test('explain: a code in any case; none, two and one that is none')
def _(place):
    for code in ('E0382', 'e0382'):
        done = place.run('explain', code)
        same((done.status, done.err), (0, ''), code)
        has(done.out, 'moved')
    complain(place.run('explain'), 2, 'playpen explain E0382')
    complain(place.run('explain', 'E0382', 'E0499'), 2, 'one error code')
    complain(place.run('explain', 'banana'), 2, 'BANANA', 'E0382')


@test('explain: Markdown in a pipe; on a terminal drawn, with styles where they are wanted')
def _(place):
    has(place.run('explain', 'E0382').out, '```', '`.clone()`')
    drawn = place.terminal('explain', 'E0382').wait().out
    has(drawn, '\x1b[1m.clone()\x1b[0m', '\n    fn main() {\n')
    lacks(drawn, '```', '`', 'compile_fail')
    plain = place.terminal('explain', 'E0382', env={'NO_COLOR': '1'}).wait().out
    has(plain, '`.clone()`', '\n    fn main() {\n')
    lacks(plain, '```', '\x1b')
    check(all(len(line) <= 80 for line in plain.split('\n')), plain)


@test('miri: runs, or says where it comes from')
def _(place):
    done = place.run('miri', place.write('main.rs', HELLO))
    if done.status == 0:
        same(done.out, 'hello\n', 'stdout')
    else:
        complain(done, 69, 'Miri', 'rustup toolchain install nightly --component miri')


# --- doctor, toolchain


@test('doctor: for people and as JSON, and they agree')
def _(place):
    done = place.run('doctor')
    same((done.status, done.err), (0, ''))
    has(done.out, 'Programs can run here', 'attempts to get out of the sandbox failed', 'Rust', 'points for hardening')
    report = place.run('doctor', '--json')
    same((report.status, report.err), (0, ''))
    told = json.loads(report.out)
    same((told['v'], told['ok'], told['verdict']), (1, True, 'ok'))
    has(done.out, told['sentence'], told['rust'])
    check(told['checks'] and all(row['holds'] for row in told['checks']), told['checks'])
    order = ['problem', 'advise', 'info', 'ok']
    severities = [order.index(finding['severity']) for finding in told['findings']]
    same(severities, sorted(severities), 'the order of the findings')
    complain(place.run('doctor', 'x'), 2, 'playpen doctor [--json]')


@test('toolchain list: for people and as JSON, and they agree')
def _(place):
    done = place.run('toolchain', 'list')
    same((done.status, done.err), (0, ''))
    report = place.run('toolchain', 'list', '--json')
    same((report.status, report.err), (0, ''))
    told = json.loads(report.out)
    check(told, 'there is none')
    for toolchain in told:
        if toolchain['problem'] is not None or toolchain['version'] is None:
            continue
        has(done.out, toolchain['name'], toolchain['path'], f"Rust {toolchain['version']}", toolchain['hash'][:9],
            toolchain['date'])
        check(toolchain['editions'][0] == 2015 and 'rustc' in toolchain['components'], toolchain)
        check(toolchain['origin'] in ('system', 'rustup', 'archive'), toolchain)
    complain(place.run('toolchain'), 2, 'playpen toolchain list')
    complain(place.run('toolchain', 'paint'), 2, 'playpen toolchain list')


# --- Options


@test('--channel: by channel, by version, by name; -n and -b where there is none')
def _(place):
    place.write('main.rs', HELLO)
    toolchain = [t for t in json.loads(place.run('toolchain', 'list', '--json').out) if t['problem'] is None][0]
    words = [toolchain['version'], toolchain['version'].rpartition('.')[0], toolchain['name'], toolchain['channel']]
    for word in words:
        done = place.run('run', '--channel', word, 'main.rs')
        same((done.status, done.out), (0, 'hello\n'), word)
    for option, channel in (('-n', 'nightly'), ('-b', 'beta')):
        done = place.run('run', option, 'main.rs')
        if done.status != 0:
            complain(done, 69, f'"{channel}"', 'Installed: ', f'rustup toolchain install {channel}')


@test('--release: optimised, without debug assertions')
def _(place):
    place.write('main.rs', 'fn main() { println!("{}", cfg!(debug_assertions)); }')
    same(place.run('run', 'main.rs').out, 'true\n', 'debug')
    same(place.run('run', '--release', 'main.rs').out, 'false\n', 'release')
    same(place.run('run', '--json', '--release', 'main.rs').events()[0]['mode'], 'release', 'the mode')


@test('--json: start, phases, output in order, end')
def _(place):
    done = place.run_text('''use std::io::Write;
fn main() {
    let x = 1;
    println!("one"); std::io::stdout().flush().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(100));
    eprintln!("two");
    std::thread::sleep(std::time::Duration::from_millis(100));
    println!("three");
}''', '--json')
    same((done.status, done.err), (0, ''))
    events = done.events()
    start = events[0]
    same((start['action'], start['edition'], start['mode']), ('run', 2024, 'debug'))
    check(re.fullmatch(r'1\.\d+\.\d+\S*', start['toolchain']), start)
    same([e['phase'] for e in events if e['event'] == 'phase'], ['compile', 'run'], 'the phases')
    output = [(e['stream'], e['text']) for e in events if e['event'] == 'output']
    same(output, [('stdout', 'one\n'), ('stderr', 'two\n'), ('stdout', 'three\n')], 'the output')
    kinds = [e['event'] for e in events]
    check(kinds.index('diagnostic') < kinds.index('output'), kinds)
    end = done.end()
    same((end['phase'], end['cause'], end['status'], end['exit'], end['warnings'] if 'warnings' in end else 1),
         ('run', 'exited', 0, 0, 1))
    check(end['wall_ms'] >= 150 and end['peak_memory'] > 0 and end['cpu_ms'] >= 0, end)


@test('--json: of every command that does something with a program')
def _(place):
    place.write('main.rs', TIDY)
    for command in ('run', 'build', 'test', 'check', 'fmt', 'clippy', 'expand', 'emit mir', 'emit asm', 'emit hir'):
        done = place.run(*command.split(), '--json', 'main.rs')
        same((done.status, done.err), (0, ''), command)
        same(done.end()['exit'], 0, command)
        action = done.events()[0]['action']
        same(action, command.removeprefix('emit '), 'the action')
    done = place.run('fmt', '--check', '--json', place.write('main.rs', UNTIDY))
    same((done.status, done.events()[-1]['event']), (1, 'end'))


@test('--env: sets, twice too, and nothing else of the surroundings comes in')
def _(place):
    place.write('main.rs', 'fn main() { let mut v: Vec<_> = std::env::vars().map(|(k, v)| format!("{k}={v}")).collect(); '
                           'v.sort(); println!("{}", v.join("\\n")); }')
    done = place.run('run', '--env', 'SEAT=7', '--env', 'ROW=a=b c', 'main.rs', env={'SECRET': 'x', 'LD_PRELOAD': ''})
    has(done.out, 'SEAT=7\n', 'ROW=a=b c\n', 'HOME=/tmp\n')
    lacks(done.out, 'SECRET', 'PLAYPEN', 'DBUS', str(place.home), 'LD_PRELOAD')
    for wrong in ('SEAT', '=7', '1A=7', 'A B=7'):
        complain(place.run('run', '--env', wrong, 'main.rs'), 2, f'"{wrong}"', 'NAME=VALUE')


@test('--: arguments for the program, whatever they look like')
def _(place):
    place.write('main.rs', 'fn main() { println!("{:?}", std::env::args().skip(1).collect::<Vec<_>>()); }')
    done = place.run('run', 'main.rs', '--', '--help', '-n', '', 'ä b', '--', '*')
    same(done.out, '["--help", "-n", "", "ä b", "--", "*"]\n', 'stdout')


@test('--time: less and more')
def _(place):
    place.write('main.rs', 'fn main() { loop { std::thread::sleep(std::time::Duration::from_secs(1)); } }')
    done = place.run('run', '--time', '1', 'main.rs')
    same(done.status, 124, 'the status')
    sentence(done, 'Stopped after 1 s: the program was still running.', '--time')
    complain(place.run('run', '--time', '0', 'main.rs'), 2, '--time takes 1 to 3600')


@test('--memory: less and more')
def _(place):
    place.write('main.rs', 'fn main() { let v = vec![1u8; 300 << 20]; println!("{}", v.len()); }')
    done = place.run('run', '--memory', '100', 'main.rs')
    same(done.status, 137, 'the status')
    has(done.err, 'memory allocation of 314572800 bytes failed',
        'playpen: Stopped: the program needed more than 100 MiB of memory. Raise the limit with --memory.\n')
    done = place.run('run', '--memory', '400', 'main.rs')
    same((done.status, done.out), (0, '314572800\n'))
    complain(place.run('run', '--memory', '1', 'main.rs'), 2, '--memory takes 16 to 65536')


@test('--stdin: a file, an empty one, a large one')
def _(place):
    place.write('main.rs', 'use std::io::Read; fn main() { let mut v = vec![]; std::io::stdin().read_to_end(&mut v)'
                           '.unwrap(); println!("{} {}", v.len(), v.iter().map(|b| *b as u64).sum::<u64>()); }')
    data = bytes(range(256)) * 32768
    for content in (b'', b'\0', data):
        place.write('input', content)
        done = place.run('run', '--stdin', 'input', 'main.rs')
        same((done.status, done.out), (0, f'{len(content)} {sum(content)}\n'))
    done = place.run('run', 'main.rs', input=data)
    same((done.status, done.out), (0, f'{len(data)} {sum(data)}\n'))


@test('--stdin: a program that reads nothing of much is not kept waiting')
def _(place):
    place.write('input', b'x' * (8 << 20))
    done = place.run_text(HELLO, '--stdin', 'input')
    same((done.status, done.out), (0, 'hello\n'))


# --- --watch


def rest(running, count):
    """Reads until the watch waits for the @count-th time."""
    def waits():
        running.read_some(0.05)
        return running.err.count('waiting for a file to be saved') >= count
    wait_until(waits, what='the end of the program')


@test('--watch: again after each save, however the editor saves')
def _(place):
    place.write('main.rs', HELLO)
    running = place.start('run', '--watch', 'main.rs')
    running.expect('hello\n')
    rest(running, 1)
    place.write('main.rs', HELLO.replace('hello', 'second'))
    running.expect('second\n')
    rest(running, 2)
    place.write('new.rs~', HELLO.replace('hello', 'third'))
    os.rename(place.work / 'new.rs~', place.work / 'main.rs')
    running.expect('third\n')
    rest(running, 3)
    place.write('main.rs', 'fn main() {')
    running.expect('error', stream='err')
    rest(running, 4)
    place.write('main.rs', HELLO.replace('hello', 'fourth'))
    running.expect('fourth\n')
    rest(running, 5)
    running.kill(signal.SIGINT)
    same(running.wait().status, 130, 'the status')


@test('--watch: ^C ends the program, the next one the watch; a save ends the program too')
def _(place):
    place.write('main.rs', 'fn main() { println!("in"); loop {} }')
    terminal = place.terminal('run', '--watch', 'main.rs')
    terminal.expect('in\n')
    terminal.type('\x03')
    terminal.expect('waiting for a file to be saved')
    check(not terminal.poll(), 'it ended with the program')
    place.write('main.rs', 'fn main() { println!("again"); loop {} }')
    terminal.expect('again\n')
    place.write('main.rs', 'fn main() { println!("and done"); }')
    terminal.expect('and done\n')
    rest(terminal, 2)
    terminal.type('\x03')
    same(terminal.wait().status, 130, 'the status')


@test('--watch: a folder, with a file that comes later')
def _(place):
    place.write('p/main.rs', 'mod later; fn main() { println!("{}", later::N); }')
    running = place.start('run', '--watch', 'p')
    running.expect('E0583', stream='err')
    rest(running, 1)
    place.write('p/later.rs', 'pub const N: u8 = 9;')
    running.expect('9\n')
    rest(running, 2)
    running.kill(signal.SIGINT)
    same(running.wait().status, 130, 'the status')


# --- Output


def pass_time(running, seconds):
    """Reads on. Time itself is the condition here: longer than a limit that must stand still meanwhile."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not running.poll():
        running.read_some(min(left, 0.05))


IMAGE = '''use std::io::Write;
fn main() {
    let (w, h) = (257u32, 100u32);
    let mut out = std::io::stdout().lock();
    write!(out, "P6\\n{w} {h}\\n255\\n").unwrap();
    for y in 0..h { for x in 0..w { out.write_all(&[x as u8, y as u8, (x * y) as u8]).unwrap(); } }
    eprintln!("drawn \\x1b[31mred\\x1b[0m");
}
'''


def draw():
    pixels = b''.join(bytes((x & 255, y, x * y & 255)) for y in range(100) for x in range(257))
    return b'P6\n257 100\n255\n' + pixels


@test('output: a picture into a file, byte for byte; the rest elsewhere')
def _(place):
    place.write('image.rs', IMAGE)
    done = place.run('run', 'image.rs')
    same(done.raw_out == draw(), True, 'that the bytes are the same')
    same(done.raw_err, b'drawn \x1b[31mred\x1b[0m\n', 'stderr')
    with open(place.work / 'image.ppm', 'wb') as file:
        options = place.options()
        status = subprocess.run([place.stage.command, 'run', 'image.rs'], stdout=file, stderr=subprocess.PIPE,
                                stdin=subprocess.DEVNULL, check=False, **options)
    same((status.returncode, (place.work / 'image.ppm').read_bytes() == draw()), (0, True))
    same(status.stderr, b'drawn \x1b[31mred\x1b[0m\n', 'stderr')


@test('output: into a file while messages go to a terminal')
def _(place):
    place.write('image.rs', IMAGE)
    with open(place.work / 'image.ppm', 'wb') as file:
        terminal = place.terminal('run', 'image.rs', streams={'stdout': file})
        done = terminal.wait()
    same((done.status, (place.work / 'image.ppm').read_bytes() == draw()), (0, True))
    has(done.out, 'drawn \x1b[31mred\x1b[0m')


@test('output: a slow reader holds the program back, not the clock; nothing is lost')
def _(place):
    place.write('main.rs', '''use std::io::Write;
fn main() {
    let mut out = std::io::stdout().lock();
    for i in 0..200_000u32 { writeln!(out, "{i:019}").unwrap(); }
    eprintln!("all written");
}''')
    running = place.start('run', '--time', '2', 'main.rs')
    running.expect(f'{99:019}\n')
    running.pause()
    pass_time(running, 2.5)
    check(not running.poll(), 'it ended while nobody read')
    lacks(running.err, 'all written')
    check(Process(running.pid).peak_kib() < 40 * 1024, f'{Process(running.pid).peak_kib()} KiB')
    running.resume()
    done = running.wait()
    same((done.status, done.err), (0, 'all written\n'))
    same(done.out == ''.join(f'{i:019}\n' for i in range(200_000)), True, 'that all of it came')


@test('output: ^C works while nobody reads')
def _(place):
    place.write('main.rs', 'fn main() { loop { println!("{}", "z".repeat(99)); } }')
    running = place.start('run', 'main.rs')
    running.expect('zzz')
    running.pause()
    running.kill(signal.SIGINT)
    wait_until(running.poll, 3, 'the end')
    running.resume()
    same(running.wait().status, 130, 'the status')


# --- On a terminal


NUMBERS = '''use std::io::Write;
fn ask(what: &str) -> i64 {
    print!("{what}? ");
    std::io::stdout().flush().unwrap();
    let mut line = String::new();
    if std::io::stdin().read_line(&mut line).unwrap() == 0 { println!("nothing"); std::process::exit(3); }
    line.trim().parse().unwrap()
}
fn main() { let a = ask("first"); let b = ask("second"); println!("sum {}", a + b); }
'''


@test('terminal: a program that asks for two numbers')
def _(place):
    place.write('main.rs', NUMBERS)
    terminal = place.terminal('run', 'main.rs')
    terminal.expect('first? ')
    terminal.type('4\n')
    terminal.expect('second? ')
    terminal.type('38\n')
    done = terminal.wait()
    has(done.out, 'sum 42\n')
    same(done.status, 0, 'the status')


@test('terminal: the end of input')
def _(place):
    place.write('main.rs', NUMBERS)
    terminal = place.terminal('run', 'main.rs')
    terminal.expect('first? ')
    terminal.type('4\n')
    terminal.expect('second? ')
    terminal.type('\x04')
    done = terminal.wait()
    has(done.out, 'second? nothing\n')
    same(done.status, 3, 'the status')


@test('terminal: what was typed while it compiled is not lost')
def _(place):
    place.write('main.rs', NUMBERS)
    terminal = place.terminal('run', 'main.rs')
    terminal.type('4\n38\n')
    has(terminal.wait().out, 'sum 42\n')


@test('terminal: ^C ends a program that waits for input, and the shell would go on')
def _(place):
    place.write('main.rs', NUMBERS)
    terminal = place.terminal('run', 'main.rs')
    terminal.expect('first? ')
    terminal.type('\x03')
    done = terminal.wait(3)
    same(done.status, 130, 'the status')


@test('terminal: control characters of a program are made visible')
def _(place):
    place.write('main.rs', 'fn main() { print!("a\\x1b[2Jb\\x07c\\x1b]0;title\\x07d\\x1b[31mred\\x1b[0m\\x7f\\u{9b}2Je\\u{202e}f\\n"); '
                           'eprint!("\\x1b[5;5Hg\\n"); }')
    done = place.terminal('run', 'main.rs').wait()
    lacks(done.out, '\x1b[2J', '\x07', '\x1b]', '\x7f', '\x9b', '\u202e', '\x1b[5;5H')
    has(done.out, '\x1b[31mred\x1b[0m', 'title', 'g\n')


@test('terminal: NO_COLOR, TERM=dumb and a pipe take the colours away')
def _(place):
    place.write('main.rs', 'fn main() { nothing(); }')
    has(place.terminal('run', 'main.rs').wait().out, '\x1b[', 'E0425')
    for env in ({'NO_COLOR': '1'}, {'TERM': 'dumb'}):
        done = place.terminal('run', 'main.rs', env=env).wait()
        has(done.out, 'E0425')
        lacks(done.out, '\x1b[')
    has(place.terminal('run', 'main.rs', env={'NO_COLOR': ''}).wait().out, '\x1b[')
    lacks(place.run('run', 'main.rs').err, '\x1b')


@test('terminal: colours of tests and of the formatter')
def _(place):
    done = place.terminal('test', place.write('main.rs', '#[test] fn good() {}')).wait()
    matches(done.out, r'test good \.\.\. \x1b\[\S*ok')
    lacks(place.run('test', 'main.rs').out, '\x1b')
    has(place.terminal('fmt', '--check', place.write('main.rs', UNTIDY)).wait().out, '\x1b[')
    lacks(place.run('fmt', '--check', 'main.rs').out, '\x1b')


@test('terminal: no limit on the time that somebody thinks, but one on computing')
def _(place):
    if not ALL:
        raise Skip('takes 25 s; tests/run --all does it')
    place.write('main.rs', NUMBERS)
    terminal = place.terminal('run', 'main.rs')
    terminal.expect('first? ')
    pass_time(terminal, 12)
    terminal.type('1\n2\n')
    has(terminal.wait().out, 'sum 3\n')
    terminal = place.terminal('run', place.write('main.rs', 'fn main() { loop {} }'))
    done = terminal.wait(60)
    same(done.status, 124, 'the status')
    has(done.out, 'Stopped after 10 s of processor time')


if __name__ == '__main__':
    main()
