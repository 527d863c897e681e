#!/usr/bin/env bash
# Nothing about a person leaves a case in the clear: not in an object, a ref, a message, a path or a length.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers

words=(Hesperus Kateryna Shevchenko 'Кириленко' '+380 44 555 01 99' '17 Js 42/26' 'Dr. Moreau' 'her sister' 'statement of K.S.'
  'Rue des Martyrs' 'witness 3')

mkdir "$work/statement of K.S."
echo 'Kateryna Shevchenko, Rue des Martyrs 4, +380 44 555 01 99' >"$work/statement of K.S./witness 3.txt"
expect 0 fr --json case open 'Hesperus: Kateryna Shevchenko (Кириленко), +380 44 555 01 99' --with de-ca --ref '17 Js 42/26'
case_id=$(json_value case)
expect 0 fr bundle seal "$work/statement of K.S." --case "$case_id" -o "$work/one.rog"
expect 0 fr case key "$case_id" --for 'Dr. Moreau, Rue des Martyrs 4' --reason 'asked for by her sister Kateryna'
cp "$work/stdout" "$work/case.key"
expect 0 fr case close "$case_id" --reason 'witness 3 withdrew; call +380 44 555 01 99'
expect 0 fr ledger clone "$case_id" "$work/clone"

# Every object inflated, every ref, message, name of a file, and the files that git keeps beside them.
repository=$work/clone/case.git
{
  git -C "$repository" cat-file --batch-all-objects --batch
  git -C "$repository" log --all --format='%H %an %ae %cn %ce %B%d'
  git -C "$repository" for-each-ref
  find "$repository" -type f ! -path '*/objects/*' -exec cat {} +
  find "$work/clone"
} >"$work/seen" 2>&1
[[ $(grep -ac '"type":"rogatory-entry/1"' "$work/seen") -ge 4 ]] || fail "the objects were not inflated"
for word in "${words[@]}"; do
  ! grep -aqiF -- "$word" "$work/seen" || fail "seen in the clear: $word"
done

# The words are in the case all the same: whoever holds its key reads them.
for body in "$work"/clone/fr-ca/entries/00/00/*.age; do
  age -d -i "$work/case.key" "$body" | tail -c +33
done >"$work/bodies"
for word in Hesperus 'Кириленко' '17 Js 42/26' 'Dr. Moreau' 'her sister' 'witness 3'; do
  grep -aqF -- "$word" "$work/bodies" || fail "not in the bodies: $word"
done
grep -aqF '"identity":"AGE-SECRET-KEY-1' "$work/bodies" || fail "the bundle's key is not in its entry"
! grep -aq 'AGE-SECRET-KEY-1' "$work/seen" || fail "a key is seen in the clear"

# Nor does the home tell, but for what its keys open.
for word in Hesperus Kateryna Moreau '555 01 99'; do
  ! grep -raqF -- "$word" "$work/fr" "$HOME" || fail "in the home in the clear: $word"
done

# Cases that differ only in bodies of one padded size have entries of one length.
sizes() {
  expect 0 fr --json case open "$1"
  expect 0 fr ledger clone "$(json_value case)" "$work/$2"
  (cd "$work/$2/fr-ca" && stat -c '%n %s' entries/00/00/*)
}
sizes 'A' short >"$work/sizes.short"
sizes 'A much longer title, with the names of three persons' long >"$work/sizes.long"
diff "$work/sizes.short" "$work/sizes.long" >&2 || fail "the length of a title is seen"
sizes "$(printf 'a%.0s' {1..600})" longer >"$work/sizes.longer"
! diff -q "$work/sizes.short" "$work/sizes.longer" >/dev/null || fail "the comparison sees no difference at all"
