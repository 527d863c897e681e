# What the scripts about homes and bundles share, on top of lib.sh.
# shellcheck shell=bash

printf 'correct horse\nbattery staple\n' >"$work/passphrases"
printf 'wrong horse\nwrong staple\n' >"$work/wrong"
chmod 600 "$work/passphrases" "$work/wrong"

# rog HOME WORDS...: rogatory in this home, which never asks.
rog() {
  local home=$1
  shift
  rogatory --home "$home" --no-input "$@"
}

# make_home HOME ID CC OFFICER [OPTION]...: how every home of these scripts is made.
make_home() {
  local home=$1 id=$2 country=$3 officer=$4
  shift 4
  expect 0 rog "$home" init "$id" --country "$country" --name "Ministry of $id" --officer "$officer" "$@"
}

# new_home HOME ID [OPTION]...: a home without passphrases, officer registry-1.
new_home() { make_home "$1" "$2" FR registry-1 --no-passphrase "${@:3}"; }

# A home whose keys have passphrases, those of $work/passphrases.
new_locked_home() { make_home "$1" "$2" FR registry-1 --passphrase-file "$work/passphrases" "${@:3}"; }

# home_in CC ID ZONE: a home of another country, in ./ID.
home_in() { make_home "$2" "$2" "$1" registry-1 --zone "$3" --until 2030-12-31 --no-passphrase; }

# golden NAME [FILE]: stdout keeps to its schema and, but for what is random or of this machine, to its golden file, which
# has the schema's name or FILE. With ROGATORY_GOLDEN=write the golden file is written anew.
golden() {
  local file=$ROGATORY_SOURCE_DIR/tests/schema/golden/${2:-$1}.json
  stdout_keeps_to "$1"
  sed -E -e 's/SHA256:[A-Za-z0-9+\/]{43}/SHA256:(fingerprint)/' -e 's/ssh-ed25519 [A-Za-z0-9+\/]{68}/ssh-ed25519 (key)/' \
    -e 's/age1[a-z0-9]{58}/age1(recipient)/' -e 's/"[0-9a-f]{64}"/"(sha256)"/' -e 's/"[A-Za-z0-9+\/]{43}="/"(32 bytes)"/' \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/(time)/g' -e '/"words": \[/,/\]/{/^ *"[a-z]*",?$/d}' \
    -e 's/"[0-9a-f]{32}"/"(id)"/' -e 's/AGE-SECRET-KEY-1[A-Z0-9]{58}/AGE-SECRET-KEY-1(identity)/' \
    -e 's/bundle [0-9a-f]{12}\b/bundle (id)/' -e 's/b-[0-9a-f]{16}/b-(name)/' \
    -e "s|$work|(work)|" "$work/stdout" >"$work/normal"
  if [[ ${ROGATORY_GOLDEN:-} == write ]]; then
    cp "$work/normal" "$file"
  fi
  diff -u "$file" "$work/normal" >&2 || fail "stdout is not as tests/schema/golden/${2:-$1}.json"
}

# says PATTERN: what the last command said on stdout or stderr has such a line.
says() { grep -Eq -e "$1" "$work/stdout" "$work/stderr" || fail "nobody said: $1"; }

# need_space MEBIBYTES: whether the scratch directory has so much free.
need_space() { [[ $(df --output=avail -m "$work" | tail -n 1) -ge $1 ]]; }

# make_peers: homes fr (fr-ca, officer registry-2) and de (de-ca, officer eingang-1), each the other's peer; expert.key.
make_peers() {
  make_home "$work/fr" fr-ca FR registry-2 --no-passphrase
  make_home "$work/de" de-ca DE eingang-1 --no-passphrase
  rogatory --home "$work/fr" card export -o "$work/fr.card" >/dev/null
  rogatory --home "$work/de" card export -o "$work/de.card" >/dev/null
  rogatory --home "$work/fr" peer add "$work/de.card" --fingerprint "$(fingerprint de)" >/dev/null
  rogatory --home "$work/de" peer add "$work/fr.card" --fingerprint "$(fingerprint fr)" >/dev/null
  age-keygen -o "$work/expert.key" 2>/dev/null
  expert=$(age-keygen -y "$work/expert.key")
  rogatory --home "$work/fr" card show --allowed-signers >"$work/trust"
}

fingerprint() { rogatory --home "$work/$1" --json whoami | sed -n '0,/SHA256:/s/.*"\(SHA256:[^"]*\)".*/\1/p'; }

fr() { rogatory --home "$work/fr" "$@"; }
de() { rogatory --home "$work/de" "$@"; }

# stock_recipe BUNDLE NAME: runs the published lines by dash in an empty directory; what it prints goes to $work/stock.
stock_recipe() {
  rm -rf "$work/court" && mkdir "$work/court" && cp "$1" "$work/court/FILE.rog"
  published_recipe | sed "s/NAME/$2/" >"$work/recipe"
  (cd "$work/court" && T=$work/trust K=$work/expert.key dash "$work/recipe") >"$work/stock" 2>&1
}

# The recipe as the manual page shows it to a reader.
published_recipe() {
  scdoc <"$ROGATORY_SOURCE_DIR/man/rogatory-bundle.5.scd" >"$work/page.5"
  LC_ALL=C.UTF-8 MANWIDTH=300 man -l "$work/page.5" 2>/dev/null |
    sed -n '/^ *set -eu/,/^ *echo "sealed by/s/^ *//p'
}

# Every name below $1 with its kind, time and content, in raw bytes, one record each.
tree_of() {
  (cd "$1" && find . -mindepth 1 -printf '%P\0%y\0%T@\0' | LC_ALL=C sort -z | sha256sum
    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum -- | sha256sum)
}
