#!/usr/bin/env bash
# An authority takes its officer's word back for a time that is past: what another's log had seen stands, and is shown as
# disputed by its own authority; what nobody had seen is not trusted; what he signs from then on is refused.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
# exchange FROM TO: a ledger by courier.
exchange() {
  rm -f courier.ledger
  expect 0 "$1" ledger give "$case_id" -o courier.ledger
  expect 0 "$2" ledger take courier.ledger
}

expect 0 fr officer add registry-3 --no-passphrase
rm -f fr.card
expect 0 fr card export -o fr.card
expect 0 de peer add fr.card
sleep 1.1
since=$(date -u +%Y-%m-%dT%H:%M:%SZ)
martin() { fr --as registry-2 "$@"; }
expect 0 martin --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
expect 0 martin case grant "$case_id" de-ca -o de.grant
expect 0 martin exhibit add "$case_id" 'Telephone' --event seized --by 'Lt. Martin'
exchange fr de
expect 0 de case take de.grant
expect 0 de ledger verify "$case_id"
expect 0 de case key "$case_id" --for court --reason order # de-ca's entry is the witness
exchange de fr
expect 0 martin custody record "$case_id" 1 photographed --by 'Lt. Martin'
exchange fr de # taken in, and nobody's entry says so

# The machine of the officer is copied before he is revoked.
state=$(sed 's/.*"directory":"\([^"]*\)".*/\1/' fr/state)
cp -a fr stolen
cp -a "$state" state-of-thief
sed -i "s|$state|$work/state-of-thief|" stolen/state

expect 0 fr officer revoke registry-2 --since "$since"
rm -f fr.card
expect 0 fr card export -o fr.card
expect 0 de peer add fr.card

disputed='fr-ca: entry 2: disputed by its own authority: registry-2 was taken back by card 3 for '
untrusted='entry.officer \(22\) fr-ca: entry 4: registry-2 was taken back by card 3'
for party in fr de; do
  expect 25 "$party" ledger verify "$case_id"
  says "entry.disputed \(25\) $disputed"
  says "$untrusted"
  [[ $(grep -c 'disputed by its own authority' stdout) == 4 ]] || fail "not the four that were seen are disputed"
  says '^FAIL$'
  says 'cards +revocations known up to card'
  expect 25 "$party" ledger log "$case_id"
  says "$disputed"
  expect 25 "$party" exhibit show "$case_id" fr-ca:1
  says "$disputed"
  says "$untrusted"
  expect 25 "$party" exhibit list "$case_id"
  says "$disputed"
done
expect 25 de --json ledger verify "$case_id"
stdout_keeps_to ledger-verify
[[ $(jq -r '[.findings[].check] | unique | join(" ")' stdout) == 'entry.disputed entry.officer' ]] || fail "other findings"
expect 25 de --json exhibit show "$case_id" fr-ca:1
stdout_keeps_to exhibit-show
[[ $(jq '[.verification[] | select(.check == "entry.disputed")] | length' stdout) == 4 ]] || fail "exhibit show says less"

# He signs no more here; what a thief of his machine signs, nobody takes.
expect 4 martin case key "$case_id" --for nobody --reason none
expect 0 rog stolen --as registry-2 custody record "$case_id" 1 transferred_out --by 'Lt. Martin' --to 'a thief'
expect 0 rog stolen ledger give "$case_id" -o stolen.ledger
before=$(git -C "de/cases/$case_id/repository.git" rev-parse refs/heads/fr-ca)
expect 22 de ledger take stolen.ledger
says 'entry.officer: entry 5: registry-2 was taken back by card 3'
[[ $(git -C "de/cases/$case_id/repository.git" rev-parse refs/heads/fr-ca) == "$before" ]] || fail "it was taken"

# His colleague goes on, and is taken; what is disputed stays so.
expect 0 fr --as registry-3 custody record "$case_id" 1 photographed --by 'Lt. Martin'
exchange fr de
says 'fr-ca grown'
expect 25 de ledger verify "$case_id"
says "$disputed"
stdout_lacks 'fr-ca: entry 5'
