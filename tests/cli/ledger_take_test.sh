#!/usr/bin/env bash
# Two central authorities hand one another the ledger of a case: what continues is taken, what does not is refused by
# name, a fork is kept and freezes its log. Hostile ledgers are made with stock git.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
git_in() { git -C "$1" -c user.name=x -c user.email=x@example.org -c commit.gpgsign=false "${@:2}"; }

expect 0 fr --json case open 'Operation Hesperus' --with de-ca --ref '17 Js 42/26'
case_id=$(json_value case)
entry() { expect 0 fr case key "$case_id" --for "expert $1" --reason order; }
entry 1

# Handed over and taken: the case is made, and verifies without a key.
expect 0 fr --json ledger give "$case_id" -o one.ledger
golden ledger-give
expect 31 fr ledger give "$case_id" -o one.ledger
expect 0 de --json ledger take one.ledger
golden ledger-take ledger-take-new
expect 0 de ledger verify "$case_id"
says 'PASS \(outside\)'
expect 0 de case list
says "^${case_id:0:12} .*fr-ca"
expect 0 de ledger take one.ledger
says 'fr-ca unchanged, 2 entries'

# It grows; a file from before is behind.
entry 2
entry 3
expect 0 fr ledger give "$case_id" -o two.ledger
expect 0 de --json ledger take two.ledger
golden ledger-take
expect 0 de ledger take one.ledger
says 'fr-ca behind, 4 entries'
expect 0 fr ledger take two.ledger
says 'fr-ca own'

# An incremental file of stock git continues what is here, and is nothing to somebody who has not that.
entry 4
old=$(git -C "de/cases/$case_id/repository.git" rev-parse refs/heads/fr-ca)
git -C "fr/cases/$case_id/repository.git" bundle create -q "$work/more.ledger" "^$old" refs/heads/fr-ca
new_home other es-ca
expect 21 rog other ledger take more.ledger
expect 0 de ledger take more.ledger
says 'fr-ca grown, 5 entries, 1 of them new'

# Not for everybody: without the opener's card, and without being a party.
expect 22 rog other ledger take two.ledger
says 'peer add'
expect 0 rog other peer add fr.card --fingerprint "$(fingerprint fr)"
expect 31 rog other ledger take two.ledger
says 'does not name es-ca as a party'
expect 0 rog other case list
says 'no cases'
[[ -z $(ls -A other/cases) ]] || fail "a refused case left $(ls -A other/cases)"

# forge NAME COMMAND...: the ledger as de holds it, changed by a command in its work tree, in a commit of its own.
forge() {
  local name=$1
  shift
  rm -rf forged
  git clone -q -b fr-ca "fr/cases/$case_id/repository.git" forged 2>/dev/null
  (cd forged && "$@")
  git_in forged add -A
  git_in forged commit -q -m 'entries 5..5' --allow-empty
  git_in forged bundle create -q "$work/$name.ledger" refs/heads/fr-ca
}
before=$(git -C "de/cases/$case_id/repository.git" for-each-ref)
# refused STATUS NAME REASON: de does not take it, and has what it had.
refused() {
  expect "$1" de ledger take "$2.ledger"
  says "because +.*$3"
  [[ $(git -C "de/cases/$case_id/repository.git" for-each-ref) == "$before" ]] || fail "$2 changed what was here"
}
forge altered sed -i 's/registry-2/registry-3/' entries/00/00/000001.json
refused 20 altered 'entries/00/00/000001.json is another file'
forge removed git rm -q entries/00/00/000002.age
refused 20 removed 'entries/00/00/000002.age is gone'
forge foreign sh -c 'echo x >notes.txt'
refused 24 foreign 'notes.txt'
forge linked ln -s /etc/passwd entries/00/00/000005.json
refused 24 linked 'tree'
forge module sh -c 'printf "[submodule \"x\"]\n" >.gitmodules'
refused 24 module 'tree'
forge executable chmod +x entries/00/00/000001.json
refused 24 executable 'tree'
forge copied cp entries/00/00/000004.json entries/00/00/000005.json
refused 24 copied 'tree.form'

# Smuggled through a commit in the middle: at the end all is as it should be.
forge middle sh -c 'mkdir -p entries/00/01 && echo x >entries/00/01/000100.json'
git_in forged rm -q entries/00/01/000100.json
git_in forged commit -q -m 'entries 5..5'
git_in forged bundle create -q "$work/middle.ledger" refs/heads/fr-ca
refused 20 middle 'is gone'
# Two histories joined.
forge joined true
git_in forged checkout -q --orphan side
git_in forged commit -q -m 'entries 0..0'
git_in forged checkout -q fr-ca
git_in forged merge -q -s ours --allow-unrelated-histories -m 'entries 5..5' side
git_in forged bundle create -q "$work/joined.ledger" refs/heads/fr-ca
refused 24 joined 'joins two histories'
# No ledger at all, and no bundle.
expect 24 de ledger take fr.card
says 'next: .*another copy'
expect 10 de ledger take nowhere.ledger
says 'next: check its name'
printf X | dd of=one.ledger bs=1 seek=700 conv=notrunc status=none
expect 24 de ledger take one.ledger
says 'next: .*another copy'
git init -q -b fr-ca nothing
git_in nothing commit -q --allow-empty -m x
git_in nothing bundle create -q "$work/nothing.ledger" refs/heads/fr-ca
expect 24 de ledger take nothing.ledger

# A fork: a whole machine was copied, and both copies went on.
cp -a fr twin
state=$(sed 's/.*"directory":"\([^"]*\)".*/\1/' fr/state)
cp -a "$state" state-of-twin
entry 5
expect 0 fr ledger give "$case_id" -o five.ledger
expect 0 de ledger take five.ledger
before=$(git -C "de/cases/$case_id/repository.git" for-each-ref)
sed -i "s|$state|$work/state-of-twin|" twin/state
twin() { rog twin "$@"; }
expect 0 twin case key "$case_id" --for 'somebody else' --reason order
expect 0 twin ledger give "$case_id" -o twin.ledger
expect 23 de --json ledger take twin.ledger
golden ledger-take ledger-take-fork
[[ $(git -C "de/cases/$case_id/repository.git" for-each-ref) == "$before" ]] || fail "the fork was taken"
[[ $(jq -r '.notes | length' "de/cases/$case_id/forks/fr-ca.json") == 2 ]] || fail "the proof was not kept"
expect 23 de ledger verify "$case_id"
says 'log.fork'
entry 6
expect 0 fr ledger give "$case_id" -o six.ledger
expect 23 de ledger take six.ledger
says 'frozen'

# The other's fork is known to de alone; nothing is left behind.
expect 0 fr ledger verify "$case_id"
[[ -z $(find de/cases -maxdepth 1 -name '.*' -type d) ]] || fail "a quarantine stayed"
