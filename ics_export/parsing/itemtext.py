"""What an item's own words tell besides who: its summary and agenda, slot, hours, days, place."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from ics_export.diagnostics import Severity
from ics_export.model import Hours, Place, Slot
from ics_export.parsing.content import Atom
from ics_export.parsing.context import Context
from ics_export.parsing.dates import read_span
from ics_export.parsing.details import (
    Clock,
    is_cancelled,
    read_change,
    read_hours,
    read_location,
    without_hours,
)
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import slot_suffix
from ics_export.vietnamese import fold


class Details(NamedTuple):
    """What an item's own words tell: its summary and agenda, slot, hours, days and place, and that it is put off."""

    text: str
    agenda: tuple[str, ...]
    slot: Slot | None
    hours: Hours | None
    first: dt.date
    last: dt.date
    location: str | None
    cancelled: bool


def join_text(atoms: Sequence[Atom]) -> str:
    """The words of an item's atoms as one text."""
    if len(atoms) == 1:
        return atoms[0].text
    return (atoms[0].text + "".join([a.lead + a.text for a in atoms[1:]])).strip()


def read_notes(parts: Sequence[Part]) -> str:
    """The notes and the further participants that stand beside a row."""
    return "; ".join(dict.fromkeys([n for p in parts for n in (p.notes, p.participants) if n]))


def read_details(
    atoms: Sequence[Atom],
    text: str,
    place: Place,
    parts: Sequence[Part],
    notes: str,
    first: dt.date,
    last: dt.date,
    context: Context,
) -> Details:
    """What the words of an item of the days ``first`` to ``last`` tell; ``text`` is its atoms joined, ``notes`` its
    row's.
    """
    report = context.report
    agenda: tuple[str, ...] = ()
    head = text
    lead = next((i for i, a in enumerate(atoms[:-1]) if a.text.endswith(":")), None) if len(atoms) > 1 else None
    if lead is not None:
        head = join_text(atoms[: lead + 1])
        agenda = tuple(a.text.strip(" ;.") for a in atoms[lead + 1 :])
    suffix, head = slot_suffix(head)
    if suffix is None and agenda:
        suffix, shortened = slot_suffix(agenda[-1])
        if suffix:
            agenda = (*agenda[:-1], shortened)
    slot = suffix or atoms[0].slot
    part = parts[atoms[0].half]
    printed = read_hours(head)
    clock = printed
    if part.hours or atoms[0].hours:
        clock = read_hours(part.hours) or read_hours(atoms[0].hours) or printed
    head = without_hours(head, printed)
    span = read_span(text, first, context.period) if first == last else None
    if span:
        key = (fold(head), span[0], span[1])
        if span[0] == first:
            last = span[1]
            clock = _span_hours(span[2]) or clock
            context.spans.add(key)
            report.add(
                "D307", Severity.INFO, place, f"Việc kéo dài đến {last.day:02}/{last.month:02}.", excerpt=span[2],
                action="Đã tạo một sự kiện nhiều ngày.",
            )  # fmt: skip
        elif span[0] < first <= span[1] and key not in context.spans:
            context.spans.add(key)
            report.add(
                "D308", Severity.WARNING, place,
                (
                    f"Hàng là ngày {first.day:02}/{first.month:02} nhưng nội dung ghi từ "
                    f"{span[0].day:02}/{span[0].month:02}."
                ),
                excerpt=span[2], action="Đã lấy cả khoảng ngày in trong nội dung.",
            )  # fmt: skip
            first, last = span[0], span[1]
        else:
            report.add(
                "D308", Severity.INFO, place, "Khoảng ngày in trong nội dung không dùng cho hàng này.",
                excerpt=span[2], action="Đã lấy theo ngày của hàng.",
            )  # fmt: skip
    cancelled = is_cancelled(text) or (notes != "" and len(parts) == 1 and _notes_cancel(notes))
    if cancelled:
        report.add(
            "S508", Severity.INFO, place, "Việc này ghi là hoãn.", excerpt=head[:60],
            action="Đã đánh dấu HỦY trong lịch.",
        )  # fmt: skip
    change = read_change(text)
    if change:
        report.add(
            "S509", Severity.INFO, place, "Có ghi điều chỉnh hoặc bổ sung.", excerpt=change,
            action="Đã giữ nguyên chữ trong tên sự kiện.",
        )  # fmt: skip
    if slot is None and clock is None:
        report.add(
            "S501", Severity.WARNING, place, "Không ghi buổi, cũng không ghi giờ.", excerpt=head[:60],
            action="Đã lấy cả ngày làm việc.",
        )  # fmt: skip
    where = part.location or read_location(text)
    return Details(_clean(head), agenda, slot, clock.hours if clock else None, first, last, where, cancelled)


def _span_hours(text: str) -> Clock | None:
    """The hours printed with the days of a span: "từ 7h30 ngày 25/8 đến 17h00 ngày 27/8"; None where none are."""
    begin = read_hours(text)
    if begin is None:
        return None
    finish = read_hours(text[begin.end :].replace("đến", " "))
    if finish is None:
        return begin
    return Clock(Hours(begin.hours.start, finish.hours.start), begin.start, begin.end)


def _notes_cancel(notes: str) -> bool:
    lowered = notes.lower().strip(" .(-")
    return lowered.startswith(("hoãn", "tạm hoãn", "hủy", "huỷ", "đã hoãn")) and "buổi" not in lowered


def _clean(text: str) -> str:
    text = text.strip().lstrip("-+*•–,;:. ").rstrip(" ;,:-–+*")
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return text[:1].upper() + text[1:] if text[:1].islower() else text
