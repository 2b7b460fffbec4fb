# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
# Completion of playpen's command line for fish.
# tests/data/check_completions.py compares the options and their descriptions with what playpen COMMAND --help prints.

# Whether the command is one of these.
function __playpen_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

# The same, before the program's own arguments begin.
function __playpen_option_of
    __playpen_command $argv; and not contains -- -- (commandline -opc)
end

# Whether the command is this one and its first word is still to come.
function __playpen_first_word_of
    set -l words (commandline -opc)
    test (count $words) -eq 2; and test $words[2] = $argv[1]
end

function __playpen_needs_command
    test (count (commandline -opc)) -eq 1
end

# Folders, files of Rust, and programs in one file; anything behind --.
function __playpen_files
    if contains -- -- (commandline -opc)
        __fish_complete_path (commandline -ct)
    else
        __fish_complete_suffix .rs | string match -r '.*(?:\.rs|\.playpen|\.zip|\.crate|/)(?:\t.*)?$'
    end
end

# Asking takes a few milliseconds once the toolchains are known.
function __playpen_channels
    printf '%s\n' stable beta nightly
    playpen toolchain list --json 2>/dev/null | string replace -rf '^ *"name" : "(.*)",?$' '$1'
end

complete -c playpen -f

complete -c playpen -n __playpen_needs_command -l help -s h -d 'List the commands'
complete -c playpen -n __playpen_needs_command -l version -s V -d 'Show the version'
complete -c playpen -n __playpen_needs_command -a run -d 'Build and run a program, or test or build it if that is what it is'
complete -c playpen -n __playpen_needs_command -a build -d 'Build a program or a library and keep it'
complete -c playpen -n __playpen_needs_command -a test -d 'Build and run the tests'
complete -c playpen -n __playpen_needs_command -a check -d 'Say what the compiler thinks, without building'
complete -c playpen -n __playpen_needs_command -a fmt -d 'Format the program, in place'
complete -c playpen -n __playpen_needs_command -a clippy -d 'Say what Clippy would write differently'
complete -c playpen -n __playpen_needs_command -a expand -d 'Show the program with its macros expanded'
complete -c playpen -n __playpen_needs_command -a emit -d 'Show what the compiler makes of the program'
complete -c playpen -n __playpen_needs_command -a miri -d 'Run the program under Miri, which finds undefined behaviour'
complete -c playpen -n __playpen_needs_command -a explain -d 'Explain an error code such as E0382'
complete -c playpen -n __playpen_needs_command -a snapshot -d 'Take a program home in one file, and bring it back'
complete -c playpen -n __playpen_needs_command -a doctor -d 'Say what this machine can do, what is missing and how to get it'
complete -c playpen -n __playpen_needs_command -a toolchain -d 'Show the Rust toolchains that were found'

complete -c playpen -n '__playpen_first_word_of emit' -a 'asm llvm-ir mir hir wasm'
complete -c playpen -n '__playpen_first_word_of toolchain' -a list
complete -c playpen -n '__playpen_first_word_of snapshot' -a 'export import verify show'
complete -c playpen -n '__playpen_command snapshot; and not __playpen_first_word_of snapshot' -F
complete -c playpen -n '__playpen_command run build test check fmt clippy expand miri' -a '(__playpen_files)'
complete -c playpen -n '__playpen_command emit; and not __playpen_first_word_of emit' -a '(__playpen_files)'

set -l programs run build test check fmt clippy expand emit miri explain
complete -c playpen -n "__playpen_option_of $programs" -x -l channel -a '(__playpen_channels)' -d 'Toolchain: stable, beta, nightly, a version or a name'
complete -c playpen -n "__playpen_option_of $programs" -s n -l nightly -d 'The same as --channel nightly'
complete -c playpen -n "__playpen_option_of $programs" -s b -l beta -d 'The same as --channel beta'
complete -c playpen -n "__playpen_option_of $programs" -x -l edition -a '2015 2018 2021 2024' -d 'Edition: 2015, 2018, 2021 or 2024; the newest if not given'
complete -c playpen -n "__playpen_option_of $programs" -l release -d Optimise
complete -c playpen -n "__playpen_option_of $programs" -l backtrace -d 'Show a backtrace when the program panics'
complete -c playpen -n "__playpen_option_of $programs" -l json -d 'Print what happens as JSON, one event a line'
complete -c playpen -n "__playpen_option_of $programs" -x -l env-crates -d 'Use the crates of this environment'
complete -c playpen -n "__playpen_option_of $programs snapshot doctor toolchain" -l help -d 'Show the options'

set -l runs run test miri
complete -c playpen -n "__playpen_option_of $runs" -r -F -l stdin -d 'Give the program this file as standard input'
complete -c playpen -n "__playpen_option_of $runs" -x -l env -d 'Set an environment variable of the program; may be repeated'
complete -c playpen -n "__playpen_option_of $runs" -x -l time -d 'Let the program run for at most so many seconds'
complete -c playpen -n "__playpen_option_of $runs" -x -l memory -d 'Let the program use at most so many MiB of memory'

complete -c playpen -n '__playpen_option_of run build test check clippy expand emit miri' -l watch -d 'Do it again whenever a file is saved, until Ctrl-C'
complete -c playpen -n '__playpen_option_of build' -r -F -s o -l output -d 'Write the result to this file'
complete -c playpen -n '__playpen_option_of fmt' -l check -d 'Change nothing; show what would change and exit with 1'
complete -c playpen -n '__playpen_option_of emit' -l intel -d 'Assembly in Intel\'s syntax instead of AT&T\'s'
complete -c playpen -n '__playpen_option_of emit' -l no-demangle -d 'Leave symbol names as the linker sees them'
complete -c playpen -n '__playpen_option_of emit' -l no-filter -d 'Leave directives and unused labels in'
complete -c playpen -n '__playpen_option_of snapshot' -r -F -s o -l output -d 'export, import: write to this file or folder'
complete -c playpen -n '__playpen_option_of snapshot' -x -l title -d 'export: what it is called'
complete -c playpen -n '__playpen_option_of snapshot' -x -l author -d 'export: who it is by'
complete -c playpen -n '__playpen_option_of snapshot' -x -l edition -a '2015 2018 2021 2024' -d 'export, import: the edition of a program that does not say'
complete -c playpen -n '__playpen_option_of snapshot' -l no-history -d 'export: leave out all edits and runs'
complete -c playpen -n '__playpen_option_of snapshot' -l no-notes -d 'export: leave out the private notes of steps'
complete -c playpen -n '__playpen_option_of snapshot' -l no-outputs -d 'export: leave out what runs printed'
complete -c playpen -n '__playpen_option_of snapshot' -l no-sign -d 'export: do not sign it'
complete -c playpen -n '__playpen_option_of snapshot' -l link -d 'export: print a link to play.rust-lang.org instead'
complete -c playpen -n '__playpen_option_of snapshot' -l remember -d 'import: remember who signed it'
complete -c playpen -n '__playpen_option_of snapshot' -x -l key -d 'verify: refuse it unless this public key signed it'
complete -c playpen -n '__playpen_option_of snapshot' -l json -d 'show: print a JSON object'
complete -c playpen -n '__playpen_option_of doctor' -l json -d 'Print a JSON object instead'
complete -c playpen -n '__playpen_option_of toolchain' -l json -d 'Print a JSON array instead of a table'
