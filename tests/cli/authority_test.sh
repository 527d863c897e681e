#!/usr/bin/env bash
# Authorities without software: entered by hand and from tables, listed beside peers.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"

home_in FR fr-ca Europe/Paris
fr() { rogatory --home fr-ca "$@"; }

expect 0 fr authority list
stdout_has 'fr-ca knows no authority'
expect 10 fr authority show de-bw-pros
stderr_has 'next: rogatory authority list'
expect 10 rogatory --home nowhere authority list

# Entered by hand, with its defaults; what is long comes from files.
printf 'Olgastraße 7\n70182 Stuttgart\n' >address.txt
add=(authority add de-bw-pros --country DE --role prosecution --zone Europe/Berlin --calendar DE-BW --language de
  --language en --address @address.txt --as-of 2026-05-01 --source 'EJN Atlas')
expect 0 fr --json "${add[@]}"
golden authority-add
expect 0 fr "${add[@]}"
stdout_has 'Known to fr-ca, unchanged'
expect 31 fr "${add[@]:0:${#add[@]}-1}" 'another source'
stderr_has 'next: .*--force'
expect 0 fr "${add[@]:0:${#add[@]}-1}" 'another source' --force
stdout_has 'Known to fr-ca, replaced'
expect 0 fr "${add[@]}" --force
expect 0 faketime '2026-06-01 12:00:00' rogatory --home fr-ca --json authority add it-roma --country IT --role court --source EJN
[[ $(jq -r '.record | .zone + " " + .calendar + " " + .as_of' "$work/stdout") == 'Europe/Rome IT 2026-06-01' ]] || fail "what this line says does not hold"

# Each field has its form, and the field is named.
refused() {
  local said=$1
  shift
  expect 2 fr authority add "$@" --source x
  stderr_has "$said"
}
refused 'id is not' DE --country DE --role court --zone UTC
refused 'country is not' x-court --country de --role court --zone UTC
refused 'role' x-court --country DE --role judge --zone UTC
refused 'role is missing' x-court --country DE --zone UTC
refused 'several: Europe/Berlin' x-court --country DE --role court
refused 'no time zone Europe/Stuttgart' x-court --country DE --role court --zone Europe/Stuttgart
refused 'calendar is neither' x-court --country DE --role court --zone UTC --calendar D-BW
refused 'languages are not' x-court --country DE --role court --zone UTC --language german
refused 'as_of is not' x-court --country DE --role court --zone UTC --as-of 31.12.2026
expect 2 setsid rogatory --home fr-ca --no-input authority add x-court --country IT --role court </dev/null
expect 31 fr authority add fr-ca --country FR --role court --source x
stderr_has 'the authority of this home itself'
on_terminal 0 'Where is this known from' 'a letter' -- \
  'rogatory --home fr-ca authority add it-milano --country IT --role court'
[[ $(jq -r .source fr-ca/authorities/it-milano.json) == 'a letter' ]] || fail "what this line says does not hold"

# Tables: what is wrong is said line by line, and nothing of them is kept.
before=$(sha256sum fr-ca/authorities/*)
cat >wrong.csv <<'CSV'
id,country,role,source,zone,as_of
at-wien,AT,court,EJN,,2026-05-01
AT-graz,AT,court,EJN,,2026-05-01
at-linz,AT,court,EJN,
at-wien,AT,court,EJN,,2026-05-01
es-madrid,ES,court,EJN,,2026-05-01
it-roma,IT,court,EJN,,2020-01-01
CSV
expect 24 fr --json authority import wrong.csv
golden authority-import authority-import-wrong
expect 24 fr authority import wrong.csv
stdout_has '^wrong.csv, line 3: id is not'
stdout_has '^wrong.csv, line 4: has 5 cells, the first line has 6$'
stdout_has '^wrong.csv, line 5: at-wien stands in line 2 already$'
stdout_has '^wrong.csv, line 6: .*ES must be said: it has several: Europe/Madrid'
stdout_has '^wrong.csv, line 7: it-roma is of 2020-01-01 here, and of 2026-06-01 in this home$'
stderr_has '5 lines are wrong: nothing was imported for fr-ca'
[[ $(sha256sum fr-ca/authorities/*) == "$before" ]] || fail "a wrong table changed the home"
for bad in '' 'id,country,role' 'id;country;role;source' 'id,country,role,source,phone' $'id,country,role,source\n\n' \
  $'id,country,role,source\n"x'; do
  printf '%s' "$bad" >bad.csv
  expect 24 fr authority import bad.csv
  stderr_has 'next: (rogatory-authority\(1\)|the columns are) '
done
expect 10 fr authority import missing.csv
stderr_has 'next: '
head -c 5000000 /dev/zero >large.csv
expect 24 fr authority import large.csv
{ echo id,country,role,source; seq -f 'at-%g,AT,court,EJN' 10001; } >many.csv
expect 24 fr authority import many.csv
stderr_has 'line 10002: there are more than 10000 rows'

# A right one, as a spreadsheet writes it: byte order mark, CR LF, quoted cells.
printf '\xef\xbb\xbfid,country,role,source,languages,as_of,address\r\nat-wien,AT,court,EJN,de,2026-05-01,"Wien, ""1"""\r\nit-roma,IT,court,EJN,it,2026-06-02,\r\n' >right.csv
expect 0 fr --json authority import right.csv
golden authority-import
expect 0 fr authority import right.csv
stdout_has '0 added, 0 replaced, 2 unchanged'
[[ $(jq -r .address fr-ca/authorities/at-wien.json) == 'Wien, "1"' ]] || fail "what this line says does not hold"
expect 0 fr --json authority show at-wien
golden authority-show

# A calendar that nobody here has is taken and warned of, once, with its lines and what counts in its place.
cat >gaps.csv <<'CSV'
id,country,role,source,zone,calendar,as_of
de-leipzig,DE,court,EJN,Europe/Berlin,DE-SN,2026-05-01
de-mainz,DE,court,EJN,Europe/Berlin,DE,2026-05-01
pl-krakow,PL,court,EJN,,,2026-05-01
de-dresden,DE,court,EJN,Europe/Berlin,DE-SN,2026-05-01
CSV
expect 0 fr --json authority import gaps.csv
golden authority-import authority-import-calendars
expect 0 fr authority import gaps.csv
stdout_has '0 added, 0 replaced, 4 unchanged'
stderr_has 'gaps.csv, lines 2 and 5: nobody here has a calendar of DE-SN: its dates are counted by that of DE until rogatory request calendar add FILE$'
stderr_has 'gaps.csv, line 4: nobody here has a calendar of PL: its dates are counted without holidays until rogatory request'
[[ $(grep -c calendar "$work/stderr") == 2 ]] || fail "more was warned of than is missing"
{ echo id,country,role,source; seq -f 'pl-%g,PL,court,EJN' 9; } >poland.csv
expect 0 fr --quiet authority import poland.csv
stderr_has 'poland.csv, lines 2, 3, 4, 5, 6 and 4 more: nobody here has a calendar of PL'
jq '.id = "DE-SN" | .title = "Saxony"' "$ROGATORY_SOURCE_DIR/schemas/calendars/DE.json" >sn.json
expect 0 fr request calendar add sn.json
expect 0 fr authority import gaps.csv
stderr_lacks 'DE-SN'
echo half >fr-ca/calendars/DE-SN.json
expect 0 fr authority import gaps.csv
stderr_has 'lines 2 and 5: the calendar DE-SN cannot be read \(.*DE-SN.json.*\): its dates are counted by that of DE until .* --force$'
expect 0 fr request calendar add sn.json --force
expect 0 fr --json authority add pl-warszawa --country PL --role court --source EJN --as-of 2026-05-01
golden authority-add authority-add-calendar
stderr_has 'nobody here has a calendar of PL'
rm fr-ca/authorities/{pl-*,de-leipzig,de-mainz,de-dresden}.json

# Beside peers: the list says who has a card.
home_in DE de-ca Europe/Berlin
expect 0 rogatory --home de-ca card export -o de.tar
expect 0 rogatory --home de-ca --json card show
fingerprint=$(jq -r .fingerprint "$work/stdout")
expect 0 fr authority add de-ca --country DE --role ministry --zone Europe/Berlin --source 'a letter' --as-of 2026-01-01
expect 0 fr peer add de.tar --fingerprint "$fingerprint"
expect 0 fr --json authority list --country DE
golden authority-list
expect 0 fr authority list
stdout_has '^de-ca +DE +central-authority +version 1 '
stdout_has '^de-bw-pros +DE +prosecution +none +Europe/Berlin +de, en +EJN Atlas +2026-05-01$'
expect 0 fr authority list --country PT
stdout_has 'knows no authority in PT'
expect 2 fr authority list --country pt
expect 0 fr authority show de-ca
stdout_has 'A peer of fr-ca'
stdout_has 'a letter, as of 2026-01-01'
expect 0 fr --json authority show de-ca
golden authority-show authority-show-peer

# A code that no State has is a mistake, or a clock that nobody finds.
expect 2 fr authority add uk-ca --country UK --role court --source x
stderr_has 'no State has the code UK'
stderr_has 'next: write GB'
expect 2 fr authority add zz-ca --country ZZ --zone UTC --role court --source x

# Foreign text never reaches the terminal as it is.
expect 0 fr authority add xx-evil --country AQ --role court --zone UTC --source $'red \e[31m'
stdout_has 'red .x1b\[31m'

# Eight at once, and a table in between: nothing is lost.
{ echo id,country,role,source; seq -f 'pt-%g,MT,court,EJN' 200; } >many.csv
pids=()
for i in 1 2 3 4 5 6 7 8; do
  rogatory --home fr-ca authority add "cy-$i" --country CY --role court --zone Asia/Nicosia --source "x" >"cy-$i.said" 2>&1 &
  pids+=($!)
  if [[ $i == 4 ]]; then
    rogatory --home fr-ca authority import many.csv >many.said 2>&1 &
    pids+=($!)
  fi
done
for pid in "${pids[@]}"; do
  wait "$pid" || fail "one of nine failed: $(cat ./*.said)"
done
expect 0 fr --json authority list --country CY
[[ $(jq '.authorities | length' "$work/stdout") == 8 ]] || fail "what this line says does not hold"
expect 0 fr --json authority list --country MT
[[ $(jq '.authorities | length' "$work/stdout") == 200 ]] || fail "what this line says does not hold"

# Killed in the middle of an import: all or nothing, and the next one finds nothing in its way.
{ echo id,country,role,source; seq -f 'mt-%g,MT,court,EJN' 2000; } >many.csv
for delay in 0.05 0.2 0.4; do
  { timeout -s KILL "$delay" rogatory --home fr-ca authority import many.csv || true; } >/dev/null 2>&1
  count=$(find fr-ca/authorities -name 'mt-*.json' | wc -l)
  [[ $count == 0 || $count == 2000 ]] || fail "$count of 2000 rows were left by a killed import"
done
expect 0 fr authority import many.csv
[[ $(find fr-ca/authorities -name 'mt-*.json' | wc -l) == 2000 && ! -e fr-ca/authorities.next ]] || fail "what this line says does not hold"
echo "authority: what is entered is kept whole"
