# Homes for the scripts of tests/cli, and golden files of what --json prints. Source lib.sh first, then this.
# shellcheck shell=bash

# new_home ID CC ZONE: a home without passphrases in ./ID.
new_home() {
  expect 0 rogatory --home "$1" --no-input init "$1" --country "$2" --zone "$3" --name "Ministry of $1" \
    --officer registry-1 --until 2030-12-31 --no-passphrase
}

# golden NAME: stdout keeps to schemas/NAME.json, and but for what is random or the time of day it is
# tests/schema/golden/NAME.json. With ROGATORY_GOLDEN=write the file is written anew instead.
golden() {
  local file=$ROGATORY_SOURCE_DIR/tests/schema/golden/${2:-$1}.json
  stdout_keeps_to "$1"
  sed -E -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z/TIME/' -e 's/"[0-9a-f]{64}"/"SHA-256"/' \
    -e 's|SHA256:[A-Za-z0-9+/]{43}|SHA256:FINGERPRINT|' -e 's/age1[0-9a-z]{58}/age1RECIPIENT/' \
    -e 's|ssh-ed25519 [A-Za-z0-9+/]{68}|ssh-ed25519 KEY|' -e '/"words": \[/,/\]/ s/"[a-z]{3,8}"(,?)$/"WORD"\1/' \
    "$work/stdout" >"$work/normalised"
  if [[ ${ROGATORY_GOLDEN:-} == write ]]; then
    cp "$work/normalised" "$file"
  fi
  diff -u "$file" "$work/normalised" >"$work/difference" || fail "stdout differs from $file: $(cat "$work/difference")"
}
