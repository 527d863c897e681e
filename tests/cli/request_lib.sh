# What the stories of requests share, on top of home_lib.sh: a clock that stands still, two homes, one case, and what
# each of them says, compared with a file.
# shellcheck shell=bash
command -v faketime >/dev/null || skip "there is no faketime"

# Every run of the program at $now (UTC), which stands still; the times of files do not.
now='2026-09-04 16:00:00'
rogatory() {
  NO_FAKE_STAT=1 FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f "$now" "$ROGATORY_BIN/rogatory" --no-input --clock-ok "$@"
}
in_home() { rogatory --home "$work/$1" "${@:2}"; }

# two_homes ID CC ZONE ID CC ZONE: each the other's peer.
two_homes() {
  local id
  home_of "$1" "$2" "$3"
  home_of "$4" "$5" "$6"
  for id in "$1" "$4"; do expect 0 in_home "$id" card export -o "$id.card"; done
  expect 0 in_home "$1" peer add "$4.card" --fingerprint "$(fingerprint "$4")"
  expect 0 in_home "$4" peer add "$1.card" --fingerprint "$(fingerprint "$1")"
}
home_of() {
  expect 0 in_home "$1" init "$1" --country "$2" --name "Ministry of $1" --officer registry-1 --zone "$3" \
    --until 2030-12-31 --no-passphrase
}

# shared_case TITLE FROM TO: opened by FROM, TO has it and its key. $case_id
shared_case() {
  expect 0 in_home "$2" --json case open "$1" --with "$3"
  case_id=$(json_value case)
  pass "$2" "$3"
  expect 0 in_home "$2" case grant "$case_id" "$3" -o "$case_id.grant"
  expect 0 in_home "$3" case take "$case_id.grant"
}
# pass FROM TO: all that FROM has of the case.
pass() {
  rm -f passed.ledger
  expect 0 in_home "$1" ledger give "$case_id" -o passed.ledger
  expect 0 in_home "$2" ledger take passed.ledger
}

# complete HOME FILE LANG: check misses nothing in it, for an authority that accepts that language. Whether both States
# ratified each protocol nobody looked up: check says so, and that is all it says.
complete() {
  expect 0 in_home "$1" request check "$2" --accepts "$3"
  stdout_has '^0 errors, '
  stdout_lacks 'missing|not enclosed|asked for|no translation|language of the request'
}
# file_draft HOME FILE TITLE [OPTION]...: $request
file_draft() {
  expect 0 in_home "$1" --json request file "$case_id" "$2" --title "$3" "${@:4}"
  stdout_keeps_to request-file
  request=$(json_value name)
}
# step HOME STATUS EVENT [OPTION]...
step() { expect "$2" in_home "$1" request advance "$request" "$3" "${@:4}"; }

# tell HOME WORDS...: what a command says, and what it was, go to $work/told without what is random.
tell() {
  expect 0 in_home "$@"
  {
    echo "$now  $1: rogatory ${*:2}"
    cat stdout
    echo
  } | sed -E -e 's/R-[0-9a-f]{10}/R-(id)/g' -e 's/\b[0-9a-f]{64}\b/(sha256)/g' -e 's/(case|rules) [0-9a-f]{12}\b/\1 (id)/g' \
    -e 's/ +$//' >>"$work/told"
}
# told FILE: what was told is as tests/cli/FILE. With ROGATORY_GOLDEN=write it is written anew.
told() {
  local file=$ROGATORY_SOURCE_DIR/tests/cli/$1
  if [[ ${ROGATORY_GOLDEN:-} == write ]]; then cp "$work/told" "$file"; fi
  diff -u "$file" "$work/told" >&2 || fail "what was told is not as tests/cli/$1"
}
