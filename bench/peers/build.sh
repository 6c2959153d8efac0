#!/usr/bin/env bash
# Builds one peer of the benchmark, `cpp`, `rust`, `rust-attach` or `java`, into bench/target. What is up to date is left
# alone.
set -euo pipefail
cd "$(dirname "$0")"
case "$1" in
  cpp) make --quiet -C cpp ;;
  rust) cargo build --quiet --release --manifest-path rust/Cargo.toml --target-dir ../target/rust ;;
  rust-attach)
    cargo build --quiet --release --manifest-path rust-attach/Cargo.toml --target-dir ../target/rust-attach
    ;;
  java) javac -d ../target/java java/*.java ;;
esac
