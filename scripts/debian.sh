# debian.sh: gets packages of a suite that this machine does not follow, from the mirror that it uses anyway. To be
# sourced. Installs nothing, needs no root, and leaves apt's own lists alone.

# Downloads PACKAGE... of SUITE into DIRECTORY, which exists, and is this function's. Explains itself on standard error
# when it cannot.
debian_download() {
  local suite=$1 directory=$2
  shift 2
  mkdir -p "$directory"/{sources,lists/partial,cache/archives/partial}
  debian_source "$suite" >"$directory/source"
  if grep -q '^URIs:' "$directory/source"; then
    mv "$directory/source" "$directory/sources/$suite.sources"
  elif [ -s "$directory/source" ]; then
    mv "$directory/source" "$directory/sources/$suite.list"
  else
    echo "apt on this machine has no Debian source" >&2
    return 1
  fi
  # Nothing counts as installed, so that apt weighs no version of this machine against the suite's.
  : >"$directory/status"
  (
    cd "$directory"
    debian_apt update >log 2>&1 && debian_apt download "$@" >>log 2>&1
  ) || {
    echo "apt cannot get $* from Debian $suite:" "$(cat "$directory/log")" >&2
    return 1
  }
}

# The first Debian source of this machine, in either of apt's formats, but for SUITE.
debian_source() {
  local suite=$1 file stanza
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -e "$file" ] || continue
    stanza=$(awk 'BEGIN { RS = "" } /(^|\n)URIs:[^\n]*\/debian\/?([ \n]|$)/ { print; exit }' "$file")
    if [ -n "$stanza" ]; then
      sed -E "s/^Types:.*/Types: deb/; s/^Suites:.*/Suites: $suite/; s/^Components:.*/Components: main/" <<<"$stanza"
      return
    fi
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -e "$file" ] || sed -nE "s#^deb( +\[[^]]*\])? +([^ ]+/debian/?) .*#deb\1 \2 $suite main#p" "$file"
  done | sed -n 1p
}

# apt-get that knows only that source, and keeps what it learns to the current directory.
debian_apt() {
  apt-get --quiet=2 \
    -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$PWD/sources" \
    -o Dir::State::Lists="$PWD/lists" -o Dir::State::Status="$PWD/status" -o Dir::Cache="$PWD/cache" \
    -o APT::Sandbox::User=root "$@"
}
