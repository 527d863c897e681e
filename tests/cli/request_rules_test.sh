#!/usr/bin/env bash
# Rules are frozen by whoever files: the other side is told where they are not those that it has itself.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"

two_homes fr-ca FR Europe/Paris ch-bj CH Europe/Zurich
shared_case Lark fr-ca ch-bj

# A treaty of their own, from the page of the manual.
awk '/^# AN EXAMPLE/ { inside = 1 } inside && /^```/ { ++fence; next } inside && fence == 1' \
  "$ROGATORY_SOURCE_DIR/man/rogatory-instrument.5.scd" |
  jq '.id = "ch-fr-extradition" | .parties[0].state = "CH" | .parties[1].state = "FR"' >treaty.json
expect 0 in_home fr-ca request instruments add treaty.json
expect 0 in_home fr-ca --json request new --to ch-bj --case "$case_id" --title Lark --instrument ch-fr-extradition \
  --for provisional_arrest --person accused --role CA-R --set '8(2)(a)=A' --set '8(2)(b)=B' \
  --incomplete --reason 'the warrant follows'
request=$(json_value name)
step fr-ca 0 provisional_arrest_requested --role CA-R
step fr-ca 0 provisional_arrest --told-by registry --means telephone --role CA-R
pass fr-ca ch-bj

# rules HOME WORD: as request show --json says it.
rules() {
  expect 0 in_home "$1" --json request show "$request"
  stdout_keeps_to request-show
  [[ $(jq -r .rules.here stdout) == "$2" ]] || fail "its rules are not $2 but $(jq -c .rules stdout)"
}
rules fr-ca same
expect 0 in_home fr-ca request show "$request"
stdout_lacks 'beware'

# The other side has no such treaty.
rules ch-bj not_at_hand
expect 0 in_home ch-bj request show "$request"
stdout_has '^  beware   its rules cannot be compared with those of this home: there is no instrument ch-fr-extradition'
expect 0 in_home ch-bj request due
stdout_has '60 days'
says "$request: its rules cannot be compared"

# It has another of that name, by which the person goes free earlier.
jq '.limits[0].n = 18 | .rules = []' treaty.json >theirs.json
expect 0 in_home ch-bj request instruments add theirs.json
rules ch-bj different
[[ $(jq -r '.rules.differences | length' stdout) == 2 ]] || fail "two rows differ: $(jq -c .rules stdout)"
expect 0 in_home ch-bj request show "$request"
stdout_has 'beware   its rules are not those that this home has: limit provisional_arrest, 11\(4\), is another; rule '
expect 0 in_home ch-bj request due --json
stdout_keeps_to request-due
jq -e --arg start "$request: its rules are not those that this home has: " '.caveats | any(startswith($start))' stdout \
  >/dev/null || fail "due does not say so: $(jq -c .caveats stdout)"

# It has the same; and what is damaged hides no request.
rm ch-bj/instruments/ch-fr-extradition.json
expect 0 in_home ch-bj request instruments add treaty.json
rules ch-bj same
expect 0 in_home ch-bj request due
[[ $(cat stderr) != *'its rules'* ]] || fail "due warns of rules that are the same"
echo '{}' >ch-bj/instruments/ch-fr-extradition.json
rules ch-bj not_at_hand
expect 0 in_home ch-bj request show "$request"
stdout_has 'cannot be compared.*ch-fr-extradition.json: instrument: format is missing'
