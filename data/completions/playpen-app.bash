# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
# Completion of playpen-app's command line for bash. Needs nothing of the package bash-completion.
# tests/data/check_app.py compares the options with what playpen-app --help prints.

_playpen_app() {
  local cur=${COMP_WORDS[COMP_CWORD]} name
  COMPREPLY=()

  case $cur in
    -*)
      COMPREPLY=($(compgen -W '--new-window --help --version' -- "$cur"))
      return ;;
  esac
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do
    if [ -d "${name/#\~\//$HOME/}" ] || [[ $name = *.rs ]]; then
      COMPREPLY+=("$name")
    fi
  done < <(compgen -f -- "$cur")
}

complete -F _playpen_app playpen-app
