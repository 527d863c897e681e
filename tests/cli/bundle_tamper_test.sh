#!/usr/bin/env bash
# The tamper matrix: every forged bundle judged by the program and by the published recipe, both as the table in
# rogatory-bundle(5) says. The forgeries are those of tests/matrix; three more are made by stock tools here.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
page=$ROGATORY_SOURCE_DIR/man/rogatory-bundle.5.scd
matrix=$work/matrix
tamper_matrix --write "$matrix"
published_recipe >recipe
[[ $(wc -l <recipe) == 11 ]] || fail "the manual page does not show eleven lines"

# The manual page prints this very table, and its numbers refer to reasons that are there.
tamper_matrix --table >table
sed -n '/^; tamper_matrix --table/,/^; end/p' "$page" | sed '1d;$d' >printed
diff -u table printed >&2 || fail "the manual page does not hold the table that tamper_matrix --table prints"

# recipe_stops FILE COURT: at which line of the recipe, as dash reads it, FILE is refused; 0 where it passes. NAME is
# what tar shows first, as the manual page tells the reader; where there is nothing to show he takes the name he was told.
recipe_stops() {
  local name lines
  name=$(tar tf "$1" 2>/dev/null | head -n 1 | cut -d/ -f1) || true
  rm -rf court && mkdir court && cp "$1" court/FILE.rog
  sed "s/NAME/${name:-b-1}/" recipe >lines
  if (cd court && T=$matrix/$2.signers K=$matrix/identity dash -v ../lines) >stock 2>&1; then
    echo 0
    return
  fi
  lines=$(grep -cxFf lines stock) || true
  echo "$lines"
}

# checks_found: the checks that failed, by commas, each once, from what --json printed.
checks_found() { sed -n 's/^ *"check": "\([a-z_.]*\)",*$/\1/p' "$work/stdout" | uniq | paste -sd, -; }

# judge FILE STATUS CHECKS LINE COURT: both verdicts on a bundle.
judge() {
  local file=$1 status=$2 checks=$3 line=$4 court=$5 found stops
  expect "$status" rogatory --home "$work/none" --json bundle verify --trust "$matrix/$court" \
    --identity "$matrix/identity" "$file"
  found=$(checks_found)
  [[ $found == "$checks" ]] || fail "$(basename "$file"): found by $found, not by $checks"
  stops=$(recipe_stops "$file" "$court")
  [[ $stops == "$line" ]] || { cat stock >&2; fail "$(basename "$file"): the recipe stops at line $stops, not $line"; }
}

# Not forged: the bundle that all others are made of, packed by GNU tar too.
judge "$matrix/honest.rog" 0 '' 0 pinned
mkdir own && tar xf "$matrix/honest.rog" -C own && chmod -R u+w own && tar tf "$matrix/honest.rog" >list
pack() { (cd own && tar --format=ustar --no-recursion -T ../list "$@" -cf ../packed.rog); }
strict=(-b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444)
pack "${strict[@]}"
cmp "$matrix/honest.rog" packed.rog || fail "GNU tar does not give the same bytes"

cells=0
while IFS=$'\t' read -r cell status checks line court; do
  judge "$matrix/files/$cell.rog" "$status" "$checks" "$line" "$court"
  cells=$((cells + 1))
done <"$matrix/cells"
[[ $cells == "$(find "$matrix/files" -name '*.rog' | wc -l)" && $cells -gt 200 ]] || fail "$cells cells were judged"

# By stock tools: packed without our options, and signed over another hash.
pack
judge packed.rog 24 container.header 0 pinned
sign() { rm -f own/b-1/seal.json.sig && ssh-keygen -Y sign -q -f "$matrix/officer.key" -n rogatory-seal@v1 "$@" own/b-1/seal.json; }
sign -Ohashalg=sha256 && pack "${strict[@]}"
judge packed.rog 24 signature.form 0 pinned
cells=$((cells + 2))

# Who holds the officer's key needs no rogatory: age, sha256sum and ssh-keygen make a bundle that passes.
part=data/content.age.000000
(
  cd own/b-1
  age -d -i "$matrix/identity" "$part" | age -r "$(age-keygen -y "$matrix/identity")" -o ../part
  mv ../part "$part"
  sha256sum data/* >manifest-sha256.txt
  sed -i -e "s/\"manifest\":\"[0-9a-f]*\"/\"manifest\":\"$(sha256sum <manifest-sha256.txt | cut -c1-64)\"/" \
    -e "s/\"size\":[0-9]*/\"size\":$(stat -c %s "$part")/" seal.json
)
sign && pack "${strict[@]}"
judge packed.rog 0 '' 0 pinned

# The judge above sees what it is for.
for wrong in "24 container.header 0" "0 x 0" "0 '' 4"; do
  ! (eval "judge packed.rog $wrong pinned") >/dev/null 2>&1 || fail "a wrong expectation was met: $wrong"
done
echo "tamper matrix: $cells cells, all detected"
