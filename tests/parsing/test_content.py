"""A day's content: slots, items, points under a lead-in."""

from __future__ import annotations

import pytest

from ics_export.model import Item
from parsing.build import day, rows, table


def as_written(item: Item) -> str:
    """An item as the table writes it."""
    slot = item.slot.value if item.slot else "none"
    return " | ".join((f"{slot}: {item.text}", *item.agenda))


@pytest.mark.parametrize(("content", "items"), [pytest.param(*c, id=c[0]) for c in table("content")["cases"]])
def test_the_items_of_a_day(content, items):
    found = day(content)
    assert [as_written(i) for i in found.work] == items
    assert all(i.attribution.feeds == ("Hoàn",) and i.attribution.certain for i in found.work)


@pytest.mark.parametrize(
    "content", ["Sáng: Chiều: Họp giao ban", "Sáng: Họp giao ban Chiều:", "<p>Sáng:</p><p>Chiều: Họp</p>"]
)
def test_an_empty_slot_is_said_and_no_fault(content):
    found = day(content)
    assert [(f.code, f.severity.value) for f in found.findings] == [("S504", "info")]


def test_no_slot_at_all_is_the_whole_working_day_with_a_finding():
    found = day("Kiểm tra cơ sở")
    assert [(f"{e.start:%H:%M}", f"{e.end:%H:%M}") for e in found.events] == [("07:30", "17:00")]
    assert found.codes == ["S501"]


def test_the_same_words_in_two_slots_are_two_events():
    found = day("Sáng: Hội đồng kiểm tra, sát hạch Chiều: Hội đồng kiểm tra, sát hạch")
    assert [e.summary for e in found.events] == ["Hội đồng kiểm tra, sát hạch"] * 2
    assert len({e.uid for e in found.events}) == 2


def test_an_anniversary_with_a_leader_in_a_slot_is_work():
    found = rows(
        (
            "12",
            "<p>Sáng: Kiểm tra cơ sở</p><p>Chiều: Kỷ niệm 70 năm ngày truyền thống ngành Công Thương</p>",
            "Văn phòng Văn phòng",
            "Lãnh đạo Sở Đ/c Văn GĐ",
        ),
    )
    assert [i.text for i in found.work] == ["Kiểm tra cơ sở", "Kỷ niệm 70 năm ngày truyền thống ngành Công Thương"]
    assert found.work[1].attribution.feeds == ("Văn",)
