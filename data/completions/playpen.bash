# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
# Completion of playpen's command line for bash. Needs nothing of the package bash-completion.
# tests/data/check_completions.py compares the options with what playpen COMMAND --help prints.

# _playpen_offer WORDS: those of WORDS that begin like the word at the cursor.
_playpen_offer() {
  local IFS=$' \t\n'
  COMPREPLY+=($(compgen -W "$1" -- "$cur"))
}

# _playpen_files [SUFFIX…]: folders, and the files whose names end so; spaces in names stay whole.
_playpen_files() {
  local name suffix
  compopt -o filenames 2>/dev/null
  while IFS= read -r name; do
    for suffix in "${@-}"; do
      [[ $name != *"$suffix" ]] || break
    done
    if [ -d "${name/#\~\//$HOME/}" ] || [[ $name = *"$suffix" ]]; then
      COMPREPLY+=("$name")
    fi
  done < <(compgen -f -- "$cur")
}

# The channels, and the toolchains of this machine by name; asking takes a few milliseconds once they are known.
_playpen_channels() {
  local names
  names=$("${COMP_WORDS[0]}" toolchain list --json 2>/dev/null | sed -n 's/^ *"name" : "\(.*\)",\{0,1\}$/\1/p')
  _playpen_offer "stable beta nightly $names"
}

# _playpen_value OPTION: offers what can stand behind the option; fails when the option takes no value.
_playpen_value() {
  case $1 in
    --channel) _playpen_channels ;;
    --edition) _playpen_offer '2015 2018 2021 2024' ;;
    --stdin | --output | -o) _playpen_files ;;
    --env | --env-crates | --time | --memory | --title | --author | --key) ;;
    *) return 1 ;;
  esac
}

_playpen_options() {
  local common='--channel= -n --nightly -b --beta --edition= --release --backtrace --json --env-crates= --help'
  local runs='--stdin= --env= --time= --memory='
  case $1 in
    run | test | miri) _playpen_offer "$common $runs --watch" ;;
    check | clippy | expand) _playpen_offer "$common --watch" ;;
    build) _playpen_offer "$common --watch -o --output=" ;;
    fmt) _playpen_offer "$common --check" ;;
    emit) _playpen_offer "$common --watch --intel --no-demangle --no-filter" ;;
    explain) _playpen_offer "$common" ;;
    snapshot)
      _playpen_offer '-o --output= --title= --author= --edition= --no-history --no-notes --no-outputs --no-sign --link'
      _playpen_offer '--remember --key= --json --help'
      ;;
    doctor | toolchain) _playpen_offer '--json --help' ;;
  esac
  # What waits for a value is not finished: no space behind it.
  case ${COMPREPLY[0]-} in *=) [ ${#COMPREPLY[@]} -ne 1 ] || compopt -o nospace 2>/dev/null ;; esac
}

_playpen() {
  local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]-} i
  COMPREPLY=()

  if [ "$COMP_CWORD" -eq 1 ]; then
    _playpen_offer 'run build test check fmt clippy expand emit miri explain snapshot doctor toolchain --help --version'
    return
  fi
  # Behind -- stand the program's own arguments; most often they name files.
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [ "${COMP_WORDS[i]}" = -- ]; then
      _playpen_files
      return
    fi
  done
  # bash takes --edition=20 for three words.
  if [ "$cur" = = ]; then
    cur=
  elif [ "$before" = = ]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if _playpen_value "$before"; then
    return
  fi
  case $command,$COMP_CWORD,$cur in
    *,-?*) _playpen_options "$command" ;;
    emit,2,*) _playpen_offer 'asm llvm-ir mir hir wasm' ;;
    toolchain,2,*) _playpen_offer list ;;
    snapshot,2,*) _playpen_offer 'export import verify show' ;;
    snapshot,*) _playpen_files ;;
    doctor,* | toolchain,* | explain,*) ;;
    run,* | build,* | test,* | check,* | fmt,* | clippy,* | expand,* | emit,* | miri,*) _playpen_files .rs .playpen .zip .crate ;;
  esac
}

complete -F _playpen playpen
