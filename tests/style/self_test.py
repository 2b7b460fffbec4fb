#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The checks can fail: each rule is shown a bad sample that it must name, and a good one that it must let pass."""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'util'))

import check_headers
import check_layers
import check_style
import check_tree
import count
import tree

HEAD = '/* Copyright 2026 The Playpen authors\n * SPDX-License-Identifier: MIT OR Apache-2.0 */\n'
C = HEAD + '/* A sample. */\n'
H = HEAD + '#pragma once\n\n'


def function(body, name='sample'):
    return f'static void\n{name} (void)\n{{\n{body}}}\n'


# rule, path, bad text, good text
STYLE = [
    ('file-length', 'sandbox/a.c', C + '\n' * 800, C + '\n' * 797),
    ('line-length', 'sandbox/a.c', C + f'/* {"x" * 96} */\n', C + f'/* {"ü" * 94} */\n'),
    ('blanks', 'sandbox/a.c', C + 'int f (void); \n', C + 'int f (void);\n'),
    ('blanks', 'sandbox/a.c', C + '\tint f (void);\n', C),
    ('blanks', 'sandbox/a.c', C + '/* x */', C),
    ('licence', 'sandbox/a.h', '#pragma once\n', H),
    ('pragma-once', 'sandbox/a.h', HEAD + '#ifndef A\n#endif\n', H),
    ('purpose', 'sandbox/a.c', HEAD + '#include "a.h"\n', C),
    ('goto', 'sandbox/a.c', C + function('  goto out;\n'), C + '/* goto */\n'),
    ('forbidden-call', 'sandbox/a.c', C + function('  strcpy (a, b);\n'), C + function('  my_strcpy (a, b);\n')),
    ('forbidden-call', 'tests/a.c', C + function('  return system ("ls");\n'), C + function('  f ("system (1)");\n')),
    ('exclamation', 'app/core/a.c', C + function('  f (_ ("Done!"));\n'), C + function('  f (_ ("Use panic!."));\n')),
    ('function-length', 'sandbox/a.c', C + function('  f ();\n' * 61), C + function('  f ();\n' * 60)),
    ('chain-up', 'sandbox/a.c', C + function('  f ();\n', 'pen_a_finalize'),
     C + function('  G_OBJECT_CLASS (pen_a_parent_class)->finalize (object);\n', 'pen_a_finalize')),
    ('mutable-global', 'sandbox/a.c', C + 'static int n;\n', C + 'static const int n = 1;\n'),
    ('mutable-global', 'sandbox/a.c', C + 'int n = 1;\n', C + 'int n (void);\n'),
    ('mutable-global', 'sandbox/a.c', C + 'static const char *words[] = {"a"};\n',
     C + 'static const char *const words[] = {"a"};\n'),
    ('mutable-global', 'sandbox/a.c', C + function('  static int n;\n'), C + function('  int n;\n')),
    ('mutable-global', 'sandbox/a.c', C + 'static char buffer[sizeof (int) + 1];\n',
     C + 'static guint signals[N_SIGNALS];\n'),
    ('doc', 'sandbox/a.h', H + 'int pen_a_get (void);\n', H + '/** pen_a_get: how many */\nint pen_a_get (void);\n'),
    ('test-name', 'tests/sandbox/test-b.c', C, None),
    ('unused-escape', 'sandbox/a.c', C + 'int f (void); /* nocheck: goto, no reason */\n', C),
]
LAYERS = [
    ('include', 'sandbox/a.c', '#include <json-glib/json-glib.h>\n', '#include <gio/gio.h>\n'),
    ('include', 'sandbox/a.c', '#include "toolchains.h"\n', '#include "a.h"\n'),
    ('include', 'sandbox/init/a.c', '#include <glib.h>\n', '#include <linux/seccomp.h>\n#include "../frame.h"\n'),
    ('include', 'sandbox/init/a.c', '#include "../a.h"\n', '#include <stdio.h>\n'),
    ('include', 'toolchains/a.c', '#include "core.h"\n', '#include "sandbox.h"\n'),
    ('include', 'toolchains/a.c', '#include "a.h"\n', '#include <json-glib/json-glib.h>\n'),
    ('include', 'app/core/a.c', '#include <gtk/gtk.h>\n', '#include "toolchains.h"\n'),
    ('include', 'app/cli/a.c', '#include <libsoup/soup.h>\n', '#include "core.h"\n'),
    ('spawn', 'sandbox/a.c', C + function('  fork ();\n'), C + '/* fork () */\n'),
    ('spawn', 'app/cli/a.c', C + function('  g_spawn_sync (a);\n'), C + function('  pen_spawn (a);\n')),
    ('json-parser', 'app/core/a.c', C + function('  json_parser_new ();\n'), C + function('  json_node_new ();\n')),
    ('libsoup', 'app/core/a.c', C + function('  soup_server_new ();\n'), C),
    ('shell', 'tests/a.c', C + function('  popen (a);\n'), C),
]
LINKED = ' 0x0000000000000001 (NEEDED)             Shared library: [{}]\n'
TAP = [  # what count.py reads from one program: text, Meson's result, then passed, failed, skipped
    ('1..2\nok 1 /a\nok 2 /b\n', 'OK', (2, 0, 0)),
    ('1..2\nok 1 /a\nnot ok 2 /b\n', 'FAIL', (1, 1, 0)),
    ('1..2\nok 1 /a # SKIP no bwrap\nok 2 /b\n', 'OK', (1, 0, 1)),
    ('1..3\nok 1 /a\n', 'ERROR', (1, 2, 0)),
    ('1..1\nok 1 /a\n', 'TIMEOUT', (1, 1, 0)),
    ('1..1\nok 1 /a\n', 'ERROR', (1, 1, 0)),
    ('1..0 # SKIP not here\n', 'SKIP', (0, 0, 1)),
    ('1..1\nBail out! no memory\n', 'FAIL', (0, 1, 0)),
    ('ok 1 /a\n', 'FAIL', (0, 1, 0)),
    ('', 'OK', (1, 0, 0)),
    ('no compiler\n', 'SKIP', (0, 0, 1)),
    ('', 'INTERRUPT', (0, 1, 0)),
]


def get_rules(problems):
    return {problem.split(': ')[1] for problem in problems}


def run_style(path, text):
    return get_rules(check_style.check([tree.File(path, text)], max_escapes=text.count('nocheck:')))


def test_style():
    for rule, path, bad, good in STYLE:
        yield f'style/{rule}', rule in run_style(path, bad) and (good is None or not run_style(path, good))
    lines = C + 'static int n; /* nocheck: mutable-global, shown here */\n'
    yield 'style/an escape lets one line pass', not run_style('sandbox/a.c', lines)
    too_many = check_style.check([tree.File('sandbox/a.c', lines)], max_escapes=0)
    yield 'style/too many escapes', get_rules(too_many) == {'escapes'}
    too_few = check_style.check([tree.File('sandbox/a.c', lines)], max_escapes=2)
    yield 'style/the number of escapes only falls', get_rules(too_few) == {'escapes'}
    pair = [tree.File('sandbox/b.h', H), tree.File('sandbox/b.c', C + '#include <stdio.h>\n')]
    yield 'style/own-header', get_rules(check_style.check(pair, max_escapes=0)) == {'own-header'}


def run_layers(path, text):
    others = [tree.File(name, '') for name in ('sandbox/a.h', 'sandbox/frame.h', 'app/core/core.h')]
    return get_rules(check_layers.check([tree.File(path, text), *others]))


def test_layers():
    for rule, path, bad, good in LAYERS:
        yield f'layers/{rule} in {path}', run_layers(path, bad) == {rule} and not run_layers(path, good)
    yield 'layers/spawn.c may fork', not run_layers('sandbox/spawn.c', C + function('  fork ();\n'))
    for library, clean in (('libgtk-4.so.1', False), ('libsoup-3.0.so.0', False), ('libgio-2.0.so.0', True)):
        found = list(check_layers.check_program('playpen', LINKED.format(library)))
        yield f'layers/linked to {library}', (found == []) == clean
    yield 'layers/init is static', list(check_layers.check_program('playpen-init', LINKED.format('libc.so.6')))


def test_headers():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        headers = {'bad.h': H + 'gint pen_a (void);\n', 'good.h': H + '#include <glib.h>\ngint pen_a (void);\n'}
        for name, text in headers.items():
            (root / name).write_text(text)
        problems = check_headers.check(root, [tree.File(name, text) for name, text in headers.items()])
    yield 'headers/compile alone', [problem.split(':')[0] for problem in problems] == ['bad.h']


def test_tree():
    top = list(check_tree.check_top([*check_tree.TOP, 'notes.txt', 'build-asan', '.git'], ['/build*/']))
    yield 'tree/a stranger at the top', [problem.split(':')[0] for problem in top] == ['notes.txt']
    yield 'tree/a missing name', len(list(check_tree.check_top(check_tree.TOP - {'po'}, []))) == 1
    said = tree.File('app/core/a.c', C + function('  f (_ ("Hello."));\n'))
    yield 'tree/not in POTFILES', list(check_tree.check_potfiles([said], '# none\n'))
    yield 'tree/in POTFILES', not list(check_tree.check_potfiles([said], 'app/core/a.c\n'))
    yield 'tree/no longer in POTFILES', list(check_tree.check_potfiles([], 'app/core/a.c\n'))
    for path, text, wanted in [('data/ui/a.ui', '<property translatable="yes">A</property>', True),
                               ('data/ui/a.ui', '<property name="visible">no</property>', False),
                               ('data/a.desktop.in', 'Name=A', True), ('data/a.service.in', 'Name=A', False)]:
        found = check_tree.get_translated([tree.File(path, text)])
        yield f'tree/{"translated" if wanted else "nothing to translate"} in {path}', bool(found) == wanted
    yield 'tree/not built', list(check_tree.check_built([said], {'app/core/meson.build': "files ('b.c')"}))
    yield 'tree/built', not list(check_tree.check_built([said], {'app/core/meson.build': "files ('a.c')"}))


def test_count():
    for text, result, wanted in TAP:
        found = [outcome for outcome, _, _ in count.judge_program({'stdout': text, 'result': result})]
        numbers = tuple(found.count(outcome) for outcome in ('passed', 'failed', 'skipped'))
        yield f'count/{result} {text.splitlines()[:1]}'.replace('#', ''), numbers == wanted
    missing = count.read_file(pathlib.Path('/nonexistent/x/y'))
    yield 'count/a file that was not written', [outcome for outcome, _, _ in missing] == ['failed']
    _, results = count.read_tap('1..1\nok 1 /a # SKIP no bwrap here\n')
    yield 'count/the reason of a skip', results == [('skipped', '/a', 'no bwrap here')]


def test_format():
    checker = pathlib.Path(__file__).with_name('check-format')
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'a.c'
        style = (tree.get_root() / '.clang-format').read_text()
        (pathlib.Path(folder) / '.clang-format').write_text(style)
        for text, clean in (('int f(void){return 1;}\n', False), ('int\nf (void)\n{\n  return 1;\n}\n', True)):
            path.write_text(text)
            status = subprocess.run([checker, folder], capture_output=True, check=False).returncode
            name = f'format/{"good" if clean else "bad"} sample'
            yield (name + ' # SKIP clang-format-14 is not installed', True) if status == 77 else (name, (status == 0) == clean)


def main():
    results = [result for test in (test_style, test_layers, test_headers, test_tree, test_count, test_format)
               for result in test()]
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print('ok' if good else 'not ok', number, name)
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
