"""Rough nights: what else lies about in archives and sites, and what people do to them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.publish.office import call, events, feeds, month, publish, published, put, snapshot, status


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    put(folder, "thang-2.txt", month())
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "web/lich"


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Văn Phong", "Index", "Van-phong"])
def test_no_leader_takes_the_name_of_a_page(tmp_path: Path, site: Path, name: str) -> None:
    work = {4: [("Họp giao ban", name)], 5: [("Tiếp công dân", "Nga")]}
    put(tmp_path / "kho", "a.txt", month(work=work, leaders={name: "GĐ", "Nga": "PGĐ"}))
    assert publish(tmp_path / "kho", site).exit_code == 0
    assert len(feeds(site)) == 3
    assert "Nga" not in (site / "index.html").read_text("utf-8")
    assert "Những chỗ cần xem lại" in (site / "van-phong.html").read_text("utf-8")


def test_names_that_are_no_utf8(archive: Path, site: Path) -> None:
    """A file from an old Windows, in a folder without Unicode."""
    old = (archive / "thang-2.txt").rename(archive / os.fsdecode(b"th\xe1ng-2.txt"))
    (archive / os.fsdecode(b"gh\xed.txt")).write_text("Xin chào", "utf-8")
    site.mkdir(parents=True)
    (site / os.fsdecode(b"\xe1nh.jpg")).write_text("x", "utf-8")
    assert publish(archive, site).exit_code == 0
    before = snapshot(site)
    assert publish(archive, site).output == "" and snapshot(site) == before
    old.unlink()
    assert "không còn trong kho" in publish(archive, site).output
    old.write_bytes(b"\0\1")
    result = publish(archive, site)
    assert result.exit_code == 1 and "nay không đọc được" in result.output
    assert status(site)["organisations"][0]["programmes"][0]["file"] == "th\udce1ng-2.txt"


# --- strangers in the site --------------------------------------------------------------------------------------------


def test_what_else_lies_in_the_site_stops_nothing(archive: Path, site: Path) -> None:
    site.mkdir(parents=True)
    (site / "vong").symlink_to("vong")
    (site / "mat").symlink_to("khong-co")
    (site / "ngoai").symlink_to("/")
    os.mkfifo(site / "ong")
    (site / "logo.png").write_bytes(b"\x89PNG")
    assert publish(archive, site).exit_code == 0
    before = snapshot(site / "feeds")
    assert publish(archive, site).output == ""
    assert published(site / "logo.png") == before
    assert (site / "logo.png").read_bytes() == b"\x89PNG"


@pytest.mark.parametrize("name", ["all.ics", "hoan.ics", "status.json", "hoan.html", ".ics-export.lock"])
def test_a_folder_in_the_place_of_a_file_is_said_in_vietnamese(archive: Path, site: Path, name: str) -> None:
    (site / name).mkdir(parents=True)
    result = publish(archive, site)
    assert result.exit_code == 1
    assert name in result.output and "đã có thư mục" in result.output, result.output
    assert "--out" not in result.output, "publish has no such option"


def test_the_shelf_removes_nothing_but_its_own(archive: Path, site: Path, tmp_path: Path) -> None:
    publish(archive, site)
    for path in (shelf := site / ".ics-export-read").iterdir():
        path.unlink()
    shelf.rmdir()
    (elsewhere := tmp_path / "khac").mkdir()
    (elsewhere / "quan-trong.txt").write_text("x")
    shelf.symlink_to(elsewhere)
    put(archive, "thang-2.txt", month().replace("đợt 20", "đợt 200"))
    publish(archive, site)
    assert (elsewhere / "quan-trong.txt").exists()


def test_the_site_is_not_its_own_archive(archive: Path) -> None:
    before = snapshot(archive)
    for site in (archive, archive / "."):
        result = publish(archive, site)
        assert result.exit_code == 2 and "cùng một thư mục" in result.output
    assert snapshot(archive) == before


# --- feeds and status that were changed by others ---------------------------------------------------------------------


def test_line_ends_turned_by_git_do_not_switch_the_guard_off(archive: Path, site: Path) -> None:
    publish(archive, site)
    for path in site.glob("*.ics"):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    put(archive, "thang-2.txt", month(work={27: [("Họp giao ban", "Nga")]}))
    result = publish(archive, site)
    assert result.exit_code == 1 and "sẽ mất" in result.output
    assert not any(name.startswith("[HỦY]") for name in events(feeds(site)["hoan.ics"].replace(b"\n", b"\r\n")))


@pytest.mark.parametrize(
    "old, new",
    [
        (r'"generation": 0', '"generation": Infinity'),
        (r'"generation": 0', '"generation": -3'),
        (r'"generation": 0', '"generation": 99999999'),
        (r'"updated": "[^"]*"', '"updated": "2025-02-02T17:00:00"'),
        (r'"organisations": \[', '"organisations": [' + "[" * 100_000),
        (r'"leader": "[^"]*"', '"leader": "Hoàn"'),
        (r'"folder": ""', '"folder": "."'),
        (r'"file": "hoan.ics"', '"file": ""'),
        (r'"file": "hoan.ics"', '"file": "all.ics"'),
        (r'"file": "hoan.ics"', '"file": "index.html"'),
        (r"\A.*\Z", "null"),
    ],
)
def test_a_forged_status_is_made_anew(archive: Path, site: Path, old: str, new: str) -> None:
    publish(archive, site)
    before = feeds(site)
    path = site / "status.json"
    text = path.read_text("utf-8")
    path.write_text(re.sub(old, new, text, flags=re.DOTALL), "utf-8")
    assert path.read_text("utf-8") != text
    result = publish(archive, site)
    assert result.exit_code == 0 and "status.json cũ không đọc được" in result.output
    assert feeds(site) == before


# --- options and keys -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["https://u:p@lich.vn/", "https:///", "https://lich.vn:99999/"])
def test_a_wrong_address_of_the_site_is_said_before_anything_is_written(
    archive: Path, site: Path, address: str
) -> None:
    assert publish(archive, site, "--base-url", address).exit_code == 2
    assert not site.exists()


def test_what_was_left_out_is_not_called_off(archive: Path, site: Path) -> None:
    publish(archive, site)
    assert publish(archive, site, "--since", "2025-02-12").exit_code == 0
    assert not any(name.startswith("[HỦY]") for name in events(feeds(site)["all.ics"]))


def test_a_key_that_others_can_read_is_said_when_there_is_something_to_say(archive: Path, site: Path) -> None:
    assert "ai cũng đọc được" not in publish(archive, site, "--init").output
    (site.parent / ".ics-export-key").chmod(0o644)
    assert publish(archive, site).output == ""
    put(archive, "thang-2.txt", month().replace("đợt 20", "đợt 200"))
    result = publish(archive, site)
    assert result.exit_code == 0 and "ai cũng đọc được" in result.output and "chmod 600" in result.output


def test_a_key_that_could_not_be_written_is_not_left_half(
    archive: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("ics_export.publish.addresses.os.fsync", full)
        result = publish(archive, site, "--init")
        assert result.exit_code == 1 and "đĩa đầy" in result.output
    assert publish(archive, site, "--init").exit_code == 0


def test_no_new_key_for_a_site_that_has_one(archive: Path, site: Path) -> None:
    publish(archive, site, "--init")
    key = site.parent / ".ics-export-key"
    key.unlink()
    before = published(site)
    for _ in range(2):
        result = publish(archive, site, "--init")
        assert result.exit_code == 1 and "không thấy khóa" in result.output
        assert not key.exists(), "the true one is sought for, and would not be put over another"
        (site / "status.json").unlink(missing_ok=True)
    result = publish(archive, site, key="x" * 40)
    assert result.exit_code == 1 and "không phải khóa của trang" in result.output, "without a status too"
    assert published(site) == before


def test_the_list_of_addresses_stays_as_it_is_when_they_do(archive: Path, site: Path, tmp_path: Path) -> None:
    there = tmp_path / "dia-chi.txt"
    publish(archive, site, "--init", "--addresses", there)
    before = there.stat()
    there.chmod(0o644)
    publish(archive, site, "--addresses", there)
    assert there.stat().st_mode & 0o777 == 0o600
    again = there.stat()
    publish(archive, site, "--addresses", there)
    assert there.stat().st_mtime_ns == again.st_mtime_ns and before.st_size == again.st_size


# --- what the secretary is told ---------------------------------------------------------------------------------------


def test_the_secretarys_page_has_what_was_found_in_the_archive(archive: Path, site: Path) -> None:
    put(archive, "thang-2-moi.txt", month().replace("đợt 20", "đợt hai mươi"))
    result = publish(archive, site)
    assert "xem trang của văn phòng" in result.output
    page = (site / "van-phong.html").read_text("utf-8")
    assert "X806" in page and "mà không rõ bản nào ban hành sau" in page


def test_focus_tasks_make_no_revision(archive: Path, site: Path) -> None:
    put(archive, "a.txt", month(note="I. TRỌNG TÂM\n- Bổ sung 12 biên chế\nĐiều chỉnh quy hoạch cảng cá\nII. LỊCH"))
    put(archive, "b.txt", month(note="(Điều chỉnh lần 2)"))
    publish(archive, site)
    found = {one["file"]: one["revision"] for one in status(site)["organisations"][0]["programmes"]}
    assert found["a.txt"] == 0 and found["b.txt"] == 2


def test_rotation_says_what_is_wrong_with_the_status(archive: Path, site: Path) -> None:
    publish(archive, site, "--init")
    (site / "status.json").write_text("[")
    result = call("rotate", site, "--leader", "Hoàn")
    assert result.exit_code == 1 and "hãy chạy publish" in result.output
