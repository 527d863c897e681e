#!/usr/bin/env bash
# A story of three authorities: the police seize, the central authority of France passes on, that of Germany examines. Each
# writes its own log; ledgers travel as files. With the same entries each of the three tells the same story, and each
# planted fault is found, and nothing else.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
make_home "$work/pol" fr-pol FR bureau-1 --no-passphrase
pol() { rogatory --home "$work/pol" "$@"; }
pol card export -o pol.card >/dev/null
for home in fr de; do
  "$home" peer add pol.card --fingerprint "$(fingerprint pol)" >/dev/null
  pol peer add "$home.card" --fingerprint "$(fingerprint "$home")" >/dev/null
done

expect 0 fr --json case open 'Operation Hesperus' --with de-ca --with fr-pol
case_id=$(json_value case)
# pass FROM TO...: what FROM holds of the case goes to the others.
pass() {
  rm -f passed.ledger
  expect 0 "$1" ledger give "$case_id" -o passed.ledger
  local to
  for to in "${@:2}"; do expect 0 "$to" ledger take passed.ledger; done
}
pass fr de pol
for party in de-ca fr-pol; do
  expect 0 fr case grant "$case_id" "$party" -o "$party.grant"
done
expect 0 de case take de-ca.grant
expect 0 pol case take fr-pol.grant

# add WHO TITLE OPTION... and did WHO EXHIBIT EVENT OPTION...: entered without anything to say about it.
quietly() {
  expect 0 "$@"
  stderr_lacks 'warning'
}
add() { quietly "$1" exhibit add "$case_id" "${@:2}"; }
did() { quietly "$1" custody record "$case_id" "${@:2}"; }
gives() { quietly "$1" custody transfer "$case_id" "${@:2}"; }
receives() { quietly "$1" custody receive "$case_id" "${@:2}"; }
# planted FAULT WHO COMMAND...: the one thing that does not fit is said.
planted() {
  expect 0 "${@:2}"
  [[ $(grep -c 'warning: ' stderr) == 1 ]] || fail "not one warning"
  stderr_has "warning: $1: "
}

# Lyon, the police.
add pol 'Telephone' --event seized --by 'Lt. Roux' --place Lyon --seal 4471 --warrant 'CR 17/26'
add pol 'Memory card' --event seized --by 'Lt. Roux' --parent 1
add pol 'Knife' --event seized --by 'Lt. Roux' --place 'kitchen'
add pol 'Bag' --event seized --by 'Lt. Roux'
add pol 'Note' --kind document
did pol 1 photographed --by 'Sgt. Blanc'
did pol 1 labelled --by 'Sgt. Blanc'
did pol 4 custodian_changed --by 'Lt. Roux' --to 'store of Lyon'
did pol 4 checked_out --by 'Sgt. Blanc' --purpose 'fingerprints'
did pol 4 checked_in --by 'store of Lyon'
did pol 4 restituted --by 'store of Lyon' --to 'Nightclub Etoile'
for exhibit in 1 2 3; do
  gives pol "$exhibit" --to fr-ca --by 'Lt. Roux'
done

# Paris, the central authority: two are received, the third is used without.
pass pol fr
receives fr fr-pol:1 --seal 4471 --seal-intact yes --place 'store 2'
receives fr fr-pol:2 --place 'store 2'
planted unconfirmed fr custody record "$case_id" fr-pol:3 stored --place 'store 2'
did fr fr-pol:1 unsealed --seal 4471
printf 'not really an image\n' >phone.E01
sum=$(sha256sum <phone.E01 | cut -c1-64)
add fr 'Image of the telephone' --file phone.E01 --event acquired --parent fr-pol:1 --tool Guymager
did fr fr-pol:1 sealed --seal 4472
did fr 1 working_copy_made --copies 2
gives fr fr-pol:1 --to de-ca --seal 4472
did fr fr-pol:1 handed_to_courier --to 'courier 12'
gives fr 1 --to de-ca --purpose 'request of 3 May'

# Bonn, the central authority of Germany.
pass fr de
receives de fr-pol:1 --seal 4472 --seal-intact yes --place Asservatenkammer
receives de fr-ca:1
did de fr-ca:1 verified --hash "file:sha256:$sum"
did de fr-ca:1 examined --on working-copy --by 'Dr. Weber' --tool Autopsy
add de 'Report' --kind document --event generated --by 'Dr. Weber' --parent fr-ca:1
planted original de custody record "$case_id" fr-ca:1 analysed
planted hash de custody record "$case_id" fr-ca:1 hashed --hash "file:sha256:$(printf '%064d' 1)"
planted seal de custody record "$case_id" fr-pol:1 stored --seal 4427
planted stranger de custody record "$case_id" fr-pol:2 copied
planted late de custody record "$case_id" 1 certified --at 2026-01-02T03:04:05+01:00
did de 1 destroyed --by 'Dr. Weber' --reason 'a draft'
planted 'after end' de custody record "$case_id" 1 stored --by 'Dr. Weber'

# What happened in Lyon meanwhile, before it heard of any of this.
planted gap pol custody record "$case_id" 5 hashed --hash "file:md5:$(printf '%032d' 1)"
pass fr pol
planted overlap pol custody record "$case_id" 2 seized --by 'Lt. Roux'

# Everybody gets everything, by different ways, and tells the same.
pass de fr pol
pass pol de fr
forms() {
  local status
  for exhibit in fr-pol:1 fr-pol:2 fr-pol:3 fr-pol:4 fr-pol:5 fr-ca:1 de-ca:1; do
    status=0
    "$1" exhibit show "$case_id" "$exhibit" >>forms."$1" 2>/dev/null || status=$?
    echo "status $status" >>forms."$1"
  done
  "$1" exhibit list "$case_id" >>forms."$1"
}
for home in fr de pol; do forms "$home"; done
# One story on every side; when it was verified, and who has witnessed it so far, each tells by what it holds.
story_of() { grep -Ev '^(verified: |no other authority has witnessed )' "forms.$1"; }
cmp <(story_of fr) <(story_of de) || fail "Paris and Bonn tell another story"
cmp <(story_of fr) <(story_of pol) || fail "Paris and Lyon tell another story"
story=$ROGATORY_SOURCE_DIR/tests/cli/custody_states.txt
sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/(-------time-------)/g; s/[0-9]+ hours after/N hours after/' forms.fr >normal
[[ ${ROGATORY_GOLDEN:-} != write ]] || cp normal "$story"
diff -u "$story" normal >&2 || fail "the story is not as tests/cli/custody_states.txt"
[[ $(grep -c '^FINDING' normal) == 9 ]] || fail "not each planted fault once"
