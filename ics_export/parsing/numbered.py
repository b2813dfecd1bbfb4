"""Cells whose entries bear the numbers of the works beside them: "1. Họp … 2. Tiếp …" and "1. Đ/c Hoàn 2. Đ/c An"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ics_export.model import Paragraph, Slot
from ics_export.parsing.alignment import align_column
from ics_export.parsing.drafts import read_unit_cell
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import opens_dashed, read_marks
from ics_export.tuples import NamedTuple

_OF_WORK = re.compile(r"(?:(?<=[\s:])|^)\(?(?P<n>\d{1,2})[.)/]\s*(?=[^\W\d_]|\d{1,2}\s?(?:h|g|giờ|:\d))")
_BESIDE = re.compile(
    r"(?:(?<=[\s;,])|^)\(?(?:(?:[Nn]ội dung|ND|[Vv]iệc|[Mm]ục)\s)?(?P<n>\d{1,2}(?:\s*(?:,|-|–|&|và)\s*\d{1,2})*)"
    r"\s*(?:\)\s*[.:]?|[.:/])\s*(?=[^\W\d_])"
    r"|(?:(?<=[\s;,])|^)(?P<rest>(?:[Cc]ác )?(?:[Nn]ội dung|[Vv]iệc|[Mm]ục) còn lại)\s*:\s*"
)
_REST = 0
"""The number of a label that is of all works which no other names: "các nội dung còn lại: …"."""
_MOST = 20
"""Works of a row: of more, the numbers are no list of work."""


class _Entry(NamedTuple):
    """What stands behind a label: the numbers it names and the paragraphs below it."""

    numbers: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]


class _Work(NamedTuple):
    """A numbered work, or what stands before the first (``number`` 0), and the slot in force."""

    number: int
    slot: Slot | None
    paragraphs: tuple[Paragraph, ...]


def by_number(part: Part) -> tuple[Part, ...]:
    """``part`` as one part for each numbered work, where its leaders' cell names them by their numbers.

    Where it does not, or names others than there are, the numbers only part the entries of the leaders' and units'
    cells, each a paragraph of its own.
    """
    leaders, units = _entries(part.leaders), _entries(part.units)
    if (leaders is None and units is None) or _are_days(part, leaders or ()):
        return (part,)
    plain = part._replace(
        leaders=_paragraphs(leaders) if leaders else part.leaders, units=_paragraphs(units) if units else part.units
    )
    works = _works(part.content, part.slot)
    above = [work for work in works[:1] if not work.number and not work.slot]  # an observance, the end of a cut work
    works = works[len(above) :]
    numbers = [work.number for work in works]
    dealt = _deal(leaders, numbers) if leaders and 0 not in numbers else None
    if dealt is None:
        return (plain,)
    helping = (_deal(units, numbers) if units else None) or _in_order(plain.units, len(numbers))
    cells = [((), ())] * len(above) + [*zip(dealt, helping, strict=True)]
    return tuple(
        [
            part._replace(content=work.paragraphs, leaders=who, units=units_of, slot=work.slot, alone=True)
            for work, (who, units_of) in zip([*above, *works], cells, strict=True)
        ]
    )


def _are_days(part: Part, leaders: Sequence[_Entry]) -> bool:
    """Whether the numbers beside the leaders of a row of several days, whose works have none, are its days."""
    named = {number for entry in leaders for number in entry.numbers}
    days = {day.day for day in part.day.dates}
    return (
        len(days) > 1
        and named != set()
        and named <= days
        and not any(_OF_WORK.search(paragraph.text) for paragraph in part.content)
    )


def _entries(paragraphs: Sequence[Paragraph]) -> list[_Entry] | None:
    """The entries of a cell that a label opens; None where none does, or they are too many."""
    if not paragraphs or not _BESIDE.match(paragraphs[0].text):
        return None
    found: list[_Entry] = []
    for paragraph in paragraphs:
        labels = [*_BESIDE.finditer(paragraph.text)]
        for label, end in zip([None, *labels], [*[each.start() for each in labels], None], strict=True):
            words = paragraph.text[label.end() if label else 0 : end].strip(" ;,")
            own = (paragraph._replace(text=words),) if words else ()
            if label:
                found.append(_Entry((_REST,) if label["rest"] else _numbers(label["n"]), own))
            elif own:
                found[-1] = found[-1]._replace(paragraphs=found[-1].paragraphs + own)
    named = [number for entry in found for number in entry.numbers]
    return found if len(named) <= _MOST else None


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers of a label: "2, 3" and "2 và 3" are two, "1-3" are three."""
    found: list[int] = []
    for sign, digits in re.findall(r"(\D*)(\d+)", text):
        number = int(digits)
        if sign.strip() in ("-", "–") and found and found[-1] < number <= found[-1] + _MOST:
            found += range(found[-1] + 1, number)
        found.append(number)
    return tuple(found)


def _paragraphs(entries: Sequence[_Entry]) -> tuple[Paragraph, ...]:
    return tuple([paragraph for entry in entries for paragraph in entry.paragraphs])


def _works(paragraphs: Sequence[Paragraph], slot: Slot | None) -> list[_Work]:
    """A content's paragraphs cut before each number of a list and each slot mark; a mark stays with the work below it.

    A list's numbers follow each other; it begins anew with 1.
    """
    found: list[_Work] = []
    last = 0
    dashed = any(opens_dashed(paragraph.text) for paragraph in paragraphs)
    for paragraph in paragraphs:
        text = _number_behind_mark(paragraph.text, dashed)
        numbers: dict[int, int] = {}
        for label in _OF_WORK.finditer(text):
            number = int(label["n"])
            if number in (last + 1, 1) or not last:
                numbers[label.start()] = last = number
        marks = {mark.start: mark for mark in read_marks(text, dashed)}
        begin = 0
        for at, end in pairwise([*sorted({0, *marks, *numbers}), len(text)]):
            mark = marks.get(at)
            if mark:
                slot = mark.slot
                if not text[mark.end : end].strip(" -"):
                    begin = begin if end in numbers else end
                    continue  # "Sáng: 1. Họp": the number's work begins with its mark, unless that is a line of its own
            words = text[begin:end].strip()
            begin = end
            if at in numbers:
                found.append(_Work(numbers[at], slot, (paragraph._replace(text=words),)))
            elif words and found and not mark:
                found[-1] = found[-1]._replace(paragraphs=(*found[-1].paragraphs, paragraph._replace(text=words)))
            elif words:
                found.append(_Work(0, slot, (paragraph._replace(text=words),)))
    return found


def _number_behind_mark(text: str, dashed: bool) -> str:
    """A paragraph whose number stands before its part of the day, "(1) Sáng: Họp", with the mark first."""
    label = re.match(r"\(?\d{1,2}[.)/]\s+", text)
    rest = text[label.end() :] if label else ""
    marks = read_marks(rest, dashed) if rest else []
    if not label or not marks or marks[0].start:
        return text
    end = marks[0].end
    return f"{rest[:end].rstrip()} {label[0]}{rest[end:].lstrip()}"


def _deal(entries: Sequence[_Entry], numbers: Sequence[int]) -> list[tuple[Paragraph, ...]] | None:
    """For each work of a row, by the works' ``numbers`` in order, what the entries say; None where they name works that
    there are not, or one twice.

    Where a number is two works' ("Sáng: 1 … Chiều: 1 …"), the entries must have the same numbers in the same order.
    """
    if [entry.numbers for entry in entries] == [(number,) for number in numbers]:
        return [entry.paragraphs for entry in entries]
    named = [number for entry in entries for number in entry.numbers if number != _REST]
    left = tuple([number for number in numbers if number not in named])
    entries = [entry._replace(numbers=left) if entry.numbers == (_REST,) else entry for entry in entries]
    if len(set(numbers)) < len(numbers) or len(set(named)) < len(named) or not set(named) <= set(numbers):
        return None
    return [tuple([p for entry in entries if number in entry.numbers for p in entry.paragraphs]) for number in numbers]


def _in_order(units: tuple[Paragraph, ...], count: int) -> list[tuple[Paragraph, ...]]:
    """A units' cell without numbers, dealt out in order to as many works."""
    cell = read_unit_cell(tuple([paragraph.text for paragraph in units]))
    if not cell.units:
        return [()] * count
    runs = align_column(((0, 0),) * count, cell.column).runs
    return [tuple([Paragraph(unit.text) for unit in cell.units[slice(*run)]]) for run in runs]
