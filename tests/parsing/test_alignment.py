"""Lining up the columns: the engine against an oracle, known rows, and random days printed in every layout."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from ics_export.parsing.alignment import COSTS, Column, Joint, align, align_column
from ics_export.vietnamese import fold
from parsing.build import rows, same_every_time, table, understand
from parsing.layouts import Layout, Month, layouts, months, printed
from parsing.oracle import column_answer, row_answer

# The engine, on numbers alone -------------------------------------------------------------------------------------

price = st.integers(0, 35).map(lambda n: n / 10)
joint = st.builds(Joint, price, price)


@st.composite
def pages(draw: st.DrawFn, length: int) -> tuple[int, ...]:
    """The page of each of ``length`` things in reading order."""
    turns = draw(st.lists(st.sampled_from([0, 0, 0, 1]), min_size=length, max_size=length))
    return tuple(min(sum(turns[: i + 1]), 2) for i in range(length))


@st.composite
def column(draw: st.DrawFn, most: int = 4) -> Column:
    """A column of at most ``most`` marks."""
    size = draw(st.integers(0, most))
    joints = draw(st.lists(joint, min_size=max(size - 1, 0), max_size=max(size - 1, 0)))
    return Column(size, tuple(joints), draw(pages(size)) if draw(st.booleans()) else ())


@st.composite
def placed_items(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Two to four items, each with its first and last page."""
    count = draw(st.integers(2, 4))
    flat = draw(pages(2 * count))
    return tuple((flat[2 * i], flat[2 * i + 1]) for i in range(count))


@given(placed_items(), column())
@same_every_time
def test_a_column_is_aligned_at_the_least_cost_with_every_near_choice(items, column):
    found = align_column(items, column)
    best, choices = column_answer(items, column)
    assert found.cost == pytest.approx(best)
    assert tuple(frozenset(run for run, _ in runs) for runs in found.choices) == choices
    assert all(run in choices[i] for i, run in enumerate(found.runs))


@st.composite
def content(draw: st.DrawFn) -> tuple[list[Joint], tuple[int, ...]]:
    """One to four atoms: the joints between them and the page of each."""
    size = draw(st.integers(1, 4))
    return draw(st.lists(joint, min_size=size - 1, max_size=size - 1)), draw(pages(size))


@given(content(), st.lists(column(3), max_size=2))
@settings(same_every_time, max_examples=60)
def test_a_row_is_cut_and_aligned_at_the_least_cost_with_every_near_choice(content, columns):
    joints, halves = content
    found = align(joints, halves, columns)
    best, cuttings, pairs = row_answer(joints, halves, columns)
    assert found.cost == pytest.approx(best)
    assert found.items in cuttings
    assert found.sure_cut == (len(cuttings) == 1)
    for number in range(len(columns)):
        for (first, last), choices in zip(found.items, found.choices[number], strict=True):
            assert set(choices) == {run for (a, b), run in pairs[number] if a < last and first < b}


@given(st.tuples(st.integers(1, 10), st.integers(0, 10)) | st.sampled_from([(200, 200), (1000, 30)]), st.booleans())
@settings(same_every_time, max_examples=50)
def test_whatever_the_size_runs_keep_their_order_and_no_mark_is_lost(sizes, cheap):
    count, size = sizes
    found = align_column(
        ((0, 0),) * count, Column(size, (Joint(0.0, 1.5) if cheap else Joint(2.5, 0.0),) * max(size - 1, 0))
    )
    taken = [run for run in found.runs if run != (0, 0)]
    assert taken == sorted(taken)
    assert {mark for first, last in taken for mark in range(first, last)} == set(range(size))
    assert all(run in dict(choices) for run, choices in zip(found.runs, found.choices, strict=True))


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_equal_counts_go_one_to_one_and_are_certain(count):
    """Blocks that nothing keeps together, as many as there are items."""
    found = align_column(((0, 0),) * count, Column(count, (Joint(0.0, 1.5),) * (count - 1)))
    assert found.cost == 0
    assert [[run for run, _ in runs] for runs in found.choices] == [[(i, i + 1)] for i in range(count)]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_one_block_serves_all_items_and_is_certain(count):
    found = align_column(((0, 0),) * count, Column(1))
    assert [[run for run, _ in runs] for runs in found.choices] == [[(0, 1)]] * count


def test_the_costs_stand_in_the_order_that_the_genre_tells():
    """Equal counts and one block for all: cheap; two blocks for one item: between; an item without a block: dear."""
    two_blocks_for_one_item = 1.5
    assert COSTS.share_all < COSTS.near < COSTS.share < two_blocks_for_one_item < COSTS.none


# Known rows -------------------------------------------------------------------------------------------------------


def lined_up(row: dict[str, Any]) -> list[list[str]]:
    """A row's items as the table writes them: slot, text, units, feeds, certainty."""
    halves = [(row.get("date", "04"), row["content"], row["units"], row["leaders"])]
    if "page_2" in row:
        halves += [*row.get("gap", [""]), tuple(row["page_2"])]
    everyone = (
        "28",
        "Sáng: Giao ban Lãnh đạo Sở",
        "Văn phòng Sở",
        "Đ/c Hoàn GĐ Sở, Đ/c Bình PGĐ, Đ/c Văn PGĐ, Đ/c An PGĐ",
    )
    found = rows(("03", "Sáng: Chào cờ Chiều: Họp chi bộ", "Văn phòng Sở", "Đ/c Hoàn GĐ Sở"), *halves, everyone)
    return [
        [
            i.slot.value if i.slot else "",
            i.text,
            ", ".join(i.units),
            " ".join(sorted(i.attribution.feeds)),
            "certain" if i.attribution.certain else "uncertain",
        ]
        for i in found.work
        if i.first.day == 4
    ]


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in table("alignment").items()])
def test_known_rows(row):
    expected = [[*item[:3], " ".join(sorted(item[3].split())), item[4]] for item in row["items"]]
    assert lined_up(row) == expected


# Random days, printed in every layout -----------------------------------------------------------------------------


def meant(month: Month) -> list[tuple[object, ...]]:
    """What a month means: day, slot, words, unit, leaders, certainty of each item."""
    return [
        (day.date, work.slot, fold(work.text), words(work.unit), work.names, True)
        for day in month.days
        for work in day.work
    ]


def words(text: str) -> str:
    """A unit's words without its separators."""
    return " ".join(re.findall(r"[\w&.-]+", fold(text)))


@pytest.mark.no_cover
@given(months().flatmap(lambda month: st.tuples(st.just(month), layouts(month))))
@settings(same_every_time, max_examples=150)
def test_whatever_the_layout_the_same_work_comes_back(drawn: tuple[Month, Layout]):
    month, layout = drawn
    text = printed(month, layout)
    note(text)
    found = understand(text)
    assert [
        (i.first, i.slot, fold(i.text), words(" ".join(i.units)), frozenset(i.attribution.feeds), i.attribution.certain)
        for i in found.work
    ] == meant(month)
    assert all(i.first == i.last for i in found.work)
