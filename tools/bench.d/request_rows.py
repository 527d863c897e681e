"""The row of requests: who has to act, and until when, over many of them."""
import json
import time

from run import Side, remove

REQUEST_ROWS = {"requests": "request due and request list over --requests in cases of fifty, beside ledger verify of them"}
A_CASE = 50


class RequestRows:
    """Mixed into Bench, beside ExhibitRows."""

    def draft(self):
        path = self.material.work / "draft.json"
        self.runner.run(*self.rogatory("authority", "add", "de-ca", "--country", "DE", "--zone", "Europe/Berlin", "--role",
                                       "central-authority", "--source", "tools/bench"))
        self.runner.run(*self.rogatory("request", "draft", "--instrument", "eaw", "--for", "surrender", "--person", "accused",
                                       "--to", "de-ca", "--to-state", "DE", "-o", path))
        return path

    def filed(self, case, draft, number):
        filed = self.rogatory("--json", "request", "file", case, draft, "--title", f"Surrender {number}", "--role", "ISS",
                              "--incomplete", "--reason", "measured")
        return json.loads(self.runner.text(*filed))["name"]

    def arrested(self, case, names, first):
        """Two entries more of each request of a case: sent, and the arrest as the other side told it."""
        self.runner.run(*self.rogatory("request", "advance", *names, "sent", "--case", case, "--role", "ISS"))
        table = self.material.work / "arrests.csv"
        at = [time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600 * (first + n))) for n in range(len(names))]
        table.write_text("request,event,told_by,means,role,at\n" +
                         "".join(f"{name},arrest,BKA,telephone,POL,{when}\n" for name, when in zip(names, at)))
        self.runner.run(*self.rogatory("request", "advance", "--from", table, "--case", case))
        remove(table)

    def requests(self):
        draft, cases = self.draft(), []
        for first in range(0, self.options.requests, A_CASE):
            cases.append(self.open_case())
            numbers = range(first, min(first + A_CASE, self.options.requests))
            self.arrested(cases[-1], [self.filed(cases[-1], draft, number) for number in numbers], first)
        remove(draft)
        due, listing = self.rogatory("request", "due"), self.rogatory("request", "list")
        verify = [self.rogatory("ledger", "verify", case) for case in cases]
        for label, ours in (("due", due), ("list", listing)):
            self.race("requests", Side(f"request {label} of {self.options.requests:,}", [ours]),
                      Side("ledger verify, case by case", verify))
        rows = json.loads(self.runner.text(*self.rogatory("--json", "request", "due")))["due"]
        if len(rows) != self.options.requests:
            raise ValueError(f"request due has {len(rows)} dates")
