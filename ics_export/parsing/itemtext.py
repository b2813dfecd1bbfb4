"""What an item's own words tell besides who: its summary and agenda, slot, hours, place, and days printed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import EMPTY, Slot
from ics_export.parsing.company import read_beside, read_touched
from ics_export.parsing.cutting import Atom, leads_in
from ics_export.parsing.dates import may_span
from ics_export.parsing.details import (
    Clock,
    is_cancelled,
    moved,
    read_change,
    read_hours,
    read_location,
    read_sessions,
    without_hours,
)
from ics_export.parsing.joints import BROKEN_OFF
from ics_export.parsing.mentions import Mention
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import dated_suffix, slot_of, slot_suffix
from ics_export.parsing.words import BULLETS
from ics_export.tuples import NamedTuple


class Words(NamedTuple):
    """What an item's words tell wherever they stand: what is printed in them, not yet what follows from it.

    ``text`` is all of them, ``head`` those of its summary, ``summary`` the same without its slot and leading hours;
    ``clock`` the first hours; ``dated``: days may be printed in it; ``day`` is what is printed of days at its head, or
    in brackets with a part of the day, ``part_of_day``;
    ``sessions``: what else they say of parts of the day; ``beside``: whom they say to attend beside who is printed;
    ``touched``: who may, for they do something there; ``line``: theirs in the source, 0 for their row's.
    """

    text: str
    head: str
    summary: str
    agenda: tuple[str, ...]
    slot: Slot | None
    clock: Clock | None
    location: str | None
    cancelled: bool
    change: str | None
    dated: bool
    day: str = ""
    part_of_day: Slot | None = None
    sessions: tuple[tuple[str, str], ...] = ()
    beside: tuple[Mention, ...] = ()
    touched: tuple[Mention, ...] = ()
    line: int = 0


def join_text(atoms: Sequence[Atom]) -> str:
    """The words of an item's atoms as one text."""
    if len(atoms) == 1:
        return atoms[0].text
    return (atoms[0].text + "".join([a.lead + a.text for a in atoms[1:]])).strip()


def read_notes(parts: Sequence[Part]) -> str:
    """The notes and the further participants that stand beside a row."""
    if len(parts) == 1 and not parts[0].notes and not parts[0].participants:
        return ""
    found = [
        words
        for part in parts
        for words in (part.notes, " ".join([p.text for p in part.participants if p.text != EMPTY]))
        if words
    ]
    return "; ".join(dict.fromkeys(found)) if found else ""


def read_words(atoms: Sequence[Atom]) -> Words:
    """What the words of the atoms of one item tell."""
    words = _read_atoms(atoms)
    return words._replace(line=atoms[0].line) if atoms[0].line else words


def _read_atoms(atoms: Sequence[Atom]) -> Words:
    text, slot, *_ = opening = atoms[0]
    if len(atoms) == 1:
        return _read_words(text, text, (), slot, opening.hours, opening.day)
    text = head = join_text(atoms)
    agenda: tuple[str, ...] = ()
    lead = next((i for i, a in enumerate(atoms[:-1]) if leads_in(a.text)), None)
    if lead is None and atoms[-1].bullet == "+" and "+" not in atoms[0].bullet:
        lead = next(i for i, a in enumerate(atoms) if a.bullet == "+") - 1  # "- Họp", and below it "+ Thông qua …"
    if lead is not None:
        head = join_text(atoms[: lead + 1])
        points: list[str] = []
        for atom in atoms[lead + 1 :]:
            if points and atom.joint is BROKEN_OFF:
                points[-1] += atom.lead + atom.text  # the rest of a point that a page break cut
            else:
                points.append(atom.text)
        agenda = tuple([point.strip(" ;.") for point in points])
    return _read_words(text, head, agenda, slot, opening.hours, opening.day)


def _ends_in_putting_off(agenda: tuple[str, ...]) -> bool:
    """Whether the last words of an agenda put the meeting off, and not a point: they name it, or its new day."""
    last = agenda[-1].lower() if agenda else ""
    note = last[last.rfind("(") :]
    return any(word in note for word in _OF_MEETING) and is_cancelled(note)


_OF_MEETING = ("cuộc họp", "hội nghị", "phiên họp", "buổi làm việc", "chuyển", "dời", "lùi")


def _read_words(text: str, head: str, agenda: tuple[str, ...], slot: Slot | None, hours: str, day: str) -> Words:
    """What ``text`` tells, of which ``head`` is the summary; ``slot`` and ``hours`` are those of its slot mark, ``day``
    is the one of its row's that heads it."""
    suffix, head = slot_suffix(head)
    if suffix is None and agenda:
        suffix, shortened = slot_suffix(agenda[-1])
        if suffix:
            agenda = (*agenda[:-1], shortened)
    if suffix is Slot.ALL_DAY and slot in (Slot.AFTERNOON, Slot.EVENING) and "ả ngày" not in text:
        suffix = slot  # "Chiều: Tập huấn (01 ngày)"
    moving, hour = moved(head)
    if moving:
        head = head.replace(moving, "").replace(" ,", ",")
        text = text.replace(moving, "")
    printed = read_hours(head, suffix or slot)
    head = without_hours(head, printed)
    if moving:
        part = slot_of(hour.strip().rpartition(" ")[2])
        suffix, slot = (part, part) if part else (suffix, slot)
        hours, printed = "", read_hours(hour, suffix or slot)
        head = f"{_clean(head)} {moving}"
    part_of_day, its_day = dated_suffix(text)
    own = _own_day(hours, text) or its_day
    if day and not own and (noted := re.search(ON_DAY, text)):
        own = noted[1]  # "Họp B (12/02)" below the head of another day
    return Words(
        text,
        head,
        _clean(head),
        agenda,
        suffix or slot,
        read_hours(hours, slot) or printed,
        read_location(text),
        is_cancelled(text) if not agenda else is_cancelled(head.replace(moving, "")) or _ends_in_putting_off(agenda),
        moving or read_change(text),
        may_span(text),
        own or day,
        part_of_day,
        read_sessions(head) if not part_of_day else (),
        read_beside(text),
        read_touched(text),
    )


def _own_day(hours: str, text: str) -> str:
    """The day printed in a slot mark ("Chiều 29/11:", whose words are ``hours``) or at the head of a work: "Ngày 28,
    29/11: …", "14h00 ngày 10/11: …"; "" for none."""
    if hours and ("/" in hours or "hứ " in hours or "ngày" in hours):
        return re.sub(_HOURS_THERE, "", hours).strip(" ,()–-")
    head = text[:40]
    if ":" not in head or not ("/" in head or "hứ " in head or "hủ nhật" in head or head[1:].startswith("gày ")):
        return ""
    match = re.match(_HEAD_DAY, head) or re.match(_HEAD_NUMBER, head)
    if match is None and len(re.findall(WEEKDAY_LABEL, text)) == 1:
        match = re.match(_HEAD_WEEKDAY, head)
    return match[1] if match else ""


ON_DAY = r"\((?:\d{1,2}h\d{0,2},? )?(?:(?:buổi )?(?:sáng|chiều|tối) )?(?:ngày )?(\d{1,2}\s?/\s?\d{1,2})\)"
"""A day in brackets behind a work."""
_HOURS_THERE = r"\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2})?(?:\s?phút)?"
WEEKDAY_LABEL = r"(?:[Tt]hứ \w{2,4}|[Cc]hủ nhật)\s*:"
_HEAD_WEEKDAY = rf"(?:(?:Lúc\s|lúc\s)?{_HOURS_THERE}[,]?\s*)?((?:[Tt]hứ \w{{2,4}}|[Cc]hủ nhật))\s*:"
_HEAD_NUMBER = r"[Nn]gày\s+(\d{1,2}(?:\s?(?:,|&|và|-|–)\s?\d{1,2})*)\s*:(?!\d)"
_HEAD_DAY = (
    rf"(?:(?:Lúc\s|lúc\s)?{_HOURS_THERE}[,]?\s*)?(?:(?:[Nn]gày|[Tt]hứ \w{{2,4}},?)\s+)*"
    r"(\d{1,2}(?:\s?(?:,|&|và|-|–)\s?\d{1,2})*\s?/\s?\d{1,2}(?:/\d{4})?)\s*(?:\([^()]{1,20}\))?\s*:"
)


def _clean(text: str) -> str:
    text = text.strip().lstrip(f"{BULLETS},;:. ").rstrip(" ;,:-–*")
    if text.endswith(" +"):
        text = text[:-2].rstrip(" ;,:-–*")  # "hệ 9+" keeps its own
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return text[:1].upper() + text[1:] if text[:1].islower() else text
