#!/usr/bin/env bash
# Several programs write into one case at once: every entry is there, in one chain, and the bundles of the case are one
# chain too, although each was sealed while others were.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
writers=4 each=6
echo 'statement of witness 3' >statement.txt

# Each writer keeps what it was told.
keys() { for i in $(seq "$each"); do fr --json case key "$case_id" --for "writer $1" --reason "$i" || return; done; }
seals() { for i in $(seq "$each"); do fr --json bundle seal --case "$case_id" statement.txt --name "b-$1-$i" -o "$1-$i.rog" || return; done; }
running=()
for writer in $(seq "$writers"); do
  if ((writer % 2)); then keys "$writer"; else seals "$writer"; fi >"told.$writer" 2>"said.$writer" &
  running+=($!)
done
for one in "${running[@]}"; do
  wait "$one" || { cat said.* >&2; grep -h -A9 "\"error\"" told.* >&2; fail "a writer failed"; }
done

expect 0 fr --json ledger log "$case_id"
[[ $(grep -c '"seq":' stdout) == $((writers * each + 1)) ]] || fail "not every entry is there"
# What each was told is what is there: nobody's entry is another's.
sed -n 's/.*"entry": "\(.*\)",/\1/p' told.* | sort >told
[[ $(uniq <told | wc -l) == $((writers * each)) ]] || fail "two writers were told of one entry"
sed -n 's/.*"entry": "\(.*\)",/\1/p' stdout | grep -v ':0$' | sort | diff - told >&2 || fail "other entries than were told"
expect 0 fr ledger verify "$case_id"
says '^PASS$'
expect 0 fr ledger clone "$case_id" clone
git -C clone/case.git fsck --strict --full >fsck 2>&1 || { cat fsck >&2; fail "git fsck objects"; }

# Each bundle names the one before it in the ledger, the first none.
fr --json ledger log "$case_id" | sed -n 's/.*"text": "sealed \(b-[0-9]-[0-9]*\),.*/\1/p' >order
[[ $(wc -l <order) == $((writers / 2 * each)) ]] || fail "not every bundle is in the ledger"
before=
while read -r name; do
  expect 0 fr --json bundle inspect "${name#b-}.rog"
  [[ $(sed -n 's/.*"previous": "\(.*\)".*/\1/p' stdout) == "$before" ]] || fail "$name does not name the bundle before it"
  before=$(json_value id)
done <order
expect 0 fr bundle verify $(sed 's/^b-\(.*\)/\1.rog/' order)
stdout_lacks 'Not proven: earlier'
expect 0 fr whoami
stderr_lacks 'killed'
