#!/usr/bin/env python3
"""Prints the branch coverage of chosen files from what `llvm-cov export` wrote; tools/coverage calls it.

    coverage_table.py [--missed] EXPORT.json LEAST FILE…

Exit status 1 where fewer than LEAST per cent of the branches of all FILEs together were taken. --missed names every
branch that was not.

A branch is one outcome of a condition, each operand of && and || being one, or one case of a switch. It is one branch
of the source, however many templates, lambdas and programs hold a copy: the counts of copies are added. In a use of a
macro the macro's own branches count at that use: so every ROG_TRY has one for "the call failed".

Left out is only what the source itself says cannot happen:
  - everything within ROG_ASSERT( ), which guards against bugs of our own
  - the way past a switch without a default: -Wswitch-enum sees to it that every value is listed
  - conditions spelled `true` or `false`: the loop around ROG_TRY
"""
import argparse
import bisect
import collections
import json
import os
import re
import sys

EXPANSION = 1  # llvm-cov's kind of region for the use of a macro


class Source:
    """The text of a file, by positions: pairs of line and column from 1, as llvm-cov counts them (in bytes)."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.text = file.read()
        self.starts = [0] + [m.end() for m in re.finditer(b"\n", self.text)]
        self.asserts = [self.extent_of_call(m) for m in re.finditer(rb"\bROG_ASSERT\(", self.text)]

    def extent_of_call(self, match):
        depth, at = 1, match.end()
        while depth:
            depth += {b"(": 1, b")": -1}.get(self.text[at : at + 1], 0)
            at += 1
        return match.start(), at

    def offset(self, position):
        return self.starts[position[0] - 1] + position[1] - 1

    def asserted(self, position):
        return any(begin <= self.offset(position) < end for begin, end in self.asserts)

    def left_out(self, begin, end):
        before, text = self.text[: self.offset(begin)], self.text[self.offset(begin) : self.offset(end)]
        return self.asserted(begin) or text in (b"true", b"false") or re.search(rb"\bswitch \($", before)

    def line(self, number):
        return self.text[self.starts[number - 1] :].split(b"\n", 1)[0].decode().strip()


class Coverage:
    """The branches of files: {file: {place: [times true, times false]}}; a place is the positions from the line in the
    file down through the macros used there."""

    def __init__(self, export, files):
        self.sources = {}
        self.branches = {file: collections.defaultdict(lambda: [0, 0]) for file in files}
        for data in export["data"]:
            for function in data["functions"]:
                if function["filenames"][0] in self.branches:
                    self.add(function)

    def source(self, path):
        if path not in self.sources:
            self.sources[path] = Source(path)
        return self.sources[path]

    def add(self, function):
        names = function["filenames"]
        # The inside of each use of a macro has a number of its own, as if it were a file.
        used_at = {r[6]: (r[5], (r[0], r[1])) for r in function["regions"] if r[7] == EXPANSION}
        for line, column, end_line, end_column, taken, not_taken, where, *_ in function["branches"]:
            if self.source(names[where]).left_out((line, column), (end_line, end_column)):
                continue
            trail = [(where, (line, column))]
            while trail[-1][0] in used_at:
                trail.append(used_at[trail[-1][0]])
            if any(self.source(names[file]).asserted(position) for file, position in trail):
                continue
            place = tuple(position for _, position in reversed(trail))
            counts = self.branches[names[trail[-1][0]]][place]
            counts[0] += taken
            counts[1] += not_taken

    def missed(self, file):
        """(line, column, outcome) of each branch of the file that was not taken."""
        for place, counts in sorted(self.branches[file].items()):
            for count, outcome in zip(counts, ("true", "false")):
                if count == 0:
                    yield *place[0], outcome


def percent(part, whole):
    return 100.0 if whole == 0 else 100.0 * part / whole


def row(name, lines, taken, branches):
    return f"{name:<34} {lines:7.1f}% {taken:6}/{branches:<5} {percent(taken, branches):6.1f}%"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("export")
    parser.add_argument("least", type=float)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    with open(arguments.export, encoding="utf-8") as file:
        export = json.load(file)
    files = [os.path.abspath(file) for file in arguments.files]
    coverage = Coverage(export, files)
    lines = {f["filename"]: f["summary"]["lines"] for data in export["data"] for f in data["files"]}

    print(f"{'file':<34} {'lines':>8} {'branches':>12} {'':>7}")
    taken = branches = covered = count = 0
    for name, file in zip(arguments.files, files):
        if file not in lines:
            continue  # a header without code
        of_file = 2 * len(coverage.branches[file])
        taken_of_file = of_file - sum(1 for _ in coverage.missed(file))
        print(row(name, lines[file]["percent"], taken_of_file, of_file))
        taken, branches = taken + taken_of_file, branches + of_file
        covered, count = covered + lines[file]["covered"], count + lines[file]["count"]
    print(row("together", percent(covered, count), taken, branches))

    if arguments.missed:
        for name, file in zip(arguments.files, files):
            for line, column, outcome in coverage.missed(file):
                print(f"{name}:{line}:{column}: never {outcome}: {coverage.source(file).line(line)}")
    if branches == 0 or percent(taken, branches) < arguments.least:
        print(f"fewer than {arguments.least:g} % of the branches were taken", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
