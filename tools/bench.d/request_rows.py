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

    def arrested(self, case, draft, number):
        """Three entries: filed, sent, and the arrest as the other side told it."""
        filed = self.rogatory("--json", "request", "file", case, draft, "--title", f"Surrender {number}", "--role", "ISS",
                              "--incomplete", "--reason", "measured")
        name = json.loads(self.runner.text(*filed))["name"]
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600 * number))
        self.runner.run(*self.rogatory("request", "advance", name, "sent", "--case", case, "--role", "ISS"))
        self.runner.run(*self.rogatory("request", "advance", name, "arrest", "--case", case, "--told-by", "BKA", "--means",
                                       "telephone", "--role", "POL", "--at", at))

    def requests(self):
        draft, cases = self.draft(), []
        for number in range(self.options.requests):
            if number % A_CASE == 0:
                cases.append(self.open_case())
            self.arrested(cases[-1], draft, number)
        remove(draft)
        due, listing = self.rogatory("request", "due"), self.rogatory("request", "list")
        verify = [self.rogatory("ledger", "verify", case) for case in cases]
        for label, ours in (("due", due), ("list", listing)):
            self.race("requests", Side(f"request {label} of {self.options.requests:,}", [ours]),
                      Side("ledger verify, case by case", verify))
        rows = json.loads(self.runner.text(*self.rogatory("--json", "request", "due")))["due"]
        if len(rows) != self.options.requests:
            raise ValueError(f"request due has {len(rows)} dates")
