#!/usr/bin/env bash
# A home that came back from a copy signs no second history: it refuses to write until its log came back or a new one was
# begun; so does one whose state is gone, is another's, or came back itself.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers

entry() { fr case key "$case_id" --for "$1" --reason "$1"; }
copy_of() { rm -rf "$2" && cp -a "$1" "$2"; }
# Two histories of one log would be two entries of one number with different bytes.
same_history() { cmp "$work/$1/fr-ca/entries/00/00/$3.json" "$work/$2/fr-ca/entries/00/00/$3.json" || fail "two histories: entry $3"; }
verifies() {
  expect 0 fr ledger verify "$case_id"
  says '^PASS'
}

expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
state=$(sed 's/.*"directory":"\([^"]*\)".*/\1/' fr/state)
[[ $state == "$HOME/.local/state/rogatory/"* && -s $state/id ]] || fail "the home does not say where its state is"
expect 0 entry one
copy_of fr fr.last-week
expect 0 entry two
expect 0 entry three
expect 0 fr ledger clone "$case_id" today

# The home of last week: nothing is written, everything can be read, and the error says what helps.
copy_of fr.last-week fr
expect 5 entry other
stderr_has 'next: .*rogatory ledger reopen'
expect 5 fr bundle seal passphrases --case "$case_id" -o never.rog
[[ ! -e never.rog ]] || fail "a bundle was kept"
expect 5 fr case close "$case_id"
expect 0 fr ledger log "$case_id"
verifies
expect 0 fr ledger clone "$case_id" behind
[[ ! -e behind/fr-ca/entries/00/00/000002.json ]] || fail "something was written"
# Other cases are as they were.
expect 0 fr case open 'Another case'

# A copy that has less than the state knows of is not enough; the whole one is, and nothing is signed twice.
expect 21 fr ledger reopen "$case_id" --from ./behind
expect 5 entry other
expect 0 fr ledger reopen "$case_id" --from ./today
says 'fr-ca came back with 4 entries'
expect 0 entry four
verifies
expect 30 fr ledger reopen "$case_id" --reason 'nothing is wrong'
expect 0 fr ledger clone "$case_id" later
for seq in 000000 000001 000002 000003; do same_history today later "$seq"; done

# The same by a git bundle file, as a party would send it.
copy_of fr.last-week fr
git -C later/case.git bundle create -q "$work/ours.bundle" --branches
expect 0 fr ledger reopen "$case_id" --from ours.bundle
expect 0 entry five
verifies
expect 0 fr ledger clone "$case_id" latest
same_history later latest 000004

# No party has our log: the next one says since when it counts.
copy_of fr.last-week fr
expect 2 fr ledger reopen "$case_id" --from ./later --reason both
expect 0 fr --json ledger reopen "$case_id" --reason 'the disk failed on 3 May'
golden ledger-reopen
expect 0 entry six
verifies
expect 0 fr ledger log "$case_id"
says '^fr-ca.2:0 .*the log goes on here: the disk failed on 3 May'
says '^fr-ca.2:1 .*six'
copy_of fr fr.reopened
expect 0 entry seven

# A home from before that restart does not go on with the log that was given up.
copy_of fr.last-week fr
expect 5 entry other
copy_of fr.reopened fr
expect 5 entry other
expect 0 fr ledger reopen "$case_id" --reason 'again'
expect 0 fr ledger log "$case_id"
says '^fr-ca.3:0 .*again'

# The state is gone: nobody knows how far any log got.
mv "$state" away
expect 5 entry other
expect 5 entry other
stderr_has 'next: .*rogatory ledger reopen'
expect 0 fr case open 'A third case'
expect 0 fr ledger reopen "$case_id" --reason 'the state was lost'
expect 0 entry eight
verifies

# An older state came back, or another one of this home.
copy_of "$state" older
expect 0 entry nine
copy_of older "$state"
expect 5 entry other
rm -rf "$state" && mv away "$state"
expect 5 entry other

# A state of another home is left alone.
expect 0 de case open 'A case of theirs'
theirs=$(sed 's/.*"directory":"\([^"]*\)".*/\1/' de/state)
sed -i "s|\"directory\":\"[^\"]*\"|\"directory\":\"$theirs\"|" fr/state
cp -r "$theirs" theirs.before
expect 31 fr case open 'Never opened'
diff -r theirs.before "$theirs" || fail "the state of another home was changed"

# A place of its own, outside the home; nothing is made there before it is used.
expect 0 rog "$work/es" init es-ca --country ES --name Ministerio --officer registry-1 --no-passphrase --state "$work/disk2/es state"
[[ ! -e "$work/disk2/es state" ]] || fail "the state was made too early"
expect 0 rog "$work/es" case open 'Caso uno'
[[ -s "$work/disk2/es state/id" ]] || fail "--state was not used"
expect 2 rog "$work/it" init it-ca --country IT --name Ministero --officer registry-1 --no-passphrase --state "$work/it/state"
