#!/usr/bin/env bash
# Runs this package's tests on Linux, over libkqueue: gets the library from Debian, unpacks it for this run only, and
# removes it afterwards. Needs apt-get, dpkg and Bun; installs nothing, and needs no root. Arguments go to `bun test`.
#
# Only Debian's suite "experimental" has a libkqueue in which NOTE_WRITE of a directory works. It is asked for at the
# mirror that this machine uses anyway. With TELEOP_TEST_LIBKQUEUE set, that library is used and nothing is fetched.
set -euo pipefail

main() {
  if [ -z "${TELEOP_TEST_LIBKQUEUE:-}" ]; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    mkdir -p "$scratch"/{sources,lists/partial,cache/archives/partial,unpacked}
    describe_source >"$scratch/source"
    if grep -q '^URIs:' "$scratch/source"; then
      mv "$scratch/source" "$scratch/sources/experimental.sources"
    elif [ -s "$scratch/source" ]; then
      mv "$scratch/source" "$scratch/sources/experimental.list"
    else
      fail "apt on this machine has no Debian source; set TELEOP_TEST_LIBKQUEUE to the path of a libkqueue"
    fi
    (
      cd "$scratch"
      apt update >"$scratch/log" 2>&1 && apt download libkqueue0t64 >>"$scratch/log" 2>&1
    ) || fail "apt cannot get libkqueue0t64 from Debian experimental:" "$(cat "$scratch/log")"
    dpkg -x "$scratch"/libkqueue0t64_*.deb "$scratch/unpacked"
    TELEOP_TEST_LIBKQUEUE=$(find "$scratch/unpacked" -name 'libkqueue.so.*' -print -quit)
    [ -n "$TELEOP_TEST_LIBKQUEUE" ] || fail "the package libkqueue0t64 has no libkqueue.so in it"
  fi
  export TELEOP_TEST_LIBKQUEUE
  # From the root: only there does Bun find the settings for tests.
  cd "$(dirname "$0")/../../.."
  "${BUN:-bun}" test packages/attacher-kqueue "$@"
}

# The first Debian source of this machine, in either of apt's formats, but for the suite "experimental".
describe_source() {
  shopt -s nullglob
  local stanza
  for file in /etc/apt/sources.list.d/*.sources; do
    stanza=$(awk 'BEGIN { RS = "" } /(^|\n)URIs:[^\n]*\/debian\/?([ \n]|$)/ { print; exit }' "$file")
    if [ -n "$stanza" ]; then
      sed -E 's/^Types:.*/Types: deb/; s/^Suites:.*/Suites: experimental/; s/^Components:.*/Components: main/' <<<"$stanza"
      return
    fi
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -e "$file" ] || sed -nE 's#^deb( +\[[^]]*\])? +([^ ]+/debian/?) .*#deb\1 \2 experimental main#p' "$file"
  done | sed -n 1p
}

# apt-get that knows only that source, and keeps what it learns to itself.
apt() {
  apt-get --quiet=2 \
    -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$scratch/sources" \
    -o Dir::State::Lists="$scratch/lists" -o Dir::Cache="$scratch/cache" \
    -o APT::Sandbox::User=root "$@"
}

fail() {
  printf 'test-over-libkqueue: %s\n' "$@" >&2
  exit 1
}

main "$@"
