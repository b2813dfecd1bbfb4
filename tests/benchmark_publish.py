"""``ics-export publish`` beside what it cannot do without: reading programmes and writing feeds, as ratios.

    python tests/benchmark_publish.py [--pairs N] [--large]

The programmes are samples/month.txt moved to other months. Whole commands are timed, start and end included, and the
median of alternating pairs is printed; the exit status is 1 where a bound fails. ``--large``: a thousand months of
twenty offices too, with the peak memory of the largest process. Nothing else should run on the machine meanwhile.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmark import COMMAND, ENVIRONMENT, METER, PYTHON, ROOT, Board, compare, install, process
from benchmark_texts import variants

MONTHS = 24
OFFICES = 20
MONTHS_EACH = 50
_TITLE = "CỦA SỞ CÔNG THƯƠNG"
_CHANGED = ("Giao ban Lãnh đạo Sở", "Giao ban mở rộng Lãnh đạo Sở")


def archive(folder: Path, months: int, office: str = "") -> list[Path]:
    """``months`` programmes of one office as files, one a month."""
    folder.mkdir(parents=True)
    text = (ROOT / "samples/month.txt").read_text("utf-8")
    if _TITLE not in text or _CHANGED[0] not in text:
        raise SystemExit("samples/month.txt is another one than this benchmark knows")
    files = []
    for number, month in enumerate(itertools.islice(variants(text), months)):
        files.append(folder / f"{number:03}.txt")
        files[-1].write_text(month.replace(_TITLE, f"{_TITLE} {office}".rstrip()), "utf-8")
    return files


def publish(source: Path, site: Path, *options: str) -> list[str]:
    """The command as from cron."""
    return [*COMMAND, "publish", str(source), str(site), *options]


def must(command: list[str]) -> None:
    """Run it; what is measured has to work."""
    done = subprocess.run([*PYTHON, *command], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[-4:]}: {done.stderr}")


def one_office(board: Board, folder: Path, pairs: int) -> None:
    """Two years of one office: nothing changed, one programme changed, all of it new."""
    source, site, plain = folder / "kho", folder / "site", folder / "plain"
    files = archive(source, MONTHS)
    names = list(map(str, files))
    must(publish(source, site))
    read = process([*COMMAND, "check", "--format", "line", *names])
    write = process([*COMMAND, *names, "--out", str(plain), "-q"], lambda: shutil.rmtree(plain, ignore_errors=True))
    compare(board, f"{MONTHS} months, nothing changed : reading them", 2, (process(publish(source, site)), read), pairs)
    compare(
        board,
        f"{MONTHS} months, one changed : writing the feeds",
        1.5,
        (process(publish(source, site), correction(files[-1])), write),
        pairs,
    )

    def anew() -> None:
        shutil.rmtree(site)

    compare(
        board, f"{MONTHS} months, all new : writing the feeds", 4, (process(publish(source, site), anew), write), pairs
    )


def correction(file: Path) -> Callable[[], None]:
    """Changes a programme to and fro: every call is a correction of one meeting."""

    def change() -> None:
        text = file.read_text("utf-8")
        before, after = _CHANGED if _CHANGED[1] not in text else reversed(_CHANGED)
        file.write_text(text.replace(before, after, 1), "utf-8")

    return change


def many_offices(folder: Path) -> None:
    """A thousand months: seconds and megabytes of a first run, of one without and of one with a change."""
    source, site = folder / "all", folder / "many"
    for office in range(OFFICES):
        last = archive(source / f"{office:02}", MONTHS_EACH, f"TỈNH SỐ {office}")[-1]
    print(f"{OFFICES * MONTHS_EACH} months of {OFFICES} offices:")
    for name, before in (("first", lambda: None), ("nothing changed", lambda: None), ("one changed", correction(last))):
        before()
        command = [*PYTHON, "-c", METER, *PYTHON, *publish(source, site)]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
        seconds, peak, status = done.stdout.split()
        print(f"  {name:16} {float(seconds):7.2f} s {int(peak) / 1024:7.0f} MB, exit status {status}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    board = Board()
    with tempfile.TemporaryDirectory() as name:
        install(Path(name))
        one_office(board, Path(name), options.pairs)
        if options.large:
            many_offices(Path(name))
    sys.exit(board.failed)


if __name__ == "__main__":
    main()
