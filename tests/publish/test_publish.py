"""``ics-export publish``: what an office can rely on, night after night."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.publish.office import (
    OFFICE,
    call,
    events,
    feeds,
    is_whole,
    month,
    publish,
    published,
    put,
    snapshot,
    status,
    usual,
    without_status,
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    put(folder, "2025/thang-2.txt", month())
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "web/lich"


# --- what is written --------------------------------------------------------------------------------------------------


def test_every_leader_has_a_feed_and_there_is_one_of_all(archive: Path, site: Path) -> None:
    put(archive, "2025/cu/thang-1.txt", month(2025, 1, issued=dt.date(2025, 1, 2)))
    result = publish(archive, site)
    assert result.exit_code == 0
    found = feeds(site)
    assert sorted(found) == ["all.ics", "binh.ics", "hoan.ics", "nga.ics"]
    assert all(is_whole(feed) for feed in found.values())
    assert len(events(found["all.ics"])) == len(
        events(found["hoan.ics"]) | events(found["binh.ics"]) | events(found["nga.ics"])
    )
    assert (site / "hoan.ics").stat().st_mode & 0o777 == 0o644
    assert site.stat().st_mode & 0o777 == 0o755


def test_the_status_tells_when_what_and_how_much(archive: Path, site: Path) -> None:
    put(archive, "readme.txt", "Xin chào")
    publish(archive, site)
    top = status(site)
    (office,) = top["organisations"]
    assert top["updated"] == "2025-02-02T17:00:00Z", "the last change, not the clock"
    assert office["name"].casefold() == OFFICE.casefold()
    assert office["programmes"][0]["file"] == "2025/thang-2.txt"
    assert office["programmes"][0]["state"] == "used"
    assert {feed["leader"] for feed in office["feeds"]} == {"Hoàn", "Bình", "Nga"}
    for feed in (office["all"], *office["feeds"]):
        data = (site / feed["path"]).read_bytes()
        assert feed["sha256"] == sha256(data).hexdigest()
        assert feed["events"] == len(events(data))
    assert [(f["code"], f["file"]) for f in top["findings"]] == [("X804", "readme.txt")]


def test_the_order_and_the_names_of_files_do_not_matter(tmp_path: Path) -> None:
    texts = [month(2025, n, issued=dt.date(2025, n, 1)) for n in (1, 2, 3)]
    results = []
    for number, names in enumerate((("a", "b", "c"), ("z/c", "b", "y/a"))):
        archive, site = tmp_path / f"kho{number}", tmp_path / f"site{number}"
        for name, text in zip(names, texts, strict=True):
            put(archive, f"{name}.txt", text)
        publish(archive, site)
        results.append(feeds(site))
    assert results[0] == results[1]


def test_a_leader_is_one_person_through_titles_and_years(archive: Path, site: Path) -> None:
    before = {"Hoàn": "PGĐ", "Bình": "PGĐ", "Nga": "PGĐ"}
    put(archive, "2021.txt", month(2021, 2, issued=dt.date(2021, 2, 1), leaders=before))
    publish(archive, site)
    assert sorted(feeds(site)) == ["all.ics", "binh.ics", "hoan.ics", "nga.ics"]
    years = re.findall(rb"DTSTART[^:]*:(\d{4})", feeds(site)["hoan.ics"])
    assert set(years) == {b"1970", b"2021", b"2025"}


def test_a_full_name_and_a_short_one_are_one_person(archive: Path, site: Path) -> None:
    full = {"Lê Đình Hoàn": "GĐ", "Bình": "PGĐ", "Nga": "PGĐ"}
    work = {3: [("Họp giao ban tháng ba", "Lê Đình Hoàn")], 4: [("Tiếp công dân", "Bình")]}
    publish(archive, site)
    put(archive, "thang-3.txt", month(2025, 3, issued=dt.date(2025, 3, 1), work=work, leaders=full))
    publish(archive, site)
    assert sorted(feeds(site)) == ["all.ics", "binh.ics", "hoan.ics", "nga.ics"]
    assert "Họp giao ban tháng ba" in events(feeds(site)["hoan.ics"])


def test_namesakes_are_told_apart_by_the_roster(archive: Path, site: Path, tmp_path: Path) -> None:
    put(archive, "2021.txt", month(2021, 2, issued=dt.date(2021, 2, 1)))
    config = tmp_path / "ics-export.toml"
    config.write_text(
        '[[leader]]\nname = "Hoàn"\ntitle = "GĐ"\nfull_name = "Lê Đình Hoàn"\nuntil = 2022-12-31\n'
        '[[leader]]\nname = "Hoàn"\ntitle = "GĐ"\nfull_name = "Trần Thị Hoàn"\nfrom = 2023-01-01\n'
        '[[leader]]\nname = "Bình"\ntitle = "PGĐ"\n[[leader]]\nname = "Nga"\ntitle = "PGĐ"\n',
        "utf-8",
    )
    publish(archive, site, "--config", config)
    assert sorted(feeds(site)) == ["all.ics", "binh.ics", "le-dinh-hoan.ics", "nga.ics", "tran-thi-hoan.ics"]
    assert all(e["DTSTART"].startswith("2021") for e in events(feeds(site)["le-dinh-hoan.ics"]).values())


def test_several_organisations_have_folders_and_the_first_keeps_its_address(archive: Path, site: Path) -> None:
    publish(archive, site)
    before = snapshot(site)
    put(archive, "khac.txt", month(office="Sở Du lịch"))
    assert publish(archive, site).exit_code == 0
    assert sorted(feeds(site)) == [
        *("all.ics", "binh.ics", "hoan.ics", "nga.ics"),
        *(f"so-du-lich/{name}.ics" for name in ("all", "binh", "hoan", "nga")),
    ]
    after = snapshot(site)
    assert all(after[name] == before[name] for name in before if name.endswith(".ics"))


def test_since_and_keep_bound_the_past(archive: Path, site: Path, tmp_path: Path) -> None:
    put(archive, "1.txt", month(2025, 1, issued=dt.date(2025, 1, 1)))
    put(archive, "2020.txt", month(2020, 2, issued=dt.date(2020, 2, 1)))
    publish(archive, site, "--since", "2025-01-15")
    starts = [event["DTSTART"] for event in events(feeds(site)["all.ics"]).values()]
    assert min(starts) >= "20250115" and max(starts) > "20250227"
    publish(archive, tmp_path / "keep", "--keep", "2", now="2031-01-01")
    assert min(event["DTSTART"] for event in events(feeds(tmp_path / "keep")["all.ics"]).values()) < "20250115"
    assert "20200" not in feeds(tmp_path / "keep")["all.ics"].decode()


# --- which issue counts -----------------------------------------------------------------------------------------------


def changed(word: str) -> dict[int, list[tuple[str, str]]]:
    days = usual()
    days[10] = [(f"Họp {word}", "Hoàn"), *days[10][1:]]
    return days


@pytest.mark.parametrize(
    "first, second",
    [
        ({"issued": dt.date(2025, 2, 10)}, {"issued": dt.date(2025, 2, 9), "note": "(điều chỉnh lần 3)"}),
        ({"note": "(điều chỉnh lần 2)"}, {"note": "(điều chỉnh lần thứ nhất)"}),
        ({"note": "(Điều chỉnh, bổ sung lần 10)"}, {"note": "(điều chỉnh lần 9)"}),
        ({"note": "(điều chỉnh lần 1)", "issued": None}, {}),
        ({"note": "(ĐIỀU CHỈNH)"}, {}),
    ],
)
@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_the_latest_issue_counts(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], names: tuple[str, str]
) -> None:
    archive, site = tmp_path / "kho", tmp_path / "site"
    put(archive, names[0], month(work=changed("ĐÚNG"), **first))
    put(archive, names[1], month(work=changed("SAI"), **second))
    publish(archive, site)
    assert "Họp ĐÚNG" in events(feeds(site)["all.ics"])
    assert "Họp SAI" not in events(feeds(site)["all.ics"])
    states = {one["file"]: one["state"] for one in status(site)["organisations"][0]["programmes"]}
    assert states == {names[0]: "used", names[1]: "superseded"}
    assert not [f for f in status(site)["findings"] if f["code"] == "X806"]


@pytest.mark.parametrize(
    "written, word, why",
    [
        ((5, 5), "MƯỜI", "vì tên tệp đứng sau"),
        ((5, 9), "CHÍN", "vì tệp ấy mới hơn"),
        ((9, 5), "MƯỜI", "vì tệp ấy mới hơn"),
    ],
)
def test_where_nothing_tells_the_newer_file_counts_and_it_is_said(
    tmp_path: Path, written: tuple[int, int], word: str, why: str
) -> None:
    archive, site = tmp_path / "kho", tmp_path / "site"
    files = [
        put(archive, "lan-10.txt", month(work=changed("MƯỜI"))),
        put(archive, "lan-9.txt", month(work=changed("CHÍN"))),
    ]
    for file, when in zip(files, written, strict=True):
        os.utime(file, (when, when))
    for _ in range(2):  # read, and from the shelf
        publish(archive, site)
        assert f"Họp {word}" in events(feeds(site)["all.ics"])
        assert [(f["code"], why in f["action"]) for f in status(site)["findings"]] == [("X806", True)]
        (site / "status.json").unlink()


def test_a_copy_is_no_doubt(archive: Path, site: Path) -> None:
    shutil.copy(archive / "2025/thang-2.txt", archive / "ban-sao.txt")
    publish(archive, site)
    assert status(site)["findings"] == []


# --- nothing changes where nothing changed ----------------------------------------------------------------------------


def test_unchanged_input_changes_nothing_and_says_nothing(archive: Path, site: Path) -> None:
    publish(archive, site)
    before = snapshot(site)
    for now in ("2025-02-04T06:00+07:00", "2025-02-20T06:00+07:00", "2019-01-01", "2040-01-01"):
        result = publish(archive, site, now=now)
        assert (result.exit_code, result.output) == (0, "")
        assert snapshot(site) == before


def test_nor_with_cancelled_events_that_have_passed(archive: Path, site: Path) -> None:
    publish(archive, site)
    days = usual()
    del days[12]
    put(archive, "2025/thang-2.txt", month(work=days))
    publish(archive, site)
    before = snapshot(site)
    assert b"[H" in before["all.ics"][0]
    assert publish(archive, site, now="2025-06-01").output == ""
    assert snapshot(site) == before


def test_without_a_status_the_feeds_still_are_the_memory(archive: Path, site: Path) -> None:
    publish(archive, site)
    days = usual()
    days[12][0] = ("Nghe báo cáo nuôi tôm đợt mười hai", days[12][0][1])
    put(archive, "2025/thang-2.txt", month(work=days))
    publish(archive, site)
    before, state = without_status(site), (site / "status.json").read_bytes()
    for data in (None, b"{", b'{"format": 99}', b"\xff\xfe", b'{"format": 1, "organisations": [{"name": "../x"}]}'):
        (site / "status.json").unlink() if data is None else (site / "status.json").write_bytes(data)
        assert publish(archive, site, now="2025-05-01").exit_code == 0
        assert without_status(site) == before
        assert (site / "status.json").read_bytes() == state


def test_a_renamed_file_changes_no_feed(archive: Path, site: Path) -> None:
    publish(archive, site)
    before = published(site)
    (archive / "2025/thang-2.txt").rename(archive / "chuong-trinh.txt")
    result = publish(archive, site, now="2025-02-05")
    assert (result.exit_code, result.output) == (0, "")
    assert published(site) == before


def test_a_damaged_or_missing_feed_is_mended_to_the_same_bytes(archive: Path, site: Path) -> None:
    publish(archive, site)
    before = feeds(site)
    (site / "hoan.ics").unlink()
    (site / "nga.ics").write_bytes(before["nga.ics"][:500])
    publish(archive, site, now="2025-02-10")
    assert {name: data for name, data in feeds(site).items() if name in before} == before


# --- identity ---------------------------------------------------------------------------------------------------------


def test_a_changed_event_keeps_its_uid_and_says_that_it_changed(archive: Path, site: Path) -> None:
    publish(archive, site)
    old = events(feeds(site)["all.ics"])["Nghe báo cáo nuôi tôm đợt 12"]
    days = usual()
    days[13] = [days[12][0], *days[13]][:2]
    days[12] = days[12][1:]
    put(archive, "2025/thang-2.txt", month(work=days))
    result = publish(archive, site, now="2025-02-05T08:00+07:00")
    assert result.exit_code == 0
    new = events(feeds(site)["all.ics"])["Nghe báo cáo nuôi tôm đợt 12"]
    assert new["UID"] == old["UID"] and new["SEQUENCE"] == "1"
    assert new["LAST-MODIFIED"] == "20250205T010000Z" and new["DTSTART"].startswith("20250213")
    assert status(site)["updated"] == "2025-02-05T01:00:00Z"


def test_one_that_is_gone_stays_as_cancelled(archive: Path, site: Path) -> None:
    publish(archive, site)
    days = usual()
    days[20] = days[20][1:]
    put(archive, "2025/thang-2.txt", month(work=days))
    assert publish(archive, site).exit_code == 0
    gone = events(feeds(site)["all.ics"])["[HỦY] Nghe báo cáo nuôi tôm đợt 20"]
    assert gone["STATUS"] == "CANCELLED"


def test_months_published_before_stay_when_their_files_are_put_away(archive: Path, site: Path) -> None:
    old = put(archive, "2024.txt", month(2024, 2, issued=dt.date(2024, 2, 1)))
    publish(archive, site)
    count = len(feeds(site)["all.ics"])
    old.unlink()
    assert publish(archive, site).exit_code == 0
    assert len(feeds(site)["all.ics"]) == count


# --- the guard --------------------------------------------------------------------------------------------------------


def test_a_feed_that_would_lose_a_third_stays_as_it_was(archive: Path, site: Path) -> None:
    publish(archive, site)
    before = published(site)
    whole = (archive / "2025/thang-2.txt").read_text("utf-8")
    put(archive, "2025/thang-2.txt", whole[: len(whole) // 2])
    for _ in range(2):
        result = publish(archive, site)
        assert result.exit_code == 1
        assert "all.ics: sẽ mất" in result.output and "--accept-loss" in result.output
        assert published(site) == before
    put(archive, "2025/thang-2.txt", whole)
    assert publish(archive, site).exit_code == 0
    assert feeds(site) == {n: v for n, (v, _) in before.items() if n.endswith(".ics")}
    put(archive, "2025/thang-2.txt", whole[: len(whole) // 2])
    result = publish(archive, site, "--accept-loss")
    assert result.exit_code == 0
    assert feeds(site)["all.ics"].count(b"STATUS:CANCELLED") > 10


def test_only_the_feeds_that_lose_wait(archive: Path, site: Path) -> None:
    publish(archive, site)
    days = {
        day: [(text, "Bình" if who == "Hoàn" and day > 4 else who) for text, who in items]
        for day, items in usual().items()
    }
    put(archive, "2025/thang-2.txt", month(work=days))
    before = feeds(site)
    result = publish(archive, site)
    assert result.exit_code == 1 and "Hoàn: sẽ mất" in result.output
    after = feeds(site)
    assert after["hoan.ics"] == before["hoan.ics"]
    assert len(events(after["binh.ics"])) > len(events(before["binh.ics"]))
    unchanged = published(site)
    publish(archive, site, now="2025-02-05")
    assert published(site) == unchanged, "waiting is no reason to change the others every night"


def test_a_programme_that_calls_everything_off_is_believed(archive: Path, site: Path) -> None:
    work = {20: [("Họp bàn nuôi tôm", "Hoàn"), ("Kiểm tra cảng", "Bình")], 21: [("Hội nghị nghề cá", "Hoàn")]}
    put(archive, "2025/thang-2.txt", month(work=work))
    publish(archive, site)
    off = {day: [(f"{text} (hoãn)", who) for text, who in items] for day, items in work.items()}
    put(archive, "2025/thang-2.txt", month(work=off))
    assert publish(archive, site).exit_code == 0


@pytest.mark.parametrize("broken", [b"", b"\0\1\2" * 100, "CHƯƠNG TRÌNH CÔNG TÁC THÁNG 2\n".encode()])
def test_a_published_programme_that_cannot_be_read_loses_nothing(archive: Path, site: Path, broken: bytes) -> None:
    older = month(issued=dt.date(2025, 2, 1), work=changed("cũ"))
    put(archive, "ban-dau.txt", older)
    publish(archive, site)
    before = feeds(site)
    (archive / "2025/thang-2.txt").write_bytes(broken)
    for now in ("2025-02-04", "2025-02-05"):
        result = publish(archive, site, now=now)
        assert result.exit_code == 1 and "2025/thang-2.txt" in result.output
        assert feeds(site) == before, "and the first issue does not come back"
    put(archive, "2025/thang-2.txt", month())
    assert publish(archive, site).exit_code == 0
    assert feeds(site) == before


def test_a_file_that_never_was_a_programme_is_told_once(archive: Path, site: Path) -> None:
    put(archive, "moi.txt", "")
    result = publish(archive, site)
    assert result.exit_code == 1 and "X805" in result.output and sorted(feeds(site))[0] == "all.ics"
    result = publish(archive, site)
    assert (result.exit_code, result.output) == (1, "")


def test_a_programme_that_disappears_keeps_its_events(archive: Path, site: Path) -> None:
    march = put(archive, "thang-3.txt", month(2025, 3, issued=dt.date(2025, 2, 3)))
    publish(archive, site)
    before = feeds(site)
    march.unlink()
    result = publish(archive, site)
    assert result.exit_code == 1 and "thang-3.txt" in result.output
    assert feeds(site) == before
    assert publish(archive, site, "--accept-loss").exit_code == 0
    assert "[HỦY] Kiểm tra cảng cá số 20" in events(feeds(site)["all.ics"])
    assert publish(archive, site).exit_code == 0


def test_an_empty_or_missing_archive_changes_nothing(archive: Path, site: Path, tmp_path: Path) -> None:
    publish(archive, site)
    before = feeds(site)
    (tmp_path / "trong").mkdir()
    for folder in (tmp_path / "trong", tmp_path / "khong-co"):
        result = publish(folder, site)
        assert result.exit_code == 1 and result.output
        assert feeds(site) == before


# --- the command ------------------------------------------------------------------------------------------------------


def test_many_documents_are_read_by_two_processes_to_the_same_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ics_export.publish import archive as module

    archive = tmp_path / "kho"
    for number in range(1, 13):
        put(archive, f"{number}.txt", month(2025, number, issued=dt.date(2025, number, 1)))
    publish(archive, tmp_path / "one")
    monkeypatch.setattr(module, "ENOUGH", 2)
    publish(archive, tmp_path / "two")
    assert feeds(tmp_path / "one") == feeds(tmp_path / "two")


def test_the_site_may_lie_in_the_archive(archive: Path) -> None:
    site = archive / "web"
    publish(archive, site)
    before = snapshot(site)
    assert publish(archive, site).output == ""
    assert snapshot(site) == before


@pytest.mark.parametrize(
    "option", [("--since", "hôm qua"), ("--keep", "0"), ("--now", "soon"), ("--base-url", "lich.vn")]
)
def test_options_are_checked(archive: Path, site: Path, option: tuple[str, str]) -> None:
    assert call("publish", archive, site, *option).exit_code == 2
    assert not site.exists()


def test_hostile_names_stay_in_the_site(tmp_path: Path) -> None:
    archive, site = tmp_path / "kho", tmp_path / "web/site"
    config = tmp_path / "c.toml"
    config.write_text('[[leader]]\nname = "../../Hoàn"\ntitle = "GĐ"\naliases = ["Hoàn"]\n', "utf-8")
    put(archive, "a.txt", month(office="../../etc"))
    publish(archive, site, "--config", config)
    outside = [path for path in tmp_path.rglob("*.ics") if site not in path.parents]
    assert feeds(site) and not outside


# --- programmes that are there no more --------------------------------------------------------------------------------


def week(first: int, work: dict[int, list[tuple[str, str]]], **more: Any) -> str:
    """A programme of the five days from ``first`` February 2025 on."""
    text = month(2025, 2, work=work, **more)
    return text.replace("THÁNG 02 NĂM 2025", f"TUẦN (TỪ NGÀY {first:02}/02/2025 ĐẾN NGÀY {first + 4:02}/02/2025)")


def test_a_week_does_not_hide_that_the_month_is_gone(archive: Path, site: Path) -> None:
    put(archive, "tuan-6.txt", week(3, {4: [("Họp giao ban tuần", "Nga")]}))
    publish(archive, site)
    (archive / "2025/thang-2.txt").unlink()
    for _ in range(2):
        result = publish(archive, site)
        assert (
            result.exit_code == 1 and "2025/thang-2.txt: chương trình đã công bố không còn trong kho" in result.output
        )
    assert publish(archive, site, "--accept-loss").exit_code == 0
    assert "[HỦY] Kiểm tra cảng cá số 20" in events(feeds(site)["all.ics"])
    assert "Họp giao ban tuần" in events(feeds(site)["all.ics"])


def test_a_month_that_was_replaced_by_its_weeks_is_not_missed(archive: Path, site: Path) -> None:
    publish(archive, site)
    (archive / "2025/thang-2.txt").unlink()
    for first in (3, 10, 17, 24):
        put(archive, f"tuan-{first}.txt", week(first, {d: w for d, w in usual().items() if first <= d < first + 5}))
    assert publish(archive, site).exit_code == 0, "the weekends between them had nothing"


def test_a_wrong_month_that_was_put_right_leaves_no_ghosts_unsaid(archive: Path, site: Path) -> None:
    path = archive / "2025/thang-2.txt"
    right = path.read_text("utf-8")
    path.write_text(right.replace("THÁNG 02 NĂM", "THÁNG 03 NĂM"), "utf-8")
    publish(archive, site)
    path.write_text(right, "utf-8")
    for _ in range(2):
        result = publish(archive, site)
        assert result.exit_code == 1 and "nay là của những ngày khác" in result.output
    assert publish(archive, site, "--accept-loss").exit_code == 0
    starts = re.findall(rb"DTSTART;TZID[^:]*:2025(..)(?:(?!END:VEVENT).)*?STATUS:(\w+)", feeds(site)["all.ics"], re.S)
    assert set(starts) == {(b"02", b"CONFIRMED"), (b"03", b"CANCELLED")}


def test_the_only_programme_can_be_given_up(archive: Path, site: Path) -> None:
    publish(archive, site)
    (archive / "2025/thang-2.txt").unlink()
    assert publish(archive, site).exit_code == 1
    assert publish(archive, site, "--accept-loss").exit_code == 0
    assert "[HỦY] Kiểm tra cảng cá số 20" in events(feeds(site)["all.ics"])
    assert "Kiểm tra cảng cá số 3" in events(feeds(site)["all.ics"]), "what has been stays"
    before = snapshot(site)
    assert publish(archive, site).output == ""
    assert snapshot(site) == before


def test_a_week_prints_its_months_meetings_again(archive: Path, site: Path) -> None:
    """In other words, or at another part of the day: it is the same meeting, as the week has it."""
    work = {
        4: [("Nghe báo cáo về nuôi tôm đợt 4", "Bình"), ("Kiểm tra cảng cá số 9", "Nga")],
        5: [("Kiểm tra cảng cá số 5", "Hoàn"), ("Họp chi bộ", "Nga")],
        6: [("Nghe báo cáo nuôi tôm đợt 6", "Bình"), ("Kiểm tra cảng cá số 6", "Bình")],
    }
    publish(archive, site)
    month_alone = {name: e["UID"] for name, e in events(feeds(site)["all.ics"]).items()}
    put(archive, "2025/tuan-6.txt", week(3, work, issued=dt.date(2025, 2, 4)))
    result = publish(archive, site)
    assert result.exit_code == 0 and "1 điều cần lưu ý mới" in result.output
    found = events(feeds(site)["all.ics"])
    assert found["Nghe báo cáo về nuôi tôm đợt 4"]["UID"] == month_alone["Nghe báo cáo nuôi tôm đợt 4"]
    assert "Nghe báo cáo nuôi tôm đợt 4" not in found, "one meeting, not two"
    assert {"Kiểm tra cảng cá số 4", "Kiểm tra cảng cá số 9"} <= found.keys(), "another number is another meeting"
    fifth = [e for e in found.values() if e["DTSTART"].startswith("20250205") and "cảng cá số 5" in e["SUMMARY"]]
    assert len(fifth) == 1, "in the morning now"
    assert not any(name.startswith("[HỦY]") for name in found)
    before = snapshot(site)
    assert publish(archive, site).output == "" and snapshot(site) == before
