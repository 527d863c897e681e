#!/usr/bin/env bash
# A party that joins later: it reads from its entry on, everybody is granted the new keys, and what it cannot read it
# verifies all the same and takes for no fault. Only who opened the case names parties; a key that no entry names is none.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
new_home es es-ca
es() { rog es "$@"; }
expect 0 es peer add fr.card --fingerprint "$(fingerprint fr)"
expect 0 es peer add de.card --fingerprint "$(fingerprint de)"
expect 0 es card export -o es.card
for party in fr de; do
  expect 0 "$party" peer add es.card --fingerprint "$(fingerprint es)"
done
# exchange FROM TO: a ledger by courier.
exchange() {
  rm -f courier.ledger
  expect 0 "$1" ledger give "$case_id" -o courier.ledger
  expect 0 "$2" ledger take courier.ledger
}
# granted TO [OPTION]...: a key from fr.
granted() {
  rm -f one.grant
  expect 0 fr case grant "$case_id" "$1-ca" -o one.grant "${@:2}"
  expect 0 "$1" case take one.grant
}
keys_of() { (cd "$1/cases/$case_id/keys" && ls -A | tr '\n' ' '); }

expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
exchange fr de
granted de
exchange fr de
expect 0 fr exhibit add "$case_id" 'Telephone, black' --event seized --by 'Lt. Martin'
expect 0 fr exhibit add "$case_id" 'Notebook' --event seized --by 'Lt. Martin'
exchange fr de

# Who may, whom, and when.
expect 4 de case add "$case_id" es-ca
says 'only fr-ca, who opened the case'
says 'next: ask fr-ca'
expect 4 de case rekey "$case_id"
expect 10 fr case add "$case_id" it-ca
says 'next: rogatory peer'
expect 31 fr case add "$case_id" de-ca
says 'a party of the case already'
[[ $(keys_of fr) == 'main.age ' ]] || fail "a refusal left $(keys_of fr)"

# From this entry on.
expect 0 fr --json case add "$case_id" es-ca --reason 'order of 3 May'
golden case-add
[[ $(keys_of fr) == 'main.2.age main.age ' ]] || fail "the keys are $(keys_of fr)"
seq=$(json_value seq)
expect 0 fr ledger log "$case_id"
says "^fr-ca:$seq .* main.2 +es-ca takes part, and reads from here on \(main.2\): order of 3 May"
expect 0 fr case show "$case_id"
says 'es-ca'
entry=$(git -C "fr/cases/$case_id/repository.git" show "fr-ca:entries/00/00/$(printf %06d "$seq").json")
[[ $(jq -r '[.parties[].id] | join(" ")' <<<"$entry") == 'de-ca es-ca fr-ca' ]] || fail "the list is not full"
[[ $(jq -r '.recipients | keys | join(" ")' <<<"$entry") == 'main main.2' ]] || fail "the recipients are not all"
expect 31 fr case add "$case_id" es-ca
expect 0 fr ledger verify "$case_id"
says '^PASS$'

# The new party: takes the case, verifies all of it, and reads what is for it.
exchange fr es
expect 0 es ledger verify "$case_id"
says 'PASS \(outside\)'
granted es
[[ $(keys_of es) == 'main.2.age ' ]] || fail "es was granted $(keys_of es)"
exchange fr es
expect 0 es case list
! grep -q Hesperus stdout || fail "the title, which is older, is read"
expect 0 es ledger log "$case_id"
says "^fr-ca:$seq .*es-ca takes part"
! grep -q Telephone stdout || fail "what is older is read"
expect 0 es exhibit list "$case_id"
says 'no key at hand opens [0-9]+ entries: what they tell is missing here'

# What goes on is written under the new key, and the story that began before has no fault that is none.
expect 0 fr custody transfer "$case_id" 1 --to es-ca --by 'Lt. Martin'
expect 0 fr custody record "$case_id" 2 photographed --by 'Lt. Martin'
exchange fr es
expect 0 es exhibit list "$case_id"
says '^fr-ca:1 .* 1 '
says '^fr-ca:2 .* 0 '
expect 0 es custody receive "$case_id" fr-ca:1 --by 'Sra. Ruiz'
expect 0 es --json exhibit show "$case_id" fr-ca:1
[[ $(jq '.findings | length' stdout) == 0 ]] || fail "a fault was made up: $(jq -c .findings stdout)"
[[ $(jq .unread stdout) -gt 0 ]] || fail "nobody says that entries were not read"
expect 0 es --json exhibit show "$case_id" fr-ca:1
[[ $(jq '.findings | length' stdout) == 0 ]] || fail "told again, it has a fault: $(jq -c .findings stdout)"
expect 10 es exhibit show "$case_id" fr-ca:7
says 'how many entries no key opens'
exchange es fr
expect 0 fr exhibit show "$case_id" 1
says 'Sra. Ruiz'
expect 0 fr ledger verify "$case_id"
says '^PASS$'

# Another party: reads on only with the new key, and until then says so.
exchange fr de
expect 0 de ledger verify "$case_id"
says 'Not proven: .*no key'
expect 0 de exhibit list "$case_id"
says 'no key at hand opens'
granted de
expect 0 de exhibit list "$case_id"
! grep -q 'no key at hand' stdout stderr || fail "de reads not all"
expect 0 de case key "$case_id" --for court --reason order
exchange de es
expect 0 es ledger log "$case_id"
says '^de-ca:0 .*court'

# Everything, to somebody else who joins: nothing begins anew, and each key there is is named.
new_home it it-ca
it() { rog it "$@"; }
expect 0 it peer add fr.card --fingerprint "$(fingerprint fr)"
expect 0 it peer add de.card --fingerprint "$(fingerprint de)"
expect 0 it peer add es.card --fingerprint "$(fingerprint es)"
expect 0 it card export -o it.card
expect 0 fr peer add it.card --fingerprint "$(fingerprint it)"
expect 0 fr --json case add "$case_id" it-ca --all
golden case-add case-add-all
[[ $(keys_of fr) == 'main.2.age main.age ' ]] || fail "new keys were made: $(keys_of fr)"
exchange fr it
granted it --compartment main.1
granted it
[[ $(keys_of it) == 'main.2.age main.age ' ]] || fail "it was granted $(keys_of it)"
exchange fr it
expect 0 it ledger verify "$case_id"
says '^PASS$'
expect 0 it case list
says 'Operation Hesperus'
# The old key opens nothing but what is old; what is granted is recorded where everybody reads on.
expect 0 fr ledger log "$case_id"
says 'main.2 +the key of the compartment main file for it-ca'

# A key is lost: from here on another.
expect 0 fr --json case rekey "$case_id" --reason 'a laptop was stolen'
golden case-rekey
expect 0 fr ledger log "$case_id"
says ' main.3 +new keys from here on \(main.3\): a laptop was stolen'
exchange fr es
expect 0 es ledger log "$case_id"
! grep -q stolen stdout || fail "the old key opens what is new"
granted es
expect 0 es ledger log "$case_id"
says 'a laptop was stolen'

# Killed between the key and its entry: the key is in force for nobody, and goes.
cp "fr/cases/$case_id/keys/main.2.age" "fr/cases/$case_id/keys/main.4.age.new"
expect 0 fr case key "$case_id" --for expert --reason order
says 'main.3'
[[ $(keys_of fr) == 'main.2.age main.3.age main.age ' ]] || fail "a key that no entry names is there: $(keys_of fr)"
# Killed behind the entry: the next command gives it its name.
mv "fr/cases/$case_id/keys/main.3.age" "fr/cases/$case_id/keys/main.3.age.new"
expect 0 fr case key "$case_id" --for expert --reason order
[[ $(keys_of fr) == 'main.2.age main.3.age main.age ' ]] || fail "the key of an entry is not in its place: $(keys_of fr)"
# Another key under that name is none.
mv "fr/cases/$case_id/keys/main.3.age" kept
cp "fr/cases/$case_id/keys/main.2.age" "fr/cases/$case_id/keys/main.3.age.new"
expect 0 fr case key "$case_id" --for expert --reason order
[[ $(keys_of fr) == 'main.2.age main.age ' ]] || fail "a wrong key was taken: $(keys_of fr)"
mv kept "fr/cases/$case_id/keys/main.3.age"

# Nobody joins a case that is closed.
expect 0 fr case close "$case_id"
expect 30 fr case add "$case_id" es-ca
expect 30 fr case rekey "$case_id"
