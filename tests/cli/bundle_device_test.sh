#!/usr/bin/env bash
# What is neither a file nor a directory: refused by name, but for a block device that is asked for, which is sealed as an
# image of what is on it.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
make_peers
mkdir in out
echo text >in/file

# refuse PATTERN ARGUMENT...: sealing is refused, says this and a next step, and leaves nothing.
refuse() {
  local pattern=$1
  shift
  expect 31 fr bundle seal --to de-ca -o out/x.rog "$@"
  stderr_has "$pattern"
  stderr_has '^  next: '
  [[ -z $(ls -A out) ]] || fail "something was left: $(ls -A out)"
}

mkfifo fifo
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
for option in '' --device --follow; do
  # shellcheck disable=SC2086  # no option is no word
  refuse 'fifo is a FIFO$' $option fifo
  # shellcheck disable=SC2086
  refuse 'socket is a socket$' $option socket
  # shellcheck disable=SC2086
  refuse '/dev/null is a character device$' $option /dev/null
done
stderr_lacks '--device'
refuse 'fifo is a FIFO; socket is a socket; /dev/null is a character device$' fifo socket in /dev/null
mv fifo socket in/
refuse 'in/fifo is a FIFO; in/socket is a socket$' in
rm in/fifo in/socket

# With nothing to be imaged the option changes nothing.
expect 0 fr bundle seal --to de-ca --device -o plain.rog in
stderr_lacks 'warning'

# A real block device: a loop over a file of ours, where that is allowed.
command -v losetup >/dev/null || skip 'the rest needs losetup'
head -c 3M /dev/urandom >medium
device=$(losetup --find --show medium 2>/dev/null) || skip 'the rest needs the right to make a loop device'
trap 'losetup --detach "$device"; chmod -R u+w "$work"; rm -rf "$work"' EXIT

refuse "$device is a block device$" "$device"
stderr_has '^  next: .*; a block device as an image: rogatory bundle seal --device DEVICE$'
expect 0 fr bundle seal --to de-ca --device -o image.rog "$device" in
stderr_has "^warning: $device is a device: nothing proves that it stood still while it is read\. Use a write blocker\$"
expect 0 de bundle list image.rog
name=${device##*/}
stdout_has "^ +1 +3145728 +1970-01-01T00:00:00Z +- +$(sha256sum <medium | cut -c1-64) +$name\$"
expect 0 de --json bundle list image.rog
json_value media_type >type
[[ $(cat type) == application/octet-stream ]] || fail "its media type is $(cat type)"
expect 0 de bundle open image.rog -C opened
cmp medium "opened/$name"
[[ -f opened/$name ]] || fail "what was opened is no file"

# Through a link as udev makes them, and with an exhibit; never inside a directory.
ln -s "$device" usb-stick
refuse 'usb-stick is a symbolic link$' --device usb-stick
expect 0 fr bundle seal --to de-ca --device --follow --exhibit 3=usb-stick -o linked.rog usb-stick
expect 0 de bundle list linked.rog
stdout_has '3145728 .* fr-ca:3 .* usb-stick$'
if mknod in/node b "$((0x$(stat -c %t "$device")))" "$((0x$(stat -c %T "$device")))" 2>/dev/null; then
  refuse 'in/node is a block device$' --device in
  expect 0 fr bundle seal --to de-ca --device -o node.rog in/node
  rm in/node
fi

# One without a medium.
losetup --detach "$device"
refuse "$device has no medium in it\$" --device "$device"
stderr_has '^  next: .*lsblk$'
device=$(losetup --find --show medium)

# One that the system uses.
if mkfs.ext4 -q "$device" 2>/dev/null && mkdir mounted && mount -o ro "$device" mounted 2>/dev/null; then
  trap 'umount "$work/mounted" 2>/dev/null || true; losetup --detach "$device"; chmod -R u+w "$work"; rm -rf "$work"' EXIT
  expect 0 fr bundle seal --to de-ca --device -o used.rog "$device"
  stderr_has "^warning: $device is in use by this system .*: while it is read, it changes\. Unmount it first"
  umount mounted
fi
