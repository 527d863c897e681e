#!/usr/bin/env bash
# A sealing that is stopped at any moment by Ctrl-C, a shutdown or a closed terminal leaves nothing: no bundle, no
# temporary file, no record in the home. The same command again does the work. So there is nothing to resume.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
need_space 400 || skip 'needs 400 MiB'
mkdir in out
# In this order: many small ones, then one that takes a while.
for ((i = 0; i < 300; ++i)); do echo "$i" >"in/$(printf %03d "$i").txt"; done
truncate -s 100M in/long

# start OPTION...: a sealing into out/x.rog; its process is $sealing. A job in the background would ignore SIGINT.
start() {
  env --default-signal=INT,TERM,HUP "$ROGATORY_BIN/rogatory" --home "$work/fr" bundle seal --to de-ca -o out/x.rog "$@" in \
    >"$work/stdout" 2>"$work/stderr" &
  sealing=$!
}

temporary() { find out -name '.x.rog.*.tmp'; }
is_there() { [[ -n $(temporary) ]]; }
has_megabytes() { [[ $(find out -name '.x.rog.*.tmp' -size +"$1"M) ]]; }
is_sealed() { is_there && tail -c 65536 "$(temporary)" 2>/dev/null | grep -aq rogatory-seal/1; }

# stop_when CONDITION...: stands still at that moment.
stop_when() {
  local waited=0
  until "$@"; do
    kill -0 "$sealing" 2>/dev/null || fail "it ended before: $*"
    ((waited++ < 6000)) || fail "it never came to: $*"
    sleep 0.01
  done
  kill -STOP "$sealing"
  [[ ! -e out/x.rog ]] || fail "it had ended before: $*"
}

# ended STATUS
ended() {
  local got=0
  wait "$sealing" || got=$?
  [[ $got == "$1" ]] || fail "exit status $got, not $1"
}

# interrupted_leaves_nothing SIGNAL
interrupted_leaves_nothing() {
  kill -"$1" "$sealing"
  kill -CONT "$sealing"
  ended 130
  stderr_has '^rogatory: interrupted$'
  stderr_has '^  nothing was left: '
  stderr_has '^  next: run the same command again; it begins anew$'
  [[ -z $(ls -A out) ]] || fail "SIG$1 left $(ls -A out)"
  [[ -z $(find "$work/fr/unfinished" -name "*.json") ]] || fail "SIG$1 left a record"
}

for signal in INT TERM HUP; do
  start
  stop_when is_there
  interrupted_leaves_nothing "$signal"
  start
  stop_when has_megabytes 20
  interrupted_leaves_nothing "$signal"
done
# Signed, and read again: the last moment before it gets its name.
start --verify
stop_when is_sealed
interrupted_leaves_nothing INT

# Programs are told by the document.
sealing_json() {
  start --json
  stop_when has_megabytes 20
  kill -TERM "$sealing"
  kill -CONT "$sealing"
  ended 130
}
sealing_json
stdout_keeps_to error
[[ $(json_value code) == interrupted ]] || fail "the code is $(json_value code)"

# Nothing to be cleaned up, and the same command does the work.
expect 0 fr whoami
stderr_lacks 'left'
start --verify
ended 0
expect 0 de bundle verify out/x.rog
stdout_has ', 302 items inside$'
rm out/x.rog

# Over a bundle that is to be replaced: it stays what it was.
cp "$work/fr.card" out/x.rog
before=$(sha256sum <out/x.rog)
start --force
until has_megabytes 20; do kill -0 "$sealing" || fail "it ended before"; sleep 0.01; done
kill -INT "$sealing"
ended 130
[[ $(sha256sum <out/x.rog) == "$before" && $(ls -A out) == x.rog ]] || fail "what was there is not what is there"
rm out/x.rog

# Who cannot wait sends two signals: that ends it at once, and the next command removes what was left and says so.
start
stop_when has_megabytes 20
kill -INT "$sealing"
kill -TERM "$sealing"
kill -CONT "$sealing"
got=0
wait "$sealing" || got=$?
[[ $got == 130 || $got == 143 ]] || fail "exit status $got"
left=$(temporary)
[[ -n $left ]] || fail "the second signal did not end it at once: the test proves nothing"
expect 0 fr whoami
stderr_has "^warning: removed what .* left: $(realpath "$left")\$"
[[ -z $(ls -A out) ]] || fail "a later command left $(ls -A out)"
