#!/usr/bin/env bash
# The way out of a frozen log: a whole machine was copied, both copies went on, and each party was shown it. The authority
# goes on with its next log, under a new log key; the others take it, and every side says the same of it.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
new_home es es-ca
es() { rog es "$@"; }
expect 0 es peer add fr.card --fingerprint "$(fingerprint fr)"
expect 0 es card export -o es.card
expect 0 fr peer add es.card --fingerprint "$(fingerprint es)"

expect 0 fr --json case open 'Operation Hesperus' --with de-ca --with es-ca
case_id=$(json_value case)
for party in de es; do
  expect 0 fr case grant "$case_id" "$party-ca" -o "$party.grant"
done
# exchange FROM TO [STATUS]: a ledger by courier.
exchange() {
  rm -f courier.ledger
  expect 0 "$1" ledger give "$case_id" -o courier.ledger
  expect "${3:-0}" "$2" ledger take courier.ledger
}
for party in de es; do
  exchange fr "$party"
  expect 0 "$party" case take "$party.grant"
done
expect 0 fr exhibit add "$case_id" 'Telephone, black' --event seized --by 'Lt. Martin'
exchange fr de

# Nothing is wrong yet: there is nothing to reopen.
expect 30 fr ledger reopen "$case_id" --reason 'for no reason'

# Both copies of the machine go on.
state=$(sed 's/.*"directory":"\([^"]*\)".*/\1/' fr/state)
cp -a fr twin
cp -a "$state" state-of-twin
sed -i "s|$state|$work/state-of-twin|" twin/state
twin() { rog twin "$@"; }
expect 0 fr case key "$case_id" --for 'expert of fr' --reason 'order of 4 May'
expect 0 twin case key "$case_id" --for 'expert of the twin' --reason 'order of 5 May'
expect 0 twin ledger give "$case_id" -o twin.ledger

# One party witnessed the one history, another the other.
exchange fr de
expect 0 de case key "$case_id" --for 'court of de' --reason order
exchange twin es
expect 0 es case key "$case_id" --for 'court of es' --reason order

# Everybody is shown: whoever has the one is handed the other, the author too.
expect 23 de ledger take twin.ledger
says 'Next: keep twin.ledger and hand it to every other party and to fr-ca'
expect 0 fr ledger give "$case_id" -o fr.ledger
expect 23 es ledger take fr.ledger
expect 23 fr ledger take twin.ledger
says 'fr-ca forked, 6 entries stay here as they were'
says 'differ from entry 5 on'
says 'Next: rogatory card rotate log, then rogatory ledger reopen'
[[ $(jq -r '.notes | length' "fr/cases/$case_id/forks/fr-ca.json") == 2 ]] || fail "our own fork was not kept"
for party in fr de es; do
  expect 23 "$party" ledger verify "$case_id"
  says 'log.fork .*fr-ca: its key signed another history'
done

# Frozen: our log is written no more, by no command; the others are.
size() { git -C "fr/cases/$case_id/repository.git" rev-parse refs/heads/fr-ca; }
before=$(size)
expect 23 fr case key "$case_id" --for nobody --reason none
says 'next: rogatory card rotate log, then rogatory ledger reopen'
expect 23 fr exhibit add "$case_id" 'Never' --event seized --by 'Lt. Martin'
expect 23 fr bundle seal passphrases --case "$case_id" -o never.rog
[[ ! -e never.rog && $(size) == "$before" ]] || fail "a frozen log was written"
expect 0 de case key "$case_id" --for 'second court of de' --reason order

# Not under the same key, not from a copy, not by somebody whose log it is not.
expect 31 fr ledger reopen "$case_id" --reason 'two machines'
says 'next: rogatory card rotate log'
expect 23 fr ledger reopen "$case_id" --from twin.ledger
expect 30 de ledger reopen "$case_id" --reason 'not ours'
says 'only its author goes on with it'

# The way out.
expect 0 fr card rotate log
expect 0 fr --json ledger reopen "$case_id" --reason 'a copied machine signed too'
golden ledger-reopen ledger-reopen-fork
expect 0 fr ledger log "$case_id"
says '^fr-ca.2:0 .*the log goes on here: a copied machine signed too'
expect 0 fr ledger verify "$case_id"
says '^PASS$'
says 'follows +fr-ca, of which 5 entries count: its key signed two histories'
says 'fr-ca: entries from 5 on do not count'
expect 0 fr exhibit add "$case_id" 'Notebook' --event seized --by 'Lt. Martin'
expect 0 fr exhibit show "$case_id" 1
says 'Telephone'
expect 30 fr ledger reopen "$case_id" --reason again
expect 0 fr ledger take twin.ledger
says 'fr-ca own'

# Both notes stand in the open, and each verifies under the old log key by the stock recipe's way: sizes and roots differ.
expect 0 fr ledger clone "$case_id" clone
[[ $(jq -r '.restart | "\(.reason) \(.size) \(.log) \(.notes | length)"' clone/fr-ca.2/entries/00/00/000000.json) == 'fork 5 fr-ca 2' ]] ||
  fail "entry 0 does not say what it should"
jq -r '.restart.notes[] | split("\n")[2]' clone/fr-ca.2/entries/00/00/000000.json | sort -u >roots
[[ $(wc -l <roots) == 2 ]] || fail "its notes are of one history"

# The others take the log that goes on, whichever history they hold, and say what it follows.
for party in de es; do
  exchange fr "$party"
  says 'fr-ca (unchanged|given up)'
  says 'fr-ca.2 added, 3 entries'
  says 'fr-ca.2 goes on after fr-ca, whose key signed two histories'
  expect 0 "$party" ledger verify "$case_id"
  says 'follows +fr-ca, of which 5 entries count'
  says '^PASS$'
  expect 0 "$party" exhibit list "$case_id"
  says 'Telephone'
  says 'Notebook'
done
expect 0 es --json ledger take courier.ledger
golden ledger-take ledger-take-given-up

# What they write next bears the next log out, and everybody takes everybody's.
expect 0 de case key "$case_id" --for 'third court of de' --reason order
expect 0 es case key "$case_id" --for 'third court of es' --reason order
exchange de fr
exchange es fr
exchange fr de
exchange fr es
for party in fr de es; do
  expect 0 "$party" ledger verify "$case_id"
  says '^PASS$'
  says 'witnesses +de-ca up to entry 2, es-ca up to entry 2; none of it'
done

# Somebody who was never shown learns of it from the next log itself.
new_home it it-ca
it() { rog it "$@"; }
expect 0 it peer add fr.card --fingerprint "$(fingerprint fr)"
expect 0 it --json ledger verify ./clone
stdout_keeps_to ledger-verify
[[ $(jq -r '.logs[] | select(.follows) | .log + " " + .follows.reason' stdout) == 'fr-ca.2 fork' ]] || fail "nobody told"
