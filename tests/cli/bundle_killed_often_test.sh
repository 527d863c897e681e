#!/usr/bin/env bash
# Sealing and opening killed at 50 points, spread over the time they take. After each there is the whole result or none,
# the source is what it was, and the next command takes away what was left and names it. (faults_tests kills at every
# change of a file; here it is the real program, at any instruction.)
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
mkdir "$work/in" "$work/out"
head -c 12M /dev/urandom >"$work/in/phone.dd"
echo secret >"$work/in/letter"
(cd "$work/in" && sha256sum -- *) >"$work/sums"
expect 0 fr bundle seal --to de-ca "$work/in" -o "$work/ready.rog"

readonly kills_wanted=25 tries_allowed=100

seal() { "$@" "$ROGATORY_BIN/rogatory" --home "$work/fr" bundle seal --to de-ca "$work/in" -o "$work/out/x.rog"; }
open() { "$@" "$ROGATORY_BIN/rogatory" --home "$work/de" bundle open "$work/ready.rog" -C "$work/out/x"; }

# What each leaves while it works, and what must be whole where it is to be seen.
seal_leaves='.x.rog.*.tmp'
open_leaves='.rogatory-open-*'
seal_is_whole() { expect 0 fr bundle verify "$work/out/x.rog"; }
open_is_whole() { diff -r "$work/in" "$work/out/x/in" || fail "half of it was opened"; }

# expect_sound ACTION HOME: as it must be after a kill.
expect_sound() {
  local whole=$1_is_whole leaves=$1_leaves left
  if [[ -e $work/out/x.rog || -e $work/out/x ]]; then "$whole"; fi
  left=$(find "$work/out" -mindepth 1 -maxdepth 1 -name "${!leaves}")
  expect 0 rogatory --home "$work/$2" whoami
  if [[ -n $left ]]; then stderr_has "removed what .* left: $(realpath -m "$left")\$"; else stderr_lacks removed; fi
  [[ -z $(find "$work/out" -mindepth 1 -maxdepth 1 -name '.*') ]] || fail "the next command left $(ls -A "$work/out")"
  [[ -z $(find "$work/$2/unfinished" -name '*.json') ]] || fail "a record is left"
  (cd "$work/in" && sha256sum --quiet -c "$work/sums") || fail "the source was changed"
}

# kill_often ACTION HOME: at least $kills_wanted times, at points all over the time that the action takes.
kill_often() {
  local action=$1 home=$2 kills=0 tries=0 start taken point got
  start=$(date +%s%N)
  "$action" env >/dev/null 2>&1 || fail "$action does not work at all"
  taken=$((($(date +%s%N) - start) / 1000))
  "${action}_is_whole"
  while ((kills < kills_wanted)); do
    ((tries++ < tries_allowed)) || fail "$action was killed $kills times only in $tries_allowed tries"
    rm -rf "$work/out/x" "$work/out/x.rog"
    # --foreground: timeout kills the program alone and waits for its end; else it dies of its own signal before it.
    # In microseconds: 0, then by the golden section, so that every stretch of time is met soon.
    point=$((taken * ((tries - 1) * 618 % 1000) / 1000 + 1000))
    got=0
    "$action" timeout --foreground -s KILL "$((point / 1000000)).$(printf %06d $((point % 1000000)))" >/dev/null 2>&1 || got=$?
    if [[ $got == 124 || $got == 137 ]]; then
      kills=$((kills + 1))
    elif [[ $got != 0 ]]; then
      fail "$action ended with $got"
    fi
    expect_sound "$action" "$home"
  done
  rm -rf "$work/out/x" "$work/out/x.rog"
  "$action" env >/dev/null 2>&1 || fail "$action does not work after $kills kills"
  "${action}_is_whole"
  rm -rf "$work/out/x" "$work/out/x.rog"
  echo "$action: killed $kills times in $tries tries"
}

kill_often seal fr
kill_often open de
