"""The rows: each races its sides, checks what came out, and gives lines of the table."""
import json
import os
import shutil

from exhibit_rows import EXHIBIT_ROWS, ExhibitRows
from ledger_rows import LEDGER_ROWS, LedgerRows
from material import GIB
from report import Line
from request_rows import REQUEST_ROWS, RequestRows
from run import Failure, Side, remove

ROWS = {
    "seal": "bundle seal of one file beside age -r; cp for orientation",
    "verify": "bundle verify without a key beside openssl dgst -sha256",
    "open": "bundle open beside age -d",
    "many": "bundle seal of many files of 1 KiB beside tar | age -r",
    "memory": "peak resident memory of seal, verify and open, at --size and at --large",
    "inspect": "bundle inspect of the large bundle beside rogatory --version",
    "version": "rogatory --version beside true",
    **LEDGER_ROWS,
    **EXHIBIT_ROWS,
    **REQUEST_ROWS,
}
SPAWNS = 50  # of a command that takes milliseconds, for one sample


class Bench(LedgerRows, ExhibitRows, RequestRows):
    """One method for each row; lines is what they found."""

    def __init__(self, runner, material, options):
        self.runner, self.material, self.options, self.lines = runner, material, options, []

    def limit(self, row, limit):
        return None if limit is None else self.options.limit.get(row, limit)

    def race(self, row, ours, *peers):
        self.runner.race([ours, *peers], self.options.rounds)
        our_figures = [marks[-1] for marks in ours.samples]
        for peer in peers:
            self.lines.append(Line(row, ours.label, peer.label, "s", our_figures, [marks[-1] for marks in peer.samples],
                                   self.limit(row, peer.limit), peer.aim))
            if peer.unsynced:
                self.lines.append(Line(row, ours.label, f"{peer.label}, before its sync", "s", our_figures,
                                       [marks[0] for marks in peer.samples], None, None))

    def seal(self):
        at, source = self.material, self.material.source()
        bundle, age, copy = at.work / "source.rog", at.work / "source.age", at.work / "copy"
        self.race("seal", Side("bundle seal", [at.seal(source, bundle)], bundle),
                  Side("age -r, sync", [["age", "-r", at.recipient, "-o", age, source], ["sync", age]], age, 0.9, 0.6),
                  Side("cp, sync", [["cp", "--reflink=never", source, copy], ["sync", copy]], copy))
        remove(copy)
        self.check_opens(bundle, source)

    def verify(self):
        bundle = self.material.bundle(self.material.source())
        self.race("verify", Side("bundle verify", [self.material.verify(bundle)]),
                  Side("openssl dgst -sha256", [["openssl", "dgst", "-sha256", bundle]], limit=0.6))
        # It must say no as well: one bit in the middle, changed and changed back.
        flip(bundle)
        self.runner.run(*self.material.verify(bundle), expect=20)
        flip(bundle)

    def open(self):
        at = self.material
        bundle, age, ours, theirs = at.bundle(at.source()), at.age_file(), at.work / "opened", at.work / "decrypted"
        decrypt = ["age", "-d", "-i", at.identity, "-o", theirs, age]
        self.race("open", Side("bundle open", [at.open(bundle, ours)], ours),
                  Side("age -d, sync", [decrypt, ["sync", theirs]], theirs, 1.0, 0.8))
        self.runner.run("cmp", at.source(), ours / "source")
        self.runner.run("cmp", at.source(), theirs)
        remove(ours)
        remove(theirs)

    def many(self):
        at, tree = self.material, self.material.tree()
        bundle, age = at.work / "tree.rog", at.work / "tree.age"
        pipe = ["sh", "-c", 'tar cC "$1" "$2" | age -r "$3" -o "$4"', "sh", at.work, tree.name, at.recipient, age]
        self.race("many", Side("bundle seal", [at.seal(tree, bundle)], bundle),
                  Side("tar | age -r, sync", [pipe, ["sync", age]], age, 1.5, unsynced=True))
        self.check_opens(bundle, tree)

    def memory(self):
        self.peaks(self.options.size, self.material.source())
        if self.options.large:
            self.peaks(self.options.large, self.material.large_source())

    def peaks(self, size, source):
        at = self.material
        bundle, opened = source.with_suffix(".rog"), at.work / "opened"
        remove(bundle)
        for command in (at.seal(source, bundle), at.verify(bundle), at.open(bundle, opened)):
            peak = self.runner.peak(*command) / 1024**2
            label = f"bundle {command[command.index('bundle') + 1]}, {size:g} GiB"
            self.lines.append(Line("memory", label, "", "MiB", [peak], [], self.limit("memory", 64), None))
        remove(opened)

    def inspect(self):
        at, size = self.material, self.options.large or self.options.size
        bundle = at.bundle(at.large_source() if self.options.large else at.source())
        inspect = [at.binary, "bundle", "inspect", "--trust", at.trust, bundle]
        self.race("inspect", Side(f"bundle inspect, {size:g} GiB", [inspect], repeat=SPAWNS),
                  Side("rogatory --version", [[at.binary, "--version"]], None, 5, repeat=SPAWNS))
        shown = json.loads(self.runner.text(*inspect, "--json"))
        if shown["content_size"] < size * GIB or shown["findings"]:
            raise Failure(f"bundle inspect says {shown}")

    def version(self):
        self.race("version", Side("rogatory --version", [[self.material.binary, "--version"]], repeat=SPAWNS),
                  Side("true", [[shutil.which("true")]], None, 5, repeat=SPAWNS))

    def check_opens(self, bundle, source):
        """A fast wrong program must not win: what comes out is what went in."""
        opened = self.material.work / "opened"
        self.runner.run(*self.material.open(bundle, opened))
        self.runner.run("diff", "-r", "--no-dereference", source, opened / source.name)
        remove(opened)


def flip(path):
    """Changes one bit in the middle of a file; done twice, nothing was changed."""
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))
