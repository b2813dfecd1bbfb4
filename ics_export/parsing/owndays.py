"""Rows of several days whose content says what is on which: "Ngày 13: Sáng: … Chiều: … Ngày 14: Sáng: …"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ics_export.model import Paragraph
from ics_export.parsing.dates import read_weekdays
from ics_export.parsing.markers import duty
from ics_export.parsing.parts import Part
from ics_export.parsing.slots import HOUR, HOUR_CELL, opens_slot
from ics_export.parsing.words import BULLET, BULLETS

_WEEKDAY = r"(?:(?:Thứ|THỨ)\s(?:Hai|Ba|Tư|Năm|Sáu|Bảy|HAI|BA|TƯ|NĂM|SÁU|BẢY|[2-7])|Chủ nhật|CHỦ NHẬT|Chủ Nhật)"
_SAID = (
    r"(?:Ngày|NGÀY)\s+(?P<day>\d{1,2})(?:\s?/\s?(?P<month>\d{1,2}))?(?:/\d{4})?"
    rf"|(?P<weekday>{_WEEKDAY})(?:\s*[,(]?\s*(?:ngày\s)?(?P<of>\d{{1,2}}/\d{{1,2}})\)?)?"
)
_NUMBER = rf"(?P<number>\d{{1,2}}(?:\s?/\s?\d{{1,2}}(?:/\d{{4}})?|(?=\s*\({_WEEKDAY}\))))"
_COLON = r"\s*(?:\((?P<beside>[^()]{1,20})\))?\s*:\s*"
_HEAD = (
    rf"(?:^|(?<=[.;]\s)){BULLET}?\s*(?:{_NUMBER}|{_SAID}){_COLON}"
    rf"|(?<=[^\s,–-]\s)(?:{_SAID.replace('?P<', '?P<in')}){_COLON.replace('?P<', '?P<in')}(?={BULLET}?\s*[^\W\d_]|$)"
)
"""What heads the work of one of a row's days: a sentence, or behind any words a part of the day below it."""
_OTHER_HEAD = (
    rf"(?:^|[.;>]\s*)(?:{BULLET}\s*)?"
    r"(?:(?:[Tt]ừ\s)?(?:[Cc]ác\s)?[Nn]gày\s[\d/]+\s*(?:,|-|–|và|&|đến)[^:]{1,24}"
    rf"|{_WEEKDAY}\s*(?:,|-|–|và|&)[^:]{{1,24}}"
    r"|[Cc]ác ngày[^:]{0,24}|[Cc]ả (?:hai|ba|\d) ngày)\s*:"
)
"""Days in the place of a head that are more than one, or are written otherwise: then the row is left as it is."""
_OWN_DAY = (
    rf"(?:{BULLET}\s*)?(?:(?:[Bb]uổi\s)?(?:[Ss]áng|[Cc]hiều|[Tt]ối)[,\s]+|\(?{HOUR}\)?[,\s]+)*"
    r"(?:[Nn]gày\s\d{1,2}(?:/\d{1,2})?|\d{1,2}/\d{1,2}(?![\w/])"
    r"|[Tt]hứ\s(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])\b|[Cc]hủ [Nn]hật)[^:;.]{0,12}:"
)
"""What opens a work that says its own day: "14h00 ngày 10/11: …", "14h00 thứ Tư: …"."""


def on_their_days(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of a row of several days with the words below the head of a day in paragraphs of that day.

    A head goes on into the parts below it, which a page break or an empty date cell set apart.
    """
    dates = parts[0].day.dates
    if len(dates) < 2 or any(part.day.dates not in ((), dates) for part in parts):
        return parts
    if not any(":" in paragraph.text for part in parts for paragraph in part.content):
        return parts
    if any(re.search(_OTHER_HEAD, paragraph.text) for part in parts for paragraph in part.content):
        return parts
    day, found = "", []
    for part in parts:
        told: list[Paragraph] = []
        for paragraph in part.content:
            told += (below := _under_heads(paragraph, day, dates))
            day = below[-1].day
        found.append(part._replace(content=tuple([paragraph for paragraph in told if paragraph.text])))
    return tuple(found)


def _under_heads(paragraph: Paragraph, day: str, dates: Sequence[dt.date]) -> list[Paragraph]:
    """A paragraph as one for each head in it, and one before them; ``day`` is that of the head above it. The last one
    may have no words: the head's work is in the next paragraph. A head whose weekday and date contradict each other
    stays among the words, for the reader to see."""
    text, position, found, beside = paragraph.text, 0, [], ""
    on_duty = duty(text) is not None  # the days in it are of the names (duty.py)
    for head in [*(re.finditer(_HEAD, text) if not on_duty else ()), None]:
        meant = _day(head, dates) if head else None
        if head and (meant is None or not _heads(text, head, met=day != "")):
            continue  # no day of this row: words like others
        words = text[position : head.start() if head else None].strip()
        own = not position and re.match(_OWN_DAY, words) is not None  # a day of its own, of which the head says nothing
        if words or not head:
            found.append(paragraph._replace(text=_with_bracket(words, beside), day="" if own else day))
        if head and meant:
            day, position, beside = f"{meant.day:02}/{meant.month:02}", head.end(), _beside(head)
            weekday = head["weekday"] or head["inweekday"]
            if weekday and meant.weekday() not in read_weekdays(weekday.lower())[0]:
                position, beside = head.start(), ""
    if found[-1].text == "" and beside:
        found[-1] = found[-1]._replace(text=f"({beside})")
    return found


def _beside(head: re.Match[str]) -> str:
    """What stands in brackets behind a head, "Ngày 05 (8h00): Họp"; "" for a day."""
    said = head["beside"] or head["inbeside"] or ""
    return "" if read_weekdays(said.lower())[0] or re.fullmatch(r"[\d/\s.-]+", said) else said


def _with_bracket(words: str, beside: str) -> str:
    """Words with what stood in brackets behind their head: a part of the day or an hour before them, else behind
    them."""
    if not beside or not words:
        return words
    if opens_slot(f"{beside[:1].upper()}{beside[1:]}:"):
        return f"{beside[:1].upper()}{beside[1:]}: {words}"
    return f"{beside}: {words}" if HOUR_CELL.match(beside) else f"{words} ({beside})"


def _heads(text: str, head: re.Match[str], *, met: bool) -> bool:
    """Whether a day that may be a head is one: outside of brackets, and in the middle of words above a part of the day,
    a list or the next line; where another was ``met`` before it, above a sentence too."""
    inside = text.count("(", 0, head.start()) > text.count(")", 0, head.start())
    below = text[head.end() :]
    in_words = head["inday"] or head["inweekday"]
    opens = not below or below[0] in BULLETS or opens_slot(below) or (met and below[0].isupper())
    return not inside and (not in_words or opens)


def _day(head: re.Match[str], dates: Sequence[dt.date]) -> dt.date | None:
    """The day of a row that a head names, by its date where it has one; None where it names none of them, or more than
    one."""
    number, month = head["day"] or head["inday"], head["month"] or head["inmonth"]
    if printed := head["of"] or head["inof"] or head["number"]:
        number, month = [*printed.split("/"), None][:2]  # "26/3:", "26 (Thứ Tư):"
    if number:
        meant = [one for one in dates if one.day == int(number) and int(month or one.month) == one.month]
    else:
        weekdays = read_weekdays((head["weekday"] or head["inweekday"]).lower())[0]
        meant = [one for one in dates if one.weekday() in weekdays]
    return meant[0] if len(meant) == 1 else None
