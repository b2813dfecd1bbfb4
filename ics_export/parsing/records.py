"""Works of a list of days told line by line, each line behind its label: "Thời gian: 8h00", "Nội dung: …", "Chủ trì:
…", in any order, as the web pages of offices print their schedules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Paragraph, Row
from ics_export.parsing.byleader import POINT
from ics_export.parsing.markers import duty, is_staff_duty
from ics_export.tuples import NamedTuple

_LABEL = re.compile(
    r"(?i)(?:(?P<time>thời gian|giờ|lúc)|(?P<content>nội dung(?: công việc| làm việc)?|việc|công việc)"
    r"|(?P<chair>(?:lãnh đạo |người )?chủ trì|chủ toạ|chủ tọa)"
    r"|(?P<leaders>(?:lãnh đạo )?(?:cùng |tham )?dự(?: họp)?|lãnh đạo|lãnh đạo chủ trì/tham dự)"
    r"|(?P<participants>thành phần(?: tham dự| dự)?|tham gia|khách mời)|(?P<location>địa điểm|nơi họp|điểm)"
    r"|(?P<units>(?:(?:đơn vị|cơ quan|bộ phận|phòng) )?chuẩn bị(?: nội dung)?)"
    r"|(?P<notes>ghi chú|phương tiện|xe|tài liệu|trang phục|yêu cầu))\s*:\s*"
)
"""What heads a line of a work; a label behind others of the same work opens the next."""


class Record(NamedTuple):
    """One work: what stands behind each of its labels, its first line in the source, whether a blank line is above."""

    fields: dict[str, str]
    line: int
    gap: bool


def read_records(rows: Sequence[Row]) -> list[Record]:
    """The works that the lines of a day tell label by label; none where a line has no label and goes on none above, or
    where some work does not say what it is.

    A work begins at a number or a bullet before a label, at a label that the work above has, and behind a blank line.
    """
    found: list[Record] = []
    for row in rows:
        text = row.cells[0].text
        point = POINT.match(text)
        bare = text[point.end() :] if point else text
        if any(_LABEL.match(bare, stop.end()) for stop in re.finditer(r"[.;]\s+", bare)):
            return []  # several labels in one line: labelled.py
        label = _LABEL.match(bare)
        name = (label.lastgroup or "") if label else ""
        if label:
            begins = not found or name in found[-1].fields or bool(point and "content" in found[-1].fields)
            if begins or (row.after_gap and {"content", "whole"} & {*found[-1].fields}):
                found.append(Record({}, row.place.line, row.after_gap))
            found[-1].fields[name] = bare[label.end() :].strip()
        elif duty(bare) is not None or is_staff_duty(bare):
            found.append(Record({"whole": bare}, row.place.line, row.after_gap))
        elif found and not row.after_gap and not point and "whole" not in found[-1].fields:
            last = next(reversed(found[-1].fields))
            found[-1].fields[last] += f" {text}"
        else:
            return []
    return found if all({"content", "whole"} & {*record.fields} for record in found) else []


def work_of(record: Record) -> tuple[Paragraph, ...]:
    """What a work is, as the content of its row."""
    words = record.fields.get("whole") or record.fields["content"]
    return (Paragraph(words.rstrip(" ;"), line=record.line),)


def paragraph_of(record: Record, *names: str) -> tuple[Paragraph, ...]:
    """What stands behind some labels of a work, in one paragraph; () where nothing does."""
    said = [text.rstrip(" .;") for name in names if (text := record.fields.get(name, ""))]
    return (Paragraph("; ".join(said)),) if said else ()
