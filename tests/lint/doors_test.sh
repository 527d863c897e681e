#!/usr/bin/env bash
# One door per library: the folders and files that may include it. A row is a pattern of the included path (a regular
# expression, anchored at its start), whether a header may include it (C types are forward-declared in ours), and where.
# A place that ends in / is a folder. Tests of a floor may use what that floor may.
set -euo pipefail

doors='
sodium(/|\.h)            sources  crypto/ tests/unit/crypto/ tools/bench.d/peers.cpp
openssl/                 sources  crypto/ daemon/ tests/unit/crypto/ tests/unit/daemon/
git2(/|\.h)              sources  ledger/git.cpp ledger/git_indexer.cpp ledger/git_library.cpp ledger/git_loading.cpp
libdeflate\.h            sources  ledger/deflate.cpp
zlib\.h                  headers  ledger/deflate.cpp tests/unit/ledger/ tests/vectors/
(sqlite3|sqlcipher)      sources  registry/database.cpp
curl/                    sources  registry/http_client.cpp
spdlog/                  sources  base/log.cpp
nlohmann/                sources  base/json.cpp tests/schema/ tests/vectors/
CLI/                     headers  cmd/ daemon/main.cpp tests/unit/cmd/
boost/                   headers  daemon/ tests/unit/daemon/
valijson/                headers  tests/schema/ tests/vectors/
libical/                 sources  tests/schema/ tests/unit/request/ics_test.cpp
'

sources_below() {
  find "$1" \( -path "$1/build" -o -name .git \) -prune -o -type f \
    \( -name '*.[ch]pp' -o -name '*.[ch]' -o -name '*.cc' -o -name '*.hh' -o -name '*.inc' -o -name '*.ipp' \) -print
}

# check_doors ROOT: names each include that goes round its door on stdout and fails if there is one.
check_doors() {
  local files
  mapfile -t files < <(sources_below "$1")
  ((${#files[@]})) || return 0
  awk -v root="$1/" -v table="$doors" '
    BEGIN {
      lines = split(table, line, "\n")
      for (i = 1; i <= lines; ++i) {
        if (split(line[i], word, " ") == 0) continue
        pattern[++rows] = "^" word[1]; headers[rows] = (word[2] == "headers")
        places[rows] = line[i]; sub(/^[^ ]+ +[^ ]+ +/, "", places[rows])
      }
    }
    function may_include(row, file,    count, place, i) {
      count = split(places[row], place, " ")
      for (i = 1; i <= count; ++i)
        if (file == place[i] || (place[i] ~ /\/$/ && index(file, place[i]) == 1)) return 1
      return 0
    }
    match($0, /^[ \t]*#[ \t]*(include|include_next|import)[ \t]*["<]/) {
      path = substr($0, RLENGTH + 1); sub(/[">].*/, "", path)
      file = substr(FILENAME, length(root) + 1)
      for (row = 1; row <= rows; ++row) {
        if (path !~ pattern[row]) continue
        if (!may_include(row, file)) {
          print file ":" FNR ": " path " is included only in " places[row]; wrong = 1
        } else if (!headers[row] && file ~ /\.(h|hh|hpp)$/) {
          print file ":" FNR ": " path " does not belong in a header: forward-declare its types"; wrong = 1
        }
      }
    }
    END { exit wrong }' "${files[@]}"
}

plant() {
  local tree
  tree=$(mktemp -d "$scratch/tree.XXXXXX")
  mkdir -p "$tree/$(dirname "$1")"
  printf '%s\n' '#include <vector>' "$2" >"$tree/$1"
  echo "$tree"
}

# must_catch FILE LINE: a tree whose only file has this include must fail, and the file must be named.
must_catch() {
  local found
  if found=$(check_doors "$(plant "$1" "$2")") || [[ $found != "$1:2: "* ]]; then
    echo "doors: the check does not catch '$2' in $1 (it said: $found)" >&2
    exit 1
  fi
}

must_pass() {
  local found
  if ! found=$(check_doors "$(plant "$1" "$2")"); then
    echo "doors: the check refuses '$2' in $1 ($found)" >&2
    exit 1
  fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The check must see what it is for: every library, beside its door and through it.
while read -r header door; do
  must_pass "$door" "#include <$header>"
  must_catch request/x.cpp "#include <$header>"
  must_catch tests/unit/request/x_test.cpp "#include \"$header\""
done <<'PAIRS'
sodium.h             crypto/secret.cpp
sodium/core.h        crypto/secret.cpp
openssl/evp.h        crypto/hash.cpp
openssl/ssl.h        daemon/server.cpp
git2.h               ledger/git.cpp
git2/sys/odb.h       ledger/git.cpp
libdeflate.h         ledger/deflate.cpp
zlib.h               ledger/deflate.cpp
sqlite3.h            registry/database.cpp
sqlcipher/sqlite3.h  registry/database.cpp
curl/curl.h          registry/http_client.cpp
spdlog/spdlog.h      base/log.cpp
nlohmann/json.hpp    base/json.cpp
nlohmann/json.hpp    tests/vectors/wycheproof_vectors.cpp
CLI/CLI.hpp          cmd/bundle_seal.cpp
CLI/CLI.hpp          daemon/main.cpp
boost/beast.hpp      daemon/server.hpp
valijson/schema.hpp  tests/schema/golden_test.cpp
libical/ical.h       tests/schema/ics_check.cpp
PAIRS
must_catch base/json.hpp '#include <nlohmann/json_fwd.hpp>'
must_catch crypto/secret.hpp '#include <sodium.h>'
must_catch daemon/server.hpp '# include <openssl/ssl.h>'
must_catch ledger/git_refs.cpp '#include <git2.h>'
must_catch daemon/server.cpp '#include <CLI/CLI.hpp>'
must_catch tests/unit/base/json_test.cpp '#include <nlohmann/json.hpp>'
must_pass request/x.cpp '// #include <nlohmann/json.hpp>'

root=${ROGATORY_SOURCE_DIR:?says where the sources are}
[[ -f $root/base/result.hpp ]] || { echo "doors: no sources at $root" >&2; exit 1; }
check_doors "$root"
echo "doors: every library has one"
