#!/usr/bin/env bash
# tools/bench on tiny files: the table and the JSON agree, a missed limit is status 1, a fast wrong program cannot win, and
# nothing is left behind. How fast this machine is, is not the matter here: the limits are set out of reach.
. "$(dirname "$0")/lib.sh"
python=$(python3 -c 'import sys; print(sys.executable)')
rows=(seal verify open many memory inspect version append importing verification growth exhibits list show)
data=$work/data

# bench STATUS OPTION...: tools/bench with the smallest sizes, and limits that nothing misses unless an option says so.
bench() {
  local want=$1 row easy=()
  shift
  for row in "${rows[@]}"; do easy+=(--limit "$row=100000"); done
  expect "$want" "$python" "$ROGATORY_SOURCE_DIR/tools/bench" --dir "$data" --size 0.02 --files 150 --entries 500 \
    --exhibits 20 --requests 3 --large 0 --rounds 2 --binary "$ROGATORY_BIN/rogatory" --json "$work/figures" "${easy[@]}" "$@"
  [[ ! -e $data || -z $(ls -A "$data") ]] || fail "left behind: $(ls -A "$data")"
}

# holds FILTER: jq says it of the figures.
holds() { jq -e "$1" "$work/figures" >/dev/null || fail "the JSON does not hold: $1"; }

bench 0
for row in "${rows[@]}"; do
  stdout_has "^$row +.* ok$|^$row +.* aim met$"
  holds "any(.lines[]; .row == \"$row\" and .limit == 100000)"
done
stdout_has '^seal +bundle seal +[0-9.]+ m?s \([0-9.]+\.\.[0-9.]+\) +age -r, sync +[0-9.]+ m?s \([0-9.]+\.\.[0-9.]+\) '
holds '.machine.cores > 0 and .machine.peers.age != null and .size_gib == 0.02 and .files == 150 and .entries == 500 and .rounds == 2'
holds 'all(.lines[]; .our_figures | .min > 0 and .min <= .median and .median <= .max)'
holds 'all(.lines[] | select(.unit == "s"); (.our_figures.all | length) == 2 and (.peer_figures.all | length) == 2)'
holds 'all(.lines[] | select(.unit == "s"); .ratio == .our_figures.median / .peer_figures.median)'
holds '[.lines[] | select(.row == "memory") | .ours] == ["bundle seal, 0.02 GiB", "bundle verify, 0.02 GiB", "bundle open, 0.02 GiB"]'
# rogatory needs more than a mebibyte, and this script's own memory is not counted as its own.
holds 'all(.lines[] | select(.row == "memory"); .our_figures.median > 1 and .our_figures.median < 1000)'

holds '[.lines[] | select(.row == "requests") | .ours] == ["request due of 3", "request list of 3"]'
holds 'any(.lines[]; .row == "growth" and .ours == "verify, an entry of 500" and .peer == "of 5")'

# A limit that is missed, in one row of two.
bench 1 --only version,memory --limit memory=0.001
stdout_has '^memory .* 0\.001 +- +MISSED$'
stdout_has '^version .* ok$'
holds '[.lines[].row] == ["memory", "memory", "memory", "version"]'
holds 'all(.lines[]; (.verdict == "MISSED") == (.ratio > .limit))'

# A program that is fast since it does not do its work.
mkdir "$work/wrong"
cat >"$work/wrong/rogatory" <<SCRIPT
#!/bin/sh
case "\$*" in *"bundle verify"*) exit 0 ;; esac
exec "$ROGATORY_BIN/rogatory" "\$@"
SCRIPT
chmod +x "$work/wrong/rogatory"
bench 2 --only verify --binary "$work/wrong/rogatory"
stderr_has 'bundle verify .*: exit status 0, not 20'

# A peer that is not installed is named with its package.
mkdir "$work/few"
for tool in openssl tar cp cmp git sh; do ln -s "$(command -v "$tool")" "$work/few/$tool"; done
expect 2 env PATH="$work/few" "$python" "$ROGATORY_SOURCE_DIR/tools/bench" --dir "$data" --binary "$ROGATORY_BIN/rogatory"
stderr_has '^tools/bench: peers are missing$'
stderr_has '^  next: as root, apt-get install age$'

bench 2 --only nonsense
stderr_has "no row nonsense; there are seal, verify"
bench 2 --entries 150
stderr_has 'must be a multiple of 100'
bench 2 --size 100000000
stderr_has 'GiB free, and .* GiB are needed'
bench 0 --list
stdout_has '^inspect +bundle inspect of the large bundle beside rogatory --version$'

# Interrupted in the middle of a row, it takes what it wrote with it.
"$python" "$ROGATORY_SOURCE_DIR/tools/bench" --dir "$data" --size 0.02 --rounds 100000 --large 0 --only seal \
  --binary "$ROGATORY_BIN/rogatory" >/dev/null 2>&1 &
running=$!
for _ in {1..300}; do
  if compgen -G "$data/*/copy" >/dev/null; then break; fi
  sleep 0.1
done
compgen -G "$data/*/copy" >/dev/null || fail "it never came to the second round"
kill -TERM "$running"
status=0
wait "$running" || status=$?
[[ $status == 143 ]] || fail "interrupted, it ended with $status"
[[ -z $(ls -A "$data") ]] || fail "interrupted, it left $(ls -A "$data")"
