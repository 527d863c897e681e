"""The rows of exhibits: a table of them read in, listed, and one of them shown."""
import json
import time

from report import Line
from run import Side, remove

EXHIBIT_ROWS = {
    "exhibits": "exhibit import of --exhibits lines, at least 2,500 a second",
    "list": "exhibit list of --exhibits beside git log --oneline of the same repository",
    "show": "exhibit show of one of them beside rogatory --version three times and git reading its entries",
}
EXHIBITS_PER_SECOND = 2500
LIST_TIMES = 10
HEADER = "title,description,event,by,place,seal,at,hashes"


class ExhibitRows:
    """Mixed into Bench."""

    def table(self):
        """A list as it is made at a seizure: things and files, each with its place and its seal or its hash."""
        path = self.material.work / "exhibits.csv"
        if not path.exists():
            lines, seized_at = [HEADER], time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600))
            for number in range(1, self.options.exhibits + 1):
                lines.append(f"Item {number},serial number {number * 7919},seized,Lt. Martin,Lyon,{4000 + number},"
                             f"{seized_at},file:sha256:{number:064x}")
            path.write_text("\n".join(lines) + "\n")
        return path

    def rogatory(self, *words):
        return [self.material.binary, "--home", self.material.home, "--no-input", *words]

    def open_case(self):
        return json.loads(self.runner.text(*self.rogatory("--json", "case", "open", "bench")))["case"]

    def imported(self):
        """A case with the whole table."""
        if not hasattr(self, "case"):
            self.case = self.open_case()
            self.runner.run(*self.rogatory("exhibit", "import", self.case, self.table()))
        return self.case

    def repository(self):
        return self.material.home / "cases" / self.imported() / "repository.git"

    def exhibits(self):
        table, figures = self.table(), []
        for _ in range(self.options.rounds + 1):
            case = self.open_case()
            begin = time.perf_counter()
            self.runner.run(*self.rogatory("exhibit", "import", case, table))
            figures.append((time.perf_counter() - begin) * 1000 / self.options.exhibits)
        del figures[0]  # the warm-up
        label = f"an exhibit of {self.options.exhibits:,} ({1000 / max(figures):.0f}/s or more)"
        self.lines.append(Line("exhibits", label, "", "ms", figures, [],
                               self.limit("exhibits", 1000 / EXHIBITS_PER_SECOND), None))

    def list(self):
        case, index = self.imported(), self.material.home / "index.db"
        listing = self.rogatory("exhibit", "list", case)
        log = ["git", "--git-dir", self.repository(), "log", "--oneline", "--all"]
        self.runner.run(*listing)
        self.race("list", Side(f"exhibit list of {self.options.exhibits:,}", [listing], repeat=10),
                  Side("git log --oneline", [log], limit=LIST_TIMES, repeat=10))
        self.race("list", Side("exhibit list, without an index", [listing], index),
                  Side("git log --oneline", [log], repeat=10))
        rows = json.loads(self.runner.text(*self.rogatory("--json", "exhibit", "list", case)))["exhibits"]
        if len(rows) != self.options.exhibits:
            raise ValueError(f"exhibit list has {len(rows)} rows")

    def show(self):
        number = self.options.exhibits // 2
        case = self.imported()
        show = self.rogatory("exhibit", "show", case, number)
        told = json.loads(self.runner.text(*self.rogatory("--json", "exhibit", "show", case, number)))
        entries = [told["registered"]["entry"], *(step["entry"] for step in told["steps"])]
        objects = self.material.work / "objects"
        names = [f"fr-ca:entries/{seq // 10000:02}/{seq // 100 % 100:02}/{seq:06}.{end}"
                 for seq in (int(entry.split(":")[1]) for entry in entries) for end in ("json", "json.sig", "age")]
        objects.write_text("\n".join(names) + "\n")
        read = ["sh", "-c", 'git --git-dir "$1" cat-file --batch <"$2"', "sh", self.repository(), objects]
        version = [self.material.binary, "--version"]
        self.race("show", Side("exhibit show", [show], repeat=20),
                  Side("rogatory --version, 3 times, and git cat-file", [version, version, version, read], limit=1,
                       repeat=20))
        remove(objects)
