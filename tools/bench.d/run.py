"""Starting programs and timing them."""
import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
LIBC = ctypes.CDLL(None)
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


class Failure(Exception):
    """Why nothing could be measured, in a sentence."""


def build_release(*targets):
    """Brings the release build up to date. Returns the directory of its programs."""
    script = 'top=$1; shift; . "$top/tools/lib.sh" && build release "$@" >&2'
    if subprocess.run(["bash", "-c", script, "bash", TOP, *targets]).returncode:
        raise Failure("the release build failed")
    return TOP / "build/release/bin"


@dataclass
class Side:
    """What one side of a row runs, step after step. A limit and an aim are for our time by this side's."""

    label: str
    steps: list
    output: Path | None = None  # removed before each round
    limit: float | None = None
    aim: float | None = None
    unsynced: bool = False  # give the figure of the first step alone too
    repeat: int = 1
    samples: list = field(default_factory=list)  # of a round: the seconds after each step


class Runner:
    """Starts programs with little overhead, in an environment that knows no home but the ones named."""

    def __init__(self, work):
        self.log = str(work / "log")
        self.environment = {"HOME": str(work), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        self.files = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                      (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                      (os.POSIX_SPAWN_OPEN, 2, self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]

    def run(self, *command, expect=0):
        """Runs to the end; fails on another exit status."""
        with self.started(command) as group:
            _, status = os.waitpid(group, 0)
        self.demand(expect, status, command)

    def peak(self, *command):
        """Runs to the end. Returns the most resident memory it had, in bytes."""
        # What a program inherits at exec is the peak of who started it, and this script's own would hide ours. So a small
        # shell starts it in the background and ends; the orphan comes to us, who adopt what is left in the group.
        if LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
            raise Failure("the kernel lets nobody adopt processes: memory cannot be measured")
        with self.started(["sh", "-c", '"$@" &', "sh", *command]) as group:
            ended = dict((pid, (status, usage)) for pid, status, usage in (os.wait4(-group, 0) for _ in range(2)))
        self.demand(0, ended.pop(group)[0], ["sh"])
        [(status, usage)] = ended.values()
        self.demand(0, status, command)
        return usage.ru_maxrss * 1024

    @contextlib.contextmanager
    def started(self, command):
        """A command in a process group of its own, so that an interruption ends the whole of a pipeline."""
        words = [str(word) for word in command]
        group = os.posix_spawnp(words[0], words, self.environment, file_actions=self.files, setpgroup=0)
        try:
            yield group
        except BaseException:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.killpg(group, signal.SIGTERM)
                while True:
                    os.waitpid(-group, 0)
            raise

    def demand(self, expect, status, command):
        code = os.waitstatus_to_exitcode(status)
        if code != expect:
            said = Path(self.log).read_text(errors="replace").strip()
            raise Failure(f"{' '.join(map(str, command))}: exit status {code}, not {expect}\n{said}".rstrip())

    def text(self, *command):
        """What a command prints."""
        done = subprocess.run([str(word) for word in command], env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
        if done.returncode:
            raise Failure(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr.strip()}")
        return done.stdout.strip()

    def sample(self, side):
        """One run of a side: the seconds from the start to the end of each of its steps."""
        remove(side.output)
        begin, marks = time.perf_counter(), []
        for step in side.steps:
            for _ in range(side.repeat):
                self.run(*step)
            marks.append((time.perf_counter() - begin) / side.repeat)
        return marks

    def race(self, sides, rounds):
        """A warm-up of each side, then rounds in which they alternate."""
        for side in sides:
            self.sample(side)
        for _ in range(rounds):
            for side in sides:
                side.samples.append(self.sample(side))


def remove(path):
    if path is None:
        return
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
