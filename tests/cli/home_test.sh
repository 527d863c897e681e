#!/usr/bin/env bash
# Homes: made whole or not at all, private, refused when newer, looked over; keys that stock tools open.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"

# No home: not found, with the next step; as JSON too.
expect 10 rog nowhere whoami
stderr_has '^rogatory: there is no home at nowhere'
stderr_has '^  next: rogatory init'
expect 10 rog nowhere whoami --json
stdout_has '"code": "not_found"'
expect 10 rog nowhere doctor
expect 10 rog nowhere unlock
expect 10 rog nowhere lock

# init: as text and as JSON.
expect 0 rog a init fr-ca --country FR --name 'Bureau de l entraide' --officer registry-1 --zone Europe/Paris --no-passphrase
stdout_has '^The home of fr-ca stands at a$'
stdout_has '^Fingerprint SHA256:'
stderr_has 'no passphrase'
expect 0 rog b init de-ca --country DE --name 'Bundesamt' --officer registry-1 --officer-name 'A. Muster' --calendar DE-BW \
  --language de --language en --address 'Adenauerallee 99' --until 2099-12-31 --no-passphrase --json
golden init
stdout_has '"until": "2099-12-31T23:59:59Z"'

# A place that is taken, and what no card could say: nothing appears.
expect 31 rog a init fr-ca --country FR --name x --officer registry-1 --no-passphrase
stderr_has 'there is a home at a already'
mkdir full && touch full/letter
expect 31 rog full init fr-ca --country FR --name x --officer registry-1 --no-passphrase
[[ $(ls -A full) == letter ]] || fail "something was added to a directory that was refused"
for wrong in '--country fr' '--country FR --role king' '--country FR --zone ../etc' '--country FR --calendar F' \
  '--country FR --language French' '--country FR --until 2001-01-01' '--country FR --until tomorrow' \
  '--country FR --roles KING'; do
  # shellcheck disable=SC2086
  expect 2 rog c init fr-ca $wrong --name x --officer registry-1 --no-passphrase
done
expect 2 rog c init FR --country FR --name x --officer registry-1 --no-passphrase
expect 2 rog c init fr-ca --country FR --name x --officer root --no-passphrase
expect 2 rog c init fr-ca --country FR --name x --officer service --no-passphrase
expect 2 rog c init fr-ca --country FR --officer registry-1 --no-passphrase # no name, and nobody to ask
[[ ! -e c && -z $(find . -maxdepth 1 -name '.c.*') ]] || fail "a refused init left something"

# Free text from a file.
echo 'Ministry from a file' >name.txt
expect 0 rog c init nl-ca --country NL --name @name.txt --officer registry-1 --no-passphrase
stderr_has 'Its clock is that of Europe/Amsterdam'
expect 0 rog c --json card show
stdout_has '"zone": "Europe/Amsterdam"'
# Whose clock it is is not guessed where there are several, and a part may have one where the whole has not.
expect 0 rog us init us-ca --country US --name x --officer registry-1 --no-passphrase
stderr_has 'warning: no --zone was given: its days are those of UTC'
stderr_lacks 'calendar'
expect 0 rog bw init bw-ca --country DE --calendar DE-BW --name x --officer registry-1 --no-passphrase
stderr_has 'Its clock is that of Europe/Berlin'
expect 0 rog mt init mt-ca --country MT --zone Europe/Malta --name x --officer registry-1 --no-passphrase
stderr_lacks 'clock'
stderr_has 'nobody here has a calendar of MT: its dates are counted without holidays'
expect 2 rog uk init uk-ca --country UK --name x --officer registry-1 --no-passphrase
stderr_has 'next: write GB'
expect 0 rog c whoami
stdout_has 'nl-ca  Ministry from a file'

# Private, and of a version we know.
[[ $(stat -c %a a) == 700 && $(stat -c %a a/keys/root.key) == 600 ]] || fail "the home is open to others"
chmod 750 c
expect 4 rog c whoami
stderr_has '^  next: chmod 700 c'
chmod 700 c
expect 0 rog c whoami
cp -a c newer
sed -i 's/"version":1/"version":9/' newer/home.json
expect 31 rog newer whoami
stderr_has 'this home has version 9, this program reads homes up to version 1'
expect 25 rog newer doctor

# whoami and doctor.
expect 0 rog b whoami --json
golden whoami
expect 0 rog b doctor
stdout_has '^root +advice +the root key is still in the home'
stdout_has '^passphrases +advice '
stdout_has '^0 problems'
expect 0 rog b doctor --json
stdout_keeps_to doctor
rm c/keys/transport.1.key
expect 25 rog c doctor
stdout_has '^keys +problem +the transport key'
if command -v faketime >/dev/null; then
  expect 0 faketime '2099-12-20 12:00:00' rogatory --home b doctor
  stdout_has '^officers +advice +officer registry-1 expires within 30 days'
  expect 25 faketime '2100-01-02 12:00:00' rogatory --home b doctor
  stdout_has 'nobody may seal now'
  expect 0 faketime '2100-01-02 12:00:00' rogatory --home b whoami
  stdout_has '^registry-1 +expired'
  expect 25 faketime '2001-01-01 12:00:00' rogatory --home b doctor
  stdout_has '^clock +problem'
fi

# The root key on its own medium.
expect 0 rog off init se-ca --country SE --name x --officer registry-1 --no-passphrase --root-key medium.key
[[ -f medium.key && ! -e off/keys/root.key && -f off/keys/root.pub ]] || fail "the root key is not on its medium alone"
expect 0 rog off doctor
stdout_has '^root +ok'
expect 10 rog off officer add alpha --no-passphrase
stderr_has '^  next: .*--root-key FILE'
expect 0 rog off officer add alpha --no-passphrase --root-key medium.key
expect 12 rog off officer add beta --no-passphrase --root-key off/keys/log.1.key
stderr_has 'is not the root key'
expect 10 rog off officer add beta --no-passphrase --root-key missing.key

# Passphrases: from a file, wrong, short, and at a terminal.
new_locked_home locked it-ca
expect 0 rog locked doctor
stdout_has '^passphrases +ok'
expect 12 rog locked officer add alpha --passphrase-file wrong
stderr_has 'wrong'
expect 2 rog locked officer add alpha
stderr_has '--passphrase-file'
expect 0 rog locked officer add alpha --passphrase-file passphrases
on_terminal 0 'New passphrase of the home' 'one two three four' 'The same again' 'one two three four' \
  'New passphrase of officer' 'five six seven eight' 'The same again' 'five six seven eight' -- \
  'rogatory --home typed init pt-ca --country PT --name x --officer registry-1'
on_terminal 0 'Passphrase of the home pt-ca' 'one two three four' 'New passphrase of officer' 'nine ten eleven' \
  'The same again' 'nine ten eleven' -- 'rogatory --home typed officer add alpha'
on_terminal 12 'Passphrase of the home pt-ca' 'no' 'That was not it' 'nor this' 'That was not it' 'nor that' -- \
  'rogatory --home typed card rotate log'

# Stock tools open our key files.
on_terminal 0 'Enter passphrase' 'one two three four' -- 'age -d -o root typed/keys/root.key && chmod 600 root'
[[ $(ssh-keygen -y -f root | cut -d' ' -f1,2) == $(cat typed/keys/root.pub) ]] || fail "ssh-keygen reads another root key"
on_terminal 0 'Enter passphrase' 'five six seven eight' -- 'age -d -o officer typed/keys/officer.registry-1.key && chmod 600 officer'
[[ $(ssh-keygen -y -f officer | cut -d' ' -f1,2) == $(cat typed/keys/officer.registry-1.pub) ]] || fail "ssh-keygen reads another officer's key"
on_terminal 0 'Enter passphrase' 'one two three four' -- 'age -d -o evidence typed/keys/evidence.1.key'
[[ $(age-keygen -y evidence) == $(cat typed/keys/evidence.1.pub) ]] || fail "age reads another evidence key"
