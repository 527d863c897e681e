"""What is sealed, and by whom."""
import json
import os

GIB = 1024**3


class Material:
    """Keys, files and bundles in the work directory, each made when it is first asked for."""

    def __init__(self, runner, binary, work, options):
        self.runner, self.binary, self.work, self.options = runner, binary, work, options
        self.home, self.identity, self.trust = work / "home", work / "identity", work / "roots"
        runner.run(binary, "--home", self.home, "init", "fr-ca", "--country", "FR", "--name", "Ministry", "--officer",
                   "registry-1", "--no-passphrase")
        whoami = json.loads(runner.text(binary, "--home", self.home, "--json", "whoami"))
        self.trust.write_text(f"fr-ca {whoami['fingerprint']}\n")
        runner.run("age-keygen", "-o", self.identity)
        self.recipient = runner.text("age-keygen", "-y", self.identity)

    def seal(self, what, bundle):
        return [self.binary, "--home", self.home, "bundle", "seal", what, "--to", self.recipient, "--not-to-self",
                "--name", "bench", "-o", bundle]

    def verify(self, bundle):
        return [self.binary, "bundle", "verify", "--trust", self.trust, bundle]

    def open(self, bundle, directory):
        return [self.binary, "bundle", "open", "--trust", self.trust, "--identity", self.identity, bundle, "-C", directory]

    def source(self):
        """A file of --size that cannot be compressed."""
        path = self.work / "source"
        if not path.exists():
            with path.open("wb") as file:
                left = int(self.options.size * GIB)
                while left:
                    left -= file.write(os.urandom(min(left, 1 << 20)))
            os.sync()
        return path

    def large_source(self):
        """A file of --large full of holes: what is sealed is encrypted, and its bundle has no holes."""
        path = self.work / "large"
        if not path.exists():
            path.touch()
            os.truncate(path, int(self.options.large * GIB))
        return path

    def bundle(self, source):
        """The bundle of a source."""
        path = source.with_suffix(".rog")
        if not path.exists():
            self.runner.run(*self.seal(source, path))
        return path

    def age_file(self):
        path = self.work / "source.age"
        if not path.exists():
            self.runner.run("age", "-r", self.recipient, "-o", path, self.source())
        return path

    def tree(self):
        """A directory of --files files of 1 KiB, a thousand in each folder."""
        top = self.work / "tree"
        for number in range(0 if top.exists() else self.options.files):
            folder = top / f"{number // 1000:04}"
            if number % 1000 == 0:
                folder.mkdir(parents=True)
            (folder / f"{number:07}").write_bytes(os.urandom(1024))
        os.sync()
        return top
