"""Works whose cells stand one behind the other in a list of days, each behind its label: "Sáng: Nội dung: … Chuẩn bị:
… Lãnh đạo dự: …", as web pages print a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Paragraph
from ics_export.parsing.slots import opens_slot
from ics_export.parsing.words import BULLETS
from ics_export.tuples import NamedTuple

_OPENS = "Nội dung:"
_LABEL = (
    r"(?:(?<=[\s.;:])|^)(?:"
    r"(?P<content>(?:(?:[Bb]uổi )?(?:Sáng|Chiều|Tối|Cả ngày)\s*(?:\([^()]*\)\s*)?:\s*)?Nội dung)"
    r"|(?P<units>(?:(?:Đơn vị|Cơ quan|Phòng) c|C)huẩn bị)"
    r"|(?P<time>Thời gian)|(?P<leaders>Lãnh đạo(?: \w+)? (?:tham )?dự)|(?P<location>Địa điểm))\s?:"
)
_SLOT = r"(?i)(?:sáng|chiều|tối|cả ngày)\s*(?:\([^()]*\)\s*)?:"
_BULLETS = f"{BULLETS} "


class Labelled(NamedTuple):
    """One work of a day: what stands behind each of its labels, empty where it has none."""

    content: Paragraph
    units: tuple[Paragraph, ...] = ()
    leaders: tuple[Paragraph, ...] = ()
    location: str = ""


def read_labelled(content: Sequence[Paragraph]) -> list[Labelled]:
    """The works of a day's paragraphs, none where these do not label both what their works are and who attends them or
    prepares them. A second *nội dung* is a second work of the same part of the day; a paragraph without labels is a
    work of its own.
    """
    text = " ".join([paragraph.text for paragraph in content])
    kinds = [label.lastgroup for label in re.finditer(_LABEL, text)]
    if "content" not in kinds or not {"units", "leaders"}.intersection(kinds):
        return []
    timed_first = "time" in kinds[: kinds.index("content")]
    lines: list[str] = []
    for paragraph in content:
        if lines and paragraph.soft and not (paragraph.text.startswith(_OPENS) or opens_slot(paragraph.text)):
            lines[-1] += f" {paragraph.text}"
        else:
            lines.append(paragraph.text)
    found: list[Labelled] = []
    slot = time = ""
    for text in lines:
        labels = list(re.finditer(_LABEL, text))
        if re.fullmatch(_SLOT, text.strip(_BULLETS)):
            slot = text.strip(_BULLETS)
            continue
        if labels and all(label["time"] for label in labels):
            time = text[labels[-1].end() :].strip()  # of the work below
            continue
        if not any(label["content"] for label in labels):
            found.append(Labelled(Paragraph(text)))
            continue
        slot = text[: labels[0].start()].strip(_BULLETS) or slot
        ends = [label.start() for label in labels[1:]] + [len(text)]
        fields: dict[str, str] = {"time": time} if time else {}
        time = ""
        for label, end in zip(labels, ends, strict=True):
            name = label.lastgroup or ""
            if name == "content" and name in fields:
                found.append(_one(slot, fields))
                fields, time = {"time": time} if time else {}, ""
            if name == "content" and (mark := re.search(_SLOT, label[0])):
                slot = mark[0]
            held = text[label.end() : end].strip()
            if name == "time" and timed_first and "content" in fields:
                time = held.rstrip(" .;")  # of the work below
                continue
            if name in fields or (name != "content" and re.search(_SLOT, held)):
                return []  # whose people they are, or what runs on behind them, is not labelled
            fields[name] = held
        found.append(_one(slot, fields))
    return found


def _timed(fields: dict[str, str]) -> str:
    """What a work is, its hour before it."""
    content, time = (fields.get(name, "").rstrip(" .;") for name in ("content", "time"))
    return f"{time}: {content}" if time else content


def _one(slot: str, fields: dict[str, str]) -> Labelled:
    """The work of these fields, in the part of the day that ``slot`` says: "Chiều (14h00):"."""
    units, leaders, location = [fields.get(name, "").rstrip(" .;") for name in ("units", "leaders", "location")]
    return Labelled(
        Paragraph(f"{slot} {_timed(fields)}".strip()),
        (Paragraph(units),) if units else (),
        (Paragraph(leaders),) if leaders else (),
        location,
    )
