#!/usr/bin/env bash
# A clock that jumps is asked about before anything is signed by it, and the log never runs backwards.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
command -v faketime >/dev/null || skip "there is no faketime"
make_peers

# at OFFSET COMMAND...: with the clock so far off; the times of files, and how long the machine has been running, are not.
at() { NO_FAKE_STAT=1 FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f "$1" "${@:2}"; }
fr_at() { at "$1" rogatory --home "$work/fr" "${@:2}"; }
entry_at() { fr_at "$1" "${@:3}" case key "$case_id" --for "$2" --reason "$2"; }
entries() { fr ledger log "$case_id" | grep -c '^fr-ca:'; }
# made_at SEQ: of an entry, as it is signed.
made_at() {
  rm -rf "$work/clone" && fr ledger clone "$case_id" "$work/clone" >/dev/null 2>&1
  sed 's/.*"made_at":"\([^"]*\)".*/\1/' "$work/clone/fr-ca/entries/00/00/00000$1.json"
}
asked() {
  says "the clock says [0-9]{4}-.*$1.*at the last run it said [0-9]{4}-"
  says 'compare `date -u` with a clock you trust.*--clock-ok'
}

expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)

# Nine minutes are nothing; a year ahead, a year back and a day are asked about, by every command that writes.
expect 0 entry_at +9m nine
expect 31 entry_at +1y year
asked 'about 36[45] days later than it should'
expect 31 entry_at -1y year
says 'the clock says'
expect 31 entry_at -1d day
expect 31 fr_at +1y case open 'In a year'
asked 'later'
expect 31 fr_at +1y case close "$case_id"
expect 31 fr_at +1y bundle seal passphrases --case "$case_id" -o never.rog
[[ ! -e never.rog && $(entries) == 2 ]] || fail "something was written"
[[ -z $(find "$work/fr/cases" -name '.*.tmp') ]] || fail "half a case was left"

# Reading asks nothing.
expect 0 fr_at +1y ledger verify "$case_id"
expect 0 fr_at +1y ledger log "$case_id"
expect 0 fr_at -1d case list

# A refusal changes nothing: the right clock goes on.
expect 0 entry_at +0 right
# The log's last entry was made nine minutes ahead, which the new one repeats and says.
[[ $(made_at 2) == "$(made_at 1)" ]] || fail "time went back"
grep -q '"clock_behind":5[0-9][0-9],' "$work/clone/fr-ca/entries/00/00/000002.json" || fail "clock_behind is not there"

# Whoever says that the clock is right is believed, and from then on measured by it.
expect 0 entry_at +30d ahead --clock-ok
expect 0 entry_at +30d still
expect 31 entry_at +0 back
asked 'about 30 days earlier than it should'
expect 0 entry_at +0 back --clock-ok
says 'ahead of this clock.*clock_behind'
expect 0 entry_at +0 on
[[ $(made_at 5) == "$(made_at 3)" || $(made_at 5) > "$(made_at 3)" ]] || fail "time went back"
[[ $(made_at 6) == "$(made_at 5)" ]] || fail "time went back"
expect 0 fr ledger verify "$case_id"
says '^PASS'

# Jumping: each jump is noticed, whichever way; back before our card was issued that alone is reason enough.
for jump in +1h -1h +2d -2d; do
  expect 31 entry_at "$jump" jump
  [[ $jump == -* ]] || asked 'than it should'
  says 'next: .*--clock-ok'
done
expect 0 entry_at +0 steady

# After a start of the machine only a clock that went back can be noticed.
state=$(sed 's/.*"directory":"\([^"]*\)".*/\1/' fr/state)
restart() { sed -i 's/"boot":"[^"]*"/"boot":"another start"/' "$state/clock.json"; }
restart
expect 0 entry_at +2d after
restart
expect 31 entry_at +1d before
asked 'about 24 hours earlier than it should'
says 'started anew'
# A record that does not read is as good as none.
echo '{' >"$state/clock.json"
expect 0 entry_at +0 new
expect 31 entry_at +1d jump
