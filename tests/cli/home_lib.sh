# What the scripts about homes share, on top of lib.sh.
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

# new_home HOME ID [OPTION]...: a home without passphrases, officer registry-1.
new_home() {
  local home=$1 id=$2
  shift 2
  expect 0 rog "$home" init "$id" --country FR --name "Ministry of $id" --officer registry-1 --no-passphrase "$@"
}

# A home whose keys have passphrases, those of $work/passphrases.
new_locked_home() {
  local home=$1 id=$2
  shift 2
  expect 0 rog "$home" init "$id" --country FR --name "Ministry of $id" --officer registry-1 \
    --passphrase-file "$work/passphrases" "$@"
}

# home_in CC ID ZONE: a home of another country, in ./ID.
home_in() {
  expect 0 rog "$2" init "$2" --country "$1" --zone "$3" --name "Ministry of $2" --officer registry-1 \
    --until 2030-12-31 --no-passphrase
}

# golden NAME [FILE]: stdout keeps to its schema and, but for what is random or of this machine, to its golden file, which
# has the schema's name or FILE. With ROGATORY_GOLDEN=write the golden file is written anew.
golden() {
  local file=$ROGATORY_SOURCE_DIR/tests/schema/golden/${2:-$1}.json
  stdout_keeps_to "$1"
  sed -E -e 's/SHA256:[A-Za-z0-9+\/]{43}/SHA256:(fingerprint)/' -e 's/ssh-ed25519 [A-Za-z0-9+\/]{68}/ssh-ed25519 (key)/' \
    -e 's/age1[a-z0-9]{58}/age1(recipient)/' -e 's/"[0-9a-f]{64}"/"(sha256)"/' -e 's/"[A-Za-z0-9+\/]{43}="/"(32 bytes)"/' \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/(time)/g' -e '/"words": \[/,/\]/{/^ *"[a-z]*",?$/d}' \
    -e "s|$work|(work)|" "$work/stdout" >"$work/normal"
  if [[ ${ROGATORY_GOLDEN:-} == write ]]; then
    cp "$work/normal" "$file"
  fi
  diff -u "$file" "$work/normal" >&2 || fail "stdout is not as tests/schema/golden/${2:-$1}.json"
}
