#!/usr/bin/env bash
# Officers: added, listed, revoked; keys in an ssh-agent; two programs at once.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"

new_home a fr-ca

expect 0 rog a officer add alpha --roles VAL,ISS --may seal,entry --until 2099-12-31 --name 'A. Martin' --no-passphrase --json
golden officer-add
expect 0 rog a officer list
stdout_has '^alpha +valid +entry, seal +ISS, VAL .* 2099-12-31T23:59:59Z +A. Martin$'
stdout_has '^registry-1 +valid '
expect 0 rog a officer list --json
golden officer-list
expect 0 rog a officer add service --may service --no-passphrase

# Ids are for ever; what no card could say is refused before anything is made.
expect 31 rog a officer add alpha --no-passphrase
stderr_has 'our card names an officer alpha already'
keys=$(ls a/keys)
for wrong in 'root' 'Alpha' 'a' 'beta --may service' 'service2 --may service' 'beta --may seal,fly' 'beta --roles KING' \
  'beta --until 2001-01-01' 'beta --may seal,service'; do
  # shellcheck disable=SC2086
  expect 2 rog a officer add $wrong --no-passphrase
done
[[ $(ls a/keys) == "$keys" ]] || fail "a refused officer left a key"

# Foreign text cannot play with the terminal.
expect 0 rog a officer add evil --name $'x\e[31m\u202ey' --no-passphrase
expect 0 rog a officer list
stdout_has '^evil .*x\\x1b\[31m\\u\{202e\}y$'

# Revocation: once, and only earlier.
expect 10 rog a officer revoke nobody
stderr_has 'our card names no officer nobody'
expect 0 rog a officer revoke alpha --since 2098-06-01 --json
golden officer-revoke
expect 30 rog a officer revoke alpha --since 2098-06-02
expect 0 rog a officer revoke alpha
expect 0 rog a officer list
stdout_has '^alpha +revoked '
expect 2 rog a officer revoke alpha --since yesterday
expect 31 rog a officer add alpha --no-passphrase

# A key that lives in an ssh-agent.
ssh-keygen -q -t ed25519 -N '' -C token -f token
expect 0 rog a officer add o-7f3a --key token.pub
[[ ! -e a/keys/officer.o-7f3a.key && -f a/keys/officer.o-7f3a.pub ]] || fail "a key was made for an agent's officer"
ssh-keygen -q -t rsa -b 2048 -N '' -f rsa
expect 24 rog a officer add beta --key rsa.pub
expect 10 rog a officer add beta --key missing.pub

# It seals through the agent; without the agent, or when the agent lacks the key, the next step is said.
echo evidence >file
seal() { rog a --as o-7f3a bundle seal -o "$1" file; }
expect 10 seal sealed.rog
stderr_has 'SSH_AUTH_SOCK'
eval "$(ssh-agent -a "$work/ssh.sock")" >/dev/null
trap 'kill "$SSH_AGENT_PID" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT
expect 10 seal sealed.rog
stderr_has '^  next: add it with ssh-add'
ssh-add -q token
expect 0 seal sealed.rog
stdout_has 'o-7f3a'
expect 0 rog a bundle verify sealed.rog
stdout_has '^PASS'
[[ ! -e a/keys/officer.o-7f3a.key ]] || fail "the agent's key came to the disk"

# A program that died between the key and the card: its key is in no card, and the next run makes a new one.
cp a/keys/log.1.key a/keys/officer.gamma.key && cp a/keys/log.1.pub a/keys/officer.gamma.pub
expect 0 rog a doctor
stdout_has 'officer.gamma.key is named by no card'
expect 0 rog a officer add gamma --no-passphrase
! cmp -s a/keys/log.1.key a/keys/officer.gamma.key || fail "a key that no card named was taken over"

# Ten programs at once: each waits for its turn, nothing is lost.
pids=()
for number in 0 1 2 3 4 5 6 7 8 9; do
  rog a officer add "clerk-$number" --no-passphrase >/dev/null 2>"said.$number" &
  pids+=($!)
done
for pid in "${pids[@]}"; do
  wait "$pid" || fail "one of ten programs failed: $(cat said.*)"
done
expect 0 rog a officer list
[[ $(grep -c '^clerk-' stdout) == 10 ]] || fail "officers were lost"
expect 0 rog a card export -o a.tar
expect 0 rogatory card show a.tar

# Killed at any moment, the home stays whole.
for delay in 0.005 0.010 0.015 0.020 0.025 0.030 0.035 0.040 0.050 0.060 0.080; do
  (timeout -s KILL "$delay" rogatory --home a --no-input officer add "killed-${delay#0.}" --no-passphrase || true) \
    >/dev/null 2>&1
  expect 0 rog a doctor
done
