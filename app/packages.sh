# Copyright 2026 The Playpen authors
# SPDX-License-Identifier: MIT OR Apache-2.0
# Sourced by app/start and tests/run: finds out what is missing and installs it, and nothing else.
# What is needed is probed by what it can do; packages have names only where they are installed.

missing=

# need PACKAGE COMMAND…: PACKAGE is missing unless COMMAND succeeds.
need() {
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}

has() { command -v "$1"; }

has_header() { cc -E -include "$1" -x c /dev/null; }

# What every account can reach, the one that runs root's programs too.
has_in_system() { PATH=/usr/local/bin:/usr/bin:/bin command -v "$1"; }

# A toolchain in a home is enough for its owner, but root's home is closed to the account that runs root's programs.
has_own_rust() {
  [ "$(id -u)" -ne 0 ] && { has rustc || ls "${RUSTUP_HOME:-$HOME/.rustup}"/toolchains/*/bin/rustc; }
}

# An installed rustc is kept: only what it lacks is added, from the packages it comes from. Debian 12's own rustc is
# 1.63; rustc-web is 1.96 and excludes it.
need_rust() {
  if ! rustc=$(has_in_system rustc); then
    has_own_rust >/dev/null 2>&1 || missing="$missing rustc-web cargo-web rustfmt-web rust-web-clippy"
    return 0
  fi
  case $(dpkg-query -S "$rustc" 2>/dev/null) in
    rustc-web:*)
      need cargo-web has_in_system cargo
      need rustfmt-web has_in_system rustfmt
      need rust-web-clippy has_in_system clippy-driver ;;
    rustc:*)
      need cargo has_in_system cargo
      need rustfmt has_in_system rustfmt
      need rust-clippy has_in_system clippy-driver ;;
  esac
}

need_to_build() {
  need gcc has cc
  need libc6-dev has_header stdio.h
  need meson has meson
  need ninja-build has ninja
  need pkg-config has pkg-config
  need gettext has xgettext
  need bubblewrap has bwrap
  need mold has mold
  need libglib2.0-dev pkg-config --exists 'gio-2.0 >= 2.74' 'gio-unix-2.0 >= 2.74'
  need libsodium-dev pkg-config --exists 'libsodium >= 1.0.18'
  need zlib1g-dev pkg-config --exists zlib
  need libjson-glib-dev pkg-config --exists 'json-glib-1.0 >= 1.6'
  need libseccomp-dev pkg-config --exists 'libseccomp >= 2.5'
  need libiberty-dev has_header libiberty/demangle.h
  need libgtk-4-dev pkg-config --exists 'gtk4 >= 4.8'
  need libadwaita-1-dev pkg-config --exists 'libadwaita-1 >= 1.2'
  need libgtksourceview-5-dev pkg-config --exists 'gtksourceview-5 >= 5.6'
  need librsvg2-common ls /usr/lib/*/gdk-pixbuf-2.0/*/loaders/libpixbufloader-svg.so # without it no icon is drawn
  need adwaita-icon-theme ls /usr/share/icons/Adwaita/index.theme
  need fonts-cantarell ls /usr/share/fonts/*/cantarell
  need fonts-dejavu-core ls /usr/share/fonts/truetype/dejavu
  need_rust
}

# Who may install: root, or sudo when it asks nothing or somebody is there to answer.
find_root() {
  as_root=
  [ "$(id -u)" -ne 0 ] || return 0
  as_root=sudo
  command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }
}

# Nothing is ever removed, and nothing asks a question.
apt() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-remove -o DPkg::Lock::Timeout=120 "$@"
}

# install_missing SCRIPT: installs what need found, or says how to and ends SCRIPT with status 69.
install_missing() {
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Missing here, by their Debian names:$missing"
    echo "Install them with this system's own package manager, then type $1 again."
    exit 69
  fi
  if ! find_root; then
    echo "Some packages are missing, and only root can install them. As root, type this line, then $1 again:"
    echo "  apt-get install --no-install-recommends$missing"
    exit 69
  fi
  echo "Installing what is missing (nothing is removed):$missing"
  apt update >/dev/null || echo "The lists of packages could not be refreshed; going on with those that are here."
  # shellcheck disable=SC2086 # a list of words
  if ! apt install --no-install-recommends $missing; then
    echo "The installation failed; the lines above say why. This line, typed as root, tries again:"
    echo "  apt-get install --no-install-recommends$missing"
    exit 69
  fi
}

# set_up FOLDER [OPTION…]: sets up a build folder once. Meson's long report is shown only when it fails.
set_up() {
  folder=$1
  shift
  [ -f "$folder/build.ninja" ] && return
  echo "Setting up $folder/"
  report=$(meson setup "$folder" "$@" 2>&1) || {
    printf '%s\n' "$report"
    echo "Setting up $folder/ failed. Remove that folder before you try again."
    exit 1
  }
}
