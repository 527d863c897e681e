#!/usr/bin/env bash
# What waits for each of two authorities, from hand-over to receipt; what is not theirs to do waits for nobody.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
expect 0 fr inbox
says '^nothing waits$'
expect 2 fr inbox --since yesterday

expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
pass() {
  rm -f passed.ledger
  expect 0 "$1" ledger give "$case_id" -o passed.ledger
  expect 0 "$2" ledger take passed.ledger
}
pass fr de

# Without a key the case is named, and what others wrote is seen all the same.
expect 0 de inbox
says "^[0-9TZ:-]+ +${case_id:0:12} +locked +no key of it is here.* rogatory case take FILE$"
says "^[0-9TZ:-]+ +${case_id:0:12} +news +1 new entry of fr-ca: fr-ca:0 +rogatory ledger log ${case_id:0:12}$"
expect 0 fr case grant "$case_id" de-ca -o de.grant
expect 0 de case take de.grant
expect 0 de inbox
[[ $(wc -l <stdout) == 2 ]] || fail "not one thing waits"

# Handed over to Bonn: it waits there, and not in Paris.
sleep 1.1  # times are whole seconds, and the news of the case's first entry is older
printf 'Knife\033[31m' >hostile.txt
expect 0 fr exhibit add "$case_id" @hostile.txt --event seized
expect 0 fr custody transfer "$case_id" 1 --to de-ca
expect 0 fr inbox
says '^nothing waits$'
pass fr de
expect 0 de --json inbox
sed -i "s/${case_id:0:12} /(case) /; s/${case_id:0:12}\"/(case)\"/" stdout
golden inbox
expect 0 de inbox
says " ${case_id:0:12} Operation Hesperus +receive +fr-ca:1 Knife\\\\x1b\[31m: handed over by registry-2 of fr-ca to de-ca at .* rogatory custody receive ${case_id:0:12} fr-ca:1$"
says "news +[0-9]+ new entries of fr-ca: fr-ca:0 to fr-ca:[0-9]+ "
! grep -q $'\033' stdout || fail "an escape reached the terminal"
cut -d' ' -f1 stdout | tail -n +2 >times
sort -c times || fail "not the oldest first"

# The line says what to type.
line=$(sed -n 's/.*  \(rogatory custody receive .*\)$/\1/p' stdout)
# shellcheck disable=SC2086  # words
expect 0 de ${line#rogatory }
expect 0 de inbox
says '^nothing waits$'
expect 0 de inbox --since 2020-01-01
says "news +[0-9]+ new entries of fr-ca"
expect 0 de inbox --since 2090-01-01
says '^nothing waits$'

# Bonn objects; Paris hears of it until it is resolved. Refused, until Paris does something.
expect 0 de custody record "$case_id" fr-ca:1 discrepancy_reported --reason 'the blade is missing'
pass de fr
expect 0 fr inbox
says 'discrepancy +fr-ca:1 .*: discrepancy reported by eingang-1 of de-ca: the blade is missing +rogatory exhibit show'
says 'news +[0-9]+ new entries of de-ca: de-ca:0 to de-ca:1 '
expect 0 fr custody record "$case_id" 1 discrepancy_resolved --reason 'it was in the bag'
expect 0 fr inbox
says '^nothing waits$'
expect 0 fr exhibit add "$case_id" Bag --event seized
expect 0 fr custody transfer "$case_id" 2 --to de-ca
pass fr de
expect 0 de custody record "$case_id" fr-ca:2 receipt_refused --reason 'it is empty'
pass de fr
expect 0 fr inbox
says 'refused +fr-ca:2 Bag: refused by eingang-1 of de-ca: it is empty'
expect 0 fr custody record "$case_id" 2 stored
expect 0 fr inbox
says '^nothing waits$'

# After more than a week without an answer: give it again. An older act does not count, its entry does.
expect 0 fr custody transfer "$case_id" 2 --to de-ca
if command -v faketime >/dev/null; then
  expect 0 faketime '8 days' rogatory --home "$work/fr" inbox
  says "unconfirmed +fr-ca:2 Bag: .*, not confirmed for 8 days +rogatory ledger give ${case_id:0:12}$"
fi

# A case that cannot be read is named and hides no other.
expect 0 fr --json case open 'Operation Morgenstern'
other=$(json_value case)
mv "fr/cases/$other/repository.git/refs" "fr/cases/$other/refs.away"
expect 0 fr --json inbox
stdout_keeps_to inbox
stdout_has '"kind": "unverified"'
mv "fr/cases/$other/refs.away" "fr/cases/$other/repository.git/refs"

# A home that is locked: every case is named, and nobody is asked twice.
new_locked_home "$work/it" it-ca
it() { rogatory --home "$work/it" --no-input "$@"; }
for title in One Two; do
  expect 0 it --passphrase-file "$work/passphrases" case open "$title"
done
expect 0 it inbox
[[ $(grep -cE ' locked +its key is locked.* rogatory unlock$' stdout) == 2 ]] || fail "not each locked case is named"
expect 0 it --passphrase-file "$work/wrong" inbox
[[ $(grep -cE ' locked +its key is locked' stdout) == 2 ]] || fail "not each locked case is named"
expect 0 it --passphrase-file "$work/passphrases" inbox
says '^nothing waits$'
