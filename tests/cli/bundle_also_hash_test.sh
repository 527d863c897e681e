#!/usr/bin/env bash
# MD5 and SHA-1 beside SHA-256: as stock tools compute them, shown, and checked by whoever can open the bundle.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
mkdir -p in/empty
head -c 3M /dev/urandom >in/phone.dd
: >in/nothing
find in -exec touch -d 2026-01-02T03:04:05Z {} +

expect 0 fr bundle seal --to de-ca --to "$expert" --name one -o none.rog in
expect 0 fr bundle seal --to de-ca --to "$expert" --name one --also-hash md5,sha1 -o both.rog in
expect 0 fr bundle seal --to de-ca --also-hash sha1 --also-hash md5 --verify -o again.rog in
expect 0 fr bundle seal --to de-ca --also-hash md5 -o md5.rog in

# Only where there are any.
expect 0 de bundle list none.rog
stdout_lacks 'MD5|SHA-1'
expect 0 de --json bundle list none.rog
stdout_lacks '"hashes"'
expect 0 de bundle list md5.rog
stdout_has ' SHA-256 +MD5 +NAME$'
for bundle in both again; do
  expect 0 de bundle list "$bundle.rog"
  stdout_has ' SHA-256 +MD5 +SHA-1 +NAME$'
  for file in phone.dd nothing; do
    stdout_has " $(sha256sum <in/$file | cut -c1-64) +$(md5sum <in/$file | cut -c1-32) +$(sha1sum <in/$file | cut -c1-40) +in/$file\$"
  done
  stdout_has ' +- +- +- +in/empty/$'
  expect 0 de bundle verify "$bundle.rog"
  stdout_has '^PASS$'
done
expect 0 de --json bundle list both.rog
stdout_keeps_to bundle-list
stdout_has "^ +\"md5\": \"$(md5sum <in/phone.dd | cut -c1-32)\","
stdout_has "^ +\"sha1\": \"$(sha1sum <in/phone.dd | cut -c1-40)\""
expect 0 de bundle open both.rog -C opened
cmp in/phone.dd opened/in/phone.dd
[[ $(stock_recipe both.rog one && tail -n 1 stock) == 'sealed by registry-2@fr-ca at '* ]] || fail "the recipe fails: $(cat stock)"

# Words that are no such hash.
for wrong in sha256 MD5 '' md5, md4 'md5 sha1'; do
  expect 2 fr bundle seal --also-hash "$wrong" -o x.rog in
  stderr_has '^  next: md5 or sha1, or both: md5,sha1$'
done
