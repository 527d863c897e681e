#!/usr/bin/env bash
# One thing, two cases: what Bonn must not see stays in the case of Paris, and Bonn sees the thing in the other one, with
# its custody and its hashes. An auditor with both ledgers sees that the one rests on the other.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
as() { rogatory --home "$work/fr" --no-input --as "$@"; }
expect 0 fr officer add martin --no-passphrase
expect 0 fr officer add store-1 --no-passphrase
expect 0 fr card export -o newest.card
expect 0 de peer add newest.card --fingerprint "$(fingerprint fr)"
printf 'not really an image\n' >informant.E01
sum=$(sha256sum <informant.E01 | cut -c1-64)

expect 0 fr --json --as martin case open 'Informant Kateryna'
secret=$(json_value case)
expect 0 fr --json --as martin case open 'Request of Bonn' --under "$secret" --with de-ca
shared=$(json_value case)
add() { expect 0 as martin exhibit add "$secret" "$@"; }
add 'Telephone of Kateryna' --event seized --seal 4471 --place 'Rue des Martyrs' --by 'Lt. Martin' --description 'IMEI 350123451234560'
add 'Image of her telephone' --file informant.E01 --event acquired --parent 1
add 'Knife' --event seized
add 'Bag'

# Not what we do not have, not into the same case, and nothing is written there.
expect 31 as martin exhibit link "$secret" 4 --into "$shared"
says 'it is unheld'
expect 2 as martin exhibit link "$secret" 1 --into "$secret"
expect 2 as martin exhibit link "$secret" 1
expect 10 as martin exhibit link "$secret" 77 --into "$shared"
expect 10 as martin exhibit link "$secret" 1 --into 'No such case'
expect 10 as martin exhibit link "$secret" 1 --into "$shared" --into-compartment c-00000000
expect 0 fr exhibit list "$shared"
says '^no exhibits yet$'

# Linked: with other words where the words are the secret, and as it is where they are not.
printf 'Telephone, black' >title.txt
expect 0 as martin --json exhibit link "$secret" 1 --into "$shared" --title @title.txt --custodian 'Kanzlei 4' --place 'Magazin 9'
golden exhibit-link
expect 0 as martin --json exhibit link "$secret" 2 --into 'Request of Bonn' --title Image --number 20
expect 0 as martin exhibit link "$secret" 3 --into "$shared"
says "linked fr-ca:3 of case ${secret:0:12} is fr-ca:21 of case ${shared:0:12}"
expect 31 as martin exhibit link "$secret" 1 --into "$shared"
says 'it is exhibit fr-ca:1 there'
expect 31 as martin exhibit link "$shared" 1 --into "$secret"

# Each case's form says where the other half is.
expect 0 fr exhibit show "$secret" 1
says "^ +linked into +case ${shared:0:12} exhibit fr-ca:1 \(fr-ca:[0-9]+\)$"
expect 0 fr exhibit show "$shared" 20
says "^ +linked from +case ${secret:0:12} exhibit fr-ca:2 \(fr-ca:[0-9]+\)$"
says '^ +taken from +fr-ca:1$'
expect 0 fr --json exhibit show "$shared" 1
stdout_keeps_to exhibit-show
stdout_has '"type": "exhibit.linked"'
expect 0 fr --json exhibit show "$secret" 1
stdout_keeps_to exhibit-show

# The other State: it sees the shared case and no other; custody goes on from there, and so do hashes.
expect 0 fr ledger give "$shared" -o shared.ledger
expect 0 as martin case grant "$shared" de-ca -o shared.grant
expect 0 de ledger take shared.ledger
expect 0 de case take shared.grant
expect 0 de case list
[[ $(grep -c 'fr-ca' stdout) == 1 ]] || fail "Bonn has another number of cases than one"
expect 0 as martin custody transfer "$shared" 1 --to de-ca --by 'Kanzlei 4' --seal 4471
stderr_lacks 'warning'
expect 0 as martin custody transfer "$shared" 20 --to de-ca
expect 0 fr ledger give "$shared" -o two.ledger
expect 0 de ledger take two.ledger
expect 0 de custody receive "$shared" fr-ca:1 --seal 4471 --seal-intact yes
stderr_lacks 'warning'
expect 0 de custody receive "$shared" fr-ca:20
expect 0 de custody record "$shared" fr-ca:20 verified --hash "file:sha256:$sum"
stderr_lacks 'warning'
expect 0 de custody record "$shared" fr-ca:20 verified --hash "file:sha256:$(printf '%064d' 1)"
stderr_has 'warning: hash: sha256 of the file'
expect 0 de exhibit show "$shared" fr-ca:1
says '^verified: PASS( |$)'
says "case ${secret:0:12} exhibit fr-ca:1 .*Kanzlei 4 of fr-ca, linked"

# What it can decrypt of all it holds has none of the secret words.
expect 0 de case key "$shared" --for auditor --reason audit
cp stdout shared.key
expect 0 de ledger clone "$shared" bonn
find bonn -name '*.age' | while read -r body; do age -d -i shared.key "$body" | tail -c +33; done >bodies
grep -aq '"Telephone, black"' bodies || fail "the bodies were not opened"
words=(Kateryna 'Rue des Martyrs' 350123451234560 informant Informant 'her telephone' 'Lt. Martin')
for word in "${words[@]}"; do
  ! grep -aqF -- "$word" bodies || fail "Bonn reads: $word"
done
# Nor does git show any of it, nor what Bonn may read.
{
  git -C bonn/case.git cat-file --batch-all-objects --batch
  git -C bonn/case.git log --all --format='%H %an %ae %cn %ce %B%d'
  git -C "fr/cases/$secret/repository.git" cat-file --batch-all-objects --batch
  git -C "fr/cases/$secret/repository.git" log --all --format='%H %an %ae %cn %ce %B%d'
} >seen
[[ $(grep -ac '"type":"rogatory-entry/1"' seen) -ge 10 ]] || fail "the objects were not inflated"
for word in "${words[@]}" 'Telephone, black' 'Kanzlei 4' 'Magazin 9' "$sum"; do
  ! grep -aqF -- "$word" seen || fail "seen in the clear: $word"
done

# The auditor: the entry that the link rests on is the one with this sum.
expect 0 fr ledger clone "$secret" paris
entry=$(grep -ao '"entry":"[0-9a-f]*"' bodies | head -n 1 | cut -d'"' -f4)
sha256sum paris/fr-ca/entries/00/00/*.json | grep -q "^$entry " || fail "no entry of the secret case has the sum $entry"

# On loan it can be linked too; handed over it cannot.
expect 0 fr --json --as martin case open 'Request of Rome'
third=$(json_value case)
expect 0 as martin custody record "$secret" 3 loaned --to 'Dr. Moreau'
expect 0 as martin exhibit link "$secret" 3 --into "$third" --without-hashes
says 'now there +on loan by Dr\. Moreau'
expect 0 as martin custody record "$third" 1 returned
stderr_lacks 'warning'
expect 0 as martin custody transfer "$secret" 1 --to 'evidence store' --by 'Lt. Martin'
expect 31 as martin exhibit link "$secret" 1 --into "$third"
says 'it is in transit'

# Begun and not finished: what a killed program leaves is completed by the same command, and registered once.
expect 0 as store-1 custody receive "$secret" 1 --by 'evidence store'
cp -a "fr/cases/$secret/repository.git" before.git
state=$(sed 's/.*"directory":"\([^"]*\)".*/\1/' fr/state)
cp -a "$state" before.state
expect 0 as martin exhibit link "$secret" 1 --into "$third" --title Telephone
rm -rf "fr/cases/$secret/repository.git" && mv before.git "fr/cases/$secret/repository.git"
rm -rf "$state/$secret" && mv "before.state/$secret" "$state/$secret"
expect 0 as martin --json exhibit link "$secret" 1 --into "$third"
stdout_has '"completed": true'
expect 0 fr exhibit list "$third"
[[ $(grep -c 'Telephone' stdout) == 1 ]] || fail "registered twice"

# Neither half goes into a case that is closed.
expect 0 as martin case close "$third"
expect 30 as martin exhibit link "$secret" 2 --into "$third"
expect 0 fr ledger verify "$secret"
expect 0 fr ledger verify "$shared"
