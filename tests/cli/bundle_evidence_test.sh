#!/usr/bin/env bash
# Real evidence goes in and comes out identical: bytes, names, times; and every shape of name and tree.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers

# round_trip DIR: seals, lets the other side open, compares; the recipe's verdict beside ours.
round_trip() {
  local name=$1 dir=$2
  expect 0 fr bundle seal "$dir" --to de-ca --to "$expert" --verify --name "$name" -o "$work/$name.rog"
  expect 0 de bundle open "$work/$name.rog" -C "$work/$name.out"
  test "$(tree_of "$dir")" = "$(tree_of "$work/$name.out/$(basename "$dir")")" || fail "$name came out different"
  stock_recipe "$work/$name.rog" "$name" || { cat "$work/stock"; fail "the recipe fails on $name"; }
  rm -rf "$work/$name.rog" "$work/court"
}

if [ -d "$ROGATORY_TEST_DATA/evidence" ]; then
  round_trip real "$ROGATORY_TEST_DATA/evidence"
else
  echo "skipped: no evidence.tar.xz beside the project"
fi

odd=$work/odd
mkdir -p "$odd/empty/emptier" "$odd/sub"
: >"$odd/zero"
printf x >"$odd"/$'latin1-\xe9.txt'
printf x >"$odd"/$'line\nbreak'
printf x >"$odd"/$'tab\tbell\a\e[31m'
printf x >"$odd/"$'\xff\xfe'
printf x >"$odd/-rf"
printf x >"$odd/ leading and trailing "
printf x >"$odd/back\\slash"
printf x >"$odd/$(printf 'n%.0s' {1..255})"
printf x >"$odd/sub/NAME.PDF"
printf x >"$odd/sub/.hidden"
printf x >"$odd/sub/dots..."
printf x >"$odd/%0A"
touch -d '1969-07-20T20:17:40.123456789Z' "$odd/zero"
touch -d '2100-01-01T00:00:00.999999999Z' "$odd/sub"
round_trip odd "$odd"

# Depth 200, in names that together are longer than any path may be.
deep=$work/deep
mkdir "$deep"
(
  cd "$deep"
  for _ in $(seq 200); do
    mkdir "$(printf 'd%.0s' {1..100})" && cd "$(printf 'd%.0s' {1..100})"
  done
  echo bottom >file
)
expect 0 fr bundle seal "$deep" --to de-ca --name deep -o "$work/deep.rog"
expect 0 de bundle open "$work/deep.rog" -C "$work/deep.out"
(
  cd "$work/deep.out/deep"
  for _ in $(seq 200); do cd "$(printf 'd%.0s' {1..100})"; done
  test "$(cat file)" = bottom
) || fail "the file at depth 200 did not come back"

# Chosen items.
expect 0 fr bundle seal "$odd" --to de-ca --name odd -o "$work/odd.rog"
expect 0 de bundle open "$work/odd.rog" --item odd/sub -C "$work/some"
test "$(find "$work/some" -type f | wc -l)" = 3 || fail "three files of odd/sub were asked for"
expect 10 de bundle open "$work/odd.rog" --item odd/absent -C "$work/some2"
test ! -e "$work/some2"

# Twenty thousand files.
mkdir "$work/many"
(cd "$work/many" && seq 20000 | split -l 1 -a 5 -d --additional-suffix=.txt - f)
test "$(find "$work/many" -type f | wc -l)" = 20000
round_trip many "$work/many"
