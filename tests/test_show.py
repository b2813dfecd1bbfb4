"""The month in the terminal: whole screens checked by hand, and what must hold for every programme."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
import unicodedata
from pathlib import Path

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_month import EVENTS, FINDINGS, PROGRAMME, SCREENS, at, finding, marker, screen, work

from ics_export.diagnostics import Severity
from ics_export.footnotes import footnotes
from ics_export.model import Hours, Item, Kind, Programme, Slot
from ics_export.show import NARROWEST, WIDEST, month_table
from ics_export.terminal import harmless

DATA = Path(__file__).parent / "data"
EMPTY = PROGRAMME._replace(items=())


def columns_of(text: str) -> int:
    """Columns as terminals count them; on purpose not the function under test."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def table(*events, findings=(), programme: Programme = EMPTY, leader=None, width=80, colour=False) -> str:
    return month_table(programme, events, findings, leader=leader, width=width, colour=colour)


def rows(*events, **options) -> list[str]:
    """The lines between the rules, without the days that nothing happens on."""
    lines = table(*events, **options).splitlines()
    first, last = (n for n, line in enumerate(lines) if line.startswith("───"))
    return [line for line in lines[first + 1 : last] if line and "không có lịch" not in line]


# Whole screens ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name):
    """``python tests/small_month.py`` writes them anew."""
    expected = (DATA / name).read_text(encoding="utf-8")
    shown = screen(name)
    assert shown == expected, "\n" + "\n".join(
        difflib.unified_diff(expected.splitlines(), shown.splitlines(), lineterm="")
    )


def test_every_screen_on_disk_is_checked():
    assert {path.name for path in DATA.glob("month-*.txt")} == set(SCREENS)


def test_colour_only_adds_colour():
    painted = month_table(PROGRAMME, EVENTS, FINDINGS, leader=None, width=80, colour=True)
    plain = month_table(PROGRAMME, EVENTS, FINDINGS, leader=None, width=80, colour=False)
    assert [line.rstrip() for line in click.unstyle(painted).splitlines()] == plain.splitlines()
    assert painted != plain


def test_the_order_of_the_input_does_not_matter():
    shown = month_table(PROGRAMME, EVENTS[::-1], FINDINGS, leader=None, width=80, colour=False)
    assert shown + "\n" == screen("month-80.txt")


# Days ------------------------------------------------------------------------------------------------------------

MORNING, AFTERNOON, EVENING, ALL_DAY = Slot.MORNING, Slot.AFTERNOON, Slot.EVENING, Slot.ALL_DAY


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [work(3, AFTERNOON, "B", line=1), work(3, MORNING, "A", line=1)],
            ["T2 03     Sáng     A", "          Chiều    B"],
            id="a day's rows are in order and its date stands once",
        ),
        pytest.param(
            [work(3, MORNING, "A", line=2), work(3, ALL_DAY, "B", line=3), marker(Kind.OBSERVANCE, 3, 3, "C", line=9)],
            ["T2 03     Kỷ niệm  C", "          Cả ngày  B", "          Sáng     A"],
            id="markers first, then whole days",
        ),
        pytest.param(
            [work(3, MORNING, "A", line=2, start=at(3, 9)), work(3, MORNING, "B", line=2)],
            ["T2 03     Sáng     B", "          Sáng     A"],
            id="by the clock",
        ),
        pytest.param(
            [work(3, MORNING, "B", line=2), work(3, MORNING, "A", line=1)],
            ["T2 03     Sáng     A", "          Sáng     B"],
            id="then as printed",
        ),
        pytest.param(
            [work(3, ALL_DAY, "Đi Huế", line=2, until=6), work(3, MORNING, "A", line=1), work(5, EVENING, "B", line=3)],
            ["T2 03–06  Cả ngày  Đi Huế", "T2 03     Sáng     A", "T4 05     Tối      B"],
            id="several days are shown once, with their span",
        ),
        pytest.param(
            [work(3, EVENING, "Thi công", line=1, end=at(4, 1))],
            ["T2 03     Tối      Thi công"],
            id="a night is no second day",
        ),
        pytest.param(
            [marker(Kind.WEEKEND, 1, 2, "Thứ Bảy", line=1), marker(Kind.HOLIDAY, 3, 3, "Lễ", line=1)],
            ["T7 01–02  Nghỉ     Thứ Bảy", "T2 03     Nghỉ lễ  Lễ"],
            id="the end of a marker is exclusive",
        ),
        pytest.param(
            [
                marker(Kind.HOLIDAY, 3, 3, "Giao thừa", line=1, tags=("TET",)),
                marker(Kind.HOLIDAY, 4, 4, "bù", line=1, tags=("COMPENSATORY",)),
            ],
            ["T2 03     Tết      Giao thừa", "T3 04     Nghỉ bù  bù"],
            id="what sort of holiday",
        ),
    ],
)
def test_days(events, expected):
    assert rows(*events, width=60) == expected


def test_items_of_one_line_keep_the_order_of_the_programme():
    events = [work(3, MORNING, text, line=1) for text in "BCA"]
    items = tuple(Item(Kind.EVENT, PROGRAMME.first, PROGRAMME.first, MORNING, e.summary, e.source) for e in events)
    for given_ in (events, sorted(events, key=lambda e: e.summary)):
        shown = rows(*given_, programme=PROGRAMME._replace(items=items), width=60)
        assert [line[-1] for line in shown] == ["B", "C", "A"]


def test_days_without_anything_are_gathered():
    lines = table(work(4, MORNING, "A", line=1), work(10, MORNING, "B", line=1), width=60).splitlines()
    free = [line.split("  ")[0] for line in lines if "không có lịch" in line]
    assert free == ["T7 01–03", "T4 05–09", "T3 11–16"]


def test_a_period_over_two_months_writes_them():
    over = EMPTY._replace(first=dt.date(2025, 3, 31), last=dt.date(2025, 4, 2))
    trip = work(31, ALL_DAY, "Đi Huế", line=1, end=dt.datetime(2025, 4, 2, 17, tzinfo=at(1, 1).tzinfo))
    assert rows(trip, programme=over, width=60) == [
        "T2 31/03   Cả ngày  Đi Huế",
        "–T4 02/04",
    ]


def test_weeks_are_apart():
    lines = table(*(work(day, MORNING, "A", line=1) for day in range(1, 17)), width=60).splitlines()[6:-2]
    assert [line[:5] for line in lines] == [
        *("T7 01", "CN 02", ""),
        *("T2 03", "T3 04", "T4 05", "T5 06", "T6 07", "T7 08", "CN 09", ""),
        *("T2 10", "T3 11", "T4 12", "T5 13", "T6 14", "T7 15", "CN 16"),
    ]


# Cells -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "start", "end", "shown"),
    [
        (None, at(3, 7, 30), at(3, 11, 30), ""),
        (Hours(dt.time(8)), at(3, 8), at(3, 11, 30), "8h"),
        (Hours(dt.time(8, 5)), at(3, 8, 5), at(3, 11, 30), "8h05"),
        (Hours(dt.time(8), dt.time(9, 30)), at(3, 8), at(3, 9, 30), "8h–9h30"),
    ],
)
def test_hours_are_shown_where_they_are_printed(printed, start, end, shown):
    event = work(3, MORNING, "Họp", line=1, start=start, end=end)
    item = Item(Kind.EVENT, dt.date(2025, 3, 3), dt.date(2025, 3, 3), MORNING, "Họp", event.source, hours=printed)
    found = rows(event, programme=PROGRAMME._replace(items=(item,)), width=60)
    assert found == ["T2 03     Sáng     Họp"] + [f"          {shown}"] * bool(shown)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"leaders": ("Hoàn", "Bình"), "groups": ("các PGĐ",)}, "▸ Hoàn, Bình, các PGĐ"),
        ({"leaders": ("Hoàn",), "certain": False}, "▸ Hoàn ?"),
        ({"printed": "Đ/c lạ"}, "▸ Đ/c lạ"),
        ({"certain": False}, "▸ ?"),
        ({"note": "bổ sung"}, "(bổ sung)"),
        ({"note": "(lần 2)"}, "(lần 2)"),
        ({"note": "Tết (nghỉ bù)"}, "(Tết (nghỉ bù))"),
        ({"note": "(a) và (b)"}, "((a) và (b))"),
        ({"location": "Hà Nội"}, "tại Hà Nội"),
        ({"location": "Tại Hà Nội"}, "Tại Hà Nội"),
        ({"agenda": ("một", "hai")}, "– một – hai"),
        ({"location": "HỌP", "note": "(họp)"}, ""),  # said already
    ],
)
def test_what_stands_under_the_work(more, expected):
    found = rows(work(3, MORNING, "Họp", line=1, **{"leaders": (), **more}), width=60)
    assert " ".join(line.strip() for line in found[1:]) == expected


@pytest.mark.parametrize("summary", ["Họp", "[HỦY] Họp"])
def test_cancelled(summary):
    assert rows(work(3, MORNING, summary, line=1, cancelled=True), width=60) == ["T2 03     Sáng     ✗ HỦY Họp"]


@pytest.mark.parametrize(
    ("lunar", "shown"),
    [("6/1 Ất Tỵ", "6/1"), ("15/12 Giáp Thìn", "15/12"), ("1/6 nhuận Ất Tỵ", "1/6n"), ("1/6 (nhuận)", "1/6n")],
)
def test_lunar_days(lunar, shown):
    lines = table(work(4, MORNING, "A", line=1, lunar=lunar), work(5, MORNING, "B", line=1), width=60).splitlines()
    assert lines[4].split() == ["Ngày", "ÂL", "Buổi", "Nội", "dung"]
    assert next(line for line in lines if line.endswith("A")).split() == ["T3", "04", shown, "Sáng", "A"]


def test_without_lunar_days_there_is_no_column():
    assert "ÂL" not in table(work(4, MORNING, "A", line=1))


@pytest.mark.parametrize(
    ("width", "columns"),
    [(71, "Nội dung"), (72, "Nội dung Lãnh đạo"), (99, "Nội dung Lãnh đạo"), (100, "Nội dung Lãnh đạo Chuẩn bị")],
)
def test_columns_there_is_room_for(width, columns):
    header = screen("month-80.txt", width=width).splitlines()[4]
    assert " ".join(header.split()) == f"Ngày ÂL Buổi {columns}"


@pytest.mark.parametrize(("asked", "given_"), [(-1, 40), (39, 40), (41, 41), (140, 140), (141, 140), (500, 140)])
def test_width_has_bounds(asked, given_):
    assert (NARROWEST, WIDEST) == (40, 140)
    assert max(map(columns_of, screen("month-80.txt", width=asked).splitlines())) == given_


@pytest.mark.parametrize(
    ("title", "organisation", "heading"),
    [
        ("LỊCH CÔNG TÁC CỦA SỞ THỦY SẢN", "Sở Thuỷ sản", ["LỊCH CÔNG TÁC CỦA SỞ THỦY SẢN"]),
        ("Lịch công tác", "Sở Thủy sản", ["Lịch công tác", "Sở Thủy sản"]),
        ("", "", ["Chương trình công tác"]),
    ],
)
def test_heading(title, organisation, heading):
    text = table(programme=EMPTY._replace(title=title, organisation=organisation, issued=None))
    assert text.splitlines()[: len(heading) + 1] == [*heading, "01/03/2025 – 16/03/2025"]


# Narrowed to a leader --------------------------------------------------------------------------------------------


def test_a_leader_sees_their_feed_and_all_markers():
    mine = work(3, MORNING, "Việc chung", "Hoàn", line=1, feeds=("Hoàn", "Bình"))
    theirs = work(4, MORNING, "Việc riêng", "Hoàn", line=2)
    off = marker(Kind.WEEKEND, 1, 2, "Cuối tuần", line=3)._replace(feeds=())
    text = table(mine, theirs, off, leader="Bình")
    assert "Việc chung" in text and "Cuối tuần" in text and "lịch của Bình (PGĐ)" in text
    assert "Việc riêng" not in text
    assert "1 việc" in text


def test_findings_about_the_work_of_others_are_left_out():
    events = [work(3, MORNING, "A", "Bình", line=1), work(4, MORNING, "B", "Hoàn", line=2)]
    found = [finding("L1", Severity.WARNING, n, f"câu {n}") for n in (1, 2, 3)]
    assert [f"câu {n}" in table(*events, findings=found, leader="Bình") for n in (1, 2, 3)] == [True, False, True]
    assert [f"câu {n}" in table(*events, findings=found) for n in (1, 2, 3)] == [True, True, True]


# Footnotes -------------------------------------------------------------------------------------------------------

THREE = (
    work(3, MORNING, "Lễ chào cờ", line=1, printed="Đ/c Hoàn GĐ"),
    work(3, MORNING, "Tiếp dân", line=1, printed="Đ/c Bình PGĐ", certain=False),
    work(4, MORNING, "Họp", line=2, agenda=("Giá cảng",)),
)


@pytest.mark.parametrize(
    ("line", "excerpt", "marked"),
    [
        (2, "", [2]),  # the only one on its line
        (2, "không có", [2]),
        (1, "chào CỜ", [0]),  # its words
        (1, "Sáng: Lễ chào cờ Tiếp dân", [0, 1]),  # words that hold both
        (1, "Bình PGĐ", [1]),  # words of the leaders' column
        (1, "không có", [1]),  # nothing decides: what is uncertain
        (1, "", [1]),
        (7, "Họp", []),  # another line
    ],
)
def test_which_event_a_finding_marks(line, excerpt, marked):
    found = footnotes([finding("L1", Severity.WARNING, line, "x", excerpt)], THREE)
    assert [i for i, numbers in enumerate(found.marks) if numbers] == marked
    assert (len(found.numbered), len(found.loose)) == ((1, 0) if marked else (0, 1))


def test_numbers_rise_down_the_table():
    found = [finding("L1", Severity.WARNING, 2, "hai"), finding("L1", Severity.ERROR, 1, "một", "Lễ")]
    notes = footnotes([*found, finding("L1", Severity.INFO, 1, "nhỏ")], THREE)
    assert (notes.marks, [f.message for f in notes.numbered]) == (((1,), (), (2,)), ["một", "hai"])
    assert (notes.loose, notes.minor) == ((), 1)


def test_without_findings_there_are_no_notes():
    assert table(work(3, MORNING, "A", line=1)).splitlines()[-1] == "1 việc"
    assert table().splitlines()[-1] == "Không có việc nào"


# Whatever is written in a document -------------------------------------------------------------------------------

words = st.text(min_size=1, max_size=30) | st.text("aễ -/\t\x1b\u202e\u0301会", min_size=1, max_size=120)
events = st.lists(
    st.builds(
        lambda summary, leader, unit, slot, flags: (slot, summary, leader, unit, flags),
        words,
        words,
        words,
        st.sampled_from(Slot),
        st.tuples(st.booleans(), st.booleans()),
    ),
    max_size=8,
).map(
    lambda drawn: [
        work(
            day, slot, text, who, line=day, units=(unit,), agenda=(unit,), location=who, note=unit, lunar=who,
            certain=certain, cancelled=cancelled,
        )
        for day, (slot, text, who, unit, (certain, cancelled)) in enumerate(drawn, 1)
    ]
)  # fmt: skip


@settings(max_examples=60)
@given(events, words, st.integers(NARROWEST, 150))
def test_nothing_leaves_the_screen(drawn, word, width):
    strange = EMPTY._replace(title=word, organisation=word, source=word)
    notes = [finding("L1", Severity.WARNING, n, word, word, word) for n in range(6)]
    for line in table(*drawn, findings=notes, programme=strange, leader=None, width=width).split("\n"):
        assert columns_of(line) <= min(width, WIDEST)
        assert line.isprintable()


@settings(max_examples=60)
@given(events, st.integers(NARROWEST, 140))
def test_nothing_is_lost(drawn, width):
    """The work of every event can be read, whole and in order, down the column of the work."""
    lines = table(*drawn, width=width).split("\n")
    header = next(n for n, line in enumerate(lines) if line.startswith("Ngày"))
    start = lines[header].index("Nội dung")
    end = lines[header].index("Lãnh đạo") if "Lãnh đạo" in lines[header] else sys.maxsize
    column = "".join(by_columns(line, start, end) for line in lines[header + 2 :])
    column, at_ = "".join(column.split()), 0
    for event in drawn:
        text = "".join(harmless(event.summary).split())
        at_ = column.index(text, at_) + len(text)


def by_columns(line: str, start: int, end: int) -> str:
    """What stands between two columns; a mark at the start of a cell sits on the blank before it."""
    kept, column = "", 0
    for char in line:
        wide = columns_of(char)
        column += wide
        if start < column <= end if wide else start <= column < end:
            kept += char
    return kept


def test_a_year_of_work_is_drawn_in_a_moment():
    import time

    many = [work(n % 31 + 1, MORNING, "Kiểm tra cơ sở nuôi trồng ven biển " * 4, "Hoàn", line=n) for n in range(1000)]
    started = time.perf_counter()
    table(*many, findings=[finding("L1", Severity.WARNING, n, "câu") for n in range(1000)])
    assert time.perf_counter() - started < 3


def test_a_period_of_ten_thousand_years_is_one_row():
    long = EMPTY._replace(first=dt.date(1, 1, 1), last=dt.date(9999, 12, 31))
    assert len(table(programme=long).splitlines()) < 12
