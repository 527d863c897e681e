#!/usr/bin/env bash
# Instruments: listed and shown with where each rule is read, added from the page of the manual, and what applies between
# two States.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"

# Without a home there are those that the program brings.
export ROGATORY_HOME=$work/nowhere
expect 0 rogatory request instruments
for id in untoc-mla ets24 ets86 ets98 cets209 cets212 eaw; do stdout_has "^$id "; done
expect 0 rogatory request instruments --json
golden request-instruments

expect 0 rogatory request instruments show ets24
stdout_has '^16\(4\) +18 day from provisional_arrest, on the requested side, may_release, national +text read'
stdout_has '^16\(4\) +40 day from provisional_arrest, on the requested side, must_release'
stdout_has 'fedlex.data.admin.ch'
stdout_has '^not legal advice; check with counsel$'
expect 0 rogatory request instruments show eaw
stdout_has '^23\(2\) .*secondary source.*legilux'
stdout_has '^9\(2\) +sis +not verified'
expect 0 rogatory request instruments show cets212 --json
stdout_keeps_to request-instruments
[[ $(jq -r '.instrument.layered_on' "$work/stdout") == ets24 ]] || fail "cets212 is layered on ets24"
expect 10 rogatory request instruments show ets25
stderr_has 'there is no instrument ets25'
stderr_has 'did you mean ets24'
expect 2 rogatory request instruments ets24
stderr_has 'next: .*request instruments show ets24'

# What applies, in which order, and what is not known.
expect 0 rogatory request instruments --between FR DE --for arrest
stdout_has '^1\. eaw: '
stdout_has '^2\. ets24: '
stdout_has 'whether both ratified cets212'
expect 0 rogatory request instruments --between FR TH --for bank_records
stdout_has '^1\. untoc-mla: '
stdout_has '18\(7\): paragraphs 9 to 29 apply where no other treaty'
stdout_lacks 'ets24'
# A measure typed as options are is the same measure, and none of assistance.
expect 0 rogatory request instruments --between FR DE --for provisional-arrest
stdout_has '^1\. eaw: '
stdout_lacks 'untoc'
expect 0 rogatory request instruments --between FR DE --for arrest --json
golden request-instruments request-instruments-between
expect 0 rogatory request instruments --between FR ZZ --for surrender
stdout_has 'whether ets24 binds both'
stdout_lacks 'eaw'
expect 2 rogatory request instruments --between FR Thailand
stderr_has 'Thailand.* is not two capital letters'
expect 2 rogatory request instruments --for arrest

# A treaty of the authority's own: the example of the manual.
awk '/^# AN EXAMPLE/ { inside = 1 } inside && /^```/ { ++fence; next } inside && fence == 1' \
  "$ROGATORY_SOURCE_DIR/man/rogatory-instrument.5.scd" >treaty.json
[[ $(wc -l <treaty.json) -gt 20 ]] || fail "the example of the manual was not read"
expect 0 schema_check "$ROGATORY_SOURCE_DIR/schemas/instrument-1.schema.json" treaty.json
expect 10 rogatory request instruments add treaty.json
stderr_has 'next: '
unset ROGATORY_HOME
home_in FR fr-ca Europe/Paris
fr() { rogatory --home fr-ca "$@"; }
expect 0 fr request instruments add treaty.json --json
golden request-instruments request-instruments-added
expect 0 fr request instruments
stdout_has '^aa-bb-extradition '
expect 0 fr request instruments --between AA BB --for extradition
stdout_has '^1\. aa-bb-extradition: '
expect 31 fr request instruments add treaty.json
stderr_has 'is there already'
jq '.id = "ets24"' treaty.json >taken.json
expect 31 fr request instruments add taken.json
jq '.limits[0].from = "eclipse"' treaty.json >wrong.json
expect 24 fr request instruments add wrong.json
stderr_has 'wrong.json: instrument aa-bb-extradition: limits: provisional_arrest: machine extradition has no event eclipse'
stderr_has 'rogatory-instrument\(5\)'
expect 10 fr request instruments add nothing.json

# One that was damaged in the home is named.
echo '{}' >fr-ca/instruments/aa-bb-extradition.json
expect 24 fr request instruments
stderr_has 'instruments/aa-bb-extradition.json: instrument: format is missing'

# Every key of the schema is explained in the manual.
for key in $(jq -r '.properties | keys[]' "$ROGATORY_SOURCE_DIR/schemas/instrument-1.schema.json"); do
  [[ $key == format ]] || grep -Eq "^\*.*\*$key\*|^\*$key\*|, \*$key\*" "$ROGATORY_SOURCE_DIR/man/rogatory-instrument.5.scd" ||
    fail "rogatory-instrument(5) does not explain $key"
done
