"""What is printed: the machine and the table."""
import os
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass
class Line:
    """A line of the table. Where there is no peer, the limit is of our figure itself."""

    row: str
    ours: str
    peer: str
    unit: str
    our_figures: list
    peer_figures: list
    limit: float | None
    aim: float | None

    @property
    def ratio(self):
        """Our median by the peer's; without a peer, our median itself."""
        return median(self.our_figures) / (median(self.peer_figures) if self.peer_figures else 1)

    @property
    def verdict(self):
        if self.limit is None:
            return "-"
        if self.ratio > self.limit:
            return "MISSED"
        return "aim met" if self.aim is not None and self.ratio <= self.aim else "ok"

    def document(self):
        def spread(figures):
            return {"median": median(figures), "min": min(figures), "max": max(figures), "all": figures} if figures else None

        return {"row": self.row, "ours": self.ours, "peer": self.peer or None, "unit": self.unit,
                "our_figures": spread(self.our_figures), "peer_figures": spread(self.peer_figures),
                "ratio": self.ratio, "limit": self.limit, "aim": self.aim, "verdict": self.verdict}


def machine(runner, binary, directory):
    cpu = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), os.uname().machine)
    versions = {tool: re.search(r"\d[\w.]*", runner.text(tool, "version" if tool == "openssl" else "--version"))[0]
                for tool in ("age", "openssl", "tar", "cp")}
    return {"cpu": cpu, "cores": len(os.sched_getaffinity(0)), "kernel": os.uname().release,
            "file_system": runner.text("df", "--output=fstype", directory).split()[-1],
            "rogatory": runner.text(binary, "--version").splitlines()[0], "peers": versions,
            "load": os.getloadavg()[0]}


def print_machine(about):
    print(f"{about['cpu']}, {about['cores']} cores, kernel {about['kernel']}, {about['file_system']}")
    print(", ".join([about["rogatory"], *(f"{tool} {version}" for tool, version in about["peers"].items())]))
    high = about["load"] > about["cores"] / 4
    print(f"load average at the start: {about['load']:.2f}"
          + (", HIGH: something else runs, the figures are not sure" if high else ""))


def print_table(lines):
    def spread(figures, unit):
        if not figures:
            return "-"
        factor, name = (1000, "ms") if unit == "s" and median(figures) < 0.1 else (1, unit)
        low, middle, high = (f"{value * factor:.2f}" for value in (min(figures), median(figures), max(figures)))
        return f"{middle} {name}" + (f" ({low}..{high})" if len(figures) > 1 else "")

    def bound(value):
        return "-" if value is None else f"{value:g}"

    table = [("row", "ours", "", "peer", "", "ratio", "limit", "aim", "verdict")]
    table += [(line.row, line.ours, spread(line.our_figures, line.unit), line.peer or "-",
               spread(line.peer_figures, line.unit), f"{line.ratio:.2f}", bound(line.limit), bound(line.aim), line.verdict)
              for line in lines]
    widths = [max(map(len, column)) for column in zip(*table)]
    for cells in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip())
