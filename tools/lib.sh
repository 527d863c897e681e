# Shared by tools/demo, tools/test, tools/soak and tools/coverage: installs what is missing and builds. Sourced by bash.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Prints the packages of tools/packages that are needed always and not installed.
missing_packages() {
  local package
  grep -v -e '^#' -e ' ' "$top/tools/packages" | while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
  done
}

install_packages() {
  local missing as_root=()
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
      echo "These packages are missing, and installing them needs root:" $missing >&2
      echo "  next: as root, apt-get install" $missing >&2
      return 1
    }
    as_root=(sudo)
  fi
  echo "installing:" $missing
  "${as_root[@]}" apt-get -qq update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

# build PRESET [TARGET…]: configures once, builds what changed (of the targets, or all). A second run rebuilds nothing.
build() {
  local preset=$1
  shift
  (
    cd "$top" || exit
    if [ ! -f "build/$preset/build.ninja" ]; then
      mkdir -p "build/$preset"
      cmake --preset "$preset" >"build/$preset/configure.log" 2>&1 || { cat "build/$preset/configure.log"; exit 1; }
    fi
    cmake --build --preset "$preset" ${1:+--target "$@"}
  )
}
