#!/usr/bin/env bash
# No space left, on a small tmpfs: a clear message, nothing half-made.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
small=$work/small
mkdir "$small"
if ! mount -t tmpfs -o size=2m tmpfs "$small" 2>/dev/null; then
  skip "mounting a tmpfs is not permitted here"
fi
trap 'umount "$small"; chmod -R u+w "$work"; rm -rf "$work"' EXIT
make_peers
head -c 8000000 /dev/urandom >"$work/image"
expect 50 fr bundle seal --to de-ca -o "$small/x.rog" "$work/image"
says 'next: '
test -z "$(ls -A "$small")" || fail "sealing left $(ls -A "$small")"

expect 0 fr bundle seal --to de-ca -o "$work/x.rog" "$work/image"
expect 50 de bundle open "$work/x.rog" -C "$small/out"
says 'next: '
test -z "$(ls -A "$small")" || fail "opening left $(ls -A "$small")"
