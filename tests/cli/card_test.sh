#!/usr/bin/env bash
# Cards: shown, exported, rotated; checked by ssh-keygen.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"

new_home a fr-ca --zone Europe/Paris

expect 0 rog a card show
stdout_has '^fr-ca  Ministry of fr-ca$'
stdout_has '^Fingerprint SHA256:'
stdout_has '^   1 [a-z]+ +2 [a-z]+ +3 [a-z]+ +4 [a-z]+ +5 [a-z]+ +6 [a-z]+$'
stdout_has '^  19 .* 24 [a-z]+$'
stdout_lacks '█'
on_terminal 0 -- 'rogatory --home a card show'
stdout_has '█'
expect 0 rog a card show --json
golden card-show

# The fingerprint is what ssh-keygen says of the root.
[[ $(ssh-keygen -lf a/keys/root.pub | cut -d' ' -f2) == $(json_value fingerprint) ]] || fail "another fingerprint"

# Export: a file for peers, never over another one; shown without a home.
expect 0 rog a card export -o a.tar --json
golden card-export
[[ $(json_value sha256) == $(sha256sum <a.tar | cut -c1-64) ]] || fail "another file"
expect 31 rog a card export -o a.tar
expect 0 rog a card export -o a.tar --force
expect 0 rogatory card show a.tar
stdout_has '^fr-ca '
expect 2 rog a card export
expect 10 rogatory card show missing.tar
head -c 3000 a.tar >cut.tar
expect 24 rogatory card show cut.tar
printf 'x' >>a.tar
expect 24 rogatory card show a.tar
expect 0 rog a card export -o a.tar --force
damaged=$(grep -abo 'Ministry of fr-ca' a.tar | head -n 1 | cut -d: -f1)
cp a.tar damaged.tar
printf 'm' | dd of=damaged.tar bs=1 seek="$damaged" conv=notrunc status=none
expect 20 rogatory card show damaged.tar

# Each card is checked by ssh-keygen as rogatory-card(5) prints it.
mkdir stock && tar xf a.tar -C stock
(
  cd stock
  sed 's/.*"root":"\([^"]*\)".*/card \1/' 000001.json >root
  ssh-keygen -Y verify -f root -I card -n rogatory-card@v1 -s 000001.json.sig <000001.json >/dev/null
) || fail "ssh-keygen refuses our card"

# allowed_signers: what the officer signs passes ssh-keygen; another namespace, another officer and later do not.
expect 0 rog a card show --allowed-signers
cp stdout signers
stderr_is_empty
expect 0 rog a card show --allowed-signers --json
stdout_keeps_to card-show
echo 'a seal' >message
cp a/keys/officer.registry-1.key officer && chmod 600 officer
ssh-keygen -Y sign -f officer -n rogatory-seal@v1 message 2>/dev/null
verify() { ssh-keygen -Y verify -f signers -I "$1" -n "$2" -s message.sig "${@:3}" <message >/dev/null 2>&1; }
verify registry-1@fr-ca rogatory-seal@v1 || fail "ssh-keygen refuses our officer"
! verify registry-1@fr-ca rogatory-card@v1 || fail "ssh-keygen takes another namespace"
! verify registry-2@fr-ca rogatory-seal@v1 || fail "ssh-keygen takes another officer"
! verify registry-1@fr-ca rogatory-seal@v1 -Overify-time=20990101000000Z || fail "ssh-keygen takes an expired officer"
! verify registry-1@fr-ca rogatory-seal@v1 -Overify-time=20010101000000Z || fail "ssh-keygen takes a later officer"

# Rotation: a new key, a new card, the old key stays.
expect 0 rog a card rotate transport --json
golden card-rotate
[[ -f a/keys/transport.1.key && -f a/keys/transport.2.key ]] || fail "an old key is gone"
for kind in log evidence tls; do
  expect 0 rog a card rotate "$kind"
done
expect 2 rog a card rotate officer
expect 2 rog a card rotate home
expect 2 rog a card rotate log --new-root-key x
expect 0 rog a doctor
stdout_has '^0 problems'

# A new root: signed by both; the former one no longer issues cards.
cp a/keys/root.key first.key
expect 0 rog a card rotate root --new-root-key second.key
[[ -f second.key && ! -e a/keys/root.2.key ]] || fail "the new root is not where it was asked for"
expect 12 rog a card rotate log --root-key first.key
expect 10 rog a card rotate log
expect 0 rog a card rotate log --root-key second.key
expect 31 rog a card rotate root --root-key second.key --new-root-key first.key
rm -rf stock && mkdir stock
expect 0 rog a card export -o a.tar --force
tar xf a.tar -C stock
(
  cd stock
  sed 's/.*"root":"\([^"]*\)".*/card \1/' 000001.json >first
  sed 's/.*"root":"\([^"]*\)".*/card \1/' 000006.json >second
  ssh-keygen -Y verify -f first -I card -n rogatory-card@v1 -s 000006.json.prev.sig <000006.json >/dev/null
  ssh-keygen -Y verify -f second -I card -n rogatory-card@v1 -s 000006.json.sig <000006.json >/dev/null
) || fail "ssh-keygen refuses the change of root"
[[ $(sha256sum <stock/000005.json | cut -c1-64) == $(sed 's/.*"prev":"\([^"]*\)".*/\1/' stock/000006.json) ]] ||
  fail "card 6 does not name card 5"
