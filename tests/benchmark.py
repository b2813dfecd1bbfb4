"""How fast it is: ratios to yardsticks measured in the same run, so that they mean the same on every machine.

    python tests/benchmark.py [--quick] [--document TEXT] [--only WORD]

Every line is a measured ratio, its bound, ok or FAIL; the exit status is 1 where a bound fails. What is compared runs
alternately, and what is printed is the median of the pairs' ratios. Processes run in a virtual environment of their own
with an ordinary install, as users have it: an editable one looks every module up by a finder of its own. Nothing else
should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmark_texts import hostile, normal, numbered, plain_writer, variants  # noqa: E402 - found where this file is

ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
PYTHON = [sys.executable]  # replaced by that of the install
COMMAND = ["-c", "from ics_export.__main__ import run; run()"]  # as the installed script has it
YARDSTICK = ["-c", "import click, icalendar"]
PATIENCE = 120  # seconds for one hostile text

# A small process between this one and the one measured: after a fork a child's peak is at least its parent's.
METER = """
import resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - start
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, status)
"""

# A programme is read first, so that neither imports nor caches are measured.
READER = """
import sys, time
from pathlib import Path
from ics_export.config import Config
from ics_export.diagnostics import UserError
from ics_export.pipeline import run
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    start = time.perf_counter()
    try:
        said = len(run("text.txt", data, Config()).events)
    except UserError as error:
        said = str(error)
    print(time.perf_counter() - start, said, sep="\\t")
"""


def install(folder: Path) -> None:
    """Put ics-export into a new virtual environment under ``folder``; processes run there from now on."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "*.egg-info"))
    venv.create(folder / "venv", with_pip=True, symlinks=os.name == "posix")
    PYTHON[0] = str(next(path for path in (folder / "venv").glob("[bS]*/python*") if path.stem == "python"))
    subprocess.run([*PYTHON, "-m", "pip", "install", "-q", str(source)], env=ENVIRONMENT, check=True)


class Board:
    """Prints the lines and remembers whether all bounds held."""

    failed = False

    def line(self, name: str, ratio: float, bound: float | None, note: str) -> None:
        """One result."""
        good = bound is None or ratio <= bound
        self.failed = self.failed or not good
        verdict = f"<= {bound:<5} {'ok' if good else 'FAIL'}" if bound is not None else "(no bound)"
        print(f"{name:44} {ratio:8.3f} {verdict:14} {note}", flush=True)


def alternate(first: Callable[[], float], second: Callable[[], float], pairs: int) -> tuple[float, float, float]:
    """The median ratio of ``pairs`` alternating measurements, and both medians; one round before is not counted."""
    first(), second()
    times = [(first(), second()) for _ in range(pairs)]
    ours, theirs = zip(*times, strict=True)
    return statistics.median(a / b for a, b in times), statistics.median(ours), statistics.median(theirs)


def compare(
    board: Board, name: str, bound: float, pair: tuple[Callable[[], float], Callable[[], float]], pairs: int
) -> None:
    """Measure a pair and print it."""
    ratio, ours, theirs = alternate(*pair, pairs)
    board.line(name, ratio, bound, f"{ours * 1000:.2f} ms to {theirs * 1000:.2f} ms")


def process(command: list[str], before: Callable[[], object] = lambda: None) -> Callable[[], float]:
    """Wall time of a process, its start included; ``before`` it, something that is not counted."""

    def measure() -> float:
        before()
        start = time.perf_counter()
        subprocess.run(
            [*PYTHON, *command], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
        return time.perf_counter() - start

    return measure


def call(work: Callable[[], object], times: int, before: Callable[[], object] = lambda: None) -> Callable[[], float]:
    """Time of one call out of ``times``; ``before`` each of them, something that is not counted."""

    def measure() -> float:
        total = 0.0
        for _ in range(times):
            before()
            start = time.perf_counter()
            work()
            total += time.perf_counter() - start
        return total / times

    return measure


def forget() -> None:
    """Empty every cache of our functions, as if the next text were the first."""
    for name, module in list(sys.modules.items()):
        if name.startswith("ics_export"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


# --- start-up ---------------------------------------------------------------------------------------------------------


def whole_commands(board: Board, document: Path, folder: Path, pairs: int) -> None:
    """The command from its start to its end, against loading what it is made with."""
    out = folder / "feeds"

    def empty() -> None:
        shutil.rmtree(out, ignore_errors=True)

    for name, bound, arguments in (
        ("one month, all feeds", 1.3, [str(document), "--out", str(out)]),
        ("--help", 0.65, ["--help"]),
        ("--version", 0.65, ["--version"]),
        ("usage error", 0.65, ["--no-such-option"]),
    ):
        compare(board, name, bound, (process([*COMMAND, *arguments], empty), process(YARDSTICK)), pairs)


# --- in process -------------------------------------------------------------------------------------------------------


def parsing(board: Board, document: Path, pairs: int) -> None:
    """Text to a programme, against one regular expression over the same text.

    The bound holds for all three: a text whose rows are kept from the last time, other work by the same people, and
    nothing kept, as at the start of a command.
    """
    from ics_export.config import Config
    from ics_export.diagnostics import Report
    from ics_export.parsing import parse
    from ics_export.reading.text import split

    text, config = document.read_text("utf-8"), Config()
    others = itertools.cycle(numbered(text, range(100)))

    def work(read: str = text) -> object:
        return parse(split("month.txt", read), config, Report())

    yardstick = call(lambda: re.sub(r"\s+", " ", text), 40)
    compare(board, "parsing, a text that was read before", 8, (call(work, 5), yardstick), pairs)
    compare(board, "parsing, other work by the same people", 8, (call(lambda: work(next(others)), 5), yardstick), pairs)
    compare(board, "parsing, nothing kept", 8, (call(work, 5, forget), yardstick), pairs)


def writing(board: Board, document: Path, pairs: int) -> None:
    """Text to the bytes of all feeds, against icalendar for the feeds alone, their texts ready."""
    from ics_export.config import Config
    from ics_export.feeds.calendar import feeds
    from ics_export.pipeline import run

    data, config = document.read_bytes(), Config()

    def ours() -> object:
        result = run("month.txt", data, config)
        return feeds(result.programme.organisation, result.programme.leaders, result.events, config)

    plain = plain_writer(run("month.txt", data, config))
    compare(board, "text to all feeds, caches empty", 0.5, (call(ours, 2, forget), call(plain, 2)), pairs)
    compare(board, "text to all feeds, the same text again", 0.5, (call(ours, 2), call(plain, 2)), pairs)


# --- many documents ---------------------------------------------------------------------------------------------------


def metered(documents: list[Path], folder: Path) -> tuple[float, int]:
    """Seconds and peak kilobytes of one run over ``documents``."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        command = [sys.executable, "-c", METER, *PYTHON, *COMMAND, *map(str, documents), "--out", out]
        said = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout.split()
        if not Path(out, "all.ics").exists():
            sys.exit(f"{len(documents)} documents: no feed was written")
    return float(said[0]), int(said[1])


def many(board: Board, document: Path, folder: Path, rounds: int) -> None:
    """One run over 1 to 1,000 documents.

    Start-up is in every run, so the time of a document is that of all but the first: (t(n) - t(1)) / (n - 1). What it
    is for 10 documents is the yardstick for the others; for memory it is the peak of a run with one.
    """
    sources = folder / "documents"
    sources.mkdir()
    texts = variants(document.read_text("utf-8"))
    paths = [sources / f"month-{number:04}.txt" for number in range(1000)]
    for path, text in zip(paths, texts, strict=False):
        path.write_text(text, "utf-8")
    counts = (1, 10, 100, 1000)
    # The fewer the documents, the less there is to measure: short runs are repeated, before and after each long one,
    # and compared with that one, for a machine is quicker at one minute than at the next.
    ratios: dict[int, list[float]] = {100: [], 1000: []}
    peaks: dict[int, list[int]] = {count: [] for count in counts}
    each: dict[int, list[float]] = {count: [] for count in counts[1:]}
    for _ in range(rounds):
        seconds: dict[int, list[float]] = {count: [] for count in counts}
        for count in (*(1, 10) * 8, 100, 100, 1000, 100, 100, *(1, 10) * 8):
            time_taken, peak = metered(paths[:count], folder)
            seconds[count].append(time_taken)
            peaks[count].append(peak)
        first = statistics.median(seconds[1])
        for count in counts[1:]:
            each[count].append((statistics.median(seconds[count]) - first) / (count - 1))
        for count, found in ratios.items():
            found.append(each[count][-1] / each[10][-1])
    typical = {count: statistics.median(found) * 1000 for count, found in each.items()}
    for count, found in ratios.items():
        note = f"{typical[count]:.2f} ms to {typical[10]:.2f} ms of 10"
        board.line(f"documents: {count}, time of each", statistics.median(found), 1.1, note)
    least = statistics.median(peaks[1])
    for count in counts[1:]:
        peak = statistics.median(peaks[count])
        note = f"{peak / 1024:.1f} MiB to {least / 1024:.1f} MiB of 1"
        board.line(f"documents: {count}, peak memory", peak / least, 1.1, note)


# --- hostile texts ----------------------------------------------------------------------------------------------------


def worst(board: Board, document: Path, folder: Path, quick: bool) -> None:
    """The slowest of many hostile texts, against a programme's rows over and over up to the same size."""
    text = document.read_text("utf-8")
    paths = {"warm": folder / "warm.txt", "normal": folder / "normal.txt"}
    paths["warm"].write_text(text, "utf-8")
    paths["normal"].write_text(normal(text), "utf-8")
    base = min(read(paths["warm"], paths["normal"])[0] for _ in range(3))
    results: list[tuple[float, str, str]] = []
    for number, (name, filled) in enumerate(hostile(text).items()):
        if quick and number % 3:
            continue
        path = folder / "hostile.txt"
        path.write_bytes(filled.encode())
        results.append((*read(paths["warm"], path), name))
    results.sort(reverse=True)
    (seconds, _, name), *others = results
    board.line("worst hostile text", seconds / base, 5, f"{name}, {seconds:.2f} s to {base:.2f} s, of {len(results)}")
    for seconds, said, name in others[:4]:
        board.line(f"  then {name}"[:44], seconds / base, None, f"{seconds:.2f} s: {said[:60]}")


def read(warm: Path, path: Path) -> tuple[float, str]:
    """Seconds to read one text, and what came of it."""
    command = [*PYTHON, "-c", READER, str(warm), str(path)]
    try:
        said = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return float(PATIENCE), "given up"
    seconds, _, what = said.stdout.splitlines()[1].partition("\t")
    return float(seconds), what


WITHOUT_ALMANAC = """
from ics_export import scheduling
scheduling.unprinted_days_off = lambda *a, **k: []
scheduling.report_calendar = lambda *a: None
scheduling.annotate = lambda events, almanac: events
from ics_export.__main__ import run
run()
"""


def calendar(board: Board, document: Path, folder: Path, pairs: int) -> None:
    """What lunar dates and days off cost: one date to 20 microseconds, a month's run to one without them."""
    import datetime as dt

    from ics_export.almanac import LunarDate

    days = [dt.date(2025, 1, 1) + dt.timedelta(number) for number in range(1000)]
    seconds = call(lambda: [LunarDate.from_solar(day) for day in days], 5)() / len(days)
    board.line("a lunar date, to 20 µs", seconds / 20e-6, 1, f"{seconds * 1e6:.1f} µs")
    end = [str(document), "-q", "--out", str(folder / "almanac")]
    without = process(["-c", WITHOUT_ALMANAC, *end])
    compare(board, "one month, to one without almanac", 1.15, (process([*COMMAND, *end]), without), pairs)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description="Ratios to yardsticks measured in the same run.")
    parser.add_argument("--quick", action="store_true", help="5 pairs instead of 15, fewer hostile texts")
    parser.add_argument("--pairs", type=int, help="how many alternating pairs")
    parser.add_argument("--document", type=Path, default=ROOT / "samples" / "month.txt", help="a month's programme")
    parser.add_argument("--only", default="", help="startup, parsing, writing, documents, almanac or hostile")
    given = parser.parse_args()
    if not given.document.is_file():
        parser.error(f"{given.document} is missing; name a programme with --document")
    gc.set_threshold(100_000)  # as the program has it
    pairs = given.pairs or (5 if given.quick else 15)
    board = Board()
    document = given.document.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder)
        parts: dict[str, Callable[[], None]] = {
            "startup": lambda: whole_commands(board, document, folder, pairs),
            "parsing": lambda: parsing(board, document, pairs),
            "writing": lambda: writing(board, document, pairs),
            "documents": lambda: many(board, document, folder, 1 if given.quick else 3),
            "almanac": lambda: calendar(board, document, folder, pairs),
            "hostile": lambda: worst(board, document, folder, given.quick),
        }
        for part, measure in parts.items():
            if not given.only or given.only in part:
                measure()
    sys.exit(board.failed)


if __name__ == "__main__":
    main()
