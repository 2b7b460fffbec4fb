#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""How things end: every row of the table of exit statuses, every limit, and that nothing outlives what was ended."""
import os
import signal
import subprocess
import time

from harness import (LIMIT, SLOW, Process, Skip, check, descendants, expect_no_process, has, lacks, main, matches, same,
                     sentence, test, wait_until, within)

ALL = os.environ.get('PLAYPEN_TEST_ALL') == '1'
LOOP = 'fn main() { println!("in"); loop {} }'
ICE = 'thread \'rustc\' panicked at compiler/rustc_middle/src/x.rs:1:1:\nerror: internal compiler error: unexpected panic\n'


def end(place, *arguments, **options):
    """The end event of a run as JSON, with the status that the command has without --json too."""
    plain = place.run(*arguments, **options)
    done = place.run(arguments[0], '--json', *arguments[1:], **options)
    same(done.status, plain.status, 'the status with --json')
    return done.end()


def add_toolchain(place, name, script):
    """A stand-in for a compiler, in sh, which says that it is 1.96 and does @script when it is to compile."""
    rustc = place.home / f'rust-{name}/bin/rustc'
    rustc.parent.mkdir(parents=True)
    rustc.write_text('#!/bin/sh\nif [ "$1" = -vV ]; then\n  echo "rustc 1.96.0 (x)"; echo "host: x86_64-unknown-linux-gnu"; '
                     f'echo "release: 1.96.0"; exit\nfi\n'
                     f'case "$*" in *"-o /tmp/out -C"*) exit 1;; esac  # which linker it can use\n{script}\n')
    rustc.chmod(0o755)


# --- The program's own


@test('status: the program\'s own, up to 255')
def _(place):
    place.write('main.rs', 'fn main() { std::process::exit(std::env::args().nth(1).unwrap().parse().unwrap()) }')
    for status, wanted in ((0, 0), (1, 1), (2, 2), (69, 69), (77, 77), (124, 124), (130, 130), (255, 255), (256, 0), (-1, 255)):
        done = place.run('run', 'main.rs', '--', str(status))
        same((done.status, done.out, done.err), (wanted, '', ''), status)


@test('status: 128 and the signal, explained')
def _(place):
    place.write('main.rs', 'unsafe extern "C" { fn kill(p: i32, s: i32) -> i32; fn getpid() -> i32; }\n'
                           'fn main() { let s = std::env::args().nth(1).unwrap().parse().unwrap(); '
                           'unsafe { kill(getpid(), s); } loop { std::thread::park() } }')
    for number, words in ((signal.SIGHUP, 'its terminal went away'), (signal.SIGTERM, 'asked to end'),
                          (signal.SIGABRT, 'gives up'), (signal.SIGFPE, 'arithmetic'), (signal.SIGKILL, 'it was killed')):
        done = place.run('run', 'main.rs', '--', str(int(number)))
        same(done.status, 128 + number, 'the status')
        sentence(done, f'The program was ended by signal {int(number)} ({number.name}): ', words)
    told = end(place, 'run', 'main.rs', '--', '15')
    same((told['phase'], told['cause'], told['signal'], told['signal_name']), ('run', 'signaled', 15, 'SIGTERM'))


@test('status: a panic and an unhandled error')
def _(place):
    done = place.run_text('fn main() { panic!("no seat") }')
    same((done.status, done.out), (101, ''))
    has(done.err, 'panicked at main.rs:1:13', 'no seat')
    lacks(done.err, 'playpen: ')
    done = place.run_text('fn main() -> Result<(), String> { Err("full".into()) }')
    same((done.status, done.err), (1, 'Error: "full"\n'))


# --- The compiler's


@test('compile error: 101, one or many')
def _(place):
    done = place.run_text('fn main() { let x: u8 = "a"; let y: u8 = "b"; }', '--json')
    told = done.end()
    same((done.status, told['phase'], told['cause'], told['errors'], told['exit']), (101, 'compile', 'compile-error', 2, 101))
    has(told['text'], 'Did not compile: 2 errors.')


@test('compiler crash: one by code nested too deeply, told apart from an error')
def _(place):
    program = f'fn main() {{ let x = {"(" * 200_000}1{")" * 200_000}; }}'
    done = place.run_text(program)
    same((done.status, done.out), (101, ''))
    has(done.err, 'playpen: The compiler itself crashed by signal 11 (SIGSEGV).', 'deeply nested code')
    told = place.run('run', '--json', 'main.rs').end()
    same((told['phase'], told['cause'], told['signal_name'], told['exit']), ('compile', 'compiler-crash', 'SIGSEGV', 101))


@test('compiler crash: one that it notices itself')
def _(place):
    add_toolchain(place, 'ice', f"cat >&2 <<'END'\n{ICE}END\nexit 101")
    place.write('main.rs', 'fn main() {}')
    done = place.run('run', '--channel', 'rust-ice', 'main.rs')
    same(done.status, 101, 'the status')
    has(done.err, 'internal compiler error', 'playpen: The compiler itself crashed (exit status 101).',
        'not in your program')
    told = place.run('run', '--json', '--channel', 'rust-ice', 'main.rs').end()
    same((told['phase'], told['cause'], told['exit']), ('compile', 'compiler-crash', 101))


@test('compiler: whatever status it fails with is 101')
def _(place):
    add_toolchain(place, 'odd', 'echo "error: no" >&2; exit 7')
    done = place.run('run', '--channel', 'rust-odd', place.write('main.rs', 'fn main() {}'))
    same(done.status, 101, 'the status')
    has(done.err, 'error: no')


@test('compiler: a limit that it meets is told as its own')
def _(place):
    add_toolchain(place, 'hog', 'head -c 900000000 /dev/zero | tail -c 900000000 >/dev/null')
    place.write('main.rs', 'fn main() {}')
    done = place.run('run', '--channel', 'rust-hog', 'main.rs')
    same(done.status, 137, 'the status')
    sentence(done, 'Stopped: compiling needed more than 512 MiB of memory.')
    told = place.run('run', '--json', '--channel', 'rust-hog', 'main.rs').end()
    same((told['phase'], told['cause'], told['limit']), ('compile', 'memory', 512 << 20))


@test('compiler: time without end')
def _(place):
    if not ALL:
        raise Skip('takes 20 s; tests/run --all does it')
    add_toolchain(place, 'slow', 'while :; do sleep 1; done')
    done = place.run('run', '--channel', 'rust-slow', place.write('main.rs', 'fn main() {}'))
    same(done.status, 124, 'the status')
    sentence(done, 'Stopped after 20 s: the compiler was still at work.')


@test('compiler: --time and --memory are not its limits')
def _(place):
    add_toolchain(place, 'rest', 'sleep 2; echo "error: rested" >&2; exit 1')
    done = place.run('run', '--channel', 'rust-rest', '--time', '1', '--memory', '16',
                     place.write('main.rs', 'fn main() {}'))
    same(done.status, 101, 'the status')
    has(done.err, 'error: rested')


# --- Limits of the run


@test('limit: time, of a program that sleeps and of one that computes')
def _(place):
    for body in ('std::thread::sleep(std::time::Duration::from_millis(50))', ''):
        place.write('main.rs', f'fn main() {{ println!("in"); loop {{ {body} }} }}')
        done = place.run('run', '--time', '1', 'main.rs')
        same((done.status, done.out), (124, 'in\n'))
        sentence(done, 'Stopped after 1 s', 'Raise the limit with --time.')
        within(done.seconds, 2, 'a run of one second')


@test('limit: processor time of several threads together, before the clock')
def _(place):
    place.write('main.rs', 'fn main() { for _ in 0..4 { std::thread::spawn(|| loop {}); } loop {} }')
    done = place.run('run', '--json', '--time', '3', 'main.rs')
    told = done.end()
    same(done.status, 124, 'the status')
    check(told['cause'] in ('cpu', 'wall'), told)
    if told['cause'] == 'cpu':
        check(told['wall_ms'] < 3000, told)
    elif len(os.sched_getaffinity(0)) > 2:
        raise AssertionError(f'four threads took less processor time than the clock: {told}')


@test('limit: processor time of children that have ended counts')
def _(place):
    place.write('main.rs', '''use std::process::Command;
fn main() {
    if std::env::args().len() > 1 {
        let start = std::time::Instant::now();
        while start.elapsed().as_millis() < 200 {}
        return;
    }
    let me = std::env::current_exe().unwrap();
    loop {
        let mut two: Vec<_> = (0..2).map(|_| Command::new(&me).arg("x").spawn().unwrap()).collect();
        for child in &mut two { child.wait().unwrap(); }
    }
}''')
    done = place.run('run', '--json', '--time', '2', 'main.rs')
    same(done.status, 124, 'the status')
    told = done.end()
    check(told['cause'] == 'wall' or told['cause'] == 'cpu' and told['cpu_ms'] >= 2000, told)


@test('limit: memory that is asked for at once, and bit by bit, and by several processes')
def _(place):
    programs = ('fn main() { let v = vec![1u8; 1 << 30]; println!("{}", v.len()); }',
                'fn main() { let mut v = vec![]; loop { v.push(vec![1u8; 1 << 16]); } }',
                '''fn main() {
    if std::env::args().len() == 1 {
        let me = std::env::current_exe().unwrap();
        for _ in 0..8 { std::mem::forget(std::process::Command::new(&me).arg("x").spawn().unwrap()); }
    }
    let v = vec![1u8; 40 << 20];
    std::thread::sleep(std::time::Duration::from_secs(60));
    println!("{}", v.len());
}''')
    for program in programs:
        done = place.run_text(program)
        same((done.status, done.out), (137, ''))
        has(done.err, 'playpen: Stopped: the program needed more than 256 MiB of memory.')
    told = end(place, 'run', '--memory', '64', place.write('main.rs', programs[1]))
    same((told['phase'], told['cause'], told['limit'], told['limit_unit']), ('run', 'memory', 64 << 20, 'bytes'))


@test('limit: four gibibytes at once')
def _(place):
    done = place.run_text('fn main() { let v = vec![1u8; 4 << 30]; println!("{}", v.len()); }')
    same((done.status, done.out), (137, ''))
    has(done.err, 'memory allocation of 4294967296 bytes failed', 'needed more than 256 MiB of memory')


@test('limit: a program that handles the failure goes on')
def _(place):
    done = place.run_text('fn main() { let mut v: Vec<u8> = vec![]; println!("{}", v.try_reserve(8 << 30).is_err()); }')
    same((done.status, done.out, done.err), (0, 'true\n', ''))


@test('limit: volume of output, on both streams together')
def _(place):
    place.write('main.rs', '''use std::io::Write;
fn main() {
    let piece = [b'z'; 65536];
    loop { std::io::stdout().write_all(&piece).unwrap(); std::io::stderr().write_all(&piece).unwrap(); }
}''')
    options = place.options()
    done = subprocess.run([place.stage.command, 'run', 'main.rs'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, check=False, **options)
    same(done.returncode, 125, 'the status')
    check(done.stderr.endswith(b'Stopped: the program printed more than 1 GiB. A loop that never ends is the usual '
                               b'reason.\n'), done.stderr[-300:])


@test('limit: number of files')
def _(place):
    place.write('main.rs', 'fn main() { for i in 0.. { std::fs::write(format!("f{i}"), "").unwrap(); } }')
    told = end(place, 'run', 'main.rs')
    same((told['phase'], told['cause'], told['limit'], told['limit_unit'], told['exit']), ('run', 'files', 20000, 'files', 125))


@test('limit: size of a file; a handled failure is none')
def _(place):
    program = '''use std::io::Write;
fn main() {
    let mut file = std::fs::File::create("big").unwrap();
    let piece = [7u8; 65536];
    let mut n = 0u64;
    let error = loop { match file.write(&piece) { Ok(k) => n += k as u64, Err(e) => break e } };
    println!("{n} {:?}", error.kind());
}'''
    done = place.run_text(program)
    same((done.status, done.out, done.err), (0, '16777216 FileTooLarge\n', ''))


@test('limit: a full disk; a handled failure is none, and space that is given back is there')
def _(place):
    done = place.run_text('''fn main() {
    let piece = vec![7u8; 4 << 20];
    for round in 0..3 {
        let mut n = 0;
        let error = loop { match std::fs::write(format!("f{n}"), &piece) { Ok(()) => n += 1, Err(e) => break e } };
        println!("{round} {} {:?}", n >= 6, error.kind());
        for i in 0..=n { let _ = std::fs::remove_file(format!("f{i}")); }
    }
}''')
    same((done.status, done.out), (0, ''.join(f'{i} true StorageFull\n' for i in range(3))))


@test('limit: open files')
def _(place):
    done = place.run_text('fn main() { let mut v = vec![]; loop { v.push(std::fs::File::open("/proc/self/stat").unwrap()); } }')
    same(done.status, 101, 'the status')
    has(done.err, 'Too many open files', 'playpen: A program may have at most 128 files open at once here.')


@test('limit: shared memory')
def _(place):
    done = place.run_text('fn main() { for i in 0.. { std::fs::write(format!("/dev/shm/{i}"), vec![1u8; 1 << 20]).unwrap(); } }')
    same(done.status, 101, 'the status')
    has(done.err, 'No space left on device')


# --- Somebody ends it


def start_loop(place, *arguments, program=LOOP):
    place.write('main.rs', program)
    running = place.start('run', *arguments, 'main.rs')
    running.expect('"in' if '--json' in arguments else 'in')
    return running


def end_it(running, number):
    """Sends the signal; looks at how long it takes until all is gone."""
    processes = descendants(running.pid)
    check(len(processes) >= 2, f'there are only {processes}')
    before = time.monotonic()
    running.kill(number)
    done = running.wait(30)
    within(time.monotonic() - before, 1, 'the end')
    wait_until(lambda: not any(process.lives() for process in processes), 3, 'the end of all processes')
    within(time.monotonic() - before, 1, 'until all is gone')
    return done


@test('stop: SIGINT, SIGTERM and SIGHUP end the run with 130 and no noise')
def _(place):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        done = end_it(start_loop(place), number)
        same((done.status, done.out, done.err), (130, 'in\n', ''), number.name)
    told = end_it(start_loop(place, '--json'), signal.SIGINT).end()
    same((told['phase'], told['cause'], told['exit']), ('run', 'stopped', 130))


@test('stop: ^C on a terminal goes to Playpen only; the program learns nothing of it')
def _(place):
    place.write('main.rs', 'unsafe extern "C" { fn signal(s: i32, f: usize) -> usize; }\n'
                           'extern "C" fn caught(_: i32) { println!("caught"); }\n'
                           'fn main() { unsafe { signal(2, caught as *const () as usize); } println!("in"); loop {} }')
    terminal = place.terminal('run', 'main.rs')
    terminal.expect('in\n')
    terminal.type('\x03')
    done = terminal.wait(3)
    same(done.status, 130, 'the status')
    lacks(done.out, 'caught')
    has(done.out, 'in\n')


@test('stop: ^C while it compiles')
def _(place):
    add_toolchain(place, 'slow', 'echo compiling >&2; while :; do sleep 1; done')
    place.write('main.rs', 'fn main() {}')
    place.run('check', '--channel', 'rust-slow', 'nothing.rs')
    running = place.start('run', '--channel', 'rust-slow', 'main.rs')
    running.expect('compiling', stream='err')
    done = end_it(running, signal.SIGINT)
    same(done.status, 130, 'the status')
    told = place.start('run', '--json', '--channel', 'rust-slow', 'main.rs')
    told.expect('compiling')
    told = end_it(told, signal.SIGINT).end()
    same((told['phase'], told['cause'], told['exit']), ('compile', 'stopped', 130))


@test('stop: ^C while the toolchains are met for the first time')
def _(place):
    store = place.path / 'store'
    store.mkdir(mode=0o755)
    place.give(store)
    rustc = place.home / 'rust-stuck/bin/rustc'
    rustc.parent.mkdir(parents=True)
    rustc.write_text('#!/bin/sh\nwhile :; do sleep 1; done\n')
    rustc.chmod(0o755)
    running = place.start('toolchain', 'list', env={'PLAYPEN_STORE': str(store)})
    wait_until(lambda: any('rustc' in process.name() for process in descendants(running.pid)))
    running.kill(signal.SIGINT)
    done = running.wait(5)
    same((done.status, done.out, done.err), (130, '', ''))


@test('stop: a program that ignores all signals, forks and sleeps')
def _(place):
    running = start_loop(place, program='''unsafe extern "C" { fn signal(s: i32, f: usize) -> usize; fn setsid() -> i32; }
fn main() {
    unsafe { for s in 1..32 { signal(s, 1); } setsid(); }
    if std::env::args().len() == 1 {
        for _ in 0..10 {
            let me = std::env::current_exe().unwrap();
            std::mem::forget(std::process::Command::new(me).arg("x").spawn().unwrap());
        }
        println!("in");
    }
    for _ in 0..2 { std::thread::spawn(|| loop { std::thread::sleep(std::time::Duration::from_secs(60)) }); }
    loop { std::thread::park(); }
}''')
    done = end_it(running, signal.SIGINT)
    same(done.status, 130, 'the status')


@test('killed from outside: 137 and a sentence of its own')
def _(place):
    running = start_loop(place)
    program = wait_until(lambda: [p for p in descendants(running.pid) if p.name().startswith('/program/')])[0]
    os.kill(program.pid, signal.SIGKILL)
    done = running.wait()
    same((done.status, done.out), (137, 'in\n'))
    sentence(done, 'signal 9 (SIGKILL)')
    running = start_loop(place)
    jail = [p for p in descendants(running.pid) if p.name().startswith('bwrap')][0]
    os.kill(jail.pid, signal.SIGKILL)
    done = running.wait()
    same((done.status, done.out), (137, 'in\n'))
    sentence(done, 'The program was killed from outside Playpen')


# --- Nobody listens


@test('closed output: it ends soon, without a word, with 141')
def _(place):
    for program in ('fn main() { loop { println!("{}", "z".repeat(100)); } }',
                    'fn main() { println!("{}", "z".repeat(100)); loop { println!(); '
                    'std::thread::sleep(std::time::Duration::from_millis(5)) } }'):
        place.write('main.rs', program)
        running = place.start('run', 'main.rs')
        running.expect('z' * 10)
        running.hang_up()
        before = time.monotonic()
        done = running.wait(10)
        within(time.monotonic() - before, 1, 'the end')
        same((done.status, done.err), (141, ''))


def pipe(place, arguments, reader):
    """The command into @reader, with the command's status."""
    return subprocess.run(['bash', '-c', f'"$0" "$@" | {reader}; exit ${{PIPESTATUS[0]}}', place.stage.command, *arguments],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT,
                          check=False, **place.options())


@test('closed output: of head in a pipeline, of help and of a list')
def _(place):
    place.write('main.rs', 'fn main() { loop { println!("{}", "z".repeat(100)); } }')
    for arguments in (('run', 'main.rs'), ('run', '--json', 'main.rs')):
        done = pipe(place, arguments, 'head -c 10')
        same((done.returncode, len(done.stdout), done.stderr), (141, 10, b''), arguments)
    for arguments in (('--help',), ('run', '--help'), ('toolchain', 'list'), ('doctor', '--json'), ('explain', 'E0382')):
        done = pipe(place, arguments, 'true')
        check(done.returncode in (0, 141), f'{arguments} ended with {done.returncode}')  # as fast as true is
        same((done.stdout, done.stderr), (b'', b''), arguments)


@test('closed streams: none of the three is there')
def _(place):
    place.write('main.rs', 'fn main() { println!("out"); eprintln!("err"); '
                           'println!("{:?}", std::io::stdin().lines().next().is_none()); }')
    for closed in ('<&-', '<&- 2>&-', '2>&-', '<&- >&- 2>&-', '>&-'):
        done = subprocess.run(['sh', '-c', f'"$0" run main.rs {closed}', str(place.stage.command)], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=LIMIT, check=False, **place.options())
        if '>&-' not in closed.split():
            same((done.returncode, done.stdout), (0, b'out\ntrue\n'), closed)
        if '2>&-' not in closed.split():
            lacks(done.stderr, b'GLib', b'CRITICAL')
    same([path.name for path in place.work.iterdir()], ['main.rs'], 'the folder')


# --- Playpen itself is killed


@test('SIGKILL of playpen while the program runs: nothing outlives it')
def _(place):
    before = place.list()
    place.write('main.rs', LOOP)
    running = place.start('run', 'main.rs')
    running.expect('in')
    done = end_it(running, signal.SIGKILL)
    same(done.status, 137, 'the status')
    expect_no_process(3)
    after = place.list()
    check(set(after) - set(before) == {'work/main.rs'}, after)


@test('SIGKILL of playpen while it compiles: nothing outlives it')
def _(place):
    add_toolchain(place, 'slow', 'echo compiling >&2; sh -c "while :; do sleep 1; done" & while :; do sleep 1; done')
    place.write('main.rs', 'fn main() {}')
    running = place.start('run', '--channel', 'rust-slow', 'main.rs')
    running.expect('compiling', stream='err')
    end_it(running, signal.SIGKILL)
    expect_no_process(3)


@test('SIGKILL of playpen at twenty moments: nothing outlives it')
def _(place):
    place.write('main.rs', 'fn main() { println!("in"); std::thread::sleep(std::time::Duration::from_secs(60)) }')
    place.run('check', 'main.rs')
    moments = 200 if ALL else 20
    for i in range(moments):
        running = place.start('run', 'main.rs')
        deadline = time.monotonic() + 0.4 * i / moments
        while time.monotonic() < deadline and not running.poll():
            running.read_some(max(0, deadline - time.monotonic()))
        running.kill(signal.SIGKILL)
        running.wait()
        expect_no_process(3)
        same(sorted(path.name for path in place.work.iterdir()), ['main.rs'], 'the folder')
        same(list(place.tmp.iterdir()), [], 'TMPDIR')


# --- What the program leaves behind


@test('orphans: threads, children and children of children end with the program')
def _(place):
    place.write('main.rs', '''use std::process::Command;
fn main() {
    let me = std::env::current_exe().unwrap();
    match std::env::args().nth(1).as_deref() {
        Some("a") => { std::mem::forget(Command::new(&me).arg("b").spawn().unwrap()); }
        Some(_) => loop { std::thread::sleep(std::time::Duration::from_secs(60)) },
        None => {
            for _ in 0..5 { Command::new(&me).arg("a").spawn().unwrap().wait().unwrap(); }
            std::mem::forget(Command::new(&me).arg("b").spawn().unwrap());
            for _ in 0..5 { std::thread::spawn(|| loop {}); }
            println!("done");
        }
    }
}''')
    done = place.run('run', '--json', 'main.rs')
    same((done.status, done.text()), (0, 'done\n'))
    within(done.end()['wall_ms'] / 1000, 1, 'the run')
    expect_no_process(3)


# --- Playpen could not do its part


@test('the sandbox failed: told as nobody\'s fault but its own, with 77')
def _(place):
    place.write('main.rs', 'fn main() {}')
    place.run('check', 'main.rs')  # the toolchains are known from here on
    lone = place.path / 'lone'
    lone.mkdir()
    lone.chmod(0o755)
    subprocess.run(['cp', place.stage.command, lone / 'playpen'], check=True)
    done = subprocess.run([lone / 'playpen', 'run', 'main.rs'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False, **place.options())
    same((done.returncode, done.stdout), (77, b''))
    matches(done.stderr.decode(), r'\Aplaypen: Playpen is not whole: .*Build or install Playpen again\.\n\Z')


@test('the sandbox failed: no more processes for this account')
def _(place):
    if place.stage.account is None:
        raise Skip('this needs an account of its own, which root makes up when these tests run as an ordinary user')
    place.write('main.rs', 'fn main() {}')
    place.run('check', 'main.rs')
    done = place.run('run', 'main.rs', wrap=('prlimit', '--nproc=3'))
    same((done.status, done.out), (77, ''))
    has(done.err, 'playpen: Playpen could not prepare a safe place', 'not at fault', 'no more processes')


@test('size: Playpen itself stays within 20 MiB')
def _(place):
    running = start_loop(place)
    peak = Process(running.pid).peak_kib()
    end_it(running, signal.SIGINT)
    check(peak <= 20 * 1024 * SLOW ** 3, f'{peak} KiB')  # the sanitizers take a lot


if __name__ == '__main__':
    main()
