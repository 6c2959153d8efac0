#!/usr/bin/env bash
# Builds the peers into interop/target. What is up to date is left alone.
set -euo pipefail
cd "$(dirname "$0")"

make --quiet -C capnp-cpp -j2
cargo build --quiet -p capnp-rs

# One crate, two builds: the crate teleop chooses its attacher by a feature.
for attacher in inotify unix; do
  features=()
  [ "$attacher" = unix ] || features=(--features "$attacher")
  cargo build --quiet -p teleop-rs "${features[@]}"
  mkdir -p "target/teleop-$attacher"
  for program in teleop-server teleop-client pipeline-server pipeline-client; do
    cp -u "target/debug/$program" "target/teleop-$attacher/"
  done
done
