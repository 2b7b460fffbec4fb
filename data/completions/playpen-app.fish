# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
# Completion of playpen-app's command line for fish.
# tests/data/check_app.py compares the options and their descriptions with what playpen-app --help prints.

complete -c playpen-app -f
complete -c playpen-app -a "(__fish_complete_suffix .rs | string match -r '.*(?:\.rs|/)(?:\t.*)?\$')"
complete -c playpen-app -l new-window -d 'Open a new window'
complete -c playpen-app -s h -l help -d 'Show help options'
complete -c playpen-app -l version -d 'Show the version'
