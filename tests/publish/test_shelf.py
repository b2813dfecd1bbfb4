"""What was read once is read from the shelf, and the shelf can only give what reading would."""

from __future__ import annotations

import os
import pickle
from hashlib import sha256
from pathlib import Path

import pytest

from ics_export.config import Config
from ics_export.publish import archive as archives
from ics_export.publish.issues import Issue
from ics_export.publish.shelf import FOLDER, Shelf, loaded
from tests.publish.office import month, publish, published, put, usual

ROOT = Path(__file__).parents[2]
# An eighteenth of the corpus, another than that of tests/feeds/test_remembering.py.
PROGRAMMES = [*sorted((ROOT / "samples").glob("*.txt")), *sorted((ROOT / "tests/programmes").glob("*.txt"))[2::18]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    put(tmp_path / "kho", "1.txt", month(2025, 1))
    put(tmp_path / "kho", "2.txt", month(2025, 2))
    return tmp_path / "kho"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "web"


def shelved(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / FOLDER).iterdir()}


@pytest.mark.no_cover
@pytest.mark.parametrize("path", PROGRAMMES, ids=lambda path: path.stem)
def test_every_programme_comes_back_as_it_was_put(path: Path, tmp_path: Path) -> None:
    issue, content = archives.read_one(path.parent, path.name, Config())
    assert isinstance(issue, Issue)
    shelf = Shelf(tmp_path, "base", {path.name: issue.sha256})
    assert not shelf.has(path.name) and shelf.take(path.name) is None
    shelf.put(issue, content)
    assert shelf.has(path.name) and shelf.take(path.name) == (issue, content)
    assert loaded(content) == pickle.loads(content)


def test_only_what_changed_is_read(archive: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(archive, site)
    days = usual()
    days[20] = [("Họp bất thường", "Nga"), *days[20][1:]]
    put(archive, "2.txt", month(work=days))
    asked: list[str] = []
    read_one = archives.read_one
    monkeypatch.setattr(
        archives, "read_one", lambda folder, name, *more: asked.append(name) or read_one(folder, name, *more)
    )
    assert publish(archive, site).exit_code == 0
    assert asked == ["2.txt"] and b"b\xe1\xba\xa5t th\xc6\xb0\xe1\xbb\x9dng" in (site / "nga.ics").read_bytes()
    assert len(shelved(site)) == 2, "what is read no more goes"


def test_the_site_is_the_same_with_and_without_it(archive: Path, tmp_path: Path) -> None:
    days = usual()
    days[20] = days[20][:1]
    sites = [tmp_path / "with", tmp_path / "without"]
    for site in sites:
        publish(archive, site)
    (archive / "2.txt").write_text(month(work=days), "utf-8")
    for path in (sites[1] / FOLDER).iterdir():
        path.unlink()
    bytes_of = []
    for site in sites:
        publish(archive, site)
        bytes_of.append({name: value[0] for name, value in published(site).items()})
    assert bytes_of[0] == bytes_of[1] and shelved(sites[0]) == shelved(sites[1])


@pytest.mark.parametrize("damage", [b"", b"\n", b"x" * 100, b"cut", b"forged"])
def test_a_damaged_one_is_none(archive: Path, site: Path, damage: bytes) -> None:
    publish(archive, site)
    before, good = published(site), shelved(site)
    for name, data in good.items():
        body = pickle.dumps(os.getcwd)
        rest = b"%d\n%b" % (len(body), body)
        forged = sha256(rest).hexdigest().encode() + b"\n" + rest
        (site / FOLDER / name).write_bytes({b"cut": data[:-1], b"forged": forged}.get(damage, damage))
    (site / "status.json").unlink()
    assert publish(archive, site).exit_code == 0
    assert published(site) == before and shelved(site) == good


def test_no_code_of_strangers_runs() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, ("echo gone",)

    for value in (Evil(), [Evil()], print, Path("x")):
        with pytest.raises(pickle.UnpicklingError, match="is no value of a programme"):
            loaded(pickle.dumps(value))


def test_nobody_else_can_read_it(archive: Path, site: Path) -> None:
    publish(archive, site)
    assert (site / FOLDER).stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (site / FOLDER).iterdir()} == {0o600}
