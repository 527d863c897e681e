#!/usr/bin/env bash
# Stock tools agree on a ledger: the recipe of rogatory-ledger(5) as the page shows it, run by dash on a clone, with and
# without its repository; git's own checks; age's commitment.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers

scdoc <"$ROGATORY_SOURCE_DIR/man/rogatory-ledger.5.scd" >"$work/page.5"
LC_ALL=C.UTF-8 MANWIDTH=300 man -l "$work/page.5" 2>/dev/null >"$work/page"
sed -n '/^ *set -eu/,/^ *echo "\$log/s/^           //p' "$work/page" >"$work/recipe"
sed -n '/^ *import base64/,/^ *print(/s/^           //p' "$work/page" >"$work/root.py"
[[ $(wc -l <"$work/recipe") == 15 ]] || fail "the page shows $(wc -l <"$work/recipe") lines, not fifteen"

# recipe DIR LOG: the published lines; what they print is in $work/stock.
recipe() {
  sed "s|DIR/LOG|$1/$2|" "$work/recipe" >"$work/typed"
  T=$work/trust ROOT=$work/root.py dash "$work/typed" >"$work/stock" 2>&1
}
passes() { recipe "$1" fr-ca || { cat "$work/stock" >&2; fail "the recipe fails on $1"; }; }
stops() { ! recipe "$1" fr-ca || fail "the recipe passes $1: $2"; }

expect 0 fr --json case open "Operation Hesperus" --with de-ca --ref "17 Js 42/26"
case_id=$(json_value case)
for reason in first second third; do
  expect 0 fr case key "$case_id" --for "Dr. Expert" --reason "the $reason of three"
done
cp "$work/stdout" "$work/case.key"
grep -q '^AGE-SECRET-KEY-1' "$work/case.key" || fail "no key was printed"
expect 0 fr ledger clone "$case_id" "$work/clone"

passes "$work/clone"
grep -q '^fr-ca: 4 entries, the last [0-9a-f]*$' "$work/stock" || fail "it does not end with the number of entries"
expect 0 fr ledger verify "$case_id"
says '^PASS'
tail -n 1 "$work/stock" | grep -qF "$(sha256sum <"$work/clone/fr-ca/entries/00/00/000003.json" | cut -c1-64)"

# git has no objection to the repository, and the files are what it has.
git -C "$work/clone/case.git" fsck --strict --full >"$work/fsck" 2>&1 || { cat "$work/fsck" >&2; fail "git fsck objects"; }
git clone -q "$work/clone/case.git" -b fr-ca "$work/by-git" 2>/dev/null
diff -r --exclude=.git "$work/by-git" "$work/clone/fr-ca" >&2 || fail "the files are not those of the branch"
git -C "$work/clone/case.git" bundle create -q "$work/case.bundle" --all
git -C "$work/clone/case.git" bundle verify -q "$work/case.bundle" >/dev/null 2>&1 || fail "git bundle verify objects"

# The commitment, by age and sha256sum.
entry=$work/clone/fr-ca/entries/00/00/000002
commitment=$(sed 's/.*"commitment":"\([0-9a-f]*\)".*/\1/' "$entry.json")
test "$(age -d -i "$work/case.key" "$entry.age" | sha256sum | cut -c1-64)" = "$commitment"

# Without the repository the verdict is the same, by the recipe and by verify without a home.
echo "fr-ca $(fingerprint fr)" >"$work/roots"
clone_verify() { rogatory --home "$work/none" ledger verify "$1" --trust "$work/roots" --identity "$work/case.key"; }
expect 0 clone_verify "$work/clone"
says '^PASS$'
cp "$work/stdout" "$work/with-git"
rm -rf "$work/clone/case.git"
passes "$work/clone"
expect 0 clone_verify "$work/clone"
diff "$work/with-git" "$work/stdout" >&2 || fail "another verdict without the repository"

# What a forger does, the recipe and verify see alike.
forged() { rm -rf "$work/forged" && cp -r "$work/clone" "$work/forged"; chmod -R u+w "$work/forged"; cd "$work/forged/fr-ca"; }
refused() {
  cd "$work"
  stops "$work/forged" "$1"
  local status=0
  clone_verify "$work/forged" >"$work/stdout" 2>"$work/stderr" || status=$?
  [[ $status == "$2" ]] || fail "status $status, not $2, where $1"
  says "$3"
}
forged; sed -i 's/registry-2/registry-3/' entries/00/00/000001.json; refused "an entry names another officer" 20 'entry.signature|entry.order'
forged; rm entries/00/00/000003.*; refused "the last entry is gone" 20 checkpoint.root
forged; cp entries/00/00/000001.json.sig entries/00/00/000002.json.sig; refused "a signature is another's" 20 entry.signature
forged; cp entries/00/00/000001.age entries/00/00/000002.age; refused "a body is another's" 20 body.hash
forged; sed -i 2s/4/5/ checkpoint; refused "the checkpoint counts another number" 20 checkpoint
forged; for f in json json.sig age; do mv entries/00/00/000001.$f x.$f; mv entries/00/00/000002.$f entries/00/00/000001.$f; mv x.$f entries/00/00/000002.$f; done
refused "two entries changed places" 20 entry.order
