"""What is said about an event, in Vietnamese: the same words in the feeds and in the CSV."""

from __future__ import annotations

import re
import unicodedata

from ics_export.model import Event
from ics_export.vietnamese import nfc

SUMMARY_LIMIT = 255
"""Characters of a summary; what is cut stands in the description. Outlook takes no more in a name or a subject."""

CANCELLED = "[HỦY] "

LABELS = {
    "WEEKEND": "Cuối tuần",
    "TET": "Tết",
    "HOLIDAY": "Nghỉ lễ",
    "COMPENSATORY": "Nghỉ bù",
    "WORKING_WEEKEND": "Làm bù",
    "OBSERVANCE": "Kỷ niệm",
}
"""Almanac codes as CATEGORIES."""

UNCERTAIN = "văn bản không cho biết chắc việc này của lãnh đạo nào, đề nghị xem bản gốc"

# Controls, surrogates, byte order marks, and the characters that turn the direction of writing: none of them is text,
# and each has a client or a terminal that it confuses. Controls that are white space become a blank in clean().
# Compiled where first needed (re keeps it): nearly all text is printable, and compiling takes 2 ms of every start.
_UNWANTED = "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def clean(text: str) -> str:
    """``text`` on one line: NFC, single blanks, no control characters, no marks or overrides of direction."""
    if not text.isprintable():
        text = re.sub(_UNWANTED, "", text)
    return " ".join(nfc(text).split())


def shorten(text: str, limit: int) -> str:
    """``text``, cut at a word's end and closed with "…" where it has more than ``limit`` characters."""
    if len(text) <= limit:
        return text
    cut = limit - 1
    blank = text.rfind(" ", limit * 3 // 4, limit)
    if blank > 0:
        cut = blank
    while cut > 1 and _clings(text, cut):
        cut -= 1
    return text[:cut].rstrip(" ,;:-–") + "…"


def summary(event: Event) -> tuple[str, bool]:
    """The event in one line of at most 255 characters, and whether it had to be cut for that."""
    mark = CANCELLED if event.cancelled else ""
    whole = clean(event.summary)
    short = shorten(whole, SUMMARY_LIMIT - len(mark))
    return mark + short, short != whole


def description(event: Event, *, whole: bool = False) -> str:
    """All else there is to know, one fact a line; ``whole``: begin with the whole text, the summary being cut."""
    lines = [clean(event.summary)] if whole else []
    lines += (f"- {point}" for text in event.agenda if (point := clean(text)))
    note = clean(event.note)
    facts = (
        ("Chuẩn bị", "; ".join(units(event))),
        ("Lãnh đạo", clean(event.printed)),
        ("Ghi chú" if event.certain else "Chưa chắc chắn", note or ("" if event.certain else UNCERTAIN)),
        ("Âm lịch", clean(event.lunar or "")),
        ("Nguồn", _source(event)),
    )
    lines += (f"{label}: {fact}" for label, fact in facts if fact)
    return "\n".join(lines)


def _source(event: Event) -> str:
    """Where an event comes from; line 0 is none: the day off stands in the almanac alone."""
    if not event.source.line:
        return "Lịch nghỉ lễ Việt Nam"
    return f"{clean(event.programme) or clean(event.source.file)}, dòng {event.source.line}"


def units(event: Event) -> list[str]:
    """The preparing units, clean, none empty."""
    return [unit for text in event.units if (unit := clean(text))]


def categories(event: Event) -> list[str]:
    """The labels of the event's tags. None has a comma, escaped or not: of 28 clients 10 split there."""
    labels = (clean(LABELS.get(tag, tag).replace(",", " ")) for tag in event.tags)
    return [label for label in dict.fromkeys(labels) if label]


def _clings(text: str, cut: int) -> bool:
    """Whether a cut there would part a character from its marks, or an emoji from its parts."""
    after, before = text[cut], text[cut - 1]
    return "\u200d" in (after, before) or unicodedata.category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff"
