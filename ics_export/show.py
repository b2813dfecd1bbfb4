"""The month as a table in the terminal: one row a thing to do, one look for who goes where.

Pure: the width of the terminal and whether it shows colours are told, nothing is asked. Without colour nothing is lost,
for what matters is also a word or a sign.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ics_export.diagnostics import Finding, Severity
from ics_export.footnotes import Footnotes, footnotes
from ics_export.model import Event, Kind, Programme
from ics_export.month import Entry, entries, in_order, plan
from ics_export.terminal import cut, harmless, pad, wrap
from ics_export.terminal import width as width_of
from ics_export.vietnamese import fold

NARROWEST, WIDEST = 40, 140
"""A narrower terminal gets lines of 40 columns; in a wider one lines longer than 140 would be hard to follow."""

_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_STYLES: dict[str, dict[str, Any]] = {
    "head": {"bold": True},
    "dim": {"dim": True},
    "weekend": {"fg": "blue"},
    "holiday": {"fg": "red"},
    "observance": {"fg": "magenta"},
    "doubt": {"fg": "yellow"},
    "fault": {"fg": "red", "bold": True},
}
_DAYS_OFF = {"TET": "holiday", "HOLIDAY": "holiday", "COMPENSATORY": "holiday", "WEEKEND": "weekend"}

Line = tuple[str, str]
"""A line of a cell: its text and the name of its style ("" for none)."""
Paint = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths of the columns, 0 for one that is not drawn. Without ``who`` the names stand under ``what``."""

    day: int
    lunar: int
    slot: int
    what: int
    who: int
    units: int
    gap: int
    months: bool
    """Days are written with their month, since there is more than one."""

    def line(self, cells: Sequence[Line], paint: Paint) -> str:
        """Cells side by side, each padded to its column."""
        widths = (self.day, self.lunar, self.slot, self.what, self.who, self.units)
        drawn = [(*cell, size) for cell, size in zip(cells, widths, strict=True) if size]
        while drawn and not drawn[-1][0]:
            drawn.pop()
        last = len(drawn) - 1
        parts = (pad(text, size) if i < last else text for i, (text, _, size) in enumerate(drawn))
        painted = (paint(part, style) for part, (_, style, _) in zip(parts, drawn, strict=True))
        return (" " * self.gap).join(painted)

    @property
    def beyond(self) -> int:
        """The room from ``what`` to the end of the line."""
        return self.what + sum(size + self.gap for size in (self.who, self.units) if size)


def month_table(
    programme: Programme,
    events: Iterable[Event],
    findings: Iterable[Finding],
    *,
    leader: str | None,
    width: int,
    colour: bool,
) -> str:
    """The programme as a table of at most ``width`` columns (40 at least), with the findings as footnotes.

    ``leader`` narrows it to what is in that leader's feed. Nothing in it can move the cursor; colours are the only
    control characters, and only where ``colour`` is true.
    """
    columns = min(max(width, NARROWEST), WIDEST)
    paint = _painter(colour)
    shown: list[Event] = []
    hidden: list[Event] = []
    for event in in_order(programme, events):
        (shown if leader is None or leader in event.feeds or event.kind is not Kind.EVENT else hidden).append(event)
    notes = footnotes(findings, shown, hidden)
    rows = entries(programme, shown, notes.marks)
    layout = _layout(programme, rows, columns)
    rule = paint("─" * columns, "dim")
    lines = [*_heading(programme, leader, columns, paint), "", _header(layout, paint), rule]
    lines += _body(programme, rows, layout, paint)
    lines += [rule, *_footer(rows, notes, programme.source, columns, paint)]
    return "\n".join(lines)


def _painter(colour: bool) -> Paint:
    if not colour:
        return lambda text, _: text
    import click

    return lambda text, style: click.style(text, **_STYLES[style]) if style and text else text


def _layout(programme: Programme, rows: Sequence[Entry], columns: int) -> Layout:
    days = [programme.first, programme.last, *(row.first for row in rows), *(row.last for row in rows)]
    months = len({(day.year, day.month) for day in days}) > 1
    gap = 2 if columns >= 60 else 1
    spans = any(last > first for first, last, _ in plan(programme, rows))
    day = (9 if spans else 8) if months else (8 if spans else 6)  # "–T6 28/02", "T6 28/02", "T7 01–02", "làm bù"
    lunar = _widest(row.lunar for row in rows)
    lunar = min(max(lunar, 2), 6) if lunar else 0
    slot = min(max(7, _widest(row.hours for row in rows)), 11 if columns >= 80 else 7)
    rest = columns - day - slot - 2 * gap - (lunar + gap if lunar else 0)
    who = units = 0
    if columns >= 72 and any(row.who for row in rows):
        who = min(max(8, _widest(row.who for row in rows)), rest * 3 // 10)
        rest -= who + gap
    if columns >= 100 and any(row.units for row in rows):
        units = min(max(8, _widest(row.units for row in rows)), rest * 3 // 10)
        rest -= units + gap
    return Layout(day, lunar, slot, rest, who, units, gap, months)


def _widest(texts: Iterable[str]) -> int:
    return max(map(width_of, texts), default=0)


def _heading(programme: Programme, leader: str | None, columns: int, paint: Paint) -> list[str]:
    title = programme.title or "Chương trình công tác"
    lines = [paint(line, "head") for line in wrap(title, columns)]
    if fold(programme.organisation) not in fold(title):
        lines += wrap(programme.organisation, columns)
    facts = [f"{programme.first:%d/%m/%Y} – {programme.last:%d/%m/%Y}"]
    if programme.issued:
        facts.append(f"ban hành {programme.issued:%d/%m/%Y}")
    if leader is not None:
        title_of = {person.name: f" ({person.title})" for person in programme.leaders if person.title}
        facts.append(f"lịch của {leader}{title_of.get(leader, '')}")
    return lines + [paint(line, "dim") for line in wrap(" · ".join(facts), columns)]


def _header(layout: Layout, paint: Paint) -> str:
    return layout.line([(name, "head") for name in ("Ngày", "ÂL", "Buổi", "Nội dung", "Lãnh đạo", "Chuẩn bị")], paint)


def _body(programme: Programme, rows: Sequence[Entry], layout: Layout, paint: Paint) -> Iterator[str]:
    """The rows, with an empty line between weeks; the date stands on the first of several rows with the same days."""
    week = previous = None
    for first, last, row in plan(programme, rows):
        monday = first.toordinal() - first.weekday()
        if week not in (None, monday):
            yield ""
        days = [] if (first, last) == previous else _days(first, last, layout.months)
        week, previous = monday, (first, last)
        yield from _row(row, days, layout, paint)


def _days(first: dt.date, last: dt.date, months: bool) -> list[str]:
    """A day or a span of days as lines: "T7 01–02", or one line each where months are written."""
    start, end = (f"{_WEEKDAYS[day.weekday()]} {day.day:02}" for day in (first, last))
    if months:
        start, end = f"{start}/{first.month:02}", f"–{end}/{last.month:02}"
        return [start, end] if last > first else [start]
    return [f"{start}–{last.day:02}" if last > first else start]


def _row(row: Entry | None, days: Sequence[str], layout: Layout, paint: Paint) -> Iterator[str]:
    """One entry, or a run of days without any, as lines."""
    if row is None:
        cells = [[(day, "dim") for day in days], [], [], [("không có lịch", "dim")], [], []]
        return _side_by_side(cells, layout, paint)
    event = row.event
    day_style = next((style for tag, style in _DAYS_OFF.items() if tag in event.tags), "head")
    dates = [(day, day_style) for day in days]
    if dates and "WORKING_WEEKEND" in event.tags:
        dates.append(("làm bù", "observance"))
    lunar = [(cut(row.lunar, layout.lunar), "dim")] if dates and layout.lunar else []
    if not row.is_work:
        style = event.kind.value
        room = layout.beyond
        who, units = [], []
    else:
        style = "dim" if event.cancelled else ""
        room = layout.what
        doubt = style if event.certain else "doubt"
        who = [(line, doubt) for line in wrap(row.who, layout.who)] if layout.who else []
        units = [(line, "dim") for line in wrap(row.units, layout.units)] if layout.units else []
    slot = [(line, style) for text in (row.slot, row.hours) for line in wrap(text, layout.slot)]
    what = [(line, style) for line in wrap(row.what, room)]
    what += [(line, style) for text in row.below for line in wrap(text, room, hang=2)]
    if row.who and not who and row.is_work:
        what += [(line, "dim" if event.certain else "doubt") for line in wrap(f"▸ {row.who}", room, hang=2)]
    return _side_by_side([dates, lunar, slot, what, who, units], layout, paint)


def _side_by_side(cells: Sequence[Sequence[Line]], layout: Layout, paint: Paint) -> Iterator[str]:
    for line in zip_longest(*cells, fillvalue=("", "")):
        yield layout.line(line, paint)


def _footer(rows: Sequence[Entry], notes: Footnotes, source: str, columns: int, paint: Paint) -> Iterator[str]:
    """How much there is to do, and what should be looked at."""
    work = [row.event for row in rows if row.is_work]
    unclear, cancelled = (sum(flags) for flags in ((not e.certain for e in work), (e.cancelled for e in work)))
    counts = [f"{len(work)} việc" if work else "Không có việc nào"]
    counts += [f"{unclear} chưa rõ của ai (?)"] if unclear else []
    counts += [f"{cancelled} đã hủy hoặc hoãn (✗)"] if cancelled else []
    yield from wrap(" · ".join(counts), columns)
    if notes.numbered or notes.loose:
        yield ""
        yield paint(cut(f"Cần xem lại trong {harmless(source)}:", columns), "head")
        for number, finding in enumerate(notes.numbered, 1):
            yield from _note(f"[{number}]", finding, columns, paint)
        for finding in notes.loose:
            yield from _note("•", finding, columns, paint)
    if notes.minor:
        yield from wrap(f"Còn {notes.minor} lưu ý nhỏ, xem bằng lệnh: ics-export check", columns)


def _note(mark: str, finding: Finding, columns: int, paint: Paint) -> Iterator[str]:
    fault = finding.severity is Severity.ERROR
    text = f"{mark} {'Lỗi ở dòng' if fault else 'Dòng'} {finding.place.line}: {finding.message}"
    for line in wrap(text, columns, hang=4):
        yield paint(line, "fault" if fault else "")
    for line in wrap(f"→ {finding.action}" if finding.action else "", columns - 4, hang=2):
        yield paint(f"    {line}", "dim")
