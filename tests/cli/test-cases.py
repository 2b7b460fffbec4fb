#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The acceptance cases of a Rust playground, with real programs, a real rustc and real jails."""
import base64
import contextlib
import json
import signal
import socket
import threading
import time

from harness import (SLOW, Process, check, descendants, expect_no_process, has, lacks, main, matches, same, sentence, test,
                     wait_until, within)

PANIC = '''fn main() {
    let bench: [u8; 2] = [1, 2];
    let i = std::env::args().count() + 9;
    println!("before");
    println!("{}", bench[i]);
}
'''
BORROW = '''fn consume(v: Vec<u32>) -> usize { v.len() }
fn main() {
    let seats = vec![4, 8, 15];
    let n = consume(seats);
    println!("{n} {:?}", seats);
}
'''
TOTAL = '''use std::io::BufRead;
fn main() {
    let t: i64 = std::io::stdin().lock().lines().map_while(Result::ok)
        .filter_map(|l| l.trim().parse::<i64>().ok()).sum();
    println!("total {t}");
}
'''
LOOP = 'fn main() { println!("in"); loop {} }'


def get_program(pid):
    """The processes of the program that the command with this id runs."""
    return [process for process in descendants(pid) if process.name().startswith('/program/')]


def stop(running):
    """Ends it as Ctrl-C does, and looks at what is promised of that."""
    processes = wait_until(lambda: get_program(running.pid), what='a program that runs')
    running.kill(signal.SIGINT)
    done = running.wait(30)
    same(done.status, 130, 'the status')
    expect_no_process(3)
    same([p.name() for p in processes if p.lives()], [], 'what lives on')
    return done


@test('1 clean run: both streams exact, status 0')
def _(place):
    done = place.run_text('fn main() { println!("seat 7"); eprintln!("aside"); }')
    same(done.out, 'seat 7\n', 'stdout')
    same(done.err, 'aside\n', 'stderr')
    same(done.status, 0, 'the status')


@test('2 borrow error: code, place and suggestion; a named file keeps its name')
def _(place):
    done = place.run_text(BORROW, name='seats.rs')
    same(done.status, 101, 'the status')
    same(done.out, '', 'stdout')
    has(done.err, 'error[E0382]: borrow of moved value: `seats`', ' --> seats.rs:5:26', 'seats.clone()')
    lacks(done.err, '\x1b')


@test('2 borrow error: unnamed text is src/main.rs')
def _(place):
    done = place.run('run', '-', input=BORROW)
    same(done.status, 101, 'the status')
    has(done.err, 'E0382', ' --> src/main.rs:5:26')


@test('2 borrow error: as JSON with place, edits and the explanation')
def _(place):
    done = place.run_text(BORROW, '--json', name='seats.rs')
    same(done.status, 101, 'the status')
    same(done.end()['cause'], 'compile-error', 'the cause')
    same(done.end()['errors'], 1, 'the number of errors')
    found = [e for e in done.events() if e['event'] == 'diagnostic' and e.get('code') == 'E0382']
    same(len(found), 1, 'E0382 is told so often')
    span = [span for span in found[0]['spans'] if span['primary']][0]
    same((span['file'], span['own'], span['line'], span['column'], span['end_column']), ('seats.rs', True, 5, 26, 31))
    has(found[0]['explanation'], 'moved')
    edits = [edit for suggestion in found[0]['suggestions'] for edit in suggestion['edits']]
    check(any(edit['replacement'] == '.clone()' and edit['span']['line'] == 4 for edit in edits), edits)


@test('2 borrow error: the explanation of the code, offline')
def _(place):
    done = place.run('explain', 'E0382')
    same(done.status, 0, 'the status')
    has(done.out, 'A variable was used after its contents have been moved elsewhere.', '```')
    same(done.err, '', 'stderr')


@test('3 panic: status 101, the place, no frames whatever the host exports')
def _(place):
    done = place.run_text(PANIC, env={'RUST_BACKTRACE': '1', 'RUST_LIB_BACKTRACE': 'full'})
    same(done.status, 101, 'the status')
    same(done.out, 'before\n', 'stdout')
    has(done.err, 'panicked at main.rs:5:20', 'the len is 2 but the index is 10')
    lacks(done.err, 'stack backtrace')


@test('3 panic: the same text unnamed')
def _(place):
    done = place.run('run', '-', input=PANIC)
    same(done.status, 101, 'the status')
    has(done.err, 'panicked at src/main.rs:5:20')


@test('3 panic: with --backtrace a frame that names line 5')
def _(place):
    for option in ((), ('--release',)):
        done = place.run_text(PANIC, '--backtrace', *option)
        same(done.status, 101, 'the status')
        has(done.err, 'stack backtrace:', 'main' if option else 'playground::main')  # in release all is inlined
        matches(done.err, r'at \S*main\.rs:5(:20)?$')


@test('4 exit code')
def _(place):
    done = place.run_text('fn main() { std::process::exit(7) }')
    same((done.status, done.out, done.err), (7, '', ''))
    done = place.run_text('fn main() { std::process::exit(7) }', '--json')
    end = done.end()
    same((end['cause'], end['status'], end['exit'], end['phase']), ('exited', 7, 7, 'run'))
    matches(end['text'], r'^Ended with exit status 7 after .*\.$')


@test('5 signals: a write to nowhere in release')
def _(place):
    done = place.run_text('fn main() { unsafe { std::ptr::null_mut::<u32>().write_volatile(3) } }', '--release')
    same(done.status, 139, 'the status')
    has(done.err, 'signal 11 (SIGSEGV)', 'memory that does not belong to it')


@test('5 signals: an endless recursion')
def _(place):
    done = place.run_text('fn f(n: u64) -> u64 { let p = [n; 512]; f(n + 1) + p[(n % 512) as usize] } '
                          'fn main() { println!("{}", f(0)); }')
    same(done.status, 134, 'the status')
    has(done.err, 'has overflowed its stack', 'signal 6 (SIGABRT)', 'when the stack overflows')


@test('6 streaming: what is flushed is seen at once')
def _(place):
    place.write('main.rs', '''use std::io::Write;
fn main() {
    print!("A"); std::io::stdout().flush().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(700));
    println!("B");
}''')
    running = place.start('run', 'main.rs')
    first = running.expect('A')
    second = running.expect('B')
    check(second - first >= 0.5, f'B came only {second - first:.2f} s after A')
    same(running.wait().out, 'AB\n', 'stdout')


@test('7 stdin: two numbers and the end')
def _(place):
    done = place.run_text(TOTAL, input='4\n5\n')
    same((done.status, done.out, done.err), (0, 'total 9\n', ''))


@test('7 stdin: none, and a file')
def _(place):
    done = place.run_text(TOTAL)
    same((done.status, done.out), (0, 'total 0\n'))
    place.write('numbers', '40\n2')
    done = place.run('run', '--stdin', 'numbers', 'main.rs', input='7\n')
    same((done.status, done.out), (0, 'total 42\n'))


@test('7 stdin: stopping works after it was closed')
def _(place):
    place.write('main.rs', 'fn main() { std::io::copy(&mut std::io::stdin(), &mut std::io::stdout()).unwrap(); '
                           'eprintln!("end"); loop {} }')
    running = place.start('run', 'main.rs', stdin=-1)
    running.send('text\n')
    running.close()
    running.expect('end', stream='err')
    stop(running)
    same(running.result.out, 'text\n', 'stdout')


@test('8 stopping a loop: within a second, output kept, nothing left, the next run starts at once')
def _(place):
    place.write('main.rs', LOOP)
    running = place.start('run', 'main.rs')
    running.expect('in\n')
    before = time.monotonic()
    done = stop(running)
    within(time.monotonic() - before, 1, 'stopping')
    same(done.out, 'in\n', 'stdout')
    done = place.run_text('fn main() { println!("next"); }')
    same((done.status, done.out), (0, 'next\n'))


@test('8 stopping a loop: what the end says')
def _(place):
    place.write('main.rs', LOOP)
    running = place.start('run', '--json', 'main.rs')
    running.expect('"in')
    end = stop(running).end()
    same((end['cause'], end['exit'], end['phase']), ('stopped', 130, 'run'))
    matches(end['text'], r'^Stopped as you asked, after .* s\.$')


@test('9 stopping a test: one that sleeps')
def _(place):
    place.write('main.rs', '#[test] fn spin() { println!("sleeps"); '
                           'loop { std::thread::sleep(std::time::Duration::from_millis(50)) } }')
    running = place.start('test', 'main.rs', '--', '--nocapture')
    running.expect('sleeps')
    before = time.monotonic()
    stop(running)
    within(time.monotonic() - before, 1, 'stopping')


@test('9 stopping a test: one that computes, with the time it took')
def _(place):
    place.write('main.rs', '#[test] fn spin() { println!("spins"); loop {} }')
    running = place.start('run', '--json', 'main.rs', '--', '--nocapture')
    running.expect('spins')
    processes = wait_until(lambda: get_program(running.pid))
    wait_until(lambda: sum(int(field) for field in processes[0].read()[11:13]) >= 30)  # hundredths of a second
    end = stop(running).end()
    same(end['cause'], 'stopped', 'the cause')
    same(running.result.events()[0]['action'], 'test', 'the action')


@test('10 orphan: ends with the program although it holds its output open')
def _(place):
    done = place.run_text('''fn main() {
    let mut args = std::env::args();
    if args.nth(1).is_some() {
        std::thread::sleep(std::time::Duration::from_secs(60));
        return;
    }
    let child = std::process::Command::new(std::env::current_exe().unwrap()).arg("child").spawn().unwrap();
    std::mem::forget(child);
    println!("parent done");
}''', '--json')
    same(done.status, 0, 'the status')
    same(done.text(), 'parent done\n', 'stdout')
    within(done.end()['wall_ms'] / 1000, 1, 'the run')
    expect_no_process(3)


@test('10 orphan: other programs are not there')
def _(place):
    done = place.run_text('fn main() { println!("{:?}", '
                          'std::process::Command::new("sleep").arg("6").spawn().map(|_| ()).map_err(|e| e.kind())); }')
    same(done.out, 'Err(NotFound)\n', 'stdout')


@test('11 thread bomb: refused with the limit; the next run works')
def _(place):
    done = place.run_text('fn main() { loop { std::thread::spawn(|| std::thread::park()); } }')
    same(done.status, 101, 'the status')
    has(done.err, 'failed to spawn thread', 'playpen: A program may have at most 64 threads and processes here')
    done = place.run_text('fn main() { println!("next"); }')
    same((done.status, done.out), (0, 'next\n'))


@test('11 process bomb: refused with the limit; the next run works')
def _(place):
    done = place.run_text('''use std::process::{Command, Stdio};
fn main() {
    let me = std::env::current_exe().unwrap();
    let first = std::env::args().len() == 1;
    for _ in 0.. {
        match Command::new(&me).arg("more").stderr(Stdio::null()).spawn() {
            Ok(child) => std::mem::forget(child),
            Err(error) if first => panic!("{error:?}"),
            Err(_) => std::thread::sleep(std::time::Duration::from_secs(60)),
        }
    }
}''')
    same(done.status, 101, 'the status')
    has(done.err, 'WouldBlock', 'playpen: A program may have at most 64 threads and processes here')
    done = place.run_text('fn main() { println!("next"); }')
    same((done.status, done.out), (0, 'next\n'))


@test('12 memory: stopped, with the limit by name and value, and the warning kept')
def _(place):
    hog = '''fn main() {
    let extra = 1;
    let mut hog = Vec::new();
    for i in 0..4096usize { hog.push(vec![i as u8; 1 << 20]); }
    println!("{}", hog.len());
}'''
    done = place.run_text(hog)
    same(done.status, 137, 'the status')
    has(done.err, 'warning: unused variable: `extra`',
        'playpen: Stopped: the program needed more than 256 MiB of memory. Raise the limit with --memory.')
    done = place.run_text(hog, '--memory', '64', '--json')
    end = done.end()
    same((end['cause'], end['limit'], end['limit_unit'], end['exit']), ('memory', 64 << 20, 'bytes', 137))
    check(end['peak_memory'] >= 57 << 20, end)


@test('13 flood: ended at the limit on volume, and Playpen stays small')
def _(place):
    place.write('main.rs', 'fn main() { loop { println!("{}", "z".repeat(1000)); } }')
    running = place.start('run', '--time', '60', 'main.rs')  # a busy machine takes its time
    first = bytearray()
    peak = 0
    while not running.poll():
        running.read_some(0.05)
        for fd, raw in running.raw.items():
            if fd == running.popen.stdout.fileno():
                first += raw[:2002 - len(first)]
                del raw[:]
        with contextlib.suppress(OSError, TypeError):  # it may end right now
            peak = max(peak, Process(running.pid).peak_kib())
    done = running.wait()
    same(done.status, 125, 'the status')
    same(bytes(first), (b'z' * 1000 + b'\n') * 2, 'the head')
    has(done.err, 'Stopped: the program printed more than 1 GiB. A loop that never ends is the usual reason.')
    check(0 < peak < 40 * 1024 * SLOW ** 3, f'{peak} KiB')  # the sanitizers take a lot


@test('14 bad bytes: exact where nobody looks, marked where somebody does')
def _(place):
    program = '''use std::io::Write;
fn main() { let unused = 1; std::io::stdout().write_all(b"ok\\n\\xff\\xfe\\nend\\n").unwrap(); }'''
    done = place.run_text(program)
    same((done.status, done.raw_out), (0, b'ok\n\xff\xfe\nend\n'))
    has(done.err, 'warning: unused variable: `unused`')
    done = place.run('run', '--json', 'main.rs')
    matches(done.text(), '^ok\n\ufffd+\nend\n$')
    exact = b''.join(base64.b64decode(e['bytes']) if 'bytes' in e else e['text'].encode()
                     for e in done.events() if e['event'] == 'output' and e['stream'] == 'stdout')
    same(exact, b'ok\n\xff\xfe\nend\n', 'the bytes')
    check(any(e['event'] == 'diagnostic' and e.get('code') == 'unused_variables' for e in done.events()), done.out)
    terminal = place.terminal('run', 'main.rs')
    has(terminal.wait().out.replace('\r', ''), 'ok\n\ufffd', '\nend\n')


@test('15 network: nothing outside, itself inside, in a second')
def _(place):
    done = place.run_text('''use std::net::{TcpListener, TcpStream};
fn main() {
    let far = "1.1.1.1:80".parse().unwrap();
    let out = TcpStream::connect_timeout(&far, std::time::Duration::from_secs(2)).is_ok();
    let l = TcpListener::bind("127.0.0.1:0").unwrap();
    let near = TcpStream::connect(l.local_addr().unwrap()).is_ok();
    println!("out={out} near={near}");
}''', '--json')
    same(done.text(), 'out=false near=true\n', 'stdout')
    within(done.end()['wall_ms'] / 1000, 1, 'the run')


@test('15 network: a server of this machine is not reachable')
def _(place):
    met = []
    with socket.create_server(('127.0.0.1', 0)) as server:
        def accept():
            try:
                met.append(server.accept())
            except OSError:
                pass
        threading.Thread(target=accept, daemon=True).start()
        done = place.run_text('fn main() { let a = std::env::args().nth(1).unwrap(); '
                              'println!("{:?}", std::net::TcpStream::connect(a).map_err(|e| e.kind()).map(|_| ())); }',
                              '--', f'127.0.0.1:{server.getsockname()[1]}')
        server.shutdown(socket.SHUT_RDWR)
    same(done.out, 'Err(ConnectionRefused)\n', 'stdout')
    same(met, [], 'who came')


@test('16 files: every run finds a fresh folder')
def _(place):
    for _ in range(2):
        done = place.run_text('fn main() { let f = "note.txt"; println!("{}", if std::fs::exists(f).unwrap() '
                              '{ "stale" } else { "fresh" }); std::fs::write(f, "x").unwrap(); }')
        same((done.status, done.out), (0, 'fresh\n'))
    same(sorted(path.name for path in place.work.iterdir()), ['main.rs'], 'the folder outside')


@test('16 files: the home of whoever runs it is not there')
def _(place):
    (place.home / 'secret').write_text('x')
    done = place.run_text('fn main() { for folder in std::env::args().skip(1) { '
                          'println!("{:?}", std::fs::read_dir(folder).map(|_| ()).map_err(|e| e.kind())); } '
                          'println!("{:?}", std::env::var("HOME")); }', '--', place.home, '/home', '/root')
    same(done.out, 'Err(NotFound)\n' * 3 + 'Ok("/tmp")\n', 'stdout')


@test('16 files: ten gibibytes in one file')
def _(place):
    done = place.run_text('''use std::io::Write;
fn main() {
    let mut file = std::fs::File::create("big").unwrap();
    let piece = vec![7u8; 1 << 20];
    for _ in 0..10 * 1024 { file.write_all(&piece).unwrap(); }
}''')
    same(done.status, 101, 'the status')
    has(done.err, 'File too large', 'playpen: A file that a program writes may have at most 16 MiB here.')


@test('16 files: ten gibibytes in many files')
def _(place):
    for folder in ('.', '/tmp'):
        done = place.run_text('''fn main() {
    let piece = vec![7u8; 4 << 20];
    for i in 0..2560 { std::fs::write(format!("{}/{i}", std::env::args().nth(1).unwrap()), &piece).unwrap(); }
}''', '--', folder)
        same(done.status, 101, 'the status')
        has(done.err, 'No space left on device', "playpen: A program's files may take 32 MiB here")


@test('17 editions: async is a name in 2015 only')
def _(place):
    place.write('main.rs', 'fn main() { let async = 1; println!("{}", async); }')
    for edition, status in (('2015', 0), ('2018', 101), ('2021', 101), ('2024', 101)):
        done = place.run('run', '--edition', edition, 'main.rs')
        same((done.status, done.out), (status, '1\n' if status == 0 else ''), edition)


@test('17 editions: try_into is there from 2021 on')
def _(place):
    place.write('main.rs', 'fn main() { let n: u8 = 300u16.try_into().unwrap_or(9); println!("{n}"); }')
    for edition, wanted in (('2015', 'E0599'), ('2018', 'E0599'), ('2021', '9\n'), ('2024', '9\n')):
        done = place.run('run', '--edition', edition, 'main.rs')
        if wanted == 'E0599':
            same(done.status, 101, edition)
            has(done.err, wanted)
        else:
            same((done.status, done.out), (0, wanted), edition)


@test('17 editions: gen is a keyword in 2024 only, which is what one gets unasked')
def _(place):
    place.write('main.rs', 'fn main() { let gen = 5; println!("{}", gen); }')
    for edition, status in (('2015', 0), ('2018', 0), ('2021', 0), ('2024', 101), (None, 101)):
        done = place.run('run', *(('--edition', edition) if edition else ()), 'main.rs')
        same((done.status, done.out), (status, '5\n' if status == 0 else ''), edition)


@test('17 editions: an old compiler gets one sentence that names the version which knows 2024')
def _(place):
    rustc = place.home / 'rust-1.63.0/bin/rustc'
    rustc.parent.mkdir(parents=True)
    rustc.write_text('#!/bin/sh\necho "rustc 1.63.0 (4b91a6ea7 2022-08-08)"\necho "host: x86_64-unknown-linux-gnu"\n'
                     'echo "release: 1.63.0"\n')
    rustc.chmod(0o755)
    done = place.run_text('fn main() {}', '--channel', '1.63', '--edition', '2024')
    same(done.status, 69, 'the status')
    sentence(done, 'Rust 1.63.0 does not know the edition 2024', 'Rust 1.85 brings it', '--edition 2021')


TESTS = '''/* fn main() {} */
#[cfg(test)]
mod marks {
    #[test] fn adds() { assert_eq!(2 + 2, 4); }
    #[test] fn breaks() { assert_eq!("a".repeat(3), "aa", "three is not two"); }
    #[test] #[ignore = "slow"] fn skipped() {}
}
'''


@test('18 tests: found by themselves; one passes, one fails at its place, one is left out with its reason')
def _(place):
    done = place.run_text(TESTS)
    same(done.status, 101, 'the status')
    has(done.out, 'test marks::adds ... ok', 'test marks::breaks ... FAILED', 'marks::skipped ... ignored, slow',
        '1 passed; 1 failed; 1 ignored', 'main.rs:5:27', '"aaa"', '"aa"', 'three is not two')
    end = place.run('run', '--json', 'main.rs').end()
    same((end['phase'], end['cause'], end['status']), ('run', 'exited', 101))
    has(end['text'], 'Some tests failed')


@test('18 tests: some chosen by name')
def _(place):
    done = place.run_text(TESTS, '--', 'adds', command='test')
    same(done.status, 0, 'the status')
    has(done.out, '1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out')


ACTIONS = [
    ('a', 'a live main beside a test in a comment', 'run', 'fn main() {}\n/*\n#[test]\nfn t() {}\n*/\n'),
    ('b', 'a main that is not at the root', 'build', 'mod m { fn main() {} }\n'),
    ('c', 'only a test of tokio', 'test', '#[tokio::test]\nasync fn t() {}\n'),
    ('d', 'a main with a visibility', 'run', 'pub(crate) fn main() {}\n'),
    ('e', 'a main in a string', 'build', 'const S: &str = "fn main()";\n'),
    ('f', 'a declared library with tests and main', 'build',
     '#![crate_type = "lib"]\n#[test] fn t() {}\nfn main() {}\n'),
]


def add_action_tests():
    for letter, what, action, program in ACTIONS:
        @test(f'19{letter} action: {what}: {action}')
        def _(place, letter=letter, action=action, program=program):
            done = place.run_text(program, '--json')
            same(done.events()[0]['action'], action, 'the action')
            same(done.status, 101 if letter == 'c' else 0, 'the status')  # there is no tokio
            phases = [event['phase'] for event in done.events() if event['event'] == 'phase']
            same(phases, ['compile'] if action == 'build' or letter == 'c' else ['compile', 'run'], 'the phases')


add_action_tests()


@test('20 many files: three levels, as files and as a folder')
def _(place):
    files = {'src/main.rs': 'mod grid; fn main() { println!("{}", grid::cell::value()); }',
             'src/grid.rs': 'pub mod cell;', 'src/grid/cell.rs': 'pub fn value() -> u8 { 42 }'}
    for name, text in files.items():
        place.write(f'p/{name}', text)
    for arguments, cwd in ((('p',), None), ((), place.work / 'p'), (('.',), place.work / 'p'),
                           ([f'p/{name}' for name in files], None), (reversed(list(files)), place.work / 'p')):
        done = place.run('run', *arguments, cwd=cwd)
        same((done.status, done.out, done.err), (0, '42\n', ''), arguments)


@test('20 many files: one that was removed is missing at once')
def _(place):
    place.write('p/src/main.rs', 'mod grid; fn main() { println!("{}", grid::cell::value()); }')
    place.write('p/src/grid.rs', 'pub mod cell;')
    cell = place.write('p/src/grid/cell.rs', 'pub fn value() -> u8 { 42 }')
    same(place.run('run', 'p').out, '42\n', 'stdout')
    cell.unlink()
    done = place.run('run', 'p')
    same(done.status, 101, 'the status')
    has(done.err, 'E0583', 'src/grid.rs:1:1')


@test('22 format: four spaces, in place')
def _(place):
    place.write('main.rs', 'fn   main(  ){let v=[1,2,\n3];for x in v{ print!("{x} ") }}')
    done = place.run('fmt', 'main.rs')
    same((done.status, done.out, done.err), (0, '', ''))
    same(place.read('main.rs'), 'fn main() {\n    let v = [1, 2, 3];\n    for x in v {\n        print!("{x} ")\n    }\n}\n')


@test('22 format: what is no program stays as it is')
def _(place):
    broken = 'fn main() { let x = ; }'
    done = place.run_text(broken, command='fmt')
    same(done.status, 101, 'the status')
    has(done.err, 'main.rs:1:21')
    same(place.read('main.rs'), broken, 'the file')


@test('22 lint: three of Clippy')
def _(place):
    done = place.run_text('''fn main() {
    let words = vec!["one", "two"];
    if words.len() == 0 {
        return;
    }
    for i in 0..words.len() {
        println!("{}", words[i]);
    }
}
''', command='clippy')
    has(done.err, 'needless_range_loop', 'len_zero', 'useless_vec', ' --> main.rs:')
    same((done.status, done.out), (0, ''))


TRIPLE = '''#[unsafe(no_mangle)] pub fn triple(n: u32) -> u32 { n * 3 }
fn main() { println!("{}", triple(std::env::args().count() as u32)); }
'''


@test('23 emit: assembly in both syntaxes')
def _(place):
    done = place.run('emit', 'asm', '--release', place.write('main.rs', TRIPLE))
    same((done.status, done.err), (0, ''))
    matches(done.out, r'leal\s+\(%rdi,%rdi,2\), %eax')
    lacks(done.out, '.cfi_')
    done = place.run('emit', 'asm', '--release', '--intel', 'main.rs')
    matches(done.out, r'lea\s+eax, \[rdi \+ 2\*rdi\]')
    lacks(done.out, '.cfi_', '%')


@test('23 emit: assembly without the filter')
def _(place):
    done = place.run('emit', 'asm', '--release', '--no-filter', place.write('main.rs', TRIPLE))
    has(done.out, '.cfi_', '.section')


@test('23 emit: HIR and expansion on a stable compiler, which is said')
def _(place):
    program = '#[derive(Clone, PartialEq)] struct Seat(u8);\nfn main() { println!("{}", Seat(7) == Seat(8).clone()); }'
    done = place.run('expand', place.write('main.rs', program))
    same(done.status, 0, 'the status')
    has(done.out, 'impl ::core::clone::Clone for Seat', 'impl ::core::cmp::PartialEq for Seat')
    if '1.96' in (version := place.run('toolchain', 'list').out) and 'nightly' not in version:
        has(done.err, "the compiler's own bootstrap switch")
        lacks(done.err, 'error')
    done = place.run('emit', 'hir', 'main.rs')
    same(done.status, 0, 'the status')
    has(done.out, 'Seat', 'fn main()')


@test('30 colour: bold green as it was meant, with no text of the escape')
def _(place):
    place.write('main.rs', 'fn main() { println!("\\x1b[1;32mgo\\x1b[0m"); }')
    done = place.terminal('run', 'main.rs').wait()
    has(done.out, '\x1b[1;32mgo\x1b[0m')
    lacks(done.out, '\u241b', '\\x1b', '^[')
    done = place.run('run', 'main.rs')
    same(done.raw_out, b'\x1b[1;32mgo\x1b[0m\n', 'stdout')
    done = place.run('run', '--json', 'main.rs')
    same(done.text(), '\x1b[1;32mgo\x1b[0m\n', 'the text')


@test('30 colour: messages of the compiler are coloured on a terminal and plain elsewhere')
def _(place):
    place.write('main.rs', BORROW)
    has(place.terminal('check', 'main.rs').wait().out, '\x1b[', 'E0382')
    lacks(place.run('check', 'main.rs').err, '\x1b')
    lacks(place.terminal('check', 'main.rs', env={'NO_COLOR': '1'}).wait().out, '\x1b[')


NONZERO = 'use std::num::NonZeroU8; fn main() { let x = NonZeroU16::new(3); println!("{x:?} {:?}", NonZeroU8::new(1)); }'


def apply(place, edit):
    """The file of @edit, changed by it."""
    span = edit['span']
    data = (place.work / span['file']).read_bytes()
    place.write(span['file'], data[:span['byte_start']] + edit['replacement'].encode() + data[span['byte_end']:])


@test('30 hints: an import that the compiler proposes, as an edit of the file with the error')
def _(place):
    place.write('main.rs', NONZERO)
    place.write('p/src/main.rs', 'mod seats; fn main() { seats::show(); }')
    place.write('p/src/seats.rs', NONZERO.replace('fn main', 'pub fn show'))
    for arguments, cwd in ((('main.rs',), place.work), (('.',), place.work / 'p')):
        done = place.run('check', '--json', *arguments, cwd=cwd)
        same(done.status, 101, 'the status')
        found = [e for e in done.events() if e['event'] == 'diagnostic' and e.get('code') == 'E0433'][0]
        edits = [suggestion['edits'] for suggestion in found['suggestions']
                 if suggestion['edits'][0]['replacement'].strip() == 'use std::num::NonZeroU16;']
        check(edits, json.dumps(found['suggestions']))
        for edit in edits[0]:
            edit['span']['file'] = str((cwd / edit['span']['file']).relative_to(place.work))
            apply(place, edit)
        done = place.run('run', *arguments, cwd=cwd)
        same((done.status, done.out), (0, 'Some(3) Some(1)\n'))


if __name__ == '__main__':
    main()
