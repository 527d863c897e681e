#!/usr/bin/env bash
# Steps of several requests at once, and from a table: of one case all of them or none.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
whole=(--set '8(1)(a)=A' --set '8(1)(b)=B' --set '8(1)(c)=C' --set '8(1)(d)=D' --set '8(1)(e)=E' --set '8(1)(f)=F')
filed() {
  expect 0 fr --json request new --to de-ca --for surrender --person accused --instrument eaw "${whole[@]}" --role ISS "$@"
  name=$(json_value name)
}
entries() { fr --json ledger log "$1" | grep -c '"seq"'; }
expect 0 fr --json case open First --with de-ca
first=$(json_value case)
expect 0 fr --json case open Second
second=$(json_value case)
filed --case "$first" --title One && one=$name
filed --case "$first" --title Two && two=$name
filed --case "$second" --title Three && three=$name

# The same step of several, in two cases.
expect 0 fr --json request advance "$one" "$three" "$two" sent --role ISS
stdout_keeps_to request-advance
[[ $(jq -r '[.entered[].now.own.name] | join(",")' stdout) == sent,sent,sent ]] || fail "not all are sent"
[[ $(jq -r '[.entered[].entry] | unique | length' stdout) == 3 ]] || fail "not three entries"
expect 0 fr --json request show "$two"
[[ $(jq -r '[.steps[].event] | join(",")' stdout) == filed,sent ]] || fail "Two has other steps"

# One that is not allowed: nothing of its case is entered, and it is named.
before=$(entries "$first")
expect 30 fr request advance "$one" "$two" sent --role ISS
says "$one, sent"
expect 0 fr request advance "$one" arrest --told-by BKA --means telephone --role POL
stdout_has 'entry +fr-ca:'
expect 30 fr request advance "$two" "$one" arrest --told-by BKA --means telephone --role POL --occurrence 3
[[ $(entries "$first") == $((before + 1)) ]] || fail "a part of it was entered"
# Of two cases one goes on.
expect 0 fr request advance "$three" received --told-by BKA --means post --role POL
expect 3 fr request advance "$one" "$three" released --told-by BKA --means post --role POL --reason 'on bail'
says 'nothing is entered in case '
says 'entered R-.* One: '
expect 0 fr request advance "$two" received --told-by BKA --means post --role POL

# A table: columns in any order, an empty cell as the option has it; steps of one request go on from one another.
cat >post.csv <<CSV
event,request,at,told_by,means,ref,role,reason
arrest,$two,2026-11-06T21:40:00+01:00,"BKA, duty officer",interpol,2026/4711,POL,
released,$two,2026-11-08T09:00:00+01:00,BKA,telephone,,POL,on bail
re-arrest,$two,2026-11-09T09:00:00+01:00,BKA,,,POL,
CSV
before=$(entries "$first")
expect 0 fr --json request advance --from post.csv --means post
stdout_keeps_to request-advance
[[ $(jq -r '[.entered[].event] | join(",")' stdout) == arrest,released,re_arrest ]] || fail "other steps"
[[ $(entries "$first") == $((before + 3)) ]] || fail "not three entries"
expect 0 fr request show "$two"
stdout_has 'BKA, duty officer'
stdout_has '2026/4711'

# What is wrong with a line is said, of every line, and nothing is entered.
before=$(entries "$first")
cat >bad.csv <<CSV
request,event,at,occurrence
$one,released,yesterday,
$one,,2026-03-06T21:40:00+01:00,
$one,re-arrest,2026-11-06T21:40:00+01:00,x
CSV
expect 24 fr request advance --from bad.csv
says 'line 2: '
says 'line 3: it names no request or no event'
says 'line 4: '
printf 'request,event,when\n%s,released,now\n' "$one" >bad.csv
expect 24 fr request advance --from bad.csv
says 'there is no column when'
printf 'request\n%s\n' "$one" >bad.csv
expect 24 fr request advance --from bad.csv
printf 'request,event\n' >bad.csv
expect 24 fr request advance --from bad.csv
printf 'request,event,role\n%s,re-arrest,POL\n%s,conquered,POL\n' "$one" "$one" >bad.csv
expect 30 fr request advance --from bad.csv --told-by BKA --means telephone --reason bail
says 'line 3, conquered'
expect 10 fr request advance --from nothing.csv
expect 2 fr request advance --from post.csv "$one" sent
expect 2 fr request advance "$one"
[[ $(entries "$first") == "$before" ]] || fail "something was entered all the same"
expect 0 fr ledger verify "$first"
