#!/usr/bin/env bash
# Two central authorities share a case: its key is granted, both write into it, each reads and witnesses what the other
# wrote, and evidence that one sealed the other opens. A grant is checked with stock tools; one that is not what it says
# is refused.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
new_home es es-ca
es() { rog es "$@"; }
expect 0 es peer add fr.card --fingerprint "$(fingerprint fr)"
expect 0 es card export -o es.card
expect 0 fr peer add es.card --fingerprint "$(fingerprint es)"
# exchange FROM TO: a ledger by courier.
exchange() {
  rm -f courier.ledger
  expect 0 "$1" ledger give "$case_id" -o courier.ledger
  expect 0 "$2" ledger take courier.ledger
}

expect 0 fr --json case open 'Operation Hesperus' --with de-ca --ref '17 Js 42/26'
case_id=$(json_value case)
expect 0 fr --json case grant "$case_id" de-ca --reason 'order of 3 May' -o de.grant
golden case-grant
expect 31 fr case grant "$case_id" de-ca -o de.grant
expect 31 fr case grant "$case_id" es-ca -o es.grant
says 'es-ca is no party'
expect 10 fr case grant "$case_id" it-ca -o it.grant
expect 10 fr case grant "$case_id" de-ca --compartment c-00000000 -o never.grant
[[ ! -e es.grant && ! -e it.grant && ! -e never.grant ]] || fail "a grant that was refused was written"

# The key says nothing without the case; then it opens what is written there.
expect 10 de case take de.grant
says 'rogatory ledger take'
exchange fr de
expect 0 de case list
! grep -q Hesperus stdout || fail "the title is read without the key"
expect 12 es case take de.grant
says 'next: it was made for somebody else'
expect 0 de --json case take de.grant
golden case-take
expect 0 de case take de.grant
says 'was here already'
expect 0 de case list
says 'Operation Hesperus'
expect 0 de ledger log "$case_id"
says 'fr-ca:1 .*order of 3 May'
expect 0 de ledger verify "$case_id"
says '^PASS$'

# The grant by stock tools.
mkdir stock
age -d -i de/keys/transport.1.key de.grant | tar -xC stock
[[ $(jq -r .to stock/grant.json) == de-ca && $(jq -r .case stock/grant.json) == "$case_id" ]] || fail "the grant says something else"
ssh-keygen -Y verify -n rogatory-grant@v1 -I registry-2@fr-ca -f trust -s stock/grant.json.sig <stock/grant.json >/dev/null ||
  fail "ssh-keygen does not verify the grant"

# Both write, each sees what the other wrote.
mkdir evidence
printf 'statement of witness 3\n' >evidence/statement.txt
expect 0 de bundle seal --case "$case_id" -o de.rog evidence
exchange de fr
says 'de-ca added, 1 entry'
expect 0 fr bundle open de.rog -C opened
cmp evidence/statement.txt opened/evidence/statement.txt
expect 0 fr ledger verify "$case_id"
says '^PASS$'
says 'de-ca up to entry 1'
expect 0 fr bundle seal --case "$case_id" -o fr.rog evidence
exchange fr de
expect 0 de ledger verify "$case_id"
says 'fr-ca up to entry 0'
expect 0 de bundle open fr.rog -C opened-by-de
expect 0 de case show "$case_id"

# Not what it says: a byte changed, another's key, somebody who may not, somebody who was revoked.
forged() { # SED-SCRIPT: a grant as fr would have made it, changed, signed by registry-2 and encrypted to de
  rm -rf forge && cp -r stock forge
  sed -i "$1" forge/grant.json
  rm forge/grant.json.sig
  cp fr/keys/officer.registry-2.key forge.key && chmod 600 forge.key
  if ! ssh-keygen -y -f forge.key >/dev/null 2>&1; then return 1; fi
  ssh-keygen -Y sign -q -n rogatory-grant@v1 -f forge.key forge/grant.json 2>/dev/null
  tar -C forge --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 -cf forge.tar grant.json grant.json.sig
  age -r "$(cat de/keys/transport.1.pub)" -o forged.grant forge.tar
}
cp de.grant changed.grant
printf X | dd of=changed.grant bs=1 seek=400 conv=notrunc status=none
expect 20 de case take changed.grant
expect 24 de case take fr.card
says 'next: .*another copy'
expect 10 de case take nowhere.grant
says 'next: check its name'
sed 's/registry-2/registry-9/' stock/grant.json >stock/other.json
tar -C stock --transform s/other/grant/ --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 \
  -cf other.tar other.json grant.json.sig
age -r "$(cat de/keys/transport.1.pub)" -o other.grant other.tar
expect 22 de case take other.grant
says 'could not grant'
key=$(age-keygen 2>/dev/null | tail -n 1)
sed "s/AGE-SECRET-KEY-1[0-9A-Z]*/$key/" stock/grant.json >stock/other.json
tar -C stock --transform s/other/grant/ --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 \
  -cf other.tar other.json grant.json.sig
age -r "$(cat de/keys/transport.1.pub)" -o other.grant other.tar
expect 20 de case take other.grant
if forged "s/AGE-SECRET-KEY-1[0-9A-Z]*/$key/"; then
  expect 31 de case take forged.grant
  says 'not the key of the compartment'
fi

# A home that is a copy from before the case: our log comes back with the case, and nothing is signed before it is ours
# again.
rm -rf de/cases "$(sed 's/.*"directory":"\([^"]*\)".*/\1/' de/state)" de/state
exchange fr de
says 'de-ca own, 1 entry'
expect 0 de case take de.grant
expect 5 de case key "$case_id" --for court --reason order
expect 0 de ledger reopen "$case_id" --from courier.ledger
expect 0 de case key "$case_id" --for court --reason order
exchange de fr
expect 0 fr ledger verify "$case_id"
says '^PASS$'
