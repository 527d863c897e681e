#!/usr/bin/env bash
# How things go wrong: what, why, the next command, and a status that says so.
. "$(dirname "$0")/lib.sh"

expect 2 rogatory hlep
stdout_is_empty
stderr_has "^rogatory: there is no command 'hlep'\$"
stderr_has '^  did you mean help\?$'
stderr_has '^  next: rogatory help$'

expect 2 rogatory completion bash --jsno
stderr_has "unknown option '--jsno'"
stderr_has 'did you mean --json'
expect 2 rogatory completion
stderr_has 'SHELL is required'
stderr_has 'next: rogatory help completion'
expect 2 rogatory completion bash bash
expect 2 rogatory --home
stderr_has 'next: rogatory help'
# An empty variable of a script is not taken for "the default".
for option in --home --as --passphrase-file --passphrase-fd --color; do
  expect 2 rogatory "$option" '' whoami
  stderr_has "$option is empty"
  stderr_has "next: give $option"
done
expect 2 rogatory help --color purple
expect 2 rogatory help --quiet --verbose
expect 2 rogatory help --passphrase-file f --passphrase-fd 3

# One JSON document on stdout, whether the options could be read or not.
for words in 'hlep' 'completion' 'completion csh' 'help --color purple' 'completion bash --jsno' ''; do
  # shellcheck disable=SC2086
  expect 2 rogatory $words --json
  stdout_keeps_to error
  stdout_has '"code": "usage"'
  stderr_is_empty
done

# What was typed comes back, but commands nothing.
expect 2 rogatory $'a\x1b[2Jb'
stderr_has 'a\\x1b\[2Jb'
stderr_lacks $'\x1b'
expect 2 rogatory --json $'a\x9bb'
stdout_keeps_to error

# A result that was not written is not a success.
for words in help 'help --json' 'completion zsh' --version; do
  expect 1 sh -c "rogatory $words >/dev/full"
  stderr_has '^rogatory: .*No space left on device'
  expect 1 sh -c "rogatory $words >&-"
  stderr_has '^rogatory: .*Bad file descriptor'
  # A pipe whose reader is gone: true ends before the program starts to write.
  expect 1 bash -c "set -o pipefail; (sleep 0.3; exec rogatory $words) | true"
  stderr_has '^rogatory: .*Broken pipe'
done
# Nobody to tell it to: the status still says it.
expect 1 sh -c 'rogatory help >/dev/full 2>&-'
expect 2 sh -c 'rogatory hlep 2>/dev/full'
expect 2 sh -c 'rogatory hlep --json >/dev/full'
stderr_has "^rogatory: there is no command 'hlep'\$"
