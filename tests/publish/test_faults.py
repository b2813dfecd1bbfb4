"""What goes wrong at night: after each of these every feed is whole, old or new, and the next run repairs the rest."""

from __future__ import annotations

import fcntl
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ics_export.publish import archive as archives
from ics_export.publish.lock import NAME
from ics_export.publish.shelf import FOLDER
from tests.publish.office import events, feeds, is_whole, month, publish, published, put, snapshot, usual

ROOT = Path(__file__).parents[2]
NOBODY = 65534


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    put(tmp_path / "kho", "thang-2.txt", month())
    return tmp_path / "kho"


@pytest.fixture
def site(archive: Path, tmp_path: Path) -> Path:
    """A site that has been published, and whose archive has changed since."""
    publish(archive, tmp_path / "site")
    days = usual()
    days[20] = [("Nghe báo cáo nuôi tôm đợt hai mươi", days[20][0][1])]
    put(archive, "thang-2.txt", month(work=days))
    return tmp_path / "site"


def in_child(work: Callable[[], int]) -> int:
    """The exit status of ``work`` in a process of its own, whose limits and rights it may change."""
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        try:
            os._exit(work())
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# --- killed -----------------------------------------------------------------------------------------------------------

_FAST = Path("/dev/shm")  # hundreds of flushes to a busy disk take a minute


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "scenario, at_least",
    [("first", 27), ("change", 27), ("offices", 20), ("corrupt", 35), ("private", 65), ("rotate", 32)],
)
def test_killed_at_every_step(scenario: str, at_least: int, tmp_path: Path) -> None:
    """206 runs at the least, together; see ``kill``."""
    folder = tempfile.mkdtemp(dir=_FAST if os.access(_FAST, os.W_OK) else tmp_path)
    command = [sys.executable, "-m", "tests.publish.kill", scenario, folder]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=300)
    shutil.rmtree(folder)
    assert result.returncode == 0, result.stderr[-2000:]
    assert int(result.stdout) >= at_least


# --- no room, no right ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [0, 1, 700, 4096, 9000])
def test_disk_full(archive: Path, site: Path, limit: int) -> None:
    before = snapshot(site)

    def work() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        result = publish(archive, site)
        return result.exit_code if "đĩa đầy" in result.output else 50

    assert in_child(work) == 1
    assert snapshot(site) == before
    assert publish(archive, site).exit_code == 0
    assert "Nghe báo cáo nuôi tôm đợt hai mươi" in events(feeds(site)["all.ics"])


def test_a_full_disk_does_not_stop_a_run_that_changes_nothing(archive: Path, site: Path) -> None:
    publish(archive, site)
    before = snapshot(site)

    def work() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        return publish(archive, site).exit_code

    assert in_child(work) == 0
    assert snapshot(site) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(folder)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_small_disk(archive: Path, small_disk: Path) -> None:
    site = small_disk / "site"
    publish(archive, site)
    before, state = published(site), (site / "status.json").read_bytes()
    (small_disk / "ballast").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize))
    days = usual()
    days[20] = [("Họp bất thường", "Nga"), *days[20][1:]]
    put(archive, "thang-2.txt", month(work=days))
    result = publish(archive, site)
    assert result.exit_code == 1 and "đĩa đầy" in result.output
    assert published(site) == before and (site / "status.json").read_bytes() == state
    (small_disk / "ballast").unlink()
    assert publish(archive, site).exit_code == 0


def test_read_only_site(archive: Path, site: Path) -> None:
    """As another user where we are root, whom no mode stops."""
    home = Path(tempfile.mkdtemp())
    try:
        home.chmod(0o755)
        ours, theirs = home / "kho", home / "site"
        shutil.copytree(archive, ours)
        shutil.copytree(site, theirs)
        theirs.chmod(0o555)
        before = snapshot(theirs)

        def work() -> int:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            result = publish(ours, theirs)
            return result.exit_code if "quyền" in result.output else 50

        assert in_child(work) == 1
        assert snapshot(theirs) == before
        theirs.chmod(0o755)
        assert publish(ours, theirs).exit_code == 0
    finally:
        shutil.rmtree(home)


# --- the archive, the memory, the clock -------------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [False, True])
def test_the_archive_vanishes_while_it_is_read(
    archive: Path, site: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    put(archive, "a.txt", month(2025, 3))
    publish(archive, site)
    before = feeds(site)
    read_one = archives.read_one

    def gone(folder: Path, name: str, *more: object) -> object:
        if whole:
            shutil.rmtree(archive, ignore_errors=True)
        else:
            (archive / "thang-2.txt").unlink(missing_ok=True)
        return read_one(folder, name, *more)  # type: ignore[arg-type]

    shutil.rmtree(site / FOLDER)  # what was read before needs no archive
    copy = shutil.copytree(archive, archive.parent / "copy")
    put(archive, "b.txt", "")
    with monkeypatch.context() as patch:
        patch.setattr(archives, "read_one", gone)
        result = publish(archive, site)
    assert result.exit_code == 1 and "thang-2.txt" in result.output
    assert feeds(site) == before
    result = publish(copy, site)
    assert result.exit_code == 0 and feeds(site) == before


@pytest.mark.parametrize("damage", ["cut", "empty", "noise", "a line lost", "html"])
def test_a_corrupt_memory_is_kept_aside_and_nobody_loses_an_identity(archive: Path, site: Path, damage: str) -> None:
    publish(archive, site)
    good = feeds(site)
    bad = {
        "cut": good["all.ics"][:-400],
        "empty": b"",
        "noise": os.urandom(3000),
        "a line lost": good["all.ics"].replace(b"BEGIN:VEVENT\r\n", b"", 1),
        "html": b"<html>404</html>",
    }[damage]
    (site / "all.ics").write_bytes(bad)
    result = publish(archive, site, now="2025-02-06")
    assert result.exit_code == 0 and "all.ics.corrupt-1" in result.output
    assert (site / "all.ics.corrupt-1").read_bytes() in (bad, b"\n")
    assert feeds(site) == good, "the leaders' feeds remember"
    before = snapshot(site)
    assert publish(archive, site).output == "" and snapshot(site) == before


def test_a_removed_memory_costs_the_history_alone(archive: Path, site: Path, tmp_path: Path) -> None:
    publish(archive, site)
    (site / "all.ics").unlink()
    assert publish(archive, site).exit_code == 0
    publish(archive, tmp_path / "fresh")
    assert feeds(site) == feeds(tmp_path / "fresh")


def test_a_clock_set_back_makes_nothing_older(archive: Path, site: Path) -> None:
    publish(archive, site, now="2025-02-05T06:00+07:00")
    first = events(feeds(site)["all.ics"])["Nghe báo cáo nuôi tôm đợt hai mươi"]
    days = usual()
    days[20] = [("Nghe báo cáo nuôi tôm đợt 20 và 21", days[20][0][1])]
    put(archive, "thang-2.txt", month(work=days))
    assert publish(archive, site, now="2019-01-01").exit_code == 0
    second = events(feeds(site)["all.ics"])["Nghe báo cáo nuôi tôm đợt 20 và 21"]
    assert second["UID"] == first["UID"] and int(second["SEQUENCE"]) > int(first["SEQUENCE"])
    assert second["LAST-MODIFIED"] >= first["LAST-MODIFIED"]
    assert all(map(is_whole, feeds(site).values()))
    before = snapshot(site)
    assert publish(archive, site, now="2025-02-06").output == "" and snapshot(site) == before


# --- two runs ---------------------------------------------------------------------------------------------------------


def test_a_second_run_says_who_is_at_work(archive: Path, site: Path) -> None:
    before = feeds(site)
    lock = os.open(site / NAME, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.write(lock, b"4711\n")
        result = publish(archive, site)
        assert result.exit_code == 1 and "tiến trình 4711" in result.output
        assert feeds(site) == before
    finally:
        os.close(lock)
    assert publish(archive, site).exit_code == 0, "a file that a dead process left locks nobody out"
    assert not (site / NAME).exists()


def test_temporary_files_of_killed_runs_are_swept(archive: Path, site: Path) -> None:
    (site / ".ics-export-99-0.tmp").write_bytes(b"BEGIN")
    publish(archive, site)
    assert not list(site.glob(".ics-export-*.tmp"))
