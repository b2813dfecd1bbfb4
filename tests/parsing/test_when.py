"""When a work is, by the words of its row: the part of the day, the hours, whether it is put off or no work at all.

Each case of data/when.toml is what a row says; what comes out is each event as "03 07:30-11:30 text": "?" before the
text where it is TENTATIVE, "x" where it is CANCELLED, the kind in place of the hours where it is a marker.
"""

from __future__ import annotations

import pytest

from ics_export.model import Event, Kind
from parsing.build import Understood, rows, table, understand

CASES = table("when")
KNOWN = (
    ("03", "Sáng: Họp giao ban", "Văn phòng", "Đ/c Hoàn GĐ; các PGĐ"),
    ("04", "Sáng: Họp chi bộ", "Văn phòng", "Đ/c Bình PGĐ"),
    ("05", "Sáng: Kiểm tra dự án", "Văn phòng", "Đ/c An PGĐ"),
)


def brief(event: Event) -> str:
    sign = "x " if event.cancelled else "" if event.certain else "? "
    if event.kind is not Kind.EVENT:
        return f"{event.start:%d} {event.kind.value} {event.summary}"
    days = f"{event.start:%d}" + (f"-{event.end:%d}" if f"{event.end:%d}" != f"{event.start:%d}" else "")
    return f"{days} {event.start:%H:%M}-{event.end:%H:%M} {sign}{event.summary}"


def said(found: Understood, known: int = 0) -> list[str]:
    return sorted(brief(event) for event in found.events if event.source.line > known)


@pytest.mark.parametrize(("content", "events"), [pytest.param(*case, id=case[0]) for case in CASES["content"]])
def test_the_words_of_a_work_say_when_it_is(content, events):
    found = rows(*KNOWN, ("10", content, "Văn phòng", "Đ/c Hoàn GĐ"))
    assert said(found, found.line_of("05\t")) == sorted(events)


@pytest.mark.parametrize(
    ("time", "content", "notes", "events"),
    [pytest.param(*case, id=" # ".join(case[:3])) for case in CASES["columns"]],
)
def test_the_columns_beside_a_work_say_when_it_is(time, content, notes, events):
    header = ("NGÀY", "THỜI GIAN", "NỘI DUNG", "LÃNH ĐẠO", "GHI CHÚ")
    known = [(day, "8h00", content, who, "") for day, content, _, who in KNOWN]
    found = rows(*known, ("10", time, content, "Đ/c Hoàn GĐ", notes), header=header)
    assert said(found, found.line_of("05\t")) == sorted(events)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:40]) for case in CASES.get("text", [])])
def test_a_whole_text_says_when_its_works_are(case):
    assert said(understand(case["text"])) == sorted(case["events"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("4h họp dân", "Giờ ghi ở đây không rõ là sáng hay chiều."),
        ("Họp dân", "Không ghi buổi, cũng không ghi giờ."),
    ],
)
def test_a_finding_says_whether_an_hour_was_there(content, said):
    found = rows(*KNOWN, ("10", content, "Văn phòng", "Đ/c Hoàn GĐ"))
    assert [finding.message for finding in found.findings if finding.code == "S501"] == [said]
