#!/usr/bin/env bash
# A 9 GiB sparse image: the pax size case, in bounded memory, read by GNU tar and age too.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
size=${ROGATORY_LARGE_GIB:-9}
need_space $((size * 1100)) || skip "less than $((size * 1100)) MiB free"
make_peers
truncate -s "${size}G" "$work/disk.img"
printf 'at the end' | dd of="$work/disk.img" bs=1 seek=$((size * 1073741824 - 10)) conv=notrunc status=none

expect 0 fr bundle seal "$work/disk.img" --to de-ca --to "$expert" --name large -o "$work/large.rog"
expect 0 de bundle open "$work/large.rog" -C "$work/out"
test "$(stat -c %s "$work/out/disk.img")" = $((size * 1073741824)) || fail "another size came out"
test "$(tail -c 10 "$work/out/disk.img")" = 'at the end'
test "$(stat -c %Y "$work/out/disk.img")" = "$(stat -c %Y "$work/disk.img")"
# Holes stay holes.
test "$(du -k "$work/out/disk.img" | cut -f1)" -lt 10000 || fail "the sparse image came out full"
cmp "$work/disk.img" "$work/out/disk.img"

# GNU tar would stop reading at the end of the archive, before the padding.
tar xOf "$work/large.rog" --wildcards 'large/data/*' | age -d -i "$work/expert.key" | tar --ignore-zeros -tvf - >"$work/list"
grep -q " $((size * 1073741824)) .* bag/data/000001.img$" "$work/list" || { cat "$work/list"; fail "GNU tar reads another size"; }
