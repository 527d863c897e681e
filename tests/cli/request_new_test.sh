#!/usr/bin/env bash
# A request in one go: asked field by field at a terminal, or said whole by options; what is cut short is kept.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
export TERM=dumb
make_peers
in_fr="rogatory --home $work/fr"
drafts_kept() { find "$work/fr/drafts" -name 'D-*.age' 2>/dev/null | wc -l; }
echo 'On 3 May 2026 in Lyon, as the principal.' >facts.txt

# From the first question to the filing: a wrong answer is said and asked again.
on_terminal 0 'Of whom is it asked' 'Atlantis' 'Of whom is it asked' 'DE' 'What is asked for' 'surrender' \
  'Under which instrument? [eaw]' '' 'accused, convicted or' 'guilty' 'accused, convicted or' 'accused' \
  'left open' 'Suspect Tango, of French nationality.' 'left open' 'Prosecutor at the court of Lyon.' \
  'left open' 'National warrant of 4 May 2026.' 'left open' 'Trafficking in human beings.' \
  'left open' '@no-such-file' 'left open' "@$work/facts.txt" 'left open' 'At most ten years.' 'left open' '' \
  'In which role' 'XYZ' 'In which role' 'ISS' 'In which case' '' 'Title of the case' 'Operation Hesperus' \
  'Sign and file?' '' -- "$in_fr request new --language fr --translation de"
says 'the State of the requested authority is not known'
says 'eaw +European Arrest Warrant'
says 'one of: accused, convicted, in-absentia'
says 'eaw 8\(1\)\(e\), must: the circumstances of the offence'
says 'eaw 8\(1\)\(g\), should: '
says 'no role in a request is called XYZ'
says '^This will be signed by registry-2@fr-ca:'
says 'a request under eaw to de-ca: surrender'
says '6 fields, 0 documents'
says 'in a new case'
says 'entered R-[0-9a-f]{10} surrender, Ministry of de-ca'
[[ $(drafts_kept) == 0 ]] || fail "the draft is still there"
expect 0 fr --json case list
[[ $(grep -c '"case"' stdout) == 1 ]] || fail "not one case"
case_id=$(json_value case)
expect 0 fr request list
name=$(grep -Eo "R-[0-9a-f]{10}" stdout | head -n 1)
expect 0 fr request show "$name"
stdout_has 'On 3 May 2026 in Lyon, as the principal\.'
stdout_lacks 'incomplete'

# Whoever stops at a question goes on where he was: what is answered is not asked again.
on_terminal 2 'Of whom is it asked' 'de-ca' 'What is asked for' 'surrender' 'Under which instrument' '' \
  'accused, convicted or' 'convicted' 'In which language' 'French!' 'In which language' '' 'left open' 'Suspect Uniform.' \
  'left open' $'\x04' -- "$in_fr request new"
says 'is no language: a code as de or pt-BR'
draft=$(grep -Eo 'D-[0-9a-f]{10} goes on' stdout | cut -d' ' -f1)
[[ $(drafts_kept) == 1 ]] || fail "the draft is not kept"
on_terminal 31 'In which language' 'fr' 'left open' '' 'left open' '' 'left open' '' 'left open' '' 'left open' '' \
  'left open' '' 'Why is it filed although' '' -- "$in_fr request new --draft $draft --case $case_id"
stdout_lacks '8\(1\)\(a\)'
says "request new --draft $draft goes on"
on_terminal 0 'left open' '' 'left open' '' 'left open' '' 'left open' '' 'left open' '' 'left open' '' \
  'Why is it filed although' 'the form follows by post' 'Sign and file?' y -- \
  "$in_fr request new --draft $draft --case $case_id --role ISS --title 'Surrender of Uniform'"
says 'in the case'
says 'incomplete'
expect 0 fr request list
stdout_has 'Surrender of Uniform'

# No is no: nothing is signed, no case is opened, the draft stays.
cases=$(find "$work/fr/cases" -mindepth 1 -maxdepth 1 | wc -l)
on_terminal 31 'Under which instrument' '' 'left open' '' 'Sign and file?' n -- "$in_fr request new --to de-ca --for surrender --person accused \
  --set '8(1)(a)=A' --set '8(1)(b)=B' --set '8(1)(c)=C' --set '8(1)(d)=D' --set '8(1)(e)=E' --set '8(1)(f)=F' --language fr --role ISS --open 'Not wanted'"
[[ $(find "$work/fr/cases" -mindepth 1 -maxdepth 1 | wc -l) == "$cases" ]] || fail "a case was opened"
[[ $(drafts_kept) == 1 ]] || fail "the draft is not kept"
rm "$work"/fr/drafts/*

# Documents: the form is asked for, since it is the clerk's word.
printf 'warrant' >warrant.pdf
expect 0 fr authority add ch-bj --country CH --zone Europe/Zurich --role ministry --language fr --source directory
on_terminal 0 'its file' 'nothing.pdf' 'its file' "$work/warrant.pdf" 'original, authenticated_copy or copy' 'copie' \
  'original, authenticated_copy or copy' 'original' 'its file' "$work/warrant.pdf" 'Sign and file?' y -- \
  "$in_fr request new --to ch-bj --for extradition --instrument ets24 --person accused --language fr \
  --set '12(2)(b)=@$work/facts.txt' --set '12(2)(c)=Born in 1981.' --role ISS --case $case_id"
says 'ets24 12\(2\)\(a\), must: '
says '2 fields, 2 documents'

# From a script: options say everything; what lacks is refused before a case is opened, and the draft is kept.
expect 2 fr request new --to de-ca --for surrender
says 'next: give --case CASE or --open TITLE'
expect 2 fr request new --to de-ca --for surrender --case "$case_id" --open Again
expect 2 fr request new --to de-ca --for surrender --case "$case_id" --set '8(1)(a)'
expect 2 fr request new --draft D-0a1b --to de-ca --case "$case_id"
says 'stands in the draft already'
expect 10 fr request new --draft D-0a1b --language fr --case "$case_id"
[[ $(drafts_kept) == 0 ]] || fail "a draft was begun all the same"
whole=(--set '8(1)(a)=A' --set '8(1)(b)=B' --set '8(1)(c)=C' --set '8(1)(d)=D' --set "8(1)(e)=@facts.txt" --set '8(1)(f)=F')
expect 31 fr --json request new --to de-ca --for surrender --person accused "${whole[@]:2}" --open 'Second case' --role ISS
says 'request new --draft D-[0-9a-f]{10} goes on'
[[ $(drafts_kept) == 1 ]] || fail "the draft is not kept"
rm "$work"/fr/drafts/*
expect 2 fr request new --to de-ca --for surrender --person accused "${whole[@]}" --open 'Second case'
says 'next: --role with one of'
[[ $(find "$work/fr/cases" -mindepth 1 -maxdepth 1 | wc -l) == "$cases" ]] || fail "a case was opened all the same"
rm "$work"/fr/drafts/*
expect 0 fr --json request new --to de-ca --for surrender --person accused "${whole[@]}" --open 'Second case' --role ISS
stdout_keeps_to request-new
[[ $(json_value case) != "$case_id" ]] || fail "it is in the first case"
expect 0 fr --json request new --to de-ca --for surrender --person accused "${whole[@]}" --case 'Second case' --role ISS
[[ $(drafts_kept) == 0 ]] || fail "a draft is left"

# What was filed is what the draft said, whole, also for programs.
printf 'warrant' >warrant.pdf
expect 0 fr --json request new --to ch-bj --for extradition --instrument ets24 --person accused --language fr --translation de \
  --by 2027-01-31 --because 'the hearing' --set '12(2)(b)=@facts.txt' --set '12(2)(c)=Born in 1981.' \
  --attach '12(2)(a)=warrant.pdf' --attach '12(2)(c)=warrant.pdf' --form original --role ISS --case "$case_id"
name=$(jq -r .name stdout)
expect 0 fr --json request show "$name"
stdout_keeps_to request-show
said=$(jq -r '.content | [.language, .translations[0], .person, .by, .because, .fields["12(2)(c)"], .documents[0].form, .documents[0].type,
  .documents[0].sha256] | join("|")' stdout)
[[ $said == "fr|de|accused|2027-01-31|the hearing|Born in 1981.|original|warrant|$(sha256sum <warrant.pdf | cut -d' ' -f1)" ]] ||
  fail "it says something else: $said"
expect 0 fr request show "$name"
stdout_has 'in fr; translated into de; wanted by 2027-01-31 \(the hearing\)|in fr.*translated into de'
