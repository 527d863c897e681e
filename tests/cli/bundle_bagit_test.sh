#!/usr/bin/env bash
# The outside and the inside of a bundle are bags as RFC 8493 says, in the judgement of a checker of its own, which first
# has to judge the published conformance suite rightly.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
check=$ROGATORY_SOURCE_DIR/tests/vectors/bagit_check.py
suite=${ROGATORY_TEST_DATA:-}/vectors/bagit

if [ -d "$suite" ]; then
  judged=0
  for bag in "$suite"/*/*/*/; do
    case $bag in */valid/*) want=0 ;; *) want=1 ;; esac
    expect "$want" python3 "$check" "$bag"
    judged=$((judged + 1))
  done
  [[ $judged -ge 20 ]] || fail "only $judged bags in the suite"
  echo "$judged bags of the conformance suite judged as published"
else
  echo "skipped: no bagit suite beside the project"
fi

make_peers
mkdir "$work/in" && echo text >"$work/in/a file.txt" && : >"$work/in/empty"
expect 0 fr bundle seal "$work/in" --to "$expert" --name bag -o "$work/bag.rog"
tar xf "$work/bag.rog" -C "$work"
mkdir "$work/inside" && cat "$work"/bag/data/* | age -d -i "$work/expert.key" >"$work/content.tar"
tar xf "$work/content.tar" -C "$work/inside"
expect 0 python3 "$check" "$work/bag" "$work/inside/bag"
chmod u+w "$work/bag/data/content.age.000000" && echo >>"$work/bag/data/content.age.000000"
expect 1 python3 "$check" "$work/bag"
