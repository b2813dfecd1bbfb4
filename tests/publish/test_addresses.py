"""Private addresses: unguessable, never told, given up for good by a rotation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.publish.office import (
    call,
    events,
    feeds,
    is_whole,
    month,
    publish,
    put,
    snapshot,
    status,
    usual,
    without_status,
)

KEY = "k" * 40
TOKEN = re.compile(r"[a-z2-7]{26,}")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    put(tmp_path / "kho", "thang-2.txt", month())
    return tmp_path / "kho"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def place(site: Path, name: str) -> Path:
    """The feed of that file name that is in use."""
    found = [path for path in site.rglob(name) if events(path.read_bytes())]
    assert len(found) == 1
    return found[0]


def test_without_a_key_it_is_said_that_addresses_can_be_guessed(archive: Path, site: Path) -> None:
    assert "có thể đoán được" in publish(archive, site).output


def test_init_makes_a_key_for_its_owner_alone(archive: Path, site: Path) -> None:
    result = publish(archive, site, "--init")
    key = site.parent / ".ics-export-key"
    assert result.exit_code == 0 and "đoán" not in result.output
    assert key.stat().st_mode & 0o777 == 0o600
    text = key.read_text()
    assert len(text.strip()) >= 52
    publish(archive, site, "--init")
    assert key.read_text() == text
    assert not list(site.rglob(".ics-export-key"))


def test_every_feed_lies_under_a_name_of_128_bits_or_more(archive: Path, site: Path) -> None:
    publish(archive, site, key=KEY)
    names = sorted(feeds(site))
    assert [name.split("/")[0] for name in names] == ["feeds"] * 4
    tokens = {name.split("/")[1] for name in names}
    assert len(tokens) == 4
    assert all(re.fullmatch(r"[a-z2-7]{32}", token) for token in tokens), "32 letters of 5 bits"
    other = site.parent / "other"
    publish(archive, other, key="z" * 40)
    assert not tokens & {name.split("/")[1] for name in feeds(other)}
    assert (site / "feeds/index.html").is_file(), "no listing"


def test_the_address_is_the_same_whatever_the_way_to_the_key(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "khoa"
    file.write_text(KEY + "\n")
    publish(archive, tmp_path / "a", key=KEY)
    publish(archive, tmp_path / "b", "--key-file", file)
    (tmp_path / ".ics-export-key").write_text(KEY)
    publish(archive, tmp_path / "c")
    assert feeds(tmp_path / "a") == feeds(tmp_path / "b") == feeds(tmp_path / "c")


def test_tokens_and_words_of_events_are_nowhere_in_the_open(archive: Path, site: Path) -> None:
    days = usual()
    days[10] = [("Việc MẬT THẤT 9h00", "Hoàn"), ("Việc khác MẬT THẤT 9h00", "Hoàn")]
    put(archive, "thang-2.txt", month(work=days))
    result = publish(archive, site, key=KEY)
    text = (site / "status.json").read_text("utf-8")
    for name in feeds(site):
        assert name.split("/")[1] not in text + result.output
    assert "MẬT THẤT" not in text
    assert not any(feed["path"] for feed in status(site)["organisations"][0]["feeds"])


def test_unchanged_input_changes_nothing(archive: Path, site: Path) -> None:
    publish(archive, site, key=KEY)
    before, rest = snapshot(site), without_status(site)
    assert publish(archive, site, key=KEY, now="2030-01-01").output == ""
    assert snapshot(site) == before
    (site / "status.json").unlink()
    publish(archive, site, key=KEY, now="2030-01-01")
    assert without_status(site) == rest


@pytest.mark.parametrize("with_status", [True, False])
def test_a_private_site_is_never_published_in_the_open(archive: Path, site: Path, with_status: bool) -> None:
    publish(archive, site, key=KEY)
    if not with_status:
        (site / "status.json").unlink()
    before = snapshot(site)
    result = publish(archive, site)
    assert result.exit_code == 1 and "khóa" in result.output
    assert snapshot(site) == before


def test_another_key_is_refused(archive: Path, site: Path) -> None:
    publish(archive, site, key=KEY)
    before = snapshot(site)
    result = publish(archive, site, key="q" * 40)
    assert result.exit_code == 1 and "khóa" in result.output
    assert snapshot(site) == before


@pytest.mark.parametrize("key", ["short", "x" * 31])
def test_a_key_that_can_be_guessed_is_refused(archive: Path, site: Path, key: str) -> None:
    assert publish(archive, site, key=key).exit_code == 2
    assert call("publish", archive, site, "--key-file", site.parent / "none").exit_code == 2


def test_a_site_can_become_private_and_keeps_its_memory(archive: Path, site: Path) -> None:
    publish(archive, site)
    before = feeds(site)
    assert publish(archive, site, key=KEY).exit_code == 0
    for name, data in before.items():
        assert place(site, name).read_bytes() == data
        assert is_whole((site / name).read_bytes()) and not events((site / name).read_bytes())


# --- rotation ---------------------------------------------------------------------------------------------------------


def test_rotate_gives_a_new_address_and_empties_the_old_one(archive: Path, site: Path) -> None:
    publish(archive, site, key=KEY)
    old, others = place(site, "hoan.ics"), {n: d for n, d in feeds(site).items() if "hoan" not in n}
    data = old.read_bytes()
    page = old.with_name("hoan-2025-02.html")
    page.write_text("Nghe báo cáo")
    result = call("rotate", site, "--leader", "Hoan", key=KEY)
    assert result.exit_code == 0 and not TOKEN.search(result.output)
    new = place(site, "hoan.ics")
    assert new != old and new.read_bytes() == data
    assert is_whole(old.read_bytes()) and not events(old.read_bytes())
    assert "Địa chỉ này đã ngừng dùng" in old.read_bytes().replace(b"\r\n ", b"").decode()
    assert "Nghe báo cáo" not in page.read_text("utf-8")
    assert {n: d for n, d in feeds(site).items() if "hoan" not in n} == others
    publish(archive, site, key=KEY)
    assert place(site, "hoan.ics") == new and not events(old.read_bytes())
    before = snapshot(site)
    publish(archive, site, key=KEY)
    assert snapshot(site) == before


def test_a_rotation_survives_a_lost_status_and_another_rotation(archive: Path, site: Path) -> None:
    publish(archive, site, key=KEY)
    seen = [place(site, "hoan.ics")]
    for _ in range(3):
        call("rotate", site, "--leader", "Hoàn", key=KEY)
        seen.append(place(site, "hoan.ics"))
    assert len(set(seen)) == 4
    (site / "status.json").unlink()
    publish(archive, site, key=KEY)
    assert place(site, "hoan.ics") == seen[-1]
    assert [feed["generation"] for feed in status(site)["organisations"][0]["feeds"] if feed["leader"] == "Hoàn"] == [3]


def test_the_common_feed_can_be_rotated_too(archive: Path, site: Path) -> None:
    publish(archive, site, key=KEY)
    old = place(site, "all.ics")
    assert call("rotate", site, "--all", key=KEY).exit_code == 0
    assert place(site, "all.ics") != old
    before = feeds(site)
    publish(archive, site, key=KEY, now="2026-01-01")
    assert feeds(site) == before, "the memory moved along"


def test_what_a_killed_rotation_left_is_emptied_by_the_next_publish(archive: Path, site: Path) -> None:
    publish(archive, site, key=KEY)
    old = place(site, "hoan.ics")
    data = old.read_bytes()
    call("rotate", site, "--leader", "Hoàn", key=KEY)
    old.write_bytes(data)
    publish(archive, site, key=KEY)
    assert not events(old.read_bytes())


@pytest.mark.parametrize(
    "arguments, key",
    [(("--leader", "Ai"), KEY), (("--leader", "Hoàn"), None), ((), KEY), (("--leader", "Hoàn"), "y" * 40)],
)
def test_rotate_says_what_is_missing(archive: Path, site: Path, arguments: tuple[str, ...], key: str | None) -> None:
    publish(archive, site, key=KEY)
    before = snapshot(site)
    assert call("rotate", site, *arguments, key=key).exit_code == 2
    assert snapshot(site) == before
    assert call("rotate", site.parent / "none", "--leader", "Hoàn", key=KEY).exit_code == 2


def test_the_secretary_can_have_a_list_that_nobody_else_can_read(archive: Path, site: Path, tmp_path: Path) -> None:
    file = tmp_path / "dia-chi.tsv"
    publish(archive, site, "--addresses", file, key=KEY)
    assert file.stat().st_mode & 0o777 == 0o600
    rows = dict(line.split("\t")[1:] for line in file.read_text("utf-8").splitlines())
    assert (site / rows["Hoàn"]).name == "hoan.ics" and (site / rows["(tất cả)"]).is_file()


def test_pages_of_months_that_are_kept_no_more_go(archive: Path, site: Path) -> None:
    for number in (1, 3, 4, 5):
        put(archive, f"2025/{number}.txt", month(2025, number))
    publish(archive, site, key=KEY)
    older = {path.name for path in site.rglob("hoan.*.html")}
    assert older == {"hoan.2025-01.html", "hoan.2025-02.html", "hoan.2025-03.html"}
    publish(archive, site, "--keep", "3", key=KEY)
    assert {path.name for path in site.rglob("hoan.*.html")} == {"hoan.2025-03.html"}
