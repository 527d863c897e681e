#!/usr/bin/env bash
# An include points to the same folder or to a lower floor: the table below fails a wrong one, before the linker does.
# A row is a folder and the folders it may include; whoever adds a folder adds a row.
set -euo pipefail

floors='
base      base
crypto    base crypto
bundle    base crypto bundle
ledger    base crypto ledger
request   base crypto request
audit     base crypto bundle ledger request audit
registry  base crypto bundle ledger request audit registry
cmd       base crypto bundle ledger request audit registry cmd
daemon    base crypto bundle ledger request audit registry daemon
'

folders() { awk 'NF { print $1 }' <<<"$floors"; }
allowed_in() { awk -v folder="$1" '$1 == folder { for (i = 2; i <= NF; ++i) print $i }' <<<"$floors"; }

sources_below() {
  find "$1" -type f \( -name '*.[ch]pp' -o -name '*.[ch]' -o -name '*.cc' -o -name '*.hh' -o -name '*.inc' -o -name '*.ipp' \)
}

# includes_of FILE...: "file:line:path:kind" of each include, kind being " for ours and < for the system's.
includes_of() {
  awk 'match($0, /^[ \t]*#[ \t]*(include|include_next|import)[ \t]*["<]/) {
         kind = substr($0, RLENGTH, 1); path = substr($0, RLENGTH + 1); sub(/[">].*/, "", path)
         print FILENAME ":" FNR ":" path ":" kind
       }' "$@"
}

# check_floors ROOT: names each wrong include on stdout and fails if there is one.
check_floors() {
  local root=$1 folder files file line path kind wrong=0
  for folder in $(folders); do
    [[ -d $root/$folder ]] || continue
    mapfile -t files < <(sources_below "$root/$folder")
    ((${#files[@]})) || continue
    while IFS=: read -r file line path kind; do
      local first=${path%%/*}
      if [[ $kind == '<' ]]; then
        # The system's own headers are no floor's business, unless a floor is reached that way.
        if [[ $path != */* ]] || ! grep -Fqx "$first" < <(folders); then
          continue
        fi
      elif [[ $path != */* || $path == *..* ]]; then
        echo "${file#"$root"/}:$line: \"$path\" is not written from the root of the project"
        wrong=1
        continue
      fi
      if ! grep -Fqx "$first" < <(allowed_in "$folder"); then
        echo "${file#"$root"/}:$line: $folder may not include $path"
        wrong=1
      fi
    done < <(includes_of "${files[@]}")
  done
  return $wrong
}

# must_catch FILE LINE: a tree whose only file has this include must fail, and the file must be named.
must_catch() {
  local tree found
  tree=$(mktemp -d "$scratch/tree.XXXXXX")
  mkdir -p "$tree/$(dirname "$1")"
  printf '%s\n' '#include <vector>' "$2" >"$tree/$1"
  if found=$(check_floors "$tree") || [[ $found != "$1:2: "* ]]; then
    echo "floors: the check does not catch '$2' in $1 (it said: $found)" >&2
    exit 1
  fi
}

must_pass() {
  local tree found
  tree=$(mktemp -d "$scratch/tree.XXXXXX")
  mkdir -p "$tree/$(dirname "$1")"
  printf '%s\n' "$2" >"$tree/$1"
  if ! found=$(check_floors "$tree"); then
    echo "floors: the check refuses '$2' in $1 ($found)" >&2
    exit 1
  fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The check must see what it is for: every pair of folders, on both sides of the table.
for from in $(folders); do
  for to in $(folders); do
    if grep -Fqx "$to" < <(allowed_in "$from"); then
      must_pass "$from/x.cpp" "#include \"$to/y.hpp\""
    else
      must_catch "$from/x.cpp" "#include \"$to/y.hpp\""
    fi
  done
done
must_catch base/deep/er/x.hpp '  #  include   "crypto/hash.hpp"  // why'
must_catch base/x.cpp '#include <crypto/hash.hpp>'
must_catch crypto/x.cpp '#include "../bundle/format.hpp"'
must_catch crypto/x.cpp '#include "base/../bundle/format.hpp"'
must_catch crypto/x.cpp '#include "hash.hpp"'
must_catch crypto/x.cpp '#include "tests/support/run.hpp"'
must_pass crypto/x.cpp '#include <openssl/evp.h>'
must_pass crypto/x.cpp '// #include "bundle/format.hpp"'

root=${ROGATORY_SOURCE_DIR:?says where the sources are}
[[ -f $root/base/result.hpp ]] || { echo "floors: no sources at $root" >&2; exit 1; }
check_floors "$root"
echo "floors: every include points down"
