#!/usr/bin/env bash
# A story of one authority: exhibits registered, moved and examined by its officers, with planted faults that are each
# found, and nothing else; as people read it and as --json promises.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
printf 'not really an image\n' >phone.E01
printf 'found below the bar\n' >where.txt
for officer in martin store-1 expert-1; do
  expect 0 fr officer add "$officer" --no-passphrase
done
# The hours between the act and its entry are others in every run.
settled() { sed -i -E 's/[0-9]+ hours after/N hours after/' stdout; }
as() { rogatory --home "$work/fr" --no-input --as "$@"; }
expect 0 fr --json --as martin case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)

# Nothing yet.
expect 0 fr exhibit list "$case_id"
says '^no exhibits yet$'
expect 0 fr --json exhibit list "$case_id"
stdout_keeps_to exhibit-list
expect 10 fr exhibit show "$case_id" 1
expect 10 as martin custody record "$case_id" 1 sealed --seal 4471

# Registered, with how each came here.
expect 0 as martin --json exhibit add "$case_id" 'Telephone' --event seized --place @where.txt --warrant 'CR 17/26' \
  --description 'Nokia 3310, IMEI 350123451234560' --seal 4471 --container 'bag 7' --witness 'M. Petit' --at 2026-01-02T11:00:00+01:00 \
  --known document
settled
golden exhibit-add
[[ $(json_value exhibit) == fr-ca:1 ]] || fail "not number 1"
stderr_has 'late: entered at .* hours after the act \(fr-ca:2\)'
expect 0 as martin --json exhibit add "$case_id" 'Its image' --file phone.E01 --event acquired --parent 1 --tool Guymager \
  --tool-version 0.8.13 --tool-settings 'write blocker on'
golden exhibit-add exhibit-add-file
stdout_has '"file": "phone.E01"'
expect 31 as martin exhibit add "$case_id" 'Once more' --number 2
says 'there is an exhibit of this number'
expect 0 as martin exhibit add "$case_id" 'Knife' --number 9 --event received_from_third_party --from 'Nightclub Etoile'
says 'exhibit fr-ca:9: received from third party by martin, Nightclub Etoile'
expect 0 as martin exhibit add "$case_id" 'Bag'
says 'now +unheld'
says 'exhibit fr-ca:10: identified by martin'

# What is missing or of another form is refused before anything is written.
expect 2 as martin custody record "$case_id" 1 seald
says 'one of: sealed'
expect 2 as martin custody record "$case_id" 1 sealed
says 'seal: does not say'
expect 2 as martin custody record "$case_id" 1 hashed
expect 2 as martin custody record "$case_id" 1 destroyed
expect 2 as martin custody record "$case_id" 1 hashed --hash file:md5:zz
expect 2 as martin custody record "$case_id" 1 stored --at 2026-01-02T11:00:00
says 'as the clock on the wall showed it'
expect 2 as martin custody record "$case_id" x stored
expect 2 as martin custody transfer "$case_id" 1
expect 2 as martin custody receive "$case_id" 1 --without-log
expect 2 as martin exhibit add "$case_id" 'Gift' --event received_from_third_party
expect 10 as martin exhibit add "$case_id" 'Chip' --parent 77
expect 10 as martin exhibit add "$case_id" 'Lost' --file no-such-file
expect 31 as martin exhibit add "$case_id" 'Directory' --file .
expect 31 as martin exhibit add "$case_id" 'Other' --file phone.E01 --hash "file:sha256:$(printf '%064d' 0)"
expect 10 as martin custody record "$case_id" 1 stored --compartment c-00000000

# A hand-over within the authority: two officers sign.
expect 0 as martin --json custody transfer "$case_id" 1 --to 'evidence store' --seal 4471 --purpose 'to be kept'
golden custody-transfer
stdout_has '"state": "in_transit"'
expect 25 fr exhibit show "$case_id" 1
says 'unconfirmed: handed over by martin of fr-ca at .*; nobody signed that he received it'
expect 0 as store-1 --json custody receive "$case_id" 1 --by 'evidence store' --seal 4471 --seal-intact yes --place 'shelf 7'
golden custody-receive
stdout_has '"findings": \[\]'

# Examined on a working copy by who does not have the original.
expect 0 as martin custody record "$case_id" 2 working_copy_made --copies 2
expect 0 as expert-1 --json custody record "$case_id" 2 examined --on working-copy --tool Autopsy --by 'Dr. Moreau' --role expert \
  --organisation INPS --for 'the court' --purpose 'messages of May' --reason @where.txt --condition good --size 20
golden custody-record
sum=$(sha256sum <phone.E01 | cut -c1-64)
expect 0 as martin custody record "$case_id" 2 verified --hash "file:sha256:$sum"
expect 0 fr exhibit show "$case_id" 2
says '^verified: PASS$'

# Planted: each is said when it is entered, and found later.
fault() {
  expect 0 "${@:2}"
  stderr_has "warning: $1" 
  [[ $(grep -c 'warning:' stderr) == 1 ]] || fail "more than one warning"
}
fault 'stranger: sealed' as martin custody record "$case_id" 1 sealed --seal 4471
fault 'seal: seal 4417 where seal 4471' as store-1 custody record "$case_id" 1 stored --by 'evidence store' --seal 4417
wrong=$(sed -n 's/^  entry *fr-ca:\([0-9]*\) by .*/\1/p' stdout)
expect 0 as store-1 --json custody correct "$case_id" "$wrong" --reason 'the seal is 4471, not 4417'
golden custody-correct
expect 10 as store-1 custody correct "$case_id" 0 --reason 'no entry of an exhibit'
expect 2 as store-1 custody correct "$case_id" fr-ca:x --reason 'none'
fault 'original: examined' as martin custody record "$case_id" 2 examined
fault 'hash: sha256 of the file' as martin custody record "$case_id" 2 hashed --hash "file:sha256:$(printf '%064d' 1)"
expect 0 as martin custody transfer "$case_id" 9 --to 'evidence store'
fault 'unconfirmed: both sides of the hand-over are signed by one officer' as martin custody receive "$case_id" 9 --by 'evidence store'
fault 'gap: hashed' as martin custody record "$case_id" 10 hashed --hash "media:md5:$(printf '%032d' 1)"
fault 'overlap: seized' as store-1 custody record "$case_id" 10 seized --by 'Lt. Roux'
expect 0 as store-1 custody record "$case_id" 10 destroyed --by 'Lt. Roux' --reason 'order of 3 May'
fault 'after end: stored' as store-1 custody record "$case_id" 10 stored --by 'Lt. Roux'

# From somebody who keeps no ledger.
expect 0 as martin exhibit add "$case_id" 'Ledger of the club'
expect 0 as martin custody receive "$case_id" 11 --without-log --from 'Nightclub Etoile' --reason 'it keeps no ledger'
says 'now +held by martin of fr-ca'
expect 0 fr exhibit show "$case_id" 11

# The form: both sides' signatures, gaps in words, corrections beside what they correct. Each fault, and nothing else.
expect 25 fr exhibit show "$case_id" fr-ca:1
settled
form=$ROGATORY_SOURCE_DIR/tests/cli/custody_form.txt
sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/(-------time-------)/g' stdout >normal
[[ ${ROGATORY_GOLDEN:-} != write ]] || cp normal "$form"
diff -u "$form" normal >&2 || fail "the form is not as tests/cli/custody_form.txt"
expect 25 fr --json exhibit show "$case_id" 1
settled
golden exhibit-show
expect 0 fr --json exhibit list "$case_id"
golden exhibit-list
for row in '1 3' '2 2' '9 1' '10 3' '11 0'; do
  read -r number findings <<<"$row"
  expect 0 fr exhibit list "$case_id"
  says "^fr-ca:$number .* $findings  [A-Z]"
done

# A table: all or nothing.
cat >wrong.csv <<'END'
title,event,number,seal
Disk,seized,20,4480
Stick,siezed,,
Card,seized,1,
END
expect 24 as martin exhibit import "$case_id" wrong.csv
says '^wrong.csv, line 3: event: not one by which an exhibit comes here: siezed$'
expect 10 fr exhibit show "$case_id" 20
sed -i s/siezed/seized/ wrong.csv
expect 24 as martin --json exhibit import "$case_id" wrong.csv
golden exhibit-import exhibit-import-wrong
expect 10 fr exhibit show "$case_id" 20
sed 's/,1,/,,/' wrong.csv >right.csv
expect 0 as martin --json exhibit import "$case_id" right.csv
golden exhibit-import
expect 0 fr exhibit show "$case_id" 20
says 'now +held by martin of fr-ca, seal 4480$'
expect 24 as martin exhibit import "$case_id" phone.E01
expect 10 as martin exhibit import "$case_id" no-such.csv

# By anybody who was given the key; what he was not given is said to be missing.
expect 0 as martin case key "$case_id" --for Tribunal --reason audit
cp stdout case.key
echo "fr-ca $(fingerprint fr)" >roots
expect 0 fr ledger clone "$case_id" clone
stranger() { env HOME="$work/nobody" rogatory "$@"; }
expect 25 stranger exhibit show ./clone 1 --trust roots --identity case.key
says '^fr-ca:1  Telephone$'
expect 10 stranger exhibit show ./clone de-ca:1 --trust roots --identity case.key
expect 22 stranger exhibit list ./clone --identity case.key
says 'verified: UNTRUSTED'
age-keygen -o other.key 2>/dev/null
expect 12 stranger exhibit list ./clone --trust roots --identity other.key
says 'no key at hand opens [0-9]+ entries'
expect 0 fr ledger log "$case_id"
says 'exhibit fr-ca:1: transferred out by martin, evidence store$'
says 'exhibit fr-ca:1: fr-ca:[0-9]+ corrected: the seal is 4471, not 4417$'

# Foreign text is harmless on a terminal.
printf 'Knife\033[31m\xe2\x80\xae' >hostile.txt
expect 0 as martin exhibit add "$case_id" @hostile.txt
expect 0 fr exhibit list "$case_id"
says 'Knife\\x1b\[31m\\u\{202e\}$'
! grep -q $'\033' stdout || fail "an escape reached the terminal"

# Closed: nothing more. Not by everybody.
expect 0 fr officer add reader-1 --may seal --no-passphrase
expect 4 as reader-1 custody record "$case_id" 1 stored
expect 0 as martin case close "$case_id"
expect 30 as martin custody record "$case_id" 1 stored
expect 30 as martin exhibit add "$case_id" 'Too late'
