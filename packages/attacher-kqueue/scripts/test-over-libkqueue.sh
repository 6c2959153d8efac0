#!/usr/bin/env bash
# Runs this package's tests on Linux, over libkqueue: gets the library from Debian, unpacks it for this run only, and
# removes it afterwards. Needs apt-get, dpkg and Bun; installs nothing, and needs no root. Arguments go to `bun test`.
#
# Only Debian's suite "experimental" has a libkqueue in which NOTE_WRITE of a directory works. It is asked for at the
# mirror that this machine uses anyway. With TELEOP_TEST_LIBKQUEUE set, that library is used and nothing is fetched.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
. "$root/scripts/debian.sh"

main() {
  if [ -z "${TELEOP_TEST_LIBKQUEUE:-}" ]; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    mkdir "$scratch"/{debian,unpacked}
    debian_download experimental "$scratch/debian" libkqueue0t64 ||
      fail "set TELEOP_TEST_LIBKQUEUE to the path of a libkqueue"
    dpkg -x "$scratch"/debian/libkqueue0t64_*.deb "$scratch/unpacked"
    TELEOP_TEST_LIBKQUEUE=$(find "$scratch/unpacked" -name 'libkqueue.so.*' -print -quit)
    [ -n "$TELEOP_TEST_LIBKQUEUE" ] || fail "the package libkqueue0t64 has no libkqueue.so in it"
  fi
  export TELEOP_TEST_LIBKQUEUE
  # From the root: only there does Bun find the settings for tests.
  cd "$root"
  "${BUN:-bun}" test packages/attacher-kqueue "$@"
}

fail() {
  printf 'test-over-libkqueue: %s\n' "$@" >&2
  exit 1
}

main "$@"
