#!/usr/bin/env bash
# Opening a bundle that is stopped in the middle: by Ctrl-C nothing is left; after a kill that nobody can catch the next
# command removes what was left and says so. A reader of our output that goes away harms nothing.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
mkdir "$work/in" "$work/target"
echo secret >"$work/in/a-first"
# Random, so that there are bytes to write, and long enough to be met on the way.
head -c 100M /dev/urandom >"$work/in/long"
expect 0 fr bundle seal --to de-ca "$work/in" -o "$work/long.rog"
echo "fr-ca $(fingerprint fr)" >"$work/roots"

# staging DIRECTORY: the place in it where plaintext waits; nothing where there is none.
staging() { find "$1" -mindepth 1 -maxdepth 1 -name '.rogatory-open-*'; }

# start_opening DIRECTORY [OPTION]...: its process is $opening. A job in the background would ignore SIGINT.
home=$work/de
start_opening() {
  env --default-signal=INT "$ROGATORY_BIN/rogatory" --home "$home" bundle open "$work/long.rog" -C "$@" \
    >"$work/opened" 2>&1 &
  opening=$!
}

# open_halfway DIRECTORY [OPTION]...: starts opening into it and stops it when the first file's plaintext stands there.
open_halfway() {
  start_opening "$@"
  local waited=0
  until [[ -n $(find "$1" -path '*/.rogatory-open-*/000002' -size +0) ]]; do
    kill -0 "$opening" 2>/dev/null || fail "it ended before anything was seen: $(cat "$work/opened")"
    ((waited++ < 3000)) || fail "nothing is written: $(cat "$work/opened")"
    sleep 0.01
  done
  kill -STOP "$opening"
  grep -rqs secret "$1" || fail "there is no plaintext to be removed: the test proves nothing"
}

# ended STATUS: how the one that was started ended.
ended() {
  local got=0
  wait "$opening" || got=$?
  [[ $got == "$1" ]] || fail "exit status $got, not $1: $(cat "$work/opened")"
}

for signal in INT TERM HUP; do
  open_halfway "$work/target"
  kill -"$signal" "$opening"
  kill -CONT "$opening"
  ended 130
  [[ -z $(ls -A "$work/target") ]] || fail "SIG$signal left $(ls -A "$work/target")"
  [[ -z $(find "$work/de/unfinished" -name '*.json') ]] || fail "SIG$signal left a record"
done
expect 0 de whoami
stderr_lacks 'left'

# Nobody can catch SIGKILL.
open_halfway "$work/target"
# As long as it lives, nobody else takes its place away.
expect 0 de whoami
place=$(staging "$work/target")
[[ -d $place ]] || fail "the place of a program that lives was removed"
[[ $(stat -c %a "$place") == 700 ]] || fail "others may look into $place"
kill -KILL "$opening"
ended 137
[[ -d $place ]] || fail "there is nothing to be removed: the test proves nothing"
expect 0 de whoami
stderr_has "removed what .* left: $(realpath "$place")"
[[ -z $(ls -A "$work/target") ]] || fail "a later command left $(ls -A "$work/target")"
expect 0 de whoami
stderr_lacks 'left'

# Killed again; this time verifying finds it, and a target that was not there yet has its place beside it.
mkdir "$work/beside"
start_opening "$work/beside/new"
until [[ -n $(staging "$work/beside") ]] || ! kill -0 "$opening" 2>/dev/null; do sleep 0.01; done
kill -KILL "$opening"
ended 137
expect 0 de bundle verify "$work/long.rog"
[[ -z $(ls -A "$work/beside") ]] || fail "verify left $(ls -A "$work/beside")"

# Without a home the record is the user's: whatever he does next finds it, in a home or not.
expect 0 fr bundle seal --to "$expert" "$work/in" -o "$work/long.rog" --force
for next in "bundle verify $work/long.rog --trust $work/roots" whoami; do
  home=$work/none open_halfway "$work/target" --trust "$work/roots" --identity "$work/expert.key"
  kill -KILL "$opening"
  ended 137
  place=$(staging "$work/target")
  [[ -d $place ]] || fail "there is nothing to be removed: the test proves nothing"
  # shellcheck disable=SC2086
  expect 0 fr $next
  stderr_has "removed what .* left: $(realpath "$place")"
  [[ -z $(ls -A "$work/target") ]] || fail "a later command left $(ls -A "$work/target")"
done
expect 0 fr whoami
stderr_lacks 'left'
# Where nothing can be recorded nothing is put into the clear.
expect 2 env -u HOME "$ROGATORY_BIN/rogatory" --home "$work/none" bundle open "$work/long.rog" -C "$work/target" \
  --trust "$work/roots" --identity "$work/expert.key"
says 'next: '
[[ -z $(ls -A "$work/target") ]] || fail "it left $(ls -A "$work/target")"

# Whoever reads our output may go away: the files are there, whole, and nothing waits or dies of it.
mkdir "$work/whole"
got=0
{ de bundle open "$work/long.rog" -C "$work/whole" --identity "$work/expert.key" 2>"$work/stderr" || echo "$?" >"$work/status"; } | true
got=$(cat "$work/status" 2>/dev/null || echo 0)
[[ $got -lt 128 ]] || fail "a closed pipe killed it: $got"
cmp "$work/in/long" "$work/whole/in/long"
cmp "$work/in/a-first" "$work/whole/in/a-first"
[[ -z $(staging "$work/whole") ]] || fail "a closed pipe left plaintext"
