#!/usr/bin/env bash
# Builds one native peer of the benchmark, `cpp` or `rust`, into bench/target. What is up to date is left alone.
set -euo pipefail
cd "$(dirname "$0")"
case "$1" in
  cpp) make --quiet -C cpp ;;
  rust) cargo build --quiet --release --manifest-path rust/Cargo.toml --target-dir ../target/rust ;;
esac
