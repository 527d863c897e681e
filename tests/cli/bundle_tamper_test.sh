#!/usr/bin/env bash
# The tamper matrix with stock tools alone: bundles forged by tar and ssh-keygen, our verdict beside the recipe's. Where
# the recipe passes what we refuse, rogatory-bundle(5) says so, in the words that stand in the row.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
fr officer add clerk-1 --may entry --no-passphrase >/dev/null
de card show --allowed-signers >>"$work/trust" # a court that knows both
printf 'fr-ca %s\nde-ca %s\n' "$(fingerprint fr)" "$(fingerprint de)" >"$work/roots"
officer=$work/fr/keys/officer.registry-2.key
clerk=$work/fr/keys/officer.clerk-1.key
stranger=$work/de/keys/officer.eingang-1.key

mkdir "$work/in" && echo 'the true statement' >"$work/in/statement.txt"
expect 0 fr bundle seal "$work/in" --to "$expert" --name one -o "$work/one.rog"
echo 'another statement' >"$work/in/statement.txt"
expect 0 fr bundle seal "$work/in" --to "$expert" --name one -o "$work/two.rog"
expect 0 de bundle seal "$work/in" --to "$expert" --name one -o "$work/theirs.rog"
for which in one two theirs; do
  mkdir "$work/$which" && tar xf "$work/$which.rog" -C "$work/$which" && chmod -R u+w "$work/$which"
done
part=data/content.age.000000

sed -n '/^# VERIFY AND THE RECIPE/,/^# WHAT IT SHOWS/p' "$ROGATORY_SOURCE_DIR/man/rogatory-bundle.5.scd" >"$work/listed"

# begin: a fresh copy of the bundle's members in ./f/one and their order in ./list.
begin() {
  rm -rf "$work/f" && cp -r "$work/one" "$work/f" && tar tf "$work/one.rog" >"$work/list"
}

# pack [OPTION]...: the strict tar of the members listed.
pack() {
  (cd "$work/f" && tar --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 --no-recursion "$@" \
    -cf "$work/forged.rog" -T "$work/list")
}

# from WHICH MEMBER...: takes these members from another bundle.
from() {
  local which=$1 member
  shift
  for member; do cp "$work/$which/one/$member" "$work/f/one/$member"; done
}

# reseal KEY [OPTION]...: signs seal.json as it stands.
reseal() {
  local key=$1
  shift
  rm -f "$work/f/one/seal.json.sig"
  ssh-keygen -Y sign -q -f "$key" -n rogatory-seal@v1 "$@" "$work/f/one/seal.json" 2>/dev/null
}

# flip MEMBER: the lowest bit of the byte in its middle. Of a signature it is a character of the number S, of a card its
# country: so the form stays, and only what was signed is another.
flip() {
  local file=$work/f/one/$1 at byte last
  if [[ $1 == *.sig ]]; then
    last=$(tail -n 2 "$file" | head -n 1)
    [[ $last == A* ]] && byte=B || byte=A
    sed -i "\|^${last}\$|s|^.|$byte|" "$file"
    ! cmp -s "$file" "$work/one/one/$1" || fail "$1 was not changed"
    return
  fi
  if [[ $1 == cards/* ]]; then
    sed -i 's/"country":"FR"/"country":"ES"/' "$file"
    return
  fi
  at=$(($(stat -c %s "$file") / 2))
  byte=$(od -An -tu1 -j "$at" -N 1 "$file")
  printf "\\$(printf %o $((byte ^ 1)))" | dd of="$file" bs=1 seek="$at" conv=notrunc status=none
}

# row TEXT STATUS CHECK RECIPE [LISTED]: forged.rog is judged; CHECK is named among the findings, RECIPE is passes or
# stops. What passes there and not here is LISTED in the manual page.
row() {
  local text=$1 status=$2 check=$3 want=$4 listed=${5:-} recipe=passes
  expect "$status" rogatory --home "$work/none" bundle verify --trust "$work/roots" --identity "$work/expert.key" \
    "$work/forged.rog"
  [[ $status == 0 ]] || says "FAILED $check"
  stock_recipe "$work/forged.rog" one || recipe=stops
  [[ $recipe == "$want" ]] || { cat "$work/stock" >&2; fail "$text: the recipe $recipe"; }
  if [[ $status != 0 && $recipe == passes ]]; then
    [[ -n $listed ]] && grep -qF -e "$listed" "$work/listed" || fail "$text: the manual page does not say so"
  fi
  printf '%-52s %3s %-18s %s\n' "$text" "$status" "$check" "$recipe"
}

printf '%-52s %3s %-18s %s\n' 'what was done' '' 'rogatory' 'recipe'
begin && pack
cmp "$work/one.rog" "$work/forged.rog" || fail "GNU tar does not give the same bytes"
row 'nothing' 0 '-' passes

# Who holds the officer's key needs no rogatory: age, sha256sum and ssh-keygen make a bundle that passes.
begin && age -d -i "$work/expert.key" "$work/one/one/$part" | age -r "$expert" >"$work/f/one/$part"
(cd "$work/f/one" && sha256sum data/* >manifest-sha256.txt)
sed -i -e "s/\"manifest\":\"[0-9a-f]*\"/\"manifest\":\"$(sha256sum <"$work/f/one/manifest-sha256.txt" | cut -c1-64)\"/" \
  -e "s/\"size\":[0-9]*/\"size\":$(stat -c %s "$work/f/one/$part")/" "$work/f/one/seal.json"
reseal "$officer" && pack
row 'sealed anew by age and ssh-keygen, with the key' 0 '-' passes

begin && from two "$part" manifest-sha256.txt && pack
row 'content and manifest exchanged under the old seal' 20 manifest.binding stops
begin && from two "$part" && pack
row 'content of another bundle' 20 part.hash stops
begin && from two seal.json seal.json.sig && pack
row 'seal of another bundle' 20 manifest.binding stops
begin && from two seal.json.sig && pack
row 'signature of another bundle' 20 seal.signature stops

begin && echo more >"$work/f/one/data/content.age.000001" && sed -i "s|^one/$part\$|&\none/data/content.age.000001|" "$work/list"
pack
row 'an extra part' 24 container.order passes 'one more'
(cd "$work/f/one" && sha256sum data/* >manifest-sha256.txt) && pack
row 'an extra part that the manifest lists' 24 container.order stops

begin && sed -i 's/rogatory-bundle(5)/the lines below/' "$work/f/one/VERIFY.txt" && pack
row 'VERIFY.txt edited' 20 verify_txt.binding passes 'a VERIFY.txt that is not the sealed one'
sum=$(sha256sum <"$work/f/one/VERIFY.txt" | cut -c1-64)
sed -i "s/\"verify\":\"[0-9a-f]*\"/\"verify\":\"$sum\"/" "$work/f/one/seal.json" && pack
row 'VERIFY.txt edited, its hash in the seal too' 20 seal.signature stops

begin && reseal "$clerk" && pack
row 'another officer signs as this one' 20 seal.signature stops
begin && reseal "$stranger" && pack
row 'another State signs as this one' 20 seal.signature stops
begin && sed -i 's/"officer":"registry-2"/"officer":"clerk-1"/' "$work/f/one/seal.json" && reseal "$clerk" && pack
row 'an officer who may not seal re-seals' 20 officer.validity stops

begin && from theirs cards/000001.json cards/000001.json.sig
card=$(sha256sum <"$work/f/one/cards/000001.json" | cut -c1-64)
rm -f "$work/f/one/cards/000002."* && sed -i '\|/000002|d' "$work/list"
sed -i -e 's/"authority":"fr-ca"/"authority":"de-ca"/' -e 's/"officer":"registry-2"/"officer":"eingang-1"/' \
  -e "s/\"card\":\"[0-9a-f]*\"/\"card\":\"$card\"/" "$work/f/one/seal.json"
reseal "$stranger" && pack
row 'another State re-seals our parts as its own' 20 context.binding stops

begin && reseal "$officer" -Ohashalg=sha256 && pack
row 'signed with another hash' 24 signature.form passes 'another form of SSHSIG that ssh-keygen accepts'
begin && sed -i 's/"sealed_at":"/"sealed_at":" /' "$work/f/one/seal.json" && reseal "$officer" && pack
row 'sealed_at with a space' 24 seal.form stops

while read -r member; do
  begin && flip "${member#one/}" && pack
  case $member in
    one/VERIFY.txt) row "a bit of ${member#one/}" 20 verify_txt.binding passes 'a VERIFY.txt that is not the sealed one' ;;
    one/bagit.txt) row "a bit of ${member#one/}" 24 container.header passes 'another bagit.txt' ;;
    one/data/*) row "a bit of ${member#one/}" 20 part.hash stops ;;
    one/manifest*) row "a bit of ${member#one/}" 20 manifest.binding stops ;;
    one/seal.json) row "a bit of ${member#one/}" 20 seal.signature stops ;;
    one/seal.json.sig) row "a bit of ${member#one/}" 20 seal.signature stops ;;
    *.sig) row "a bit of ${member#one/}" 20 card.signature passes 'cards that are missing' ;;
    *) row "a byte of ${member#one/}" 20 card.signature passes 'cards that are missing' ;;
  esac
done < <(tar tf "$work/one.rog")

while read -r member; do
  begin && grep -vxF "$member" "$work/list" >"$work/shorter" && mv "$work/shorter" "$work/list"
  verdict=passes status=24 check=container.order
  case $member in
    one/data/*) verdict=stops status=21 check=part.missing ;;
    one/manifest* | one/seal.json*) verdict=stops ;;
    one/cards/000002.json.sig) ;;
    one/cards/*) ;;
  esac
  pack
  row "without ${member#one/}" "$status" "$check" "$verdict" 'one less'
  begin && sed -i "s|^$member\$|&\n&|" "$work/list" && pack --hard-dereference
  row "${member#one/} twice" 24 container.order passes 'one twice'
done < <(tar tf "$work/one.rog")

begin && tac "$work/list" >"$work/reversed" && mv "$work/reversed" "$work/list" && pack
row 'the members in reverse' 24 container.order passes 'in another order'
begin && (cd "$work/f" && tar --format=ustar --owner=0 --group=0 -cf "$work/forged.rog" -T "$work/list")
row 'as tar packs it without our options' 24 container.header passes 'another spelling of a tar header'

for extra in allowed_signers bag content.tar; do
  begin && ln -s /etc/passwd "$work/f/one/$extra" && echo "one/$extra" >>"$work/list" && pack
  row "a link $extra" 24 container.header passes 'one more'
  rm "$work/f/one/$extra" && cat "$work/trust" >"$work/f/one/$extra" && pack
  row "a member $extra" 24 container.order passes 'one more'
done
begin && echo x >"$work/f/up" && echo one/../up >>"$work/list" && pack -P
row 'a member that climbs out' 24 container.header stops

size=$(stat -c %s "$work/one.rog")
head -c $((size - 1)) "$work/one.rog" >"$work/forged.rog"
row 'the last byte missing' 24 container.end passes 'an end that is cut short'
head -c $((size - 1024)) "$work/one.rog" >"$work/forged.rog"
row 'the two zero blocks missing' 24 container.end passes 'an end that is cut short'
head -c $((size / 2)) "$work/one.rog" >"$work/forged.rog"
row 'half of it' 24 container.end stops
{ cat "$work/one.rog" && printf x; } >"$work/forged.rog"
row 'a byte after the end' 24 container.end passes 'bytes after the end'
cat "$work/one.rog" "$work/two.rog" >"$work/forged.rog"
row 'a second bundle after the end' 24 container.end passes 'bytes after the end'

# Revoked later, from a time after the sealing: nothing proves that time, and only who has the newer card knows.
fr officer revoke registry-2 >/dev/null 2>&1
fr card export -o "$work/newer.card" >/dev/null
expect 0 de peer add "$work/newer.card"
cp "$work/one.rog" "$work/forged.rog"
expect 22 de bundle verify "$work/one.rog"
says 'FAILED officer.validity'
row 'the officer revoked afterwards, newer card unknown' 0 '-' passes
grep -qF 'an officer revoked by a newer card at hand' "$work/listed"
