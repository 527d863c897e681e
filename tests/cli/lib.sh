# What the scripts of tests/cli share. Source it first:
#
#   . "$(dirname "$0")/lib.sh"
#   expect 0 rogatory help
#   stdout_has 'USAGE'
#
# A script works in a temporary directory of its own ($work), with a HOME there and no setting of the machine's user.
# shellcheck shell=bash
set -Eeuo pipefail
# A script never ends without saying where.
trap 'echo "$(basename "$0"):$LINENO: failed: $BASH_COMMAND" >&2' ERR

: "${ROGATORY_BIN:?says where the programs are}" "${ROGATORY_SOURCE_DIR:?says where the sources are}"
export PATH="$ROGATORY_BIN:$PATH" LC_ALL=C.UTF-8 TZ=UTC
unset ROGATORY_HOME ROGATORY_OFFICER XDG_DATA_HOME XDG_STATE_HOME NO_COLOR CLICOLOR_FORCE SSH_AUTH_SOCK || true

work=$(mktemp -d "${TMPDIR:-/tmp}/rogatory-cli.XXXXXX")
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
export HOME="$work/user"
mkdir -p "$HOME"
cd "$work"

# Ends the script, with the place in it and what the last command said.
fail() {
  echo "$(basename "$0"):${BASH_LINENO[1]}: $*" >&2
  sed 's/^/  stdout: /' "$work/stdout" 2>/dev/null | head -n 40 >&2 || true
  sed 's/^/  stderr: /' "$work/stderr" 2>/dev/null | head -n 40 >&2 || true
  exit 1
}

# expect STATUS COMMAND...: the command ends with this status; what it said is in $work/stdout and $work/stderr.
expect() {
  local want=$1 got=0
  shift
  "$@" >"$work/stdout" 2>"$work/stderr" || got=$?
  [[ $got == "$want" ]] || fail "exit status $got, not $want: $*"
}

# on_terminal STATUS [PROMPT REPLY]... -- LINE: the same for a line of sh with a terminal of its own, whose questions are
# answered in this order. What the terminal showed is in $work/stdout.
on_terminal() {
  local want=$1
  shift
  expect "$want" pty_run "$@"
}

# Extended regular expressions, a line at a time.
stdout_has() { grep -Eq -e "$1" "$work/stdout" || fail "stdout has no line like: $1"; }
stderr_has() { grep -Eq -e "$1" "$work/stderr" || fail "stderr has no line like: $1"; }
stdout_lacks() { ! grep -Eq -e "$1" "$work/stdout" || fail "stdout has a line like: $1"; }
stderr_lacks() { ! grep -Eq -e "$1" "$work/stderr" || fail "stderr has a line like: $1"; }
stdout_is_empty() { [[ ! -s $work/stdout ]] || fail "stdout is not empty"; }
stderr_is_empty() { [[ ! -s $work/stderr ]] || fail "stderr is not empty"; }

# stdout_keeps_to NAME: stdout is one JSON document as schemas/NAME.json promises.
stdout_keeps_to() {
  schema_check "$ROGATORY_SOURCE_DIR/schemas/$1.json" "$work/stdout" || fail "stdout does not keep to schemas/$1.json"
}

# json_value KEY: the first value of that key in stdout, as text.
json_value() { sed -n "s/^ *\"$1\": \"\{0,1\}\([^\"]*[^\",]\)\"\{0,1\},\{0,1\}\$/\1/p" "$work/stdout" | head -n 1; }

# Ends the script as skipped.
skip() {
  echo "skipped: $*"
  exit 77
}
