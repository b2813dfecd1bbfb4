"""Tables with a column for each leader, headed with his name: every cell becomes a row of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ics_export.model import Cell, Document, Paragraph, Row, Slot
from ics_export.parsing.attendance import read_attendees, read_subject
from ics_export.parsing.columns import Role, role_of
from ics_export.parsing.details import without_leading_hours
from ics_export.parsing.groups import find_groups, match_group
from ics_export.parsing.mentions import Mention
from ics_export.parsing.people import read_mentions
from ics_export.parsing.slots import slot_of, slot_suffix
from ics_export.tuples import NamedTuple
from ics_export.vietnamese import fold

_ROLES = {Role.DATE: "Ngày", Role.TIME: "Buổi"}
_SLOT = re.compile(r"(?<!\w)(?:Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI|Cả ngày)$")
_NEXT_HOUR = re.compile(r"(?:;\s+|(?<![\dhờ])\s[-–+•]\s+)(?=\d{1,2}\s?(?:h|g|giờ|:)\d{0,2})")
_INSTEAD = re.compile(r"\(([^()]*?)\s+(?:đi |tham )?(?:dự|họp|đi) thay\)")
"""Who goes in the place of the one in whose column a work stands: "(PGĐ Bình dự thay)"."""
_TOGETHER = re.compile(r"\(([^()]*?)\s*,?\s*cùng (?:dự|đi)\)")


class _Head(NamedTuple):
    """Which columns say when, whose column each other one is, which of them are everybody's, which are about all that
    stands in a row (``of_all``), and which say who is on duty."""

    when: tuple[int, ...]
    leaders: dict[int, Cell]
    everybodys: frozenset[int]
    about: tuple[int, ...]
    of_all: tuple[int, ...]
    duty: frozenset[int]


def by_leader(document: Document) -> Document:
    """The document with the rows of such tables as ordinary ones: when, the work, the leader of its column.

    The same work in several columns of one row is one, of all these leaders.
    """
    rows: list[Row] = []
    head: _Head | None = None
    whole: dict[int, int] = {}  # columns whose cell is all day's, and how many rows below it has
    for number, row in enumerate(document.rows):
        found = _head(row)
        if found is None and rows and (lower := _lower_half(rows[-1], row)):
            found, row = _head(lower), lower
            rows.pop()
        if found:
            head = found
            words = [_ROLES[role_of(row.cells[at].text) or Role.DATE] for at in found.when]
            about = [row.cells[at] for at in found.about]
            rows.append(_row(row, [*[_said(word) for word in (*words, "Nội dung", "Lãnh đạo")], *about]))
        elif head is None or len(row.cells) < 2:
            rows.append(row)
        else:
            row = row._replace(cells=tuple([Cell() if whole.get(at) else cell for at, cell in enumerate(row.cells)]))
            whole = {at: left - 1 for at, left in whole.items() if left > 1}
            deepest = max([cell.rows for cell in row.cells])
            whole |= _all_day(document.rows[number : number + deepest], head) if deepest > 1 else {}
            when = [row.cells[at] if at < len(row.cells) else Cell() for at in head.when]
            # Words in no column of the header stay behind the row's last cell, where every table's do: none is lost.
            works = _work(row, head) or [(Cell(), Cell())]
            # Where several works stand in a row nobody can say of which its place and its notes are.
            shared = [at for at in head.about if len(works) < 2 or at in head.of_all]
            held = {*head.when, *head.leaders, *shared}
            further = [cell for at, cell in enumerate(row.cells) if at not in held]
            about = [row.cells[at] if at in shared and at < len(row.cells) else Cell() for at in head.about]
            all_day = {fold(row.cells[at].text) for at in whole if row.cells[at].rows}
            for work, people in works:
                said = [when[0], *map(_said, ["Cả ngày"] * (len(when) - 1))] if fold(work.text) in all_day else when
                rows.append(_row(row, [*said, work, people, *about, *further]))
                about = [Cell() if at in head.duty else cell for at, cell in zip(head.about, about, strict=True)]
                slot = _SLOT.search(when[0].text)
                when[0], further = _said(slot[0]) if slot else Cell(), []  # a day is dated once
    return document._replace(rows=tuple(rows)) if head else document


def _all_day(rows: Sequence[Row], head: _Head) -> dict[int, int]:
    """The leaders' columns whose cell in the first of these rows is merged over further rows of its day, from its
    morning into its afternoon, and how many these are."""
    found: dict[int, int] = {}
    for at in head.leaders if len(head.when) > 1 else ():
        below = rows[0].cells[at].rows - 1 if at < len(rows[0].cells) else 0
        same = [row for row in rows[1 : below + 1] if len(row.cells) > 1 and not row.cells[head.when[0]].paragraphs]
        parts = [slot_of(row.cells[head.when[-1]].text) for row in (rows[0], *same)]
        if below > 0 and len(same) == below and {Slot.MORNING, Slot.AFTERNOON} <= {*parts} and None not in parts:
            found[at] = below
    return found


def _lower_half(above: Row, row: Row) -> Row | None:
    """The header that two rows are whose first names the leaders' columns, merged over them, and whose second each
    leader; None where they are none."""
    if not (len(above.cells) == len(row.cells) > 2) or row.cells[0].paragraphs:
        return None
    groups = [cell for cell in above.cells if cell.columns > 1]
    if role_of(above.cells[0].text) is not Role.DATE or len(groups) != 1 or role_of(groups[0].text) is not Role.LEADERS:
        return None
    cells = [below if below.paragraphs else cell for cell, below in zip(above.cells, row.cells, strict=True)]
    lower = row._replace(cells=tuple(cells), place=above.place)
    return lower if _head(lower) else None


def _head(row: Row) -> _Head | None:
    """What the columns of a header are, where two of them or more are leaders'; None for every other row."""
    if len(row.cells) < 3:
        return None
    roles = [role_of(cell.text) for cell in row.cells]
    if roles[0] is not Role.DATE or Role.CONTENT in roles:
        return None
    if any(role is Role.LEADERS and not is_leader(cell.text) for role, cell in zip(roles, row.cells, strict=True)):
        return None
    when = tuple(at for at, role in enumerate(roles) if role in _ROLES)
    # "Giám đốc", and below it in the same cell his name: one person
    leaders = {at: _said(cell.text) for at, cell in enumerate(row.cells) if at not in when and is_leader(cell.text)}
    about = tuple(at for at, role in enumerate(roles) if role in _ABOUT and at not in leaders)
    everybody = {
        at: _said(_group(cell.text))
        for at, cell in enumerate(row.cells)
        if at not in (*when, *leaders, *about) and _is_everybodys(cell.text)
    }
    known = len(leaders) + len(when) + len(about) + len(everybody) == sum(1 for cell in row.cells if cell.text)
    columns = dict(sorted((leaders | everybody).items()))
    return (
        _Head(
            when,
            columns,
            frozenset(everybody),
            about,
            tuple(at for at in about if roles[at] in (Role.UNITS, Role.DUTY)),
            frozenset(at for at in about if roles[at] is Role.DUTY),
        )
        if len(leaders) > 1 and known
        else None
    )


_ABOUT = (Role.UNITS, Role.PLACE, Role.NOTES, Role.DUTY)
_EVERYBODYS = ("lịch chung", "công tác chung", "công việc chung", "hoạt động chung", "nội dung chung", "chung")


def _is_everybodys(text: str) -> bool:
    """Whether a column is of all leaders: "Lịch chung", "Lịch chung (Ban Giám đốc)", "Ban Giám đốc"."""
    return fold(text).startswith(_EVERYBODYS) or (len(text) < 40 and match_group(text) == "all")


def _group(text: str) -> str:
    """The group that the head of such a column names, *lãnh đạo* where it names none."""
    groups = find_groups(text)
    return text[groups[0].start : groups[0].end] if groups else "Lãnh đạo"


def is_leader(text: str) -> bool:
    """Whether a header's words are one person's name or title and nothing else."""
    if len(text) > 60 or any(map(str.isdigit, text)):
        return False
    found, unread = read_mentions([text])
    return len(found) == 1 and not unread and not found[0].group


def _work(row: Row, head: _Head) -> list[tuple[Cell, Cell]]:
    """The works of a row, each with the cell of its leaders: those in whose columns it stands, and those who are its
    subject, for a cell may be merged over further columns ("8h00: GĐ và PGĐ An dự …"), as far as its tag does not say
    that it is."""
    found: dict[str, tuple[Cell, list[Paragraph]]] = {}
    for at, leader in head.leaders.items():
        for part in _parts(row.cells[at]) if at < len(row.cells) else ():
            work, people = found.setdefault(fold(part.text), (part, []))
            if at in head.everybodys:
                leader = _attending(leader, work.text, head)
            people += leader.paragraphs
            for further in range(at + 1, at + row.cells[at].columns):
                people += head.leaders.get(further, Cell()).paragraphs
            if instead := _INSTEAD.search(work.text):
                people[:] = [Paragraph(f"{instead[1]} (thay {leader.text})")]
            together = _TOGETHER.search(work.text)
            if together:
                people.append(Paragraph(together[1]))
            for mention in read_subject(without_leading_hours(work.text)):
                if _is_of_table(mention, leader, head):
                    people.append(Paragraph(mention.printed))
    return [(work, Cell(tuple(dict.fromkeys(people)))) for work, people in found.values()]


def _attending(everybody: Cell, work: str, head: _Head) -> Cell:
    """Those of everybody's column who attend a work: whom its own words name, "(GĐ An, PGĐ Bình)", where all of them
    head columns."""
    absent = re.search(_ABSENT, work)
    if absent:
        return _said(f"{everybody.text} {absent[0]}")
    found: list[Paragraph] = []
    for mention in read_attendees(without_leading_hours(re.sub(_SLOT_MARK, "", slot_suffix(work)[1]))):
        if mention.group == "deputies":
            found.append(Paragraph(mention.printed))
            continue
        theirs = [cell for cell in head.leaders.values() if mention.name and _is_named(cell, mention.name)]
        if len(theirs) != 1:
            return everybody
        found += theirs[0].paragraphs
    return Cell(tuple(found)) if found else everybody


def _is_named(cell: Cell, name: str) -> bool:
    """Whether a column's head names somebody who may be called so: "Nguyễn Văn An" is "An"."""
    return any(f" {one.name}".endswith(f" {name}") for one in read_mentions([cell.text])[0] if one.name)


_SLOT_MARK = r"^(?:Sáng|SÁNG|Chiều|CHIỀU|Tối|TỐI|Cả ngày)\s*:\s*"
_ABSENT = r"\((?:trừ|vắng) [^()]*\)"


def _is_of_table(mention: Mention, leader: Cell, head: _Head) -> bool:
    """Whether the subject of a cell in the column of ``leader`` is one who heads another column, or a group of those
    who do: guests and the heads of other bodies are none."""
    if re.search(_ELSEWHERE, mention.printed):
        return False
    if mention.group:
        return mention.group in ("all", "deputies")
    others = [read_mentions([cell.text])[0][0] for cell in head.leaders.values() if cell is not leader]
    if mention.name:
        return any(f" {other.name}".endswith(f" {mention.name}") for other in others if other.name)
    own = read_mentions([leader.text])[0][0]
    return mention.title != own.title and [other.title for other in others].count(mention.title) == 1


_ELSEWHERE = r"UBND|HĐND|[ủỷ]y(?!\s+ban)|(?<!\w)(?:Sở|Bộ|tỉnh|huyện|Trung ương)(?!\w)"


def _parts(cell: Cell) -> list[Cell]:
    """The works of a cell that holds one paragraph with several hours, each in a cell of its own; else the cell."""
    if len(cell.paragraphs) != 1:
        return [cell] if cell.text else []
    pieces: list[str] = []
    for text in _NEXT_HOUR.split(cell.text):
        if pieces and pieces[-1].count("(") > pieces[-1].count(")"):
            pieces[-1] += f"; {text}"
        else:
            pieces.append(text)
    return [Cell((cell.paragraphs[0]._replace(text=text),)) for text in pieces]


def _said(text: str) -> Cell:
    return Cell((Paragraph(text),) if text else ())


def _row(row: Row, cells: Sequence[Cell]) -> Row:
    return row._replace(cells=tuple(cells))
