# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What the tests of the command line share: a place of its own for each test, and the playpen command in it, run to its
end, watched while it runs, or typed at on a terminal.

A test is a function with @test ('its name'); it gets a Place and fails by an exception, mostly by check () and its
like. main () runs all tests of the file and prints TAP. $PLAYPEN is the command; words on the command line choose the
tests whose names hold one of them. With $PLAYPEN_TEST_AS=user, root runs the command as an ordinary user.

After each test nothing of it may be left: no process (this one is the subreaper of all that it starts), no file in
its TMPDIR or HOME. Nothing here sleeps for a time that was guessed: conditions are waited for, with a limit.
"""
import contextlib
import ctypes
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import traceback

LIMIT = 60  # seconds for anything that has no tighter one
SLOW = float(os.environ.get('PLAYPEN_TEST_SLOW', '1'))  # sanitizers
USER = 30000 + os.getpid() % 20000  # one that nobody else has, as far as one can tell
PR_SET_CHILD_SUBREAPER = 36

tests = []


class Skip(Exception):
    """The test cannot be done here; the text says why."""


def test(name):
    def add(function):
        tests.append((name, function))
        return function
    return add


# --- What is expected


def check(holds, text):
    if not holds:
        raise AssertionError(text)


def same(actual, wanted, what='it'):
    check(actual == wanted, f'{what} is {actual!r}, not {wanted!r}')


def has(text, *parts):
    for part in parts:
        check(part in text, f'{part!r} is not in {text!r}')


def lacks(text, *parts):
    for part in parts:
        check(part not in text, f'{part!r} is in {text!r}')


def matches(text, pattern):
    found = re.search(pattern, text, re.M)
    check(found, f'{pattern!r} does not match {text!r}')
    return found


def within(actual, seconds, what):
    """A limit that is promised to people: three times its length leaves room for a busy machine."""
    check(actual <= seconds * 3 * SLOW, f'{what} took {actual:.2f} s, not {seconds} s')


def wait_until(condition, limit=LIMIT, what='a condition'):
    """What @condition returns, once that is true."""
    deadline = time.monotonic() + limit * SLOW
    while not (value := condition()):
        check(time.monotonic() < deadline, f'{what} did not come true within {limit} s')
        time.sleep(0.005)
    return value


def complain(done, status, *parts):
    """The command refused: with @status, nothing on standard output, and one sentence that has all @parts."""
    same(done.status, status, 'the status')
    same(done.out, '', 'standard output')
    sentence(done, *parts)


def sentence(done, *parts):
    """One line of Playpen's own is all that standard error holds, and it has all @parts."""
    matches(done.err, r'\Aplaypen: [^\n]*\S\n\Z')
    lacks(re.sub(r'\b(include_str|println)!', '', done.err), '!', 'GLib', 'Error')
    has(done.err, *parts)


# --- Processes


class Process:
    """A process by its id and start, so that a reused id is not taken for it."""

    def __init__(self, pid):
        self.pid = pid
        self.start = self.read()[19]

    def read(self):
        with open(f'/proc/{self.pid}/stat', encoding='latin-1') as file:
            return file.read().rpartition(')')[2].split()

    def lives(self):
        try:
            fields = self.read()
        except OSError:
            return False
        return fields[19] == self.start and fields[0] not in 'ZX'

    def name(self):
        with contextlib.suppress(OSError), open(f'/proc/{self.pid}/cmdline', 'rb') as file:
            return file.read().replace(b'\0', b' ').decode('latin-1').strip()
        return '?'

    def peak_kib(self):
        with open(f'/proc/{self.pid}/status', encoding='latin-1') as file:
            return int(re.search(r'VmHWM:\s+(\d+)', file.read())[1])


def all_processes():
    for entry in os.listdir('/proc'):
        if entry.isdigit():
            with contextlib.suppress(OSError, IndexError):
                yield Process(int(entry))


def descendants(pid):
    """The living processes below @pid; of this one too those whose parents have died."""
    children = {}
    for process in all_processes():
        with contextlib.suppress(OSError):
            children.setdefault(int(process.read()[1]), []).append(process)
    found, todo = [], [pid]
    while todo:
        for process in children.get(todo.pop(), []):
            found.append(process)
            todo.append(process.pid)
    return [process for process in found if process.lives()]


def reap_strays():
    """Waits for those who were inherited and have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass


def expect_no_process(limit=3):
    def none_left():
        reap_strays()
        return not descendants(os.getpid())
    try:
        wait_until(none_left, limit)
    except AssertionError:
        left = [f'{process.pid} {process.name()}' for process in descendants(os.getpid())]
        raise AssertionError(f'processes are left: {left}') from None


# --- The command


class Done:
    """A run that has ended: status (128 + signal, as a shell counts), out and err as text, raw_out and raw_err as
    bytes, seconds that it took."""

    def __init__(self, status, out, err, seconds):
        self.status = status if status >= 0 else 128 - status
        self.raw_out, self.raw_err = out, err
        self.out, self.err = (stream.decode('utf-8', 'surrogateescape') for stream in (out, err))
        self.seconds = seconds

    def events(self):
        """The events of --json, in order; each line parses, the first is start, the last is end."""
        events = [json.loads(line) for line in self.out.splitlines()]
        check(events, 'there are no events')
        same(events[0]['event'], 'start', 'the first event')
        same(events[0]['v'], 1, 'the version')
        same(events[-1]['event'], 'end', 'the last event')
        same([e for e in events if e['event'] in ('start', 'end')], [events[0], events[-1]], 'start and end')
        times = [event['ms'] for event in events]
        same(times, sorted(times), 'the times')
        return events

    def end(self):
        end = self.events()[-1]
        same(end['exit'], self.status, "the end event's exit")
        return end

    def text(self, stream='stdout'):
        return ''.join(e['text'] for e in self.events() if e['event'] == 'output' and e['stream'] == stream)

    def __str__(self):
        return f'status {self.status} after {self.seconds:.2f} s\nstdout: {self.out[-2000:]!r}\nstderr: {self.err[-4000:]!r}'


class Running:
    """The command while it runs, on pipes: out and err hold what has been read so far."""

    def __init__(self, argv, options, stdin=subprocess.DEVNULL):
        self.started = time.monotonic()
        self.popen = subprocess.Popen(argv, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.pid = self.popen.pid
        self.raw = {self.popen.stdout.fileno(): bytearray(), self.popen.stderr.fileno(): bytearray()}
        self.open = set(self.raw)
        self.reading = set(self.raw)
        self.ended = None

    def text(self, fd):
        return self.raw[fd].decode('utf-8', 'surrogateescape')

    @property
    def out(self):
        return self.text(self.popen.stdout.fileno())

    @property
    def err(self):
        return self.text(self.popen.stderr.fileno())

    def pause(self):
        """Nobody reads standard output from here on."""
        self.reading.discard(self.popen.stdout.fileno())

    def resume(self):
        self.reading.add(self.popen.stdout.fileno())

    def hang_up(self):
        """Standard output is closed on our side; what came stays."""
        fd = self.popen.stdout.fileno()
        self.reading.discard(fd)
        self.open.discard(fd)
        with open(os.devnull, 'rb') as null:
            os.dup2(null.fileno(), fd)

    def read_some(self, timeout):
        ready = select.select(self.open & self.reading, [], [], timeout)[0]
        for fd in ready:
            try:
                data = os.read(fd, 65536)
            except OSError:  # a terminal whose other end was closed
                data = b''
            self.raw[fd] += data
            if not data:
                self.open.discard(fd)
        return bool(ready)

    def expect(self, text, limit=LIMIT, stream='out'):
        """Reads until @text has come; the seconds since the start at which it had."""
        deadline = time.monotonic() + limit * SLOW
        while text not in getattr(self, stream):
            left = deadline - time.monotonic()
            check(left > 0 and self.open, f'{text!r} did not come: {getattr(self, stream)[-3000:]!r}')
            self.read_some(min(left, 0.1))
        return time.monotonic() - self.started

    def send(self, text):
        self.popen.stdin.write(text.encode())
        self.popen.stdin.flush()

    def close(self):
        self.popen.stdin.close()

    def kill(self, number):
        os.kill(self.pid, number)

    def poll(self):
        """Whether it has ended."""
        if self.ended is None and self.popen.poll() is not None:
            self.ended = time.monotonic()
        return self.ended is not None

    def wait(self, limit=LIMIT):
        """Reads on to its end."""
        deadline = time.monotonic() + limit * SLOW
        while not self.poll():
            check(time.monotonic() < deadline, f'it did not end within {limit} s; so far {self.out[-2000:]!r} and '
                                               f'{self.err[-2000:]!r}')
            self.read_some(0.01)
        while self.open & self.reading and self.read_some(5):
            pass
        return self.done()

    def done(self):
        streams = [self.text(fd).encode('utf-8', 'surrogateescape') for fd in self.raw]
        self.result = Done(self.popen.returncode, streams[0], streams[1] if len(streams) > 1 else b'',
                           self.ended - self.started)
        return self.result

    def clean(self):
        if not self.poll():
            self.popen.kill()
            self.popen.wait()
        for file in (self.popen.stdin, self.popen.stdout, self.popen.stderr):
            if file is not None:
                with contextlib.suppress(OSError):
                    file.close()


class Terminal(Running):
    """The command on a terminal of 80 columns, with its streams all there: out holds what one would see."""

    def __init__(self, argv, options, stdin=None, stdout=None, stderr=None):
        self.master, slave = os.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        self.started = time.monotonic()
        # Becomes a session of its own, with this terminal as the one that ^C comes from.
        argv = ['setsid', '--ctty', *argv] if stdin is None else argv
        self.popen = subprocess.Popen(argv, stdin=slave if stdin is None else stdin,
                                      stdout=slave if stdout is None else stdout,
                                      stderr=slave if stderr is None else stderr, **options)
        os.close(slave)
        self.pid = self.popen.pid
        self.raw = {self.master: bytearray()}
        for file in (self.popen.stdout, self.popen.stderr):
            if file is not None:
                self.raw[file.fileno()] = bytearray()
        self.open = set(self.raw)
        self.reading = set(self.raw)
        self.ended = None

    def text(self, fd):
        """Without what the terminal adds at the end of a line."""
        return super().text(fd).replace('\r\n', '\n')

    @property
    def out(self):
        return self.text(self.master)

    err = out

    def type(self, text):
        os.write(self.master, text.encode())

    def clean(self):
        super().clean()
        os.close(self.master)


# --- Places


class Place:
    """Where a test works: home, tmp (its TMPDIR) and work, where the command is started."""

    def __init__(self, base, stage):
        self.stage = stage
        self.path = pathlib.Path(tempfile.mkdtemp(dir=base))
        self.path.chmod(0o755)
        self.home, self.tmp, self.work = (self.path / name for name in ('home', 'tmp', 'work'))
        for folder in (self.home, self.tmp, self.work):
            folder.mkdir(mode=0o755)
            self.give(folder)
        self.running = []
        self.last = None

    def give(self, path):
        if self.stage.account is not None:
            os.chown(path, self.stage.account, self.stage.account, follow_symlinks=False)

    def write(self, name, text, mode=0o644):
        """Makes a file in work, or where @name leads from there; text or bytes."""
        path = self.work / name
        missing = [folder for folder in path.parents if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        path.chmod(mode)
        for made in (*missing, path):
            self.give(made)
        return path

    def read(self, name):
        return (self.work / name).read_text(encoding='utf-8')

    def list(self):
        """All that there is in home, tmp and work, with sizes and times."""
        found = {}
        for folder in (self.home, self.tmp, self.work):
            for path in sorted(folder.rglob('*')):
                info = path.lstat()
                found[str(path.relative_to(self.path))] = (info.st_mode, info.st_size, info.st_mtime_ns)
        return found

    def environment(self, changes=None):
        environment = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'HOME': str(self.home), 'TMPDIR': str(self.tmp),
                       'LC_ALL': 'C.UTF-8', 'TERM': 'xterm-256color', 'PLAYPEN_STORE': str(self.stage.store),
                       'XDG_RUNTIME_DIR': str(self.path / 'none'), 'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/none'}
        for name, value in os.environ.items():
            if name.endswith('SAN_OPTIONS') or name == 'G_SLICE':
                environment[name] = value
        environment.update(changes or {})
        return {name: value for name, value in environment.items() if value is not None}

    def options(self, env=None, cwd=None, account=True):
        options = {'env': self.environment(env), 'cwd': cwd or self.work}
        if account and self.stage.account is not None:
            options |= {'user': self.stage.account, 'group': self.stage.account, 'extra_groups': []}
        return options

    def start(self, *arguments, stdin=subprocess.DEVNULL, wrap=(), account=True, **options):
        """The command, running; @wrap is what it is started by."""
        argv = [*wrap, str(self.stage.command), *map(str, arguments)]
        running = Running(argv, self.options(account=account, **options), stdin)
        self.running.append(running)
        return running

    def terminal(self, *arguments, streams=None, **options):
        """The command on a terminal; @streams: those that are something else, as for subprocess.Popen."""
        terminal = Terminal([str(self.stage.command), *map(str, arguments)], self.options(**options), **(streams or {}))
        self.running.append(terminal)
        return terminal

    def run(self, *arguments, input=None, limit=LIMIT, **options):
        """The command, run to its end with @input, or nothing, as its standard input."""
        running = self.start(*arguments, stdin=subprocess.DEVNULL if input is None else subprocess.PIPE, **options)
        if input is not None:
            with contextlib.suppress(BrokenPipeError):
                running.popen.stdin.write(input.encode() if isinstance(input, str) else input)
            with contextlib.suppress(BrokenPipeError):
                running.close()
        self.last = running.wait(limit)
        return self.last

    def run_text(self, text, *arguments, name='main.rs', command='run', **options):
        """Runs a program that is given as text, as the file @name."""
        self.write(name, text)
        return self.run(command, name, *arguments, **options)

    def clean(self):
        for running in self.running:
            running.clean()
        shutil.rmtree(self.path, ignore_errors=True)


class Stage:
    """What all places share: the command, and a store that the toolchains were met in."""

    def __init__(self):
        self.base = pathlib.Path(tempfile.mkdtemp(prefix='playpen-test-'))
        self.base.chmod(0o755)
        self.store = self.base / 'store'
        self.store.mkdir(mode=0o755)
        self.command = pathlib.Path(os.environ['PLAYPEN']).resolve()
        self.account = None
        if os.environ.get('PLAYPEN_TEST_AS') == 'user':
            self.become_user()

    def become_user(self):
        """A user may not reach a clone of root's: the two programs lie in the same way to each other elsewhere."""
        self.account = USER
        build = self.command.parents[2]
        for name in ('app/cli/playpen', 'sandbox/init/playpen-init', 'sandbox/init/playpen-probe'):
            if (build / name).exists():
                (self.base / 'build' / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(build / name, self.base / 'build' / name)
        self.command = self.base / 'build/app/cli/playpen'
        for path in (self.base, self.store):
            os.chown(path, USER, USER)


def is_root(place):
    return os.geteuid() == 0 and place.stage.account is None


def explain(place, error):
    if not isinstance(error, AssertionError):
        traceback.print_exception(error, file=sys.stdout)
        return
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    if frames:
        print(f'# {frames[-1].filename}:{frames[-1].lineno}: {frames[-1].line}')
    print('# ' + str(error)[:6000].replace('\n', '\n# '))
    if place.last is not None:
        print('# ' + str(place.last).replace('\n', '\n# '))


def expect_nothing_left(place):
    for running in place.running:
        check(running.poll(), f'{running.popen.args} was not waited for')
    expect_no_process()
    same([str(path) for path in place.tmp.rglob('*')], [], 'what is left in TMPDIR')


def run_one(number, name, function, stage):
    place = Place(stage.base, stage)
    started = time.monotonic()
    try:
        function(place)
        expect_nothing_left(place)
        print(f'ok {number} - {name}')
        good = True
    except Skip as skip:
        print(f'ok {number} - {name} # SKIP {skip}')
        good = True
    except Exception as error:  # pylint: disable=broad-except
        print(f'not ok {number} - {name}')
        explain(place, error)
        good = False
    finally:
        place.clean()
    with contextlib.suppress(AssertionError):
        expect_no_process()
    print(f'# {time.monotonic() - started:.2f} s', flush=True)
    return good


def main():
    if os.environ.get('PLAYPEN_TEST_AS') == 'user' and os.geteuid() != 0:
        print('1..0 # SKIP these tests run as an ordinary user already')
        return
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):  # a background shell may have had them ignored
        signal.signal(number, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    chosen = [(name, function) for name, function in tests
              if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]
    print(f'1..{len(chosen)}', flush=True)
    stage = Stage()
    try:
        results = [run_one(number, name, function, stage) for number, (name, function) in enumerate(chosen, 1)]
    finally:
        shutil.rmtree(stage.base, ignore_errors=True)
    sys.exit(0 if all(results) else 1)
