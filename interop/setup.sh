#!/usr/bin/env bash
# Makes sure of what the peers are built with: the Cap'n Proto compiler and its C++ library, a C++ compiler and make
# (Debian's), and a Rust toolchain. Installs by apt what is missing, if it may.
set -euo pipefail

missing=()
command -v capnp >/dev/null || missing+=(capnproto)
[ -e /usr/include/capnp/rpc-twoparty.h ] || missing+=(libcapnp-dev)
command -v g++ >/dev/null || missing+=(g++)
command -v make >/dev/null || missing+=(make)

if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "interop: missing ${missing[*]}. On Debian: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# The crate teleop needs Rust 1.88, and Debian's is older, so this is not installed by apt.
needed=1.88
found=$(cargo --version 2>/dev/null | cut -d ' ' -f 2 || true)
if [ "$(printf '%s\n' "$needed" "${found:-0}" | sort -V | head -n 1)" != "$needed" ]; then
  echo "interop: needs cargo $needed or newer, found ${found:-none}. See https://rustup.rs" >&2
  exit 1
fi
