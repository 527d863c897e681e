#!/usr/bin/env bash
# Many bundles in one call: each is reported, nothing stops the others, one summary and one status.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
mkdir in && echo statement >in/statement.txt
for name in one two three; do
  expect 0 fr bundle seal --to de-ca --name "$name" -o "$name.rog" in
done

# damage FILE: one byte of its part becomes another.
damage() {
  local content
  chmod u+w "$1"
  content=$(grep -abo -m 1 'age-encryption.org/v1' "$1" | head -n 1 | cut -d: -f1)
  printf X | dd of="$1" bs=1 seek=$((content + 1000)) conv=notrunc status=none
}

# repack FILE PATTERN: FILE again, without the members whose names match.
repack() {
  rm -rf f && mkdir f && tar xf "$1" -C f
  tar tf "$1" | grep -v "$2" >list
  (cd f && tar --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 --no-recursion \
    -cf ../repacked.tar -T ../list)
}

# reported FILE...: the headings of the reports, in this order.
reported() {
  printf '%s\n' "$@" >wanted
  grep -E '^[a-z/0-9-]+\.rog$' "$work/stdout" | diff -u wanted - >&2 || fail "not reported in the order given"
}

# All pass: a line for all of them and no table.
expect 0 de bundle verify one.rog two.rog three.rog
reported one.rog two.rog three.rog
stdout_has '^3 bundles: 3 PASS$'
stdout_lacks 'VERDICT'
[[ $(grep -c '^PASS$' "$work/stdout") == 3 ]] || fail "not every bundle has its verdict"

# One needs attention: what, and what to do.
repack two.rog '/data/' && cp repacked.tar short.rog
expect 21 de bundle verify one.rog short.rog three.rog
stdout_has '^3 bundles: 2 PASS, 1 INCOMPLETE \(21 part\.missing\)$'
stdout_has '^FILE +VERDICT +STATUS +CHECK +NEXT$'
stdout_has '^short\.rog +INCOMPLETE +21 +part\.missing +ask fr-ca to send the file again$'

# Whatever is wrong with one, the others are checked, to the last.
cp one.rog damaged.rog && damage damaged.rog
: >empty.rog
expect 20 de bundle verify absent.rog damaged.rog in empty.rog short.rog one.rog
reported absent.rog damaged.rog empty.rog short.rog one.rog
stdout_has '^6 bundles: 1 NOT CHECKED \(10\), 1 FAIL \(20 part\.hash\), 1 NOT CHECKED \(31\), 1 FAIL \(24 container\.[a-z]*\), '
stdout_has '^absent\.rog +NOT CHECKED +10 +- +check the path of the bundle$'
stdout_has '^in +NOT CHECKED +31 +- +name the \.rog file itself; .*: rogatory bundle verify in/\*\.rog$'
stdout_has '^damaged\.rog +FAIL +20 +part\.hash +do not use it'

# The worst that was found decides; a file that could not be checked comes after that and before a key that fits none.
expect 24 de bundle verify short.rog empty.rog
expect 21 de bundle verify absent.rog short.rog
expect 3 de bundle verify absent.rog one.rog
expect 3 de bundle verify absent.rog in
echo "fr-ca $(fingerprint fr)" >roots
expect 12 de bundle verify --trust roots --identity expert.key one.rog two.rog
stdout_has '^2 bundles: 2 PASS \(outside\)$'
stdout_has '^one\.rog +PASS \(outside\) +12 +- +rogatory bundle verify --identity FILE'
expect 3 de bundle verify --trust roots --identity expert.key one.rog absent.rog
expect 22 rogatory bundle verify one.rog two.rog
stdout_has '^2 bundles: 2 UNTRUSTED \(22 card\.trust\)$'

# A single file keeps the status of its error, and a directory says which files are meant.
expect 10 de bundle verify absent.rog
expect 31 de bundle verify in/
stderr_has 'next: .*: rogatory bundle verify in/\*\.rog$'
stdout_is_empty

# One file is one bundle, by whatever names; a copy is another file.
ln one.rog linked.rog && ln -s one.rog pointed.rog && cp one.rog copied.rog
expect 0 de bundle verify one.rog one.rog ./one.rog linked.rog pointed.rog copied.rog
stdout_has '^2 bundles: 2 PASS$'
for other in one.rog ./one.rog linked.rog pointed.rog; do
  stderr_has "^warning: $other is the same file as one\.rog: it is checked and counted once\$"
done
stderr_lacks 'copied'

# The chain: three links as an officer would seal them in a case. `sealed_after FILE OLDER NEW` makes NEW from FILE.
officer=$work/fr/keys/officer.registry-2.key
sealed_after() {
  local previous
  previous=$(tar xOf "$2" --wildcards '*/seal.json' | sha256sum | cut -c1-64)
  rm -rf f && mkdir f && tar xf "$1" -C f && chmod -R u+w f
  sed -i "s/\"previous\":null/\"previous\":\"$previous\"/" f/*/seal.json
  rm f/*/seal.json.sig && ssh-keygen -Y sign -q -f "$officer" -n rogatory-seal@v1 f/*/seal.json 2>/dev/null
  tar tf "$1" >list
  (cd f && tar --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 --no-recursion \
    -cf "../$3" -T ../list)
}
sealed_after two.rog one.rog link-2.rog
sealed_after three.rog link-2.rog link-3.rog
expect 0 de bundle verify link-3.rog
stdout_has '^Not proven: earlier bundles$'
expect 0 de --verbose bundle verify link-3.rog one.rog link-2.rog
reported link-3.rog one.rog link-2.rog
[[ $(grep -c '^Not proven: nothing$' "$work/stdout") == 3 ]] || fail "the chain is not proven"
[[ $(grep -c 'passed .* chain\.previous ' "$work/stdout") == 2 ]] || fail "chain.previous was not made"
expect 0 de bundle verify link-3.rog link-2.rog
[[ $(grep -c '^Not proven: earlier bundles$' "$work/stdout") == 2 ]] || fail "more than the chain at hand is proven"
expect 0 de bundle seal --to fr-ca --name theirs -o theirs.rog in
sealed_after two.rog theirs.rog astray.rog
expect 21 fr bundle verify astray.rog theirs.rog
stdout_has 'FAILED chain\.previous \(21\): the bundle it names as its predecessor is of de-ca outside a case'
stdout_has '^astray\.rog +INCOMPLETE +21 +chain\.previous +ask fr-ca which of its bundles came before'

# As a program reads it.
expect 3 de --json bundle verify absent.rog link-2.rog one.rog
golden bundle-verify bundle-verify-many

# A thousand, of which three need attention, with as few descriptors as a program may have.
mkdir many
for ((i = 0; i < 1000; ++i)); do cp one.rog "many/$(printf %04d "$i").rog"; done
damage many/0500.rog
cp short.rog many/0998.rog
rm many/0999.rog && mkdir many/0999.rog
verify_thousand() { ulimit -n 64 && de bundle verify many/*.rog; }
expect 20 verify_thousand
stdout_has '^1000 bundles: 997 PASS, 1 FAIL \(20 part\.hash\), 1 INCOMPLETE \(21 part\.missing\), 1 NOT CHECKED \(31\)$'
[[ $(grep -c '^many/[0-9]*\.rog  ' "$work/stdout") == 3 ]] || fail "the table does not have the three"
