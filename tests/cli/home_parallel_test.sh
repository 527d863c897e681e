#!/usr/bin/env bash
# Several programs on one home at once, and programs that are killed in the middle.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
need_space 4096 || skip "less than 4096 MiB free"
make_peers
mkdir "$work/in" "$work/out" "$work/jobs"
head -c 30000000 /dev/urandom >"$work/in/phone.dd"
expect 0 fr bundle seal "$work/in" --to de-ca -o "$work/before.rog"
for id in it es nl; do
  rogatory --home "$work/$id" --quiet init "$id-ca" --country "${id^^}" --name "Ministry $id" --officer clerk-1 \
    --zone Europe/Berlin --no-passphrase >/dev/null 2>&1
  rogatory --home "$work/$id" card export -o "$work/$id.card" >/dev/null
done

# job NAME COMMAND...: in the background; its status and words are kept.
jobs=()
job() {
  local name=$1
  shift
  jobs+=("$name")
  { "$@" >"$work/jobs/$name" 2>&1 && echo 0 >"$work/jobs/$name.status" || echo $? >"$work/jobs/$name.status"; } &
}
# `bundle seal` needs --as as soon as there are two officers who may.
for n in 1 2 3 4; do
  job "seal-$n" fr --as registry-2 bundle seal "$work/in" --to de-ca --name "parallel-$n" -o "$work/out/$n.rog" --verify
  job "officer-$n" fr officer add "clerk-$n" --no-passphrase
  job "verify-$n" fr bundle verify "$work/before.rog"
done
for id in it es nl; do
  job "peer-$id" fr peer add "$work/$id.card" --fingerprint "$(fingerprint "$id")"
done
wait
for name in "${jobs[@]}"; do
  status=$(cat "$work/jobs/$name.status")
  [[ $status == 0 ]] || { cat "$work/jobs/$name" >&2; fail "$name ended with $status"; }
done
for n in 1 2 3 4; do
  expect 0 fr bundle verify "$work/out/$n.rog"
  says '^PASS$'
done
expect 0 fr officer list
for n in 1 2 3 4; do stdout_has "clerk-$n"; done
expect 0 fr peer list
for id in it es nl; do stdout_has "$id-ca"; done
expect 0 fr card show
stdout_has '\b5\b' # one version for each officer, none lost
test "$(ls -A "$work/out")" = $'1.rog\n2.rog\n3.rog\n4.rog' || fail "sealing left $(ls -A "$work/out")"
test -z "$(ls "$work/fr/unfinished")" || fail "records are left: $(ls "$work/fr/unfinished")"

# appears GLOB: waits until such a thing is there; at most a minute.
appears() {
  for _ in $(seq 6000); do
    compgen -G "$1" >/dev/null && return 0
    sleep 0.01
  done
  fail "nothing appeared at $1"
}
# What is to be killed is started without a function between: $! is then the program itself.
rm -f "$work/out"/*
truncate -s 1G "$work/disk.img"

# A seal that lives is left alone; killed, the next command removes what it left, and says so once.
rogatory --home "$work/fr" --as registry-2 bundle seal "$work/disk.img" --to de-ca -o "$work/out/x.rog" >/dev/null 2>&1 &
seal=$!
appears "$work/out/.x.rog.*.tmp"
expect 0 fr whoami
stderr_lacks 'removed'
kill -9 "$seal"
wait "$seal" 2>/dev/null && fail "the seal ended before it was killed"
left=$(ls -A "$work/out")
test -n "$left" && test ! -e "$work/out/x.rog" || fail "a killed seal leaves its temporary file and no bundle"
expect 0 fr whoami
stderr_has "removed .*/out/$left\$"
test -z "$(ls -A "$work/out")" || fail "it is still there"
expect 0 fr whoami
stderr_is_empty

# So is what an opening had put into the clear.
expect 0 fr --as registry-2 bundle seal "$work/disk.img" --to de-ca -o "$work/disk.rog"
rogatory --home "$work/de" bundle open "$work/disk.rog" -C "$work/out/new" >/dev/null 2>&1 &
open=$!
appears "$work/out/.rogatory-open-*/0*"
kill -9 "$open"
wait "$open" 2>/dev/null && fail "the opening ended before it was killed"
test ! -e "$work/out/new" || fail "a killed opening shows something"
left=$(ls -A "$work/out")
expect 0 de bundle verify "$work/before.rog"
stderr_has "removed .*/out/$left\$"
test -z "$(ls -A "$work/out")" || fail "plaintext is still there"

# Asked to stop, a program takes everything away itself.
rogatory --home "$work/fr" --as registry-2 bundle seal "$work/disk.img" --to de-ca -o "$work/out/x.rog" >"$work/stdout" 2>"$work/stderr" &
seal=$!
appears "$work/out/.x.rog.*.tmp"
kill -TERM "$seal"
status=0
wait "$seal" || status=$?
test "$status" = 130 || fail "a seal that was asked to stop ended with $status"
test -z "$(ls -A "$work/out")" || fail "it left $(ls -A "$work/out")"
expect 0 fr whoami
stderr_is_empty
