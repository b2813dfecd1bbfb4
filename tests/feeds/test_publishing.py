"""Files: whole or not at all, untouched where nothing changed, and a sentence where it cannot be done."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ics_export.diagnostics import UserError
from ics_export.feeds import publishing
from ics_export.feeds.publishing import Written, write_feeds, write_file, write_folders

ROOT = Path(__file__).parents[2]
OLD = {"hoan.ics": b"old hoan", "all.ics": b"old all"}
NEW = {"hoan.ics": b"new hoan" * 500, "all.ics": b"new all" * 500}


def content(folder: Path) -> dict[str, bytes]:
    """Everything in ``folder``, temporary files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the old feeds."""
    write_feeds(tmp_path, OLD)
    return tmp_path


@pytest.fixture
def bare() -> Iterator[Path]:
    """A folder under no other that is closed to strangers, so that another user can be tried."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def stranger() -> Iterator[None]:
    """Run as nobody where the tests run as root, whom no permission stops."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "lịch"
    assert write_feeds(folder, NEW) == Written(("hoan.ics", "all.ics"), ())
    assert content(folder) == NEW


def test_bytes_are_kept(tmp_path: Path) -> None:
    write_feeds(tmp_path, {"a.ics": b"a\r\nb\nc\x00\xff"})
    assert content(tmp_path) == {"a.ics": b"a\r\nb\nc\x00\xff"}


def test_unchanged_files_are_untouched(site: Path) -> None:
    os.utime(site / "hoan.ics", (1, 1))
    before = (site / "hoan.ics").stat()
    assert write_feeds(site, {**OLD, "all.ics": b"new all"}) == Written(("all.ics",), ("hoan.ics",))
    after = (site / "hoan.ics").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write_feeds(site, {"all.ics": b"NEW all"}).names == ("all.ics",)


def test_nothing_to_write(site: Path) -> None:
    assert write_feeds(site, {}) == Written()
    assert content(site) == OLD


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_web_server_can_read_new_files(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_feeds(tmp_path, NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "all.ics").stat().st_mode) == 0o644


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_an_old_file_keeps_its_mode(site: Path, mode: int) -> None:
    (site / "all.ics").chmod(mode)
    write_feeds(site, NEW)
    assert stat.S_IMODE((site / "all.ics").stat().st_mode) == mode
    assert content(site) == NEW


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../../etc",
        "/etc/passwd",
        "a/b.ics",
        "a\\b.ics",
        "c:x.ics",
        "a\x00.ics",
        "a\n.ics",
        "a\u202e.ics",
    ],
)
def test_names_stay_in_the_folder(site: Path, name: str) -> None:
    with pytest.raises(UserError, match="không hợp lệ") as caught:
        write_feeds(site, {**NEW, name: b"x"})
    assert caught.value.status == 1 and "\u202e" not in str(caught.value)
    assert content(site) == OLD


def test_an_empty_feed_is_refused(site: Path) -> None:
    with pytest.raises(ValueError, match=r"all\.ics"):
        write_feeds(site, {**NEW, "all.ics": b""})
    assert content(site) == OLD


def test_a_folder_in_the_way(site: Path) -> None:
    (site / "an.ics").mkdir()
    with pytest.raises(UserError, match=r"an\.ics: đã có thư mục"):
        write_feeds(site, {**NEW, "an.ics": b"x"})
    (site / "an.ics").rmdir()
    assert content(site) == OLD


def test_a_file_for_a_folder(site: Path) -> None:
    for folder in (site / "all.ics", site / "all.ics" / "deeper"):
        with pytest.raises(UserError, match="không phải là thư mục"):
            write_feeds(folder, NEW)
    assert content(site) == OLD


def test_unwritable_folder(bare: Path) -> None:
    write_feeds(bare, OLD)
    bare.chmod(0o555)
    with stranger():
        for folder in (bare, bare / "new"):
            with pytest.raises(UserError, match=r"không có quyền.*--out"):
                write_feeds(folder, NEW)
    assert content(bare) == OLD


def test_an_unreadable_file_is_replaced(bare: Path) -> None:
    write_feeds(bare, {"all.ics": b"OLD"})
    (bare / "all.ics").chmod(0)
    bare.chmod(0o777)
    with stranger():
        assert write_feeds(bare, {"all.ics": b"NEW"}).names == ("all.ics",)
    (bare / "all.ics").chmod(0o644)
    assert content(bare) == {"all.ics": b"NEW"}


def test_a_link_is_replaced_not_followed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "precious"
    elsewhere.write_bytes(b"precious")
    (site / "all.ics").unlink()
    (site / "all.ics").symlink_to(elsewhere)
    write_feeds(site, NEW)
    assert elsewhere.read_bytes() == b"precious"
    assert content(site) == NEW and not (site / "all.ics").is_symlink()


@pytest.mark.parametrize(
    "number, words",
    [
        (errno.ENOSPC, "đĩa đầy"),
        (errno.EDQUOT, "hạn mức"),
        (errno.EROFS, "không có quyền"),
        (errno.EIO, "không ghi được (Input/output error)"),
    ],
)
def test_a_failure_leaves_everything(site: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    calls = 0

    def failing(_: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(publishing.os, "fsync", failing)
    with pytest.raises(UserError) as caught:
        write_feeds(site, NEW)
    assert words in str(caught.value) and str(caught.value).startswith(str(site / "all.ics"))
    assert content(site) == OLD


def test_an_interrupt_leaves_everything(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_feeds(site, NEW)
    assert content(site) == OLD


def test_a_failed_replacement_leaves_no_temporary_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(UserError, match="không có quyền"):
        write_feeds(site, NEW)
    assert content(site) == OLD


def child(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``code`` in another process, with ``folder`` and NEW defined."""
    head = f"from pathlib import Path\nfolder, NEW = Path({str(folder)!r}), {NEW!r}\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", head + textwrap.dedent(code)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_full_disk(site: Path) -> None:
    """RLIMIT_FSIZE stops the write in its middle, as a full disk does."""
    result = child(
        """
        import resource
        from ics_export.diagnostics import UserError
        from ics_export.feeds.publishing import write_feeds
        resource.setrlimit(resource.RLIMIT_FSIZE, (3600, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        try:
            write_feeds(folder, {"all.ics": b"small", "hoan.ics": NEW["hoan.ics"]})
        except UserError as error:
            print(ascii(str(error)))
        """,
        site,
    )
    assert ascii("đĩa đầy")[1:-1] in result.stdout, result.stderr
    assert content(site) == OLD


def test_killed_half_way(site: Path) -> None:
    """What is left of a killed run is the old feeds and a hidden file, and the next run does not mind it."""
    result = child(
        """
        import os, signal
        from ics_export.feeds.publishing import write_feeds
        os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
        write_feeds(folder, NEW)
        """,
        site,
    )
    assert result.returncode == -9, result.stderr
    visible = {name: data for name, data in content(site).items() if not name.startswith(".")}
    assert visible == OLD
    assert write_feeds(site, NEW).names == ("hoan.ics", "all.ics")


# --- chunks and folders -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "old", [None, b"", b"o", b"one", b"onetwo", b"onetwothree", b"onetwothree!", b"oneTWOthree", b"x" * 11]
)
@pytest.mark.parametrize(
    "chunks", [(b"one", b"two", b"three"), (b"onetwothree",), (b"", b"onetwo", b"", b"three", b"")]
)
def test_chunks_asked_for_once(tmp_path: Path, old: bytes | None, chunks: tuple[bytes, ...]) -> None:
    if old is not None:
        (tmp_path / "a.ics").write_bytes(old)
    same = old == b"onetwothree"
    assert write_feeds(tmp_path, {"a.ics": iter(chunks)}) == Written(*((), ("a.ics",))[:: 1 if same else -1])
    assert content(tmp_path) == {"a.ics": b"onetwothree"}


def test_chunks_are_not_collected(tmp_path: Path) -> None:
    """Each chunk is gone before the next one comes, whether it is compared or written."""
    (tmp_path / "b.ics").write_bytes(b"".join(bytes([n]) * 100_000 for n in range(50)))

    def chunks() -> Iterator[bytes]:
        yield from (bytes([n]) * 100_000 for n in range(100))

    tracemalloc.start()
    try:
        write_feeds(tmp_path, {"a.ics": chunks(), "b.ics": chunks()})
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


@pytest.mark.parametrize("chunks", [(), (b"", b"")])
def test_an_empty_feed_of_chunks_is_refused(site: Path, chunks: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match=r"all\.ics"):
        write_feeds(site, {"hoan.ics": b"new", "all.ics": chunks})
    assert content(site) == OLD


def test_chunks_that_fail_leave_everything(site: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_feeds(site, {"hoan.ics": b"new", "all.ics": failing()})
    assert content(site) == OLD


def test_folders_as_one_whole(site: Path) -> None:
    good, bad = {"a.ics": b"new"}, {"../b.ics": b"new"}
    with pytest.raises(UserError, match="không hợp lệ"):
        write_folders(site, [("", {"all.ics": b"new"}), ("a", good), ("b", bad)])
    with pytest.raises(UserError, match="không hợp lệ"):
        write_folders(site, [("", {"all.ics": b"new"}), ("..", good)])
    assert {path.name: path.read_bytes() for path in site.rglob("*") if path.is_file()} == OLD
    assert write_folders(site, [("a", good), ("b", good)]).names == ("a/a.ics", "b/a.ics")
    assert (site / "b" / "a.ics").read_bytes() == b"new"


def test_what_a_killed_run_left_is_removed_after_an_hour(site: Path) -> None:
    now = time.time()
    ages = {".ics-export-1-0.tmp": 3700, ".ics-export-abc.tmp": 90_000, ".ics-export-2-0.tmp": 3400, ".other.tmp": 9000}
    for name, age in ages.items():
        (site / name).write_bytes(b"half")
        os.utime(site / name, (now - age, now - age))
    write_feeds(site, OLD)
    assert set(content(site)) == {*OLD, *ages}, "nothing was written, so nothing is tidied"
    write_feeds(site, NEW)
    assert set(content(site)) == {*NEW, ".ics-export-2-0.tmp", ".other.tmp"}


def test_a_temporary_name_that_is_taken(site: Path) -> None:
    taken = site / f".ics-export-{os.getpid()}-0.tmp"
    taken.symlink_to(site / "elsewhere")
    write_feeds(site, NEW)
    taken.unlink()
    assert content(site) == NEW


def test_one_file(site: Path) -> None:
    assert write_file(site / "neu: tháng 2?.ics", b"one")
    assert (site / "neu: tháng 2?.ics").read_bytes() == b"one"
    assert not write_file(site / "all.ics", OLD["all.ics"])
    with pytest.raises(UserError, match="đã có thư mục"):
        write_file(site, b"one")


def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert write_file(pipe, b"one")
        assert reader.communicate()[0] == b"one"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_pipe_in_the_way_of_a_feed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "all.ics")
    with pytest.raises(UserError, match="không phải tệp"):
        write_feeds(tmp_path, NEW)
    assert stat.S_ISFIFO((tmp_path / "all.ics").stat().st_mode)
