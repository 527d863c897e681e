#!/usr/bin/env bash
# Drafts that the home keeps: encrypted, known by their ids, gone once they are filed.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
drafts_kept() { find "$work/fr/drafts" -name 'D-*.age' 2>/dev/null | wc -l; }

# By a State alone, under the instrument that binds both, in the home: nothing of it can be read there.
expect 0 fr request drafts
stdout_has '^No drafts in this home$'
expect 0 fr --json request draft --to DE --for surrender --person accused --language fr --translation de
stdout_keeps_to request-draft
stdout_has '"instrument": "eaw"'
draft=$(json_value draft)
[[ $draft =~ ^D-[0-9a-f]{10}$ ]] || fail "no id of a draft: $draft"
expect 0 fr --json request set "$draft" '8(1)(a)=Suspect Tango, of French nationality.'
stdout_keeps_to request-set
[[ $(drafts_kept) == 1 ]] || fail "not one draft is kept"
! grep -rq 'Suspect Tango' "$work/fr" || fail "a draft can be read without a key"
[[ $(stat -c %a "$work/fr/drafts/$draft.age") == 600 ]] || fail "others may read the file"
# With stock tools and the home key.
age -d -i "$work/fr/keys/home.1.key" "$work/fr/drafts/$draft.age" | jq -e '.fields["8(1)(a)"] | startswith("Suspect Tango")' >/dev/null ||
  fail "age does not open the draft"
expect 0 fr --json request drafts
stdout_keeps_to request-drafts
stdout_has "\"draft\": \"$draft\""
# By a beginning of its id; for an editor, and back as a file.
expect 0 fr --json request drafts show "${draft:0:7}"
stdout_keeps_to request-drafts
expect 0 fr request drafts show "$draft"
cp stdout letter.json
expect 0 schema_check "$ROGATORY_SOURCE_DIR/schemas/draft-1.schema.json" letter.json
[[ $(jq -r '.fields["8(1)(a)"]' letter.json) == 'Suspect Tango, of French nationality.' ]] || fail "another text"
expect 31 fr request check letter.json
cp stdout as_file
expect 31 fr request check "$draft"
cmp -s as_file stdout || fail "a draft is told in another way than its file"

# What is missing is refused, and the draft stays; what somebody else changed is not overwritten.
expect 31 fr request file "$case_id" "$draft" --role ISS
says "next: complete it \(rogatory request set $draft REF=TEXT\)"
[[ $(drafts_kept) == 1 ]] || fail "a draft that was not filed is gone"
expect 10 fr request check D-ffff
says 'rogatory request drafts lists those that there are'
expect 2 fr request drafts show letter.json
expect 2 fr request drafts show

# A damaged one hides no other, and is never taken for a draft.
expect 0 fr --json request draft --to de-ca --for surrender
other=$(json_value draft)
printf 'x' >>"$work/fr/drafts/$other.age"
expect 0 fr request drafts
stdout_has "^$draft"
stderr_has "draft $other"
expect 20 fr request check "$other"
says "next: put it back from a copy of the home, or take it away: rogatory request drafts discard $other"
expect 0 fr --yes request drafts discard "$other"
[[ $(drafts_kept) == 1 ]] || fail "a damaged draft cannot be got rid of"

# What stands beside the fields can be said later too.
expect 0 fr --json request draft --to de-ca --for surrender
other=$(json_value draft)
expect 31 fr request check "$other"
stdout_has '^error: eaw: person: '
says "next: rogatory request set $other .* --person"
expect 0 fr request set "$other" --person convicted --language fr --translation de --by 2027-01-31 --because 'the hearing' --urgent
fr request drafts show "$other" | jq -e '.person == "convicted" and .language == "fr" and .translations == ["de"] and .urgent and
  .because == "the hearing" and .by == "2027-01-31"' >/dev/null || fail "not as it was set"
expect 0 fr request set "$other" --person accused
fr request drafts show "$other" | jq -e '.person == "accused" and .language == "fr" and .urgent' >/dev/null ||
  fail "what was not named is another"
expect 2 fr request set "$other"
expect 2 fr request set "$other" --by Friday
expect 0 fr --yes request drafts discard "$other"

# Filed: the ledger has it, the home no longer does; kept where that is wanted.
for field in b c d e f g; do expect 0 fr request set "$draft" "8(1)($field)=As on the form."; done
expect 0 fr request check "$draft"
expect 0 fr --json request file "$case_id" "$draft" --role ISS --keep
stdout_keeps_to request-file
expect 0 fr --json request file "$case_id" "$draft" --role ISS --title 'Surrender, once more'
name=$(json_value name)
says "draft $draft is filed and no longer kept"
[[ $(drafts_kept) == 0 ]] || fail "the draft is still there"
expect 0 fr request show "$name"
stdout_has 'Suspect Tango'

# Discarded only after a question.
expect 0 fr --json request draft --to de-ca --for surrender
draft=$(json_value draft)
expect 2 fr request drafts discard "$draft"
[[ $(drafts_kept) == 1 ]] || fail "discarded without an answer"
expect 0 fr --json --yes request drafts discard "$draft"
stdout_keeps_to request-drafts
[[ $(drafts_kept) == 0 ]] || fail "not discarded"

# Several authorities of a State, or none: said, with the way on. No instrument that is known to bind both.
expect 0 fr authority add de-gsta --country DE --zone Europe/Berlin --role prosecution --source directory
expect 2 fr request draft --to DE --for surrender
says '2 authorities of DE are known'
says 'next: --to one of: de-ca, de-gsta'
expect 2 fr request draft --to BR --for surrender
says 'next: enter it: rogatory authority add ID --country BR --role ROLE --source TEXT'
expect 2 fr request draft --to UK --for surrender
says 'next: write GB'
expect 0 fr authority add kp-x --country KP --zone Asia/Pyongyang --role prosecution --source directory
expect 2 fr request draft --to kp-x --for search
says 'no instrument at hand is known to bind both FR and KP'

# A home with passphrases asks for its own.
new_locked_home "$work/locked" at-ca
expect 0 rog "$work/locked" authority add de-ca --country DE --zone Europe/Berlin --role prosecution --source directory
expect 0 rog "$work/locked" --json request draft --to de-ca --for surrender --instrument eaw
draft=$(json_value draft)
expect 12 rog "$work/locked" request drafts --passphrase-file "$work/wrong"
expect 0 rog "$work/locked" request drafts --passphrase-file "$work/passphrases"
stdout_has "^$draft"
