"""The rows of the ledger. A helper, ledger_bench, measures its libraries beside their peers, in one process, round by round.

A rate that must not be below a limit stands here as the time of one, which must not be above it: limits are for ratios.
"""
import json

from report import Line
from run import build_release

LEDGER_ROWS = {
    "append": "one entry a commit, fsynced, beside as many fsyncs of new files and directories alone",
    "importing": "a tenth of --entries in one append, at least 2,500 a second",
    "verification": "a log on two cores beside libsodium's Ed25519 on one, and beside ssh-keygen -Y verify",
    "growth": "time and size of an entry in a log of --entries beside one of a hundredth; memory to verify it",
}
CORES = 2
IMPORT_RATE = 2500
ED25519_SHARE = 0.8  # of one core's rate, per core used
SSH_KEYGEN_TIMES = 30
GROWTH = 1.3
VERIFY_MIB = 128


class LedgerRows:
    """Mixed into Bench."""

    def helper(self, row):
        built = self.options.binary.parent if self.options.binary else build_release("ledger_bench")
        place = self.material.work / row
        place.mkdir()
        return json.loads(self.runner.text(built / "ledger_bench", row, place, self.options.rounds, self.options.entries))

    def line(self, row, ours, peer, unit, our_figures, peer_figures, limit):
        self.lines.append(Line(row, ours, peer, unit, our_figures, peer_figures, self.limit(row, limit), None))

    def append(self):
        found = self.helper("append")
        count = f"{found['file_fsyncs'][0]:.0f} of files, {found['directory_fsyncs'][0]:.0f} of directories"
        self.line("append", "one append", f"its fsyncs alone ({count})", "ms", found["append_ms"], found["fsyncs_ms"], 3)

    def importing(self):
        rates = self.helper("import")["entries_per_second"]
        self.line("importing", f"an entry of {self.options.entries // 10:,} ({min(rates):.0f}/s or more)", "", "ms",
                  [1000 / rate for rate in rates], [], 1000 / IMPORT_RATE)

    def verification(self):
        found = self.helper("verification")
        ours, one, each, stock = ([1e6 / rate for rate in found[name + "_per_second"]]
                                  for name in ("entries", "ed25519", "ed25519_all_cores", "ssh_keygen"))
        label = f"an entry, {CORES} cores"
        self.line("verification", label, "Ed25519 verify, 1 core", "us", ours, one, 1 / (ED25519_SHARE * CORES))
        self.line("verification", label, f"Ed25519 verify, 1 core of {CORES} busy", "us", ours, each, None)
        self.line("verification", label, "ssh-keygen -Y verify", "us", ours, stock, 1 / SSH_KEYGEN_TIMES)

    def growth(self):
        found = self.helper("growth")
        long, short = f"{self.options.entries:,}", f"{self.options.entries // 100:,}"
        for what, unit, figure in (("verify", "us", "verify_us"), ("append", "ms", "append_ms"),
                                   ("size", "B", "bytes_per_entry")):
            self.line("growth", f"{what}, an entry of {long}", f"of {short}", unit, found["long_" + figure],
                      found["short_" + figure], GROWTH)
        self.line("growth", f"memory, verify {long}", "", "MiB", found["long_verify_mib"], [], VERIFY_MIB)
