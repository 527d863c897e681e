#!/usr/bin/env bash
# What the bundle commands print with --json: as the schemas promise and as the golden files show, errors included.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers

mkdir -p evidence/mail evidence/empty
printf 'statement of witness 3\n' >evidence/statement.txt
printf 'From: a@example.org\n' >evidence/mail/1.eml
printf 'raw' >evidence/$'not-utf8-\xff'
find evidence -exec touch -d 2026-01-02T03:04:05Z {} +

expect 0 fr --json bundle seal --to de-ca --name request-17 -o one.rog evidence
golden bundle-seal
expect 0 de --json bundle inspect one.rog
golden bundle-inspect
expect 0 de --json bundle list one.rog
golden bundle-list
expect 0 de --json bundle verify one.rog
golden bundle-verify
expect 0 de --json bundle open one.rog -C opened
golden bundle-open

# Findings, not errors: each file of several has its own, and the status is the worst.
cp one.rog damaged.rog
chmod u+w damaged.rog
printf X | dd of=damaged.rog bs=1 seek=7000 conv=notrunc status=none
: >empty.rog
expect 20 de --json bundle verify one.rog damaged.rog empty.rog
golden bundle-verify bundle-verify-fail
expect 22 rogatory --json bundle verify one.rog
golden bundle-verify bundle-verify-untrusted
expect 20 de --json bundle open damaged.rog -C never
golden bundle-open bundle-open-fail
[[ ! -e never ]] || fail "something was opened"
expect 24 de --json bundle inspect empty.rog
golden bundle-inspect bundle-inspect-fail

# Commands that could not run.
expect 31 fr --json bundle seal --to de-ca --name request-17 -o one.rog evidence
golden error bundle-seal-error
expect 31 de --json bundle verify evidence
golden error bundle-verify-error
expect 10 de --json bundle inspect absent.rog
golden error bundle-inspect-error
expect 10 rogatory --json bundle list one.rog
golden error bundle-list-error
expect 31 de --json bundle open one.rog -C opened
golden error bundle-open-error
