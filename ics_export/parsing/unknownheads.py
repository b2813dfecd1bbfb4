"""Tables whose heads are words that nobody knows: a column is told by what stands in it, with a finding.

Heads come first, always: only a column whose head means nothing is looked at, and only beside one whose head is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ics_export.diagnostics import Report, Severity
from ics_export.model import Row
from ics_export.parsing.columns import Header, Role, as_printed, may_head, role_of
from ics_export.parsing.dates import names_days, read_weekdays
from ics_export.parsing.openings import HONORIFIC
from ics_export.parsing.people import opens_mention
from ics_export.parsing.slots import slot_of
from ics_export.parsing.titles import match_title

_LOOKED_AT = 24
"""Rows below a header."""
_MOST = 0.6
"""So great a part of a column's cells must be of one kind."""
_FEWEST = 3
"""Cells that say of what kind a column is."""
_SHORTEST = 16
"""Characters that the works of a table have at least, on the average."""


def bind_by_contents(row: Row, below: Sequence[Row], report: Report) -> Header | None:
    """The header that ``row`` is by what stands ``below`` it, None where it is none; a finding for each column so told.

    Days, and the longest words beside them, must be found, by their heads or so; then leaders are.
    """
    words = tuple([as_printed(cell.text) for cell in row.cells])
    if len(words) < 3 or not all(map(may_head, words)) or any(map(slot_of, words)):
        return None
    roles = [role_of(word) for word in words]
    rows = [one for one in below[:_LOOKED_AT] if len(one.cells) > 2]
    for at, role in enumerate(roles) if Role.LEADERS not in roles else ():
        if role is Role.UNITS and _are(_texts(rows, at), _names_somebody):
            roles[at] = None  # "Người thực hiện": leaders stand below it
    free = [at for at, word in enumerate(words) if roles[at] is None and word.strip()]
    if not free or len(free) == len(words) or sum(opens_mention(words[at]) for at in free) > 1:
        return None  # several leaders' names head columns of their own: leadercolumns.py
    columns = {at: _texts(rows, at) for at in free}
    told: dict[int, Role] = {}

    def tell(role: Role, found: Sequence[int]) -> None:
        if role not in roles and found:
            roles[found[0]] = told[found[0]] = role
            free.remove(found[0])

    tell(Role.DATE, [at for at in free if _are(columns[at], _is_day)])
    tell(Role.LEADERS, [at for at in free if _are(columns[at], opens_mention)])
    tell(
        Role.CONTENT,
        sorted((at for at in free if _breadth(columns[at]) >= _SHORTEST), key=lambda at: -_breadth(columns[at])),
    )
    if Role.DATE not in roles or Role.CONTENT not in roles or not told:
        return None
    for at, role in told.items():
        report.add(
            "T210", Severity.WARNING, row.place, f"Tiêu đề cột “{words[at]}” lạ; chữ bên dưới là {role.value}.",
            excerpt=words[at], action="Đã hiểu như vậy; hãy soát lại, hoặc ghi tiêu đề thường dùng.",
        )  # fmt: skip
    kinds = {role for role in roles if role}
    by_role = {role: tuple(at for at, other in enumerate(roles) if other is role) for role in kinds}
    return Header(tuple(roles), (None,) * len(words), words, by_role)


def _texts(rows: Sequence[Row], at: int) -> list[str]:
    """What stands in a column, its empty cells left out."""
    return [one.cells[at].text for one in rows if at < len(one.cells) and one.cells[at].text]


def _are(texts: Sequence[str], kind: Callable[[str], bool]) -> bool:
    """Whether most of a column's cells are of one kind."""
    return len(texts) >= _FEWEST and sum(map(kind, texts)) >= _MOST * len(texts)


def _names_somebody(text: str) -> bool:
    """Whether a cell begins with somebody's address or title."""
    return HONORIFIC.match(text) is not None or match_title(text) > 0


def _is_day(text: str) -> bool:
    """Whether a cell says a day: its number, its weekday, or both."""
    if text.isdigit():
        return 0 < int(text) < 32 if len(text) < 3 else False
    return len(text) < 40 and (names_days(text) or read_weekdays(text.lower())[0] != ())


def _breadth(texts: Sequence[str]) -> float:
    """The average number of characters of a column's cells."""
    return sum(map(len, texts)) / len(texts) if len(texts) >= _FEWEST else 0.0
