#!/usr/bin/env bash
# Makes sure of a Wine that runs Bun for Windows, in DIRECTORY, which is a cache: what is there from the last time is
# taken as it is. Usage: set-up-wine.sh DIRECTORY VERSION_OF_BUN. Installs nothing, needs no root, no display and no
# namespaces: the programs are Debian's, and are told to take the C library that is unpacked beside them, since this
# machine's own may be older than theirs. Afterwards DIRECTORY holds
#   tree/usr/lib/wine/{wine64,wineserver}   Wine
#   prefix/                                 drive C: and the registry as they are after the first start, to be copied
#   bun/bun.exe                             Bun
#
# Exits with 69, and says why, where it cannot be had: no apt, no Debian mirror, no network, another processor.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../debian.sh"

# Of Debian's releases, the first whose Wine, 10.0, can run Bun 1.4; those of the suites after it are no newer.
suite=trixie
# What of it runs programs without windows. The rest of what libwine depends on is sound, cameras, printers and films.
packages=(wine64 libwine libz-mingw-w64 libunwind8 liblzma5 libc6 libgcc-s1 libstdc++6 patchelf)

main() {
  [ $# -eq 2 ] || fail "usage: set-up-wine.sh DIRECTORY VERSION_OF_BUN"
  local directory=$1 bun_version=$2
  [ "$(uname -sm)" = "Linux x86_64" ] || cannot "Wine runs Bun for Windows on Linux on x86-64 only, this is $(uname -sm)"
  for needed in apt-get dpkg-deb flock; do
    command -v "$needed" >/dev/null || cannot "there is no $needed on this machine, and Wine is got from Debian by it"
  done
  mkdir -p "$directory" && [ -w "$directory" ] || cannot "$directory cannot be written to"
  cd "$directory"
  # One at a time: a second run waits for what the first one gets, then finds it.
  exec 9>lock
  flock 9
  local made_by
  made_by=$(cat "$here/set-up-wine.sh" "$here/../debian.sh" | sha256sum | cut -c 1-16)
  [ "$(cat wine.ready 2>/dev/null)" = "$made_by" ] || set_up_wine "$directory" "$made_by"
  [ "$(cat bun.ready 2>/dev/null)" = "$bun_version" ] || set_up_bun "$directory" "$bun_version"
}

set_up_wine() {
  local directory=$1 made_by=$2
  rm -rf wine.ready tree prefix debian home
  mkdir tree debian
  debian_download "$suite" "$PWD/debian" "${packages[@]}" || cannot "Wine cannot be had"
  local package
  for package in debian/*.deb; do
    # Without what is for 32-bit programs: half a gigabyte.
    dpkg-deb --fsys-tarfile "$package" | tar -x -C tree --exclude '*/i386-windows' --exclude '*/i686-w64-mingw32' \
      --exclude ./usr/share/doc
  done
  rm -rf debian

  local libraries=$directory/tree/usr/lib/x86_64-linux-gnu programs=$directory/tree/usr/lib/wine program
  local loader=$libraries/ld-linux-x86-64.so.2
  for program in wine64 wineserver64; do
    "$loader" --library-path "$libraries" tree/usr/bin/patchelf \
      --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$programs/$program"
  done
  # In Debian's tree this is a script that calls /usr/lib/wine.
  ln -sf wineserver64 tree/usr/lib/wine/wineserver
  # Wine looks for its data relative to its programs, by a path in which Debian has "wine" once more.
  ln -sfn . tree/usr/share/wine/wine
  # Debian's user32 is linked with this one.
  cp tree/usr/x86_64-w64-mingw32/lib/zlib1.dll "$libraries/wine/x86_64-windows/"

  use_wine "$directory"
  mkdir home
  # It fails at its last step, for the 32-bit programs that are left out. Whether it has worked is asked of Bun below.
  timeout 120 "$programs/wine64" wineboot --init >wineboot.log 2>&1 9>&- </dev/null || true
  timeout 60 "$programs/wineserver" --wait 9>&-
  [ -e prefix/system.reg ] || fail "Wine cannot make its drive C:" "$(cat wineboot.log)"
  # Where programs find it: Wine takes what is not its own from drive C: only.
  cp tree/usr/x86_64-w64-mingw32/lib/zlib1.dll prefix/drive_c/windows/system32/
  # The libraries on drive C: are copies of those in the tree: the same files serve for both.
  local copy original
  for copy in prefix/drive_c/windows/system32/*; do
    original=$libraries/wine/x86_64-windows/${copy##*/}
    if [ -f "$copy" ] && cmp -s "$original" "$copy"; then ln -f "$original" "$copy"; fi
  done
  echo "$made_by" >wine.ready
}

# A home of its own, since Wine links the folders of its user to those in the user's home; and none of the questions
# that it would ask in windows.
use_wine() {
  export HOME=$1/home WINEPREFIX=$1/prefix WINEDEBUG=-all WINEARCH=win64
  export WINEDLLOVERRIDES='mscoree=;mshtml=;winemenubuilder.exe='
  unset DISPLAY WAYLAND_DISPLAY
}

set_up_bun() {
  local directory=$1 version=$2
  rm -rf bun.ready bun bun-package
  mkdir bun bun-package
  echo "{ \"dependencies\": { \"@oven/bun-windows-x64\": \"$version\" } }" >bun-package/package.json
  (cd bun-package && "${BUN:-bun}" install --os win32 --cpu x64 --no-save --silent 9>&-) ||
    cannot "Bun $version for Windows cannot be had from npm's registry"
  mv bun-package/node_modules/@oven/bun-windows-x64/bin/bun.exe bun/
  rm -rf bun-package
  use_wine "$directory"
  local answer
  answer=$(timeout 60 tree/usr/lib/wine/wine64 bun/bun.exe --version 2>bun.log 9>&- </dev/null) || true
  timeout 60 tree/usr/lib/wine/wineserver --wait 9>&-
  [ "${answer%$'\r'}" = "$version" ] || fail "Wine does not run Bun, which says '$answer'" "$(cat bun.log)"
  echo "$version" >bun.ready
}

cannot() {
  printf '%s\n' "$@" >&2
  exit 69
}

fail() {
  printf 'set-up-wine: %s\n' "$@" >&2
  exit 1
}

main "$@"
