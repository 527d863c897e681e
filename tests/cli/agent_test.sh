#!/usr/bin/env bash
# unlock and lock: passphrases once, keys in a process of its own, nothing left when it is killed.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
trap 'rogatory --home a --quiet lock >/dev/null 2>&1 || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

new_locked_home a fr-ca

agent_pid() { # of those that this script started, whose file descriptors hold the inode of such a socket
  local inodes environment fd
  inodes=$(awk -v path="$1" '$8 == path || $8 ~ "/agent.sock$" { print "=socket:[" $7 "]=" }' /proc/net/unix)
  for environment in $(grep -slaF -- "$work" /proc/[0-9]*/environ); do
    for fd in "${environment%/environ}"/fd/*; do
      if [[ $inodes == *"=$(readlink "$fd" 2>/dev/null)="* ]]; then
        fd=${fd#/proc/}
        echo "${fd%%/*}"
        return
      fi
    done
  done
}

# Whether a process runs; one that waits for init to take note of its end does not.
lives() { [[ -r /proc/$1/stat && $(sed 's/.*) //' "/proc/$1/stat" | cut -c1) != Z ]]; }

# Waits up to five seconds for a process to end.
ends() {
  local i
  for ((i = 0; i < 50; i++)); do
    lives "$1" || return 0
    sleep 0.1
  done
  return 1
}

expect 0 rog a lock --json
golden lock
stdout_has '"was_unlocked": false'
expect 2 rog a unlock
stderr_has '--passphrase-file'
expect 12 rog a unlock --passphrase-file wrong
expect 0 rog a whoami
stdout_has '^Keys are locked$'
expect 2 rog a unlock --for 31d --passphrase-file passphrases
expect 2 rog a unlock --for 8 --passphrase-file passphrases
expect 2 rog a unlock --for 0h --passphrase-file passphrases
expect 10 rog a --as nobody unlock --passphrase-file passphrases

expect 0 rog a unlock --for 1h --passphrase-file passphrases --json
golden unlock
[[ $(stat -c '%a %F' a/agent.sock) == '600 socket' ]] || fail "the agent's socket is open to others"
expect 0 rog a whoami
stdout_has '^Keys are unlocked until '
expect 31 rog a unlock --passphrase-file passphrases
stderr_has '^  next: rogatory lock'

# The agent: no core dump, no root key, no passphrase in its memory, and its descriptors are its own.
pid=$(agent_pid "$PWD/a/agent.sock")
[[ -n $pid ]] || fail "no agent was found"
[[ $(awk '/Max core file size/ { print $5 }' "/proc/$pid/limits") == 0 ]] || fail "the agent may dump core"
expect 0 rog a whoami --json
stdout_lacks '"root"$'
descriptors=$(find "/proc/$pid/fd" -type l | wc -l)
[[ $descriptors -le 6 ]] || fail "the agent keeps descriptors of who started it"
if [[ $(id -u) == 0 ]]; then
  # Root may read any memory: what the agent was forked from had asked for no passphrase yet.
  maps=$(awk '$2 ~ /^rw/ { print $1 }' "/proc/$pid/maps")
  for map in $maps; do
    begin=$((16#${map%-*})) end=$((16#${map#*-}))
    ((end - begin < 1 << 32)) || continue # a sanitizer's shadow: terabytes that hold no text
    dd if="/proc/$pid/mem" bs=4096 skip=$((begin / 4096)) count=$(((end - begin) / 4096)) status=none 2>/dev/null || true
  done >memory
  grep -aq 'AGE-SECRET-KEY-1' memory || fail "the agent's memory was not read: its keys are not in it"
  ! grep -aq 'correct horse' memory || fail "the home passphrase is in the agent's memory"
  ! grep -aq 'battery staple' memory || fail "the officer's passphrase is in the agent's memory"
  rm memory
fi

# Locked: gone. A second lock is no error.
expect 0 rog a lock
stdout_has 'are locked$'
[[ ! -e a/agent.sock ]] || fail "lock left the socket"
ends "$pid" || fail "the agent lives on after lock"
expect 0 rog a lock
stdout_has 'were locked already$'

# Killed: its socket stays, and stands in nobody's way.
expect 0 rog a unlock --passphrase-file passphrases
pid=$(agent_pid "$PWD/a/agent.sock")
kill -9 "$pid"
ends "$pid" || fail "the agent outlived SIGKILL"
[[ -S a/agent.sock ]] || fail "a killed agent took its socket along"
expect 0 rog a whoami
stdout_has '^Keys are locked$'
expect 0 rog a doctor
expect 0 rog a unlock --passphrase-file passphrases
expect 0 rog a whoami
stdout_has '^Keys are unlocked until '
pid=$(agent_pid "$PWD/a/agent.sock")
kill -9 "$pid"
ends "$pid" || fail "the agent outlived SIGKILL"
expect 0 rog a lock
[[ ! -e a/agent.sock ]] || fail "lock left the socket of a killed agent"

# A home deep below: longer than a socket's address may be.
deep=$work/$(printf 'd%.0s' {1..120})/home
mkdir -p "$(dirname "$deep")"
cp -a a "$deep"
expect 0 rog "$deep" unlock --passphrase-file passphrases
expect 0 rog "$deep" whoami
stdout_has '^Keys are unlocked until '
expect 0 rog "$deep" lock

# The output of unlock ends with unlock, not with the agent.
expect 0 timeout 20 bash -c 'rogatory --home a --no-input unlock --passphrase-file passphrases | cat'

# A home that goes away takes its agent along.
pid=$(agent_pid "$PWD/a/agent.sock")
rm -rf a
ends "$pid" || fail "the agent outlived its home"
