#!/usr/bin/env bash
# Opening, finding, showing and closing cases; keys of a case and of one bundle; the ledger of a case with and without a
# home; as people read it and as --json promises.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
mkdir evidence
printf 'statement of witness 3\n' >evidence/statement.txt
find evidence -exec touch -d 2026-01-02T03:04:05Z {} +

# Nothing yet.
expect 0 fr case list
says '^fr-ca has no cases yet$'
expect 10 fr case show 3f9a

# Opened, with a peer; what is free text also comes from a file, from standard input, or is asked for.
expect 0 fr --json case open 'Operation Hesperus' --with de-ca --ref '17 Js 42/26'
golden case-open
first=$(json_value case)
printf 'Opération Étoile\n' >title.txt
expect 0 fr --json case open @title.txt --under "${first:0:8}"
stdout_has '"title": "Opération Étoile"'
stdout_has "\"under\": \"$first\""
second=$(json_value case)
expect 0 fr case open - <<<'from standard input'
expect 2 fr --no-input case open
on_terminal 0 'Title of the case:' 'asked for' -- "rogatory --home $work/fr case open"
expect 10 fr case open Never --with es-ca
says 'rogatory peer'
expect 2 fr case open Never --with fr-ca
expect 2 fr case open Never --with de-ca --with de-ca
expect 10 fr case open Never --under 'no such case'
expect 0 fr --json case list
stdout_keeps_to case-list
[[ $(grep -c '"title"' stdout) == 4 ]] || fail "not four cases"
expect 0 fr case list
says "^${first:0:12} .* fr-ca +de-ca, fr-ca +1 +open +17 Js 42/26 +Operation Hesperus$"

# Found by id, its beginning, reference or title; ambiguous ones are named.
for name in "$first" "${first:0:6}" '17 Js 42/26' 'Operation Hesperus'; do
  expect 0 fr case show "$name"
  says "case +$first"
done
expect 0 fr case open 'Operation Hesperus'
expect 2 fr case show 'Operation Hesperus'
says "which case\? .*${first:0:12} \(Operation Hesperus\)"
expect 10 fr case show 'Operation'
expect 0 fr --json case show "$first"
golden case-show

# The home key opens titles, and it is asked for.
new_locked_home locked es-ca
locked() { rog locked --passphrase-file "$work/passphrases" "$@"; }
expect 0 locked case open 'Caso uno'
expect 0 locked case list
says 'Caso uno'
expect 12 rog locked --passphrase-file "$work/wrong" case list
! grep -raq 'Caso uno' locked "$HOME" || fail "the title is in the home in the clear"

# Bundles of the case are links of one chain, for the case's key alone; each has a key of its own.
expect 0 fr --json bundle seal --case "$first" --name request-17 -o one.rog evidence
golden bundle-seal bundle-seal-case
expect 0 fr --json bundle seal --case "$first" -o two.rog evidence
one=$(sed 's/.*"previous": "\([0-9a-f]*\)".*/\1/;t;d' stdout)
expect 0 fr --json bundle inspect one.rog
[[ $(json_value id) == "$one" ]] || fail "the second does not name the first"
expect 0 fr bundle verify one.rog two.rog
says 'Not proven: nothing'
expect 0 fr bundle open two.rog -C opened
cmp evidence/statement.txt opened/evidence/statement.txt
expect 12 de bundle open two.rog -C never
expect 2 fr bundle seal --case "$first" --to de-ca -o never.rog evidence
expect 2 fr bundle seal --case "$first" --force -o one.rog evidence
says 'never replaced'
expect 2 fr bundle seal --compartment main -o never.rog evidence
expect 10 fr bundle seal --case 'no such case' -o never.rog evidence
expect 10 fr bundle seal --case "$first" --compartment c-00000000 -o never.rog evidence
[[ ! -e never.rog ]] || fail "a bundle was kept"

expect 0 fr --json bundle key one.rog --for 'Dr. Moreau' --reason 'order of 3 May'
golden bundle-key
expect 0 fr bundle key one.rog --for 'Dr. Moreau' --reason 'order of 3 May'
cp stdout one.key
[[ $(age-keygen -y one.key) == "$(sed -n 's/^# public key: //p' one.key)" ]] || fail "not an identity file"
echo "fr-ca $(fingerprint fr)" >roots
expect 0 rogatory --home none bundle open one.rog --identity one.key --trust roots -C expert
cmp evidence/statement.txt expert/evidence/statement.txt
expect 12 rogatory --home none bundle open two.rog --identity one.key --trust roots -C never
expect 0 fr bundle seal --to de-ca -o outside.rog evidence
expect 31 fr bundle key outside.rog --for 'Dr. Moreau' --reason 'it has none'
expect 10 de bundle key one.rog --for 'Dr. Moreau' --reason 'not their case'
expect 24 fr bundle key title.txt --for 'Dr. Moreau' --reason 'no bundle'

expect 0 fr --json case key "$first" --for 'Tribunal' --reason 'audit'
golden case-key
expect 0 fr case key "$first" --for 'Tribunal' --reason 'audit'
cp stdout case.key
expect 10 fr case key "$first" --compartment identities --for x --reason y
on_terminal 0 'Who is given the key?' 'the court' 'Why?' 'asked for' -- "rogatory --home $work/fr case key $first"

# The ledger, by its home and by anybody.
expect 0 fr --json ledger log "$first"
golden ledger-log
expect 0 fr ledger log "$first"
says '^fr-ca:0 .*opened: Operation Hesperus \(17 Js 42/26\)$'
says '^fr-ca:2 .*sealed b-[0-9a-f]*, 2 items, .* bundle [0-9a-f]{12}$'
says '^fr-ca:3 .*the key of bundle .* printed for Dr. Moreau: order of 3 May$'
says '^verified: PASS$'
expect 0 fr --json ledger verify "$first"
golden ledger-verify
expect 0 fr ledger verify "$first"
says 'witnesses +nobody; all of it stands on its author alone'
says 'revocations known up to card 1 of '
says '^Not proven: '
expect 0 fr --json ledger clone "$first" clone
golden ledger-clone
expect 31 fr ledger clone "$first" clone
stranger() { rogatory --home "$work/none" "$@"; }
expect 0 stranger ledger verify ./clone --trust roots --identity case.key
says '^PASS$'
expect 0 stranger ledger log clone --trust roots --identity case.key
says 'opened: Operation Hesperus'
expect 0 stranger case show ./clone --trust roots --identity case.key
says '^Operation Hesperus$'
# Without the key the outside; without trust nobody's.
expect 0 env HOME="$work/nobody" rogatory ledger verify ./clone --trust roots
says '^PASS \(outside\)$'
expect 22 env HOME="$work/nobody" rogatory ledger verify ./clone --identity case.key
says '^UNTRUSTED$'
expect 10 env HOME="$work/nobody" rogatory ledger verify "$first"
expect 10 fr ledger verify ./no-such-clone
# A peer trusts its author by its own pins.
expect 0 de ledger verify ./clone --identity case.key
says '^PASS$'

# An excerpt: chosen entries and nothing else, checked with nothing but trust.
expect 0 fr --json ledger excerpt "$first" 0 fr-ca:2 --bodies -o two.rogx
golden ledger-excerpt
expect 31 fr ledger excerpt "$first" 0 -o two.rogx
expect 0 fr ledger excerpt "$first" 1 -o sealed.rogx --force
court() { env HOME="$work/nobody" rogatory "$@"; }
expect 0 court --json ledger verify two.rogx --trust roots
golden ledger-verify ledger-verify-excerpt
expect 0 court ledger verify two.rogx --trust roots
says 'says +opened: Operation Hesperus'
says 'seen by +nobody who is trusted'
says '^PASS$'
expect 0 court ledger verify sealed.rogx --trust roots
says 'its body is not in the excerpt'
expect 22 court ledger verify two.rogx
! grep -aq 'AGE-SECRET-KEY' sealed.rogx || fail "a key is in an excerpt without bodies"
expect 0 fr ledger excerpt "$first" 0 fr-ca:2 --bodies -o two.rogx --force
stderr_has 'fr-ca:2 .*holds the key of the bundle'
cp two.rogx forged.rogx
sed -i 's/registry-2/registry-3/' forged.rogx
expect 20 court ledger verify forged.rogx --trust roots
says 'FAILED entry.signature|FAILED'
expect 10 fr ledger excerpt "$first" 99 -o never.rogx
expect 2 fr ledger excerpt "$first" fr-ca:1 de-ca:1 -o never.rogx
expect 2 fr ledger excerpt "$first" x -o never.rogx
expect 0 court ledger excerpt ./clone 1 --trust roots -o from-clone.rogx
expect 12 court ledger excerpt ./clone 1 --trust roots --bodies --identity expert.key -o never.rogx
[[ ! -e never.rogx ]] || fail "an excerpt was kept"

# Closed: nothing more is written but keys that are given.
expect 0 fr --json case close "$first" --reason @title.txt
golden case-close
expect 30 fr case close "$first"
expect 30 fr bundle seal --case "$first" -o never.rog evidence
says 'is closed'
[[ ! -e never.rog ]] || fail "a bundle was kept"
expect 0 fr case key "$first" --for 'Tribunal' --reason 'appeal'
expect 30 fr bundle seal --case "$first" -o never.rog evidence
expect 0 fr case list
says "^${first:0:12} .*closed [0-9]{4}-.*Operation Hesperus$"
expect 0 fr bundle seal --case "$second" -o three.rog evidence
expect 0 fr ledger verify "$first"

# Only officers of the newest card write, and only those who may.
expect 0 fr officer add reader-1 --may seal --no-passphrase
expect 4 fr --as reader-1 case open Never
expect 4 fr --as reader-1 bundle seal --case "$second" -o never.rog evidence
expect 4 fr --as reader-1 case key "$second" --for x --reason y
