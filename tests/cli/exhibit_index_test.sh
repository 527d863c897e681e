#!/usr/bin/env bash
# The index of a home: what it says is what the ledger says, it answers only while nothing changed, nothing of a case can be
# read in it, and no damage to it changes a word or fails a command.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
printf 'title,event,by,place,seal,at\nTelephone of the driver,seized,Lt. Martin,Lyon,4471,\nKnife,seized,Lt. Martin,Lyon,4472,\n' >seizure.csv
expect 0 fr exhibit import "$case_id" seizure.csv
index=$work/fr/index.db

# rows: the list without the line that says how old it is.
rows() { grep -v '^verified: ' "$work/stdout"; }
listed() {
  expect 0 fr exhibit list "$case_id"
  diff <(rows) "$work/first" >&2 || fail "the list is another"
}
is_fresh() { says '^verified: PASS$'; }
is_indexed() { says '^verified: PASS at [0-9T:-]*Z, nothing has changed since$'; }

expect 0 fr exhibit list "$case_id"
is_fresh
says '^no other authority has witnessed all entries of 2 exhibits'
rows >"$work/first"
listed
is_indexed
expect 0 fr --json exhibit list "$case_id"
stdout_keeps_to exhibit-list

# The story of one exhibit, from its own entries, is the one that the whole ledger tells.
expect 0 fr --json exhibit show "$case_id" 2
stdout_keeps_to exhibit-show
cp stdout shown
rm -f "$index"
expect 0 fr --json exhibit show "$case_id" 2
diff <(sed 's/"verified_at": .*//' shown) <(sed 's/"verified_at": .*//' stdout) || fail "another story"
expect 10 fr exhibit show "$case_id" 7
expect 10 fr exhibit show "$case_id" de-ca:1

# It is private, and says nothing to who has no key: no word of the case, no mark of a database.
[[ $(stat -c %a "$index") == 600 ]] || fail "the index is open to others"
for word in Telephone Martin 4471 'SQLite format' "$case_id" exhibits; do
  ! grep -aq "$word" "$index" || fail "the index shows $word"
done

# Every change of what it was made from makes it void: an entry, a peer, a key, a fork.
listed
is_indexed
expect 0 fr custody record "$case_id" 1 stored --place 'store 2'
cp "$index" old-index
expect 0 fr exhibit list "$case_id"
is_fresh
says 'at store 2'
rows >"$work/first"
cp old-index "$index"
listed
is_fresh
listed
is_indexed
expect 0 fr peer remove de-ca --yes
listed
is_fresh
rogatory --home "$work/fr" peer add "$work/de.card" --fingerprint "$(fingerprint de)" >/dev/null
listed
is_fresh

# Damage: each byte of the first page matters, and of the others; a cut file, none at all, something else in its place.
size=$(stat -c %s "$index")
for offset in 0 17 100 4090 $((size / 2)) $((size - 60)); do
  printf 'XXXXXXXX' | dd of="$index" bs=1 seek="$offset" conv=notrunc status=none
  listed
  listed
done
truncate -s 5000 "$index"
listed
listed
is_indexed
printf 'no database' >"$index"
listed
listed
is_indexed
rm -f "$index"*
mkdir "$index"
listed
listed
is_fresh
rmdir "$index"
listed
listed
is_indexed

# What is altered in the ledger is seen where a story is told, although the list has not changed.
expect 0 fr exhibit show "$case_id" 2
is_indexed
repository=$work/fr/cases/$case_id/repository.git
object=$(git -C "$repository" rev-parse 'fr-ca:entries/00/00/000003.json')
git -C "$repository" cat-file blob "$object" >blob
loose=$repository/objects/${object:0:2}/${object:2}
chmod u+w "$loose"
sed 's/"seq":3/"seq":4/' blob >forged
put_object() {
  { printf 'blob %s\0' "$(stat -c %s "$1")" && cat "$1"; } |
    python3 -c 'import sys, zlib; sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read()))' >"$loose"
}
put_object forged
expect 20 fr exhibit show "$case_id" 2
says 'entry.order'
expect 20 fr exhibit list "$case_id"

# Made anew: the same rows. What does not verify is not kept.
expect 3 fr --json index rebuild
stdout_keeps_to index-rebuild
expect 20 fr exhibit list "$case_id"
put_object blob
expect 0 fr index rebuild
says "^${case_id:0:12} +2 +PASS"
listed
is_indexed

# A home that is locked, and keys of somebody else: no index, the same rows.
expect 0 fr case key "$case_id" --for 'an expert' --reason 'opinion'
cp stdout case.key
expect 0 fr exhibit list "$case_id" --identity case.key
is_fresh
