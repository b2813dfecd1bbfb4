"""The month on a leader's page: days, marks, work of several days, older months and their pages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
import small_month

from ics_export.model import Leader, Slot
from ics_export.pages import frame
from ics_export.pages.frame import LIMIT
from ics_export.pages.month import lunar_of, months_of, place
from ics_export.pages.site import INDEX, month_page, pages
from ics_export.pages.sitedata import SiteData, SiteLeader
from tests.pages.sites import Parsed, many_months, small_site


def month_text(leader: str = "binh", site: SiteData | None = None) -> str:
    return Parsed(pages(site or small_site())[f"{leader}.html"]).text("main")


def test_the_month_says_what_when_where_who() -> None:
    text = month_text("thuy")
    assert "Thứ Hai 03/03 Âm lịch 4/2" in text and "Kỷ niệm 66 năm Ngày truyền thống Bộ đội Biên phòng" in text
    assert "Chiều14h" in text and "Chuẩn bị: Phòng Nuôi trồng; Trung tâm Khuyến ngư" in text
    assert "Trực Trực lãnh đạo" in text and "Địa điểm" not in text, "a place that the work itself names is not repeated"
    assert "Nghỉ bù ngày truyền thống" in text
    assert "Thứ Bảy 15/03 Âm lịch 16/2 Làm bù" in text, "a worked weekend is one for everyone"
    assert "Thứ Hai 17 – Thứ Hai 31/03 Chưa có chương trình" in text
    assert text.startswith("Tháng 3/2025 4 việc")


def test_doubt_and_cancellation_are_words_too() -> None:
    page = pages(small_site())["binh.html"].decode()
    assert 'Tiếp công dân định kỳ <span class="badge doubt">Chưa chắc</span>' in page
    assert '<span class="badge gone">Hoãn</span> <s>Làm việc với Hiệp hội' in page
    assert "5 việc · 1 chưa chắc · 1 đã hủy hoặc hoãn" in page


def test_a_gone_event_has_one_mark() -> None:
    event = small_month.work(4, Slot.MORNING, "[HỦY] Họp", "Bình", line=1, cancelled=True)
    site = small_site(leaders=(SiteLeader(Leader("Bình"), "b.ics", "binh.html", (event,)),))
    assert "Đã hủy Họp" in month_text(site=site) and "[HỦY]" not in month_text(site=site)


def test_work_of_several_days_is_told_on_each() -> None:
    text = month_text("binh")
    assert "Đoàn công tác liên ngành kiểm tra tàu cá xa bờĐến hết Thứ Ba 11/03Địa điểm: Quảng Ninh, Hải Phòng" in text
    assert text.count("(tiếp) Đoàn công tác liên ngành kiểm tra tàu cá xa bờ, đến hết Thứ Ba 11/03") == 5


def test_the_grid_has_every_day_with_its_lunar_date() -> None:
    page = pages(small_site())["binh.html"].decode()
    grid = page[page.index('<table class="grid">') : page.index("</table>")]
    for day in range(1, 32):
        assert f'<b>{day}</b><small><span class="vh"> âm lịch </span>{lunar_of(dt.date(2025, 3, day))}<' in grid
    assert grid.count('class="off"') == 2 + 3 + 1 + 4 and 'href="#ngay-2025-03-03"' in grid


def test_the_lunar_date_ends_where_the_almanac_does() -> None:
    assert lunar_of(dt.date(2025, 8, 1)) == "8/6 nhuận" and lunar_of(dt.date(2150, 1, 1)) == ""


def test_the_moment_of_the_last_change_is_local() -> None:
    for path in ("hoan.html", "index.html", "van-phong.html"):
        page = pages(small_site())[path].decode()
        assert '<time datetime="2025-03-03T07:00:00+07:00">07:00 ngày 03/03/2025</time>' in page
    assert "Cập nhật" not in pages(small_site(updated=None))["hoan.html"].decode()


def test_a_leader_without_anything_has_a_page() -> None:
    site = small_site(leaders=(SiteLeader(Leader("Mới"), "moi.ics", "moi.html", ()),), programmes=(), events=())
    page = pages(site)["moi.html"]
    assert "Chưa có chương trình công tác nào" in Parsed(page).text("main")


def test_an_issue_that_does_not_count_covers_no_day() -> None:
    told = replace(small_site().programmes[0], used=False)
    assert "Không có lịch" not in month_text("thuy", small_site(programmes=(told,)))
    assert "không dùng, vì có bản mới hơn" in Parsed(pages(small_site(programmes=(told,)))["van-phong.html"]).text()


def test_a_slip_of_the_pen_makes_no_thousand_months() -> None:
    long = small_month.work(
        3, Slot.ALL_DAY, "Họp", "Bình", line=1, end=dt.datetime(2225, 1, 1, tzinfo=small_month.HANOI)
    )
    far = small_month.work(
        3, Slot.ALL_DAY, "Họp", "Bình", line=1, start=dt.date(9998, 12, 31), end=dt.date(9998, 12, 31)
    )
    periods = [(dt.date(2025, 1, 1), dt.date(2999, 1, 1)), (dt.date(1, 1, 1), dt.date(1, 2, 1))]
    assert months_of(place([long, far]), periods) == [
        *((2025, month) for month in range(1, 13)), *((2026, month) for month in range(1, 13)), (2027, 1),
    ]  # fmt: skip
    site = small_site(leaders=(SiteLeader(Leader("Bình"), "b.ics", "binh.html", (long, far)),))
    assert "(tiếp) Họp" in month_text(site=site)


def test_older_months_have_pages_of_their_own_and_one_leads_to_the_next() -> None:
    made = pages(many_months(5))
    older = [month_page("hoan.html", (2024, month)) for month in (1, 2, 3)]
    assert set(made) == {"hoan.html", INDEX, "van-phong.html", *older}
    text = Parsed(made["hoan.html"]).text("main")
    assert text.index("Tháng 5/2024") < text.index("Tháng 4/2024"), "the newest stands first"
    path, seen = "hoan.html", []
    while True:
        seen.append(path)
        before = [a["href"] for a in Parsed(made[path]).all("a") if a.get("rel") == "prev"]
        if not before:
            break
        path = before[0]
    assert seen == ["hoan.html", *reversed(older)]
    after = [a["href"] for a in Parsed(made[older[2]]).all("a") if a.get("rel") == "next"]
    assert after == ["hoan.html#thang-2024-04"]
    assert [a["href"] for a in Parsed(made[older[0]]).all("a") if a.get("rel") == "next"] == [older[1]]


def test_an_older_month_stays_the_same_when_one_is_added() -> None:
    before, after = (
        pages(many_months(5)),
        pages(replace(many_months(6), updated=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))),
    )
    for month in (1, 2):
        path = month_page("hoan.html", (2024, month))
        assert before[path] == after[path]


def test_an_older_month_is_taken_as_published_and_only_where_it_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    site = many_months(5)
    first, path = pages(site), month_page("hoan.html", (2024, 1))
    drawn: list[str] = []
    render = frame.render
    monkeypatch.setattr("ics_export.pages.site.render", lambda *a, **more: drawn.append(a[1]) or render(*a, **more))
    assert pages(site, first.get) == first and drawn.count("leader.html.j2") == 1
    for spoilt in (first[path][:-1], first[path].replace("Họp".encode(), b"Hop", 1), b"", b"\n", None):
        assert pages(site, (first | {path: spoilt}).get) == first
    leader = site.leaders[0]
    for change in ({"summary": "Khác"}, {"cancelled": True}):
        events = (leader.events[0]._replace(**change), *leader.events[1:])
        changed = replace(site, leaders=(replace(leader, events=events),))
        assert pages(changed, first.get) == pages(changed) != first
    renamed = replace(site, organisation="Sở khác")
    assert pages(renamed, first.get) == pages(renamed)


def test_a_full_month_stands_alone_and_an_overfull_one_is_cut_with_a_word() -> None:
    made = pages(many_months(2, a_day=9, text="Làm việc với các đơn vị về kế hoạch năm" * 2))
    assert month_page("hoan.html", (2024, 1)) in made and len(made["hoan.html"]) < LIMIT
    made = pages(many_months(1, a_day=40, text="&<>'\"" * 200))
    assert all(len(page) < LIMIT for page in made.values())
    assert re.search(r"Còn \d+ việc không ghi được lên trang này", Parsed(made["hoan.html"]).text())
