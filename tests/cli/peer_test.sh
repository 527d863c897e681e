#!/usr/bin/env bash
# Two authorities and a home between them: cards are exported, compared, pinned, updated, contradicted and removed.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"

home_in FR fr-ca Europe/Paris
home_in DE de-ca Europe/Berlin
fr() { rogatory --home fr-ca "$@"; }
de() { rogatory --home de-ca "$@"; }
expect 0 de card export -o de-1.tar
expect 0 de --json card show
fingerprint=$(jq -r .fingerprint "$work/stdout")
words=$(jq -r '.words | join(" ")' "$work/stdout")

# Nobody yet.
expect 0 fr peer list
stdout_has 'fr-ca has no peers yet'
expect 10 fr peer show de-ca
stderr_has 'de-ca is not a peer of this home'
stderr_has 'next: rogatory peer add FILE'
expect 10 rogatory --home nowhere peer list

# Without a terminal, and with --yes too, nothing is pinned; and the error does not say what should have been compared.
for option in --no-input --yes; do
  expect 31 setsid rogatory --home fr-ca "$option" peer add de-1.tar </dev/null
  stderr_has 'the fingerprint of de-ca was not compared'
  stderr_has 'next: ask de-ca by telephone'
  ! grep -F "$fingerprint" "$work/stderr" || fail "the error says the fingerprint"
done
expect 31 setsid rogatory --home fr-ca --json --no-input peer add de-1.tar </dev/null
[[ $(jq -r .error.code "$work/stdout") == refused ]] || fail "what this line says does not hold"
expect 0 fr peer list
stdout_has 'has no peers yet'

# A wrong fingerprint, and one that is none.
home_in AQ xx-ca UTC
expect 0 rogatory --home xx-ca --json card show
expect 22 fr peer add de-1.tar --fingerprint "$(jq -r .fingerprint "$work/stdout")"
stderr_has 'not that of these cards'
! grep -F "$fingerprint" "$work/stderr" || fail "the error says the right fingerprint"
expect 2 fr peer add de-1.tar --fingerprint SHA256:abc
# The last word ends in the checksum, of which the word beside it in the list has another lowest bit.
list=/usr/lib/python3/dist-packages/mnemonic/wordlist/english.txt
number=$(grep -nx "${words##* }" "$list" | cut -d: -f1)
expect 2 fr peer add de-1.tar --fingerprint "${words% *} $(sed -n "$(((number - 1 ^ 1) + 1))p" "$list")"
expect 2 fr peer add de-1.tar --fingerprint "${words% *}"
expect 0 fr peer list
stdout_has 'has no peers yet'

# Files that are no cards, cards that were changed, cards that lack a signature.
expect 10 fr peer add missing.tar --fingerprint "$fingerprint"
stderr_has 'next: '
echo 'no cards' >no-cards.tar
expect 24 fr peer add no-cards.tar --fingerprint "$fingerprint"
head -c 1024 de-1.tar >short.tar
expect 24 fr peer add short.tar --fingerprint "$fingerprint"
mkdir cards
tar xf de-1.tar -C cards
chmod u+w cards/*
sed -i 's/Ministry of de-ca/Ministry of xx-ca/' cards/000001.json
tar cf changed.tar --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 -C cards 000001.json 000001.json.sig
expect 20 fr peer add changed.tar --fingerprint "$fingerprint"
stderr_has 'next: '

# Our own cards.
expect 0 fr card export -o fr-1.tar
expect 31 fr peer add fr-1.tar --fingerprint "$fingerprint"
stderr_has 'which this home itself is'

# By telephone: only yes is yes.
for answer in '' y no YES 'yes please'; do
  on_terminal 31 'Type yes' "$answer" -- 'rogatory --home fr-ca --color never peer add de-1.tar'
  stdout_has 'the answer was not yes'
done
# --yes answers other questions; this one is still asked.
on_terminal 31 'Type yes' 'no' -- 'rogatory --home fr-ca --yes peer add de-1.tar'
expect 0 fr peer list
stdout_has 'has no peers yet'
on_terminal 0 'Type yes' yes -- 'rogatory --home fr-ca --color never peer add de-1.tar'
stdout_has "$(cut -d' ' -f1 <<<"$words")"
stdout_has '^  19 '
stdout_has 'Ministry of de-ca'
stdout_has '[▀▄█]{4}'
stdout_has 'de-ca is a peer of fr-ca now'
[[ $(jq -r .confirmed fr-ca/peers/de-ca.json) == telephone ]] || fail "what this line says does not hold"
grep -Fqx "de-ca $fingerprint" fr-ca/trust/roots
expect 0 ssh-keygen -lf <(jq -r .root cards/000001.json)
stdout_has "$(printf '%s' "$fingerprint" | sed 's/[+]/[+]/g')"

# While stdout is a file, the words are still shown to the person.
on_terminal 31 'Type yes' no -- "rogatory --home xx-ca peer add de-1.tar >$work/result"
stdout_has "$(cut -d' ' -f1 <<<"$words")"
[[ ! -s $work/result ]] || fail "what this line says does not hold"

# What is shown of a peer.
expect 0 fr --json peer list
golden peer-list
expect 0 fr --json peer show de-ca
golden peer-show
expect 0 fr peer show de-ca
stdout_has '^valid +until 2030-12-31T23:59:59Z, officers 1 of 1$'
stdout_has "^Fingerprint SHA256:"
expect 0 fr peer list
stdout_has '^de-ca  DE  +central-authority +1  1 of 1 +2030-12-31  Ministry of de-ca$'

# The same again, with the words from a file.
printf '%s\n' "$words" >words.txt
expect 0 fr --json peer add de-1.tar --fingerprint @words.txt
golden peer-add
[[ $(jq -r .result "$work/stdout") == unchanged ]] || fail "what this line says does not hold"

# A newer chain of a known peer, also past a change of root, is taken without a question; an older one is ignored.
cp -r de-ca de-fork
for officer in registry-2 registry-9; do
  expect 0 ssh-keygen -q -t ed25519 -N '' -f "$officer"
done
expect 0 de officer add registry-2 --key registry-2.pub
expect 0 de card export -o de-2.tar
expect 0 setsid rogatory --home fr-ca --no-input --json peer add de-2.tar </dev/null
[[ $(jq -r '.result + " " + (.version | tostring)' "$work/stdout") == 'updated 2' ]] || fail "what this line says does not hold"
expect 0 de card rotate root
expect 0 de card export -o de-3.tar
expect 0 fr --json peer add de-3.tar
[[ $(jq -r .result "$work/stdout") == updated ]] || fail "what this line says does not hold"
[[ $(jq -r .pinned "$work/stdout") == "$fingerprint" && $(jq -r .fingerprint "$work/stdout") != "$fingerprint" ]] || fail "what this line says does not hold"
expect 0 fr peer show de-ca
stdout_has 'its first root'
expect 0 fr --json peer add de-1.tar
[[ $(jq -r '.result + " " + (.version | tostring)' "$work/stdout") == 'ignored 3' ]] || fail "what this line says does not hold"
expect 0 fr peer add de-1.tar
stderr_has 'older card 1: ignored'

# Who compares the fingerprint of an earlier root is told so.
expect 22 rogatory --home xx-ca peer add de-3.tar --fingerprint "$fingerprint"
stderr_has 'that of an earlier root of de-ca'

# A fork: the same root signed another second card. Both hashes are named, and what was known stays.
expect 0 rogatory --home de-fork officer add registry-9 --key registry-9.pub
expect 0 rogatory --home de-fork card export -o fork.tar
card_hash() { tar xOf "$1" 000002.json | sha256sum | cut -d' ' -f1; }
expect 23 fr peer add fork.tar
stderr_has 'two different cards of de-ca say version 2'
stderr_has "$(card_hash de-2.tar).*$(card_hash fork.tar)"
expect 23 fr peer add fork.tar --fingerprint "$fingerprint"
expect 0 fr --json peer show de-ca
[[ $(jq -r .peer.version "$work/stdout") == 3 ]] || fail "what this line says does not hold"

# Another authority under the id of a peer.
mkdir other
(cd other && home_in DE de-ca Europe/Berlin)
expect 0 rogatory --home other/de-ca card export -o other.tar
expect 0 rogatory --home other/de-ca --json card show
expect 31 fr peer add other.tar --fingerprint "$(jq -r .fingerprint "$work/stdout")"
stderr_has 'not the cards of the authority pinned as de-ca'

# Where it is called.
expect 0 fr --json peer set de-ca --url https://10.1.2.3:8443 --url https://b.example/rog
golden peer-set
expect 0 fr peer show de-ca
stdout_has 'called at +https://10.1.2.3:8443 \(set here\)'
expect 0 fr peer set de-ca --card-urls
stdout_has 'nowhere'
for url in http://a.example ftp://a 'https://a b' ''; do
  expect 2 fr peer set de-ca --url "$url"
done
expect 2 fr peer set de-ca
expect 2 fr peer set de-ca --card-urls --url https://a.example
expect 10 fr peer set it-ca --url https://a.example

# When all its officers have expired, this is said; so says the doctor.
expect 0 faketime '2031-01-02 00:00:00' rogatory --home fr-ca peer list
stdout_has '0 of [0-9]+ +nobody valid'
expect 0 faketime '2031-01-02 00:00:00' rogatory --home fr-ca peer show de-ca
stdout_has 'no officer is valid any more'
stdout_has '^registry-1 +expired'

# Foreign text never reaches the terminal as it is.
mkdir evil
(cd evil && expect 0 rogatory --home evil-ca --no-input init evil-ca --country AQ --zone UTC --officer registry-1 --no-passphrase \
  --name $'red \e[31m and \u202eevil')
expect 0 rogatory --home evil/evil-ca card export -o evil.tar
on_terminal 31 'Type yes' no -- 'rogatory --home fr-ca --color never peer add evil.tar'
stdout_has 'red .x1b\[31m and .u\{202e\}evil'

# Removed: asked first, and then nobody trusts it.
on_terminal 31 'trusts it no longer' n -- 'rogatory --home fr-ca peer remove de-ca'
expect 2 setsid rogatory --home fr-ca --no-input peer remove de-ca </dev/null
expect 0 fr --yes --json peer remove de-ca
golden peer-remove
[[ ! -e fr-ca/trust/cards/de-ca.tar && ! -e fr-ca/peers/de-ca.json && ! -s fr-ca/trust/roots ]] || fail "what this line says does not hold"
expect 10 fr --yes peer remove de-ca

# Eight at once: nothing is lost.
for i in 1 2 3 4 5 6 7 8; do
  home_in AQ "p-$i" UTC
  expect 0 rogatory --home "p-$i" card export -o "p-$i.tar"
  expect 0 rogatory --home "p-$i" --json card show
  jq -r .fingerprint "$work/stdout" >"p-$i.fingerprint"
done
pids=()
for i in 1 2 3 4 5 6 7 8; do
  rogatory --home fr-ca peer add "p-$i.tar" --fingerprint "@p-$i.fingerprint" >"p-$i.said" 2>&1 &
  pids+=($!)
done
for pid in "${pids[@]}"; do
  wait "$pid" || fail "one of eight peer adds failed: $(cat p-*.said)"
done
expect 0 fr --json peer list
[[ $(jq '.peers | length' "$work/stdout") == 8 && $(wc -l <fr-ca/trust/roots) == 8 ]] || fail "what this line says does not hold"
echo "peer: two authorities trust each other by telephone only"
