#!/usr/bin/env python3
"""Judges bags by RFC 8493, independently of rogatory: bagit_check.py DIRECTORY...

Prints "valid" or "invalid: why" for each; exits 1 where one is invalid. bundle_bagit_test.sh first judges the published
conformance suite with it, then the two bags of a bundle. Holes are not fetched: a bag is judged as it lies there.
"""
import hashlib
import os
import re
import sys


class Invalid(Exception):
    pass


def declaration(bag):
    try:
        with open(os.path.join(bag, "bagit.txt"), "rb") as file:
            raw = file.read()
    except FileNotFoundError:
        raise Invalid("bagit.txt is missing") from None
    found = re.fullmatch(rb"BagIt-Version: (\d+\.\d+)\r?\nTag-File-Character-Encoding: ([A-Za-z0-9-]+)\s*", raw)
    if not found:
        raise Invalid("bagit.txt is not a declaration")
    return found.group(2).decode()


def digest(path, algorithm):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def entries(bag, name, encoding):
    """The paths of a manifest with their hashes; one path must not have two."""
    with open(os.path.join(bag, name), encoding=encoding, newline="") as file:
        lines = [line for line in re.split(r"\r\n|\n|\r", file.read()) if line]
    listed = {}
    for line in lines:
        found = re.fullmatch(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)", line)
        if not found:
            raise Invalid(f"{name}: not a line of a manifest")
        path = os.path.normpath(re.sub("%0[aA]", "\n", re.sub("%0[dD]", "\r", found.group(2))))
        if path.startswith(("/", "..", "~")) or "\\" in path:
            raise Invalid(f"{name}: {path} leads out of the bag")
        if listed.setdefault(path, found.group(1).lower()) != found.group(1).lower():
            raise Invalid(f"{name}: {path} has two hashes")
    return listed


def check(bag):
    encoding = declaration(bag)
    names = os.listdir(bag)
    manifests = [name for name in names if re.fullmatch(r"manifest-\w+\.txt", name)]
    if not manifests:
        raise Invalid("no manifest")
    if "fetch.txt" in names:
        with open(os.path.join(bag, "fetch.txt"), encoding=encoding) as file:
            for line in file:
                path = os.path.normpath(line.split(None, 2)[2].strip()) if line.strip() else "data/"
                if not path.startswith("data/") and path != "data":
                    raise Invalid(f"fetch.txt: {path} leads out of the bag")
    payload = {os.path.relpath(os.path.join(where, file), bag)
               for where, _, files in os.walk(os.path.join(bag, "data")) for file in files}
    for name in manifests + [name for name in names if re.fullmatch(r"tagmanifest-\w+\.txt", name)]:
        listed = entries(bag, name, encoding)
        for path, value in listed.items():
            if not os.path.isfile(os.path.join(bag, path)):
                raise Invalid(f"{name}: {path} is missing")
            if digest(os.path.join(bag, path), name.split("-")[1][:-4]) != value:
                raise Invalid(f"{name}: {path} is another file")
        if name in manifests and payload - set(listed):
            raise Invalid(f"{name} does not list {sorted(payload - set(listed))[0]}")


def main():
    status = 0
    for bag in sys.argv[1:]:
        try:
            check(bag)
            print("valid", bag)
        except (Invalid, LookupError, UnicodeError) as why:
            print("invalid", f"{bag}: {why}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
