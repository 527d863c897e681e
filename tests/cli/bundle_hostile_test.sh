#!/usr/bin/env bash
# What can be wrong with what is sealed and where it is to go: each with its status and a next step, and nothing is left.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
mkdir "$work/in" "$work/out"
echo text >"$work/in/file"

# refuse STATUS PATTERN ARGUMENT…: sealing must end so, with a next step, and leave nothing in out/.
refuse() {
  local status=$1 pattern=$2
  shift 2
  expect "$status" fr bundle seal --to de-ca -o "$work/out/x.rog" "$@"
  says "$pattern"
  says 'next: '
  test -z "$(ls -A "$work/out")" || fail "something was left: $(ls -A "$work/out")"
}

mkfifo "$work/in/fifo"
refuse 31 'fifo is a FIFO' "$work/in"
rm "$work/in/fifo"
ln -s file "$work/in/link"
refuse 31 'link is a symbolic link' "$work/in"
refuse 31 'link is a symbolic link' "$work/in/link"
expect 0 fr bundle seal --to de-ca --follow "$work/in" -o "$work/followed.rog"
expect 0 de bundle open "$work/followed.rog" -C "$work/followed"
test "$(cat "$work/followed/in/link")" = text && test ! -L "$work/followed/in/link"
rm "$work/in/link"
ln -s .. "$work/in/loop"
expect 31 fr bundle seal --to de-ca --follow "$work/in" -o "$work/out/x.rog"
says 'leads back'
rm "$work/in/loop"
refuse 31 'a character device' /dev/null
refuse 10 'No such file' "$work/in/absent"
# A foreign name is made safe exactly once.
refuse 10 '/a.x0ab.x1b.0m: No such file' "$work/in/"$'a\nb\e[0m'
mkdir "$work/other" && echo more >"$work/other/in"
refuse 2 'same name: in' "$work/in" "$work/other/in"
refuse 10 'not a peer' "$work/in" --to it-ca
refuse 24 'age1' "$work/in" --to age1nonsense
expect 2 fr bundle seal "$work/in" --not-to-self -o "$work/out/x.rog"
expect 2 fr bundle seal "$work/in" --to de-ca --name 'No Such Name' -o "$work/out/x.rog"
expect 2 fr bundle seal "$work/in" --to de-ca --exhibit 3=absent -o "$work/out/x.rog"

# Root can read everything: only another user meets this.
chmod 000 "$work/in/file"
if [ "$(id -u)" = 0 ]; then
  chmod 755 "$work" "$work/in" && chmod 000 "$work/in/file" && chown -R nobody "$work/fr" "$work/out"
  as_nobody() { setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/nonexistent "$@"; }
  expect 1 as_nobody "$ROGATORY_BIN/rogatory" --home "$work/fr" bundle seal --to de-ca -o "$work/out/x.rog" "$work/in"
  says 'Permission denied'
  says 'next: '
  chown -R "$(id -u)" "$work/fr" "$work/out"
else
  refuse 1 'Permission denied' "$work/in"
fi
chmod 600 "$work/in/file"

# A target that exists, and its directory that does not.
touch "$work/out/x.rog"
expect 31 fr bundle seal --to de-ca -o "$work/out/x.rog" "$work/in"
says 'exists already'
says '--force'
expect 0 fr bundle seal --to de-ca -o "$work/out/x.rog" --force "$work/in"
expect 0 de bundle verify "$work/out/x.rog"
expect 10 fr bundle seal --to de-ca -o "$work/nowhere/x.rog" "$work/in"
says 'mkdir -p'
expect 2 fr bundle seal --to de-ca -o - "$work/in"

# A file that grows while it is read: it is written to for as long as the sealing takes.
head -c 60000000 /dev/zero >"$work/growing"
(while :; do echo more >>"$work/growing"; done) &
writer=$!
expect 5 fr bundle seal --to de-ca -o "$work/grown.rog" "$work/growing"
kill "$writer" 2>/dev/null; wait "$writer" 2>/dev/null || true
says 'while it was sealed'
test ! -e "$work/grown.rog" && ! ls -A "$work" | grep -q 'grown.rog\.'

# No home, and a home of a newer version.
expect 10 rogatory --home "$work/none" bundle seal --to de-ca -o "$work/y.rog" "$work/in"
says 'rogatory init'
cp -r "$work/fr" "$work/newer" && sed -i 's/"version":1/"version":2/' "$work/newer/home.json"
expect 31 rogatory --home "$work/newer" bundle seal --to de-ca -o "$work/y.rog" "$work/in"
says 'next: '

# A clock that stands before the newest card; where it is right all the same, the officer is not valid yet.
expect 31 faketime '2020-01-01' rogatory --home "$work/fr" bundle seal --to de-ca -o "$work/y.rog" "$work/in"
says 'the clock says 2020-01-01T'
says '--clock-ok'
expect 4 faketime '2020-01-01' rogatory --home "$work/fr" --clock-ok bundle seal --to de-ca -o "$work/y.rog" "$work/in"
says 'is valid only from'

# Opening: where names exist already nothing is touched; a directory that is there is used.
expect 0 fr bundle seal --to de-ca -o "$work/good.rog" "$work/in"
mkdir -p "$work/there/in" && echo mine >"$work/there/in/file"
expect 31 de bundle open "$work/good.rog" -C "$work/there"
test "$(cat "$work/there/in/file")" = mine
test "$(ls -A "$work/there")" = in || fail "opening left something behind"
mkdir "$work/beside" && echo mine >"$work/beside/else"
expect 0 de bundle open "$work/good.rog" -C "$work/beside"
test "$(cat "$work/beside/in/file")" = text && test "$(cat "$work/beside/else")" = mine

# Somebody else's bundle, a directory, an empty file, a file that is none.
rogatory --home "$work/it" --quiet init it-ca --country IT --name Roma --officer ufficio --no-passphrase >/dev/null 2>&1
echo "fr-ca $(fingerprint fr)" >"$work/roots"
expect 12 rogatory --home "$work/it" bundle open "$work/good.rog" --trust "$work/roots" -C "$work/it.out"
test ! -e "$work/it.out"
expect 22 rogatory --home "$work/it" bundle verify "$work/good.rog"
says '^UNTRUSTED$'
says 'peer add'
expect 31 de bundle verify "$work/in"
: >"$work/nothing"
expect 24 de bundle verify "$work/nothing"
head -c 100000 /dev/urandom >"$work/noise"
expect 24 de bundle verify "$work/noise"
expect 10 de bundle verify "$work/absent.rog"
says 'check the path'

# What is no bundle is said to be none, in words for somebody who mistyped a name.
: >"$work/empty"
for wrong in "$work/empty" "$work/in/file" "$work/de.card"; do
  for verb in verify inspect; do
    expect 24 de bundle "$verb" "$wrong"
  done
  expect 24 de bundle verify "$wrong"
  says 'next: not a bundle, or one whose beginning is damaged'
done
expect 31 de bundle verify "$work/in"
says 'in is a directory$'
says 'next: name the .rog file itself'

# A home that somebody named must be there; the file is looked at before a passphrase is asked for.
expect 10 rogatory --home "$work/none" bundle verify "$work/followed.rog"
says 'there is no home at'
expect 10 env ROGATORY_HOME="$work/none" rogatory bundle verify "$work/followed.rog"
expect 22 rogatory bundle verify "$work/followed.rog"
new_locked_home "$work/locked" it-ca
expect 10 rog "$work/locked" bundle open "$work/absent.rog"
expect 10 rog "$work/locked" bundle list "$work/absent.rog"
expect 12 rog "$work/locked" --passphrase-file "$work/wrong" bundle open "$work/followed.rog" -C "$work/x"
says 'line 1 is the home'
says "next: correct $work/wrong"

# An allowed_signers file is not what --trust takes.
expect 24 de bundle verify --trust "$work/trust" "$work/followed.rog"
says 'an allowed_signers file is for ssh-keygen'
says 'next: '

# A name that is asked for is not "not found" where the bundle is altered: the alteration is what is told.
expect 0 fr bundle seal --to de-ca "$work/in/file" -o "$work/altered.rog"
expect 10 de bundle open "$work/altered.rog" --item absent -C "$work/chosen"
content=$(grep -abo -m 1 'age-encryption.org/v1' "$work/altered.rog" | head -n 1 | cut -d: -f1)
printf 'altered!' | dd of="$work/altered.rog" bs=1 seek=$((content + 1000)) conv=notrunc status=none
expect 20 de bundle open "$work/altered.rog" --item file -C "$work/chosen"
says 'FAIL'
says 'part.hash'
test ! -e "$work/chosen"

# An interrupt leaves nothing: no bundle, no temporary file, no record in the home.
truncate -s 2G "$work/in/large" && mkdir "$work/stopped"
(cd "$work/stopped" && trap - INT && exec timeout --foreground -s INT 1 \
    rogatory --home "$work/fr" --quiet bundle seal --to de-ca "$work/in/large" -o large.rog) \
    >"$work/stdout" 2>"$work/stderr" && fail "2 GiB were sealed in a second" || true
says '^rogatory: interrupted$'
test -z "$(ls -A "$work/stopped")" || fail "left: $(ls -A "$work/stopped")"
test -z "$(ls "$work/fr/unfinished")" || fail "a record was left: $(ls "$work/fr/unfinished")"

# A wrong passphrase, and nobody to ask.
printf 'correct horse\nbattery staple\n' >"$work/said" && printf 'wrong horse\nwrong staple\n' >"$work/unsaid"
chmod 600 "$work/said" "$work/unsaid"
madrid() { setsid -w rogatory --home "$work/madrid" "$@" </dev/null; }
expect 0 madrid init es-ca --country ES --name Madrid --zone Europe/Madrid --officer clerk-1 --passphrase-file "$work/said"
expect 0 madrid bundle seal "$work/in" --passphrase-file "$work/said" -o "$work/madrid.rog"
for verb in "seal $work/in -o $work/out2.rog" "open $work/madrid.rog -C $work/out2"; do
  # shellcheck disable=SC2086
  expect 12 madrid --passphrase-file "$work/unsaid" bundle $verb
  says 'is wrong'
  says 'next: '
  # shellcheck disable=SC2086
  expect 2 madrid bundle $verb
  says 'there is no terminal'
  says 'next: .*--passphrase-file'
  ! compgen -G "$work/*out2*" >/dev/null || fail "something was left"
done
