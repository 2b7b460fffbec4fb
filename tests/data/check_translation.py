#!/usr/bin/env python3
# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What is said to people can be translated, and is: every text is extracted whole, says nothing in the words of the
code, and each language of po/LINGUAS has all of it, with the same placeholders. check_translation.py PLAYPEN | --pseudo FILE
With --pseudo it instead writes a catalogue in which every text is longer by 40 %."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from cli_help import Tap

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# As Meson's preset "glib", which is what `ninja playpen-pot` uses.
KEYWORDS = ['--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
            '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3', '--flag=N_:1:pass-c-format',
            '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format', '--flag=g_dngettext:2:pass-c-format',
            '--flag=g_strdup_printf:1:c-format', '--flag=g_string_append_printf:2:c-format',
            '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format']
# A macro that goes on with a text that is to be translated
MACRO = re.compile(r'\b(?:_|N_|ngettext) \((?:"(?:[^"\\]|\\.)*"\s*)+(?!PRI)\w+')
# Words of the code, which people do not know.
INNER = re.compile(r'\b(?:fork|snapshot|bake|jail|epoch|tier|sandbox-error)(?:s|ed|ing)?\b', re.I)
# But this command is called so, and has to be named to be typed.
COMMAND = re.compile(r'\bplaypen snapshot\b')
RUST_MACRO = re.compile(r'\b[a-z]+(?:_[a-z]+)*!')
PLACEHOLDER = re.compile(r"%(?:\d+\$)?[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|j|z|t|L)?[diouxXeEfFgGcsp%]")
ENTRY = re.compile(r'^(msgctxt|msgid(?:_plural)?|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.M)
PLURAL_FORMS = {'de': 'nplurals=2; plural=(n != 1);'}
# What a text of the language must not have.
STYLE = {'de': [(re.compile(r'[“‘](?=\w)|\\"%s'), 'has quotes that are not German: „so“'),
                (re.compile(r'\b(?:du|dir|dich|dein\w*)\b', re.I), 'says du')]}


def extract(folder):
    """The template, and what xgettext complains about."""
    pot = folder / 'playpen.pot'
    done = subprocess.run(['xgettext', '--from-code=UTF-8', '--files-from=po/POTFILES.in', '--directory=.',
                           '--add-comments', '--package-name=playpen', '-o', pot, *KEYWORDS],
                          cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return pot, [line for line in done.stderr.splitlines() if 'POTFILES' not in line]


def check_macros(root):
    """xgettext reads no macros: a text with one in it ends there in the catalogue, and is never found."""
    return [f'{path}: {match[0]!r} cannot be extracted' for floor in ('app', 'sandbox', 'toolchains')
            for path in sorted((root / floor).rglob('*.c')) for match in MACRO.finditer(path.read_text())]


class Message:
    def __init__(self, block):
        self.flags = ' '.join(re.findall(r'^#, (.*)', block, re.M))
        self.places = ' '.join(re.findall(r'^#: (.*)', block, re.M))
        self.obsolete = '\n#~' in '\n' + block
        self.ids, self.texts = [], []
        self.context = None
        for keyword, body in ENTRY.findall(block):
            text = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', body))
            if keyword == 'msgctxt':
                self.context = text
            else:
                (self.texts if keyword.startswith('msgstr') else self.ids).append(text)


def read(path):
    """All messages of a .po file but its header."""
    blocks = re.split(r'\n\s*\n', path.read_text())
    return [message for message in map(Message, blocks) if message.ids and message.ids[0] or message.obsolete]


def placeholders(text):
    """Sorted by what they stand for: those with a number by it, the others as they come."""
    found = [match[0] for match in PLACEHOLDER.finditer(text) if match[0] != '%%']
    numbered = [re.match(r'%(\d+)\$(.*)', one) for one in found]
    if found and all(numbered):
        found = [f'%{match[2]}' for match in sorted(numbered, key=lambda match: int(match[1]))]
    return found


def check_words(messages):
    return [f'{message.places}: {text!r} uses a word of the code' for message in messages for text in message.ids
            if INNER.search(COMMAND.sub('', text))] + \
           [f'{message.places}: {text!r} has an exclamation mark' for message in messages for text in message.ids
            if '!' in RUST_MACRO.sub('', text)]


def check_message(message, language):
    wanted = placeholders(message.ids[-1])
    for text in message.texts:
        if 'fuzzy' in message.flags or not text:
            yield f'{message.ids[0]!r} is not translated'
            continue
        found = placeholders(text)
        # "1 error" may do without its number, where there is a plural.
        if found != wanted and not (len(message.ids) == 2 and text == message.texts[0] and found == wanted[1:]):
            yield f'{text!r} has the placeholders {found}, not {wanted}'
        if message.ids[0].startswith('\\n') != text.startswith('\\n') or \
                message.ids[0].endswith('\\n') != text.endswith('\\n'):
            yield f'{text!r} begins or ends with another line break'
        if re.search(r'(?<!\w)_[A-Z]|\w_[a-z]', message.ids[0]) and '_' not in text and ' = ' not in text:
            yield f'{text!r} lacks the mark of its key'
        if '...' in text:
            yield f'{text!r} has three dots, not …'
        for pattern, fault in STYLE.get(language, []):
            if pattern.search(RUST_MACRO.sub('', text)):
                yield f'{text!r} {fault}'
        if '!' in RUST_MACRO.sub('', text):
            yield f'{text!r} has an exclamation mark'


def merge(language, pot, folder):
    merged = folder / f'{language}.po'
    subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, ROOT / f'po/{language}.po', pot],
                   check=True, capture_output=True)
    return merged


def check_complete(language, pot, folder):
    messages = read(merge(language, pot, folder))
    return [problem for message in messages if not message.obsolete for problem in check_message(message, language)] + \
           [f'{message.ids or "a text"} is no longer used' for message in messages if message.obsolete]


def check_form(language, pot, folder):
    """What gettext itself checks, and the header."""
    merged = merge(language, pot, folder)
    done = subprocess.run(['msgfmt', '--check', '-o', '/dev/null', merged], capture_output=True, text=True,
                          env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/bin:/bin'})
    problems = done.stderr.splitlines() if done.returncode != 0 else []
    wanted = PLURAL_FORMS.get(language)
    if wanted and f'Plural-Forms: {wanted}\\n' not in merged.read_text():
        problems.append(f'its header does not say {wanted}')
    return problems


def can_fail():
    """Each rule, shown a text that breaks it."""
    samples = [('Run', '', ''), ('%s of %u', '%u von %s', ''), ('Run', 'Lauf…\\n', ''), ('_Check Again', 'Prüfen', ''),
               ('A file.', 'Eine “Datei”.', 'de'), ('Look.', 'Sieh in deine Datei.', 'de'), ('Wait…', 'Warten...', ''),
               ('Done.', 'Fertig!', '')]
    problems = [f'{text!r} is let through' for source, text, language in samples
                if not list(check_message(Message(f'msgid "{source}"\nmsgstr "{text}"\n'), language))]
    good = [('%s of %u', '%2$u von %1$s', ''), ('%u of %s', 'Von %2$s: %1$u', 'de'), ('“%s” is new', '„%s“ ist neu', 'de'),
            ('Use println!', 'println! benutzen', 'de'), ('_Run', '_Ausführen', 'de')]
    if not MACRO.search('N_ ("To change it: " SYSCTL ("x"))') or MACRO.search('_ ("A " "B"), C'):
        problems.append('macros are not told from texts')
    words = ['Take a snapshot.', 'Playpen snapshots', 'playpen snapshot makes a snapshot']
    problems += [f'{text!r} is let through' for text in words if not check_words([Message(f'msgid "{text}"\nmsgstr ""\n')])]
    if check_words([Message('msgid "Write: playpen snapshot show"\nmsgstr ""\n')]):
        problems.append('a command cannot be named')
    return problems + [problem for source, text, language in good
                       for problem in check_message(Message(f'msgid "{source}"\nmsgstr "{text}"\n'), language)]


def lengthen(text):
    """As long as a wordier language would be, in words that can be told from others. Line breaks stay at the end."""
    if not text.strip():
        return text
    body, tail = re.fullmatch(r'(.*?)((?:\\n)*)', text, re.S).groups()
    longer = max(2, round(len(PLACEHOLDER.sub('', body)) * 0.4)) - 1
    words = ' '.join('ß' * min(9, longer - at) for at in range(0, longer, 10))
    return f'{body} {words}{tail}'


def write_pseudo(output):
    with tempfile.TemporaryDirectory() as name:
        pot, _ = extract(pathlib.Path(name))
        po = pathlib.Path(name) / 'pseudo.po'
        lines = ['msgid ""', 'msgstr ""', r'"Content-Type: text/plain; charset=UTF-8\n"',
                 r'"Plural-Forms: nplurals=2; plural=n != 1;\n"']
        for message in read(pot):
            lines += ['', *([f'msgctxt "{message.context}"'] if message.context is not None else []),
                      f'msgid "{message.ids[0]}"']
            if len(message.ids) == 2:
                lines += [f'msgid_plural "{message.ids[1]}"', f'msgstr[0] "{lengthen(message.ids[0])}"',
                          f'msgstr[1] "{lengthen(message.ids[1])}"']
            else:
                lines += [f'msgstr "{lengthen(message.ids[0])}"']
        po.write_text('\n'.join(lines) + '\n')
        subprocess.run(['msgfmt', '-o', output, po], check=True)


def check_spoken(language, binary):
    """From the build folder, without being installed."""
    wanted = [message.texts[0] for message in read(ROOT / f'po/{language}.po')
              if message.ids[0] == 'Build and run the tests']
    said = subprocess.run([binary, '--help'], capture_output=True, text=True, check=True,
                          env={'LC_ALL': 'C.UTF-8', 'LANGUAGE': language}).stdout
    return [] if wanted and wanted[0] in said else [f'{binary} says', *said.splitlines()]


def main(binary):
    tap = Tap()
    if not shutil.which('msgmerge'):
        print('1..0 # SKIP gettext is not installed')
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pot, complaints = extract(folder)
        tap.check('every text can be extracted', lambda: complaints)
        tap.check('no text has a macro in it', check_macros, ROOT)
        tap.check('no text uses a word of the code', check_words, read(pot))
        tap.check('these checks can fail', can_fail)
        for language in [line for line in (ROOT / 'po/LINGUAS').read_text().split('\n') if line and line[0] != '#']:
            tap.check(f'{language}: has a form that gettext accepts', check_form, language, pot, folder)
            tap.check(f'{language}: is complete', check_complete, language, pot, folder)
            tap.check(f'{language}: is what playpen says', check_spoken, language, binary)
    return tap.end()


if __name__ == '__main__':
    sys.exit(write_pseudo(sys.argv[2]) if sys.argv[1:2] == ['--pseudo'] else main(sys.argv[1]))
