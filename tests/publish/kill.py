"""Runs of publish and rotate that are killed at every step at which they touch the site; see test_faults.

    python -m tests.publish.kill SCENARIO FOLDER

A step is an opening for writing, the middle of a write, a flush to the disk, a change of mode, a renaming, a removal, a
new folder. For n = 1, 2, 3 … a child process is killed (SIGKILL) at its n-th step, until one gets through. After each,
every feed must be whole and the old or the new one; then a run that nobody kills must end where the first would have.
Prints the number of runs that were killed.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.publish.office import call, events, feeds, is_whole, month, publish, put, usual

KEY = "k" * 40
LATER = "2025-02-05T06:00+07:00"


class Steps:
    """Counts steps inside a folder and kills this process at one of them."""

    def __init__(self, folder: Path, fatal: int) -> None:
        self._folder, self._fatal, self._count = str(folder), fatal, 0

    def step(self) -> None:
        self._count += 1
        if self._count == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self) -> None:
        """Watch what this process does from now on."""
        steps, fdopen, fsync = self, os.fdopen, os.fsync

        class Halting(io.BufferedRandom):
            def write(self, data: Any) -> int:
                half = len(data) // 2
                super().write(data[:half])
                self.flush()
                steps.step()
                super().write(data[half:])
                return len(data)

        def opened(number: int, mode: str = "r", *more: Any, **other: Any) -> Any:
            return Halting(io.FileIO(number, "r+")) if mode == "w+b" else fdopen(number, mode, *more, **other)

        def flushed(number: int) -> None:
            steps.step()
            fsync(number)

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            inside = arguments and isinstance(arguments[0], str | os.PathLike)
            if not inside or not os.fspath(arguments[0]).startswith(steps._folder):
                return
            writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if writing or event in {"os.rename", "os.remove", "os.mkdir", "os.chmod", "os.link", "os.truncate"}:
                steps.step()

        os.fdopen, os.fsync = opened, flushed  # type: ignore[assignment]
        sys.addaudithook(hook)


def child(work: Callable[[], object]) -> int:
    """Do something in a process of its own; the signal that ended it, 0 where none did."""
    pid = os.fork()
    if not pid:
        try:
            work()
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(9)
        os._exit(0)
    _, code = os.waitpid(pid, 0)
    assert not os.WIFEXITED(code) or os.WEXITSTATUS(code) == 0, "the run failed of itself"
    return os.WTERMSIG(code) if os.WIFSIGNALED(code) else 0


def scenario(name: str, folder: Path) -> tuple[Path, Callable[[Path], object], str | None]:
    """The site to begin with, what is done to a site, and the key."""
    archive, site = folder / "kho", folder / "old"
    key = KEY if name in ("private", "rotate", "corrupt") else None
    days = {day: items for day, items in usual().items() if day in (4, 5, 10, 11)}
    put(archive, "thang-2.txt", month(work=days))
    site.mkdir()
    if name != "first":
        publish(archive, site, key=None if name == "private" else key)
    if name == "rotate":
        return site, lambda where: call("rotate", where, "--leader", "Hoàn", "--all", key=key), key
    if name == "offices":
        put(archive, "khac.txt", month(office="Sở Du lịch", work={3: [("Họp giao ban", "Bình")]}))
    if name == "corrupt":
        (everything,) = site.rglob("all.ics")
        everything.write_bytes(everything.read_bytes()[:-30])
    if name in ("change", "corrupt"):
        days[10] = [("Nghe báo cáo nuôi tôm đợt mười", days[10][0][1])]
        days[11] = [*days[11][1:], ("Họp xét thi đua", "Nga")]
        put(archive, "thang-2.txt", month(work=days))
    return site, lambda where: publish(archive, where, now=LATER, key=key), key


def main(name: str, folder: Path) -> int:
    """Run a scenario; returns the number of killed runs."""
    old, work, key = scenario(name, folder)
    clean, site = folder / "clean", folder / "site"
    shutil.copytree(old, clean)
    work(clean)
    before, after = feeds(old), feeds(clean)
    allowed = {path: {feed[path] for feed in (before, after) if path in feed} for path in before | after}
    assert before != after
    killed = 0
    while True:
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(old, site)

        def run(fatal: int = killed + 1) -> None:
            Steps(site, fatal).install()
            work(site)

        end = child(run)
        for path, data in feeds(site).items():
            assert data in allowed[path], f"{name} {killed + 1}: {path}"
            assert is_whole(data) or data == before.get(path), f"{name} {killed + 1}: {path} is not whole"
        assert before.keys() <= feeds(site).keys(), f"{name} {killed + 1}: a feed is gone"
        if (site / "status.json").exists():
            json.loads((site / "status.json").read_bytes())
        if name == "rotate":
            repaired = publish(folder / "kho", site, now=LATER, key=key)
            live = [path for path, data in feeds(site).items() if path.endswith("/hoan.ics") and events(data)]
            assert repaired.exit_code == 0 and len(live) == 1, f"{name} {killed + 1}: {live}"
        else:
            assert getattr(work(site), "exit_code") == 0  # noqa: B009 - work returns an object
            assert feeds(site) == after, f"{name} {killed + 1}: not repaired"
        left = [path.name for path in site.rglob("*") if path.name.endswith(".tmp")]
        assert not left, f"{name} {killed + 1}: {left}"
        if not end:
            return killed
        assert end == signal.SIGKILL
        killed += 1


if __name__ == "__main__":
    print(main(sys.argv[1], Path(sys.argv[2])))
