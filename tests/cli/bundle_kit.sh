# What the bundle tests share: a scratch directory, two homes without passphrases that know each other, an expert's key.
# Sourced by bash after lib.sh.

# says PATTERN: what the last command said on stdout or stderr has such a line.
says() { cat "$work/stdout" "$work/stderr" | grep -Eq -e "$1" || fail "nobody said: $1"; }

# need_space MEBIBYTES: whether the scratch directory has so much free.
need_space() { [[ $(df --output=avail -m "$work" | tail -n 1) -ge $1 ]]; }

# make_peers: homes fr (fr-ca, officer registry-2) and de (de-ca, officer eingang-1), each the other's peer; expert.key.
make_peers() {
  rogatory --home "$work/fr" --quiet init fr-ca --country FR --name 'Paris' --officer registry-2 --no-passphrase >/dev/null 2>&1
  rogatory --home "$work/de" --quiet init de-ca --country DE --name 'Bonn' --officer eingang-1 --no-passphrase >/dev/null 2>&1
  rogatory --home "$work/fr" card export -o "$work/fr.card" >/dev/null
  rogatory --home "$work/de" card export -o "$work/de.card" >/dev/null
  rogatory --home "$work/fr" peer add "$work/de.card" --fingerprint "$(fingerprint de)" >/dev/null
  rogatory --home "$work/de" peer add "$work/fr.card" --fingerprint "$(fingerprint fr)" >/dev/null
  age-keygen -o "$work/expert.key" 2>/dev/null
  expert=$(age-keygen -y "$work/expert.key")
  rogatory --home "$work/fr" card show --allowed-signers >"$work/trust"
}

fingerprint() { rogatory --home "$work/$1" --json whoami | sed -n '0,/SHA256:/s/.*"\(SHA256:[^"]*\)".*/\1/p'; }

fr() { rogatory --home "$work/fr" "$@"; }
de() { rogatory --home "$work/de" "$@"; }

# stock_recipe BUNDLE NAME: runs the published lines by dash in an empty directory; what it prints goes to $work/stock.
stock_recipe() {
  rm -rf "$work/court" && mkdir "$work/court" && cp "$1" "$work/court/FILE.rog"
  published_recipe | sed "s/NAME/$2/" >"$work/recipe"
  (cd "$work/court" && T=$work/trust K=$work/expert.key dash "$work/recipe") >"$work/stock" 2>&1
}

# The recipe as the manual page shows it to a reader.
published_recipe() {
  scdoc <"$ROGATORY_SOURCE_DIR/man/rogatory-bundle.5.scd" >"$work/page.5"
  LC_ALL=C.UTF-8 MANWIDTH=300 man -l "$work/page.5" 2>/dev/null |
    sed -n '/^ *set -eu/,/^ *echo "sealed by/s/^ *//p'
}

# Every name below $1 with its kind, time and content, in raw bytes, one record each.
tree_of() {
  (cd "$1" && find . -mindepth 1 -printf '%P\0%y\0%T@\0' | LC_ALL=C sort -z | sha256sum
    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum -- | sha256sum)
}
