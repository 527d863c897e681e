#!/usr/bin/env bash
# A draft from its skeleton to one without errors: draft, set, attach, check.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
drafts=$ROGATORY_SOURCE_DIR/tests/drafts
export ROGATORY_HOME=$work/nowhere

# Complete drafts pass; incomplete ones are told exactly what is missing.
for id in untoc-mla ets24 ets24-protocols ets24-arrest cets209 eaw; do
  expect 0 rogatory request check "$drafts/$id-complete.json"
  stdout_has '^0 errors, '
  expect 31 rogatory request check "$drafts/$id-incomplete.json"
done
expect 31 rogatory request check "$drafts/untoc-mla-incomplete.json" --accepts th
stdout_has '^error: untoc-mla 18\(15\)\(c\): missing: a summary of the relevant facts'
stdout_has '^error: untoc-mla 18\(15\)\(f\): missing: '
stdout_has '^warning: untoc-mla 18\(15\)\(e\): missing: '
stdout_has '^warning: untoc-mla 18\(24\): a day is wanted \(2026-12-18\) and no reason'
stdout_has '^warning: untoc-mla 18\(14\): no translation .*: th$'
stdout_has '^  text read: http://servicios.infoleg.gob.ar/infolegInternet/anexos/75000-79999/77329/norma.htm$'
stdout_has '^2 errors, 3 warnings$'
expect 31 rogatory request check "$drafts/untoc-mla-incomplete.json" --accepts th --json
golden request-check
expect 0 rogatory request check "$drafts/untoc-mla-complete.json" --accepts th
stdout_has '^0 errors, 0 warnings$'

# A skeleton has every field, empty and explained.
skeleton=(request draft --instrument ets24 --layer cets212 --layer ets98 --for extradition --person accused
  --from fr-ca --from-state FR --to-state CH --language fr -o letter.json)
expect 0 rogatory --json "${skeleton[@]}"
golden request-draft
[[ $(stat -c %a letter.json) == 600 ]] || fail "the draft can be read by others"
expect 0 schema_check "$ROGATORY_SOURCE_DIR/schemas/draft-1.schema.json" letter.json
[[ $(jq -r '.help["12(2)(b)"]' letter.json) == 'must: a statement of the offences'* ]] || fail "12(2)(b) is not explained"
expect 31 rogatory "${skeleton[@]}"
expect 31 rogatory request check letter.json --accepts fr
stdout_has '^error: cets212 12\(2\)\(b\): missing: '
stdout_has '^error: cets212 12\(2\)\(c\): missing: '
stdout_has '^error: cets212 12\(2\)\(a\): not enclosed: '
stdout_has '^error: cets212 12\(2\)\(c\): not enclosed: '
stdout_has '^4 errors'

# Filled from the line, a file and standard input.
echo 'On 3 May 2026 in Lyon.' >offences.txt
expect 0 rogatory request set letter.json '12(2)(b)=@offences.txt' '12(2)(c)=Born in 1981.' --json
golden request-set
[[ $(jq -r '.fields["12(2)(b)"]' letter.json) == 'On 3 May 2026 in Lyon.' ]] || fail "the field is not as it was set"
[[ $(jq -r '.help["12(2)(b)"] // "none"' letter.json) == none ]] || fail "a filled field is still explained"
expect 0 rogatory request set letter.json '12(2)(b)=-' <offences.txt
expect 10 rogatory request set letter.json '99=x'
stderr_has 'ets24 has no field 99'
expect 2 rogatory request set letter.json '12(2)(b)'

printf 'warrant' >warrant.pdf
expect 0 rogatory request attach letter.json '12(2)(a)' warrant.pdf --json
golden request-attach
[[ $(jq -r '.documents[0].sha256' letter.json) == $(sha256sum <warrant.pdf | cut -d' ' -f1) ]] || fail "another hash than sha256sum's"
expect 31 rogatory request check letter.json --accepts fr
stdout_has '^1 error, '
printf 'code' >code.pdf
expect 0 rogatory request attach letter.json '12(2)(c)' code.pdf
expect 0 rogatory request attach letter.json '12(2)(c)' code.pdf --type statement_of_law
[[ $(jq '.documents | length' letter.json) == 2 ]] || fail "a document was not replaced"
expect 0 rogatory request check letter.json --accepts fr
stdout_has '^0 errors'
expect 10 rogatory request attach letter.json '77' code.pdf
expect 10 rogatory request attach letter.json '12(2)(a)' no-such-file
# Under the Convention alone a copy of the warrant does not suffice.
jq 'del(.layers)' letter.json >alone.json
expect 31 rogatory request check alone.json --accepts fr
stdout_has '^error: ets24 12\(2\)\(a\): warrant.pdf is a copy, and authenticated_copy is asked for'

# What is no draft is named, with the key; instruments and layers that do not go together are refused.
echo '{"format": "rogatory-draft/1"}' >bad.json
expect 24 rogatory request check bad.json
stderr_has 'bad.json: draft: '
expect 10 rogatory request check nothing.json
jq '.instrument = "eaw"' letter.json >mixed.json
expect 31 rogatory request check mixed.json
stderr_has 'is not layered on eaw'
expect 2 rogatory request draft --instrument ets24 --from-state FR -o x.json
stderr_has 'next: .*--to-state'
expect 2 rogatory request draft --instrument ets24 --from-state FR --to-state CH --by Friday -o x.json
expect 10 rogatory request draft --instrument nothing --from-state FR --to-state CH -o x.json
[[ ! -e x.json ]] || fail "a draft was written all the same"

# With a home the addressee's State and languages are known.
unset ROGATORY_HOME
home_in FR fr-ca Europe/Paris
fr() { rogatory --home fr-ca "$@"; }
expect 0 fr authority add th-ag --country TH --role central-authority --zone Asia/Bangkok --language th --source directory
expect 0 fr request draft --instrument untoc-mla --for bank-records --person in-absentia --to th-ag --language fr -o th.json
[[ $(jq -r '.requesting.authority + " " + .requesting.state + " " + .requested.state' th.json) == 'fr-ca FR TH' ]] ||
  fail "the States are not those of the authorities"
[[ $(jq -r '.measures[0] + " " + .person' th.json) == 'bank_records in_absentia' ]] || fail "the words are not those of the law's data"
expect 10 fr request check nowhere.json
stderr_has 'next: rogatory request draft --instrument ID -o nowhere.json'
expect 31 fr request check th.json
stdout_has '^warning: untoc-mla 18\(14\): no translation into a language that the requested authority accepts: th$'

# A request that came to ourselves on paper is held against our own card.
make_home ch-ca ch-ca CH registry-1 --zone Europe/Zurich --language de --no-passphrase
expect 0 rog ch-ca request draft --instrument untoc-mla --for bank-records --from fr-ca --from-state FR --to ch-ca --language fr -o own.json
[[ $(jq -r .requested.state own.json) == CH ]] || fail "our own State is not known"
expect 31 rog ch-ca request check own.json
stdout_has '^warning: untoc-mla 18\(14\): no translation into a language that the requested authority accepts: de$'
