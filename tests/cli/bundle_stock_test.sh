#!/usr/bin/env bash
# Stock tools agree: the published recipe run by dash, the outer tar rebuilt by GNU tar, age both ways.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers

mkdir -p "$work/in/case file/empty"
printf 'a statement' >"$work/in/case file/Statement of witness 3.pdf"
: >"$work/in/case file/nothing.txt"
head -c 3000000 /dev/urandom >"$work/in/case file/phone.dd"

expect 0 fr bundle seal "$work/in/case file" --to de-ca --to "$expert" --name one -o "$work/one.rog"

# The recipe as the manual page prints it.
test "$(published_recipe | wc -l)" = 11 || fail "the manual page does not show eleven lines"
stock_recipe "$work/one.rog" one || { cat "$work/stock"; fail "the recipe fails on a good bundle"; }
grep -q '^sealed by registry-2@fr-ca at 20' "$work/stock" || fail "the recipe does not end with the sealer"
cmp "$work/court/new/in/bag/data/000005.dd" "$work/in/case file/phone.dd"

# A bundle without files.
mkdir "$work/hollow"
expect 0 fr bundle seal "$work/hollow" --to "$expert" --name hollow -o "$work/hollow.rog"
stock_recipe "$work/hollow.rog" hollow || { cat "$work/stock"; fail "the recipe fails on a bundle without files"; }

# VERIFY.txt holds the same lines, with the name filled in.
tar xOf "$work/one.rog" one/VERIFY.txt | grep -qF "$(published_recipe | sed 's/NAME/one/' | sed -n 1p)" ||
  fail "VERIFY.txt has another recipe"

# GNU tar rebuilds the file bit for bit from its members.
mkdir "$work/parts" && tar xf "$work/one.rog" -C "$work/parts" && tar tf "$work/one.rog" >"$work/list"
(cd "$work/parts" && tar --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 \
  --no-recursion -cf "$work/again.rog" -T "$work/list")
cmp "$work/one.rog" "$work/again.rog"

# age opens our content, and ssh-keygen our seal; a wrong officer or another file does not pass.
cd "$work/parts/one"
cat data/* | age -d -i "$work/expert.key" | tar tf - >"$work/inside"
test "$(sed -n 1p "$work/inside")" = bag/context.json
ssh-keygen -Y verify -f "$work/trust" -I registry-2@fr-ca -n rogatory-seal@v1 -s seal.json.sig <seal.json >/dev/null
! ssh-keygen -Y verify -f "$work/trust" -I registry-2@fr-ca -n rogatory-card@v1 -s seal.json.sig <seal.json >/dev/null 2>&1

# The bundle's id is the SHA-256 of seal.json.
id=$(sha256sum <seal.json | cut -c1-64)
expect 0 de bundle verify "$work/one.rog"
says "$id"

# The check of a court with a file of roots and an identity, without a home.
echo "fr-ca $(fingerprint fr)" >"$work/roots"
expect 0 rogatory --home "$work/none" bundle verify --trust "$work/roots" --identity "$work/expert.key" "$work/one.rog"
says '^PASS$'
says '^Not proven: nothing$'
expect 0 rogatory --home "$work/none" bundle verify --trust "$work/roots" "$work/one.rog"
says '^PASS .outside.$'
