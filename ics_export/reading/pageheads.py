"""The heads of tables whose columns are made of blanks, and the lines that pages repeat around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from ics_export.reading.linecuts import RUN
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import plain

_CONTENT = ("nội dung", "công việc", "công tác", "nhiệm vụ")
_DAY = re.compile(r"(?<!\w)(?:ngay|thu|thoi gian)(?!\w)")
"""What a column of days is called, whatever a scan made of the marks."""
_SLOTS = re.compile(r"(?<!\w)(?:buoi )?sang (?:buoi )?chieu(?!\w)")
"""Columns of the morning and of the afternoon in the place of one of the content, whatever a scan made of the marks."""
_WIDEST = 300
"""Characters of a line that may be a table's head."""
_WEEKDAYS = re.compile(r"(?:(?:thứ )?(?:hai|ba|tư|năm|sáu|bảy|bẩy)|chủ nhật|cn|[,\s])+", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:Trang )?\d{1,3}(?:\s?/\s?\d{1,3})?\W*")
_NO_HEAD = re.compile(
    r"^[-–+•*]\s|;|(?i:(?<!\w)(?:đ/?c|đồng chí|ông|bà)(?!\w))|^(?:Văn phòng|VP|Phòng|Ban|Sở|UBND|BGĐ|BGH)(?!\w)"
)
"""What stands in a row and in no head: works, people, who prepares."""
_HEAD_LINES = 3
"""Lines of a table's head above and below the one with most of its words."""
_EDGE_LINES = 3
"""Lines at the top and at the bottom of a page that may be a running head or foot."""
_EDGE_ZONE = 12
"""The same with blank lines."""
_MOST_COLUMNS = 12
_LONGEST = 40
"""Characters of a column's name."""


class Head(NamedTuple):
    """A table's head: its first and its last line, where its columns begin and end, their words, and which columns are
    of the day and of the content."""

    first: int
    last: int
    columns: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    day: int
    content: int

    @property
    def by_slots(self) -> bool:
        """Whether the content of the morning and that of the afternoon stand side by side."""
        return any(plain(text).endswith("chieu") for text in self.texts[self.content + 1 : self.content + 2])


def find_heads(lines: Sequence[str]) -> Iterator[Head]:
    """The heads of tables: a line of three columns or more, one of them of days and one of content, and the lines above
    and below that hold the other words of their cells."""
    after = 0
    known: set[str] = set()  # the words of the heads above, which a further page repeats
    for number, line in enumerate(lines):
        lowered = line.lower()
        if number < after or "\t" in line or "|" in line:
            continue
        if not (any(word in lowered for word in _CONTENT) or _SLOTS.search(plain(line) if len(line) < _WIDEST else "")):
            continue
        if any(map(str.isdigit, line)) or not (_heads_alone(line) or _heads_with_others(lines, number)):
            continue
        first = last = number
        again = known if known.issuperset(RUN.findall(line)) else set()
        while first > max(after, number - _HEAD_LINES) and _is_head(lines[first - 1], line, again):
            first -= 1
        while last + 1 < len(lines) and last < number + _HEAD_LINES and _is_head(lines[last + 1], line, again):
            last += 1
        runs = sorted(match.span() for at in range(first, last + 1) for match in RUN.finditer(lines[at]))
        columns: list[tuple[int, int]] = []
        for start, end in runs:
            if columns and start <= columns[-1][1]:
                columns[-1] = columns[-1][0], max(columns[-1][1], end)
            else:
                columns.append((start, end))
        texts = [" ".join(" ".join([lines[at][a:b] for at in range(first, last + 1)]).split()) for a, b in columns]
        content = next((n for n, text in enumerate(texts) if _heads_content(text)), 0)
        day = next((n for n, text in enumerate(texts) if _DAY.search(plain(text))), content)
        if day < content and 2 < len(columns) <= _MOST_COLUMNS:
            after = last + 1
            known.update(run for at in range(first, after) for run in RUN.findall(lines[at]))
            yield Head(first, last, tuple(columns), tuple(texts), day, content)


def _heads_alone(line: str) -> bool:
    """Whether a line names three columns or more, one of them of days and one of content."""
    words = [run.lower() for run in RUN.findall(line) if len(run) < _LONGEST]
    if not 3 <= len(RUN.findall(line)) <= _MOST_COLUMNS or not any(map(_heads_content, words)):
        return False
    return any(_DAY.match(plain(run)) and not _WEEKDAYS.fullmatch(run) for run in words)


def _heads_content(words: str) -> bool:
    """Whether a column's words say that it holds the works, of all day or of the morning."""
    return any(word in words.lower() for word in _CONTENT) or plain(words) in ("sang", "buoi sang")


def _heads_with_others(lines: Sequence[str], number: int) -> bool:
    """Whether a line that names the content is one of several that make a head, their words centred in their columns:
    above it "Thứ,", below it "ngày"."""
    words = [run.lower() for run in RUN.findall(lines[number])]
    if len(words) > 2 or not any(run.startswith(_CONTENT) and len(run) < _LONGEST for run in words):
        return False
    near = [
        line
        for line in lines[max(0, number - 2) : number + 3]
        if line is not lines[number] and _is_head(line, lines[number])
    ]
    runs = [run.lower() for line in near for run in RUN.findall(line)]
    return len(near) > 1 and any(len(run) < _SHORT and _DAY.match(plain(run)) for run in runs)


_SHORT = 12
"""Characters of what heads the column of days."""


def _is_head(line: str, head: str, again: Set[str] = frozenset()) -> bool:
    """Whether a line may hold further words of the cells of a table's ``head``: short runs, none of them through two
    columns, and no number; where a head is printed ``again``, words of that one."""
    runs = list(RUN.finditer(line))
    if again and not {run[0] for run in runs} <= again:
        return False
    if not 0 < len(runs) < 8 or any(map(str.isdigit, line)) or (line.isupper() and not head.isupper()):
        return False
    if head.isupper() and runs[0][0][0].islower():
        return False  # the end of a sentence that a page break cut
    if any(_NO_HEAD.search(run[0]) for run in runs):
        return False  # the first row's
    if any(_WEEKDAYS.fullmatch(run[0]) for run in runs) or re.match(r"\s*(?:[IVX]{1,4}|[A-Z])[.)]\s", line):
        return False  # "II. LỊCH CỤ THỂ" stands above it
    spans = [match.span() for match in RUN.finditer(head)]
    return all(
        len(run[0]) <= 24 and sum(start < run.end() and run.start() < end for start, end in spans) < 2 for run in runs
    )


def furniture_of(lines: Sequence[str], heads: Set[int]) -> set[int]:
    """The lines that pages repeat above and below their text, and their numbers."""
    breaks = [number for number, line in enumerate(lines) if "\f" in line or number in heads]
    edges: dict[int, str] = {}
    for at in breaks:
        for step in (-1, 1):
            left = _EDGE_LINES
            for number in range(at - 1, at - 1 - _EDGE_ZONE, -1) if step < 0 else range(at, at + _EDGE_ZONE):
                if not left or not 0 <= number < len(lines) or number in heads:
                    break
                if lines[number].strip():
                    edges[number] = re.sub(r"\d+", "#", " ".join(lines[number].split()))
                    left -= 1
    times = Counter(edges.values())
    return {at for at, text in edges.items() if times[text] > 1 or _PAGE_NUMBER.fullmatch(lines[at].strip("\f "))}
